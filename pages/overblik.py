"""Holder puljen? The front page."""

from __future__ import annotations

from functools import partial

from lederpulje.charts.frames import frame_bars
from lederpulje.scenarios import Evaluation
from lederpulje.ui.activities import activity_rows
from lederpulje.ui.controls import scenario_choice, year_choice
from lederpulje.ui.figures import claimed_figure, headroom_figure, pool_figure
from lederpulje.ui.frame import (
    draw_parts,
    evaluated,
    open_page,
    say_conclusion,
    say_problems,
    say_source,
    say_sources,
)
from lederpulje.ui.layout import chart, chart_width, row_height
from lederpulje.ui.moneyway import say_way
from lederpulje.ui.session import View
from lederpulje.ui.texts import show


def main() -> None:
    opened = open_page("overblik", 2, 4)
    if opened is None:
        return
    view, (year, scenario) = opened
    evaluation = evaluated(view)
    if evaluation is None:
        return
    parts = {"holder": _say_holds, "vej": say_way}
    draw_parts(view, "overblik", {key: partial(say, evaluation=evaluation) for key, say in parts.items()})
    with year:
        year_choice(view)
    with scenario:
        scenario_choice(view)
    if not view.meeting:
        say_source(view, evaluation)


def _say_holds(view: View, evaluation: Evaluation) -> None:
    cards = [pool_figure(view, evaluation), claimed_figure(evaluation), headroom_figure(view, evaluation)]
    show("figures", figures=cards)
    said = say_conclusion(view, evaluation)
    if evaluation.first.frames:
        height = row_height(view.meeting, len(evaluation.first.frames))
        chart(frame_bars(evaluation, chart_width(view.meeting), height), key="delrammer", alt=said)
    if view.meeting:
        return
    say_problems(view, evaluation)
    if evaluation.first.courses:
        show("activities", caption=f"Aktiviteterne i {view.year}", rows=activity_rows(view, evaluation))
        say_sources(view, evaluation)
    else:
        show("notes", tone="tom", heading=f"Der er ingen aktiviteter i {view.year}.", lines=[])


main()
