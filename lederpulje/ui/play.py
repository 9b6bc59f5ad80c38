"""Playing with a scenario: what follows the hand is a fragment of the page, drawn before everything else."""

from __future__ import annotations

import streamlit as st

from lederpulje.charts.payers import payer_bars
from lederpulje.scenarios import Evaluation, compare, evaluate
from lederpulje.ui.controls import play_controls
from lederpulje.ui.figures import claimed_figure, headroom_figure, others_figure
from lederpulje.ui.frame import say_conclusion
from lederpulje.ui.layout import chart, chart_width, scenario_row_height
from lederpulje.ui.session import View, current_view, drafts
from lederpulje.ui.sidebyside import comparison_rows
from lederpulje.ui.texts import show

_WHOLE_PAGE = "hele_siden"


def draw_play() -> None:
    """Draw the playing part as a part of the whole page."""
    st.session_state[_WHOLE_PAGE] = True
    _play()


@st.fragment
def _play() -> None:
    """Answers, lever, figures, sentence, chart. After a change it is drawn alone; the rest of the page follows."""
    alone = not st.session_state.pop(_WHOLE_PAGE, False)
    view = current_view()
    if view is None:
        return
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
    if alone:
        drafts().flush()
        if not view.meeting:
            st.rerun()


def _figures(view: View, evaluation: Evaluation) -> None:
    (comparison,) = compare(view.base, view.baseline, (view.scenario,))
    claimed, headroom = claimed_figure(evaluation, comparison), headroom_figure(view, evaluation)
    show("figures", figures=[claimed, headroom, others_figure(evaluation)])
