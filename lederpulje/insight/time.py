"""Hvad koster det i tid? Person-days beside the money, never subtracted from the pool."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from lederpulje.model import BaseData, Course, Scenario
from lederpulje.scenarios import CourseResult, evaluate


@dataclass(frozen=True, slots=True)
class Days:
    """The least and the most person-days over the open answers."""

    low: Decimal
    high: Decimal


@dataclass(frozen=True, slots=True)
class CourseTime:
    """A course's person-days; a course that counts days for mentors has one for each participant. `None`: not known."""

    course: Course
    person_days: Days | None
    mentor_days: Days | None


@dataclass(frozen=True, slots=True)
class Time:
    """The courses' time, and its sums over what is known."""

    courses: tuple[CourseTime, ...]
    person_days: Days
    mentor_days: Days


def time_spent(base: BaseData, scenario: Scenario) -> Time:
    """What the activities of a year take in working days. Raises as `evaluate` does."""
    results = evaluate(base, scenario).results
    persons = [[_days(c, c.course.days_per_participant) for c in r.courses] for r in results]
    mentors = [[_days(c, c.course.days_per_mentor) for c in r.courses] for r in results]
    courses = tuple(
        CourseTime(result.course, _span([row[at] for row in persons]), _span([row[at] for row in mentors]))
        for at, result in enumerate(results[0].courses)
    )
    return Time(courses, _sums(persons), _sums(mentors))


def _days(result: CourseResult, each: Decimal | None) -> Decimal | None:
    return None if each is None or result.leaders is None else each * result.leaders


def _span(days: list[Decimal | None]) -> Days | None:
    known = [d for d in days if d is not None]
    return Days(min(known), max(known)) if known else None


def _sums(rows: list[list[Decimal | None]]) -> Days:
    sums = [sum((d for d in row if d is not None), Decimal(0)) for row in rows]
    return Days(min(sums), max(sums))
