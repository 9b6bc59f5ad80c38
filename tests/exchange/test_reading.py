from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.exchange import wire
from lederpulje.exchange.grid import Grid, Mark, Value
from lederpulje.exchange.reading import read_file
from lederpulje.exchange.text_files import decode, separator
from tests.exchange.badfiles import ods_of, ods_text, workbook, written, xlsx_of

MOMENT = dt.datetime(2027, 2, 24, 9, 30)  # noqa: DTZ001 (cells know no zone)
DAY = dt.date(2027, 2, 24)


def rows_of(data: bytes, name: str) -> tuple[tuple[Value, ...], ...]:
    (grid,) = read_file(data, name)
    return grid.rows


# --- workbooks ----------------------------------------------------------------------------------------------


def test_values_keep_their_kind() -> None:
    row = ["Tekst", 45000, 45000.5, DAY, MOMENT, dt.time(9, 30), True]
    data = workbook(("Kurser", [["a"] * 7, row]))
    assert rows_of(data, "a.xlsx")[1][:3] == ("Tekst", 45000, 45000.5)
    assert rows_of(data, "a.xlsx")[1][3:] == (DAY, MOMENT, dt.time(9, 30), True)


def test_rows_and_columns_are_counted_from_the_first_cell() -> None:
    data = workbook(("Kurser", [[], [None, None, "C2"], []]), ("Ark2", []))
    assert [(g.name, g.rows) for g in read_file(data, "a.xlsx")] == [
        ("Kurser", ((None, None, None), (None, None, "C2"))),
        ("Ark2", ()),
    ]


def test_the_content_decides_and_not_the_name() -> None:
    assert rows_of(workbook(("Kurser", [["x"]])), "liste.csv") == (("x",),)


def test_formulas_and_errors_are_marked() -> None:
    cells = (
        '<c r="A1"><f>B1*2</f><v>500</v></c><c r="B1" t="e"><f>1/0</f><v>#DIV/0!</v></c><c r="C1"><f>A1</f></c>'
        '<c r="D1" t="str"><f>IF(A1,"","")</f><v></v></c><c r="E1" t="e"><v>#N/A</v></c><c r="F1"><f>A1</f><v/></c>'
    )
    (grid,) = read_file(xlsx_of(f'<sheetData><row r="1">{cells}</row></sheetData>'), "a.xlsx")
    assert grid.rows == ((500, "#DIV/0!", None, None, "#N/A", None),)
    marks = [Mark.FORMULA, Mark.ERROR, Mark.EMPTY_FORMULA, Mark.FORMULA, Mark.ERROR, Mark.EMPTY_FORMULA]
    assert grid.marks == {(0, column): mark for column, mark in enumerate(marks)}


def test_a_formula_without_value_counts_even_in_the_last_row() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="3"><c r="B3"><f>A1</f></c></row>'
    (grid,) = read_file(xlsx_of(f"<sheetData>{rows}</sheetData>"), "a.xlsx")
    assert len(grid.rows) == 3
    assert grid.marks == {(2, 1): Mark.EMPTY_FORMULA}


def test_prefixed_names_are_understood() -> None:
    row = '<x:row r="1"><x:c r="A1" t="e"><x:v>#REF!</x:v></x:c></x:row>'
    cells = f'<x:sheetData xmlns:x="urn:test:main">{row}</x:sheetData>'
    (grid,) = read_file(xlsx_of(cells), "a.xlsx")
    assert grid.marks == {(0, 0): Mark.ERROR}


def test_a_merged_value_stands_in_every_cell_and_is_marked() -> None:
    def build(book) -> None:  # type: ignore[no-untyped-def]
        sheet = book.add_worksheet("Kurser")
        sheet.merge_range(0, 0, 0, 2, "Titel")
        sheet.merge_range(1, 0, 2, 0, "Tema")
        sheet.write_row(1, 1, ["a", 1])
        sheet.write_row(2, 1, ["b", 2])

    (grid,) = read_file(written(build), "a.xlsx")
    assert grid.rows == (("Titel", "Titel", "Titel"), ("Tema", "a", 1), ("Tema", "b", 2))
    assert grid.marks == dict.fromkeys([(0, 1), (0, 2), (2, 0)], Mark.MERGED)


