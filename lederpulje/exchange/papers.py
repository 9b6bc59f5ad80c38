"""*Oversigt over kurser og arrangementer med finansiering* as Word: the paper for the agenda."""

from __future__ import annotations

import io
from collections.abc import Sequence

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph

from lederpulje.exchange.characters import for_documents
from lederpulje.exchange.overview import Activity, Overview, Theme

_LANGUAGE = "da-DK"
_INK, _PRIMARY = RGBColor(0x0B, 0x12, 0x20), RGBColor(0x07, 0x42, 0x7D)
_PRIMARY_FILL, _SURFACE_FILL, _LINE_COLOUR = "07427D", "F1F4F8", "6B7785"
_FONT = "Calibri"
_A4 = (Cm(29.7), Cm(21.0))
_ACTIVITIES = (
    ("Aktivitet", 6.4),
    ("Hvornår", 4.3),
    ("For hvem", 4.2),
    ("Pris", 3.0),
    ("Hvem betaler", 5.2),
    ("Status", 2.6),
)
_FRAMES = (("Delramme", 9.7), ("Ramme", 4.0), ("Krav", 5.5), ("Tilbage eller mangler", 6.5))
_SOURCES = (("Aktivitet", 5.2), ("Sådan er prisen regnet", 5.5), ("Kilde", 10.0), ("Vores skøn", 5.0))
_RIGHT = {"Pris", "Ramme", "Krav", "Tilbage eller mangler"}


def paper(said: Overview) -> bytes:
    """The overview as a Word document: A4 lying down, with real headings and tables."""
    document = Document()
    _prepare(document, said)
    document.add_heading(for_documents(said.title), level=0)
    _text(document, said.conclusion, strong=True)
    for line in said.about:
        _text(document, line)
    document.add_heading("Aktiviteter, tema for tema", level=1)
    for theme in said.themes:
        _theme(document, theme)
    _text(
        document,
        f"{said.total.name}: {said.total.said}" if said.themes else said.nothing,
        strong=True,
        after_table=True,
    )
    _unsettled(document, said)
    document.add_heading("Økonomi", level=1)
    frames = [(frame.title, *frame.words) for frame in said.frames]
    _table(document, "Delrammer, krav og rest", _FRAMES, frames, last_is_sum=True)
    _origins(document, said)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _theme(document: Paper, theme: Theme) -> None:
    document.add_heading(for_documents(theme.name), level=2)
    rows = [(a.title, a.when, a.audience, _price(a), a.payers, a.status) for a in theme.activities]
    _table(document, f"Aktiviteter: {theme.name}", _ACTIVITIES, rows)
    _text(document, theme.said, after_table=True)


def _price(activity: Activity) -> str:
    return f"{activity.price}\n{activity.basis}" if activity.basis else activity.price


def _unsettled(document: Paper, said: Overview) -> None:
    document.add_heading("Det, der ikke er afklaret", level=1)
    if not said.unsettled:
        _text(document, "Alt er afklaret: hver aktivitet har en pris, en betaler og en dato.")
    for heading, lines in said.unsettled:
        document.add_heading(for_documents(heading), level=2)
        for line in lines:
            document.add_paragraph(for_documents(line), style="List Bullet")


def _origins(document: Paper, said: Overview) -> None:
    document.add_heading("Hvor tallene kommer fra", level=1)
    if said.sources:
        document.add_heading("Regnestykker, kilder og skøn", level=2)
        _table(document, "Regnestykker, kilder og skøn", _SOURCES, said.sources)
    document.add_heading("Det, tallene bygger på", level=2)
    for what, words in said.trace:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(for_documents(what if what.endswith("?") else f"{what}:")).bold = True
        paragraph.add_run(for_documents(f" {words}"))


def _text(document: Paper, text: str, *, strong: bool = False, after_table: bool = False) -> None:
    paragraph = document.add_paragraph()
    paragraph.add_run(for_documents(text)).bold = strong or None
    if after_table:
        paragraph.paragraph_format.space_before = Pt(6)


