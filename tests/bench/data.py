"""Base data of any size for measuring the engine; the same seed gives the same data."""

from __future__ import annotations

import random
from decimal import Decimal

from lederpulje.model import (
    POOL_PAYER,
    WHOLE,
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    Price,
    PriceBasis,
    Rule,
    Scenario,
    Status,
)

YEAR = 2024
CONDITION = "midler"
FRAMES = ("kurser", "uddannelse", "evaluering", "talent")
OTHERS = ("Velfærd", "Teknik", "Beskæftigelse")
FRAME_PER_COURSE = 1_500_000  # øre: a good deal less than is claimed, so that the rules have work to do


def base_data(courses: int, seed: int = 1) -> BaseData:
    """A year of this many priced activities, paid by the pool, by others, shared, or as a condition decides."""
    rng = random.Random(seed)
    numbered = tuple(_course(rng, number) for number in range(courses))
    each = FRAME_PER_COURSE * courses // len(FRAMES)
    return BaseData(
        pools=(Pool(YEAR, each * len(FRAMES)),),
        frames=tuple(Frame(YEAR, key, key.capitalize(), each) for key in FRAMES),
        courses=numbered,
        funding=tuple(line for course in numbered for line in _funding(rng, course.id)),
        conditions=(Condition(CONDITION, "Tildeles der midler?"),),
    )


def scenario(rule: Rule, answer: Answer, participants: int) -> Scenario:
    """A scenario with one lever moved: a different one each time, so nothing remembered can be handed back."""
    moved = ((f"{_id(0)}.participants", str(participants)),)
    return Scenario("maaling", YEAR, "Måling", answers=((CONDITION, answer),), overrides=moved, rule=rule)


def _id(number: int) -> str:
    return f"aktivitet-{number:05}"


def _course(rng: random.Random, number: int) -> Course:
    likely = rng.randrange(10_000, 200_000)
    spread = likely // 10 if rng.random() < 0.3 else None
    return Course(
        id=_id(number),
        year=YEAR,
        kind=rng.choice(list(Kind)),
        title=f"Aktivitet nummer {number} om ledelse i praksis",
        theme=rng.choice(("Fastholdelse", "Psykologisk tryghed", "Ledertalent")),
        status=Status.PLANLAGT,
        priority=rng.randrange(1, 20) if rng.random() < 0.9 else None,
        mandatory=rng.random() < 0.05,
        divisible=rng.random() < 0.8,
        benefit=rng.randrange(0, 101),
        sessions=rng.randrange(1, 5),
        participants=rng.randrange(4, 90),
        min_billed=10 if rng.random() < 0.2 else None,
        fixed_per_session=Price(rng.randrange(500_000, 3_000_000)),
        price_per_participant=Price(likely, likely - spread, likely + spread) if spread else Price(likely),
        price_basis=rng.choice(list(PriceBasis)),
        days_per_participant=Decimal("1.5"),
    )


def _funding(rng: random.Random, course: str) -> list[FundingLine]:
    frame, other, kind = rng.choice(FRAMES), rng.choice(OTHERS), rng.random()
    if kind < 0.2:  # who pays depends on the condition
        return [
            FundingLine(course, other, None, WHOLE, CONDITION, Answer.JA),
            FundingLine(course, POOL_PAYER, frame, WHOLE, CONDITION, Answer.NEJ),
        ]
    if kind < 0.4:  # shared
        share = rng.randrange(1, WHOLE)
        return [
            FundingLine(course, POOL_PAYER, frame, share),
            FundingLine(course, other, None, WHOLE - share),
        ]
    return [FundingLine(course, POOL_PAYER, frame, WHOLE)]
