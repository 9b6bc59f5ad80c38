"""The meeting view: all of a page on one 1280×720 screen, in every state, without menus, and on to the next page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from lederpulje.ui.screens import SCREENS
from tests.bench.servers import Server
from tests.browser.chromium import DEEP, find, rerun, show, visit
from tests.browser.states import MAIN_SCREENS, SITES, address_of, key_figures
from tests.browser.test_overblik import CUT_OFF, SIZES

# What does not stand on the screen as it should: parts that scroll, texts outside the window or their chart.
MISPLACED = (
    f"""() => {{ {DEEP}"""
    + """
    const faults = [];
    for (const element of deep("html, body, #root, .live, [data-testid]")) {
        const scrolls = /auto|scroll/.test(getComputedStyle(element).overflowY);
        if (scrolls && element.scrollHeight > element.clientHeight + 1) {
            faults.push(`${element.dataset.testid ?? element.tagName} scrolls: ${element.scrollHeight}`);
        }
    }
    if (document.documentElement.scrollHeight > 720) faults.push("the document is too high");
    const hidden = (element) => !element.checkVisibility({visibilityProperty: true, opacityProperty: true})
        || element.closest('[data-testid="stSkipLink"], [data-testid="stStatusWidget"], [aria-hidden="true"]');
    const texts = [document.body, ...deep("*").filter((e) => e.shadowRoot).map((e) => e.shadowRoot)].flatMap((root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT), found = [];
        while (walker.nextNode()) found.push(walker.currentNode);
        return found;
    });
    for (const text of texts) {
        const element = text.parentElement;
        if (!text.nodeValue.trim() || hidden(element)) continue;
        if (element.closest("script, style, noscript, option, .skjult")) continue;
        const range = document.createRange();
        range.selectNodeContents(text);
        const box = range.getBoundingClientRect();
        if (box.width < 2 || box.height < 2) continue;
        const chart = element.closest(".svg-container, .billede")?.getBoundingClientRect();
        const room = chart ?? {left: 0, top: 0, right: innerWidth, bottom: innerHeight};
        if (getComputedStyle(element).textOverflow === "ellipsis") continue;
        if (box.left < room.left - 1 || box.top < room.top - 1
                || box.right > room.right + 1 || box.bottom > Math.min(room.bottom, innerHeight) + 1) {
            faults.push(`»${text.nodeValue.trim()}« at ${Math.round(box.left)},${Math.round(box.top)}`
                + `–${Math.round(box.right)},${Math.round(box.bottom)}`);
        }
    }
    return faults;
}"""
)
CHROME = ["stSidebar", "stHeader", "stToolbar", "stElementToolbar", "stMainMenu"]


def misplaced(page: Page) -> list[str]:
    """What is wrong with a screen of the meeting view."""
    faults: list[str] = [*page.evaluate(MISPLACED), *find(page, CUT_OFF)]
    faults += [part for part in CHROME if any(e.is_visible() for e in page.get_by_test_id(part).all())]
    faults += [f"a figure of {size} px" for size in find(page, SIZES) if size < 52]
    return faults


@pytest.mark.parametrize(
    ("site", "state", "screens"),
    [("server", "2024", MAIN_SCREENS), ("states", "20 lange titler", tuple(SCREENS))],
    ids=["2024", "20 lange titler"],
)
def test_so_it_does_on_full_hd_at_150_percent(
    page_of: Callable[..., Page], site: str, state: str, screens: tuple[str, ...]
) -> None:
    page = page_of(site, locale="en-US")
    screen = page.context.new_cdp_session(page)  # a context of its own would load everything anew
    metrics = {"width": 1280, "height": 720, "deviceScaleFactor": 1.5, "mobile": False}
    screen.send("Emulation.setDeviceMetricsOverride", metrics)
    assert page.evaluate("[innerWidth, innerHeight, devicePixelRatio]") == [1280, 720, 1.5]
    for key in screens:
        visit(page, f"{address_of(key)}&{SITES[site][state]}")
        assert misplaced(page) == [], key
    screen.send("Emulation.setDeviceMetricsOverride", {**metrics, "deviceScaleFactor": 1})
    screen.detach()


@pytest.mark.parametrize("answer", ["Ja", "Nej", "Uafklaret"])
def test_it_stays_on_one_screen_while_it_is_played_with(page: Page, answer: str) -> None:
    show(page, "/scenarier?aar=2024&scenarie=forsigtig-laesning&vis=moede")
    if answer != "Uafklaret":
        with rerun(page):
            page.locator(".valg label", has_text=answer).click()
    with rerun(page):
        page.get_by_role("button", name="+", exact=True).click()
    assert misplaced(page) == []


# What makes a screen run over, each with what takes it back.
SPOILS = {
    "deep('.konklusion')[0].style.marginTop = '200px'": "deep('.konklusion')[0].style.marginTop = ''",
    "deep('h1')[0].style.marginLeft = '900px'": "deep('h1')[0].style.marginLeft = ''",
    "[window.was = deep('.noegletal .tal')[0].innerHTML,"
    " deep('.noegletal .tal')[0].textContent = '249.500–379.500 kr. og mere til']": (
        "deep('.noegletal .tal')[0].innerHTML = window.was"
    ),
    "deep('.main-svg text, .billede tspan')[0].setAttribute('x', 1150)": "null",
}


@pytest.mark.parametrize("path", ["/", "/scenarier"])
def test_what_runs_over_is_found(page: Page, path: str) -> None:
    show(page, f"{path}?vis=moede")
    for spoil, mend in SPOILS.items():
        assert misplaced(page) == [], spoil
        find(page, spoil)
        assert misplaced(page), spoil
        find(page, mend)


def test_next_previous_and_leave_keep_year_and_draft(page: Page) -> None:
    show(page, "/scenarier?aar=2024")
    with rerun(page):
        page.locator(".valg label", has_text="Nej").click()
    with rerun(page):
        page.get_by_role("button", name="Mødevisning").click()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    assert key_figures(page)["Mangler"] == "87.000 kr."
    for key in ("Forrige", "Forrige", "Forrige"):
        with rerun(page):
            page.get_by_role("button", name=key).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Holder puljen i 2024?")
    assert key_figures(page)["Mangler"] == "87.000 kr."
    expect(page.get_by_role("button", name="Forrige")).to_have_count(0)  # the first screen
    with rerun(page):
        page.get_by_role("button", name="Næste").click()
    expect(page.get_by_text("2 af 17 · Pengenes vej")).to_be_visible()
    with rerun(page):
        page.get_by_role("button", name="Afslut visning").click()
    expect(page.get_by_test_id("stSidebar")).to_be_visible()
    assert key_figures(page)["Mangler"] == "87.000 kr."


def test_a_direct_link_opens_the_meeting_view(new_page: Callable[..., Page], server: Server) -> None:
    page = new_page(server.url)
    show(page, "/scenarier?aar=2023&vis=moede")
    expect(page.get_by_text("4 af 17 · Scenarier")).to_be_visible()
    expect(page.get_by_test_id("stSidebar")).to_be_hidden()
    assert key_figures(page)["Krav på puljen"] == "253.500 kr."


def test_the_story_of_a_meeting_stays_on_one_screen(page: Page) -> None:
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler&vis=moede")
    for _ in range(2):
        for name in ("Ja", "Nej", "Uafklaret"):
            with rerun(page):
                page.locator(".valg label", has_text=name).click()
        with rerun(page):
            page.get_by_role("button", name="+", exact=True).click()
    visit(page, f"{page.url.replace('?', '?skaerm=forloeb&')}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvad har vi ændret?")
    assert misplaced(page) == []
    with rerun(page):
        page.get_by_role("button", name="Fortryd trin").click()
    assert key_figures(page)["Trin i dag"] == "7"
    assert misplaced(page) == []
