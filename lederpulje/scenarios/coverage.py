"""Which courses are covered in full under each combination of open answers, and nothing else."""

from __future__ import annotations

from lederpulje.allocation import Claim, allocate
from lederpulje.model import BaseData, Scenario
from lederpulje.scenarios.evaluation import prepare
from lederpulje.scenarios.plan import full_answers


def coverage(base: BaseData, scenario: Scenario) -> tuple[tuple[str, ...], tuple[str, ...], list[list[bool]]]:
    """Which courses are covered in full under each combination: the open conditions, the ids, a row for each course.

    The same as reading it off `evaluate`, in a fraction of the time: with ten open answers there are 1.024 results.
    Covered is a course that is held and priced, and of which pool and named others pay every part. Raises as
    `evaluate` does.
    """
    ready = prepare(base, scenario)
    fixed, rule = dict(ready.answers), scenario.rule
    frames = {f.key: f.amount for f in ready.applied.frames}
    covered: list[list[bool]] = [[] for _ in ready.plans]
    for combo in full_answers(ready.open):
        answers = {**fixed, **dict(combo)}
        splits = [plan.split(answers) for plan in ready.plans]
        claims: dict[str, list[Claim]] = {key: [] for key in frames}
        for split in splits:
            if split.frame is not None and split.claim.amount:
                claims[split.frame].append(split.claim)
        given: dict[str, int] = {}
        for key, wanted in claims.items():
            if sum(c.amount for c in wanted) > frames[key]:
                given |= allocate(wanted, frames[key], rule).amounts
        for row, split in zip(covered, splits, strict=True):
            row.append(
                split.is_paid and given.get(split.claim.course, split.claim.amount) == split.claim.amount
            )
    return ready.open, tuple(plan.course.id for plan in ready.plans), covered
