"""What each course costs and who pays it, under the answers it depends on; and the faults in a year's financing."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import product
from typing import TypeVar

from lederpulje.allocation import Claim, largest_remainder
from lederpulje.errors import Problem, UnknownName
from lederpulje.model import (
    POOL_PAYER,
    UNKNOWN_PAYER,
    WHOLE,
    Answer,
    BaseData,
    Course,
    FundingLine,
    Price,
    Reason,
    Scenario,
    Status,
)
from lederpulje.money import format_share

MAX_OPEN = 10
T = TypeVar("T")
Answers = tuple[tuple[str, Answer], ...]


@dataclass(frozen=True, slots=True)
class Split:
    """A course under given answers: is it held, what it costs (`None`: not priced), who pays which part, its claim.

    `payers` maps payer → øre, without empty parts; `frame` is the frame that the claim is made on.
    `reason` stands where it does not hang on what the frame gives.
    """

    held: bool
    cost: int | None
    payers: Mapping[str, int]
    frame: str | None
    claim: Claim
    reason: Reason | None

    @property
    def is_paid(self) -> bool:
        """Whether it is held, priced, and somebody known pays every part, if the pool can."""
        return self.held and self.cost is not None and UNKNOWN_PAYER not in self.payers


class CoursePlan:
    """A course with its funding lines; remembers each split, since most answers do not concern it."""

    __slots__ = ("_frames", "_splits", "conditions", "cost", "course", "held", "lines")

    def __init__(
        self, course: Course, lines: tuple[FundingLine, ...], frames: frozenset[str], held: bool = True
    ) -> None:
        self.course = course
        self.lines = lines
        self.held = held and course.status is not Status.AFLYST
        self.cost = course_cost(course)
        self.conditions = _conditions_of(course, lines)
        self._frames = frames
        self._splits: dict[tuple[Answer, ...], Split] = {}

    def changed(self, course: Course, lines: tuple[FundingLine, ...] | None, held: bool) -> CoursePlan:
        """The plan of the same course under overrides; `lines` if they are others than its own."""
        return CoursePlan(course, self.lines if lines is None else lines, self._frames, held)

    def split(self, answers: Mapping[str, Answer]) -> Split:
        """The course under a full set of answers (condition → ja/nej)."""
        local = tuple([answers[key] for key in self.conditions]) if self.conditions else ()
        known = self._splits.get(local)
        if known is None:
            known = self._splits[local] = self._split(answers)
        return known

    def _split(self, answers: Mapping[str, Answer]) -> Split:
        held = self.is_held(answers)
        if not held or self.cost is None:
            reason = Reason.IKKE_PRISSAT if held else Reason.AFHOLDES_IKKE
            return Split(held, None if held else 0, {}, None, self._claim(0), reason)
        parts, frame = self._parts(answers, self.cost)
        claim = self._claim(parts.get(POOL_PAYER, 0))
        return Split(held, self.cost, parts, frame, claim, _reason_before_sharing(parts, claim.amount))

    def is_held(self, answers: Mapping[str, Answer]) -> bool:
        """Whether the course is held: not cancelled, not taken out, and all it requires is answered so."""
        return self.held and all(answers[r.condition] is r.answer for r in self.course.requires)

    def counting(self, answers: Mapping[str, Answer]) -> list[FundingLine]:
        """The funding lines in force, `pulje` first, then by payer, frame and condition."""
        lines = [li for li in self.lines if li.condition is None or answers[li.condition] is li.answer]
        return sorted(
            lines, key=lambda li: (li.payer != POOL_PAYER, li.payer, li.frame or "", li.condition or "")
        )

    def fault(self, answers: Mapping[str, Answer]) -> str | None:
        """What is wrong with the financing under these answers, or `None`."""
        lines = self.counting(answers)
        total = sum(li.share for li in lines)
        if total != WHOLE:
            return f"andelene summer til {format_share(total)} og ikke 100 %. Ret andelene"
        frames = {li.frame for li in lines if li.payer == POOL_PAYER}
        if len(frames) > 1:
            return "puljen betaler fra mere end én delramme. Vælg én delramme"
        if missing := frames - self._frames:
            return f"delrammen »{next(iter(missing)) or 'ingen'}« findes ikke i {self.course.year}. Vælg en delramme"
        return None

    def _parts(self, answers: Mapping[str, Answer], cost: int) -> tuple[dict[str, int], str | None]:
        """Split the cost in whole øre that sum to it. With faulty financing nobody is known to pay."""
        if self.fault(answers) is not None:
            return ({UNKNOWN_PAYER: cost} if cost else {}), None
        lines = self.counting(answers)
        payers: dict[str, int] = {}
        for line, part in zip(lines, largest_remainder(cost, [li.share for li in lines]), strict=True):
            if part:
                payers[line.payer] = payers.get(line.payer, 0) + part
        return payers, next((li.frame for li in lines if li.payer == POOL_PAYER), None)

    def _claim(self, amount: int) -> Claim:
        c = self.course
        return Claim(c.id, amount, c.priority, c.mandatory, c.divisible, c.benefit)


def _reason_before_sharing(payers: Mapping[str, int], claimed: int) -> Reason | None:
    """The reason that a priced course has whatever the frame gives it, in the engine's order; else `None`."""
    if UNKNOWN_PAYER in payers:
        return Reason.BETALER_UAFKLARET
    return Reason.BETALES_AF_ANDRE if claimed == 0 and payers else None


