"""What a decision has led to, and whether the course list still says what was decided; øre of the pool.

What was decided of a course is its claim on the pool in the locked calculation, also where the board decided to go
over the frame. It is told from the newest decision that stands: approved, and neither corrected nor taken up again
with another outcome. A list departs from it if the same scenario claims something else of today's list.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lederpulje.actions.decisions.deciding import item_of
from lederpulje.actions.decisions.reading import APPROVED, Decided, decided, fate, standing
from lederpulje.errors import LederpuljeError
from lederpulje.insight.coursemoney import CourseMoney
from lederpulje.insight.money import money
from lederpulje.model import Agenda, AgendaItem, BaseData
from lederpulje.money import format_signed, format_span
from lederpulje.scenarios import Evaluation, Span, evaluate
from lederpulje.wording import sentence

Figures = Mapping[str, Any]
NOTHING = Span(0, 0)


@dataclass(frozen=True, slots=True)
class DecidedCourse:
    """What a decision says of a course: its claim on the pool, over the answers that were open."""

    course: str
    title: str
    claimed: Span
    decision: Decided


@dataclass(frozen=True, slots=True)
class Departure:
    """A course whose claim is another than what was decided; `now` is `None` where it is not on the list any more."""

    decided: DecidedCourse
    now: Span | None


@dataclass(frozen=True, slots=True)
class LedTo:
    """What has come of a decided course: how far it is, and its money on the pool over the open answers."""

    decided: DecidedCourse
    status: str
    planned: Span
    committed: Span
    spent: Span


class Due(StrEnum):
    """How a follow-up stands."""

    AABEN = "åben"
    OVERSKREDET = "overskredet"
    FAERDIG = "færdig"


@dataclass(frozen=True, slots=True)
class FollowUp:
    """Something that was to be done after a decision."""

    decision: Decided
    who: str
    deadline: dt.date | None
    due: Due
    done: dt.date | None
    note: str


def follow_ups(agenda: Agenda, today: dt.date) -> tuple[FollowUp, ...]:
    """What decisions that stand ask somebody to do: overdue first, then by deadline, what is done last."""
    found = [_follow_up(agenda, d, today) for d in standing(agenda) if d.text("follow_up") or d.deadline]
    order = [Due.OVERSKREDET, Due.AABEN, Due.FAERDIG]
    return tuple(
        sorted(found, key=lambda f: (order.index(f.due), f.deadline or dt.date.max, f.decision.number))
    )


def _follow_up(agenda: Agenda, found: Decided, today: dt.date) -> FollowUp:
    entry = fate(agenda, found.number).followed_up
    later = Decided(entry) if entry is not None else None
    day = later.content.get("done") if later else None
    done = dt.date.fromisoformat(day) if day else None
    overdue = found.deadline is not None and found.deadline < today
    due = Due.FAERDIG if done else Due.OVERSKREDET if overdue else Due.AABEN
    return FollowUp(
        found, found.text("follow_up"), found.deadline, due, done, later.text("note") if later else ""
    )


def to_be_followed(agenda: Agenda) -> tuple[tuple[AgendaItem, str], ...]:
    """The items of decisions that stand and whose follow-up is not done, each with the body that treated it."""
    open_ones = [f.decision for f in follow_ups(agenda, dt.date.max) if f.due is not Due.FAERDIG]
    return tuple((item_of(d), d.text("body")) for d in open_ones)


def decided_courses(agenda: Agenda) -> Mapping[str, DecidedCourse]:
    """What was decided last of each course that an approved decision with a calculation is about."""
    found: dict[str, DecidedCourse] = {}
    for decision in sorted(standing(agenda), key=lambda d: (d.date or dt.date.min, d.number)):
        if decision.outcome in APPROVED:
            found.update({each.course: each for each in courses_of(decision)})
    return found


def courses_of(decision: Decided) -> tuple[DecidedCourse, ...]:
    """The courses that a decision's calculation says something of: those it names, or all that claim money."""
    if decision.calculation is None:
        return ()
    said = {c["id"]: _span(c["claimed_oere"]) for c in decision.calculation["results"]["courses"]}
    about = (
        [c for c in said if c in decision.courses] if decision.courses else [c for c in said if said[c].high]
    )
    return tuple(
        DecidedCourse(course, decision.text(f"course:{course}") or course, said[course], decision)
        for course in about
    )


