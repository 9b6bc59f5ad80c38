"""Hvor sikkert er det? Many draws of everything that is not known for sure, and how often a frame is overrun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from lederpulje.insight.uncertainty import Assumptions, PriceSpan, chance_of_yes, price_spans
from lederpulje.model import POOL_PAYER, WHOLE, Answer, BaseData, Course, FundingLine, Price, Scenario
from lederpulje.scenarios import Prepared, full_answers, prepare
from lederpulje.scenarios.plan import CoursePlan

DRAWS, SEED = 100_000, 1
Draws = npt.NDArray[np.floating[Any]]  # øre; whole numbers, which a float holds exactly up to 2^53


@dataclass(frozen=True, slots=True)
class Simulation:
    """How the draws fell. Amounts in øre, `p_overrun` from 0 to 1.

    `assumed_prices` of `prices` that were drawn rest on our spread, `assumed_answers` of `answers` on our chance.
    """

    draws: int
    seed: int
    overruns: int
    p10: int
    p50: int
    p90: int
    prices: int
    assumed_prices: int
    answers: int
    assumed_answers: int

    @property
    def p_overrun(self) -> float:
        """How often some frame was overrun."""
        return self.overruns / self.draws


def simulation(
    base: BaseData,
    scenario: Scenario,
    draws: int = DRAWS,
    seed: int = SEED,
    assumptions: Assumptions | None = None,
) -> Simulation:
    """Draw prices (triangular) and open answers; the same seed gives the same result on every machine.

    Prices are drawn in order of course id (price a session before price a participant), then the answers in order of
    key, all with numpy's PCG64; prices are rounded to whole øre. Percentiles are by nearest rank. Raises ValueError
    for no draws, and as `evaluate` does.
    """
    if draws < 1:
        raise ValueError(f"draws must be positive: {draws}")
    assumed = assumptions or Assumptions()
    ready = prepare(base, scenario)
    plans = sorted(ready.plans, key=lambda plan: plan.course.id)
    spans = {plan.course.id: _spans(plan, assumed) for plan in plans}
    drawn = [span for found in spans.values() for span in found]
    chances = {key: chance_of_yes(base, key, assumed) for key in sorted(ready.open)}
    answers = _answers(chances, seed, len(drawn) * draws, draws)
    source = np.random.Generator(np.random.PCG64(seed))
    claims: dict[str, Draws] = {frame.key: np.zeros(draws) for frame in ready.applied.frames}
    for plan in plans:
        cost = _cost(plan.course, spans[plan.course.id], source, draws)
        _add_claims(plan, cost, ready, answers, claims)
    overrun = np.zeros(draws, dtype=bool)
    for frame in ready.applied.frames:
        overrun |= claims[frame.key] > frame.amount
    total = sum(claims.values(), np.zeros(draws))
    ranks = [-(-draws * percent // 100) - 1 for percent in (10, 50, 90)]
    at = np.partition(total, ranks)
    p10, p50, p90 = (int(at[rank]) for rank in ranks)
    return Simulation(
        draws,
        seed,
        int(overrun.sum()),
        p10,
        p50,
        p90,
        prices=len(drawn),
        assumed_prices=sum(span.assumed for span in drawn),
        answers=len(chances),
        assumed_answers=sum(ours for _, ours in chances.values()),
    )


def _spans(plan: CoursePlan, assumed: Assumptions) -> tuple[PriceSpan, ...]:
    """The prices of a course that are drawn; none of one that is not held or not priced."""
    return price_spans(plan.course, assumed) if plan.held and plan.cost is not None else ()


def _answers(
    chances: Mapping[str, tuple[int, bool]], seed: int, drawn_before: int, draws: int
) -> dict[str, npt.NDArray[np.bool_]]:
    """Where each answer is *ja*: drawn after all prices, but needed before, or every price would have to be kept.

    So the prices are jumped over: each number drawn, triangular or not, is one step of PCG64.
    """
    source = np.random.Generator(np.random.PCG64(seed).advance(drawn_before))
    return {key: source.random(draws) < chance / 10_000 for key, (chance, _) in chances.items()}


def _cost(
    course: Course, spans: tuple[PriceSpan, ...], source: np.random.Generator, draws: int
) -> Draws | float:
    """The cost by the engine's formula: for every draw at once, or what it surely is."""
    billed = max(course.participants, course.min_billed or 0) if course.participants else 0
    counts = {"fixed_per_session": course.sessions or 0, "price_per_participant": billed}
    sure = counts.keys() - {span.field for span in spans}
    prices: dict[str, Price | None] = {field: getattr(course, field) for field in sure}
    cost: Draws | float = float(sum(p.likely * counts[field] for field, p in prices.items() if p))
    for span in spans:
        drawn = source.triangular(span.low, span.likely, span.high, draws)
        np.rint(drawn, out=drawn)  # in place: asking for memory anew takes longer than the sum itself
        drawn *= counts[span.field]
        drawn += cost
        cost = drawn
    return cost


def _add_claims(
    plan: CoursePlan,
    cost: Draws | float,
    ready: Prepared,
    answers: Mapping[str, npt.NDArray[np.bool_]],
    claims: dict[str, Draws],
) -> None:
    """Add what a course claims of its frame in each draw, under the answers drawn."""
    own = tuple(key for key in plan.conditions if key in answers)
    for combo in full_answers(own):
        under = {**dict(ready.answers), **dict(combo)}
        split = plan.split(under)
        if split.frame is None or split.cost is None:
            continue
        claim = _pool_part(cost, plan.counting(under))
        for key, answer in combo:
            claim = claim * (answers[key] if answer is Answer.JA else ~answers[key])
        claims[split.frame] += claim


def _pool_part(cost: Draws | float, lines: list[FundingLine]) -> Draws | float:
    """The pool's part by largest remainder, as the engine splits: whole øre, ties in the order of the lines."""
    if all(line.payer == POOL_PAYER for line in lines):
        return cost
    if len(lines) == 2:  # the pool's stands first, so that of two equal remainders it is the one rounded up
        return np.floor((cost * float(lines[0].share) + WHOLE // 2) / WHOLE)
    shares = [float(line.share) for line in lines]
    parts = [np.floor(cost * share / 10_000) for share in shares]
    rests = [cost * share - part * 10_000 for share, part in zip(shares, parts, strict=True)]
    over = cost - sum(parts)
    pool: Draws | float = 0.0
    for at, line in enumerate(lines):
        if line.payer != POOL_PAYER:
            continue
        before = sum(
            (rest > rests[at]) | ((rest == rests[at]) & (other < at))
            for other, rest in enumerate(rests)
            if other != at
        )
        pool = pool + parts[at] + (before < over)
    return pool
