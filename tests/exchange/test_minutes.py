"""Agenda and minutes as Word and PDF: real headings, Danish, tables and pictures in words, whatever people write."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path

import docx
import pypdfium2 as pdfium
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from PIL import Image

from lederpulje.exchange.minutes import Item, Minutes, Picture, Section, Table
from lederpulje.exchange.minutes.layout import column_widths
from lederpulje.exchange.minutes.pdf import minutes_pdf
from lederpulje.exchange.minutes.word import minutes_docx
from tests.exchange.hostile import CONTROL, LONG, TEXTS
from tests.exchange.papers_read import (
    is_tagged,
    language,
    office_pdf,
    pages_with_ink,
    pdf_text,
    tags,
)


def png(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "#07427D").save(file, "PNG")
    return file.getvalue()


CLAIMS = Table(
    "Aktiviteter og krav",
    ("Aktivitet", "Krav på puljen", "Hvem betaler"),
    (("Sygefravær", "60.000 kr.", "Puljen"), ("Ledertalent", "130.000 kr.", "Puljen")),
    numeric=(1,),
)
ITEM = Item(
    "1. Ledertalent",
    (("Sagsnr.", "81.00.00-G01-12-17"), ("Udfald", "Godkendt")),
    (
        Section("Indstilling", ("HR indstiller\n– at forløbet godkendes",)),
        Section("Beslutning", ("Godkendt.", "Enstemmigt."), marked=True),
        Section(
            "Økonomi", ("Mangler 87.000 kr.",), (CLAIMS,), Picture(png(880, 352), "Rammen mangler 87.000 kr.")
        ),
    ),
)
MINUTES = Minutes(
    "Referat af møde 21. juni 2023",
    "Direktionen",
    (("Sted", "Rådhuset"),),
    (ITEM, Item("2. Eventuelt", (), (Section("Beslutning", ("Intet.",)),))),
    dt.datetime(2023, 6, 21, 12, 5, tzinfo=dt.UTC),
    ("Lukkede punkter er udeladt.",),
)


def word(minutes: Minutes) -> Document:
    return docx.Document(io.BytesIO(minutes_docx(minutes)))


def styled(document: Document, *names: str) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs if p.style and p.style.name in names]


def written_everywhere(text: str) -> Minutes:
    """The paper with a text wherever a text can stand."""
    table = Table(text, (text, text), ((text, text),), (1,))
    section = Section(text, (text, text), (table,), Picture(png(40, 20), text), marked=True)
    return replace(
        MINUTES,
        title=text,
        subtitle=text,
        facts=((text, text),),
        items=(Item(text, ((text, text),), (section,)), Item(text, (), ())),
        notes=(text,),
    )


# --- Word ---------------------------------------------------------------------------------------------------


def test_word_headings_are_real_and_in_order() -> None:
    assert styled(word(MINUTES), "Title", "Heading 1", "Heading 2") == [
        ("Title", "Referat af møde 21. juni 2023"),
        ("Heading 1", "Punkter"),
        ("Heading 1", "1. Ledertalent"),
        ("Heading 2", "Indstilling"),
        ("Heading 2", "Beslutning"),
        ("Heading 2", "Økonomi"),
        ("Heading 1", "2. Eventuelt"),
        ("Heading 2", "Beslutning"),
    ]


def test_one_item_by_itself_has_no_list_of_items() -> None:
    alone = word(replace(MINUTES, items=(ITEM,)))
    assert ("Heading 1", "Punkter") not in styled(alone, "Heading 1")


def test_the_list_of_items_leads_to_them() -> None:
    body = word(MINUTES).element.body
    links = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    assert links == marks == ["punkt_1", "punkt_2"]


def test_word_is_danish_a4_standing_and_has_its_title_and_date() -> None:
    document = word(MINUTES)
    assert {e.get(qn("w:val")) for e in document.styles.element.iter(qn("w:lang"))} == {"da-DK"}
    properties, section = document.core_properties, document.sections[0]
    assert (properties.title, properties.language, properties.author) == (MINUTES.title, "da-DK", "")
    assert properties.created == MINUTES.printed
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21.0, 29.7)
    assert "PAGE" in [e.text for e in section.footer._element.iter(qn("w:instrText"))]


def test_a_table_in_word_has_a_caption_a_description_a_repeated_heading_row_and_numbers_to_the_right() -> (
    None
):
    document = word(MINUTES)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        [*CLAIMS.headings],
        *map(list, CLAIMS.rows),
    ]
    assert styled(document, "Caption") == [("Caption", "Aktiviteter og krav")]
    described = [table._tbl.tblPr.find(qn(f"w:tbl{n}")).get(qn("w:val")) for n in ("Caption", "Description")]
    assert described == ["Aktiviteter og krav"] * 2
    assert [bool(row._tr.trPr.findall(qn("w:tblHeader"))) for row in table.rows] == [True, False, False]
    sides = [cell.paragraphs[0].alignment for cell in table.rows[1].cells]
    assert sides == [None, WD_ALIGN_PARAGRAPH.RIGHT, None]


def test_a_picture_in_word_says_what_it_shows_and_fits_the_page() -> None:
    (shape,) = word(MINUTES).inline_shapes
    assert shape._inline.docPr.get("descr") == "Rammen mangler 87.000 kr."
    assert round(shape.width.cm, 1) == 17.0
    tall = replace(ITEM, sections=(Section("Økonomi", picture=Picture(png(100, 400), "Høj")),))
    (shape,) = word(replace(MINUTES, items=(tall,))).inline_shapes
    assert (round(shape.width.cm, 2), round(shape.height.cm, 1)) == (3.75, 15.0)


def test_a_marked_text_is_set_apart() -> None:
    grounds = {
        p.text: p._p.pPr.find(qn("w:shd")) is not None
        for p in word(MINUTES).paragraphs
        if p._p.pPr is not None
    }
    assert grounds["Godkendt."]
    assert grounds["Enstemmigt."]
    assert not grounds.get("Mangler 87.000 kr.")


def test_word_keeps_the_lines_that_people_write() -> None:
    said = replace(ITEM, sections=(Section("Resumé", ("Et\r\nto\x0btre\u2028fire\n\nfem",)),))
    assert "Et\nto\ntre\nfire\n\nfem" in [p.text for p in word(replace(MINUTES, items=(said,))).paragraphs]


@pytest.mark.parametrize("text", [*TEXTS, CONTROL], ids=lambda t: t[:12].encode("unicode_escape").decode())
def test_word_carries_any_text_without_what_nobody_can_read(text: str) -> None:
    document = word(written_everywhere(text))
    expected = "abc\ndef" if text == CONTROL else text
    assert document.tables[0].rows[1].cells[0].text == expected
    assert [p.text for p in document.paragraphs].count(expected) >= 2


def test_libreoffice_opens_the_word_paper_and_prints_what_stands_in_it(tmp_path: Path) -> None:
    printed = office_pdf(minutes_docx(MINUTES), tmp_path)
    text = pdf_text(printed)
    for said in ("Referat af møde 21. juni 2023", "Beslutning Godkendt.", "60.000 kr. Puljen", "· side 1"):
        assert said in text
    assert pages_with_ink(printed) == [True] * len(pdfium.PdfDocument(printed))


# --- PDF ----------------------------------------------------------------------------------------------------


def test_the_pdf_is_tagged_danish_and_has_its_title() -> None:
    made = minutes_pdf(MINUTES)
    assert is_tagged(made)
    assert language(made) == "da-DK"
    assert pdfium.PdfDocument(made).get_metadata_value("Title") == MINUTES.title
    assert b"pdfuaid:part" in made


def test_the_pdf_has_real_headings_tables_and_pictures_with_words() -> None:
    found = tags(minutes_pdf(MINUTES))
    kinds = [kind for kind, _ in found if kind in ("Title", "H1", "H2", "Table", "TH", "TD", "Caption")]
    assert kinds.count("H1") == 3
    assert kinds.count("H2") == 4
    assert (kinds.count("Table"), kinds.count("TH"), kinds.count("TD")) == (1, 3, 6)
    assert ("Figure", "Rammen mangler 87.000 kr.") in found


def test_the_pdf_says_what_stands_in_the_paper() -> None:
    text = pdf_text(minutes_pdf(MINUTES))
    for said in (
        "Referat af møde 21. juni 2023 Direktionen Sted: Rådhuset Lukkede punkter er udeladt.",
        "Indstilling HR indstiller – at forløbet godkendes Beslutning Godkendt. Enstemmigt.",
        "Aktiviteter og krav Aktivitet Krav på puljen Hvem betaler Sygefravær 60.000 kr. Puljen",
        "Udskrevet 21. juni 2023 kl. 14.05.",
        "side 1 af",
    ):
        assert said in text


def test_the_same_values_give_the_same_pdf() -> None:
    assert minutes_pdf(MINUTES) == minutes_pdf(MINUTES)


def test_the_pdf_carries_any_text_as_text() -> None:
    texts = [text for text in (*TEXTS, CONTROL) if text != LONG]
    item = Item("Tekster", (), tuple(Section(f"Tekst {at}", (text,)) for at, text in enumerate(texts)))
    markup = Section("Opmærkning", ("#let x = 1 $x$ *b* _i_ @ref <lab> \\ // `raw`",))
    made = minutes_pdf(replace(MINUTES, items=(replace(item, sections=(*item.sections, markup)),)))
    text = pdf_text(made)
    for said in texts:
        kept = said.translate({0: None, 1: None, 0x0B: " ", 0x1F: None, 0x7F: None, 0xFFFE: None})
        assert " ".join(kept.split()).replace("😀", "□") in text
    assert markup.paragraphs[0] in text
    assert b"onde.example" not in made.replace(b"\x00", b"")


@pytest.mark.parametrize("text", ["", "\n \n", LONG[:4_000], "x" * 2_000, CONTROL, "+1"])
def test_a_pdf_is_made_whatever_stands_everywhere(text: str) -> None:
    """Also where the heading row of a table is higher than a page, and where there is nothing to be a heading."""
    assert len(pdfium.PdfDocument(minutes_pdf(written_everywhere(text)))) >= 1


@pytest.mark.parametrize(
    "text", ["😀 👩‍👩‍👧", "中文", "שלום", "हिन्दी", "q\u0308", "\u202eabc", "\ue000\U0010ffff\u0378"]
)
def test_what_a_pdf_cannot_show_is_a_square_and_said(text: str) -> None:
    said = pdf_text(minutes_pdf(replace(MINUTES, items=(), subtitle=f"før {text} efter")))
    assert "før " in said
    assert " efter" in said
    assert ("Tegn, der ikke kan vises i en PDF, står som □." in said) == ("abc" not in text)


def test_a_pdf_shows_every_letter_that_counts_as_known() -> None:
    letters = [chr(code) for code in range(0x21, 0x2C00)]
    shown = pdf_text(minutes_pdf(replace(MINUTES, items=(), subtitle=" ".join(letters))))
    assert {*"æøåÆØÅéüßłŞČ€≈→−–…»«½²✓☐αωЖ"} <= {*shown}


def test_a_word_longer_than_a_line_is_broken() -> None:
    long_word = "onde.example/" + "sti/" * 200
    made = minutes_pdf(replace(MINUTES, items=(), subtitle=long_word))
    page = pdfium.PdfDocument(made)[0].get_textpage()
    assert long_word in pdf_text(made).replace("\u200b", "").replace(" ", "")
    assert max(page.get_rect(at)[2] for at in range(page.count_rects())) < 595


# --- layout -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (CLAIMS, [8.39, 2.64, 5.97]),
        (replace(CLAIMS, rows=()), [8.36, 1.69, 6.95]),
        (replace(CLAIMS, rows=(("a" * 400, "1" * 80, "b"),)), [10.24, 4.5, 2.26]),
        (Table("", ("A", "B"), (("1", "2"),), (0, 1)), [8.5, 8.5]),
    ],
)
def test_columns_fill_the_line_and_numbers_take_what_they_need(table: Table, expected: list[float]) -> None:
    widths = column_widths(table, 17)
    assert sum(widths) == pytest.approx(17)
    assert list(widths) == pytest.approx(expected, abs=0.01)


def test_a_section_can_be_pasted_elsewhere() -> None:
    assert ITEM.sections[2].as_text().splitlines() == [
        "Mangler 87.000 kr.",
        "Aktiviteter og krav",
        "Aktivitet\tKrav på puljen\tHvem betaler",
        "Sygefravær\t60.000 kr.\tPuljen",
        "Ledertalent\t130.000 kr.\tPuljen",
    ]
