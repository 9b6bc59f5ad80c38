"""Evaluations and comparisons as the JSON of the command line: amounts in whole øre, keys ending in `_oere`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from lederpulje.model import BaseData, Scenario
from lederpulje.scenarios import Answers, Comparison, Evaluation, Result, Span, compare, evaluate

Json = dict[str, Any]
Amount = Callable[[Result], int]

_POOL = ("amount", "claimed", "allocated", "remaining", "overrun", "unassigned")
_FRAME = ("amount", "claimed", "allocated", "remaining", "balance", "overrun")
_COURSE = ("cost", "claimed", "allocated", "shortfall")
_FRAME_DIFFERENCES = ("amount", "claimed", "allocated", "remaining", "balance", "overrun")


def evaluation_figures(base: BaseData, scenario: Scenario) -> Json:
    """One evaluation. Where a relevant condition is open every amount is `{"low", "high"}`, else a number."""
    return _evaluation_json(evaluate(base, scenario))


def comparison_figures(base: BaseData, baseline: Scenario, scenarios: tuple[Scenario, ...]) -> Json:
    """The baseline, and each scenario with its figures and its differences from the baseline."""
    return {
        "baseline": evaluation_figures(base, baseline),
        "scenarios": [_comparison_json(comparison) for comparison in compare(base, baseline, scenarios)],
    }


def _evaluation_json(evaluation: Evaluation) -> Json:
    scenario, spans = evaluation.scenario, _Spans(evaluation)
    return {
        "year": scenario.year,
        "scenario": scenario.key,
        "rule": scenario.rule.value,
        "answers": {key: answer.value for key, answer in evaluation.answers},
        "data_version": evaluation.data_version,
        "engine_version": evaluation.engine_version,
        "pool": {**spans.amounts(_POOL, lambda r: r.pool), **spans.ends(lambda r: r.pool.claimed)},
        "frames": [_frame_json(spans, f.frame.key) for f in evaluation.first.frames],
        "courses": [_course_json(spans, index) for index in range(len(evaluation.first.courses))],
        "not_priced": list(evaluation.not_priced),
        "problems": [{"where": p.where, "message": p.message} for p in evaluation.problems],
    }


class _Spans:
    """Reads amounts of an evaluation as numbers or, where something is open, as spans."""

    def __init__(self, evaluation: Evaluation) -> None:
        self.evaluation = evaluation

    def amount(self, value: Callable[[Result], int | None]) -> int | Json | None:
        values = [value(result) for result in self.evaluation.results]
        known = [v for v in values if v is not None]
        if not known:
            return None
        return _span_json(Span(min(known), max(known)), bool(self.evaluation.open))

    def amounts(self, names: tuple[str, ...], of: Callable[[Result], object]) -> Json:
        return {f"{n}_oere": self.amount(lambda r, n=n: getattr(of(r), n)) for n in names}  # type: ignore[misc]

    def ends(self, value: Amount) -> Json:
        if not self.evaluation.open:
            return {}
        low, high = self.evaluation.ends(value)
        return {"low_answers": _answers_json(low), "high_answers": _answers_json(high)}


def _span_json(span: Span, is_open: bool) -> int | Json:
    return {"low": span.low, "high": span.high} if is_open else span.low


def _answers_json(answers: Answers) -> Mapping[str, str]:
    return {key: answer.value for key, answer in answers}


def _frame_json(spans: _Spans, key: str) -> Json:
    return {
        "frame": key,
        **spans.amounts(_FRAME, lambda r: r.frame(key)),
        **spans.ends(lambda r: r.frame(key).claimed),
    }


def _course_json(spans: _Spans, index: int) -> Json:
    results = [r.courses[index] for r in spans.evaluation.results]
    course = results[0].course
    reasons = [reason.value for reason in spans.evaluation.reasons(course.id)]
    payers = dict.fromkeys(payer for result in results for payer in result.payers)
    return {
        "id": course.id,
        **spans.amounts(_COURSE, lambda r: r.courses[index]),
        "reason": reasons if spans.evaluation.open else reasons[0],
        "payers": {p: spans.amount(lambda r, p=p: r.courses[index].payers.get(p, 0)) for p in payers},  # type: ignore[misc]
    }


def _comparison_json(comparison: Comparison) -> Json:
    figures = _evaluation_json(comparison.scenario)
    return {
        **{
            key: figures[key]
            for key in ("scenario", "rule", "answers", "pool", "frames", "courses", "problems")
        },
        "differences": {
            "pool": _differences(comparison, _POOL, lambda r: r.pool),
            "frames": [_frame_difference(comparison, f.frame.key) for f in comparison.scenario.first.frames],
            "courses": [
                _course_difference(comparison, i) for i in range(len(comparison.scenario.first.courses))
            ],
        },
    }


def _differences(comparison: Comparison, names: tuple[str, ...], of: Callable[[Result], object]) -> Json:
    return {
        f"{name}_oere": _span_json(
            comparison.difference(lambda r, name=name: getattr(of(r), name)),  # type: ignore[misc]
            bool(comparison.open),
        )
        for name in names
    }


def _frame_difference(comparison: Comparison, key: str) -> Json:
    return {"frame": key, **_differences(comparison, _FRAME_DIFFERENCES, lambda r: r.frame(key))}


def _course_difference(comparison: Comparison, index: int) -> Json:
    course = comparison.scenario.first.courses[index].course.id
    return {
        "id": course,
        **_differences(comparison, ("claimed", "allocated"), lambda r: r.courses[index]),
        "why": [why.value for why in comparison.why.get(course, ())],
    }
