"""What is written for a meeting and after it, as values; `word` and `pdf` make files of them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Picture:
    """A chart as PNG, with the sentence that says what it shows."""

    png: bytes
    alt: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table of texts; `numeric` are the numbers of the columns that stand to the right."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an item under its heading: texts as people wrote them, then tables, then a chart.

    `marked` texts are set apart, as the decision is.
    """

    heading: str
    paragraphs: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    picture: Picture | None = None
    marked: bool = False

    def as_text(self) -> str:
        """The section by itself as plain text, for pasting elsewhere; tables with tabs between their cells."""
        lines = [*self.paragraphs]
        for table in self.tables:
            lines += [table.caption, *("\t".join(row) for row in (table.headings, *table.rows))]
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item: its heading, what is known of it in a word each, and its sections in their order."""

    heading: str
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Minutes:
    """A paper: one item or a whole meeting, before it (*Dagsordenspunkt*, *Dagsorden*) or after it (*Referat*).

    `facts` are the meeting's, `notes` what the reader must know of the paper itself, such as pictures left out.
    """

    title: str
    subtitle: str
    facts: tuple[tuple[str, str], ...]
    items: tuple[Item, ...]
    printed: dt.datetime
    notes: tuple[str, ...] = ()
