"""What the address says, read without a page: the view, and the process's one database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lederpulje.actions.drafts import start_draft
from lederpulje.errors import DatabaseUnreadable
from lederpulje.model import BaseData
from lederpulje.store import create_database
from lederpulje.ui.session import View, base_data, close_database, drafts
from tests.examples import JA, NEJ, NORDDJURS, scenario


@pytest.fixture(autouse=True)
def database(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_database: Callable[[Path, BaseData], Path]
) -> Iterator[Path]:
    path = put_database(tmp_path / "x.duckdb", NORDDJURS)
    monkeypatch.setenv("LEDERPULJE_DB", str(path))
    yield path
    close_database()


def test_all_sessions_share_one_database() -> None:
    with ThreadPoolExecutor(8) as pool:
        seen = set(pool.map(lambda _: id(drafts()), range(32)))
    assert len(seen) == 1
    assert base_data() is base_data()


def test_closing_lets_go_and_the_next_call_opens_again(database: Path) -> None:
    mine = start_draft(scenario(answers={"sso_midler": NEJ}), "grundlag")
    before = drafts()
    before.put(mine)
    before.flush()
    close_database()
    create_database(database.with_name("free.duckdb"), BaseData())
    assert drafts() is not before
    assert drafts().find(mine.id) == mine
    close_database()
    close_database()


def test_another_database_named_in_the_environment_is_another_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = base_data()
    create_database(tmp_path / "anden.duckdb", BaseData())
    monkeypatch.setenv("LEDERPULJE_DB", str(tmp_path / "anden.duckdb"))
    assert base_data() == BaseData()
    monkeypatch.setenv("LEDERPULJE_DB", str(tmp_path / "x.duckdb"))
    assert base_data() is first


def test_a_link_to_the_database_is_the_same_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = drafts()
    (tmp_path / "link.duckdb").symlink_to(tmp_path / "x.duckdb")
    monkeypatch.setenv("LEDERPULJE_DB", str(tmp_path / "link.duckdb"))
    assert drafts() is first


def test_a_database_that_could_not_be_opened_is_tried_again(database: Path) -> None:
    whole = database.read_bytes()
    database.write_bytes(b"x" * 5000)
    for _ in range(2):
        with pytest.raises(DatabaseUnreadable):
            base_data()
    database.write_bytes(whole)
    assert base_data() == NORDDJURS


def test_a_view_shows_the_draft_where_there_is_one() -> None:
    origin = scenario(answers={"sso_midler": JA})
    without = View(NORDDJURS, 2024, origin, origin, None, False, ())
    assert (without.scenario, without.chosen_key) == (origin, "proeve")
    draft = start_draft(scenario(answers={"sso_midler": NEJ}), "proeve")
    playing = View(NORDDJURS, 2024, origin, origin, draft, False, ())
    assert (playing.scenario.answers, playing.chosen_key) == ((("sso_midler", NEJ),), "kladde")
