"""What every part of an open database builds on: its connection, its one writer, and the commit."""

from __future__ import annotations

import atexit
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

import duckdb

from lederpulje.store.commits import Commit, Witness, append_commit, last_commit
from lederpulje.store.connection import copy_database, cursor_of
from lederpulje.store.lock import DatabaseLock
from lederpulje.store.snapshot import SnapshotKeeper

Source = Literal["database", "snapshot"]


class Writer:
    """What only a store that may write holds: the lock file, the witness and the snapshot thread."""

    def __init__(
        self, connection: duckdb.DuckDBPyConnection, database: Path, lock: DatabaseLock, witness: Witness
    ) -> None:
        self.lock = lock
        self.witness = witness
        self.snapshot = SnapshotKeeper(connection, database)


class Core:
    """An open database without a word of what is in it. Safe to share between threads."""

    def __init__(
        self, path: Path, connection: duckdb.DuckDBPyConnection, source: Source, writer: Writer | None = None
    ) -> None:
        self.path = path
        self.source: Source = source
        self._connection = connection
        self._writer = writer
        self._closed = False
        with cursor_of(connection) as cursor:
            newest = last_commit(cursor)
        if newest is None:
            raise ValueError("a store holds at least the commit it was made with")
        self._last: Commit = newest
        self._turn = threading.RLock()  # held around check and write, and while memory is filled

    @property
    def data_version(self) -> int:
        """The version of the base data; rises with every saved change of them."""
        return self._last.data_version

    def copy_to(self, file: Path) -> None:
        """Copy all that is in the database to a new file in the database's own folder. Raises FileNotWritten."""
        with self._turn, cursor_of(self._connection) as cursor:
            copy_database(cursor, "lederpulje", file)

    def close(self) -> None:
        """Renew the snapshot if that is due, and let go of the database. Closing twice is fine."""
        if self._closed:
            return
        self._closed = True
        if self._writer is not None:
            with self._turn:
                self._writer.snapshot.close()
                self._connection.close()
                self._writer.lock.release()
            atexit.unregister(self.close)
        else:
            self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _for_writing(self) -> Writer:
        if self._writer is None:
            raise RuntimeError("this store was opened for reading")
        return self._writer

    def _commit(
        self,
        writer: Writer,
        what: str,
        write: Callable[[duckdb.DuckDBPyConnection], None],
        data_version: int | None = None,
    ) -> None:
        """Write in one transaction, acknowledged only when the witness has it too. The caller has the turn."""
        with cursor_of(self._connection) as cursor:
            cursor.begin()
            try:
                write(cursor)
                commit = append_commit(cursor, self._last, data_version or self.data_version, what)
            except BaseException:
                cursor.rollback()
                raise
            cursor.commit()
        self._last = commit
        writer.witness.append(commit)
        writer.snapshot.request()
