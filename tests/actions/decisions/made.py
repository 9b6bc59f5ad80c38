"""Decisions for tests, and a hand that changes them behind the program's back."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import duckdb

from lederpulje.actions.decisions.agenda import new_item, new_meeting, take_up_again
from lederpulje.actions.decisions.deciding import Signed, decide, file_away, follow_up, lock_of
from lederpulje.model import AgendaItem, Entry, Meeting, Outcome, Scenario
from lederpulje.store import Store
from lederpulje.store.canonical import canonical
from lederpulje.store.journal import hash_of, hash_of_row

FIRST = 9  # the seed's own are 1 to 8
Row = tuple[Any, ...]


def scenario_of(store: Store, key: str) -> Scenario:
    """A saved scenario of 2024."""
    return next(s for s in store.base_data().scenarios if (s.year, s.key) == (2024, key))


def decide_on(
    store: Store, item: AgendaItem, key: str | None, save: str, outcome: Outcome = Outcome.GODKENDT
) -> Entry:
    """Decide an item with the calculation of a scenario of 2024."""
    locked = None
    if key is not None:
        scenario = scenario_of(store, key)
        locked = lock_of(store.base_data(), scenario, scenario)
    return decide(store, item, outcome, locked, Signed("Direktionssekretær", save))


def make_decisions(store: Store) -> None:
    """Three decisions, the third of them a reopening of the first, which is also filed and followed up."""
    first = new_meeting(store, "Direktionen", "21-02-2024")
    talent = new_item(store, first.id, "Ledertalent i 2024")
    told = replace(
        talent, decision="Ikke over 300.000 kr.", follow_up="HR-chefen", deadline=dt.date(2024, 5, 1)
    )
    number = decide_on(store, told, "puljen-betaler", "save-1").number
    hidden = replace(
        new_item(store, first.id, "En opsigelse"), closed=True, decision="Godkendt bag lukkede døre."
    )
    decide_on(store, hidden, "uafklaret", "save-2")
    again = take_up_again(store, number, new_meeting(store, "Direktionen", "24-04-2024").id)
    decide_on(store, replace(again, news="SSO giver midler."), "sso-betaler", "save-3")
    file_away(store, number, dt.date(2024, 2, 22), "1423-24", Signed("Direktionssekretær", "save-4"))
    follow_up(store, number, dt.date(2024, 3, 1), "Lederne har fået besked.", Signed("HR", "save-5"))


def meeting_and_item(store: Store, heading: str = "Et nyt punkt") -> tuple[Meeting, AgendaItem]:
    """A meeting with one prepared item."""
    meeting = new_meeting(store, "Direktionen", "05-06-2024")
    return meeting, new_item(store, meeting.id, heading)


@contextmanager
def by_hand(database: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The file open in plain duckdb, its tables made anew without triggers, keys and rules."""
    with duckdb.connect(database) as connection:
        without_rules(connection)
        yield connection


def without_rules(connection: duckdb.DuckDBPyConnection) -> None:
    """Make the journal's tables anew, so that nothing is refused any more."""
    for table in ("journal_entries", "decision_texts", "commits"):
        connection.execute(f"CREATE OR REPLACE TABLE {table} AS SELECT * FROM {table}")  # noqa: S608


def rehash_from(connection: duckdb.DuckDBPyConnection, number: int) -> None:
    """Give every entry from a number on the hash that fits it, and the one before it."""
    rows = connection.execute("SELECT * FROM journal_entries ORDER BY number").fetchall()
    before = next((row[2] for row in rows if row[0] == number - 1), "0" * 64)
    for row in rows:
        if row[0] >= number:
            own = hash_of_row((row[0], before, "", *row[3:]))
            connection.execute(
                "UPDATE journal_entries SET previous = ?, hash = ? WHERE number = ?", [before, own, row[0]]
            )
            before = own


def change_content(connection: duckdb.DuckDBPyConnection, number: int, **changes: Any) -> None:
    """Put values into an entry's content, without a new hash."""
    (content,) = connection.execute(
        "SELECT content FROM journal_entries WHERE number = ?", [number]
    ).fetchall()[0]
    changed = canonical({**json.loads(content), **changes})
    connection.execute("UPDATE journal_entries SET content = ? WHERE number = ?", [changed, number])


def sealed(entry: Entry, **changes: Any) -> Entry:
    """An entry with other content, properly sealed: as another version of the program would have written it."""
    unhashed = replace(entry, content=canonical({**json.loads(entry.content), **changes}))
    return replace(unhashed, hash=hash_of(unhashed))
