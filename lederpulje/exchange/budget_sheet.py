"""A workbook of tables with amounts: values with Danish formats, no formula, the same bytes for the same tables."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lederpulje.exchange.characters import for_cells
from lederpulje.exchange.workbook import MOST_IN_A_CELL, heading_style

Cell = str | int | dt.date | None
"""A text, an amount in øre, a date, or nothing."""


class Estimate(int):
    """An amount in øre that rests on an estimate, and looks like one."""


_MADE = dt.datetime(2023, 6, 21)  # noqa: DTZ001 (a fixed moment, so that the same data give the same file)
_FIRST, _OTHER = 52, 18  # characters


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, its headings, its rows, and notes below them. `total`: the last row is a sum."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()
    total: bool = False


def tables_workbook(title: str, tables: Sequence[Table]) -> bytes:
    """The tables as an .xlsx, one a sheet; amounts are real numbers in kroner."""
    file = io.BytesIO()
    # Nothing in a text may become a formula, a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": title, "created": _MADE})
        heading = heading_style(book)
        for table in tables:
            _write(book, book.add_worksheet(table.name), table, heading)
    return file.getvalue()


def _write(book: Workbook, sheet: Worksheet, table: Table, heading: Format) -> None:
    sheet.set_column(0, 0, _FIRST)
    sheet.set_column(1, max(len(table.headings) - 1, 1), _OTHER)
    for at, name in enumerate(table.headings):
        sheet.write_string(0, at, name, heading)
    styles = {bold: _styles(book, bold) for bold in (False, True)}
    for number, row in enumerate(table.rows, 1):
        bold = table.total and number == len(table.rows)
        for at, cell in enumerate(row):
            _write_cell(sheet, number, at, cell, styles[bold])
    small = book.add_format({"italic": True})
    for number, note in enumerate(table.notes, len(table.rows) + 2):
        sheet.write_string(number, 0, for_cells(note), small)
    sheet.set_row(0, 32)
    sheet.freeze_panes(1, 1)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)


def _styles(book: Workbook, bold: bool) -> dict[str, Format]:
    look = {"bold": bold, "valign": "top", "top": 1 if bold else 0}
    formats = {"text": "@", "amount": "#,##0.00", "estimate": '"≈ "#,##0.00', "date": "dd-mm-yyyy"}
    return {
        name: book.add_format({**look, "num_format": number, "text_wrap": name == "text"})
        for name, number in formats.items()
    }


def _write_cell(sheet: Worksheet, row: int, at: int, cell: Cell, styles: dict[str, Format]) -> None:
    match cell:
        case Estimate():
            sheet.write_number(row, at, cell / 100, styles["estimate"])
        case None:
            sheet.write_blank(row, at, None, styles["text"])
        case int():
            sheet.write_number(row, at, cell / 100, styles["amount"])
        case dt.date():
            sheet.write_datetime(row, at, cell, styles["date"])
        case _:
            sheet.write_string(row, at, for_cells(cell)[:MOST_IN_A_CELL], styles["text"])
