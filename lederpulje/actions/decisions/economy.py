"""The section *Økonomi* of a paper, written from a scenario: sentences, tables, and the chart that proves them."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.actions.decisions.locking import figures_of
from lederpulje.actions.decisions.proving import Verdict, recalculate, said
from lederpulje.actions.decisions.reading import Decided
from lederpulje.actions.report import cost_text
from lederpulje.charts.frames import frame_bars
from lederpulje.exchange.minutes import Table
from lederpulje.model import BaseData
from lederpulje.money import format_kr, format_span
from lederpulje.scenarios import Evaluation, evaluate
from lederpulje.wording import (
    ANSWER_NAMES,
    RULE_NAMES,
    balance_span_text,
    cases,
    conclusion,
    estimates_note,
    left_elsewhere,
    moves_text,
    not_priced_note,
    payers_note,
    payers_text,
    question,
    sentence,
)

WIDTH, ROW_HEIGHT = 880, 176  # pixels of the chart
_LATER = "Tallene er foreløbige. De låses med en kvittering, når punktet er behandlet."


@dataclass(frozen=True, slots=True)
class Economy:
    """What the section says. `alt` is the chart's conclusion; `figure` is `None` where nothing can be drawn."""

    paragraphs: tuple[str, ...]
    tables: tuple[Table, ...] = ()
    figure: go.Figure | None = None
    alt: str = ""


def economy(base: BaseData, evaluation: Evaluation, origin: str, receipt: str = "") -> Economy:
    """The section for an evaluation; `origin` says in a sentence where the figures stand, `receipt` by which number."""
    said_of_pool = conclusion(base, evaluation)
    answers = [f"{question(base, key)} {ANSWER_NAMES[answer]}." for key, answer in evaluation.answers]
    lines = [
        f"{said_of_pool} {left_elsewhere(evaluation)}".strip(),
        sentence(
            f"Krav på puljen: {_span(evaluation, 'claimed')} af {format_kr(evaluation.first.pool.amount)}"
        ),
        payers_note(evaluation),
        " ".join(answers),
        *moves_text(evaluation),
        f"{estimates_note(evaluation).removeprefix('≈ ')}. ≈ foran en pris betyder, at den er et skøn.",
        not_priced_note(evaluation),
        origin,
    ]
    figure = frame_bars(evaluation, WIDTH, ROW_HEIGHT) if evaluation.first.frames else None
    written = tuple(f"{line[:1].upper()}{line[1:]}" for line in lines if line)
    return Economy(
        written, (_frames(evaluation, receipt), _courses(base, evaluation, receipt)), figure, said_of_pool
    )


def provisional(base: BaseData, evaluation: Evaluation) -> Economy:
    """Before the meeting: the figures of today."""
    scenario = evaluation.scenario
    origin = (
        f"Scenarie: {scenario.name}, version {scenario.version}, {RULE_NAMES[scenario.rule].lower()}; grunddata "
        f"version {evaluation.data_version}. {_LATER}"
    )
    return economy(base, evaluation, origin)


def locked(decision: Decided) -> Economy:
    """After it: the figures of the lock, each carried by the receipt's number."""
    found = decision.calculation
    if found is None or decision.inputs is None:
        return Economy(("Beslutningen er registreret uden beregning.",))
    base, scenario = decision.inputs
    changed = ", ændret på mødet" if found["scenario"]["changed"] else ""
    origin = (
        f"Kvittering {decision.number}: alle tal er låst med beslutningen. Scenarie: {scenario.name}, version "
        f"{found['scenario']['version']}{changed}, {RULE_NAMES[scenario.rule].lower()}; grunddata version "
        f"{found['data_version']}; beregner {found['engine_version']}. Kontrolsum {decision.entry.hash[:12]}."
    )
    again = recalculate(decision.entry)
    if again.verdict is Verdict.SAMME:
        return economy(base, evaluate(base, scenario), origin, f" (kvittering {decision.number})")
    return Economy((origin, again.why), (_locked_table(decision),))


def _span(evaluation: Evaluation, figure: str) -> str:
    span = evaluation.span(lambda r: int(getattr(r.pool, figure)))
    return format_span(span.low, span.high)


def _frames(evaluation: Evaluation, receipt: str) -> Table:
    rows = []
    for each in evaluation.first.frames:
        claimed = evaluation.frame_span(each.frame.key, "claimed")
        balance = evaluation.frame_span(each.frame.key, "balance")
        rows.append(
            (
                each.frame.title,
                format_kr(each.amount),
                format_span(claimed.low, claimed.high),
                balance_span_text(balance.low, balance.high),
            )
        )
    return Table(
        f"Delrammer, krav og rest{receipt}",
        ("Delramme", "Ramme", "Krav", "Tilbage eller mangler"),
        tuple(rows),
        (1, 2, 3),
    )


def _courses(base: BaseData, evaluation: Evaluation, receipt: str) -> Table:
    rows = []
    for at, first in enumerate(evaluation.first.courses):
        results = [r.courses[at] for r in evaluation.results]
        held = [r for r in results if r.held]
        costs: list[int | None] = [r.cost for r in held if r.cost is not None]
        claimed = evaluation.span(lambda r, at=at: r.courses[at].claimed)  # type: ignore[misc]
        given = evaluation.span(lambda r, at=at: r.courses[at].allocated)  # type: ignore[misc]
        payers = cases(base, evaluation, lambda r, at=at: payers_text(r.courses[at]))  # type: ignore[misc]
        rows.append(
            (
                first.course.title,
                cost_text(held[0], costs) if costs else ("ikke prissat" if held else "afholdes ikke"),
                format_span(claimed.low, claimed.high) if costs else "–",
                format_span(given.low, given.high) if costs else "–",
                "; ".join(f"{when}: {who}" if when else who for when, who in payers if who) or "–",
            )
        )
    headings = ("Aktivitet", "Pris", "Krav på puljen", "Får af puljen", "Hvem betaler")
    return Table(f"Aktiviteter, pris og betaler{receipt}", headings, tuple(rows), (1, 2, 3))


def _locked_table(decision: Decided) -> Table:
    found = decision.calculation or {}
    figures = figures_of(found["results"])
    rows = tuple((name, said(name, figure)) for name, figure in figures.items() if figure is not None)
    return Table("De låste tal", ("Tal", "Låst"), rows, (1,))
