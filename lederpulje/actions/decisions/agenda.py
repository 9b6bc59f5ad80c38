"""Preparing: meetings and the items on their agenda, changed field by field until they are treated."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import replace
from typing import TypeVar

from lederpulje.actions.decisions.deciding import check_length, item_of
from lederpulje.actions.decisions.following import last_word
from lederpulje.actions.decisions.reading import Decided, decisions
from lederpulje.dates import format_date, parse_date
from lederpulje.errors import AgendaRefused, DateError
from lederpulje.model import Agenda, AgendaItem, Meeting
from lederpulje.store import Store
from lederpulje.store.canonical import normal
from lederpulje.store.records import needed
from lederpulje.wording import short_title

T = TypeVar("T", Meeting, AgendaItem)

BODIES = ("Direktionen", "Hovedudvalget", "Økonomiudvalget", "Kommunalbestyrelsen")
TEXT_FIELDS = (
    *("item_no", "case_no", "heading", "summary", "recommendation", "decision", "presentation", "dissent"),
    *("conflict", "appendices", "follow_up", "news", "case"),
)
MEETING_FIELDS = ("body", "place", "present", "absent", "substitutes", "note")
_NUMBER = re.compile(r"\d+")
_LONGEST_NAME = 160
_MEETING_GONE = "Mødet er slettet imens, måske i et andet vindue."


def new_meeting(store: Store, body: str, date: str) -> Meeting:
    """Make a meeting. `date` is text as people write it; empty: not known yet.

    Raises AgendaRefused without a body, or for a date that is none.
    """
    said = normal(body).strip()
    if not said:
        raise AgendaRefused("Mødet har ingen instans. Skriv, hvem der holder det, fx Direktionen.")
    day = date_of(date)
    while True:
        agenda = store.agenda()
        own_id = _free_id(
            "moede", {m.id for m in agenda.meetings} | {d.item["meeting"] for d in decisions(agenda)}
        )
        made = Meeting(own_id, said, day)
        if store.save_meeting(own_id, lambda before, made=made: before or made) is made:  # type: ignore[misc]
            return made  # else somebody took the id in the same moment


def change_meeting(store: Store, own_id: str, field: str, shown: str, text: str) -> Meeting:
    """Write a field of a meeting; `shown` is what stood there when it was begun.

    Raises AgendaRefused for a date that is none, for an empty body, and if somebody else has written there meanwhile.
    """

    def change(before: Meeting | None) -> Meeting:
        if before is None:
            raise AgendaRefused(_MEETING_GONE)
        if field == "date":
            _refuse_overwriting(format_day(before.date), shown, text)
            return replace(before, date=date_of(text))
        _refuse_overwriting(getattr(before, field), shown, text)
        if field == "body" and not text.strip():
            raise AgendaRefused("Mødet skal have en instans, fx Direktionen.")
        return _written(before, field, text)

    check_length(text)
    return store.save_meeting(own_id, change)


def remove_meeting(store: Store, own_id: str) -> None:
    """Take an empty meeting away. Raises AgendaRefused if items or decisions stand on it."""
    store.delete_meeting(own_id, lambda agenda: _is_used(agenda, own_id))


def new_item(store: Store, meeting: str, heading: str, *, like: AgendaItem | None = None) -> AgendaItem:
    """Put a new item on a meeting's agenda, empty or `like` another."""
    said = normal(heading).strip()
    if not said:
        raise AgendaRefused("Punktet har ingen overskrift. Skriv den.")
    while True:
        agenda = store.agenda()
        own_id = _free_id("punkt", {i.id for i in agenda.items} | {e.item for e in agenda.journal})
        made = replace(
            like or AgendaItem("", "", ""),
            id=own_id, meeting=meeting, heading=said, item_no=next_number(agenda, meeting), decision="",
        )  # fmt: skip
        if store.save_item(own_id, lambda before, made=made: before or made) is made:  # type: ignore[misc]
            return made  # else somebody took the id in the same moment


def send_on(store: Store, number: int, meeting: str) -> AgendaItem:
    """Put the matter of a decision on the next body's agenda, as the next step of its route."""
    found = _decision(store, number)
    like = item_of(found)
    case = like.case or like.id
    return new_item(store, meeting, like.heading, like=_as_new(replace(like, case=case)))


def take_up_again(store: Store, number: int, meeting: str) -> AgendaItem:
    """Prepare a *genoptagelse* of a decision for a meeting; once it is treated it points back to it."""
    found = _decision(store, number)
    like = item_of(found)
    case = like.case or like.id
    return new_item(store, meeting, like.heading, like=_as_new(replace(like, case=case), found.number))


def change_item(store: Store, own_id: str, field: str, shown: str, text: str) -> AgendaItem:
    """Write a text field of a prepared item; `shown` is what stood there when it was begun.

    Raises AgendaRefused, with nothing written, if the item is gone, if it is too long, or if somebody else has
    written there meanwhile; the message then holds what they wrote.
    """
    check_length(text)

    def change(before: AgendaItem | None) -> AgendaItem:
        item = needed(before)
        _refuse_overwriting(getattr(item, field), shown, text)
        if field == "heading" and not text.strip():
            raise AgendaRefused("Punktet skal have en overskrift.")
        return _written(item, field, text)

    return store.save_item(own_id, change)


