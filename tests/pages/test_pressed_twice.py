"""*Beslutninger* with bad luck: buttons pressed twice, enormous texts, refused fields, examples gone, changed minds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.actions.database import database_path
from lederpulje.actions.decisions.reading import fate
from lederpulje.actions.demo import demo_path
from lederpulje.actions.saved import put_away
from lederpulje.model import Course, Outcome
from lederpulje.ui.session import close_one, database
from tests.pages.screen import Screen
from tests.pages.test_decisions import (
    FAR,
    MEETING,
    box,
    end_with,
    fill,
    headers,
    newest,
    own_copy,
    page,
    prepared,
    stands,
    told,
    unfolded,
    write,
)

BIG = "Æblegrød <b>24. februar</b> " * 7000


@pytest.fixture(scope="module")
def shared(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The seed with decisions 9 to 11."""
    path = own_copy(original, tmp_path_factory.mktemp("uheld"))
    yield path
    close_one(path.resolve(), remove=False)


@pytest.fixture(autouse=True)
def board(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDERPULJE_DB", str(shared))


def test_a_button_pressed_twice_makes_one_meeting_and_one_item() -> None:
    """The second press brings what the first did, since the browser has not yet heard of it."""
    screen = unfolded(page(**{"del": "moeder"}), "nyt_moede")
    before = len(database().agenda().meetings)
    for _ in range(2):
        fill(screen, nyt_moede_dato=FAR).press("opret_moede")
    assert len(database().agenda().meetings) == before + 1
    own = screen.address["dagsorden"]
    for _ in range(2):
        screen = page(**{"del": "moeder"}, dagsorden=own)
        fill(screen, nyt_punkt="Talent").press("opret_punkt")
    assert len([i for i in database().agenda().items if i.meeting == own]) == 2, "two windows are two"
    screen.at.query_params.clear()
    screen.again(**{"del": "moeder", "dagsorden": own})
    fill(screen, nyt_punkt="Talent").press("opret_punkt")
    assert len([i for i in database().agenda().items if i.meeting == own]) == 2


def test_a_decision_is_taken_up_again_once_however_often_the_button_is_pressed() -> None:
    prepared()
    screen = unfolded(page(beslutning="9"), "videre_9").press("genoptag")
    first = screen.address["punkt"]
    screen.at.query_params.clear()
    unfolded(screen.again(beslutning="9"), "videre_9").press("genoptag")
    assert screen.address["punkt"] == first


def test_filing_and_following_up_twice_is_said_beside_the_button_and_is_one_entry() -> None:
    screen = unfolded(page(beslutning="11"), "journal_11")
    for _ in range(2):
        fill(screen, journal_nr_11="1424-24").press("gem_journal")
        filed = fate(database().agenda(), 11).filed
        assert filed is not None
        assert told(screen, f"Journaliseringen er gemt som post {filed.number}.")
    assert database().agenda().journal[-1] == filed


def test_done_and_not_done_are_two_buttons() -> None:
    """A second press on the one is never a press on the other."""
    item = prepared(follow_up="HR-chefen", decision="Godkendt.")
    screen = unfolded(page(punkt=item.id), f"afgoer_{item.id}").press(f"laas_{item.id}")
    number = newest().number
    assert told(screen, f"Låst som kvittering {number}.")
    unfolded(screen, f"opfoelg_{number}").press("gem_opfoelgning")
    assert {"genaabn_opfoelgning"} == {
        str(b.key) for b in screen.at.button if str(b.key).endswith("_opfoelgning")
    }
    screen.press("genaabn_opfoelgning")
    assert {"gem_opfoelgning"} == {
        str(b.key) for b in screen.at.button if str(b.key).endswith("_opfoelgning")
    }


def test_an_address_never_grows_longer_than_a_browser_may_send() -> None:
    screen = write(page(), "soeg", BIG)
    assert len(screen.address["soeg"]) == 200
    screen = unfolded(page(beslutning="11"), "journal_11")
    fill(screen, journal_nr_11="1", journal_11_signed=BIG).press("gem_journal")
    assert "funktion" not in screen.address


def test_an_enormous_heading_is_cut_where_it_is_a_heading_and_whole_where_it_is_text() -> None:
    item = prepared(BIG, decision="Godkendt.")
    screen = page(punkt=item.id)
    assert len(headers(screen)[0]) <= 160
    assert box(screen, f"{item.id}_heading").value == BIG.strip()
    unfolded(screen, f"afgoer_{item.id}").press(f"laas_{item.id}")
    assert len(headers(screen)[0]) <= 160
    assert BIG.strip() in screen.everything
    for part in ("find", "moeder", "opfoelgning"):
        found = page(**{"del": part}, dagsorden=item.meeting)
        assert all(len(str(button.label)) < 400 for button in found.at.button)


def test_a_field_of_the_dialog_is_saved_when_it_is_left_and_a_refused_one_stops_the_lock() -> None:
    item = prepared()
    screen = Screen("overblik", scenarie="sso-betaler", **MEETING).press("registrer")
    screen.choose("registrer_punkt", item.id)
    write(screen, f"mere_moede_{item.id}_follow_up", "HR-chefen")
    assert stands(item.id).follow_up == "HR-chefen"
    write(screen, f"mere_moede_{item.id}_deadline", "i morgen")
    assert told(screen, "»i morgen« kan ikke læses som en dato")
    screen.press("laas_moede")
    assert told(screen, "Et felt er ikke gemt")
    assert stands(item.id).deadline is None
    screen.press(f"mere_moede_{item.id}_deadline_opgiv").press("laas_moede")
    assert newest().text("follow_up") == "HR-chefen"


def test_what_is_written_of_a_new_item_waits_while_another_is_looked_at() -> None:
    """The outcome is each item's own."""
    item = prepared()
    screen = Screen("overblik", scenarie="sso-betaler", **MEETING).press("registrer")
    screen.choose("registrer_punkt", "")
    fill(screen, beslutning_moede_ny="Min tekst", ny_overskrift_moede="Min overskrift")
    end_with(screen, "moede_ny", Outcome.UDSAT)
    screen.choose("registrer_punkt", item.id)
    assert screen.at.button_group(key=f"udfald_moede_{item.id}").value == Outcome.GODKENDT
    screen.choose("registrer_punkt", "")
    assert box(screen, "beslutning_moede_ny").value == "Min tekst"
    assert box(screen, "ny_overskrift_moede").value == "Min overskrift"


def test_what_is_locked_is_what_was_seen_though_the_list_is_saved_meanwhile() -> None:
    """Somebody in HR saves while the dialog is open: the new figures are shown first, and locked by a second press."""
    item = prepared()
    screen = Screen("overblik", scenarie="sso-betaler", **MEETING).press("registrer")
    screen.choose("registrer_punkt", item.id)
    write(screen, f"beslutning_moede_{item.id}", "Godkendt med bemærkning.")
    before = newest().number
    database().change_base_data(lambda base: replace(base, courses=tuple(map(with_one_more, base.courses))))
    screen.press("laas_moede")
    assert told(screen, "Tallene er andre end dem, du så")
    assert newest().number == before
    assert box(screen, f"beslutning_moede_{item.id}").value == "Godkendt med bemærkning."
    screen.press("laas_moede")
    found = newest()
    assert (found.number, found.text("decision")) == (before + 1, "Godkendt med bemærkning.")
    assert found.calculation is not None
    assert found.calculation["data_version"] == database().data_version


def test_a_scenario_put_away_meanwhile_is_told_of_and_another_is_not_locked_in_its_place() -> None:
    item = prepared()
    screen = Screen("overblik", scenarie="puljen-betaler", **MEETING).press("registrer")
    screen.choose("registrer_punkt", item.id)
    write(screen, f"beslutning_moede_{item.id}", "Puljen betaler.")
    before = newest().number
    put_away(database(), next(s for s in database().base_data().scenarios if s.key == "puljen-betaler"))
    screen.press("laas_moede")
    assert told(screen, "Tallene er andre end dem, du så")
    assert told(screen, "Puljen betaler er lagt væk og kan hentes frem under Gemte scenarier.")
    assert newest().number == before
    assert stands(item.id).decision == "Puljen betaler."


def with_one_more(course: Course) -> Course:
    more = course.id == "fastholdelse-senior"
    return replace(course, participants=51) if more else course


def test_examples_removed_in_another_window_are_never_the_real_database() -> None:
    page(**{"del": "bevis"}).press("aabn_eksempler")
    screen = Screen("overblik", eksempler="ja", scenarie="sso-betaler", **MEETING).press("registrer")
    close_one(demo_path(database_path().resolve()), remove=True)
    before = database().agenda()
    screen.again()
    assert screen.at.title[0].value == "Eksemplerne er slettet"
    assert "laas_moede" not in {str(button.key) for button in screen.at.button}
    assert database().agenda() == before
    assert screen.press("fra_eksempler").address == {}
