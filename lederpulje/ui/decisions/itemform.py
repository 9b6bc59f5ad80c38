"""A prepared item: its texts, what it builds on, its papers; and deciding it outside the meeting view."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from lederpulje.actions.decisions.agenda import (
    change_item,
    format_day,
    meeting_name,
    newest_first,
    set_deadline,
    set_item,
)
from lederpulje.actions.decisions.reading import decided, route
from lederpulje.errors import LederpuljeError
from lederpulje.model import Agenda, AgendaItem
from lederpulje.model.agenda import FIELD_NAMES
from lederpulje.ui.decisions.fields import field
from lederpulje.ui.decisions.papers import offer_item_papers
from lederpulje.ui.decisions.parts import LONGEST_HEADING, attempt, go_to, note
from lederpulje.ui.decisions.receipt import say_route
from lederpulje.ui.decisions.register import decide_here
from lederpulje.ui.session import base_data, database
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import short_title

_LONG = (("summary", 3), ("recommendation", 3), ("presentation", 8), ("appendices", 3))
_HINTS = {
    "appendices": "Ét bilag på hver linje.",
    "follow_up": "En funktion, ikke et navn, fx HR-chefen.",
    "case_no": "Som det står i sagssystemet.",
}


def say_item(agenda: Agenda, item: AgendaItem) -> None:
    """The whole item."""
    meeting = agenda.meeting(item.meeting)
    where = meeting_name(meeting) if meeting else "mødet findes ikke mere"
    closed = " · lukket punkt" if item.closed else ""
    st.header(plain(short_title(item.heading, LONGEST_HEADING)), anchor=False)
    show("lead", text=f"Forberedt til {where}{closed}.", more="Alt gemmes, når du forlader et felt.")
    _say_reopened(agenda, item)
    _short(item)
    for name, lines in _LONG:
        _field(item, name, lines=lines)
    _choices(agenda, item)
    offer_item_papers(agenda, item)
    say_route(agenda, route(agenda, item.case), item.heading)
    folded("Registrér, hvad der blev besluttet", f"afgoer_{item.id}", lambda: decide_here(agenda, item))
    with st.container(horizontal=True):
        st.button("Til mødet", key="til_moedet", on_click=_to_meeting, args=(item,))
        st.button("Tag punktet af dagsordenen", key="slet_punkt", on_click=_remove, args=(item,))


def _say_reopened(agenda: Agenda, item: AgendaItem) -> None:
    old = decided(agenda.entry(item.refers))
    if old is None:
        return
    called = short_title(old.text("heading"), LONGEST_HEADING)
    heading = f"Punktet genoptager kvittering {old.number}: {called} ({old.outcome})."
    show("notes", tone="", heading=heading, lines=[old.text("decision")] if old.text("decision") else [])
    _field(item, "news", lines=2)


def _short(item: AgendaItem) -> None:
    _field(item, "heading")
    number, case_no, case = st.columns([1, 2, 2], vertical_alignment="bottom")
    with number:
        _field(item, "item_no")
    with case_no:
        _field(item, "case_no")
    with case:
        _field(item, "case", label="Sag (samme ord på alle punkter på sagens vej)")
    who, when = st.columns(2)
    with who:
        _field(item, "follow_up")
    with when:
        field(
            "Frist for opfølgning",
            f"{item.id}_deadline",
            format_day(item.deadline),
            lambda shown, text: set_deadline(database(), item.id, text, shown),
        )


def _field(item: AgendaItem, name: str, *, lines: int = 1, label: str = "") -> None:
    field(
        label or FIELD_NAMES[name],
        f"{item.id}_{name}",
        getattr(item, name),
        lambda shown, text: change_item(database(), item.id, name, shown, text),
        lines=lines,
        hint=_HINTS.get(name),
    )


def _choices(agenda: Agenda, item: AgendaItem) -> None:
    """What is chosen and not written: the meeting, the year, its scenarios and courses, and whether it is closed."""
    base = base_data()
    meetings = {m.id: meeting_name(m) for m in newest_first(agenda.meetings)}
    left, right = st.columns([3, 1])
    with left:
        _choice(item, "meeting", "Møde", list(meetings), meetings.get)
    with right:
        years = [None, *sorted(base.years, reverse=True)]
        _choice(item, "year", "År", years, lambda year: str(year) if year else "ikke valgt")
    year = item.year or max(base.years, default=0)
    scenarios = {s.key: s.name for s in base.scenarios_of(year)} if base.pool(year) else {}
    gone = {key: f"{key} (findes ikke mere i {year})" for key in item.scenarios if key not in scenarios}
    _several(item, "scenarios", "Scenarier, som punktet bygger på (det første regnes)", {**scenarios, **gone})
    courses = {c.id: f"{c.title} ({c.year})" for c in base.courses}
    away = {key: f"{key} (ikke på listen)" for key in item.courses if key not in courses}
    _several(item, "courses", "Aktiviteter, som punktet handler om", {**courses, **away})
    st.session_state[f"{item.id}_closed"] = item.closed
    st.checkbox(
        "Lukket punkt: vises aldrig på lærredet og står kun i papirer, der beder om det",
        key=f"{item.id}_closed",
        on_change=_set,
        args=(item, "closed", f"{item.id}_closed"),
    )


def _choice(
    item: AgendaItem, name: str, label: str, choices: Sequence[object], said: Callable[..., str | None]
) -> None:
    key = f"{item.id}_{name}"
    stands = getattr(item, name)
    st.session_state[key] = stands if stands in choices else choices[0]
    st.selectbox(
        label,
        choices,
        format_func=lambda choice: said(choice) or str(choice),
        key=key,
        on_change=_set,
        args=(item, name, key),
        filter_mode="contains",
    )


def _several(item: AgendaItem, name: str, label: str, names: dict[str, str]) -> None:
    key = f"{item.id}_{name}"
    st.session_state[key] = list(getattr(item, name))
    st.multiselect(
        label,
        list(names),
        format_func=lambda choice: names.get(choice, choice),
        key=key,
        on_change=_set,
        args=(item, name, key),
        filter_mode="contains",
    )


def _set(item: AgendaItem, name: str, key: str) -> None:
    value = st.session_state[key]
    chosen = tuple(value) if isinstance(value, list) else value
    attempt_quietly(lambda: set_item(database(), item.id, **{name: chosen}))


def attempt_quietly(save: Callable[[], object]) -> None:
    """Save a choice: only a refusal is said, so that what is below does not move."""
    try:
        save()
    except LederpuljeError as error:
        note("fejl", str(error))


def _to_meeting(item: AgendaItem) -> None:
    go_to("moeder", dagsorden=item.meeting)


def _remove(item: AgendaItem) -> None:
    def remove() -> str:
        database().delete_item(item.id)
        go_to("moeder", dagsorden=item.meeting)
        return f"Punktet er taget af dagsordenen: {short_title(item.heading, LONGEST_HEADING)}."

    attempt(remove)
