"""*År for år*: the rule for carrying over and the adjustment are chosen in the address, and never assumed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from tests.examples import NORDDJURS
from tests.pages.screen import Screen, tidy
from tests.pages.states import HARD

Serve = Callable[[str | BaseData], Path]
QUESTION = "Hvad har vi tilbage år for år?"
NOT_CHOSEN = "Der er ikke valgt en regel for overførsel, så hvert år står for sig selv."
TABLE = "År for år, kr."


def page(**address: str) -> Screen:
    return Screen("aar_for_aar", aar="2024", **address)


@pytest.mark.parametrize("state", HARD)
def test_the_page_stands_in_every_state(serve: Serve, state: str) -> None:
    serve(state)
    screen = Screen("aar_for_aar")
    assert screen.heading == QUESTION
    if state == "empty":
        assert screen.messages
        return
    assert len(screen.cards) == 3
    assert screen.conclusion == NOT_CHOSEN
    assert TABLE in screen.tables
    assert "python -m lederpulje years" in screen.unfold().trace["Årene fra kommandolinjen"]


def test_without_a_rule_each_year_stands_by_itself(serve: Serve) -> None:
    serve(NORDDJURS)
    screen = page(scenarie="grundlag")
    assert screen.tables[TABLE] == [
        ["År", "Pulje", "Overført hertil", "Til rådighed", "Forventet regnskab", "Saldo"],
        ["2023", "300.000", "ikke valgt", "300.000", "253.500", "46.500"],
        ["2024", "300.000", "ikke valgt", "300.000", "249.500–379.500", "−79.500 til 50.500"],
    ]
    assert screen.cards["Saldo ved udgangen af 2024"] == (
        "50.500 kr. eller −79.500 kr.",
        "året for sig selv: ingen overførsel er valgt",
    )


def test_a_rule_is_chosen_and_stands_in_the_address(serve: Serve) -> None:
    serve(NORDDJURS)
    screen = page().choose("overfoersel", "alt")
    assert screen.address["overfoersel"] == "alt"
    assert screen.conclusion == (
        "Når hele resten føres over, også et underskud, ender 2024 med: 97.000 kr. tilbage eller mangler 33.000 kr."
    )
    assert [row[-2:] for row in screen.tables[TABLE]] == [
        ["Føres videre", "Føres ikke videre"],
        ["+46.500", "0"],
        ["−33.000 til +97.000", "0"],
    ]
    screen.choose("overfoersel", "")
    assert "overfoersel" not in screen.address
    assert screen.conclusion == NOT_CHOSEN


def test_up_to_a_percentage_and_for_a_purpose_ask_for_more_before_they_count(serve: Serve) -> None:
    serve(NORDDJURS)
    screen = page().choose("overfoersel", "op-til")
    assert screen.conclusion == NOT_CHOSEN
    assert "Et valg kan ikke bruges" in screen.messages
    screen.at.text_input(key="op_til").set_value("5")
    screen.again()
    assert screen.address["overfoersel"] == "op-til-5"
    assert screen.conclusion.startswith("Når højst ±5 % af årets pulje føres over")
    screen.choose("overfoersel", "formaal")
    assert screen.conclusion == NOT_CHOSEN
    screen.choose("formaal", "oevrig")
    assert screen.conclusion.startswith(
        "Når kun resten i delrammen Lederuddannelse og ledelsesevaluering føres over"
    )


def test_a_percentage_without_a_source_is_refused_with_a_sentence(serve: Serve) -> None:
    serve(NORDDJURS)
    screen = Screen("aar_for_aar", aar="2023", pl="2,4")
    (line,) = screen.messages["Et valg kan ikke bruges"]
    assert "Skriv også kilden" in line
    assert "I 2023-priser" not in screen.tables[TABLE][0]
    screen.at.text_input(key="plkilde").set_value("KL's skøn")
    screen.again()
    assert screen.address["plkilde"] == "KL's skøn"
    assert [row[-1] for row in screen.tables[TABLE]] == ["I 2023-priser", "–", "243.652,34–370.605,47"]
    assert (
        "243.652,34–370.605,47 kr. i 2023-priser, når priser og løn stiger 2,4 % om året"
        in screen.under_conclusion
    )


def test_the_meeting_shows_what_the_address_chooses_and_what_is_wrong_with_it(serve: Serve) -> None:
    serve(NORDDJURS)
    screen = page(vis="moede", skaerm="aarene", overfoersel="op-til-5", pl="2,4")
    assert screen.conclusion.startswith("Når højst ±5 %")
    assert "Skriv også kilden" in screen.under_conclusion
    assert tidy(screen.chart("aarene")["alt"]) == screen.conclusion
    assert not screen.at.text_input


def test_nonsense_in_the_address_is_said_and_nothing_is_assumed(serve: Serve) -> None:
    serve(NORDDJURS)
    for wrong in (
        {"overfoersel": "halvdelen"},
        {"overfoersel": "formaal", "formaal": "ukendt"},
        {"pl": "12.5"},
    ):
        screen = page(**wrong)
        assert screen.messages["Et valg kan ikke bruges"]
        assert screen.conclusion == NOT_CHOSEN
