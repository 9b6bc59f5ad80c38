"""Playing with a scenario: the answer, the lever, what survives, and what a link shares."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.bench.servers import APP, Server, serve
from tests.browser.chromium import WATCHES, find, rerun, show
from tests.browser.states import chart_texts, key_figures

# The worked example: what the draft shows under each answer, in the cards and in its row of the chart.
ANSWERS = {
    "Ja": ({"Krav på puljen": "249.500 kr.", "Tilbage": "50.500 kr.", "Andre betaler": "130.000 kr."},
           ["249.500 kr.", "Kladden: 50.500 kr. tilbage", "130.000 kr. fra Social-"]),
    "Nej": ({"Krav på puljen": "379.500 kr.", "Mangler": "87.000 kr.", "Andre betaler": "0 kr."},
            ["379.500 kr.", "Kladden: mangler 87.000 kr."]),
}  # fmt: skip


def answer(page: Page, name: str) -> None:
    with rerun(page):
        page.locator(".valg label", has_text=name).click()
    expect(page.get_by_role("radio", name=name, exact=True)).to_be_checked()


def draft_of(page: Page) -> str:
    return parse_qs(urlsplit(page.url).query)["kladde"][0]


@pytest.mark.parametrize("order", [["Ja", "Nej"], ["Nej", "Ja"]])
def test_the_switch_changes_figures_and_chart_to_the_krone(page: Page, order: list[str]) -> None:
    show(page, "/scenarier")
    assert key_figures(page)["Krav på puljen"] == "249.500– 379.500 kr."
    for name in order:
        answer(page, name)
        figures, drawn = ANSWERS[name]
        assert key_figures(page) == figures
        texts = chart_texts(page)
        assert [text for text in drawn if not any(t.startswith(text) for t in texts)] == [], texts
    answer(page, "Uafklaret")
    assert key_figures(page)["Tilbage eller mangler"] == "+50.500 kr. ved ja −87.000 kr. ved nej"
    assert "Kladden: 50.500 kr. tilbage eller mangler 87.000 kr." in chart_texts(page)


def test_overblik_shows_the_same_draft(page: Page) -> None:
    show(page, "/scenarier")
    answer(page, "Nej")
    with rerun(page):
        page.get_by_test_id("stSidebar").get_by_role("link", name="Overblik").click()
    expect(page.get_by_role("combobox", name="Scenarie")).to_have_value(
        "Kladden (ud fra Endnu ikke afklaret)"
    )
    assert list(key_figures(page).items())[:3] == [
        ("Puljen 2024", "300.000 kr."), ("Krav på puljen", "379.500 kr."), ("Mangler", "87.000 kr.")
    ]  # fmt: skip
    assert "Centralt udbudte kurser og forløb: mangler 87.000 kr." in chart_texts(page)
    expect(page.get_by_role("row", name="Ledertalentudviklingskoncept")).to_contain_text("mangler 87.000 kr.")


def test_a_step_up_and_down_moves_the_lever_and_all_figures(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    slider = page.get_by_role("slider")
    for button, seats, claimed, missing in [
        ("+", 5, "412.000 kr.", "119.500 kr."),
        ("−", 4, "379.500 kr.", "87.000 kr."),
        ("−", 3, "347.000 kr.", "54.500 kr."),
    ]:
        with rerun(page):
            page.get_by_role("button", name=button, exact=True).click()
        expect(slider).to_have_attribute("aria-valuetext", re.compile(rf"^{seats}\spladser, "))
        assert key_figures(page)["Krav på puljen"] == claimed
        assert key_figures(page)["Mangler"] == missing
        assert f"Kladden: mangler {missing}" in chart_texts(page)
    expect(page.get_by_text("Ledertalentudviklingskoncept: 4 → 3 pladser", exact=True)).to_be_visible()


def test_a_frame_is_a_lever_too_and_says_where_the_money_comes_from(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    with rerun(page):
        page.get_by_label("Skru på").select_option("Delrammen Centralt udbudte kurser og forløb")
    expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile(r"^150\.000"))
    with rerun(page):
        page.get_by_role("button", name="+", exact=True).click()
    expect(page.get_by_text("er flyttet fra delrammen Lederuddannelse og ledelsesevaluering")).to_be_visible()


def test_another_rule_shares_the_frame_otherwise(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    page.get_by_role("combobox", name="Fordelingsregel").click()
    with rerun(page):
        page.get_by_role("option", name="Forholdsmæssigt").click()
    with rerun(page):
        page.get_by_test_id("stSidebar").get_by_role("link", name="Overblik").click()
    expect(page.get_by_role("row", name="Ledertalentudviklingskoncept")).to_contain_text("82.278,48 kr.")


def test_reloading_and_a_restart_of_the_server_keep_the_draft_and_an_open_page_goes_on(
    tmp_path: Path, new_page: Callable[..., Page]
) -> None:
    """After the restart nobody reloads: what is pressed is kept, also before the page has been drawn anew."""
    database = tmp_path / "lederpulje.duckdb"
    with serve(APP, database) as first:
        page = new_page(first.url)
        WATCHES[page].allowed += ["ERR_CONNECTION", "not responding", "reaching server", "WebSocket"]
        show(page, "/scenarier")
        answer(page, "Nej")
        with rerun(page):
            page.get_by_role("button", name="−", exact=True).click()
        page.reload()
        expect(page.locator(".noegletal")).to_contain_text("54.500")
        port = urlsplit(first.url).port
    with serve(APP, database, port):
        expect(page.locator('[data-test-connection-state="CONNECTED"]')).to_have_count(1)
        page.get_by_role("button", name="−", exact=True).click()
        expect(page.get_by_text("3 trin siden mødets begyndelse")).to_be_visible()
        page.reload()
        expect(page.locator(".noegletal")).to_contain_text("22.000")
        expect(page.get_by_role("radio", name="Nej", exact=True)).to_be_checked()
        expect(page.get_by_role("slider")).to_have_attribute("aria-valuetext", re.compile(r"^2\spladser, "))


def test_what_is_saved_stands_in_the_list_at_once(
    written: tuple[Server, Path], new_page: Callable[..., Page]
) -> None:
    page = new_page(written[0].url)
    show(page, "/scenarier?aar=2024&scenarie=sso-betaler")
    page.get_by_role("button", name="Gem scenarie").click()
    page.get_by_label("Navn").fill("Kopien")
    page.get_by_label("Din funktion").fill("Sekretær")
    page.get_by_role("button", name="Kopiér til et nyt scenarie").click()
    expect(page.get_by_role("combobox", name="Scenarie", exact=True)).to_have_value("Kopien")
    expect(page.get_by_text("Gemt som Kopien, version 1.")).to_be_visible()


def test_a_shared_link_shows_the_draft_and_is_copied_at_the_first_change(
    page: Page, new_page: Callable[..., Page]
) -> None:
    show(page, "/scenarier")
    answer(page, "Nej")
    own = draft_of(page)
    page.get_by_role("button", name="Del", exact=True).click()
    link = page.get_by_role("dialog").locator("code").inner_text()
    shared = parse_qs(urlsplit(link).query)["kladde"][0]
    assert shared != own

    receiver = new_page(locale="en-US")  # a browser of its own
    show(receiver, link)
    assert key_figures(receiver)["Mangler"] == "87.000 kr."
    assert draft_of(receiver) == shared
    answer(receiver, "Ja")
    assert key_figures(receiver)["Tilbage"] == "50.500 kr."
    copied = draft_of(receiver)
    assert copied not in {own, shared}
    receiver.reload()
    expect(receiver.locator(".noegletal")).to_contain_text("Tilbage")

    page.reload()
    expect(page.get_by_role("radio", name="Nej", exact=True)).to_be_checked()
    assert key_figures(page)["Mangler"] == "87.000 kr."
    assert draft_of(page) == own
    show(receiver, link)
    assert key_figures(receiver)["Mangler"] == "87.000 kr."


PLACES = """deep('.noegletal, .noegletal .kort, .konklusion, .billede, .spor')
    .map((element) => element.getBoundingClientRect())
    .map(({top, height}) => [Math.round(top), Math.round(height)])"""


@pytest.mark.parametrize("view", ["", "&vis=moede"], ids=["side", "møde"])
def test_nothing_jumps_when_the_answer_is_switched(page: Page, view: str) -> None:
    show(page, f"/scenarier?aar=2024{view}")
    answer(page, "Ja")  # the first change adds the draft's row to the chart
    before = find(page, PLACES)
    assert len(before) >= 7
    for name in ("Nej", "Uafklaret", "Ja"):
        answer(page, name)
        assert find(page, PLACES) == before, name
