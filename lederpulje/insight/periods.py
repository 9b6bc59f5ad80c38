"""Danish words for a time of year (*efterår 2024*, *1. halvår*) as the span of days they can mean."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from lederpulje.dates import parse_date
from lederpulje.errors import DateError


@dataclass(frozen=True, slots=True)
class DateSpan:
    """A span of days, both ends included."""

    start: dt.date
    end: dt.date


_SEASONS = {"forår": (1, 6), "sommer": (6, 8), "efterår": (8, 12)}
_ORDINALS = {"første": 1, "andet": 2, "andre": 2, "tredje": 3, "fjerde": 4}
_NUMBER = rf"(?P<number>[1-4]\.?|{'|'.join(_ORDINALS)})"
_YEAR = r"(?:\s+(?P<year>\d{4}))?"
_REMARK = re.compile(r"\s*(?:,.*|\(.*\))$", re.DOTALL)
_SEASON = re.compile(rf"(?P<season>forår|sommer|efterår)(?:et|en)?{_YEAR}")
_WINTER = re.compile(r"vinter(?:en)?\s+(?P<year>\d{4})\s*[-–/]\s*(?P<next>\d{4}|\d{2})")
_HALF = re.compile(rf"{_NUMBER}\s*halvår{_YEAR}")
_QUARTER = re.compile(rf"{_NUMBER}\s*(?:kvartal|kvt\.|kv\.){_YEAR}")
_BARE_YEAR = re.compile(r"(?P<year>\d{4})")
_MONTHS = re.compile(rf"(?P<first>[a-zæøå]+\.?)(?:\s*[-–]\s*(?P<last>[a-zæøå]+\.?))?{_YEAR}")


def period_days(text: str, year: int) -> DateSpan | None:
    """The days that a period in words can mean, or `None` if that is not certain; `year` is meant where none is named.

    The widest usual meaning is taken, so that what happens in the period lies within the span:
    *forår* January–June and *efterår* August–December, the two halves of the course calendar around the summer
    holidays (March–May would leave out the courses of January and June, which are called so too); *sommer*
    June–August; *vinter 2024-25* December–February, but *vinter 2024* is either end of the year, so `None`;
    *1. halvår*, *3. kvartal*, *marts*, *marts-juni* and *2024* the calendar's own; *24. marts 2024* that day.
    A remark after a comma or in brackets is left out (*efterår 2024, en formiddag*). All else is `None`.
    """
    bare = " ".join(_REMARK.sub("", text.strip()).lower().split())
    try:
        return _days(bare, year)
    except ValueError:  # a year that is no year
        return None


def _days(bare: str, year: int) -> DateSpan | None:
    if found := _BARE_YEAR.fullmatch(bare):
        return _months(int(found["year"]), 1, 12)
    if found := _SEASON.fullmatch(bare):
        return _months(int(found["year"] or year), *_SEASONS[found["season"]])
    if found := _WINTER.fullmatch(bare):
        first = int(found["year"])
        return _winter(first) if str(first + 1).endswith(found["next"]) else None
    if found := _HALF.fullmatch(bare):
        number = _number(found["number"])
        return _months(int(found["year"] or year), 6 * number - 5, 6 * number) if number <= 2 else None
    if found := _QUARTER.fullmatch(bare):
        number = _number(found["number"])
        return _months(int(found["year"] or year), 3 * number - 2, 3 * number)
    if found := _MONTHS.fullmatch(bare):
        return _named_months(found["first"], found["last"] or found["first"], int(found["year"] or year))
    day = _day(bare)
    return DateSpan(day, day) if day else None


def _winter(first: int) -> DateSpan:
    return DateSpan(dt.date(first, 12, 1), _months(first + 1, 2, 2).end)


def _named_months(first: str, last: str, year: int) -> DateSpan | None:
    start, end = (_day(f"1. {name} {year}") for name in (first, last))
    if start is None or end is None or end < start:
        return None
    return _months(year, start.month, end.month)


def _day(text: str) -> dt.date | None:
    try:
        return parse_date(text)
    except DateError:
        return None


def _number(text: str) -> int:
    return _ORDINALS.get(text) or int(text.rstrip("."))


def _months(year: int, first: int, last: int) -> DateSpan:
    """From the first day of a month to the last of another. Raises ValueError for a year that dates do not know."""
    start, end = dt.date(year, first, 1), dt.date(year, last, calendar.monthrange(year, last)[1])
    parse_date(start.isoformat())
    return DateSpan(start, end)
