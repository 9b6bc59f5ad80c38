"""Hvor mange kan vi få råd til? Compared with trying every value."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.errors import IllegalValue, UnknownName
from lederpulje.insight import LEVERS, Tipping, tipping
from lederpulje.model import BaseData, Frame, Pool, Scenario
from lederpulje.scenarios import evaluate, with_settings
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, course, kr, pool_line, scenario
from tests.strategies import cases

FARTHEST = 70


def overrun(base: BaseData, own: Scenario, key: str, field: str, value: int) -> bool:
    """Whether a frame that the course draws on is overrun, by the engine."""
    frames = {li.frame for li in base.lines_of(key) if li.payer == "pulje"}
    evaluation = evaluate(base, with_settings(own, {}, {f"{key}.{field}": str(value)}))
    return any(f.overrun for r in evaluation.results for f in r.frames if f.frame.key in frames)


@given(case=cases(most=4), number=st.integers(0, 3), field=st.sampled_from(("participants", "sessions")))
def test_it_is_the_greatest_value_that_does_not_overrun(
    case: tuple[BaseData, Scenario], number: int, field: str
) -> None:
    base, own = case
    if number >= len(base.courses):
        return
    key, least = base.courses[number].id, 1 if field == "sessions" else 0
    found = tipping(base, own, key, field)
    tried = [value for value in range(least, FARTHEST) if not overrun(base, own, key, field, value)]
    if found.unlimited:
        assert found.value is None
        assert tried == list(range(least, FARTHEST))
    elif found.value is None:
        assert tried == []
    else:
        assert not overrun(base, own, key, field, found.value)
        assert overrun(base, own, key, field, found.value + 1)
        assert overrun(base, own, key, field, found.value + 2)
        assert found.value >= max(tried, default=least)


def test_splitting_ore_is_not_monotone() -> None:
    """Three payers of an equal share: 4 øre is 1+2+1 or so; a higher price can cost the pool one øre less."""
    lines = (
        replace(pool_line("x", "kurser"), share=3_333),
        replace(pool_line("x", "kurser"), payer="a", frame=None, share=3_333),
        replace(pool_line("x", "kurser"), payer="b", frame=None, share=3_334),
    )
    for amount in range(1, 60):
        base = BaseData((Pool(2024, amount),), (Frame(2024, "kurser", "Kurser", amount),),
                        (course("x", 1, 0.01, 5, 0.01),), lines)  # fmt: skip
        found = tipping(base, scenario(2024), "x", "participants")
        within = [v for v in range(0, 400) if not overrun(base, scenario(2024), "x", "participants", v)]
        assert found == Tipping("x", "participants", max(within), False), amount


@pytest.mark.parametrize(("price", "alone"), [("30000", 5), ("32500", 4), ("35000", 4)])
def test_the_worked_example(price: str, alone: int) -> None:
    """1 seat at each price; with the three retention courses not held 5, 4 and 4; unlimited if others pay."""
    no = with_settings(scenario(2024), {"sso_midler": NEJ}, {"ledertalent.price_per_participant": price})
    assert tipping(NORDDJURS, no, "ledertalent", "participants").value == 1
    without = {
        c.id + ".held": "nej" for c in NORDDJURS.courses_of(2024) if c.title.startswith("Fastholdelse")
    }
    assert len(without) == 3
    found = tipping(NORDDJURS, with_settings(no, {}, without), "ledertalent", "participants")
    assert found.value == alone
    yes = with_settings(no, {"sso_midler": JA}, {})
    assert tipping(NORDDJURS, yes, "ledertalent", "participants") == Tipping(
        "ledertalent", "participants", None, True
    )


def test_the_second_municipality_by_hand() -> None:
    """Talent holds 160.000, and the talent course bills at least 6 × 36.000, ¾ of it to the pool: one seat is too many.

    Mentor and alumne claim 100.000 + 61.000 already: nothing that the talent course does makes the frame hold.
    """
    assert tipping(FJORDBY, scenario(2026), "talentforloeb", "participants").value is None
    alone = with_settings(scenario(2026), {}, {"mentor.held": "nej", "alumne.held": "nej"})
    assert tipping(FJORDBY, alone, "talentforloeb", "participants").value == 0
    assert tipping(FJORDBY, alone, "talentforloeb", "price_per_participant").value == 35_555, (
        "160.000 ÷ (6 × ¾)"
    )


def test_what_is_no_lever_or_not_there() -> None:
    with pytest.raises(UnknownName, match="findes-ikke"):
        tipping(NORDDJURS, scenario(2024), "findes-ikke", "participants")
    with pytest.raises(IllegalValue, match="farve") as error:
        tipping(NORDDJURS, scenario(2024), "ledertalent", "farve")
    assert all(lever in str(error.value) for lever in LEVERS)


def test_a_price_tips_in_whole_kroner() -> None:
    base = BaseData((Pool(2024, kr(1_000)),), (Frame(2024, "kurser", "Kurser", kr(1_000)),),
                    (course("x", 3, 100),), (pool_line("x", "kurser"),))  # fmt: skip
    assert tipping(base, scenario(2024), "x", "fixed_per_session").value == 333
