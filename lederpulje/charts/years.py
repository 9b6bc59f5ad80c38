"""The years one below the other: what is used of each against what there is, and the balance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    GREEN,
    LABEL_SIZE,
    NUMBER_SIZE,
    POOL_BLUE,
    RED,
    SERIES,
    TEXT,
    Canvas,
    text_width,
)
from lederpulje.insight.years import YearMoney
from lederpulje.money import format_kr, format_signed_span
from lederpulje.scenarios import Span
from lederpulje.wording import balance_span_text

LEAST_PITCH = 30
_HEAD, _PITCH, _YEAR, _LEAST_BAR = 34, 54, 76, 120  # pixels


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where øre lie between the years and the balances, in pixels."""

    left: float
    right: float
    each: float

    def at(self, ore: int) -> float:
        return self.left + max(ore, 0) * self.each


def shown_years(rows: Sequence[YearMoney], chosen: int, height: int | None) -> tuple[YearMoney, ...]:
    """The last years that have room within `height` pixels, the chosen one among them; all of them without it."""
    room = len(rows) if height is None else max((height - _HEAD) // LEAST_PITCH, 1)
    at = next((place for place, row in enumerate(rows) if row.year == chosen), len(rows))
    first = max(min(len(rows) - room, at), 0)
    return tuple(rows[first : first + room])


def year_bars(rows: Sequence[YearMoney], width: int, height: int | None = None) -> go.Figure:
    """The figure, `width` pixels wide and at most `height` high; without it as high as it takes."""
    pitch = _PITCH if height is None else min((height - _HEAD) / max(len(rows), 1), _PITCH)
    canvas = Canvas(width, height or round(_HEAD + pitch * max(len(rows), 1)), 0, 1)
    said = [balance_words(row.balance) for row in rows]
    right = max([0.0, *(text_width(text, LABEL_SIZE) * 1.06 for text in said)]) + 16
    most = max([1, *(max(row.used.high, row.available.high) for row in rows)])
    room = max(width - _YEAR - right, _LEAST_BAR)
    scale = _Scale(_YEAR, _YEAR + room, room / most)
    doubt = ", efter svarene (skraveret)" if any(not row.used.is_point for row in rows) else ""
    canvas.text(f"Forventet regnskab{doubt} og til rådighed (streg)", 0, 14)
    for place, (row, words) in enumerate(zip(rows, said, strict=True)):
        _draw(canvas, row, words, scale, _HEAD + (place + 0.5) * pitch, round(min(pitch * 0.66, 36)))
    return canvas.figure()


def balance_words(balance: Span) -> str:
    """A year's balance beside its bar: in words where its sign is sure, else with its signs."""
    if balance.low < 0 <= balance.high:
        return format_signed_span(balance.low, balance.high)
    return balance_span_text(balance.low, balance.high)


def _draw(canvas: Canvas, row: YearMoney, words: str, scale: _Scale, y: float, thick: int) -> None:
    half = thick / 2
    canvas.text(f"<b>{row.year}</b>", 0, y)
    if row.used.high > row.available.low:
        canvas.outline(scale.at(row.available.low), scale.at(row.used.high), y - half - 3, y + half + 3)
    used, end = scale.at(row.used.low), scale.at(row.used.high)
    if row.used.low > 0:
        canvas.bar(scale.left, used - scale.left, y, thick, POOL_BLUE)
    if end > used:
        canvas.bar(used, end - used, y, thick, SERIES[3], hatched=True)
    _number(canvas, row, scale, y, thick)
    for available in dict.fromkeys((row.available.low, row.available.high)):
        canvas.line(scale.at(available), y - half - 3, y + half + 3, width=4)
    colour = RED if row.balance.high < 0 else TEXT if row.balance.low < 0 else GREEN
    canvas.text(f"<span style='color:{colour}'><b>{words}</b></span>", canvas.width, y, anchor="right")


def _number(canvas: Canvas, row: YearMoney, scale: _Scale, y: float, thick: int) -> None:
    """What is used at least, clear of the lines: inside its bar, else right of it; left out without room."""
    text, end = format_kr(row.used.low), scale.at(row.used.low)
    lines = [scale.at(a) for a in (row.available.low, row.available.high)]
    inside = min([end, *(line for line in lines if line < end)])
    size = NUMBER_SIZE if thick >= NUMBER_SIZE + 4 else LABEL_SIZE
    if thick >= LABEL_SIZE and inside - scale.left >= text_width(text, size) + 24:
        place = (scale.left + inside) / 2
        canvas.text(f"<b>{text}</b>", place, y, anchor="center", size=size, colour="white")
    elif row.used.is_point and row.used.low:
        edge = min([scale.right, *(line for line in lines if line > end)])
        if (
            all(line <= end - 8 or line >= end + 8 for line in lines)
            and edge - end >= text_width(text, LABEL_SIZE) + 24
        ):
            canvas.text(text, end + 10, y)
