"""The live part: it follows the hand at every frame, every figure is the engine's, and Python never pulls it back."""

from __future__ import annotations

import json
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from lederpulje.model import Answer, BaseData
from lederpulje.money import format_kr
from lederpulje.scenarios import Evaluation, evaluate, with_settings
from lederpulje.store import read_seed
from lederpulje.wording import conclusion
from tests.browser.chromium import find, rerun, show
from tests.browser.states import key_figures

SEED: BaseData = read_seed(Path("data/seed"))
PAYS = next(s for s in SEED.scenarios if s.key == "puljen-betaler")
SEATS = "ledertalent.participants"

# Notes, at every change of the sentence, what then stands on the screen.
NOTE = """(() => {
    window.noted = [];
    const note = () => noted.push([deep('input[type=range]')[0].value, deep('.noegletal')[0].innerText,
        deep('.konklusion span')[0].textContent]);
    new MutationObserver(note).observe(deep('output')[0], {childList: true, characterData: true, subtree: true});
})()"""


def at(seats: int, answer: Answer | None = None) -> Evaluation:
    """The engine's own word on the pool paying for so many seats."""
    answers = {} if answer is None else {"sso_midler": answer}
    return evaluate(SEED, with_settings(PAYS, answers, {SEATS: str(seats)}))


def plain(text: str) -> str:
    return " ".join(text.split())


def range_box(page: Page) -> tuple[float, float, float]:
    """Where the middle of the thumb is at the first and at the last position, and how high."""
    box = page.get_by_role("slider").bounding_box()
    assert box is not None
    return box["x"] + 12, box["x"] + box["width"] - 12, box["y"] + box["height"] / 2


def drag_to(page: Page, position: float) -> None:
    """Move the mouse to a position of a lever from 0 to 10."""
    left, right, y = range_box(page)
    page.mouse.move(left + (right - left) * position / 10, y)


