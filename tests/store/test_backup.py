from __future__ import annotations

import resource
import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import pytest

from lederpulje.errors import (
    BackupExists,
    BackupRefused,
    DatabaseInUse,
    DatabaseMissing,
    DatabaseReadOnly,
    DatabaseUnreadable,
    FileNotWritten,
)
from lederpulje.store import Store, create_database, open_for_reading, open_store
from lederpulje.store.backup import back_up, write_backup
from lederpulje.store.connection import snapshot_path
from lederpulje.store.restoring import Step, exchange, make_ready, restore_backup, take
from tests.store.programs import draft, files_beside, small_base


@pytest.fixture(scope="module")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database that holds draft 2, and a backup `kopi` of when it held draft 1."""
    folder = tmp_path_factory.mktemp("originals")
    path = folder / "data" / "x.duckdb"
    path.parent.mkdir()
    made = tmp_path_factory.mktemp("made") / "x.duckdb"
    create_database(made, small_base())
    back_up(made, path)  # smaller, and so quicker to copy, than what it is a backup of
    with open_store(path) as store:
        store.save_draft(draft(1))
        write_backup(store, folder / "kopi")
        store.save_draft(draft(2))
    return folder


@pytest.fixture
def folder(originals: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(originals, tmp_path / "own"))


@pytest.fixture
def database(folder: Path) -> Path:
    return folder / "data" / "x.duckdb"


@pytest.fixture
def backup(folder: Path) -> Path:
    return folder / "kopi"


def held(path: Path) -> str:
    """Which drafts a database holds: `1`, or `1 2`; read like any program that only reads."""
    with open_for_reading(path) as store:
        return " ".join(n for n in "123" if store.draft(f"kladde-{n}"))


def names(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


# --- backup -----------------------------------------------------------------------------------------------


def test_a_backup_of_the_open_database_holds_all_that_is_acknowledged(database: Path, folder: Path) -> None:
    """Also what stands in the log only; a plain copy of the file would lack it."""
    with open_store(database) as store:
        store.save_draft(draft(3))
        done = write_backup(store, folder / "ny")
        write_backup(store, database.with_name("beside"))
        with pytest.raises(DatabaseInUse):  # the lock is kept
            open_store(database)
    assert (done.source, done.data_version, held(folder / "ny")) == ("database", 1, "1 2 3")
    assert names(folder) == ["data", "kopi", "ny"]
    own = ["x.duckdb", "x.duckdb.lock", "x.duckdb.snapshot", "x.duckdb.witness"]
    assert names(folder / "data") == ["beside", *own]


def test_backups_are_taken_while_others_write(database: Path, folder: Path) -> None:
    with open_store(database) as store:

        def write() -> None:
            for number in range(10):
                store.save_draft(draft(3, str(number)))

        writing = threading.Thread(target=write)
        writing.start()
        write_backup(store, folder / "ny")
        writing.join()
        saved = store.draft("kladde-3")
    assert saved is not None and saved.overrides == (("k1.participants", "9"),)
    assert held(folder / "ny").startswith("1 2")


def test_a_database_that_nobody_has_open_is_backed_up_without_changing_it(
    database: Path, folder: Path
) -> None:
    before = files_beside(database)
    done = back_up(database, folder / "ny")
    assert (done.source, done.data_version, held(folder / "ny")) == ("database", 1, "1 2")
    assert files_beside(database) == before


def test_a_holder_without_our_lock_is_seen_too(database: Path, folder: Path, backup: Path) -> None:
    with duckdb.connect(database):
        assert back_up(database, folder / "ny").source == "snapshot"
        with pytest.raises(DatabaseInUse):
            restore_backup(database, backup)
        snapshot_path(database).unlink()
        with pytest.raises(DatabaseInUse):
            back_up(database, folder / "anden")
    assert names(folder) == ["data", "kopi", "ny"]


TAKEN = ["../kopi", "x.duckdb", "x.duckdb.wal", "x.duckdb.witness", "x.duckdb.lock", "x.duckdb.ny", "."]


@pytest.mark.parametrize("target", TAKEN)
def test_no_file_is_ever_overwritten_nor_a_name_of_the_databases_own_taken(
    originals: Path, target: str
) -> None:
    before, copy = files_beside(originals / "data" / "x"), (originals / "kopi").read_bytes()
    with pytest.raises(BackupExists, match="findes allerede og er ikke ændret"):
        back_up(originals / "data" / "x.duckdb", originals / "data" / target)
    assert (files_beside(originals / "data" / "x"), (originals / "kopi").read_bytes()) == (before, copy)


def test_a_file_that_came_meanwhile_stays(
    database: Path, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with open_store(database) as store:
        copy_to = store.copy_to

        def slowly(file: Path) -> None:
            copy_to(file)
            (folder / "ny").write_text("en andens")

        monkeypatch.setattr(store, "copy_to", slowly)
        with pytest.raises(BackupExists):
            write_backup(store, folder / "ny")
    assert (folder / "ny").read_text() == "en andens"
    assert names(folder) == ["data", "kopi", "ny"]


@pytest.mark.parametrize("target", ["mangler/ny", "kopi/ny"])
def test_a_place_that_cannot_be_written_is_said(originals: Path, target: str) -> None:
    with pytest.raises(FileNotWritten, match=rf"{target} kan ikke skrives. Vælg en mappe, der findes"):
        back_up(originals / "data" / "x.duckdb", originals / target)
    assert names(originals) == ["data", "kopi"]


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file can grow beyond a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_full_disk_leaves_nothing_and_blames_no_file_of_ours(
    database: Path, folder: Path, backup: Path
) -> None:
    before = files_beside(database)
    with full_disk(200_000), pytest.raises(FileNotWritten):
        back_up(database, folder / "ny")
    with full_disk(200_000), pytest.raises((FileNotWritten, BackupRefused)):
        restore_backup(database, backup)
    assert files_beside(database) == before
    assert names(folder) == ["data", "kopi"]


def test_what_is_not_there_or_cannot_be_read_is_not_backed_up(database: Path, folder: Path) -> None:
    with pytest.raises(DatabaseMissing):
        back_up(folder / "ingen.duckdb", folder / "ny")
    database.write_bytes(b"ikke en database")
    with pytest.raises(DatabaseUnreadable):
        back_up(database, folder / "ny")
    assert names(folder) == ["data", "kopi"]


# --- restore ----------------------------------------------------------------------------------------------


def test_restoring_puts_the_backup_in_place_and_keeps_the_old_database_whole(
    database: Path, backup: Path
) -> None:
    before, copy = files_beside(database), backup.read_bytes()
    done = restore_backup(database, backup)
    assert done.kept is not None
    assert (done.data_version, held(database), held(done.kept), held(snapshot_path(database))) == (
        1,
        "1",
        "1 2",
        "1",
    )
    for ending in ("", ".witness", ".snapshot"):
        assert done.kept.with_name(done.kept.name + ending).read_bytes() == before["x.duckdb" + ending]
    assert done.kept.name.startswith("x.duckdb.gammel-2")
    assert len(names(database.parent)) == 4 + 3
    assert backup.read_bytes() == copy
    with open_store(database) as store:  # with a witness that goes on from here
        store.save_draft(draft(3))
    assert held(database) == "1 3"


def test_what_is_kept_can_be_restored_in_the_same_second(database: Path, backup: Path) -> None:
    first = restore_backup(database, backup).kept
    assert first is not None
    second = restore_backup(database, first).kept
    assert second is not None
    assert (first != second, held(database), held(second)) == (True, "1 2", "1")


def test_the_log_of_a_killed_program_is_kept_with_the_old_database(
    database: Path, backup: Path, tmp_path: Path
) -> None:
    with open_store(database) as store:
        store.save_draft(draft(3))
        killed = Path(shutil.copytree(database.parent, tmp_path / "killed"), database.name)
    assert killed.with_name("x.duckdb.wal").stat().st_size > 0
    kept = restore_backup(killed, backup).kept
    assert kept is not None
    assert (held(killed), held(kept)) == ("1", "1 2 3")
    assert not killed.with_name("x.duckdb.wal").exists()


def test_a_database_that_cannot_be_read_is_replaced_and_its_pieces_are_kept(
    database: Path, backup: Path
) -> None:
    database.write_bytes(b"i stykker")
    database.with_name("x.duckdb.wal").write_bytes(b"ogs\xc3\xa5")
    kept = restore_backup(database, backup).kept
    assert kept is not None
    assert kept.read_bytes() == b"i stykker"
    assert kept.with_name(kept.name + ".wal").read_bytes() == b"ogs\xc3\xa5"
    assert held(database) == "1"


def test_a_lost_database_comes_back_also_from_its_snapshot(database: Path, backup: Path) -> None:
    database.unlink()
    assert restore_backup(database, snapshot_path(database)).kept is None
    assert held(database) == "1 2"
    shutil.rmtree(database.parent)
    database.parent.mkdir()
    assert restore_backup(database, backup).kept is None
    assert held(database) == "1"


def test_the_restored_database_is_handed_on_before_it_takes_its_place(database: Path, backup: Path) -> None:
    def after(store: Store) -> None:
        assert store.draft("kladde-2") is None
        assert held(database) == "1 2"
        store.save_draft(draft(3))

    restore_backup(database, backup, after)
    assert held(database) == "1 3"
    with open_store(database) as store:
        store.save_draft(draft(2))


def test_what_fails_afterwards_stops_the_restoring(originals: Path) -> None:
    database, backup = originals / "data" / "x.duckdb", originals / "kopi"
    before = files_beside(database)

    def after(_: Store) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        restore_backup(database, backup, after)
    assert files_beside(database) == before


def test_a_database_or_a_backup_in_use_is_let_be(originals: Path, tmp_path: Path) -> None:
    with open_store(Path(shutil.copy(originals / "kopi", tmp_path))):
        before = files_beside(originals / "data" / "x")
        with pytest.raises(DatabaseInUse, match="kopi"):
            restore_backup(originals / "data" / "x.duckdb", tmp_path / "kopi")
        assert files_beside(originals / "data" / "x") == before
        with pytest.raises(DatabaseInUse, match="kopi"):
            restore_backup(tmp_path / "kopi", originals / "kopi")


def test_a_write_protected_database_is_not_replaced(database: Path, backup: Path) -> None:
    database.chmod(0o444)
    with pytest.raises(DatabaseReadOnly):
        restore_backup(database, backup)


def foreign(file: Path) -> None:
    file.unlink()
    with duckdb.connect(file) as connection:
        connection.execute("CREATE TABLE t (i INTEGER)")


def newer(file: Path) -> None:
    with duckdb.connect(file) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (999, 'fremtid', 'i morgen')")


def cut_short(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:100_000])


BAD: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "findes ikke"),
    "empty": (lambda f: f.write_bytes(b""), "filen er tom"),
    "text": (lambda f: f.write_text("hej"), "ikke en hel DuckDB-database"),
    "foreign": (foreign, "ikke en database fra Lederpulje"),
    "newer": (newer, "nyere version af Lederpulje"),
    "cut short": (cut_short, "ikke en hel DuckDB-database"),
}


@pytest.mark.parametrize("kind", BAD)
def test_a_file_that_is_no_backup_changes_nothing(originals: Path, tmp_path: Path, kind: str) -> None:
    spoil, words = BAD[kind]
    database, backup = originals / "data" / "x.duckdb", Path(shutil.copy(originals / "kopi", tmp_path))
    spoil(backup)
    before = files_beside(database)
    with pytest.raises(BackupRefused, match=rf"kopi kan ikke gendannes: .*{words}.* Intet er ændret"):
        restore_backup(database, backup)
    assert files_beside(database) == before


def test_the_database_is_no_backup_of_itself(originals: Path) -> None:
    with pytest.raises(BackupRefused, match="databasen selv"):
        restore_backup(originals / "data" / "x.duckdb", originals / "data" / ".." / "data" / "x.duckdb")


# --- cut short --------------------------------------------------------------------------------------------


def test_a_power_cut_after_any_step_leaves_the_old_database_or_the_new_one(
    database: Path, backup: Path, tmp_path: Path
) -> None:
    """As if the machine stopped there, nothing undone: whatever stands then is opened and written to."""
    new = database.with_name("x.duckdb.gendannes")
    make_ready(backup, new)
    steps = exchange(database, new, database.with_name("x.duckdb.gammel"))
    found = []
    for number, (step, _) in enumerate(steps):
        step()
        if number < 2:
            continue  # only copies were made
        there = shutil.copytree(database.parent, tmp_path / f"after-{number}")
        found.append(held(there / "x.duckdb"))
        if not (there / "x.duckdb.witness").exists():
            with open_store(there / "x.duckdb") as store:
                store.save_draft(draft(3))
    assert found == ["1 2"] * 2 + ["1"] * 3


OLD = {"x": "old", "x.wal": "old log", "x.witness": "old witness", "x.snapshot": "old snapshot"}
NEW = {"n": "new", "n.witness": "new witness", "n.snapshot": "new snapshot"}
BEFORE = pytest.mark.parametrize(
    "before",
    [OLD, {"x": "old"}, {"x.witness": "lost", "x.wal": "lost"}, {}],
    ids=["all", "bare", "lost", "none"],
)


def steps_in(folder: Path, before: dict[str, str]) -> list[Step]:
    """The steps from small files to others."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in (before | NEW).items():
        (folder / name).write_text(content)
    return exchange(folder / "x", folder / "n", folder / "kept")


def contents(folder: Path) -> dict[str, str]:
    return {file.name: file.read_text() for file in folder.iterdir() if not file.name.startswith("n")}


@BEFORE
def test_all_that_was_there_is_kept_and_all_that_is_new_comes(tmp_path: Path, before: dict[str, str]) -> None:
    take(steps_in(tmp_path / "a", before), tmp_path)
    kept = {"kept" + name[1:]: content for name, content in before.items()}
    assert contents(tmp_path / "a") == kept | {"x" + name[1:]: content for name, content in NEW.items()}


@BEFORE
@pytest.mark.parametrize("is_done", [False, True], ids=["before it is done", "when it is done"])
def test_a_step_that_fails_undoes_all(tmp_path: Path, before: dict[str, str], is_done: bool) -> None:
    count = len(steps_in(tmp_path / "a", before))
    assert count >= len(NEW)
    for at in range(count):
        steps = steps_in(tmp_path / "a", before)
        do, undo = steps[at]

        def fail(do: Callable[[], object] = do) -> None:
            if is_done:
                do()
            raise OSError("disk")

        steps[at] = fail, undo
        with pytest.raises(OSError, match="disk"):
            take(steps, tmp_path)
        assert contents(tmp_path / "a") == before
