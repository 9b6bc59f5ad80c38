"""Whom the money reaches: for each theme two lying bars, the places and the price of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.heatmap import row_name
from lederpulje.charts.theme import LABEL_SIZE, NUMBER_SIZE, POOL_BLUE, SERIES, Canvas, text_width
from lederpulje.money import format_number, format_span
from lederpulje.scenarios import Span

_HEAD, _GAP, _NAMES = 34, 24, 264  # pixels


@dataclass(frozen=True, slots=True)
class ReachRow:
    """A theme: places and price a place (øre), each with what to say instead, or besides, where it is not known."""

    name: str
    leaders: Span | None
    price: Span | None
    without_leaders: str = "ukendt antal"
    without_price: str = "ikke prissat"
    besides: str = ""


def reach_bars(rows: Sequence[ReachRow], width: int, row: int) -> go.Figure:
    """The figure, `row` pixels a row: names, bars of places, bars of prices."""
    names = max(width // 4, _NAMES)
    panel = (width - names - _GAP) / 2
    canvas = Canvas(width, _HEAD + row * len(rows), 0, 1.0)
    canvas.text("<b>Ledere, vi når</b>", names, _HEAD / 2)
    canvas.text("<b>Pris pr. leder</b>", names + panel + _GAP, _HEAD / 2)
    leaders = _Panel(canvas, (names, panel), POOL_BLUE, [(r.leaders, _places(r), r.besides) for r in rows])
    prices = _Panel(
        canvas, (names + panel + _GAP, panel), SERIES[2], [(r.price, _price(r), "") for r in rows]
    )
    for at, each in enumerate(rows):
        y = _HEAD + (at + 0.5) * row
        canvas.text(row_name(each.name, names - 12, row), 0, y)
        for part in (leaders, prices):
            part.draw(at, y, min(row - 10, 36))
    return canvas.figure()


def _places(row: ReachRow) -> str:
    if row.leaders is None:
        return row.without_leaders
    low, high = format_number(row.leaders.low), format_number(row.leaders.high)
    return low if low == high else f"{low}–{high}"


def _price(row: ReachRow) -> str:
    return row.without_price if row.price is None else format_span(row.price.low, row.price.high)


def _fits(said: str, besides: str, width: float) -> bool:
    return text_width(said, NUMBER_SIZE) + text_width(besides, LABEL_SIZE) + 16 <= width


class _Panel:
    """One of the two columns of bars, on a scale of its own; each number stands after its bar."""

    def __init__(
        self,
        canvas: Canvas,
        place: tuple[float, float],
        colour: str,
        rows: Sequence[tuple[Span | None, str, str]],
    ) -> None:
        self.canvas, self.colour = canvas, colour
        self.left, width = place
        self.rows = [
            (span, said, besides if _fits(said, besides, width) else "") for span, said, besides in rows
        ]
        most = max([span.high for span, _, _ in rows if span], default=0)
        room = [
            (width - 16 - text_width(said, NUMBER_SIZE) - text_width(besides, LABEL_SIZE))
            / (span.high / most)
            for span, said, besides in self.rows
            if span and span.high
        ]
        self.scale = max(min([width, *room]), 12) / max(most, 1)

    def draw(self, at: int, y: float, thickness: int) -> None:
        """The bar of a row: solid for what is sure, hatched for what hangs on an answer."""
        canvas, (span, said, besides), end = self.canvas, self.rows[at], self.left
        if span is not None:
            end += span.high * self.scale
            canvas.bar(self.left, span.low * self.scale, y, thickness, self.colour)
            if not span.is_point:
                start = self.left + span.low * self.scale
                canvas.bar(start, end - start, y, thickness, self.colour, hatched=True)
        size = LABEL_SIZE if span is None else NUMBER_SIZE
        text = said if span is None else f"<b>{said}</b>"
        canvas.text(text, end + 8, y, size=size)
        if besides and span is not None:
            canvas.text(besides, end + 8 + text_width(said, size), y)