def test_the_lever_is_dragged_and_every_figure_on_the_way_is_the_engines(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    drag_to(page, 4)
    page.mouse.down()
    drag_to(page, 0)
    find(page, NOTE)
    for tenth in range(0, 101):
        drag_to(page, tenth / 10)
    with rerun(page):
        page.mouse.up()
    noted: list[list[str]] = page.evaluate("window.noted")
    assert [int(seats) for seats, _, _ in noted] == list(range(1, 11)), "no position is left out"
    for seats, cards, sentence in noted:
        expected = at(int(seats))
        assert format_kr(expected.first.pool.claimed) in cards.replace("\n", " ").replace("\u00a0", " ") or (
            format_kr(expected.first.pool.claimed).replace("\u00a0", " ") in plain(cards)
        )
        assert sentence == conclusion(SEED, expected)
    assert key_figures(page)["Krav på puljen"] == plain(format_kr(at(10).first.pool.claimed))


@pytest.mark.parametrize("altered", [False, True], ids=["as it is", "altered"])
def test_no_rule_is_written_twice(page: Page, altered: bool) -> None:
    """Every position under every answer says what the engine says; a script altered on purpose is caught."""
    show(page, "/scenarier?scenarie=puljen-betaler")
    if altered:
        find(
            page,
            """(() => {
                const live = deep('.live')[0].live, lookup = live.row;
                live.row = () => { const row = lookup.call(live); return live.at === 5 ? live.data.rows[0] : row; };
            })()""",
        )
    wrong = []
    for answer, name in ((Answer.JA, "Ja"), (Answer.NEJ, "Nej"), (Answer.UAFKLARET, "Uafklaret")):
        page.locator(".valg label", has_text=name).click()
        slider = page.get_by_role("slider")
        slider.focus()
        page.keyboard.press("Home")
        for seats in range(11):
            expected = at(seats, answer)
            span = expected.span(lambda r: r.pool.claimed)
            shown = key_figures(page)["Krav på puljen"]
            said = page.locator(".konklusion span").text_content()
            ends = [plain(format_kr(ore)).removesuffix(" kr.") for ore in {span.low, span.high}]
            if any(end not in shown for end in ends) or said != conclusion(SEED, expected):
                wrong.append((name, seats, shown))
            page.keyboard.press("ArrowRight")
    assert bool(wrong) == altered, wrong


def test_an_answer_that_comes_while_the_hand_moves_pulls_nothing_back(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    with rerun(page):
        page.get_by_role("button", name="+", exact=True).click()
    page.get_by_role("button", name="−", exact=True).click()  # the server answers while the mouse is down
    drag_to(page, 4)
    page.mouse.down()
    find(page, NOTE)
    for tenth in range(40, 80):
        drag_to(page, tenth / 10)
    noted = [int(seats) for seats, _, _ in page.evaluate("window.noted")]
    assert noted == sorted(noted), "never back"
    with rerun(page):
        page.mouse.up()
    assert page.get_by_role("slider").input_value() == "8"


def test_an_echo_of_the_hand_touches_nothing(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    with rerun(page):
        page.get_by_role("button", name="+", exact=True).click()
    find(
        page,
        """(() => {
            window.touched = [];
            const seen = new MutationObserver((changes) => touched.push(...changes.map((c) => c.target.nodeName)));
            for (const part of deep('.noegletal, .konklusion, .billede, .styring')) {
                seen.observe(part, {subtree: true, childList: true, characterData: true, attributes: true});
            }
        })()""",
    )
    with rerun(page):  # what the hand says the second time is what the server knows already
        find(page, "deep('.live')[0].live.commit()")
    assert page.evaluate("window.touched") == []


def test_the_tipping_point_is_on_the_track_and_in_words(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    expect(page.get_by_text("Højst 1 plads inden for rammen, også ved lav og høj pris.")).to_be_visible()
    track, over = (
        find(page, f"deep('{part}')[0].getBoundingClientRect().toJSON()")
        for part in (".skinne", ".for-langt")
    )
    assert over["left"] == pytest.approx(track["left"] + 0.15 * track["width"], abs=1)
    assert over["right"] == pytest.approx(track["right"], abs=1)
    with rerun(page):
        page.get_by_role("button", name="Sæt til maksimum").click()
    assert key_figures(page)["Tilbage"] == "18.000 kr."
    assert page.get_by_role("slider").get_attribute("aria-valuetext") == "1\u00a0plads, 32.500\u00a0kr."
    page.locator(".valg label", has_text="Ja").click()
    expect(page.get_by_text("Ingen grænse: rammen holder")).to_be_visible()
    expect(page.get_by_role("button", name="Sæt til maksimum")).to_have_count(0)
    assert find(page, "deep('.for-langt')[0].getBoundingClientRect().width") <= 3


def test_a_step_goes_to_the_next_position_and_stays_at_the_ends(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    slider = page.get_by_role("slider")
    for key, button, next_one, end in (("Home", "−", "+", "0"), ("End", "+", "−", "10")):
        slider.focus()
        with rerun(page):
            page.keyboard.press(key)
        page.get_by_role("button", name=button, exact=True).click()
        assert slider.input_value() == end
        with rerun(page):  # had the step at the end been told the server, the value would be another one
            page.get_by_role("button", name=next_one, exact=True).click()
        assert slider.input_value() == {"0": "1", "10": "9"}[end]


def test_what_changed_is_read_out_once_and_only_when_it_stands(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    status = page.get_by_role("status").filter(has_text="Puljen")
    expect(status).to_have_count(0)
    drag_to(page, 4)
    page.mouse.down()
    drag_to(page, 1)
    expect(page.locator(".konklusion")).to_contain_text("Puljen holder: 18.000")
    expect(status).to_have_count(0)
    with rerun(page):
        page.mouse.up()
    expect(status).to_have_text("Puljen holder: 18.000 kr. tilbage i forhold til rammen.")


def test_two_people_do_not_disturb_each_other(page: Page, new_page: Callable[..., Page]) -> None:
    other = new_page(locale="en-US")
    for one, button in ((page, "+"), (other, "−")):
        show(one, "/scenarier?scenarie=puljen-betaler")
        with rerun(one):
            one.get_by_role("button", name=button, exact=True).click()
    assert key_figures(page)["Krav på puljen"] == "412.000 kr."
    assert key_figures(other)["Krav på puljen"] == "347.000 kr."


STRANGE: list[Any] = [None, 7, "x", {}, {"n": "x", "answers": 3, "lever": 4, "position": 5}]
STRANGE += [
    {"n": 1, "answers": {"sso_midler": a}, "lever": lever, "position": p}
    for a, lever, p in product(["måske", None], ["findes.ikke", "frame.kurser", SEATS], ["-1", "999", None])
]


def test_what_no_hand_could_have_set_changes_nothing(page: Page) -> None:
    show(page, "/scenarier?scenarie=puljen-betaler")
    for said in STRANGE:
        with rerun(page):
            find(page, f"deep('.live')[0].live.tell({json.dumps(said)})")
    assert key_figures(page)["Krav på puljen"] == "379.500 kr."
    assert "kladde" not in page.url
