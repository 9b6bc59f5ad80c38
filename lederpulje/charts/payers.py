"""Scenarios side by side: what each asks of the pool, against the pool's line, and what others pay."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    LABEL_SIZE,
    NUMBER_SIZE,
    POOL_BLUE,
    RED,
    SERIES,
    TEXT,
    UNKNOWN_COLOUR,
    Canvas,
    fitted,
    safe,
    text_width,
    two_lines,
)
from lederpulje.model import POOL_PAYER, UNKNOWN_PAYER
from lederpulje.money import format_kr, format_span
from lederpulje.scenarios import Comparison, Evaluation, Result, Span
from lederpulje.wording import balance_span_text, payer_name, short_difference_text

_NAME_WIDTH, _POOL_BAR, _OTHER_BAR, _TOP, _BOTTOM, _WIDE, _ROOMY = 286, 28, 12, 30, 4, 1000, 54  # pixels
_SMALL = {
    True: LABEL_SIZE,
    False: 18,
}  # beside and above the bars; the narrow picture is drawn a little larger
_QUIET = "#3A4656"
_COMPARED = "I forhold til "


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
    rows = [payer_row(baseline, "udgangspunktet")]
    rows += [payer_row(c.scenario, short_difference_text(c)) for c in comparisons]
    return tuple(rows)


def payer_row(evaluation: Evaluation, difference: str) -> PayerRow:
    """The row of one scenario; `difference` says how it compares with the baseline."""
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
    return sum([c.payers.get(payer, 0) for c in result.courses])


class PayerBoard:
    """Scenarios side by side on one scale: a thick bar for the pool, a thin one for all others together, and words.

    On a wide screen the name stands left and the words right of the bars, on a narrow one above them.
    """

    def __init__(self, shown: Iterable[PayerRow], pool: int, width: int, row_height: int) -> None:
        """A scale that every row in `shown` fits; `pool` in øre, sizes in pixels."""
        rows = tuple(shown)
        self.pool, self.width, self.row_height = pool, width, row_height
        self.reach = max([1, pool, *(r.pool.high for r in rows), *(_others(r).high for r in rows)])
        self.wide = width >= _WIDE
        words = ("mangler 000.000 kr.", *map(_said, rows), *(r.difference for r in rows))
        said = max(text_width(text, LABEL_SIZE) for text in words)
        plot = width - _NAME_WIDTH - said * 1.05 - 24 if self.wide else width - 40
        self.pixel = self.reach / max(plot, 200)

    def canvas(self, count: int) -> Canvas:
        """An empty canvas with room for so many rows."""
        left = -_NAME_WIDTH * self.pixel if self.wide else 0
        return Canvas(self.width, _TOP + self.row_height * count + _BOTTOM, left, self.pixel)

    def head(self, canvas: Canvas, against: str) -> None:
        """The name of the pool's line, and the baseline that the differences are taken from; empty for none."""
        _head(canvas, self.pool, self.reach + 16 * self.pixel if self.wide else 0, against)

    def row(self, canvas: Canvas, row: PayerRow, place: int) -> None:
        """A scenario at its place, counted from 0."""
        line, top = _Row(canvas, row, self.reach, self.pool), _TOP + place * self.row_height
        if self.wide:
            line.draw_wide(top, self.row_height)
        else:
            line.draw_narrow(top)


def payer_figure(rows: Iterable[PayerRow], pool: int, width: int, row_height: int, against: str) -> go.Figure:
    """The figure standing still; the differences are `against` a scenario, by its name, or empty for none."""
    shown = tuple(rows)
    board = PayerBoard(shown, pool, width, row_height)
    canvas = board.canvas(len(shown))
    for place, row in enumerate(shown):
        board.row(canvas, row, place)
    board.head(canvas, against)
    return canvas.figure()


def _head(canvas: Canvas, pool: int, x: float, against: str) -> None:
    """Above the bars: the name of the pool's line, and what the differences are compared with.

    `x` is where the words beside the bars begin; 0 if they stand above the bars instead.
    """
    small = _SMALL[bool(x)]
    text, gap = f"Pulje {format_kr(pool)}", 16 * canvas.pixel
    half = text_width(text, LABEL_SIZE) / 2 * canvas.pixel
    edge = x - gap if against and x else canvas.right
    middle = max(min(pool, edge - half), canvas.left + half)
    canvas.text(text, middle, _TOP / 2, anchor="center")
    if not against:
        return
    before, after = middle - half - gap, canvas.right - (x or middle + half + gap)
    at_left = not x and before > after
    room = max(before if at_left else after, 0) / canvas.pixel - text_width(_COMPARED, small)
    name = fitted(against, small, min(room, 240))
    if name:
        place, anchor = (0, "left") if at_left else (x, "left") if x else (canvas.right, "right")
        canvas.text(f"{_COMPARED}{safe(name)}", place, _TOP / 2, anchor=anchor, size=small, colour=_QUIET)


