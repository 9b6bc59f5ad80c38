"""The read-only copy beside the database, renewed off the user's path, for programs that only read."""

from __future__ import annotations

import logging
import threading
from pathlib import Path

import duckdb

from lederpulje.store.connection import cursor_of, snapshot_path

_log = logging.getLogger(__name__)
_GATHER = 0.5  # seconds in which further commits share one renewal
_RETRY = 5.0


class SnapshotKeeper:
    """A thread that renews the snapshot at the start, after commits, and before it ends if one is due.

    Readers open the old file or the new one, never one half made, and nobody waits for them.
    """

    def __init__(self, connection: duckdb.DuckDBPyConnection, database: Path) -> None:
        self._connection = connection
        self._target = snapshot_path(database)
        self._temporary = self._target.with_name(self._target.name + ".tmp")
        self._changed = threading.Condition()
        self._due = True
        self._stopping = False
        self._thread = threading.Thread(target=self._run, name="lederpulje-snapshot", daemon=True)
        self._thread.start()

    def request(self) -> None:
        """Ask for a renewal soon; returns at once."""
        with self._changed:
            self._due = True
            self._changed.notify_all()

    def close(self) -> None:
        """Do what is due, and stop."""
        with self._changed:
            self._stopping = True
            self._changed.notify_all()
        self._thread.join()

    def _run(self) -> None:
        while self._wait_until_due():
            if not self._renewed():
                with self._changed:
                    self._changed.wait_for(lambda: self._stopping, _RETRY)
                    if self._stopping:
                        return
                    self._due = True

    def _wait_until_due(self) -> bool:
        """Wait for work and gather what follows at once; False when there is none and never will be."""
        with self._changed:
            self._changed.wait_for(lambda: self._due or self._stopping)
            if not self._due:
                return False
            self._changed.wait_for(lambda: self._stopping, _GATHER)
            self._due = False
            return True

    def _renewed(self) -> bool:
        """Renew; a full disk or a reader in the way (Windows) is logged and tried again later."""
        try:
            self._renew()
        except (duckdb.Error, OSError):
            _log.exception("The snapshot %s could not be renewed", self._target)
            return False
        return True

    def _renew(self) -> None:
        self._temporary.unlink(missing_ok=True)
        self._temporary.with_name(self._temporary.name + ".wal").unlink(missing_ok=True)
        with cursor_of(self._connection) as cursor:
            cursor.execute("ATTACH ? AS snapshot (TYPE duckdb, BLOCK_SIZE 16384)", [str(self._temporary)])
            try:
                cursor.execute("COPY FROM DATABASE lederpulje TO snapshot")
            finally:
                cursor.execute("DETACH snapshot")
        self._temporary.replace(self._target)
