"""What can be done with a decision later: correct it, take it up again, send it on, file it, say that it is done."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.agenda import (
    date_of,
    format_day,
    meeting_name,
    newest_first,
    send_on,
    take_up_again,
)
from lederpulje.actions.decisions.deciding import (
    Signed,
    correct,
    file_away,
    follow_up,
    item_of,
    new_write_id,
    same_calculation,
)
from lederpulje.actions.decisions.reading import Decided, fate
from lederpulje.errors import AgendaRefused
from lederpulje.model import Agenda, AgendaItem, Entry, Outcome
from lederpulje.model.agenda import FIELD_NAMES
from lederpulje.ui.decisions.listing import open_document
from lederpulje.ui.decisions.parts import attempt, go_to, made_once, remember_signature, say_noted, signature
from lederpulje.ui.session import database
from lederpulje.ui.texts import folded

OUTCOMES = tuple(outcome for outcome in Outcome if outcome is not Outcome.FORBEREDT)
_CORRECTED = ("heading", "decision", "dissent", "follow_up")


def say_after(agenda: Agenda, decision: Decided) -> None:
    """The ways on, each folded away until it is wanted."""
    st.header("Hvad skal der ske nu?", anchor=False)
    number = decision.number
    later = fate(agenda, number)
    folded("Genoptag eller send videre", f"videre_{number}", lambda: _say_ways(agenda, decision))
    if later.corrected_by is None:
        folded("Ret", f"ret_{number}", lambda: _say_correction(decision))
    folded("Journalisér", f"journal_{number}", lambda: _say_filing(number))
    if decision.text("follow_up") or decision.deadline:
        folded("Opfølgning", f"opfoelg_{number}", lambda: _say_follow_up(agenda, number))


def _say_ways(agenda: Agenda, decision: Decided) -> None:
    names = {m.id: meeting_name(m) for m in newest_first(agenda.meetings)}
    if not names:
        st.text("Opret først et møde under Møder og punkter.")
        return
    key = f"videre_moede_{decision.number}"
    st.selectbox(
        "Møde", list(names), format_func=lambda own: names.get(own, own), key=key, filter_mode="contains"
    )
    with st.container(horizontal=True):
        st.button(
            "Genoptag på mødet",
            key="genoptag",
            on_click=_prepare,
            args=(decision.number, key, take_up_again),
        )
        st.button(
            "Send videre til mødet",
            key="send_videre",
            on_click=_prepare,
            args=(decision.number, key, send_on),
        )
    st.text(
        "Genoptag: punktet behandles igen, og den nye beslutning peger på denne. Send videre: næste instans på sagens "
        "vej. Denne beslutning bliver stående."
    )
    say_noted(_place("videre", decision.number))


def _prepare(number: int, key: str, prepare: Callable[..., AgendaItem]) -> None:
    def do() -> str:
        store, meeting = database(), str(st.session_state[key])
        item = made_once(
            (prepare.__name__, str(number), meeting),
            lambda: prepare(store, number, meeting),
            lambda own: store.agenda().item(own),
        )
        open_document(f"punkt:{item.id}")
        return "Punktet er forberedt. Ret teksterne til, og registrér beslutningen på mødet."

    attempt(do, _place("videre", number))


def _place(kind: str, number: int) -> str:
    """Where what there is to say of a form is said: under its button."""
    return f"{kind}_{number}"


def _write_id(name: str) -> str:
    """The id of the save that a form is about; a decision is corrected once, so it stays the same."""
    found: str = st.session_state.setdefault(f"skriv_{name}", new_write_id())
    return found


def _say_correction(decision: Decided) -> None:
    number = decision.number
    item = item_of(decision)
    st.text("En rettelse er en ny post, der peger på denne. Begge bliver stående. Tallene er de samme.")
    keys = {name: f"ret_{number}_{name}" for name in (*_CORRECTED, "outcome", "deadline", "news")}
    for name in _CORRECTED:
        st.session_state.setdefault(keys[name], getattr(item, name))
        draw = st.text_area if name == "decision" else st.text_input
        draw(FIELD_NAMES[name], key=keys[name])
    st.session_state.setdefault(keys["outcome"], item.outcome)
    st.selectbox("Udfald", OUTCOMES, key=keys["outcome"], filter_mode=None)
    st.session_state.setdefault(keys["deadline"], format_day(item.deadline))
    st.text_input("Frist for opfølgning", key=keys["deadline"])
    st.text_area("Hvad er nyt, og hvorfor?", key=keys["news"])
    signed = signature(f"ret_{number}_signed")
    st.button(
        "Gem rettelsen som ny post",
        key="gem_rettelse",
        type="primary",
        on_click=_correct,
        args=(decision, keys, signed),
    )
    say_noted(_place("ret", number))


def _correct(decision: Decided, keys: dict[str, str], signed: str) -> None:
    said = {name: st.session_state[key] for name, key in keys.items()}
    item = replace(
        item_of(decision),
        **{name: str(said[name]) for name in (*_CORRECTED, "news")},  # type: ignore[arg-type]
        outcome=Outcome(said["outcome"]),
    )

    def do() -> Entry:
        whole = replace(item, deadline=date_of(str(said["deadline"])))
        by = Signed(signed, _write_id(f"ret_{decision.number}"))
        return correct(database(), decision.number, whole, same_calculation(decision), by)

    _enter(do, signed, "Rettet. Den nye kvittering er nr. {}.", _place("ret", decision.number))


def _say_filing(number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault(f"journal_dag_{number}", format_day(dates.today()))
        st.text_input("Dato", key=f"journal_dag_{number}", width=240)
        st.text_input("Dokumentnr.", key=f"journal_nr_{number}", width=240)
    signed = signature(f"journal_{number}_signed")
    st.button("Gem journaliseringen", key="gem_journal", on_click=_file, args=(number, signed))
    say_noted(_place("journal", number))


def _file(number: int, signed: str) -> None:
    def do() -> Entry:
        day = date_of(str(st.session_state[f"journal_dag_{number}"]))
        if day is None:
            raise AgendaRefused("Skriv, hvilken dag den er journaliseret.")
        document = str(st.session_state[f"journal_nr_{number}"])
        return file_away(database(), number, day, document, Signed(signed, new_write_id()))

    _enter(do, signed, "Journaliseringen er gemt som post {}.", _place("journal", number), stay=number)


def _say_follow_up(agenda: Agenda, number: int) -> None:
    entry = fate(agenda, number).followed_up
    done = entry is not None and Decided(entry).content.get("done")
    st.text_input("Bemærkning", key=f"opfoelg_note_{number}")
    signed = signature(f"opfoelg_{number}_signed")
    say_noted(_place("opfoelg", number))
    if done:  # further down and by another key, so that a second press on the one is not a press on the other
        st.text(f"Opfølgningen er færdig: {format_day(dt.date.fromisoformat(str(done)))}.")
        st.button(
            "Ikke færdig alligevel", key="genaabn_opfoelgning", on_click=_follow, args=(number, signed, None)
        )
        return
    st.button(
        "Markér som færdig i dag",
        key="gem_opfoelgning",
        on_click=_follow,
        args=(number, signed, dates.today()),
    )


def _follow(number: int, signed: str, done: dt.date | None) -> None:
    def do() -> Entry:
        remark = str(st.session_state[f"opfoelg_note_{number}"])
        return follow_up(database(), number, done, remark, Signed(signed, new_write_id()))

    _enter(do, signed, "Opfølgningen er gemt som post {}.", _place("opfoelg", number), stay=number)


def _enter(do: Callable[[], Entry], signed: str, said: str, place: str, *, stay: int = 0) -> None:
    """Make an entry, and show it (or stay at the decision that it is about)."""

    def enter() -> str:
        entry = do()
        remember_signature(signed)
        go_to("find", beslutning=str(stay or entry.number))
        return said.format(entry.number)

    attempt(enter, place)
