"""The main script, run at every change: navigation, the page asked for, and writing what was played with."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from lederpulje.errors import StoreError
from lederpulje.ui.meeting import is_meeting, meeting_bar
from lederpulje.ui.session import address_of, base_data, drafts
from lederpulje.ui.texts import plain, show

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

if not is_meeting():
    with st.sidebar:
        show("brand")
        for page in pages.values():
            st.page_link(page, label=page.title, query_params=address_of(greb=None))
        if current in shown and st.button(
            "Mødevisning", icon=":material/present_to_all:", key="moedevisning"
        ):
            st.switch_page(current, query_params=address_of(vis="moede"))
try:
    base_data()
except StoreError as error:
    st.title("Databasen kan ikke bruges", anchor=False)
    st.error(plain(str(error)))
    st.stop()
try:
    current.run()
    if is_meeting() and current in shown:
        meeting_bar(shown, current)
finally:
    drafts().flush()
