"""Whatever somebody changes behind the program's back is named by its number; a newer engine is told apart."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb
import pytest

from lederpulje import ENGINE_VERSION
from lederpulje.actions.decisions.proving import Verdict, proof_lines, prove, recalculate
from lederpulje.model import Broken, Entry, EntryKind, EntryText
from lederpulje.store import open_for_proving, open_store
from lederpulje.store.commits import Commit, chained
from lederpulje.store.journal import digest, hash_of
from lederpulje.store.proving import broken, read_raw
from tests.actions.decisions.made import (
    FIRST,
    by_hand,
    change_content,
    decide_on,
    meeting_and_item,
    rehash_from,
    sealed,
)

GOLDEN = Path(__file__).parent / "golden" / "lock-1.json"


@pytest.fixture(scope="module")
def opened(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[duckdb.DuckDBPyConnection]:
    """One file open in plain duckdb, without a rule that refuses anything."""
    path = tmp_path_factory.mktemp("hand") / "l.duckdb"
    shutil.copyfile(original, path)
    with by_hand(path) as connection:
        yield connection


@pytest.fixture
def hand(opened: duckdb.DuckDBPyConnection) -> Iterator[duckdb.DuckDBPyConnection]:
    """The same, to do anything to: it is taken back afterwards."""
    opened.begin()
    yield opened
    opened.rollback()


def named(database: Path) -> set[int]:
    """The numbers of what `verify` finds broken."""
    with open_for_proving(database) as store:
        return {fault.number for fault in prove(store).broken}


def test_what_nobody_has_changed_holds(database: Path) -> None:
    with open_for_proving(database) as store:
        found = prove(store)
    assert (found.entries, found.calculations, found.broken, found.deviating) == (13, 3, (), ())
    assert found.head in proof_lines(found)[-1]


def test_a_change_of_any_column_of_a_locked_decision_is_named(opened: duckdb.DuckDBPyConnection) -> None:
    """Every column of every table whose name says decision or journal, as the database itself lists them."""
    columns = opened.execute(
        "SELECT table_name, column_name, data_type FROM information_schema.columns "
        "WHERE table_name ILIKE '%decision%' OR table_name ILIKE '%journal%'"
    ).fetchall()
    assert {"journal_entries", "decision_texts"} <= {table for table, _, _ in columns}
    assert len(columns) >= 13
    missed = []
    for table, column, kind in columns:
        own = "entry" if table == "decision_texts" else "number"
        for change in (
            f"CAST({column} AS VARCHAR) || 'x'" if kind == "VARCHAR" else f"coalesce({column}, 0) + 77",
            "NULL",
        ):
            opened.begin()
            sql = f"UPDATE {table} SET {column} = {change} WHERE {own} = {FIRST} AND {column} IS DISTINCT FROM {change}"  # noqa: S608
            (changed,) = opened.execute(sql).fetchall()[0]
            faults = {fault.number for fault in broken(read_raw(opened))}
            opened.rollback()
            if changed and FIRST not in faults:
                missed.append((column, change, faults))
    assert missed == []


def test_each_text_of_a_decision_is_covered_by_itself(hand: duckdb.DuckDBPyConnection) -> None:
    fields = hand.execute("SELECT field FROM decision_texts WHERE entry = ?", [FIRST]).fetchall()
    hand.execute("UPDATE decision_texts SET said = said || ' ' WHERE entry = ?", [FIRST])
    faults = broken(read_raw(hand))
    assert len(fields) > 20
    assert [fault.number for fault in faults] == [FIRST] * len(fields)


# What somebody may do to the file, and the numbers that must be named; 0 is the whole.
TAMPERINGS: dict[str, tuple[tuple[str, ...], set[int]]] = {
    "an entry deleted": (("DELETE FROM journal_entries WHERE number = 10",), {10}),
    "the last entry deleted with its texts": (
        ("DELETE FROM journal_entries WHERE number = 13", "DELETE FROM decision_texts WHERE entry = 13"),
        {13},
    ),
    "a text deleted": (("DELETE FROM decision_texts WHERE entry = 9 AND field = 'decision'",), {9}),
    "two entries swapped": (
        ("UPDATE journal_entries SET number = 9 + 10 - number WHERE number IN (9, 10)",),
        {9, 10},
    ),
    "two texts swapped": (
        ("UPDATE decision_texts SET entry = 9 + 11 - entry WHERE field = 'decision' AND entry IN (9, 11)",),
        {9, 11},
    ),
    "words moved from a text to its salt": (
        (
            "UPDATE decision_texts SET salt = salt || said[:5], said = said[6:] "
            "WHERE entry = 9 AND field = 'decision'",
        ),
        {9},
    ),
    "an entry doubled": (
        ("INSERT INTO journal_entries SELECT * FROM journal_entries WHERE number = 9",),
        {9},
    ),
    "an entry without a number": (("UPDATE journal_entries SET number = NULL WHERE number = 9",), {0, 9}),
    "a forged entry": (
        (
            "INSERT INTO journal_entries SELECT 14, hash, repeat('a', 64), written_at, kind, item, NULL, 'ny', "
            "'{}' FROM journal_entries WHERE number = 13",
        ),
        {14},
    ),
    "a text for an entry that has none such": (
        ("INSERT INTO decision_texts VALUES (9, 'endnu en', 'salt', 'Forfalsket')",),
        {9},
    ),
    "a column of its own": (("ALTER TABLE decision_texts ADD COLUMN mere VARCHAR DEFAULT 'Løn'",), {0}),
    "a table of its own": (("CREATE TABLE decision_notes (said VARCHAR)",), {0}),
    "a view in a table's place": (
        ("ALTER TABLE decision_texts RENAME TO kopi", "CREATE VIEW decision_texts AS SELECT * FROM kopi"),
        {0},
    ),
    "no table at all": (("DROP TABLE journal_entries",), set(range(14))),
    "a commit of an entry unsaid": (
        ("UPDATE commits SET what = 'kladde' WHERE starts_with(what, 'journal 9 ')",),
        {0, 9},
    ),
    "content nobody can read": (
        ("UPDATE journal_entries SET content = repeat('[', 99999) WHERE number = 9",),
        {9},
    ),
    "a kind there is not": (("UPDATE journal_entries SET kind = 'gave' WHERE number = 9",), {9}),
}


@pytest.mark.parametrize(("statements", "numbers"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_what_is_done_by_hand_is_named(
    hand: duckdb.DuckDBPyConnection, statements: tuple[str, ...], numbers: set[int]
) -> None:
    for statement in statements:
        hand.execute(statement)
    found = {fault.number for fault in broken(read_raw(hand))}
    assert numbers <= found
    assert (
        len(found) <= len(numbers) + 2
    )  # what is whole is not told of: at most the next link, and the chain


def test_a_figure_changed_with_the_whole_chain_hashed_anew_is_named(database: Path) -> None:
    with by_hand(database) as connection:
        claim_of(connection, 1)
        rehash_from(connection, FIRST)
    assert FIRST in named(database)


def test_one_entry_rewritten_with_its_own_hash_is_named(database: Path) -> None:
    with by_hand(database) as connection:
        change_content(connection, 13, done="2024-03-09")
        rehash_from(connection, 13)
    assert named(database) == {13}


def test_what_is_hashed_anew_down_to_the_commits_is_seen_by_the_witness(database: Path) -> None:
    with by_hand(database) as connection:
        claim_of(connection, 1)
        rehash_from(connection, FIRST)
        commit_anew(connection)
    assert FIRST in named(database)


def test_an_entry_deleted_before_the_next_is_written_stays_missed(database: Path) -> None:
    """The next entry does not take the number of the one that is gone."""
    with duckdb.connect(database) as connection:
        connection.execute("DROP TRIGGER journal_entries_delete ON journal_entries")
        connection.execute("DROP TRIGGER decision_texts_delete ON decision_texts")
        connection.execute("DELETE FROM journal_entries WHERE number = 13")
        connection.execute("DELETE FROM decision_texts WHERE entry = 13")
    with open_store(database) as store:
        _, item = meeting_and_item(store)
        assert decide_on(store, item, None, "senere").number == 14
    assert named(database) == {13}


def test_a_database_that_lost_its_newest_entries_is_told_of(database: Path) -> None:
    """All as it was yesterday, and only the witness knows of today."""
    older = database.read_bytes()
    with open_store(database) as store:
        _, item = meeting_and_item(store)
        decide_on(store, item, None, "i dag")
    database.write_bytes(older)
    with open_for_proving(database) as store:
        assert [str(b) for b in prove(store).broken] == [
            "De nyeste ændringer mangler: databasen går til ændring nr. 19, men vidnefilen l.duckdb.witness har set "
            "nr. 22."
        ]


def test_calculated_again_it_is_the_same(database: Path) -> None:
    with open_for_proving(database) as store:
        verdicts = [recalculate(e).verdict for e in store.agenda().journal if e.number in (8, 9, 10, 11)]
    assert verdicts == [Verdict.UDEN, Verdict.SAMME, Verdict.SAMME, Verdict.SAMME]


@pytest.mark.parametrize(("engine", "verdict"), [("0.9", Verdict.AFVIGER), (ENGINE_VERSION, Verdict.BRUDT)])
def test_other_figures_deviate_if_the_engine_is_another_and_are_broken_if_not(
    database: Path, engine: str, verdict: Verdict
) -> None:
    with open_for_proving(database) as store:
        entry = store.agenda().journal[FIRST - 1]
    calculation = json.loads(entry.content)["calculation"]
    calculation["engine_version"] = calculation["results"]["engine_version"] = engine
    calculation["results"]["pool"]["claimed_oere"] -= 10_000_000
    found = recalculate(sealed(entry, calculation=calculation))
    assert (found.verdict, [str(other) for other in found.other]) == (
        verdict,
        ["pool.claimed_oere: 279.500\xa0kr. → 379.500\xa0kr."],
    )


def test_what_an_older_engine_locked_and_todays_cannot_read_deviates(database: Path) -> None:
    with open_for_proving(database) as store:
        entry = store.agenda().journal[FIRST - 1]
    found = recalculate(sealed(entry, calculation={"engine_version": "0.1", "results": {}}))
    assert found.verdict is Verdict.AFVIGER


def test_the_golden_lock_holds_and_gives_the_worked_example() -> None:
    """Never make golden/lock-1.json anew: it shows that what was once locked can be proved ever after."""
    kept = json.loads(GOLDEN.read_text("utf-8"))
    texts = tuple(EntryText(**text) for text in kept["texts"])
    entry = Entry(**{**kept, "kind": EntryKind(kept["kind"]), "texts": texts})
    assert hash_of(entry) == entry.hash
    assert {t.field: digest(t) for t in texts} == json.loads(entry.content)["texts"]
    again = recalculate(entry)
    assert again.verdict in (Verdict.SAMME, Verdict.AFVIGER)
    results = json.loads(entry.content)["calculation"]["results"]
    pool, frames = results["pool"], {f["frame"]: f for f in results["frames"]}
    assert (pool["claimed_oere"], pool["allocated_oere"], pool["overrun_oere"]) == (
        37_950_000,
        29_250_000,
        8_700_000,
    )
    assert frames["kurser"]["balance_oere"] == -8_700_000
    talent = next(c for c in results["courses"] if c["id"] == "ledertalent")
    assert (talent["claimed_oere"], talent["shortfall_oere"], talent["reason"]) == (
        13_000_000,
        8_700_000,
        "delvist",
    )


def test_faults_are_told_in_danish_with_their_number(database: Path) -> None:
    with by_hand(database) as connection:
        connection.execute("UPDATE decision_texts SET said = 'Nej' WHERE entry = 9 AND field = 'decision'")
    with open_for_proving(database) as store:
        assert prove(store).broken == (Broken(9, "teksten »Beslutning« er ændret, siden den blev skrevet."),)


def claim_of(connection: duckdb.DuckDBPyConnection, oere: int) -> None:
    """Change a locked figure and nothing that it follows from."""
    (content,) = connection.execute("SELECT content FROM journal_entries WHERE number = 9").fetchall()[0]
    calculation: Any = json.loads(content)["calculation"]
    calculation["results"]["pool"]["claimed_oere"] = oere
    change_content(connection, FIRST, calculation=calculation)


def commit_anew(connection: duckdb.DuckDBPyConnection) -> None:
    """Let the commits say what the entries now say, with hashes that fit."""
    hashes = dict(connection.execute("SELECT number, hash FROM journal_entries").fetchall())
    before = "0" * 64
    for row in connection.execute("SELECT * FROM commits ORDER BY number").fetchall():
        commit = replace(Commit(*row), previous=before)
        if commit.what.startswith("journal "):
            number = int(commit.what.split()[1])
            commit = replace(commit, what=f"journal {number} {hashes[number]}")
        before = chained(commit)
        values = [commit.previous, before, commit.what, commit.number]
        connection.execute("UPDATE commits SET previous = ?, hash = ?, what = ? WHERE number = ?", values)
