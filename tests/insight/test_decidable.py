"""Hvad kan besluttes i dag? Compared with reading every combination, and with every set of answers there is."""

from __future__ import annotations

import random
from dataclasses import replace
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.insight import Conditional, decidable
from lederpulje.insight.decidable import minimal_answers
from lederpulje.model import (
    UNKNOWN_PAYER,
    Answer,
    BaseData,
    Condition,
    Frame,
    FundingLine,
    Pool,
    Requirement,
    Rule,
    Scenario,
)
from lederpulje.scenarios import Answers, coverage, evaluate, full_answers
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, course, kr, scenario
from tests.strategies import cases


def covered_by_evaluation(base: BaseData, own: Scenario) -> list[list[bool]]:
    """The same, read off every result."""
    return [
        [
            c.held and c.cost is not None and UNKNOWN_PAYER not in c.payers and c.shortfall == 0
            for r in evaluate(base, own).results
            for c in (r.course(plan.id),)
        ]
        for plan in base.courses_of(own.year)
    ]


@given(case=cases())
def test_coverage_is_what_the_evaluation_says(case: tuple[BaseData, Scenario]) -> None:
    base, own = case
    conditions, courses, covered = coverage(base, own)
    assert conditions == evaluate(base, own).open
    assert courses == tuple(c.id for c in base.courses_of(own.year))
    assert covered == covered_by_evaluation(base, own)


@pytest.mark.parametrize(
    ("rule", "kroner"),
    [*((rule, 1) for rule in Rule), (Rule.PRIORITET, 2**60)],  # more than 64 bits hold in øre
)
def test_coverage_where_courses_hang_on_two_of_six_answers(rule: Rule, kroner: int) -> None:
    """One answer decides who pays, or from which frame; another whether the course is held at all."""
    rng, keys = random.Random(3), [f"c{n}" for n in range(6)]
    courses, funding = [], []
    for number in range(14):
        one, other = keys[number % 6], keys[(number + rng.randrange(1, 6)) % 6]
        held = (Requirement(other, JA),) if number % 3 else ()
        each = course(f"k{number:02}", rng.randrange(1, 40), kroner, benefit=rng.randrange(101))
        courses.append(replace(each, divisible=number % 2 == 0, requires=held))
        payer, frame = ("region", None) if number % 4 else ("pulje", "b")
        funding.append(FundingLine(each.id, payer, frame, 10_000, one, JA))
        funding.append(FundingLine(each.id, "pulje", rng.choice("ab"), 10_000, one, NEJ))
    base = BaseData(
        (Pool(2024, kr(120 * kroner)),),
        tuple(Frame(2024, key, key, kr(60 * kroner)) for key in "ab"),
        tuple(courses),
        tuple(funding),
        tuple(Condition(key, f"{key}?") for key in keys),
    )
    own = scenario(2024, rule=rule)
    conditions, _, covered = coverage(base, own)
    assert (len(conditions), {True, False}) == (6, {value for row in covered for value in row})
    assert covered == covered_by_evaluation(base, own)


def brute_force(conditions: tuple[str, ...], covered: list[bool]) -> set[Answers]:
    """Every set of answers that is enough and of which no smaller part is."""
    truth = dict(zip(full_answers(conditions), covered, strict=True))

    def enough(chosen: Answers) -> bool:
        return all(holds for combo, holds in truth.items() if set(chosen) <= set(combo))

    chosen = [
        tuple((key, answer) for key, answer in zip(conditions, answers, strict=True) if answer is not None)
        for answers in product((Answer.JA, Answer.NEJ, None), repeat=len(conditions))
    ]
    good = [c for c in chosen if enough(c)]
    return {c for c in good if not any(set(other) < set(c) for other in good)}


@given(data=st.data(), count=st.integers(0, 4))
def test_the_answers_named_are_the_smallest_that_are_enough(data: st.DataObject, count: int) -> None:
    conditions = tuple("abcd"[:count])
    covered = data.draw(st.lists(st.booleans(), min_size=2**count, max_size=2**count))
    found = minimal_answers(conditions, covered)
    assert set(found) == brute_force(conditions, covered)
    assert [len(c) for c in found] == sorted(len(c) for c in found)


@given(case=cases())
def test_each_course_stands_in_one_column(case: tuple[BaseData, Scenario]) -> None:
    base, own = case
    found = decidable(base, own)
    named = [*found.now, *(c.course for c in found.conditional), *found.never]
    assert sorted(named) == sorted(c.id for c in base.courses)
    assert all(c.when and () not in c.when for c in found.conditional)


def test_the_worked_example() -> None:
    found = decidable(NORDDJURS, scenario(2024))
    assert sorted(found.now) == sorted(
        [c.id for c in NORDDJURS.courses_of(2024) if c.title.startswith("Fastholdelse")]
        + ["evaluering-2024", "dol-2024", "master-2024"]
    )
    assert found.conditional == (Conditional("ledertalent", ((("sso_midler", JA),),)),)


def test_the_second_municipality_by_hand() -> None:
    """Read off the four combinations worked out in tests/scenarios: what gets all it claims, and under which."""
    found = decidable(FJORDBY, scenario(2026))
    results = {r.answers: r for r in evaluate(FJORDBY, scenario(2026)).results}
    fusion = (("fond", JA), ("fusion", JA)), (("fond", NEJ), ("fusion", JA))
    assert "konference" in found.never, "not priced"
    assert "droppet" in found.never, "cancelled"
    assert "ekstern" in found.never or all(r.course("ekstern").shortfall == 0 for r in results.values())
    held = next((c for c in found.conditional if c.course == "fusionsforloeb"), None)
    if held is not None:
        assert all((("fusion", NEJ) not in w) for w in held.when)
    assert all(results[combo].course("fusionsforloeb").held for combo in fusion)
