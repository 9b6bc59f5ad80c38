"""Groups of activities × years: what each asks of the pool, in a cell that is the darker the more it is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    LABEL_SIZE,
    NUMBER_SIZE,
    POOL_BLUE,
    SURFACE,
    TEXT,
    Canvas,
    fitted,
    safe,
    text_width,
    two_lines,
)
from lederpulje.insight.spending import Use
from lederpulje.money import format_number, format_plain, format_span
from lederpulje.scenarios import Span

# The darkest is the pool's own blue. Between it and the next no colour carries either text well enough.
SHADES = ("#EAF3FA", "#CFE4F2", "#B0D3EA", "#8FC1E1", "#6DAFD7", POOL_BLUE)
CHOSEN = "#07427D"
_HEAD, _DOUBT, _PAD, _WIDEST = 36, 16, 8, 360  # pixels
_LINE, _TWO_LINES, _NAMES = 1.2, 52, 264


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row: its name, and what it uses in each of the years."""

    name: str
    uses: tuple[Use, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    """What stands in a cell: its lines, the size, and what stands beside or below it in small letters."""

    lines: tuple[str, ...]
    size: int
    note: str = ""
    beside: bool = True

    @property
    def width(self) -> float:
        own = max(text_width(line, self.size) for line in self.lines)
        small = text_width(self.note, LABEL_SIZE)
        return own + 10 + small if self.note and self.beside else max(own, small)

    @property
    def height(self) -> float:
        own = (1 + (len(self.lines) - 1) * _LINE) * self.size
        return own + LABEL_SIZE * _LINE if self.note and not self.beside else own


def heatmap(rows: Sequence[HeatRow], years: Sequence[int], chosen: int, width: int, row: int) -> go.Figure:
    """The figure, `row` pixels a row; `years` are those of the rows' uses, `chosen` the place of the one marked."""
    names = _names(width)
    first, count = shown_years(rows, chosen, width, row)
    cell = min((width - names) / count, _WIDEST)
    canvas = Canvas(width, _HEAD + row * len(rows), 0, 1.0)
    canvas.text("Krav på puljen", 0, _HEAD / 2 - 1)
    for place in range(first, first + count):
        middle = names + (place - first + 0.5) * cell
        _year(canvas, years[place], middle, cell, place == chosen)
    most = max((use.claimed.low for r in rows for use in r.uses), default=0)
    for at, each in enumerate(rows):
        y = _HEAD + (at + 0.5) * row
        canvas.text(row_name(each.name, names - 12, row), 0, y)
        for place in range(first, first + count):
            left = names + (place - first) * cell
            _cell(canvas, each.uses[place], (left, cell, y, row), most)
    return canvas.figure()


def row_name(name: str, room: float, height: int) -> str:
    """The name of a row in the room beside it: in two lines where it is high enough."""
    return two_lines(name, LABEL_SIZE, room) if height >= _TWO_LINES else safe(fitted(name, LABEL_SIZE, room))


def _names(width: int) -> int:
    return max(width // 4, _NAMES)


def shown_years(rows: Sequence[HeatRow], chosen: int, width: int, height: int) -> tuple[int, int]:
    """The first of the years that there is room for, and how many: the chosen one, and those nearest it."""
    total = max([len(r.uses) for r in rows], default=1)
    for count in range(total, 1, -1):
        first = min(max(chosen - count // 2, 0), total - count)
        cell = min((width - _names(width)) / count, _WIDEST)
        uses = [use for r in rows for use in r.uses[first : first + count]]
        if cell >= 110 and all(_fits(use, cell, height) for use in uses):
            return first, count
    return chosen, 1


def shade(amount: int, most: int) -> str:
    """The colour of an amount: the lightest for none, the darkest for the largest there is."""
    if amount <= 0 or most <= 0:
        return SHADES[0]
    steps = len(SHADES) - 1
    return SHADES[min(max(1, (2 * amount * steps + most) // (2 * most)), steps)]


def text_on(colour: str) -> str:
    """Which of dark and white is read on a colour."""
    return "white" if colour in (POOL_BLUE, CHOSEN) else TEXT


def _year(canvas: Canvas, year: int, middle: float, cell: float, chosen: bool) -> None:
    said = f"{year} (valgt)" if chosen and text_width(f"{year} (valgt)", LABEL_SIZE) < cell - 8 else f"{year}"
    if chosen:
        canvas.bar(middle - cell / 2, cell, _HEAD / 2 - 1, _HEAD - 6, CHOSEN)
    colour = text_on(CHOSEN) if chosen else TEXT
    canvas.text(f"<b>{said}</b>", middle, _HEAD / 2 - 1, anchor="center", colour=colour)


def _cell(canvas: Canvas, use: Use, box: tuple[float, float, float, int], most: int) -> None:
    """One cell; a hatched edge says that its amount hangs on an open answer."""
    left, width, y, height = box
    if not use.courses:
        canvas.text("–", left + width / 2, y, anchor="center")
        return
    doubt = 0 if use.claimed.is_point else _DOUBT
    colour = SURFACE if use.only_unpriced else shade(use.claimed.low, most)
    canvas.bar(left + doubt, width - doubt, y, height - 2, colour)
    if doubt:
        canvas.bar(left, doubt, y, height - 2, POOL_BLUE, hatched=True)
    written = next((w for w in _candidates(use) if _has_room(w, width - doubt, height)), None)
    if written is not None:
        middle = left + doubt + (width - doubt) / 2
        _write(canvas, written, middle, y, text_on(colour), bold=not use.only_unpriced)


def _write(canvas: Canvas, written: _Written, middle: float, y: float, colour: str, *, bold: bool) -> None:
    text = "<br>".join(written.lines)
    text = f"<b>{text}</b>" if bold else text
    if not written.note:
        canvas.text(text, middle, y, anchor="center", size=written.size, colour=colour)
    elif written.beside:
        start = middle - written.width / 2
        note = start + written.width - text_width(written.note, LABEL_SIZE)
        canvas.text(text, start, y, size=written.size, colour=colour)
        canvas.text(written.note, note, y, colour=colour)
    else:
        down = LABEL_SIZE * _LINE / 2
        canvas.text(text, middle, y - down, anchor="center", size=written.size, colour=colour)
        canvas.text(written.note, middle, y + written.height / 2 - 10, anchor="center", colour=colour)


def _fits(use: Use, cell: float, height: int) -> bool:
    room = cell - (0 if use.claimed.is_point else _DOUBT)
    return not use.courses or any(_has_room(w, room, height) for w in _candidates(use))


def _has_room(written: _Written, width: float, height: int) -> bool:
    return written.width <= width - 2 * _PAD and written.height <= height - 6


def _candidates(use: Use) -> list[_Written]:
    """The ways to write a cell, the best first: large before small, in one line before two, with its unit.

    How many activities have no price is said where there is room for it; the table always says so.
    """
    count = format_number(len(use.not_priced))
    if use.only_unpriced:
        return [
            _Written((f"ikke prissat ({count})",), LABEL_SIZE),
            _Written(("ikke", f"prissat ({count})"), LABEL_SIZE),
        ]
    note = f"+ {count} ikke prissat" if use.not_priced else ""
    plain = _amounts(use.claimed)
    notes = [(note, False), (note, True), ("", True)] if note else [("", True)]
    return [
        _Written(lines, size, said, beside)
        for said, beside in notes
        for lines, size in plain
        if not (said and beside and len(lines) > 1)
    ]


def _amounts(span: Span) -> list[tuple[tuple[str, ...], int]]:
    whole = format_span(span.low, span.high)
    bare = whole.removesuffix("kr.").rstrip()
    if span.is_point:
        return [((whole,), NUMBER_SIZE), ((whole,), LABEL_SIZE), ((bare,), LABEL_SIZE)]
    low, high = f"{format_plain(span.low)}–", whole[len(format_plain(span.low)) + 1 :]
    parted = (low, high.strip())
    return [
        ((whole,), NUMBER_SIZE),
        (parted, NUMBER_SIZE),
        ((whole,), LABEL_SIZE),
        (parted, LABEL_SIZE),
        ((bare,), LABEL_SIZE),
        ((low, bare[len(low) :]), LABEL_SIZE),
    ]
