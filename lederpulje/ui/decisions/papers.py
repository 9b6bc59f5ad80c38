"""Papers to take out, sections to copy one by one into the case system, and what the headings are called."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.agenda import meeting_name
from lederpulje.actions.decisions.economy import WIDTH
from lederpulje.actions.decisions.papers import (
    SECTIONS,
    Wanted,
    decision_paper,
    item_paper,
    meeting_paper,
    sections_of,
)
from lederpulje.actions.decisions.reading import Decided
from lederpulje.actions.takeout import chart_picture
from lederpulje.exchange.minutes import Item, Minutes
from lederpulje.exchange.minutes.pdf import minutes_pdf
from lederpulje.exchange.minutes.word import minutes_docx
from lederpulje.model import Agenda, AgendaItem, Meeting
from lederpulje.sheets.keys import slug
from lederpulje.ui.decisions.parts import attempt
from lederpulje.ui.session import base_data, database
from lederpulje.ui.texts import folded, plain

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PDF = "application/pdf"
Make = Callable[[], Minutes]


def offer_item_papers(agenda: Agenda, item: AgendaItem) -> None:
    """*Dagsordenspunkt* of a prepared item."""

    def draw() -> None:
        _files("Dagsordenspunkt", item.heading, lambda: item_paper(_wanted(agenda), item))
        _copies(item_paper(_wanted(agenda, drawn=False), item).items[0])

    folded("Dagsordenspunkt som Word, PDF og til sagssystemet", f"papir_{item.id}", draw)


def offer_decision_papers(agenda: Agenda, decision: Decided) -> None:
    """*Referat* of a decided item."""

    def draw() -> None:
        _files("Referat", decision.text("heading"), lambda: decision_paper(_wanted(agenda), decision))
        _copies(decision_paper(_wanted(agenda, drawn=False), decision).items[0])

    folded("Referat som Word, PDF og til sagssystemet", f"papir_{decision.number}", draw)


def offer_meeting_papers(agenda: Agenda, meeting: Meeting) -> None:
    """A whole meeting as one file."""

    def draw() -> None:
        key = f"lukkede_{meeting.id}"
        closed = st.checkbox("Tag lukkede punkter med", key=key)
        _files(
            "Dagsorden",
            meeting_name(meeting),
            lambda: meeting_paper(_wanted(agenda), meeting.id, minutes=False, closed=closed),
        )
        _files(
            "Referat",
            meeting_name(meeting),
            lambda: meeting_paper(_wanted(agenda), meeting.id, minutes=True, closed=closed),
        )

    folded("Hele mødet som Word og PDF", f"moedepapir_{meeting.id}", draw)


def _wanted(agenda: Agenda, *, drawn: bool = True) -> Wanted:
    draw = _draw if drawn else _no_picture
    return Wanted(agenda, base_data(), sections_of(database()), draw, dates.now())


def _draw(figure: go.Figure) -> bytes:
    return chart_picture(figure, "png", WIDTH)


def _no_picture(_figure: go.Figure) -> bytes:
    """For texts to copy, which hold no picture."""
    return b""


def _files(kind: str, name: str, make: Make) -> None:
    stem = f"{kind} {slug(name, 50)}".strip()
    with st.container(horizontal=True):
        for label, ending, mime, build in (
            ("Word", "docx", _WORD, minutes_docx),
            ("PDF", "pdf", _PDF, minutes_pdf),
        ):
            st.download_button(
                f"{kind} som {label}",
                data=lambda build=build: build(make()),  # type: ignore[misc]
                file_name=f"{stem}.{ending}",
                mime=mime,
                key=f"hent_{kind}_{slug(name, 50)}_{ending}",
                on_click="ignore",
            )


def _copies(item: Item) -> None:
    """Each section by itself, with a button that copies it."""
    for section in item.sections:
        st.markdown(f"**{plain(section.heading)}**")
        st.code(section.as_text(), language=None, wrap_lines=True)


def say_sections(_agenda: Agenda) -> None:
    """What the headings of papers are called, and in which order they stand."""
    st.header("Hvad hedder afsnittene, og i hvilken rækkefølge står de?", anchor=False)
    st.text("Det gælder alle papirer, der hentes fra nu af.")
    sections = sections_of(database())
    for at, (key, title) in enumerate(sections):
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.session_state[f"afsnit_{key}"] = title
            st.text_input(
                f"Afsnit {at + 1} ({dict(SECTIONS)[key]})",
                key=f"afsnit_{key}",
                on_change=_rename,
                args=(sections, key),
                width=420,
            )
            if at:
                st.button(plain(f"Flyt »{title}« op"), key=f"op_{key}", on_click=_move, args=(sections, at))
    if sections != SECTIONS:
        st.button("Brug de sædvanlige overskrifter", key="afsnit_som_foer", on_click=_reset)


def _rename(sections: tuple[tuple[str, str], ...], key: str) -> None:
    title = str(st.session_state[f"afsnit_{key}"]).strip() or dict(SECTIONS)[key]
    _save(tuple((k, title if k == key else t) for k, t in sections))


def _move(sections: tuple[tuple[str, str], ...], at: int) -> None:
    order = list(sections)
    order[at - 1], order[at] = order[at], order[at - 1]
    _save(tuple(order))


def _reset() -> None:
    _save(())


def _save(sections: tuple[tuple[str, str], ...]) -> None:
    def save() -> str:
        database().save_sections(sections)
        return "Gemt."

    attempt(save)
