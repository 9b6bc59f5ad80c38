"""Answers and values in the address: a link may open a scenario that is already turned (`saet=NAVN=VÆRDI`)."""

from __future__ import annotations

import streamlit as st

from lederpulje.actions.drafts import like_scenario
from lederpulje.actions.settings import with_nearest
from lederpulje.errors import LederpuljeError
from lederpulje.ui.session import SAID_OF_SETTINGS, change_draft, current_view

_MOST = 50  # settings in one address


def take_over_settings() -> None:
    """Make a draft of what the address sets, and note what of it could not be used."""
    texts = st.query_params.get_all("saet")
    if not texts:
        return
    del st.query_params["saet"]
    view = current_view()
    if view is None:
        return
    try:
        scenario, notes = with_nearest(view.base, view.scenario, texts[:_MOST])
    except LederpuljeError as error:
        scenario, notes = view.scenario, (str(error),)
    if len(texts) > _MOST:
        notes = (*notes, f"Adressen sætter {len(texts)} værdier. Kun de første {_MOST} er brugt.")
    notes = (*view.ignored, *notes)
    change_draft(lambda draft: like_scenario(draft, scenario))
    st.session_state[SAID_OF_SETTINGS] = (st.query_params.get("kladde"), notes)
