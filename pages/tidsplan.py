"""Hvornår sker hvad? Activities, deadlines and meetings in time, and the working days they take."""

from __future__ import annotations

from lederpulje.dates import today
from lederpulje.ui.controls import scenario_choice, year_choice
from lederpulje.ui.frame import draw_parts, evaluated, open_page, say_problems, say_source
from lederpulje.ui.schedule import draw_schedule
from lederpulje.ui.workdays import draw_workdays


def main() -> None:
    opened = open_page("tidsplan", 2, 5)
    if opened is None:
        return
    view, (year, scenario) = opened
    evaluation = evaluated(view)
    if evaluation is not None:
        draw_parts(
            view,
            "tidsplan",
            {
                "tidsplan": lambda v: draw_schedule(v, evaluation, today()),
                "dagsvaerk": lambda v: draw_workdays(v, evaluation),
            },
        )
    with year:
        year_choice(view)
    with scenario:
        scenario_choice(view)
    if evaluation is None or view.meeting:
        return
    say_problems(view, evaluation)
    say_source(view, evaluation)


main()
