"""Sharing out one frame: claims + frame + rule → amounts with reasons. Pure, exact, in whole øre.

Source of the rules: the design's engine description; `prioritet` is the order a board would follow by hand,
`forholdsmaessig` largest remainder (Hamilton), `optimal` a 0/1 knapsack solved exactly by dynamic programming.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lederpulje.model import Reason, Rule

__all__ = ["Allocation", "Claim", "Rule", "allocate", "largest_remainder"]

_LAST = float("inf")
_ALL_BENEFITS = math.lcm(
    *range(1, 101)
)  # every benefit divides it, so ratios compare exactly in whole numbers


@dataclass(frozen=True, slots=True)
class Claim:
    """What a course asks of a frame: `amount` in øre, `priority` 1 = first (none = last), `benefit` 0–100."""

    course: str
    amount: int
    priority: int | None = None
    mandatory: bool = False
    divisible: bool = True
    benefit: int = 0


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who gets what: `amounts` (course → øre, every claim present), `remaining` øre, and each course's reason.

    `available` is what was left of the frame, in øre, when the course's turn came: the figure behind its reason.
    """

    amounts: Mapping[str, int]
    remaining: int
    reasons: Mapping[str, Reason]
    available: Mapping[str, int]


def allocate(claims: Iterable[Claim], frame: int, rule: Rule) -> Allocation:
    """Share `frame` (øre, ≥ 0) out on the claims by the rule; the order of the claims never matters.

    Raises ValueError on a negative amount, a benefit outside 0–100, or a course that claims twice.
    """
    ordered = _in_order(claims, frame)
    share = _Sharing(frame)
    mandatory = [c for c in ordered if c.mandatory]
    others = [c for c in ordered if not c.mandatory] if mandatory else ordered
    share.by_priority(mandatory)
    _RULES[Rule(rule)](share, others)
    return Allocation(share.amounts, share.left, share.reasons, share.available)


def _in_order(claims: Iterable[Claim], frame: int) -> list[Claim]:
    """The claims, checked, in the order of their priority and then id."""
    ordered = sorted(claims, key=lambda c: (_LAST if c.priority is None else c.priority, c.course))
    if frame < 0:
        raise ValueError(f"frame is negative: {frame}")
    if len({c.course for c in ordered}) < len(ordered):
        raise ValueError("a course claims twice")
    for claim in ordered:
        if claim.amount < 0 or not 0 <= claim.benefit <= 100:
            raise ValueError(
                f"{claim.course} claims a negative amount or has a benefit outside 0-100: {claim}"
            )
    return ordered


class _Sharing:
    """The frame while it is being shared out; lives only inside `allocate`."""

    __slots__ = ("amounts", "available", "left", "reasons")

    def __init__(self, frame: int) -> None:
        self.left = frame
        self.amounts: dict[str, int] = {}
        self.reasons: dict[str, Reason] = {}
        self.available: dict[str, int] = {}

    def give(self, claim: Claim, amount: int, available: int, short: Reason = Reason.IKKE_PLADS) -> None:
        """Hand over an amount and note why; `short` is the reason if it is nothing."""
        self.amounts[claim.course] = amount
        self.available[claim.course] = available
        self.left -= amount
        if amount == claim.amount:
            self.reasons[claim.course] = Reason.FULDT
        else:
            self.reasons[claim.course] = Reason.DELVIST if amount else short

    def by_priority(self, ordered: Sequence[Claim]) -> None:
        """In order: in full if it fits, else what is left if divisible, else nothing and on to the next."""
        left = self.left
        for claim in ordered:
            course, amount = claim.course, claim.amount
            if (
                amount <= left
            ):  # what `give` does, written out: nearly every claim of a large year goes this way
                self.amounts[course], self.available[course], self.reasons[course] = (
                    amount,
                    left,
                    Reason.FULDT,
                )
                left -= amount
            else:
                self.left = left
                self.give(claim, left if claim.divisible else 0, left)
                left = self.left
        self.left = left

    def proportionally(self, ordered: Sequence[Claim]) -> None:
        """Everybody gets the same share of what they claim, unless all of it fits."""
        left = self.left
        total = sum(c.amount for c in ordered)
        parts = (
            [c.amount for c in ordered]
            if total <= left
            else largest_remainder(left, [c.amount for c in ordered])
        )
        for claim, part in zip(ordered, parts, strict=True):
            self.give(claim, part, left)

    def optimally(self, ordered: Sequence[Claim]) -> None:
        """The set with the greatest benefit that fits, all or nothing; then what still fits, in order."""
        left = self.left
        chosen = _best_set(ordered, left)
        for claim, taken in zip(ordered, chosen, strict=True):
            if taken:
                self.give(claim, claim.amount, left)
        for claim, taken in zip(ordered, chosen, strict=True):
            if not taken:
                rest = self.left
                fits = claim.amount <= rest
                would_fit = Reason.FRAVALGT if claim.amount <= left else Reason.IKKE_PLADS
                self.give(claim, claim.amount if fits else 0, rest, would_fit)


