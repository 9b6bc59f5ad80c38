"""The workbook: what stands in its cells, what helps people to fill it in, and that it holds what it was made of."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import replace

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from lederpulje.dates import format_short_date
from lederpulje.exchange import guidance
from lederpulje.exchange.template import money_of, template
from lederpulje.exchange.validation import rule_of
from lederpulje.exchange.workbook import TooLongForACell, workbook
from lederpulje.model import BaseData, Pool
from lederpulje.money import from_number, kroner_text
from lederpulje.sheets.columns import SHEETS, Column, Holds, names
from lederpulje.sheets.texts import rows_of
from tests.examples import NORDDJURS, kr
from tests.exchange.hostile import CONTROL, TEXTS, full, hostile, many, seed

MAIN = "{*}"  # any namespace


def sheets(data: bytes) -> dict[str, list[Sequence[object]]]:
    """Every sheet's rows as a reader finds them."""
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {
        name: [*book.get_sheet_by_name(name).to_python(skip_empty_area=False)] for name in book.sheet_names
    }


def as_text(column: Column, value: object) -> str:
    """A cell in the words of our list; only cells of the kind that its column holds are numbers or dates."""
    if value == "":
        return ""
    match column.holds:
        case Holds.AMOUNT | Holds.SHARE:
            assert isinstance(value, float)
            ore = from_number(abs(value))
            return f"{'-' if value < 0 else ''}{kroner_text(ore)}"
        case Holds.WHOLE:
            assert isinstance(value, float)
            return str(int(value))
        case Holds.DECIMAL:
            assert isinstance(value, float)
            return f"{value:g}".replace(".", ",")
        case Holds.DATE:
            assert isinstance(value, dt.date)
            return format_short_date(value)
        case _:
            assert isinstance(value, str)
            return value


def read_back(data: bytes) -> dict[str, list[dict[str, str]]]:
    """The rows that the workbook holds, by heading."""
    found = sheets(data)
    return {
        name: [
            {c.name: as_text(c, value) for c, value in zip(columns, row, strict=True)}
            for row in found[name][1:]
        ]
        for name, columns in SHEETS.items()
    }


