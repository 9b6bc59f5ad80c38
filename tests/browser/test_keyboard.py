"""Everything by keyboard alone: in what order, seen where one is, and no key that does two things."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.chromium import open_page, rerun, show
from tests.browser.states import key_figures

FOCUSED = """() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    if (element === document.body) return null;
    const seen = [element, element.closest("label"), element.closest('[data-baseweb="select"]')]
        .filter((one) => one !== null)
        .some((one) => getComputedStyle(one).outlineStyle === "solid"
            && parseFloat(getComputedStyle(one).outlineWidth) >= 2);
    const name = element.getAttribute("aria-label") ?? element.labels?.[0]?.innerText ?? element.innerText;
    const icons = [...element.querySelectorAll('[data-testid="stIconMaterial"]')].map((icon) => icon.innerText);
    return [icons.reduce((said, icon) => said.replace(icon, ""), name).trim(), seen];
}"""
ACTIVE = (
    "document.getElementById(document.activeElement.getAttribute('aria-activedescendant'))?.innerText.trim()"
)
ORDER = {
    "/?aar=2024": [
        "År",
        "Scenarie",
        "Aktiviteterne i 2024",
        "Regnestykker, kilder og skøn",
        *("Hent tallene og billedet", "Pengenes vej i tabel"),
        "Hvad kan frigøres, og hvornår?",
        "Sådan er tallene regnet",
    ],
    "/scenarier?aar=2024&scenarie=puljen-betaler": [
        *("År", "Scenarie", "Sammenlign med", "Fordelingsregel", "Nej", "Skru på", "Det, der ændres"),
        *("−", "Pladser", "+", "Sæt til maksimum", "Anvend", "Anvend", "Anvend", "Forslagene i tal"),
        *(
            "Tallene bag",
            "Hent tallene og billedet",
            "Gem scenarie",
            "Gemte scenarier og versioner",
            "Sådan er tallene regnet",
        ),
    ],
    "/?vis=moede": ["År", "Scenarie", "Registrér beslutning", "Afslut visning", "Næste"],
    "/scenarier?vis=moede": [
        *("Uafklaret", "Skru på", "Det, der ændres", "−", "Pladser", "+", "Sæt til maksimum"),
        *("Forrige", "Registrér beslutning", "Afslut visning", "Næste"),
    ],
}


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(40):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused and focused[0].split("\n")[0] == name:
            return
    raise AssertionError(f"»{name}« is not reached")


@pytest.mark.parametrize("path", ORDER)
def test_tab_reaches_every_control_in_reading_order_and_shows_where_one_is(page: Page, path: str) -> None:
    show(page, path)
    page.evaluate("document.querySelector('h1').setAttribute('tabindex', '-1')")
    page.evaluate("document.querySelector('h1').focus()")
    reached = []
    for _ in ORDER[path]:
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    names = [focused and focused[0].split("\n")[0].removesuffix(" Esc") for focused in reached]
    assert [name.split(" \u2192")[0].strip() if name else name for name in names] == ORDER[path]
    assert [name for name, seen in reached if not seen] == []


def test_the_menu_comes_before_the_page_and_the_first_link_skips_it(page: Page) -> None:
    open_page(page, "/")
    reached = []
    for _ in range(14):
        page.keyboard.press("Tab")
        reached.append(page.evaluate(FOCUSED))
    assert [name for name, _ in reached] == [
        *(
            "Gå til hovedindholdet",
            "Overblik",
            "Scenarier",
            "Følsomhed",
            "Temaer",
            "Tidsplan",
            *("Kurser", "Beslutninger", "Budgetopfølgning", "År for år"),
            "Tilgængelighed",
        ),
        *("Mødevisning", "Vælg skærme", "Lærred"),
    ]
    assert all(seen for _, seen in reached)
    for _ in range(13):
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate(FOCUSED)[0] == "År"


def test_pages_are_reached_by_keyboard(page: Page) -> None:
    show(page, "/")
    tab_to(page, "Scenarier")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem betaler, og hvad betyder det?")


def test_an_answer_is_given_by_arrow_keys(page: Page) -> None:
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler")
    tab_to(page, "Nej")
    with rerun(page):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("radio", name="Ja", exact=True)).to_be_checked()
    assert key_figures(page)["Tilbage"] == "50.500 kr."


def test_a_list_is_opened_and_chosen_from_by_keyboard(page: Page) -> None:
    show(page, "/?aar=2024")
    tab_to(page, "Scenarie")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    expect(page.get_by_role("combobox", name="Scenarie")).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    while page.evaluate(ACTIVE) != "Social og sundhed betaler":
        page.keyboard.press("ArrowDown")
    with rerun(page):
        page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Scenarie")).to_have_value("Social og sundhed betaler")
    assert key_figures(page)["Tilbage"] == "50.500 kr."


@pytest.mark.parametrize(
    ("key", "seats"), [("ArrowRight", 5), ("ArrowLeft", 3), ("Home", 0), ("End", 10), ("ArrowUp", 5)]
)
@pytest.mark.parametrize("view", ["", "&vis=moede"], ids=["side", "møde"])
def test_the_slider_is_moved_by_keys_and_turns_no_page(page: Page, view: str, key: str, seats: int) -> None:
    show(page, f"/scenarier?aar=2024&scenarie=puljen-betaler{view}")
    tab_to(page, "Pladser")
    with rerun(page):
        page.keyboard.press(key)
    expect(page.get_by_role("slider")).to_have_attribute(
        "aria-valuetext", re.compile(rf"^{seats}\spladser, ")
    )
    expect(page.locator(".noegletal")).to_contain_text(f"{249_500 + seats * 32_500:,}".replace(",", "."))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem betaler, og hvad betyder det?")


@pytest.mark.parametrize(("name", "claimed"), [("+", "412.000 kr."), ("−", "347.000 kr.")])
def test_a_step_is_taken_by_keyboard_and_the_focus_stays(page: Page, name: str, claimed: str) -> None:
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler")
    tab_to(page, name)
    with rerun(page):
        page.keyboard.press("Enter")
    assert key_figures(page)["Krav på puljen"] == claimed
    assert page.evaluate(FOCUSED)[0] == name


def test_expanders_and_del_open_and_close_by_keyboard(page: Page) -> None:
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler")
    tab_to(page, "+")
    with rerun(page):
        page.keyboard.press("Enter")
    tab_to(page, "Tallene bag")
    page.keyboard.press("Enter")
    expect(page.get_by_role("table", name="Scenarierne side om side")).to_be_visible()
    tab_to(page, "Del")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Linket viser kladden, som den er.")
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.get_by_role("button", name="Del", exact=True)).to_be_focused()
    tab_to(page, "Sådan er tallene regnet")
    page.keyboard.press("Enter")
    expect(page.get_by_text("python -m lederpulje evaluate")).to_be_visible()


def test_arrows_turn_the_pages_of_the_meeting_view_and_escape_leaves_it(page: Page) -> None:
    show(page, "/?aar=2024&vis=moede")
    with rerun(page):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_text("2 af 17 · Pengenes vej")).to_be_visible()
    with rerun(page):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_text("1 af 17 · Overblik")).to_be_visible()
    with rerun(page):
        page.keyboard.press("Escape")
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert "vis=" not in page.url


def test_keys_in_an_open_list_neither_turn_the_page_nor_leave_the_meeting(page: Page) -> None:
    show(page, "/?aar=2024&vis=moede")
    tab_to(page, "Scenarie")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("listbox")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_have_count(0)
    tab_to(page, "Næste")
    with rerun(page):  # had one of the keys above been taken for the page's own, it would have run by now
        page.keyboard.press("Enter")
    expect(page.get_by_text("2 af 17 · Pengenes vej")).to_be_visible()
    assert "vis=moede" in page.url


def test_another_lever_is_chosen_by_keyboard_and_no_page_is_turned(page: Page) -> None:
    show(page, "/scenarier?aar=2024&vis=moede")
    tab_to(page, "Det, der ændres")
    with rerun(page):
        page.keyboard.press("ArrowRight")
    expect(page.get_by_role("slider", name="Pris pr. deltager")).to_be_visible()
    assert page.evaluate(FOCUSED)[0].startswith("Det, der ændres")
    with rerun(page):
        page.keyboard.press("ArrowLeft")
    expect(page.get_by_role("slider", name="Pladser")).to_be_visible()
    expect(page.get_by_text("4 af 17 · Scenarier")).to_be_visible()
