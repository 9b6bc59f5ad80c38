"""Hvornår sker hvad? A year's activities, deadlines and meetings in time, and what has no date yet."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from lederpulje.insight.periods import DateSpan, period_days
from lederpulje.model import BaseData, Course, Meeting
from lederpulje.scenarios import Evaluation

_YEARS_BEFORE, _YEARS_AFTER = 1, 2  # further than that from its pool's year a date is a slip of the key


class EventKind(StrEnum):
    """What can come next."""

    FRIST = "frist"
    START = "start"
    MOEDE = "møde"


@dataclass(frozen=True, slots=True)
class Event:
    """A day on which something happens; `title` is an activity's, or the body that meets."""

    date: dt.date
    kind: EventKind
    title: str


@dataclass(frozen=True, slots=True)
class Entry:
    """An activity that is held, or may be (`maybe`: an open answer decides); `days` is `None` while nobody knows.

    `exact` says whether the days are dates, or only what a period in words can mean.
    """

    course: Course
    days: DateSpan | None
    exact: bool
    maybe: bool


@dataclass(frozen=True, slots=True)
class Schedule:
    """The activities of a year: placed in time by their start, or undated; those not held are apart.

    `shown` is the calendar year, in whole months longer where a date lies before or after it.
    """

    shown: DateSpan
    placed: tuple[Entry, ...]
    undated: tuple[Entry, ...]
    not_held: tuple[Course, ...]
    meetings: tuple[Meeting, ...]
    events: tuple[Event, ...]
    today: dt.date

    @property
    def entries(self) -> tuple[Entry, ...]:
        """All that is held or may be."""
        return (*self.placed, *self.undated)

    @property
    def dated(self) -> tuple[Entry, ...]:
        """What has a date and not only a period in words."""
        return tuple(e for e in self.placed if e.exact)

    @property
    def has_today(self) -> bool:
        """Whether today lies in what is shown."""
        return self.shown.start <= self.today <= self.shown.end

    @property
    def next(self) -> Event | None:
        """The first thing with a date from today on."""
        return next((e for e in self.events if e.date >= self.today), None)


def schedule(base: BaseData, evaluation: Evaluation, today: dt.date) -> Schedule:
    """When the activities of the evaluated year take place, as far as that is known."""
    year = evaluation.scenario.year
    held = [{c.course.id for c in r.courses if c.held} for r in evaluation.results]
    entries, not_held = [], []
    for course in base.courses_of(year):
        count = sum(course.id in ids for ids in held)
        if count:
            entries.append(_entry(course, maybe=count < len(held)))
        else:
            not_held.append(course)
    placed = sorted((e for e in entries if e.days), key=_when)
    shown = _shown(year, entries)
    meetings = tuple(m for m in base.meetings if m.date and shown.start <= m.date <= shown.end)
    return Schedule(
        shown,
        tuple(placed),
        tuple(e for e in entries if not e.days),
        tuple(not_held),
        tuple(sorted(meetings, key=lambda m: m.date or dt.date.min)),
        _events(entries, meetings),
        today,
    )


def _entry(course: Course, *, maybe: bool) -> Entry:
    """A start or an end alone is that day; dates the wrong way round are taken as a span all the same."""
    dates = [date for date in (course.start, course.end) if date]
    if dates:
        return Entry(course, DateSpan(min(dates), max(dates)), True, maybe)
    return Entry(course, period_days(course.period, course.year), False, maybe)


def _when(entry: Entry) -> tuple[dt.date, dt.date]:
    return (entry.days.start, entry.days.end) if entry.days else (dt.date.max, dt.date.max)


def _shown(year: int, entries: list[Entry]) -> DateSpan:
    dates = [e.course.deadline for e in entries if e.course.deadline]
    dates += [date for e in entries if e.days for date in (e.days.start, e.days.end)]
    first = max(min([dt.date(year, 1, 1), *dates]), dt.date(max(year - _YEARS_BEFORE, 1), 1, 1))
    last = min(max([dt.date(year, 12, 31), *dates]), dt.date(year + _YEARS_AFTER, 12, 31))
    return DateSpan(first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1]))


def _events(entries: list[Entry], meetings: tuple[Meeting, ...]) -> tuple[Event, ...]:
    events = [Event(m.date, EventKind.MOEDE, m.body) for m in meetings if m.date]
    for entry in entries:
        if entry.course.deadline:
            events.append(Event(entry.course.deadline, EventKind.FRIST, entry.course.title))
        if entry.days and entry.exact:
            events.append(Event(entry.days.start, EventKind.START, entry.course.title))
    return tuple(sorted(events, key=lambda e: e.date))
