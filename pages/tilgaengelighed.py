"""The accessibility statement."""

from __future__ import annotations

import streamlit as st

from lederpulje.ui.texts import show

st.title("Tilgængelighed", anchor=False)
show("accessibility")
