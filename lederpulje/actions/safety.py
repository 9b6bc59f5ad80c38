"""A backup of the open database as a file to take out of the app."""

from __future__ import annotations

import datetime as dt
import tempfile
from pathlib import Path

from lederpulje.actions.exports import Export
from lederpulje.store import Store
from lederpulje.store.backup import write_backup


def backup_export(store: Store, moment: dt.datetime) -> Export:
    """The whole database as one file. Making it raises FileNotWritten if the disk is full."""

    def make() -> bytes:
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "kopi.duckdb"
            write_backup(store, file)
            return file.read_bytes()

    return Export(f"Lederpulje {moment:%Y-%m-%d %H.%M}.duckdb", "application/octet-stream", make)
