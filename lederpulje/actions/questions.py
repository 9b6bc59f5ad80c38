"""The board's questions on the command line: each as JSON in the contract's form, and in readable Danish."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from lederpulje.actions.drafts import DRAFT_KEY
from lederpulje.doubts import chance_text, decimal_of, input_title, regret_text
from lederpulje.errors import IllegalValue
from lederpulje.findings import decidable_text, repair_text, tipping_text
from lederpulje.insight import (
    DRAWS,
    SEED,
    Assumptions,
    Days,
    decidable,
    regret,
    repairs,
    sensitivity,
    simulation,
    time_spent,
    tipping,
)
from lederpulje.model import Answer, BaseData, Scenario
from lederpulje.money import format_number, format_signed

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is asked about, and its own settings; those of other questions are left out of account."""

    base: BaseData
    scenario: Scenario
    course: str | None = None
    field: str | None = None
    draws: int = DRAWS
    seed: int = SEED
    known: tuple[tuple[str, Answer], ...] = ()
    assumptions: Assumptions | None = None


def _tipping(asked: Asked) -> tuple[Json, list[str]]:
    if asked.course is None or asked.field is None:
        raise IllegalValue("tipping", "", "Skriv også --course og --field.")
    found = tipping(asked.base, asked.scenario, asked.course, asked.field)
    figures = {
        "course": found.course,
        "field": found.field,
        "value": found.value,
        "unlimited": found.unlimited,
    }
    return figures, [tipping_text(asked.base, asked.scenario.year, found)]


def _decidable(asked: Asked) -> tuple[Json, list[str]]:
    found = decidable(asked.base, asked.scenario)
    conditional = [
        {"id": c.course, "when": [{key: answer.value for key, answer in answers} for answers in c.when]}
        for c in found.conditional
    ]
    figures = {"now": list(found.now), "conditional": conditional, "not": list(found.never)}
    return figures, decidable_text(asked.base, asked.scenario.year, found)


def _repairs(asked: Asked) -> tuple[Json, list[str]]:
    found = repairs(asked.base, asked.scenario)
    figures = {
        "repairs": [
            {
                "kind": r.kind.value,
                "set": [f"{name}={value}" for name, value in r.settings],
                "saves_oere": r.saves,
                "moved_oere": r.moved,
                "participants_lost": r.participants_lost,
            }
            for r in found.repairs
        ]
    }
    if found.frame is None:
        return figures, ["Ingen delramme er overskredet. Der skal ikke noget til."]
    lines = [repair_text(asked.base, asked.scenario.year, r) for r in found.repairs]
    return figures, lines or ["Ingen enkelt ændring er nok."]


def _sensitivity(asked: Asked) -> tuple[Json, list[str]]:
    inputs = sensitivity(asked.base, asked.scenario, asked.assumptions)
    figures = {
        "inputs": [
            {"name": i.name, "low_oere": i.low, "high_oere": i.high, "assumed": i.assumed} for i in inputs
        ]
    }
    lines = [
        f"{input_title(asked.base, i)} {format_signed(i.low)} eller {format_signed(i.high)}"
        f"{' (vores antagelse)' if i.assumed else ''}"
        for i in inputs
    ]
    return figures, lines or ["Intet er usikkert."]


def _simulation(asked: Asked) -> tuple[Json, list[str]]:
    if asked.draws < 1:
        raise IllegalValue("--draws", str(asked.draws), "Skriv et helt tal fra 1.")
    if asked.seed < 0:
        raise IllegalValue("--seed", str(asked.seed), "Skriv et helt tal fra 0.")
    found = simulation(asked.base, asked.scenario, asked.draws, asked.seed, asked.assumptions)
    figures = {
        "draws": found.draws,
        "seed": found.seed,
        "p_overrun": found.p_overrun,
        "claimed_oere": {"p10": found.p10, "p50": found.p50, "p90": found.p90},
    }
    return figures, chance_text(found)


def assumptions_of(spread: int, chance: int) -> Assumptions:
    """Our own assumptions from whole per cent. Raises IllegalValue for what is no share."""
    for name, percent in (("--spread", spread), ("--chance", chance)):
        if not 0 <= percent <= 100:
            raise IllegalValue(name, str(percent), "Skriv et helt antal procent fra 0 til 100.")
    return Assumptions(100 * spread, 100 * chance)


def regret_choices(base: BaseData, scenario: Scenario) -> tuple[Scenario, ...]:
    """What can be chosen between: the saved scenarios of the year, and this one as the draft if it is another choice.

    A choice is overrides and rule; the answers are of the world.
    """
    saved = base.scenarios_of(scenario.year)
    if (frozenset(scenario.overrides), scenario.rule) in {(frozenset(s.overrides), s.rule) for s in saved}:
        return saved
    return (*saved, replace(scenario, key=DRAFT_KEY))


def _regret(asked: Asked) -> tuple[Json, list[str]]:
    scenarios = regret_choices(asked.base, asked.scenario)
    choices = regret(asked.base, scenarios, dict(asked.known))
    figures = {
        "choices": [
            {"scenarios": list(c.scenarios), "greatest_loss": _number(decimal_of(c.greatest_loss))}
            for c in choices
        ]
    }
    return figures, regret_text(asked.base, asked.scenario.year, choices)


def _time(asked: Asked) -> tuple[Json, list[str]]:
    found = time_spent(asked.base, asked.scenario)
    figures = {
        "courses": [
            {
                "id": c.course.id,
                "person_days": _days(c.person_days),
                "mentor_days": _days(c.mentor_days),
            }
            for c in found.courses
        ],
        "person_days": _days(found.person_days),
        "mentor_days": _days(found.mentor_days),
    }
    lines = [
        f"{c.course.title}: {days_text(c.person_days)} dagsværk"
        + (f", mentorer {days_text(c.mentor_days)}" if c.mentor_days else "")
        for c in found.courses
        if c.person_days or c.mentor_days
    ]
    total = f"I alt {days_text(found.person_days)} dagsværk, mentorer {days_text(found.mentor_days)}"
    return figures, [*lines, total]


def days_text(days: Days | None) -> str:
    """Working days as a number or a span."""
    if days is None:
        return "ukendt"
    ends = dict.fromkeys((days.low, days.high))
    return "–".join(format_number(d.normalize()) for d in ends)


def _days(days: Days | None) -> int | float | Json | None:
    if days is None:
        return None
    if days.low == days.high:
        return _number(days.low)
    return {"low": _number(days.low), "high": _number(days.high)}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


QUESTIONS: dict[str, Callable[[Asked], tuple[Json, list[str]]]] = {
    "tipping": _tipping,
    "decidable": _decidable,
    "repairs": _repairs,
    "sensitivity": _sensitivity,
    "simulation": _simulation,
    "regret": _regret,
    "time": _time,
}


def ask(question: str, asked: Asked) -> tuple[Json, list[str]]:
    """Answer a question: the figures in the contract's form, and the lines to read. Raises as the questions do."""
    return QUESTIONS[question](asked)
