"""Which course a row is about: by its id, else by title and year, else by what somebody has chosen; never by guess."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lederpulje.model import NEW_ROW, Course, ProposedRow
from lederpulje.sheets.faults import Fault, Question
from lederpulje.sheets.keys import course_id

LEAVE_OUT = "udelad"


class How(StrEnum):
    """How a row was matched, as it is said."""

    ID = "på id"
    TITLE = "på titel og år"
    NEW = "ny"
    CHOSEN = "valgt"
    LEFT_OUT = "udeladt"


@dataclass(frozen=True, slots=True)
class Match:
    """A row of *Kurser* and the id it stands for; `question` is the key under which it can be matched otherwise."""

    row: ProposedRow
    id: str
    how: How
    title: str
    question: str


@dataclass(frozen=True, slots=True)
class Matched:
    """The rows that could be matched, and what was wrong with or asked of the others."""

    matches: tuple[Match, ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]


def match_rows(courses: Iterable[Course], rows: Iterable[ProposedRow], choices: Mapping[str, str]) -> Matched:
    """Match rows to courses. Two rows of one course are a fault; a title that several have is a question."""
    return _Matching(courses, choices).all(rows)


def question_key(row: ProposedRow) -> str:
    """Under which key it is chosen what a row is matched to."""
    return f"match:{row.file_sheet}:{row.number}"


class _Matching:
    def __init__(self, courses: Iterable[Course], choices: Mapping[str, str]) -> None:
        self.by_id = {c.id: c for c in courses}
        self.by_title: dict[tuple[str, str], list[Course]] = {}
        for course in self.by_id.values():
            self.by_title.setdefault((_same(course.title), str(course.year)), []).append(course)
        self.choices = choices
        self.faults: list[Fault] = []
        self.questions: list[Question] = []
        self.first: dict[str, ProposedRow] = {}
        self.new: dict[tuple[str, str], ProposedRow] = {}

    def all(self, rows: Iterable[ProposedRow]) -> Matched:
        listed = list(rows)
        taken = {*self.by_id, *(dict(row.cells).get("Id", "") for row in listed)}
        matches = []
        for row in listed:
            match = self.one(row, taken)
            if match is None:
                continue
            if match.how is not How.LEFT_OUT and self.is_doubled(match):
                continue
            taken.add(match.id)
            matches.append(match)
        return Matched(tuple(matches), tuple(self.faults), tuple(self.questions))

    def one(self, row: ProposedRow, taken: Collection[str]) -> Match | None:
        cells = dict(row.cells)
        own, title, year = cells.get("Id", ""), cells.get("Titel", ""), cells.get("År", "")
        key = question_key(row)
        chosen = self.choices.get(key, row.key)
        if chosen == LEAVE_OUT:
            return Match(row, "", How.LEFT_OUT, title or own, key)
        if chosen and (chosen.startswith(NEW_ROW) or chosen in self.by_id):
            known = self.by_id.get(chosen)
            if known is not None:
                return Match(row, chosen, How.CHOSEN, title or known.title, key)
            new = own if own and own not in self.by_id else _new_id(title, year, taken)
            return Match(row, new, How.NEW, title, key)
        if own:
            known = self.by_id.get(own)
            return Match(row, own, How.ID if known else How.NEW, title or _title(known) or own, key)
        if not title:
            self.faults.append(_fault(row, "Titel", "rækken har hverken id eller titel. Skriv en af dem."))
            return None
        found = self.by_title.get((_same(title), year), [])
        if len(found) > 1:
            self.questions.append(_which(row, key, found))
            return None
        if found:
            return Match(row, found[0].id, How.TITLE, title, key)
        twin = self.new.setdefault((_same(title), year), row)
        if twin is not row and row.number:
            self.questions.append(_twice(row, key, twin.number))
            return None
        return Match(row, _new_id(title, year, taken), How.NEW, title, key)

    def is_doubled(self, match: Match) -> bool:
        first = self.first.setdefault(match.id, match.row)
        if first is match.row:
            return False
        column = "Id" if dict(match.row.cells).get("Id") else "Titel"
        where = f"række {first.number}" if first.number else "en anden række"
        self.faults.append(_fault(match.row, column, f"»{match.title}« står også i {where}. Behold den ene."))
        return True


def _same(title: str) -> str:
    """Titles are the same whatever their capitals and spaces."""
    return " ".join(title.split()).casefold()


def _title(course: Course | None) -> str:
    return course.title if course else ""


def _new_id(title: str, year: str, taken: Collection[str]) -> str:
    return course_id(title, int(year) if year.isascii() and year.isdigit() else 0, taken)


def _which(row: ProposedRow, key: str, found: list[Course]) -> Question:
    title, year = found[0].title, found[0].year
    choices = [(c.id, f"{c.title} ({c.id})") for c in found]
    return Question(
        key,
        row.file_sheet or row.sheet,
        row.number,
        "Titel",
        f"{len(found)} aktiviteter i {year} hedder »{title}«. Hvilken er det?",
        (*choices, (NEW_ROW, "En ny aktivitet"), (LEAVE_OUT, "Brug ikke rækken")),
    )


def _twice(row: ProposedRow, key: str, first: int) -> Question:
    title = dict(row.cells).get("Titel", "")
    return Question(
        key,
        row.file_sheet or row.sheet,
        row.number,
        "Titel",
        f"»{title}« står også i række {first}, og begge er nye. Er det to aktiviteter?",
        ((NEW_ROW, "Ja, to aktiviteter"), (LEAVE_OUT, "Nej, brug kun den første")),
    )


def _fault(row: ProposedRow, column: str, message: str) -> Fault:
    value = dict(row.cells).get(column, "")
    return Fault(row.file_sheet or row.sheet, row.number, column, value, message)
