"""The ways between pages: the menu, and in the meeting view one question a screen, by button or arrow key."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from lederpulje.ui.canvas import canvas_bar, offer_canvas
from lederpulje.ui.decisions.register import close_dialog, dialog_is_open, offer_decision
from lederpulje.ui.screens import SCREENS, first_screen, screens_in_order
from lederpulje.ui.session import address_of, current_view, in_demo, screen_on
from lederpulje.ui.texts import show

Pages = Mapping[str, StreamlitPage]


def has_screens(page: str) -> bool:
    """Whether a page has anything for a meeting."""
    return any(screen.page == page for screen in SCREENS.values())


def draw_menu(pages: Pages, here: str) -> None:
    """The menu beside the page. It is drawn last, since nobody waits for it when a figure changes."""
    close_dialog()
    show("brand")
    for page in pages.values():
        st.page_link(page, label=page.title, query_params=address_of(greb=None))
    if not has_screens(here):
        return
    if st.button("Mødevisning", key="moedevisning", width="stretch"):
        order, _ = screens_in_order(st.query_params.get("skaerme"))
        first = first_screen(here, order)
        _go(pages, first if first in order else order[0])
    _choose_screens()
    if (view := current_view()) is not None:
        offer_canvas(view)


def _choose_screens() -> None:
    """Which screens a meeting walks through, in the order in which they are picked."""
    with st.popover("Vælg skærme", width="stretch"):
        order, _ = screens_in_order(st.query_params.get("skaerme"))
        chosen = () if order == tuple(SCREENS) else order
        st.session_state["skaerme"] = list(chosen)
        st.multiselect(
            "Vis disse skærme i den rækkefølge, de vælges. Uden valg vises alle.",
            list(SCREENS),
            format_func=lambda key: SCREENS[key].name,
            key="skaerme",
            on_change=_note_screens,
            filter_mode=None,
        )


def _note_screens() -> None:
    chosen = st.session_state["skaerme"]
    if chosen:
        st.query_params["skaerme"] = ".".join(chosen)
    elif "skaerme" in st.query_params:
        del st.query_params["skaerme"]


def meeting_bar(pages: Pages, here: str) -> None:
    """Forrige, where we are, leave, Næste; at either end the button that leads nowhere is left out."""
    view = current_view()
    order = screens_in_order(st.query_params.get("skaerme"))[0]
    shown = screen_on(here)
    if view is not None and view.canvas:
        canvas_bar(shown)
        return
    at = order.index(shown) if shown in order else None
    with st.container(key="moedelinje", horizontal=True, vertical_alignment="center"):
        if at is None:
            _turn("Til mødets skærme", pages, order[0], "Right", "naeste")
        elif at > 0:
            _turn("Forrige", pages, order[at - 1], "Left", "forrige")
        about = f" · {view.year} · {view.title}{' · eksempel' if in_demo() else ''}" if view else ""
        place = "" if at is None else f"{at + 1} af {len(order)} · "
        show("position", text=f"{place}{SCREENS[shown].name}{about}")
        if view is not None:
            offer_decision(view)
        if st.button("Afslut visning", key="afslut", shortcut=None if dialog_is_open() else "Esc"):
            st.switch_page(pages[here], query_params=address_of(vis=None, skaerm=None))
        if at is not None and at + 1 < len(order):
            _turn("Næste", pages, order[at + 1], "Right", "naeste")


def _turn(label: str, pages: Pages, screen: str, shortcut: str, key: str) -> None:
    if st.button(label, key=key, shortcut=None if dialog_is_open() else shortcut):
        _go(pages, screen)


def _go(pages: Pages, screen: str) -> None:
    st.switch_page(
        pages[SCREENS[screen].page], query_params=address_of(vis="moede", skaerm=screen, greb=None)
    )
