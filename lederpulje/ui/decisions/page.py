"""*Hvad er besluttet?* The page's heading, the ways between its parts, and the part that is shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.model import Agenda
from lederpulje.ui.decisions.fields import say_left
from lederpulje.ui.decisions.followup import say_follow_up, say_in_progress
from lederpulje.ui.decisions.itemform import say_item
from lederpulje.ui.decisions.listing import say_search
from lederpulje.ui.decisions.meetings import say_meetings
from lederpulje.ui.decisions.papers import say_sections
from lederpulje.ui.decisions.parts import agenda, choose_part, decision_on, item_on, part_on, say_noted
from lederpulje.ui.decisions.proofs import say_broken, say_proofs
from lederpulje.ui.decisions.receipt import say_receipt
from lederpulje.ui.screens import SCREENS
from lederpulje.ui.session import is_meeting
from lederpulje.ui.texts import show

_PARTS: dict[str, Callable[[Agenda], None]] = {
    "find": say_search,
    "moeder": say_meetings,
    "opfoelgning": say_follow_up,
    "papirer": say_sections,
    "bevis": say_proofs,
}


def draw_decisions() -> None:
    """Draw the page."""
    if is_meeting():  # the page itself holds closed items: nothing else of it is for the room
        st.title(SCREENS["igang"].question, anchor=False)
        say_in_progress(agenda())
        return
    st.title("Hvad er besluttet?", anchor=False)
    choose_part()
    say_noted()
    found = agenda()
    say_broken(found)
    decision, item = decision_on(found), item_on(found)
    if item is None and (gone := st.query_params.get("punkt")):
        say_left(f"{gone}_")
    if decision is not None:
        say_receipt(found, decision)
    elif item is not None:
        say_item(found, item)
    else:
        _say_missing()
        _PARTS[part_on()](found)


def _say_missing() -> None:
    asked = st.query_params.get("beslutning") or st.query_params.get("punkt")
    if asked:
        heading = f"Der er ingen beslutning og intet punkt med »{asked}« i adressen. Find det her."
        show("notes", tone="", heading=heading, lines=())
