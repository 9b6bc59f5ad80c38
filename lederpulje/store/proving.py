"""Is the journal as it was written? Every link, every column, every text, and that none is missing.

Somebody who changes the file may do anything to it, also make the tables anew without their rules, so nothing here
takes a value's type or a number's uniqueness for granted.
"""

from __future__ import annotations

import itertools
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import duckdb

from lederpulje.model.agenda import ERASED, FIELD_NAMES, Broken
from lederpulje.store.commits import GENESIS, Commit, commits_from
from lederpulje.store.journal import COLUMNS, FIRST_PREVIOUS, digest_of, hash_of_row

Row = tuple[Any, ...]
_TEXT_COLUMNS = ("entry", "field", "salt", "said")
_EXPECTED = {"journal_entries": COLUMNS, "decision_texts": _TEXT_COLUMNS}
_FOUND = """
SELECT c.table_name, t.table_type, list(c.column_name)
FROM information_schema.columns c JOIN information_schema.tables t USING (table_catalog, table_schema, table_name)
WHERE c.table_catalog = current_database() AND (c.table_name ILIKE '%journal%' OR c.table_name ILIKE '%decision%')
GROUP BY ALL ORDER BY ALL
"""
_ROWS = (
    "SELECT number, previous, hash, written_at, kind, item, refers, write_id, content FROM journal_entries"
)
_TEXTS = "SELECT entry, field, salt, said FROM decision_texts"


@dataclass(frozen=True, slots=True)
class Journal:
    """The journal as it stands in the file, whatever it holds; `faults` is what is wrong with its tables."""

    rows: tuple[Row, ...]
    texts: tuple[Row, ...]
    commits: tuple[Commit, ...]
    faults: tuple[Broken, ...] = ()

    @property
    def head(self) -> tuple[int, str] | None:
        """Number and hash of the newest entry that stands in the file or was registered when it was written."""
        known = [(row[0], row[2]) for row in self.rows if isinstance(row[2], str)]
        return max([*known, *_entered(self.commits)], default=None)


def read_raw(cursor: duckdb.DuckDBPyConnection) -> Journal:
    """Everything that proves or disproves the journal."""
    found = {name: (kind, set(columns)) for name, kind, columns in cursor.execute(_FOUND).fetchall()}
    faults = list(_faults_of_tables(found))
    whole = {name for name, columns in _EXPECTED.items() if name in found and found[name][1] >= set(columns)}
    rows = cursor.execute(_ROWS).fetchall() if "journal_entries" in whole else []
    texts = cursor.execute(_TEXTS).fetchall() if "decision_texts" in whole else []
    if any(not _is_number(row[0]) for row in (*rows, *texts)):
        faults.append(Broken(0, "Journalen har en række, der ikke hører til en post med et nummer."))
    return Journal(
        tuple(sorted((row for row in rows if _is_number(row[0])), key=lambda row: (row[0], str(row)))),
        tuple(sorted((row for row in texts if _is_number(row[0])), key=lambda row: (row[0], str(row)))),
        *(tuple(commits_from(cursor, 1)), tuple(faults)),
    )


def broken(journal: Journal) -> tuple[Broken, ...]:
    """Everything that is not as it was written, by number; empty if nothing is."""
    found = [
        *journal.faults,
        *_broken_links(journal.rows),
        *_broken_rows(journal.rows),
        *_broken_texts(journal),
        *_broken_commits(journal),
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda b: b.number))


def unseen(journal: Journal, seen: Iterable[tuple[int, str]]) -> Iterator[Broken]:
    """What the witness file saw otherwise: number and hash of each commit, as they were acknowledged."""
    commits = {commit.number: commit for commit in journal.commits}
    for number, own in seen:
        commit = commits.get(number)
        if commit is None or commit.hash == own:
            continue
        for entry, _ in _entered([commit]):
            yield Broken(entry, "vidnefilen ved siden af databasen så en anden, da den blev skrevet.")
        yield Broken(0, "Databasens registrerede ændringer er andre end dem, vidnefilen så.")


def _faults_of_tables(found: Mapping[str, tuple[str, set[str]]]) -> Iterator[Broken]:
    for name, expected in _EXPECTED.items():
        kind, columns = found.get(name, ("", set()))
        if kind != "BASE TABLE":
            yield Broken(0, f"Tabellen {name} mangler eller er lavet om.")
        for column in sorted(set(expected) - columns if kind else ()):
            yield Broken(0, f"Kolonnen {column} i tabellen {name} mangler.")
        for column in sorted(columns - set(expected)):
            yield Broken(0, f"Kolonnen {column} i tabellen {name} er ikke lavet af Lederpulje.")
    for name in sorted(found.keys() - _EXPECTED.keys()):
        yield Broken(0, f"Tabellen {name} er ikke lavet af Lederpulje.")


