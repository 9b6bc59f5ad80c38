"""Hvad kan vælte budgettet? Each uncertain price and each open answer by itself, all else at likely."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.insight.uncertainty import Assumptions, PriceSpan, price_spans
from lederpulje.model import Answer, BaseData, Scenario
from lederpulje.money import kroner_text
from lederpulje.scenarios import Evaluation, Result, evaluate, with_settings


@dataclass(frozen=True, slots=True)
class Input:
    """How one input changes the sum of the frames' balances, in øre.

    Of a price, `low` is the change when it is at its low and `high` when it is at its high; where that hangs on an
    open answer, the change that is greatest. Of an open answer (`price` is `None`), `low` and `high` are the least
    and the greatest change from *ja* to *nej*, 0 included. `assumed`: the span is our own assumption.
    """

    name: str
    low: int
    high: int
    assumed: bool
    price: PriceSpan | None

    @property
    def width(self) -> int:
        """How far the two ends lie apart, or the only one from nothing."""
        return max(self.low, self.high, 0) - min(self.low, self.high, 0)


def sensitivity(
    base: BaseData, scenario: Scenario, assumptions: Assumptions | None = None
) -> tuple[Input, ...]:
    """Every uncertain price and open answer, the widest first, ties by name. Changes are taken answer by answer.

    Raises as `evaluate` does.
    """
    assumed = assumptions or Assumptions()
    likely = evaluate(base, scenario)
    inputs = [_answer(likely, key) for key in likely.open]
    for result in likely.first.courses:
        held = any(r.course(result.course.id).held for r in likely.results)
        for span in price_spans(result.course, assumed) if held else ():
            inputs.append(_price(base, scenario, likely, span))
    return tuple(sorted(inputs, key=lambda i: (-i.width, i.name)))


def _balance(result: Result) -> int:
    return sum(frame.balance for frame in result.frames)


def _answer(likely: Evaluation, key: str) -> Input:
    changes = [0]
    for result in likely.results:
        answers = dict(result.answers)
        if answers[key] is Answer.JA:
            changes.append(_balance(likely.under({**answers, key: Answer.NEJ})) - _balance(result))
    return Input(key, min(changes), max(changes), False, None)


def _price(base: BaseData, scenario: Scenario, likely: Evaluation, span: PriceSpan) -> Input:
    ends = []
    for price in (span.low, span.high):
        changed = evaluate(base, with_settings(scenario, {}, {span.name: kroner_text(price)}))
        changes = [_balance(a) - _balance(b) for a, b in zip(changed.results, likely.results, strict=True)]
        ends.append(max(changes, key=abs))
    return Input(span.name, ends[0], ends[1], span.assumed, span)
