"""A course's money by how far it is, under one set of answers.

A course's way by its status:

- *idé*, *foreslået* (wishes) and *planlagt*: its cost is planned. What somebody has written as ordered, and what has
  been spent already, is taken out of that.
- *bestilt*, *afholdt*: what was ordered, else its cost, is committed until it is spent.
- *faktureret*: only what is spent. Without posts and without a written amount what was ordered, else its cost.
- *aflyst*: only what is spent: what cancelling cost is invoiced, or written as spent. If the provider's terms have a
  price and nobody has said what was paid, that is not known, which is not zero.

A post of the ledger is the pool's own money: it counts wholly on the frame of the course's pool line, whatever the
shares. A written amount is of the whole course and is shared by the funding lines that count, by largest remainder
as the engine shares a cost. Where a scenario or an answer calls off what is ordered, what cancelling costs on the day
stays committed, or all of it while nobody knows that.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from lederpulje.allocation import largest_remainder
from lederpulje.insight.cancelling import Terms, Why
from lederpulje.model import POOL_PAYER, Answer, Course, Status
from lederpulje.scenarios.plan import CoursePlan

WISHES = (Status.IDE, Status.FORESLAAET)
PLANNED = (*WISHES, Status.PLANLAGT)
ORDERED = (Status.BESTILT, Status.AFHOLDT)


class CourseMoney(NamedTuple):
    """A course's claim on the pool by how far it is, under one set of answers; øre of the pool.

    `frame` is the frame it counts on. `freed` is what cancelling it today sets free, `fee` the pool's part of what
    that costs; `None` while nobody knows. What is invoiced already counts towards what cancelling costs. `known` is
    false where an amount of the pool's is missing.
    """

    course: Course
    frame: str | None
    spent: int
    committed: int
    planned: int
    freed: int | None
    fee: int | None
    known: bool

    @property
    def expected(self) -> int:
        """What it will have cost the pool when it is over."""
        return self.spent + self.committed + self.planned


def ordered_of(plan: CoursePlan) -> int | None:
    """What a whole course is ordered for; without a written amount its cost stands for it."""
    written = plan.course.committed
    return plan.cost if written is None else written


def course_money(
    plan: CoursePlan, answers: Mapping[str, Answer], terms: Terms | None, posted: int | None
) -> CourseMoney:
    """A course's money under a full set of answers.

    `terms` are those of cancelling it today, where anything is ordered; `posted` is the sum of its posts, if any.
    """
    return _Course(plan, answers, terms, posted).money()


class _Course:
    """A course under one set of answers, while its money is worked out."""

    def __init__(
        self, plan: CoursePlan, answers: Mapping[str, Answer], terms: Terms | None, posted: int | None
    ) -> None:
        self.plan, self.course, self.terms, self.posted = plan, plan.course, terms, posted
        self.held = plan.is_held(answers)
        faulty = plan.fault(answers) is not None
        self.lines = [] if faulty else plan.counting(answers)
        self.pays = any(line.payer == POOL_PAYER and line.share for line in self.lines)

    def money(self) -> CourseMoney:
        """Its money."""
        spent = self.spent
        ordered, total = self.part(self.ordered), self.part(self.total)
        used = max(spent, 0)
        committed = max(0, ordered - used)
        planned = max(0, total - max(used, ordered))
        if self.terms is None:
            return self._made(spent, committed, planned, planned, 0)
        fee = None if self.terms.cost is None else self.part(self.terms.cost)
        if not self.held and fee is not None and self.course.status in (*PLANNED, Status.BESTILT):
            committed = max(0, min(ordered, fee) - used)
            return self._made(spent, committed, planned, 0, fee)
        if fee is None:
            return self._made(
                spent, committed, planned, planned if self.terms.why is Why.BEGUN else None, None
            )
        freed = planned + max(0, ordered - max(used, fee))
        return self._made(spent, committed, planned, freed, fee)

    def _made(
        self, spent: int, committed: int, planned: int, freed: int | None, fee: int | None
    ) -> CourseMoney:
        frame = next((li.frame for li in self.lines if li.payer == POOL_PAYER), None)
        if frame is None:  # a post counts where the pool would pay under another answer
            frame = next((li.frame for li in self.plan.lines if li.payer == POOL_PAYER), None)
        known = self.known or not self.pays
        return CourseMoney(self.course, frame, spent, committed, planned, freed, fee, known)

    @property
    def spent(self) -> int:
        """The pool's part of what is spent."""
        if self.posted is not None:
            return self.posted
        whole = self.course.spent
        if whole is None and self.course.status is Status.FAKTURERET:
            whole = ordered_of(self.plan)
        return self.part(whole or 0)

    @property
    def ordered(self) -> int:
        """What the whole course is ordered for, whatever is spent of it."""
        if self.course.status in ORDERED:
            return ordered_of(self.plan) or 0
        return (self.course.committed or 0) if self.course.status in PLANNED else 0

    @property
    def total(self) -> int:
        """What the whole course will have cost."""
        if self.course.status in PLANNED and self.held:
            return max(self.plan.cost or 0, self.ordered)
        return self.ordered

    @property
    def known(self) -> bool:
        """Whether nothing is missing that would have to be counted."""
        course, said = self.course, self.posted is not None or self.course.spent is not None
        if course.status is Status.AFLYST:
            return said or not any(step.amount or step.share for step in course.cancellation)
        if course.status is Status.FAKTURERET:
            return said or ordered_of(self.plan) is not None
        return not (self.held or course.status in ORDERED) or ordered_of(self.plan) is not None

    def part(self, whole: int) -> int:
        """The pool's part of an amount of the whole course."""
        parts = largest_remainder(whole, [line.share for line in self.lines])
        return sum(part for line, part in zip(self.lines, parts, strict=True) if line.payer == POOL_PAYER)
