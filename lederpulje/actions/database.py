"""Where the database is, and making it: from the seed at first start, never overwriting one that is there."""

from __future__ import annotations

import os
from pathlib import Path

from lederpulje.errors import DatabaseExists, DatabaseMissing
from lederpulje.model import BaseData
from lederpulje.store import Store, create_database, open_for_reading, open_store, read_seed

ROOT = Path(__file__).resolve().parents[2]
DEFAULT_SEED = ROOT / "data" / "seed"


def database_path(chosen: str | None = None) -> Path:
    """The file chosen, else the one that LEDERPULJE_DB names, else `data/lederpulje.duckdb` in the project."""
    named = chosen or os.environ.get("LEDERPULJE_DB")
    return Path(named) if named else ROOT / "data" / "lederpulje.duckdb"


def make_database(path: Path, seed: Path | None) -> BaseData:
    """Make a new database from a seed folder, or with tables only (`seed=None`). Returns what it holds.

    Raises DatabaseExists if there is a file already, SeedError if the seed has faults; neither leaves anything.
    """
    base = BaseData() if seed is None else read_seed(seed)
    create_database(path, base)
    return base


def open_or_make(path: Path) -> Store:
    """Open the database for the app, made from the project's seed at first start."""
    if not path.exists():
        try:
            make_database(path, DEFAULT_SEED)
        except DatabaseExists:
            return open_store(path)  # another start made it in the same moment
    return open_store(path)


def read_database(path: Path) -> Store:
    """Open the database, or its snapshot while the app holds it, for reading only. Raises DatabaseMissing."""
    if not path.exists():
        raise DatabaseMissing(str(path))
    return open_for_reading(path)
