"""`decisions`, `verify` and `erase` to the letter of the contract."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from lederpulje.store import open_store
from tests.actions.decisions.conftest import database
from tests.store.programs import files_beside
from tests.test_cli import call

__all__ = ["database"]  # a fixture


def test_the_journal_is_one_object(database: Path) -> None:
    done = call(database, "decisions", "--json")
    assert (done.code, done.err) == (0, "")
    entries = {e["number"]: e for e in done.json["entries"]}
    assert list(entries) == list(range(1, 14))
    assert done.json["head"] == entries[13]["hash"]
    assert all(entries[n]["previous"] == entries[n - 1]["hash"] for n in range(2, 14))
    first = entries[9]
    assert {
        k: first[k] for k in ("kind", "body", "date", "heading", "decision", "outcome", "closed", "status")
    } == {
        "kind": "beslutning",
        "body": "Direktionen",
        "date": "2024-02-21",
        "heading": "Ledertalent i 2024",
        "decision": "Ikke over 300.000 kr.",
        "outcome": "godkendt",
        "closed": False,
        "status": "godkendt, genoptaget",
    }
    assert (first["follow_up"], first["deadline"]) == ("HR-chefen", "2024-05-01")
    assert (first["data_version"], first["engine_version"], first["scenario"]["key"]) == (
        1,
        "1.0",
        "puljen-betaler",
    )
    assert first["results"]["pool"]["claimed_oere"] == 37_950_000
    assert (entries[2]["results"], entries[2]["data_version"]) == (None, None)  # from before the app
    assert (entries[11]["kind"], entries[11]["refers"], entries[11]["news"]) == (
        "genoptagelse",
        9,
        "SSO giver midler.",
    )
    assert (entries[12]["date"], entries[12]["document"]) == ("2024-02-22", "1423-24")
    assert (entries[13]["done"], entries[13]["note"]) == ("2024-03-01", "Lederne har fået besked.")


def test_closed_items_say_nothing_unless_asked(database: Path) -> None:
    hidden = call(database, "decisions", "--json")
    entry = hidden.json["entries"][9]
    assert entry["closed"] and set(entry) == {
        *("number", "kind", "written_at", "item", "refers", "hash", "previous", "closed"),
    }
    for done in (hidden, call(database, "decisions")):
        assert "opsigelse" not in done.out and "bag lukkede" not in done.out
    assert "Lukket punkt" in call(database, "decisions").out
    assert "En opsigelse" in call(database, "decisions", "--closed").out
    assert call(database, "decisions", "--json", "--closed").json["entries"][9]["heading"] == "En opsigelse"


def test_the_journal_reads_as_danish(database: Path) -> None:
    out = call(database, "decisions").out
    assert "Direktionen, 21. februar 2024: Ledertalent i 2024\n  Udfald: godkendt, genoptaget\n" in out
    assert (
        "Krav på puljen 2024: 379.500\xa0kr. af 300.000\xa0kr. (scenariet »Puljen betaler«, dataversion 1"
        in out
    )
    assert "Kvittering 12: journaliseret til kvittering 9" in out and "Dokumentnr.: 1423-24" in out


def test_verify_says_how_much_holds_and_changes_nothing(database: Path) -> None:
    before = files_beside(database)
    done = call(database, "verify")
    assert (done.code, done.err) == (0, "")
    assert done.out.startswith(
        "Alt er, som det blev skrevet. 13 poster og 3 låste beregninger er regnet efter.\n"
    )
    assert call(database, "decisions", "--json").json["head"] in done.out
    assert files_beside(database) == before


def test_verify_names_what_somebody_changed(database: Path) -> None:
    with duckdb.connect(database) as connection:
        connection.execute("CREATE OR REPLACE TABLE decision_texts AS SELECT * FROM decision_texts")
        connection.execute("UPDATE decision_texts SET said = 'Nej' WHERE entry = 9 AND field = 'decision'")
    done = call(database, "verify")
    assert done.code == 1
    assert done.out.startswith(
        "Brudt. Post 9: teksten »Beslutning« er ændret, siden den blev skrevet.\n"
        "Noget er ændret, siden det blev skrevet. 13 poster"
    )
    assert "verify" in call(database, "decisions").err


def test_verify_goes_on_where_the_app_would_not_open(database: Path) -> None:
    with duckdb.connect(database) as connection:
        connection.execute(
            "UPDATE commits SET what = 'kladde' WHERE number = (SELECT max(number) FROM commits)"
        )
    done = call(database, "verify")
    assert (done.code, call(database, "decisions").code) == (1, 3)
    assert "Post 13: databasen har ikke registreret" in done.out


def test_verify_reads_the_running_apps_copy(database: Path) -> None:
    with open_store(database):
        done = call(database, "verify")
        assert (done.code, "Appen er i gang" in done.err) == (0, True)


def test_a_missing_witness_is_said_and_is_no_fault(database: Path) -> None:
    database.with_name(f"{database.name}.witness").unlink()
    done = call(database, "verify")
    assert (done.code, "Vidnefilen l.duckdb.witness mangler" in done.err) == (0, True)


def test_a_name_is_erased_and_told_of(database: Path) -> None:
    with open_store(database) as store:
        store.add_person("Ledertalent")
    done = call(database, "erase", "person-1")
    assert (done.code, done.err) == (0, "")
    assert "kvittering 14" in done.out and "Rettet i beslutninger: kvittering 9, 11." in done.out
    assert "nøgler" in done.out and "ledertalent" in done.out
    assert "Ældre sikkerhedskopier" in done.out
    proved = call(database, "verify")
    assert proved.code == 0
    assert "Post 9: et navn er slettet fra »Overskrift« (kvittering 14)." in proved.out
    assert "14 poster og 3 låste beregninger" in proved.out


@pytest.mark.parametrize("held", [False, True])
def test_what_cannot_be_erased_is_told(database: Path, held: bool) -> None:
    if held:
        with open_store(database) as store:
            store.add_person("Bo Li")
            done = call(database, "erase", "person-1")
        assert (done.code, done.out) == (3, "")
    else:
        done = call(database, "erase", "person-1")
        assert (done.code, done.out, "Personen »person-1« findes ikke" in done.err) == (2, "", True)
