"""A database with the seed in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.store import Store, create_database, open_store, read_seed
from tests.store.programs import SEED


@pytest.fixture(scope="session")
def seed() -> BaseData:
    return read_seed(SEED)


@pytest.fixture(scope="session")
def shared_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """One open store for tests that save again and again."""
    path = tmp_path_factory.mktemp("shared") / "x.duckdb"
    create_database(path, BaseData())
    with open_store(path) as store:
        yield store


@pytest.fixture
def database(tmp_path: Path, seed: BaseData, put_database: Callable[[Path, BaseData], Path]) -> Path:
    return put_database(tmp_path / "lederpulje.duckdb", seed)