def course_cost(course: Course) -> int | None:
    """Cost in øre: sessions × fixed + max(participants, minimum billed) × price; no participants, none billed.

    `None` while no price is known, or while the number that a known price is to be multiplied by is unknown.
    """
    fixed, each = course.fixed_per_session, course.price_per_participant
    if fixed is None and each is None:
        return None
    if fixed is not None and course.sessions is None:
        return None
    if each is not None and course.participants is None:
        return None
    billed = max(course.participants, course.min_billed or 0) if course.participants else 0
    return (course.sessions or 0) * _likely(fixed) + billed * _likely(each)


def _likely(price: Price | None) -> int:
    return price.likely if price else 0


def _conditions_of(course: Course, lines: tuple[FundingLine, ...]) -> tuple[str, ...]:
    named = {li.condition for li in lines if li.condition} | {r.condition for r in course.requires}
    return tuple(sorted(named))


@dataclass(frozen=True, slots=True)
class YearPlan:
    """A year before any scenario: its courses' plans, the relevant conditions by key, and the faults in its data.

    `places` says where in `plans` a course stands, by its id.
    """

    plans: tuple[CoursePlan, ...]
    places: Mapping[str, int]
    conditions: tuple[str, ...]
    problems: tuple[Problem, ...]


def year_plan(base: BaseData, year: int) -> YearPlan:
    """The plan of a year, made once per set of base data."""
    return remember(base, ("year_plan", year), lambda: _make_year_plan(base, year))


def remember(base: BaseData, key: tuple[object, ...], make: Callable[[], T]) -> T:
    """A fact derived from the base data, made at the first call and kept beside it."""
    if key not in base.derived:
        base.derived[key] = make()
    return base.derived[key]  # type: ignore[return-value]


def _make_year_plan(base: BaseData, year: int) -> YearPlan:
    frames = frozenset(f.key for f in base.frames_of(year))
    plans = tuple(CoursePlan(c, base.lines_of(c.id), frames) for c in base.courses_of(year))
    relevant = tuple(sorted({key for plan in plans for key in plan.conditions}))
    problems = [*_pool_problems(base, year), *_unknown_conditions(base, relevant)]
    for plan in plans:
        problems += financing_problems(plan)
    places = {plan.course.id: at for at, plan in enumerate(plans)}
    return YearPlan(plans, places, relevant, tuple(problems))


def _pool_problems(base: BaseData, year: int) -> list[Problem]:
    pool, total = base.pool(year), sum(f.amount for f in base.frames_of(year))
    if pool is None or total <= pool.amount:
        return []
    return [
        Problem(
            "pool", f"Delrammerne i {year} er tilsammen større end puljen. Sæt dem ned, eller ret puljen."
        )
    ]


def _unknown_conditions(base: BaseData, relevant: tuple[str, ...]) -> list[Problem]:
    known = {c.key for c in base.conditions}
    return [
        Problem(key, f"Forudsætningen »{key}« bruges, men findes ikke på listen. Opret den, eller fjern den.")
        for key in relevant
        if key not in known
    ]


def answers_in_force(base: BaseData, scenario: Scenario, relevant: Iterable[str]) -> Answers:
    """The answer in force for each relevant condition: the scenario's own, else the base data's."""
    known = {c.key: c.answer for c in base.conditions} | dict(scenario.answers)
    return tuple([(key, known.get(key, Answer.UAFKLARET)) for key in relevant])


def answer_problems(base: BaseData, scenario: Scenario) -> list[Problem]:
    """Each answer of a scenario to a condition that does not exist."""
    known = tuple(c.key for c in base.conditions)
    return [
        Problem(key, str(UnknownName("Forudsætningen", key, known)))
        for key, _ in scenario.answers
        if key not in known
    ]


def financing_problems(plan: CoursePlan) -> list[Problem]:
    """Each set of answers under which a held course's financing does not add up; equal faults are said once."""
    course = plan.course
    if len(plan.conditions) > MAX_OPEN:
        return [
            Problem(
                course.id,
                f"»{course.title}« hænger på mere end {MAX_OPEN} forudsætninger. Saml nogle af dem.",
            )
        ]
    faults: dict[str, str] = {}
    for answers in full_answers(plan.conditions):
        if plan.is_held(dict(answers)) and (fault := plan.fault(dict(answers))):
            when = " og ".join(f"{key} = {answer}" for key, answer in answers)
            faults.setdefault(fault, when)
    return [
        Problem(
            course.id,
            f"Finansieringen af »{course.title}«{f', når {when}' if when else ''}: {fault} på kursuslisten.",
        )
        for fault, when in faults.items()
    ]


def full_answers(conditions: tuple[str, ...]) -> list[Answers]:
    """Every combination of ja and nej, ja before nej, the last condition turning fastest."""
    return [
        tuple(zip(conditions, c, strict=True))
        for c in product((Answer.JA, Answer.NEJ), repeat=len(conditions))
    ]
