"""Settings that every test runs under, and databases for tests that are not about making one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.model import BaseData
from lederpulje.store import create_database, open_store, read_seed
from tests.actions.decisions.made import make_decisions

settings.register_profile(
    "local", deadline=None, max_examples=20, suppress_health_check=[HealthCheck.too_slow], database=None
)
settings.register_profile("ci", settings.get_profile("local"), derandomize=True)
settings.register_profile("thorough", settings.get_profile("local"), max_examples=1000)
settings.load_profile(os.environ.get("LEDERPULJE_HYPOTHESIS", "ci"))


@pytest.fixture(scope="session")
def put_database(tmp_path_factory: pytest.TempPathFactory) -> Callable[[Path, BaseData], Path]:
    """Put a database with base data at a path, and give the path.

    It is made once for each base data and then copied with the files beside it, which is much faster.
    """

    @cache
    def made(base: BaseData) -> Path:
        path = tmp_path_factory.mktemp("made") / "x.duckdb"
        create_database(path, base)
        return path

    def put(path: Path, base: BaseData) -> Path:
        original = made(base)
        path.parent.mkdir(parents=True, exist_ok=True)
        for file in original.parent.iterdir():
            shutil.copyfile(file, path.with_name(path.name + file.name.removeprefix(original.name)))
        return path

    return put


@pytest.fixture(scope="session")
def original(
    tmp_path_factory: pytest.TempPathFactory, put_database: Callable[[Path, BaseData], Path]
) -> Path:
    """The seed with decisions, to be copied and not changed; alone in its folder with the files beside it.

    Entries 9 (puljen-betaler), 10 (uafklaret, closed), 11 (9 taken up again), 12 and 13 (9 filed, followed up).
    """
    path = put_database(tmp_path_factory.mktemp("decisions") / "l.duckdb", read_seed(DEFAULT_SEED))
    with open_store(path) as store:
        make_decisions(store)
    return path
