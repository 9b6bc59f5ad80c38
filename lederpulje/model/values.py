"""The values themselves. Amounts are whole øre (`int`), shares basis points (10.000 = the whole)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property

from lederpulje.model.agenda import AgendaItem, Meeting
from lederpulje.model.kinds import (
    Answer,
    Kind,
    PriceBasis,
    Rule,
    Status,
    Used,
    Vat,
)

POOL_PAYER = "pulje"
UNKNOWN_PAYER = "uafklaret"
WHOLE = 10_000


@dataclass(frozen=True, slots=True)
class Price:
    """A price in øre with its optional span; low ≤ likely ≤ high where given."""

    likely: int
    low: int | None = None
    high: int | None = None


@dataclass(frozen=True, slots=True)
class Pool:
    """The money of one year."""

    year: int
    amount: int
    source: str = ""
    estimated: bool = False
    carried: int | None = None
    """How much of the amount was carried over from the year before (øre, may be negative); `None`: not settled."""


@dataclass(frozen=True, slots=True)
class Frame:
    """A part of a year's pool set aside for something."""

    year: int
    key: str
    title: str
    amount: int
    source: str = ""
    estimated: bool = False
    carried: int | None = None
    """As for the pool."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A course is held only if the condition has this answer."""

    condition: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class CancelStep:
    """What cancelling costs from so many days before the start on: a share of the price (basis points) or øre."""

    days: int
    share: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Course:
    """One activity of any kind. Fields named in `estimated` are our assumption, the others are from the source."""

    id: str
    year: int
    kind: Kind
    title: str
    theme: str = ""
    audience: str = ""
    provider: str = ""
    status: Status = Status.IDE
    priority: int | None = None
    mandatory: bool = False
    divisible: bool = True
    benefit: int = 0
    sessions: int | None = None
    participants: int | None = None
    min_billed: int | None = None
    fixed_per_session: Price | None = None
    price_per_participant: Price | None = None
    price_basis: PriceBasis = PriceBasis.ESTIMAT
    days_per_participant: Decimal | None = None
    days_per_mentor: Decimal | None = None
    requires: tuple[Requirement, ...] = ()
    start: dt.date | None = None
    end: dt.date | None = None
    deadline: dt.date | None = None
    period: str = ""
    strategy: tuple[str, ...] = ()
    source: str = ""
    estimated: tuple[str, ...] = ()
    seats: int | None = None
    waiting: int | None = None
    place: str = ""
    account: str = ""
    vat: Vat | None = None
    contact: str = ""
    """A function, never a name."""
    evaluation: Decimal | None = None
    """The participants' score at once, 1 to 5."""
    evaluation_later: Decimal | None = None
    """The same two to four months later."""
    used: Used | None = None
    committed: int | None = None
    """What was ordered for, øre without VAT; `None`: nobody has written it, so the price stands for it."""
    spent: int | None = None
    """What was invoiced, øre without VAT, where no posts of the ledger say it."""
    cancellation: tuple[CancelStep, ...] = ()
    """What cancelling costs, the step with most days first."""


@dataclass(frozen=True, slots=True)
class FundingLine:
    """Who pays a share of a course, where the line counts."""

    course: str
    payer: str
    frame: str | None
    share: int
    condition: str | None = None
    answer: Answer | None = None
    estimated: bool = False
    fund: bool = False
    """An outside fund pays: the line hangs on its own condition, whose answer is how far the application is."""


@dataclass(frozen=True, slots=True)
class Condition:
    """A yes/no that scenarios hang on. `probability` is that of *ja*, in basis points."""

    key: str
    question: str
    answer: Answer = Answer.UAFKLARET
    probability: int | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class Scenario:
    """What differs from the base data: answers and overrides as (name, value) pairs, and the rule."""

    key: str
    year: int
    name: str
    baseline: bool = False
    answers: tuple[tuple[str, Answer], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    rule: Rule = Rule.PRIORITET
    version: int = 1
    description: str = ""
    saved_by: str = ""
    """The function that the person who saved it gave; nobody has confirmed it."""


@dataclass(frozen=True, slots=True)
class ScenarioVersion:
    """A saved version of a scenario, and what it came to on the base data of then; øre, lowest and highest.

    `claimed` and `headroom` are `None` until somebody has worked them out.
    """

    scenario: Scenario
    saved_at: dt.datetime
    data_version: int = 0
    claimed: tuple[int, int] | None = None
    headroom: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """A post of the ledger. `amount` is øre, negative for a credit; `course` is empty while it is matched to none.

    `id` is made of what the post says and how many like it stood before it in its file, so that a file read twice
    does nothing twice.
    """

    id: str
    date: dt.date
    text: str
    account: str
    amount: int
    course: str = ""
    file: str = ""


@dataclass(frozen=True, slots=True)
class StrategyLink:
    """A track, circle or theme of the municipality's strategies that spending may serve."""

    key: str
    group: str
    title: str
    source: str = ""


@dataclass(frozen=True)
class BaseData:
    """Everything known before any scenario. `data_version` rises with every saved change of all but meetings and
    the items prepared for them, which have a life of their own."""

    pools: tuple[Pool, ...] = ()
    frames: tuple[Frame, ...] = ()
    courses: tuple[Course, ...] = ()
    funding: tuple[FundingLine, ...] = ()
    conditions: tuple[Condition, ...] = ()
    scenarios: tuple[Scenario, ...] = ()
    strategy: tuple[StrategyLink, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    items: tuple[AgendaItem, ...] = ()
    posts: tuple[Post, ...] = ()
    data_version: int = 1
    derived: dict[object, object] = field(init=False, repr=False, compare=False, default_factory=dict)
    """Facts computed from these values once and kept beside them; never part of the value itself."""

    @cached_property
    def years(self) -> tuple[int, ...]:
        """The years that have a pool, ascending."""
        return tuple(sorted(p.year for p in self.pools))

    @cached_property
    def _courses_by_year(self) -> dict[int, tuple[Course, ...]]:
        by_year: dict[int, list[Course]] = {}
        for course in self.courses:
            by_year.setdefault(course.year, []).append(course)
        return {year: tuple(courses) for year, courses in by_year.items()}

    @cached_property
    def _lines_by_course(self) -> dict[str, tuple[FundingLine, ...]]:
        by_course: dict[str, list[FundingLine]] = {}
        for line in self.funding:
            by_course.setdefault(line.course, []).append(line)
        return {course: tuple(lines) for course, lines in by_course.items()}

    def pool(self, year: int) -> Pool | None:
        """The pool of a year, or `None`."""
        return next((p for p in self.pools if p.year == year), None)

    def frames_of(self, year: int) -> tuple[Frame, ...]:
        """The frames of a year, in their listed order."""
        return tuple(f for f in self.frames if f.year == year)

    def courses_of(self, year: int) -> tuple[Course, ...]:
        """The activities of a year, in their listed order."""
        return self._courses_by_year.get(year, ())

    def lines_of(self, course: str) -> tuple[FundingLine, ...]:
        """The funding lines of a course."""
        return self._lines_by_course.get(course, ())

    def scenarios_of(self, year: int) -> tuple[Scenario, ...]:
        """The scenarios of a year: the baseline first; a year without any has one implied."""
        own = tuple(s for s in self.scenarios if s.year == year)
        if not own:
            return (Scenario("grundlag", year, "Grundlag", baseline=True),)
        return tuple(sorted(own, key=lambda s: not s.baseline))

    def baseline(self, year: int) -> Scenario:
        """The scenario that others are compared with."""
        return self.scenarios_of(year)[0]
