"""Scenarios side by side as data: who pays what, what is left, and how each differs from the baseline."""

from __future__ import annotations

import pytest

from lederpulje.charts.payers import PayerRow, paid_by, payer_rows
from lederpulje.charts.theme import RED, TEXT, UNKNOWN_COLOUR
from lederpulje.model import Scenario
from lederpulje.scenarios import Span, compare, evaluate
from tests.charts.boxes import drawn, payer_bars
from tests.examples import FJORDBY, JA, NEJ, course, kr, other_line, scenario
from tests.pages.states import LONG_PAYER, many, seed, year

SEED = seed()
BY_KEY = {s.key: s for s in SEED.scenarios_of(2024)}
SSO = "Social- og sundhedsområdet"


def rows(baseline: str, *keys: str) -> tuple[PayerRow, ...]:
    return payer_rows(compare(SEED, BY_KEY[baseline], tuple(BY_KEY[key] for key in keys)))


def span(low: float, high: float | None = None) -> Span:
    return Span(kr(low), kr(low if high is None else high))


def test_the_rows_of_the_seed() -> None:
    found = rows("uafklaret", "sso-betaler", "puljen-betaler", "forsigtig-laesning")
    assert [(r.name, r.pool, r.others, r.headroom) for r in found] == [
        (
            "Endnu ikke afklaret",
            span(249_500, 379_500),
            ((SSO, span(0, 130_000)),),
            span(-87_000, 50_500),
        ),
        ("Social og sundhed betaler", span(249_500), ((SSO, span(130_000)),), span(50_500)),
        ("Puljen betaler", span(379_500), (), span(-87_000)),
        (
            "Forsigtig læsning",
            span(249_500, 379_500),
            ((SSO, span(0, 130_000)),),
            span(-162_000, -32_000),
        ),
    ]
    assert [r.difference.replace("\u00a0", " ") for r in found] == [
        "udgangspunktet",
        "−130.000 til 0 kr.",
        "0 til +130.000 kr.",
        "samme krav, andre rammer",
    ]


def test_differences_follow_the_baseline() -> None:
    found = rows("sso-betaler", "puljen-betaler", "uafklaret")
    assert [r.difference.replace("\u00a0", " ") for r in found] == [
        "udgangspunktet",
        "+130.000 kr.",
        "0 til +130.000 kr.",
    ]


def test_nothing_to_compare_gives_no_row() -> None:
    assert payer_rows(()) == ()


def test_what_each_payer_pays_in_all() -> None:
    """Fjordby, the foundation pays and nothing is merged: region 15.000 + 12.000 + 54.000."""
    result = evaluate(FJORDBY, scenario(2026, answers={"fond": JA, "fusion": NEJ})).first
    assert paid_by(result, "region") == kr(81_000)
    assert paid_by(result, "fonden") == kr(38_400)
    assert paid_by(result, "stat") == 0
    assert paid_by(result, "uafklaret") == kr(10_000)


# --- what is drawn -----------------------------------------------------------------------------------------

ALL = rows("uafklaret", "sso-betaler", "puljen-betaler", "forsigtig-laesning")


@pytest.mark.parametrize("width", [880, 1216])
def test_what_is_written(width: int) -> None:
    labels = drawn(payer_bars(ALL, kr(300_000), "Endnu ikke afklaret", width, 104), width).labels
    text = "\n".join(labels)
    for said in (
        "Pulje 300.000 kr.",
        "I forhold til Endnu ikke afklaret",
        "Social og sundhed betaler",
        "mangler 32.000–162.000 kr.",
        "50.500 kr. tilbage eller mangler 87.000 kr.",
        "−130.000 til 0 kr.",
        "udgangspunktet",
        "130.000 kr. fra Social-",
    ):
        assert said in text, said


def test_what_is_written_while_there_is_nothing_to_compare_with() -> None:
    labels = drawn(payer_bars(ALL[:1], kr(300_000), "Endnu ikke afklaret", 1216, 58), 1216).labels
    assert not [label for label in labels if label.startswith("I forhold")]


def test_the_bars_are_to_scale_and_what_is_not_sure_is_hatched() -> None:
    sure, hatched, _ = payer_bars(ALL, kr(300_000), "x", 880, 104).to_dict()["data"]
    assert [(b / 100, x / 100) for b, x in zip(sure["base"], sure["x"], strict=True)] == [
        (0, 249_500),
        (0, 249_500),
        (0, 130_000),
        (0, 379_500),
        (0, 249_500),
    ]
    assert [(b / 100, x / 100) for b, x in zip(hatched["base"], hatched["x"], strict=True)] == [
        (249_500, 130_000),
        (0, 130_000),
        (249_500, 130_000),
        (0, 130_000),
    ]


@pytest.mark.parametrize("width", [880, 1216])
def test_the_line_of_the_pool_is_in_front_of_every_bar(width: int) -> None:
    figure = payer_bars(ALL, kr(300_000), "x", width, 104).to_dict()
    assert [s["x0"] for s in figure["layout"]["shapes"]] == [kr(300_000)] * 4
    assert figure["layout"]["height"] == 30 + 4 * 104 + 4


def test_red_is_for_a_pool_that_does_not_hold_alone() -> None:
    texts = payer_bars(ALL, kr(300_000), "x", 1216, 104).to_dict()["data"][2]
    said = {
        text.replace("\u00a0", " "): colour
        for text, colour in zip(texts["text"], texts["textfont"]["color"], strict=True)
    }
    assert said["<b>mangler 87.000 kr.</b>"] == RED
    assert said["<b>mangler 32.000–162.000 kr.</b>"] == RED
    assert said["<b>50.500 kr. tilbage</b>"] == TEXT
    assert said["<b>50.500 kr. tilbage eller mangler 87.000 kr.</b>"] == TEXT


def test_a_payer_nobody_knows_has_a_colour_of_its_own() -> None:
    base = year((course("x", 1, 9_000),), (other_line("x", "uafklaret"),))
    mine = Scenario("x", 2024, "X")
    figure = payer_bars(payer_rows(compare(base, mine, (mine,))), kr(300_000), "X", 880, 104).to_dict()
    assert UNKNOWN_COLOUR in figure["data"][0]["marker"]["color"]
    assert any("fra Betaler uafklaret" in text for text in figure["data"][2]["text"])


@pytest.mark.parametrize(("cost", "cut"), [(15_000, False), (200_000, True)])
def test_a_payers_name_is_cut_where_its_bar_leaves_no_room(cost: float, cut: bool) -> None:
    """Beside a bar of 15.000 of 300.000 kr. the whole name fits; beside a long one it does not."""
    base = many(20 if cost < 50_000 else 4, cost)
    yes = Scenario("ja", 2024, "Ja", answers=(("sso_midler", JA),))
    found = drawn(payer_bars(payer_rows(compare(base, yes, (yes,))), kr(300_000), "Ja", 1500, 58), 1500)
    named = [label for label in found.labels if " fra " in label]
    assert len(named) == 2
    for label in named:
        assert label.endswith("…") == cut
        assert (LONG_PAYER in label) != cut
