"""Hvad kan vælte budgettet? What is not known for sure, and what that may mean."""

from __future__ import annotations

from lederpulje.ui.assumptions import with_notes
from lederpulje.ui.page import draw_page
from lederpulje.ui.regrets import say_regret
from lederpulje.ui.uncertainty import ask_lines, say_sensitivity, say_simulation

draw_page(
    "foelsomhed",
    {"foelsomhed": say_sensitivity, "sikkert": say_simulation, "fortryder": say_regret},
    look=with_notes,
    more_sources=ask_lines,
)
