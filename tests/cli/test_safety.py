from __future__ import annotations

import json
import shutil
from pathlib import Path

import duckdb
import pytest

from lederpulje.model import BaseData, EntryKind
from lederpulje.store import create_database, open_for_reading, open_store
from tests.store.programs import files_beside, small_base
from tests.test_cli import Done, call, run


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of data version 2, backed up at data version 1 as `kopi`."""
    database = tmp_path_factory.mktemp("original") / "data" / "x.duckdb"
    create_database(database, BaseData())
    assert call(database, "backup", str(database.parent.parent / "kopi")).code == 0
    with open_store(database) as store:
        store.save_base_data(small_base())
    return database


@pytest.fixture
def database(original: Path, tmp_path: Path) -> Path:
    folder = Path(shutil.copytree(original.parent.parent, tmp_path / "own"))
    return folder / "data" / original.name


def said(done: Done) -> tuple[int, str, str]:
    return done.code, done.out, done.err


def test_a_backup_says_where_and_what_it_is(original: Path, tmp_path: Path) -> None:
    file = tmp_path / "ny"
    words = f"{file} er skrevet: sikkerhedskopi af {original}, dataversion 2.\n"
    assert said(call(original, "backup", str(file))) == (0, words, "")
    assert file.is_file()
    again = call(original, "backup", str(file))
    assert (again.code, again.out) == (1, "")
    assert again.err.startswith(f"{file} findes allerede og er ikke ændret.")


def test_while_the_app_runs_its_snapshot_is_backed_up_and_nothing_is_restored(database: Path) -> None:
    copy = database.parent.parent / "kopi"
    with open_store(database):
        backup = call(database, "backup", str(database.parent.parent / "ny"))
        restore = call(database, "restore", str(copy))
    assert (backup.code, backup.err) == (
        0,
        "Appen er i gang. Sikkerhedskopien er taget af dens kopi, dataversion 2.\n",
    )
    assert (restore.code, restore.out) == (3, "")
    assert "i brug af" in restore.err and "Intet er ændret" in restore.err
    assert call(database, "export", str(database.with_name("x.csv"))).out.endswith("(dataversion 2).\n")


def test_a_backup_is_restored_in_a_process_of_its_own(database: Path) -> None:
    copy = database.parent.parent / "kopi"
    done = run("--db", str(database), "restore", str(copy))
    first, second = done.out.splitlines()
    assert (done.code, done.err) == (0, "")
    assert first == f"{database} er gendannet fra {copy}, dataversion 1."
    assert second.startswith(f"Den gamle database ligger i {database}.gammel-2")
    kept = Path(second.removeprefix("Den gamle database ligger i ").removesuffix("."))
    assert kept.is_file()
    assert call(kept, "export", str(database.with_name("x.csv"))).out.endswith("(dataversion 2).\n")


def test_a_lost_database_is_restored_and_nothing_is_said_to_be_kept(database: Path) -> None:
    for file in database.parent.iterdir():
        file.unlink()
    done = call(database, "restore", str(database.parent.parent / "kopi"))
    assert said(done) == (
        0,
        f"{database} er gendannet fra {database.parent.parent / 'kopi'}, dataversion 1.\n",
        "",
    )


WRONG = [  # words, exit code, what is said
    (("backup",), 2, "Der mangler FIL."),
    (("restore",), 2, "Der mangler FIL."),
    (("restore", "mangler"), 1, "mangler kan ikke gendannes: den findes ikke"),
    (("restore", "README.md"), 1, "README.md kan ikke gendannes: filen er ikke en hel DuckDB-database"),
    (("backup", "mangler/ny"), 1, "mangler/ny kan ikke skrives. Vælg en mappe, der findes"),
    (("backup", "README.md"), 1, "README.md findes allerede og er ikke ændret."),
]


@pytest.mark.parametrize(("words", "code", "message"), WRONG)
def test_what_goes_wrong_is_said_and_changes_nothing(
    original: Path, words: tuple[str, ...], code: int, message: str
) -> None:
    before = files_beside(original)
    done = call(original, *words)
    assert (done.code, done.out) == (code, "")
    assert done.err.startswith(message)
    assert files_beside(original) == before


def test_there_is_nothing_to_back_up_where_there_is_no_database(tmp_path: Path) -> None:
    done = call(tmp_path / "ingen.duckdb", "backup", str(tmp_path / "ny"))
    assert (done.code, done.out, list(tmp_path.iterdir())) == (3, "", [])
    assert done.err.startswith("Der er ingen database")


def test_a_restore_is_an_entry_that_names_the_file_and_the_journal_it_replaced(database: Path) -> None:
    copy = database.parent.parent / "kopi"
    with open_for_reading(database) as store:
        replaced = store.agenda().head
    assert call(database, "restore", str(copy)).code == 0
    with open_for_reading(database) as store:
        *before, entry = store.agenda().journal
    assert replaced is not None
    content = json.loads(entry.content)
    assert entry.kind is EntryKind.GENSKABT
    assert content["replaced"] == {"number": replaced[0], "hash": replaced[1]}
    assert content["backup"] == {"number": before[-1].number, "hash": before[-1].hash}
    assert {t.field: t.text for t in entry.texts} == {"file": "kopi", "signed": "Kommandolinjen"}
    assert call(database, "verify").code == 0


def test_a_backup_whose_journal_somebody_changed_is_refused(database: Path) -> None:
    copy = database.parent.parent / "kopi"
    with duckdb.connect(str(copy)) as connection:  # a copied file has no triggers
        connection.execute("UPDATE journal_entries SET written_at = '2020' WHERE number = 1")
    before = files_beside(database)
    done = call(database, "restore", str(copy))
    assert (done.code, done.out) == (1, "")
    assert "dens journal er ændret uden om programmet: Post 1:" in done.err
    assert files_beside(database) == before
