"""Entries of the journal as people speak of them: decisions with what became of them."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

from lederpulje.actions.decisions.locking import unlocked
from lederpulje.model import Agenda, BaseData, Entry, EntryKind, Outcome, Scenario

Json = dict[str, Any]
DECISIONS = (EntryKind.BESLUTNING, EntryKind.RETTELSE, EntryKind.GENOPTAGELSE)
_SETTLES = (Outcome.GODKENDT, Outcome.GODKENDT_MED_AENDRING, Outcome.IKKE_GODKENDT)
APPROVED = (Outcome.GODKENDT, Outcome.GODKENDT_MED_AENDRING)
_ITEM = {"meeting", "date", "outcome", "closed", "courses", "scenarios", "year", "deadline"}


@dataclass(frozen=True)
class Decided:
    """A decision as its entry says it. Names that were erased from texts read as `ERASED`."""

    entry: Entry

    @cached_property
    def content(self) -> Json:
        """The entry's content."""
        found: Json = json.loads(self.entry.content)
        return found

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """What people wrote, by field."""
        return {text.field: text.text for text in self.entry.texts}

    def text(self, field: str) -> str:
        """A text by field; empty if there is none."""
        return self.texts.get(field, "")

    @property
    def number(self) -> int:
        """The receipt's number."""
        return self.entry.number

    @property
    def item(self) -> Json:
        """What is said of the item by key and figure."""
        found: Json = self.content["item"]
        return found

    @property
    def outcome(self) -> Outcome:
        """What became of the item."""
        return Outcome(self.item["outcome"])

    @property
    def date(self) -> dt.date | None:
        """The day of the meeting, if it is known."""
        return _date(self.item["date"])

    @property
    def deadline(self) -> dt.date | None:
        """When the follow-up is due."""
        return _date(self.item["deadline"])

    @property
    def courses(self) -> tuple[str, ...]:
        """The courses it is about, by id."""
        return tuple(self.item["courses"])

    @property
    def closed(self) -> bool:
        """Whether the item was treated behind closed doors."""
        return bool(self.item["closed"])

    @property
    def calculation(self) -> Json | None:
        """The calculation that it locked; `None`: from before the app, or decided without one."""
        return self.content.get("calculation")

    @cached_property
    def inputs(self) -> tuple[BaseData, Scenario] | None:
        """The base data and the scenario that were locked."""
        return unlocked(self.calculation, self.texts) if self.calculation else None

    @property
    def year(self) -> int | None:
        """The year whose pool it is about."""
        year: int | None = self.calculation["results"]["year"] if self.calculation else self.item["year"]
        return year


@dataclass(frozen=True, slots=True)
class Fate:
    """What happened to a decision later, each by the entry that says so."""

    corrected_by: Decided | None = None
    reopened_by: tuple[Decided, ...] = ()
    filed: Entry | None = None
    followed_up: Entry | None = None

    @property
    def superseded(self) -> bool:
        """Whether a later decision stands in its place: a correction, or a reopening that settled the matter."""
        return self.corrected_by is not None or any(d.outcome in _SETTLES for d in self.reopened_by)


@lru_cache(maxsize=1000)
def decided(entry: Entry | None) -> Decided | None:
    """The decision that an entry is; `None` if it is none, or if somebody has made it unreadable."""
    found = Decided(entry) if entry is not None and entry.kind in DECISIONS else None
    return found if found is not None and _is_whole(found) else None


def _is_whole(found: Decided) -> bool:
    """Whether everything that is asked of a decision has an answer, also when somebody has changed it."""
    item = found.content.get("item")
    if not isinstance(item, dict) or not item.keys() >= _ITEM:
        return False
    try:
        read = (
            found.outcome,
            found.date,
            found.deadline,
            found.courses,
            tuple(item["scenarios"]),
            found.inputs,
        )
        return bool(read) and isinstance(found.year, int | None)
    except (KeyError, TypeError, ValueError, AttributeError):
        return False


def decisions(agenda: Agenda) -> tuple[Decided, ...]:
    """Every decision of the journal, in the order in which they were entered."""
    return tuple(found for e in agenda.journal if (found := decided(e)) is not None)


def fate(agenda: Agenda, number: int) -> Fate:
    """What later entries say of the decision with a number.

    A correction is the same decision in better words: what was taken up again or followed up of the one that it
    corrects, was so of it too. Filed is the paper, so a correction is filed by itself.
    """
    later = [e for e in agenda.journal if e.refers == number]
    matter = {number, *_corrected(agenda, number)}
    of_matter = [e for e in agenda.journal if e.refers in matter]
    return Fate(
        next((d for e in reversed(later) if e.kind is EntryKind.RETTELSE and (d := decided(e))), None),
        tuple(d for e in of_matter if e.kind is EntryKind.GENOPTAGELSE and (d := decided(e))),
        next((e for e in reversed(later) if e.kind is EntryKind.JOURNALISERET), None),
        next((e for e in reversed(of_matter) if e.kind is EntryKind.OPFOELGNING), None),
    )


def _corrected(agenda: Agenda, number: int) -> Iterator[int]:
    """The decisions that a correction corrects, one after the other."""
    entry = agenda.entry(number)
    while entry is not None and entry.kind is EntryKind.RETTELSE and (entry.refers or 0) < entry.number:
        yield entry.refers or 0
        entry = agenda.entry(entry.refers)


def standing(agenda: Agenda) -> tuple[Decided, ...]:
    """The decisions that no later one stands in place of."""
    return tuple(d for d in decisions(agenda) if not fate(agenda, d.number).superseded)


def status_of(agenda: Agenda, found: Decided) -> str:
    """What to call a decision's state: its outcome, and what happened to it later."""
    later = fate(agenda, found.number)
    if later.corrected_by is not None:
        return f"{found.outcome}, rettet"
    if later.reopened_by:
        return f"{found.outcome}, genoptaget"
    return found.outcome


def route(agenda: Agenda, case: str) -> tuple[Decided, ...]:
    """The decisions through which a matter has travelled, oldest meeting first."""
    steps = [d for d in decisions(agenda) if case and d.text("case") == case]
    return tuple(sorted(steps, key=lambda d: (d.date or dt.date.max, d.number)))


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
