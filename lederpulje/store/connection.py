"""DuckDB connections that follow the house rules: one instance in memory, the file attached to it by name.

The file is always attached under the same alias, so that no SQL ever contains a file's name, and it is looked
at read-only before it is opened for writing, so that a file we cannot use stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

import duckdb

from lederpulje import dates
from lederpulje.errors import DatabaseInUse, DatabaseNewer, DatabaseUnreadable, FileNotWritten, StoreError
from lederpulje.store.commits import Witness, last_commit
from lederpulje.store.journal import begin_journal, guard
from lederpulje.store.lock import holder
from lederpulje.store.schema import applied_version, known_version, migrate

_UNWRITTEN = re.compile(r"[Cc]ould not write|No space|too large|truncate")
_HELD_BY = re.compile(r"\(PID (\d+)\)")


def snapshot_path(database: Path) -> Path:
    """Where the read-only copy of a database stands."""
    return database.with_name(database.name + ".snapshot")


@contextmanager
def cursor_of(
    connection: duckdb.DuckDBPyConnection, catalog: str = "lederpulje"
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A cursor of one's own for one operation; a shared one would hand out other threads' rows."""
    with connection.cursor() as cursor:
        cursor.execute("USE fil" if catalog == "fil" else "USE lederpulje")
        yield cursor


def connect_for_writing(database: Path, witness: Witness) -> duckdb.DuckDBPyConnection:
    """Check the file read-only, then attach it for writing. The caller holds the lock file."""
    with _connecting(database, witness, database.parent) as connection:
        connection.execute("ATTACH ':memory:' AS trial")
        # Read every block: damage shows before anything is written.
        connection.execute("COPY FROM DATABASE fil TO trial")
        connection.execute("DETACH trial")
        connection.execute("DETACH fil")
        connection.execute("ATTACH ? AS lederpulje (TYPE duckdb)", [str(database)])
    try:
        with cursor_of(connection) as cursor:
            guard(cursor)
    except duckdb.Error as error:
        connection.close()
        raise unreadable(database, "journalens tabeller mangler eller er lavet om") from error
    return connection


def connect_to_copy(
    database: Path, witness: Witness | None, folder: Path | None = None
) -> duckdb.DuckDBPyConnection:
    """Copy a file into memory without changing it, and let go of it. An older schema is brought up there.

    The connection reaches no file but those in `folder`.
    """
    with _connecting(database, witness, folder) as connection:
        connection.execute("ATTACH ':memory:' AS lederpulje")
        connection.execute("COPY FROM DATABASE fil TO lederpulje")
        connection.execute("DETACH fil")
    return connection


