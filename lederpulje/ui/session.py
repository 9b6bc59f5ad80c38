"""The database of the process, and what the address of the page says is being looked at."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

import streamlit as st

from lederpulje import dates
from lederpulje.actions.database import database_path, open_or_make
from lederpulje.actions.demo import demo_path, make_demo, remove_demo
from lederpulje.actions.drafts import (
    DRAFT_KEY,
    Drafts,
    as_scenario,
    at_step,
    is_put_away,
    like_scenario,
    own_copy,
    start_draft,
    stepped,
)
from lederpulje.actions.levers import is_lever
from lederpulje.actions.saved import note_figures, put_aside
from lederpulje.errors import ExamplesGone
from lederpulje.model import BaseData, Draft, Scenario, StepKind
from lederpulje.store import Store
from lederpulje.ui.screens import SCREENS, first_screen, screens_in_order

SAID_OF_SETTINGS = "sagt_om_saet"
_OPEN: dict[Path, tuple[Store, Drafts]] = {}
_OPENING = threading.Lock()


def is_meeting() -> bool:
    """Whether the address asks for the meeting view, or for the canvas that shows one."""
    return st.query_params.get("vis") in ("moede", "laerred")


def in_demo() -> bool:
    """Whether the address asks for the examples."""
    return st.query_params.get("eksempler") == "ja"


def examples_are_gone() -> bool:
    """Whether the address asks for examples that somebody has removed: never the real database in their place."""
    return in_demo() and not demo_file().exists()


def demo_file() -> Path:
    """Where the examples stand."""
    return demo_path(database_path().resolve())


def make_examples() -> None:
    """Make the examples, unless they are there already."""
    with _OPENING:
        if not demo_file().exists():
            make_demo(demo_file())


def close_one(path: Path, *, remove: bool) -> None:
    """Let go of one database and, if it is the examples, remove it."""
    with _OPENING:
        opened = _OPEN.pop(path, None)
        if opened is not None:
            opened[0].close()
        if remove and path == demo_file():
            remove_demo(path)


def _opened() -> tuple[Store, Drafts]:
    path = demo_file() if in_demo() else database_path().resolve()
    with _OPENING:
        if examples_are_gone():
            raise ExamplesGone
        if path not in _OPEN:
            store = open_or_make(path)
            note_figures(store)
            _OPEN[path] = (store, Drafts(store))
        _OPEN[path][1].tidy(dates.now())
        return _OPEN[path]


def base_data() -> BaseData:
    """The base data as they are now. Raises StoreError if the database cannot be used."""
    return _opened()[0].base_data()


def database() -> Store:
    """The database itself, for what is saved."""
    return _opened()[0]


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
    """What is looked at: a saved scenario, or a draft of one; `ignored` says what in the address was not usable.

    `put_away` is a draft of the address that can be fetched.
    A `canvas` shows what somebody else's meeting shows, without controls.
    """

    base: BaseData
    year: int
    origin: Scenario
    baseline: Scenario
    draft: Draft | None
    meeting: bool
    ignored: tuple[str, ...]
    put_away: Draft | None = None
    canvas: bool = False

    @property
    def scenario(self) -> Scenario:
        """The scenario to evaluate: the draft's if there is one."""
        return as_scenario(self.draft) if self.draft else self.origin

    @property
    def title(self) -> str:
        """What is looked at, by name; an old version says which it is."""
        newest = next((s for s in self.base.scenarios_of(self.year) if s.key == self.origin.key), self.origin)
        if self.draft or newest.version == self.origin.version:
            return self.scenario.name
        return f"{self.origin.name}, version {self.origin.version} (nyeste: {newest.version})"

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
    draft, put_away = _draft_of(address.get("kladde"), base, ignored)
    asked = draft or put_away
    year = asked.year if asked else _year_of(address.get("aar"), base, ignored)
    key = asked.origin if asked else address.get("scenarie")
    origin = _scenario_of(base, year, key, ignored, of_draft=draft is not None)
    if not asked:
        origin = _version_of(origin, address.get("version"), ignored)
    baseline = _scenario_of(
        base, year, address.get("grundlag") or (asked.baseline if asked else None), ignored
    )
    said_of, notes = st.session_state.get(SAID_OF_SETTINGS, (None, ()))
    ignored += notes if said_of == address.get("kladde") else ()
    if (lever := address.get("greb")) and not is_lever(base, year, lever):
        ignored.append(f"Der kan ikke skrues på »{lever}«.")
    canvas = address.get("vis") == "laerred"
    meeting = canvas or address.get("vis") == "moede"
    if address.get("vis") not in (None, "moede", "laerred"):
        ignored.append(f"Visningen »{address['vis']}« findes ikke.")
    _, unknown = screens_in_order(address.get("skaerme"))
    asked_for = address.get("skaerm") or next(iter(SCREENS))
    wrong = dict.fromkeys((*unknown, *(() if asked_for in SCREENS else (asked_for,))))
    ignored += [f"Skærmen »{key}« findes ikke." for key in wrong]
    return View(base, year, origin, baseline, draft, meeting, tuple(ignored), put_away, canvas)


