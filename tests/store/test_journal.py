"""The journal in the database: canonical, chained, refused to change, begun once."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import duckdb
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.errors import DatabaseUnreadable
from lederpulje.model import EntryKind, NewEntry, Outcome
from lederpulje.store import open_for_proving, open_for_reading, open_store
from lederpulje.store.canonical import canonical, normal, normalised
from lederpulje.store.journal import FIRST_PREVIOUS, digest_of, hash_of, next_entry
from lederpulje.store.proving import broken, read_raw
from tests.store.test_schema import JOURNAL_UNDONE

TREATED = [
    *(
        "hr-analyse-direktionen",
        "hr-analyse-hovedudvalget",
        "tryghed-hovedudvalget",
        "ledertalent-oekonomiudvalget",
    ),
    *("puljens-brug-direktionen", "ledelsesudvikling-orientering", "sammen-om-ledelse"),
]

texts = st.text(max_size=8).map(normal)
values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(texts, values, max_size=4), st.randoms())
def test_canonical_text_does_not_hang_on_the_order_of_keys(value: dict[str, Any], random: Any) -> None:
    keys = list(value)
    random.shuffle(keys)
    said = canonical({key: value[key] for key in keys})
    assert said == canonical(value)
    assert json.loads(said) == value


@pytest.mark.parametrize("value", [1.0, {"a": [0.5]}, "e\u0301", {"e\u0301": 1}, 2**53, b"x", {1: 2}])
def test_what_has_no_one_spelling_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        canonical(value)


@given(st.text(max_size=20))
def test_normal_texts_have_one_spelling(text: str) -> None:
    once = normal(text)
    assert normal(once) == once
    assert canonical(normalised({"a": [text]})) == canonical({"a": [once]})


def test_a_digest_tells_salt_and_text_apart() -> None:
    assert digest_of("ab", "c") != digest_of("a", "bc")
    assert digest_of("a", "e\u0301") == digest_of(None, "x") == ""


def test_entries_are_linked_and_no_two_digests_of_the_same_text_are_alike() -> None:
    first = next_entry(None, NewEntry(EntryKind.OPRETTET, "a", texts={"note": "Samme"}))
    second = next_entry(
        (first.number, first.hash), NewEntry(EntryKind.OPRETTET, "b", texts={"note": "Samme"})
    )
    assert (first.number, first.previous, second.number, second.previous) == (
        1,
        FIRST_PREVIOUS,
        2,
        first.hash,
    )
    assert hash_of(second) == second.hash
    assert json.loads(first.content)["texts"] != json.loads(second.content)["texts"]


def test_a_new_database_begins_with_a_known_link_and_the_treated_items_of_the_seed(database: Path) -> None:
    with open_for_reading(database) as store:
        agenda = store.agenda()
    assert [e.kind for e in agenda.journal] == [EntryKind.OPRETTET, *[EntryKind.BESLUTNING] * 7]
    assert (agenda.journal[0].write_id, json.loads(agenda.journal[0].content)["chain"]) == (
        "lederpulje",
        "lederpulje",
    )
    assert [e.item for e in agenda.journal[1:]] == TREATED
    assert all("calculation" not in json.loads(e.content) for e in agenda.journal)
    assert {i.outcome for i in agenda.items} == {Outcome.FORBEREDT} and len(agenda.items) == 3
    assert agenda.broken == ()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal_entries SET item = 'x' WHERE number = 2",
        "DELETE FROM journal_entries WHERE number = 2",
        "TRUNCATE journal_entries",
        "UPDATE decision_texts SET said = 'x'",
        "DELETE FROM decision_texts",
        "INSERT OR REPLACE INTO decision_texts VALUES (2, 'heading', 'x', 'x')",
        "INSERT INTO journal_entries SELECT * REPLACE (repeat('a', 64) AS hash) FROM journal_entries",
        "DROP TABLE refusals",
    ],
)
def test_the_database_itself_refuses_changes(database: Path, statement: str) -> None:
    """Also for plain duckdb."""
    with duckdb.connect(database) as connection, pytest.raises(duckdb.Error):
        connection.execute(statement)


def test_a_hollow_guard_is_made_whole_at_the_next_opening(database: Path) -> None:
    with duckdb.connect(database) as connection:
        connection.execute(
            "CREATE OR REPLACE TRIGGER decision_texts_update BEFORE UPDATE ON decision_texts FOR EACH STATEMENT "
            "INSERT INTO refusals SELECT 'intet'"
        )
    open_store(database).close()
    with duckdb.connect(database) as connection, pytest.raises(duckdb.Error, match="tekster ændres ikke"):
        connection.execute("UPDATE decision_texts SET said = 'x'")


def test_a_database_whose_journal_is_gone_is_told_of_and_not_begun_anew(database: Path) -> None:
    with duckdb.connect(database) as connection:
        for trigger in ("update", "delete"):
            connection.execute(f"DROP TRIGGER journal_entries_{trigger} ON journal_entries")
        connection.execute("DELETE FROM journal_entries")
    with open_store(database) as store:
        assert store.agenda().journal == ()
        assert {b.number for b in store.agenda().broken} == set(range(1, 9))
    with duckdb.connect(database) as connection:
        connection.execute("CREATE OR REPLACE TABLE journal_entries AS SELECT 1 AS number")
    with open_for_proving(database) as store:
        assert any("Kolonnen hash" in b.what for b in store.agenda().broken)
    with duckdb.connect(database) as connection:
        connection.execute("DROP TABLE journal_entries")
    with pytest.raises(DatabaseUnreadable, match="journalens tabeller mangler eller er lavet om"):
        open_store(database)
    with open_for_proving(database) as store:
        assert {b.number for b in store.agenda().broken} == set(range(9))


def test_a_database_from_before_the_journal_gets_it_once(database: Path) -> None:
    """As version 3 left it: the treated items still stand among the others."""
    with duckdb.connect(database) as connection:
        rows = connection.execute(
            "SELECT entry, said FROM decision_texts WHERE field = 'heading' AND entry > 1 ORDER BY entry"
        ).fetchall()
        for statement in JOURNAL_UNDONE:
            connection.execute(statement)
        connection.execute("DELETE FROM schema_migrations WHERE number >= 4")
        for own, (_, heading) in zip(TREATED, rows, strict=True):
            connection.execute(
                "INSERT INTO agenda_items SELECT 9, ?, 'direktionen-2021-05-05', ?, 'godkendt', '', '', 'Ja', '', '', "
                "'', NULL, 2023, [], 'S0'",
                [own, heading],
            )
    database.with_name(f"{database.name}.witness").unlink()
    with open_store(database) as store:
        first = store.agenda()
    with open_store(database) as store:
        assert store.agenda() == first
        assert [e.item for e in first.journal[1:]] == TREATED
        assert len(first.items) == 3 and first.broken == ()
        assert store.data_version == 1


def test_a_store_reads_what_plain_duckdb_reads(database: Path) -> None:
    with duckdb.connect(database) as connection:
        raw = read_raw(connection)
    assert broken(raw) == () and raw.head is not None and raw.head[0] == 8
