"""Base data + scenario → evaluation: every figure, under every combination of the answers that are still open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from lederpulje import ENGINE_VERSION
from lederpulje.allocation import allocate
from lederpulje.errors import Problem, TooManyOpenConditions, UnknownName
from lederpulje.model import Answer, BaseData, Course, Frame, Reason, Rule, Scenario
from lederpulje.scenarios.overrides import Applied, Move, apply_overrides
from lederpulje.scenarios.plan import (
    MAX_OPEN,
    Answers,
    CoursePlan,
    Split,
    answer_problems,
    answers_in_force,
    financing_problems,
    full_answers,
    year_plan,
)


@dataclass(frozen=True, slots=True)
class Span:
    """The lowest and highest value over the open answers; equal where nothing is open or it does not matter."""

    low: int
    high: int

    @property
    def is_point(self) -> bool:
        """Whether the open answers leave it alone."""
        return self.low == self.high


class CourseResult(NamedTuple):
    """A course under one set of answers; øre. `cost` is `None` while it is not priced.

    `available` is what was left of the frame when the course's turn came, the figure behind its reason.
    A named tuple, since thousands are made at every evaluation and it takes a third of a dataclass's time.
    """

    course: Course
    held: bool
    cost: int | None
    claimed: int
    allocated: int
    payers: Mapping[str, int]
    frame: str | None
    reason: Reason
    available: int

    @property
    def shortfall(self) -> int:
        """What it claims and does not get."""
        return self.claimed - self.allocated

    @property
    def leaders(self) -> int | None:
        """Participants reached; none if it is not held, `None` if nobody has said how many."""
        return self.course.participants if self.held else 0

    @property
    def price_a_leader(self) -> int | None:
        """Cost per participant in øre, half-up; `None` without a price or participants."""
        if not self.leaders or self.cost is None:
            return None
        return (2 * self.cost + self.leaders) // (2 * self.leaders)


@dataclass(frozen=True, slots=True)
class FrameResult:
    """A frame under one set of answers; øre."""

    frame: Frame
    claimed: int
    allocated: int

    @property
    def amount(self) -> int:
        """What the frame holds."""
        return self.frame.amount

    @property
    def remaining(self) -> int:
        """What has not been allocated (≥ 0)."""
        return self.frame.amount - self.allocated

    @property
    def balance(self) -> int:
        """Amount minus claimed, signed: *tilbage* or *mangler*."""
        return self.frame.amount - self.claimed

    @property
    def overrun(self) -> int:
        """How far the claims exceed the frame."""
        return max(0, -self.balance)


@dataclass(frozen=True, slots=True)
class PoolResult:
    """The pool under one set of answers; øre."""

    amount: int
    claimed: int
    allocated: int
    overrun: int
    unassigned: int

    @property
    def remaining(self) -> int:
        """What has not been allocated."""
        return self.amount - self.allocated

    @property
    def balance(self) -> int:
        """Amount minus claimed, signed. The pool may have money left and still not hold: see `overrun`."""
        return self.amount - self.claimed

    @property
    def headroom(self) -> int:
        """What to say of the pool: minus the overrun if a frame is overrun, else what is left."""
        return -self.overrun if self.overrun else self.balance


@dataclass(frozen=True, slots=True)
class Result:
    """Everything under one full set of answers to the open conditions."""

    answers: Answers
    pool: PoolResult
    frames: tuple[FrameResult, ...]
    courses: tuple[CourseResult, ...]

    def frame(self, key: str) -> FrameResult:
        """A frame's result by key. Raises KeyError for a frame that the year has not."""
        for found in self.frames:
            if found.frame.key == key:
                return found
        raise KeyError(key)

    def course(self, key: str) -> CourseResult:
        """A course's result by id. Raises KeyError for a course that the year has not."""
        for found in self.courses:
            if found.course.id == key:
                return found
        raise KeyError(key)


