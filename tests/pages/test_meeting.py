"""The meeting view: one question a screen, no menu, no table, on to the next and back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.ui.screens import SCREENS
from tests.pages.screen import Screen

Serve = Callable[[str | BaseData], Path]
MEETING = {"vis": "moede"}


@pytest.mark.parametrize("state", ["seed", "empty", "sixty", "faulty"])
def test_there_is_no_menu_and_no_table(serve: Serve, state: str) -> None:
    serve(state)
    for key, asked in SCREENS.items():
        screen = Screen(asked.page, skaerm=key, **MEETING)
        assert not screen.has_sidebar
        assert screen.tables == {}
        assert len(screen.at.expander) == 0
        assert "Mødevisning" not in screen.buttons
        assert "Afslut visning" in screen.buttons


@pytest.mark.parametrize(
    ("page", "scenario"),
    [("overblik", "uafklaret"), ("overblik", "puljen-betaler"), ("scenarier", "uafklaret")],
)
def test_the_same_figures_and_sentence_as_on_the_page(serve: Serve, page: str, scenario: str) -> None:
    serve("seed")
    meeting = Screen(page, scenarie=scenario, **MEETING)
    ordinary = Screen(page, scenarie=scenario)
    assert meeting.heading == ordinary.heading
    assert meeting.cards.items() <= ordinary.cards.items(), "the page shows its other screens too"
    assert meeting.conclusion == ordinary.conclusion


def test_conditions_and_one_lever_can_be_turned(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", **MEETING)
    assert list(screen.switches) == ["sso_midler"]
    assert screen.lever.title == "Pladser"
    assert len(screen.at.selectbox) == 0
    screen.answer("nej").step(-1)
    assert screen.cards["Mangler"][0] == "54.500 kr."
    assert screen.address["vis"] == "moede"


def test_on_and_back_keep_what_is_played_with(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", **MEETING).answer("nej").slide("1")
    id_ = screen.address["kladde"]
    assert screen.nodes.all("position")[0].text == "4 af 17 · Scenarier · 2024 · Kladden"
    screen.press("forrige").press("forrige").press("forrige")
    assert screen.heading == "Holder puljen i 2024?"
    assert screen.address == {"vis": "moede", "kladde": id_, "skaerm": "holder"}
    assert screen.cards["Tilbage"][0] == "18.000 kr."
    assert screen.nodes.all("position")[0].text == "1 af 17 · Overblik · 2024 · Kladden"
    assert "Forrige" not in screen.buttons
    screen.press("naeste").press("naeste").press("naeste")
    assert screen.heading == "Hvem betaler, og hvad betyder det?"


def test_all_questions_are_walked_through_one_at_a_time(serve: Serve) -> None:
    serve("seed")
    screen, seen = Screen(**MEETING), []
    for _ in SCREENS:
        seen.append(screen.heading)
        if "Næste" in screen.buttons:
            screen.press("naeste")
    assert seen == [s.question.format(year=2024) for s in SCREENS.values()]
    assert "Næste" not in screen.buttons


def test_without_a_pool_all_screens_can_be_walked_through_too(serve: Serve) -> None:
    serve("empty")
    screen, seen = Screen(**MEETING), []
    for _ in SCREENS:
        seen.append((screen.heading, screen.nodes.all("position")[0].text))
        if "Næste" in screen.buttons:
            screen.press("naeste")
    assert seen == [
        (s.question.format(year="år"), f"{number} af 17 · {s.name}")
        for number, s in enumerate(SCREENS.values(), 1)
    ]


def test_the_order_of_the_screens_can_be_chosen(serve: Serve) -> None:
    serve("seed")
    screen = Screen()
    screen.at.multiselect(key="skaerme").set_value(["tidsplan", "betaler"])
    screen.again()
    assert screen.address == {"skaerme": "tidsplan.betaler"}
    screen.press("moedevisning")
    assert screen.heading == "Hvornår sker hvad?", "the page it was started from is none of the chosen"
    assert screen.nodes.all("position")[0].text == "1 af 2 · Tidsplan · 2024 · Endnu ikke afklaret"
    screen.press("naeste")
    assert screen.heading == "Hvem betaler, og hvad betyder det?"
    assert "Næste" not in screen.buttons
    screen.press("afslut").at.multiselect(key="skaerme").set_value([])
    screen.again()
    assert "skaerme" not in screen.address, "without a choice it is all of them"


def test_from_a_screen_outside_the_chosen_ones_the_way_leads_to_them(serve: Serve) -> None:
    serve("seed")
    screen = Screen("temaer", skaerme="betaler.holder", skaerm="temaer", **MEETING)
    assert "Forrige" not in screen.buttons
    screen.press("naeste")
    assert screen.heading == "Hvem betaler, og hvad betyder det?"


def test_into_the_meeting_and_out_of_it(serve: Serve) -> None:
    serve("seed")
    screen = Screen(scenarie="puljen-betaler").press("moedevisning")
    assert screen.address == {"scenarie": "puljen-betaler", "vis": "moede", "skaerm": "holder"}
    assert not screen.has_sidebar
    screen.press("afslut")
    assert screen.address == {"scenarie": "puljen-betaler"}
    assert screen.has_sidebar
    assert screen.cards["Mangler"][0] == "87.000 kr."


def test_year_and_scenario_can_be_chosen_in_the_meeting(serve: Serve) -> None:
    serve("seed")
    screen = Screen(**MEETING).choose("scenarie", "sso-betaler")
    assert screen.cards["Tilbage"][0] == "50.500 kr."
    screen.choose("aar", 2023)
    assert screen.address == {"vis": "moede", "aar": "2023"}


def test_what_must_be_known_stands_in_the_small_line(serve: Serve) -> None:
    serve("faulty")
    assert Screen(**MEETING).under_conclusion == (
        "OBS: 1 fejl i data eller scenarie. Se dem uden for mødevisningen. · "
        "Betaler: Puljen 32.000 kr., Betaler uafklaret 49.000 kr. · "
        "1 aktivitet er ikke prissat og ikke regnet med i summerne."
    )


def test_at_most_four_scenarios_stand_side_by_side(serve: Serve) -> None:
    """The baseline, the draft, and the first two of the others."""
    serve("seed")
    screen = Screen("scenarier", **MEETING).answer("nej")
    texts = screen.picture_texts
    assert texts.count("udgangspunktet") == 1
    assert [t for t in texts if t in ("Endnu ikke afklaret", "Kladden", "Social og sundhed betaler")] == [
        "Endnu ikke afklaret",
        "Kladden",
        "Social og sundhed betaler",
    ]
    assert "Forsigtig læsning" not in texts


def test_the_accessibility_statement_is_no_part_of_a_meeting(serve: Serve) -> None:
    serve("seed")
    screen = Screen("tilgaengelighed", **MEETING)
    assert screen.heading == "Tilgængelighed"
