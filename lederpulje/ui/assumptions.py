"""Our own assumptions on *Følsomhed*: read from the address, chosen on the page."""

from __future__ import annotations

import re
from dataclasses import replace

import streamlit as st

from lederpulje.insight import Assumptions
from lederpulje.money import format_share
from lederpulje.ui.session import View

SPREADS, CHANCES = (5, 10, 15, 20, 25, 30, 50), tuple(range(10, 100, 10))
_USUAL = Assumptions()
_WHOLE = re.compile(r"-?[0-9]{1,6}")


def assumptions_in_address() -> tuple[Assumptions, tuple[str, ...]]:
    """What the address asks for, and what in it was not usable: the nearest that can be chosen stands instead."""
    notes: list[str] = []
    spread = _percent(
        "spaend", SPREADS, _USUAL.spread, "Spændet »{}« kan ikke vælges. Her er det ±{}.", notes
    )
    chance = _percent("chance", CHANCES, _USUAL.chance, "Chancen »{}« kan ikke vælges. Her er den {}.", notes)
    return Assumptions(spread, chance), tuple(notes)


def with_notes(view: View) -> View:
    """The view, with what was not usable among what is said of the address."""
    return replace(view, ignored=(*view.ignored, *assumptions_in_address()[1]))


def _percent(name: str, options: tuple[int, ...], usual: int, said: str, notes: list[str]) -> int:
    """A share in basis points."""
    text = st.query_params.get(name)
    if not text:
        return usual
    chosen = usual // 100
    if _WHOLE.fullmatch(text):
        chosen = min(options, key=lambda option: (abs(option - int(text)), option))
    if str(chosen) != text:
        notes.append(said.format(text[:20], format_share(100 * chosen)))
    return 100 * chosen


def assumption_choices(assumed: Assumptions) -> None:
    """Choose the spread and the chance; they stand in the address, and so on every page."""
    spread, chance = st.columns(2)
    with spread:
        _choice("spaend", "Vores antagelse: spænd om priser uden spænd", SPREADS, assumed.spread, "±")
    with chance:
        _choice("chance", "Vores antagelse: chance for ja", CHANCES, assumed.chance, "")


def _choice(name: str, label: str, options: tuple[int, ...], now: int, sign: str) -> None:
    st.session_state[name] = now // 100
    st.selectbox(
        label,
        options,
        format_func=lambda percent: f"{sign}{format_share(100 * percent)}",
        key=name,
        on_change=lambda: st.query_params.update({name: str(st.session_state[name])}),
        filter_mode=None,
    )
