"""The lock file beside the database: who holds the database, known without touching the database itself.

Opening the database file a second time inside the process that holds it would drop DuckDB's own lock, so
everyone asks the lock file first. Writers hold it exclusively as long as they run, readers shared for the
milliseconds they need to copy the data.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from lederpulje.errors import DatabaseInUse, DatabaseReadOnly

_PATIENCE = 2.0  # seconds for readers to finish
_SOMEBODY = "et andet program"

if sys.platform == "win32":
    import msvcrt

    _FAR_BEYOND_THE_TEXT = 1 << 30  # a locked byte cannot be read by others, so lock one that holds nothing

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        """Take the lock if it is free; Windows knows exclusive locks only."""
        os.lseek(descriptor, _FAR_BEYOND_THE_TEXT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _held_by_readers_only(descriptor: int) -> bool:
        """Nothing tells readers and writers apart on Windows: wait as if it were readers."""
        return True

else:
    import fcntl

    def _try_lock(descriptor: int, *, shared: bool) -> bool:
        """Take the lock if it is free."""
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _held_by_readers_only(descriptor: int) -> bool:
        """Tell readers, who are gone in a moment, from a writer, who stays."""
        if not _try_lock(descriptor, shared=True):
            return False
        fcntl.flock(descriptor, fcntl.LOCK_UN)
        return True


def lock_path(database: Path) -> Path:
    """Where the lock file of a database stands."""
    return database.with_name(database.name + ".lock")


def holder(database: Path) -> str:
    """Say which program holds the database, as the lock file tells it."""
    try:
        lines = lock_path(database).read_text(encoding="utf-8").splitlines()
    except OSError:
        return _SOMEBODY
    if len(lines) != 2 or not lines[0].isdigit():
        return _SOMEBODY
    return f"{lines[1]} (proces {lines[0]})"


def program_name() -> str:
    """What this program is called on its command line."""
    started = Path(sys.argv[0] if sys.argv else "")
    if started.name == "__main__.py":
        return f"python -m {started.parent.name}"
    return started.name if started.name not in ("", "-c") else "python"


class DatabaseLock:
    """The exclusive lock a writer holds; `created` says whether the lock file is new."""

    def __init__(self, database: Path) -> None:
        self._path = lock_path(database)
        self.created = not self._path.exists()
        self._descriptor = self._acquire(database)
        os.ftruncate(self._descriptor, 0)
        os.lseek(self._descriptor, 0, os.SEEK_SET)
        os.write(self._descriptor, f"{os.getpid()}\n{program_name()}\n".encode())

    def _acquire(self, database: Path) -> int:
        deadline = time.monotonic() + _PATIENCE
        while True:
            try:
                descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o666)
            except OSError as error:
                raise DatabaseReadOnly(str(database)) from error
            if _try_lock(descriptor, shared=False):
                if self._is_still_the_file(descriptor):
                    return descriptor
            elif not _held_by_readers_only(descriptor) or time.monotonic() > deadline:
                os.close(descriptor)
                raise DatabaseInUse(str(database), holder(database))
            os.close(descriptor)
            time.sleep(0.02)

    def _is_still_the_file(self, descriptor: int) -> bool:
        """A lock on a file that its last holder removed meanwhile is worth nothing."""
        try:
            return os.path.samestat(os.fstat(descriptor), self._path.stat())
        except FileNotFoundError:
            return False

    def release(self, *, remove: bool = False) -> None:
        """Let go; the file stays, unless a failed first opening is to leave no trace."""
        os.ftruncate(self._descriptor, 0)
        if remove and sys.platform != "win32":
            self._path.unlink()
        os.close(self._descriptor)
        if remove and sys.platform == "win32":
            self._path.unlink()


@contextmanager
def shared_lock(database: Path) -> Iterator[bool]:
    """Keep writers out while reading; yields False if a writer holds the database. Creates nothing."""
    path = lock_path(database)
    if not path.exists() or not os.access(path, os.R_OK):
        yield True  # nobody has ever written here, or we may not ask: DuckDB's own lock decides
        return
    descriptor = os.open(path, os.O_RDONLY)
    try:
        yield _try_lock(descriptor, shared=True)
    finally:
        os.close(descriptor)
