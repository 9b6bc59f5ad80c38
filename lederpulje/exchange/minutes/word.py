"""Agenda and minutes as Word: real headings, Danish throughout, tables and pictures that are read out."""

from __future__ import annotations

import io
from itertools import count

from docx.document import Document as Paper
from docx.shared import Cm, Length, Pt, RGBColor
from docx.text.paragraph import Paragraph

from lederpulje.dates import format_moment
from lederpulje.exchange.minutes import Item, Minutes, Picture, Section, Table
from lederpulje.exchange.minutes.layout import clean, column_widths, one_line
from lederpulje.exchange.wordstyle import (
    PRIMARY,
    SURFACE,
    add_table,
    add_text,
    element,
    new_paper,
    shading,
)

_ROOM, _LABEL = 17.0, Cm(4.0)  # cm of text on a line; where what is said of a fact begins
_HIGHEST = Cm(15.0)
_QUIET = RGBColor(0x3A, 0x46, 0x56)


def minutes_docx(minutes: Minutes) -> bytes:
    """The paper as a Word document: A4 standing."""
    document = new_paper(one_line(minutes.title), minutes.printed, lying=False)
    document.add_heading(one_line(minutes.title), level=0)
    if minutes.subtitle:
        _quiet(document, minutes.subtitle).runs[0].font.size = Pt(13)
    _facts(document, minutes.facts)
    for note in minutes.notes:
        _quiet(document, note)
    marks = [f"punkt_{number}" for number in range(1, len(minutes.items) + 1)]
    if len(minutes.items) > 1:
        _contents(document, minutes, marks)
    numbers = count(1)
    for item, mark in zip(minutes.items, marks, strict=True):
        _item(document, item, mark, numbers)
    _quiet(document, f"Udskrevet {format_moment(minutes.printed)}.").paragraph_format.space_before = Pt(18)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _contents(document: Paper, minutes: Minutes, marks: list[str]) -> None:
    """The items with links to them. A table of contents of Word's own stands empty until somebody updates it."""
    document.add_heading("Punkter", level=1)
    for item, mark in zip(minutes.items, marks, strict=True):
        paragraph = document.add_paragraph()
        paragraph.paragraph_format.left_indent = Cm(0.5)
        link = element("w:hyperlink", anchor=mark)
        link.append(paragraph.add_run(one_line(item.heading))._r)
        paragraph._p.append(link)


def _item(document: Paper, item: Item, mark: str, numbers: count[int]) -> None:
    heading = document.add_heading(one_line(item.heading), level=1)
    heading.paragraph_format.space_before = Pt(22)
    number = str(next(numbers))
    heading._p.insert(1, element("w:bookmarkStart", id=number, name=mark))
    heading._p.append(element("w:bookmarkEnd", id=number))
    _facts(document, item.facts)
    for section in item.sections:
        _section(document, section)


def _section(document: Paper, section: Section) -> None:
    document.add_heading(one_line(section.heading), level=2).paragraph_format.space_before = Pt(12)
    for text in section.paragraphs:
        paragraph = add_text(document, clean(text))
        if section.marked:
            _mark(paragraph)
    for table in section.tables:
        _table(document, table)
    if section.picture is not None:
        _picture(document, section.picture)


def _mark(paragraph: Paragraph) -> None:
    """Set a paragraph apart: a pale ground and a line down its left side."""
    paragraph.paragraph_format.left_indent = Cm(0.3)
    properties = paragraph._p.get_or_add_pPr()
    borders = element("w:pBdr")
    borders.append(element("w:left", val="single", sz="24", space="8", color=PRIMARY))
    properties.insert_element_before(borders, *_AFTER_BORDERS)
    properties.insert_element_before(shading(SURFACE), *_AFTER_BORDERS[1:])


_AFTER_BORDERS = ("w:shd", "w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:rPr")


def _table(document: Paper, table: Table) -> None:
    caption = document.add_paragraph(clean(table.caption), style="Caption")
    caption.paragraph_format.keep_with_next = True
    caption.paragraph_format.space_before, caption.paragraph_format.space_after = Pt(8), Pt(3)
    columns = list(zip(map(clean, table.headings), column_widths(table, _ROOM), strict=True))
    rows = [[clean(cell) for cell in row] for row in table.rows]
    add_table(document, one_line(table.caption), columns, rows, right=table.numeric)


def _picture(document: Paper, picture: Picture) -> None:
    """The chart as wide as the text, and what it shows in words for those who cannot see it."""
    paragraph = document.add_paragraph()
    paragraph.paragraph_format.space_before = Pt(8)
    drawn = paragraph.add_run().add_picture(io.BytesIO(picture.png), width=Cm(_ROOM))
    if drawn.height > _HIGHEST:
        drawn.width, drawn.height = Length(drawn.width * _HIGHEST // drawn.height), _HIGHEST
    drawn._inline.docPr.set("descr", one_line(picture.alt))


def _facts(document: Paper, facts: tuple[tuple[str, str], ...]) -> None:
    """What is known in a word each, one a line; a line that is too long goes on under itself."""
    for label, said in facts:
        paragraph = document.add_paragraph()
        layout = paragraph.paragraph_format
        layout.left_indent, layout.first_line_indent, layout.space_after = _LABEL, -_LABEL, Pt(2)
        layout.tab_stops.add_tab_stop(_LABEL)
        paragraph.add_run(f"{one_line(label)}:").bold = True
        paragraph.add_run("\t" + clean(said))


def _quiet(document: Paper, text: str) -> Paragraph:
    paragraph = add_text(document, clean(text))
    for run in paragraph.runs:
        run.font.color.rgb = _QUIET
    return paragraph
