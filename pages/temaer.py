"""Bruger vi pengene på det, vi vil? The money by theme and strategy, and whom it reaches."""

from __future__ import annotations

from lederpulje.ui.controls import scenario_choice, year_choice
from lederpulje.ui.frame import draw_parts, evaluated, open_page, say_problems, say_source
from lederpulje.ui.reach import say_reach
from lederpulje.ui.spending import say_themes
from lederpulje.ui.strategies import say_strategies


def main() -> None:
    opened = open_page("temaer", 2, 3)
    if opened is None:
        return
    view, (year, scenario) = opened
    with year:
        year_choice(view)
    with scenario:
        scenario_choice(view)
    evaluation = evaluated(view)
    if evaluation is None:
        return
    draw_parts(
        view,
        "temaer",
        {
            "temaer": lambda v: say_themes(v, evaluation),
            "strategi": lambda v: say_strategies(v, evaluation),
            "ledere": lambda v: say_reach(v, evaluation),
        },
    )
    if view.meeting:
        return
    say_problems(view, evaluation)
    say_source(view, evaluation)


main()
