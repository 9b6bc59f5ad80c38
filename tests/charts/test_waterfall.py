"""The waterfall as data: where each bar begins and ends, what is said of it, and that nothing is in the way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.charts.theme import RED
from lederpulje.charts.waterfall import LEAST_PITCH, Fall, waterfall
from lederpulje.charts.way import ELSEWHERE, pool_falls
from lederpulje.model import Answer
from lederpulje.scenarios import Span, evaluate
from tests.charts.boxes import drawn
from tests.charts.test_overlap import CROWDED, checked
from tests.examples import JA, NEJ, OPEN, kr, scenario
from tests.pages.states import LONG, seed

SEED = seed()
Bar = tuple[float, float]


def span(low: float, high: float | None = None) -> Span:
    return Span(kr(low), kr(low if high is None else high))


def bars_of(trace: dict[str, list[float]]) -> list[Bar]:
    return [(b / 100, (b + x) / 100) for b, x in zip(trace["base"], trace["x"], strict=True)]


def of_year(answer: Answer, most: int = 12) -> tuple[list[Fall], Span]:
    found = evaluate(SEED, scenario(answers={"sso_midler": answer}))
    return list(pool_falls(found, most, 1216)), found.span(lambda r: r.pool.headroom)


def figure_of(answer: Answer, most: int = 12):  # type: ignore[no-untyped-def]
    falls, end = of_year(answer, most)
    return waterfall("Puljen", span(300_000), falls, "Til sidst", end, 1216, 500, most + 2)


# --- from the pool to what is left -------------------------------------------------------------------------


def test_the_worked_example_under_yes() -> None:
    """22 + 60 + 25 of one frame, 55 + 57,5 + 30 of the other: 300.000 − 249.500 = 50.500 kr."""
    sure, hatched, _ = figure_of(JA).to_dict()["data"]
    assert bars_of(sure) == [
        (0, 300_000),
        (278_000, 300_000),
        (218_000, 278_000),
        (193_000, 218_000),
        (138_000, 193_000),
        (80_500, 138_000),
        (50_500, 80_500),
        (0, 50_500),
    ]
    assert bars_of(hatched) == []


def test_money_left_in_another_frame_does_not_cover_what_is_missing() -> None:
    """Under no the pool's balance is −79.500, but 7.500 kr. stand in the frame that holds: −87.000 kr."""
    falls, end = of_year(NEJ)
    assert (falls[-1].name, falls[-1].change, falls[-1].after) == (ELSEWHERE, span(-7_500), span(-87_000))
    assert end == span(-87_000)
    assert bars_of(figure_of(NEJ).to_dict()["data"][0])[-2:] == [(-87_000, -79_500), (-87_000, 0)]


def test_what_hangs_on_an_answer_comes_last_and_is_hatched() -> None:
    falls, end = of_year(OPEN)
    assert [(f.name, f.change) for f in falls[-2:]] == [
        ("Ledertalentudviklingskoncept", span(-130_000, 0)),
        (ELSEWHERE, span(-7_500, 0)),
    ]
    assert end == span(-87_000, 50_500)
    assert bars_of(figure_of(OPEN).to_dict()["data"][1]) == [
        (-79_500, 50_500),
        (-87_000, -79_500),
        (-87_000, 0),
        (0, 50_500),
    ]


def test_the_small_ones_are_gathered_and_nothing_is_lost() -> None:
    falls, end = of_year(OPEN, most=4)
    assert [f.name for f in falls] == [
        "Fastholdelse: håndtering af sygefravær",
        "Øvrige (5)",
        "Ledertalentudviklingskoncept",
        ELSEWHERE,
    ]
    assert falls[1].change == span(-189_500)
    assert falls[-1].after == end


@pytest.mark.parametrize("most", [1, 2, 3, 5, 9])
def test_the_last_value_is_the_headroom_however_many_are_shown(most: int) -> None:
    for answer in (JA, NEJ, OPEN):
        falls, end = of_year(answer, most)
        assert falls[-1].after == end
        assert len(falls) <= max(most, 2), "what cannot cover it always stands by itself"


