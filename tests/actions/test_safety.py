"""A backup that is taken out of the app is a whole database, which opens again and holds."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from lederpulje.actions.decisions.proving import prove
from lederpulje.actions.safety import backup_export
from lederpulje.store import open_for_reading, open_store

MOMENT = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)


def test_the_bytes_of_a_backup_open_again_with_every_decision(original: Path, tmp_path: Path) -> None:
    with open_for_reading(original) as store:
        stands = (store.agenda(), store.base_data())
    (tmp_path / "own").mkdir()
    own = tmp_path / "own" / original.name
    for file in original.parent.iterdir():
        own.with_name(file.name).write_bytes(file.read_bytes())
    with open_store(own) as store:
        export = backup_export(store, MOMENT)
        assert (export.name, export.mime) == (
            "Lederpulje 2026-03-02 09.05.duckdb",
            "application/octet-stream",
        )
        content = export.make()
    copy = tmp_path / "copy.duckdb"
    copy.write_bytes(content)
    with open_for_reading(copy) as store:
        assert (store.agenda(), store.base_data()) == stands
        assert prove(store).holds
