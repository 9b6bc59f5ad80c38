"""The canvas: a second window shows what the presenter shows, without controls, at every frame or a moment after."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.bench.servers import Server
from tests.browser.axe import axe, beyond_allowed
from tests.browser.chromium import find, rerun, show, visit, wait_until_idle, watched_page
from tests.browser.language import assert_danish
from tests.browser.states import key_figures
from tests.browser.test_meeting import misplaced

CONTROLS = """deep('button, input, select, textarea, a[href], [tabindex="0"]')
    .filter((e) => e.checkVisibility() && !e.matches('main, [data-testid^="stSkip"]')).map((e) => e.outerHTML)"""
WATCH = """window.touched = 0; new MutationObserver((found) => { window.touched += found.length; }).observe(
    document.querySelector('[data-testid="stMain"]'),
    {subtree: true, childList: true, characterData: true, attributes: true})"""


@pytest.fixture
def presenter(page: Page) -> Page:
    """Somebody who plays with *Puljen betaler*, ready for canvases."""
    show(page, "/scenarier?aar=2024&scenarie=puljen-betaler")
    with rerun(page):
        page.get_by_role("button", name="+", exact=True).click()
    return page


def canvas_address(presenter: Page) -> str:
    """What the link under *Lærred* leads to."""
    presenter.get_by_role("button", name="Lærred").click()
    link = presenter.get_by_role("link", name="Åbn lærredet").get_attribute("href")
    presenter.keyboard.press("Escape")
    assert link is not None
    return urlsplit(link)._replace(scheme="", netloc="").geturl()


@pytest.fixture
def canvas(presenter: Page, new_page: Callable[..., Page]) -> Page:
    """A canvas in another window of the same browser."""
    page = new_page()
    show(page, "/tilgaengelighed")
    visit(page, canvas_address(presenter))
    expect(page.get_by_role("heading", level=1)).to_have_text("Hvem betaler, og hvad betyder det?")
    wait_until_idle(page)
    return page


def test_it_shows_the_same_without_a_control_and_without_a_fault(presenter: Page, canvas: Page) -> None:
    assert key_figures(canvas) == key_figures(presenter)
    assert find(canvas, CONTROLS) == []
    assert misplaced(canvas) == []
    assert list(beyond_allowed(axe(canvas))) == []
    assert_danish(canvas)


def test_in_the_same_browser_it_follows_every_position_before_the_server_knows(
    presenter: Page, canvas: Page
) -> None:
    lever = presenter.locator('input[type="range"]')
    box = lever.bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] / 2
    presenter.mouse.move(box["x"] + box["width"] / 2, middle)
    presenter.mouse.down()
    seen = []
    for part in (0.1, 0.3, 0.55, 0.8, 0.95):
        presenter.mouse.move(box["x"] + part * box["width"], middle)
        wanted = key_figures(presenter)
        expect(canvas.locator(".noegletal .tal").first).to_have_text(
            wanted["Krav på puljen"], use_inner_text=True
        )
        assert key_figures(canvas) == wanted
        seen.append(wanted["Krav på puljen"])
    assert len(set(seen)) == len(seen)
    assert "kladde" in parse_qs(urlsplit(presenter.url).query)
    # What the server still believes does not pull the canvas back while the hand holds on.
    with rerun(canvas):
        canvas.keyboard.press("r")
    assert key_figures(canvas) == wanted
    with rerun(presenter):
        presenter.mouse.up()
    wait_until_idle(canvas)
    assert key_figures(canvas) == key_figures(presenter)


def test_on_another_machine_it_follows_answers_levers_steps_and_screens(
    presenter: Page, browser: Browser, server: Server
) -> None:
    with (
        browser.new_context(base_url=server.url, locale="da-DK", reduced_motion="reduce") as elsewhere,
        watched_page(elsewhere, (1280, 720)) as canvas,
    ):
        show(canvas, "/tilgaengelighed")
        visit(canvas, canvas_address(presenter))
        figure = canvas.locator(".noegletal .tal")
        with rerun(presenter):
            presenter.locator(".valg label", has_text="Ja").click()
        expect(figure.first).to_have_text("249.500 kr.", use_inner_text=True)
        with rerun(presenter):
            presenter.locator("select").first.select_option(label="Ledelsesevaluering")
        with rerun(presenter):
            presenter.get_by_role("button", name="+", exact=True).click()
        expect(figure.first).to_have_text("304.500 kr.", use_inner_text=True)
        with rerun(presenter):
            presenter.get_by_role("button", name="Fortryd trin").click()
        expect(figure.first).to_have_text("249.500 kr.", use_inner_text=True)
        with rerun(presenter):
            presenter.get_by_role("button", name="Mødevisning").click()
        with rerun(presenter):
            presenter.get_by_role("button", name="Næste").click()
        expect(canvas.get_by_role("heading", level=1)).to_have_text("Hvad skal der til?")
        with rerun(presenter):
            presenter.keyboard.press("Escape")
        with rerun(presenter):
            presenter.get_by_role("link", name="Overblik").click()
        presenter.get_by_role("combobox", name="Scenarie").click()
        with rerun(presenter):
            presenter.get_by_role("option", name="Forsigtig læsning").click()
        expect(canvas.get_by_text("2024 · Forsigtig læsning")).to_be_visible()
        expect(canvas.get_by_role("heading", level=1)).to_have_text("Holder puljen i 2024?")
        wait_until_idle(canvas)
        assert find(canvas, CONTROLS) == []


def test_while_nothing_changes_nothing_is_touched(presenter: Page, canvas: Page) -> None:
    """The presenter unfolds something: the app runs, and the canvas is not even asked to."""
    canvas.evaluate(WATCH)
    with rerun(presenter):
        presenter.get_by_text("Sådan er tallene regnet").click()
    assert canvas.evaluate("window.touched") == 0


def test_without_a_draft_it_shows_the_saved_scenario_and_says_what_is_missing(page: Page) -> None:
    show(page, "/?vis=laerred&kladde=findes-ikke")
    expect(page.get_by_text("Kladden i adressen findes ikke.")).to_be_visible()
    assert find(page, CONTROLS) == []


def test_who_only_looks_presents_nothing(
    presenter: Page, canvas: Page, new_page: Callable[..., Page]
) -> None:
    """A third window opens the same link as an ordinary page and goes elsewhere: the canvas stays."""
    other = new_page()
    show(other, f"/temaer?kladde={parse_qs(urlsplit(canvas.url).query)['kladde'][0]}")
    with rerun(presenter):
        presenter.get_by_role("button", name="−", exact=True).click()
    expect(canvas.locator(".noegletal .tal").first).to_have_text(
        key_figures(presenter)["Krav på puljen"], use_inner_text=True
    )
    expect(canvas.get_by_role("heading", level=1)).to_have_text("Hvem betaler, og hvad betyder det?")
