"""Dates and deadlines as a calendar file; reading a newer one in updates what is there instead of doubling it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from icalendar import Calendar, Event

from lederpulje.exchange.characters import for_documents
from lederpulje.model import AgendaItem, BaseData, Course, Meeting, Status

_DOMAIN = "lederpulje"
_ONE_DAY = dt.timedelta(days=1)
_MAYBE = (Status.IDE, Status.FORESLAAET)


def calendar(
    base: BaseData,
    year: int | None,
    moment: dt.datetime,
    decided: Sequence[tuple[AgendaItem, str]] = (),
    revision: int = 0,
) -> bytes:
    """What has a date: of one year's list, or of all (`None`). `moment` is when the file is made.

    `decided` are items with the body that treated them, whose follow-ups are due; closed ones are left out.
    `revision` rises with what is decided.
    """
    name = f"Lederpulje {year}" if year else "Lederpulje"
    found = Calendar()
    found.add("prodid", "-//Lederpulje//Kursusliste//DA")
    found.add("version", "2.0")
    found.add("calscale", "GREGORIAN")
    found.add("method", "PUBLISH")
    found.add("name", name)
    found.add("x-wr-calname", name)
    for event in _events(base, year, decided):
        event.add("dtstamp", moment.astimezone(dt.UTC))
        event.add("last-modified", moment.astimezone(dt.UTC))
        event.add("sequence", base.data_version + revision)
        event.add("transp", "TRANSPARENT")  # nobody is busy all day because a course is held
        found.add_component(event)
    return bytes(found.to_ical())


def _events(base: BaseData, year: int | None, decided: Sequence[tuple[AgendaItem, str]]) -> list[Event]:
    events = []
    for course in base.courses if year is None else base.courses_of(year):
        dates = [date for date in (course.start, course.end) if date]
        if dates:
            events.append(_held(course, min(dates), max(dates)))
        if course.deadline:
            events.append(_deadline(course, course.deadline))
    events += [_meeting(m, m.date) for m in base.meetings if m.date and year in (None, m.date.year)]
    events += [
        _follow_up(item, item.deadline, body)
        for item, body in decided
        if item.deadline and not item.closed and year in (None, item.deadline.year)
    ]
    return events


def _held(course: Course, first: dt.date, last: dt.date) -> Event:
    event = _event(f"start-{course.id}", course.title, first, last, course.status)
    event.add("categories", [_text(word) for word in (course.kind.value.capitalize(), course.theme) if word])
    _add_text(event, "location", course.place)
    _add_text(event, "description", _about(course))
    return event


def _deadline(course: Course, day: dt.date) -> Event:
    event = _event(f"frist-{course.id}", f"Tilmeldingsfrist: {course.title}", day, day, course.status)
    event.add("categories", ["Tilmeldingsfrist"])
    _add_text(event, "description", f"Sidste dag at melde til.\n{_about(course)}")
    return event


def _meeting(meeting: Meeting, day: dt.date) -> Event:
    event = _event(f"moede-{meeting.id}", f"Møde: {meeting.body}", day, day)
    event.add("categories", ["Møde"])
    _add_text(event, "description", meeting.note)
    return event


def _follow_up(decision: AgendaItem, day: dt.date, body: str) -> Event:
    event = _event(f"opfoelgning-{decision.id}", f"Opfølgning: {decision.heading}", day, day)
    event.add("categories", ["Opfølgning"])
    lines = [f"Besluttet i: {body}" if body else "", decision.decision, decision.follow_up]
    _add_text(event, "description", "\n".join(line for line in lines if line))
    return event


def _event(uid: str, title: str, first: dt.date, last: dt.date, status: Status | None = None) -> Event:
    """All day from the first day to the last; the end that a calendar keeps is the day after."""
    cancelled = status is Status.AFLYST
    event = Event()
    event.add("uid", f"{_text(uid)}@{_DOMAIN}")
    event.add("summary", _text(f"Aflyst: {title}" if cancelled else title))
    event.add("dtstart", first)
    event.add("dtend", last + _ONE_DAY)
    maybe = "TENTATIVE" if status in _MAYBE else "CONFIRMED"
    event.add("status", "CANCELLED" if cancelled else maybe)
    return event


def _about(course: Course) -> str:
    facts = (
        ("Status", course.status.value),
        ("Tema", course.theme),
        ("Målgruppe", course.audience),
        ("Udbyder", course.provider),
        ("Kontakt", course.contact),
    )
    return "\n".join(f"{name}: {value}" for name, value in facts if value)


def _add_text(event: Event, name: str, text: str) -> None:
    if text:
        event.add(name, _text(text))


def _text(text: str) -> str:
    """A text as a calendar may hold it: one kind of line break, and no other control characters."""
    return for_documents(text.replace("\r\n", "\n").replace("\r", "\n"))
