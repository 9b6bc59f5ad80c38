"""The overview as Word and Excel: real headings, tables and numbers, in Danish, whatever the texts hold."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from dataclasses import replace

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from lxml import etree
from python_calamine import CalamineWorkbook

from lederpulje.exchange.overview import Activity, FrameLine, Overview, Theme
from lederpulje.exchange.overview_sheet import overview_book
from lederpulje.exchange.papers import paper
from tests.exchange.hostile import CONTROL, TEXTS

PRINTED = dt.datetime(2026, 11, 22, 11, 5, tzinfo=dt.UTC)
TALENT = Activity(
    *(
        "Talent",
        "efterår 2024",
        dt.date(2024, 9, 3),
        dt.date(2024, 8, 1),
        "Ledere",
        "≈ 130.000 kr.",
        13_000_000,
    ),
    *("erfaringspris", True, (0, 13_000_000), "Puljen", "foreslået", ("ingen dato",)),
)
EVENING = Activity(
    *("Fyraften", "ingen dato", None, None, "ikke afklaret", "ikke prissat", None, "", False, (0, 0)),
    *("Betaler uafklaret", "idé", ("ikke prissat", "betaler ikke afklaret")),
)
THEMES = (
    Theme("Ledertalent", (TALENT,), 13_000_000, (0, 13_000_000), 0, "1 aktivitet."),
    Theme("Uden tema", (EVENING,), None, (0, 0), 1, "1 aktivitet er ikke prissat."),
)
OVERVIEW = Overview(
    year=2024,
    title="Oversigt 2024",
    conclusion="Puljen holder.",
    about=("Scenarie: Grundlag.", "Grunddata version 1."),
    themes=THEMES,
    total=Theme("Hele 2024", (TALENT, EVENING), 13_000_000, (0, 13_000_000), 1, "I alt."),
    unsettled=(("Ikke prissat", ("Fyraften",)), ("Uden dato", ("Talent", "Fyraften"))),
    frames=(
        FrameLine(
            "Kurser", 15_000_000, (0, 13_000_000), (2_000_000, 15_000_000), ("a", "b", "20.000 kr. tilbage")
        ),
        FrameLine("Puljen i alt", 15_000_000, (0, 13_000_000), (2_000_000, 15_000_000), ("a", "b", "c")),
    ),
    trace=(("Grunddata", "version 1"), ("Holder den?", "Ja")),
    sources=(("Talent", "4 × 32.500", "S2", "deltagere"),),
    printed=PRINTED,
)
EMPTY = replace(
    OVERVIEW,
    themes=(),
    unsettled=(),
    frames=(),
    sources=(),
    total=Theme("Hele 2024", (), None, (0, 0), 0, ""),
)


def word(said: Overview) -> Document:
    return docx.Document(io.BytesIO(paper(said)))


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def headings(document: Document) -> list[tuple[str, str]]:
    styles = ("Title", "Heading 1", "Heading 2")
    return [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name in styles]


def with_text(text: str) -> Overview:
    """The overview with a text wherever a text of data can stand."""
    activity = replace(
        TALENT, title=text, when=text, audience=text, payers=text, unsettled=(text,), basis=text
    )
    theme = replace(THEMES[0], name=text, activities=(activity,))
    return replace(
        OVERVIEW,
        conclusion=text,
        about=(text, text),
        themes=(theme,),
        total=theme,
        unsettled=((text, (text,)),),
        trace=((text, text),),
        sources=((text, text, text, text),),
        frames=(replace(OVERVIEW.frames[0], title=text),),
    )


# --- Word ---------------------------------------------------------------------------------------------------


def test_headings_are_real_and_in_order() -> None:
    assert headings(word(OVERVIEW)) == [
        ("Title", "Oversigt 2024"),
        ("Heading 1", "Aktiviteter, tema for tema"),
        ("Heading 2", "Ledertalent"),
        ("Heading 2", "Uden tema"),
        ("Heading 1", "Det, der ikke er afklaret"),
        ("Heading 2", "Ikke prissat"),
        ("Heading 2", "Uden dato"),
        ("Heading 1", "Økonomi"),
        ("Heading 1", "Hvor tallene kommer fra"),
        ("Heading 2", "Regnestykker, kilder og skøn"),
        ("Heading 2", "Det, tallene bygger på"),
    ]


def test_the_conclusion_is_the_first_thing_said() -> None:
    assert [p.text for p in word(OVERVIEW).paragraphs][1:3] == ["Puljen holder.", "Scenarie: Grundlag."]


def test_tables_say_what_the_overview_says() -> None:
    tables = word(OVERVIEW).tables
    assert rows(tables[0]) == [
        ["Aktivitet", "Hvornår", "For hvem", "Pris", "Hvem betaler", "Status"],
        ["Talent", "efterår 2024", "Ledere", "≈ 130.000 kr.\nerfaringspris", "Puljen", "foreslået"],
    ]
    assert rows(tables[1])[1][3] == "ikke prissat"
    assert rows(tables[2]) == [
        ["Delramme", "Ramme", "Krav", "Tilbage eller mangler"],
        ["Kurser", "a", "b", "20.000 kr. tilbage"],
        ["Puljen i alt", "a", "b", "c"],
    ]


def test_each_table_repeats_its_heading_row_splits_no_row_and_has_a_name() -> None:
    tables = word(OVERVIEW).tables
    assert len(tables) == 4
    for table in tables:
        marks = [{child.tag for child in row._tr.get_or_add_trPr()} for row in table.rows]
        assert qn("w:tblHeader") in marks[0]
        assert not any(qn("w:tblHeader") in mark for mark in marks[1:])
        assert all(qn("w:cantSplit") in mark for mark in marks)
        assert table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val"))


def test_the_document_is_danish_a4_and_has_its_title() -> None:
    document = word(OVERVIEW)
    languages = {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))}
    assert languages == {"da-DK"}
    properties = document.core_properties
    assert (properties.title, properties.language, properties.author, properties.comments) == (
        *("Oversigt 2024", "da-DK", "", ""),
    )
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)


def test_tables_fit_on_the_page() -> None:
    document = word(OVERVIEW)
    for table in document.tables:
        width = sum(cell.width.cm for cell in table.rows[0].cells if cell.width)
        assert 20 < width <= 25.71


def test_nothing_open_and_nothing_at_all_are_said() -> None:
    texts = [p.text for p in word(EMPTY).paragraphs]
    assert "Der er ingen aktiviteter i 2024." in texts
    assert "Alt er afklaret: hver aktivitet har en pris, en betaler og en dato." in texts


@pytest.mark.parametrize("text", [*TEXTS, CONTROL], ids=lambda t: t[:12].encode("unicode_escape").decode())
def test_word_carries_any_text_without_what_nobody_can_read(text: str) -> None:
    document = word(with_text(text))
    expected = "abcdef" if text == CONTROL else text
    assert rows(document.tables[0])[1][0] == expected
    assert headings(document)[2] == ("Heading 2", expected)
    with zipfile.ZipFile(io.BytesIO(paper(with_text(text)))) as archive:
        links = archive.read("word/_rels/document.xml.rels").decode()
    assert "onde" not in links


# --- Excel --------------------------------------------------------------------------------------------------


def sheet(said: Overview, name: str) -> list[list[object]]:
    book = CalamineWorkbook.from_filelike(io.BytesIO(overview_book(said)))
    return [[*row] for row in book.get_sheet_by_name(name).to_python(skip_empty_area=False)]


def test_activities_have_real_numbers_and_dates_and_sums_as_values() -> None:
    found = sheet(OVERVIEW, "Oversigt 2024")
    assert found[0][0] == "Oversigt 2024"
    assert found[1][0] == "Scenarie: Grundlag. Puljen holder."
    assert found[2][5:9] == ["Pris", "Prisen er", "Krav på puljen, lavest", "Krav på puljen, højest"]
    assert found[4] == [
        *("Talent", "efterår 2024", dt.date(2024, 9, 3), dt.date(2024, 8, 1), "Ledere", 130_000.0),
        *("erfaringspris", 0.0, 130_000.0, "Puljen", "foreslået", "ingen dato"),
    ]
    assert found[5][:9] == ["I alt: Ledertalent", "", "", "", "", 130_000.0, "", 0.0, 130_000.0]
    assert found[7][5:9] == ["ikke prissat", "", "", ""]
    assert found[8][5:] == ["", "", "", "", "", "", "1 ikke prissat og ikke regnet med"]
    assert found[10][:6] == ["Hele 2024", "", "", "", "", 130_000.0]


def test_the_other_sheets_say_what_is_open_what_is_left_and_where_it_comes_from() -> None:
    assert sheet(OVERVIEW, "Ikke afklaret")[1:] == [
        ["Hvad mangler", "Hvor"],
        ["Ikke prissat", "Fyraften"],
        ["Uden dato", "Talent"],
        ["Uden dato", "Fyraften"],
    ]
    assert sheet(OVERVIEW, "Økonomi")[3] == [
        *("Kurser", 150_000.0, 0.0, 130_000.0, 20_000.0, 150_000.0, "20.000 kr. tilbage")
    ]
    assert [row[0] for row in sheet(OVERVIEW, "Kilder")][2:] == [
        *("Talent", "", "Grunddata: version 1", "Holder den? Ja")
    ]


def test_without_open_answers_there_is_one_claim() -> None:
    settled = replace(THEMES[0], activities=(replace(TALENT, claimed=(1, 1)),), claimed=(1, 1))
    found = sheet(replace(OVERVIEW, themes=(settled,), total=settled), "Oversigt 2024")
    assert found[2][5:9] == ["Pris", "Prisen er", "Krav på puljen", "Hvem betaler"]
    assert found[4][7] == 0.01


def test_an_estimate_is_a_number_that_looks_like_an_estimate() -> None:
    with zipfile.ZipFile(io.BytesIO(overview_book(OVERVIEW))) as archive:
        styles = etree.fromstring(archive.read("xl/styles.xml"))
        formats = {str(e.get("formatCode")) for e in styles.iter("{*}numFmt")}
        cells = [*etree.fromstring(archive.read("xl/worksheets/sheet1.xml")).iter("{*}f", "{*}hyperlink")]
    assert '"≈ "#,##0.00' in formats
    assert cells == []


def test_an_empty_year_is_said() -> None:
    assert "Der er ingen aktiviteter i 2024." in [row[0] for row in sheet(EMPTY, "Oversigt 2024")]
    assert sheet(EMPTY, "Ikke afklaret")[1][0] == (
        "Alt er afklaret: hver aktivitet har en pris, en betaler og en dato."
    )


@pytest.mark.parametrize("text", [*TEXTS, CONTROL], ids=lambda t: t[:12].encode("unicode_escape").decode())
def test_excel_carries_any_text_as_text(text: str) -> None:
    found = sheet(with_text(text), "Oversigt 2024")
    assert found[4][0] == text.replace("\ufffe", "")


def test_a_text_longer_than_a_cell_is_cut_and_says_so() -> None:
    found = sheet(with_text("😀" * 20_000), "Oversigt 2024")
    assert str(found[4][0]).endswith("😀… (forkortet)")