def xml(data: bytes, part: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return etree.fromstring(archive.read(part))


@pytest.mark.parametrize(
    "base",
    [seed(), full(), hostile(), many(), BaseData()],
    ids=["seed", "every column", "hostile texts", "60 long titles", "empty"],
)
def test_the_workbook_holds_exactly_what_the_base_data_say(base: BaseData) -> None:
    assert read_back(workbook(base)) == rows_of(base)


def test_headings_stand_in_row_1_of_every_sheet_and_guidance_is_last() -> None:
    found = sheets(workbook(seed()))
    assert [*found] == [*SHEETS, "Vejledning"]
    assert {name: tuple(rows[0]) for name, rows in found.items() if name in SHEETS} == {
        name: names(name) for name in SHEETS
    }
    assert len(found["Kurser"]) == 1 + len(seed().courses)


def test_nothing_in_the_workbook_is_a_formula_a_link_or_a_picture() -> None:
    data = workbook(hostile())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert not [n for n in archive.namelist() if re.search("external|media|drawing|vba", n)]
        for name in archive.namelist():
            if name.startswith("xl/worksheets/"):
                assert not [*etree.fromstring(archive.read(name)).iter(f"{MAIN}f", f"{MAIN}hyperlink")]


def test_the_same_base_data_give_the_same_bytes() -> None:
    assert workbook(full()) == workbook(full())


def test_a_character_that_no_file_can_hold_is_left_out_and_the_rest_kept() -> None:
    (row,) = read_back(workbook(hostile((CONTROL,))))["Kurser"]
    assert row["Titel"] == CONTROL.replace("\ufffe", "")


def test_a_text_longer_than_a_cell_is_refused_with_its_place() -> None:
    base = replace(NORDDJURS, courses=(replace(NORDDJURS.courses[0], source="😀" * 16_384),))
    with pytest.raises(
        TooLongForACell,
        match=r"Kurser, række 2, kolonne »Kilde«: teksten er på 32768 tegn.*hent listen som csv",
    ):
        workbook(base)


def test_amounts_and_dates_are_numbers_in_danish_formats() -> None:
    data = workbook(full())
    formats = {e.get("formatCode") for e in xml(data, "xl/styles.xml").iter(f"{MAIN}numFmt")}
    assert {"dd-mm-yyyy"} <= formats
    row = next(r for r in sheets(data)["Kurser"] if r[0] == "fuld-2024")
    at = {name: index for index, name in enumerate(names("Kurser"))}
    assert row[at["Start"]] == dt.date(2024, 9, 3)
    assert row[at["Pris pr. deltager (høj)"]] == 500.63  # 400,50 and 25 % VAT, as the row says »med«
    assert row[at["Disponeret"]] == 28_000.0
    assert row[at["Kontering"]] == "0012-34.5"


def validations(data: bytes, number: int) -> dict[str, etree._Element]:
    """The rules of a sheet by the first cell they hold for."""
    rules = xml(data, f"xl/worksheets/sheet{number}.xml").iter(f"{MAIN}dataValidation")
    return {str(rule.get("sqref")).split(":")[0]: rule for rule in rules}


def cell_of(sheet: str, column: str) -> str:
    at = names(sheet).index(column)
    letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    return f"{letters[at // 26 - 1] if at >= 26 else ''}{letters[at % 26]}2"


@pytest.mark.parametrize(
    ("sheet", "column", "kind", "low", "said"),
    [
        (
            "Kurser",
            "Status",
            "list",
            '"idé,foreslået,planlagt,bestilt,afholdt,faktureret,aflyst"',
            "Vælg en af disse",
        ),
        ("Kurser", "Pris pr. deltager", "decimal", "0", "Skriv et beløb i kroner"),
        ("Kurser", "Tilmeldingsfrist", "date", "32874", "Skriv en dato med dag, måned og fire cifre"),
        ("Kurser", "Effekt", "whole", "0", "fra 0 til 100"),
        ("Kurser", "Evaluering", "decimal", "1", "fra 1 til 5"),
        ("Finansiering", "Andel", "decimal", "0", "uden procenttegn"),
        ("Puljer", "Overførsel", "decimal", "-1000000000", "Skriv et beløb i kroner"),
        ("Scenarier", "Regel", "list", '"prioritet,forholdsmaessig,optimal"', "Vælg en af disse"),
    ],
)
def test_cells_are_checked_as_they_are_typed_in_danish(
    sheet: str, column: str, kind: str, low: str, said: str
) -> None:
    rule = validations(workbook(seed()), [*SHEETS].index(sheet) + 1)[cell_of(sheet, column)]
    assert (rule.get("type"), rule.findtext(f"{MAIN}formula1")) == (kind, low)
    assert said in str(rule.get("error"))
    assert rule.get("allowBlank") == "1"


def test_every_rule_fits_what_excel_allows() -> None:
    for columns in SHEETS.values():
        for rule in filter(None, map(rule_of, columns)):
            assert len(rule["error_title"]) <= 32
            assert len(rule["error_message"]) <= 255


def test_a_list_that_no_rule_can_hold_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="255"):
        rule_of(Column("Lang", Holds.CHOICE, tuple(f"værdi nummer {n}" for n in range(30))))


def test_financing_offers_the_names_of_other_sheets_and_takes_any_other() -> None:
    rules = validations(workbook(seed()), 4)
    offered = {
        column: (
            rules[cell_of("Finansiering", column)].findtext(f"{MAIN}formula1"),
            rules[cell_of("Finansiering", column)].get("showErrorMessage"),
        )
        for column in ("Kursus", "Betaler", "Delramme", "Forudsætning")
    }
    assert offered == {
        "Kursus": ("'Kurser'!$A$2:$A$31", None),
        "Betaler": ("'Vejledning'!$F$2:$F$6", None),
        "Delramme": ("'Delrammer'!$B$2:$B$5", None),
        "Forudsætning": ("'Forudsætninger'!$A$2:$A$3", None),
    }
    payers = [row[5] for row in sheets(workbook(seed()))["Vejledning"][:6]]
    assert payers == [
        *("Betalere, der er brugt", "pulje", "uafklaret", "Central konto", "Eksisterende budget"),
        "Social- og sundhedsområdet",
    ]


