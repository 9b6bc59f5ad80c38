"""Hvad fortryder vi mindst, og hvad koster det i tid?"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from hypothesis import given

from lederpulje.insight import Days, regret, time_spent
from lederpulje.model import UNKNOWN_PAYER, BaseData, Rule, Scenario
from lederpulje.scenarios import Result, evaluate, full_answers, with_settings
from tests.examples import FJORDBY, JA, NEJ, scenario
from tests.pages.states import seed
from tests.strategies import pairs_of_scenarios

SEED = seed()


def value(result: Result) -> Fraction:
    """Σ benefit × share of the cost covered, course by course."""
    total = Fraction(0)
    for c in result.courses:
        if c.held and c.cost is not None:
            covered = c.cost - c.shortfall - c.payers.get(UNKNOWN_PAYER, 0)
            total += c.course.benefit * (Fraction(covered, c.cost) if c.cost else 1)
    return total


@given(case=pairs_of_scenarios(most=4))
def test_the_losses_are_worked_out_world_by_world(case: tuple[BaseData, Scenario, Scenario]) -> None:
    base, one, other = case
    choices = regret(base, (one, other), {})
    doubt = tuple(c.key for c in base.conditions if c.answer.value == "uafklaret")
    losses = {"one": Fraction(0), "other": Fraction(0)}
    for world in full_answers(doubt):
        there = {name: value(evaluate(base, Scenario(
            "x", s.year, "X", answers=world, overrides=s.overrides, rule=s.rule)).first)
            for name, s in (("one", one), ("other", other))}  # fmt: skip
        for name, reached in there.items():
            losses[name] = max(losses[name], max(there.values()) - reached)
    same = (frozenset(one.overrides), one.rule) == (frozenset(other.overrides), other.rule)
    found = sorted(c.greatest_loss for c in choices)
    assert found == ([Fraction(0)] if same else sorted(losses.values()))
    assert min(found) == choices[0].greatest_loss


def test_equal_choices_are_shown_as_one() -> None:
    choices = regret(SEED, SEED.scenarios_of(2024), {})
    assert [c.scenarios for c in choices] == [
        ("uafklaret", "sso-betaler", "puljen-betaler"),
        ("forsigtig-laesning",),
    ]
    assert choices[0].greatest_loss == 0 < choices[1].greatest_loss


def test_what_is_known_is_no_world() -> None:
    everything = SEED.scenarios_of(2024)
    assert len(regret(SEED, everything, {})[0].values) == 2
    assert len(regret(SEED, everything, {"sso_midler": JA})[0].values) == 1


def test_another_rule_is_another_choice() -> None:
    own = scenario(2026)
    best = Scenario("bedst", 2026, "Bedst", rule=Rule.OPTIMAL)
    choices = regret(FJORDBY, (own, best), {})
    assert sorted(c.scenarios for c in choices) == [("bedst",), (own.key,)]


def test_the_time_of_the_talents_and_their_mentors() -> None:
    """23 working days a talent and 3,7 a mentor, 4 of each."""
    found = time_spent(SEED, scenario(2024, answers={"sso_midler": NEJ}))
    assert (found.person_days, found.mentor_days) == (
        Days(Decimal(92), Decimal(92)),
        Days(Decimal("14.8"), Decimal("14.8")),
    )
    two = with_settings(scenario(2024), {}, {"ledertalent.participants": "2"})
    assert time_spent(SEED, two).person_days.high == 46
    assert {c.course.id for c in found.courses if c.person_days} == {"ledertalent"}


def test_time_is_a_span_where_an_answer_decides_whether_it_is_held() -> None:
    base = FJORDBY
    days = time_spent(base, scenario(2026))
    assert days.person_days.low <= days.person_days.high
