"""A database with decisions in it, made once with the app's own actions and copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.store import create_database, open_store, read_seed
from tests.actions.decisions.made import make_decisions


@pytest.fixture(scope="session")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Entries 9 (puljen-betaler), 10 (uafklaret, closed), 11 (9 taken up again), 12 and 13 (9 filed, followed up)."""
    path = tmp_path_factory.mktemp("decisions") / "l.duckdb"
    create_database(path, read_seed(DEFAULT_SEED))
    with open_store(path) as store:
        make_decisions(store)
    return path


@pytest.fixture
def database(original: Path, tmp_path: Path) -> Path:
    """A copy that a test may do anything to; 9 is the first decision with a calculation."""
    shutil.copytree(original.parent, tmp_path / "own")
    return tmp_path / "own" / original.name
