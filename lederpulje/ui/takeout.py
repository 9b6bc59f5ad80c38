"""*Hent tallene og billedet*: a page's figures as Excel and its chart as a picture, made when somebody asks."""

from __future__ import annotations

from collections.abc import Callable

import plotly.graph_objects as go
import streamlit as st

from lederpulje.actions.takeout import chart_export, figures_workbook, no_pictures
from lederpulje.dates import now
from lederpulje.scenarios import Evaluation
from lederpulje.ui.exports import download_row
from lederpulje.ui.layout import chart_width
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show


def say_takeout(
    view: View, evaluation: Evaluation, figure: Callable[[View, Evaluation], go.Figure], name: str
) -> None:
    """The folded part; the picture's file is called `name` and the year. Without a browser it says so."""

    def draw() -> None:
        st.text("Excel: rigtige tal til at regne videre på. Billedet: til oplæg og papirer.")
        sheet = ("Tallene som Excel", figures_workbook(view.base, evaluation, now(), view.origin))
        if not evaluation.first.frames:
            download_row(sheet)
            return
        if said := no_pictures():
            download_row(sheet)
            show("notes", tone="", heading="Billedet kan ikke hentes her.", lines=[said])
            return
        drawn, title = figure(view, evaluation), f"{name} {view.year}"
        width = chart_width(view.meeting)
        download_row(
            sheet,
            ("Billedet som PNG", chart_export(drawn, title, "png", width)),
            ("Billedet som SVG", chart_export(drawn, title, "svg", width)),
        )

    folded("Hent tallene og billedet", "hent_tal", draw)
