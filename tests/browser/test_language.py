"""The language test is itself tested: a planted English word must fail it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.chromium import find, show
from tests.browser.language import SCRIPT, assert_danish, danish_words, not_danish, visible_texts, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Puljen mangler 87.000 kr. i 2024", ["puljen", "mangler", "kr"]),
        ("−12,5 % · Øvrige (3)", ["øvrige"]),
        ("?kladde=ab12cd ledertalent.price_per_participant", []),
        ("boarding-processer", ["boarding", "processer"]),
        ("Ledelsesevalueri… 3 %", ["ledelsesevalueri…"]),
        ("Samme tal: python -m lederpulje evaluate --year 2024", ["samme", "tal"]),
    ],
)
def test_words_leave_out_numbers_and_ids(text: str, words: list[str]) -> None:
    assert words_of(text) == words


@pytest.mark.parametrize(
    "planted",
    ["Overview", "Please wait...", "Skip to main content", "3 seats left", "Download as CSV", "Overvi…"],
)
def test_a_planted_english_text_is_found(planted: str) -> None:
    assert not_danish(["Holder puljen?", planted])


def test_danish_texts_pass() -> None:
    texts = [
        "Holder puljen i 2024?",
        "Delrammen mangler 87.000 kr. i forhold til rammen.",
        "Ledelsesevalueri…",
    ]
    assert not_danish(texts) == {}


PAGE = """<html lang="da"><head><title>Puljen</title></head><body>
<main data-testid="stMain"><p>Holder puljen?</p><div id="host"></div>
<svg><text>Rammen</text></svg></main><script>
const root = document.querySelector("#host").attachShadow({mode: "open"});
root.innerHTML = "<button>Nej</button>";
</script></body></html>"""

PLANTS = {
    "text": "document.querySelector('p').textContent = 'Overview'",
    "title": "document.title = 'Overview'",
    "attribute": "document.querySelector('p').setAttribute('aria-label', 'Overview')",
    "placeholder": "document.querySelector('main').innerHTML += '<input placeholder=Overview>'",
    "chart": "document.querySelector('text').textContent = 'Overview'",
    "shadow root": "document.querySelector('#host').shadowRoot.querySelector('button').title = 'Overview'",
}


def test_a_danish_page_passes(browser: Browser) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    assert set(visible_texts(page)) == {"Puljen", "Holder puljen?", "Nej", "Rammen"}
    assert_danish(page)
    page.close()


@pytest.mark.parametrize("where", PLANTS)
def test_an_english_word_planted_on_a_page_is_found(browser: Browser, where: str) -> None:
    page = browser.new_page()
    page.set_content(PAGE)
    page.evaluate(PLANTS[where])
    with pytest.raises(AssertionError, match="overview"):
        assert_danish(page)
    page.close()


def test_no_translation_is_itself_english_to_be_translated() -> None:
    """Else the observer would translate its own work."""
    pairs = dict(re.findall(r'^\s*"([^"]+)":\s*"([^"]+)",$', SCRIPT.read_text("utf-8"), flags=re.MULTILINE))
    assert len(pairs) > 100
    assert {english: ours for english, ours in pairs.items() if ours in pairs and ours != english} == {}


def test_the_list_holds_no_common_english_words() -> None:
    english = "the and you your page not please wait file select choose download upload running close"
    assert danish_words() & set(english.split()) == set()


def test_an_english_word_planted_on_a_real_page_is_found(page: Page) -> None:
    show(page, "/scenarier")
    assert_danish(page)
    plants = {
        "Overview": "deep('.konklusion')[0].append(' Overview')",
        "Amount": "deep('.billede text')[0].append(' Amount')",
        "Slider": "deep('input[type=range]')[0].setAttribute('aria-label', 'Slider')",
        "Choose": "deep('select option')[0].textContent = 'Choose'",
    }
    for word, plant in plants.items():
        find(page, plant)
        with pytest.raises(AssertionError, match=word.lower()):
            assert_danish(page)
