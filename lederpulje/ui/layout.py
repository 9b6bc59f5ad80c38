"""Room on the screen: how wide and high charts are in each view, so that labels fit and nothing jumps."""

from __future__ import annotations

import plotly.graph_objects as go
import streamlit as st

_MEETING_WIDTH, _PAGE_WIDTH = 1216, 880
_CONFIG = {"displayModeBar": False, "staticPlot": True, "locale": "da"}


def chart_width(meeting: bool) -> int:
    """The width in pixels that labels are fitted to."""
    return _MEETING_WIDTH if meeting else _PAGE_WIDTH


def row_height(meeting: bool, rows: int) -> int:
    """The height of one frame's bar with its labels; in a meeting all of them share what is left of the screen."""
    return max(min(290 // max(rows, 1), 160), 56) if meeting else 176


def scenario_row_height(meeting: bool, rows: int) -> int:
    """The height of one scenario's row."""
    return max(min(188 // max(rows, 1), 58), 47) if meeting else 104


def chart(figure: go.Figure, key: str, alt: str) -> None:
    """Draw a still figure; `alt` is its conclusion in a sentence."""
    st.plotly_chart(figure, key=key, theme=None, config=_CONFIG, alt=alt)
