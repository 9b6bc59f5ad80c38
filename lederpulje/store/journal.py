"""The journal: an append-only chain of entries. Nothing here changes or removes one.

The chain is bound to the commits, and so to the witness file: each commit that adds an entry names its hash.
"""

from __future__ import annotations

import datetime as dt
import json
import secrets
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from lederpulje import dates
from lederpulje.model import AgendaItem, Entry, EntryKind, EntryText, Meeting, NewEntry, Outcome
from lederpulje.store.agenda import delete_item, read_items, read_meetings
from lederpulje.store.canonical import canonical, normal, normalised, sha256
from lederpulje.store.commits import append_commit, last_commit

FIRST_PREVIOUS = "0" * 64
_GUARDS = Path(__file__).resolve().parent / "guards.sql"
_NEW_ENTRY = """
INSERT INTO journal_entries (number, previous, hash, written_at, kind, item, refers, write_id, content)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
COLUMNS = ("number", "previous", "hash", "written_at", "kind", "item", "refers", "write_id", "content")
_BEGUN = (
    "SELECT 1 FROM commits WHERE starts_with(what, 'journal ') LIMIT 1",
    "SELECT 1 FROM journal_entries LIMIT 1",
)
_NEW_TEXT = "INSERT INTO decision_texts (entry, field, salt, said) VALUES (?, ?, ?, ?)"


def entries_of(rows: Iterable[Sequence[Any]], texts: Iterable[Sequence[Any]]) -> tuple[Entry, ...]:
    """Every entry that can be read of the rows as they stand, each with its texts; proving.py tells of the others."""
    said: dict[int, list[EntryText]] = {}
    for number, *text in texts:
        if all(isinstance(value, str) for value in text):
            said.setdefault(number, []).append(EntryText(*text))
    return tuple(_entry(row, tuple(said.get(row[0], ()))) for row in rows if _is_readable(row))


def _entry(row: Sequence[Any], texts: tuple[EntryText, ...]) -> Entry:
    number, previous, own, written_at, kind, item, refers, write_id, content = row
    return Entry(number, previous, own, written_at, EntryKind(kind), item, refers, write_id, content, texts)


def _is_readable(row: Sequence[Any]) -> bool:
    """Whether an entry can be shown at all, also when somebody has changed it."""
    number, *texts, refers, write_id, content = row
    if not all(isinstance(value, str) for value in (*texts, write_id, content)) or texts[3] not in set(
        EntryKind
    ):
        return False
    try:
        dt.datetime.fromisoformat(texts[2])
        found = json.loads(content)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, dict) and isinstance(number, int) and isinstance(refers, int | None)


def next_entry(head: tuple[int, str] | None, new: NewEntry) -> Entry:
    """The link that follows the one with this number and hash, sealed; nothing is written yet."""
    texts = tuple(
        EntryText(field, secrets.token_hex(16), normal(text)) for field, text in sorted(new.texts.items())
    )
    unhashed = Entry(
        head[0] + 1 if head else 1,
        head[1] if head else FIRST_PREVIOUS,
        "",
        dates.now().isoformat(),
        *(new.kind, new.item, new.refers, new.write_id),
        canonical({**normalised(new.content), "texts": {t.field: digest(t) for t in texts}}),
        texts,
    )
    return replace(unhashed, hash=hash_of(unhashed))


def write_entry(cursor: duckdb.DuckDBPyConnection, entry: Entry) -> None:
    """Add an entry in the caller's transaction, and take a prepared item that it settles off the agenda."""
    row = [entry.number, entry.previous, entry.hash, entry.written_at, entry.kind, entry.item]
    cursor.execute(_NEW_ENTRY, [*row, entry.refers, entry.write_id, entry.content])
    for text in entry.texts:
        cursor.execute(_NEW_TEXT, [entry.number, text.field, text.salt, text.text])
    delete_item(cursor, entry.item)


def hash_of(entry: Entry) -> str:
    """SHA-256 over every stored column but the hash itself; texts are covered by their digests in the content."""
    own = (entry.number, entry.previous, "", entry.written_at, entry.kind.value, entry.item)
    return hash_of_row((*own, entry.refers, entry.write_id, entry.content))


def hash_of_row(row: Sequence[Any]) -> str:
    """The same for a row as it stands in the file, the hash in its third place; empty if it has no one spelling."""
    covered = {name: value for name, value in zip(COLUMNS, row, strict=True) if name != "hash"}
    try:
        return sha256(canonical(covered))
    except ValueError:  # somebody has put in what we never write
        return ""


def digest(text: EntryText) -> str:
    """The salted digest that stands for a text in the content."""
    return digest_of(text.salt, text.text)


def digest_of(salt: object, text: object) -> str:
    """The same for what stands in the file; empty if it has no one spelling."""
    try:
        return sha256(canonical([salt, text])) if isinstance(salt, str) and isinstance(text, str) else ""
    except ValueError:
        return ""


def commit_word(entry: Entry) -> str:
    """What a commit says of the entry that it adds."""
    return f"journal {entry.number} {entry.hash}"


def guard(cursor: duckdb.DuckDBPyConnection) -> None:
    """Let the database refuse changes of the journal."""
    cursor.execute(_GUARDS.read_text(encoding="utf-8"))


def begin_journal(cursor: duckdb.DuckDBPyConnection) -> None:
    """In a database without a journal: write its known first link, and an entry for each item already treated.

    A journal that was there once and is gone is not begun anew: `verify` tells of it.
    """
    last = last_commit(cursor)
    if last is None or any(cursor.execute(sign).fetchone() for sign in _BEGUN):
        return
    meetings = {m.id: m for m in read_meetings(cursor)}
    treated = [i for i in read_items(cursor) if i.outcome is not Outcome.FORBEREDT]
    first = NewEntry(EntryKind.OPRETTET, "lederpulje", content={"chain": "lederpulje"})
    head = None
    for new in (
        first,
        *(_from_before(i, meetings.get(i.meeting, Meeting(i.meeting, "", None))) for i in treated),
    ):
        entry = next_entry(head, new)
        head = entry.number, entry.hash
        write_entry(cursor, entry)
        last = append_commit(cursor, last, last.data_version, commit_word(entry))


def _from_before(item: AgendaItem, meeting: Meeting) -> NewEntry:
    """A decision from before the app: its texts, without calculation."""
    return NewEntry(
        EntryKind.BESLUTNING,
        f"grunddata {item.id}",
        item.id,
        content={"item": item_content(item, meeting, item.outcome)},
        texts=item_texts(item, meeting),
    )


def item_content(item: AgendaItem, meeting: Meeting, outcome: Outcome) -> Mapping[str, Any]:
    """What an entry says of its item by key and figure."""
    return {
        "meeting": meeting.id,
        "date": meeting.date.isoformat() if meeting.date else None,
        "outcome": outcome.value,
        "closed": item.closed,
        "courses": list(item.courses),
        "scenarios": list(item.scenarios),
        "year": item.year,
        "deadline": item.deadline.isoformat() if item.deadline else None,
    }


def item_texts(item: AgendaItem, meeting: Meeting) -> dict[str, str]:
    """What people wrote of an item and its meeting, by field."""
    of_item = (
        *("heading", "item_no", "case_no", "summary", "recommendation", "decision", "presentation"),
        *("dissent", "conflict", "appendices", "follow_up", "news", "source", "case"),
    )
    of_meeting = ("body", "place", "present", "absent", "substitutes")
    return {
        **{name: getattr(item, name) for name in of_item},
        **{name: getattr(meeting, name) for name in of_meeting},
    }
