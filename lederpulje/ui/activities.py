"""The table of activities: price, who pays, what the pool gives and why. Also the text alternative of the chart."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.actions.report import cost_text
from lederpulje.model import UNKNOWN_PAYER, Course
from lederpulje.money import format_kr, format_number, format_span
from lederpulje.scenarios import Comparison, Evaluation
from lederpulje.ui.session import View
from lederpulje.wording import WHY_NAMES, cases, difference_span_text, estimate_note, payers_text, reason_text


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """One activity as it stands in the table; all texts."""

    title: str
    kind: str
    cost: str
    cost_note: str
    payers: str
    payer_note: str
    given: str
    why: str
    leaders: str
    leader_price: str
    source: str
    unpriced: bool
    unknown_payer: bool


def activity_rows(view: View, evaluation: Evaluation) -> tuple[ActivityRow, ...]:
    """The rows, in the order of the list."""
    return tuple(_row(view, evaluation, index) for index in range(len(evaluation.first.courses)))


def _row(view: View, evaluation: Evaluation, index: int) -> ActivityRow:
    results = [r.courses[index] for r in evaluation.results]
    first, course = results[0], results[0].course
    payers = cases(view.base, evaluation, lambda r: payers_text(r.courses[index]))
    given = evaluation.span(lambda r: r.courses[index].allocated)
    prices = sorted({p for r in results if (p := r.price_a_leader) is not None})
    unpriced = all(r.cost is None for r in results)
    return ActivityRow(
        course.title,
        f"{course.kind.value}, {course.status.value}",
        "ikke prissat" if unpriced else cost_text(first, [r.cost for r in results]),
        "" if unpriced else estimate_note(course),
        "; ".join(f"{when}: {said}" if when else said for when, said in payers)
        or _planned_payers(view, course),
        "skønnet" if any(li.estimated for li in view.base.lines_of(course.id)) else "",
        "–" if unpriced else format_span(given.low, given.high),
        reason_text(view.base, evaluation, course.id),
        _leaders(evaluation, index),
        f"{format_kr(prices[0])} pr. leder" if len(prices) == 1 else "",
        course.source,
        unpriced,
        any(li.payer == UNKNOWN_PAYER for li in view.base.lines_of(course.id)),
    )


def _planned_payers(view: View, course: Course) -> str:
    """Who would pay an activity that has no price yet."""
    names = {"pulje": "Puljen", UNKNOWN_PAYER: "Betaler uafklaret"}
    return ", ".join(dict.fromkeys(names.get(li.payer, li.payer) for li in view.base.lines_of(course.id)))


def _leaders(evaluation: Evaluation, index: int) -> str:
    """Places in the activity, a span where the answers decide whether it is held."""
    said = [r.courses[index].leaders for r in evaluation.results]
    numbers = sorted({number for number in said if number is not None})
    if not numbers:
        return "ukendt"
    return "–".join(format_number(n) for n in dict.fromkeys((numbers[0], numbers[-1])))


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """How one activity differs from the baseline: what it claims and gets, and why."""

    title: str
    claimed: str
    allocated: str
    why: str


def difference_rows(comparison: Comparison) -> tuple[DifferenceRow, ...]:
    """The activities that differ; empty if none does."""
    rows = []
    for index, result in enumerate(comparison.scenario.first.courses):
        why = comparison.why.get(result.course.id)
        if why:
            rows.append(
                DifferenceRow(
                    result.course.title,
                    difference_span_text(comparison, lambda r, i=index: r.courses[i].claimed),  # type: ignore[misc]
                    difference_span_text(comparison, lambda r, i=index: r.courses[i].allocated),  # type: ignore[misc]
                    " og ".join(WHY_NAMES[w] for w in why),
                )
            )
    return tuple(rows)