def _others(row: PayerRow) -> Span:
    return Span(sum(s.low for _, s in row.others), sum(s.high for _, s in row.others))


def _said(row: PayerRow) -> str:
    return balance_span_text(row.headroom.low, row.headroom.high)


class _Row:
    """One scenario's bars and words."""

    def __init__(self, canvas: Canvas, row: PayerRow, reach: int, pool: int) -> None:
        self.canvas, self.row, self.reach, self.pool = canvas, row, reach, pool
        self.small = _SMALL[canvas.width >= _WIDE]
        self.colour = RED if row.headroom.high < 0 else TEXT
        self.bar, self.tip = _POOL_BAR, 4  # the pool's bar, and how far its line stands out above it

    def draw_wide(self, top: int, height: int) -> None:
        """Name, bars and words beside each other."""
        canvas, row = self.canvas, self.row
        if height < _ROOMY:  # four rows on one screen of a meeting: as low as bars and words can be
            self.bar, self.tip = NUMBER_SIZE + 2, 0
        upper = top + self.tip + self.bar / 2
        lower = upper + self.bar / 2 + 9 + self.tip / 2
        self._bars(upper, lower, (self.reach / canvas.pixel))
        name = two_lines(row.name, LABEL_SIZE, _NAME_WIDTH - 10)
        beside = min(upper + 12, top + height / 2) if "<br>" in name else upper
        canvas.text(f"<b>{name}</b>", canvas.left, beside)
        x = self.reach + 16 * canvas.pixel
        canvas.text(f"<b>{_said(row)}</b>", x, upper, colour=self.colour)
        canvas.text(safe(row.difference), x, lower, size=self.small, colour=_QUIET)

    def draw_narrow(self, top: int) -> None:
        """Name and words above the bars, the difference to the right below them, or above where a bar is in its way."""
        canvas, row = self.canvas, self.row
        difference = text_width(row.difference, self.small) + 30
        self._bars(top + 48, top + 80, canvas.width - difference)
        in_the_way = _others(row).high / canvas.pixel > canvas.width - difference
        room = canvas.width - text_width(_said(row), LABEL_SIZE) - 30 - (difference if in_the_way else 0)
        name = safe(fitted(row.name, LABEL_SIZE, room))
        said = f"<span style='color:{self.colour}'><b>{_said(row)}</b></span>"
        canvas.text(f"<b>{name}:</b> {said}", 0, top + 14)
        y = top + (14 if in_the_way else 80)
        canvas.text(safe(row.difference), canvas.right, y, anchor="right", size=self.small, colour=_QUIET)

    def _bars(self, upper: float, lower: float, room: float) -> None:
        """The pool's bar with its line and amount, and below it what others pay; `room` in pixels for their words."""
        canvas, pool = self.canvas, self.row.pool
        canvas.bar(0, pool.low, upper, self.bar, POOL_BLUE)
        if not pool.is_point:
            canvas.bar(pool.low, pool.high - pool.low, upper, self.bar, POOL_BLUE, hatched=True)
        text = format_span(pool.low, pool.high)
        sure = min(pool.low, self.pool) if pool.high >= self.pool else pool.low
        if (text_width(text, NUMBER_SIZE) + 16) * canvas.pixel <= sure:
            canvas.text(f"<b>{text}</b>", sure / 2, upper, anchor="center", size=NUMBER_SIZE, colour="white")
        canvas.line(self.pool, upper - self.bar / 2 - self.tip, upper + self.bar / 2)
        self._other_payers(lower, room)

    def _other_payers(self, y: float, room: float) -> None:
        start, labels = 0, []
        for index, (payer, span) in enumerate(self.row.others):
            colour = UNKNOWN_COLOUR if payer == UNKNOWN_PAYER else SERIES[1 + index % 3]
            self.canvas.bar(start, span.high, y, _OTHER_BAR, colour, hatched=not span.is_point)
            start += span.high
            labels.append(f"{format_span(span.low, span.high)} fra {payer_name(payer)}")
        shown = fitted(" · ".join(labels), self.small, room - start / self.canvas.pixel - 16)
        if shown:
            self.canvas.text(safe(shown), start + 8 * self.canvas.pixel, y, size=self.small)
