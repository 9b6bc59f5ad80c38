"""Hvor meget er brugt, og hvad er frit? The year's budget, and the posts of the ledger."""

from __future__ import annotations

from dataclasses import replace

from lederpulje.ui.budget import budget_sources, say_budget
from lederpulje.ui.page import draw_page

draw_page(
    "budgetopfoelgning",
    {"budget": say_budget},
    question="Hvor meget er brugt, og hvad er frit?",
    problems=False,
    look=lambda view: replace(view, meeting=False),  # a meeting asks the same on Overblik
    more_sources=budget_sources,
)
