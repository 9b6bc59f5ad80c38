"""*Kurser*: the list, one course, the check before a save, files in, versions; each in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lederpulje.actions.courselist.checking import check
from lederpulje.actions.courselist.saving import Signed, save_check
from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.exchange.workbook import workbook
from lederpulje.model import BaseData
from lederpulje.store import read_seed
from lederpulje.ui.courselist.parts import PARTS
from lederpulje.ui.session import base_data, database
from tests.actions.courselist.rows import typed
from tests.pages.screen import Screen
from tests.pages.states import HARD

Serve = Callable[[str | BaseData], Path]
EDITOR = "arrow_data_frame"


def page(part: str = "liste", **address: str) -> Screen:
    return Screen("kurser", **{"aar": "2024", "del": part, **address})


def edit(screen: Screen, **state: Any) -> Screen:
    """Say what the list's editor would say of its cells."""
    mounted = screen.at.session_state["liste_gitter"]
    screen.at.session_state[mounted.widget] = {
        "edited_rows": {},
        "added_rows": [],
        "deleted_rows": [],
        **state,
    }
    return screen


def theirs(**cells: str) -> None:
    """Somebody else saves the talent concept."""
    rows = [typed("ledertalent", **cells)]
    save_check(database(), check(base_data(), rows), Signed("Sekretær", "Rettet imens"))


def sign(screen: Screen, key: str, why: str = "Tilbud modtaget") -> None:
    screen.at.text_input(key=f"{key}_funktion").set_value("HR-konsulent")
    screen.at.text_input(key=f"{key}_hvorfor").set_value(why)


def course_of(key: str) -> Any:
    return next(c for c in base_data().courses if c.id == key)


@pytest.mark.parametrize("part", PARTS)
@pytest.mark.parametrize("state", HARD)
def test_every_part_stands_in_every_state(serve: Serve, state: str, part: str) -> None:
    serve(state)
    screen = page(part)
    assert screen.heading == "Hvad står på kursuslisten?"
    if state == "empty" and part not in ("import", "versioner"):
        assert "Der er ingen pulje i databasen endnu." in screen.nodes.text


def test_a_part_that_is_not_there_is_the_list(serve: Serve) -> None:
    serve("seed")
    assert "7 aktiviteter i 2024." in page("findes-ikke").nodes.text


# --- writing ----------------------------------------------------------------------------------------------------


def test_a_field_of_a_course_is_a_draft_until_it_is_saved(serve: Serve) -> None:
    serve("seed")
    screen = page("kursus", kursus="ledertalent")
    screen.at.text_input(key="felt_ledertalent_Deltagere").set_value("2")
    screen.at.run()
    assert course_of("ledertalent").participants == 4
    draft = screen.address["liste"]
    again = page("tjek", liste=draft)
    assert "1 felt i 1 række ændres." in again.nodes.text
    assert "Deltagere 4 2" in again.nodes.text
    sign(again, "liste")
    again.press("liste_gem")
    assert "Gemt som version 2" in again.nodes.text
    assert course_of("ledertalent").participants == 2
    assert "liste" not in again.address
    version = database().base_versions()[0]
    assert (version.saved_by, version.note) == ("HR-konsulent", "Tilbud modtaget")


def test_a_field_that_cannot_be_read_says_so_beside_it_and_stops_the_save(serve: Serve) -> None:
    serve("seed")
    screen = page("kursus", kursus="ledertalent")
    screen.at.text_input(key="felt_ledertalent_Start").set_value("24-02-27")
    screen.at.run()
    assert "årstallet skal have fire cifre" in screen.nodes.text
    check_part = page("tjek", liste=screen.address["liste"])
    assert "1 fejl skal rettes, før noget kan gemmes." in check_part.nodes.text
    assert not [b for b in check_part.at.button if b.key == "liste_gem"]


def test_prices_with_vat_are_shown_without_too(serve: Serve) -> None:
    serve("seed")
    screen = page("kursus", kursus="evaluering-2024")
    screen.at.selectbox(key="felt_evaluering-2024_Moms").set_value("med")
    screen.at.run()
    assert "55.000 kr. med moms er 44.000 kr. uden moms" in screen.nodes.text


def test_a_new_course_is_begun_and_named(serve: Serve) -> None:
    serve("seed")
    screen = page("kursus")
    screen.press("nyt_kursus")
    key = screen.address["kursus"]
    screen.at.text_input(key=f"felt_{key}_Titel").set_value("Den svære samtale")
    screen.at.run()
    assert "den-svaere-samtale-2024" in page("tjek", liste=screen.address["liste"]).nodes.text


def test_who_saves_says_function_and_why(serve: Serve) -> None:
    serve("seed")
    screen = page("kursus", kursus="ledertalent")
    screen.at.text_input(key="felt_ledertalent_Deltagere").set_value("2")
    screen.at.run()
    again = page("tjek", liste=screen.address["liste"])
    again.press("liste_gem")
    assert "Funktionen mangler" in again.nodes.text
    assert course_of("ledertalent").participants == 4


def test_everything_unsaved_can_be_forgotten(serve: Serve) -> None:
    serve("seed")
    screen = page("kursus", kursus="ledertalent")
    screen.at.text_input(key="felt_ledertalent_Deltagere").set_value("2")
    screen.at.run()
    listing = page("liste", liste=screen.address["liste"])
    assert "Du har rettelser, som ikke er gemt." in listing.nodes.text
    listing.press("kassér")
    assert "liste" not in listing.address
    assert database().list_draft(screen.address["liste"]) is None


# --- two people -------------------------------------------------------------------------------------------------


