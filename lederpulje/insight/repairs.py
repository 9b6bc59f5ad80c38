"""Hvad skal der til? Single changes that end the overrun of the frame that is overrun most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from lederpulje.insight.tipping import tipping
from lederpulje.model import POOL_PAYER, UNKNOWN_PAYER, BaseData, Scenario
from lederpulje.money import kroner_text
from lederpulje.scenarios import CourseResult, Evaluation, Result, evaluate, with_settings

BEST = 3
Settings = tuple[tuple[str, str], ...]


class RepairKind(StrEnum):
    """What a repair does, in the words of the command line."""

    FAERRE_DELTAGERE = "færre_deltagere"
    FAERRE_HOLD = "færre_hold"
    ANDEN_BETALER = "anden_betaler"
    AFHOLDES_IKKE = "afholdes_ikke"
    FRA_ANDEN_RAMME = "fra_anden_ramme"


@dataclass(frozen=True, slots=True)
class Repair:
    """A change, as overrides, and what it costs: kroner no longer spent, kroner that others give, participants lost.

    `course` is the activity it changes, `None` for money from another frame; amounts in øre.
    """

    kind: RepairKind
    course: str | None
    settings: Settings
    saves: int
    moved: int
    participants_lost: int


@dataclass(frozen=True, slots=True)
class Repairs:
    """The frame that is overrun most, by how much (øre) at worst, and the best repairs; none if nothing is overrun."""

    frame: str | None
    overrun: int
    repairs: tuple[Repair, ...]


def repairs(base: BaseData, scenario: Scenario, most: int = BEST) -> Repairs:
    """The best repairs under the combination that overruns the frame most (of several the first).

    Fewest participants lost first, then least money moved, then the order of `RepairKind` and of the courses; every
    one is tried by the engine. Raises as `evaluate` does.
    """
    evaluation = evaluate(base, scenario)
    found = _worst(evaluation)
    if found is None:
        return Repairs(None, 0, ())
    worst, frame = found
    there = with_settings(scenario, dict(worst.answers), {})
    tried = _Search(base, there, worst, frame, evaluation)
    good = [repair for repair in tried.candidates() if tried.ends_it(repair)]
    order = list(RepairKind)
    good.sort(key=lambda r: (r.participants_lost, r.moved, order.index(r.kind)))
    return Repairs(frame, worst.frame(frame).overrun, tuple(good[:most]))


def _worst(evaluation: Evaluation) -> tuple[Result, str] | None:
    """The result and the frame with the greatest overrun; of equal ones the first frame, then the first answers."""
    overruns = [
        (frame.overrun, result, frame.frame.key)
        for at in range(len(evaluation.first.frames))
        for result in evaluation.results
        for frame in (result.frames[at],)
    ]
    most = max((overrun for overrun, _, _ in overruns), default=0)
    return (
        next(((result, key) for overrun, result, key in overruns if overrun == most), None) if most else None
    )


class _Search:
    """The repairs of one frame under one full set of answers."""

    def __init__(
        self, base: BaseData, scenario: Scenario, worst: Result, frame: str, evaluation: Evaluation
    ) -> None:
        self.base, self.scenario, self.worst, self.frame = base, scenario, worst, frame
        self.evaluation = evaluation
        self.overrun = worst.frame(frame).overrun

    def candidates(self) -> Iterator[Repair]:
        """What might end it: of each kind at most one for a course."""
        for result in self.worst.courses:
            if result.frame == self.frame and result.claimed:
                yield from self._of_course(result)
        money = self._from_another_frame()
        if money is not None:
            yield money

    def _of_course(self, result: CourseResult) -> Iterator[Repair]:
        course = result.course
        for kind, field, count in (
            (RepairKind.FAERRE_DELTAGERE, "participants", course.participants or 0),
            (RepairKind.FAERRE_HOLD, "sessions", course.sessions or 0),
        ):
            value = tipping(self.base, self.scenario, course.id, field).value if count else None
            if value is not None and value < count:
                lost = count - value if kind is RepairKind.FAERRE_DELTAGERE else 0
                yield self._priced(kind, result, (f"{course.id}.{field}", str(value)), lost)
        payer = next(
            (li.payer for li in self.base.lines_of(course.id) if li.payer not in (POOL_PAYER, UNKNOWN_PAYER)),
            UNKNOWN_PAYER,
        )
        setting = ((f"{course.id}.payer", payer),)
        yield Repair(RepairKind.ANDEN_BETALER, course.id, setting, 0, result.claimed, 0)
        yield self._priced(
            RepairKind.AFHOLDES_IKKE, result, (f"{course.id}.held", "nej"), course.participants or 0
        )

    def _priced(self, kind: RepairKind, before: CourseResult, setting: tuple[str, str], lost: int) -> Repair:
        """A repair that makes the course cheaper, by as much as the engine says."""
        after = self._after((setting,)).course(before.course.id)
        saves = (before.cost or 0) - (after.cost or 0)
        return Repair(kind, before.course.id, (setting,), saves, 0, lost)

    def _from_another_frame(self) -> Repair | None:
        """What is missing, first from the rest in no frame, then from the first frame that can spare it all.

        A frame can spare what it has left whatever the open answers: else the hole would only be moved.
        """
        frame, rest = self.worst.frame(self.frame), self.worst.pool.unassigned
        raised = (f"frame.{self.frame}", kroner_text(frame.amount + self.overrun))
        needed = max(self.overrun - rest, 0)
        if not needed:
            return Repair(RepairKind.FRA_ANDEN_RAMME, None, (raised,), 0, self.overrun, 0)
        for other in self.worst.frames:
            if other.frame.key == self.frame:
                continue
            if self.evaluation.frame_span(other.frame.key, "balance").low >= needed:
                lowered = (f"frame.{other.frame.key}", kroner_text(other.amount - needed))
                return Repair(RepairKind.FRA_ANDEN_RAMME, None, (raised, lowered), 0, self.overrun, 0)
        return None

    def ends_it(self, repair: Repair) -> bool:
        """Whether the frame then holds, by the engine."""
        return self._after(repair.settings).frame(self.frame).overrun == 0

    def _after(self, settings: Settings) -> Result:
        return evaluate(self.base, with_settings(self.scenario, {}, dict(settings))).first
