"""The store: base data and drafts in one DuckDB file, one writer at a time, nothing acknowledged ever lost."""

from __future__ import annotations

import atexit
import datetime as dt
import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb

from lederpulje.errors import (
    DatabaseInUse,
    DatabaseMissing,
    DatabaseReadOnly,
)
from lederpulje.model import BaseData, BaseVersion, Draft, ListDraft, ScenarioVersion
from lederpulje.store.commits import Witness
from lederpulje.store.connection import (
    connect_for_writing,
    connect_to_copy,
    cursor_of,
    snapshot_path,
)
from lederpulje.store.core import Source, Writer
from lederpulje.store.lock import DatabaseLock, holder, shared_lock
from lederpulje.store.reading import drafts_changed_before, read_base_data, read_draft, read_versions
from lederpulje.store.records import Records
from lederpulje.store.versions import (
    delete_list_drafts,
    list_drafts_changed_before,
    read_base_versions,
    read_file,
    read_headings,
    read_list_draft,
    read_version,
    write_headings,
    write_list_draft,
    write_version,
    write_version_before,
)
from lederpulje.store.writing import (
    delete_drafts,
    with_versions,
    write_base_data,
    write_draft,
    write_figures,
)

_DRAFTS_AT_HAND = 1000


class Store(Records):
    """An open database. Safe to share between threads; open it with `open_store` or `open_for_reading`."""

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, source: Source, writer: Writer | None = None
    ) -> None:
        super().__init__(path, connection, source, writer)
        self._base: BaseData | None = None
        self._drafts: dict[str, Draft] = {}
        self._versions: dict[int, tuple[int, tuple[ScenarioVersion, ...]]] = {}

    def base_data(self) -> BaseData:
        """All base data; read once a version and then from memory."""
        base, agenda = self._base, self.agenda()
        if base is not None and base.data_version == self.data_version:
            if base.meetings is agenda.meetings and base.items is agenda.items:
                return base
            with self._turn:
                self._base = base = replace(base, meetings=agenda.meetings, items=agenda.items)
            return base
        with self._turn, cursor_of(self._connection) as cursor:
            found = read_base_data(cursor, self.data_version)
            agenda = self.agenda()
            self._base = base = replace(found, meetings=agenda.meetings, items=agenda.items)
        return base

    def save_base_data(self, base: BaseData) -> BaseData:
        """Replace all base data in one transaction and return them as they now stand.

        Nothing is written if nothing differs. A changed scenario becomes a new version of itself.
        Raises BaseDataRefused if they break the schema's rules.
        """
        return self.change_base_data(lambda _: base)

    def change_base_data(
        self,
        change: Callable[[BaseData], BaseData],
        *,
        kind: str = "grunddata",
        saved_by: str = "",
        note: str = "",
    ) -> BaseData:
        """The same for what `change` makes of the base data as they stand: nobody saves in between.

        Meetings and agenda items stay as they are: they are saved by themselves (store/records.py).
        The save is kept as a version with its kind, who saved it (a function) and why. What `change` raises is
        passed on, with nothing written.
        """
        writer = self._for_writing()
        with self._turn:
            current = self.base_data()
            base = replace(change(current), meetings=current.meetings, items=current.items)
            with cursor_of(self._connection) as cursor:
                wanted = replace(with_versions(cursor, base), data_version=current.data_version)
            if wanted != current:
                new = replace(wanted, data_version=current.data_version + 1)

                def write(cursor: duckdb.DuckDBPyConnection) -> None:
                    write_version_before(cursor, current)
                    write_base_data(cursor, new)
                    write_version(cursor, new, kind, saved_by, note)

                self._commit(writer, kind, write, new.data_version)
            return self.base_data()

    def base_versions(self) -> tuple[BaseVersion, ...]:
        """Every save of the base data, newest first."""
        with cursor_of(self._connection) as cursor:
            return read_base_versions(cursor)

    def base_data_of(self, number: int) -> BaseData | None:
        """The base data as they were saved under a version, or `None`."""
        with self._turn:
            if number == self.data_version:
                return self.base_data()
        with cursor_of(self._connection) as cursor:
            return read_version(cursor, number)

    def list_draft(self, own_id: str) -> ListDraft | None:
        """What somebody has written in the course list and not saved, or `None`."""
        with cursor_of(self._connection) as cursor:
            return read_list_draft(cursor, own_id)

    def file_of(self, own_id: str) -> bytes | None:
        """The file that a draft of the course list was made of, or `None`."""
        with cursor_of(self._connection) as cursor:
            return read_file(cursor, own_id)

    def save_list_draft(self, draft: ListDraft, file: bytes | None = None) -> None:
        """Keep a draft of the course list, with its file when it is new."""
        writer = self._for_writing()
        with self._turn:
            self._commit(writer, "kladde af kurser", lambda c: write_list_draft(c, draft, file))

    def delete_list_draft(self, own_id: str) -> None:
        """Take a draft of the course list away."""
        writer = self._for_writing()
        with self._turn:
            self._commit(writer, "kladde af kurser slettet", lambda c: delete_list_drafts(c, [own_id]))

    def headings(self) -> dict[str, str]:
        """What headings in people's own lists were said to mean."""
        with cursor_of(self._connection) as cursor:
            return read_headings(cursor)

    def learn_headings(self, learned: dict[str, str]) -> None:
        """Remember what headings mean."""
        writer = self._for_writing()
        with self._turn:
            self._commit(writer, "overskrifter", lambda c: write_headings(c, learned))

    def draft(self, id_or_share_id: str) -> Draft | None:
        """The draft that one of its two ids names; the caller sees by comparing which of them it was."""
        if (known := self._drafts.get(id_or_share_id)) is not None:
            return known
        with self._turn, cursor_of(self._connection) as cursor:
            if (found := read_draft(cursor, id_or_share_id)) is not None:
                self._remember(found)
        return found

    def save_draft(self, draft: Draft) -> None:
        """Insert a draft or replace the one with its id; writes only what differs."""
        writer = self._for_writing()
        with self._turn:
            known = self.draft(draft.id)
            stored = known if known is not None and known.id == draft.id else None
            if stored == draft and draft.changed_at in (None, stored.changed_at):
                return
            self._commit(writer, "kladde", lambda c: write_draft(c, draft, stored))
            if stored is not None:
                self._drafts.pop(stored.share_id, None)
            self._remember(draft)

    def delete_drafts_before(self, time: dt.datetime, file_time: dt.datetime) -> None:
        """Take away for good what nobody has changed since; files that were read and not saved by their own time."""
        writer = self._for_writing()
        with self._turn:
            with cursor_of(self._connection) as cursor:
                old, lists = (
                    drafts_changed_before(cursor, time),
                    list_drafts_changed_before(cursor, time, file_time),
                )
            if old or lists:

                def write(cursor: duckdb.DuckDBPyConnection) -> None:
                    delete_drafts(cursor, old)
                    delete_list_drafts(cursor, lists)

                self._commit(writer, "kladder slettet", write)
                self._drafts.clear()

    def scenario_versions(self, year: int) -> tuple[ScenarioVersion, ...]:
        """Every version of every scenario of a year, those put away included; by key, oldest first."""
        known = self._versions.get(year)
        if known is None or known[0] != self._last.number:
            with self._turn, cursor_of(self._connection) as cursor:
                known = self._versions[year] = self._last.number, read_versions(cursor, year)
        return known[1]

    def note_figures(self, versions: tuple[ScenarioVersion, ...]) -> None:
        """Keep what versions of scenarios come to."""
        writer = self._for_writing()
        with self._turn:
            self._commit(writer, "scenariers tal", lambda c: write_figures(c, versions))

    def _remember(self, draft: Draft) -> None:
        """Keep a draft at hand, since every page run asks for it; the caller has the turn."""
        if len(self._drafts) > _DRAFTS_AT_HAND:
            self._drafts.clear()
        self._drafts[draft.id] = self._drafts[draft.share_id] = draft


