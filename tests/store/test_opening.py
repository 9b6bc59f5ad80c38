from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from lederpulje.errors import (
    DatabaseInUse,
    DatabaseMissing,
    DatabaseNewer,
    DatabaseReadOnly,
    DatabaseUnreadable,
)
from lederpulje.model import BaseData
from lederpulje.store import Store, create_database, open_for_reading, open_store
from lederpulje.store.connection import snapshot_path
from lederpulje.store.schema import known_version
from tests.store.programs import (
    HOLD,
    HOLD_WITHOUT_OUR_LOCK,
    ROOT,
    SAVE_UNTIL_KILLED,
    draft,
    files_beside,
    first_word,
    kept,
    program,
    run,
    small_base,
)

Opener = Callable[[Path], Store]
OPENERS = pytest.mark.parametrize("opener", [open_store, open_for_reading])


def garbage(path: Path) -> None:
    path.write_bytes(bytes(range(256)) * 300)


def nothing(path: Path) -> None:
    path.write_bytes(b"")


def one_byte(path: Path) -> None:
    path.write_bytes(b"x")


def truncated(path: Path) -> None:
    create_database(path.with_name("whole"), small_base())
    content = path.with_name("whole").read_bytes()
    for file in path.parent.iterdir():
        file.unlink()
    path.write_bytes(content[: len(content) // 2])


def sqlite_file(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE t (i INTEGER)")
    connection.close()


def somebody_elses(path: Path) -> None:
    with duckdb.connect(path) as connection:
        connection.execute("CREATE TABLE t (i INTEGER)")


def folder(path: Path) -> None:
    path.mkdir()


UNREADABLE = {
    garbage: "ikke en hel DuckDB-database",
    nothing: r"tom \(0 byte\)",
    one_byte: "ikke en hel DuckDB-database",
    truncated: "ikke en hel DuckDB-database",
    sqlite_file: "ikke en hel DuckDB-database",
    somebody_elses: "ikke en database fra Lederpulje",
    folder: "ikke en hel DuckDB-database",
}


@OPENERS
@pytest.mark.parametrize(("make", "reason"), UNREADABLE.items(), ids=lambda x: getattr(x, "__name__", ""))
def test_an_unreadable_file_is_named_and_stays_as_it_is(
    tmp_path: Path, opener: Opener, make: Callable[[Path], None], reason: str
) -> None:
    path = tmp_path / "x.duckdb"
    make(path)
    before = files_beside(path)
    with pytest.raises(DatabaseUnreadable, match=rf"kan ikke læses og er ikke ændret.*x\.duckdb.*{reason}"):
        opener(path)
    assert files_beside(path) == before


@OPENERS
def test_damaged_blocks_are_found_before_anything_is_written(database: Path, opener: Opener) -> None:
    """The first pages are whole, the blocks behind them are not."""
    content = bytearray(database.read_bytes())
    for at in range(4 * 4096 + 100, len(content), 4096):
        content[at] ^= 0xFF
    database.write_bytes(content)
    before = files_beside(database)
    with pytest.raises(DatabaseUnreadable):
        opener(database)
    assert files_beside(database) == before


def test_an_unreadable_file_points_to_the_newest_copy(database: Path) -> None:
    open_store(database).close()
    garbage(database)
    with pytest.raises(
        DatabaseUnreadable, match=r"Nyeste sikkerhedskopi: .*\.snapshot \(fra \d\d-\d\d-\d{4} kl\. "
    ):
        open_store(database)


def test_without_a_copy_it_says_so(tmp_path: Path) -> None:
    garbage(tmp_path / "x.duckdb")
    with pytest.raises(DatabaseUnreadable, match="ingen sikkerhedskopi"):
        open_store(tmp_path / "x.duckdb")


@OPENERS
def test_a_missing_database_is_not_made(tmp_path: Path, opener: Opener) -> None:
    with pytest.raises(DatabaseMissing, match="python -m lederpulje init"):
        opener(tmp_path / "x.duckdb")
    assert list(tmp_path.iterdir()) == []


@OPENERS
def test_a_file_from_a_newer_program_stays_as_it_is(database: Path, opener: Opener) -> None:
    newer = known_version() + 4
    with duckdb.connect(database) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (?, 'fremtiden', '')", [newer])
    before = files_beside(database)
    with pytest.raises(DatabaseNewer, match=rf"skema {newer}; dette program kender {known_version()}"):
        opener(database)
    assert files_beside(database) == before


@pytest.mark.parametrize("protected", ["file", "folder"])
def test_a_write_protected_database_can_only_be_read(database: Path, seed: BaseData, protected: str) -> None:
    """Also for an administrator, whom the system would let write."""
    target = database if protected == "file" else database.parent
    before = files_beside(database)
    mode = target.stat().st_mode
    target.chmod(mode & ~0o222)
    try:
        with pytest.raises(DatabaseReadOnly, match="skriveadgang"):
            open_store(database)
        with open_for_reading(database) as store:
            assert store.base_data() == kept(seed)
        assert files_beside(database) == before
    finally:
        target.chmod(mode)


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(DatabaseReadOnly):
        create_database(tmp_path / "file" / "x.duckdb", small_base())


def test_a_second_program_is_told_who_holds_the_database(database: Path) -> None:
    with program(HOLD, str(database)) as holding:
        assert first_word(holding) == "open"
        with pytest.raises(DatabaseInUse, match=rf"i brug af python \(proces {holding.pid}\)"):
            open_store(database)
    with open_store(database) as store:
        assert store.source == "database"


def test_a_holder_that_does_not_know_our_lock_file_is_told_too(database: Path, seed: BaseData) -> None:
    with program(HOLD_WITHOUT_OUR_LOCK, str(database)) as holding:
        assert first_word(holding) == "open"
        with pytest.raises(DatabaseInUse, match=rf"i brug af proces {holding.pid}"):
            open_store(database)
        with open_for_reading(database) as store:
            assert (store.source, store.base_data()) == ("snapshot", kept(seed))
        snapshot_path(database).unlink()
        with pytest.raises(DatabaseInUse, match=rf"i brug af proces {holding.pid}"):
            open_for_reading(database)


def test_the_same_program_cannot_open_it_twice(database: Path) -> None:
    """A second opening inside the process would drop DuckDB's own lock."""
    with open_store(database) as first:
        with pytest.raises(DatabaseInUse, match=rf"proces {os.getpid()}"):
            open_store(database)
        with program(HOLD_WITHOUT_OUR_LOCK, str(database)) as other:
            assert first_word(other) == ""  # ended with an error: our lock still stands
        first.save_draft(draft())
    with open_store(database) as again:
        assert again.draft("kladde-1") == draft()


def test_a_link_to_a_held_database_is_the_held_database(database: Path) -> None:
    link = database.with_name("link.duckdb")
    link.symlink_to(database)
    with program(HOLD, str(database)) as holding:
        assert first_word(holding) == "open"
        with pytest.raises(DatabaseInUse, match=rf"proces {holding.pid}"):
            open_store(link)
    assert not (database.parent / "link.duckdb.lock").exists()


def test_readers_do_not_keep_a_writer_out(database: Path) -> None:
    """A store for reading holds nothing once it is open."""
    with open_for_reading(database) as reading, open_store(database) as writing:
        writing.save_draft(draft())
        assert reading.draft("kladde-1") is None
        assert writing.draft("kladde-1") == draft()


def test_reading_leaves_no_trace(database: Path, seed: BaseData) -> None:
    for extra in database.parent.glob("*.lock"):
        extra.unlink()
    before = files_beside(database)
    changed = database.stat().st_mtime_ns
    with open_for_reading(database) as store:
        assert (store.source, store.base_data()) == ("database", kept(seed))
    assert files_beside(database) == before
    assert database.stat().st_mtime_ns == changed


def test_reading_sees_what_is_still_in_the_log_and_leaves_it_there(database: Path) -> None:
    last = killed_while_saving(database, 5)
    before = files_beside(database)
    assert f"{database.name}.wal" in before
    with open_for_reading(database) as store:
        assert store.draft(f"d{last}") is not None
    assert files_beside(database) == before


@pytest.mark.parametrize("acknowledged", [1, 2, 7, 23])
def test_nothing_acknowledged_is_lost_when_the_program_is_killed(database: Path, acknowledged: int) -> None:
    last = killed_while_saving(database, acknowledged)
    with open_store(database) as store:
        found = [number for number in range(1, last + 1) if store.draft(f"d{number}") is not None]
        assert found == list(range(1, last + 1))
        store.save_draft(draft())
    with open_store(database) as store:
        assert store.draft("kladde-1") == draft()


def killed_while_saving(database: Path, at_least: int) -> int:
    """Kill a program in the middle of its writing; the last number that it had acknowledged."""
    with program(SAVE_UNTIL_KILLED, str(database)) as saving:
        for _ in range(at_least):
            assert first_word(saving)
        saving.kill()
        rest, _ = saving.communicate()
    return int(rest.split("\n")[-2]) if rest.count("\n") else at_least


def test_a_creation_that_is_killed_leaves_no_database(tmp_path: Path) -> None:
    """Killed just before the rename: nothing there, and the next attempt succeeds."""
    path = tmp_path / "x.duckdb"
    code = (
        "import os, pathlib, sys\n"
        "from lederpulje.store import create_database\n"
        "from tests.store.programs import small_base\n"
        "sys.addaudithook(lambda event, a: os.kill(os.getpid(), 9) if event == 'os.rename' else None)\n"
        "create_database(pathlib.Path(sys.argv[1]), small_base())\n"
    )
    killed = subprocess.run([sys.executable, "-c", code, str(path)], cwd=ROOT, check=False)
    assert killed.returncode == -9
    assert not path.exists()
    create_database(path, small_base())
    with open_store(path) as store:
        assert store.base_data() == small_base()


def test_a_store_that_nobody_closed_is_closed_when_the_program_ends(database: Path) -> None:
    run(
        "import sys; from pathlib import Path; from lederpulje.store import open_store\n"
        "from tests.store.programs import draft\n"
        "open_store(Path(sys.argv[1])).save_draft(draft())",
        str(database),
    )
    assert not database.with_name(f"{database.name}.wal").exists()
    assert open_for_reading(database).draft("kladde-1") == draft()


def test_the_database_can_reach_nothing_outside_its_folder(database: Path) -> None:
    with open_store(database) as store:
        outside = ROOT / "pyproject.toml"
        for sql in ("SELECT * FROM read_text(?)", "ATTACH ? AS elsewhere"):
            with store._connection.cursor() as cursor, pytest.raises(duckdb.PermissionException):
                cursor.execute(sql, [str(outside)])
        with store._connection.cursor() as cursor, pytest.raises(duckdb.Error, match="locked"):
            cursor.execute("SET enable_external_access = true")
