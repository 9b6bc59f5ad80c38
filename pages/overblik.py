"""Holder puljen? The front page."""

from __future__ import annotations

from lederpulje.ui.free import say_free
from lederpulje.ui.moneyway import say_way
from lederpulje.ui.overview import say_holds
from lederpulje.ui.page import draw_page

draw_page("overblik", {"holder": say_holds, "vej": say_way, "frit": say_free}, widths=(2, 4), problems=False)
