"""Hvem betaler, og hvad betyder det? Scenarios side by side, and playing with one."""

from __future__ import annotations

import streamlit as st

from lederpulje.charts.payers import payer_bars
from lederpulje.scenarios import compare
from lederpulje.ui.controls import (
    answer_switches,
    baseline_choice,
    lever_control,
    rule_choice,
    scenario_choice,
    year_choice,
)
from lederpulje.ui.figures import claimed_figure, headroom_figure, others_figure
from lederpulje.ui.frame import open_view, say_conclusion, say_problems, say_source
from lederpulje.ui.layout import chart, chart_width, scenario_row_height
from lederpulje.ui.sidebyside import comparison_rows, say_changes, say_differences, share
from lederpulje.ui.texts import show


def main() -> None:
    opened = open_view("Hvem betaler, og hvad betyder det?")
    if opened is None:
        return
    view, evaluation = opened
    (comparison,) = compare(view.base, view.baseline, (view.scenario,))
    if not view.meeting:
        year, scenario, baseline, rule = st.columns([2, 4, 4, 3])
        with year:
            year_choice(view)
        with scenario:
            scenario_choice(view)
        with baseline:
            baseline_choice(view)
        with rule:
            rule_choice(view)
    if view.meeting:
        answers, lever = st.columns([3, 8], vertical_alignment="bottom")
    else:
        answers, lever = st.container(), st.container()
    with answers:
        answer_switches(view, evaluation)
    with lever:
        lever_control(view)
    show(
        "figures",
        figures=[
            claimed_figure(evaluation, comparison),
            headroom_figure(view, evaluation),
            others_figure(evaluation),
        ],
    )
    said = say_conclusion(view, evaluation)
    rows = comparison_rows(view, evaluation)
    height = scenario_row_height(view.meeting, len(rows))
    pool, against = evaluation.first.pool.amount, view.baseline.name
    figure = payer_bars(rows, pool, against, chart_width(view.meeting), height)
    chart(figure, key="betalere", alt=said)
    if view.meeting:
        return
    say_problems(view, evaluation)
    say_changes(view)
    say_differences(view, comparison, rows)
    share(view)
    say_source(view, evaluation)


main()
