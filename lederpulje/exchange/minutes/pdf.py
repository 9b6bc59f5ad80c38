"""Agenda and minutes as PDF/UA: tagged, in Danish, with fonts of its own; the same values give the same bytes."""

from __future__ import annotations

import json
import re
import struct
import unicodedata
from pathlib import Path
from typing import Any

import typst

from lederpulje.dates import format_moment
from lederpulje.exchange.minutes import Minutes, Picture, Section, Table
from lederpulje.exchange.minutes.layout import clean, column_widths, one_line

_TEMPLATE = Path(__file__).resolve().parent / "minutes.typ"
_ROOM, _HIGHEST = 16.6, 15.0  # cm of text on a line; of a picture
_FOOTER, _LONG_WORD, _LONG_IN_CELL = 90, 60, 36  # letters; longer words may be broken
_PIECES = 6  # of the longest word: so short are the pieces that a longer one is broken into
_NOTE = "Tegn, der ikke kan vises i en PDF, står som □. De står uændret i Word-udgaven."
# What the fonts that come with typst can show and a PDF may hold. Others make typst fail, scripts that run from right
# to left even end in a panic. Each pair is the first and the last.
_KNOWN = (
    "a0-2ff 370-373 375-377 37a-37d 37f-37f 384-386 388-38a 38c-38c 38e-3a1 3a3-482 48a-4ff 1e00-1eff 2002-200b "
    "2010-2027 202f-2040 2042-2042 2044-2052 2070-2071 2074-208e 2090-209c 20a0-20c0 2100-211e 2120-2120 2122-2122 "
    "2124-2124 2127-2129 212c-2151 2153-2184 2190-2328 232b-23ff 2460-2606 2609-262f 2638-268b 2701-2704 2706-2709 "
    "270c-2714 2717-2726 272a-274b 274d-274d 2761-277f 2794-2794 2798-27af 27b1-2adb 2add-2b73 2b76-2b95 fb00-fb06"
)
_RANGES = "".join(
    rf"\U{int(a, 16):08x}-\U{int(b, 16):08x}" for a, b in (r.split("-") for r in _KNOWN.split())
)
_UNKNOWN = re.compile(rf"[^\n -~{_RANGES}]")
# Invisible, but for the two that only say where a word may be broken.
_INVISIBLE = re.compile("[\u061c\u180e\u200c-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_INDENT = re.compile(r"^[ \t]+", re.MULTILINE)


def minutes_pdf(minutes: Minutes) -> bytes:
    """The paper as a PDF of A4 pages."""
    paper = json.dumps(_paper(minutes), ensure_ascii=False)
    shown = _UNKNOWN.sub("□", paper)
    return typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        ignore_system_fonts=True,
        format="pdf",
        sys_inputs={"paper": shown, "missing": "" if shown == paper else _NOTE},
        pdf_standards="ua-1",
        timestamp=int(minutes.printed.timestamp()),
    )


def _paper(minutes: Minutes) -> dict[str, Any]:
    """The paper as the template reads it."""
    title = _heading(minutes.title)
    return {
        "title": title,
        "footer": title if len(title) <= _FOOTER else f"{title[: _FOOTER - 1]}…",
        "subtitle": _text(minutes.subtitle),
        "facts": _facts(minutes.facts),
        "notes": [_text(note) for note in minutes.notes],
        "items": [
            {
                "heading": _heading(item.heading),
                "facts": _facts(item.facts),
                "sections": [_section(section) for section in item.sections],
            }
            for item in minutes.items
        ],
        "printed": f"Udskrevet {format_moment(minutes.printed)}.",
    }


def _section(section: Section) -> dict[str, Any]:
    return {
        "heading": _heading(section.heading),
        "paragraphs": [_text(text) for text in section.paragraphs],
        "marked": section.marked,
        "tables": [_table(table) for table in section.tables],
        "picture": _picture(section.picture) if section.picture else None,
    }


def _table(table: Table) -> dict[str, Any]:
    return {
        "caption": _text(table.caption),
        "headings": [_text(name, _LONG_IN_CELL) for name in table.headings],
        "rows": [[_text(cell, _LONG_IN_CELL) for cell in row] for row in table.rows],
        "widths": column_widths(table, _ROOM),
        "numeric": table.numeric,
    }


def _picture(picture: Picture) -> dict[str, Any]:
    """The picture as numbers, so that the template needs no file, and its height in cm on the page."""
    width, height = struct.unpack(">II", picture.png[16:24])  # of every PNG's first part
    return {
        "png": [*picture.png],
        "alt": _heading(picture.alt),
        "height": min(_ROOM * height / width, _HIGHEST),
    }


def _facts(facts: tuple[tuple[str, str], ...]) -> list[tuple[str, str]]:
    return [(_heading(label), _text(said)) for label, said in facts]


def _heading(text: str) -> str:
    """The text in one line; a PDF/UA may have no empty heading, and no picture without words."""
    return _text(one_line(text)) or "Uden tekst"


def _text(text: str, longest: int = _LONG_WORD) -> str:
    """The text with its lines and their indents; a word longer than `longest` may be broken here and there."""
    said = _INVISIBLE.sub("", unicodedata.normalize("NFC", clean(text)))
    said = _INDENT.sub(lambda found: "\u00a0" * len(found[0].expandtabs(4)), said).replace("\t", " ")
    pieces = re.compile(rf"(.{{{longest // _PIECES}}})")
    return re.sub(rf"\S{{{longest + 1},}}", lambda found: pieces.sub("\\1\u200b", found[0]), said)
