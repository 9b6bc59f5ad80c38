"""A lying waterfall: from a start, down and up step by step, to what is left or missing in the end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from lederpulje.charts.names import distinct
from lederpulje.charts.theme import (
    GATHERED,
    GREEN,
    LABEL_SIZE,
    NUMBER_SIZE,
    POOL_BLUE,
    RED,
    SERIES,
    TEXT,
    Canvas,
    fitted,
    safe,
    text_width,
)
from lederpulje.money import format_signed_span, format_span
from lederpulje.scenarios import Span
from lederpulje.wording import balance_span_text

LEAST_PITCH = 30  # pixels from row to row, so that a number fits in its bar
NAMES = 0.36  # of the width, for what the rows are called
_MOST_PITCH, _MOST_BAR, _LEAST_BAR = 64, 40, 26
_GAP = 12  # between a bar and the words beside it


@dataclass(frozen=True, slots=True)
class Fall:
    """A step of the waterfall: what it is called, and how it changes the value (øre, signed, low to high).

    `after` is the value once it has been taken, where the caller knows it: spans of the same answers cannot be added.
    `tail` is the end of the name, which is never cut.
    """

    name: str
    change: Span
    after: Span | None = None
    tail: str = ""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row to draw: bars as (from, to, colour, hatched) in øre, and what is said of it, also in fewer letters."""

    name: str
    bars: tuple[tuple[int, int, str, bool], ...]
    said: str
    colour: str = TEXT
    short: str = ""
    total: bool = False
    tail: str = ""

    @property
    def low(self) -> int:
        """Where it begins at the left."""
        return min(min(start, end) for start, end, *_ in self.bars)

    @property
    def high(self) -> int:
        """Where it ends at the right."""
        return max(max(start, end) for start, end, *_ in self.bars)


def waterfall(
    start_name: str,
    start: Span,
    falls: Sequence[Fall],
    end_name: str,
    end: Span,
    width: int,
    height: int,
    most_rows: int,
    said: Callable[[int, int], str] | None = None,
) -> go.Figure:
    """The figure: a row for the start, one for each step, one for the end; at most `most_rows` in all.

    The bars follow the lowest value, and what hangs on open answers is hatched. Steps beyond the room are gathered
    as *Øvrige (n)*, the largest keep their names. Start and end are balances, *tilbage* or *mangler*, unless `said`
    puts them in other words.
    """
    shown = gathered(start, falls, max(most_rows - 2, 1))
    rows = [
        _total(start_name, start, said, is_end=False),
        *_steps(start, shown),
        _total(end_name, end, said, is_end=True),
    ]
    pitch = min(height / len(rows), _MOST_PITCH)
    thickness = int(max(min(pitch - 4, _MOST_BAR), _LEAST_BAR))
    canvas = _canvas(rows, width, height)
    for at, (row, name) in enumerate(zip(rows, _names(rows, width), strict=True)):
        _draw(canvas, row, name, pitch * (at + 0.5), thickness)
    for at, value in enumerate([start.low, *(after for _, after in _values(start, shown))]):
        upper = pitch * (at + 0.5) + thickness / 2
        canvas.line(value, upper, upper + pitch - thickness, width=2)
    canvas.line(0, 0, pitch * len(rows))
    return canvas.figure()


def gathered(start: Span, falls: Sequence[Fall], most: int) -> list[Fall]:
    """At most so many steps: the smallest are put together where the first of them stands."""
    if len(falls) <= most:
        return list(falls)
    by_size = sorted(range(len(falls)), key=lambda at: (-_size(falls[at]), at))
    small = sorted(by_size[most - 1 :])
    moves = [after - before for before, after in _values(start, falls)]
    change = Span(sum(falls[at].change.low for at in small), sum(falls[at].change.high for at in small))
    value, found = start.low, []
    for at, fall in enumerate(falls):
        if at in small[1:]:
            continue
        move, one = moves[at], fall
        if at == small[0]:
            move, one = sum(moves[n] for n in small), Fall(f"Øvrige ({len(small)})", change)
        value += move
        found.append(replace(one, after=Span(value, value)))
    return found


def _size(fall: Fall) -> int:
    return max(abs(fall.change.low), abs(fall.change.high))


def _values(start: Span, falls: Sequence[Fall]) -> list[tuple[int, int]]:
    """From where to where each step goes, along the lowest value."""
    at, found = start.low, []
    for fall in falls:
        after = at + fall.change.low if fall.after is None else fall.after.low
        found.append((at, after))
        at = after
    return found


