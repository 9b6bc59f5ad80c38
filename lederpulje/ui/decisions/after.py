"""What can be done with a decision later: correct it, take it up again, send it on, file it, say that it is done."""

from __future__ import annotations

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
from lederpulje.ui.decisions.parts import attempt, go_to, remember_signature, signature
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
            "Genoptag på mødet", key="genoptag", on_click=_prepare, args=(decision.number, key, take_up_again)
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


def _prepare(number: int, key: str, prepare: Callable[..., AgendaItem]) -> None:
    def do() -> str:
        item = prepare(database(), number, st.session_state[key])
        open_document(f"punkt:{item.id}")
        return "Punktet er forberedt. Ret teksterne til, og registrér beslutningen på mødet."

    attempt(do)


def _write_id(name: str) -> str:
    """The id of the save that a form is about: the same until it has been done."""
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

    _enter(
        do, signed, "Rettet. Den nye kvittering er nr. {}.", [f"skriv_ret_{decision.number}", *keys.values()]
    )


def _say_filing(number: int) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.session_state.setdefault(f"journal_dag_{number}", format_day(dates.today()))
        st.text_input("Dato", key=f"journal_dag_{number}", width=240)
        st.text_input("Dokumentnr.", key=f"journal_nr_{number}", width=240)
    signed = signature(f"journal_{number}_signed")
    st.button("Gem journaliseringen", key="gem_journal", on_click=_file, args=(number, signed))


def _file(number: int, signed: str) -> None:
    def do() -> Entry:
        day = date_of(str(st.session_state[f"journal_dag_{number}"]))
        if day is None:
            raise AgendaRefused("Skriv, hvilken dag den er journaliseret.")
        document = str(st.session_state[f"journal_nr_{number}"])
        return file_away(database(), number, day, document, Signed(signed, _write_id(f"journal_{number}")))

    _enter(do, signed, "Journaliseringen er gemt som post {}.", [f"skriv_journal_{number}"], stay=number)


def _say_follow_up(agenda: Agenda, number: int) -> None:
    entry = fate(agenda, number).followed_up
    done = entry is not None and Decided(entry).content.get("done")
    st.text_input("Bemærkning", key=f"opfoelg_note_{number}")
    signed = signature(f"opfoelg_{number}_signed")
    label = "Ikke færdig alligevel" if done else "Markér som færdig i dag"
    st.button(label, key="gem_opfoelgning", on_click=_follow, args=(number, signed, bool(done)))


def _follow(number: int, signed: str, was_done: bool) -> None:
    def do() -> Entry:
        remark = str(st.session_state[f"opfoelg_note_{number}"])
        by = Signed(signed, _write_id(f"opfoelg_{number}"))
        return follow_up(database(), number, None if was_done else dates.today(), remark, by)

    _enter(do, signed, "Opfølgningen er gemt som post {}.", [f"skriv_opfoelg_{number}"], stay=number)


def _enter(do: Callable[[], Entry], signed: str, said: str, done_with: list[str], *, stay: int = 0) -> None:
    """Make an entry, forget what made it, and show it (or stay at the decision that it is about)."""

    def enter() -> str:
        entry = do()
        for key in done_with:
            st.session_state.pop(key, None)
        remember_signature(signed)
        go_to("find", beslutning=str(stay or entry.number))
        return said.format(entry.number)

    attempt(enter)