def set_item(store: Store, own_id: str, **values: object) -> AgendaItem:
    """Set fields of a prepared item that are chosen and not written: courses, scenarios, year, meeting, closed."""
    return store.save_item(own_id, lambda before: replace(needed(before), **values))  # type: ignore[arg-type]


def set_deadline(store: Store, own_id: str, text: str, shown: str | None = None) -> AgendaItem:
    """Set when the follow-up is due; `shown` is what stood there when it was begun, if that is known.

    Raises AgendaRefused for a date that is none, and if somebody else has written there meanwhile.
    """

    def change(before: AgendaItem | None) -> AgendaItem:
        item = needed(before)
        if shown is not None:
            _refuse_overwriting(format_day(item.deadline), shown, text)
        return replace(item, deadline=date_of(text))

    return store.save_item(own_id, change)


def items_of(agenda: Agenda, meeting: str) -> tuple[AgendaItem, ...]:
    """A meeting's prepared items by their numbers, those without a number last."""
    return tuple(
        sorted((i for i in agenda.items if i.meeting == meeting), key=lambda i: item_order(i.item_no))
    )


def treated_of(agenda: Agenda, meeting: str) -> tuple[Decided, ...]:
    """What was decided at a meeting, by item number; a correction stands in place of what it corrects."""
    corrected = {d.entry.refers for d in decisions(agenda) if d.entry.kind == "rettelse"}
    found = [d for d in decisions(agenda) if d.item["meeting"] == meeting and d.number not in corrected]
    return tuple(sorted(found, key=lambda d: (item_order(d.text("item_no")), d.number)))


def item_order(item_no: str) -> tuple[int, str]:
    """Item numbers in the order people mean: 2 before 10, none last."""
    number = _NUMBER.search(item_no)
    return (int(number[0][:9]) if number else 10**9, item_no)


def next_number(agenda: Agenda, meeting: str) -> str:
    """The number after the last of a meeting."""
    taken = [i.item_no for i in items_of(agenda, meeting)] + [
        d.text("item_no") for d in treated_of(agenda, meeting)
    ]
    numbers = [order for order, _ in map(item_order, taken) if order < 10**9]
    return str(max(numbers, default=0) + 1)


def newest_first(meetings: Iterable[Meeting]) -> tuple[Meeting, ...]:
    """Meetings, those without a date first, then the newest."""
    return tuple(sorted(meetings, key=lambda m: m.date or dt.date.max, reverse=True))


def meeting_name(meeting: Meeting) -> str:
    """A meeting by body and date, short enough for a list."""
    return f"{short_title(meeting.body, _LONGEST_NAME)}, {format_date(meeting.date) if meeting.date else 'uden dato'}"


def format_day(date: dt.date | None) -> str:
    """A date as it stands in a field; empty if it is not known."""
    return format_date(date) if date else ""


def date_of(text: str) -> dt.date | None:
    """A date as people write it, `None` if empty. Raises AgendaRefused if it is none."""
    if not text.strip():
        return None
    try:
        return parse_date(short_title(text.strip(), _LONGEST_NAME))
    except DateError as error:
        raise AgendaRefused(str(error)) from error


def _free_id(kind: str, taken: Collection[str]) -> str:
    """An id that says nothing: what people write may hold a name, and an id stands in the journal for ever."""
    number = len(taken) + 1
    while f"{kind}-{number}" in taken:
        number += 1
    return f"{kind}-{number}"


def _is_used(agenda: Agenda, meeting: str) -> bool:
    return bool(items_of(agenda, meeting) or treated_of(agenda, meeting))


def _decision(store: Store, number: int) -> Decided:
    """A decision as it was last corrected."""
    found = last_word(store.agenda(), number)
    if found is None:
        raise AgendaRefused(f"Kvittering {number} er ikke en beslutning.")
    return found


def _as_new(item: AgendaItem, refers: int | None = None) -> AgendaItem:
    """A treated item as the beginning of a new one: what was decided, by whom and how it ended is left out."""
    blank = AgendaItem("", "", "")
    return replace(
        item,
        outcome=blank.outcome, dissent="", conflict="", follow_up="", deadline=None, source="", news="",
        refers=refers,
    )  # fmt: skip


def _written(value: T, field: str, text: str) -> T:
    return replace(value, **{field: normal(text)})  # type: ignore[arg-type]


def _refuse_overwriting(stands: str, shown: str, text: str) -> None:
    if stands not in (normal(shown), normal(text)):
        raise AgendaRefused(
            f"En anden har skrevet her imens: »{_cut(stands)}«. Din tekst står der endnu: ret den til, og gem igen."
        )


def _cut(text: str) -> str:
    return text if len(text) <= 300 else f"{text[:300]} …"
