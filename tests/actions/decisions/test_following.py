"""What came of a decision, told in kroner: departures both ways, money ordered and spent, follow-ups in order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from lederpulje.actions.decisions.agenda import new_item, new_meeting
from lederpulje.actions.decisions.deciding import Signed, correct, follow_up, item_of, same_calculation
from lederpulje.actions.decisions.following import (
    Due,
    courses_of,
    decided_courses,
    departure_text,
    departures,
    follow_ups,
    led_to,
    new_departures,
    to_be_followed,
)
from lederpulje.actions.decisions.reading import Decided, decided
from lederpulje.model import BaseData, Outcome, Status
from lederpulje.scenarios import Span
from lederpulje.store import Store, open_for_reading, open_store
from tests.actions.decisions.made import FIRST, decide_on, sealed
from tests.examples import kr

TODAY = dt.date(2024, 4, 15)
ALL = Span(13_000_000, 13_000_000)


@pytest.fixture(scope="module")
def store(original: Path) -> Iterator[Store]:
    with open_for_reading(original) as opened:
        yield opened


@pytest.fixture(scope="module")
def base(store: Store) -> BaseData:
    return store.base_data()


def the(store: Store, number: int) -> Decided:
    found = decided(store.agenda().entry(number))
    assert found is not None
    return found


def talent(base: BaseData, **changes: Any) -> BaseData:
    """Base data in which the talent concept is otherwise."""
    courses = tuple(replace(c, **changes) if c.id == "ledertalent" else c for c in base.courses)
    return replace(base, courses=courses)


def without(base: BaseData, course: str) -> BaseData:
    return replace(
        base,
        courses=tuple(c for c in base.courses if c.id != course),
        funding=tuple(line for line in base.funding if line.course != course),
    )


@pytest.mark.parametrize(
    ("participants", "now", "said"),
    [
        (2, 6_500_000, "efter listen nu 65.000 kr., altså −65.000 kr."),
        (5, 16_250_000, "efter listen nu 162.500 kr., altså +32.500 kr."),
    ],
)
def test_a_departure_is_told_in_kroner_either_way(
    store: Store, base: BaseData, participants: int, now: int, said: str
) -> None:
    (found,) = departures(talent(base, participants=participants), the(store, FIRST))
    assert (found.decided.claimed, found.now) == (ALL, Span(now, now))
    told = departure_text(found).replace("\xa0", " ")
    assert told == f"Ledertalentudviklingskoncept: besluttet 130.000 kr. (kvittering 9), {said}"


def test_a_course_that_is_not_on_the_list_any_more_is_a_departure_without_a_figure(
    store: Store, base: BaseData
) -> None:
    (found,) = departures(without(base, "ledertalent"), the(store, FIRST))
    assert found.now is None
    assert departure_text(found).endswith("men aktiviteten er ikke på listen mere.")


def test_a_course_that_was_decided_to_cost_the_pool_nothing_may_leave_the_list(
    store: Store, base: BaseData
) -> None:
    others_pay = the(store, 11)
    again = Decided(sealed(others_pay.entry, item={**others_pay.item, "courses": ["ledertalent"]}))
    assert [each.claimed for each in courses_of(again)] == [Span(0, 0)]
    assert departures(base, again) == ()
    assert departures(without(base, "ledertalent"), again) == ()


def test_where_answers_were_open_the_departure_is_a_span(store: Store, base: BaseData) -> None:
    (found,) = departures(talent(base, participants=2), the(store, 10))
    assert (found.decided.claimed, found.now) == (Span(0, 13_000_000), Span(0, 6_500_000))
    assert "altså" not in departure_text(found)


def test_nothing_can_be_held_against_a_year_without_a_pool(store: Store, base: BaseData) -> None:
    gone = replace(base, pools=())
    assert departures(gone, the(store, FIRST)) == ()
    assert led_to(gone, the(store, FIRST), TODAY) == ()


def test_a_change_is_told_of_only_where_it_makes_a_new_departure(store: Store, base: BaseData) -> None:
    """Of the talent concept the open decision 10 is the newest that stands; 11 says that others pay."""
    two, three = talent(base, participants=2), talent(base, participants=3)
    agenda = store.agenda()
    assert [d.decided.decision.number for d in new_departures(agenda, base, two)] == [10]
    assert [d.now for d in new_departures(agenda, two, three)] == [Span(0, 9_750_000)]
    assert new_departures(agenda, two, two) == () == new_departures(agenda, two, base)


def test_what_was_decided_of_a_course_is_its_claim_in_the_newest_approved_decision(store: Store) -> None:
    latest = decided_courses(store.agenda())
    assert {course: found.decision.number for course, found in latest.items()} == {
        "ledertalent": 10,
        **dict.fromkeys(
            (
                *("fastholdelse-senior", "fastholdelse-sygefravaer", "fastholdelse-boarding"),
                *("evaluering-2024", "dol-2024", "master-2024"),
            ),
            11,
        ),
    }


def test_a_decision_without_a_calculation_says_nothing_of_money(store: Store, base: BaseData) -> None:
    old = the(store, 8)
    assert not any((courses_of(old), departures(base, old), led_to(base, old, TODAY)))


def test_what_it_led_to_is_ordered_and_spent_against_decided(store: Store, base: BaseData) -> None:
    ordered = talent(base, status=Status.BESTILT, committed=kr(97_500), spent=kr(32_500))
    found = {each.decided.course: each for each in led_to(ordered, the(store, FIRST), TODAY)}
    came = found["ledertalent"]
    assert (came.decided.claimed, came.status) == (ALL, "bestilt")
    assert came.planned == Span(0, 0), "all of it is ordered"
    assert (came.committed, came.spent) == (Span(kr(65_000), kr(65_000)), Span(kr(32_500), kr(32_500)))
    gone = {
        each.decided.course: each for each in led_to(without(base, "ledertalent"), the(store, FIRST), TODAY)
    }
    assert gone["ledertalent"].status == "ikke på listen mere"
    assert gone["ledertalent"].spent == Span(0, 0)


def test_follow_ups_stand_overdue_first_then_open_then_done(database: Path) -> None:
    with open_store(database) as store:
        meeting = new_meeting(store, "Direktionen", "05-06-2024")

        def asked(heading: str, **fields: Any) -> int:
            item = replace(new_item(store, meeting.id, heading), **fields)
            return decide_on(store, item, None, heading, Outcome.DROEFTET).number

        done = asked("Færdig", deadline=dt.date(2024, 1, 1), follow_up="HR")
        opened = asked("Uden frist", follow_up="HR")
        asked("Ingen beder om noget")
        soon = asked("Snart", deadline=TODAY)
        late = asked("For sent", deadline=TODAY - dt.timedelta(1))
        later = asked("Længst for sent", deadline=dt.date(2024, 2, 1))
        follow_up(store, done, dt.date(2024, 4, 1), "Lederne ved det.", Signed("HR", "a"))
        found = follow_ups(store.agenda(), TODAY)
        assert [(f.decision.number, f.due) for f in found] == [
            (later, Due.OVERSKREDET),
            (late, Due.OVERSKREDET),
            (soon, Due.AABEN),
            (opened, Due.AABEN),
            (done, Due.FAERDIG),
        ]
        assert (found[-1].done, found[-1].note) == (dt.date(2024, 4, 1), "Lederne ved det.")
        assert {item.heading for item, _ in to_be_followed(store.agenda())} == {
            *("Længst for sent", "For sent", "Snart", "Uden frist"),
        }
        follow_up(store, done, None, "Ikke alle ved det.", Signed("HR", "b"))
        assert follow_ups(store.agenda(), TODAY)[0].decision.number == done, "open again, and overdue"
        old = the(store, late)
        better = replace(item_of(old), deadline=None, news="Der var ingen frist.")
        correct(store, late, better, same_calculation(old), Signed("HR", "c"))
        assert late not in [f.decision.number for f in follow_ups(store.agenda(), TODAY)]
