"""Backups: everything in one new file, checked by opening it, and never in the place of another file."""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from lederpulje.errors import BackupExists, DatabaseInUse, DatabaseMissing, FileNotWritten
from lederpulje.store.commits import Witness, sync_folder
from lederpulje.store.connection import copy_file, snapshot_path
from lederpulje.store.core import Core, Source
from lederpulje.store.lock import holder, shared_lock
from lederpulje.store.store import open_for_reading

COMPANIONS = (".wal", ".witness", ".snapshot")
"""What the files beside a database add to its name, and hold together with it."""

_ALSO_OURS = (*COMPANIONS, ".lock", ".snapshot.tmp", ".ny")


@dataclass(frozen=True, slots=True)
class Backup:
    """What a backup holds, and whether it was taken of the database or, while the app runs, of its snapshot."""

    source: Source
    data_version: int


def write_backup(store: Core, target: Path) -> Backup:
    """Back up the open database while people work in it.

    Raises BackupExists or FileNotWritten, with nothing changed.
    """
    wanted = _free(target, store.path)
    with temporary(store.path) as own:  # an open database may write in no other folder than its own
        store.copy_to(own)
        return _deliver(own, wanted, "database")


def back_up(path: Path, target: Path) -> Backup:
    """Back up a database that this program has not opened; while another has, its snapshot.

    Raises a StoreError, BackupExists or FileNotWritten, with nothing changed.
    """
    database = path.resolve()
    if not database.exists():
        raise DatabaseMissing(str(database))
    wanted = _free(target, database)
    with temporary(wanted) as half:
        return _deliver(half, wanted, _copy(database, half))


def _free(target: Path, database: Path) -> Path:
    """Where the backup is to stand, if there is a folder and nothing stands or belongs there."""
    wanted = target.resolve()
    if wanted.exists() or wanted in [database.with_name(database.name + ending) for ending in _ALSO_OURS]:
        raise BackupExists(str(target))
    if not wanted.parent.is_dir():
        raise FileNotWritten(str(target))
    return wanted


@contextmanager
def temporary(beside: Path) -> Iterator[Path]:
    """The name of a file that is on its way, gone afterwards with all that came to stand beside it."""
    file = beside.with_name(f"{beside.name}.{secrets.token_hex(4)}.tmp")
    try:
        yield file
    finally:
        remove(file)


def remove(file: Path) -> None:
    """Remove a database with its companions, or what there is of them."""
    for ending in ("", *COMPANIONS, ".lock", ".snapshot.tmp"):
        with suppress(FileNotFoundError, NotADirectoryError):
            file.with_name(file.name + ending).unlink()


def _copy(database: Path, half: Path) -> Source:
    snapshot = snapshot_path(database)
    with shared_lock(database) as free:
        if free:
            try:
                copy_file(database, Witness(database), half)
            except DatabaseInUse:  # by a program that does not know our lock file
                if not snapshot.is_file():
                    raise
            else:
                return "database"
    if not snapshot.is_file():
        raise DatabaseInUse(str(database), holder(database))
    copy_file(snapshot, None, half)
    return "snapshot"


def _deliver(copied: Path, wanted: Path, source: Source) -> Backup:
    """Read the copy as a restore would, and give it its name when all of it is on the disk."""
    with open_for_reading(copied) as reading:
        done = Backup(source, reading.data_version)
    try:
        with temporary(wanted) as half:
            if copied.parent == wanted.parent:
                copied.replace(half)
            else:
                shutil.copyfile(copied, half)
            sync_file(half)
            _name(half, wanted)
            sync_folder(wanted.parent)
    except OSError as error:
        raise FileNotWritten(str(wanted)) from error
    return done


def _name(half: Path, wanted: Path) -> None:
    """Give a file its name, unless another took it meanwhile."""
    try:
        wanted.hardlink_to(half)
    except FileExistsError as error:
        raise BackupExists(str(wanted)) from error
    except OSError as error:  # a disk without hard links
        if wanted.exists():
            raise BackupExists(str(wanted)) from error
        half.rename(wanted)


def sync_file(file: Path) -> None:
    """Put a file's content on the disk."""
    with file.open("rb+") as opened:
        os.fsync(opened.fileno())
