"""Hvor meget er brugt, og hvad er frit? Each frame's money by how far it is: spent, committed, planned, free."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from lederpulje.insight.cancelling import Terms, terms_of
from lederpulje.insight.coursemoney import ORDERED, WISHES, CourseMoney, course_money, ordered_of
from lederpulje.model import BaseData, Course, Frame, Post
from lederpulje.scenarios import Answers, Evaluation, Span, prepare


@dataclass(frozen=True, slots=True)
class FrameMoney:
    """The money of a frame, or of what lies outside the frames (`frame` is `None`), in øre.

    `wished` is the part of `planned` that is only a wish.
    """

    frame: Frame | None
    amount: int
    spent: int
    committed: int
    planned: int
    wished: int

    @property
    def expected(self) -> int:
        """*Forventet regnskab*."""
        return self.spent + self.committed + self.planned

    @property
    def free(self) -> int:
        """What nobody has spent, ordered or planned; negative where more is wanted than there is."""
        return self.amount - self.expected


@dataclass(frozen=True)
class World:
    """Everything under one set of answers to the open conditions.

    `outside` holds what is in no frame: the part of the pool without a frame, posts that no course is known for, and
    posts of courses that the pool has no line for.
    """

    answers: Answers
    frames: tuple[FrameMoney, ...]
    outside: FrameMoney
    courses: tuple[CourseMoney, ...]

    @cached_property
    def pool(self) -> FrameMoney:
        """The whole pool."""
        rows = (*self.frames, self.outside)
        sums = (sum(getattr(row, name) for row in rows) for name in _SUMMED)
        return FrameMoney(None, *sums)

    @property
    def headroom(self) -> int:
        """What to say is free: minus what frames lack if any does, since other frames cannot cover it; else all."""
        lacking = sum(min(frame.free, 0) for frame in self.frames)
        return lacking or self.pool.free

    @property
    def freed(self) -> int:
        """What can be set free today, as far as it is known."""
        return sum(c.freed or 0 for c in self.courses)


_SUMMED = ("amount", "spent", "committed", "planned", "wished")


@dataclass(frozen=True, slots=True)
class Release:
    """What cancelling or dropping a course sets free: øre of the pool, over the open answers.

    `terms` is `None` where nothing is ordered, so that it can be dropped whenever one likes. `freed` and `fee` are
    `None` while nobody knows.
    """

    course: Course
    bound: Span
    freed: Span | None
    fee: Span | None
    terms: Terms | None


@dataclass(frozen=True)
class Money:
    """A year's money under a scenario on a day; `leftover` are the year's posts that no course is known for."""

    evaluation: Evaluation
    today: dt.date
    worlds: tuple[World, ...]
    releases: tuple[Release, ...]
    leftover: tuple[Post, ...]
    unknown: tuple[Course, ...]

    def span(self, value: Callable[[World], int]) -> Span:
        """The lowest and highest of an amount over the open answers."""
        values = [value(world) for world in self.worlds]
        return Span(min(values), max(values))

    def frame_span(self, place: int, figure: str) -> Span:
        """The span of a frame's figure by its name in `FrameMoney`; frames by their place in the year."""
        return self.span(lambda world: int(getattr(world.frames[place], figure)))


def money(base: BaseData, evaluation: Evaluation, today: dt.date) -> Money:
    """Where the money of an evaluated scenario's year is. Raises as `evaluate` does."""
    year, ready = evaluation.scenario.year, prepare(base, evaluation.scenario)
    posted = posted_on(base.posts)
    ids = {course.id for course in base.courses}
    leftover = tuple(p for p in base.posts if p.course not in ids and p.date.year == year)
    terms = {
        p.course.id: terms_of(p.course, ordered_of(p), today)
        for p in ready.plans
        if p.course.status in ORDERED or p.course.committed
    }
    fixed = dict(evaluation.answers)
    worlds = []
    for result in evaluation.results:
        answers = {**fixed, **dict(result.answers)}
        courses = tuple(
            course_money(p, answers, terms.get(p.course.id), posted.get(p.course.id)) for p in ready.plans
        )
        frames = [f.frame for f in result.frames]
        worlds.append(_world(result.answers, frames, result.pool.unassigned, courses, leftover))
    return Money(
        evaluation,
        today,
        tuple(worlds),
        _releases(worlds, terms),
        leftover,
        _unknown(worlds),
    )


def posted_on(posts: tuple[Post, ...]) -> dict[str, int]:
    """The sum of the posts matched to each course, in øre."""
    sums: dict[str, int] = {}
    for post in posts:
        if post.course:
            sums[post.course] = sums.get(post.course, 0) + post.amount
    return sums


def _world(
    answers: Answers,
    frames: list[Frame],
    unassigned: int,
    courses: tuple[CourseMoney, ...],
    leftover: tuple[Post, ...],
) -> World:
    known = {frame.key for frame in frames}
    rows = {frame.key: [frame.amount, 0, 0, 0, 0] for frame in frames}
    outside = [unassigned, sum(post.amount for post in leftover), 0, 0, 0]
    for each in courses:
        row = rows[each.frame] if each.frame in known and each.frame else outside
        row[1] += each.spent
        row[2] += each.committed
        row[3] += each.planned
        row[4] += each.planned if each.course.status in WISHES else 0
    found = tuple(FrameMoney(frame, *rows[frame.key]) for frame in frames)
    return World(answers, found, FrameMoney(None, *outside), courses)


def _releases(worlds: list[World], terms: Mapping[str, Terms]) -> tuple[Release, ...]:
    """Each course that binds money of the pool's that is not spent; those that hang on a day first, by that day."""
    found = []
    for each in zip(*(world.courses for world in worlds), strict=True):
        bound = [c.committed + c.planned for c in each]
        if not any(bound):
            continue
        course = each[0].course
        found.append(
            Release(
                course,
                Span(min(bound), max(bound)),
                _span([c.freed for c in each]),
                _span([c.fee for c in each]),
                terms.get(course.id),
            )
        )
    return tuple(sorted(found, key=_by_day))


def _by_day(release: Release) -> tuple[bool, dt.date]:
    day = release.terms and (release.terms.until or release.terms.free_until)
    return day is None, day or dt.date.max


def _span(values: list[int | None]) -> Span | None:
    known = [value for value in values if value is not None]
    return Span(min(known), max(known)) if len(known) == len(values) else None


def _unknown(worlds: list[World]) -> tuple[Course, ...]:
    """The courses of which an amount of the pool's is missing under some answers."""
    found = {c.course.id: c.course for world in worlds for c in world.courses if not c.known}
    return tuple(found.values())
