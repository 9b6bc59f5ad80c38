"""The pages from their address on: a direct link, the menu, headings, what each shows of the state it is in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.bench.servers import Server
from tests.browser.chromium import open_page, rerun, show
from tests.browser.states import chart_texts, key_figures

MENU = [
    *("Overblik", "Scenarier", "Følsomhed", "Temaer", "Tidsplan", "Kurser", "Beslutninger"),
    *("Budgetopfølgning", "År for år", "Tilgængelighed"),
]


def test_a_direct_link_works_as_the_first_thing_a_new_server_is_asked(
    new_server: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    page = new_page(new_server().url)
    open_page(page, "/scenarier")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem betaler, og hvad betyder det?")
    expect(page.get_by_text("Sammenlign med")).to_be_visible()
    assert [
        link.inner_text().strip() for link in page.get_by_test_id("stSidebar").get_by_role("link").all()
    ] == MENU


@pytest.mark.parametrize(
    ("scenario", "figures", "frame"),
    [
        (
            "uafklaret",
            {
                "Puljen 2024": "300.000 kr.",
                "Krav på puljen": "249.500– 379.500 kr.",
                "Tilbage eller mangler": "+50.500 kr. ved ja −87.000 kr. ved nej",
            },
            "43.000 kr. tilbage eller mangler 87.000 kr.",
        ),
        (
            "sso-betaler",
            {"Puljen 2024": "300.000 kr.", "Krav på puljen": "249.500 kr.", "Tilbage": "50.500 kr."},
            "43.000 kr. tilbage",
        ),
        (
            "puljen-betaler",
            {"Puljen 2024": "300.000 kr.", "Krav på puljen": "379.500 kr.", "Mangler": "87.000 kr."},
            "mangler 87.000 kr.",
        ),
        (
            "forsigtig-laesning",
            {
                "Puljen 2024": "300.000 kr.",
                "Krav på puljen": "249.500– 379.500 kr.",
                "Mangler": "32.000– 162.000 kr.",
            },
            "mangler 32.000–162.000 kr.",
        ),
    ],
)
def test_each_scenario_of_2024_shows_its_figures_in_cards_and_chart(
    page: Page, scenario: str, figures: dict[str, str], frame: str
) -> None:
    show(page, f"/?aar=2024&scenarie={scenario}")
    assert key_figures(page).items() >= figures.items()
    texts = chart_texts(page)
    assert f"Centralt udbudte kurser og forløb: {frame}" in texts
    assert "Lederuddannelse og ledelsesevaluering: 7.500 kr. tilbage" in texts


def test_the_chosen_scenario_goes_along_from_page_to_page(page: Page) -> None:
    show(page, "/")
    page.get_by_role("combobox", name="Scenarie").click()
    with rerun(page):
        page.get_by_role("option", name="Puljen betaler").click()
    expect(page.locator(".konklusion")).to_contain_text("mangler 87.000")
    with rerun(page):
        page.get_by_test_id("stSidebar").get_by_role("link", name="Scenarier").click()
    expect(page.get_by_role("combobox", name="Scenarie")).to_have_value("Puljen betaler")
    assert key_figures(page)["Mangler"] == "87.000 kr."


def test_another_year_is_chosen_with_its_own_figures(page: Page) -> None:
    show(page, "/")
    page.get_by_role("combobox", name="År").click()
    with rerun(page):
        page.get_by_role("option", name="2023").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Holder puljen i 2023?")
    assert key_figures(page) == {
        "Puljen 2023": "300.000 kr.", "Krav på puljen": "253.500 kr.", "Tilbage": "46.500 kr.",
        "Brugt og bestilt": "0 kr. forbrugt 0 kr. disponeret", "Planlagt": "253.500 kr.", "Reelt frit": "46.500 kr.",
    }  # fmt: skip
    expect(page.get_by_text("3 aktiviteter er ikke prissat").first).to_be_visible()


CUT_OFF = """deep(".noegletal .kort, .noegletal .kort *")
    .filter((element) => element.scrollWidth > element.clientWidth + 1 && getComputedStyle(element).display !== "inline"
        || element.getBoundingClientRect().right > element.closest(".kort").getBoundingClientRect().right + 0.5)
    .map((element) => `${element.className} ${element.innerText} ${element.scrollWidth} > ${element.clientWidth}`)"""
SIZES = "deep('.noegletal .tal').map((e) => parseFloat(getComputedStyle(e).fontSize))"
