"""The chain of commits in the database, and the witness file beside it that has seen them.

A damaged write-ahead log can make a database open silently without its last commits; the witness knows better.
"""

from __future__ import annotations

import hashlib
import itertools
import os
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb

from lederpulje import dates

GENESIS = "0" * 64
_LINE = re.compile(rb"(\d+) ([0-9a-f]{64})")


@dataclass(frozen=True, slots=True)
class Commit:
    """One acknowledged change, chained to the one before it."""

    number: int
    previous: str
    hash: str
    committed_at: str
    data_version: int
    what: str

    def is_sound(self) -> bool:
        """Whether the hash is that of the other fields, and each of them a value that we write."""
        texts, numbers = (
            (self.previous, self.hash, self.committed_at, self.what),
            (self.number, self.data_version),
        )
        ours = all(isinstance(t, str) for t in texts) and all(isinstance(n, int) for n in numbers)
        return ours and "\n" not in self.committed_at and self.hash == chained(self)


def chained(commit: Commit) -> str:
    """The hash of a commit over its own fields and the hash before it."""
    parts = (commit.previous, commit.number, commit.committed_at, commit.data_version, commit.what)
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def commits_from(cursor: duckdb.DuckDBPyConnection, number: int) -> list[Commit]:
    """The commits from a number on."""
    rows = cursor.execute(
        "SELECT number, previous, hash, committed_at, data_version, what FROM commits "
        "WHERE number >= ? ORDER BY number",
        [number],
    ).fetchall()
    return [Commit(*row) for row in rows]


def last_commit(cursor: duckdb.DuckDBPyConnection) -> Commit | None:
    """The newest commit."""
    row = cursor.execute("SELECT max(number) FROM commits").fetchone()
    return commits_from(cursor, row[0])[0] if row and row[0] is not None else None


def append_commit(
    cursor: duckdb.DuckDBPyConnection, previous: Commit | None, data_version: int, what: str
) -> Commit:
    """Add the next link of the chain inside the transaction that it stands for."""
    unhashed = Commit(
        number=previous.number + 1 if previous else 1,
        previous=previous.hash if previous else GENESIS,
        hash="",
        committed_at=dates.now().isoformat(),
        data_version=data_version,
        what=what,
    )
    commit = Commit(
        unhashed.number, unhashed.previous, chained(unhashed), unhashed.committed_at, data_version, what
    )
    cursor.execute(
        "INSERT INTO commits (number, previous, hash, committed_at, data_version, what) "
        "VALUES (?, ?, ?, ?, ?, ?)",
        [commit.number, commit.previous, commit.hash, commit.committed_at, data_version, what],
    )
    return commit


class Witness:
    """The small file that remembers number and hash of each commit, flushed to disk at once."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(database.name + ".witness")

    def last_seen(self) -> tuple[int, str] | None:
        """Number and hash of the newest commit seen; a half-written last line does not count.

        Raises ValueError if the file is no witness.
        """
        if not self.path.exists():
            return None
        whole_lines = self.path.read_bytes().rpartition(b"\n")[0]
        return _line(whole_lines.rpartition(b"\n")[2]) if whole_lines else None

    def seen(self) -> tuple[tuple[int, str], ...]:
        """Number and hash of every commit seen, those lines left out that cannot be read."""
        if not self.path.exists():
            return ()
        found = [_LINE.fullmatch(line) for line in self.path.read_bytes().split(b"\n")[:-1]]
        return tuple((int(match[1]), match[2].decode()) for match in found if match is not None)

    def missing(self, cursor: duckdb.DuckDBPyConnection) -> str | None:
        """Say in Danish what the witness has seen that the current database lacks; `None`: nothing."""
        try:
            seen = self.last_seen()
        except ValueError:
            return (
                f"vidnefilen {self.path.name} er beskadiget, så det er uvist, om de nyeste ændringer er med"
            )
        last = last_commit(cursor)
        if last is None:
            return "databasen har ingen registrerede ændringer"
        number, digest = seen if seen else (last.number, last.hash)
        if number > last.number:
            return (
                f"de nyeste ændringer mangler: databasen går til ændring nr. {last.number}, men vidnefilen "
                f"{self.path.name} har set nr. {number}"
            )
        commits = commits_from(cursor, number)
        links = itertools.pairwise(commits)
        if not all(c.is_sound() for c in commits) or any(a.hash != b.previous for a, b in links):
            return "kæden af registrerede ændringer er brudt"
        if commits[0].hash != digest:
            return (
                f"ændring nr. {number} er en anden end den, vidnefilen {self.path.name} har set. "
                "Måske er databasen byttet ud med en anden udgave"
            )
        return None

    def repair(self, cursor: duckdb.DuckDBPyConnection) -> None:
        """Drop a half-written last line, and catch up with what came just before a crash."""
        if self.path.exists():
            with self.path.open("r+b") as file:
                file.truncate(file.read().rfind(b"\n") + 1)
        seen, last = self.last_seen(), last_commit(cursor)
        unseen = commits_from(cursor, seen[0] + 1) if seen else [last] if last else []
        if unseen:
            self.append(*unseen)

    def append(self, *commits: Commit) -> None:
        """Remember commits; returns when they are on the disk."""
        is_new = not self.path.exists()
        with self.path.open("ab") as file:
            file.write("".join(f"{c.number} {c.hash}\n" for c in commits).encode())
            file.flush()
            os.fsync(file.fileno())
        if is_new:
            sync_folder(self.path.parent)

    def start(self, commits: Sequence[Commit]) -> None:
        """Begin anew for a new database."""
        self.path.unlink(missing_ok=True)
        self.append(*commits)


def _line(line: bytes) -> tuple[int, str]:
    match = _LINE.fullmatch(line)
    if match is None:
        raise ValueError("witness is not readable")
    return int(match[1]), match[2].decode()


def sync_folder(folder: Path) -> None:
    """Put a new name in a folder on the disk, where the system can."""
    if os.name == "nt":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