def departures(base: BaseData, decision: Decided) -> tuple[Departure, ...]:
    """The courses whose claim on the pool is another on today's list than when it was decided."""
    about = courses_of(decision)
    evaluation = _today(base, decision)
    if not about or evaluation is None:
        return ()
    claims = {c.course.id: _claim(evaluation, at) for at, c in enumerate(evaluation.first.courses)}
    return tuple(
        Departure(each, claims.get(each.course))
        for each in about
        if claims.get(each.course, None if each.claimed.high else each.claimed) != each.claimed
    )


def new_departures(agenda: Agenda, before: BaseData, after: BaseData) -> tuple[Departure, ...]:
    """What a change of the list would make depart from decisions, or depart otherwise than it does already."""
    latest = decided_courses(agenda)
    return tuple(
        departure
        for decision in _behind(latest)
        for departure in departures(after, decision)
        if departure.decided == latest[departure.decided.course]
        and departure not in departures(before, decision)
    )


def come_of(agenda: Agenda, base: BaseData, today: dt.date, year: int | None = None) -> tuple[LedTo, ...]:
    """What has come of each decided course, by the decision that was the last about it; of one year or of all."""
    latest = decided_courses(agenda)
    return tuple(
        found
        for decision in _behind(latest)
        if year in (None, decision.year)
        for found in led_to(base, decision, today)
        if found.decided == latest[found.decided.course]
    )


def _behind(latest: Mapping[str, DecidedCourse]) -> tuple[Decided, ...]:
    """The decisions that courses were decided by, each once."""
    return tuple({each.decision.number: each.decision for each in latest.values()}.values())


def departure_text(found: Departure) -> str:
    """How a course's claim on the pool has moved since it was decided, in kroner."""
    was = format_span(found.decided.claimed.low, found.decided.claimed.high)
    receipt = f"kvittering {found.decided.decision.number}"
    if found.now is None:
        return f"{found.decided.title}: besluttet {was} ({receipt}), men aktiviteten er ikke på listen mere."
    now = format_span(found.now.low, found.now.high)
    said = f"{found.decided.title}: besluttet {was} ({receipt}), efter listen nu {now}"
    if not (found.now.is_point and found.decided.claimed.is_point):
        return sentence(said)
    return sentence(f"{said}, altså {format_signed(found.now.low - found.decided.claimed.low)}")


def led_to(base: BaseData, decision: Decided, today: dt.date) -> tuple[LedTo, ...]:
    """What has come of each course of a decision, on today's list."""
    about = courses_of(decision)
    evaluation = _today(base, decision)
    if not about or evaluation is None:
        return ()
    worlds = money(base, evaluation, today).worlds
    at = {each.course.id: place for place, each in enumerate(worlds[0].courses)}
    return tuple(
        _led_to(each, [w.courses[at[each.course]] for w in worlds] if each.course in at else [])
        for each in about
    )


def _led_to(each: DecidedCourse, found: list[CourseMoney]) -> LedTo:
    if not found:
        return LedTo(each, "ikke på listen mere", NOTHING, NOTHING, NOTHING)
    spans = [
        Span(min(values), max(values))
        for values in (
            [c.planned for c in found],
            [c.committed for c in found],
            [c.spent for c in found],
        )
    ]
    return LedTo(each, found[0].course.status.value, *spans)


def _today(base: BaseData, decision: Decided) -> Evaluation | None:
    """The decided scenario on today's list; `None` where its year is not there any more."""
    if decision.inputs is None:
        return None
    try:
        return evaluate(base, decision.inputs[1])
    except LederpuljeError:  # the year's pool is gone, or too much is open: nothing can be held against it
        return None


def _claim(evaluation: Evaluation, at: int) -> Span:
    return evaluation.span(lambda r: r.courses[at].claimed)


def _span(amount: int | Mapping[str, int]) -> Span:
    return Span(amount, amount) if isinstance(amount, int) else Span(amount["low"], amount["high"])


def last_word(agenda: Agenda, number: int) -> Decided | None:
    """The decision that corrects another, however many times it was corrected; itself if nobody has."""
    found = decided(agenda.entry(number))
    while found is not None and (later := fate(agenda, found.number).corrected_by) is not None:
        found = later
    return found
