"""The tornado, the band of the simulation and the losses as data, and that nothing is in the way of anything."""

from __future__ import annotations

import pytest

from lederpulje.charts.doubt import Loss, about, claim_band, loss_bars, loss_rows
from lederpulje.charts.tornado import PITCH, Swing, swings, tornado
from lederpulje.insight import Assumptions, Simulation, sensitivity, simulation
from lederpulje.model import BaseData, Scenario
from tests.charts.boxes import drawn
from tests.charts.test_overlap import CROWDED, checked
from tests.examples import kr, scenario
from tests.pages.states import LONG, many, seed

SEED, USUAL = seed(), Assumptions()
QUESTION = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"


def rows_of(base: BaseData, one: Scenario, most: int = 10, assumed: Assumptions = USUAL) -> tuple[Swing, ...]:
    return swings(base, sensitivity(base, one, assumed), assumed, most)


def test_the_rows_of_the_worked_example() -> None:
    """4 seats × 2.500 kr. to either side of 32.500; 15 % of 57.500 kr. where no span is known."""
    found = [
        (r.name, r.about.replace("\u00a0", " "), r.worse / 100, r.better / 100, r.assumed)
        for r in rows_of(SEED, scenario())[:3]
    ]
    assert found == [
        (QUESTION, "", -130_000, 0, False),
        ("Ledertalentudviklingskoncept", "30.000–35.000 kr. pr. deltager", -10_000, 10_000, False),
        ("Tilskud til DOL-moduler", "≈ ±15 % pr. deltager", -8_625, 8_625, True),
    ]


def test_those_beyond_the_room_are_gathered_with_the_widest_of_them() -> None:
    everything = rows_of(SEED, scenario(), most=99)
    assert len(everything) == 11
    shown = rows_of(SEED, scenario(), most=4)
    assert shown[:3] == everything[:3]
    assert (shown[3].name, shown[3].worse, shown[3].better) == (
        "Øvrige (8)",
        everything[3].worse,
        everything[3].better,
    )


def test_what_changes_nothing_has_no_row() -> None:
    """With the answer yes the talent programme costs the pool nothing, whatever its price."""
    yes = next(s for s in SEED.scenarios_of(2024) if s.key == "sso-betaler")
    assert "Ledertalentudviklingskoncept" not in [r.name for r in rows_of(SEED, yes, most=99)]


def test_worse_lies_left_of_the_line_and_our_own_assumption_is_hatched() -> None:
    rows = rows_of(SEED, scenario(), most=3)
    sure, hatched, texts = tornado(rows, 1216, 300).to_dict()["data"]
    assert [(b / 100, x / 100) for b, x in zip(sure["base"], sure["x"], strict=True)] == [
        (-130_000, 130_000),
        (-10_000, 10_000),
        (0, 10_000),
    ]
    assert [(b / 100, x / 100) for b, x in zip(hatched["base"], hatched["x"], strict=True)] == [
        (-8_625, 8_625),
        (0, 8_625),
    ]
    said = " ".join(texts["text"]).replace("\u00a0", " ")
    for words in ("mindre tilbage", "mere tilbage", "skraveret: vores antagelse", "−130.000 kr. ved nej"):
        assert words in said
    (line,) = tornado(rows, 1216, 300).to_dict()["layout"]["shapes"]
    assert line["x0"] == 0


@pytest.mark.parametrize("state", [*CROWDED])
def test_the_tornado_in_every_state(state: str) -> None:
    base = CROWDED[state]()
    for year in base.years:
        for one in base.scenarios_of(year):
            for width, height, most in ((1216, 310, 5), (880, 40 + 10 * PITCH, 10)):
                rows = rows_of(base, one, most)
                if rows:
                    assert drawn(tornado(rows, width, height), width).faults() == [], (year, one.key, width)
    checked(tornado(rows_of(SEED, scenario()), 880, 600))


def draws(p10: float, p50: float, p90: float) -> Simulation:
    return Simulation(100, 1, 50, kr(p10), kr(p50), kr(p90), 3, 2, 1, 1)


def test_the_band_lies_between_the_tenths_with_the_pool_as_a_line() -> None:
    figure = claim_band(draws(244_367, 360_329, 385_754), kr(300_000), 1216, 310)
    (band,) = zip(*(figure.to_dict()["data"][1][k] for k in ("base", "x")), strict=True)
    assert band == (kr(244_367), kr(385_754 - 244_367))
    assert {s["x0"] for s in figure.to_dict()["layout"]["shapes"]} == {kr(300_000), kr(360_329)}
    labels = drawn(figure, 1216).labels
    assert "Pulje 300.000 kr." in labels
    assert "Hver tiende er højst ≈ 244.000 kr." in labels
    assert "I midten ≈ 360.000 kr." in labels


def test_an_amount_nobody_drew_is_said_as_it_is() -> None:
    certain = Simulation(100, 1, 0, kr(25_123), kr(25_123), kr(25_123), 0, 0, 0, 0)
    assert about(certain.p50, certain) == "25.123"
    assert about(kr(25_123), draws(1, 1, 1)) == "≈\u00a025.100"
    assert about(kr(7), draws(1, 1, 1)) == "≈\u00a07"


@pytest.mark.parametrize(
    "found",
    [(0, 0, 0), (1, 2, 3), (300_000, 300_000, 300_000), (299_000, 300_000, 301_000), (10, 150_000, 299_999),
     (900_000, 1_000_000, 1_100_000), (98_765_432, 98_765_433, 98_765_434), (0, 0, 500_000)],
)  # fmt: skip
@pytest.mark.parametrize(("width", "height"), [(1216, 310), (880, 240)])
def test_the_bands_labels_never_meet(found: tuple[float, float, float], width: int, height: int) -> None:
    for pool in (0, 1, 300_000, 12_345_678):
        figure = claim_band(draws(*found), kr(pool), width, height)
        assert drawn(figure, width).faults() == [], pool
        checked(figure)


@pytest.mark.parametrize("state", [*CROWDED])
def test_the_band_in_every_state(state: str) -> None:
    base = CROWDED[state]()
    for year in base.years:
        found, pool = simulation(base, base.baseline(year), draws=200), base.pool(year)
        assert pool is not None
        for width, height in ((1216, 310), (880, 240)):
            assert drawn(claim_band(found, pool.amount, width, height), width).faults() == []


def test_the_losses_beyond_the_room_are_gathered_with_the_least_of_them() -> None:
    losses = [Loss(LONG.format(n), float(n), f"{n} point") for n in range(9)]
    shown = loss_rows(losses, 5)
    assert [(loss.name[:10], loss.said) for loss in shown[3:]] == [
        (LONG[:10], "3 point"),
        ("Øvrige (5)", "mindst 4 point"),
    ]
    assert loss_rows(losses, 9) == tuple(losses)


@pytest.mark.parametrize("count", [2, 5, 9])
def test_the_losses_have_room_for_long_names(count: int) -> None:
    losses = [Loss(LONG.format(n), 1_000.5 * n, f"{n}.000,5 point, fortrydes mindst") for n in range(count)]
    for width, height in ((1216, 310), (880, 60 * count)):
        figure = loss_bars(loss_rows(losses, 5 if width == 1216 else count), width, height)
        assert drawn(figure, width).faults() == []
        checked(figure)


def test_sixty_activities_fit_on_the_screen_of_a_meeting() -> None:
    base = many(60, 4_000)
    rows = rows_of(base, base.baseline(2024), most=5)
    assert rows[-1].name == "Øvrige (57)", "60 prices and the answer, 4 by name"
    assert tornado(rows, 1216, 310).to_dict()["layout"]["height"] == 310
