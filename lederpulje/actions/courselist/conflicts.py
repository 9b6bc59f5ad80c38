"""Two people at the same course: what the other saved meanwhile is shown beside one's own, and the person chooses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lederpulje.actions.courselist.differences import Differences, Entry, differences, financing_text
from lederpulje.actions.courselist.drafting import FINANCING, with_choice, without_course
from lederpulje.model import NEW_ROW, BaseData, BaseVersion, ListDraft, ProposedRow
from lederpulje.sheets.texts import course_cells, line_cells
from lederpulje.store import Store

MINE, THEIRS = "mine", "deres"


@dataclass(frozen=True, slots=True)
class ConflictCell:
    """A cell that one of the two changed: what it was when the draft was begun, theirs now, and one's own."""

    column: str
    was: str
    theirs: str
    mine: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """A course that a draft is about and somebody else has saved since; `theirs` and `mine` are empty where removed."""

    id: str
    title: str
    cells: tuple[ConflictCell, ...]
    is_removed: bool
    saved: tuple[BaseVersion, ...]


def conflicts(store: Store, draft: ListDraft, mine: BaseData) -> tuple[Conflict, ...]:
    """The courses that both sides changed since the draft was begun; `mine` is what the draft makes of the list."""
    now = store.base_data()
    seen = store.base_data_of(draft.seen)
    if seen is None or seen.data_version == now.data_version:
        return ()
    theirs, own = differences(seen, now), differences(now, mine)
    ours = {*_courses(own), *(name for name in _names(draft) if all(c.id != name for c in now.courses))}
    saved = tuple(v for v in store.base_versions() if v.data_version > draft.seen)
    touched = [entry for name, entry in _courses(theirs).items() if name in ours]
    found = (_conflict(entry, theirs, own, now, saved) for entry in touched)
    return tuple(_with_own_cells(c, draft, seen) if c.is_removed else c for c in found)


def settled(
    store: Store, draft: ListDraft, found: tuple[Conflict, ...], choices: Mapping[str, str]
) -> ListDraft:
    """The draft when each conflict has been decided (course → `MINE` or `THEIRS`), held against the list of now."""
    for conflict in found:
        draft = _resolved(store, draft, conflict, choices[conflict.id])
    return replace(draft, seen=store.data_version)


def _resolved(store: Store, draft: ListDraft, conflict: Conflict, choice: str) -> ListDraft:
    """The draft after a choice: one's own stays on top of what was saved, or goes."""
    if choice == THEIRS:
        if draft.file:
            return with_choice(draft, left_out(conflict.id), THEIRS)
        return without_course(draft, conflict.id)
    return _as_new(store, draft, conflict) if conflict.is_removed and not draft.file else draft


def left_out(course_id: str) -> str:
    """Under which key it is chosen that a file's rows of a course are not used."""
    return f"udelad:{course_id}"


def _as_new(store: Store, draft: ListDraft, conflict: Conflict) -> ListDraft:
    """One's own row of a course that somebody removed, with all it needs to stand again."""
    seen = store.base_data_of(draft.seen)
    old = next((c for c in seen.courses if c.id == conflict.id), None) if seen else None
    if seen is None or old is None:
        return draft
    answers = {c.key: c.answer for c in seen.conditions}
    rows = [
        replace(r, cells=tuple({**course_cells(old), **dict(r.cells)}.items()), key=f"{NEW_ROW}:{old.id}")
        if r.key == old.id and r.sheet != FINANCING
        else r
        for r in draft.rows
    ]
    if not any(r.sheet == FINANCING and r.key == old.id for r in rows):
        rows += [
            ProposedRow(FINANCING, 0, tuple(line_cells(li, answers.get(li.condition or "")).items()), old.id)
            for li in seen.lines_of(old.id)
        ]
    return replace(draft, rows=tuple(rows))


def _with_own_cells(conflict: Conflict, draft: ListDraft, seen: BaseData) -> Conflict:
    """One's own corrections of a course that is gone: there is nothing left to hold them against but what was."""
    old = next((c for c in seen.courses if c.id == conflict.id), None)
    was = course_cells(old) if old else {}
    rows = [r for r in draft.rows if r.key == conflict.id]
    cells = [
        ConflictCell(name, str(was.get(name, "")), "", text)
        for r in rows
        if r.sheet != FINANCING
        for name, text in r.cells
    ]
    if any(r.sheet == FINANCING for r in rows):
        cells.append(ConflictCell(FINANCING, financing_text(seen, conflict.id), "", "rettet"))
    return replace(conflict, cells=tuple(cells))


def _names(draft: ListDraft) -> set[str]:
    return {*(r.key for r in draft.rows), *draft.removed}


def _courses(found: Differences) -> dict[str, Entry]:
    """The courses that differ."""
    entries = [*(c.entry for c in found.changed), *found.added, *found.removed]
    return {e.key: e for e in entries if e.sheet == "Kurser"}


def _conflict(
    entry: Entry, theirs: Differences, own: Differences, now: BaseData, saved: tuple[BaseVersion, ...]
) -> Conflict:
    their_cells = {c.column: c for c in theirs.changed if c.entry.key == entry.key}
    own_cells = {c.column: c for c in own.changed if c.entry.key == entry.key}
    cells = [
        ConflictCell(name, c.old, c.new, own_cells[name].new if name in own_cells else c.new)
        for name, c in their_cells.items()
    ]
    cells += [
        ConflictCell(name, c.old, c.old, c.new) for name, c in own_cells.items() if name not in their_cells
    ]
    is_removed = all(c.id != entry.key for c in now.courses)
    return Conflict(entry.key, entry.title, tuple(cells), is_removed, saved)
