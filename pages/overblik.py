"""Holder puljen? The front page."""

from __future__ import annotations

import streamlit as st

from lederpulje.charts.frames import frame_bars
from lederpulje.ui.activities import activity_rows
from lederpulje.ui.controls import scenario_choice, year_choice
from lederpulje.ui.figures import claimed_figure, headroom_figure, pool_figure
from lederpulje.ui.frame import open_view, say_problems, say_source
from lederpulje.ui.layout import chart, chart_width, row_height
from lederpulje.ui.texts import show
from lederpulje.wording import conclusion, decided_by, moves_text, not_priced_note


def main() -> None:
    heading, year, scenario = st.columns([7, 2, 5], vertical_alignment="center")
    with heading:
        opened = open_view("Holder puljen i {year}?")
    if opened is None:
        return
    view, evaluation = opened
    said = conclusion(view.base, evaluation)
    with year:
        year_choice(view)
    with scenario:
        scenario_choice(view)
    show(
        "figures",
        figures=[
            pool_figure(view, evaluation),
            claimed_figure(evaluation),
            headroom_figure(view, evaluation),
        ],
    )
    show("conclusion", text=said, more=decided_by(view.base, evaluation))
    if evaluation.first.frames:
        height = row_height(view.meeting, len(evaluation.first.frames))
        chart(frame_bars(evaluation, chart_width(view.meeting), height), key="delrammer", alt=said)
    notes = [*moves_text(evaluation), not_priced_note(evaluation)]
    show("footnotes", notes=[note for note in notes if note])
    say_problems(view, evaluation)
    if view.meeting:
        return
    if evaluation.first.courses:
        show("activities", caption=f"Aktiviteterne i {view.year}", rows=activity_rows(view, evaluation))
    else:
        show("notes", tone="tom", heading=f"Der er ingen aktiviteter i {view.year}.", lines=[])
    say_source(view, evaluation)


main()
