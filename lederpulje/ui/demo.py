"""The examples: a year in a database of its own, opened and left with one click, and always said to be examples."""

from __future__ import annotations

import streamlit as st

from lederpulje.errors import LederpuljeError
from lederpulje.ui.decisions.parts import note
from lederpulje.ui.session import close_one, demo_file, in_demo, make_examples
from lederpulje.ui.texts import show

_PARAMETER = "eksempler"


def offer_demo() -> None:
    """The click that opens the examples."""
    if in_demo():
        return
    st.header("Se et eksempel", anchor=False)
    st.text(
        "Et opdigtet år med møder, beslutninger, en genoptagelse og opfølgning, i en database for sig selv. Den "
        "rigtige journal ændres ikke."
    )
    st.button("Åbn eksemplerne", key="aabn_eksempler", on_click=_open)


def say_demo() -> None:
    """On every page of the examples: that they are, and the click that leaves and removes them."""
    if not in_demo():
        return
    with st.container(key="eksempler", horizontal=True, vertical_alignment="center"):
        show("notes", tone="", heading="Eksempler: året er opdigtet og gemmes for sig selv.", lines=())
        st.button("Forlad og slet eksemplerne", key="slet_eksempler", on_click=_leave)


def say_gone() -> None:
    """The address asks for examples that are not there: ways on, since the real database is not an example."""
    st.title("Eksemplerne er slettet", anchor=False)
    st.text("Nogen har forladt og slettet dem, måske i et andet vindue. Det, der er skrevet i dem, er væk.")
    with st.container(horizontal=True):
        st.button("Til den rigtige database", key="fra_eksempler", type="primary", on_click=_forget_place)
        st.button("Lav eksemplerne igen", key="eksempler_igen", on_click=_open)


def _open() -> None:
    try:
        make_examples()
    except LederpuljeError as error:
        note("fejl", str(error))
        return
    _forget_place()
    st.query_params[_PARAMETER] = "ja"


def _leave() -> None:
    close_one(demo_file(), remove=True)
    _forget_place()


def _forget_place() -> None:
    """What the address names belongs to the other database."""
    kept = {name: st.query_params[name] for name in ("funktion",) if name in st.query_params}
    st.query_params.clear()
    st.query_params.update(kept)
