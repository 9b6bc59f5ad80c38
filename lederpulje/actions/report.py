"""Evaluations and comparisons as readable Danish text for the command line."""

from __future__ import annotations

from lederpulje.model import BaseData, Scenario
from lederpulje.money import format_kr, format_signed_span, format_span
from lederpulje.scenarios import CourseResult, Evaluation, compare, evaluate
from lederpulje.wording import (
    ANSWER_NAMES,
    RULE_NAMES,
    WHY_NAMES,
    balance_span_text,
    conclusion,
    is_estimate,
    moves_text,
    not_priced_note,
    question,
    reason_text,
)


def evaluation_report(base: BaseData, scenario: Scenario) -> str:
    """One evaluation: conclusion, answers, frames, and a line for each activity with its reason."""
    evaluation = evaluate(base, scenario)
    lines = [
        f"{scenario.name} {scenario.year} ({RULE_NAMES[scenario.rule].lower()})",
        conclusion(base, evaluation),
        "",
        *(f"{question(base, key)} {ANSWER_NAMES[answer]}" for key, answer in evaluation.answers),
        *_frame_lines(evaluation),
        *moves_text(evaluation),
        "",
        *(_course_line(base, evaluation, index) for index in range(len(evaluation.first.courses))),
        not_priced_note(evaluation),
        *(f"OBS: {problem}" for problem in evaluation.problems),
        f"Dataversion {evaluation.data_version}, beregner {evaluation.engine_version}. ≈ betyder skøn.",
    ]
    return "\n".join(line for line in lines if line is not None)


def _frame_lines(evaluation: Evaluation) -> list[str]:
    lines = []
    for frame in evaluation.first.frames:
        claimed = evaluation.frame_span(frame.frame.key, "claimed")
        balance = evaluation.frame_span(frame.frame.key, "balance")
        lines.append(
            f"{frame.frame.title}: ramme {format_kr(frame.amount)}, krav {format_span(claimed.low, claimed.high)}, "
            f"{balance_span_text(balance.low, balance.high)}"
        )
    return lines


def _course_line(base: BaseData, evaluation: Evaluation, index: int) -> str:
    course = evaluation.first.courses[index].course
    cost = cost_text(evaluation.first.courses[index], [r.courses[index].cost for r in evaluation.results])
    return f"- {course.title}: {cost} {reason_text(base, evaluation, course.id)}"


def cost_text(result: CourseResult, costs: list[int | None]) -> str:
    """What an activity costs: an estimate with ≈, a span where the answers change it, or that nobody knows."""
    known = [cost for cost in costs if cost is not None]
    if not known:
        return "ikke prissat."
    mark = "≈ " if is_estimate(result.course) else ""
    return f"{mark}{format_span(min(known), max(known))}"


def comparison_report(base: BaseData, baseline: Scenario, scenarios: tuple[Scenario, ...]) -> str:
    """Each scenario against the baseline: its conclusion, its difference on the pool, the activities that differ."""
    lines = [
        f"Sammenlignet med {baseline.name} {baseline.year}: {conclusion(base, evaluate(base, baseline))}"
    ]
    for comparison in compare(base, baseline, scenarios):
        claimed = comparison.difference(lambda r: r.pool.claimed)
        lines += [
            "",
            f"{comparison.scenario.scenario.name}: {conclusion(base, comparison.scenario)}",
            f"Krav på puljen: {format_signed_span(claimed.low, claimed.high)} i forhold til {baseline.name}",
        ]
        for index, result in enumerate(comparison.scenario.first.courses):
            if why := comparison.why.get(result.course.id):
                span = comparison.difference(lambda r, index=index: r.courses[index].allocated)  # type: ignore[misc]
                causes = " og ".join(WHY_NAMES[w] for w in why)
                got = format_signed_span(span.low, span.high)
                lines.append(f"- {result.course.title}: {got} fra puljen på grund af {causes}")
    return "\n".join(lines)
