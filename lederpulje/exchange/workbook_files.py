"""Workbooks as grids: the values by calamine, what values do not tell by a scan of the XML before."""

from __future__ import annotations

import datetime as dt
import io
import math
from collections.abc import Mapping

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum

from lederpulje.exchange import scan_ods, scan_xlsx
from lederpulje.exchange.cellscan import DAMAGED, Place, Scan, refuse_definitions
from lederpulje.exchange.filekinds import Book, book_of
from lederpulje.exchange.grid import Grid, Mark, Value
from lederpulje.exchange.limits import MOST_COLUMNS, Unreadable
from lederpulje.exchange.wire import Say
from lederpulje.exchange.zipcheck import repack, unpack

_SCANNED = ("xl/worksheets/sheet", "content.xml")  # gone through anyway, with the same refusal
_LARGEST_WHOLE = 2.0**53


def read_workbook(data: bytes, say: Say) -> list[Grid]:
    """The sheets of an .xlsx or .ods. Raises Unreadable."""
    say("Filen pakkes ud.")
    parts = unpack(data)
    book = book_of(parts)
    for name, content in parts.items():
        if content and name != "mimetype" and not name.startswith(_SCANNED):
            refuse_definitions(content)
    scans = _scans(parts, book, say)
    try:
        with CalamineWorkbook.from_filelike(io.BytesIO(repack(parts))) as workbook:
            return [
                _read_sheet(workbook, sheet.name, scans.get(sheet.name, Scan()), say)
                for sheet in workbook.sheets_metadata
                if sheet.typ is SheetTypeEnum.WorkSheet
            ]
    except (CalamineError, ValueError, OSError) as error:
        raise Unreadable(DAMAGED) from error


def _scans(parts: Mapping[str, bytes], book: Book, say: Say) -> dict[str, Scan]:
    """What the XML of each sheet says; checked, so that no value is read from a sheet that reaches too far."""
    say("Arkene ses efter.")
    if book is Book.ODS:
        scans = scan_ods.scan(parts["content.xml"])
    else:
        scans = {name: scan_xlsx.scan(xml) for name, xml in scan_xlsx.sheet_parts(parts).items()}
    for name, scan in scans.items():
        scan.check(name)
    return scans


def _read_sheet(workbook: CalamineWorkbook, name: str, scan: Scan, say: Say) -> Grid:
    say(f"Arket »{name}« læses ({scan.last_row + 1:_} rækker).".replace("_", "."))
    rows = [[_value(cell) for cell in row] for row in workbook.get_sheet_by_name(name).to_python(False)]
    marks = dict(scan.marks)
    for place, text in scan.errors.items():
        _put(rows, place, text)
    for place in scan.marks:
        _put(rows, place, None)
    for first, last in scan.merged:
        _fill(rows, first, last, marks)
    while rows and all(cell is None for cell in rows[-1]) and not any(at == len(rows) - 1 for at, _ in marks):
        rows.pop()
    return Grid(name, tuple(map(tuple, rows)), marks)


def _value(cell: object) -> Value:
    """A cell as calamine gives it as one of ours: whole numbers whole, spans of time as text."""
    if cell == "":
        return None
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return str(cell)
        return int(cell) if cell.is_integer() and abs(cell) < _LARGEST_WHOLE else cell
    if isinstance(cell, dt.timedelta):
        minutes = round(cell.total_seconds() / 60)
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(cell, str | bool | int | dt.date | dt.time):
        return cell
    return str(cell)


def _put(rows: list[list[Value]], place: Place, value: Value) -> None:
    """Let a cell hold a value, or nothing where there was no cell; the rows grow as far as needed."""
    row, column = place
    width = max(len(rows[0]) if rows else 0, column + 1)
    while len(rows) <= row:
        rows.append([])
    if not rows[row] or len(rows[row]) <= column:
        rows[row].extend([None] * (width - len(rows[row])))
    if value is not None:
        rows[row][column] = value


def _fill(rows: list[list[Value]], first: Place, last: Place, marks: dict[Place, Mark]) -> None:
    """Let the value of a merged range stand in every cell of it, as far as the sheet reaches."""
    width = min(max((len(row) for row in rows), default=0), MOST_COLUMNS)
    value = _at(rows, first)
    if value is None:
        return
    for row in range(first[0], min(last[0] + 1, len(rows))):
        for column in range(first[1], min(last[1] + 1, width)):
            if (row, column) != first and _at(rows, (row, column)) is None:
                _put(rows, (row, column), value)
                marks[row, column] = Mark.MERGED


def _at(rows: list[list[Value]], place: Place) -> Value:
    row, column = place
    return rows[row][column] if row < len(rows) and column < len(rows[row]) else None
