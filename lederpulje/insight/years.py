"""År for år: pool, used and balance over the years, by a rule for what is carried over that somebody has chosen.

A year's own money is its pool without what was carried over into it. What is carried in is what the base data say was
carried over, since that is settled; else what the rule lets the year before hand on; nothing from a year that is not
there. Used is *forventet regnskab*. All amounts are whole øre; what the rule takes of a percentage, and what is
turned into another year's prices, is rounded half-up to the øre once, at the end.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from lederpulje.errors import LederpuljeError
from lederpulje.insight.money import Money, World, money
from lederpulje.model import WHOLE, BaseData
from lederpulje.scenarios import MAX_OPEN, Evaluation, Span, evaluate, full_answers


class Carry(StrEnum):
    """What of a year's balance goes on to the next year; as the address and the command line write it."""

    INGEN = "ingen"
    ALT = "alt"
    OP_TIL = "op-til"
    FORMAAL = "formaal"


@dataclass(frozen=True, slots=True)
class CarryRule:
    """A rule for carrying over.

    - `INGEN`: nothing, neither what is left nor what is missing.
    - `ALT`: the whole balance; what is missing too.
    - `OP_TIL`: the balance, at most so many basis points (`most`) of the year's own money either way.
    - `FORMAAL`: what is left in one frame (`frame`, its key), for the same frame; never more than what is left of the
      pool, and nothing that is missing.
    """

    carry: Carry
    most: int = 0
    frame: str = ""


@dataclass(frozen=True, slots=True)
class Adjustment:
    """The yearly price and wage adjustment in basis points, and who says so."""

    share: int
    source: str


@dataclass(frozen=True, slots=True)
class YearMoney:
    """A year: øre over the open answers. `handed_on` and `lapsed` are `None` while no rule is chosen.

    `carried` too, unless it is `settled`: then it stands in the base data. `available` is own money and what was
    carried in, `lapsed` what of the balance goes no further. `today` is what is used in the chosen
    year's prices, for later years only.
    """

    year: int
    own: int
    carried: Span | None
    available: Span
    used: Span
    balance: Span
    handed_on: Span | None
    lapsed: Span | None
    settled: bool
    today: Span | None


@dataclass(frozen=True, slots=True)
class Years:
    """All years that have a pool. `together` is the balance of the last year, by the rule, where one is chosen.

    `left_out` says of each year that cannot be evaluated why. `too_many` counts the open questions of all years where
    they are more than can be combined; the years then stand by themselves. `own` and `used` are of all years. `later`
    is what the plans for later years are used for in their own prices, and `later_today` in the chosen year's prices;
    `None` without an adjustment.
    """

    year: int
    rule: CarryRule | None
    rows: tuple[YearMoney, ...]
    moneys: tuple[Money, ...]
    left_out: tuple[tuple[int, str], ...]
    too_many: int
    own: int
    used: Span
    later: Span | None
    later_today: Span | None

    @property
    def unknown(self) -> int:
        """How many activities of all years an amount is missing for."""
        return sum(len(found.unknown) for found in self.moneys)


def years_money(
    base: BaseData,
    evaluation: Evaluation,
    today: dt.date,
    rule: CarryRule | None = None,
    adjustment: Adjustment | None = None,
) -> Years:
    """The years one after the other: the chosen one as it is evaluated, the others by their baselines."""
    moneys, left_out = _all_years(base, evaluation, today)
    worlds, questions = _worlds(moneys)
    too_many = questions if rule is not None and not worlds else 0
    in_force = None if too_many else rule
    chains = [_chain(base, moneys, world, in_force) for world in worlds or _by_themselves(moneys)]
    chosen = evaluation.scenario.year
    rows = tuple(
        _row(base, found, [chain[at] for chain in chains], chosen, in_force is not None, adjustment)
        for at, found in enumerate(moneys)
    )
    later = [at for at, row in enumerate(rows) if row.year > chosen]
    return Years(
        chosen,
        in_force,
        rows,
        moneys,
        left_out,
        too_many,
        sum(row.own for row in rows),
        _sum_over([[link.used for link in chain] for chain in chains]),
        _sum_over([[chain[at].used for at in later] for chain in chains]) if later else None,
        _sum_over(
            [
                [_deflated(chain[at].used, rows[at].year - chosen, adjustment) for at in later]
                for chain in chains
            ]
        )
        if later and adjustment
        else None,
    )


@dataclass(frozen=True, slots=True)
class _Link:
    """A year under one set of answers; øre."""

    own: int
    carried: int
    used: int
    handed_on: int

    @property
    def balance(self) -> int:
        return self.own + self.carried - self.used


