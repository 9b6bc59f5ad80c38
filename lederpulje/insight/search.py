"""Hvad har vi besluttet før? Search in decisions: words in any inflection, numbers, dates, phrases; best first."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property

from lederpulje import dates
from lederpulje.insight.danish_words import initials, loose
from lederpulje.insight.excerpts import Parts, excerpt_of, marked
from lederpulje.insight.search_index import WordIndex
from lederpulje.insight.search_terms import Found, look_up, word_row
from lederpulje.insight.search_words import terms

# How much a word counts in each field.
_HEADING, _BODY, _TITLE, _STATUS, _DATE, _TEXT = 4.0, 3.0, 2.5, 2.0, 2.0, 1.0
_IN_A_ROW = 1.3  # for words that stand in the heading as they were asked for
_NOTHING = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True)
class Document:
    """What can be found: an agenda item, its texts in the order in which they are read, and what it belongs to."""

    key: str
    heading: str
    texts: tuple[str, ...]
    body: str
    date: dt.date | None
    years: tuple[int, ...]
    courses: tuple[str, ...]
    course_titles: tuple[str, ...]
    status: str
    closed: bool = False


@dataclass(frozen=True)
class Hit:
    """A document that was found. `missing` names what was asked for and is not in it: then nothing holds all of it."""

    document: Document
    score: float
    missing: tuple[str, ...]
    _show: Callable[[], tuple[Parts, Parts]] = field(repr=False, compare=False)

    @property
    def complete(self) -> bool:
        """Whether it holds all that was asked for."""
        return not self.missing

    @property
    def heading(self) -> Parts:
        """The heading in parts; `True` marks what was asked for."""
        return self._shown[0]

    @property
    def excerpt(self) -> Parts:
        """Some words around the first match in the texts, or their beginning, in parts like the heading's."""
        return self._shown[1]

    @cached_property
    def _shown(self) -> tuple[Parts, Parts]:
        return self._show()


class Index:
    """Documents that can be searched; built once."""

    def __init__(self, documents: Iterable[Document]) -> None:
        self.documents = tuple(documents)
        self._words = WordIndex((_fields(d), _further_keys(d)) for d in self.documents)

    def find(
        self, query: str, *, body: str = "", year: int | None = None, course: str = "", status: str = ""
    ) -> tuple[Hit, ...]:
        """What holds all that is asked for, best first; where nothing does, what holds most of it.

        A blank query gives all documents, newest first. The filters only take away.
        """
        chosen = {
            n
            for n, d in enumerate(self.documents)
            if _passes(d, body=body, year=year, course=course, status=status)
        }
        if not query.strip():
            return self._sorted(self._hit(n, 0.0, (), _NOTHING) for n in chosen)
        asked, was_cut = terms(query)
        found = [f for term in asked for f in look_up(self._words, term)]
        if not found:
            return ()
        wanted = set(range(len(self.documents))).intersection(*(f.scores for f in found))
        if not wanted:  # whatever the filters are: they shall not bring anything in
            held = Counter(n for f in found for n in f.scores)
            wanted = {n for n, count in held.items() if 2 * count >= max(held.values())}
        return self._hits(wanted & chosen, found, was_cut=was_cut)

    def _hits(self, wanted: set[int], found: list[Found], *, was_cut: bool) -> tuple[Hit, ...]:
        pattern = _pattern(found)
        row = _row(found)
        hits = []
        for number in wanted:
            missing = tuple(f.text for f in found if number not in f.scores) + (("…",) if was_cut else ())
            score = sum(f.scores.get(number, 0.0) for f in found)
            if row is not None and any(self._words.texts[number].marks(0, row)):
                score *= _IN_A_ROW
            hits.append(self._hit(number, score, missing, pattern))
        return self._sorted(hits)

    def _hit(self, number: int, score: float, missing: tuple[str, ...], pattern: re.Pattern[str]) -> Hit:
        text, count = self._words.texts[number], len(self.documents[number].texts)

        def show() -> tuple[Parts, Parts]:
            return marked(text.fields[0], tuple(text.marks(0, pattern))), excerpt_of(
                text, range(1, count + 1), pattern
            )

        return Hit(self.documents[number], score, missing, show)

    @staticmethod
    def _sorted(hits: Iterable[Hit]) -> tuple[Hit, ...]:
        def place(hit: Hit) -> tuple[int, float, int, str]:
            date = hit.document.date
            return len(hit.missing), -hit.score, -date.toordinal() if date else 0, hit.document.key

        return tuple(sorted(hits, key=place))


def _fields(document: Document) -> tuple[tuple[str, float], ...]:
    date = dates.format_date(document.date) if document.date else ""
    return (
        (document.heading, _HEADING),
        *((text, _TEXT) for text in document.texts),
        (document.body, _BODY),
        *((title, _TITLE) for title in document.course_titles),
        (document.status, _STATUS),
        (date, _DATE),
        (" ".join(map(str, document.years)), _DATE),
    )


def _further_keys(document: Document) -> tuple[tuple[str, float], ...]:
    """The abbreviation of the body, also as it is typed without the Danish letters."""
    short = initials(document.body)
    return tuple((key, _BODY) for key in dict.fromkeys((short, loose(short))) if key)


def _passes(document: Document, *, body: str, year: int | None, course: str, status: str) -> bool:
    years = (*document.years, *((document.date.year,) if document.date else ()))
    return (
        (not body or document.body == body)
        and (year is None or year in years)
        and (not course or course in document.courses)
        and (not status or document.status == status)
    )


def _pattern(found: list[Found]) -> re.Pattern[str]:
    """What is marked, as a pattern of words."""
    rows = sorted({row for f in found for row in f.rows if row}, key=lambda row: (-len(row), row))
    letters = "".join(sorted({chr(n + 1) for f in found for n in f.numbers}))
    choices = [re.escape(row) for row in rows] + ([f"[{re.escape(letters)}]"] if letters else [])
    return re.compile("|".join(choices)) if choices else _NOTHING


def _row(found: list[Found]) -> re.Pattern[str] | None:
    """The words that were asked for, one after another in any inflection, if they are several."""
    classes = [f.close for f in found]
    return word_row(classes) if len(classes) > 1 and all(classes) else None
