"""The parts of *Beslutninger*, one shown at a time; what the address names; what there is to say of the last save."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import streamlit as st

from lederpulje.actions.decisions.reading import Decided, decided, decisions
from lederpulje.errors import LederpuljeError
from lederpulje.model import Agenda, AgendaItem, Meeting
from lederpulje.ui.session import database
from lederpulje.ui.texts import show

T = TypeVar("T", Meeting, AgendaItem)

PARTS = {
    "find": "Find",
    "moeder": "Møder og punkter",
    "opfoelgning": "Opfølgning",
    "papirer": "Papirernes overskrifter",
    "bevis": "Bevis og sikkerhed",
}
_SAID, _SIGNED, _MADE = "beslutning_besked", "funktion", "beslutning_lavet"
_NAMED = ("beslutning", "punkt")
LONGEST_HEADING = 160  # characters of a heading or a name in a list; the whole stands in its field or receipt
LONGEST_IN_ADDRESS = 200  # characters; a browser that sends a longer address is turned away


def part_on() -> str:
    """The part that the address asks for, else the search."""
    asked = st.query_params.get("del", "")
    return asked if asked in PARTS else next(iter(PARTS))


def choose_part() -> None:
    """The ways between the parts."""
    st.session_state["beslutning_del"] = part_on()
    st.segmented_control(
        "Vælg, hvad du vil",
        list(PARTS),
        format_func=lambda key: PARTS[key],
        key="beslutning_del",
        on_change=lambda: go_to(st.session_state["beslutning_del"] or part_on()),
        label_visibility="collapsed",
        required=True,
    )


def go_to(part: str, **more: str) -> None:
    """Show a part; `more` names what it shows, such as `beslutning` or `punkt`."""
    for name in _NAMED:
        if name in st.query_params:
            del st.query_params[name]
    st.query_params["del"] = part
    st.query_params.update(more)


def decision_on(agenda: Agenda) -> Decided | None:
    """The decision that the address names, or that has come of the item that it names; else `None`."""
    asked, own_id = st.query_params.get("beslutning", ""), st.query_params.get("punkt", "")
    if asked.isascii() and asked.isdigit() and len(asked) < 10:
        return decided(agenda.entry(int(asked)))
    if asked or agenda.item(own_id) is not None:
        return None
    return next((d for d in reversed(decisions(agenda)) if own_id and d.entry.item == own_id), None)


def item_on(agenda: Agenda) -> AgendaItem | None:
    """The prepared item that the address names, or `None`."""
    return agenda.item(st.query_params.get("punkt", ""))


def note(tone: str, text: str, place: str = "") -> None:
    """Keep what there is to say of what was just done, until the next thing is done; `place` says it there."""
    st.session_state[_SAID] = (tone, text, place)


def say_noted(place: str = "") -> None:
    """Say it, once: at the head of the page, or in the place beside the button, where it is seen."""
    said: tuple[str, str, str] | None = st.session_state.get(_SAID)
    if said is not None and said[2] == place:
        del st.session_state[_SAID]
        show("notes", tone=said[0], heading=said[1], lines=())


def attempt(save: Callable[[], str], place: str = "") -> bool:
    """Do something that may be refused, and keep what there is to say of it; whether it was done.

    What is refused is said in its place; what was done there too, unless it led to somewhere else.
    """
    before = dict(st.query_params)
    try:
        said = save()
    except LederpuljeError as error:
        note("fejl", str(error), place)
        return False
    there = {name: st.query_params.get(name) for name in _NAMED} == {n: before.get(n) for n in _NAMED}
    note("", said, place if there else "")
    return True


def made_once(said: tuple[str, ...], make: Callable[[], T], stands: Callable[[str], T | None]) -> T:
    """What a button makes of what is `said`; pressed twice it makes one, as long as the last stands untouched."""
    last: tuple[tuple[str, ...], T] | None = st.session_state.get(_MADE)
    if last is not None and last[0] == said and stands(last[1].id) == last[1]:
        return last[1]
    made = make()
    st.session_state[_MADE] = (said, made)
    return made


def signature(key: str) -> str:
    """A field for the function of whoever writes in the journal, filled in as last time."""
    said: str = st.text_input(
        "Registreret af (din funktion, ikke bekræftet)",
        st.query_params.get(_SIGNED, ""),
        key=key,
        placeholder="Fx direktionssekretær",
    )
    return said.strip()


def remember_signature(said: str) -> None:
    """Fill the field in like this next time; an address has no room for a long text."""
    if said and len(said) <= LONGEST_IN_ADDRESS:
        st.query_params[_SIGNED] = said


def agenda() -> Agenda:
    """Meetings, items and journal as they stand now."""
    return database().agenda()