def _is_number(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _broken_links(rows: tuple[Row, ...]) -> Iterator[Broken]:
    expected, before = 1, FIRST_PREVIOUS
    for number, previous, own, *_ in rows:
        for missing in range(expected, number):
            yield Broken(missing, "den mangler i journalen.")
        if number < expected:
            yield Broken(number, "der er en post for meget med det nummer.")
        elif number == expected and previous != before:
            yield Broken(number, "den peger ikke på posten før sig.")
        expected, before = max(expected, number + 1), own


def _broken_rows(rows: tuple[Row, ...]) -> Iterator[Broken]:
    for row in rows:
        if not row[2] or hash_of_row(row) != row[2]:
            yield Broken(row[0], "den er ændret, siden den blev skrevet: kontrolsummen passer ikke.")


def _broken_texts(journal: Journal) -> Iterator[Broken]:
    wanted = {row[0]: dict(_digests(row[8])) for row in journal.rows}
    erased = {(number, field): redacted for number, field, redacted in _erasures(journal.rows)}
    for (number, field), redacted in erased.items():
        if field in wanted.get(number, {}):
            wanted[number][field] = redacted
    for number, field, salt, said in journal.texts:
        expected = wanted.get(number, {}).pop(field, None)
        name = FIELD_NAMES.get(field, field)
        if expected is None:
            yield Broken(number, f"teksten »{name}« hører ikke til den.")
        elif (
            not expected
            or expected != digest_of(salt, said)
            or ((number, field) in erased and ERASED not in said)
        ):
            yield Broken(number, f"teksten »{name}« er ændret, siden den blev skrevet.")
    for number, fields in wanted.items():
        for field in fields:
            yield Broken(number, f"teksten »{FIELD_NAMES.get(field, field)}« mangler.")


def _broken_commits(journal: Journal) -> Iterator[Broken]:
    linked = itertools.pairwise(journal.commits)
    sound = all(commit.is_sound() for commit in journal.commits)
    joined = all(a.hash == b.previous and a.number + 1 == b.number for a, b in linked) if sound else False
    first = journal.commits[0] if journal.commits else None
    if not (joined and first and (first.number, first.previous) == (1, GENESIS)):
        yield Broken(0, "Kæden af registrerede ændringer i databasen er brudt.")
    hashes = {row[0]: row[2] for row in journal.rows}
    entered = tuple(_entered(journal.commits))
    for number, times in Counter(number for number, _ in entered).items():
        if times > 1:
            yield Broken(number, "databasen har registreret flere med det nummer.")
    for number, own in entered:
        if number not in hashes:
            yield Broken(number, "den mangler i journalen.")
        elif hashes[number] != own:
            yield Broken(number, "den er en anden end den, databasen har registreret.")
    for number in hashes.keys() - {number for number, _ in entered}:
        yield Broken(number, "databasen har ikke registreret, at den blev skrevet.")


def _entered(commits: Iterable[Commit]) -> Iterator[tuple[int, str]]:
    """What commits say of entries: number and hash."""
    for commit in commits:
        word, _, rest = str(commit.what).partition(" ")
        number, _, own = rest.partition(" ")
        if word == "journal" and number.isdecimal():
            yield int(number), own


def _digests(content: object) -> Mapping[str, str]:
    """The digests that a content holds, by field; none if somebody has made it unreadable."""
    found = parsed(content).get("texts")
    return found if isinstance(found, dict) else {}


def _erasures(rows: tuple[Row, ...]) -> Iterator[tuple[int, str, str]]:
    """What later entries erased from texts: number, field, and the digest of what stands there now."""
    for row in rows:
        erased = parsed(row[8]).get("erased") if row[4] == "sletning" else None
        for one in erased if isinstance(erased, list) else ():
            said = (
                [one.get(name) for name in ("entry", "field", "digest")]
                if isinstance(one, dict)
                else [None] * 3
            )
            number, field, redacted = said
            if (
                isinstance(number, int)
                and isinstance(field, str)
                and isinstance(redacted, str)
                and number < row[0]
            ):
                yield number, field, redacted


def parsed(content: object) -> Mapping[str, Any]:
    """The object that a content is; empty if it is none, since the row itself is told of as changed."""
    try:
        found = json.loads(content) if isinstance(content, str) else None
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
