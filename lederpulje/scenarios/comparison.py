"""Scenarios side by side against a baseline: differences taken answer by answer, and why each course differs."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from lederpulje.model import Answer, BaseData, Scenario
from lederpulje.scenarios.evaluation import Evaluation, Result, Span, evaluate
from lederpulje.scenarios.plan import Answers, full_answers


class Why(StrEnum):
    """What makes a course differ from the baseline."""

    SVAR = "svar"
    AENDRING = "ændring"
    REGEL = "regel"


@dataclass(frozen=True)
class Comparison:
    """One scenario against the baseline. `open` are the conditions open in either; every difference is over them."""

    baseline: Evaluation
    scenario: Evaluation
    open: tuple[str, ...]
    pairs: tuple[tuple[Answers, Result, Result], ...]
    base: BaseData = field(repr=False)

    @cached_property
    def why(self) -> Mapping[str, tuple[Why, ...]]:
        """What makes each course differ, by id; courses that do not differ are left out. Worked out when asked for."""
        return _why(self.base, self.baseline, self.scenario)

    def difference(self, value: Callable[[Result], int]) -> Span:
        """Lowest and highest of (scenario − baseline), taken under the same answers; never span minus span."""
        values = [value(mine) - value(base) for _, base, mine in self.pairs]
        return Span(min(values), max(values))


def compare(base: BaseData, baseline: Scenario, scenarios: tuple[Scenario, ...]) -> tuple[Comparison, ...]:
    """Compare each scenario with the baseline of the same year. Raises as `evaluate` does."""
    reference = evaluate(base, baseline)
    return tuple(compare_evaluated(base, reference, evaluate(base, scenario)) for scenario in scenarios)


def compare_evaluated(base: BaseData, reference: Evaluation, evaluation: Evaluation) -> Comparison:
    """Compare what has been evaluated already, the baseline as `reference`."""
    still_open, pairs = _pair(reference, evaluation)
    return Comparison(reference, evaluation, still_open, pairs, base)


def _pair(
    one: Evaluation, other: Evaluation
) -> tuple[tuple[str, ...], tuple[tuple[Answers, Result, Result], ...]]:
    """Both under each combination of what is open in either; a scenario's own fixed answers win."""
    still_open = tuple(sorted({*one.open, *other.open}))
    pairs = []
    for combo in full_answers(still_open):
        answers: dict[str, Answer] = dict(combo)
        pairs.append((combo, one.under(answers), other.under(answers)))
    return still_open, tuple(pairs)


def _why(base: BaseData, reference: Evaluation, evaluation: Evaluation) -> dict[str, tuple[Why, ...]]:
    """For each course that differs: each part of the scenario that alone makes a difference to it.

    A part counts if adding it alone to the baseline, or taking it alone out of the scenario, changes the course's
    claim or allocation under some answers. Where only all of them together do, each that differs is named.
    """
    differing = _differing(reference, evaluation)
    if not differing:
        return {}
    a, b = reference.scenario, evaluation.scenario
    parts: dict[Why, Callable[[Scenario, Scenario], Scenario]] = {
        Why.SVAR: lambda to, source: replace(to, answers=source.answers),
        Why.AENDRING: lambda to, source: replace(to, overrides=source.overrides),
        Why.REGEL: lambda to, source: replace(to, rule=source.rule),
    }
    changed = {why: swap for why, swap in parts.items() if swap(a, b) != a}
    causes: dict[Why, set[str]] = {}
    for why, swap in changed.items():
        added = _differing(reference, evaluate(base, swap(a, b)))
        removed = _differing(evaluation, evaluate(base, swap(b, a)))
        causes[why] = added | removed
    return {
        course: tuple(why for why in changed if course in causes[why]) or tuple(changed)
        for course in sorted(differing)
    }


def _differing(one: Evaluation, other: Evaluation) -> set[str]:
    """Ids of the courses whose claim or allocation differs under some combination of answers."""
    return {
        mine.course.id
        for _, left, right in _pair(one, other)[1]
        for mine, theirs in zip(left.courses, right.courses, strict=True)
        if (mine.claimed, mine.allocated) != (theirs.claimed, theirs.allocated)
    }
