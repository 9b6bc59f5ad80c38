"""A person's name is gone from every text and from every file, and the chain stands."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys
import unicodedata
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from lederpulje.errors import AgendaRefused, DatabaseInUse, UnknownName
from lederpulje.model import BaseData, EntryKind, ListDraft, NewEntry, ProposedRow
from lederpulje.store import create_database, open_for_proving, open_for_reading, open_store
from lederpulje.store.backup import write_backup
from lederpulje.store.erasing import Erasure, erase_person
from lederpulje.store.naming import Name
from lederpulje.store.records import needed
from lederpulje.store.restoring import restore_backup
from lederpulje.store.schema import FOLDER
from tests.store.programs import ROOT, draft, files_beside

NAME = "Åse Ravn-Bøgh"
SPELLINGS = (NAME, NAME.upper(), unicodedata.normalize("NFD", NAME), "åse\u00a0ravn-bøgh")
HR = "Kommandolinjen"


def workbook(text: str) -> bytes:
    """A zipped file with a text in it, as workbooks have it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/sharedStrings.xml", f"<sst><si><t>Kursus</t></si><si><r>{text}</r></si></sst>")
    return file.getvalue()


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory, seed: BaseData) -> Path:
    """A database with the name in everything that people write; its id is person-1."""
    database = tmp_path_factory.mktemp("named") / "lederpulje.duckdb"
    create_database(database, seed)
    with open_store(database) as store:
        store.add_person(NAME)
        store.add_person("Bo Li")
        store.change_base_data(with_name, saved_by=NAME, note=f"Efter {NAME}s ønske")
        store.save_draft(replace(draft(), overrides=(("k1.payer", NAME),)))
        cells = (("Titel", f"Oplæg ved {NAME}"), ("Deltagere", "3"))
        store.save_list_draft(
            ListDraft("l1", 2, (ProposedRow("Kurser", 1, cells),), file=f"{NAME}.csv"), b"Titel\nA\n"
        )
        store.save_list_draft(ListDraft("l2", 2), workbook("<t>Åse Ravn-</t></r><r><t>Bøgh</t>"))
        store.save_list_draft(ListDraft("l3", 2), f"Titel\n{NAME}\n".encode("cp1252"))
        store.learn_headings({f"Hos {NAME}": "Titel", "Navn": "Titel"})
        store.save_sections((("resume", f"{NAME} siger"),))
        store.save_item(store.agenda().items[0].id, lambda item: replace(needed(item), dissent=NAME))
        texts = {f"text{n}": f"Sagt af {spelling}s chef." for n, spelling in enumerate(SPELLINGS)}
        store.enter(lambda _: NewEntry(EntryKind.GENSKABT, "s", texts={**texts, "note": "Åse Ravn og Bøgh"}))
    return database


@pytest.fixture
def named(original: Path, tmp_path: Path) -> Path:
    """A copy of it to do anything to."""
    return Path(shutil.copytree(original.parent, tmp_path / "own")) / original.name


def with_name(base: BaseData) -> BaseData:
    """Base data with the name in a title, a payer, a scenario and a source."""
    course, *courses = base.courses
    line, *lines = base.funding
    scenario, *scenarios = base.scenarios
    return replace(
        base,
        courses=(replace(course, title=f"Kursus hos {NAME}", contact=NAME), *courses),
        funding=(line if line.payer == "pulje" else replace(line, payer=NAME), *lines),
        scenarios=(replace(scenario, name=f"{NAME}s forslag", description=NAME), *scenarios),
        pools=(replace(base.pools[0], source=NAME), *base.pools[1:]),
    )


@pytest.fixture
def erased(named: Path) -> Iterator[tuple[Path, Erasure]]:
    yield named, erase_person(named, "person-1", HR)


def places_of_the_name(database: Path) -> list[str]:
    """Files beside a database whose bytes hold the name in some spelling; packed content is looked into."""
    found = []
    for name, data in files_beside(database).items():
        packed = b""
        if name.endswith((".duckdb", ".snapshot")):
            with duckdb.connect(":memory:") as connection:
                connection.execute("ATTACH ? AS file (READ_ONLY)", [str(database.with_name(name))])
                for (content,) in connection.execute(
                    "SELECT content FROM file.base_versions UNION ALL SELECT content FROM file.list_drafts"
                ).fetchall():
                    packed += zlib.decompress(content)
        if any(spelling.encode() in data + packed for spelling in SPELLINGS):
            found.append(name)
    return found