def open_store(path: Path) -> Store:
    """Open a database for reading and writing; the whole program shares the one store.

    Raises a StoreError, with nothing touched or left behind, if the file cannot be used.
    """
    database = _existing(path)
    if not _may_write(database) or not _may_write(database.parent):
        raise DatabaseReadOnly(str(database))
    lock = DatabaseLock(database)
    witness = Witness(database)
    try:
        connection = connect_for_writing(database, witness)
        with cursor_of(connection) as cursor:
            witness.repair(cursor)
    except BaseException:
        lock.release(remove=lock.created)
        raise
    store = Store(database, connection, "database", Writer(connection, database, lock, witness))
    atexit.register(store.close)
    return store


def open_for_reading(path: Path) -> Store:
    """Open a copy of the data in memory: from the database if nobody holds it, else from its snapshot.

    Creates and changes nothing, and holds no file afterwards.
    """
    database = _existing(path)
    with shared_lock(database) as free:
        if free:
            try:
                return Store(database, connect_to_copy(database, Witness(database)), "database")
            except DatabaseInUse:  # by a program that does not know our lock file
                if not snapshot_path(database).is_file():
                    raise
    snapshot = snapshot_path(database)
    if not snapshot.is_file():
        raise DatabaseInUse(str(database), holder(database))
    return Store(database, connect_to_copy(snapshot, None), "snapshot")


def open_for_proving(path: Path) -> Store:
    """The same whatever the witness file says, which stands in the store's `complaint`."""
    database = _existing(path)
    with shared_lock(database) as free:
        if free:
            connection = connect_to_copy(database, None)
            with cursor_of(connection) as cursor:
                complaint = Witness(database).missing(cursor)
            store = Store(database, connection, "database")
            store.complaint = complaint
            return store
    return open_for_reading(path)


def _existing(path: Path) -> Path:
    database = path.resolve()
    if not database.exists():
        raise DatabaseMissing(str(database))
    return database


def _may_write(path: Path) -> bool:
    """Whether we may write, a write protection that an administrator could ignore included."""
    return os.access(path, os.W_OK) and bool(path.stat().st_mode & 0o222)
