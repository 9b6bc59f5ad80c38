"""*Pengenes vej* on *Overblik*: from the pool down through what each activity takes to what is left or missing."""

from __future__ import annotations

from lederpulje.charts.waterfall import LEAST_PITCH, waterfall
from lederpulje.charts.way import ELSEWHERE, claims, pool_falls
from lederpulje.findings import way_sentence
from lederpulje.money import format_kr, format_signed_span
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.figures import KeyFigure, claimed_figure, headroom_figure, span_lines
from lederpulje.ui.frame import conclusion_lines, say_answer
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show
from lederpulje.wording import balance_span_text, not_priced_note

_MEETING_ROOM, _PAGE_ROWS, _PAGE_PITCH = 304, 16, 40


def say_way(view: View, evaluation: Evaluation) -> None:
    """The waterfall of the pool; in a meeting with the key figures that the page already shows above."""
    if view.meeting:
        show("figures", figures=_figures(view, evaluation))
    said = way_sentence(evaluation)
    more = conclusion_lines(view, evaluation)[1] if view.meeting else not_priced_note(evaluation)
    say_answer(view, "vej", said, more)
    if claims(evaluation):
        _draw(view, evaluation, said)


def _draw(view: View, evaluation: Evaluation, alt: str) -> None:
    most = _MEETING_ROOM // LEAST_PITCH if view.meeting else _PAGE_ROWS
    falls = pool_falls(evaluation, most - 2, chart_width(view.meeting))
    end = evaluation.span(lambda r: r.pool.headroom)
    pool = evaluation.first.pool.amount
    height = _MEETING_ROOM if view.meeting else _PAGE_PITCH * (len(falls) + 2)
    figure = waterfall(
        f"Puljen {view.year}",
        Span(pool, pool),
        falls,
        _end_name(end),
        end,
        chart_width(view.meeting),
        height,
        most,
    )
    chart(figure, key="vej", alt=alt)
    if not view.meeting:
        _table(view, evaluation)


def _end_name(end: Span) -> str:
    return "Tilbage" if end.low >= 0 else "Mangler" if end.high < 0 else "Tilbage eller mangler"


def _figures(view: View, evaluation: Evaluation) -> list[KeyFigure]:
    largest = max(claims(evaluation), key=lambda c: (c.span.high, c.span.low), default=None)
    first = KeyFigure("Største krav", (("0", "kr."),), "ingen aktiviteter kræver penge")
    if largest is not None:
        first = KeyFigure("Største krav", span_lines(largest.span), largest.title)
    return [first, claimed_figure(evaluation), headroom_figure(view, evaluation)]


def _table(view: View, evaluation: Evaluation) -> None:
    def draw() -> None:
        elsewhere = evaluation.span(lambda r: r.pool.headroom - r.pool.balance)
        end = evaluation.span(lambda r: r.pool.headroom)
        rows = [(f"Puljen {view.year}", "", format_kr(evaluation.first.pool.amount))]
        rows += [
            (c.title, c.frame, format_signed_span(-c.span.high, -c.span.low)) for c in claims(evaluation)
        ]
        if elsewhere.low:
            rows.append((ELSEWHERE, "", format_signed_span(elsewhere.low, elsewhere.high)))
        rows.append((_end_name(end), "", balance_span_text(end.low, end.high)))
        rows += [
            (f"Delrammen {f.frame.title}", format_kr(f.amount), _balance(evaluation, f.frame.key))
            for f in evaluation.first.frames
        ]
        show(
            "table",
            caption=f"Pengenes vej i {view.year}",
            headings=("Post", "Delramme", "Beløb"),
            numeric=(2,),
            rows=rows,
        )

    folded("Pengenes vej i tabel", "vej_tal", draw)


def _balance(evaluation: Evaluation, key: str) -> str:
    span = evaluation.frame_span(key, "balance")
    return balance_span_text(span.low, span.high)
