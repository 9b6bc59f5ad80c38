"""Every screen there is, once: all pages in every state, in both views, in an English browser."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import axe, beyond_allowed
from tests.browser.chromium import find, show
from tests.browser.language import not_danish, visible_texts
from tests.browser.states import (
    ALL_SCREENS_IN,
    SAID,
    SAME_PAGES,
    SITES,
    each_screen,
    unfold,
    unfold_scenarier,
)
from tests.browser.test_axe import HEADINGS
from tests.browser.test_meeting import misplaced
from tests.browser.test_overblik import CUT_OFF, SIZES

KEYS = ["findes-ikke", "sund", "skaev", "mange", "participants"]  # what the states call things by, on purpose
# In other states a meeting's screens are made of the same parts as the pages, which axe sees in every state.
AXE_IN_MEETING = {*ALL_SCREENS_IN, "fejl i data", "tom database"}
TO_THE_MIDDLE = """(element) => {
    element.scrollIntoView({block: "center"});
    return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}"""


def texts_with_lists_open(page: Page) -> set[str]:
    """Every string on the screen, each list opened in turn."""
    texts = set(visible_texts(page))
    for box in page.get_by_test_id("stSelectbox").get_by_role("combobox").all():
        box.evaluate(TO_THE_MIDDLE)  # scrolling would close the list again
        box.click()
        expect(page.get_by_role("listbox")).to_be_visible()
        texts |= set(visible_texts(page, '[data-testid="stSelectboxVirtualDropdown"]'))
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_have_count(0)
    return texts


def faults_of_structure(page: Page) -> Iterator[str]:
    """What axe finds, and a page that does not begin with its one question."""
    yield from beyond_allowed(axe(page))
    headings = page.evaluate(HEADINGS)
    if headings[:1] != ["H1"] or headings.count("H1") != 1:
        yield f"headings {headings}"
    if not page.get_by_role("heading", level=1).inner_text().strip().endswith("?"):
        yield "the heading is no question"
    if page.evaluate("document.documentElement.lang") != "da":
        yield "the page is not marked as Danish"


def faults_of_part(page: Page, also: Iterable[str]) -> list[str]:
    """What is wrong with a part of a page as it stands; `also` are words that the test itself put there."""
    found = not_danish(visible_texts(page), also)
    wrong = [f"»{text}« holds {word}" for word, text in found.items()]
    wrong += faults_of_structure(page)
    if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
        wrong.append("wider than the window")
    return wrong


def faults_of_room(page: Page, *widths: int) -> Iterator[str]:
    """A figure that is small or runs over its card, a page that runs over the window, in windows of these widths."""
    if min(find(page, SIZES), default=99) < 52:
        yield f"figures of {find(page, SIZES)} px"
    for width in widths:
        page.set_viewport_size({"width": width, "height": 720})
        yield from (f"{cut} at {width}" for cut in find(page, CUT_OFF))
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            yield f"{page.evaluate('document.documentElement.scrollWidth')} px wide at {width}"


@pytest.mark.timeout(400)  # many screens, and a busy machine is slow
@pytest.mark.parametrize("meeting", [False, True], ids=["side", "møde"])
@pytest.mark.parametrize("site", SITES)
def test_every_screen_is_accessible_danish_and_has_room(
    page_of: Callable[..., Page], site: str, meeting: bool
) -> None:
    """Language and room everywhere; axe and a narrow window where a state has more than other figures."""
    page, faults, opened = page_of(site, locale="en-US"), {}, set()
    for name, state in each_screen(page, site, meeting=meeting):
        texts = set(visible_texts(page)) if name in opened else texts_with_lists_open(page)
        opened.add(name)
        wrong = [f"»{text}« holds {word}" for word, text in not_danish(texts, also=KEYS).items()]
        if state not in SAME_PAGES and (not meeting or state in AXE_IN_MEETING):
            wrong += faults_of_structure(page)
        widths = (1280,) if state in SAME_PAGES else (1024, 1280)
        wrong += misplaced(page) if meeting else faults_of_room(page, *widths)
        if name == "/" and (missing := missing_in(page, SAID.get(state, []))):
            wrong.append(f"does not say {missing}")
        if wrong:
            faults[f"{name} {state}"] = wrong
    assert faults == {}


def missing_in(page: Page, texts: list[str]) -> list[str]:
    """Those of the texts that do not stand on the page."""
    seen = " ".join(page.locator("main").inner_text().split())
    return [text for text in texts if text not in seen]


def faults_of_words(page: Page) -> list[str]:
    """What axe finds, and what is not Danish."""
    return [*beyond_allowed(axe(page)), *not_danish(visible_texts(page), also=KEYS)]


def test_what_unfolds_is_accessible_and_danish(page_of: Callable[..., Page]) -> None:
    page, faults = page_of("server", locale="en-US"), {}
    for path in ("/", "/foelsomhed", "/temaer", "/budgetopfoelgning"):
        show(page, f"{path}?aar=2023")
        unfold(page)
        if wrong := faults_of_words(page):
            faults[path] = wrong
    assert faults == {}


def test_what_unfolds_on_scenarier_is_accessible_and_danish(page_of: Callable[..., Page]) -> None:
    page = page_of("server", locale="en-US")
    unfold_scenarier(page)
    page.get_by_role("dialog").locator("code").hover()  # shows the button that copies
    assert faults_of_words(page) == []


@pytest.mark.parametrize("name", ["Gem scenarie", "Vælg skærme", "Lærred"])
def test_what_pops_up_is_accessible_and_danish(page_of: Callable[..., Page], name: str) -> None:
    page = page_of("server", locale="en-US")
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler")
    page.get_by_role("button", name=name).click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    assert faults_of_words(page) == []
    for box in dialog.get_by_role("combobox").all():
        box.click()
        expect(page.get_by_role("listbox")).to_be_visible()
        assert faults_of_words(page) == []
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_have_count(0)