@contextmanager
def _connecting(
    database: Path, witness: Witness | None, folder: Path | None
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to the checked file; when the caller has attached what is wanted, it is locked and migrated.

    Whatever fails closes the connection, and DuckDB's complaints become our errors.
    """
    connection = duckdb.connect(":memory:")
    try:
        _attach_and_check(connection, database, witness)
        yield connection
        _lock_down(connection, folder)
        with cursor_of(connection) as cursor:
            migrate(cursor)
            cursor.begin()
            begin_journal(cursor)
            cursor.commit()
    except duckdb.Error as error:
        connection.close()
        raise _explained(error, database) from error
    except BaseException:
        connection.close()
        raise


def check_file(database: Path, witness: Witness | None) -> None:
    """Raise a StoreError unless the file is ours, whole and not from a newer program. Changes nothing."""
    connection = duckdb.connect(":memory:")
    try:
        _attach_and_check(connection, database, witness)
    except duckdb.Error as error:
        raise _explained(error, database) from error
    finally:
        connection.close()


def copy_file(database: Path, witness: Witness | None, target: Path) -> None:
    """Check a file, and copy all that is in it to a new one, which holds everything itself.

    Raises a StoreError like `check_file`, and FileNotWritten if the new one cannot be made.
    """
    connection = duckdb.connect(":memory:")
    try:
        _attach_and_check(connection, database, witness)
        copy_database(connection, "fil", target)
    except duckdb.Error as error:
        raise _explained(error, database) from error
    finally:
        connection.close()


def copy_database(
    connection: duckdb.DuckDBPyConnection, catalog: Literal["fil", "lederpulje"], target: Path
) -> None:
    """Copy an attached database to a new file, and let go of that. Raises FileNotWritten."""
    try:
        # Many small tables: in the usual blocks of 256 KB each, the file would be fourteen times as large.
        connection.execute("ATTACH ? AS sikkerhedskopi (TYPE duckdb, BLOCK_SIZE 16384)", [str(target)])
    except duckdb.Error as error:
        raise FileNotWritten(str(target)) from error
    try:
        if catalog == "fil":
            connection.execute("COPY FROM DATABASE fil TO sikkerhedskopi")
        else:
            connection.execute("COPY FROM DATABASE lederpulje TO sikkerhedskopi")
        connection.execute("CHECKPOINT sikkerhedskopi")
    except duckdb.Error as error:
        if _UNWRITTEN.search(str(error)):
            raise FileNotWritten(str(target)) from error
        raise
    finally:
        connection.execute("DETACH sikkerhedskopi")


def fold_log(database: Path) -> None:
    """Write what stands in a file's log into the file itself; the log is gone afterwards."""
    with _working_on(database):
        pass


def guard_file(database: Path) -> None:
    """Let a new file refuse changes of the journal before any program has opened it."""
    with _working_on(database) as connection, cursor_of(connection) as cursor:
        guard(cursor)


@contextmanager
def _working_on(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to a file that nobody has open; it holds everything itself afterwards, without a log."""
    connection = duckdb.connect(":memory:")
    try:
        connection.execute("ATTACH ? AS lederpulje (TYPE duckdb)", [str(database)])
        yield connection
        connection.execute("CHECKPOINT lederpulje")
        connection.execute("DETACH lederpulje")
    except duckdb.Error as error:
        raise _explained(error, database) from error
    finally:
        connection.close()


def build_file(path: Path) -> duckdb.DuckDBPyConnection:
    """A connection to a new file with our tables in it."""
    connection = duckdb.connect(":memory:")
    connection.execute("ATTACH ? AS lederpulje (TYPE duckdb, BLOCK_SIZE 16384)", [str(path)])
    with cursor_of(connection) as cursor:
        migrate(cursor)
    return connection


def _attach_and_check(connection: duckdb.DuckDBPyConnection, database: Path, witness: Witness | None) -> None:
    """Attach the file read-only and refuse it unless it is ours, whole and not from a newer program."""
    if database.is_file() and database.stat().st_size == 0:
        raise unreadable(database, "filen er tom (0 byte)")
    connection.execute("ATTACH ? AS fil (READ_ONLY, TYPE duckdb)", [str(database)])
    with cursor_of(connection, "fil") as cursor:
        version = applied_version(cursor)
        if version is None:
            raise unreadable(database, "filen er ikke en database fra Lederpulje")
        if version > known_version():
            raise DatabaseNewer(str(database), version, known_version())
        if witness is not None and (missing := witness.missing(cursor)) is not None:
            raise unreadable(database, missing)
        if last_commit(cursor) is None:
            raise unreadable(database, "databasen har ingen registrerede ændringer")


def _lock_down(connection: duckdb.DuckDBPyConnection, folder: Path | None) -> None:
    """Close every way out of the database but the folder it stands in. The order matters to DuckDB."""
    if folder is not None:
        connection.execute("SET allowed_directories = [?]", [str(folder)])
    connection.execute(
        "SET temp_directory = ''"
    )  # or large queries would write where the program was started
    connection.execute("SET enable_external_access = false")
    connection.execute("SET lock_configuration = true")


def unreadable(database: Path, why: str) -> DatabaseUnreadable:
    """The error for a file that cannot be used, with the newest copy beside it."""
    copy = snapshot_path(database)
    newest = None
    if copy.is_file():
        at = datetime.fromtimestamp(copy.stat().st_mtime, dates.COPENHAGEN)
        newest = f"{copy} (fra {at:%d-%m-%Y kl. %H.%M})"
    return DatabaseUnreadable(str(database), why, newest)


def _explained(error: duckdb.Error, database: Path) -> StoreError:
    """Tell DuckDB's complaints about a file apart."""
    text = str(error)
    if "Could not set lock" in text or "being used by another process" in text:
        process = _HELD_BY.search(text)
        return DatabaseInUse(str(database), f"proces {process[1]}" if process else holder(database))
    if "already attached" in text:
        return DatabaseInUse(str(database), "dette program selv")
    if "Permission denied" in text:
        return unreadable(database, "programmet har ikke lov til at læse filen")
    if "WAL" in text:
        return unreadable(database, "filen med de nyeste ændringer (.wal) er beskadiget")
    return unreadable(database, "filen er ikke en hel DuckDB-database, eller den er beskadiget")
