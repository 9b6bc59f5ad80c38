"""*Hvad er reelt frit?* on *Overblik*: spent, committed, planned, free; what may still be freed, and until when."""

from __future__ import annotations

import streamlit as st

from lederpulje import dates
from lederpulje.actions.moneytext import (
    fee_text,
    free_sentence,
    free_text,
    freed_text,
    notes_of,
    release_sentence,
    when_text,
)
from lederpulje.charts.freemoney import free_bars, free_rows
from lederpulje.insight.money import Money, money
from lederpulje.money import NBSP, format_kr, format_plain, format_span
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.frame import say_screen, small_line
from lederpulje.ui.layout import chart, chart_width, row_height
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show
from lederpulje.wording import cases

_ROOM = 276  # pixels of the chart in a meeting
_TWO, _WIDE = (
    100_000_00,
    1_000_000_00,
)  # øre: below, two amounts and their words have room in a card; the unit has


def say_free(view: View, evaluation: Evaluation) -> None:
    """The screen *Frie penge*; outside a meeting also what may still be freed, in a table."""
    found = money(view.base, evaluation, dates.today())
    said = free_sentence(view.base, found)
    more = small_line(view, evaluation, release_sentence(found), *notes_of(found))
    with st.container(key="frit_noegletal"):
        say_screen(view, "frit", free_figures(view, found), said, more)
    draw_free(view, found, said, key="frit")
    if not view.meeting and found.releases:
        folded("Hvad kan frigøres, og hvornår?", "frit_tal", lambda: release_table(view, found))


def draw_free(view: View, found: Money, said: str, key: str) -> None:
    """The bars of the frames; none where the year has none and nothing is used."""
    rows = free_rows(found)
    if not found.worlds[0].frames and not any(row.pieces for row in rows):
        return
    room = _ROOM if len(rows) <= 3 else _ROOM - 30  # the line that says what the pieces are
    height = max(min(room // len(rows), 150), 46) if view.meeting else row_height(False, len(rows))
    words = [free_text(row.free.low, row.free.high) for row in rows]
    chart(free_bars(rows, words, chart_width(view.meeting), height), key=key, alt=said)


def free_figures(view: View, found: Money) -> list[KeyFigure]:
    """What is bound already, what is planned, and what is free."""
    planned, wished = found.span(lambda w: w.pool.planned), found.span(lambda w: w.pool.wished)
    pool = format_kr(found.worlds[0].pool.amount)
    wishes = f"heraf ønsker: {format_span(wished.low, wished.high)}" if wished.high else "ingen er kun ønsker"
    return [
        _bound_figure(found, pool),
        kroner_card("Planlagt (≈ skøn)", planned, wishes if planned.high else "intet er planlagt"),
        _free_figure(view, found, pool),
    ]


def _bound_figure(found: Money, pool: str) -> KeyFigure:
    """What is spent and what is ordered, each by itself where both have room in a card."""
    spent, committed = found.span(lambda w: w.pool.spent), found.span(lambda w: w.pool.committed)
    if all(span.is_point and abs(span.low) < _TWO for span in (spent, committed)):
        lines = ((kroner(spent.low), "kr. forbrugt"), (kroner(committed.low), "kr. disponeret"))
        return KeyFigure("Brugt og bestilt", lines, f"af puljen på {pool}")
    both = found.span(lambda w: w.pool.spent + w.pool.committed)
    said = (
        f"{name} {format_span(s.low, s.high)}" for name, s in (("forbrugt", spent), ("disponeret", committed))
    )
    return kroner_card("Brugt og bestilt", both, ", ".join(said))


def kroner(ore: int) -> str:
    """Whole kroner, half-up: the cards round, sentences and tables do not."""
    whole = (abs(ore) + 50) // 100 * 100
    return format_plain(-whole if ore < 0 else whole)


def kroner_card(name: str, span: Span, note: str, tone: str = "") -> KeyFigure:
    """A card with an amount in whole kroner in one line, a span in two; the unit of a wide one stands in its name."""
    low, high = kroner(span.low), kroner(span.high)
    wide = max(abs(span.low), abs(span.high)) >= _WIDE
    unit = "" if wide else "kr."
    lines = ((low, unit),) if low == high else ((f"{low}–", ""), (high, unit))
    return KeyFigure(f"{name}, kr." if wide else name, lines, note, tone)


def _free_figure(view: View, found: Money, pool: str) -> KeyFigure:
    span = found.span(lambda w: w.headroom)
    note = f"i forhold til puljen på {pool}" if span.low >= 0 else "i forhold til rammen"
    if span.low >= 0:
        return kroner_card("Reelt frit", span, note, "fine")
    if span.high < 0:
        return kroner_card("Mangler reelt", Span(-span.high, -span.low), note, "over")
    by_answers = {world.answers: world for world in found.worlds}
    said = cases(view.base, found.evaluation, lambda r: by_answers[r.answers].headroom)
    if len(said) == 2 and len(found.evaluation.open) == 1 and said[0][0]:
        lines = tuple((kroner(value), f"kr. {when.replace(' ', NBSP)}") for when, value in said)
    else:
        lines = ((kroner(span.high), "kr. eller"), (kroner(span.low), "kr."))
    return KeyFigure("Frit eller mangler", lines, note)


def release_table(view: View, found: Money) -> None:
    """What can be set free today, what that costs, and until when."""
    rows = [
        (
            r.course.title,
            r.course.status.value,
            plain_span(r.bound),
            bare(freed_text(r)),
            bare(fee_text(r)),
            when_text(r.terms),
        )
        for r in found.releases
    ]
    show(
        "table",
        caption=f"Hvad der kan frigøres i {view.year}, kr., opgjort {dates.format_date(found.today)}",
        headings=("Aktivitet", "Status", "Bundet", "Kan frigøres i dag", "Aflysning koster", "Hvornår"),
        numeric=(2, 3, 4),
        rows=rows,
    )


def plain_span(span: Span) -> str:
    """An amount or a span without unit, for a table that says it once."""
    return bare(format_span(span.low, span.high))


def bare(text: str) -> str:
    """An amount without its unit; a span may break at its *til*, so that many columns have room."""
    return text.removesuffix(f"{NBSP}kr.").replace(f"{NBSP}til{NBSP}", " til ")
