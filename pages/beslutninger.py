"""Hvad er besluttet? Meetings and items, decisions with their calculation, follow-up, papers, proof."""

from __future__ import annotations

from lederpulje.ui.decisions.page import draw_decisions

draw_decisions()
