"""Settings that every test runs under, and databases for tests that are not about making one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from lederpulje.model import BaseData
from lederpulje.store import create_database

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
