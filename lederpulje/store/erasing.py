"""Erasing a person's name: from every text, and from the file, which is written anew.

What is deleted in a DuckDB file stays in it until the file is rewritten. So all is copied to memory, changed there,
and written to a new file, which then takes the old one's place. The journal's chain holds salted digests of texts and
no texts, so it stands; an entry says which texts have another digest since, and the old salts are gone too.
"""

from __future__ import annotations

import secrets
import shutil
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lederpulje.errors import AgendaRefused, StoreError, UnknownName
from lederpulje.model import EntryKind, NewEntry, Person
from lederpulje.store.agenda import read_people
from lederpulje.store.backup import remove, sync_file
from lederpulje.store.canonical import normal
from lederpulje.store.commits import Commit, Witness, append_commit, last_commit, sync_folder
from lederpulje.store.connection import connect_to_copy, copy_database, cursor_of, guard_file, snapshot_path
from lederpulje.store.journal import commit_word, digest_of, next_entry, write_entry
from lederpulje.store.lock import DatabaseLock
from lederpulje.store.naming import Name
from lederpulje.store.proving import broken, read_raw
from lederpulje.store.store import open_for_reading, open_store

_TEXTS = Path(__file__).resolve().parent / "erasing.sql"
_KEYS = """
SELECT id FROM courses UNION SELECT key FROM frames UNION SELECT key FROM conditions UNION SELECT key FROM scenarios
UNION SELECT key FROM strategy_links UNION SELECT id FROM posts UNION SELECT id FROM meetings
UNION SELECT id FROM agenda_items UNION SELECT item FROM journal_entries
UNION SELECT unnest(regexp_extract_all(content, '"([^"]*)"', 1)) FROM journal_entries
UNION SELECT field FROM decision_texts ORDER BY 1
"""
_CHANGED_TEXT = "UPDATE decision_texts SET salt = ?, said = ? WHERE entry = ? AND field = ?"


@dataclass(frozen=True, slots=True)
class Erasure:
    """What was erased: texts of prepared things, texts of which entries, files, and the entry that says so.

    `keys` are those that were made of texts with the name; they stand, since locked calculations use them.
    """

    person: str
    texts: int
    entries: tuple[int, ...]
    files: tuple[str, ...]
    keys: tuple[str, ...]
    number: int


def erase_person(path: Path, own_id: str, signed: str) -> Erasure:
    """Take a person's name out of a database that nobody has open. `signed` is who asked for it, a function.

    Raises UnknownName, a StoreError, or AgendaRefused if the journal is broken, which erasing would hide. Whatever is
    raised, and wherever it is cut short, the old database or the new one stands there whole.
    """
    with open_for_reading(path) as reading:
        if reading.source == "database":  # else somebody holds it, which is told next
            _person(reading.people(), own_id)
    with open_store(path) as store:  # brings it up to date, and leaves nothing in a log beside it
        database = store.path
    lock = DatabaseLock(database)
    new = database.with_name(database.name + ".slettes")
    try:
        remove(new)  # what an earlier one left that was cut short
        done, commit = _write_without(database, new, own_id, signed)
        shutil.copymode(database, new)
        _take(database, new, commit)
    finally:
        remove(new)
        lock.release()
    return done


def _person(people: tuple[Person, ...], own_id: str) -> Person:
    found = next((p for p in people if p.id == own_id), None)
    if found is None:
        raise UnknownName("Personen", own_id, tuple(p.id for p in people))
    return found


def _write_without(database: Path, new: Path, own_id: str, signed: str) -> tuple[Erasure, Commit]:
    """Write a new file of what stands in the database without the name."""
    connection = connect_to_copy(database, Witness(database), database.parent)
    try:
        with cursor_of(connection) as cursor:
            cursor.begin()
            done, commit = _erase(cursor, own_id, signed)
            cursor.commit()
        copy_database(connection, "lederpulje", new)
    finally:
        connection.close()
    guard_file(new)
    sync_file(new)
    return done, commit


