"""Where figures come from: versions, rule, answers, sources, and the command line that gives the same figures."""

from __future__ import annotations

import shlex
from collections.abc import Collection, Sequence

from lederpulje.changes import FIELD_NAMES, base_value, changes
from lederpulje.model import BaseData, Course, Price, Scenario
from lederpulje.money import format_kr, format_number, format_span
from lederpulje.scenarios import Evaluation, course_cost
from lederpulje.wording import ANSWER_NAMES, RULE_NAMES, question

COMMAND = "Samme tal fra kommandolinjen"


def trace_lines(
    base: BaseData, origin: Scenario, scenario: Scenario, evaluation: Evaluation
) -> list[tuple[str, str]]:
    """What a figure rests on, as (what, said) pairs; `origin` is the saved scenario that `scenario` starts from."""
    pool = base.pool(scenario.year)
    lines = [("Grunddata", f"version {evaluation.data_version}; beregner {evaluation.engine_version}")]
    if pool is not None:
        kind = "vores skøn" if pool.estimated else "fra kilden"
        lines.append(
            ("Pulje", f"{format_kr(pool.amount)} ({kind}{f': {pool.source}' if pool.source else ''})")
        )
    for frame in base.frames_of(scenario.year):
        kind = "vores skøn" if frame.estimated else "fra kilden"
        source = f": {frame.source}" if frame.source else ""
        lines.append((f"Delramme: {frame.title}", f"{format_kr(frame.amount)} ({kind}{source})"))
    lines.append(("Fordelingsregel", RULE_NAMES[scenario.rule]))
    lines += [(question(base, key), ANSWER_NAMES[answer]) for key, answer in evaluation.answers]
    changed = changes(base, Scenario("", scenario.year, ""), scenario)
    lines.append(("Ændret i forhold til grunddata", "; ".join(changed) or "intet"))
    ignored = [problem.where for problem in evaluation.problems]
    lines.append((COMMAND, command(base, origin, scenario, ignored)))
    return lines


def cost_formula(course: Course) -> str:
    """How a course's cost is worked out from numbers and prices; empty while it cannot be."""
    if course_cost(course) is None:
        return ""
    parts = []
    if course.fixed_per_session is not None and course.sessions is not None:
        held = _count(course.sessions, "afholdelse", "afholdelser")
        parts.append(f"{held} × {_price(course.fixed_per_session)}")
    if course.price_per_participant is not None and course.participants is not None:
        billed = max(course.participants, course.min_billed or 0) if course.participants else 0
        paid = _count(billed, "deltager", "deltagere")
        if billed > course.participants:
            paid += f" (så mange betales der mindst for; {format_number(course.participants)} deltager)"
        parts.append(f"{paid} × {_price(course.price_per_participant)}")
    return " + ".join(parts)


def _count(count: int, one: str, many: str) -> str:
    return f"{format_number(count)} {one if count == 1 else many}"


def _price(price: Price) -> str:
    if price.low is None or price.high is None:
        return format_kr(price.likely)
    return f"{format_kr(price.likely)} (mellem {format_span(price.low, price.high)})"


def estimated_fields(course: Course) -> str:
    """Which of a course's figures are our own assumption, in words; the rest stands in the source."""
    return ", ".join(FIELD_NAMES.get(name, name) for name in course.estimated)


def command(base: BaseData, origin: Scenario, scenario: Scenario, ignored: Collection[str] = ()) -> str:
    """The call that gives the same evaluation, from a saved scenario and what differs from it.

    `ignored` names what the evaluation was made without, which the command line would refuse.
    """
    return _call(["evaluate"], base, origin, scenario, ignored)


def ask_command(
    asked: str, base: BaseData, origin: Scenario, scenario: Scenario, ignored: Collection[str] = ()
) -> str:
    """The call that gives the same answer to a question; `asked` is the question with its own options."""
    return _call(["ask", *asked.split()], base, origin, scenario, ignored)


def command_with(
    words: Sequence[str], base: BaseData, origin: Scenario, scenario: Scenario, ignored: Collection[str] = ()
) -> str:
    """The call of another command that gives the same figures; `words` are its name and its own options."""
    return _call(list(words), base, origin, scenario, ignored)


def _call(
    begin: list[str], base: BaseData, origin: Scenario, scenario: Scenario, ignored: Collection[str]
) -> str:
    now = _settings(scenario)
    # The command line can add settings but take none away, so it starts where nothing has to go.
    # An old version, or a scenario that was put away, is not to be had under its key any more.
    saved = base.scenarios_of(scenario.year)
    known = [origin, *saved] if origin in saved else list(saved)
    starts = [s for s in known if set(_settings(s)) <= set(now)]
    start = starts[0] if starts else known[0]
    before = _settings(start)
    now = {**{name: base_value(base, scenario.year, name) for name in before}, **now}
    words = ["python", "-m", "lederpulje", *begin, "--year", str(scenario.year), "--scenario", start.key]
    for name, value in now.items():
        if value and before.get(name) != value and name not in ignored:
            words += ["--set", f"{name}={value}"]
    if scenario.rule is not start.rule:
        words += ["--rule", scenario.rule.value]
    return " ".join(map(shlex.quote, words))


def _settings(scenario: Scenario) -> dict[str, str]:
    return {**dict(scenario.answers), **dict(scenario.overrides)}
