"""What stands in the address: taken over, or said to be wrong and replaced by the nearest that exists."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje import dates
from lederpulje.model import BaseData
from lederpulje.ui.session import close_database
from tests.pages.screen import Screen, tidy

Serve = Callable[[str | BaseData], Path]
WRONG = "Noget i adressen kunne ikke bruges"


@pytest.mark.parametrize(
    ("address", "year", "scenario", "said"),
    [
        ({"aar": "1999"}, 2021, "grundlag", "Der er ingen pulje for året »1999«. Her vises 2021."),
        ({"aar": "2030"}, 2024, "uafklaret", "Der er ingen pulje for året »2030«. Her vises 2024."),
        ({"aar": "i år"}, 2024, "uafklaret", "Der er ingen pulje for året »i år«. Her vises 2024."),
        ({"aar": "-1"}, 2024, "uafklaret", "Der er ingen pulje for året »-1«. Her vises 2024."),
        ({"aar": "²⁰²⁴"}, 2024, "uafklaret", "Der er ingen pulje for året »²⁰²⁴«. Her vises 2024."),
        ({"aar": "9" * 5000}, 2024, "uafklaret", "Her vises 2024."),
        (
            {"scenarie": "findes-ikke"},
            2024,
            "uafklaret",
            "Scenariet »findes-ikke« findes ikke i 2024. Her vises Endnu ikke afklaret.",
        ),
        (
            {"aar": "2023", "scenarie": "sso-betaler"},
            2023,
            "grundlag",
            "Scenariet »sso-betaler« findes ikke i 2023. Her vises Grundlag.",
        ),
        ({"greb": "findes-ikke.x"}, 2024, "uafklaret", "Der kan ikke skrues på »findes-ikke.x«."),
        (
            {"greb": "fyraften-2023.participants", "aar": "2023"},
            2023,
            "grundlag",
            "Der kan ikke skrues på »fyraften-2023.participants«.",
        ),
        ({"skaerm": "findes-ikke"}, 2024, "uafklaret", "Skærmen »findes-ikke« findes ikke."),
        ({"skaerme": "betaler.nej.holder"}, 2024, "uafklaret", "Skærmen »nej« findes ikke."),
        ({"vis": "tavle"}, 2024, "uafklaret", "Visningen »tavle« findes ikke."),
        (
            {"kladde": "findes-ikke", "scenarie": "puljen-betaler"},
            2024,
            "puljen-betaler",
            "Kladden i adressen findes ikke. Her vises det gemte scenarie i stedet.",
        ),
        (
            {"grundlag": "ingen"},
            2024,
            "uafklaret",
            "Scenariet »ingen« findes ikke i 2024. Her vises Endnu ikke afklaret.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_replaced(
    serve: Serve, address: dict[str, str], year: int, scenario: str, said: str
) -> None:
    serve("seed")
    screen = Screen(**address)
    (line,) = screen.messages[WRONG]
    assert line.endswith(said)
    assert (screen.chosen("aar"), screen.chosen("scenarie")) == (year, scenario)
    assert screen.has_sidebar


def test_several_faults_are_all_said(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", aar="2025", scenarie="x", grundlag="y", kladde="z", vis="w")
    assert len(screen.messages[WRONG]) == 5
    assert screen.chosen("grundlag") == "uafklaret"


def test_in_a_meeting_it_is_said_in_the_small_line(serve: Serve) -> None:
    serve("seed")
    screen = Screen(aar="1999", vis="moede")
    assert screen.under_conclusion.startswith("Der er ingen pulje for året »1999«. Her vises 2021.")


def test_a_lever_that_does_not_exist_is_not_shown(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", greb="findes.ikke")
    assert screen.lever.field == "ledertalent.participants"


def test_empty_parameters_are_as_if_they_were_not_there(serve: Serve) -> None:
    serve("seed")
    assert Screen("scenarier", scenarie="", kladde="", grundlag="", greb="").messages == {}


@pytest.mark.parametrize("page", ["overblik", "scenarier", "kurser", "budgetopfoelgning", "aar_for_aar"])
def test_every_page_opens_from_any_address(serve: Serve, page: str) -> None:
    serve("seed")
    screen = Screen(page, aar="x", scenarie="'; DROP TABLE courses; --", kladde="%00", greb="pool", andet="1")
    assert screen.heading


def test_the_address_goes_along_to_the_other_page(serve: Serve) -> None:
    serve("seed")
    screen = Screen(aar="2023", scenarie="forsigtig-laesning").go("scenarier")
    assert (screen.chosen("aar"), screen.chosen("scenarie")) == (2023, "forsigtig-laesning")


def test_the_accessibility_statement_is_a_page(serve: Serve) -> None:
    serve("seed")
    screen = Screen("tilgaengelighed")
    assert screen.heading == "Tilgængelighed"
    assert "WCAG 2.1" in screen.everything
    assert "Mødevisning" not in screen.buttons, "there is nothing to show in a meeting"


# --- answers and values in the address ------------------------------------------------------------------------


def opened(serve: Serve, **address: object) -> Screen:
    serve("seed")
    screen = Screen("tilgaengelighed")
    screen.at.query_params.update({"scenarie": "puljen-betaler", **address})
    return screen.go("scenarier")


def test_a_link_can_open_a_scenario_already_turned(serve: Serve) -> None:
    """Each is taken over as with --set on the command line, and together they are one step."""
    screen = opened(serve, saet=["sso_midler=ja", "ledertalent.participants=2", "frame.kurser=75.000"])
    assert screen.switches == {"sso_midler": "ja"}
    assert "saet" not in screen.address
    assert WRONG not in screen.messages
    lines = screen.messages["Ændret i forhold til Endnu ikke afklaret"]
    assert "Ledertalentudviklingskoncept: 4 → 2 pladser" in lines
    assert "Delrammen Centralt udbudte kurser og forløb: 150.000 kr. → 75.000 kr." in [tidy(x) for x in lines]
    assert len(screen.at.radio(key="trin").options) == 2
    again = Screen("scenarier", **screen.address)
    assert again.cards == screen.cards, "what the address now holds opens the same"


@pytest.mark.parametrize(
    ("setting", "stands_at", "said"),
    [
        (
            "ledertalent.participants=-3",
            "0",
            "ledertalent.participants kan ikke sættes til »-3«. Her er det 0.",
        ),
        (
            "ledertalent.participants=2,5",
            "2",
            "ledertalent.participants kan ikke sættes til »2,5«. Her er det 2.",
        ),
        ("ledertalent.participants=mange", "4", "ledertalent.participants kan ikke sættes til »mange«."),
        ("ledertalent.participants", "4", "ledertalent.participants kan ikke sættes til »«."),
        ("findes-ikke.participants=2", "4", "»findes-ikke« findes ikke."),
        ("sso_midler=måske", "4", "sso_midler kan ikke sættes til »måske«. Skriv ja, nej eller uafklaret."),
        ("vejret=ja", "4", "Forudsætningen eller feltet »vejret« findes ikke."),
        ("frame.kurser=900000", "4", "frame.kurser kan ikke sættes til »900000«. Her er det 300000."),
        ("ledertalent.benefit=250", "4", "ledertalent.benefit kan ikke sættes til »250«. Her er det 100."),
        ("<script>=1", "4", "»<script>« findes ikke."),
    ],
)
def test_what_is_out_of_range_opens_the_nearest_and_is_said(
    serve: Serve, setting: str, stands_at: str, said: str
) -> None:
    screen = opened(serve, saet=setting)
    (line,) = screen.messages[WRONG]
    assert said in line
    assert screen.lever.value == stands_at
    assert said in opened_in_meeting(screen)


def opened_in_meeting(screen: Screen) -> str:
    """What the small line says when the same is shown in a meeting."""
    return screen.again(vis="moede").under_conclusion


def test_what_was_said_of_the_settings_is_not_said_of_another_scenario(serve: Serve) -> None:
    screen = opened(serve, saet="sso_midler=måske").choose("scenarie", "sso-betaler")
    assert WRONG not in screen.messages


def test_no_more_than_fifty_settings_are_taken(serve: Serve) -> None:
    screen = opened(serve, saet=["sso_midler=ja"] * 51)
    assert screen.messages[WRONG] == ["Adressen sætter 51 værdier. Kun de første 50 er brugt."]


# --- drafts that were put away ----------------------------------------------------------------------------------


def test_a_draft_that_nobody_touched_for_90_days_is_put_away_and_can_be_fetched(
    serve: Serve, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve("seed")
    draft = Screen("scenarier", scenarie="puljen-betaler").slide("2").address["kladde"]
    close_database()
    later = dates.now() + dt.timedelta(days=91)
    monkeypatch.setattr(dates, "now", lambda: later)
    screen = Screen("scenarier", kladde=draft)
    (said,) = [m for m in screen.messages if m.startswith("Kladden i adressen er lagt væk")]
    assert said.endswith("Her vises det gemte scenarie.")
    assert screen.lever.value == "4"
    assert screen.chosen("scenarie") == "puljen-betaler"
    screen.press("hent_kladde")
    assert screen.lever.value == "2"
    close_database()
    assert Screen("scenarier", kladde=draft).lever.value == "2"


def test_after_another_year_it_is_gone(serve: Serve, monkeypatch: pytest.MonkeyPatch) -> None:
    serve("seed")
    draft = Screen("scenarier", scenarie="puljen-betaler").slide("2").address["kladde"]
    close_database()
    later = dates.now() + dt.timedelta(days=90 + 366)
    monkeypatch.setattr(dates, "now", lambda: later)
    screen = Screen("scenarier", kladde=draft)
    assert screen.messages[WRONG] == [
        "Kladden i adressen findes ikke. Her vises det gemte scenarie i stedet."
    ]
    assert "Hent kladden frem" not in screen.buttons
