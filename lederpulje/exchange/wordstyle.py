"""What all our Word papers share: A4, Danish, type and colours, tables for screen readers, page numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from lederpulje.exchange.characters import for_documents

PRIMARY, SURFACE = "07427D", "F1F4F8"
_LANGUAGE = "da-DK"
_INK = "0B1220"
_FONT = "Calibri"
_SHORT, _LONG = Cm(21.0), Cm(29.7)
_SIZES = {"Normal": 11, "Title": 24, "Heading 1": 16, "Heading 2": 13, "List Bullet": 11, "Caption": 9.5}


def new_paper(title: str, printed: dt.datetime, *, lying: bool) -> Paper:
    """An empty A4 document in Danish with its title, its dates, and the title and page number at the foot."""
    document = Document()
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE if lying else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = (_LONG, _SHORT) if lying else (_SHORT, _LONG)
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)
    properties = document.core_properties
    properties.title, properties.language = for_documents(title)[:255], _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = printed
    _speak_danish(document)
    _dress(document)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(for_documents(f"{title} · side "))
    _page_number(footer)
    return document


def add_text(document: Paper, text: str, *, strong: bool = False, after_table: bool = False) -> Paragraph:
    """A paragraph; line breaks in the text stay."""
    paragraph = document.add_paragraph()
    paragraph.add_run(for_documents(text)).bold = strong or None
    if after_table:
        paragraph.paragraph_format.space_before = Pt(6)
    return paragraph


def add_table(
    document: Paper,
    caption: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
    *,
    right: Collection[int] = (),
    last_is_sum: bool = False,
) -> None:
    """A table whose heading row stands on every page and whose rows are never split; columns with widths in cm.

    `right` are the numbers of the columns that stand to the right.
    """
    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    _describe(table, for_documents(caption))
    for number, (row, cells) in enumerate(zip(table.rows, [[n for n, _ in columns], *rows], strict=True)):
        _mark(row, "w:cantSplit")
        last = last_is_sum and number == len(rows)
        for at, ((_, width), cell, text) in enumerate(zip(columns, row.cells, cells, strict=True)):
            cell.width = Cm(width)
            _write(cell, for_documents(text), right=at in right, strong=number == 0 or last)
            if number == 0 or last:
                _shade(cell, PRIMARY if number == 0 else SURFACE, white=number == 0)
    _mark(table.rows[0], "w:tblHeader")


def shading(fill: str) -> BaseOxmlElement:
    """A ground of one colour, for the properties of a cell or paragraph."""
    return element("w:shd", val="clear", color="auto", fill=fill)


def element(tag: str, /, **values: str) -> BaseOxmlElement:
    """An element of Word's own markup, such as `w:shd`, with its values."""
    made = OxmlElement(tag)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def _write(cell: _Cell, text: str, *, right: bool, strong: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size = Pt(9.5)
    run.bold = strong or None


def _shade(cell: _Cell, fill: str, *, white: bool) -> None:
    cell._tc.get_or_add_tcPr().append(shading(fill))
    if white:
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _mark(row: _Row, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _describe(table: Table, caption: str) -> None:
    """Name the table for screen readers, and say what its first row is."""
    properties = table._tbl.tblPr
    grid = properties.find(qn("w:tblLook"))
    if grid is not None:
        grid.set(qn("w:firstColumn"), "0")
        grid.set(qn("w:noVBand"), "1")
    properties.append(element("w:tblCaption", val=caption))
    properties.append(element("w:tblDescription", val=caption))


def _speak_danish(document: Paper) -> None:
    """Danish as the language of everything: the defaults, and the styles that texts are written in."""
    styles = document.styles
    places = [styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")]
    places += [styles[name].element.get_or_add_rPr() for name in _SIZES if name != "List Bullet"]
    for place in places:
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        place.append(element("w:lang", val=_LANGUAGE, eastAsia=_LANGUAGE))


def _dress(document: Paper) -> None:
    for name, size in _SIZES.items():
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), _FONT
        plain = name in ("Normal", "List Bullet", "Caption")
        style.font.color.rgb = RGBColor.from_string(_INK if plain else PRIMARY)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _page_number(paragraph: Paragraph) -> None:
    """A field that Word fills in."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        part = element("w:fldChar", fldCharType=kind) if kind else OxmlElement("w:instrText")
        if text:
            part.text = text
        paragraph.add_run()._r.append(part)
