"""Hvad har vi tilbage år for år? Pool, used and balance over the years."""

from __future__ import annotations

from lederpulje.ui.page import draw_page
from lederpulje.ui.years import say_years, years_sources

draw_page("aar_for_aar", {"aarene": say_years}, more_sources=years_sources)
