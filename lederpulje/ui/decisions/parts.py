"""The parts of *Beslutninger*, one shown at a time; what the address names; what there is to say of the last save."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.actions.decisions.reading import Decided, decided
from lederpulje.errors import LederpuljeError
from lederpulje.model import Agenda, AgendaItem
from lederpulje.ui.session import database
from lederpulje.ui.texts import show

PARTS = {
    "find": "Find",
    "moeder": "Møder og punkter",
    "opfoelgning": "Opfølgning",
    "papirer": "Papirernes overskrifter",
    "bevis": "Bevis og sikkerhed",
}
_SAID, _SIGNED = "beslutning_besked", "funktion"
_NAMED = ("beslutning", "punkt")


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
    """The decision that the address names, or `None`."""
    asked = st.query_params.get("beslutning", "")
    return (
        decided(agenda.entry(int(asked))) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None
    )


def item_on(agenda: Agenda) -> AgendaItem | None:
    """The prepared item that the address names, or `None`."""
    return agenda.item(st.query_params.get("punkt", ""))


def note(tone: str, text: str) -> None:
    """Keep what there is to say of what was just done, until the next thing is done."""
    st.session_state[_SAID] = (tone, text)


def say_noted() -> None:
    """Say it, once."""
    said: tuple[str, str] | None = st.session_state.pop(_SAID, None)
    if said is not None:
        show("notes", tone=said[0], heading=said[1], lines=())


def attempt(save: Callable[[], str]) -> bool:
    """Do something that may be refused, and keep what there is to say of it; whether it was done."""
    try:
        note("", save())
    except LederpuljeError as error:
        note("fejl", str(error))
        return False
    return True


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
    """Fill the field in like this next time."""
    if said:
        st.query_params[_SIGNED] = said


def agenda() -> Agenda:
    """Meetings, items and journal as they stand now."""
    return database().agenda()
