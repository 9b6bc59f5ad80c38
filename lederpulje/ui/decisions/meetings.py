"""*Møder og punkter*: a meeting, who was there, its agenda, and its papers."""

from __future__ import annotations

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.agenda import (
    BODIES,
    change_meeting,
    format_day,
    items_of,
    meeting_name,
    new_item,
    new_meeting,
    newest_first,
    remove_meeting,
    treated_of,
)
from lederpulje.actions.decisions.reading import Decided, status_of
from lederpulje.model import Agenda, AgendaItem, Meeting
from lederpulje.ui.decisions.fields import field
from lederpulje.ui.decisions.listing import open_document
from lederpulje.ui.decisions.papers import offer_meeting_papers
from lederpulje.ui.decisions.parts import LONGEST_HEADING, attempt, made_once
from lederpulje.ui.session import database
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import short_title

_MEETING = "dagsorden"
_FIELDS = (
    ("place", "Sted", ""),
    ("present", "Til stede", "Funktioner, ikke navne, fx kommunaldirektør, HR-chef."),
    ("absent", "Afbud", "Funktioner, ikke navne."),
    ("substitutes", "Stedfortrædere", "Hvem der mødte for hvem, som funktioner."),
    ("note", "Bemærkning", ""),
)


def say_meetings(agenda: Agenda) -> None:
    """The meetings to choose between, and the chosen one."""
    meetings = newest_first(agenda.meetings)
    folded("Nyt møde", "nyt_moede", _new_meeting)
    if not meetings:
        show(
            "notes",
            tone="tom",
            heading="Der er ingen møder endnu.",
            lines=["Opret det første under Nyt møde."],
        )
        return
    meeting = _choice(meetings)
    _agenda(agenda, meeting)
    folded("Sted og deltagere", f"moedet_{meeting.id}", lambda: _facts(agenda, meeting))
    offer_meeting_papers(agenda, meeting)


def choose_meeting(own_id: str) -> None:
    """Show a meeting."""
    st.query_params[_MEETING] = own_id


def _choice(meetings: tuple[Meeting, ...]) -> Meeting:
    names = {m.id: meeting_name(m) for m in meetings}
    asked = st.query_params.get(_MEETING, "")
    st.session_state["moede_valg"] = asked if asked in names else _next_meeting(meetings)
    chosen = st.selectbox(
        "Møde",
        list(names),
        format_func=lambda key: names.get(key, key),
        key="moede_valg",
        on_change=lambda: choose_meeting(st.session_state["moede_valg"]),
        filter_mode="contains",
    )
    return next(m for m in meetings if m.id == chosen)


def _next_meeting(meetings: tuple[Meeting, ...]) -> str:
    """The next meeting to come, else the last that was."""
    today = dates.today()
    coming = [m for m in meetings if m.date is not None and m.date >= today]
    dated = [m for m in meetings if m.date is not None]
    return (coming[-1] if coming else (dated or list(meetings))[0]).id


def _new_meeting() -> None:
    body, date, button = st.columns([3, 3, 2], vertical_alignment="bottom")
    with body:
        st.selectbox("Instans", BODIES, key="nyt_moede_instans", accept_new_options=True)
    with date:
        st.text_input("Dato", key="nyt_moede_dato", placeholder="Fx 21. juni 2027, eller tom")
    with button:
        st.button("Opret mødet", key="opret_moede", type="primary", on_click=_make_meeting, width="stretch")


def _make_meeting() -> None:
    def make() -> str:
        body, date = (str(st.session_state.get(f"nyt_moede_{name}") or "") for name in ("instans", "dato"))
        store = database()
        meeting = made_once(
            ("møde", body, date),
            lambda: new_meeting(store, body, date),
            lambda own: store.agenda().meeting(own),
        )
        choose_meeting(meeting.id)
        return f"Mødet er oprettet: {meeting_name(meeting)}."

    attempt(make)


def _facts(agenda: Agenda, meeting: Meeting) -> None:
    store = database()
    left, right = st.columns(2)
    with left:
        field(
            *("Instans", f"{meeting.id}_body", meeting.body),
            lambda shown, text: change_meeting(store, meeting.id, "body", shown, text),
        )
    with right:
        field(
            *("Dato", f"{meeting.id}_date", format_day(meeting.date)),
            lambda shown, text: change_meeting(store, meeting.id, "date", shown, text),
        )
    for name, label, help_text in _FIELDS:
        field(
            *(label, f"{meeting.id}_{name}", getattr(meeting, name)),
            lambda shown, text, name=name: change_meeting(store, meeting.id, name, shown, text),  # type: ignore[misc]
            hint=help_text or None,
        )
    if meeting.source:
        show("footnotes", notes=[f"Kilde: {meeting.source}."])
    if not items_of(agenda, meeting.id) and not treated_of(agenda, meeting.id):
        st.button("Slet mødet", key="slet_moede", on_click=_remove, args=(meeting,))


def _remove(meeting: Meeting) -> None:
    def remove() -> str:
        remove_meeting(database(), meeting.id)
        return f"Mødet er slettet: {meeting_name(meeting)}."

    attempt(remove)


def _agenda(agenda: Agenda, meeting: Meeting) -> None:
    st.header("Dagsorden", anchor=False)
    prepared, treated = items_of(agenda, meeting.id), treated_of(agenda, meeting.id)
    for decision in treated:
        _row(
            _named(decision.text("item_no"), decision.text("heading")),
            str(decision.number),
            _said(agenda, decision),
        )
    for item in prepared:
        _row(_named(item.item_no, item.heading), f"punkt:{item.id}", _prepared(item))
    if not prepared and not treated:
        st.text("Der er ingen punkter endnu.")
    heading, button = st.columns([6, 2], vertical_alignment="bottom")
    with heading:
        st.text_input("Overskrift på et nyt punkt", key="nyt_punkt")
    with button:
        st.button("Nyt punkt", key="opret_punkt", on_click=_make_item, args=(meeting,), width="stretch")


def _row(label: str, key: str, said: str) -> None:
    with st.container(key=f"punkt_{key.replace(':', '_')}"):
        st.button(plain(label), key=f"dagsorden_{key}", type="tertiary", on_click=open_document, args=(key,))
        show("hit", facts=said, excerpt=(), missing=())


def _make_item(meeting: Meeting) -> None:
    def make() -> str:
        store, heading = database(), str(st.session_state["nyt_punkt"])
        item = made_once(
            (meeting.id, heading),
            lambda: new_item(store, meeting.id, heading),
            lambda own: store.agenda().item(own),
        )
        st.session_state["nyt_punkt"] = ""
        open_document(f"punkt:{item.id}")
        return f"Punktet er sat på dagsordenen til {meeting_name(meeting)}."

    attempt(make)


def _named(item_no: str, heading: str) -> str:
    said = short_title(heading, LONGEST_HEADING)
    return f"Punkt {short_title(item_no, 20)}: {said}" if item_no else said


def _said(agenda: Agenda, decision: Decided) -> str:
    closed = " · lukket punkt" if decision.closed else ""
    without = "" if decision.calculation else " · uden beregning"
    return f"{status_of(agenda, decision)} · kvittering {decision.number}{without}{closed}"


def _prepared(item: AgendaItem) -> str:
    again = f" · genoptager kvittering {item.refers}" if item.refers else ""
    return f"forberedt{again}{' · lukket punkt' if item.closed else ''}"
