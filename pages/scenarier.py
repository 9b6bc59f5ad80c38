"""Hvem betaler, og hvad betyder det? Scenarios side by side, and playing with one."""

from __future__ import annotations

from lederpulje.ui.controls import scenario_controls
from lederpulje.ui.frame import open_page
from lederpulje.ui.play import draw_play


def main() -> None:
    opened = open_page("scenarier")
    if opened is None:
        return
    view, _ = opened
    if not view.meeting:
        scenario_controls(view)
    draw_play()


main()
