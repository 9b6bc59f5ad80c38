"""What a page's figures and chart are as files: a workbook with real numbers, the chart as a picture."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import plotly.graph_objects as go

from lederpulje.actions.exports import EXCEL, Export
from lederpulje.actions.overview import overview
from lederpulje.errors import NoBrowser
from lederpulje.exchange.budget_sheet import Cell, Estimate, Table, tables_workbook
from lederpulje.exchange.pictures import Kind, browser_path, picture
from lederpulje.model import BaseData, Scenario
from lederpulje.scenarios import CourseResult, Evaluation, Span
from lederpulje.wording import (
    ANSWER_NAMES,
    cases,
    estimate_note,
    is_estimate,
    not_priced_note,
    payer_name,
    payers_text,
    question,
    reason_text,
)

_MIMES: dict[Kind, str] = {"png": "image/png", "svg": "image/svg+xml"}
_SCALE = 2  # pixels of a PNG for each of the screen's, so that it is sharp in print
_EDGE = 12  # pixels
_NOT_PRICED = "ikke prissat"
_MINUS = "En rest med minus er det, der mangler."
Column = tuple[str, Sequence[Cell]]
"""A heading and the cells below it."""


def figures_workbook(
    base: BaseData, evaluation: Evaluation, printed: dt.datetime, origin: Scenario | None = None
) -> Export:
    """The figures of a scenario as Excel; `origin` is the saved scenario of a draft.

    What hangs on open answers takes two columns, the lowest and the highest.
    """
    year = evaluation.scenario.year
    title = f"Tal {year}"
    return Export(
        f"{title}.xlsx",
        EXCEL,
        lambda: tables_workbook(title, _tables(base, evaluation, printed, origin)),
    )


def chart_export(figure: go.Figure, name: str, kind: Kind, width: int) -> Export:
    """A chart as a picture file. Making it raises NoBrowser."""
    return Export(f"{name}.{kind}", _MIMES[kind], lambda: chart_picture(figure, kind, width))


def chart_picture(figure: go.Figure, kind: Kind, width: int) -> bytes:
    """A chart as wide as it was drawn for, in pixels, with a white edge around it. Raises NoBrowser."""
    drawn = figure.to_plotly_json()
    margin = {side: (drawn["layout"]["margin"].get(side) or 0) + _EDGE for side in "lrtb"}
    layout = {**drawn["layout"], "margin": {**margin, "pad": 0}}
    height = int(figure.layout.height)
    scale = _SCALE if kind == "png" else 1
    return picture({**drawn, "layout": layout}, kind, width + 2 * _EDGE, height + 2 * _EDGE, scale)


def no_pictures() -> str:
    """What keeps pictures from being drawn here, as a message; empty if a browser is installed."""
    try:
        browser_path()
    except NoBrowser as error:
        return str(error)
    return ""


def _tables(
    base: BaseData, evaluation: Evaluation, printed: dt.datetime, origin: Scenario | None
) -> tuple[Table, ...]:
    said = overview(base, evaluation, printed, origin)
    answers = tuple((question(base, key), ANSWER_NAMES[answer]) for key, answer in evaluation.answers)
    return (
        _frame_table(evaluation, [f.words[2] for f in said.frames], (said.conclusion, *said.about, _MINUS)),
        _course_table(base, evaluation),
        _payer_table(evaluation),
        Table("Spørgsmål", ("Spørgsmål", "Svar"), answers),
        Table("Kilder", ("Aktivitet", "Sådan er prisen regnet", "Kilde", "Vores skøn"), said.sources),
        Table("Hvor tallene kommer fra", ("Hvad", "Oplysning"), said.trace),
    )


def _frame_table(evaluation: Evaluation, words: Sequence[str], notes: tuple[str, ...]) -> Table:
    """The frames, what is in none of them, and the pool as a whole; `words` says what is left of each."""
    pool, frames = evaluation.first.pool, [f.frame for f in evaluation.first.frames]
    outside = pool.unassigned

    def spans(name: str, unassigned: int) -> list[Span]:
        found = [evaluation.frame_span(frame.key, name) for frame in frames]
        found += [Span(unassigned, unassigned)] if outside else []
        return [*found, evaluation.span(lambda r: int(getattr(r.pool, name)))]

    amounts = [Estimate(f.amount) if f.estimated else f.amount for f in frames]
    columns: list[Column] = [
        ("Delramme", [*(f.title for f in frames), *(["Uden delramme"] if outside else []), "Puljen i alt"]),
        ("Ramme", [*amounts, *([outside] if outside else []), pool.amount]),
        *_spread("Krav", spans("claimed", 0)),
        *_spread("Tildelt", spans("allocated", 0)),
        *_spread("Rest", spans("balance", outside)),
        ("Med ord", words),
    ]
    return _table("Pulje og delrammer", columns, notes, total=True)


def _course_table(base: BaseData, evaluation: Evaluation) -> Table:
    """Every activity: what it costs, asks, gets and lacks, why, and who pays."""
    courses = [result.course for result in evaluation.first.courses]
    frames = {f.frame.key: f.frame.title for f in evaluation.first.frames}
    costs = [_cost(evaluation, at) for at in range(len(courses))]

    def spans(name: str) -> list[Span | None]:
        return [
            None if cost == _NOT_PRICED else evaluation.span(lambda r, i=at: int(getattr(r.courses[i], name)))  # type: ignore[misc]
            for at, cost in enumerate(costs)
        ]

    def said(value: Callable[[CourseResult], str]) -> list[Cell]:
        return [_cases(base, evaluation, at, value) for at in range(len(courses))]

    columns: list[Column] = [
        ("Aktivitet", [c.title for c in courses]),
        ("Status", [c.status.value for c in courses]),
        ("Delramme", said(lambda result: frames.get(result.frame or "", "ingen"))),
        ("Pris", costs),
        (
            "Prisen er",
            [
                estimate_note(c) if isinstance(cost, int) else ""
                for c, cost in zip(courses, costs, strict=True)
            ],
        ),
        *_spread("Krav på puljen", spans("claimed")),
        *_spread("Puljen giver", spans("allocated")),
        *_spread("Udækket", spans("shortfall")),
        ("Begrundelse", [reason_text(base, evaluation, c.id) for c in courses]),
        ("Hvem betaler", said(payers_text)),
    ]
    notes = ("≈ foran en pris betyder, at den er et skøn.", not_priced_note(evaluation))
    return _table("Aktiviteter", columns, notes)


def _cases(base: BaseData, evaluation: Evaluation, at: int, value: Callable[[CourseResult], str]) -> str:
    """What is said of an activity, for each answer that matters."""
    found = cases(base, evaluation, lambda r: value(r.courses[at]))
    return "; ".join(f"{when}: {text}" if when else text for when, text in found)


def _cost(evaluation: Evaluation, at: int) -> Cell:
    """What an activity costs where it is held; `None` where it never is."""
    held = [r.courses[at] for r in evaluation.results if r.courses[at].held]
    if not held:
        return None
    if held[0].cost is None:
        return _NOT_PRICED
    return Estimate(held[0].cost) if is_estimate(held[0].course) else held[0].cost


def _payer_table(evaluation: Evaluation) -> Table:
    payers = dict.fromkeys(p for r in evaluation.results for c in r.courses for p in c.payers)
    spans = [
        evaluation.span(lambda r, p=payer: sum(c.payers.get(p, 0) for c in r.courses))  # type: ignore[misc]
        for payer in payers
    ]
    columns = (("Betaler", [payer_name(p) for p in payers]), *_spread("Betaler i alt", spans))
    return _table("Hvem betaler", columns)


def _spread(name: str, spans: Sequence[Span | None]) -> list[Column]:
    """A column of amounts, or two if one of them is a span; `None` is not known and stays empty."""
    if all(span is None or span.is_point for span in spans):
        return [(name, [None if span is None else span.low for span in spans])]
    return [
        (f"{name} (lavest)", [None if span is None else span.low for span in spans]),
        (f"{name} (højest)", [None if span is None else span.high for span in spans]),
    ]


def _table(
    name: str, columns: Sequence[Column], notes: tuple[str, ...] = (), *, total: bool = False
) -> Table:
    rows = tuple(zip(*(cells for _, cells in columns), strict=True))
    return Table(name, tuple(heading for heading, _ in columns), rows, tuple(n for n in notes if n), total)
