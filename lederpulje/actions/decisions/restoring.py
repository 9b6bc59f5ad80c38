"""Restoring a backup is an entry too: from which file, and which journal it took the place of."""

from __future__ import annotations

from pathlib import Path

from lederpulje.actions.decisions.deciding import new_write_id
from lederpulje.errors import BackupRefused, StoreError
from lederpulje.model import EntryKind, NewEntry
from lederpulje.store import Store, open_for_reading
from lederpulje.store.restoring import Restored, restore_backup

Head = tuple[int, str] | None


def restore(path: Path, file: Path, signed: str) -> Restored:
    """Put a backup in the place of the database, and enter in its journal that it was done.

    Raises BackupRefused also if somebody has changed the backup's journal, with nothing changed.
    """
    replaced = _head_of(path)

    def after(store: Store) -> None:
        agenda = store.agenda()
        if agenda.broken:
            raise BackupRefused(
                str(file), f"dens journal er ændret uden om programmet: {agenda.broken[0]} Vælg en anden."
            )
        content = {"backup": _said(agenda.head), "replaced": _said(replaced)}
        texts = {"file": file.name, "signed": signed}
        store.enter(lambda _: NewEntry(EntryKind.GENSKABT, new_write_id(), content=content, texts=texts))

    return restore_backup(path, file, after)


def _head_of(path: Path) -> Head:
    """The newest entry of the journal that is to be replaced; `None` if there is none that can be read."""
    try:
        with open_for_reading(path) as store:
            return store.agenda().head
    except StoreError:  # a database that cannot be read is why a backup is restored
        return None


def _said(head: Head) -> dict[str, int | str] | None:
    return {"number": head[0], "hash": head[1]} if head else None
