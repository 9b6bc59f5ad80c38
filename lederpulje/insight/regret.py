"""Hvad fortryder vi mindst? The choice whose greatest loss, over everything that may be answered, is least."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from lederpulje.model import UNKNOWN_PAYER, Answer, BaseData, Scenario
from lederpulje.scenarios import Answers, CourseResult, evaluate

Values = Mapping[Answers, Fraction]


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be chosen: overrides and rule, under the keys of the scenarios that have them.

    `values` is the effect reached in each world (a full set of answers), `greatest_loss` how much more the best
    choice would have given in the world where that is most, both in points of benefit.
    """

    scenarios: tuple[str, ...]
    values: Values
    greatest_loss: Fraction


def regret(base: BaseData, scenarios: Iterable[Scenario], known: Mapping[str, Answer]) -> tuple[Choice, ...]:
    """The choices of a year's scenarios, least greatest loss first; those with the same loss in the order given.

    `known` are answers that no longer are in doubt, besides those of the base data; a scenario's own answers are of
    the world, not of the choice. Value = Σ benefit × share of the cost covered. Source: minimax regret (Savage 1951).
    Raises as `evaluate` does.
    """
    keys: dict[tuple[object, ...], list[str]] = {}
    values: dict[tuple[object, ...], Values] = {}
    for scenario in scenarios:
        choice = (frozenset(scenario.overrides), scenario.rule)
        if choice not in keys:
            values[choice] = _values(base, scenario, known)
        keys.setdefault(choice, []).append(scenario.key)
    worlds = next(iter(values.values()), {})
    best = {world: max(v[world] for v in values.values()) for world in worlds}
    choices = [
        Choice(tuple(keys[c]), v, max(best[world] - v[world] for world in worlds)) for c, v in values.items()
    ]
    return tuple(sorted(choices, key=lambda c: c.greatest_loss))


def _values(base: BaseData, scenario: Scenario, known: Mapping[str, Answer]) -> Values:
    evaluation = evaluate(base, replace(scenario, answers=tuple(known.items())))
    return {
        result.answers: sum((c.course.benefit * _covered(c) for c in result.courses), Fraction(0))
        for result in evaluation.results
    }


def _covered(result: CourseResult) -> Fraction:
    """The share of the cost that pool and named others cover; a course that costs nothing is covered if held."""
    if not result.held or result.cost is None:
        return Fraction(0)
    if result.cost == 0:
        return Fraction(1)
    missing = result.shortfall + result.payers.get(UNKNOWN_PAYER, 0)
    return Fraction(result.cost - missing, result.cost)
