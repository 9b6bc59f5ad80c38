"""Restoring a backup: made ready beside the database, then exchanged in steps between which it can be cut short.

Whichever step is the last before a power cut, the file under the database's name is the old or the new one, whole,
and its witness is its own or gone, so that it opens.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from lederpulje import dates
from lederpulje.errors import (
    BackupRefused,
    DatabaseInUse,
    DatabaseNewer,
    DatabaseReadOnly,
    DatabaseUnreadable,
    StoreError,
)
from lederpulje.store.backup import COMPANIONS, remove, sync_file, temporary
from lederpulje.store.commits import Witness, sync_folder
from lederpulje.store.connection import check_file, copy_file, fold_log
from lederpulje.store.lock import DatabaseLock, holder, shared_lock
from lederpulje.store.store import Store, open_store

Step = tuple[Callable[[], object], Callable[[], object]]
"""Something to do, and how it is undone, also when it was only half done."""


@dataclass(frozen=True, slots=True)
class Restored:
    """The data version that stands now, and where the old database lies; `None`: there was none."""

    data_version: int
    kept: Path | None


def restore_backup(path: Path, file: Path, after: Callable[[Store], None] | None = None) -> Restored:
    """Put a backup in the place of the database, and keep the old one aside under a dated name.

    `after` is handed the restored database, open for writing, before it takes the old one's place; what it raises
    stops the restoring. Raises BackupRefused, or a StoreError if the database is in use or cannot be written.
    Whatever is raised, the database is as it was.
    """
    database = path.resolve()
    if not file.is_file():
        raise BackupRefused(str(file), "den findes ikke, eller programmet må ikke læse den. Tjek navnet.")
    if file.resolve() == database:
        raise BackupRefused(str(file), "det er databasen selv. Vælg en sikkerhedskopi.")
    there = database.exists()
    if there and not database.stat().st_mode & 0o222:
        raise DatabaseReadOnly(str(database))
    lock = DatabaseLock(database)
    done = False
    new = database.with_name(database.name + ".gendannes")
    try:
        remove(new)  # what an earlier one left that was cut short
        version = make_ready(file, new, after)
        kept = free_name(database)
        if there:
            shutil.copymode(database, new)
            if _is_whole(database) and _beside(database, ".wal").exists():
                fold_log(database)
        take(exchange(database, new, kept), database.parent)
        done = True
    except OSError as error:
        raise BackupRefused(
            str(file), "disken er fuld, eller databasens mappe kan ikke skrives. Giv plads og skriveadgang."
        ) from error
    finally:
        remove(new)
        lock.release(remove=lock.created and not done)
    return Restored(version, kept if there else None)


def make_ready(file: Path, new: Path, after: Callable[[Store], None] | None = None) -> int:
    """Make a database with witness and snapshot of a backup; its data version. Raises BackupRefused."""
    try:
        with shared_lock(file.resolve()) as free:
            if not free:
                raise DatabaseInUse(str(file), holder(file.resolve()))
            copy_file(file.resolve(), Witness(file.resolve()), new)
    except DatabaseNewer as error:
        raise BackupRefused(
            str(file), "den er fra en nyere version af Lederpulje. Opdatér programmet."
        ) from error
    except DatabaseUnreadable as error:
        raise BackupRefused(str(file), f"{error.why}. Vælg en anden sikkerhedskopi.") from error
    with open_store(new) as store:
        if after is not None:
            after(store)
        version = store.data_version
    if _beside(new, ".wal").exists():
        fold_log(new)
    for ending in ("", ".snapshot"):
        if _beside(new, ending).exists():
            sync_file(_beside(new, ending))
    return version


def free_name(database: Path) -> Path:
    """A dated name beside the database that nothing has, nor its companions."""
    stem = f"{database.name}.gammel-{dates.now():%Y%m%d-%H%M%S}"
    number = 1
    while any(
        _beside(database.with_name(name := f"{stem}-{number}" if number > 1 else stem), ending).exists()
        for ending in ("", *COMPANIONS)
    ):
        number += 1
    return database.with_name(name)


def exchange(database: Path, new: Path, kept: Path) -> list[Step]:
    """The steps from the old database to the new one.

    The witness goes before the database and comes after it: a database opens without a witness, but not with
    another's. An old log is there only if nobody can read the old database.
    """
    old = {
        ending: _beside(database, ending)
        for ending in ("", *COMPANIONS)
        if _beside(database, ending).exists()
    }
    aside = {ending: _beside(kept, ending) for ending in old}
    steps: list[Step] = [(partial(_copy, old[e], aside[e]), partial(_unlink, aside[e])) for e in old]
    steps += [(old[e].unlink, partial(_copy, aside[e], old[e])) for e in (".wal", ".witness") if e in old]
    for ending in ("", ".witness", ".snapshot"):
        place = _beside(database, ending)
        back = partial(_copy, aside[ending], place) if ending in old else partial(_unlink, place)
        if _beside(new, ending).exists():
            put = partial(_beside(new, ending).replace, place)
            steps.append((put, partial(_unlink, place) if ending == ".witness" else back))
    return steps


def take(steps: list[Step], folder: Path) -> None:
    """Take the steps, each on the disk before the next; what stops one of them undoes all."""
    undone: list[Callable[[], object]] = []
    try:
        for do, undo in steps:
            undone.insert(0, undo)
            do()
            sync_folder(folder)
    except BaseException:
        for undo in undone:
            undo()
            sync_folder(folder)
        raise


def _is_whole(database: Path) -> bool:
    """Whether the old database can be read. Raises DatabaseInUse if a program has it that does not know our lock."""
    try:
        check_file(database, Witness(database))
    except DatabaseInUse:
        raise
    except StoreError:
        return False
    return True


def _beside(database: Path, ending: str) -> Path:
    return database.with_name(database.name + ending)


def _copy(file: Path, target: Path) -> None:
    """Copy a file that no program has open, so that the copy's name never stands for a part of it."""
    with temporary(target) as half:
        shutil.copyfile(file, half)
        shutil.copymode(file, half)
        sync_file(half)
        half.replace(target)


def _unlink(file: Path) -> None:
    file.unlink(missing_ok=True)