def screen_on(page: str) -> str:
    """Which screen of a page heads it, by the address, also where there is nothing to show.

    In a meeting it is the one asked for, if it is the page's own, else the first of its own that the meeting walks
    through; outside a meeting the page's first.
    """
    address = st.query_params
    if address.get("vis") not in ("moede", "laerred"):
        return first_screen(page, ())
    asked = address.get("skaerm", "")
    if asked in SCREENS and SCREENS[asked].page == page:
        return asked
    return first_screen(page, screens_in_order(address.get("skaerme"))[0])


def _draft_of(key: str | None, base: BaseData, ignored: list[str]) -> tuple[Draft | None, Draft | None]:
    """The draft of the address, or else the one that is put away and can be fetched."""
    if not key:
        return None, None
    draft = drafts().find(key)
    if draft is None or draft.year not in base.years:
        ignored.append("Kladden i adressen findes ikke. Her vises det gemte scenarie i stedet.")
        return None, None
    return (None, draft) if is_put_away(draft, dates.now()) else (draft, None)


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


def _scenario_of(
    base: BaseData, year: int, key: str | None, ignored: list[str], of_draft: bool = False
) -> Scenario:
    """A year's scenario by key, else its baseline; a draft goes on from one that has been put away."""
    found = next((s for s in base.scenarios_of(year) if s.key == key), None)
    aside = None if found or not key else _put_aside(base, year, key)
    if aside is not None:
        shown = "" if of_draft else f" Her vises {base.baseline(year).name}."
        ignored.append(f"{aside.name} er lagt væk og kan hentes frem under Gemte scenarier.{shown}")
        return aside if of_draft else base.baseline(year)
    if found is None and key:
        ignored.append(f"Scenariet »{key}« findes ikke i {year}. Her vises {base.baseline(year).name}.")
    return found or base.baseline(year)


def _put_aside(base: BaseData, year: int, key: str) -> Scenario | None:
    found = put_aside(database(), base, year)
    return next((v.scenario for v in found if v.scenario.key == key), None)


def _version_of(scenario: Scenario, text: str | None, ignored: list[str]) -> Scenario:
    """An old version of a scenario, if the address asks for one; the nearest there is."""
    if text is None:
        return scenario
    versions = [
        v.scenario for v in database().scenario_versions(scenario.year) if v.scenario.key == scenario.key
    ]
    if text.isascii() and text.isdigit() and len(text) <= 6 and versions:
        nearest = min(versions, key=lambda v: abs(v.version - int(text)))
        if nearest.version == int(text):
            return nearest
        scenario = nearest
    ignored.append(f"Version »{text}« af {scenario.name} findes ikke. Her vises version {scenario.version}.")
    return scenario


def change_draft(change: Callable[[Draft], Draft], kind: StepKind = StepKind.LEG) -> None:
    """Change what is being played with, as a new step: an own draft as it is, all else as a copy of one's own."""
    view = current_view()
    if view is None:
        return
    draft = _own_draft(view)
    changed = stepped(draft, change(draft), kind)
    if changed is not view.draft:
        _put(changed)


def change_nothing() -> None:
    """Make a draft of what is looked at, as it is: something that can be followed and shared."""
    change_draft(lambda draft: draft)


def go_to_step(number: int) -> None:
    """Stand where the draft stood at one of its steps."""
    view = current_view()
    if view is not None and view.draft is not None:
        _put(at_step(_own_draft(view), number))


def back_to(scenario: Scenario, kind: StepKind) -> None:
    """Take over a saved scenario's content, as a step that can be taken back like any other."""
    change_draft(lambda draft: like_scenario(draft, scenario), kind)


def bring_back(draft: Draft) -> None:
    """Fetch a draft that was put away."""
    drafts().put(draft)


def _own_draft(view: View) -> Draft:
    """The draft to change: one's own as it is; somebody else's, or a saved scenario, as a copy."""
    draft = view.draft or start_draft(view.origin, view.baseline.key)
    if view.draft and st.query_params.get("kladde") != view.draft.id:
        return own_copy(view.draft)
    return draft


def _put(draft: Draft) -> None:
    drafts().put(draft)
    st.query_params["kladde"] = draft.id


def choose_year(year: int) -> None:
    """Look at another year's baseline."""
    _leave("kladde", "scenarie", "version", "grundlag", "greb")
    st.query_params["aar"] = str(year)


def choose_scenario(key: str) -> None:
    """Look at a saved scenario instead of a draft."""
    if key == DRAFT_KEY:
        return
    view = current_view()
    _leave("kladde", "version")
    if view is not None:
        st.query_params.update({"aar": str(view.year), "scenarie": key})


def choose_version(scenario: Scenario, version: int) -> None:
    """Look at a version of a saved scenario."""
    choose_scenario(scenario.key)
    newest = next(s for s in base_data().scenarios_of(scenario.year) if s.key == scenario.key)
    if version != newest.version:
        st.query_params["version"] = str(version)


def rebase_draft(scenario: Scenario) -> None:
    """Let the draft go on from a scenario that has just been saved from it."""
    view = current_view()
    if view is not None and view.draft is not None:
        _put(replace(_own_draft(view), origin=scenario.key))


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