_RULES: dict[Rule, Callable[[_Sharing, Sequence[Claim]], None]] = {
    Rule.PRIORITET: _Sharing.by_priority,
    Rule.FORHOLDSMAESSIG: _Sharing.proportionally,
    Rule.OPTIMAL: _Sharing.optimally,
}


def largest_remainder(total: int, weights: Sequence[int]) -> list[int]:
    """Split `total` by weight in whole units that sum to it exactly; ties go to the earlier weight.

    All weights zero: everything stays at zero. Source: Hamilton's method.
    """
    whole = sum(weights)
    if whole == 0:
        return [0] * len(weights)
    parts = [total * w // whole for w in weights]
    over = total - sum(parts)
    if over:
        by_remainder = sorted(range(len(weights)), key=lambda i: -(total * weights[i] % whole))
        for i in by_remainder[:over]:
            parts[i] += 1
    return parts


def _best_set(ordered: Sequence[Claim], frame: int) -> list[bool]:
    """Which claims to take for the greatest benefit; ties: smaller total, then the earlier course.

    Exact dynamic program over benefit: `least[b]` is the smallest total claim of the later courses that gives
    benefit `b`. Going from the last course to the first, and preferring to take on equal totals, makes the walk
    forward pick the set that includes the earlier course. Time is courses × total benefit, whatever the amounts.
    """
    items = [i for i, c in enumerate(ordered) if c.benefit and c.amount <= frame]
    taken = [False] * len(ordered)
    if sum(ordered[i].amount for i in items) <= frame:
        for i in items:
            taken[i] = True
        return taken
    most = _benefit_bound([ordered[i] for i in items], frame)
    too_much = frame + 1
    least = np.full(most + 1, too_much, dtype=np.int64)
    least[0] = 0
    takes: list[npt.NDArray[np.bool_]] = []
    for i in reversed(items):
        claim = ordered[i]
        with_it = np.full(most + 1, too_much, dtype=np.int64)
        reach = max(most + 1 - claim.benefit, 0)
        with_it[claim.benefit : claim.benefit + reach] = least[:reach] + claim.amount
        takes.append((with_it <= least) & (with_it <= frame))
        least = np.minimum(least, with_it)
    benefit = int(np.flatnonzero(least <= frame)[-1])
    for i, take in zip(items, reversed(takes), strict=True):
        if take[benefit]:
            taken[i] = True
            benefit -= ordered[i].benefit
    return taken


def _benefit_bound(items: Sequence[Claim], frame: int) -> int:
    """No set that fits has a greater benefit than this: fill by øre per benefit, the last course counted whole."""
    bound = 0
    for claim in sorted(items, key=lambda c: c.amount * (_ALL_BENEFITS // c.benefit)):
        bound += claim.benefit
        frame -= claim.amount
        if frame < 0:
            break
    return bound
