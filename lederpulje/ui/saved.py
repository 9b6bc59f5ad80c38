"""Saved scenarios on *Scenarier*: save, copy, rename, put away and fetch; old versions, opened and compared."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.actions.saved import (
    Saving,
    drift,
    drift_text,
    fetch,
    put_aside,
    put_away,
    save_new,
    save_version,
    versions_of,
)
from lederpulje.changes import changes
from lederpulje.dates import format_moment
from lederpulje.errors import LederpuljeError, ScenarioRefused
from lederpulje.model import Scenario, ScenarioVersion
from lederpulje.money import format_span
from lederpulje.scenarios import compare
from lederpulje.ui.session import View, choose_scenario, choose_version, database, rebase_draft
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import difference_text

_SAID, _SEEN, _SAVES = "gemt_besked", "gemt_set", "gemt_gange"
_AWAY = "Læg scenariet væk"
_NOTHING = Saving("", "", "")


def save_form(view: View) -> None:
    """What can be done with the scenario on screen: saved, copied, renamed, put away."""
    with st.popover("Gem scenarie"):
        current = _seen(view)
        if current is None:
            show(
                "notes",
                tone="",
                heading=f"{view.origin.name} er lagt væk og kan hentes frem nedenfor.",
                lines=(),
            )
        ways = _ways(view, current)
        way = st.selectbox("Hvad vil du?", list(ways), key="gem_maade", filter_mode=None)
        said = _ask_for_name(current or view.origin) if way != _AWAY else None
        st.button(
            way,
            key="gem",
            on_click=_do,
            args=(lambda: ways[way](said() if said else _NOTHING),),
            type="primary",
        )


def _seen(view: View) -> Scenario | None:
    """The scenario on screen as this session first saw it: what others save meanwhile is not saved over unseen.

    An old version on screen is not what a save follows upon. `None` if the scenario has been put away.
    """
    now = next((s for s in view.base.scenarios_of(view.year) if s.key == view.origin.key), None)
    if now is None:
        return None
    seen = st.session_state.setdefault(_SEEN, {})
    first: Scenario = seen.setdefault((now.year, now.key), now)
    return first


def _ways(view: View, current: Scenario | None) -> dict[str, Callable[[Saving], str]]:
    """What can be done → how."""
    ways: dict[str, Callable[[Saving], str]] = {}
    if current is not None and (view.draft or view.origin != current):
        ways["Gem som ny version"] = lambda said: _note(
            view, save_version(database(), view.scenario, said, current)
        )
    new = "Gem som nyt scenarie" if view.draft else "Kopiér til et nyt scenarie"
    ways[new] = lambda said: _note(view, save_new(database(), view.scenario, said))
    if current is not None:
        ways["Omdøb eller beskriv"] = lambda said: _note(
            view, save_version(database(), current, said, current)
        )
        if not current.baseline:
            ways[_AWAY] = lambda _: _put_away(current)
    return ways


def _ask_for_name(scenario: Scenario) -> Callable[[], Saving]:
    """Name, description and function; the function is typed once and kept in the address. Gives what was written."""
    about = f"{scenario.year}_{scenario.key}_{st.session_state.get(_SAVES, 0)}"  # each has fields of its own
    name, description, saved_by = (f"gem_{field}_{about}" for field in ("navn", "beskrivelse", "funktion"))
    st.text_input("Navn", scenario.name, key=name)
    st.text_area("Beskrivelse", scenario.description, key=description, height=100)
    st.text_input(
        "Din funktion (ikke bekræftet)",
        st.query_params.get("funktion", ""),
        key=saved_by,
        placeholder="Fx HR-konsulent",
    )
    return lambda: Saving(*(str(st.session_state.get(key, "")) for key in (name, description, saved_by)))


def _do(act: Callable[[], str]) -> None:
    """Do it, and keep what there is to say until something else is looked at."""
    try:
        tone, text = "", act()
    except ScenarioRefused as error:
        tone, text = "fejl", str(error)
    else:
        st.session_state[_SAVES] = st.session_state.get(_SAVES, 0) + 1  # the fields begin anew
    st.session_state.pop(_SEEN, None)  # it is seen now
    st.session_state[_SAID] = (tone, text, dict(st.query_params))


def _note(view: View, saved: Scenario) -> str:
    """Stand on what was saved: a draft goes on from it, else it is what is shown."""
    st.query_params["funktion"] = saved.saved_by
    if view.draft is None:
        choose_scenario(saved.key)
    else:
        rebase_draft(saved)
    return f"Gemt som {saved.name}, version {saved.version}."


def _put_away(current: Scenario) -> str:
    put_away(database(), current)
    return f"{current.name} er lagt væk. Det kan hentes frem under Gemte scenarier."


def _fetch(view: View, key: str) -> str:
    return f"{fetch(database(), view.year, key).name} er hentet frem."


def say_saved(view: View) -> None:
    """What was just done, and below it the saved scenarios with their versions."""
    said = st.session_state.get(_SAID)
    if said is not None and said[2] == dict(st.query_params):
        show("notes", tone=said[0], heading=said[1], lines=())

    def draw() -> None:
        _list(view)
        _put_aside(view)
        _versions(view)

    folded("Gemte scenarier og versioner", "gemte", draw)


def _list(view: View) -> None:
    rows = []
    for scenario in view.base.scenarios_of(view.year):
        version = next((v for v in versions_of(database(), scenario) if v.scenario == scenario), None)
        moved = drift(view.base, version) if version else None
        rows.append(
            (
                scenario.name + (" (grundscenarie)" if scenario.baseline else ""),
                scenario.description or "–",
                *(_saved_words(version) if version else ("–", "–")),
                drift_text(moved) if moved else "nej",
            )
        )
    headings = ("Scenarie", "Beskrivelse", "Version", "Gemt", "Ændret af nye grunddata")
    show("table", caption=f"Gemte scenarier i {view.year}", headings=headings, numeric=(), rows=rows)


def _saved_words(version: ScenarioVersion) -> tuple[str, str]:
    scenario = version.scenario
    who = f" af {scenario.saved_by} (ikke bekræftet)" if scenario.saved_by else ""
    return str(scenario.version), f"{format_moment(version.saved_at)}{who}"


def _put_aside(view: View) -> None:
    for version in put_aside(database(), view.base, view.year):
        key = version.scenario.key
        st.button(
            plain(f"Hent {version.scenario.name} frem"),
            key=f"hent_{key}",
            on_click=_do,
            args=(lambda key=key: _fetch(view, key),),
        )


def _versions(view: View) -> None:
    """The versions of the scenario on screen: look at an old one, and what two of them differ in."""
    versions = {v.scenario.version: v for v in versions_of(database(), view.origin)}
    if len(versions) < 2:
        return
    numbers = list(reversed(versions))
    show(
        "table",
        caption=f"Versioner af {view.origin.name}",
        headings=("Version", "Gemt", "Navn", "Krav på puljen dengang"),
        numeric=(3,),
        rows=[
            (
                *_saved_words(versions[n]),
                versions[n].scenario.name,
                format_span(*versions[n].claimed) if versions[n].claimed else "ukendt",  # type: ignore[misc]
            )
            for n in numbers
        ],
    )
    names = {n: f"Version {n} fra {format_moment(versions[n].saved_at)}" for n in numbers}
    shown, one, other = st.columns(3)
    st.session_state["vis_version"] = view.origin.version
    shown.selectbox(
        "Vis version",
        numbers,
        format_func=lambda n: names[n],
        key="vis_version",
        on_change=lambda: choose_version(view.origin, st.session_state["vis_version"]),
        filter_mode=None,
    )
    first = one.selectbox(
        "Sammenlign", numbers, 1, format_func=lambda n: names[n], key="version_1", filter_mode=None
    )
    second = other.selectbox(
        "med", numbers, 0, format_func=lambda n: names[n], key="version_2", filter_mode=None
    )
    _compare(view, versions[first].scenario, versions[second].scenario)


def _compare(view: View, first: Scenario, second: Scenario) -> None:
    """What two versions differ in, and what that is in kroner on the base data of today."""
    lines = changes(view.base, first, second) or ["Indholdet er det samme."]
    names = [f"version {s.version}" for s in (first, second)]
    try:
        (comparison,) = compare(view.base, _named(first), (_named(second),))
    except LederpuljeError as error:
        lines = [*lines, str(error)]
    else:
        lines = [*lines, f"Krav på puljen: {difference_text(comparison)}."]
    show("notes", tone="", heading=f"Fra {names[0]} til {names[1]}", lines=lines)


def _named(scenario: Scenario) -> Scenario:
    return Scenario(
        scenario.key, scenario.year, f"version {scenario.version}", answers=scenario.answers,
        overrides=scenario.overrides, rule=scenario.rule,
    )  # fmt: skip
