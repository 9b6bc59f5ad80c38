from __future__ import annotations

import re
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import duckdb
import pytest

from lederpulje.model import Answer, BaseData, Kind, Outcome, PriceBasis, Rule, Status, Step, StepKind
from lederpulje.store import create_database, open_store
from lederpulje.store.schema import FOLDER, Migration, applied_version, known_version, migrate, migrations
from tests.store.programs import draft, run, small_base


@pytest.fixture
def empty() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(":memory:") as connection:
        yield connection


def tables(connection: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()}


def test_migrations_are_numbered_without_gaps() -> None:
    assert [m.number for m in migrations()] == list(range(1, known_version() + 1))


def test_a_gap_in_the_numbers_is_refused(tmp_path: Path) -> None:
    for name in ("0001_a.sql", "0003_c.sql"):
        (tmp_path / name).write_text("SELECT 1", encoding="utf-8")
    with pytest.raises(ValueError, match="not numbered"):
        migrations(tmp_path)


def test_each_migration_is_applied_once(empty: duckdb.DuckDBPyConnection) -> None:
    steps = (Migration(1, "0001_a", "CREATE TABLE a (i INTEGER); INSERT INTO a VALUES (1)"),)
    more = (*steps, Migration(2, "0002_b", "INSERT INTO a VALUES (2)"))
    assert applied_version(empty) is None
    assert [migrate(empty, steps), migrate(empty, steps), migrate(empty, more), migrate(empty, more)] == [
        1,
        0,
        1,
        0,
    ]
    assert empty.execute("SELECT i FROM a ORDER BY i").fetchall() == [(1,), (2,)]
    assert empty.execute("SELECT number, name FROM schema_migrations ORDER BY number").fetchall() == [
        (1, "0001_a"),
        (2, "0002_b"),
    ]
    assert applied_version(empty) == 2


def test_a_failing_migration_takes_the_others_back(empty: duckdb.DuckDBPyConnection) -> None:
    steps = (Migration(1, "0001_a", "CREATE TABLE a (i INTEGER)"), Migration(2, "0002_b", "CREATE TABEL b"))
    with pytest.raises(duckdb.Error):
        migrate(empty, steps)
    assert tables(empty) == set()
    assert applied_version(empty) is None


def test_a_new_database_has_the_newest_schema(database: Path) -> None:
    open_store(database).close()
    printed = run(
        "import duckdb, sys; print(duckdb.connect(sys.argv[1]).execute("
        "'SELECT number FROM schema_migrations ORDER BY number').fetchall())",
        str(database),
    )
    assert printed == str([(number,) for number in range(1, known_version() + 1)])


@pytest.mark.parametrize(
    ("column", "known"),
    [
        ("kind", Kind),
        ("status", Status),
        ("price_basis", PriceBasis),
        ("rule", Rule),
        ("outcome", Outcome),
    ],
)
def test_the_schema_knows_the_values_that_the_model_knows(column: str, known: type[StrEnum]) -> None:
    sql = (FOLDER / "0001_base_data.sql").read_text(encoding="utf-8")
    lists = re.findall(rf"\b{column} IN \(([^)]*)\)", sql)
    assert lists
    assert all(set(re.findall(r"'([^']*)'", found)) == set(known) for found in lists)


def test_the_schema_knows_the_answers(database: Path) -> None:
    sql = (FOLDER / "0001_base_data.sql").read_text(encoding="utf-8")
    found = re.findall(r"list_has_all\(\[([^]]*)\], answers\)|\banswer IN \(([^)]*)\)", sql)
    known = [set(re.findall(r"'([^']*)'", one or other)) for one, other in found]
    definite = {Answer.JA, Answer.NEJ}
    assert sorted(known, key=len) == [definite, set(Answer), set(Answer), set(Answer)]


def test_amounts_are_whole_numbers_in_the_schema(empty: duckdb.DuckDBPyConnection) -> None:
    migrate(empty)
    types = dict(
        empty.execute(
            "SELECT column_name, data_type FROM duckdb_columns() WHERE column_name = 'amount' "
            "OR column_name LIKE 'price_%' OR column_name LIKE 'fixed_%' OR column_name LIKE 'days_%'"
        ).fetchall()
    )
    basis = types.pop("price_basis")
    assert basis == "VARCHAR"
    days = {name: kind for name, kind in types.items() if name.startswith("days")}
    assert set(days.values()) == {"DECIMAL(6,2)"}
    assert {kind for name, kind in types.items() if name not in days} == {"BIGINT"}
    assert not any("DOUBLE" in kind or "FLOAT" in kind for kind in types.values())


HR_COLUMNS = (
    *("seats", "waiting", "place", "account", "vat", "contact", "evaluation", "evaluation_later", "used"),
    *("committed", "spent", "cancel_days", "cancel_shares", "cancel_amounts"),
)
ITEM_COLUMNS = (
    *("summary", "dissent", "conflict", "closed", "appendices", "scenarios", "case_key", "refers", "news"),
)

# Takes a database back to before there was a journal.
JOURNAL_UNDONE = (
    *("DROP TABLE journal_entries", "DROP TABLE decision_texts", "DROP TABLE people", "DROP TABLE refusals"),
    *("DROP TABLE paper_sections", "DELETE FROM commits WHERE starts_with(what, 'journal ')"),
    *(f"ALTER TABLE meetings DROP COLUMN {name}" for name in ("place", "present", "absent", "substitutes")),
    *(f"ALTER TABLE agenda_items DROP COLUMN {name}" for name in ITEM_COLUMNS),
)


def test_a_database_from_before_steps_and_versions_keeps_its_drafts_and_scenarios(tmp_path: Path) -> None:
    """The draft begins where it stands; the scenario says nothing of itself yet."""
    path = tmp_path / "x.duckdb"
    create_database(path, small_base())
    with open_store(path) as store:
        store.save_draft(draft())
    with duckdb.connect(":memory:") as connection:
        connection.execute("ATTACH ? AS old (TYPE duckdb)", [str(path)])
        connection.execute("USE old")
        for statement in (
            "DROP TABLE draft_steps", "DROP TABLE scenario_figures", "ALTER TABLE drafts DROP COLUMN position",
            "ALTER TABLE scenarios DROP COLUMN description", "ALTER TABLE scenarios DROP COLUMN saved_by",
            "DELETE FROM schema_migrations WHERE number >= 2",
            "DROP TABLE posts", "DROP TABLE base_versions", "DROP TABLE list_drafts", "DROP TABLE known_headings",
            "ALTER TABLE pools DROP COLUMN carried", "ALTER TABLE frames DROP COLUMN carried",
            "ALTER TABLE funding_lines DROP COLUMN fund",
            *(f"ALTER TABLE courses DROP COLUMN {name}" for name in HR_COLUMNS),
            *JOURNAL_UNDONE,
        ):  # fmt: skip
            connection.execute(statement)
    with open_store(path) as store:
        found = store.draft("kladde-1")
        assert found is not None
        assert found.steps == (Step(StepKind.BEGYNDELSE, found.answers, found.overrides, found.rule),)
        assert (found.at, found.answers, found.overrides) == (0, draft().answers, draft().overrides)
        assert store.base_data() == small_base()
        assert [v.claimed for v in store.scenario_versions(2024)] == [None]
        assert store.base_versions() == ()
        store.save_base_data(BaseData())
        assert [v.data_version for v in store.base_versions()] == [2, 1]
        assert store.base_data_of(1) == small_base()
