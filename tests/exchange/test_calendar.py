"""The calendar: what has a date is there once, whole days, in Danish, and can be updated."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from icalendar import Calendar, Event

from lederpulje.exchange.calendar import calendar
from lederpulje.model import BaseData, Meeting, Status
from tests.examples import course
from tests.exchange.hostile import CONTROL, FULL, LONG, full, hostile, seed

MOMENT = dt.datetime(2026, 11, 22, 12, 30, tzinfo=dt.timezone(dt.timedelta(hours=1)))


def events(base: BaseData, year: int | None = None, moment: dt.datetime = MOMENT) -> dict[str, Event]:
    """The events by what they are known by; none is there twice."""
    bodies = {meeting.id: meeting.body for meeting in base.meetings}
    decided = [(item, bodies[item.meeting]) for item in base.items]
    found = Calendar.from_ical(calendar(base, year, moment, decided)).events
    by_uid = {str(event["uid"]): event for event in found}
    assert len(by_uid) == len(found)
    return by_uid


def days(event: Event) -> tuple[dt.date, dt.date]:
    return event.decoded("dtstart"), event.decoded("dtend")


def test_activities_deadlines_meetings_and_follow_ups_are_whole_days() -> None:
    assert {uid: (str(e["summary"]), *days(e)) for uid, e in events(full()).items()} == {
        "start-fuld-2024@lederpulje": (
            *("Et forløb med alt udfyldt", dt.date(2024, 9, 3)),
            dt.date(2024, 9, 6),  # the day after the last
        ),
        "frist-fuld-2024@lederpulje": (
            *("Tilmeldingsfrist: Et forløb med alt udfyldt", dt.date(2024, 8, 1)),
            dt.date(2024, 8, 2),
        ),
        "moede-m1@lederpulje": ("Møde: Direktionen", dt.date(2024, 3, 7), dt.date(2024, 3, 8)),
        "opfoelgning-d1@lederpulje": ("Opfølgning: Temaerne", dt.date(2024, 4, 1), dt.date(2024, 4, 2)),
    }


def test_an_activity_says_where_it_is_and_what_it_is_about() -> None:
    event = events(full())["start-fuld-2024@lederpulje"]
    assert str(event["location"]) == "Rådhuset, lokale 3; 1. sal"
    assert str(event["description"]).splitlines() == [
        *("Status: bestilt", "Tema: Tema", "Målgruppe: Ledere", "Udbyder: Udbyder", "Kontakt: HR-konsulent")
    ]
    assert event.categories == ["Forløb", "Tema"]
    assert (event["status"], event["transp"]) == ("CONFIRMED", "TRANSPARENT")


def test_the_file_says_what_it_is() -> None:
    found = Calendar.from_ical(calendar(full(), 2024, MOMENT))
    assert {name: str(found[name]) for name in ("prodid", "version", "method", "name", "x-wr-calname")} == {
        "prodid": "-//Lederpulje//Kursusliste//DA",
        "version": "2.0",
        "method": "PUBLISH",
        "name": "Lederpulje 2024",
        "x-wr-calname": "Lederpulje 2024",
    }


def test_a_newer_file_updates_the_same_events() -> None:
    later = replace(full(), data_version=8, courses=(replace(FULL, start=dt.date(2024, 9, 4)),))
    old, new = events(full()), events(later, moment=MOMENT + dt.timedelta(days=1))
    assert old.keys() == new.keys()
    uid = "start-fuld-2024@lederpulje"
    assert (old[uid]["sequence"], new[uid]["sequence"]) == (7, 8)
    assert old[uid].decoded("last-modified") < new[uid].decoded("last-modified")
    assert old[uid].decoded("dtstamp") == dt.datetime(2026, 11, 22, 11, 30, tzinfo=dt.UTC)
    assert days(new[uid])[0] == dt.date(2024, 9, 4)


def test_what_is_cancelled_is_cancelled_in_the_calendar_too() -> None:
    base = replace(full(), courses=(replace(FULL, status=Status.AFLYST),))
    found = events(base)
    for uid in ("start-fuld-2024@lederpulje", "frist-fuld-2024@lederpulje"):
        assert found[uid]["status"] == "CANCELLED"
        assert str(found[uid]["summary"]).startswith("Aflyst: ")


@pytest.mark.parametrize(
    ("status", "said"),
    [(Status.IDE, "TENTATIVE"), (Status.FORESLAAET, "TENTATIVE"), (Status.PLANLAGT, "CONFIRMED")],
)
def test_an_idea_is_only_tentative(status: Status, said: str) -> None:
    found = events(replace(full(), courses=(replace(FULL, status=status),)))
    assert found["start-fuld-2024@lederpulje"]["status"] == said


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (dt.date(2024, 5, 1), None, (dt.date(2024, 5, 1), dt.date(2024, 5, 2))),
        (None, dt.date(2024, 5, 1), (dt.date(2024, 5, 1), dt.date(2024, 5, 2))),
        (dt.date(2024, 12, 31), dt.date(2025, 1, 2), (dt.date(2024, 12, 31), dt.date(2025, 1, 3))),
        (dt.date(2024, 5, 3), dt.date(2024, 5, 1), (dt.date(2024, 5, 1), dt.date(2024, 5, 4))),
    ],
)
def test_one_date_is_one_day_and_the_wrong_way_round_is_a_span(
    start: dt.date | None, end: dt.date | None, expected: tuple[dt.date, dt.date]
) -> None:
    base = BaseData(courses=(course("k", start=start, end=end),))
    assert days(events(base)["start-k@lederpulje"]) == expected


def test_a_year_has_its_own_list_and_meetings() -> None:
    next_year = course("næste", year=2025, start=dt.date(2025, 2, 1))
    met = (Meeting("m2", "Økonomiudvalget", dt.date(2025, 3, 1)), Meeting("m3", "Uden dato", None))
    base = replace(full(), courses=(FULL, next_year), meetings=(*full().meetings, *met))
    assert [*events(base, 2025)] == ["start-næste@lederpulje", "moede-m2@lederpulje"]
    assert len(events(base)) == 6


def test_hostile_texts_come_back_as_they_were() -> None:
    titles = [c.title.replace("\r\n", "\n") for c in hostile().courses]
    found = events(hostile())
    assert [str(e["summary"]) for uid, e in found.items() if uid.startswith("start-")] == titles
    assert LONG in titles


def test_control_characters_are_left_out() -> None:
    data = calendar(hostile((CONTROL, "a\r\nb\rc")), None, MOMENT)
    assert not [line for line in data.decode().split("\r\n") if any(ord(c) < 32 and c != "\t" for c in line)]
    assert [str(e["summary"]) for e in Calendar.from_ical(data).events][:2] == ["abcdef", "a\nb\nc"]


def test_nothing_with_a_date_gives_an_empty_calendar() -> None:
    assert events(BaseData()) == {}
    assert {uid.split("-")[0] for uid in events(seed())} == {"moede"}
