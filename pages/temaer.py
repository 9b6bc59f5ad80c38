"""Bruger vi pengene på det, vi vil? The money by theme and strategy, and whom it reaches."""

from __future__ import annotations

from lederpulje.ui.page import draw_page
from lederpulje.ui.reach import say_reach
from lederpulje.ui.spending import say_themes
from lederpulje.ui.strategies import say_strategies

draw_page("temaer", {"temaer": say_themes, "strategi": say_strategies, "ledere": say_reach}, widths=(2, 3))
