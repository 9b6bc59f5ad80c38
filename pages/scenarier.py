"""Hvem betaler, og hvad betyder det? Scenarios side by side, and playing with one."""

from __future__ import annotations

from lederpulje.ui.controls import scenario_controls
from lederpulje.ui.frame import open_view, say_problems, say_source
from lederpulje.ui.play import draw_play
from lederpulje.ui.sidebyside import say_changes, say_differences, share


def main() -> None:
    opened = open_view("Hvem betaler, og hvad betyder det?")
    if opened is None:
        return
    view, evaluation, _ = opened
    if view.meeting:
        draw_play()
        return
    scenario_controls(view)
    draw_play()
    say_problems(view, evaluation)
    say_changes(view)
    say_differences(view)
    share(view)
    say_source(view, evaluation)


main()
