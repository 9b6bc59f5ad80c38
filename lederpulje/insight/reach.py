"""Hvem når vi, og til hvilken pris? Places and price a place by theme, and what has no money."""

from __future__ import annotations

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from lederpulje.model import Course, Reason
from lederpulje.scenarios import CourseResult, Evaluation, Span

_NO_MONEY = {
    Reason.IKKE_PRISSAT,
    Reason.BETALER_UAFKLARET,
    Reason.FRAVALGT,
    Reason.DELVIST,
    Reason.IKKE_PLADS,
}


@dataclass(frozen=True, slots=True)
class Reach:
    """Whom some activities reach: places, and the price of one in øre, as spans over the open answers.

    `None` is not known. The price is that of the activities whose price and number are both known, whoever pays.
    `courses` are those that are held under some answers, `uncounted` those of them that have no number.
    `gathered` counts the themes that have been put together in this one.
    """

    theme: str
    courses: tuple[Course, ...]
    leaders: Span | None
    price: Span | None
    uncounted: tuple[Course, ...]
    not_priced: tuple[Course, ...]
    gathered: int = 0


def reach(evaluation: Evaluation) -> tuple[Reach, ...]:
    """Each theme of the year, the one that reaches most first; those of which nothing is known last."""
    members: dict[str, set[str]] = {}
    for result in evaluation.first.courses:
        members.setdefault(result.course.theme, set()).add(result.course.id)
    found = (reach_of(evaluation, ids, theme) for theme, ids in members.items())
    return tuple(sorted(found, key=_order))


def gathered_reach(evaluation: Evaluation, most: int) -> tuple[Reach, ...]:
    """At most so many themes: those that reach most, and the others put together."""
    found = reach(evaluation)
    if len(found) <= most:
        return found
    others = {row.theme for row in found[most - 1 :]}
    ids = {c.course.id for c in evaluation.first.courses if c.course.theme in others}
    return (*found[: most - 1], replace(reach_of(evaluation, ids), gathered=len(others)))


def _order(found: Reach) -> tuple[int, bool, int, str]:
    price = found.price.high if found.price else 0
    return -(found.leaders.high if found.leaders else -1), not found.courses, -price, found.theme


def reach_of(evaluation: Evaluation, ids: AbstractSet[str], theme: str = "") -> Reach:
    """Whom some of the year's activities reach."""
    places = [at for at, c in enumerate(evaluation.first.courses) if c.course.id in ids]
    rows = [[result.courses[at] for at in places] for result in evaluation.results]
    held = [c for row in rows for c in row if c.held]
    return Reach(
        theme,
        _courses(held),
        _span([_leaders(row) for row in rows]),
        _span([_price(row) for row in rows]),
        _courses([c for c in held if c.leaders is None]),
        _courses([c for c in held if c.cost is None]),
    )


def everyone(evaluation: Evaluation) -> Reach:
    """Whom all the year's activities reach."""
    return reach_of(evaluation, {c.course.id for c in evaluation.first.courses})


def short_of_money(evaluation: Evaluation) -> tuple[Course, ...]:
    """The activities without a price, without a known payer, or short of money, under some answers."""
    return tuple(
        c.course
        for at, c in enumerate(evaluation.first.courses)
        if any(result.courses[at].reason in _NO_MONEY for result in evaluation.results)
    )


def _courses(found: list[CourseResult]) -> tuple[Course, ...]:
    return tuple({c.course.id: c.course for c in found}.values())


def _leaders(row: list[CourseResult]) -> int | None:
    """Places under one set of answers; nobody if nothing is held, `None` if no number is known."""
    numbers = [c.leaders for c in row if c.held]
    known = [n for n in numbers if n is not None]
    return sum(known) if known or not numbers else None


def _price(row: list[CourseResult]) -> int | None:
    """Cost a place under one set of answers, in øre, half-up."""
    counted = [(c.cost, c.leaders) for c in row if c.cost is not None and c.leaders]
    leaders = sum(number for _, number in counted)
    return (2 * sum(cost for cost, _ in counted) + leaders) // (2 * leaders) if leaders else None


def _span(values: list[int | None]) -> Span | None:
    known = [v for v in values if v is not None]
    return Span(min(known), max(known)) if known else None
