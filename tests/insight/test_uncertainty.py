"""Hvad kan vælte budgettet, og hvor sikkert er det? Compared with the engine, one change and one draw at a time."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from lederpulje.allocation import largest_remainder
from lederpulje.insight import Assumptions, sensitivity, simulation
from lederpulje.insight.simulation import _pool_part
from lederpulje.insight.uncertainty import chance_of_yes, price_spans
from lederpulje.model import Answer, BaseData, FundingLine, Price, PriceBasis, Scenario
from lederpulje.money import kroner_text
from lederpulje.scenarios import evaluate, prepare, with_settings
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, course, kr, scenario
from tests.strategies import cases

# --- the spans ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("price", "basis", "expected"),
    [
        (Price(100, 90, 120), PriceBasis.TILBUD, [(90, 100, 120, False)]),
        (Price(100, None, 120), PriceBasis.AFTALT, [(100, 100, 120, False)]),
        (Price(100), PriceBasis.ESTIMAT, [(85, 100, 115, True)]),
        (Price(101), PriceBasis.ERFARINGSPRIS, [(86, 101, 116, True)]),  # 85,85 and 116,15
        (Price(100), PriceBasis.TILBUD, []),
        (Price(100), PriceBasis.FAKTISK, []),
        (Price(100, 100, 100), PriceBasis.ESTIMAT, []),
        (Price(0), PriceBasis.ESTIMAT, []),
    ],
)
def test_which_prices_are_not_known_for_sure(
    price: Price, basis: PriceBasis, expected: list[tuple[int, int, int, bool]]
) -> None:
    one = replace(course("x", 1), fixed_per_session=price, price_basis=basis)
    found = price_spans(one, Assumptions())
    assert [(s.low, s.likely, s.high, s.assumed) for s in found] == expected


def test_our_assumptions_can_be_changed() -> None:
    one = course("x", 1, 1_000)
    (span,) = price_spans(one, Assumptions(spread=2_000))
    assert (span.low, span.high) == (kr(800), kr(1_200))
    assert chance_of_yes(NORDDJURS, "sso_midler", Assumptions(chance=2_500)) == (2_500, True)


# --- one at a time -----------------------------------------------------------------------------------------


def balances(base: BaseData, own: Scenario) -> list[int]:
    return [sum(f.balance for f in r.frames) for r in evaluate(base, own).results]


@given(case=cases(most=4))
def test_each_change_is_the_engines(case: tuple[BaseData, Scenario]) -> None:
    base, own = case
    likely = evaluate(base, own)
    for found in sensitivity(base, own):
        if found.price is not None:
            for price, change in ((found.price.low, found.low), (found.price.high, found.high)):
                changed = balances(base, with_settings(own, {}, {found.name: kroner_text(price)}))
                changes = [a - b for a, b in zip(changed, balances(base, own), strict=True)]
                assert change in changes
                assert abs(change) == max(map(abs, changes))
        else:
            ja, nej = (balances(base, with_settings(own, {found.name: a}, {})) for a in (JA, NEJ))
            changes = [b - a for a, b in zip(ja, nej, strict=True)]
            assert (found.low, found.high) == (min(0, *changes), max(0, *changes))
    assert {i.name for i in sensitivity(base, own) if i.price is None} == set(likely.open)


@given(case=cases(most=4))
def test_the_widest_comes_first(case: tuple[BaseData, Scenario]) -> None:
    widths = [i.width for i in sensitivity(*case)]
    assert widths == sorted(widths, reverse=True)


def test_the_worked_example() -> None:
    """130.000 hang on the answer, and 4 seats at 30.000 or 35.000 instead of 32.500 are ∓10.000."""
    found = {i.name: i for i in sensitivity(NORDDJURS, scenario(2024))}
    assert (found["sso_midler"].low, found["sso_midler"].high) == (kr(-130_000), 0)
    talent = found["ledertalent.price_per_participant"]
    assert (talent.low, talent.high, talent.assumed) == (kr(10_000), kr(-10_000), False)
    assert next(iter(found)) == "sso_midler"
    assert sum(not i.assumed for i in found.values() if i.price) == 1
    paid = {i.name: i for i in sensitivity(NORDDJURS, scenario(2024, answers={"sso_midler": JA}))}
    assert (paid["ledertalent.price_per_participant"].width, "sso_midler" in paid) == (0, False)


# --- all at once -------------------------------------------------------------------------------------------


def one_by_one(base: BaseData, own: Scenario, draws: int, seed: int) -> tuple[int, list[int]]:
    """The same draws, each evaluated by the engine: how many overrun, and what the pool is asked for, sorted."""
    source = np.random.Generator(np.random.PCG64(seed))
    ready = prepare(base, own)
    drawn: dict[str, list[str]] = {}
    for plan in sorted(ready.plans, key=lambda p: p.course.id):
        for span in price_spans(plan.course, Assumptions()) if plan.held and plan.cost is not None else ():
            prices = np.rint(source.triangular(span.low, span.likely, span.high, draws))
            drawn[span.name] = [kroner_text(int(p)) for p in prices]
    answers = {key: source.random(draws) < 0.5 for key in sorted(ready.open)}
    overruns, claimed = 0, []
    for n in range(draws):
        there = with_settings(
            own,
            {key: Answer.JA if said[n] else Answer.NEJ for key, said in answers.items()},
            {name: texts[n] for name, texts in drawn.items()},
        )
        result = evaluate(base, there).first
        overruns += any(f.overrun for f in result.frames)
        claimed.append(result.pool.claimed)
    return overruns, sorted(claimed)


@settings(max_examples=40)
@given(case=cases(most=4), seed=st.integers(0, 5))
def test_every_draw_is_the_engines(case: tuple[BaseData, Scenario], seed: int) -> None:
    base, own = case
    found = simulation(base, own, 25, seed)
    overruns, claimed = one_by_one(base, own, 25, seed)
    assert found.overruns == overruns
    assert (found.p10, found.p50, found.p90) == (claimed[2], claimed[12], claimed[22]), "ranks 3, 13 and 23"


@given(
    costs=st.lists(st.integers(0, 50) | st.integers(0, 500_000_000), min_size=1),
    parts=st.lists(
        st.tuples(st.integers(0, 4), st.sampled_from(("pulje", "a", "b", "c"))), min_size=1, max_size=4
    ),
)
def test_the_pools_part_of_many_costs_at_once_is_the_engines(
    costs: list[int], parts: list[tuple[int, str]]
) -> None:
    shares = [2_500 * share for share, _ in parts]
    shares = [*shares[:-1], 10_000 - sum(shares[:-1])]
    assume(shares[-1] >= 0)
    lines = [FundingLine("k", payer, None, share) for share, (_, payer) in zip(shares, parts, strict=True)]
    lines = sorted(lines, key=lambda line: line.payer != "pulje")
    assume(lines[0].payer == "pulje")
    expected = [
        sum(
            part
            for part, line in zip(largest_remainder(cost, [li.share for li in lines]), lines, strict=True)
            if line.payer == "pulje"
        )
        for cost in costs
    ]
    assert np.asarray(_pool_part(np.array(costs, dtype=float), lines)).tolist() == expected


def test_every_draw_of_the_second_municipality_is_the_engines() -> None:
    found = simulation(FJORDBY, scenario(2026), 200, 3)
    overruns, claimed = one_by_one(FJORDBY, scenario(2026), 200, 3)
    assert found.overruns == overruns
    assert (found.p10, found.p50, found.p90) == (claimed[19], claimed[99], claimed[179])


def test_the_same_seed_gives_the_same_and_another_another() -> None:
    one, again, other = (simulation(NORDDJURS, scenario(2024), 1_000, seed) for seed in (7, 7, 8))
    assert one == again
    assert one.p50 != other.p50


def test_the_worked_example_is_overrun_for_sure_when_the_pool_pays() -> None:
    found = simulation(NORDDJURS, scenario(2024, answers={"sso_midler": NEJ}))
    assert (found.draws, found.p_overrun) == (100_000, 1.0)
    assert (found.answers, found.prices, found.assumed_prices) == (0, 10, 9)
    assert found.p10 < kr(379_500) < found.p90
    is_open = simulation(NORDDJURS, scenario(2024))
    assert 0.5 < is_open.p_overrun < 0.6
    assert (is_open.answers, is_open.assumed_answers) == (1, 1)


def test_a_sure_answer_is_drawn_so() -> None:
    sure = replace(
        NORDDJURS,
        conditions=tuple(replace(c, probability=10_000) for c in NORDDJURS.conditions),
    )
    found = simulation(sure, scenario(2024), 500)
    assert found.p90 < kr(300_000)
    assert found.assumed_answers == 0


def test_no_draws_is_refused() -> None:
    with pytest.raises(ValueError, match="positive"):
        simulation(NORDDJURS, scenario(2024), 0)
