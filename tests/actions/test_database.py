"""Where the database is, and that it is made once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lederpulje.actions.database import (
    DEFAULT_SEED,
    database_path,
    make_database,
    open_or_make,
    read_database,
)
from lederpulje.errors import DatabaseExists, DatabaseInUse, DatabaseMissing, LederpuljeError
from lederpulje.model import BaseData
from lederpulje.store import Store, read_seed
from tests.store.programs import files_beside, kept


def test_the_place_is_the_one_chosen_then_the_environments_then_the_projects(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LEDERPULJE_DB", "fra/miljoe.duckdb")
    assert database_path("valgt.duckdb") == Path("valgt.duckdb")
    assert database_path() == Path("fra/miljoe.duckdb")
    monkeypatch.delenv("LEDERPULJE_DB")
    assert database_path().parts[-2:] == ("data", "lederpulje.duckdb")
    assert database_path().parent == DEFAULT_SEED.parent


def test_the_first_start_makes_it_from_the_seed_and_later_ones_leave_it(tmp_path: Path) -> None:
    path = tmp_path / "ny" / "x.duckdb"
    with open_or_make(path) as store:
        assert store.base_data() == kept(read_seed(DEFAULT_SEED))
        store.save_base_data(BaseData())
    with open_or_make(path) as store:
        assert store.base_data().courses == ()
        assert store.data_version == 2


def test_making_it_over_an_old_one_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"
    make_database(path, None)
    before = files_beside(path)
    with pytest.raises(DatabaseExists):
        make_database(path, DEFAULT_SEED)
    assert files_beside(path) == before


def test_two_first_starts_at_once_leave_one_whole_database(tmp_path: Path) -> None:
    path = tmp_path / "x.duckdb"

    def start(_: int) -> Store | LederpuljeError:
        try:
            return open_or_make(path)
        except DatabaseInUse as error:
            return error

    with ThreadPoolExecutor(2) as pool:
        started = list(pool.map(start, range(2)))
    stores = [s for s in started if isinstance(s, Store)]
    for store in stores:
        store.close()
    assert len(stores) == 1
    with read_database(path) as again:
        assert again.base_data() == kept(read_seed(DEFAULT_SEED))


def test_reading_what_is_not_there_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(DatabaseMissing, match="python -m lederpulje init"):
        read_database(tmp_path / "x.duckdb")
    assert list(tmp_path.iterdir()) == []
