"""The main script, run at every change: navigation, the page asked for, and writing what was played with."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lederpulje.errors import LederpuljeError
from lederpulje.ui.meeting import draw_menu, is_meeting, meeting_bar
from lederpulje.ui.session import base_data, drafts
from lederpulje.ui.texts import plain

PAGES = Path(__file__).resolve().parents[2] / "pages"
TITLES = {
    "overblik": "Overblik",
    "scenarier": "Scenarier",
    "tilgaengelighed": "Tilgængelighed",
}
MEETING_PAGES = ("overblik", "scenarier")

st.set_page_config(
    page_title="Lederpulje", page_icon=str(Path(__file__).parent / "static/favicon.svg"), layout="wide"
)
pages = {
    name: st.Page(PAGES / f"{name}.py", title=title, url_path=name, default=name == "overblik")
    for name, title in TITLES.items()
}
current = st.navigation(list(pages.values()), position="hidden")
shown = [pages[name] for name in MEETING_PAGES]

menu = None if is_meeting() else st.sidebar.container()
try:
    base_data()
except LederpuljeError as error:
    st.title("Databasen kan ikke bruges", anchor=False)
    st.error(plain(str(error)))
    st.stop()
try:
    current.run()
    if menu is not None:
        with menu:
            draw_menu(list(pages.values()), current, current in shown)
    elif current in shown:
        meeting_bar(shown, current)
finally:
    drafts().flush()
