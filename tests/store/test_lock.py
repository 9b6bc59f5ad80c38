from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from lederpulje.errors import DatabaseInUse, DatabaseReadOnly
from lederpulje.store.lock import DatabaseLock, holder, lock_path, program_name, shared_lock
from tests.store.programs import first_word, program

HOLD_LOCK = """
import sys
from pathlib import Path
from lederpulje.store.lock import DatabaseLock
lock = DatabaseLock(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def database(tmp_path: Path) -> Path:
    """Where a database would be; the lock never looks at it."""
    return tmp_path / "x.duckdb"


def test_the_lock_file_says_who_holds_it(database: Path) -> None:
    lock = DatabaseLock(database)
    assert lock_path(database).read_text() == f"{os.getpid()}\n{program_name()}\n"
    assert holder(database) == f"{program_name()} (proces {os.getpid()})"
    lock.release()
    assert lock_path(database).read_text() == ""
    assert not database.exists()


@pytest.mark.parametrize("text", ["", "1234", "proces\nstreamlit\n", "12\nstreamlit\nmere\n"])
def test_a_holder_that_wrote_nothing_sensible_is_another_program(database: Path, text: str) -> None:
    lock_path(database).write_text(text)
    assert holder(database) == "et andet program"


def test_without_a_lock_file_the_holder_is_another_program(database: Path) -> None:
    assert holder(database) == "et andet program"


@pytest.mark.parametrize(
    ("started_as", "name"),
    [
        ("/opt/app/.venv/bin/streamlit", "streamlit"),
        ("/opt/app/lederpulje/__main__.py", "python -m lederpulje"),
        ("-c", "python"),
        ("", "python"),
    ],
)
def test_how_a_program_is_named(monkeypatch: pytest.MonkeyPatch, started_as: str, name: str) -> None:
    monkeypatch.setattr("sys.argv", [started_as])
    assert program_name() == name


def test_only_one_holds_it_in_the_same_process(database: Path) -> None:
    lock = DatabaseLock(database)
    with pytest.raises(DatabaseInUse, match=rf"proces {os.getpid()}"):
        DatabaseLock(database)
    lock.release()
    DatabaseLock(database).release()


def test_only_one_holds_it_among_processes(database: Path) -> None:
    with program(HOLD_LOCK, str(database)) as other:
        assert first_word(other) == "held"
        with pytest.raises(DatabaseInUse, match=rf"proces {other.pid}"):
            DatabaseLock(database)
        with shared_lock(database) as free:
            assert not free
    DatabaseLock(database).release()


def test_a_killed_holder_holds_nothing(database: Path) -> None:
    with program(HOLD_LOCK, str(database)) as other:
        assert first_word(other) == "held"
    assert holder(database).endswith(f"(proces {other.pid})")  # it had no time to tidy up
    with shared_lock(database) as free:
        assert free
    DatabaseLock(database).release()


def test_readers_share(database: Path) -> None:
    DatabaseLock(database).release()
    with shared_lock(database) as first, shared_lock(database) as second:
        assert (first, second) == (True, True)


def test_a_writer_waits_for_readers(database: Path) -> None:
    DatabaseLock(database).release()
    reading, taken = threading.Event(), threading.Event()

    def write() -> None:
        reading.wait()
        DatabaseLock(database).release()
        taken.set()

    writer = threading.Thread(target=write)
    writer.start()
    with shared_lock(database) as free:
        assert free
        reading.set()
        assert not taken.wait(0.2)
    writer.join()
    assert taken.is_set()


def test_a_reader_that_stays_is_in_the_way_in_the_end(database: Path) -> None:
    DatabaseLock(database).release()
    with shared_lock(database), pytest.raises(DatabaseInUse, match="et andet program"):
        DatabaseLock(database)


def test_reading_makes_no_lock_file(database: Path) -> None:
    with shared_lock(database) as free:
        assert free
    assert not lock_path(database).exists()


def test_whether_the_lock_file_is_new_and_removing_it(database: Path) -> None:
    first = DatabaseLock(database)
    assert first.created
    first.release()
    second = DatabaseLock(database)
    assert not second.created
    second.release(remove=True)
    assert not lock_path(database).exists()


def test_a_lock_file_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(DatabaseReadOnly, match=r"x\.duckdb"):
        DatabaseLock(tmp_path / "nowhere" / "x.duckdb")


def test_many_at_once_one_at_a_time(database: Path) -> None:
    """Also while the file is removed and made anew: never two holders."""
    holders, most, tried = 0, 0, threading.Barrier(6)
    counting = threading.Lock()

    def take() -> None:
        nonlocal holders, most
        tried.wait()
        for _ in range(20):
            try:
                lock = DatabaseLock(database)
            except DatabaseInUse:
                continue
            with counting:
                holders += 1
                most = max(most, holders)
            with counting:
                holders -= 1
            lock.release(remove=True)

    threads = [threading.Thread(target=take) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (holders, most) == (0, 1)
