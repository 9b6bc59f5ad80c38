"""Hvornår sker hvad? Everything is placed or listed, in order, and nothing is dropped."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from lederpulje.insight.periods import DateSpan
from lederpulje.insight.schedule import Event, EventKind, Schedule, schedule
from lederpulje.model import BaseData, Meeting, Requirement, Scenario, Status
from lederpulje.scenarios import evaluate
from tests.examples import JA, course, pool_line, scenario
from tests.pages.states import seed, year
from tests.strategies import cases

TODAY = dt.date(2024, 3, 3)
SEED = seed()


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def of(*courses: dict[str, Any], meetings: tuple[Meeting, ...] = (), today: dt.date = TODAY) -> Schedule:
    """The schedule of 2024 with these activities, called k0, k1 …"""
    made = tuple(course(f"k{n}", 1, 100, **fields) for n, fields in enumerate(courses))
    base = replace(year(made, tuple(pool_line(c.id, "kurser") for c in made)), meetings=meetings)
    return schedule(base, evaluate(base, scenario()), today)


def ids(entries: Any) -> list[str]:
    return [e.course.id for e in entries]


def test_the_seed_has_no_date_but_every_period_is_placed() -> None:
    found = schedule(SEED, evaluate(SEED, SEED.baseline(2024)), TODAY)
    assert (len(found.placed), len(found.dated), found.undated, found.not_held) == (7, 0, (), ())
    assert found.shown == DateSpan(day("2024-01-01"), day("2024-12-31"))
    assert [m.body for m in found.meetings] == ["Økonomiudvalget"]
    assert found.next == Event(day("2024-06-11"), EventKind.MOEDE, "Økonomiudvalget")
    assert ids(found.placed)[-1] == "ledertalent", "the autumn comes last"


def test_dates_come_before_words_and_decide_the_order() -> None:
    found = of(
        {"period": "efterår 2024"},
        {"start": day("2024-09-01"), "end": day("2024-09-03"), "period": "forår 2024"},
        {"start": day("2024-02-01")},
        {"period": "engang"},
        {"end": day("2024-05-01")},
    )
    assert ids(found.placed) == ["k2", "k4", "k0", "k1"]
    assert ids(found.undated) == ["k3"]
    assert [e.exact for e in found.placed] == [True, True, False, True]
    assert found.placed[0].days == DateSpan(day("2024-02-01"), day("2024-02-01"))


def test_dates_the_wrong_way_round_are_still_a_span() -> None:
    (entry,) = of({"start": day("2024-09-03"), "end": day("2024-09-01")}).placed
    assert entry.days == DateSpan(day("2024-09-01"), day("2024-09-03"))


def test_the_axis_is_stretched_in_whole_months_but_not_without_end() -> None:
    found = of({"start": day("2024-08-31"), "end": day("2025-02-10"), "deadline": day("2023-11-20")})
    assert found.shown == DateSpan(day("2023-11-01"), day("2025-02-28"))
    slip = of({"start": day("2042-01-01")}, {"start": day("1994-01-01")})
    assert slip.shown == DateSpan(day("2023-01-01"), day("2026-12-31"))
    assert ids(slip.placed) == ["k1", "k0"], "they are still there"


def test_what_comes_next_is_the_first_date_from_today_on() -> None:
    fields = {"start": day("2024-04-01"), "deadline": day("2024-03-03"), "title": "Kursus"}
    meetings = (
        Meeting("m", "Direktionen", day("2024-03-20")),
        Meeting("uden", "Direktionen", None),
        Meeting("andet-aar", "Direktionen", day("2025-03-20")),
    )

    def coming(today: str) -> Event | None:
        return of(fields, {"period": "2024"}, meetings=meetings, today=day(today)).next

    assert coming("2024-03-03") == Event(day("2024-03-03"), EventKind.FRIST, "Kursus"), "today counts"
    assert coming("2024-03-04") == Event(day("2024-03-20"), EventKind.MOEDE, "Direktionen")
    assert coming("2024-03-21") == Event(day("2024-04-01"), EventKind.START, "Kursus")
    assert coming("2024-04-02") is None, "a period in words is no date"


def test_today_is_in_what_is_shown_or_not() -> None:
    assert of({}, today=day("2024-12-31")).has_today
    assert not of({}, today=day("2025-01-01")).has_today
    assert of({"end": day("2025-01-20")}, today=day("2025-01-31")).has_today


def test_what_is_not_held_is_apart_and_what_hangs_on_an_answer_is_marked() -> None:
    found = of(
        {"status": Status.AFLYST, "period": "2024"},
        {"requires": (Requirement("sso_midler", JA),), "period": "2024"},
        {"period": "2024", "start": None},
    )
    assert [c.id for c in found.not_held] == ["k0"]
    assert [(e.course.id, e.maybe) for e in found.placed] == [("k1", True), ("k2", False)]
    base = SEED
    without = scenario(2024, overrides={"ledertalent.held": "nej"})
    assert [c.id for c in schedule(base, evaluate(base, without), TODAY).not_held] == ["ledertalent"]


DATES = st.none() | st.dates(dt.date(1995, 1, 1), dt.date(2095, 12, 31))
PERIODS = st.sampled_from(("", "efterår 2024", "engang", "2023, måske", "1. halvår"))
FIELDS = st.lists(st.tuples(DATES, DATES, DATES, PERIODS), min_size=6, max_size=6)


@given(case=cases(), fields=FIELDS, today=st.dates())
def test_nothing_is_dropped_and_all_is_in_order(
    case: tuple[BaseData, Scenario], fields: list[tuple[Any, Any, Any, str]], today: dt.date
) -> None:
    base, own = case
    courses = tuple(
        replace(c, start=start, end=end, deadline=deadline, period=period)
        for c, (start, end, deadline, period) in zip(base.courses, fields, strict=False)
    )
    base = replace(base, courses=courses)
    evaluation = evaluate(base, own)
    found = schedule(base, evaluation, today)
    everything = [*ids(found.placed), *ids(found.undated), *(c.id for c in found.not_held)]
    assert sorted(everything) == sorted(c.id for c in base.courses_of(own.year))
    held = {c.course.id for r in evaluation.results for c in r.courses if c.held}
    assert set(ids(found.entries)) == held
    starts = [e.days.start for e in found.placed if e.days]
    assert len(starts) == len(found.placed)
    assert starts == sorted(starts)
    assert all(not (e.course.start or e.course.end) for e in found.undated)
    assert found.shown.start <= dt.date(own.year, 1, 1)
    assert found.shown.end >= dt.date(own.year, 12, 31)
    assert found.next is None or found.next.date >= today
