"""Rows laid over the values they are about: what a row does not name stays, what cannot be read is told."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from typing import Generic, TypeVar

from lederpulje.errors import AmountError
from lederpulje.model import Course, Frame, FundingLine, Pool, ProposedRow, Scenario, Vat
from lederpulje.money import parse_amount
from lederpulje.sheets.cells import Row
from lederpulje.sheets.columns import EACH, FIXED
from lederpulje.sheets.faults import Fault
from lederpulje.sheets.texts import Cells, course_cells
from lederpulje.sheets.values import course_of

T = TypeVar("T")
_PRICES = {f"{name}{end}" for name in (FIXED, EACH) for end in ("", " (lav)", " (høj)")}
_SKOEN = "Skøn"
_IN_LINES = ("Kilde", "Beskrivelse", "Spørgsmål")  # the texts that may have several lines
MOST_CHARACTERS = 32_000  # what a cell of Excel holds, with something to spare


@dataclass(frozen=True, slots=True)
class Sheet(Generic[T]):
    """How a sheet's rows and values go together; `key` is what both are known by."""

    name: str
    key: Callable[[Mapping[str, str]], str]
    cells: Callable[[T], Cells]
    build: Callable[[Row], T]


@dataclass(frozen=True, slots=True)
class Merged(Generic[T]):
    """The values as they would stand, each with the row it comes from, and the keys that the rows lack."""

    values: tuple[tuple[Row, T], ...]
    named: frozenset[str]


def merge(
    sheet: Sheet[T], values: Iterable[T], rows: Iterable[ProposedRow], faults: list[Fault]
) -> Merged[T]:
    """Lay rows over values by their key; new ones come last. A key that two rows have is a fault of the second."""
    known = {sheet.key(sheet.cells(value)): value for value in values}
    merged: dict[str, tuple[Row, T]] = {
        key: (untouched(sheet.name, key, faults), value) for key, value in known.items()
    }
    first: dict[str, int] = {}
    for row in rows:
        key = sheet.key(dict(row.cells))
        if key in first:
            about = _row(row, dict(row.cells), faults)
            column = "Nøgle" if "Nøgle" in dict(row.cells) else "År"
            about.fault(column, f"står også i række {first[key]}. Behold den ene.")
            continue
        first[key] = row.number
        old = known.get(key)
        found = overlaid(row, sheet.cells(old) if old is not None else {}, old, sheet.build, faults)
        if found is not None:
            merged[key] = found
    return Merged(tuple(merged.values()), frozenset(first))


def overlaid(
    row: ProposedRow, under: Cells, old: T | None, build: Callable[[Row], T], faults: list[Fault]
) -> tuple[Row, T] | None:
    """The value of a row laid over the old one's cells; the old one itself if it cannot be read."""
    cells = {name: text if name in _IN_LINES else " ".join(text.split()) for name, text in row.cells}
    about = _row(row, {**under, **cells}, faults)
    count = len(faults)
    for name, text in cells.items():
        if len(text) > MOST_CHARACTERS:
            about.fault(name, f"teksten er på {len(text)} tegn. Skriv højst {MOST_CHARACTERS}.")
    value = build(about)
    if len(faults) > count:
        return None if old is None else (about, old)
    if old is not None and not _says_skoen(cells, under):
        value = _estimates_kept(old, value)
    return about, value


def overlaid_course(
    row: ProposedRow, old: Course | None, own_id: str, faults: list[Fault]
) -> tuple[Row, Course] | None:
    """The same for a course, whose id has been settled.

    A row of a file that names prices and no VAT gives them without, whatever is said of the provider's.
    """
    cells = {**dict(row.cells), "Id": own_id}
    if not cells.get("Titel", "").strip() and (row.number or "Titel" not in cells):
        cells["Titel"] = old.title if old else own_id
    under, vat = (course_cells(old) if old else {}), None
    if old is not None and old.vat is Vat.MED and row.number and "Moms" not in cells and _PRICES & set(cells):
        under, vat = course_cells(replace(old, vat=None)), old.vat
    kept = replace(row, cells=tuple({**_void_spans(cells, under), **cells}.items()))

    def build(about: Row) -> Course:
        found = course_of(about)
        return replace(found, vat=vat) if vat else found

    return overlaid(kept, under, old, build, faults)


def _void_spans(cells: Cells, under: Cells) -> Cells:
    """The spans that a new price is outside of, where the row says nothing of them: they were the old price's."""
    void: Cells = {}
    for name in (FIXED, EACH):
        ends = {end: under.get(f"{name} ({end})", "") for end in ("lav", "høj")}
        if name not in cells or any(f"{name} ({end})" in cells for end in ends):
            continue
        try:
            price = parse_amount(cells[name]) if cells[name].strip() else None
        except AmountError:  # told when the row is read
            continue
        low, high = (parse_amount(text) if text else price for text in ends.values())
        if price is None or low is None or high is None or not low <= price <= high:
            void |= {f"{name} ({end})": "" for end, text in ends.items() if text}
    return void


def untouched(sheet: str, key: str, faults: list[Fault]) -> Row:
    """A row for a value that nothing is said about, so that what does not fit it any more can be told."""
    return Row(sheet, 0, {}, faults, key)


def _row(row: ProposedRow, cells: Mapping[str, str], faults: list[Fault]) -> Row:
    key = "" if row.number else cells.get("Titel", "") or cells.get("Nøgle", "") or cells.get("Kursus", "")
    return Row(row.file_sheet or row.sheet, row.number, cells, faults, key)


def _says_skoen(cells: Cells, under: Cells) -> bool:
    """Whether a row says anew what is estimated; the old words on a changed row do not."""
    return _SKOEN in cells and cells[_SKOEN].strip() != under.get(_SKOEN, "")


def _estimates_kept(old: T, new: T) -> T:
    """What somebody writes is no longer our own estimate."""
    if isinstance(old, Course) and isinstance(new, Course):
        changed = {f.name for f in fields(Course) if getattr(old, f.name) != getattr(new, f.name)}
        return replace(new, estimated=tuple(name for name in old.estimated if name not in changed))
    if isinstance(old, Pool | Frame) and isinstance(new, Pool | Frame):
        return replace(new, estimated=old.estimated and old.amount == new.amount)
    if isinstance(old, FundingLine) and isinstance(new, FundingLine):
        same = replace(new, estimated=old.estimated) == old
        return replace(new, estimated=old.estimated and same)
    if isinstance(old, Scenario) and isinstance(new, Scenario):
        return replace(new, version=old.version, saved_by=old.saved_by)
    return new
