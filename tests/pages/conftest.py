"""Each test has the app on a database of its own, in the state it names."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.store import create_database
from lederpulje.ui.session import close_database
from tests.pages.states import STATES

Serve = Callable[[str | BaseData], Path]


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """The folder with a database in a named state, made once: copying one is much faster than making one."""

    @cache
    def made(state: str) -> Path:
        folder = tmp_path_factory.mktemp("state")
        create_database(folder / "lederpulje.duckdb", STATES[state]())
        return folder

    return made


@pytest.fixture
def serve(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, templates: Callable[[str], Path]
) -> Iterator[Serve]:
    """Give the app a database: a named state, or base data."""
    database = tmp_path / "db" / "lederpulje.duckdb"
    monkeypatch.setenv("LEDERPULJE_DB", str(database))

    def on(state: str | BaseData) -> Path:
        if isinstance(state, BaseData):
            create_database(database, state)
        else:
            shutil.copytree(templates(state), database.parent)
        return database

    yield on
    close_database()