@dataclass(frozen=True)
class Evaluation:
    """A scenario evaluated: its inputs, one result per combination of open answers, and the problems met on the way."""

    scenario: Scenario
    answers: Answers
    open: tuple[str, ...]
    results: tuple[Result, ...]
    moves: tuple[Move, ...]
    problems: tuple[Problem, ...]
    data_version: int
    engine_version: str = ENGINE_VERSION

    @property
    def first(self) -> Result:
        """The result where nothing is open; else the one with every open answer *ja*."""
        return self.results[0]

    def span(self, value: Callable[[Result], int]) -> Span:
        """The lowest and highest of an amount over the open answers."""
        values = [value(result) for result in self.results]
        return Span(min(values), max(values))

    def frame_span(self, key: str, figure: str) -> Span:
        """The span of one of a frame's figures, by its name in `FrameResult`: `claimed`, `balance`, `overrun` …"""
        values = [int(getattr(result.frame(key), figure)) for result in self.results]
        return Span(min(values), max(values))

    def ends(self, value: Callable[[Result], int]) -> tuple[Answers, Answers]:
        """The open answers at which an amount is lowest and highest; of several the first, *ja* before *nej*."""
        return min(self.results, key=value).answers, max(self.results, key=value).answers

    def under(self, answers: Mapping[str, Answer]) -> Result:
        """The result under the given answers to the open conditions."""
        wanted = tuple((key, answers[key]) for key in self.open)
        return next(r for r in self.results if r.answers == wanted)

    @cached_property
    def priced(self) -> tuple[Course, ...]:
        """The courses that are held under some answers and cost something."""
        found = {c.course.id: c.course for r in self.results for c in r.courses if c.cost and c.held}
        return tuple(found.values())

    @cached_property
    def not_priced(self) -> tuple[str, ...]:
        """Ids of the courses that are held under some answers and have no price."""
        ids = [c.course.id for r in self.results for c in r.courses if c.reason is Reason.IKKE_PRISSAT]
        return tuple(dict.fromkeys(ids))

    def reasons(self, course: str) -> tuple[Reason, ...]:
        """The reasons that occur for a course over the open answers, in the engine's order."""
        found = {r.course(course).reason for r in self.results}
        return tuple(reason for reason in Reason if reason in found)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A scenario applied to the base data, before any answer is tried: what is asked of whom under which answers.

    `answers` are in force for each relevant condition; `open` those of them that are still *uafklaret*.
    """

    scenario: Scenario
    plans: tuple[CoursePlan, ...]
    applied: Applied
    answers: Answers
    open: tuple[str, ...]
    problems: tuple[Problem, ...]


class _Share(NamedTuple):
    """A frame shared out, the results of the courses that draw on it, in order, and what that was worked out from."""

    frame: FrameResult
    courses: Sequence[CourseResult]
    drawing: Sequence[tuple[Course, Split]]


KnownShares = dict[tuple[Frame, Rule, tuple[int, ...]], _Share]


def evaluate(base: BaseData, scenario: Scenario, known: KnownShares | None = None) -> Evaluation:
    """Evaluate a scenario of a year on the base data.

    Whoever evaluates many that are nearly alike gives them all the same `known`, a dict that is empty at first: a
    frame on which nothing has changed is then not shared out again. The result is the same with it as without.

    Raises UnknownName if the year has no pool, TooManyOpenConditions if more than 10 relevant answers are open.
    """
    ready = prepare(base, scenario)
    fixed = dict(ready.answers)
    results = tuple([_result(ready, fixed, combo, known) for combo in full_answers(ready.open)])
    return Evaluation(
        scenario, ready.answers, ready.open, results, ready.applied.moves, ready.problems, base.data_version
    )


def prepare(base: BaseData, scenario: Scenario) -> Prepared:
    """Apply a scenario to the base data. Raises as `evaluate` does."""
    year = scenario.year
    if base.pool(year) is None:
        raise UnknownName("Puljen for", str(year), tuple(map(str, base.years)))
    plan = year_plan(base, year)
    applied = apply_overrides(base, scenario)
    problems = [*plan.problems, *answer_problems(base, scenario), *applied.problems]
    answers = answers_in_force(base, scenario, plan.conditions)
    still_open = tuple(key for key, answer in answers if answer is Answer.UAFKLARET)
    if len(still_open) > MAX_OPEN:
        raise TooManyOpenConditions(year, still_open, MAX_OPEN)
    plans = list(plan.plans)
    for at, key in sorted((plan.places[key], key) for key in applied.touched):
        before, lines = plans[at], applied.lines.get(key)
        plans[at] = after = before.changed(applied.touched[key], lines, applied.held.get(key, True))
        if after.held and not before.held:  # its financing was not looked at while it was cancelled
            problems += financing_problems(after)
    return Prepared(scenario, tuple(plans), applied, answers, still_open, tuple(problems))


def _result(
    ready: Prepared, fixed: Mapping[str, Answer], combo: Answers, known: KnownShares | None
) -> Result:
    """One full set of answers: split every course, then share out each frame."""
    applied, answers = ready.applied, {**fixed, **dict(combo)}
    splits = [(plan.course, plan.split(answers)) for plan in ready.plans]
    drawing: dict[str | None, list[tuple[Course, Split]]] = {f.key: [] for f in applied.frames}
    drawing[None] = []  # those that draw on no frame
    for each in splits:
        drawing[each[1].frame].append(each)
    shares = [_share(f, ready.scenario.rule, drawing[f.key], known) for f in applied.frames]
    frames = tuple([share.frame for share in shares])
    pool = PoolResult(
        applied.pool,
        sum(f.claimed for f in frames),
        sum(f.allocated for f in frames),
        sum(f.overrun for f in frames),
        applied.pool - sum(f.amount for f in frames),
    )
    results: dict[str | None, Iterator[CourseResult]]
    results = {share.frame.frame.key: iter(share.courses) for share in shares}
    results[None] = iter([_without_claim(*each) for each in drawing[None]])
    return Result(combo, pool, frames, tuple([next(results[split.frame]) for _, split in splits]))


def _share(
    frame: Frame, rule: Rule, drawing: Sequence[tuple[Course, Split]], known: KnownShares | None
) -> _Share:
    """Share out a frame to those that draw on it, or take it from what is known.

    A split is recognised by being the same object, since its plan makes each but once; what is known keeps it alive.
    """
    if known is None:
        return _share_out(frame, rule, drawing)
    key = frame, rule, tuple([id(split) for _, split in drawing])
    if key not in known:
        known[key] = _share_out(frame, rule, drawing)
    return known[key]


def _share_out(frame: Frame, rule: Rule, drawing: Sequence[tuple[Course, Split]]) -> _Share:
    claims = [split.claim for _, split in drawing]
    given = allocate(claims, frame.amount, rule)
    amounts, reasons, available = given.amounts, given.reasons, given.available
    courses = [
        CourseResult(
            course,
            split.held,
            split.cost,
            split.claim.amount,
            amounts[course.id],
            split.payers,
            split.frame,
            split.reason or reasons[course.id],
            available[course.id],
        )
        for course, split in drawing
    ]
    claimed = sum([claim.amount for claim in claims])
    return _Share(FrameResult(frame, claimed, frame.amount - given.remaining), courses, drawing)


def _without_claim(course: Course, split: Split) -> CourseResult:
    reason = split.reason or Reason.FULDT
    return CourseResult(course, split.held, split.cost, 0, 0, split.payers, None, reason, 0)


def with_settings(
    scenario: Scenario, answers: Mapping[str, Answer], overrides: Mapping[str, str]
) -> Scenario:
    """The scenario with more answers and overrides; later ones replace earlier ones of the same name."""
    return replace(
        scenario,
        answers=tuple({**dict(scenario.answers), **answers}.items()),
        overrides=tuple({**dict(scenario.overrides), **overrides}.items()),
    )
