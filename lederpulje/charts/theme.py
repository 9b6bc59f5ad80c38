"""What all figures share: type, colours, and how wide a text is."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from html import escape, unescape
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
_SINKS = 0.07  # Plotly centers a text a little too high, by this part of its size

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


@lru_cache(maxsize=4_096)
def text_width(text: str, size: int) -> float:
    """Roughly how many pixels a text takes in Inter at this size; a little too many rather than too few."""
    return sum(map(_letter_width, text)) * size


@lru_cache(maxsize=1_024)
def _letter_width(letter: str) -> float:
    return _WIDTHS.get(letter, 0.74 if letter.isupper() else 0.63)


def fitted(text: str, size: int, pixels: float) -> str:
    """The text cut to so many pixels, with an ellipsis; empty if not even four letters fit."""
    if text_width(text, size) <= pixels:
        return text
    # A longer cut is never narrower, so the longest that fits is found by halving.
    lengths = range(4, len(text))
    fitting = bisect_right(lengths, pixels, key=lambda n: text_width(short_title(text, n), size))
    return short_title(text, lengths[fitting - 1]) if fitting else ""


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


class Canvas:
    """A still figure being drawn: x in øre, y in pixels from the top, so that labels and bars fit by design.

    All bars become one trace, all hatched ones another and all texts a third: the browser draws three traces in a
    third of the time that it takes for a trace and an annotation each.
    """

    def __init__(self, width: int, height: int, left: float, pixel: float) -> None:
        self.width, self.height, self.left, self.pixel = width, height, left, pixel
        self._bars: list[tuple[float, float, float, float, str]] = []
        self._hatched: list[tuple[float, float, float, float, str]] = []
        self._texts: list[tuple[float, float, str, str, int, str]] = []
        self._shapes: list[dict[str, Any]] = []

    @property
    def right(self) -> float:
        """The right edge, in øre."""
        return self.left + self.width * self.pixel

    def bar(
        self, start: float, length: float, y: float, thickness: int, colour: str, *, hatched: bool = False
    ) -> None:
        """A lying bar `thickness` pixels thick around `y`; hatched for what is not sure."""
        (self._hatched if hatched else self._bars).append((start, length, y, thickness, colour))

    def text(
        self,
        text: str,
        x: float,
        y: float,
        *,
        anchor: str = "left",
        size: int = LABEL_SIZE,
        colour: str = TEXT,
    ) -> None:
        """A text beside (`left`: to the right of), `center`ed on or ending (`right`) at a point, its middle at `y`."""
        self._texts.append((x, y + size * _SINKS, text, anchor, size, colour))

    def line(self, x: float, top: float, bottom: float, *, width: int = 4) -> None:
        """An upright line in front of the bars."""
        line = {"color": TEXT, "width": width}
        self._shapes.append({"type": "line", "x0": x, "x1": x, "y0": top, "y1": bottom, "line": line})

    def outline(self, start: float, end: float, top: float, bottom: float) -> None:
        """The red box around what is over the frame, behind the bars."""
        box = {"type": "rect", "x0": start, "x1": end, "y0": top, "y1": bottom, "layer": "below"}
        self._shapes.append({**box, "fillcolor": OVER_TINT, "line": {"color": RED, "width": 2}})

    def pieces(self) -> list[list[Any]]:
        """The same as pieces in pixels, for a picture that follows the hand; in the order they are to be drawn.

        Box `["o", x, y, width, height]`, bar `["b" | "h" (hatched), x, y, width, height, colour]`, line
        `["l", x, top, bottom]`, text `["t", x, y, anchor, size, colour, lines]`, a line being runs of
        `[text, 1 if bold, colour or ""]`.
        """
        boxes = [
            ["o", self._px(s["x0"]), s["y0"], self._px(s["x1"]) - self._px(s["x0"]), s["y1"] - s["y0"]]
            for s in self._shapes
            if s["type"] == "rect"
        ]
        bars = [
            [kind, self._px(x), y - thickness / 2, round(length / self.pixel, 1), thickness, colour]
            for kind, bars in (("b", self._bars), ("h", self._hatched))
            for x, length, y, thickness, colour in bars
        ]
        lines = [["l", self._px(s["x0"]), s["y0"], s["y1"]] for s in self._shapes if s["type"] == "line"]
        texts = [
            ["t", self._px(x), round(y - size * _SINKS, 1), anchor, size, colour, _runs(text)]
            for x, y, text, anchor, size, colour in self._texts
        ]
        return [*boxes, *bars, *lines, *texts]

    def _px(self, ore: float) -> float:
        return round((ore - self.left) / self.pixel, 1)

    def figure(self) -> go.Figure:
        """The figure, of fixed size: no zoom, no legend, no axes but what is drawn by hand."""
        hidden = {"visible": False, "fixedrange": True}
        # Checking each setting takes Plotly longer than all else on the page; a test checks every figure instead.
        return go.Figure(
            data=[_bar_trace(self._bars, False), _bar_trace(self._hatched, True), _text_trace(self._texts)],
            layout={
                "font": {"family": FONT, "size": LABEL_SIZE, "color": TEXT},
                "separators": ",.",
                "barmode": "overlay",
                "showlegend": False,
                "paper_bgcolor": "white",
                "plot_bgcolor": "white",
                "dragmode": False,
                "hovermode": False,
                "height": self.height,
                "margin": {"l": 0, "r": 0, "t": 0, "b": 0, "pad": 0},
                "xaxis": {**hidden, "range": [self.left, self.right]},
                "yaxis": {**hidden, "range": [self.height, 0]},
                "shapes": self._shapes,
            },
            _validate=False,
        )


_MARK = re.compile(r"<(/?)(b|br|span)(?: style='color:([^']*)')?>")


def _runs(markup: str) -> list[list[list[Any]]]:
    """The lines of a text with the little markup that the figures use, each as runs of one weight and colour."""
    if "<" not in markup:
        return [[[unescape(markup), 0, ""]]] if markup else [[]]
    lines: list[list[list[Any]]] = [[]]
    bold, colour, at = 0, "", 0
    for mark in (*_MARK.finditer(markup), None):
        text = unescape(markup[at : mark.start() if mark else None])
        if text:
            lines[-1].append([text, bold, colour])
        if mark is None:
            break
        at, (closing, name, wanted) = mark.end(), mark.groups()
        if name == "br":
            lines.append([])
        elif name == "b":
            bold = 0 if closing else 1
        else:
            colour = wanted or ""
    return lines


def _bar_trace(bars: list[tuple[float, float, float, float, str]], hatched: bool) -> dict[str, Any]:
    colours = [colour for *_, colour in bars]
    marker: dict[str, Any] = {"color": colours, "line": {"color": "white", "width": 2}}
    if hatched:
        pattern = {"shape": "/", "fillmode": "overlay", "fgcolor": colours, "size": 10, "solidity": 0.25}
        marker = {"color": "white", "line": {"color": colours, "width": 2}, "pattern": pattern}
    return {
        "type": "bar",
        "orientation": "h",
        "base": [start for start, *_ in bars],
        "x": [length for _, length, *_ in bars],
        "y": [y for _, _, y, *_ in bars],
        "width": [thickness for *_, thickness, _ in bars],
        "marker": marker,
        "hoverinfo": "skip",
    }


def _text_trace(texts: list[tuple[float, float, str, str, int, str]]) -> dict[str, Any]:
    sides = {"left": "middle right", "center": "middle center", "right": "middle left"}
    return {
        "type": "scatter",
        "mode": "text",
        "x": [x for x, *_ in texts],
        "y": [y for _, y, *_ in texts],
        "text": [text for _, _, text, *_ in texts],
        "textposition": [sides[anchor] for *_, anchor, _, _ in texts],
        "textfont": {"family": FONT, "size": [t[4] for t in texts], "color": [t[5] for t in texts]},
        "cliponaxis": False,
        "hoverinfo": "skip",
    }