def written(text: str) -> str:
    """A draft of the talent concept's number of seats."""
    screen = page("kursus", kursus="ledertalent")
    screen.at.text_input(key="felt_ledertalent_Deltagere").set_value(text)
    screen.at.run()
    return screen.address["liste"]


@pytest.mark.parametrize(("choice", "seats"), [("mine", 2), ("deres", 3)])
def test_both_versions_are_shown_and_the_person_chooses(serve: Serve, choice: str, seats: int) -> None:
    serve("seed")
    draft = written("2")
    theirs(Deltagere="3")
    screen = page("tjek", liste=draft)
    assert "En anden har gemt på de samme aktiviteter" in screen.nodes.text
    assert "Deltagere 4 3 2" in screen.nodes.text
    assert "Sekretær" in screen.nodes.text and "Rettet imens" in screen.nodes.text
    screen.press("liste_brug_valg")
    assert "Vælg for hver aktivitet" in screen.nodes.text
    screen.at.radio(key="liste_valg_ledertalent").set_value(choice)
    screen.press("liste_brug_valg")
    if choice == "mine":
        sign(screen, "liste")
        screen.press("liste_gem")
    assert course_of("ledertalent").participants == seats


def test_a_save_in_the_moment_between_check_and_click_is_not_written_over(serve: Serve) -> None:
    serve("seed")
    screen = page("tjek", liste=written("2"))
    sign(screen, "liste")
    theirs(Deltagere="3")
    screen.press("liste_gem")
    assert "En anden har gemt" in screen.nodes.text
    assert course_of("ledertalent").participants == 3


# --- files ------------------------------------------------------------------------------------------------------


def uploaded(base: BaseData, name: str = "Kursusliste.xlsx") -> Screen:
    screen = page("import")
    screen.at.file_uploader[0].set_value((name, workbook(base), "application/octet-stream"))
    screen.at.run()
    assert not screen.at.exception
    return screen


def test_a_file_is_read_checked_and_saved(serve: Serve) -> None:
    serve("seed")
    base = base_data()
    changed = tuple(replace(c, participants=9) if c.id == "ledertalent" else c for c in base.courses)
    screen = uploaded(replace(base, courses=changed))
    assert "Filen er læst. Intet er gemt endnu." in screen.nodes.text
    assert "Deltagere 4 9" in screen.nodes.text
    assert course_of("ledertalent").participants == 4
    again = page("import", fil=screen.address["fil"])
    sign(again, "fil")
    again.press("fil_gem")
    assert course_of("ledertalent").participants == 9
    assert "fil" not in again.address


def test_an_empty_database_takes_its_first_list_from_a_file(serve: Serve) -> None:
    serve("empty")
    seed = read_seed(DEFAULT_SEED)
    screen = uploaded(seed)
    sign(screen, "fil", "Første liste")
    screen.press("fil_gem")
    assert len(base_data().courses) == len(seed.courses)
    assert base_data().pools == seed.pools


def test_a_file_that_changes_nothing_says_so(serve: Serve) -> None:
    serve("seed")
    screen = uploaded(base_data())
    assert "Der er ingen ændringer" in screen.nodes.text
    assert not [b for b in screen.at.button if b.key == "fil_gem"]


def test_a_wrong_file_is_told_and_nothing_kept(serve: Serve) -> None:
    serve("seed")
    screen = page("import")
    screen.at.file_uploader[0].set_value(("Kurser.xlsx", b"%PDF-1.7 noget andet", "application/pdf"))
    screen.at.run()
    assert "Kurser.xlsx kan ikke læses" in screen.nodes.text
    assert "fil" not in screen.address


# --- back -------------------------------------------------------------------------------------------------------


def test_the_last_save_is_undone_with_one_click(serve: Serve) -> None:
    serve("seed")
    theirs(Deltagere="3")
    screen = page("versioner", funktion="HR-konsulent")
    assert "Sidst gemt af Sekretær" in screen.nodes.text
    screen.press("fortryd_gem")
    assert "Fortrudt." in screen.nodes.text
    assert course_of("ledertalent").participants == 4


def test_an_old_version_is_looked_at_and_brought_back(serve: Serve) -> None:
    serve("seed")
    for number in ("3", "6"):
        theirs(Deltagere=number)
    screen = page("versioner")
    screen.choose("se_version", 2)
    assert "Deltagere 6 3" in screen.nodes.text
    sign(screen, "tilbage")
    screen.press("tilbage_gem")
    assert course_of("ledertalent").participants == 3
    assert "Version 2 er hentet tilbage og gemt som version 4." in screen.nodes.text


def test_a_course_tells_what_has_happened_to_it(serve: Serve) -> None:
    serve("seed")
    theirs(Deltagere="3")
    screen = page("kursus", kursus="ledertalent")
    screen.at.session_state["historik"] = True
    screen.at.run()
    assert "Rettet imens Deltagere: 4 → 3" in screen.nodes.text


# --- a new year -------------------------------------------------------------------------------------------------


def test_a_new_year_is_begun_with_what_repeats(serve: Serve) -> None:
    serve("seed")
    screen = page("nytaar")
    screen.press("nytaar_begynd")
    assert screen.address["del"] == "tjek"
    assert "Puljen 2025" in screen.nodes.text
    assert not screen.at.exception
    sign(screen, "liste", "Nyt år")
    screen.press("liste_gem")
    courses = base_data().courses_of(2025)
    assert {c.title for c in courses} == {
        "Ledelsesevaluering",
        "Tilskud til DOL-moduler",
        "Tilskud til master eller international lederuddannelse",
    }
    assert all(base_data().lines_of(c.id) for c in courses)
