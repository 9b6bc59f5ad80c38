"""*Holder puljen?* Key figures, the pool bars, and every activity with what it costs and who pays."""

from __future__ import annotations

import plotly.graph_objects as go

from lederpulje.charts.frames import frame_bars
from lederpulje.scenarios import Evaluation
from lederpulje.ui.activities import activity_rows
from lederpulje.ui.figures import claimed_figure, headroom_figure, pool_figure
from lederpulje.ui.frame import say_conclusion, say_problems, say_sources
from lederpulje.ui.layout import chart, chart_width, row_height
from lederpulje.ui.session import View
from lederpulje.ui.takeout import say_takeout
from lederpulje.ui.texts import show


def say_holds(view: View, evaluation: Evaluation) -> None:
    """Whether the pool holds, and outside a meeting the table of activities and what is wrong with the data."""
    cards = [pool_figure(view, evaluation), claimed_figure(evaluation), headroom_figure(view, evaluation)]
    show("figures", figures=cards)
    said = say_conclusion(view, evaluation)
    if evaluation.first.frames:
        chart(_figure(view, evaluation), key="delrammer", alt=said)
    if view.meeting:
        return
    say_problems(view, evaluation)
    if evaluation.first.courses:
        show("activities", caption=f"Aktiviteterne i {view.year}", rows=activity_rows(view, evaluation))
        say_sources(view, evaluation)
    else:
        show("notes", tone="tom", heading=f"Der er ingen aktiviteter i {view.year}.", lines=[])
    say_takeout(view, evaluation, _figure, "Delrammer")


def _figure(view: View, evaluation: Evaluation) -> go.Figure:
    height = row_height(view.meeting, len(evaluation.first.frames))
    return frame_bars(evaluation, chart_width(view.meeting), height)
