"""What activities take in working days: a row each, participants first, then mentors; what is not sure is hatched."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

import plotly.graph_objects as go

from lederpulje.charts.names import distinct
from lederpulje.charts.theme import LABEL_SIZE, POOL_BLUE, SERIES, Canvas, fitted, safe, text_width, two_lines
from lederpulje.insight import Days
from lederpulje.money import format_number

_LEAST_ROW, _PAGE_ROW, _TWO_LINES, _THICKEST, _EDGE, _NAME = 21.6, 52, 48, 28, 4, 0.4
_UNKNOWN = "dagsværk er ikke kendt"


@dataclass(frozen=True, slots=True)
class DaysRow:
    """An activity's working days; `None` where nobody has said how many. `unknown` of those gathered are not known."""

    name: str
    persons: Days | None
    mentors: Days | None
    unknown: int = 0

    @property
    def most(self) -> Decimal:
        """All days at most."""
        return sum((days.high for days in (self.persons, self.mentors) if days), Decimal(0))

    @property
    def words(self) -> str:
        """The days as they stand beside the bar."""
        if self.persons is None and self.mentors is None:
            return _UNKNOWN
        unknown = f", {self.unknown} er ikke kendt" if self.unknown else ""
        said = [f"{days_text(self.persons)} dagsværk"] if self.persons else []
        if self.mentors:
            said.append(f"{days_text(self.mentors)} {'' if said else 'dagsværk '}for mentorer")
        return " + ".join(said) + unknown


def days_text(days: Days) -> str:
    """Working days as a number or a span: `14,8`, `0–92`."""
    return "–".join(dict.fromkeys(format_number(end.normalize()) for end in (days.low, days.high)))


def workday_bars(rows: Sequence[DaysRow], width: int, height: int | None = None) -> go.Figure:
    """The rows in their order within `height`, the last ones gathered if need be; without it as high as it takes."""
    if height is not None:
        rows = _gathered(rows, int((height - _EDGE) // _LEAST_ROW))
    pitch = _PAGE_ROW if height is None else min((height - _EDGE) / max(len(rows), 1), _PAGE_ROW)
    names = max([0.0, *(text_width(r.name, LABEL_SIZE) for r in rows)])
    room = int(min(names + 4, _NAME * width))
    said = max([0.0, *(text_width(r.words, LABEL_SIZE) for r in rows)])
    left = room + 12
    scale = max(width - left - said - 16, 60) / float(max([Decimal(1), *(r.most for r in rows)]))
    canvas = Canvas(width, height or max(_EDGE + round(pitch * len(rows)), 10), 0, 1)
    names_cut = distinct([r.name for r in rows], room)
    for place, row in enumerate(rows):
        y = _EDGE + (place + 0.5) * pitch
        if pitch >= _TWO_LINES:
            canvas.text(two_lines(row.name, LABEL_SIZE, room), 0, y)
        else:
            canvas.text(safe(names_cut[place]), 0, y)
        end = _bars(canvas, row, left, y, scale, round(min(pitch * 0.64, _THICKEST)))
        canvas.text(fitted(row.words, LABEL_SIZE, width - end - 10), end + 8, y)
    return canvas.figure()


def _bars(canvas: Canvas, row: DaysRow, left: float, y: float, scale: float, thickness: int) -> float:
    """The bars of a row one after the other, what only some answers lead to hatched; gives where they end."""
    for days, colour in ((row.persons, POOL_BLUE), (row.mentors, SERIES[2])):
        if days is None:
            continue
        for length, hatched in ((days.low, False), (days.high - days.low, True)):
            if length > 0:
                canvas.bar(left, float(length) * scale, y, thickness, colour, hatched=hatched)
                left += float(length) * scale
    return left


def _gathered(rows: Sequence[DaysRow], room: int) -> Sequence[DaysRow]:
    """So many rows that they fit; the last ones become one with their sum."""
    if len(rows) <= room:
        return rows
    kept, rest = rows[: max(room - 1, 0)], rows[max(room - 1, 0) :]
    unknown = sum(row.persons is None and row.mentors is None for row in rest)
    persons, mentors = (
        _sum([d for d in days if d]) for days in zip(*((r.persons, r.mentors) for r in rest), strict=True)
    )
    return [*kept, DaysRow(f"Øvrige ({len(rest)})", persons, mentors, unknown)]


def _sum(days: Sequence[Days]) -> Days | None:
    if not days:
        return None
    return Days(sum((d.low for d in days), Decimal(0)), sum((d.high for d in days), Decimal(0)))
