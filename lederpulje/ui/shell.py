"""The main script, run at every change: navigation, the page asked for, and writing what was played with."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lederpulje.errors import LederpuljeError
from lederpulje.ui.address import take_over_settings
from lederpulje.ui.canvas import follow, is_canvas
from lederpulje.ui.demo import say_demo, say_gone
from lederpulje.ui.live import present
from lederpulje.ui.meeting import draw_menu, has_screens, meeting_bar
from lederpulje.ui.session import address_of, base_data, drafts, examples_are_gone, is_meeting
from lederpulje.ui.texts import plain

PAGES = Path(__file__).resolve().parents[2] / "pages"
TITLES = {
    "overblik": "Overblik",
    "scenarier": "Scenarier",
    "foelsomhed": "Følsomhed",
    "temaer": "Temaer",
    "tidsplan": "Tidsplan",
    "kurser": "Kurser",
    "beslutninger": "Beslutninger",
    "budgetopfoelgning": "Budgetopfølgning",
    "aar_for_aar": "År for år",
    "tilgaengelighed": "Tilgængelighed",
}

st.set_page_config(
    page_title="Lederpulje", page_icon=str(Path(__file__).parent / "static/favicon.svg"), layout="wide"
)
pages = {
    name: st.Page(PAGES / f"{name}.py", title=title, url_path=name, default=name == "overblik")
    for name, title in TITLES.items()
}
current = st.navigation(list(pages.values()), position="hidden")
here = next(name for name, page in pages.items() if page is current)

menu = None if is_meeting() else st.sidebar.container()
if examples_are_gone():
    say_gone()
    st.stop()
try:
    base_data()
except LederpuljeError as error:
    st.title("Databasen kan ikke bruges", anchor=False)
    st.error(plain(str(error)))
    st.stop()
take_over_settings()
if menu is not None:
    say_demo()
if is_canvas() and (page := follow()) not in (None, here):
    st.switch_page(pages[page], query_params=address_of())
try:
    current.run()
    if menu is not None:
        with menu:
            draw_menu(pages, here)
    elif has_screens(here):
        meeting_bar(pages, here)
    present(here)
finally:
    drafts().flush()
