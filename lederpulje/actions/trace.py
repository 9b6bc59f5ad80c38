"""Where figures come from: versions, rule, answers, sources, and the command line that gives the same figures."""

from __future__ import annotations

import shlex

from lederpulje.changes import changes
from lederpulje.model import BaseData, Scenario
from lederpulje.money import format_kr
from lederpulje.scenarios import Evaluation
from lederpulje.wording import ANSWER_NAMES, RULE_NAMES, question


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
    lines.append(("Samme tal fra kommandolinjen", command(origin, scenario)))
    return lines


def command(origin: Scenario, scenario: Scenario) -> str:
    """The call that gives the same evaluation, from the saved scenario and what differs from it."""
    words = ["python", "-m", "lederpulje", "evaluate", "--year", str(scenario.year), "--scenario", origin.key]
    before = {**dict(origin.answers), **dict(origin.overrides)}
    for name, value in (*scenario.answers, *scenario.overrides):
        if before.get(name) != value:
            words += ["--set", f"{name}={value}"]
    if scenario.rule is not origin.rule:
        words += ["--rule", scenario.rule.value]
    return " ".join(map(shlex.quote, words))
