"""The board's questions on *Scenarier*: what can be decided today, and what would make it fit."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from lederpulje.model import BaseData
from lederpulje.scenarios import evaluate
from tests.examples import FJORDBY
from tests.pages.screen import CLAIM, Screen
from tests.pages.states import many

Serve = Callable[[str | BaseData], Path]
TALENT = "Ledertalentudviklingskoncept"


def headings(screen: Screen) -> list[str]:
    return [h.text for h in screen.nodes.all("h2")]


def columns(screen: Screen) -> dict[str, list[str]]:
    return {
        section.all("h3")[0].text: [line.text for line in section.all("li")]
        for section in screen.nodes.all("section")
    }


def test_while_an_answer_is_open_it_says_what_can_be_decided(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier")
    assert headings(screen) == ["Hvad skal der til?", "Hvad kan besluttes i dag?"]
    found = columns(screen)
    assert len(found["Kan besluttes nu"]) == 6
    assert found["Kan besluttes på en betingelse"] == [
        f"{TALENT} 130.000 kr., hvis ja til »Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?«"
    ]
    assert found["Kan ikke besluttes"] == ["Ingen"]
    assert "6 aktiviteter for 249.500 kr. kan besluttes nu" in screen.nodes.text
    assert "1 aktivitet for 130.000 kr. afhænger af svaret" in screen.nodes.text
    assert screen.chart_texts("besluttes") == [
        "Nu",
        "249.500 kr.",
        "Betinget",
        "130.000 kr.",
        "Ikke",
        "0 kr.",
    ]


def test_sixty_activities_are_shortened_and_stand_whole_in_the_table(serve: Serve) -> None:
    serve("sixty")
    screen = Screen("scenarier")
    shown = columns(screen)["Kan besluttes nu"]
    assert len(shown) == 6
    assert shown[-1].startswith("og ")
    screen.at.session_state["besluttes_tal"] = True
    table = screen.again().tables["Hvad der kan besluttes i dag"]
    assert table[0] == ["Aktivitet", "Pris", "Beslutning"]
    assert len(table) == 61
    assert sum(row[2] == "Kan besluttes nu" for row in table) == 5 + int(shown[-1].split()[1])


def test_when_all_is_answered_and_holds_nothing_is_asked(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="sso-betaler")
    assert headings(screen) == []
    assert len(screen.at.get("plotly_chart")) == 0


def test_over_the_frame_it_says_what_would_make_it_fit(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler")
    assert headings(screen) == ["Hvad skal der til?"]
    assert "Centralt udbudte kurser og forløb mangler 87.000 kr. i forhold til rammen" in screen.nodes.text
    assert [[p.text for p in card.all("p")] for card in screen.nodes.all("forslag")] == [
        [f"{TALENT}: Social- og sundhedsområdet betaler", "Flytter 130.000 kr., ingen mister en plads"],
        [f"{TALENT}: højst 1 plads", "Sparer 97.500 kr., 3 færre får en plads"],
        [f"{TALENT}: afholdes ikke", "Sparer 130.000 kr., 4 færre får en plads"],
    ]
    texts = screen.chart_texts("forslag")
    assert "mangler 87.000 kr." in texts
    assert "10.500 kr. tilbage" in texts, "150.000 − 107.000 − 32.500"
    screen.at.session_state["forslag_tal"] = True
    table = screen.again().tables["Hvad der skal til"]
    assert table[2] == [f"{TALENT}: højst 1 plads", "97.500 kr.", "0 kr.", "3", "10.500 kr. tilbage"]


def test_a_repair_is_taken_over_as_a_change_of_the_draft(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler").press("anvend_1")
    assert screen.lever.value == "1", "the lever in front stands where the repair has put it"
    assert screen.cards[CLAIM][0] == "282.000 kr."
    assert headings(screen) == ["Hvad har vi ændret?"]
    assert f"{TALENT}: 4 → 1 pladser" in " ".join(
        line for lines in screen.messages.values() for line in lines
    )
    assert screen.live["rev"].endswith("-1"), "Python has moved it, so the browser takes it over"


def test_where_no_single_change_is_enough_it_says_so(serve: Serve) -> None:
    """Fjordby's frame Ledelse is overrun by more than any one activity claims."""
    serve(FJORDBY)
    screen = Screen("scenarier")
    assert "Hvad skal der til?" in headings(screen)
    assert "Ingen enkelt ændring er nok." in screen.nodes.text
    assert not [label for label in screen.buttons if label == "Anvend"]


def test_the_meeting_asks_one_question_at_a_time(serve: Serve) -> None:
    serve("seed")
    assert headings(Screen("scenarier", vis="moede")) == []


def test_what_is_missing_is_said_with_the_answer_it_hangs_on(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", vis="moede", skaerm="forslag")
    assert screen.conclusion.startswith(
        "Ved nej mangler delrammen Centralt udbudte kurser og forløb 87.000 kr. i forhold til rammen."
    )
    sure = Screen("scenarier", vis="moede", skaerm="forslag", scenarie="puljen-betaler")
    assert sure.conclusion.startswith("Delrammen Centralt udbudte kurser og forløb mangler 87.000 kr.")


def test_another_frame_that_lacks_money_is_not_passed_over(serve: Serve) -> None:
    """What mends the worst frame leaves the other as it is."""
    base = many(20, 16_000)
    serve(base)
    screen = Screen("scenarier", vis="moede", skaerm="forslag")
    overrun = {f.frame.title: f.overrun for f in evaluate(base, base.baseline(2024)).results[-1].frames}
    assert all(overrun.values())
    titles = sorted(overrun, key=lambda title: -overrun[title])
    assert f"mangler delrammen {titles[0]}" in screen.conclusion or f"Delrammen {titles[0]} mangler" in (
        screen.conclusion
    )
    assert f"Delrammen {titles[1]} mangler også op til" in screen.conclusion
