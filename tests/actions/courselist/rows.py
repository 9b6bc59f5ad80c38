"""Rows as a file or an editor gives them."""

from __future__ import annotations

from collections.abc import Iterable

from lederpulje.model import BaseData, ProposedRow
from lederpulje.sheets.texts import rows_of


def typed(key: str, **cells: str) -> ProposedRow:
    """A row of *Kurser* written in the app; underscores in names stand for spaces."""
    return ProposedRow("Kurser", 0, tuple((n.replace("_", " "), v) for n, v in cells.items()), key)


def filed(number: int, sheet: str = "Kurser", **cells: str) -> ProposedRow:
    """A row of a file."""
    named = tuple((n.replace("_", " "), v) for n, v in cells.items())
    return ProposedRow(sheet, number, named, file_sheet=sheet)


def all_rows(base: BaseData, sheets: Iterable[str] | None = None) -> list[ProposedRow]:
    """What the exported workbook says, row by row."""
    wanted = set(sheets) if sheets is not None else None
    return [
        ProposedRow(sheet, number, tuple((n, str(t)) for n, t in cells.items()), file_sheet=sheet)
        for sheet, listed in rows_of(base).items()
        if wanted is None or sheet in wanted
        for number, cells in enumerate(listed, 2)
    ]
