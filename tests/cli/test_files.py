"""`import` and `export` to the letter of the contract."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.model import BaseData
from lederpulje.store import open_for_reading, open_store, read_seed
from tests.store.programs import HOLD, files_beside, first_word, program
from tests.test_cli import Done, call

HEAD = "Id;År;Type;Titel;Deltagere;Pris pr. deltager\n"


@pytest.fixture
def database(tmp_path: Path, put_database: Callable[[Path, BaseData], Path]) -> Path:
    return put_database(tmp_path / "db" / "l.duckdb", read_seed(DEFAULT_SEED))


def listed(tmp_path: Path, *rows: str) -> Path:
    """A csv file of courses."""
    file = tmp_path / "kurser.csv"
    file.write_text(HEAD + "\n".join(rows) + "\n", "utf-8")
    return file


def imported(database: Path, file: Path, *more: str) -> Done:
    return call(database, "import", str(file), *more, "--json")


@pytest.mark.parametrize("name", ["Kursusliste.xlsx", "Kursusliste.csv"])
def test_what_is_exported_and_imported_changes_nothing(database: Path, tmp_path: Path, name: str) -> None:
    done = call(database, "export", str(tmp_path / name))
    assert (done.code, done.err) == (0, "")
    assert "30 aktiviteter (dataversion 1)" in done.out
    figures = imported(database, tmp_path / name).json
    assert [figures[key] for key in ("added", "changed", "removed", "problems", "questions", "effect")] == [
        []
    ] * 6
    assert "ledertalent" in figures["unchanged"]


def test_a_dry_run_says_what_would_happen_and_changes_nothing(database: Path, tmp_path: Path) -> None:
    before = files_beside(database)
    file = listed(tmp_path, "ledertalent;2024;forløb;;2;", ";2024;kursus;Ærlig feedback;10;1.250,50")
    figures = imported(database, file).json
    assert figures["added"] == ["aerlig-feedback-2024"]
    changed = {(c["id"], c["column"]): (c["old"], c["new"]) for c in figures["changed"]}
    assert changed["ledertalent", "Deltagere"] == ("4", "2")
    assert set(figures["removed"]) >= {"dol-2024", "master-2024"}
    assert {e["scenario"] for e in figures["effect"]} >= {"uafklaret", "puljen-betaler"}
    assert files_beside(database) == before


def test_apply_saves_with_who_and_why_and_keeps_what_the_file_lacks(database: Path, tmp_path: Path) -> None:
    done = imported(database, listed(tmp_path, "ledertalent;2024;forløb;;2;35.000"), "--apply")
    assert done.json["changed"]
    with open_store(database) as store:
        course = next(c for c in store.base_data().courses if c.id == "ledertalent")
        assert (
            course.participants,
            course.price_per_participant and course.price_per_participant.likely,
        ) == (
            2,
            3_500_000,
        )
        assert len(store.base_data().courses) == 30
        version = store.base_versions()[0]
        assert (version.kind, version.saved_by, version.note) == (
            "import",
            "Kommandolinjen",
            "Læst ind: kurser.csv",
        )


def test_apply_with_remove_takes_out_what_the_file_lacks_in_its_years(database: Path, tmp_path: Path) -> None:
    done = imported(database, listed(tmp_path, "ledertalent;2024;forløb;;4;32.500"), "--apply", "--remove")
    assert "dol-2024" in done.json["removed"]
    with open_for_reading(database) as store:
        years = [c.year for c in store.base_data().courses]
    assert (years.count(2024), years.count(2023)) == (1, 8)


def test_a_problem_stops_everything_and_is_listed(database: Path, tmp_path: Path) -> None:
    file = listed(tmp_path, "ledertalent;2024;forløb;;2;", "dol-2024;2024;tilskud;;mange;12.5")
    done = imported(database, file, "--apply")
    assert done.code == 1
    problems = [p for p in json.loads(done.out)["problems"] if p["stops"]]
    assert {(p["row"], p["column"], p["value"]) for p in problems} == {
        (3, "Deltagere", "mange"),
        (3, "Pris pr. deltager", "12.5"),
    }
    assert "kurser, række 3, kolonne »Deltagere«" in done.err
    assert "Intet er ændret" in done.err
    with open_for_reading(database) as store:
        assert store.data_version == 1


def test_a_question_stops_a_save_and_is_put(database: Path, tmp_path: Path) -> None:
    file = tmp_path / "liste.csv"
    file.write_text("Titel;År;Pris\nNyt;2024;500\n", "utf-8")
    done = imported(database, file, "--apply")
    assert done.code == 1
    (question, *_) = json.loads(done.out)["questions"]
    assert question["column"] == "Pris" and question["choices"]


def test_a_file_that_cannot_be_read_is_told_in_one_message(database: Path, tmp_path: Path) -> None:
    for name, data in (("tom.xlsx", b""), ("snyd.xlsx", b"%PDF-1.7 ..."), ("mangler.xlsx", None)):
        file = tmp_path / name
        if data is not None:
            file.write_bytes(data)
        done = imported(database, file)
        assert (done.code, done.out) == (1, "")
        assert str(name) in done.err and "Intet er ændret" in done.err


def test_wrong_usage(database: Path, tmp_path: Path) -> None:
    file = listed(tmp_path)
    assert call(database, "import", str(file), "--remove").code == 2
    assert call(database, "export", str(tmp_path / "x.pdf")).code == 2
    assert call(database, "import").code == 2


def test_while_the_app_runs_its_copy_is_read_and_nothing_can_be_saved(database: Path, tmp_path: Path) -> None:
    file = listed(tmp_path, "ledertalent;2024;forløb;;2;")
    with program(HOLD, str(database)) as holder:
        assert first_word(holder) == "open"
        dry = imported(database, file)
        assert json.loads(dry.out)["changed"]
        assert "dataversion 1" in dry.err
        assert call(database, "export", str(tmp_path / "k.xlsx")).code == 0
        done = imported(database, file, "--apply")
        assert done.code == 3
        assert "Stop det program først, eller gør det i appen" in done.err


def test_an_export_that_fails_leaves_the_old_file(database: Path, tmp_path: Path) -> None:
    done = call(database, "export", str(tmp_path / "findes" / "ikke.xlsx"))
    assert done.code == 1
    assert "kan ikke skrives. Vælg en mappe" in done.err
