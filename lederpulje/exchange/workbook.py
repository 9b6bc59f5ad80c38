"""`Kursusliste.xlsx`: the base data as a workbook that reads back to the same values."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from lederpulje.dates import parse_date
from lederpulje.errors import LederpuljeError
from lederpulje.exchange.characters import for_cells
from lederpulje.exchange.guidance import HEADINGS, SHEET, guidance_lines
from lederpulje.exchange.validation import rule_of, suggestions
from lederpulje.model import POOL_PAYER, UNKNOWN_PAYER, BaseData
from lederpulje.money import parse_amount
from lederpulje.sheets.columns import SHEETS, Column, Holds
from lederpulje.sheets.texts import Cells, rows_of

INK, PRIMARY, SURFACE, BORDER = "#0B1220", "#07427D", "#F1F4F8", "#6B7785"
MOST_IN_A_CELL = 32_767  # characters as Excel counts them
_MADE = dt.datetime(2023, 6, 21)  # noqa: DTZ001 (a fixed moment, so that the same data give the same file)
_PAYERS_HEADING = "Betalere, der er brugt"
_ROOM = 1000  # rows below the last one in which new ones are helped too
_NUMBER_FORMATS = {
    Holds.WHOLE: "0",
    Holds.AMOUNT: "#,##0.00",
    Holds.SHARE: "General",
    Holds.DECIMAL: "General",
    Holds.DATE: "dd-mm-yyyy",
}
_WIDTHS = {
    **{"Id": 24, "Titel": 44, "Tema": 24, "Målgruppe": 28, "Udbyder": 22, "Kilde": 60, "Spørgsmål": 60},
    **{"Navn": 30, "Svar": 24, "Ændringer": 40, "Beskrivelse": 50, "Kursus": 26, "Betaler": 30, "Nøgle": 22},
    **{"Forudsætter": 24, "Forudsætning": 22, "Periode": 24, "Skøn": 26, "Sted": 22, "Kontering": 24},
    **{"Kontakt": 22, "Afbestilling": 26, "Strategi": 20, "Delramme": 16, "År": 8},
}
_WIDTH, _LINE, _MOST_LINES = 14, 15, 4  # characters; points; lines of a row
_STAYS = {"Delrammer": 3, "Kurser": 4, "Scenarier": 3}  # columns that stay while one scrolls; else the first
_A4, _A3 = 9, 8


class TooLongForACell(LederpuljeError):
    """A text that a cell of a workbook cannot hold; the csv file can."""

    def __init__(self, sheet: str, row: int, column: str, length: int) -> None:
        super().__init__(
            f"{sheet}, række {row}, kolonne »{column}«: teksten er på {length} tegn, og en celle i Excel kan højst "
            f"rumme {MOST_IN_A_CELL}. Forkort teksten, eller hent listen som csv."
        )


def workbook(base: BaseData) -> bytes:
    """The whole base data. Raises TooLongForACell."""
    return book_of("Kursusliste", rows_of(base), payers_of(base))


def check_lengths(rows: Mapping[str, Sequence[Cells]]) -> None:
    """Raise TooLongForACell if a text is longer than a cell can hold."""
    for sheet, listed in rows.items():
        for number, cells in enumerate(listed, 2):
            for column, text in cells.items():
                if 2 * len(text) > MOST_IN_A_CELL and (length := excel_length(text)) > MOST_IN_A_CELL:
                    raise TooLongForACell(sheet, number, column, length)


def excel_length(text: str) -> int:
    """How many characters Excel counts: an emoji is two."""
    return len(for_cells(text).encode("utf-16-le")) // 2


def payers_of(base: BaseData) -> list[str]:
    """Who pays something, the pool first."""
    others = sorted({line.payer for line in base.funding} - {POOL_PAYER, UNKNOWN_PAYER})
    return [POOL_PAYER, UNKNOWN_PAYER, *others]


# --- writing ------------------------------------------------------------------------------------------------


def book_of(title: str, rows: Mapping[str, Sequence[Cells]], payers: Sequence[str]) -> bytes:
    """A workbook with these rows on its sheets. Raises TooLongForACell."""
    check_lengths(rows)
    file = io.BytesIO()
    # Nothing in a text may become a formula, a link or a number.
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": title, "created": _MADE})
        heading = heading_style(book)
        for name, columns in SHEETS.items():
            _write_sheet(book, book.add_worksheet(name), columns, rows[name], heading)
        _suggest(book, rows, payers)
        _write_guidance(book, heading, payers)
    return file.getvalue()


def heading_style(book: Workbook) -> Format:
    """White on the primary colour."""
    return book.add_format(
        {"bold": True, "font_color": "#FFFFFF", "bg_color": PRIMARY, "text_wrap": True, "valign": "vcenter"}
        | {"border": 1, "border_color": BORDER}
    )


def _write_sheet(
    book: Workbook, sheet: Worksheet, columns: Sequence[Column], rows: Sequence[Cells], heading: Format
) -> None:
    styles = {holds: _style(book, holds) for holds in Holds}
    for at, column in enumerate(columns):
        sheet.set_column(at, at, _width(column.name), styles[column.holds])
        sheet.write_string(0, at, column.name, heading)
        if rule := rule_of(column):
            sheet.data_validation(1, at, len(rows) + _ROOM, at, rule)
    for number, cells in enumerate(rows, 1):
        sheet.set_row(number, _LINE * _lines(columns, cells))
        for at, column in enumerate(columns):
            if text := for_cells(cells[column.name]):
                _write(sheet, number, at, column, text, styles[column.holds])
    last = len(columns) - 1
    sheet.set_row(0, 48)
    sheet.freeze_panes(1, _STAYS.get(sheet.get_name(), 1))
    sheet.autofilter(0, 0, max(len(rows), 1), last)
    sheet.ignore_errors({"number_stored_as_text": f"A1:{xl_col_to_name(last)}{len(rows) + _ROOM + 1}"})
    _for_print(sheet, wide=len(columns) > 20)


def _style(book: Workbook, holds: Holds) -> Format:
    # Typed texts stay what was typed: 1-2 is an account and no date.
    number = _NUMBER_FORMATS.get(holds, "@")
    return book.add_format({"num_format": number, "valign": "top", "text_wrap": holds not in _NUMBER_FORMATS})


def _write(sheet: Worksheet, row: int, at: int, column: Column, text: str, style: Format) -> None:
    match column.holds:
        case Holds.DATE:
            sheet.write_datetime(row, at, parse_date(text), style)
        case Holds.AMOUNT:
            sheet.write_number(row, at, parse_amount(text) / 100, style)
        case Holds.WHOLE:
            sheet.write_number(row, at, int(text), style)
        case Holds.SHARE if text.startswith("0,"):
            sheet.write_string(row, at, text, style)  # as a number it would look like a share of 1
        case Holds.SHARE | Holds.DECIMAL:
            sheet.write_number(row, at, float(Decimal(text.replace(",", "."))), style)
        case _:
            sheet.write_string(row, at, text, style)


def _width(name: str) -> int:
    return _WIDTHS.get(name, _WIDTH)


def _lines(columns: Sequence[Column], cells: Cells) -> int:
    """How many lines a row is high: enough for all but the longest texts."""
    return min(lines_needed((cells[c.name], _width(c.name)) for c in columns), _MOST_LINES)


def lines_needed(texts: Iterable[tuple[str, int]]) -> int:
    """The most lines that one of some texts takes in a column so many characters wide."""
    return max((sum(-(-max(len(p), 1) // width) for p in t.split("\n")) for t, width in texts), default=1)


def _for_print(sheet: Worksheet, *, wide: bool) -> None:
    """Lying down, the headings on every page; a wide sheet on two pages beside each other."""
    sheet.set_landscape()
    sheet.set_paper(_A3 if wide else _A4)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0)
    sheet.fit_to_pages(2 if wide else 1, 0)
    sheet.set_footer("&L&A&RSide &P af &N")


def _suggest(book: Workbook, rows: Mapping[str, Sequence[Cells]], payers: Sequence[str]) -> None:
    """Drop-downs with the names that other sheets hold; a new name may still be written."""
    areas = {
        "Kursus": _area("Kurser", 0, len(rows["Kurser"])),
        "Betaler": _area(SHEET, len(HEADINGS), len(payers)),
        "Delramme": _area("Delrammer", 1, len(rows["Delrammer"])),
        "Forudsætning": _area("Forudsætninger", 0, len(rows["Forudsætninger"])),
    }
    sheet = book.get_worksheet_by_name("Finansiering")
    for at, column in enumerate(SHEETS["Finansiering"]):
        if area := areas.get(column.name):
            sheet.data_validation(1, at, len(rows["Finansiering"]) + _ROOM, at, suggestions(area))


def _area(sheet: str, at: int, count: int) -> str:
    column = xl_col_to_name(at)
    return f"'{sheet}'!${column}$2:${column}${count + 1}" if count else ""


def _write_guidance(book: Workbook, heading: Format, payers: Sequence[str]) -> None:
    sheet = book.add_worksheet(SHEET)
    text = book.add_format({"text_wrap": True, "valign": "top", "num_format": "@"})
    strong = book.add_format({"text_wrap": True, "valign": "top", "bold": True, "bg_color": SURFACE})
    for at, (name, width) in enumerate(zip(HEADINGS, (18, 28, 78, 44, 34), strict=True)):
        sheet.set_column(at, at, width, text)
        sheet.write_string(0, at, name, heading)
    for number, line in enumerate(guidance_lines(), 1):
        about_sheet = not line[1]
        sheet.set_row(number, _LINE * lines_needed([(line[2], 72), (line[3], 40)]) + 2)
        for at, cell in enumerate(line):
            sheet.write_string(number, at, cell, strong if about_sheet else text)
    sheet.set_column(len(HEADINGS), len(HEADINGS), 34, text)
    sheet.write_string(0, len(HEADINGS), _PAYERS_HEADING, heading)
    for number, payer in enumerate(payers, 1):
        sheet.write_string(number, len(HEADINGS), for_cells(payer), text)
    sheet.set_row(0, 24)
    sheet.freeze_panes(1, 0)
    _for_print(sheet, wide=False)
    sheet.print_area(0, 0, len(guidance_lines()), len(HEADINGS) - 1)
