"""The floor under every change on screen: what Streamlit itself needs from a slider to one figure."""

from __future__ import annotations

import gc

import streamlit as st

if not gc.get_freeze_count():  # once a process: the script runs again at every change
    gc.collect()
    gc.freeze()

value = st.slider("Deltagere", 0, 100, 50)
st.metric("Beløb", value)
