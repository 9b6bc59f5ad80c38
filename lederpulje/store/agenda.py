"""Meetings and the items prepared for them, as rows."""

from __future__ import annotations

from collections.abc import Iterable

import duckdb

from lederpulje.errors import BaseDataRefused
from lederpulje.model import AgendaItem, Meeting, Outcome, Person

_MEETINGS = """
SELECT id, body, held_on, note, source, place, present, absent, substitutes FROM meetings ORDER BY position
"""
_ITEMS = """
SELECT id, meeting, heading, outcome, presentation, recommendation, decision, item_no, case_no, follow_up, deadline,
       year, courses, source, summary, dissent, conflict, closed, appendices, scenarios, case_key, refers, news
FROM agenda_items ORDER BY position
"""
_NEW_MEETING = """
INSERT INTO meetings (position, id, body, held_on, note, source, place, present, absent, substitutes)
SELECT coalesce(max(position) + 1, 0), ?, ?, ?, ?, ?, ?, ?, ?, ? FROM meetings
"""
_CHANGED_MEETING = """
UPDATE meetings
SET body = ?, held_on = ?, note = ?, source = ?, place = ?, present = ?, absent = ?, substitutes = ?
WHERE id = ?
"""
_NEW_ITEM = """
INSERT INTO agenda_items (
    position, id, meeting, heading, outcome, presentation, recommendation, decision, item_no, case_no, follow_up,
    deadline, year, courses, source, summary, dissent, conflict, closed, appendices, scenarios, case_key, refers, news
)
SELECT coalesce(max(position) + 1, 0), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?
FROM agenda_items
"""
_CHANGED_ITEM = """
UPDATE agenda_items
SET meeting = ?, heading = ?, outcome = ?, presentation = ?, recommendation = ?, decision = ?, item_no = ?,
    case_no = ?, follow_up = ?, deadline = ?, year = ?, courses = ?, source = ?, summary = ?, dissent = ?,
    conflict = ?, closed = ?, appendices = ?, scenarios = ?, case_key = ?, refers = ?, news = ?
WHERE id = ?
"""


def read_meetings(cursor: duckdb.DuckDBPyConnection) -> tuple[Meeting, ...]:
    """Every meeting, in the order in which they were made."""
    return tuple(Meeting(*row) for row in cursor.execute(_MEETINGS).fetchall())


def read_items(cursor: duckdb.DuckDBPyConnection) -> tuple[AgendaItem, ...]:
    """Every prepared item, in the order in which they were made."""
    return tuple(_item(*row) for row in cursor.execute(_ITEMS).fetchall())


def _item(*row: object) -> AgendaItem:
    values = list(row)
    values[3] = Outcome(str(values[3]))
    for place in (12, 19):
        values[place] = tuple(values[place])  # type: ignore[arg-type]
    return AgendaItem(*values)  # type: ignore[arg-type]


def write_agenda(
    cursor: duckdb.DuckDBPyConnection, meetings: Iterable[Meeting], items: Iterable[AgendaItem]
) -> None:
    """Insert meetings and items into a new database. Raises BaseDataRefused like base data do."""
    try:
        for meeting in meetings:
            write_meeting(cursor, meeting, new=True)
    except duckdb.ConstraintException as error:
        raise BaseDataRefused("Møder", str(error).splitlines()[0]) from error
    try:
        for item in items:
            write_item(cursor, item, new=True)
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise BaseDataRefused("Beslutninger", str(error).splitlines()[0]) from error


def write_meeting(cursor: duckdb.DuckDBPyConnection, meeting: Meeting, *, new: bool) -> None:
    """Insert a meeting, or change the one with its id."""
    values = [meeting.body, meeting.date, meeting.note, meeting.source, meeting.place]
    values += [meeting.present, meeting.absent, meeting.substitutes]
    if new:
        cursor.execute(_NEW_MEETING, [meeting.id, *values])
    else:
        cursor.execute(_CHANGED_MEETING, [*values, meeting.id])


def write_item(cursor: duckdb.DuckDBPyConnection, item: AgendaItem, *, new: bool) -> None:
    """Insert a prepared item, or change the one with its id."""
    values = (
        *(item.meeting, item.heading, item.outcome, item.presentation, item.recommendation, item.decision),
        *(item.item_no, item.case_no, item.follow_up, item.deadline, item.year, list(item.courses)),
        *(item.source, item.summary, item.dissent, item.conflict, item.closed, item.appendices),
        *(list(item.scenarios), item.case, item.refers, item.news),
    )
    if new:
        cursor.execute(_NEW_ITEM, [item.id, *values])
    else:
        cursor.execute(_CHANGED_ITEM, [*values, item.id])


def delete_item(cursor: duckdb.DuckDBPyConnection, own_id: str) -> None:
    """Take a prepared item off the agenda."""
    cursor.execute("DELETE FROM agenda_items WHERE id = ?", [own_id])


def delete_meeting(cursor: duckdb.DuckDBPyConnection, own_id: str) -> None:
    """Take a meeting away; the caller has seen that nothing stands on it."""
    cursor.execute("DELETE FROM meetings WHERE id = ?", [own_id])


def read_people(cursor: duckdb.DuckDBPyConnection) -> tuple[Person, ...]:
    """Everybody whose name is known, by id."""
    return tuple(Person(*row) for row in cursor.execute("SELECT id, name FROM people ORDER BY id").fetchall())


def write_person(cursor: duckdb.DuckDBPyConnection, person: Person) -> None:
    """Remember whose name an id stands for."""
    cursor.execute("INSERT INTO people (id, name) VALUES (?, ?)", [person.id, person.name])


def read_sections(cursor: duckdb.DuckDBPyConnection) -> tuple[tuple[str, str], ...]:
    """The headings of papers as somebody set them, key and title, in their order; empty if nobody has."""
    return tuple(cursor.execute("SELECT key, title FROM paper_sections ORDER BY position").fetchall())


def write_sections(cursor: duckdb.DuckDBPyConnection, sections: Iterable[tuple[str, str]]) -> None:
    """Set the headings of papers."""
    cursor.execute("DELETE FROM paper_sections")
    for position, (key, title) in enumerate(sections):
        cursor.execute(
            "INSERT INTO paper_sections (position, key, title) VALUES (?, ?, ?)", [position, key, title]
        )