def _chain(
    base: BaseData, moneys: Sequence[Money], world: Sequence[int], rule: CarryRule | None
) -> list[_Link]:
    """The years one after the other under one set of answers, by the places of their worlds."""
    links: list[_Link] = []
    before, handed_on = 0, 0
    for found, place in zip(moneys, world, strict=True):
        year, there = found.evaluation.scenario.year, found.worlds[place]
        own, settled = own_money(base, found)
        by_rule = handed_on if settled is None and year == before + 1 else 0
        carried = by_rule if settled is None else settled
        balance = own + carried - there.pool.expected
        handed_on = _handed_on(rule, there, own, balance, by_rule) if rule else 0
        links.append(_Link(own, carried, there.pool.expected, handed_on))
        before = year
    return links


def own_money(base: BaseData, found: Money) -> tuple[int, int | None]:
    """A year's pool without what was carried over into it, and that, where it is settled for any part; øre."""
    year, amount = found.evaluation.scenario.year, found.worlds[0].pool.amount
    pool = base.pool(year)
    carried = pool.carried if pool else None
    if carried is None:
        settled = [f.carried for f in base.frames_of(year) if f.carried is not None]
        carried = sum(settled) if settled else None
    return amount - (carried or 0), carried


def _handed_on(rule: CarryRule, there: World, own: int, balance: int, by_rule: int) -> int:
    """What a year hands on; `by_rule` is what the rule gave it, which is not in its frames."""
    if rule.carry is Carry.INGEN:
        return 0
    if rule.carry is Carry.ALT:
        return balance
    if rule.carry is Carry.OP_TIL:
        most = _half_up(Fraction(own * rule.most, WHOLE))
        return max(-most, min(balance, most))
    left = sum(f.free for f in there.frames if f.frame and f.frame.key == rule.frame)
    return max(0, min(left + by_rule, balance))


def _row(
    base: BaseData,
    found: Money,
    links: Sequence[_Link],
    chosen: int,
    chosen_rule: bool,
    adjustment: Adjustment | None,
) -> YearMoney:
    year, (own, settled) = found.evaluation.scenario.year, own_money(base, found)

    def span(value: Callable[[_Link], int]) -> Span:
        values = [value(link) for link in links]
        return Span(min(values), max(values))

    used = span(lambda link: link.used)
    today = None
    if adjustment is not None and year > chosen:
        today = Span(*(_deflated(end, year - chosen, adjustment) for end in (used.low, used.high)))
    return YearMoney(
        year,
        own,
        span(lambda link: link.carried) if chosen_rule or settled is not None else None,
        span(lambda link: link.own + link.carried),
        used,
        span(lambda link: link.balance),
        span(lambda link: link.handed_on) if chosen_rule else None,
        span(lambda link: link.balance - link.handed_on) if chosen_rule else None,
        settled is not None,
        today,
    )


def _deflated(amount: int, years: int, adjustment: Adjustment | None) -> int:
    """An amount of so many years later in the prices of now: amount ÷ (1 + adjustment)^years, half-up to the øre."""
    share = adjustment.share if adjustment else 0
    return _half_up(Fraction(amount) / (1 + Fraction(share, WHOLE)) ** years)


def _half_up(value: Fraction) -> int:
    """To the nearest whole øre, halves away from zero."""
    magnitude = int(abs(value) + Fraction(1, 2))
    return -magnitude if value < 0 else magnitude


def _sum_over(chains: Sequence[Sequence[int]]) -> Span:
    sums = [sum(chain) for chain in chains]
    return Span(min(sums), max(sums))


def _all_years(
    base: BaseData, evaluation: Evaluation, today: dt.date
) -> tuple[tuple[Money, ...], tuple[tuple[int, str], ...]]:
    """Each year that has a pool, and of each that cannot be evaluated why."""
    chosen, moneys, left_out = evaluation.scenario.year, [], []
    for year in sorted(set(base.years)):
        try:
            one = evaluation if year == chosen else evaluate(base, base.baseline(year))
        except LederpuljeError as error:
            left_out.append((year, str(error)))
        else:
            moneys.append(money(base, one, today))
    return tuple(moneys), tuple(left_out)


def _worlds(moneys: Sequence[Money]) -> tuple[list[tuple[int, ...]], int]:
    """Every combination of what is open in any year, as places of its worlds, and how many questions are open.

    The same question has the same answer in each year where it is open. No combination at all if they are too many.
    """
    questions = tuple(dict.fromkeys(key for found in moneys for key in found.evaluation.open))
    if len(questions) > MAX_OPEN:
        return [], len(questions)
    places = [{world.answers: at for at, world in enumerate(found.worlds)} for found in moneys]
    worlds = []
    for answers in map(dict, full_answers(questions)):
        own = (tuple((key, answers[key]) for key in found.evaluation.open) for found in moneys)
        worlds.append(tuple(at[key] for at, key in zip(places, own, strict=True)))
    return worlds, len(questions)


def _by_themselves(moneys: Sequence[Money]) -> list[tuple[int, ...]]:
    """Each year at its least and at its most used, where the answers cannot be combined over the years."""
    ends = []
    for pick in (min, max):
        ends.append(
            tuple(
                pick(range(len(m.worlds)), key=lambda at, m=m: m.worlds[at].pool.expected)  # type: ignore[misc]
                for m in moneys
            )
        )
    return ends
