"""What was saved when: of the whole list, and of one course."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.actions.courselist.differences import CellChange, differences
from lederpulje.model import BaseVersion
from lederpulje.store import Store


@dataclass(frozen=True, slots=True)
class Happened:
    """What a save did to a course: that it came or went, or which of its cells changed."""

    version: BaseVersion
    what: str
    changes: tuple[CellChange, ...]


def course_history(store: Store, course_id: str) -> tuple[Happened, ...]:
    """Every save that did something to a course, newest first."""
    versions = store.base_versions()
    found = []
    for newer, older in zip(versions, [*versions[1:], None], strict=True):
        after = store.base_data_of(newer.data_version)
        before = store.base_data_of(older.data_version) if older else None
        if after is None:
            continue
        if before is None:
            if any(c.id == course_id for c in after.courses):
                found.append(Happened(newer, "fandtes ved den ældste gemte version", ()))
            continue
        moved = differences(before, after)
        changes = tuple(c for c in moved.changed if c.entry.key == course_id and c.entry.sheet == "Kurser")
        came = any(e.key == course_id for e in moved.added if e.sheet == "Kurser")
        went = any(e.key == course_id for e in moved.removed if e.sheet == "Kurser")
        if came or went or changes:
            what = "kom til" if came else "gik ud" if went else "ændret"
            found.append(Happened(newer, what, changes))
    return tuple(found)
