"""How long evaluating one scenario takes."""

from __future__ import annotations

import time
from collections.abc import Iterator

from lederpulje.model import Answer, Rule
from lederpulje.scenarios import evaluate
from tests.bench.data import base_data, scenario
from tests.bench.report import Line

SIZES = ((60, 300, 1.0), (5_000, 40, 50.0))  # courses, evaluations, target in ms
RULES = (Rule.PRIORITET, Rule.FORHOLDSMAESSIG)
WARM_UP = 3
FRESH = 7  # how often the base data is made anew


def measure() -> Iterator[Line]:
    """The targets, with every answer given; beside them what an open answer and fresh base data cost."""
    for courses, times, target in SIZES:
        for rule in RULES:
            what = f"evaluate {courses} courses, {rule}"
            yield Line(what, _evaluations(courses, rule, Answer.NEJ, times), "ms", target=target)
        rule = Rule.PRIORITET
        open_answer = _evaluations(courses, rule, Answer.UAFKLARET, times)
        yield Line(f"  the same, {rule}, one open answer", open_answer, "ms")
        yield Line(f"  the same, {rule}, first on fresh base data", _first_evaluations(courses, rule), "ms")


def _evaluations(courses: int, rule: Rule, answer: Answer, times: int) -> list[float]:
    base = base_data(courses)
    taken = []
    for number in range(WARM_UP + times):
        asked = scenario(rule, answer, number)
        start = time.perf_counter()
        evaluate(base, asked)
        taken.append((time.perf_counter() - start) * 1000)
    return taken[WARM_UP:]


def _first_evaluations(courses: int, rule: Rule) -> list[float]:
    taken = []
    for number in range(FRESH):
        base, asked = base_data(courses), scenario(rule, Answer.NEJ, number)
        start = time.perf_counter()
        evaluate(base, asked)
        taken.append((time.perf_counter() - start) * 1000)
    return taken
