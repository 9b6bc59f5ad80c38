"""The course list of the real data, in a database of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.store import Store, open_store, read_seed
from tests.store.programs import SEED


@pytest.fixture(scope="session")
def seed() -> BaseData:
    return read_seed(SEED)


@pytest.fixture
def store(tmp_path: Path, seed: BaseData, put_database: Callable[[Path, BaseData], Path]) -> Iterator[Store]:
    with open_store(put_database(tmp_path / "l.duckdb", seed)) as opened:
        yield opened