def test_an_empty_list_offers_no_names_that_are_not_there() -> None:
    assert cell_of("Finansiering", "Kursus") not in validations(workbook(BaseData()), 4)


def test_headings_stay_while_one_scrolls_and_stand_on_every_printed_page() -> None:
    data = workbook(seed())
    sheet = xml(data, "xl/worksheets/sheet3.xml")
    pane = next(sheet.iter(f"{MAIN}pane"))
    assert (pane.get("topLeftCell"), pane.get("state")) == ("E2", "frozen")
    assert next(sheet.iter(f"{MAIN}autoFilter")).get("ref") == "A1:AR31"
    setup = next(sheet.iter(f"{MAIN}pageSetup"))
    assert (setup.get("orientation"), setup.get("fitToHeight")) == ("landscape", "0")
    titles = {e.text for e in xml(data, "xl/workbook.xml").iter(f"{MAIN}definedName")}
    assert "Kurser!$1:$1" in titles


def test_no_row_is_higher_than_a_screen() -> None:
    rows = xml(workbook(hostile()), "xl/worksheets/sheet3.xml").iter(f"{MAIN}row")
    assert max(float(row.get("ht", "15")) for row in rows) <= 60


def test_the_guidance_explains_every_column_and_what_moms_does() -> None:
    lines = guidance.guidance_lines()
    assert {(sheet, column) for sheet, column, *_ in lines if sheet in SHEETS and column} == {
        (sheet, column.name) for sheet, columns in SHEETS.items() for column in columns
    }
    assert all(all((what, written, empty)) for _, column, what, written, empty in lines if written)
    said = "\n".join(" ".join(line) for line in lines)
    for words in (
        "25 % moms",
        "gemmer dem uden",
        "titel og år",
        "Intet gemmes af sig selv",
        "Det betyder ikke nul",
    ):
        assert words in said
    assert [list(line) for line in lines] == [row[:5] for row in sheets(workbook(seed()))["Vejledning"][1:]]


# --- the template -------------------------------------------------------------------------------------------


def test_a_template_has_last_years_money_as_an_estimate_and_no_activities() -> None:
    found = read_back(template(seed(), 2025))
    assert found["Puljer"] == [
        {
            **{"År": "2025", "Beløb": "300000", "Overførsel": "", "Skøn": "ja"},
            "Kilde": "Som i 2024, indtil beløbet er vedtaget.",
        }
    ]
    assert [(f["År"], f["Nøgle"], f["Beløb"], f["Skøn"]) for f in found["Delrammer"]] == [
        ("2025", "kurser", "150000", "ja"),
        ("2025", "oevrig", "150000", "ja"),
    ]
    assert found["Kurser"] == found["Finansiering"] == found["Scenarier"] == []
    assert found["Forudsætninger"] == rows_of(seed())["Forudsætninger"]


def test_a_template_for_a_year_that_is_there_has_its_own_money() -> None:
    rows = rows_of(seed())
    found = read_back(template(seed(), 2023))
    assert found["Puljer"] == [r for r in rows["Puljer"] if r["År"] == "2023"]
    assert found["Delrammer"] == [r for r in rows["Delrammer"] if r["År"] == "2023"]


def test_a_template_before_the_first_year_has_headings_only() -> None:
    assert read_back(template(BaseData(), 2027)) == {name: [] for name in SHEETS}


@pytest.mark.parametrize(("amount", "frames"), [(300_000, 2), (299_999, 0)])
def test_last_years_frames_come_along_only_where_the_new_pool_holds_them(amount: int, frames: int) -> None:
    base = replace(NORDDJURS, pools=(*NORDDJURS.pools, Pool(2025, kr(amount))))
    assert len(money_of(base, 2025)[1]) == frames


def test_texts_that_look_like_numbers_stay_texts() -> None:
    titles = [row[3] for row in sheets(workbook(hostile()))["Kurser"][1:]]
    assert titles == [*TEXTS]
