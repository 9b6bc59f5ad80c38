"""`NAME=VALUE` as written on the command line or in a link: an answer to a condition, or an override."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from lederpulje.errors import IllegalValue, LederpuljeError, UnknownName
from lederpulje.model import Answer, BaseData, Rule, Scenario
from lederpulje.scenarios import MOST, evaluate, parse_override, with_settings

_NUMBER = re.compile(r"-?[0-9]{1,12}([.,][0-9]{1,6})?")


def find_scenario(base: BaseData, year: int, key: str | None = None) -> Scenario:
    """The year's scenario by key; without key its baseline. Raises UnknownName for a year or key that is not there."""
    if base.pool(year) is None:
        raise UnknownName("Året", str(year), tuple(map(str, base.years)))
    scenarios = base.scenarios_of(year)
    if key is None:
        return scenarios[0]
    found = next((s for s in scenarios if s.key == key), None)
    if found is None:
        raise UnknownName(f"Scenariet for {year}", key, tuple(s.key for s in scenarios))
    return found


def with_texts(
    base: BaseData, scenario: Scenario, settings: Iterable[str], rule: str | None = None
) -> Scenario:
    """The scenario with settings written as `NAME=VALUE` and another rule.

    Raises UnknownName or IllegalValue for the first setting that cannot be applied, also when it only fails
    together with the others (a frame larger than the pool).
    """
    conditions = tuple(c.key for c in base.conditions)
    answers: dict[str, Answer] = {}
    overrides: dict[str, str] = {}
    for text in settings:
        name, equals, value = (part.strip() for part in text.partition("="))
        if not equals:
            raise IllegalValue(name or text, "", "Skriv NAVN=VÆRDI, fx sso_midler=nej.")
        if name in conditions:
            answers[name] = _answer(name, value)
        elif "." not in name and name != "pool":
            raise UnknownName(
                "Forudsætningen eller feltet", name, (*conditions, "pool", "frame.…", "aktivitet.felt")
            )
        else:
            parse_override(base, scenario.year, name, value)
            overrides[name] = value
    changed = with_settings(scenario, answers, overrides)
    if rule is not None:
        changed = replace(changed, rule=_rule(rule))
    for problem in evaluate(base, changed).problems if overrides else ():
        if problem.where in overrides:
            raise IllegalValue(problem.where, overrides[problem.where], problem.message)
    return changed


def with_nearest(
    base: BaseData, scenario: Scenario, settings: Iterable[str]
) -> tuple[Scenario, tuple[str, ...]]:
    """The scenario with what of the settings can be applied, and what is to be said of the rest.

    A number out of range is replaced by the nearest that is allowed; everything else that cannot be applied is left
    out. Raises as `evaluate` does.
    """
    notes: list[str] = []
    for text in settings:
        try:
            scenario = with_texts(base, scenario, (text,))
        except LederpuljeError as error:
            name, value = (part.strip() for part in (text.partition("=")[0], text.partition("=")[2]))
            nearest = _nearest_setting(base, scenario, name, value)
            if nearest is None:
                notes.append(str(error))
                continue
            scenario = with_texts(base, scenario, (f"{name}={nearest}",))
            notes.append(f"{name} kan ikke sættes til »{value}«. Her er det {nearest}.")
    return scenario, tuple(notes)


def _nearest_setting(base: BaseData, scenario: Scenario, name: str, value: str) -> str | None:
    """The allowed number nearest to one that is not; `None` if the value is no number or nothing is allowed."""
    if not _NUMBER.fullmatch(value):
        return None
    wanted = Decimal(value.replace(",", "."))
    pool = base.pool(scenario.year)
    ends = {0, 1, 100, MOST, int(wanted), *((pool.amount // 100,) if pool else ())}
    for end in sorted(ends, key=lambda end: (abs(end - wanted), end)):
        try:
            with_texts(base, scenario, (f"{name}={end}",))
        except LederpuljeError:
            continue
        return str(end)
    return None


def _answer(name: str, value: str) -> Answer:
    try:
        return Answer(value)
    except ValueError:
        raise IllegalValue(name, value, "Skriv ja, nej eller uafklaret.") from None


def _rule(value: str) -> Rule:
    try:
        return Rule(value)
    except ValueError:
        raise IllegalValue("Reglen", value, f"Vælg mellem: {', '.join(Rule)}.") from None
