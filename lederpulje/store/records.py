"""The part of the store that keeps meetings, prepared items, the journal and what papers look like."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import duckdb

from lederpulje.errors import AgendaRefused
from lederpulje.model import Agenda, AgendaItem, Broken, Entry, Meeting, NewEntry, Person
from lederpulje.store.agenda import (
    delete_item,
    delete_meeting,
    read_items,
    read_meetings,
    read_people,
    read_sections,
    write_item,
    write_meeting,
    write_person,
    write_sections,
)
from lederpulje.store.canonical import normal
from lederpulje.store.commits import Witness
from lederpulje.store.connection import cursor_of
from lederpulje.store.core import Core, Source, Writer
from lederpulje.store.journal import commit_word, entries_of, next_entry, write_entry
from lederpulje.store.proving import broken, parsed, read_raw, unseen

_ID = re.compile(r"person-(\d{1,9})")
_GONE = "{what} er taget væk imens, måske i et andet vindue."


class Records(Core):
    """Meetings, prepared items and the journal of an open database."""

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, source: Source, writer: Writer | None = None
    ) -> None:
        super().__init__(path, connection, source, writer)
        self._agenda: Agenda | None = None
        self.complaint: str | None = None
        """What the witness file had to say against the database when it was opened to be proved."""

    def agenda(self) -> Agenda:
        """Meetings, prepared items and journal as they stand together; from memory while nothing changes."""
        known = self._agenda
        if known is None:
            with self._turn, cursor_of(self._connection) as cursor:
                raw = read_raw(cursor)
                journal = entries_of(raw.rows, raw.texts)
                self._agenda = known = Agenda(
                    *(read_meetings(cursor), read_items(cursor), journal), broken(raw), raw.head
                )
        return known

    def unseen(self) -> tuple[Broken, ...]:
        """What the witness file beside the database saw otherwise; empty if there is none."""
        with self._turn, cursor_of(self._connection) as cursor:
            return tuple(dict.fromkeys(unseen(read_raw(cursor), Witness(self.path).seen())))

    def save_meeting(self, own_id: str, change: Callable[[Meeting | None], Meeting]) -> Meeting:
        """Insert a meeting, or change the one with this id into what `change` makes of it as it stands."""
        writer = self._for_writing()
        with self._turn:
            before = self.agenda().meeting(own_id)
            meeting = change(before)
            if meeting != before:
                self._write(writer, "møde", lambda c: write_meeting(c, meeting, new=before is None))
            return meeting

    def save_item(self, own_id: str, change: Callable[[AgendaItem | None], AgendaItem]) -> AgendaItem:
        """The same for a prepared item. What `change` raises is passed on, with nothing written."""
        writer = self._for_writing()
        with self._turn:
            before = self.agenda().item(own_id)
            item = change(before)
            if item != before:
                self._write(writer, "dagsordenspunkt", lambda c: write_item(c, item, new=before is None))
            return item

    def delete_item(self, own_id: str) -> None:
        """Take a prepared item off the agenda. Taking it off twice is fine."""
        writer = self._for_writing()
        with self._turn:
            if self.agenda().item(own_id) is not None:
                self._write(writer, "dagsordenspunkt slettet", lambda c: delete_item(c, own_id))

    def delete_meeting(self, own_id: str, stands_on: Callable[[Agenda], bool]) -> None:
        """Take a meeting away. Raises AgendaRefused while something stands on it."""
        writer = self._for_writing()
        with self._turn:
            if stands_on(self.agenda()):
                raise AgendaRefused("Mødet har punkter eller beslutninger og kan ikke slettes.")
            self._write(writer, "møde slettet", lambda c: delete_meeting(c, own_id))

    def enter(self, make: Callable[[Agenda], NewEntry]) -> Entry:
        """Add to the journal what `make` makes of the agenda as it stands: nobody decides in between.

        A save that is done already, known by its `write_id`, gives the entry that it made. What `make` raises is
        passed on, with nothing written.
        """
        writer = self._for_writing()
        with self._turn:
            agenda = self.agenda()
            new = make(agenda)
            done = next((e for e in agenda.journal if e.write_id == new.write_id), None)
            if done is not None:
                return done
            entry = next_entry(agenda.head, new)
            self._write(writer, commit_word(entry), lambda c: write_entry(c, entry))
            return entry

    def people(self) -> tuple[Person, ...]:
        """Everybody whose name is known."""
        with cursor_of(self._connection) as cursor:
            return read_people(cursor)

    def add_person(self, name: str) -> Person:
        """Remember a name and give it an id that nobody had; a name that is known keeps its own.

        Raises AgendaRefused for an empty name.
        """
        writer = self._for_writing()
        said = " ".join(normal(name).split())
        if not said:
            raise AgendaRefused("Der er intet navn. Skriv det.")
        with self._turn:
            people = self.people()
            known = next((p for p in people if p.name == said), None)
            if known is not None:
                return known
            erased = [parsed(e.content).get("person") for e in self.agenda().journal]
            numbers = [
                int(match[1])
                for own in (*(p.id for p in people), *erased)
                if (match := _ID.fullmatch(str(own)))
            ]
            person = Person(f"person-{max(numbers, default=0) + 1}", said)
            self._write(writer, "person", lambda c: write_person(c, person))
            return person

    def sections(self) -> tuple[tuple[str, str], ...]:
        """The headings of papers as somebody set them, key and title; empty if nobody has."""
        with cursor_of(self._connection) as cursor:
            return read_sections(cursor)

    def save_sections(self, sections: tuple[tuple[str, str], ...]) -> None:
        """Set the headings of papers."""
        writer = self._for_writing()
        with self._turn:
            self._write(writer, "papirernes overskrifter", lambda c: write_sections(c, sections))

    def _write(self, writer: Writer, what: str, write: Callable[[duckdb.DuckDBPyConnection], None]) -> None:
        try:
            self._commit(writer, what, write)
        finally:  # also if the witness failed: what is in the database by then is read anew
            self._agenda = None


def needed(item: AgendaItem | None) -> AgendaItem:
    """A prepared item that must be there. Raises AgendaRefused if it has gone meanwhile."""
    if item is None:
        raise AgendaRefused(_GONE.format(what="Punktet"))
    return item
