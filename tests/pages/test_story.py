"""The story of a meeting on *Scenarier*: named steps to walk in, and three ways back kept apart."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from lederpulje.ui.session import close_database
from tests.pages.screen import CLAIM, Screen, bare, tidy

Serve = Callable[[str | BaseData], Path]
TALENT = "Ledertalentudviklingskoncept"
SSO = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"


def played() -> Screen:
    """Puljen betaler, then two seats, then ja."""
    return Screen("scenarier", scenarie="puljen-betaler").slide("2").answer("ja")


def steps(screen: Screen) -> list[str]:
    return [tidy(bare(option)) for option in screen.at.radio(key="trin").options]


def test_nothing_is_told_before_anything_is_changed(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier")
    assert "Hvad har vi ændret?" not in screen.nodes.text
    assert not screen.at.radio


def test_each_change_is_a_named_step_with_its_amount(serve: Serve) -> None:
    serve("seed")
    screen = played()
    assert steps(screen) == [
        "Mødets begyndelse",
        f"1. {TALENT}: 4 → 2 pladser, −65.000 kr.",
        f"2. {SSO} Nej → Ja, −65.000 kr.",
    ]
    assert "2 trin siden mødets begyndelse: kravet på puljen er gået fra 379.500 kr. til 249.500 kr." in (
        screen.nodes.text
    )
    texts = screen.chart_texts("forloeb")
    assert {"Mødets begyndelse", "Nu", "−65.000 kr.", "249.500 kr.", "379.500 kr."} <= set(texts)
    assert any(t.endswith(": 4 → 2 pladser") for t in texts), "what it was turned to is never cut"


def test_a_step_can_be_undone_and_taken_again(serve: Serve) -> None:
    serve("seed")
    screen = played().press("fortryd")
    assert screen.switches == {"sso_midler": "nej"}
    assert screen.cards[CLAIM][0] == "314.500 kr."
    assert steps(screen)[2].endswith("(fortrudt)")
    screen.press("gentag")
    assert screen.cards[CLAIM][0] == "249.500 kr."
    assert "gentag" not in [b.key for b in screen.at.button]


def test_one_can_jump_in_the_list_and_the_browser_takes_it_over(serve: Serve) -> None:
    serve("seed")
    screen = played()
    before = screen.live["rev"]
    screen.at.radio(key="trin").set_value(0)
    screen.again()
    assert screen.cards[CLAIM][0] == "379.500 kr."
    assert screen.live["rev"] != before
    screen.at.radio(key="trin").set_value(1)
    screen.again()
    assert (screen.lever.value, screen.cards[CLAIM][0]) == ("2", "314.500 kr.")


def test_the_way_back_to_the_saved_scenario_and_to_the_baseline_are_two(serve: Serve) -> None:
    serve("seed")
    screen = played().press("til_gemt")
    assert screen.cards[CLAIM][0] == "379.500 kr."
    assert steps(screen)[3] == "3. Tilbage til det gemte scenarie, +130.000 kr."
    screen.press("til_grundlag")
    assert screen.switches == {"sso_midler": "uafklaret"}
    assert steps(screen)[4].startswith("4. Tilbage til grundscenariet")
    screen.press("fortryd").press("fortryd")
    assert screen.cards[CLAIM][0] == "249.500 kr.", "both are steps like any other"


def test_a_way_that_leads_nowhere_is_not_offered(serve: Serve) -> None:
    serve("seed")
    screen = played().press("til_gemt")
    keys = [button.key for button in screen.at.button]
    assert "til_gemt" not in keys
    assert {"fortryd", "til_grundlag"} <= set(keys)


def test_a_rule_and_a_repair_are_steps_too(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler").choose("regel", "optimal").press("anvend_1")
    assert steps(screen)[1:] == [
        "1. Fordelingsregel: Efter prioritet → Størst effekt, uændret krav",
        f"2. {TALENT}: 4 → 1 pladser, −97.500 kr.",
    ]


def test_the_story_is_there_after_a_restart_of_the_program(serve: Serve) -> None:
    serve("seed")
    screen = played().press("fortryd")
    draft, told = screen.address["kladde"], steps(screen)
    close_database()
    again = Screen("scenarier", kladde=draft)
    assert steps(again) == told
    assert again.press("gentag").cards[CLAIM][0] == "249.500 kr."


def test_who_follows_a_link_gets_the_story_and_changes_only_a_copy(serve: Serve) -> None:
    serve("seed")
    mine = played()
    share = mine.at.code[0].value
    other = Screen("scenarier", kladde=share.rpartition("kladde=")[2]).press("fortryd")
    assert other.address["kladde"] != mine.address["kladde"]
    assert mine.again().cards[CLAIM][0] == "249.500 kr."
    assert other.cards[CLAIM][0] == "314.500 kr."


def test_in_the_meeting_it_is_a_screen_of_its_own(serve: Serve) -> None:
    serve("seed")
    meeting = {"vis": "moede", "skaerm": "forloeb"}
    screen = Screen("scenarier", scenarie="puljen-betaler", **meeting)
    assert screen.conclusion == "Intet er ændret: her vises Puljen betaler, som det er gemt."
    screen = Screen("scenarier", **played().address, **meeting)
    assert screen.heading == "Hvad har vi ændret?"
    assert screen.cards["Krav nu"] == ("249.500 kr.", "på puljen")
    assert screen.cards["Krav ved mødets begyndelse"] == ("379.500 kr.", "på puljen")
    screen.choose("trin", 1)
    assert screen.cards["Krav nu"][0] == "314.500 kr."
    assert screen.cards["Trin i dag"][0] == "1"


@pytest.mark.parametrize("state", ["faulty", "hostile", "sixty", "one"])
def test_it_is_told_in_every_state_that_can_be_played_with(serve: Serve, state: str) -> None:
    serve(state)
    screen = Screen("scenarier")
    screen.step(1)
    assert len(steps(screen)) == 2
    assert Screen("scenarier", **screen.address, vis="moede", skaerm="forloeb").cards["Trin i dag"][0] == "1"
