from __future__ import annotations

import logging
from pathlib import Path

import pytest

from lederpulje.errors import DatabaseInUse
from lederpulje.model import BaseData
from lederpulje.store import open_for_reading, open_store
from lederpulje.store.connection import snapshot_path
from tests.store.programs import (
    HOLD,
    await_that,
    draft,
    files_beside,
    first_word,
    kept,
    program,
    run,
    small_base,
)

READ = """
import sys
from pathlib import Path
from lederpulje.store import open_for_reading
with open_for_reading(Path(sys.argv[1])) as store:
    print(store.source, store.data_version, len(store.base_data().courses), store.draft("kladde-1") is not None)
"""


def test_another_program_reads_the_snapshot_while_the_database_is_held(
    database: Path, seed: BaseData
) -> None:
    with open_store(database) as store:
        assert run(READ, str(database)) == f"snapshot 1 {len(seed.courses)} False"
        store.save_base_data(small_base())
        store.save_draft(draft())
        await_that(lambda: run(READ, str(database)) == "snapshot 2 1 True")


def test_a_program_reads_the_snapshot_that_another_keeps(database: Path, seed: BaseData) -> None:
    with program(HOLD, str(database)) as holding:
        assert first_word(holding) == "open"
        with open_for_reading(database) as store:
            assert (store.source, store.base_data()) == ("snapshot", kept(seed))
    with open_for_reading(database) as store:
        assert store.source == "database"


def test_the_holder_itself_reads_the_snapshot_and_never_its_own_file(database: Path) -> None:
    with open_store(database) as store:
        with open_for_reading(database) as reading:
            assert reading.source == "snapshot"
        store.save_draft(draft())


def test_a_new_database_has_a_snapshot_from_the_first_moment(database: Path, seed: BaseData) -> None:
    with program(HOLD, str(database)) as holding:
        assert first_word(holding) == "open"
        with open_for_reading(database) as store:
            assert (store.source, store.base_data()) == ("snapshot", kept(seed))


def test_opening_makes_a_snapshot_where_there_is_none(database: Path) -> None:
    snapshot_path(database).unlink()
    with open_store(database):
        await_that(snapshot_path(database).exists)


def test_closing_renews_the_snapshot_at_once(database: Path) -> None:
    with open_store(database) as store:
        store.save_draft(draft())
    copy = database.with_name("copy.duckdb")
    snapshot_path(database).rename(copy)
    with open_for_reading(copy) as store:
        assert store.draft("kladde-1") == draft()


def test_a_held_database_without_a_snapshot_cannot_be_read(database: Path) -> None:
    with program(HOLD, str(database)) as holding:
        assert first_word(holding) == "open"
        made = snapshot_path(database).stat().st_ino
        await_that(lambda: snapshot_path(database).stat().st_ino != made)  # the one of the start is done
        snapshot_path(database).unlink()
        with pytest.raises(DatabaseInUse, match=rf"proces {holding.pid}"):
            open_for_reading(database)


def test_readers_of_the_snapshot_do_not_hinder_its_renewal(database: Path, seed: BaseData) -> None:
    with open_store(database) as store, open_for_reading(database) as early:
        store.save_base_data(small_base())

        def renewed() -> bool:
            with open_for_reading(database) as late:
                return late.data_version == 2

        await_that(renewed)
        assert early.base_data() == kept(seed)


def test_many_commits_while_snapshots_are_made(database: Path) -> None:
    """Renewal and writing go on at the same time; the last snapshot has everything."""
    with open_store(database) as store:
        for number in range(40):
            store.save_draft(draft(number))
    copy = database.with_name("copy.duckdb")
    snapshot_path(database).rename(copy)
    with open_for_reading(copy) as store:
        assert all(store.draft(f"kladde-{number}") == draft(number) for number in range(40))


def test_what_a_crash_left_of_a_snapshot_is_replaced(database: Path, seed: BaseData) -> None:
    for name in (".snapshot.tmp", ".snapshot.tmp.wal"):
        database.with_name(database.name + name).write_bytes(b"half a snapshot")
    open_store(database).close()
    names = [name.removeprefix(database.name) for name in files_beside(database)]
    assert sorted(names) == ["", ".lock", ".snapshot", ".witness"]
    copy = database.with_name("copy.duckdb")
    snapshot_path(database).rename(copy)
    with open_for_reading(copy) as store:
        assert store.base_data() == kept(seed)


def test_a_snapshot_that_cannot_be_renewed_is_logged_and_hinders_nobody(
    database: Path, caplog: pytest.LogCaptureFixture
) -> None:
    snapshot_path(database).unlink()
    snapshot_path(database).mkdir()
    with caplog.at_level(logging.ERROR), open_store(database) as store:
        store.save_draft(draft())
        assert store.draft("kladde-1") == draft()
        await_that(lambda: "could not be renewed" in caplog.text)
    with open_for_reading(database) as store:
        assert store.draft("kladde-1") == draft()


def test_reading_a_snapshot_changes_nothing(database: Path) -> None:
    with open_store(database) as store:
        store.save_draft(draft())
        await_that(lambda: "True" in run(READ, str(database)))
        watched = {".snapshot", ".witness", ".lock"}
        before = {
            n: c
            for n, c in files_beside_unopened(database).items()
            if n.removeprefix(database.name) in watched
        }
        assert run(READ, str(database)).startswith("snapshot")
        assert {n: files_beside_unopened(database)[n] for n in before} == before


def files_beside_unopened(database: Path) -> dict[str, bytes]:
    """The files beside a held database; the database itself must not be opened here."""
    return {
        file.name: file.read_bytes()
        for file in sorted(database.parent.iterdir())
        if not file.name.endswith((".duckdb", ".wal", ".tmp"))
    }
