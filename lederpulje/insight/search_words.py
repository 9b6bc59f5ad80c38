"""What a text is taken apart into before it is searched, and what a query asks for: words, numbers, dates, phrases."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from lederpulje import dates
from lederpulje.errors import DateError
from lederpulje.insight.danish_words import LETTER, STOP_WORDS, WORD, clean

LONGEST_QUERY = 500  # characters; what a person types is far below
MOST_TERMS = 16
_LONGEST_RUN = 6  # words held together by signs

_PART = WORD.pattern
_SIGN = "[-‐‑–./'’,:]"
_JOINED = re.compile(rf"(?<=\w){_SIGN}(?=\w)")
_RUN = re.compile(rf"(?<!{LETTER}){_PART}(?:{_SIGN}{_PART})++")
_NUMBER = re.compile(
    r"(?<![\w.,/-])(?:(\d{1,3}(?:[.\u00a0\u202f ]\d{3})+)(?:,(\d{1,2}))?|(\d{1,9}),(\d{1,2}))(?![\w/-]|[.,]\d)"
)
_MONTH = (
    "(?:" + "|".join(dates.format_date(dt.date(2000, m, 1)).split()[1][:3] for m in range(1, 13)) + ")[a-z]*+"
)
_DATE = re.compile(
    r"(?<![\w.,/-])(?:"
    r"(?P<iso>\d{4}-\d{2}-\d{2})"
    r"|(?P<d>\d{1,2}) ?[-./] ?(?P<m>\d{1,2})(?: ?[-./] ?| (?=\d{4}))(?P<y>\d{4}|\d{2})"
    rf"|(?P<day>\d{{1,2}})\.?\s{{1,3}}(?P<month>{_MONTH})\.?(?:\s{{1,3}}(?P<of>\d{{4}}))?"
    rf"|(?P<alone>{_MONTH})\.?\s{{1,3}}(?P<its>\d{{4}})"
    r")(?![\w/-]|[.,]\d)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"[\"“”„«»]([^\"“”„«»]*)[\"“”„«»]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of a text that is one thing: the keys under which it is found, the most precise first."""

    start: int
    end: int
    keys: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """One thing that a query asks for.

    `words` are its words, compared in this order if there are several; `keys` the ways to find it as a whole.
    A `quoted` one is found only in these very forms; a `loud` one is a small word in capitals, as MED.
    """

    text: str
    words: tuple[str, ...]
    keys: tuple[str, ...] = ()
    quoted: bool = False
    loud: bool = False

    @property
    def is_small(self) -> bool:
        """Whether it is a word that says nothing by itself."""
        return len(self.words) == 1 and not (self.quoted or self.loud) and self.words[0] in STOP_WORDS

    @property
    def is_word_run(self) -> bool:
        """Whether it is words held together by signs, which may also be meant one by one."""
        return (
            1 < len(self.words) <= _LONGEST_RUN
            and not self.quoted
            and not any(c.isdigit() for w in self.words for c in w)
        )


def is_loud(written: str) -> bool:
    """Whether a small word is written in capitals, and so is a name: MED."""
    return len(written) > 1 and written.isupper() and clean(written) in STOP_WORDS


def spans(text: str) -> Iterator[Span]:
    """Dates, numbers and words held together by signs, in this order."""
    for match in _DATE.finditer(text):
        if keys := _date_keys(match[0]):
            yield Span(match.start(), match.end(), keys)
    for match in _NUMBER.finditer(text):
        yield Span(match.start(), match.end(), (_plain_number(match),))
    for match in _RUN.finditer(text) if _JOINED.search(text) else ():
        joined = "".join(clean(part[0]) for part in WORD.finditer(match[0]))
        yield Span(match.start(), match.end(), () if joined.isdigit() else (clean(joined),))


def _plain_number(match: re.Match[str]) -> str:
    """A number without points: 107000; 32500,5."""
    whole = re.sub(r"\D", "", match[1] or match[3])
    decimals = (match[2] or match[4] or "").rstrip("0")
    return f"{whole},{decimals}" if decimals else whole


@lru_cache(maxsize=4096)
def _date_keys(text: str) -> tuple[str, ...]:
    """The day, its month and its day of any year; of less than a day the part that is said; empty: no date."""
    match = _DATE.fullmatch(text)
    if match is None:
        return ()
    said = match.groupdict()
    try:
        if said["alone"]:
            return (_month(dates.parse_date(f"1. {said['alone']} {said['its']}")),)
        if said["month"] and not said["of"]:
            return (_day_of_year(dates.parse_date(f"{said['day']}. {said['month']} 2000")),)
        short = "20" if len(said["y"] or text) == 2 else ""  # nothing here is from another century
        day = dates.parse_date(f"{said['d']}-{said['m']}-{short}{said['y']}" if said["d"] else text)
    except DateError:
        return ()
    return f"@{day.isoformat()}", _month(day), _day_of_year(day)


def _month(day: dt.date) -> str:
    return f"@{day:%Y-%m}"


def _day_of_year(day: dt.date) -> str:
    return f"@{day:%m-%d}"


def terms(query: str) -> tuple[tuple[Term, ...], bool]:
    """What a query asks for, and whether it was too long to ask for all of it. Small words count only alone."""
    asked = query[:LONGEST_QUERY]
    found = dict.fromkeys((*_phrases(asked), *_loose_terms(_QUOTED.sub(" ", asked))))
    weighty = [term for term in found if not term.is_small] or list(found)
    return tuple(weighty[:MOST_TERMS]), len(weighty) > MOST_TERMS or len(query.strip()) > LONGEST_QUERY


def _phrases(query: str) -> Iterator[Term]:
    for match in _QUOTED.finditer(query):
        if words := tuple(clean(m[0]) for m in WORD.finditer(match[1])):
            yield Term(match[1].strip(), words, quoted=True)


def _loose_terms(text: str) -> Iterator[Term]:
    """Terms that are not quoted; a word belongs to the first span that covers it."""
    taken: list[Span] = []
    for span in spans(text):
        if not any(span.start < other.end and other.start < span.end for other in taken):
            taken.append(span)
    places = [(span.start, span.end, span.keys[:1]) for span in taken]
    places += [
        (m.start(), m.end(), ())
        for m in WORD.finditer(text)
        if not any(s.start <= m.start() < s.end for s in taken)
    ]
    for start, end, keys in sorted(places):
        written = text[start:end]
        yield Term(written, tuple(clean(m[0]) for m in WORD.finditer(written)), keys, loud=is_loud(written))
