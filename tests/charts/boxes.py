"""Where everything in a figure lies, in pixels, and what gets in each other's way."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape
from itertools import combinations
from typing import Any

import plotly.graph_objects as go

from lederpulje.charts.payers import PayerRow, payer_figure
from lederpulje.charts.theme import NUMBER_SIZE, text_width

LINE_HEIGHT = 1.2  # from line to line; what is written itself is one size high, from the d to the p
SLACK = 1.0  # pixels


@dataclass(frozen=True)
class Box:
    """A rectangle in pixels from the upper left corner, and what it is."""

    what: str
    left: float
    top: float
    right: float
    bottom: float
    size: int = 0

    def meets(self, other: Box, slack: float = SLACK) -> bool:
        """Whether the two overlap by more than `slack` both ways."""
        across = min(self.right, other.right) - max(self.left, other.left)
        down = min(self.bottom, other.bottom) - max(self.top, other.top)
        return across > slack and down > slack

    def holds(self, other: Box) -> bool:
        """Whether the other lies within this one."""
        return (
            self.left - SLACK <= other.left
            and other.right <= self.right + SLACK
            and self.top - SLACK <= other.top
            and other.bottom <= self.bottom + SLACK
        )


@dataclass(frozen=True)
class Drawn:
    """A figure taken apart."""

    width: int
    height: int
    texts: tuple[Box, ...]
    bars: tuple[Box, ...]
    hatched: tuple[Box, ...]
    lines: tuple[Box, ...]

    @property
    def numbers(self) -> tuple[Box, ...]:
        """The amounts inside bars."""
        return tuple(t for t in self.texts if t.size == NUMBER_SIZE)

    @property
    def labels(self) -> list[str]:
        """What stands written, from above, and from the left."""
        return [t.what for t in sorted(self.texts, key=lambda t: (t.top, t.left))]

    def faults(self) -> list[str]:
        """Everything that is in the way of something else."""
        sheet = Box("figure", 0, 0, self.width, self.height)
        return [
            *(f"{a.what!r} on {b.what!r}" for a, b in combinations(self.texts, 2) if a.meets(b)),
            *(f"{t.what!r} outside" for t in self.texts if not sheet.holds(t)),
            *(f"{t.what!r} is empty" for t in self.texts if not t.what),
            *(f"{t.what!r} on a hatching" for t in self.texts for h in self.hatched if t.meets(h)),
            *(f"{t.what!r} under a line" for t in self.texts for li in self.lines if t.meets(li)),
            *(f"{n.what!r} not in its bar" for n in self.numbers if not any(b.holds(n) for b in self.bars)),
            *(f"{b.what} outside" for b in (*self.bars, *self.hatched) if not sheet.holds(b)),
        ]


def drawn(figure: go.Figure, width: int) -> Drawn:
    """Take a figure apart that is shown `width` pixels wide."""
    spec = figure.to_dict()
    layout = spec["layout"]
    left, right = layout["xaxis"]["range"]
    height = layout["height"]
    assert layout["yaxis"]["range"] == [height, 0], "y is pixels from the top"
    assert not layout.get("annotations"), "all texts are in the text trace"

    def across(x: float) -> float:
        return float((x - left) / (right - left) * width)

    bars, hatched, texts = spec["data"]
    return Drawn(
        width,
        height,
        tuple(_text_box(texts, at, across(x)) for at, x in enumerate(texts["x"])),
        tuple(_bar_boxes(bars, across)),
        tuple(_bar_boxes(hatched, across)),
        tuple(
            Box(
                "line", across(s["x0"]) - 2, min(s["y0"], s["y1"]), across(s["x1"]) + 2, max(s["y0"], s["y1"])
            )
            for s in layout["shapes"]
            if s["type"] == "line"
        ),
    )


def _text_box(trace: dict[str, Any], at: int, x: float) -> Box:
    size = trace["textfont"]["size"][at]
    lines = [unescape(re.sub(r"<[^>]*>", "", line)) for line in trace["text"][at].split("<br>")]
    width = max(text_width(line, size) for line in lines)
    start = {"middle right": x, "middle center": x - width / 2, "middle left": x - width}
    left, y, half = (
        start[trace["textposition"][at]],
        trace["y"][at],
        (1 + (len(lines) - 1) * LINE_HEIGHT) * size / 2,
    )
    return Box(" ".join(lines).replace("\u00a0", " "), left, y - half, left + width, y + half, size)


def _bar_boxes(trace: dict[str, Any], across: Any) -> list[Box]:
    rows = zip(trace["base"], trace["x"], trace["y"], trace["width"], strict=True)
    return [
        Box(f"bar {base}+{length}", across(base), y - thick / 2, across(base + length), y + thick / 2)
        for base, length, y, thick in rows
    ]


def payer_bars(rows: tuple[PayerRow, ...], pool: int, against: str, width: int, row_height: int) -> go.Figure:
    """All rows on one board, as the live part draws them."""
    return payer_figure(rows, pool, width, row_height, against if len(rows) > 1 else "")