def _take(database: Path, new: Path, commit: Commit) -> None:
    """Put the new file in the old one's place. A database opens without a snapshot, and with a witness that lacks
    its last commit."""
    snapshot = snapshot_path(database)
    half = snapshot.with_name(
        snapshot.name + ".tmp"
    )  # as snapshot.py names it, which removes what a crash left
    for old in (snapshot, half):
        old.unlink(missing_ok=True)
    log = database.with_name(database.name + ".wal")
    if log.exists():
        raise StoreError(f"Databasen {database} har ændringer i {log.name}. Prøv igen. Intet er ændret.")
    shutil.copyfile(new, half)
    new.replace(database)
    sync_folder(database.parent)
    Witness(database).append(commit)
    half.replace(snapshot)


def _erase(cursor: duckdb.DuckDBPyConnection, own_id: str, signed: str) -> tuple[Erasure, Commit]:
    person = _person(read_people(cursor), own_id)
    before = read_raw(cursor)
    last = last_commit(cursor)
    if broken(before) or last is None:
        raise AgendaRefused(
            "Journalen er ændret uden om programmet, og en sletning ville skjule det. Se hvad med: "
            "python -m lederpulje verify."
        )
    name = Name(person.name)
    files = _erase_files(cursor, name)
    texts = _erase_texts(cursor, name)
    erased = _erase_decisions(cursor, name)
    cursor.execute("DELETE FROM people WHERE id = ?", [own_id])
    keys = tuple(key for (key,) in cursor.execute(_KEYS).fetchall() if name.made(key))
    entry = next_entry(
        before.head,
        NewEntry(
            EntryKind.SLETNING,
            secrets.token_hex(8),
            content={"person": own_id, "erased": erased},
            texts={"signed": signed},
        ),
    )
    write_entry(cursor, entry)
    commit = append_commit(cursor, last, last.data_version, commit_word(entry))
    numbers = tuple(dict.fromkeys(int(one["entry"]) for one in erased))
    return Erasure(own_id, texts, numbers, files, keys, entry.number), commit


def _erase_files(cursor: duckdb.DuckDBPyConnection, name: Name) -> tuple[str, ...]:
    """Remove the drafts of the course list whose file holds the name: a file is not rewritten."""
    rows = cursor.execute("SELECT id, file FROM list_drafts WHERE file IS NOT NULL ORDER BY id").fetchall()
    found = tuple(own for own, file in rows if name.stands_in_file(file))
    cursor.execute("DELETE FROM list_drafts WHERE list_contains(?::VARCHAR[], id)", [list(found)])
    return found


def _erase_texts(cursor: duckdb.DuckDBPyConnection, name: Name) -> int:
    """Take the name out of everything but decisions; how many texts held it."""
    changed = 0

    def without(text: str) -> str:
        nonlocal changed
        left = name.without(text)
        changed += left != text
        return left

    def without_packed(data: bytes) -> bytes:
        nonlocal changed
        left = name.without_packed(data)
        changed += left != data
        return left

    cursor.create_function("uden", without, ["VARCHAR"], "VARCHAR", side_effects=True)
    cursor.create_function("uden_pakket", without_packed, ["BLOB"], "BLOB", side_effects=True)
    cursor.execute(_TEXTS.read_text(encoding="utf-8"))
    return changed


def _erase_decisions(cursor: duckdb.DuckDBPyConnection, name: Name) -> list[dict[str, int | str]]:
    """Take the name out of decisions' texts, each with a new salt, so that the old digest tells nothing any more."""
    found = []
    for number, field, said in cursor.execute(
        "SELECT entry, field, said FROM decision_texts ORDER BY entry, field"
    ).fetchall():
        if not name.stands_in(said):
            continue
        left, salt = normal(name.without(said)), secrets.token_hex(16)
        cursor.execute(_CHANGED_TEXT, [salt, left, number, field])
        found.append({"entry": number, "field": field, "digest": digest_of(salt, left)})
    return found
