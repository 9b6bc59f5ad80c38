"""Playing with a scenario: what follows the hand is a fragment of the page, drawn before everything else."""

from __future__ import annotations

import streamlit as st

from lederpulje.scenarios import Evaluation
from lederpulje.ui.frame import evaluated, say_problems, say_source
from lederpulje.ui.live import draw_live, present
from lederpulje.ui.livetable import LiveTable
from lederpulje.ui.questions import say_decidable, say_repairs
from lederpulje.ui.saved import save_form, say_saved
from lederpulje.ui.session import View, current_view, drafts, screen_on
from lederpulje.ui.sidebyside import comparison_figure, say_changes, say_differences, share
from lederpulje.ui.story import say_story
from lederpulje.ui.takeout import say_takeout

_DRAWN = "legetoej_tegnet"
_BESIDE = {"forslag": say_repairs, "besluttes": say_decidable, "forloeb": say_story}


def draw_play() -> None:
    """Draw the playing part as a part of the whole page."""
    st.session_state[_DRAWN] = None
    _play()


@st.fragment
def _play() -> None:
    """The live part and what it rests on: all that a change draws anew.

    The rest of the page is drawn again only when what its choices show has changed: a first draft, a scenario saved.
    """
    view = current_view()
    if view is None:
        return
    stand = _stand(view)
    before = st.session_state[_DRAWN]
    st.session_state[_DRAWN] = stand
    asked = _BESIDE.get(screen_on("scenarier")) if view.meeting else None
    live = draw_live(view) if asked is None else None
    if asked is not None or not view.meeting:
        evaluation = evaluated(view)
        if evaluation is not None and asked is not None:
            asked(view, evaluation)
        elif evaluation is not None and live is not None:
            _details(view, evaluation, live)
    if before is not None:
        present("scenarier")
        drafts().flush()
        if before != stand:
            st.rerun()


def _stand(view: View) -> tuple[object, ...]:
    """What the choices above and the menu show: when that is another, the whole page is drawn again."""
    draft = (view.draft.id, view.draft.origin) if view.draft else ()
    names = tuple((s.key, s.name) for s in view.base.scenarios_of(view.year))
    return draft, view.origin.key, view.origin.version, names, st.query_params.get("funktion")


def _details(view: View, evaluation: Evaluation, live: LiveTable) -> None:
    say_problems(view, evaluation)
    for say in _BESIDE.values():
        say(view, evaluation)
    say_changes(view)
    say_differences(view, live)
    say_takeout(view, evaluation, comparison_figure, "Scenarier")
    with st.container(horizontal=True):
        save_form(view)
        share(view)
    say_saved(view)
    say_source(view, evaluation)
