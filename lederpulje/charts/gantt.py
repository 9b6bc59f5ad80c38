"""When things happen: a row for each activity, deadlines and meetings as marks, today as a named line."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from lederpulje.charts.lanes import SIGN, Mark, Piece, lanes_of
from lederpulje.charts.names import distinct
from lederpulje.charts.theme import (
    LABEL_SIZE,
    POOL_BLUE,
    SURFACE,
    Canvas,
    fitted,
    safe,
    text_width,
    two_lines,
)
from lederpulje.dates import format_day, format_month
from lederpulje.insight.periods import DateSpan

LEAST_ROW, PAGE_ROW = 21.6, 52  # pixels
_AXIS, _LANE, _LANE_GAP, _TWO_LINES, _THICKEST, _DAY, _GAP = 24, 24, 8, 48, 28, 10, 12  # pixels
_NAME, _WORDS = 0.37, 0.25  # of the width, at most
_MOST_LANES = 3


@dataclass(frozen=True, slots=True)
class GanttRow:
    """An activity: its name, when it is in words, its days if anything is known, and its deadline.

    What is not `exact` is hatched.
    """

    name: str
    words: str
    days: DateSpan | None = None
    exact: bool = False
    deadline: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a row, and where it begins and ends."""

    text: str
    left: float
    right: float
    anchor: str = "left"


class _Timeline(Canvas):
    """A canvas with x in pixels, with room for names and words left of the part that is to scale."""

    def __init__(
        self, rows: Sequence[GanttRow], heading: str, shown: DateSpan, width: int, height: int
    ) -> None:
        super().__init__(width, height, 0, 1)
        self.shown = shown
        names = [text_width(r.name, LABEL_SIZE) for r in rows] + [text_width(heading, LABEL_SIZE)]
        words = [text_width(r.words, LABEL_SIZE) for r in rows]
        self.name_room = int(min(max(names) + 4, _NAME * width))
        self.words_room = int(min(max([0.0, *words]) + 4, _WORDS * width))
        self.start = self.name_room + self.words_room + 2 * _GAP
        self.end = width - 2  # the outline of the last bar
        self._days = (shown.end - shown.start).days + 1

    def x(self, date: dt.date) -> float:
        """Where a day begins."""
        return self.start + (date - self.shown.start).days / self._days * (self.end - self.start)

    def middle(self, date: dt.date) -> float:
        """The middle of a day."""
        return (self.x(date) + self.x(date + dt.timedelta(days=1))) / 2

    def ends(self, days: DateSpan) -> tuple[float, float] | None:
        """Where a span begins and ends as far as it is shown, wide enough to be seen; `None` if it is not."""
        if days.end < self.shown.start or days.start > self.shown.end:
            return None
        left = self.x(max(days.start, self.shown.start))
        right = (
            self.x(min(days.end, self.shown.end)) + self.x(self.shown.start + dt.timedelta(1)) - self.start
        )
        if right - left >= _DAY:
            return left, right
        left = min(max((left + right - _DAY) / 2, self.start), self.end - _DAY)
        return left, left + _DAY

    def band(self, left: float, right: float) -> None:
        """A soft stripe behind everything, by which the eye finds the month."""
        box = {"type": "rect", "x0": left, "x1": right, "y0": 0, "y1": self.height, "layer": "below"}
        self._shapes.append({**box, "fillcolor": SURFACE, "line": {"width": 0}})


def gantt(
    rows: Sequence[GanttRow],
    shown: DateSpan,
    meetings: Sequence[tuple[dt.date, str]],
    today: dt.date | None,
    width: int,
    height: int | None = None,
) -> go.Figure:
    """The rows in their order within `height`, the last ones gathered if need be; without it as high as it takes.

    `meetings` are days and bodies; `today` is left out if it does not lie in what is shown.
    """
    most = _MOST_LANES
    if height is not None:
        most = max(1, min(most, int((height - _AXIS - len(rows) * LEAST_ROW) / _LANE)))
        rows = _gathered(rows, int((height - _AXIS - most * _LANE) / LEAST_ROW))
    line = _Timeline(rows, "Møder", shown, width, height or 0)
    marks = [Mark(date, body, line.middle(date)) for date, body in meetings]
    named = None if today is None else Mark(today, "I dag", line.middle(today))
    room = (text_width("Møder", LABEL_SIZE) if marks else 0.0, float(width))
    pieces, count = lanes_of(marks, named, room, most)
    top = _AXIS + count * _LANE + (_LANE_GAP if height is None else 0)
    row_height = PAGE_ROW if height is None else min((height - top) / max(len(rows), 1), PAGE_ROW)
    line.height = height or top + PAGE_ROW * len(rows) + 2
    _axis(line)
    if marks:
        line.text("<b>Møder</b>", 0, _AXIS + _LANE / 2)
    _lanes(line, pieces)
    at_today = None if named is None else named.x
    names = distinct([r.name for r in rows], line.name_room) if row_height < _TWO_LINES else []
    for place, row in enumerate(rows):
        if names:
            row = replace(row, name=names[place])  # noqa: PLW2901
        _row(line, row, top + (place + 0.5) * row_height, row_height, at_today)
    if at_today is not None:
        line.line(at_today, top, max(top + row_height * len(rows), top + 4))
    return line.figure()


