"""Dates at the edges: Danish text to dates and back. The only place that parses or formats dates."""

from __future__ import annotations

import datetime as dt
import re
from zoneinfo import ZoneInfo

from babel.dates import format_date as _babel_date
from babel.dates import get_month_names

from lederpulje.errors import DateError

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
_DAY_FIRST = re.compile(r"(\d{1,2})\s*([-./])\s*(\d{1,2})\s*([-./])\s*(\d+)")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
_WORDS = re.compile(r"(\d{1,2})\.?\s+([a-zæøå]+)\.?\s+(\d+)", re.IGNORECASE)
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_HINT = "Skriv fx 24-02-2027 eller 24. februar 2027."


def _month_numbers() -> dict[str, int]:
    """Danish month names, full and abbreviated, without points."""
    return {
        name.rstrip(".").lower(): number
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale="da").items()
    }


_MONTHS = _month_numbers()


def parse_date(text: str) -> dt.date:
    """Read a date: `24-02-2027`, `24.2.2027`, `24/2-2027`, `2027-02-24`, `31. august 2024`, `31. aug. 2024`.

    Raises DateError, with the reason; two-digit years are refused, since nobody knows which century is meant.
    """
    bare = " ".join(text.split())
    if match := _ISO.fullmatch(bare):
        year, month, day = match.groups()
    elif match := _DAY_FIRST.fullmatch(bare):
        day, month, year = match.group(1), match.group(3), match.group(5)
    elif match := _WORDS.fullmatch(bare):
        day, name, year = match.groups()
        if name.lower() not in _MONTHS:
            raise DateError(text, f"»{name}« er ikke en dansk måned. {_HINT}")
        month = str(_MONTHS[name.lower()])
    else:
        raise DateError(text, f"den er ikke skrevet som dag, måned og år. {_HINT}")
    if len(year) != 4:
        raise DateError(text, f"årstallet skal have fire cifre. {_HINT}")
    return _real_date(text, int(year), int(month), int(day))


def _real_date(text: str, year: int, month: int, day: int) -> dt.date:
    if not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise DateError(text, f"årstallet skal ligge mellem {_FIRST_YEAR} og {_LAST_YEAR}.")
    try:
        return dt.date(year, month, day)
    except ValueError:
        raise DateError(text, f"den dag findes ikke i kalenderen. {_HINT}") from None


def format_date(date: dt.date) -> str:
    """Write a date in full: `30. september 2023`."""
    return str(_babel_date(date, "d. MMMM y", locale="da"))


def format_short_date(date: dt.date) -> str:
    """Write a date in figures: `30-09-2023`."""
    return date.strftime("%d-%m-%Y")


def format_moment(moment: dt.datetime) -> str:
    """Write a point in time as it was in Denmark: `30. september 2023 kl. 14.05`."""
    there = moment.astimezone(COPENHAGEN)
    return f"{format_date(there.date())} kl. {there:%H.%M}"


def now() -> dt.datetime:
    """The time now in Europe/Copenhagen, for time stamps; never used by the engine."""
    return dt.datetime.now(COPENHAGEN)


def today() -> dt.date:
    """Today in Europe/Copenhagen."""
    return now().date()


def format_month(date: dt.date) -> str:
    """The month as on an axis: `jan.`, `maj`."""
    return str(_babel_date(date, "LLL", locale="da"))


def format_day(date: dt.date) -> str:
    """A day of a year that is said elsewhere: `3. mar.`."""
    return str(_babel_date(date, "d. MMM", locale="da"))


def format_days(start: dt.date, end: dt.date, *, with_year: bool = True) -> str:
    """Write a day or a span of days in short: `3. mar. 2024`, `3.–5. mar. 2024`, `30. dec. 2024 – 2. jan. 2025`."""
    last = str(_babel_date(end, "d. MMM y" if with_year else "d. MMM", locale="da"))
    if start == end:
        return last
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day}.–{last}"
    pattern = "d. MMM y" if with_year and start.year != end.year else "d. MMM"
    return f"{_babel_date(start, pattern, locale='da')} – {last}"
