"""Scenarios side by side: what each asks of the pool, against the pool's line, and what others pay."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    LABEL_SIZE,
    NUMBER_SIZE,
    POOL_BLUE,
    RED,
    SERIES,
    TEXT,
    UNKNOWN_COLOUR,
    bar,
    figure,
    fitted,
    note,
    safe,
    text_width,
    two_lines,
)
from lederpulje.model import POOL_PAYER, UNKNOWN_PAYER
from lederpulje.money import format_kr, format_span
from lederpulje.scenarios import Comparison, Evaluation, Result, Span
from lederpulje.wording import balance_span_text, payer_name, short_difference_text

_NAME_WIDTH, _POOL_BAR, _OTHER_BAR, _WIDE = 286, 28, 12, 1000  # pixels
_QUIET = "#3A4656"


@dataclass(frozen=True, slots=True)
class PayerRow:
    """One scenario: who pays how much (øre, a span while answers are open), what is left or missing, and compared."""

    name: str
    pool: Span
    others: tuple[tuple[str, Span], ...]
    headroom: Span
    difference: str


def payer_rows(comparisons: tuple[Comparison, ...]) -> tuple[PayerRow, ...]:
    """The rows of the figure, the baseline first; these are also its table."""
    if not comparisons:
        return ()
    baseline = comparisons[0].baseline
    rows = [_row(baseline, "udgangspunktet")]
    rows += [_row(c.scenario, short_difference_text(c)) for c in comparisons]
    return tuple(rows)


def _row(evaluation: Evaluation, difference: str) -> PayerRow:
    payers = dict.fromkeys(
        p for r in evaluation.results for c in r.courses for p in c.payers if p != POOL_PAYER
    )
    return PayerRow(
        evaluation.scenario.name,
        evaluation.span(lambda r: r.pool.claimed),
        tuple((p, evaluation.span(lambda r, p=p: paid_by(r, p))) for p in payers),  # type: ignore[misc]
        evaluation.span(lambda r: r.pool.headroom),
        difference,
    )


def paid_by(result: Result, payer: str) -> int:
    """What a payer pays in all, in øre."""
    return sum(c.payers.get(payer, 0) for c in result.courses)


def payer_bars(rows: tuple[PayerRow, ...], pool: int, against: str, width: int, row_height: int) -> go.Figure:
    """The figure: a thick bar for the pool, a thin one for all others together, and the words.

    `pool` is in øre; `against` names the baseline that the differences are taken from.

    On a wide screen the name stands left and the words right of the bars, on a narrow one above them.
    """
    reach = max([pool, *(r.pool.high for r in rows), *(_others(r).high for r in rows)])
    wide = width >= _WIDE
    said = max(
        [text_width(_said(r), LABEL_SIZE) for r in rows] + [text_width("mangler 000.000 kr.", LABEL_SIZE)]
    )
    plot = width - _NAME_WIDTH - said * 1.05 - 24 if wide else width - 40
    canvas = _Canvas(reach / max(plot, 200), 1 / row_height, reach, pool, width, wide)
    for index, row in enumerate(rows):
        canvas.draw(row, len(rows) - 1 - index)
    top = 30 / row_height
    canvas.pool_line(len(rows), top)
    if len(rows) > 1:
        x = reach + 16 * canvas.pixel if wide else 0
        text = f"Forskel i forhold til {safe(fitted(against, 18, 240))}"
        canvas.notes.append(note(text, x, len(rows) - 0.5 + top / 2, size=18, colour=_QUIET))
    return figure(
        canvas.traces,
        canvas.notes,
        canvas.shapes,
        height=int(row_height * (len(rows) + top)),
        x_range=[canvas.left, canvas.left + width * canvas.pixel],
        y_range=[-0.5, len(rows) - 0.5 + top],
    )


def _others(row: PayerRow) -> Span:
    return Span(sum(s.low for _, s in row.others), sum(s.high for _, s in row.others))


def _said(row: PayerRow) -> str:
    return balance_span_text(row.headroom.low, row.headroom.high)


class _Canvas:
    """Collects the pieces of the figure; lives only inside `payer_bars`."""

    def __init__(self, pixel: float, unit: float, reach: int, pool: int, width: int, wide: bool) -> None:
        self.traces: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.pixel, self.unit, self.reach, self.pool, self.width, self.wide = (
            pixel,
            unit,
            reach,
            pool,
            width,
            wide,
        )
        self.left = -_NAME_WIDTH * pixel if wide else 0.0
        self.upper, self.lower = (0.2, -0.33) if wide else (0.0, -0.27)

    def draw(self, row: PayerRow, at: int) -> None:
        """One scenario: name, pool bar, what others pay, what is left or missing, and compared with what."""
        upper, lower = at + self.upper, at + self.lower
        self.traces.append(bar(0, row.pool.low, upper, _POOL_BAR * self.unit, POOL_BLUE))
        if not row.pool.is_point:
            extra = row.pool.high - row.pool.low
            self.traces.append(
                bar(row.pool.low, extra, upper, _POOL_BAR * self.unit, POOL_BLUE, hatched=True)
            )
        self._amount(row, upper)
        self._other_payers(row, lower)
        colour = RED if row.headroom.high < 0 else TEXT
        if self.wide:
            name = two_lines(row.name, LABEL_SIZE, _NAME_WIDTH - 10)
            self.notes.append(note(f"<b>{name}</b>", self.left, upper, yanchor="top", yshift=15))
            x = self.reach + 16 * self.pixel
            self.notes.append(note(f"<b>{_said(row)}</b>", x, upper, colour=colour))
            self.notes.append(note(safe(row.difference), x, lower, size=18, colour=_QUIET))
            return
        said = f"<b>{safe(row.name)}:</b> <span style='color:{colour}'><b>{_said(row)}</b></span>"
        self.notes.append(note(said, 0, at + 0.34))
        right = self.left + self.width * self.pixel
        self.notes.append(note(safe(row.difference), right, lower, size=18, colour=_QUIET, xanchor="right"))

    def _amount(self, row: PayerRow, y: float) -> None:
        text = format_span(row.pool.low, row.pool.high)
        needed = (text_width(text, NUMBER_SIZE) + 16) * self.pixel
        sure = min(row.pool.low, self.pool) if row.pool.high >= self.pool else row.pool.low
        if needed <= sure:
            self.notes.append(
                note(f"<b>{text}</b>", sure / 2, y, xanchor="center", size=NUMBER_SIZE, colour="white")
            )

    def _other_payers(self, row: PayerRow, y: float) -> None:
        start, labels = 0, []
        for index, (payer, span) in enumerate(row.others):
            colour = UNKNOWN_COLOUR if payer == UNKNOWN_PAYER else SERIES[1 + index % 3]
            self.traces.append(
                bar(start, span.high, y, _OTHER_BAR * self.unit, colour, hatched=not span.is_point)
            )
            start += span.high
            labels.append(f"{format_span(span.low, span.high)} fra {payer_name(payer)}")
        text = " · ".join(labels)
        room = (self.reach - start) / self.pixel - 12
        if not self.wide:
            room = self.width - start / self.pixel - text_width(row.difference, 18) - 40
        shown = fitted(text, 18, room)
        if shown:
            self.notes.append(note(safe(shown), start, y, xshift=8, size=18))

    def pool_line(self, rows: int, top: float) -> None:
        """The named line of the pool, in front of the pool bars only."""
        for row in range(rows):
            upper = row + self.upper
            self.shapes.append(
                {
                    "type": "line",
                    "x0": self.pool,
                    "x1": self.pool,
                    "y0": upper - _POOL_BAR / 2 * self.unit,
                    "y1": upper + (_POOL_BAR / 2 + 4) * self.unit,
                    "line": {"color": TEXT, "width": 4},
                }
            )
        text = f"Pulje {format_kr(self.pool)}"
        near_edge = (
            self.left + self.width * self.pixel - self.pool < text_width(text, LABEL_SIZE) / 2 * self.pixel
        )
        x_anchor = "right" if near_edge else "center"
        self.notes.append(note(text, self.pool, rows - 0.5 + top / 2, xanchor=x_anchor))