def _steps(start: Span, falls: Sequence[Fall]) -> list[_Row]:
    rows = []
    for fall, (before, after) in zip(falls, _values(start, falls), strict=True):
        change = fall.change
        colour = POOL_BLUE if change.low < 0 else SERIES[1]
        sure = after - before
        if not change.is_point:  # the part that is the same whatever is answered
            sure = max(change.high, sure) if sure < 0 and change.high < 0 else 0
            sure = min(change.low, after - before) if after > before and change.low > 0 else sure
        bars = [(before, before + sure, colour, False)] if sure or change.is_point else []
        if not change.is_point:
            bars.append((before + sure, after, colour, True))
        said = format_signed_span(change.low, change.high)
        rows.append(_Row(fall.name, tuple(bars), said, tail=fall.tail))
    return rows


def _total(name: str, value: Span, said_as: Callable[[int, int], str] | None, *, is_end: bool) -> _Row:
    """The start or the end: a bar from zero, hatched between the lowest and the highest value."""
    good = (GREEN if said_as is None else POOL_BLUE) if is_end else GATHERED
    bars = []
    sure = value.low if value.low > 0 else value.high if value.high < 0 else 0
    if sure or value.is_point:
        bars.append((0, sure, RED if sure < 0 else good, False))
    if not value.is_point:
        if value.low < 0:
            bars.append((min(value.high, 0), value.low, RED, True))
        if value.high > 0:
            bars.append((max(value.low, 0), value.high, good, True))
    if said_as is not None:
        return _Row(name, tuple(bars), said_as(value.low, value.high), total=True)
    said = balance_span_text(value.low, value.high)
    if not is_end and value.low >= 0:
        said = format_span(value.low, value.high)
    colour = RED if value.high < 0 else TEXT
    return _Row(name, tuple(bars), said, colour, format_signed_span(value.low, value.high), total=True)


def _canvas(rows: Sequence[_Row], width: int, height: int) -> Canvas:
    """Room for the names at the left, for the words beside the bars, and the rest for the bars."""
    names = min(max(text_width(r.name + r.tail, LABEL_SIZE) * 1.06 for r in rows) + 16, width * 0.36)
    low = min(0, *(r.low for r in rows))
    room = width - names - 6
    spreads = ((max(r.high, 0) - low) / max(room - _beside(r, width), 60) for r in rows)
    pixel = max(1e-6, *spreads)
    return Canvas(width, height, low - names * pixel, pixel)


def _beside(row: _Row, width: int) -> float:
    return text_width(_words(row, width), LABEL_SIZE) * 1.06 + 2 * _GAP


def _words(row: _Row, width: int) -> str:
    """What stands beside a bar; fewer letters if they would take more than a third of the figure."""
    long = text_width(row.said, LABEL_SIZE) > width * 0.37
    return row.short if long and row.short else row.said


def _names(rows: Sequence[_Row], width: int) -> list[str]:
    """What stands before each bar: cut so that no two read the same, but never the end that tells what was turned."""
    room = (width * NAMES - 10) / 1.06
    names = distinct([row.name for row in rows], room)
    for at, row in enumerate(rows):
        if row.tail:
            before = fitted(row.name, LABEL_SIZE, room - text_width(row.tail, LABEL_SIZE))
            names[at] = before + row.tail if before else fitted(row.name + row.tail, LABEL_SIZE, room)
    return [safe(name) for name in names]


def _draw(canvas: Canvas, row: _Row, name: str, y: float, thickness: int) -> None:
    """Name, bars, and the amount in its bar if there is room and no doubt, else beside it."""
    if name:
        canvas.text(f"<b>{name}</b>" if row.total else name, canvas.left, y)
    for begin, end, colour, hatched in row.bars:
        canvas.bar(min(begin, end), abs(end - begin), y, thickness, colour, hatched=hatched)
    plain = len(row.bars) == 1 and not row.bars[0][3] and not row.low < 0 < row.high
    if plain and text_width(row.said, NUMBER_SIZE) + 20 <= (row.high - row.low) / canvas.pixel:
        middle = (row.low + row.high) / 2
        canvas.text(f"<b>{row.said}</b>", middle, y, anchor="center", size=NUMBER_SIZE, colour="white")
        return
    words = f"<b>{_words(row, canvas.width)}</b>"
    # Right of the line of zero also where the bar is left of it, so that the words never cross the line.
    canvas.text(words, max(row.high, 0) + _GAP * canvas.pixel, y, colour=row.colour)
