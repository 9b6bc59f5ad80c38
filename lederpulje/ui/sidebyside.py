"""The scenarios page's own parts: the rows side by side, what was changed, what differs, and the link to share."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import plotly.graph_objects as go
import streamlit as st

from lederpulje.changes import changes
from lederpulje.charts.payers import PayerRow, payer_figure, payer_rows
from lederpulje.model import Draft
from lederpulje.money import format_span
from lederpulje.scenarios import Evaluation, compare
from lederpulje.ui.activities import difference_rows
from lederpulje.ui.layout import chart_width, scenario_row_height
from lederpulje.ui.livetable import LiveTable, current_answers
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import balance_span_text, payer_name


def comparison_rows(view: View) -> tuple[PayerRow, ...]:
    """The baseline, what is being looked at, then the year's other scenarios."""
    others = [
        s for s in view.base.scenarios_of(view.year) if s.key not in (view.baseline.key, view.scenario.key)
    ]
    mine = () if view.scenario.key == view.baseline.key else (view.scenario,)
    wanted = (*mine, *others)
    if not wanted:
        wanted = (replace(view.baseline, name=f"{view.baseline.name} (grundlag)"),)
    rows = payer_rows(compare(view.base, view.baseline, wanted))
    return rows[:1] if not (mine or others) else rows


def comparison_figure(view: View, evaluation: Evaluation) -> go.Figure:
    """The rows as a figure that stands still, for a file; on the page they are drawn as they move."""
    rows = comparison_rows(view)
    against = view.baseline.name if len(rows) > 1 else ""
    height = scenario_row_height(view.meeting, len(rows))
    return payer_figure(rows, evaluation.first.pool.amount, chart_width(view.meeting), height, against)


def say_changes(view: View) -> None:
    """What has been changed since the baseline, in words."""
    lines = changes(view.base, view.baseline, view.scenario)
    if lines:
        show("notes", tone="", heading=f"Ændret i forhold til {view.baseline.name}", lines=lines)


def say_differences(view: View, live: LiveTable) -> None:
    """The figures of the chart, what each position of the lever gives, and the activities that differ, as tables."""

    def draw() -> None:
        _scenario_table(view)
        _lever_table(view, live)
        _difference_table(view)

    folded("Tallene bag", "tallene_bag", draw)


def _scenario_table(view: View) -> None:
    show(
        "table",
        caption="Scenarierne side om side",
        headings=(
            "Scenarie",
            "Krav på puljen",
            "Tilbage eller mangler",
            f"I forhold til {view.baseline.name}",
            "Andre betaler",
        ),
        numeric=(1,),
        rows=[
            (
                row.name,
                format_span(row.pool.low, row.pool.high),
                balance_span_text(row.headroom.low, row.headroom.high),
                row.difference,
                ", ".join(f"{payer_name(p)} {format_span(s.low, s.high)}" for p, s in row.others) or "ingen",
            )
            for row in comparison_rows(view)
        ],
    )


def _lever_table(view: View, live: LiveTable) -> None:
    """What the lever in front gives at each of its positions, as its track shows it."""
    positions = live.positions(current_answers(view, live.switches))
    rows = [
        (
            text,
            _figure(row["cards"][0]),
            f"{row['cards'][1][0]}: {_figure(row['cards'][1])}",
            "ja" if holds else "nej",
        )
        for text, row, holds in positions
        if row["cards"]
    ]
    if rows:
        show(
            "table",
            caption="Skyderens positioner",
            headings=("Position", "Krav på puljen", "Tilbage eller mangler", "Inden for rammen"),
            numeric=(1, 2),
            rows=rows,
        )


def _figure(card: list[Any]) -> str:
    """The figure of a card in one line."""
    return " ".join(f"{amount} {words}".strip() for amount, words in card[1])


def _difference_table(view: View) -> None:
    (comparison,) = compare(view.base, view.baseline, (view.scenario,))
    differing = difference_rows(comparison)
    if differing:
        show(
            "table",
            caption=f"Aktiviteter, der ændrer sig i forhold til {comparison.baseline.scenario.name}",
            headings=("Aktivitet", "Krav på puljen", "Puljen giver", "På grund af"),
            numeric=(1, 2),
            rows=[(row.title, row.claimed, row.allocated, row.why) for row in differing],
        )


def share(view: View) -> None:
    """A link that shows what is on screen; whoever changes it gets a copy of their own."""
    if view.draft is None:
        return
    with st.popover("Del"):
        st.write(plain("Linket viser kladden, som den er. Ændrer modtageren noget, får de deres egen kopi."))
        st.code(_link(view, view.draft), language=None, wrap_lines=True)


def _link(view: View, draft: Draft) -> str:
    parts = urlsplit(st.context.url or "")
    against = {} if view.baseline.key == draft.baseline else {"grundlag": view.baseline.key}
    query = urlencode({"kladde": draft.share_id, **against})
    return urlunsplit((parts.scheme, parts.netloc, f"{parts.path.rpartition('/')[0]}/scenarier", query, ""))
