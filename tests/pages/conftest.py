"""Each test has the app on a database in the state it names, and nobody else's changes in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.ui import session
from tests.pages.states import STATES

Serve = Callable[[str | BaseData], Path]


@cache
def base_of(state: str) -> BaseData:
    """The base data of a named state."""
    return STATES[state]()


@pytest.fixture(scope="session")
def unchanged() -> Iterator[dict[BaseData, Path]]:
    """Open databases that nobody has written to; opening one takes longer than most pages."""
    yield {}
    session.close_database()


@pytest.fixture
def serve(
    tmp_path_factory: pytest.TempPathFactory,
    monkeypatch: pytest.MonkeyPatch,
    put_database: Callable[[Path, BaseData], Path],
    unchanged: dict[BaseData, Path],
) -> Iterator[Serve]:
    """Give the app an open database: a named state, or base data. Once it is written to, no other test gets it."""
    served: list[tuple[BaseData, Path, list[tuple[int, int]]]] = []

    def on(state: str | BaseData) -> Path:
        base = state if isinstance(state, BaseData) else base_of(state)
        database = unchanged.pop(base, None)
        if database is None:
            database = put_database(tmp_path_factory.mktemp("db") / "lederpulje.duckdb", base)
        monkeypatch.setenv("LEDERPULJE_DB", str(database))
        session.base_data()
        served.append((base, database, written(database)))
        return database

    yield on
    for base, database, before in served:
        if written(database) == before:
            unchanged[base] = database
        elif opened := session._OPEN.pop(database.resolve(), None):
            opened[0].close()


def written(database: Path) -> list[tuple[int, int]]:
    """Size and time of the database and its log: every commit changes one of them."""
    files = (database, database.with_name(database.name + ".wal"))
    return [(file.stat().st_size, file.stat().st_mtime_ns) for file in files if file.exists()]
