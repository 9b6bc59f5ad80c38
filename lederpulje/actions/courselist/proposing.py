"""Rows of the workbook into the base data as they would stand, and all that is wrong with them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TypeVar

from lederpulje.actions.courselist.differences import Entry, key_of, title_of
from lederpulje.actions.courselist.financing import (
    Financing,
    merge_lines,
    with_grants,
    with_unknown_payers,
)
from lederpulje.actions.courselist.matching import How, Match, match_rows
from lederpulje.actions.courselist.merging import Merged, Sheet, merge, overlaid_course, untouched
from lederpulje.model import BaseData, Condition, Course, Frame, Pool, ProposedRow, Scenario, StrategyLink
from lederpulje.sheets.cells import Row
from lederpulje.sheets.faults import Fault, Question
from lederpulje.sheets.references import check_references
from lederpulje.sheets.texts import (
    condition_cells,
    frame_cells,
    pool_cells,
    rows_of,
    scenario_cells,
    strategy_cells,
)
from lederpulje.sheets.values import condition_of, frame_of, pool_of, scenario_of, strategy_link_of

_T = TypeVar("_T")
_POOLS: Sheet[Pool] = Sheet("Puljer", lambda cells: key_of("Puljer", cells), pool_cells, pool_of)
_FRAMES: Sheet[Frame] = Sheet("Delrammer", lambda cells: key_of("Delrammer", cells), frame_cells, frame_of)
_CONDITIONS: Sheet[Condition] = Sheet(
    "Forudsætninger", lambda cells: key_of("Forudsætninger", cells), condition_cells, condition_of
)
_SCENARIOS: Sheet[Scenario] = Sheet(
    "Scenarier", lambda cells: key_of("Scenarier", cells), scenario_cells, scenario_of
)
_STRATEGY: Sheet[StrategyLink] = Sheet(
    "Strategi", lambda cells: key_of("Strategi", cells), strategy_cells, strategy_link_of
)


@dataclass(frozen=True, slots=True)
class Proposed:
    """The base data as rows would have them; `missing` is what a whole list lacks, and still stands in them."""

    base: BaseData
    matches: tuple[Match, ...]
    missing: tuple[Entry, ...]
    financing: Financing
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]


def propose(
    base: BaseData,
    rows: Iterable[ProposedRow],
    choices: Mapping[str, str],
    *,
    whole: bool,
) -> Proposed:
    """Lay rows over the base data. With `whole` it is also told what the rows lack, as the contract has it.

    What cannot be read stays as it was; a fault or a question says so.
    """
    by_sheet: dict[str, list[ProposedRow]] = {}
    for row in rows:
        by_sheet.setdefault(row.sheet, []).append(row)
    faults: list[Fault] = []
    pools = merge(_POOLS, base.pools, by_sheet.get("Puljer", ()), faults)
    frames = merge(_FRAMES, base.frames, by_sheet.get("Delrammer", ()), faults)
    conditions = merge(_CONDITIONS, base.conditions, by_sheet.get("Forudsætninger", ()), faults)
    scenarios = merge(_SCENARIOS, base.scenarios, by_sheet.get("Scenarier", ()), faults)
    strategy = merge(_STRATEGY, base.strategy, by_sheet.get("Strategi", ()), faults)
    matched = match_rows(base.courses, by_sheet.get("Kurser", ()), choices)
    faults += matched.faults
    courses = _courses(base, matched.matches, faults)
    ids = _ids(base, matched.matches)
    financing = merge_lines(base, by_sheet.get("Finansiering", ()), lambda text: ids.get(text, text), faults)
    _refer(base, pools, frames, courses, financing, conditions, scenarios, strategy, faults)
    after = replace(
        base,
        pools=_values(pools),
        frames=_values(frames),
        courses=tuple(course for _, course in courses),
        funding=tuple(line for _, line in financing.lines),
        conditions=_values(conditions),
        scenarios=_values(scenarios),
        strategy=_values(strategy),
    )
    new = {c.id for c in after.courses} - {c.id for c in base.courses}
    after = with_unknown_payers(with_grants(after, financing, faults), sorted(new))
    missing = _missing(base, after, by_sheet, matched.matches) if whole else ()
    return Proposed(after, matched.matches, missing, financing, tuple(faults), matched.questions)


def without(base: BaseData, entries: Collection[Entry], lines: Financing | None = None) -> BaseData:
    """The base data without some of their rows; a course takes its financing along, and its posts are left over."""
    gone: dict[str, set[str]] = {}
    for entry in entries:
        gone.setdefault(entry.sheet, set()).add(entry.key)
    courses = gone.get("Kurser", set())
    surplus = set(lines.missing) if lines else set()
    return replace(
        base,
        frames=tuple(f for f in base.frames if f"{f.year}/{f.key}" not in gone.get("Delrammer", ())),
        courses=tuple(c for c in base.courses if c.id not in courses),
        funding=tuple(x for x in base.funding if x.course not in courses and x not in surplus),
        conditions=tuple(c for c in base.conditions if c.key not in gone.get("Forudsætninger", ())),
        scenarios=tuple(s for s in base.scenarios if f"{s.year}/{s.key}" not in gone.get("Scenarier", ())),
        posts=tuple(replace(p, course="") if p.course in courses else p for p in base.posts),
    )


def _values(merged: Merged[_T]) -> tuple[_T, ...]:
    return tuple(value for _, value in merged.values)


def _courses(base: BaseData, matches: Iterable[Match], faults: list[Fault]) -> tuple[tuple[Row, Course], ...]:
    known = {c.id: c for c in base.courses}
    merged = {c.id: (untouched("Kurser", c.title, faults), c) for c in base.courses}
    for match in matches:
        if match.how is How.LEFT_OUT:
            continue
        found = overlaid_course(match.row, known.get(match.id), match.id, faults)
        if found is not None:
            merged[match.id] = found
    return tuple(merged.values())


def _ids(base: BaseData, matches: Iterable[Match]) -> dict[str, str]:
    """What may stand in a cell of *Kursus* besides an id → the id it means: a title that only one course has."""
    titles: dict[str, set[str]] = {}
    for course in base.courses:
        titles.setdefault(course.title, set()).add(course.id)
    for match in matches:
        if match.id:
            titles.setdefault(match.title, set()).add(match.id)
            titles[match.row.key] = {match.id}  # written in the app, where a new one has no id yet
    return {title: next(iter(ids)) for title, ids in titles.items() if len(ids) == 1}


def _refer(
    base: BaseData,
    pools: Merged[Pool],
    frames: Merged[Frame],
    courses: tuple[tuple[Row, Course], ...],
    financing: Financing,
    conditions: Merged[Condition],
    scenarios: Merged[Scenario],
    strategy: Merged[StrategyLink],
    faults: list[Fault],
) -> None:
    """Tell what does not fit together. What did not before either is told elsewhere, and stops nothing here."""
    count = len(faults)
    rows = (pools.values, frames.values, courses, financing.lines, conditions.values, scenarios.values)
    check_references(*rows, strategy.values, (), ())
    found = faults[count:]
    del faults[count:]
    before = misfits(base) if any(f.row == 0 for f in found) else {}
    faults += [f for f in found if f.row or (f.sheet, f.key, f.message) not in before]


def misfits(base: BaseData) -> dict[tuple[str, str, str], Fault]:
    """What does not fit together in base data, as (sheet, key, message)."""
    faults: list[Fault] = []
    strategy = tuple((untouched("Strategi", s.key, faults), s) for s in base.strategy)
    check_references(
        tuple((untouched("Puljer", str(p.year), faults), p) for p in base.pools),
        tuple((untouched("Delrammer", f"{f.year}/{f.key}", faults), f) for f in base.frames),
        tuple((untouched("Kurser", c.title, faults), c) for c in base.courses),
        tuple((untouched("Finansiering", x.course, faults), x) for x in base.funding),
        tuple((untouched("Forudsætninger", c.key, faults), c) for c in base.conditions),
        tuple((untouched("Scenarier", f"{s.year}/{s.key}", faults), s) for s in base.scenarios),
        strategy,
        (),
        (),
    )
    return {(f.sheet, f.key, f.message): f for f in faults}


def _missing(
    base: BaseData, after: BaseData, by_sheet: Mapping[str, list[ProposedRow]], matches: Iterable[Match]
) -> tuple[Entry, ...]:
    """What stands in the base data and not in a sheet, within the years that the sheet holds."""
    named = {
        sheet: {key_of(sheet, dict(row.cells)) for row in rows}
        for sheet, rows in by_sheet.items()
        if sheet != "Kurser"
    }
    named["Kurser"] = {match.id for match in matches}
    used = _used_conditions(after)
    found = []
    for sheet, listed in rows_of(base).items():
        if sheet not in by_sheet or sheet in ("Puljer", "Finansiering", "Strategi"):
            continue
        years = {dict(row.cells).get("År", "") for row in by_sheet[sheet]}
        if sheet == "Kurser":
            years |= {str(c.year) for c in after.courses if c.id in named["Kurser"]}
        for cells in listed:
            key = key_of(sheet, cells)
            in_year = cells["År"] in years if "År" in cells else key not in used
            if key not in named[sheet] and in_year:
                found.append(Entry(sheet, key, title_of(sheet, cells)))
    return tuple(found)


def _used_conditions(base: BaseData) -> set[str]:
    """The conditions that anything names."""
    return {
        *(line.condition for line in base.funding if line.condition),
        *(r.condition for c in base.courses for r in c.requires),
        *(key for s in base.scenarios for key, _ in s.answers),
    }
