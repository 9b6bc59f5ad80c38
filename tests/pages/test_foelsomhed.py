"""The page *Følsomhed*: what can upset the budget, how sure it is, what is regretted least, and our assumptions."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from lederpulje.__main__ import main
from lederpulje.model import BaseData
from lederpulje.ui.session import close_database
from tests.pages.screen import Screen
from tests.pages.states import HARD

Serve = Callable[[str | BaseData], Path]
QUESTION = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"
SCREENS = ("foelsomhed", "sikkert", "fortryder")


def unfolded(**address: str) -> Screen:
    screen = Screen("foelsomhed", **address)
    for key in ("foelsomhed_tal", "sikkert_tal", "fortryder_tal"):
        screen.at.session_state[key] = True
    return screen.unfold()


def answers(screen: Screen) -> list[str]:
    return [p.text for node in screen.nodes.all("spoergsmaal") for p in node.all("p")]


def test_the_worked_example(serve: Serve) -> None:
    serve("seed")
    screen = Screen("foelsomhed")
    assert screen.heading == "Hvad kan vælte budgettet?"
    assert screen.cards["Største udsving"][0] == "130.000 kr."
    assert screen.cards["Priser med spænd"][0] == "1 af 10"
    assert screen.cards["≈ Vores antagelse"][0] == "±15 %"
    assert screen.conclusion == (
        f"Mest betyder svaret på »{QUESTION}«: −130.000 til 0 kr. ved nej i forhold til ja. "
        "1 af 10 priser har et spænd."
    )
    texts = screen.chart_texts("tornado")
    assert {"−130.000 kr. ved nej", "−10.000 kr.", "+10.000 kr.", "≈ skraveret: vores antagelse"} <= set(
        texts
    )
    assert [h.text for h in screen.nodes.all("h2")] == ["Hvor sikkert er det?", "Hvad fortryder vi mindst?"]
    assert answers(screen)[0].startswith("I 54 af 100 tilfælde overskrides en delramme (54 %).")
    assert "Pulje 300.000 kr." in screen.chart_texts("baand")
    assert answers(screen)[1].startswith("Mindst fortryder vi »Endnu ikke afklaret«")
    assert screen.chart_texts("fortrydelse")[1] == "0 point, fortrydes mindst"


def test_the_tables_hold_every_figure(serve: Serve) -> None:
    serve("seed")
    tables = unfolded().tables
    inputs = tables["Hvad der kan ændre det, der er tilbage"]
    assert len(inputs) == 12
    assert inputs[1] == [QUESTION, "", "", "−130.000 kr.", "ja eller nej"]
    assert inputs[2] == [
        "Ledertalentudviklingskoncept, pris pr. deltager",
        "+10.000 kr.", "−10.000 kr.", "", "30.000 kr. til 35.000 kr. (kendt)",
    ]  # fmt: skip
    worlds = tables["Point ved hvert sæt af svar"]
    assert [row[0] for row in worlds[1:]] == [f"ja til »{QUESTION}«", f"nej til »{QUESTION}«", "Taber højst"]
    assert worlds[-1][1] == "0"


@pytest.mark.parametrize("state", HARD)
@pytest.mark.parametrize("meeting", [False, True])
def test_every_state_has_every_screen(serve: Serve, state: str, meeting: bool) -> None:
    serve(state)
    for shown in SCREENS if meeting else ("",):
        address = {"vis": "moede", "skaerm": shown} if meeting else {}
        screen = Screen("foelsomhed", **address)
        assert screen.heading.endswith("?")
        assert "<script>" not in screen.everything.replace("alert", "") or state == "hostile"
        if state != "empty":
            assert len(screen.nodes.all("konklusion")) == 1
            assert not meeting or not screen.at.expander
    if state != "empty" and not meeting:
        assert len(unfolded().tables) >= 2


def test_an_empty_database_says_what_to_do(serve: Serve) -> None:
    serve("empty")
    assert "Der er ingen pulje i databasen endnu." in Screen("foelsomhed").messages


@pytest.mark.parametrize("shown", SCREENS)
def test_a_meeting_sees_one_question_with_the_assumptions_in_the_small_line(serve: Serve, shown: str) -> None:
    serve("seed")
    screen = Screen("foelsomhed", vis="moede", skaerm=shown, spaend="20", chance="30")
    assert len(screen.at.get("plotly_chart")) == 1
    assert screen.nodes.all("h2") == []
    assert [b.key for b in screen.at.selectbox if b.key in ("spaend", "chance")] == []
    if shown != "fortryder":
        assert "Vores antagelse: ±20 % på priser uden spænd, 30 % chance for ja." in screen.under_conclusion


# --- our own assumptions -----------------------------------------------------------------------------------


def test_a_changed_assumption_stands_in_the_address_and_in_the_figures(serve: Serve) -> None:
    serve("seed")
    screen = Screen("foelsomhed").choose("spaend", 30).choose("chance", 90)
    assert (screen.address["spaend"], screen.address["chance"]) == ("30", "90")
    assert screen.cards["≈ Vores antagelse"][0] == "±30 %"
    assert "−17.250 kr." in screen.chart_texts("tornado"), "30 % of 57.500 kr. for DOL"
    assert not answers(screen)[0].startswith("I 54 af 100")
    assert Screen("foelsomhed", **screen.address).cards == screen.cards


BAD = [
    ("spaend", "17", 15, "Spændet »17« kan ikke vælges. Her er det ±15 %."),
    ("spaend", "1000", 50, "Spændet »1000« kan ikke vælges. Her er det ±50 %."),
    ("spaend", "-3", 5, "Spændet »-3« kan ikke vælges. Her er det ±5 %."),
    ("spaend", "mange", 15, "Spændet »mange« kan ikke vælges. Her er det ±15 %."),
    ("spaend", "9" * 40, 15, f"Spændet »{'9' * 20}« kan ikke vælges. Her er det ±15 %."),
    ("chance", "0", 10, "Chancen »0« kan ikke vælges. Her er den 10 %."),
    ("chance", "100", 90, "Chancen »100« kan ikke vælges. Her er den 90 %."),
    ("chance", "²", 50, "Chancen »²« kan ikke vælges. Her er den 50 %."),
]


@pytest.mark.parametrize(("name", "value", "instead", "said"), BAD)
def test_what_cannot_be_assumed_is_replaced_by_the_nearest_and_said(
    serve: Serve, name: str, value: str, instead: int, said: str
) -> None:
    serve("seed")
    screen = Screen("foelsomhed", **{name: value})
    assert screen.chosen(name) == instead
    assert screen.messages["Noget i adressen kunne ikke bruges"] == [said]
    assert said in Screen("foelsomhed", vis="moede", **{name: value}).under_conclusion


# --- the command line gives the same -----------------------------------------------------------------------


def asked(command: str, database: Path) -> dict[str, Any]:
    """What the command of the page answers, run word for word."""
    close_database()
    words = shlex.split(command)
    assert words[:3] == ["python", "-m", "lederpulje"]
    done = CliRunner().invoke(main, ["--db", str(database), *words[3:], "--json"])
    assert done.exit_code == 0, done.output
    found: dict[str, Any] = json.loads(done.stdout)
    return found


def kroner(text: str) -> int:
    return round(float(text.removesuffix(" kr.").replace(".", "").replace(",", ".").replace("−", "-")) * 100)


@pytest.mark.parametrize("scenario", ["uafklaret", "puljen-betaler", "forsigtig-laesning"])
def test_the_commands_on_the_page_give_its_figures(serve: Serve, scenario: str) -> None:
    database = serve("seed")
    screen = unfolded(scenarie=scenario, spaend="20", chance="30")
    tables, trace = screen.tables, screen.trace
    assert trace["Følsomhed"] == (
        f"python -m lederpulje ask sensitivity --spread 20 --year 2024 --scenario {scenario}"
    )
    found = asked(trace["Følsomhed"], database)["inputs"]
    rows = tables["Hvad der kan ændre det, der er tilbage"][1:]
    assert len(found) == len(rows)
    assert [(kroner(r[1]), kroner(r[2])) for r in rows if r[1]] == [
        (i["low_oere"], i["high_oere"]) for i in found if "." in i["name"]
    ]
    drawn = asked(trace["Sikkerhed"], database)
    (table,) = [t for caption, t in tables.items() if caption.startswith("100.000 trækninger")]
    assert [kroner(row[1]) for row in table[2:5]] == [drawn["claimed_oere"][p] for p in ("p10", "p50", "p90")]
    assert int(table[1][1].replace(".", "")) == round(drawn["p_overrun"] * 100_000)
    choices = asked(trace["Fortrydelse"], database)["choices"]
    lost = tables["Point ved hvert sæt af svar"][-1][1:]
    assert [float(text.replace(",", ".")) for text in lost] == pytest.approx(
        [c["greatest_loss"] for c in choices], abs=0.05
    )


def test_a_draft_that_is_another_choice_is_compared_with_the_saved_ones(serve: Serve) -> None:
    serve("seed")
    played = Screen("scenarier").turn_to("ledertalent.participants").slide("2").answer("nej")
    screen = unfolded(kladde=played.address["kladde"])
    headings = screen.tables["Point ved hvert sæt af svar"][0]
    assert "Kladden" in headings
    assert len(headings) == 4
    assert "--set ledertalent.participants=2" in screen.trace["Fortrydelse"]
    assert "sso_midler" not in screen.trace["Fortrydelse"], "the answers are of the world, not of the choice"
