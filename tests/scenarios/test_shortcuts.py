"""Whatever is done in a shorter way for the sake of speed gives what the plain way gives."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from babel.numbers import format_decimal
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.charts.theme import Canvas, fitted, safe, text_width
from lederpulje.model import BaseData, Rule, Scenario
from lederpulje.money import MINUS, format_plain
from lederpulje.scenarios import evaluate, with_settings
from lederpulje.scenarios.evaluation import KnownShares
from lederpulje.wording import short_title
from tests.examples import FJORDBY, NEJ, NORDDJURS, scenario
from tests.strategies import cases, pairs_of_scenarios


@given(case=pairs_of_scenarios())
def test_what_another_evaluation_has_shared_out_changes_nothing(
    case: tuple[BaseData, Scenario, Scenario],
) -> None:
    base, one, other = case
    known: KnownShares = {}
    for own in (one, other, *(replace(one, rule=rule) for rule in Rule), one):
        assert evaluate(base, own, known) == evaluate(base, own)


@given(one=cases(), other=cases())
def test_nor_does_what_is_known_of_other_base_data(
    one: tuple[BaseData, Scenario], other: tuple[BaseData, Scenario]
) -> None:
    known: KnownShares = {}
    for base, own in (one, other, one):
        assert evaluate(base, own, known) == evaluate(base, own)


def test_what_is_known_is_not_taken_for_what_has_taken_its_place_in_memory() -> None:
    known: KnownShares = {}
    for number in range(50):
        own = scenario(2024, answers={"sso_midler": NEJ}, overrides={"ledertalent.participants": str(number)})
        assert evaluate(NORDDJURS, own, known).results == evaluate(NORDDJURS, own).results


def test_a_frame_that_is_not_touched_is_shared_out_once() -> None:
    known: KnownShares = {}
    own = scenario(2026)
    evaluate(FJORDBY, own, known)
    shared = len(known)
    evaluate(FJORDBY, own, known)
    assert len(known) == shared
    frame = FJORDBY.frames_of(2026)[0]
    evaluate(FJORDBY, with_settings(own, {}, {f"frame.{frame.key}": "0"}), known)
    touched = list(known)[shared:]
    assert touched
    assert {key[0].key for key in touched} == {frame.key}


@given(ore=st.integers(-(10**17), 10**17), whole=st.booleans())
def test_amounts_are_written_as_babel_writes_them(ore: int, whole: bool) -> None:
    amount = ore // 100 * 100 if whole else ore
    pattern = "#,##0" if amount % 100 == 0 else "#,##0.00"
    by_babel = str(format_decimal(Decimal(amount) / 100, format=pattern, locale="da"))
    assert format_plain(amount) == by_babel.replace("-", MINUS)


@given(
    text=st.text(alphabet="abMi :,–-.", max_size=30) | st.text(max_size=15),
    size=st.sampled_from((18, 20, 24)),
    pixels=st.floats(-20, 160),
)
def test_a_text_is_cut_at_the_longest_length_that_fits(text: str, size: int, pixels: float) -> None:
    if text_width(text, size) <= pixels:
        expected = text
    else:
        cuts = (short_title(text, length) for length in range(len(text) - 1, 3, -1))
        expected = next((cut for cut in cuts if text_width(cut, size) <= pixels), "")
    assert fitted(text, size, pixels) == expected


@pytest.mark.parametrize("text", ["", "Velfærd & Co"])
def test_a_text_without_markup_is_one_run(text: str) -> None:
    canvas = Canvas(100, 100, 0, 1)
    canvas.text(safe(text), 0, 0)
    assert canvas.pieces()[0][-1] == ([[[text, 0, ""]]] if text else [[]])
