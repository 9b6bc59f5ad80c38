"""Playing with a scenario: what follows the hand is a fragment of the page, drawn before everything else."""

from __future__ import annotations

import streamlit as st

from lederpulje.scenarios import Evaluation
from lederpulje.ui.frame import evaluated, say_problems, say_source
from lederpulje.ui.live import draw_live
from lederpulje.ui.questions import say_decidable, say_repairs
from lederpulje.ui.session import View, current_view, drafts
from lederpulje.ui.sidebyside import say_changes, say_differences, share

_DRAWN = "legetoej_tegnet"


def draw_play() -> None:
    """Draw the playing part as a part of the whole page."""
    st.session_state[_DRAWN] = None
    _play()


@st.fragment
def _play() -> None:
    """The live part and what it rests on: all that a change draws anew.

    The rest of the page is drawn again only when a first change has made a draft, which its choices then show.
    """
    view = current_view()
    if view is None:
        return
    draft = view.draft.id if view.draft else ""
    before = st.session_state[_DRAWN]
    st.session_state[_DRAWN] = draft
    draw_live(view)
    if not view.meeting:
        evaluation = evaluated(view)
        if evaluation is not None:
            _details(view, evaluation)
    if before is not None:
        drafts().flush()
        if before != draft:
            st.rerun()


def _details(view: View, evaluation: Evaluation) -> None:
    say_problems(view, evaluation)
    say_repairs(view)
    say_decidable(view, evaluation)
    say_changes(view)
    say_differences(view)
    share(view)
    say_source(view, evaluation)
