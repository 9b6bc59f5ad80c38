"""Base data + scenario → evaluation: every figure, under every combination of the answers that are still open."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, TypeVar

from lederpulje import ENGINE_VERSION
from lederpulje.allocation import Allocation, Claim, allocate
from lederpulje.errors import Problem, TooManyOpenConditions, UnknownName
from lederpulje.model import Answer, BaseData, Course, Frame, Reason, Scenario
from lederpulje.scenarios.overrides import Applied, Move, apply_overrides
from lederpulje.scenarios.plan import (
    MAX_OPEN,
    Answers,
    CoursePlan,
    Split,
    financing_problems,
    full_answers,
    year_plan,
)

T = TypeVar("T")


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
        return _only(f for f in self.frames if f.frame.key == key)

    def course(self, key: str) -> CourseResult:
        """A course's result by id. Raises KeyError for a course that the year has not."""
        return _only(c for c in self.courses if c.course.id == key)


def _only(found: Iterator[T]) -> T:
    for value in found:
        return value
    raise KeyError


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
        return self.span(lambda r: int(getattr(r.frame(key), figure)))

    def ends(self, value: Callable[[Result], int]) -> tuple[Answers, Answers]:
        """The open answers at which an amount is lowest and highest; of several the first, *ja* before *nej*."""
        return min(self.results, key=value).answers, max(self.results, key=value).answers

    def under(self, answers: Mapping[str, Answer]) -> Result:
        """The result under the given answers to the open conditions."""
        wanted = tuple((key, answers[key]) for key in self.open)
        return next(r for r in self.results if r.answers == wanted)

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


def evaluate(base: BaseData, scenario: Scenario) -> Evaluation:
    """Evaluate a scenario of a year on the base data.

    Raises UnknownName if the year has no pool, TooManyOpenConditions if more than 10 relevant answers are open.
    """
    ready = prepare(base, scenario)
    fixed = dict(ready.answers)
    results = tuple(
        _result(ready.plans, ready.applied, scenario, fixed, combo) for combo in full_answers(ready.open)
    )
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
    problems = [*plan.problems, *_answer_problems(base, scenario), *applied.problems]
    answers = _answers(base, scenario, plan.conditions)
    still_open = tuple(key for key, answer in answers if answer is Answer.UAFKLARET)
    if len(still_open) > MAX_OPEN:
        raise TooManyOpenConditions(year, still_open, MAX_OPEN)
    plans = [_with_overrides(p, applied) for p in plan.plans] if applied.touched else plan.plans
    for before, after in zip(plan.plans, plans, strict=True):
        if after.held and not before.held:  # its financing was not looked at while it was cancelled
            problems += financing_problems(after)
    return Prepared(scenario, tuple(plans), applied, answers, still_open, tuple(problems))


def _answers(base: BaseData, scenario: Scenario, relevant: Iterable[str]) -> Answers:
    """The answer in force for each relevant condition: the scenario's own, else the base data's."""
    known = {c.key: c.answer for c in base.conditions}
    own = dict(scenario.answers)
    return tuple((key, own.get(key, known.get(key, Answer.UAFKLARET))) for key in relevant)


def _answer_problems(base: BaseData, scenario: Scenario) -> list[Problem]:
    known = tuple(c.key for c in base.conditions)
    return [
        Problem(key, str(UnknownName("Forudsætningen", key, known)))
        for key, _ in scenario.answers
        if key not in known
    ]


def _with_overrides(plan: CoursePlan, applied: Applied) -> CoursePlan:
    key = plan.course.id
    if key not in applied.touched:
        return plan
    frames = frozenset(f.key for f in applied.frames)
    return CoursePlan(
        applied.touched[key], applied.lines.get(key, plan.lines), frames, applied.held.get(key, True)
    )


def _result(
    plans: Iterable[CoursePlan],
    applied: Applied,
    scenario: Scenario,
    fixed: dict[str, Answer],
    combo: Answers,
) -> Result:
    """One full set of answers: split every course, then share out each frame."""
    answers = {**fixed, **dict(combo)} if combo else fixed
    splits = [(plan.course, plan.split(answers)) for plan in plans]
    claims: dict[str, list[Claim]] = {frame.key: [] for frame in applied.frames}
    for _, split in splits:
        if split.frame is not None:
            claims[split.frame].append(split.claim)
    shared = {f.key: allocate(claims[f.key], f.amount, scenario.rule) for f in applied.frames}
    frames = tuple(
        FrameResult(f, sum(c.amount for c in claims[f.key]), f.amount - shared[f.key].remaining)
        for f in applied.frames
    )
    pool = PoolResult(
        applied.pool,
        sum(f.claimed for f in frames),
        sum(f.allocated for f in frames),
        sum(f.overrun for f in frames),
        applied.pool - sum(f.amount for f in frames),
    )
    return Result(
        combo, pool, frames, tuple([_course_result(course, split, shared) for course, split in splits])
    )


def _course_result(course: Course, split: Split, shared: Mapping[str, Allocation]) -> CourseResult:
    if split.frame is None:
        reason = split.reason or Reason.FULDT
        return CourseResult(course, split.held, split.cost, 0, 0, split.payers, None, reason, 0)
    allocation, key = shared[split.frame], course.id
    return CourseResult(
        course,
        split.held,
        split.cost,
        split.claim.amount,
        allocation.amounts[key],
        split.payers,
        split.frame,
        split.reason or allocation.reasons[key],
        allocation.available[key],
    )


def with_settings(
    scenario: Scenario, answers: Mapping[str, Answer], overrides: Mapping[str, str]
) -> Scenario:
    """The scenario with more answers and overrides; later ones replace earlier ones of the same name."""
    return replace(
        scenario,
        answers=tuple({**dict(scenario.answers), **answers}.items()),
        overrides=tuple({**dict(scenario.overrides), **overrides}.items()),
    )