# --- tables -------------------------------------------------------------------------------------------------


def _table(
    document: Paper,
    caption: str,
    columns: Sequence[tuple[str, float]],
    rows: Sequence[Sequence[str]],
    *,
    last_is_sum: bool = False,
) -> None:
    """A table whose heading row stands on every page and whose rows are never split."""
    table = document.add_table(rows=1 + len(rows), cols=len(columns), style="Table Grid")
    table.autofit = False
    for column, (_, width) in zip(table.columns, columns, strict=True):
        column.width = Cm(width)
    _describe(table, for_documents(caption))
    for number, (row, cells) in enumerate(zip(table.rows, [[n for n, _ in columns], *rows], strict=True)):
        _mark(row, "w:cantSplit")
        last = last_is_sum and number == len(rows)
        for (name, width), cell, text in zip(columns, row.cells, cells, strict=True):
            cell.width = Cm(width)
            _write(cell, for_documents(text), right=name in _RIGHT, strong=number == 0 or last)
            if number == 0 or last:
                _shade(cell, _PRIMARY_FILL if number == 0 else _SURFACE_FILL, white=number == 0)
    _mark(table.rows[0], "w:tblHeader")


def _write(cell: _Cell, text: str, *, right: bool, strong: bool) -> None:
    paragraph = cell.paragraphs[0]
    paragraph.paragraph_format.space_after = Pt(0)
    if right:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    run = paragraph.add_run(text)
    run.font.size = Pt(9.5)
    run.bold = strong or None


def _shade(cell: _Cell, fill: str, *, white: bool) -> None:
    shading = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", fill)):
        shading.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shading)
    if white:
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = RGBColor(0xFF, 0xFF, 0xFF)


def _mark(row: _Row, name: str) -> None:
    properties = row._tr.get_or_add_trPr()
    properties.append(OxmlElement(name))


def _describe(table: Table, caption: str) -> None:
    """Name the table for screen readers, and say what its first row is."""
    properties = table._tbl.tblPr
    grid = properties.find(qn("w:tblLook"))
    if grid is not None:
        grid.set(qn("w:firstColumn"), "0")
        grid.set(qn("w:noVBand"), "1")
    described = OxmlElement("w:tblCaption")
    described.set(qn("w:val"), caption)
    properties.append(described)


# --- the document -------------------------------------------------------------------------------------------


def _prepare(document: Paper, said: Overview) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = _A4
    section.left_margin = section.right_margin = Cm(2.0)
    section.top_margin = section.bottom_margin = Cm(1.8)
    properties = document.core_properties
    properties.title, properties.language = for_documents(said.title), _LANGUAGE
    properties.author = properties.last_modified_by = properties.comments = ""
    properties.created = properties.modified = said.printed
    _speak_danish(document)
    _dress(document)
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    footer.add_run(for_documents(f"{said.title} · side "))
    _page_number(footer)


def _speak_danish(document: Paper) -> None:
    """Danish as the language of everything: the defaults, and the styles that texts are written in."""
    styles = document.styles
    places = [styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")]
    places += [
        styles[name].element.get_or_add_rPr() for name in ("Normal", "Title", "Heading 1", "Heading 2")
    ]
    for place in places:
        for old in place.findall(qn("w:lang")):
            place.remove(old)
        language = OxmlElement("w:lang")
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), _LANGUAGE)
        place.append(language)


def _dress(document: Paper) -> None:
    sizes = {"Normal": 11, "Title": 24, "Heading 1": 16, "Heading 2": 13, "List Bullet": 11}
    for name, size in sizes.items():
        style = document.styles[name]
        style.font.size, style.font.name = Pt(size), _FONT
        style.font.color.rgb = _INK if name in ("Normal", "List Bullet") else _PRIMARY
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
    document.styles["Normal"].paragraph_format.space_after = Pt(4)


def _page_number(paragraph: Paragraph) -> None:
    """A field that Word fills in."""
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        run = paragraph.add_run()
        part = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            part.set(qn("w:fldCharType"), kind)
        else:
            part.text = text
        run._r.append(part)