def test_the_name_is_in_no_file_afterwards(named: Path) -> None:
    assert len(places_of_the_name(named)) == 2  # the database and its snapshot: else this proves nothing
    erase_person(named, "person-1", HR)
    assert places_of_the_name(named) == []
    assert sorted(files_beside(named)) == [
        f"lederpulje.duckdb{e}" for e in ("", ".lock", ".snapshot", ".witness")
    ]


def test_what_was_said_is_replaced_and_all_else_stays(erased: tuple[Path, Erasure]) -> None:
    path, done = erased
    assert (done.person, done.number, done.entries, done.files) == ("person-1", 10, (9,), ("l2", "l3"))
    with open_for_reading(path) as store:
        base, journal = store.base_data(), store.agenda().journal
        assert (base.courses[0].title, base.courses[0].contact) == ("Kursus hos [slettet]", "[slettet]")
        assert (base.scenarios[0].name, base.pools[0].source) == ("[slettet]s forslag", "[slettet]")
        versions = store.base_versions()
        assert (versions[0].saved_by, versions[0].note) == ("[slettet]", "Efter [slettet]s ønske")
        kept = store.base_data_of(2)
        assert kept is not None and kept.courses[0].title == "Kursus hos [slettet]"
        listed = store.list_draft("l1")
        assert listed is not None and listed.rows[0].cells == (
            ("Titel", "Oplæg ved [slettet]"),
            ("Deltagere", "3"),
        )
        assert [store.list_draft(own) for own in ("l2", "l3")] == [None, None]
        assert store.headings() == {"Navn": "Titel"}
        assert store.agenda().items[0].dissent == "[slettet]"
        assert [p.name for p in store.people()] == ["Bo Li"]
        said = {t.field: t.text for t in journal[8].texts}
        assert said == {
            **{f"text{n}": "Sagt af [slettet]s chef." for n in range(4)},
            "note": "Åse Ravn og Bøgh",
        }


def test_the_chain_stands_and_the_erasure_is_its_next_entry(erased: tuple[Path, Erasure]) -> None:
    path, done = erased
    with open_for_proving(path) as store:
        assert (store.agenda().broken, store.unseen(), store.complaint) == ((), (), None)
        entry = store.agenda().journal[-1]
    assert (entry.number, entry.kind, NAME in entry.content) == (done.number, EntryKind.SLETNING, False)
    assert '"person":"person-1"' in entry.content
    with open_store(path) as store:  # and the witness goes on
        assert store.add_person("Ny Ravn").id == "person-3"


def test_the_old_salt_is_gone_so_that_a_guess_cannot_be_confirmed(named: Path) -> None:
    with open_for_reading(named) as store:
        salts = [t.salt for t in store.agenda().journal[8].texts if t.field != "note"]
    erase_person(named, "person-1", HR)
    assert [s for s in salts if any(s.encode() in data for data in files_beside(named).values())] == []


def test_the_new_file_refuses_changes_at_once(erased: tuple[Path, Erasure]) -> None:
    with duckdb.connect(erased[0]) as connection, pytest.raises(duckdb.Error, match="ændres ikke"):
        connection.execute("UPDATE decision_texts SET said = 'x'")


def test_an_unknown_id_is_told_with_those_there_are(named: Path) -> None:
    before = files_beside(named)
    with pytest.raises(UnknownName, match=r"»person-7« findes ikke\. Vælg mellem: person-1, person-2\."):
        erase_person(named, "person-7", HR)
    assert files_beside(named) == before


def test_a_database_in_use_is_left_alone(named: Path) -> None:
    with open_store(named), pytest.raises(DatabaseInUse):
        erase_person(named, "person-1", HR)


def test_a_broken_journal_is_not_covered_up(named: Path) -> None:
    with duckdb.connect(named) as connection:
        connection.execute("DROP TRIGGER decision_texts_update ON decision_texts")
        connection.execute("UPDATE decision_texts SET said = 'Ravn' WHERE entry = 8 AND field = 'decision'")
    with pytest.raises(AgendaRefused, match="en sletning ville skjule det"):
        erase_person(named, "person-1", HR)
    with open_for_reading(named) as store:
        assert len(store.people()) == 2


