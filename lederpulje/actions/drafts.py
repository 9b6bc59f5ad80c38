"""Playing with a scenario: drafts that are changed in memory at once and written to the database right after.

The memory is what every page of the process sees; `flush` writes what is new, so that a page never waits for the
disk before it shows a figure. A draft is opened for change by its `id`; its `share_id` only shows it.
"""

from __future__ import annotations

import secrets
import threading
from collections.abc import Iterable
from dataclasses import replace

from lederpulje.changes import base_value
from lederpulje.model import Answer, BaseData, Draft, Rule, Scenario
from lederpulje.store import Store

DRAFT_KEY = "kladde"
DRAFT_NAME = "Kladden"


class Drafts:
    """The drafts of one database, shared by all sessions of the process."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._lock = threading.Lock()
        self._flushing = threading.Lock()  # or an older state could be written after a newer one
        self._known: dict[str, Draft] = {}
        self._unsaved: dict[str, Draft] = {}

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
        with self._lock:
            self._known[draft.id] = self._unsaved[draft.id] = draft

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
    return Draft(
        secrets.token_urlsafe(16),
        secrets.token_urlsafe(16),
        scenario.year,
        scenario.key,
        baseline,
        scenario.answers,
        scenario.overrides,
        scenario.rule,
    )


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
