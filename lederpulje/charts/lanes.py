"""Words at points in time on as few lines as they need, none on another; if they are too many, some together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from lederpulje.charts.theme import LABEL_SIZE, fitted, safe, text_width
from lederpulje.dates import format_day, format_days

_LONGEST, _APART = 320, 12  # pixels
SIGN = 19  # pixels: how wide the signs of meetings and deadlines are


@dataclass(frozen=True, slots=True)
class Mark:
    """A day with its name, and where it lies."""

    date: dt.date
    name: str
    x: float


@dataclass(frozen=True, slots=True)
class Piece:
    """A text on a line of its own height: where it begins and ends."""

    text: str
    lane: int
    left: float
    right: float
    anchor: str = "left"


def lanes_of(
    marks: Sequence[Mark], today: Mark | None, room: tuple[float, float], most: int
) -> tuple[list[Piece], int]:
    """The texts and how many lines they take, at most `most`; `today` stands on the last one, over its line."""
    if not marks and today is None:
        return [], 0
    for groups in _groupings(marks):
        for count in range(1, most + 1):
            own = [] if today is None else [_today(today, count - 1, room)]
            placed = _placed(groups, own, count, room, last=len(groups) == 1)
            if placed is not None:
                return placed, count
    return [_today(today, 0, room)] if today else [], 1


def _groupings(marks: Sequence[Mark]) -> Iterator[list[list[Mark]]]:
    """Each by itself; then, one step at a time, two neighbours together, few and near ones first, until all are."""
    groups = [[mark] for mark in marks]
    yield groups
    while len(groups) > 1:

        def cost(at: int, groups: list[list[Mark]] = groups) -> tuple[int, dt.timedelta]:
            one, other = groups[at], groups[at + 1]
            return len(one) + len(other), other[-1].date - one[0].date

        near = min(range(len(groups) - 1), key=cost)
        groups = [*groups[:near], groups[near] + groups[near + 1], *groups[near + 2 :]]
        yield groups


def _text(group: Sequence[Mark]) -> str:
    if len(group) > 1:
        first, last = group[0].date, group[-1].date
        return f"{len(group)} møder {format_days(first, last, with_year=first.year != last.year)}"
    day = format_day(group[0].date)
    name = fitted(group[0].name, LABEL_SIZE, _LONGEST - text_width(f" {day}", LABEL_SIZE))
    return f"{name} {day}"


def _today(mark: Mark, lane: int, room: tuple[float, float]) -> Piece:
    text = f"{mark.name} {format_day(mark.date)}"
    width = text_width(text, LABEL_SIZE)
    left = min(max(mark.x - width / 2, room[0]), room[1] - width)
    return Piece(f"<b>{text}</b>", lane, left, left + width)


def _placed(
    groups: Sequence[Sequence[Mark]], own: list[Piece], count: int, room: tuple[float, float], *, last: bool
) -> list[Piece] | None:
    """Every group on the first line with room at its day, right or left of it; `None` if one finds none."""
    pieces = list(own)
    for group in groups:
        text, x = _text(group), group[0].x
        width = SIGN + 6 + text_width(text, LABEL_SIZE)
        right, left = f"◆ {safe(text)}", f"{safe(text)} ◆"
        spots = [(right, x - SIGN / 2, "left"), (left, x + SIGN / 2 - width, "right")]
        if last:
            spots += [(right, room[0] + _APART, "left"), (right, room[1] - width, "left")]
        found = next(
            (
                Piece(words, lane, start, start + width, anchor)
                for lane in range(count)
                for words, start, anchor in spots
                if start >= room[0] + _APART
                and start + width <= room[1]
                and _free(pieces, lane, start, width)
            ),
            None,
        )
        if found is None:
            return None
        pieces.append(found)
    return pieces


def _free(pieces: Sequence[Piece], lane: int, start: float, width: float) -> bool:
    return all(
        p.lane != lane or start + width + _APART <= p.left or p.right + _APART <= start for p in pieces
    )
