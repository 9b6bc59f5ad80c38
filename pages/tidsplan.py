"""Hvornår sker hvad? Activities, deadlines and meetings in time, and the working days they take."""

from __future__ import annotations

from lederpulje.ui.page import draw_page
from lederpulje.ui.schedule import say_schedule
from lederpulje.ui.workdays import say_workdays

draw_page("tidsplan", {"tidsplan": say_schedule, "dagsvaerk": say_workdays})
