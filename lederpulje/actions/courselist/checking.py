"""What a proposed change of the course list would do, before anything is saved: cells, problems, kroner."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from lederpulje.actions.courselist.differences import Differences, Entry, differences
from lederpulje.actions.courselist.matching import Match
from lederpulje.actions.courselist.proposing import Proposed, misfits, propose, without
from lederpulje.errors import LederpuljeError
from lederpulje.model import BaseData, Course, ProposedRow, Scenario
from lederpulje.scenarios import Span, evaluate
from lederpulje.scenarios.plan import CoursePlan, financing_problems
from lederpulje.sheets.faults import Fault, Question


@dataclass(frozen=True, slots=True)
class Effect:
    """What a change does to a scenario: its claim on the pool and what is left or missing, before and after; øre.

    A side is `None` where the scenario is not there, or cannot be evaluated.
    """

    scenario: Scenario
    claimed: tuple[Span | None, Span | None]
    headroom: tuple[Span | None, Span | None]

    @property
    def is_nothing(self) -> bool:
        """Whether both sides are the same."""
        return self.claimed[0] == self.claimed[1] and self.headroom[0] == self.headroom[1]


@dataclass(frozen=True, slots=True)
class Check:
    """A proposed change: `before` and `after` it, what differs, and all that is wrong with it or must be asked.

    `missing` is what a file lacks; `removes` says whether that goes. A fault that does not stop is only told.
    """

    before: BaseData
    after: BaseData
    differences: Differences
    missing: tuple[Entry, ...]
    removes: bool
    matches: tuple[Match, ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    effects: tuple[Effect, ...]

    @property
    def stopping(self) -> tuple[Fault, ...]:
        """What must be mended before anything can be saved."""
        return tuple(f for f in self.faults if f.stops)

    @property
    def can_be_saved(self) -> bool:
        """Whether nothing is wrong or unanswered, and there is anything to save."""
        return not self.stopping and not self.questions and self.before != self.after


def check(
    base: BaseData,
    rows: Iterable[ProposedRow],
    *,
    choices: Mapping[str, str] | None = None,
    whole: bool = False,
    remove: bool = False,
    removed: Iterable[str] = (),
    told: tuple[Fault, ...] = (),
    asked: tuple[Question, ...] = (),
) -> Check:
    """Check rows against the base data. `whole`: they are a list of all there is, and with `remove` the rest goes.

    `removed` are ids of courses taken out by hand; `told` and `asked` come from reading the file. In what is typed
    in the app (not `whole`) the lines of a course's financing are all there are.
    """
    proposed = propose(base, rows, choices or {}, whole=whole)
    gone = [e for e in proposed.missing if remove] + [
        Entry("Kurser", c.id, c.title) for c in base.courses if c.id in set(removed)
    ]
    lines = proposed.financing if remove or not whole else None
    after = without(proposed.base, gone, lines)
    faults = [
        *told,
        *proposed.faults,
        *_left_alone(base, after, proposed),
        *_financing(base, after, proposed),
    ]
    found = differences(base, after)
    missing = () if remove else proposed.missing
    return Check(
        *(base, after, found, missing, remove, proposed.matches),
        tuple(faults),
        (*asked, *proposed.questions),
        effects(base, after) if base != after else (),
    )


def effects(before: BaseData, after: BaseData) -> tuple[Effect, ...]:
    """What a change does to each scenario of the years it touches."""
    found = []
    for year in sorted({*before.years, *after.years}):
        if _of_year(before, year) == _of_year(after, year) and before.conditions == after.conditions:
            continue
        keys = dict.fromkeys(s.key for base in (before, after) for s in base.scenarios_of(year))
        found += [_effect(before, after, year, key) for key in keys]
    return tuple(found)


def _of_year(base: BaseData, year: int) -> tuple[object, ...]:
    """All that a year's evaluations rest on but the answers."""
    courses = base.courses_of(year)
    lines = tuple(base.lines_of(c.id) for c in courses)
    return base.pool(year), base.frames_of(year), courses, lines, base.scenarios_of(year)


def _effect(before: BaseData, after: BaseData, year: int, key: str) -> Effect:
    sides = []
    scenario = None
    for base in (before, after):
        known = next((s for s in base.scenarios_of(year) if s.key == key), None)
        scenario = known or scenario
        sides.append(_spans(base, known))
    assert scenario is not None  # noqa: S101 - the key is of one of the two
    (claimed, headroom), (claimed_after, headroom_after) = sides
    return Effect(scenario, (claimed, claimed_after), (headroom, headroom_after))


def _spans(base: BaseData, scenario: Scenario | None) -> tuple[Span | None, Span | None]:
    if scenario is None or base.pool(scenario.year) is None:
        return None, None
    try:
        evaluation = evaluate(base, scenario)
    except LederpuljeError:  # said on the pages, where the scenario is shown
        return None, None
    return evaluation.span(lambda r: r.pool.claimed), evaluation.span(lambda r: r.pool.headroom)


def _left_alone(base: BaseData, after: BaseData, proposed: Proposed) -> list[Fault]:
    """What stops fitting because something it needs goes."""
    if after == proposed.base:
        return []
    known = {*misfits(base), *((f.sheet, f.key, f.message) for f in proposed.faults)}
    return [fault for what, fault in misfits(after).items() if what not in known]


def _financing(base: BaseData, after: BaseData, proposed: Proposed) -> list[Fault]:
    """Courses whose shares do not add up, among those that the change touches; as it was before stops nothing."""
    faults = []
    old = {c.id: c for c in base.courses}
    rows = {m.id: (m.row.number, m.row.file_sheet or m.row.sheet) for m in proposed.matches}
    rows |= {
        line.course: (row.number, row.sheet) for row, line in reversed(proposed.financing.lines) if row.number
    }
    for course in after.courses:
        before = old.get(course.id)
        if before == course and base.lines_of(course.id) == after.lines_of(course.id):
            continue
        known = _problems(base, replace(before, title=course.title)) if before else set()
        number, sheet = rows.get(course.id, (0, "Finansiering"))
        faults += [
            Fault(sheet, number, "", "", message, key=course.title)
            for message in sorted(_problems(after, course) - known)
        ]
    return faults


def _problems(base: BaseData, course: Course) -> set[str]:
    frames = frozenset(f.key for f in base.frames_of(course.year))
    return {p.message for p in financing_problems(CoursePlan(course, base.lines_of(course.id), frames))}
