"""Making a new database: beside its place and then renamed, so that no half one is left."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

from lederpulje.errors import DatabaseExists, DatabaseReadOnly
from lederpulje.model import BaseData
from lederpulje.store.agenda import write_agenda
from lederpulje.store.commits import Commit, Witness, append_commit, commits_from, sync_folder
from lederpulje.store.connection import build_file, cursor_of, snapshot_path
from lederpulje.store.journal import begin_journal, guard
from lederpulje.store.lock import DatabaseLock
from lederpulje.store.versions import MADE, write_version
from lederpulje.store.writing import with_versions, write_base_data


def create_database(path: Path, base: BaseData) -> None:
    """Make a new database with these base data, beside its place and then renamed, so that no half one is left.

    Raises DatabaseExists if there is one, or a write-ahead log of one, and BaseDataRefused like saving does.
    """
    database = path.resolve()
    _refuse_existing(database)
    try:
        database.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise DatabaseReadOnly(str(database)) from error
    lock = DatabaseLock(database)
    made = False
    try:
        _refuse_existing(database)
        _build(database, base)
        made = True
    finally:
        lock.release(remove=lock.created and not made)


def _refuse_existing(database: Path) -> None:
    for file in (database, database.with_name(database.name + ".wal")):
        if file.exists():
            raise DatabaseExists(str(file))


def _build(database: Path, base: BaseData) -> None:
    temporary = database.with_name(database.name + ".ny")
    temporary_log = temporary.with_name(temporary.name + ".wal")
    for leftover in (temporary, temporary_log):
        leftover.unlink(missing_ok=True)
    try:
        commits = _fill(temporary, base)
        shutil.copyfile(temporary, snapshot_path(database))  # no connection is open; readers need not wait
        Witness(database).start(commits)
        temporary.replace(database)
        sync_folder(database.parent)
    finally:
        for leftover in (temporary, temporary_log):
            leftover.unlink(missing_ok=True)


def _fill(file: Path, base: BaseData) -> list[Commit]:
    connection = build_file(file)
    try:
        with cursor_of(connection) as cursor:
            cursor.begin()
            first = replace(with_versions(cursor, base), data_version=1)
            write_base_data(cursor, first)
            write_version(cursor, first, MADE)
            write_agenda(cursor, base.meetings, base.items)
            append_commit(cursor, None, 1, MADE)
            begin_journal(cursor)
            commits = commits_from(cursor, 1)
            cursor.commit()
            guard(cursor)
        connection.execute("DETACH lederpulje")  # writes everything into the file itself
    finally:
        connection.close()
    return commits
