"""Base data, drafts and their history in one DuckDB file."""

from lederpulje.store.seed import read_seed
from lederpulje.store.store import Store, create_database, open_for_reading, open_store

__all__ = ["Store", "create_database", "open_for_reading", "open_store", "read_seed"]
