"""How long the board's questions take, each against what it must be compared with in the same run."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from lederpulje.actions.levers import Lever
from lederpulje.allocation import Claim, allocate
from lederpulje.insight import DRAWS, Assumptions, decidable, simulation
from lederpulje.insight.uncertainty import price_spans
from lederpulje.model import Answer, BaseData, Condition, FundingLine, Rule, Scenario
from lederpulje.ui.livetable import live_table
from lederpulje.ui.session import View
from tests.bench.data import OTHERS, YEAR, base_data
from tests.bench.report import Line

COURSES, OPEN, CLAIMS, POSITIONS = 60, 10, 500, 100
TIMES = 7


def measure() -> Iterator[Line]:
    """Decidable, simulation, `optimal` and the table of a lever."""
    asked = Scenario("maaling", YEAR, "Måling")
    numbers = range(1 + TIMES)
    doubtful, claims = [_all_open(n) for n in numbers], [_claims(n) for n in numbers]
    levers = [_lever(n) for n in numbers]
    what = f"decidable, {OPEN} open × {COURSES} courses"
    yield Line(what, _timed(lambda n: decidable(doubtful[n], asked)), "ms", target=150)
    base, what = base_data(COURSES), f"simulation, {DRAWS} draws × {COURSES} courses"
    floor = _timed(lambda n: _plain_numpy(base, n))
    yield Line(what, _timed(lambda n: simulation(base, asked, seed=n)), "ms", floor, 1.3)
    floor = _timed(lambda n: _integer_program(claims[n]))
    taken = _timed(lambda n: allocate(claims[n], _FRAME, Rule.OPTIMAL))
    yield Line(f"optimal, {CLAIMS} courses (floor: scipy)", taken, "ms", floor, 0.2)
    what = f"table of {POSITIONS} positions, {COURSES} courses"
    yield Line(what, _timed(lambda n: live_table(*levers[n])), "ms", target=60)


def _timed(act: Callable[[int], object]) -> list[float]:
    taken = []
    for number in range(1 + TIMES):
        start = time.perf_counter()
        act(number)
        taken.append((time.perf_counter() - start) * 1000)
    return taken[1:]


def _all_open(seed: int = 1) -> BaseData:
    """Every activity hangs on one of ten open answers or on two."""
    base, rng = base_data(COURSES, seed), random.Random(seed)
    keys = [f"svar-{n}" for n in range(OPEN)]
    funding: list[FundingLine] = []
    for course in base.courses:
        frame = rng.choice(base.frames).key
        one = rng.choice(keys)
        funding.append(FundingLine(course.id, OTHERS[0], None, 10_000, one, Answer.JA))
        funding.append(FundingLine(course.id, "pulje", frame, 10_000, one, Answer.NEJ))
    return replace(base, funding=tuple(funding), conditions=tuple(Condition(key, f"{key}?") for key in keys))


def _plain_numpy(base: BaseData, seed: int) -> float:
    """The same draws, times their counts and added up: nothing of who pays what under which answer."""
    source = np.random.Generator(np.random.PCG64(seed))
    total = np.zeros(DRAWS)
    for course in sorted(base.courses, key=lambda c: c.id):
        counts = {
            "fixed_per_session": course.sessions or 0,
            "price_per_participant": max(course.participants or 0, course.min_billed or 0),
        }
        for span in price_spans(course, Assumptions()):
            total += source.triangular(span.low, span.likely, span.high, DRAWS) * counts[span.field]
    return float((total > 0).mean()) + float(np.partition(total, DRAWS // 2)[DRAWS // 2])


_FRAME = 300_000_000


def _claims(seed: int) -> list[Claim]:
    rng = random.Random(seed)
    return [
        Claim(f"k{n:03}", rng.randrange(500_000, 9_000_000), benefit=rng.randrange(1, 101))
        for n in range(CLAIMS)
    ]


def _integer_program(claims: list[Claim]) -> object:
    amounts = np.array([c.amount for c in claims], dtype=float)
    return milp(
        -np.array([c.benefit for c in claims], dtype=float),
        constraints=LinearConstraint(amounts[None, :], -np.inf, _FRAME),
        integrality=np.ones(len(claims), dtype=int),
        bounds=Bounds(0, 1),
    )


def _lever(number: int) -> tuple[View, Lever]:
    """A lever of a hundred positions where nothing is open, so that the table has a row for each."""
    base = base_data(COURSES, number)
    sure = (li for li in base.funding if li.condition is None or li.answer is Answer.NEJ)
    lines = tuple(replace(li, condition=None, answer=None) for li in sure)
    base = replace(base, conditions=(), funding=lines)
    positions, own = (
        tuple(str(n) for n in range(POSITIONS)),
        Scenario("grundlag", YEAR, "Grundlag", baseline=True),
    )
    lever = Lever(f"{base.courses[0].id}.participants", "Deltagere", positions, positions, positions[4])
    return View(base, YEAR, own, own, None, False, ()), lever
