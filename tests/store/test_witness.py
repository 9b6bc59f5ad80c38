from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from lederpulje.errors import DatabaseUnreadable
from lederpulje.store import Store, open_for_reading, open_store
from lederpulje.store.commits import GENESIS, Commit, Witness, chained, commits_from, last_commit
from tests.store.programs import SAVE_UNTIL_KILLED, draft, files_beside, first_word, program

OPENERS = pytest.mark.parametrize("opener", [open_store, open_for_reading])


def witness_of(database: Path) -> Path:
    return database.with_name(f"{database.name}.witness")


def commits_in(database: Path) -> list[Commit]:
    with duckdb.connect(database) as connection:
        return commits_from(connection, 1)


def saved(database: Path, count: int) -> list[str]:
    """Save some drafts; the lines of the witness afterwards."""
    with open_store(database) as store:
        for number in range(count):
            store.save_draft(draft(number))
    return witness_of(database).read_text().splitlines(keepends=True)


def test_every_commit_is_a_link_of_the_chain_and_seen_by_the_witness(database: Path) -> None:
    lines = saved(database, 3)
    commits = commits_in(database)
    assert [c.number for c in commits] == list(range(1, len(commits) + 1))
    assert [c.what.split()[0] for c in commits] == [
        "oprettet",
        *["journal"] * 8,
        "kladde",
        "kladde",
        "kladde",
    ]
    assert [c.previous for c in commits] == [GENESIS, *(c.hash for c in commits[:-1])]
    assert all(c.is_sound() for c in commits)
    assert lines == [f"{c.number} {c.hash}\n" for c in commits]


@pytest.mark.parametrize("field", ["number", "previous", "committed_at", "data_version", "what"])
def test_the_hash_covers_every_field(field: str) -> None:
    commit = Commit(2, GENESIS, "", "2027-02-24T10:00:00+01:00", 1, "kladde")
    other = {"number": 3, "data_version": 2}.get(field, "andet")
    assert chained(commit) != chained(replace(commit, **{field: other}))  # type: ignore[arg-type]


@OPENERS
def test_a_database_that_lost_its_newest_commits_is_refused(
    database: Path, opener: Callable[[Path], Store]
) -> None:
    """As after a damaged log that DuckDB opens silently: the file is good, but older than the witness."""
    saved(database, 1)
    older = database.read_bytes()
    saved(database, 3)
    database.write_bytes(older)
    before = files_beside(database)
    with pytest.raises(
        DatabaseUnreadable, match=r"går til ændring nr\. 10, men vidnefilen .* har set nr\. 12"
    ):
        opener(database)
    assert files_beside(database) == before


def test_a_log_that_vanished_or_was_damaged_anywhere_is_refused(database: Path) -> None:
    """Whatever byte of the log is flipped: all acknowledged commits are there, or the file is refused, untouched."""
    made = len(commits_in(database))
    with program(SAVE_UNTIL_KILLED, str(database)) as saving:
        for _ in range(6):
            assert first_word(saving)
        saving.kill()
        saving.communicate()
    log = database.with_name(f"{database.name}.wal")
    whole, seen = log.read_bytes(), Witness(database).last_seen()
    assert seen is not None
    damaged = [whole[:0], whole[: len(whole) // 2]]
    for at in range(0, len(whole), max(1, len(whole) // 24)):
        damaged.append(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
    refused = 0
    for content in damaged:
        log.write_bytes(content)
        before = files_beside(database)
        try:
            with open_for_reading(database) as store:
                assert all(store.draft(f"d{number}") for number in range(1, seen[0] - made + 1))
        except DatabaseUnreadable:
            refused += 1
        assert files_beside(database) == before
    assert refused > len(damaged) // 2
    log.unlink()
    with pytest.raises(DatabaseUnreadable, match="de nyeste ændringer mangler"):
        open_store(database)


def test_a_witness_that_lacks_the_newest_commit_catches_up(database: Path) -> None:
    """As after a crash between the commit and the witness."""
    lines = saved(database, 2)
    witness_of(database).write_text("".join(lines[:-1]))
    with open_store(database) as store:
        assert witness_of(database).read_text() == "".join(lines)
        store.save_draft(draft(7))
    assert len(witness_of(database).read_text().splitlines()) == len(lines) + 1


@pytest.mark.parametrize(
    "torn", ["11", "11 0123", "11 " + "a" * 64], ids=["number", "half a hash", "no line end"]
)
def test_a_half_written_last_line_does_not_count(database: Path, torn: str) -> None:
    lines = saved(database, 2)
    witness_of(database).write_text("".join(lines[:-1]) + torn)
    open_store(database).close()
    assert witness_of(database).read_text() == "".join(lines)


@pytest.mark.parametrize("content", [None, b""], ids=["missing", "empty"])
def test_a_database_that_came_without_its_witness_gets_one(database: Path, content: bytes | None) -> None:
    last = saved(database, 2)[-1]
    witness_of(database).unlink()
    if content is not None:
        witness_of(database).write_bytes(content)
    open_store(database).close()
    assert witness_of(database).read_text() == last


@OPENERS
def test_reading_does_not_repair_the_witness(database: Path, opener: Callable[[Path], Store]) -> None:
    lines = saved(database, 1)
    witness_of(database).write_text(lines[0])
    opener(database).close()
    assert witness_of(database).read_text() == "".join(lines if opener is open_store else lines[:1])


def test_another_database_under_the_same_name_is_refused(database: Path) -> None:
    number, digest = saved(database, 1)[-1].split()
    witness_of(database).write_text(f"{number} {digest[::-1]}\n")
    with pytest.raises(DatabaseUnreadable, match=rf"ændring nr\. {number} er en anden"):
        open_store(database)


def test_a_damaged_witness_is_refused(database: Path) -> None:
    witness_of(database).write_text("1 ikke en hash\n")
    with pytest.raises(DatabaseUnreadable, match=r"vidnefilen .* er beskadiget"):
        open_store(database)


@pytest.mark.parametrize(
    "tampering",
    [
        "UPDATE commits SET what = 'grunddata' WHERE number = 3",
        "UPDATE commits SET committed_at = committed_at || chr(10) WHERE number = 3",
        "DELETE FROM commits WHERE number = 2",
        "DELETE FROM commits",
    ],
)
def test_a_broken_chain_is_refused(database: Path, tampering: str) -> None:
    lines = saved(database, 2)
    witness_of(database).write_text(lines[0])
    with duckdb.connect(database) as connection:
        connection.execute(tampering)
    with pytest.raises(DatabaseUnreadable, match=r"ændringer er brudt|ingen registrerede ændringer"):
        open_store(database)


def test_the_newest_commit_is_the_one_with_the_highest_number(database: Path) -> None:
    saved(database, 2)
    with duckdb.connect(database) as connection:
        last = last_commit(connection)
    assert last is not None
    assert (last.number, last.hash) == Witness(database).last_seen()