def test_a_range_merged_to_the_end_of_the_sheet_does_not_make_it_larger() -> None:
    data = xlsx_of(
        '<sheetData><row r="1"><c r="A1"><v>1</v></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    )
    assert rows_of(data, "a.xlsx") == ((1,),)


def test_formatted_empty_cells_far_away_are_not_read() -> None:
    rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert rows_of(xlsx_of(f"<sheetData>{rows}</sheetData>"), "a.xlsx") == ((1,),)


def test_an_ods_is_read_with_its_repeats_and_merged_cells() -> None:
    table = (
        '<table:table table:name="Kurser"><table:table-row>'
        '<table:table-cell office:value-type="string" table:number-columns-spanned="2"><text:p>Liste</text:p>'
        f"</table:table-cell><table:covered-table-cell/>{ods_text('x')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="2"><table:table-cell office:value-type="date" '
        'office:date-value="2027-02-24"/><table:table-cell office:value-type="float" office:value="12"/>'
        f"{ods_text('')}</table:table-row>"
        '<table:table-row table:number-rows-repeated="1048570"><table:table-cell '
        'table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    (grid,) = read_file(ods_of(table), "a.ods")
    assert grid.rows == (("Liste", "Liste", "x"), (DAY, 12, None), (DAY, 12, None))
    assert grid.marks == {(0, 1): Mark.MERGED}


def test_formulas_and_errors_of_an_ods_are_marked() -> None:
    cells = (
        '<table:table-cell table:formula="of:=1" office:value-type="float" office:value="3"><text:p>3</text:p>'
        '</table:table-cell><table:table-cell table:formula="of:=1/0" office:value-type="string" '
        'calcext:value-type="error"><text:p>#DIV/0!</text:p></table:table-cell>'
        '<table:table-cell table:formula="of:=A1"/>'
    )
    table = f'<table:table table:name="Kurser"><table:table-row>{cells}</table:table-row></table:table>'
    (grid,) = read_file(ods_of(table), "a.ods")
    assert grid.rows == ((3, "#DIV/0!", None),)
    assert grid.marks == {(0, 0): Mark.FORMULA, (0, 1): Mark.ERROR, (0, 2): Mark.EMPTY_FORMULA}


# --- text ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("sign", [";", ",", "\t"])
def test_a_text_file_is_read_whatever_its_encoding_and_separator(encoding: str, sign: str) -> None:
    text = f'År{sign}Titel\r\n2027{sign}"Én, to; og\ttre"\r\n'
    (grid,) = read_file(text.encode(encoding), "Kurser 2027.csv")
    assert grid == Grid("Kurser 2027", (("År", "Titel"), ("2027", "Én, to; og\ttre")))


@pytest.mark.parametrize(
    ("text", "sign"),
    [
        ("Titel;Pris\nA;45.000,50\nB;1,5\n", ";"),
        ("Kursusliste, foreløbig\n\nTitel;Pris\nA;1\n", ";"),
        ("Titel\tPris\nA, B og C\t100,00\n", "\t"),
        ("Titel,Noter\nA,a; b\nB,c\n", ","),
        ("Titel\nA\nB\n", ";"),
        ('"Titel;med";Pris\nA;1\n', ";"),
    ],
)
def test_the_separator_is_what_splits_the_rows_alike(text: str, sign: str) -> None:
    assert separator(text) == sign


def test_excels_own_hint_decides_and_is_no_row() -> None:
    assert rows_of(b"sep=,\r\nTitel,Pris\r\nA;B,1\r\n", "a.csv") == (("Titel", "Pris"), ("A;B", "1"))


def test_one_column_is_a_list_too() -> None:
    assert rows_of(b"Titel\nA\n\nB\n", "a.csv") == (("Titel",), ("A",), (), ("B",))


def test_text_stays_text() -> None:
    assert rows_of(b"12.5;2020-02-01;NA;TRUE;\n", "a.csv") == (("12.5", "2020-02-01", "NA", "TRUE", None),)


def test_marks_against_formulas_in_our_own_csv_are_taken_off() -> None:
    assert rows_of(b"'-500;'=x;'x;it's\n1;2;3;4\n", "a.csv")[0] == ("-500", "=x", "'x", "it's")


@given(st.text(st.characters(codec="cp1252", exclude_characters="\ufeff")))
def test_what_is_no_utf8_is_read_as_excel_writes_it(text: str) -> None:
    data = f"æ{text}ø".encode("cp1252")
    assert decode(data) == f"æ{text}ø"


# --- on the way ---------------------------------------------------------------------------------------------

NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False)
CELLS: st.SearchStrategy[Value] = st.one_of(
    st.none(), st.booleans(), NUMBERS, st.text(), st.dates(), st.datetimes(), st.times()
)


@given(st.lists(st.lists(CELLS, max_size=3).map(tuple), max_size=3).map(tuple), st.text())
def test_grids_come_through_as_they_were(rows: tuple[tuple[Value, ...], ...], name: str) -> None:
    grid = Grid(name, rows, {(0, 1): Mark.ERROR})
    sent = wire.dumps({"grids": wire.pack([grid])})
    assert sent.count(b"\n") == 1
    assert wire.unpack(wire.loads(sent)["grids"]) == (grid,)


def test_it_says_what_is_being_done() -> None:
    said: list[str] = []
    read_file(workbook(("Kurser", [["Titel"], ["A"]])), "a.xlsx", said.append)
    assert "Arket »Kurser« læses (2 rækker)." in said
    assert all(sentence.endswith(".") for sentence in said)
