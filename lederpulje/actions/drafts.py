"""Playing with a scenario: drafts that are changed in memory at once and written to the database right after.

The memory is what every page of the process sees; `flush` writes what is new, so that a page never waits for the
disk before it shows a figure. A draft is opened for change by its `id`; its `share_id` only shows it.
"""

from __future__ import annotations

import datetime as dt
import secrets
import threading
from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from lederpulje import dates
from lederpulje.changes import base_value
from lederpulje.model import Answer, BaseData, Draft, Rule, Scenario, Step, StepKind
from lederpulje.store import Store

DRAFT_KEY = "kladde"
DRAFT_NAME = "Kladden"
PUT_AWAY_AFTER = dt.timedelta(days=90)
KEPT_FOR = dt.timedelta(days=365)  # after that

T = TypeVar("T")
Pairs = tuple[tuple[str, T], ...]


class Drafts:
    """The drafts of one database, shared by all sessions of the process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._flushing = threading.Lock()  # or an older state could be written after a newer one
        self._known: dict[str, Draft] = {}
        self._unsaved: dict[str, Draft] = {}
        self._tidied: dt.date | None = None

    def find(self, id_or_share_id: str) -> Draft | None:
        """The draft with this id or share id, or `None`."""
        with self._lock:
            known = next((d for d in self._known.values() if id_or_share_id in (d.id, d.share_id)), None)
        if known is not None:
            return known
        stored = self._store.draft(id_or_share_id)
        if stored is None:
            return None
        with self._lock:
            return self._known.setdefault(stored.id, stored)

    def put(self, draft: Draft) -> None:
        """Take over a new or changed draft; everybody sees it at once, `flush` writes it."""
        changed = replace(draft, changed_at=dates.now())
        with self._lock:
            self._known[draft.id] = self._unsaved[draft.id] = changed

    def tidy(self, now: dt.datetime) -> None:
        """Once a day: take away for good what was put away so long ago that it is not kept any more."""
        with self._lock:
            if self._tidied == now.date():
                return
            self._tidied = now.date()
            old = now - PUT_AWAY_AFTER - KEPT_FOR
            gone = [key for key, draft in self._known.items() if draft.changed_at and draft.changed_at < old]
            for key in gone:
                del self._known[key]
        self._store.delete_drafts_before(old, now - PUT_AWAY_AFTER)

    def flush(self) -> None:
        """Write what is not yet in the database. What cannot be written stays in memory, and the error is raised."""
        with self._flushing:
            while (draft := self._next_unsaved()) is not None:
                self._store.save_draft(draft)
                with self._lock:
                    if self._unsaved.get(draft.id) is draft:
                        del self._unsaved[draft.id]

    def _next_unsaved(self) -> Draft | None:
        with self._lock:
            return next(iter(self._unsaved.values()), None)


def start_draft(scenario: Scenario, baseline: str) -> Draft:
    """A new draft of a scenario, compared with `baseline` (a key), under ids that cannot be guessed."""
    began = Step(StepKind.BEGYNDELSE, scenario.answers, scenario.overrides, scenario.rule)
    return _standing_at(
        Draft(
            secrets.token_urlsafe(16),
            secrets.token_urlsafe(16),
            scenario.year,
            scenario.key,
            baseline,
            steps=(began,),
        ),
        0,
    )


def stepped(before: Draft, after: Draft, kind: StepKind) -> Draft:
    """A draft after a change, with the change as its newest step; steps that were taken back before it are gone.

    Unchanged if nothing differs.
    """
    step = Step(kind, after.answers, after.overrides, after.rule)
    if _state(step) == (before.answers, before.overrides, before.rule):
        return before
    steps = before.steps or (Step(StepKind.BEGYNDELSE, before.answers, before.overrides, before.rule),)
    kept = steps[: before.at + 1]
    return replace(after, steps=(*kept, step), at=len(kept))


def at_step(draft: Draft, number: int) -> Draft:
    """The draft as it stood at one of its steps, or at the nearest there is; no step is lost."""
    return _standing_at(draft, max(0, min(number, len(draft.steps) - 1))) if draft.steps else draft


def like_scenario(draft: Draft, scenario: Scenario) -> Draft:
    """The draft with a scenario's content: the way back to what was saved, or to the baseline."""
    return replace(draft, answers=scenario.answers, overrides=scenario.overrides, rule=scenario.rule)


def _standing_at(draft: Draft, at: int) -> Draft:
    answers, overrides, rule = _state(draft.steps[at])
    return replace(draft, answers=answers, overrides=overrides, rule=rule, at=at)


def _state(step: Step) -> tuple[Pairs[Answer], Pairs[str], Rule]:
    return step.answers, step.overrides, step.rule


def is_put_away(draft: Draft, now: dt.datetime) -> bool:
    """Whether nobody has changed a draft for so long that it is put away; a change brings it back."""
    return draft.changed_at is not None and now - draft.changed_at >= PUT_AWAY_AFTER


def own_copy(draft: Draft) -> Draft:
    """The same content under ids of its own."""
    return replace(draft, id=secrets.token_urlsafe(16), share_id=secrets.token_urlsafe(16))


def as_scenario(draft: Draft) -> Scenario:
    """The draft as the engine takes it."""
    return Scenario(
        DRAFT_KEY, draft.year, DRAFT_NAME, answers=draft.answers, overrides=draft.overrides, rule=draft.rule
    )


def with_answer(draft: Draft, key: str, answer: Answer) -> Draft:
    """The draft with another answer to a condition."""
    return replace(draft, answers=tuple({**dict(draft.answers), key: answer}.items()))


def with_override(base: BaseData, draft: Draft, name: str, value: str) -> Draft:
    """The draft with an override; set back to the base data's value it is no override any more."""
    overrides = {**dict(draft.overrides), name: value}
    if value == base_value(base, draft.year, name):
        del overrides[name]
    return replace(draft, overrides=tuple(overrides.items()))


def with_overrides(base: BaseData, draft: Draft, settings: Iterable[tuple[str, str]]) -> Draft:
    """The draft with several overrides at once, as a repair sets them."""
    for name, value in settings:
        draft = with_override(base, draft, name, value)
    return draft


def with_rule(draft: Draft, rule: Rule) -> Draft:
    """The draft under another rule."""
    return replace(draft, rule=rule)


def without_problem(draft: Draft, name: str) -> Draft:
    """The draft without an override or answer that cannot be applied."""
    return replace(
        draft,
        answers=tuple((k, a) for k, a in draft.answers if k != name),
        overrides=tuple((k, v) for k, v in draft.overrides if k != name),
    )
