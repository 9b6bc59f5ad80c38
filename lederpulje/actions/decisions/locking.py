"""The calculation that a decision freezes: what went in, what came out, and the engine that did it.

What people wrote (titles, questions, names of scenarios) goes into the entry's texts, which are covered by salted
digests; the rest is canonical JSON of whole numbers and keys.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lederpulje.actions.figures import evaluation_figures
from lederpulje.model import BaseData, Condition, Course, Frame, Scenario
from lederpulje.model.plain import from_plain, to_plain
from lederpulje.scenarios import evaluate
from lederpulje.store.canonical import normalised

Json = dict[str, Any]
_TITLE, _FRAME, _QUESTION, _NAME = "course:", "frame:", "condition:", "scenario"
_LEFT_OUT = {
    *("theme", "audience", "provider", "period", "source", "place", "account", "contact", "vat", "strategy"),
    *("seats", "waiting", "evaluation", "evaluation_later", "used", "committed", "spent", "cancellation"),
}


@dataclass(frozen=True, slots=True)
class Calculation:
    """What is locked: `content` by key and figure, `texts` by field."""

    content: Json
    texts: Mapping[str, str]


def calculation(base: BaseData, scenario: Scenario, origin: Scenario) -> Calculation:
    """What a decision on this scenario locks. `origin` is the saved scenario that it is, or started from.

    Raises LederpuljeError if it cannot be evaluated.
    """
    inputs = _inputs(base, scenario)
    content = {
        "data_version": base.data_version,
        "engine_version": evaluate(base, scenario).engine_version,
        "scenario": {
            "key": origin.key,
            "version": origin.version,
            "changed": _said(scenario) != _said(origin),
        },
        "inputs": {"base": to_plain(_bare(inputs)), "scenario": to_plain(_bare_scenario(scenario))},
        "results": results(inputs, scenario),
    }
    return Calculation(normalised(content), _texts(inputs, scenario))


def results(base: BaseData, scenario: Scenario) -> Json:
    """The figures as the command line gives them, without the sentences of problems."""
    figures = evaluation_figures(base, scenario)
    return {**figures, "problems": [problem["where"] for problem in figures["problems"]]}


def unlocked(content: Json, texts: Mapping[str, str]) -> tuple[BaseData, Scenario]:
    """The base data and the scenario that a calculation locked, with their titles where they still stand."""
    inputs = content["inputs"]
    base, scenario = from_plain(BaseData, inputs["base"]), from_plain(Scenario, inputs["scenario"])
    return (
        replace(
            base,
            courses=tuple(replace(c, title=texts.get(_TITLE + c.id) or c.id) for c in base.courses),
            frames=tuple(replace(f, title=texts.get(_FRAME + f.key) or f.key) for f in base.frames),
            conditions=tuple(
                replace(c, question=texts.get(_QUESTION + c.key) or c.key) for c in base.conditions
            ),
            data_version=content["data_version"],
        ),
        replace(scenario, name=texts.get(_NAME) or scenario.key),
    )


def figures_of(found: Json) -> dict[str, int | str | None]:
    """Every figure of results by its name: `frames.kurser.balance_oere`, `courses.ledertalent.payers.pulje.low`."""
    flat: dict[str, int | str | None] = {}
    _flatten("", found, flat)
    return flat


def _flatten(name: str, value: Any, flat: dict[str, int | str | None]) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _flatten(f"{name}.{key}" if name else key, inner, flat)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        for inner in value:
            key = inner.get("frame") or inner.get("id")
            _flatten(f"{name}.{key}", {k: v for k, v in inner.items() if k not in ("frame", "id")}, flat)
    elif isinstance(value, list):
        flat[name] = ", ".join(map(str, value))
    else:
        flat[name] = value


def _said(scenario: Scenario) -> Scenario:
    """A scenario without what only names it: what is worked out of it."""
    return replace(
        scenario, name="", version=0, baseline=False, description="", saved_by="", key="",
        answers=tuple(sorted(scenario.answers)), overrides=tuple(sorted(scenario.overrides)),
    )  # fmt: skip


def _inputs(base: BaseData, scenario: Scenario) -> BaseData:
    """The part of the base data that the evaluation of a year reads."""
    courses = base.courses_of(scenario.year)
    funding = tuple(line for course in courses for line in base.lines_of(course.id))
    named = {line.condition for line in funding} | {r.condition for c in courses for r in c.requires}
    named |= {key for key, _ in scenario.answers}
    pool = base.pool(scenario.year)
    return BaseData(
        pools=(pool,) if pool else (),
        frames=base.frames_of(scenario.year),
        courses=courses,
        funding=funding,
        conditions=tuple(c for c in base.conditions if c.key in named),
        data_version=base.data_version,
    )


def _bare(inputs: BaseData) -> BaseData:
    """The inputs without what people wrote, and without what the engine does not read."""
    return replace(
        inputs,
        pools=tuple(replace(p, source="") for p in inputs.pools),
        frames=tuple(_bare_frame(f) for f in inputs.frames),
        courses=tuple(_bare_course(c) for c in inputs.courses),
        conditions=tuple(_bare_condition(c) for c in inputs.conditions),
    )


def _bare_frame(frame: Frame) -> Frame:
    return replace(frame, title="", source="")


def _bare_condition(condition: Condition) -> Condition:
    return replace(condition, question="", source="")


def _bare_course(course: Course) -> Course:
    kept = {name: getattr(course, name) for name in course.__dataclass_fields__ if name not in _LEFT_OUT}
    return Course(**{**kept, "title": ""})


def _bare_scenario(scenario: Scenario) -> Scenario:
    return replace(scenario, name="", description="", saved_by="")


def _texts(inputs: BaseData, scenario: Scenario) -> dict[str, str]:
    return {
        _NAME: scenario.name,
        **{_TITLE + c.id: c.title for c in inputs.courses},
        **{_FRAME + f.key: f.title for f in inputs.frames},
        **{_QUESTION + c.key: c.question for c in inputs.conditions},
    }
