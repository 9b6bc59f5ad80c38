"""Base data, drafts and their history in one DuckDB file."""

from lederpulje.store.making import create_database
from lederpulje.store.seed import read_seed
from lederpulje.store.store import Store, open_for_proving, open_for_reading, open_store

__all__ = ["Store", "create_database", "open_for_proving", "open_for_reading", "open_store", "read_seed"]
