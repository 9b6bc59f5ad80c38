"""A database that cannot be used: a Danish message, no traceback, nothing touched."""

from __future__ import annotations

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import duckdb
import pytest

from lederpulje.model import BaseData
from lederpulje.store import read_seed
from lederpulje.ui.session import base_data, close_database
from tests.pages.conftest import base_of
from tests.pages.screen import Screen
from tests.pages.states import SEED
from tests.store.programs import HOLD, files_beside, first_word, kept, program

Serve = Callable[[str | BaseData], Path]
PAGES = ("overblik", "scenarier", "aar_for_aar")  # the shell refuses before it comes to a page


@pytest.fixture
def serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, put_database: Callable[[Path, BaseData], Path]
) -> Iterator[Serve]:
    """Name a place for the database to the app; put one there that is not open yet, for the test to spoil."""
    database = tmp_path / "db" / "lederpulje.duckdb"
    monkeypatch.setenv("LEDERPULJE_DB", str(database))
    yield lambda state: put_database(database, state if isinstance(state, BaseData) else base_of(state))
    close_database()


def refused(page: str) -> str:
    """What the page says; there is nothing else on it, but the menu stands."""
    screen = Screen(page)
    assert screen.heading == "Databasen kan ikke bruges"
    (message,) = screen.errors
    assert screen.cards == {}
    assert "Traceback" not in screen.everything
    return message


@pytest.mark.parametrize("page", PAGES)
def test_in_use_by_another_process(serve: Serve, page: str) -> None:
    """It says by whom, and works again when that process has ended."""
    database = serve("seed")
    with program(HOLD, str(database)) as holding:
        assert first_word(holding) == "open"
        assert refused(page) == (
            f"Databasen {database} er i brug af python (proces {holding.pid}). "
            "Stop det program først, eller gør det i appen. Intet er ændret."
        )
        ended: subprocess.Popen[str] = holding
        ended.kill()
        ended.wait()
    assert Screen(page).cards


@pytest.mark.parametrize("page", PAGES)
def test_unreadable(serve: Serve, page: str) -> None:
    database = serve("seed")
    database.write_bytes(b"Dette er ikke en database. " * 500)
    before = files_beside(database)
    message = refused(page)
    assert message.startswith(f"Databasen kan ikke læses og er ikke ændret. Fil: {database}.")
    assert f"Nyeste sikkerhedskopi: {database}.snapshot (fra " in message
    assert files_beside(database) == before


def test_empty_file(serve: Serve) -> None:
    database = serve("seed")
    database.write_bytes(b"")
    before = files_beside(database)
    assert "filen er tom (0 byte)" in refused("overblik")
    assert files_beside(database) == before


@pytest.mark.parametrize("page", PAGES)
def test_from_a_newer_version(serve: Serve, page: str) -> None:
    database = serve("seed")
    with duckdb.connect(str(database)) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (999, 'fremtiden', '')")
    before = files_beside(database)
    message = refused(page)
    assert message.startswith(f"Databasen {database} er fra en nyere version af Lederpulje (skema 999;")
    assert message.endswith("Opdatér programmet. Intet er ændret.")
    assert files_beside(database) == before


def test_write_protected(serve: Serve) -> None:
    database = serve("seed")
    before = files_beside(database)
    database.chmod(0o444)
    try:
        assert "kan ikke skrives. Giv programmet skriveadgang" in refused("overblik")
    finally:
        database.chmod(0o644)
    assert files_beside(database) == before


def test_a_damaged_seed_at_the_first_start_is_told_of(
    serve: Serve, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its faults are all said, and no database is left."""
    monkeypatch.setattr("lederpulje.actions.database.DEFAULT_SEED", tmp_path / "ingen")
    message = refused("overblik")
    assert message.startswith("Grunddata kan ikke indlæses, og intet er ændret:")
    assert "puljer.csv: filen findes ikke" in message
    assert "kurser.csv: filen findes ikke" in message
    assert list(tmp_path.iterdir()) == []


def test_the_first_start_makes_the_database_from_the_seed(serve: Serve, tmp_path: Path) -> None:
    screen = Screen(scenarie="puljen-betaler")
    assert screen.cards["Mangler"][0] == "87.000 kr."
    assert (tmp_path / "db" / "lederpulje.duckdb").exists()
    assert base_data() == kept(read_seed(SEED))
    close_database()
