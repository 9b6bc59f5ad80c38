"""A few words of a long text around what was searched for, in the text's own spelling."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lederpulje.insight.search_index import Fields

Parts = tuple[tuple[str, bool], ...]

_LENGTH, _BEFORE, _REACH = 200, 60, 20  # characters; how far a cut moves to fall between words
_CUT = "…"


def marked(text: str, marks: Iterable[tuple[int, int]], start: int = 0, end: int | None = None) -> Parts:
    """A stretch of a text in parts; `True` is what the marks cover. Line breaks and tabs become spaces."""
    end = len(text) if end is None else end
    parts: list[tuple[str, bool]] = []
    at = start
    for first, last in marks:
        begin, stop = max(first, at), min(last, end)
        if begin < stop:
            parts += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    parts.append((text[at:end], False))
    return tuple((re.sub(r"\s+", " ", part), mark) for part, mark in parts if part)


def excerpt_of(text: Fields, numbers: Iterable[int], pattern: re.Pattern[str]) -> Parts:
    """The surroundings of the first match in some of the fields, else the beginning of the first that is not empty."""
    filled = [n for n in numbers if text.fields[n].strip()]
    for number in filled:
        if marks := tuple(text.marks(number, pattern)):
            return _around(text.fields[number], marks)
    return _around(text.fields[filled[0]], ()) if filled else ()


def _around(text: str, marks: tuple[tuple[int, int], ...]) -> Parts:
    first = marks[0][0] if marks else 0
    start = _between_words(text, first - _BEFORE, first) if first > _BEFORE else 0
    end = len(text)
    if start + _LENGTH < end:
        end = start + _LENGTH - text[start + _LENGTH - _REACH : start + _LENGTH][::-1].find(" ") - 1
    parts = marked(text, (m for m in marks if m[0] < end), start, end)
    return ((_CUT + " ", False),) * (start > 0) + parts + ((" " + _CUT, False),) * (end < len(text))


def _between_words(text: str, at: int, before: int) -> int:
    """The nearest beginning of a word from a place on, if there is one before another place."""
    space = text.find(" ", at, min(at + _REACH, before))
    return space + 1 if space >= 0 else at
