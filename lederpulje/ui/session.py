"""The database of the process, and what the address of the page says is being looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import streamlit as st

from lederpulje.actions.database import database_path, open_or_make
from lederpulje.actions.drafts import DRAFT_KEY, Drafts, as_scenario, own_copy, start_draft
from lederpulje.model import BaseData, Draft, Scenario
from lederpulje.store import Store

_OPEN: dict[Path, tuple[Store, Drafts]] = {}
_OPENING = threading.Lock()


def _opened() -> tuple[Store, Drafts]:
    path = database_path().resolve()
    with _OPENING:
        if path not in _OPEN:
            store = open_or_make(path)
            _OPEN[path] = (store, Drafts(store))
        return _OPEN[path]


def base_data() -> BaseData:
    """The base data as they are now. Raises StoreError if the database cannot be used."""
    return _opened()[0].base_data()


def drafts() -> Drafts:
    """The drafts of the database."""
    return _opened()[1]


def close_database() -> None:
    """Let go of the database; the next call opens it again."""
    with _OPENING:
        for store, _ in _OPEN.values():
            store.close()
        _OPEN.clear()


@dataclass(frozen=True, slots=True)
class View:
    """What is looked at: a saved scenario, or a draft of one; `ignored` says what in the address was not usable."""

    base: BaseData
    year: int
    origin: Scenario
    baseline: Scenario
    draft: Draft | None
    meeting: bool
    ignored: tuple[str, ...]

    @property
    def scenario(self) -> Scenario:
        """The scenario to evaluate: the draft's if there is one."""
        return as_scenario(self.draft) if self.draft else self.origin

    @property
    def chosen_key(self) -> str:
        """What stands chosen in the list of scenarios."""
        return DRAFT_KEY if self.draft else self.origin.key


def current_view() -> View | None:
    """Read the address: year, scenario, baseline, draft, meeting view. `None` if there is no pool at all.

    What does not exist is replaced by the nearest that does, and said.
    """
    base, address = base_data(), st.query_params
    if not base.years:
        return None
    ignored: list[str] = []
    draft = _draft_of(address.get("kladde"), base, ignored)
    year = draft.year if draft else _year_of(address.get("aar"), base, ignored)
    origin = _scenario_of(base, year, draft.origin if draft else address.get("scenarie"), ignored)
    baseline = _scenario_of(
        base, year, address.get("grundlag") or (draft.baseline if draft else None), ignored
    )
    meeting = address.get("vis") == "moede"
    if address.get("vis") not in (None, "moede"):
        ignored.append(f"Visningen »{address['vis']}« findes ikke.")
    return View(base, year, origin, baseline, draft, meeting, tuple(ignored))


def _draft_of(key: str | None, base: BaseData, ignored: list[str]) -> Draft | None:
    if not key:
        return None
    draft = drafts().find(key)
    if draft is None or draft.year not in base.years:
        ignored.append("Kladden i adressen findes ikke. Her vises det gemte scenarie i stedet.")
        return None
    return draft


def _year_of(text: str | None, base: BaseData, ignored: list[str]) -> int:
    with_courses = [y for y in base.years if base.courses_of(y) and base.frames_of(y)]
    usual = max(with_courses or base.years)
    if text is None:
        return usual
    if text.isascii() and text.isdigit() and len(text) <= 6:
        year = int(text)
        if year in base.years:
            return year
        usual = min(base.years, key=lambda y: abs(y - year))
    ignored.append(f"Der er ingen pulje for året »{text}«. Her vises {usual}.")
    return usual


def _scenario_of(base: BaseData, year: int, key: str | None, ignored: list[str]) -> Scenario:
    found = next((s for s in base.scenarios_of(year) if s.key == key), None)
    if found is None and key:
        ignored.append(f"Scenariet »{key}« findes ikke i {year}. Her vises {base.baseline(year).name}.")
    return found or base.baseline(year)


def change_draft(change: Callable[[Draft], Draft]) -> None:
    """Change what is being played with: an own draft as it is, somebody else's or a saved scenario as a copy."""
    view = current_view()
    if view is None:
        return
    draft = view.draft or start_draft(view.origin, view.baseline.key)
    if view.draft and st.query_params.get("kladde") != view.draft.id:
        draft = own_copy(view.draft)
    changed = change(draft)
    drafts().put(changed)
    st.query_params["kladde"] = changed.id


def choose_year(year: int) -> None:
    """Look at another year's baseline."""
    _leave("kladde", "scenarie", "grundlag", "greb")
    st.query_params["aar"] = str(year)


def choose_scenario(key: str) -> None:
    """Look at a saved scenario instead of a draft."""
    if key == DRAFT_KEY:
        return
    view = current_view()
    _leave("kladde")
    if view is not None:
        st.query_params.update({"aar": str(view.year), "scenarie": key})


def choose_baseline(key: str) -> None:
    """Compare with another scenario."""
    st.query_params["grundlag"] = key


def _leave(*names: str) -> None:
    for name in names:
        if name in st.query_params:
            del st.query_params[name]


def address_of(**changes: str | None) -> dict[str, str]:
    """The present address's parameters with some changed; `None` takes one out."""
    merged = {**{k: st.query_params[k] for k in st.query_params}, **changes}
    return {key: value for key, value in merged.items() if value is not None}
