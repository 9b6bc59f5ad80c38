"""Meetings with their agenda items, and the journal: the entries that decisions become, which are never changed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from lederpulje.model.kinds import EntryKind, Outcome

ERASED = "[slettet]"
"""What stands in a text in place of a name that was erased from it."""

FIELD_NAMES = {
    "body": "Instans",
    "place": "Sted",
    "present": "Til stede",
    "absent": "Afbud",
    "substitutes": "Stedfortrædere",
    "heading": "Overskrift",
    "item_no": "Punkt",
    "case_no": "Sagsnr.",
    "case": "Sag",
    "summary": "Resumé",
    "recommendation": "Indstilling",
    "decision": "Beslutning",
    "presentation": "Sagsfremstilling",
    "dissent": "Mindretalsudtalelse",
    "conflict": "Inhabilitet",
    "appendices": "Bilag",
    "follow_up": "Opfølgning",
    "news": "Det nye",
    "source": "Kilde",
    "signed": "Registreret af",
    "document": "Dokumentnr.",
    "note": "Bemærkning",
    "file": "Fil",
    "scenario": "Scenarie",
}
"""What texts of meetings, items and entries are called on screen."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A meeting of a body; the date may be unknown. People are written as functions, never as names."""

    id: str
    body: str
    date: dt.date | None
    note: str = ""
    source: str = ""
    place: str = ""
    present: str = ""
    absent: str = ""
    substitutes: str = ""


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """An agenda item as it is prepared. Once it is treated it is an entry of the journal instead.

    `outcome` is something else than *forberedt* only while base data are read in from files. `case` is shared by the
    items through which one matter travels from body to body; `refers` is the entry that the item takes up again, and
    `news` what is new since then. `appendices` has one a line.
    """

    id: str
    meeting: str
    heading: str
    outcome: Outcome = Outcome.FORBEREDT
    presentation: str = ""
    recommendation: str = ""
    decision: str = ""
    item_no: str = ""
    case_no: str = ""
    follow_up: str = ""
    deadline: dt.date | None = None
    year: int | None = None
    courses: tuple[str, ...] = ()
    source: str = ""
    summary: str = ""
    dissent: str = ""
    conflict: str = ""
    closed: bool = False
    appendices: str = ""
    scenarios: tuple[str, ...] = ()
    case: str = ""
    refers: int | None = None
    news: str = ""


@dataclass(frozen=True, slots=True)
class EntryText:
    """A free text of an entry, whose salted digest stands in the entry's content."""

    field: str
    salt: str
    text: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A link of the journal. `content` is canonical JSON (RFC 8785), hashed with every other column."""

    number: int
    previous: str
    hash: str
    written_at: str
    kind: EntryKind
    item: str
    refers: int | None
    write_id: str
    content: str
    texts: tuple[EntryText, ...] = ()


@dataclass(frozen=True, slots=True)
class NewEntry:
    """What is to become an entry. `write_id` is the save's own, so that the same save makes one entry only.

    `content` holds what is counted and named by key; `texts` what people wrote, by field.
    """

    kind: EntryKind
    write_id: str
    item: str = ""
    refers: int | None = None
    content: Mapping[str, Any] = field(default_factory=dict)
    texts: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that somebody has changed: the entry's number (0: the whole chain) and what is wrong."""

    number: int
    what: str

    def __str__(self) -> str:
        return f"Post {self.number}: {self.what}" if self.number else self.what


@dataclass(frozen=True, slots=True)
class Agenda:
    """The meetings, the items prepared for them, and the journal, as they stand together.

    `broken` is everything that is not as it was written; entries that cannot be read at all are only told of there.
    `head` is number and hash of the newest entry, readable or not.
    """

    meetings: tuple[Meeting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    journal: tuple[Entry, ...] = ()
    broken: tuple[Broken, ...] = ()
    head: tuple[int, str] | None = None

    def meeting(self, own_id: str) -> Meeting | None:
        """The meeting with an id, or `None`."""
        return next((m for m in self.meetings if m.id == own_id), None)

    def item(self, own_id: str) -> AgendaItem | None:
        """The prepared item with an id, or `None`."""
        return next((i for i in self.items if i.id == own_id), None)

    def entry(self, number: int | None) -> Entry | None:
        """The entry with a number, or `None`."""
        return next((e for e in self.journal if e.number == number), None)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody whose name stands in texts; elsewhere only the id is used."""

    id: str
    name: str
