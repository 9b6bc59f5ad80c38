"""What axe finds is compared with the written list; the comparison is itself tested."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import Fault, allowed_counts, axe, beyond_allowed
from tests.browser.chromium import show

LABEL = Fault("label", "[stSlider] input", "<input>")


def test_a_fault_that_is_not_on_the_list_is_reported() -> None:
    assert beyond_allowed([LABEL], {}) == ["label at [stSlider] input: 1 (allowed 0): <input>"]


def test_a_fault_on_the_list_passes_up_to_its_count() -> None:
    allowed = {("label", "[stSlider] input"): 1}
    assert beyond_allowed([LABEL], allowed) == []
    assert beyond_allowed([LABEL, LABEL], allowed) == ["label at [stSlider] input: 2 (allowed 1): <input>"]


def test_axe_finds_planted_faults(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(
        '<html lang="da"><head><title>Puljen</title></head><body><main data-testid="stMain"><h1>Puljen</h1>'
        '<p style="color:#ccc">Svag tekst</p><input></main></body></html>'
    )
    found = {(fault.rule, fault.selector) for fault in axe(page)}
    assert {("color-contrast", "[stMain] p"), ("label", "[stMain] input")} <= found
    page.close()


def test_the_list_states_a_count_for_every_entry() -> None:
    assert all(count > 0 for count in allowed_counts().values())


HEADINGS = "[...document.querySelectorAll('h1, h2, h3, h4, h5, h6')].map((heading) => heading.tagName)"


@pytest.mark.parametrize("path", ["/scenarier?aar=2024"])
def test_axe_finds_nothing_while_a_list_is_open(page: Page, path: str) -> None:
    show(page, path)
    boxes = page.get_by_test_id("stSelectbox").get_by_role("combobox").all()
    for box in (boxes[0], boxes[-1]):  # all of them are made the same way
        box.click()
        expect(page.get_by_role("listbox")).to_be_visible()
        assert beyond_allowed(axe(page)) == [], box
        page.keyboard.press("Escape")
        expect(page.get_by_role("listbox")).to_have_count(0)


def test_axe_finds_nothing_in_the_accessibility_statement(page: Page) -> None:
    show(page, "/tilgaengelighed")
    assert beyond_allowed(axe(page)) == []
    assert page.evaluate(HEADINGS) == ["H1", "H2", "H2", "H2"]
