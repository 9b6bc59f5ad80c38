"""What differs between two states of the base data, row by row and cell by cell, in the workbook's words."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from lederpulje.model import BaseData, Course, FundingLine, Post, Vat
from lederpulje.money import format_kr, format_share
from lederpulje.scenarios.funds import grant_of
from lederpulje.sheets.columns import SHEETS, Holds
from lederpulje.sheets.texts import Cells, course_cells, rows_of, shown_text
from lederpulje.wording import payer_name

FINANCING = "Finansiering"
_AMOUNTS = {(sheet, c.name) for sheet, columns in SHEETS.items() for c in columns if c.holds is Holds.AMOUNT}


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of a sheet by its key, and what it is called."""

    sheet: str
    key: str
    title: str

    @property
    def name(self) -> str:
        """Its id where it is a course, else its sheet and key."""
        return self.key if self.sheet == "Kurser" else f"{self.sheet}: {self.key}"


@dataclass(frozen=True, slots=True)
class CellChange:
    """A cell that changed, as texts; empty is unknown."""

    entry: Entry
    column: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Differences:
    """What was added, changed cell by cell, removed, and left as it was."""

    added: tuple[Entry, ...]
    changed: tuple[CellChange, ...]
    removed: tuple[Entry, ...]
    unchanged: tuple[Entry, ...]

    @property
    def is_nothing(self) -> bool:
        """Whether there is no difference."""
        return not (self.added or self.changed or self.removed)


def differences(before: BaseData, after: BaseData) -> Differences:
    """Compare what the workbook holds, and the posts. A course's financing is a cell of it; prices are without VAT."""
    added, changed, unchanged = [], [], []
    old, new = _rows(before), _rows(after)
    for name, row in new.items():
        was = old.get(name)
        if was is None:
            added.append(row.entry)
            continue
        found = [] if was.said == row.said else _cells(row.entry, was.cells(), row.cells())
        changed += found
        if not found:
            unchanged.append(row.entry)
    removed = [row.entry for name, row in old.items() if name not in new]
    return Differences(tuple(added), tuple(changed), tuple(removed), tuple(unchanged))


@dataclass(frozen=True, slots=True)
class _Row:
    """A row: what it is, the values it says, and its cells, which are made only where the values differ."""

    entry: Entry
    said: object
    cells: Callable[[], Cells]


def _rows(base: BaseData) -> dict[str, _Row]:
    """Every row by its name, in the order of the sheets."""
    others = rows_of(replace(base, courses=(), funding=()))
    listed = {sheet: [_of_sheet(sheet, cells) for cells in rows] for sheet, rows in others.items()}
    listed["Kurser"] = [_of_course(base, course) for course in base.courses]
    listed["Posteringer"] = [_of_post(post) for post in base.posts]
    return {row.entry.name: row for rows in listed.values() for row in rows}


def _of_sheet(sheet: str, cells: Cells) -> _Row:
    return _Row(Entry(sheet, key_of(sheet, cells), title_of(sheet, cells)), cells, lambda: cells)


def _of_course(base: BaseData, course: Course) -> _Row:
    return _Row(
        Entry("Kurser", course.id, course.title or course.id),
        (course, base.lines_of(course.id)),
        lambda: {**_net_cells(course), FINANCING: financing_text(base, course.id)},
    )


def _of_post(post: Post) -> _Row:
    entry = Entry("Posteringer", post.id, f"{post.text}, {format_kr(post.amount)}")
    return _Row(entry, post, lambda: {"Kursus": post.course})


def _net_cells(course: Course) -> Cells:
    """A course's cells with prices as they are kept."""
    if course.vat is not Vat.MED:
        return course_cells(course)
    return {**course_cells(replace(course, vat=None)), "Moms": Vat.MED}


def key_of(sheet: str, cells: Mapping[str, str]) -> str:
    """What a row is known by within its sheet."""
    match sheet:
        case "Puljer":
            return cells.get("År", "")
        case "Delrammer" | "Scenarier":
            return f"{cells.get('År', '')}/{cells.get('Nøgle', '')}"
        case "Kurser":
            return cells.get("Id", "")
        case _:
            return cells.get("Nøgle", "")


def title_of(sheet: str, cells: Mapping[str, str]) -> str:
    """What a row is called."""
    year = cells.get("År", "")
    match sheet:
        case "Puljer":
            return f"Puljen {year}"
        case "Delrammer":
            return f"Delrammen {cells.get('Titel', '')} {year}"
        case "Kurser":
            return cells.get("Titel", "") or cells.get("Id", "")
        case "Scenarier":
            return f"Scenariet {cells.get('Navn', '')} {year}"
        case _:
            return cells.get("Spørgsmål", "") or cells.get("Titel", "") or cells.get("Nøgle", "")


def financing_text(base: BaseData, course: str) -> str:
    """Who pays which share of a course, under which answer: `Puljen (Kurser) 60 %; Fonden 40 %, hvis fond = ja`."""
    return "; ".join(_line_text(base, line) for line in base.lines_of(course))


def _frame_title(base: BaseData, line: FundingLine) -> str:
    year = next((c.year for c in base.courses if c.id == line.course), None)
    found = (f.title for f in base.frames if (f.year, f.key) == (year, line.frame))
    return next(found, line.frame or "")


def _line_text(base: BaseData, line: FundingLine) -> str:
    frame = f" ({_frame_title(base, line)})" if line.frame else ""
    when = f", hvis {line.condition} = {line.answer}" if line.condition else ""
    grant = grant_of(base, line)
    how_far = f" ({grant})" if grant else ""
    estimated = " (skøn)" if line.estimated else ""
    return f"{payer_name(line.payer)}{frame} {format_share(line.share)}{when}{how_far}{estimated}"


def _cells(entry: Entry, was: Cells, now: Cells) -> list[CellChange]:
    changed = [name for name, text in now.items() if text != was[name]]
    if (
        len(changed) > 1
        and "Skøn" in changed
        and set(now["Skøn"].split(", ")) <= {*was["Skøn"].split(", "), ""}
    ):
        changed.remove("Skøn")  # what somebody has written is no estimate of ours: that goes without saying
    return [
        CellChange(entry, name, _said(entry.sheet, name, was[name]), _said(entry.sheet, name, now[name]))
        for name in changed
    ]


def _said(sheet: str, column: str, text: str) -> str:
    return shown_text(text) if (sheet, column) in _AMOUNTS else str(text)
