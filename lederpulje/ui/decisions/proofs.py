"""*Bevis og sikkerhed*: is everything as it was written; names that can be erased; a backup; the examples."""

from __future__ import annotations

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.proving import Proof, prove
from lederpulje.actions.safety import backup_export
from lederpulje.errors import AgendaRefused
from lederpulje.model import Agenda
from lederpulje.ui.decisions.parts import attempt
from lederpulje.ui.demo import offer_demo
from lederpulje.ui.session import database
from lederpulje.ui.texts import show

_SHOWN = 3


def say_broken(agenda: Agenda) -> None:
    """Say at once if somebody has changed the journal behind the app's back."""
    if agenda.broken:
        heading = "Journalen er ændret uden om programmet. Bed it-afdelingen se på det."
        more = len(agenda.broken) - _SHOWN
        rest = [f"Og {more} til: se dem under Bevis og sikkerhed."] if more > 0 else []
        show("notes", tone="fejl", heading=heading, lines=[*map(str, agenda.broken[:_SHOWN]), *rest])


def say_proofs(_agenda: Agenda) -> None:
    """The whole part."""
    st.header("Er alt, som det blev skrevet?", anchor=False)
    st.text(
        "Hver beslutning er en post i en kæde, hvor hver post har den forriges kontrolsum. Her regnes alle "
        "kontrolsummer efter, og alle låste beregninger regnes igen."
    )
    if st.button("Tjek hele kæden", key="tjek_kaeden", type="primary"):
        _say_proof(prove(database()))
    show(
        "trace",
        lines=[
            ("Det samme fra kommandolinjen", "python -m lederpulje verify"),
            ("Alle poster", "python -m lederpulje decisions"),
        ],
    )
    _say_backup()
    _say_people()
    offer_demo()


def _say_proof(found: Proof) -> None:
    lines = [*map(str, found.broken), *(f"Post {n}: {again.why}" for n, again in found.deviating)]
    lines += [str(other) for _, again in found.deviating for other in again.other[:5]]
    counted = f"{found.entries} poster og {found.calculations} beregninger er regnet efter."
    if not found.holds:
        show("notes", tone="fejl", heading=f"Brudt. {counted}", lines=lines)
        return
    heading = f"Alt er, som det blev skrevet. {counted}"
    if found.deviating:
        heading = f"Intet er ændret, men nogle tal afviger med dagens beregner. {counted}"
    show("notes", tone="", heading=heading, lines=[*lines, f"Nyeste kontrolsum: {found.head}"])


def _say_backup() -> None:
    st.header("Sikkerhedskopi", anchor=False)
    st.text(
        "Kopien er hele databasen i én fil. Den genskabes fra kommandolinjen, mens appen er stoppet: "
        "python -m lederpulje restore FIL."
    )
    file = backup_export(database(), dates.now())
    st.download_button(
        "Hent en sikkerhedskopi",
        data=file.make,
        file_name=file.name,
        mime=file.mime,
        key="hent_kopi",
        on_click="ignore",
    )


def _say_people() -> None:
    st.header("Personer, der nævnes ved navn", anchor=False)
    st.text(
        "Skriv funktioner og ikke navne. Står et navn alligevel i en tekst, så skriv det her: så får det et id og kan "
        "slettes overalt uden at bryde kæden, også i låste beslutninger."
    )
    people = database().people()
    if people:
        rows = [(p.id, p.name, f"python -m lederpulje erase {p.id}") for p in people]
        headings = ("Id", "Navn", "Slettes fra kommandolinjen med")
        show("table", caption="Personer", headings=headings, numeric=(), rows=rows)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input("Navn, som det står i teksterne", key="person_navn", width=420)
        st.button("Giv navnet et id", key="person_ny", on_click=_add_person)


def _add_person() -> None:
    def add() -> str:
        name = str(st.session_state["person_navn"]).strip()
        if len(name) < 3:
            raise AgendaRefused("Skriv hele navnet, som det står i teksterne.")
        person = database().add_person(name)
        st.session_state["person_navn"] = ""
        return f"Navnet har fået id {person.id}."

    attempt(add)
