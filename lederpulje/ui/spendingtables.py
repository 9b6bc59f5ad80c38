"""The numbers behind *Temaer* and *Strategi*: each group in each year, each activity, and the command for each year."""

from __future__ import annotations

from collections.abc import Callable

from lederpulje.actions.trace import command
from lederpulje.insight.spending import Group, Spending, Use, use_of
from lederpulje.money import format_number, format_span
from lederpulje.scenarios import Evaluation
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show

Name = Callable[[Group], str]


def say_tables(view: View, found: Spending, key: str, heading: str, name: Name) -> None:
    """Folded away: the groups year by year, the activities behind them, and the commands that give the same."""
    title = {"temaer": "Temaerne i tal", "strategi": "Strategierne i tal"}[key]

    def draw() -> None:
        show(
            "table",
            caption=f"{heading} og år",
            headings=(heading, "År", "Krav på puljen", "Pris i alt", "Aktiviteter", "Ikke prissat"),
            numeric=(2, 3, 4, 5),
            rows=[*_group_rows(found, name), *_total_rows(found)],
        )
        show(
            "table",
            caption=f"Aktiviteterne bag: {heading.lower()}",
            headings=("Aktivitet", "År", heading, "Krav på puljen", "Pris i alt"),
            numeric=(3, 4),
            rows=[row for e in found.evaluations for row in _activity_rows(e, found, name)],
        )
        show("trace", lines=[(f"Samme tal for {year}", said) for year, said in _commands(view, found)])

    folded(title, f"{key}_tal", draw)


def _group_rows(found: Spending, name: Name) -> list[tuple[str, ...]]:
    return [
        (name(group), str(year), *_amounts(use))
        for group in found.groups
        for year, use in zip(found.years, group.uses, strict=True)
        if use.courses
    ]


def _total_rows(found: Spending) -> list[tuple[str, ...]]:
    """All activities of each year, each counted once."""
    uses = zip(found.years, found.total.uses, strict=True)
    return [("Alle aktiviteter", str(year), *_amounts(use)) for year, use in uses]


def _amounts(use: Use) -> tuple[str, ...]:
    counts = format_number(len(use.courses)), format_number(len(use.not_priced))
    return (*_money(use), *counts)


def _money(use: Use) -> tuple[str, str]:
    if use.only_unpriced:
        return "ikke prissat", "ikke prissat"
    return format_span(use.claimed.low, use.claimed.high), format_span(use.cost.low, use.cost.high)


def _activity_rows(evaluation: Evaluation, found: Spending, name: Name) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    for result in evaluation.first.courses:
        course = result.course
        use = use_of(evaluation, {course.id})
        groups = ", ".join(name(group) for group in found.groups if course.id in group.ids)
        money = _money(use) if use.courses else ("afholdes ikke", "afholdes ikke")
        rows.append((course.title, str(course.year), groups, *money))
    return rows


def _commands(view: View, found: Spending) -> list[tuple[int, str]]:
    """The call for each year: its `claimed_oere` and `cost_oere` are what stands in the tables."""
    said = []
    for evaluation in found.evaluations:
        year, ignored = evaluation.scenario.year, [problem.where for problem in evaluation.problems]
        start = view.origin if year == found.year else view.base.baseline(year)
        said.append((year, f"{command(view.base, start, evaluation.scenario, ignored)} --json"))
    return said
