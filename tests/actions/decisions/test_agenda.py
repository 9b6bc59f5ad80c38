"""Meetings and items are prepared field by field; nothing that somebody wrote is lost."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.actions.decisions.agenda import (
    change_item,
    change_meeting,
    date_of,
    format_day,
    item_order,
    items_of,
    meeting_name,
    new_item,
    new_meeting,
    newest_first,
    next_number,
    remove_meeting,
    send_on,
    set_deadline,
    set_item,
    take_up_again,
    treated_of,
)
from lederpulje.actions.decisions.deciding import Signed, correct, item_of
from lederpulje.actions.decisions.reading import Decided, decided
from lederpulje.errors import AgendaRefused
from lederpulje.model import AgendaItem, BaseData, Entry, Meeting, Outcome
from lederpulje.store import Store, open_store, read_seed
from tests.actions.decisions.made import decide_on

Put = Callable[[Path, BaseData], Path]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory, put_database: Put) -> Iterator[Store]:
    """One database for all: each test has meetings of its own."""
    path = put_database(tmp_path_factory.mktemp("agenda") / "l.duckdb", read_seed(DEFAULT_SEED))
    with open_store(path) as opened:
        yield opened


@pytest.fixture
def meeting(store: Store) -> Meeting:
    return new_meeting(store, " Direktionen ", "5. juni 2029")


def the(store: Store, entry: Entry) -> Decided:
    found = decided(store.agenda().entry(entry.number))
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("21. juni 2023", dt.date(2023, 6, 21)),
        (" 21-06-2023 ", dt.date(2023, 6, 21)),
        ("2023-06-21", dt.date(2023, 6, 21)),
        ("  ", None),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, date: dt.date | None) -> None:
    assert date_of(text) == date


@pytest.mark.parametrize("text", ["31. februar 2024", "i morgen", "12", "<b>", "21-06-23-24"])
def test_what_is_no_date_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(AgendaRefused, match=r"Skriv fx 24-02-2027 eller 24\. februar 2027\."):
        date_of(text)


def test_a_meeting_may_be_without_a_date_but_not_without_a_body(store: Store) -> None:
    unknown = new_meeting(store, "Hovedudvalget", "")
    assert (unknown.date, meeting_name(unknown)) == (None, "Hovedudvalget, uden dato")
    assert newest_first(store.agenda().meetings)[0].date is None
    with pytest.raises(AgendaRefused, match="Mødet har ingen instans"):
        new_meeting(store, " \u00a0", "5. juni 2029")
    remove_meeting(store, unknown.id)


def test_items_and_meetings_made_in_the_same_moment_are_all_there(store: Store) -> None:
    meeting = new_meeting(store, "Direktionen", "7. juni 2029")
    with ThreadPoolExecutor(4) as pool:
        items = list(pool.map(lambda n: new_item(store, meeting.id, f"Punkt {n}"), range(4)))
        meetings = list(pool.map(lambda n: new_meeting(store, f"Udvalg {n}", ""), range(4)))
    assert {i.heading for i in items_of(store.agenda(), meeting.id)} == {f"Punkt {n}" for n in range(4)}
    assert len({i.id for i in items}) == len({m.id for m in meetings}) == 4
    assert {m.body for m in store.agenda().meetings} >= {f"Udvalg {n}" for n in range(4)}


def test_a_meeting_is_changed_field_by_field(store: Store, meeting: Meeting) -> None:
    change_meeting(store, meeting.id, "place", "", "Mødelokale 1")
    change_meeting(store, meeting.id, "date", "5. juni 2029", "12. juni 2029")
    assert store.agenda().meeting(meeting.id) == replace(
        meeting, body="Direktionen", place="Mødelokale 1", date=dt.date(2029, 6, 12)
    )
    for field, shown, text, why in (
        ("body", "Direktionen", " ", "Mødet skal have en instans"),
        ("date", "12. juni 2029", "en dag", "Skriv fx 24-02-2027"),
        ("date", "5. juni 2029", "6. juni 2029", "En anden har skrevet her imens: »12. juni 2029«"),
        ("place", "", "Byrådssalen", "En anden har skrevet her imens: »Mødelokale 1«"),
    ):
        with pytest.raises(AgendaRefused, match=why):
            change_meeting(store, meeting.id, field, shown, text)
    with pytest.raises(AgendaRefused, match="Mødet er slettet imens"):
        change_meeting(store, "findes-ikke", "place", "", "x")


def test_a_meeting_with_something_on_it_is_not_taken_away(store: Store, meeting: Meeting) -> None:
    item = new_item(store, meeting.id, "Punkt")
    with pytest.raises(AgendaRefused, match="Mødet har punkter eller beslutninger"):
        remove_meeting(store, meeting.id)
    decide_on(store, item, None, "fjern")
    with pytest.raises(AgendaRefused, match="Mødet har punkter eller beslutninger"):
        remove_meeting(store, meeting.id)


def test_writing_the_same_twice_or_as_it_stands_is_fine(store: Store, meeting: Meeting) -> None:
    """The same text sent again, after the first was acknowledged or not, is no conflict."""
    item = new_item(store, meeting.id, "Punkt")
    for _ in range(2):
        assert change_item(store, item.id, "summary", "", "Æblet\r\ner e\u0301t").summary == "Æblet\ner ét"


def test_the_refusal_holds_the_beginning_of_what_the_other_wrote_however_long_it_is(
    store: Store, meeting: Meeting
) -> None:
    item = new_item(store, meeting.id, "Punkt")
    change_item(store, item.id, "presentation", "", "Deres " * 33_333)
    with pytest.raises(AgendaRefused, match=r"»Deres Deres .* …«\. Din tekst står der endnu"):
        change_item(store, item.id, "presentation", "", "Min")
    assert change_item(store, item.id, "presentation", "Deres " * 33_333, "Min").presentation == "Min"


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        ("heading", " \n", "Punktet skal have en overskrift"),
        ("presentation", "x" * 200_001, "tekst.* er på 200001 tegn"),
    ],
)
def test_what_cannot_be_written_is_told(
    store: Store, meeting: Meeting, field: str, text: str, why: str
) -> None:
    item = new_item(store, meeting.id, "Punkt")
    with pytest.raises(AgendaRefused, match=why):
        change_item(store, item.id, field, getattr(item, field), text)
    assert store.agenda().item(item.id) == item
    with pytest.raises(AgendaRefused, match="Punktet er taget væk imens"):
        change_item(store, "findes-ikke", field, "", "noget")


def test_a_deadline_is_a_date_or_nothing(store: Store, meeting: Meeting) -> None:
    item = new_item(store, meeting.id, "Punkt")
    assert format_day(set_deadline(store, item.id, "1-5-2029").deadline) == "1. maj 2029"
    with pytest.raises(AgendaRefused, match="Skriv fx"):
        set_deadline(store, item.id, "snart")
    assert set_deadline(store, item.id, "").deadline is None


def test_items_stand_in_the_order_people_mean_and_the_next_number_is_free(
    store: Store, meeting: Meeting
) -> None:
    for number in ("10", "2", "", "2a"):
        set_item(store, new_item(store, meeting.id, f"Nr. {number}").id, item_no=number)
    agenda = store.agenda()
    assert [i.item_no for i in items_of(agenda, meeting.id)] == ["2", "2a", "10", ""]
    assert next_number(agenda, meeting.id) == "11"
    assert item_order("9" * 5_000)[0] == 999_999_999


def test_a_treated_item_stands_once_also_when_it_is_corrected(store: Store, meeting: Meeting) -> None:
    item = replace(new_item(store, meeting.id, "Punkt"), decision="Godkendt.")
    first = decide_on(store, item, None, "første")
    new_item(store, meeting.id, "Et til")
    assert next_number(store.agenda(), meeting.id) == "3", "the treated item keeps its number"
    better = replace(item_of(the(store, first)), decision="Godkendt!", news="Tegnsætning")
    entry = correct(store, first.number, better, None, Signed("Sekretær", "rettet"))
    assert [d.number for d in treated_of(store.agenda(), meeting.id)] == [entry.number]


def test_sending_on_and_taking_up_again_keep_what_was_prepared_and_not_what_was_decided(
    store: Store, meeting: Meeting
) -> None:
    item = replace(
        new_item(store, meeting.id, "Sag"),
        recommendation="Indstilling", decision="Godkendt.", dissent="Nej", conflict="HR-chef", follow_up="HR",
        deadline=dt.date(2029, 9, 1), courses=("ledertalent",), scenarios=("sso-betaler",), year=2024,
    )  # fmt: skip
    number = decide_on(store, item, None, "vej").number
    next_meeting = new_meeting(store, "Kommunalbestyrelsen", "1. juli 2029")
    wanted = replace(
        item, id="", meeting=next_meeting.id, case=item.id, decision="", dissent="", conflict="", follow_up="",
        deadline=None, outcome=Outcome.FORBEREDT,
    )  # fmt: skip
    sent = send_on(store, number, next_meeting.id)
    assert replace(sent, id="") == replace(wanted, item_no="1")
    again = take_up_again(store, number, next_meeting.id)
    assert replace(again, id="") == replace(wanted, item_no="2", refers=number)


def test_only_a_decision_can_be_taken_up_again(store: Store, meeting: Meeting) -> None:
    with pytest.raises(AgendaRefused, match="Kvittering 1 er ikke en beslutning"):
        take_up_again(store, 1, meeting.id)


def test_an_item_without_a_heading_is_refused(store: Store, meeting: Meeting) -> None:
    with pytest.raises(AgendaRefused, match="Punktet har ingen overskrift"):
        new_item(store, meeting.id, "\u00a0 \t", like=AgendaItem("", "", ""))
    assert items_of(store.agenda(), meeting.id) == ()
