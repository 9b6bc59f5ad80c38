"""Hvad kan vælte budgettet? What is not known for sure, and what that may mean."""

from __future__ import annotations

from dataclasses import replace

from lederpulje.ui.assumptions import assumptions_in_address
from lederpulje.ui.controls import scenario_choice, year_choice
from lederpulje.ui.frame import evaluated, open_page, say_problems, say_source
from lederpulje.ui.uncertainty import ask_lines, draw_uncertainty


def main() -> None:
    opened = open_page("foelsomhed", 2, 5)
    if opened is None:
        return
    view, (year, scenario) = opened
    assumed, not_usable = assumptions_in_address()
    view = replace(view, ignored=(*view.ignored, *not_usable))
    evaluation = evaluated(view)
    if evaluation is not None:
        draw_uncertainty(view, evaluation, assumed)
    with year:
        year_choice(view)
    with scenario:
        scenario_choice(view)
    if evaluation is None or view.meeting:
        return
    say_problems(view, evaluation)
    say_source(view, evaluation, ask_lines(view, evaluation, assumed))


main()
