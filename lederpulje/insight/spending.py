"""Bruger vi pengene på det, vi vil? What each theme, and each strategy, costs and asks of the pool, year by year."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from fractions import Fraction

from lederpulje.errors import LederpuljeError
from lederpulje.model import BaseData, Course, Reason, StrategyLink
from lederpulje.scenarios import MAX_OPEN, CourseResult, Evaluation, Result, Span, evaluate, full_answers

Grouping = Callable[[Course], tuple[str, ...]]
WITHOUT = ""  # the key of the activities that belong to no group


@dataclass(frozen=True, slots=True)
class Use:
    """What some activities cost and ask of the pool in one year: øre, for each combination of the open answers.

    `courses` are those that are held under some answers, `not_priced` those of them without a price.
    """

    courses: tuple[Course, ...]
    not_priced: tuple[Course, ...]
    claims: tuple[int, ...]
    costs: tuple[int, ...]

    @property
    def claimed(self) -> Span:
        """What the pool is asked for."""
        return Span(min(self.claims), max(self.claims))

    @property
    def cost(self) -> Span:
        """The price, whoever pays."""
        return Span(min(self.costs), max(self.costs))

    @property
    def only_unpriced(self) -> bool:
        """Whether there are activities, and not one has a price."""
        return bool(self.courses) and len(self.courses) == len(self.not_priced)


@dataclass(frozen=True, slots=True)
class Group:
    """A theme or a strategy: its activities, its use of money in each year, and of all years together.

    `share` is its part of what the pool is asked for in all the years, lowest and highest; `None` where that is
    nothing, or hangs on too many answers. `gathered` counts the groups that have been put together in this one.
    """

    key: str
    ids: frozenset[str]
    uses: tuple[Use, ...]
    claimed: Span
    share: tuple[Fraction, Fraction] | None
    gathered: int = 0

    @property
    def cost(self) -> int:
        """What it costs at most, whoever pays: the order of the groups, which no answer about payers changes."""
        return sum(use.cost.high for use in self.uses)


@dataclass(frozen=True, slots=True)
class Spending:
    """The years that have activities, each evaluated, and the groups, the dearest first, those without a group last.

    `total` is what all years ask of the pool; `left_out` says of each year that cannot be evaluated why.
    """

    year: int
    evaluations: tuple[Evaluation, ...]
    groups: tuple[Group, ...]
    total: Group
    left_out: tuple[tuple[int, str], ...]
    worlds: tuple[tuple[int, ...], ...]

    @property
    def years(self) -> tuple[int, ...]:
        """The years, ascending."""
        return tuple(e.scenario.year for e in self.evaluations)

    @property
    def chosen(self) -> int:
        """The place of the chosen year among the years."""
        return self.years.index(self.year)

    def group(self, key: str) -> Group | None:
        """A group by its key."""
        return next((g for g in self.groups if g.key == key), None)


def by_theme(course: Course) -> tuple[str, ...]:
    """The theme of an activity."""
    return (course.theme,)


def by_strategy(course: Course) -> tuple[str, ...]:
    """The strategies that an activity serves; its whole amount stands under each of them."""
    return tuple(dict.fromkeys(course.strategy)) or (WITHOUT,)


def spending(base: BaseData, evaluation: Evaluation, grouping: Grouping) -> Spending:
    """What each group costs: the chosen year as it is evaluated, the others by their baselines."""
    evaluations, left_out = _all_years(base, evaluation)
    worlds = _worlds(evaluations)
    members: dict[str, set[str]] = {}
    for each in evaluations:
        for result in each.first.courses:
            for key in grouping(result.course):
                members.setdefault(key, set()).add(result.course.id)
    everything = frozenset(i for ids in members.values() for i in ids)
    total = _group("", everything, evaluations, worlds, None)
    groups = [_group(k, frozenset(ids), evaluations, worlds, total) for k, ids in members.items()]
    groups.sort(key=lambda g: (g.key == WITHOUT, -g.cost, -sum(len(u.courses) for u in g.uses), g.key))
    return Spending(evaluation.scenario.year, evaluations, tuple(groups), total, left_out, worlds)


def gathered(found: Spending, most: int) -> tuple[Group, ...]:
    """At most so many groups: the dearest, then the others put together, and last those without a group."""
    if len(found.groups) <= most:
        return found.groups
    last = tuple(g for g in found.groups if g.key == WITHOUT)
    named = found.groups[: len(found.groups) - len(last)]
    kept = named[: max(most - len(last) - 1, 0)]
    others = named[len(kept) :]
    ids = frozenset(i for group in others for i in group.ids)
    rest = _group("", ids, found.evaluations, found.worlds, found.total, len(others))
    return (*kept, rest, *last)


def use_of(evaluation: Evaluation, ids: AbstractSet[str]) -> Use:
    """What some activities of a year cost and ask of the pool; those it has not count for nothing."""
    places = [at for at, c in enumerate(evaluation.first.courses) if c.course.id in ids]
    held, unpriced = _ever(evaluation, places, lambda c: c.held), _ever(evaluation, places, _is_unpriced)
    return Use(
        held,
        unpriced,
        tuple(sum(r.courses[at].claimed for at in places) for r in evaluation.results),
        tuple(sum(r.courses[at].cost or 0 for at in places) for r in evaluation.results),
    )


def claims_by(result: Result, grouping: Grouping) -> dict[str, int]:
    """What each group asks of the pool under one set of answers."""
    claims: dict[str, int] = {}
    for found in result.courses:
        for key in grouping(found.course):
            claims[key] = claims.get(key, 0) + found.claimed
    return claims


def without_money(links: Iterable[StrategyLink], found: Spending) -> tuple[StrategyLink, ...]:
    """The strategies that ask nothing of the pool in any year, whatever is answered."""
    funded = {group.key for group in found.groups if group.claimed.high}
    return tuple(link for link in links if link.key not in funded)


def most_claiming(found: Spending) -> tuple[Group, ...]:
    """The groups that ask most of the pool in all years together: more than one, where that hangs on the answers."""
    if not found.worlds:
        return ()
    claims = {g.key: _together(g.uses, found.worlds) for g in found.groups}
    first = {max(found.groups, key=lambda g: claims[g.key][at]).key for at in range(len(found.worlds))}
    return tuple(g for g in found.groups if g.key in first and g.claimed.high)


def _is_unpriced(result: CourseResult) -> bool:
    return result.reason is Reason.IKKE_PRISSAT


def _ever(
    evaluation: Evaluation, places: Sequence[int], test: Callable[[CourseResult], bool]
) -> tuple[Course, ...]:
    """The activities of which something is true under some answers."""
    courses = evaluation.first.courses
    return tuple(
        courses[at].course for at in places if any(test(result.courses[at]) for result in evaluation.results)
    )


def _all_years(
    base: BaseData, evaluation: Evaluation
) -> tuple[tuple[Evaluation, ...], tuple[tuple[int, str], ...]]:
    """Each year that has activities, and the chosen one, evaluated; and of each that cannot be, why."""
    chosen = evaluation.scenario.year
    evaluations, left_out = [], []
    for year in sorted({chosen, *(c.year for c in base.courses)}):
        try:
            evaluations.append(evaluation if year == chosen else evaluate(base, base.baseline(year)))
        except LederpuljeError as error:
            left_out.append((year, str(error)))
    return tuple(evaluations), tuple(left_out)


def _worlds(evaluations: tuple[Evaluation, ...]) -> tuple[tuple[int, ...], ...]:
    """Every combination of what is open in any year: the places of its results; none if they are too many.

    The same question has the same answer in each year where it is open.
    """
    questions = tuple(dict.fromkeys(key for e in evaluations for key in e.open))
    if len(questions) > MAX_OPEN:
        return ()
    places = [{result.answers: at for at, result in enumerate(e.results)} for e in evaluations]
    worlds = []
    for answers in map(dict, full_answers(questions)):
        worlds.append(
            tuple(
                at[tuple((key, answers[key]) for key in e.open)]
                for e, at in zip(evaluations, places, strict=True)
            )
        )
    return tuple(worlds)


def _together(uses: Sequence[Use], worlds: tuple[tuple[int, ...], ...]) -> list[int]:
    return [sum(use.claims[at] for use, at in zip(uses, world, strict=True)) for world in worlds]


def _group(  # the same for a group and for everything, which has no total above it
    key: str,
    ids: frozenset[str],
    evaluations: tuple[Evaluation, ...],
    worlds: tuple[tuple[int, ...], ...],
    total: Group | None,
    count: int = 0,
) -> Group:
    uses = tuple(use_of(e, ids) for e in evaluations)
    if not worlds:
        claimed = Span(sum(u.claimed.low for u in uses), sum(u.claimed.high for u in uses))
        return Group(key, ids, uses, claimed, None, count)
    claims = _together(uses, worlds)
    wholes = _together(total.uses if total else uses, worlds)
    shares = [Fraction(part, whole) for part, whole in zip(claims, wholes, strict=True) if whole]
    share = (min(shares), max(shares)) if shares else None
    return Group(key, ids, uses, Span(min(claims), max(claims)), share, count)
