"""What all figures share: type, colours, and how wide a text is."""

from __future__ import annotations

from html import escape
from typing import Any

import plotly.graph_objects as go

from lederpulje.wording import short_title

FONT = "Inter, sans-serif"
TEXT, SURFACE, BORDER, RED, GREEN = "#0B1220", "#F1F4F8", "#6B7785", "#B3261E", "#1B6E3C"
POOL_BLUE = "#0072B2"
SERIES = (POOL_BLUE, "#007A5A", "#A8518A", "#B84E00")
UNKNOWN_COLOUR, GATHERED = "#E69F00", "#4A5563"
OVER_TINT = "rgba(179,38,30,0.14)"
LABEL_SIZE, NUMBER_SIZE = 20, 24

_WIDTHS = {
    ".": 0.3,
    ",": 0.3,
    " ": 0.28,
    "\u00a0": 0.28,
    "i": 0.27,
    "l": 0.27,
    "r": 0.4,
    "t": 0.38,
    "f": 0.38,
    "m": 0.9,
}


def text_width(text: str, size: int) -> float:
    """Roughly how many pixels a text takes in Inter at this size; a little too many rather than too few."""
    return sum(_WIDTHS.get(letter, 0.74 if letter.isupper() else 0.63) for letter in text) * size


def fitted(text: str, size: int, pixels: float) -> str:
    """The text cut to so many pixels, with an ellipsis; empty if not even four letters fit."""
    if text_width(text, size) <= pixels:
        return text
    for length in range(len(text) - 1, 3, -1):
        cut = short_title(text, length)
        if text_width(cut, size) <= pixels:
            return cut
    return ""


def two_lines(text: str, size: int, pixels: float) -> str:
    """The text in at most two lines of so many pixels, for Plotly; the second is cut if need be."""
    first = fitted(text, size, pixels)
    if first == text or " " not in text:
        return safe(first)
    words = text.split(" ")
    count = max(1, sum(text_width(" ".join(words[: n + 1]), size) <= pixels for n in range(len(words))))
    upper, lower = " ".join(words[:count]), " ".join(words[count:])
    return f"{safe(fitted(upper, size, pixels))}<br>{safe(fitted(lower, size, pixels))}"


def safe(text: str) -> str:
    """Text from data as Plotly shows it: no markup, no link."""
    return escape(text, quote=False)


def note(text: str, x: float, y: float, **more: Any) -> dict[str, Any]:
    """A text at a point of the data, without arrow; more Plotly annotation settings on top."""
    size, colour = more.pop("size", LABEL_SIZE), more.pop("colour", TEXT)
    return {
        "text": text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "middle",
        "align": "left",
        "font": {"family": FONT, "size": size, "color": colour},
        **more,
    }


def bar(start: float, length: float, y: float, thickness: float, colour: str, **more: Any) -> dict[str, Any]:
    """A lying bar from `start`, in data units, with a white edge; `hatched=True` for what is not sure."""
    hatched = more.pop("hatched", False)
    marker: dict[str, Any] = {"color": colour, "line": {"color": "white", "width": 2}}
    if hatched:
        marker = {
            "color": "white",
            "line": {"color": colour, "width": 2},
            "pattern": {"shape": "/", "fillmode": "overlay", "fgcolor": colour, "size": 10, "solidity": 0.25},
        }
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start],
        "x": [length],
        "y": [y],
        "width": [thickness],
        "marker": marker,
        "hoverinfo": "skip",
        "showlegend": False,
        **more,
    }


def figure(
    traces: list[dict[str, Any]], notes: list[dict[str, Any]], shapes: list[dict[str, Any]], **layout: Any
) -> go.Figure:
    """A still figure of fixed height: no zoom, no legend, no axes but what is drawn by hand."""
    hidden = {"visible": False, "fixedrange": True}
    x_range, y_range = layout.pop("x_range"), layout.pop("y_range")
    # Checking each setting takes Plotly longer than everything else on the page; a test checks every figure instead.
    return go.Figure(
        data=traces,
        layout={
            "font": {"family": FONT, "size": LABEL_SIZE, "color": TEXT},
            "separators": ",.",
            "barmode": "overlay",
            "showlegend": False,
            "paper_bgcolor": "white",
            "plot_bgcolor": "white",
            "dragmode": False,
            "hovermode": False,
            "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
            "xaxis": {**hidden, "range": x_range},
            "yaxis": {**hidden, "range": y_range},
            "annotations": notes,
            "shapes": shapes,
            **layout,
        },
        _validate=False,
    )