KILLED_AT = """
import os, sys, pathlib
from lederpulje.store.erasing import erase_person
def hook(event, a):
    if event == sys.argv[2] and str(a[0]).endswith(sys.argv[3]) and (event != "open" or "a" in str(a[1])):
        os.kill(os.getpid(), 9)
sys.addaudithook(hook)
erase_person(pathlib.Path(sys.argv[1]), "person-1", "x")
"""


@pytest.mark.parametrize(
    ("event", "ending", "people"),
    [("os.rename", ".slettes", 2), ("open", ".witness", 1)],
    ids=["before the new file has its name", "before the witness has seen it"],
)
def test_a_power_cut_leaves_the_old_or_the_new_database(
    named: Path, event: str, ending: str, people: int
) -> None:
    killed = subprocess.run(
        [sys.executable, "-c", KILLED_AT, str(named), event, ending], cwd=ROOT, check=False
    )
    assert killed.returncode == -9
    with open_store(named) as store:
        assert (len(store.people()), store.agenda().broken) == (people, ())
    assert bool(places_of_the_name(named)) == (people == 2)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Bo Li", "[slettet]"),
        ("bo  li's sag, BO LIS sag", "[slettet]'s sag, [slettet]S sag"),
        ("Bo\nLi-sagen_Bo Li_notat", "[slettet]-sagen_[slettet]_notat"),
        ("Bo Lind, Jumbo Li, Bo Lí", "Bo Lind, Jumbo Li, Bo Lí"),
    ],
)
def test_whole_words_are_a_name(text: str, left: str) -> None:
    assert Name("Bo Li").without(text) == left


@pytest.mark.parametrize(
    ("key", "made"), [("sag-om-bo-li-2", True), ("bo-lis-sag", True), ("jumbo-li", False)]
)
def test_keys_that_were_made_of_a_name_are_known(key: str, made: bool) -> None:
    assert Name("Bo Li").made(key) is made


# Words from fixed lists, keys and hashes; everything else is text and stands in erasing.sql.
NO_TEXT = {
    *(
        "id",
        "key",
        "kind",
        "status",
        "rule",
        "price_basis",
        "vat",
        "used",
        "outcome",
        "answer",
        "course",
        "frame",
    ),
    *(
        "condition",
        "meeting",
        "origin",
        "baseline",
        "share_id",
        "draft",
        "created_at",
        "updated_at",
    ),
    *(
        "saved_at",
        "heading",
        "meaning",
        "why",
        "courses",
        "scenarios",
        "strategy",
        "estimated",
        "required_conditions",
    ),
    *("required_answers", "answered", "answers", "overridden"),
}
ELSEWHERE = {"commits", "schema_migrations", "journal_entries", "decision_texts", "people", "refusals"}


def test_no_column_of_text_is_forgotten(database: Path) -> None:
    with duckdb.connect(database) as connection:
        columns = connection.execute(
            "SELECT table_name, column_name FROM information_schema.columns WHERE data_type IN ('VARCHAR', 'VARCHAR[]')"
        ).fetchall()
    sql = (FOLDER.parent / "erasing.sql").read_text("utf-8")
    statements = {m[1]: m[2] for m in re.finditer(r"UPDATE (\w+)\s+SET (.*?);", sql, re.DOTALL)}
    forgotten = [
        (table, column)
        for table, column in columns
        if table not in ELSEWHERE
        and (column not in NO_TEXT or (table, column) == ("agenda_items", "heading"))
        and not re.search(rf"\b{column} = ", statements.get(table, ""))
    ]
    assert forgotten == []


def test_a_restored_backup_holds_the_name_again(named: Path, tmp_path: Path) -> None:
    """Which is why the message says so."""
    with open_store(named) as store:
        write_backup(store, tmp_path / "kopi")
    erase_person(named, "person-1", HR)
    restore_backup(named, tmp_path / "kopi")
    with open_for_reading(named) as store:
        assert [p.name for p in store.people()] == [NAME, "Bo Li"]
