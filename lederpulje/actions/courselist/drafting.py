"""What somebody writes in the course list before it is saved: a draft in the database, his or her own."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from lederpulje.model import NEW_ROW, BaseData, Chosen, ListDraft, ProposedRow
from lederpulje.sheets.texts import course_cells, line_cells
from lederpulje.store import Store

COURSES, FINANCING = "Kurser", "Finansiering"


def start(store: Store, file: str = "") -> ListDraft:
    """A new draft on the base data as they stand, under an id that cannot be guessed; not yet stored."""
    return ListDraft(secrets.token_urlsafe(12), store.data_version, file=file)


def with_cells(draft: ListDraft, base: BaseData, key: str, cells: Mapping[str, str]) -> ListDraft:
    """Write cells of a course (an id, or the key of a new row); what is as it was is taken out again."""
    old = next((c for c in base.courses if c.id == key), None)
    own = course_cells(old) if old else {}
    row = row_of(draft, key)
    merged = {**(dict(row.cells) if row else {}), **cells}
    kept = tuple((n, text) for n, text in merged.items() if not old or text.strip() != own.get(n, ""))
    new = ProposedRow(COURSES, 0, kept, key)
    if row is None:
        return replace(draft, rows=(*draft.rows, new)) if kept else draft
    rows = tuple(new if r is row else r for r in draft.rows)
    return replace(draft, rows=tuple(r for r in rows if r.cells or r is not new))


def with_new_row(draft: ListDraft, cells: Mapping[str, str]) -> tuple[ListDraft, str]:
    """Add a course; also the key of its row."""
    used = {r.key for r in draft.rows}
    key = next(k for n in range(1, len(used) + 2) if (k := f"{NEW_ROW}:{n}") not in used)
    row = ProposedRow(COURSES, 0, tuple(cells.items()), key)
    return replace(draft, rows=(*draft.rows, row)), key


def with_removed(draft: ListDraft, key: str) -> ListDraft:
    """Take a course out: a new row at once, one that is saved when the draft is."""
    forgotten = without_course(draft, key)
    return forgotten if key.startswith(NEW_ROW) else replace(forgotten, removed=(*forgotten.removed, key))


def without_course(draft: ListDraft, key: str) -> ListDraft:
    """Forget what the draft says of a course, its removal included."""
    rows = tuple(r for r in draft.rows if r.key != key)
    return replace(draft, rows=rows, removed=tuple(r for r in draft.removed if r != key))


def with_lines(
    draft: ListDraft, base: BaseData, course: str, lines: Iterable[Mapping[str, str]]
) -> ListDraft:
    """Write all funding lines of a course; lines as they are saved leave nothing in the draft."""
    rows = tuple(r for r in draft.rows if (r.sheet, r.key) != (FINANCING, course))
    written = [dict(line) for line in lines]
    if written == saved_lines(base, course):
        return replace(draft, rows=rows)
    new = tuple(
        ProposedRow(FINANCING, 0, tuple({**line, "Kursus": course}.items()), course) for line in written
    )
    return replace(draft, rows=(*rows, *new))


def with_choice(draft: ListDraft, about: str, choice: str) -> ListDraft:
    """Answer what was asked; an empty choice takes an answer back."""
    kept = tuple(c for c in draft.choices if c.about != about)
    return replace(draft, choices=(*kept, Chosen(about, choice)) if choice else kept)


def row_of(draft: ListDraft, key: str) -> ProposedRow | None:
    """What a draft says of a course's own cells."""
    return next((r for r in draft.rows if r.sheet == COURSES and r.key == key), None)


def lines_of(draft: ListDraft, base: BaseData, course: str) -> list[dict[str, str]]:
    """The funding lines of a course as the draft has them, as cells without *Kursus*."""
    written = [
        {name: text for name, text in r.cells if name != "Kursus"}
        for r in draft.rows
        if r.sheet == FINANCING and r.key == course
    ]
    return written or saved_lines(base, course)


def saved_lines(base: BaseData, course: str) -> list[dict[str, str]]:
    """The same as they are saved."""
    answers = {c.key: c.answer for c in base.conditions}
    cells = [line_cells(line, answers.get(line.condition or "")) for line in base.lines_of(course)]
    return [{name: str(text) for name, text in line.items() if name != "Kursus"} for line in cells]


def is_empty(draft: ListDraft) -> bool:
    """Whether there is nothing to save in it."""
    return not (draft.rows or draft.removed or draft.file)


def keep(store: Store, draft: ListDraft, change: Callable[[ListDraft], ListDraft]) -> ListDraft:
    """Change a draft and store it; nothing is written where nothing changes."""
    changed = change(draft)
    if changed != draft:
        store.save_list_draft(changed)
    return changed
