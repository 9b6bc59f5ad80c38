"""Whether what is read from files fits together: no key twice, and nothing named that does not exist."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TypeVar

from lederpulje.model import (
    POOL_PAYER,
    AgendaItem,
    Condition,
    Course,
    Frame,
    FundingLine,
    Meeting,
    Pool,
    Scenario,
    StrategyLink,
)
from lederpulje.sheets.cells import Row

T = TypeVar("T")
Rows = tuple[tuple[Row, T], ...]


def check_references(
    pools: Rows[Pool],
    frames: Rows[Frame],
    courses: Rows[Course],
    funding: Rows[FundingLine],
    conditions: Rows[Condition],
    scenarios: Rows[Scenario],
    strategy: Rows[StrategyLink],
    meetings: Rows[Meeting],
    decisions: Rows[AgendaItem],
) -> None:
    """Report to each row what it says twice or names in vain. What shares sum to is the engine's question."""
    _once(pools, "År", lambda p: p.year)
    _once(frames, "Nøgle", lambda f: (f.year, f.key))
    _once(courses, "Id", lambda c: c.id)
    _once(conditions, "Nøgle", lambda c: c.key)
    _once(scenarios, "Nøgle", lambda s: (s.year, s.key))
    _once(strategy, "Nøgle", lambda s: s.key)
    _once(meetings, "Id", lambda m: m.id)
    _once(decisions, "Id", lambda d: d.id)
    keys = {condition.key for _, condition in conditions}
    _check_years(pools, frames, courses, scenarios)
    _check_frame_sums(pools, frames)
    _check_courses(courses, keys, {link.key for _, link in strategy})
    _check_funding(funding, courses, frames, keys)
    _check_scenarios(scenarios, keys)
    _check_decisions(decisions, {m.id for _, m in meetings}, {c.id for _, c in courses})


def _once(rows: Rows[T], column: str, key: Callable[[T], Hashable]) -> None:
    first: dict[Hashable, int] = {}
    for row, value in rows:
        if key(value) in first:
            row.fault(column, f"står også i række {first[key(value)]}. Behold den ene.")
        first.setdefault(key(value), row.number)


def _check_years(
    pools: Rows[Pool], frames: Rows[Frame], courses: Rows[Course], scenarios: Rows[Scenario]
) -> None:
    years = {pool.year for _, pool in pools}
    dated: list[tuple[Row, int]] = [
        *((row, frame.year) for row, frame in frames),
        *((row, course.year) for row, course in courses),
        *((row, scenario.year) for row, scenario in scenarios),
    ]
    for row, year in dated:
        if year and year not in years:
            row.fault("År", f"der er ingen pulje for {year}. Tilføj den i Puljer, eller ret året.")


def _check_frame_sums(pools: Rows[Pool], frames: Rows[Frame]) -> None:
    left = {pool.year: pool.amount for _, pool in pools}
    for row, frame in frames:
        if frame.year not in left:
            continue
        left[frame.year] -= frame.amount
        if left[frame.year] < 0:
            row.fault("Beløb", f"delrammerne for {frame.year} er tilsammen større end puljen. Ret beløbene.")


def _check_courses(courses: Rows[Course], conditions: set[str], strategy: set[str]) -> None:
    for row, course in courses:
        for requirement in course.requires:
            _exists(row, "Forudsætter", requirement.condition, conditions, "Forudsætninger")
        for link in course.strategy:
            _exists(row, "Strategi", link, strategy, "Strategi")


def _check_funding(
    funding: Rows[FundingLine], courses: Rows[Course], frames: Rows[Frame], conditions: set[str]
) -> None:
    years = {course.id: course.year for _, course in courses}
    frame_keys = {(frame.year, frame.key) for _, frame in frames}
    known = set(years)
    for row, line in funding:
        _exists(row, "Kursus", line.course, known, "Kurser")
        if line.condition is not None:
            _exists(row, "Forudsætning", line.condition, conditions, "Forudsætninger")
        if line.payer != POOL_PAYER and line.frame is not None:
            row.fault(
                "Delramme", f"kun betaleren »{POOL_PAYER}« har en delramme. Slet den, eller ret betaleren."
            )
        elif line.payer == POOL_PAYER and line.frame is None:
            row.fault("Delramme", "feltet er tomt. Skriv, hvilken delramme puljen betaler fra.")
        elif line.frame is not None and line.course in years:
            year = years[line.course]
            if (year, line.frame) not in frame_keys:
                row.fault("Delramme", f"»{line.frame}« findes ikke i {year}. Tilføj den i Delrammer.")


def _check_scenarios(scenarios: Rows[Scenario], conditions: set[str]) -> None:
    baselines: dict[int, int] = {}
    last: dict[int, Row] = {}
    for row, scenario in scenarios:
        last[scenario.year] = row
        baselines[scenario.year] = baselines.get(scenario.year, 0) + scenario.baseline
        for name, _ in scenario.answers:
            _exists(row, "Svar", name, conditions, "Forudsætninger")
    for year, count in baselines.items():
        if count != 1:
            last[year].fault("Grundscenarie", f"{year} har {count} grundscenarier. Skriv ja ved netop ét.")


def _check_decisions(decisions: Rows[AgendaItem], meetings: set[str], courses: set[str]) -> None:
    for row, decision in decisions:
        _exists(row, "Møde", decision.meeting, meetings, "Møder")
        for course in decision.courses:
            _exists(row, "Kurser", course, courses, "Kurser")


def _exists(row: Row, column: str, name: str, known: set[str], where: str) -> None:
    if name and name not in known:
        row.fault(column, f"»{name}« findes ikke. Ret navnet, eller tilføj det i {where}.")
