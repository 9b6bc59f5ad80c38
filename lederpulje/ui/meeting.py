"""The ways between pages: the menu, and in the meeting view one question a screen, by button or arrow key."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lederpulje.ui.session import address_of, current_view
from lederpulje.ui.texts import show


def is_meeting() -> bool:
    """Whether the address asks for the meeting view."""
    return st.query_params.get("vis") == "moede"


def draw_menu(pages: Sequence[StreamlitPage], current: StreamlitPage, has_meeting: bool) -> None:
    """The menu beside the page. It is drawn last, since nobody waits for it when a figure changes."""
    show("brand")
    for page in pages:
        st.page_link(page, label=page.title, query_params=address_of(greb=None))
    if has_meeting and st.button("Mødevisning", key="moedevisning", width="stretch"):
        st.switch_page(current, query_params=address_of(vis="moede"))


def meeting_bar(pages: Sequence[StreamlitPage], current: StreamlitPage) -> None:
    """Forrige, where we are, leave, Næste; at either end the button that leads nowhere is left out."""
    at = pages.index(current)
    with st.container(key="moedelinje", horizontal=True, vertical_alignment="center"):
        if at > 0:
            _turn("Forrige", pages[at - 1], "Left", "forrige")
        view = current_view()
        about = f" · {view.year} · {view.scenario.name}" if view else ""
        show("position", text=f"{at + 1} af {len(pages)} · {current.title}{about}")
        if st.button("Afslut visning", key="afslut", shortcut="Esc"):
            st.switch_page(current, query_params=address_of(vis=None))
        if at + 1 < len(pages):
            _turn("Næste", pages[at + 1], "Right", "naeste")


def _turn(label: str, page: StreamlitPage, shortcut: str, key: str) -> None:
    if st.button(label, key=key, shortcut=shortcut):
        st.switch_page(page, query_params=address_of(greb=None))
