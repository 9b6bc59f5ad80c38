"""Playing with a scenario: what follows the hand is a fragment of the page, drawn before everything else."""

from __future__ import annotations

import streamlit as st

from lederpulje.charts.payers import payer_bars
from lederpulje.scenarios import Evaluation, compare, evaluate
from lederpulje.ui.controls import play_controls
from lederpulje.ui.figures import claimed_figure, headroom_figure, others_figure
from lederpulje.ui.frame import say_conclusion, say_problems, say_source
from lederpulje.ui.layout import chart, chart_width, scenario_row_height
from lederpulje.ui.session import View, current_view, drafts
from lederpulje.ui.sidebyside import comparison_rows, say_changes, say_differences, share
from lederpulje.ui.texts import show

_DRAWN = "legetoej_tegnet"


def draw_play() -> None:
    """Draw the playing part as a part of the whole page."""
    st.session_state[_DRAWN] = None
    _play()


@st.fragment
def _play() -> None:
    """Answers, lever, figures, sentence, chart, and what they rest on: all that a change draws anew.

    The rest of the page is drawn again only when a first change has made a draft, which its choices then show.
    """
    view = current_view()
    if view is None:
        return
    draft = view.draft.id if view.draft else ""
    before = st.session_state[_DRAWN]
    st.session_state[_DRAWN] = draft
    evaluation = evaluate(view.base, view.scenario)
    controls = st.container()
    _figures(view, evaluation)
    said = say_conclusion(view, evaluation)
    with controls:
        play_controls(view, evaluation)
    rows = comparison_rows(view)
    height = scenario_row_height(view.meeting, len(rows))
    pool, against = evaluation.first.pool.amount, view.baseline.name
    chart(payer_bars(rows, pool, against, chart_width(view.meeting), height), key="betalere", alt=said)
    if not view.meeting:
        _details(view, evaluation)
    if before is not None:
        drafts().flush()
        if before != draft:
            st.rerun()


def _details(view: View, evaluation: Evaluation) -> None:
    say_problems(view, evaluation)
    say_changes(view)
    say_differences(view)
    share(view)
    say_source(view, evaluation)


def _figures(view: View, evaluation: Evaluation) -> None:
    (comparison,) = compare(view.base, view.baseline, (view.scenario,))
    claimed, headroom = claimed_figure(evaluation, comparison), headroom_figure(view, evaluation)
    show("figures", figures=[claimed, headroom, others_figure(evaluation)])
