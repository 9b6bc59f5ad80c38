"""The course list of the real data, in a database of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.store import Store, create_database, open_store, read_seed
from tests.store.programs import SEED


@pytest.fixture(scope="session")
def seed() -> BaseData:
    return read_seed(SEED)


@pytest.fixture
def store(tmp_path: Path, seed: BaseData) -> Iterator[Store]:
    path = tmp_path / "l.duckdb"
    create_database(path, seed)
    with open_store(path) as opened:
        yield opened
