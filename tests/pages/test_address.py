"""What stands in the address: taken over, or said to be wrong and replaced by the nearest that exists."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from lederpulje.model import BaseData
from tests.pages.screen import PAGES, Screen

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


@pytest.mark.parametrize("page", PAGES)
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