def _gathered(rows: Sequence[GanttRow], room: int) -> Sequence[GanttRow]:
    """So many rows that they fit; the last ones become one that says how many they are and what they have."""
    if len(rows) <= room:
        return rows
    kept, rest = rows[: max(room - 1, 0)], rows[max(room - 1, 0) :]
    spans = [r.days for r in rest if r.days]
    undated = len(rest) - len(spans)
    days = DateSpan(min(d.start for d in spans), max(d.end for d in spans)) if spans else None
    words = "uden dato" if not spans else f"{undated} uden dato" if undated else "flere datoer"
    return [*kept, GanttRow(f"Øvrige ({len(rest)})", words, days)]


def _axis(line: _Timeline) -> None:
    """Month names over stripes, as many as there is room for; if there are several years, January is called by its."""
    several = line.shown.start.year != line.shown.end.year
    months = list(_months(line.shown))
    for step in (1, 2, 3, 6, 12):
        labelled = [m for m in months if (m.month - 1) % step == 0]
        texts = [str(m.year) if several and m.month == 1 else format_month(m) for m in labelled]
        edges = [*(line.x(m) for m in labelled), float(line.width)]
        fits = [
            text_width(text, LABEL_SIZE) + 8 <= right - left
            for text, left, right in zip(texts, edges, edges[1:], strict=False)
        ]
        if all(fits[:-1]):
            break
    for number, (text, fit) in enumerate(zip(texts, fits, strict=True)):
        if number % 2 == 0:
            line.band(edges[number], edges[number + 1])
        if fit:
            line.text(text, edges[number] + 4, _AXIS / 2)


def _months(shown: DateSpan) -> Iterator[dt.date]:
    month = shown.start.replace(day=1)
    while month <= shown.end:
        yield month
        month += dt.timedelta(days=calendar.monthrange(month.year, month.month)[1])


def _lanes(line: _Timeline, pieces: Sequence[Piece]) -> None:
    for piece in pieces:
        y = _AXIS + (piece.lane + 0.5) * _LANE
        line.text(piece.text, piece.left if piece.anchor == "left" else piece.right, y, anchor=piece.anchor)


def _row(line: _Timeline, row: GanttRow, y: float, height: float, today: float | None) -> None:
    write = two_lines if height >= _TWO_LINES else _one_line
    line.text(write(row.name, LABEL_SIZE, line.name_room), 0, y)
    if row.words:
        line.text(write(row.words, LABEL_SIZE, line.words_room), line.name_room + _GAP, y)
    bar = line.ends(row.days) if row.days else None
    texts = _deadline(line, row.deadline, bar, today)
    for text in texts:
        line.text(text.text, text.left if text.anchor == "left" else text.right, y, anchor=text.anchor)
    thickness = round(min(height * 0.64, _THICKEST))
    for start, end in _around(bar, texts):
        line.bar(start, end - start, y, thickness, POOL_BLUE, hatched=not row.exact)


def _one_line(text: str, size: int, pixels: float) -> str:
    return safe(fitted(text, size, pixels))


def _around(bar: tuple[float, float] | None, texts: Sequence[Words]) -> list[tuple[float, float]]:
    """The bar, with a gap where words stand in it."""
    parts = [bar] if bar else []
    for text in texts:
        left, right = text.left - 3, text.right + 3
        parts = [
            part
            for start, end in parts
            for part in ([(start, end)] if end <= left or start >= right else [(start, left), (right, end)])
        ]
    return [(start, end) for start, end in parts if end - start > 1]


def _deadline(
    line: _Timeline, date: dt.date | None, bar: tuple[float, float] | None, today: float | None
) -> list[Words]:
    """A deadline's mark at its day, and its words where there is room: beside the bar, or else in a gap in it."""
    if date is None or not line.shown.start <= date <= line.shown.end:
        return []
    taken = [] if today is None else [(today - 4, today + 4)]
    mark = _mark(line, line.middle(date), bar, today)
    taken.append((mark.left, mark.right))
    for said in (f"frist {format_day(date)}", "frist"):
        for in_the_way in ([*taken, (bar[0] - 4, bar[1] + 4)] if bar else taken, taken):
            for found in _spots(said, mark, bar, today):
                if line.start <= found.left and found.right <= line.width and not _blocked(found, in_the_way):
                    return [mark, found]
    return [mark]


def _spots(said: str, mark: Words, bar: tuple[float, float] | None, today: float | None) -> Iterator[Words]:
    """Where words about a deadline may stand, best first: at its mark, beside the bar, beside today's line."""
    around = [
        (mark.left, mark.right),
        *([bar] if bar else []),
        *([(today, today)] if today is not None else []),
    ]
    width = text_width(said, LABEL_SIZE)
    for left, right in around:
        yield Words(said, right + 6, right + 6 + width)
        yield Words(said, left - 6 - width, left - 6, "right")


def _mark(line: _Timeline, x: float, bar: tuple[float, float] | None, today: float | None) -> Words:
    """The sign of a deadline at `x`, moved a little aside from today's line and from a bar too short to be cut."""
    left = x - SIGN / 2
    if bar and bar[1] - bar[0] < 4 * SIGN and _meet((left, left + SIGN), (bar[0] - 3, bar[1] + 3)):
        left = bar[0] - 4 - SIGN
    if today is not None and _meet((left, left + SIGN), (today - 3, today + 3)):
        left = today - 4 - SIGN if x <= today else today + 4
    left = min(max(left, line.start - SIGN), line.width - SIGN)
    return Words("▼", left, left + SIGN)


def _blocked(words: Words, taken: Sequence[tuple[float, float]]) -> bool:
    return any(_meet((words.left, words.right), span) for span in taken)


def _meet(one: tuple[float, float], other: tuple[float, float]) -> bool:
    return min(one[1], other[1]) > max(one[0], other[0])