# --- any start and steps -----------------------------------------------------------------------------------


def test_missing_money_is_red_and_said() -> None:
    steps = [Fall("Ledertalent: 4 → 2 pladser", span(-65_000))]
    found = waterfall("Mødet begyndte", span(50_500), steps, "Nu", span(-14_500), 1216, 300, 10)
    texts = found.to_dict()["data"][2]
    said = dict(zip(texts["text"], texts["textfont"]["color"], strict=True))
    assert said["<b>mangler 14.500\u00a0kr.</b>"] == RED
    assert RED in found.to_dict()["data"][0]["marker"]["color"]
    labels = drawn(found, 1216).labels
    assert {"Mødet begyndte", "50.500 kr.", "−65.000 kr.", "mangler 14.500 kr."} <= set(labels)


def test_steps_up_and_down_follow_the_value() -> None:
    steps = [Fall("Op", span(20_000)), Fall("Ned", span(-5_000))]
    found = waterfall("Før", span(10_000), steps, "Nu", span(25_000), 880, 300, 10)
    assert bars_of(found.to_dict()["data"][0]) == [
        (0, 10_000),
        (10_000, 30_000),
        (25_000, 30_000),
        (0, 25_000),
    ]


def test_a_known_value_after_a_step_is_used_instead_of_the_sum() -> None:
    """From 87.000 missing or 50.500 left, the answer yes: the change is 0 to +137.500, the value after it 50.500."""
    steps = [Fall("Svaret er ja", span(0, 137_500), after=span(50_500))]
    found = waterfall("Før", span(-87_000, 50_500), steps, "Nu", span(50_500), 880, 300, 10)
    assert (-87_000, 50_500) in bars_of(found.to_dict()["data"][1])
    assert bars_of(found.to_dict()["data"][0]) == [(0, 50_500)]


def test_beyond_the_room_the_largest_keep_their_names_and_the_end_is_still_met() -> None:
    steps = [Fall(f"Trin {n}", span(-1_000 * n)) for n in range(1, 21)]
    found = waterfall("Før", span(300_000), steps, "Nu", span(90_000), 880, 300, 6)
    labels = drawn(found, 880).labels
    assert [label for label in labels if "kr." not in label] == [
        "Før", "Øvrige (17)", "Trin 18", "Trin 19", "Trin 20", "Nu"
    ]  # fmt: skip
    assert "−153.000 kr." in labels
    assert bars_of(found.to_dict()["data"][0])[-2] == (90_000, 110_000)


amounts = st.integers(-(10**9), 10**9)
spans = st.tuples(amounts, amounts).map(lambda ends: Span(min(ends), max(ends)))
steps_of_any_kind = st.lists(
    st.builds(
        Fall, st.sampled_from(("Kort", LONG.format(1), "Ord" * 20)), spans | amounts.map(lambda a: Span(a, a))
    ),
    max_size=30,
)


@given(start=spans, steps=steps_of_any_kind, end=spans, meeting=st.booleans())
def test_no_two_labels_meet_whatever_the_steps(
    start: Span, steps: list[Fall], end: Span, meeting: bool
) -> None:
    width, most = (1216, 10) if meeting else (880, 16)
    found = waterfall("Da mødet begyndte", start, steps, "Nu", end, width, LEAST_PITCH * most, most)
    assert drawn(found, width).faults() == []


@pytest.mark.parametrize("state", CROWDED)
def test_the_way_of_the_money_in_every_state(state: str) -> None:
    base = CROWDED[state]()
    for year in base.years:
        for one in base.scenarios_of(year):
            found = evaluate(base, one)
            end, pool = found.span(lambda r: r.pool.headroom), found.first.pool.amount
            for width, most in ((1216, 10), (880, 16)):
                falls = pool_falls(found, most - 2, width)
                figure = waterfall(
                    "Puljen", Span(pool, pool), falls, "Tilbage eller mangler", end, width, 30 * most, most
                )
                assert drawn(figure, width).faults() == [], (year, one.key, width)
                assert not falls or falls[-1].after == end
    checked(figure_of(OPEN))
