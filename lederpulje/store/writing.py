"""Model values into rows. A whole list goes in with one statement, its columns as parameters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile
from typing import Any

import duckdb

from lederpulje import dates
from lederpulje.errors import BaseDataRefused
from lederpulje.model import BaseData, Course, Draft, Price, Scenario, ScenarioVersion
from lederpulje.store.reading import read_newest_scenario

_CLEAR = (
    "DELETE FROM pools",
    "DELETE FROM frames",
    "DELETE FROM courses",
    "DELETE FROM funding_lines",
    "DELETE FROM conditions",
    "DELETE FROM current_scenarios",
    "DELETE FROM strategy_links",
    "DELETE FROM posts",
)
_POOLS = """
INSERT INTO pools (position, year, amount, source, estimated, carried)
SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::BOOLEAN[]),
       unnest(?::BIGINT[])
"""
_FRAMES = """
INSERT INTO frames (position, year, key, title, amount, source, estimated, carried)
SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::BOOLEAN[]), unnest(?::BIGINT[])
"""
_COURSES = """
INSERT INTO courses (
    position, id, year, kind, title, theme, audience, provider, status, priority, mandatory, divisible, benefit,
    sessions, participants, min_billed, fixed_likely, fixed_low, fixed_high, price_likely, price_low, price_high,
    price_basis, days_per_participant, days_per_mentor, required_conditions, required_answers,
    start_date, end_date, deadline, period, strategy, source, estimated, seats, waiting, place, account, vat,
    contact, evaluation, evaluation_later, used, committed, spent, cancel_days, cancel_shares, cancel_amounts
)
SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::INTEGER[]), unnest(?::VARCHAR[]),
       unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::VARCHAR[]), unnest(?::INTEGER[]), unnest(?::BOOLEAN[]), unnest(?::BOOLEAN[]),
       unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::INTEGER[]),
       unnest(?::BIGINT[]), unnest(?::BIGINT[]), unnest(?::BIGINT[]),
       unnest(?::BIGINT[]), unnest(?::BIGINT[]), unnest(?::BIGINT[]),
       unnest(?::VARCHAR[]), unnest(?::DECIMAL(6, 2)[]), unnest(?::DECIMAL(6, 2)[]),
       unnest(?::VARCHAR[][]), unnest(?::VARCHAR[][]),
       unnest(?::DATE[]), unnest(?::DATE[]), unnest(?::DATE[]), unnest(?::VARCHAR[]),
       unnest(?::VARCHAR[][]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[][]),
       unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::DECIMAL(3, 2)[]), unnest(?::DECIMAL(3, 2)[]),
       unnest(?::VARCHAR[]), unnest(?::BIGINT[]), unnest(?::BIGINT[]),
       unnest(?::INTEGER[][]), unnest(?::INTEGER[][]), unnest(?::BIGINT[][])
"""
_FUNDING = """
INSERT INTO funding_lines (position, course, payer, frame, share, condition, answer, estimated, fund)
SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::BOOLEAN[]),
       unnest(?::BOOLEAN[])
"""
_CONDITIONS = """
INSERT INTO conditions (position, key, question, answer, probability, source)
SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::INTEGER[]), unnest(?::VARCHAR[])
"""
_CURRENT = """
INSERT INTO current_scenarios (position, year, key, version)
SELECT unnest(?::INTEGER[]), unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::INTEGER[])
"""
_SCENARIO = """
INSERT INTO scenarios (
    year, key, version, name, baseline, answered, answers, overridden, overrides, rule, description, saved_by,
    created_at
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_STRATEGY = """
INSERT INTO strategy_links (position, key, link_group, title, source)
SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])
"""
_POSTS = """
INSERT INTO posts (position, id, posted_on, said, account, amount, course, file)
SELECT unnest(?::INTEGER[]), unnest(?::VARCHAR[]), unnest(?::DATE[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[]),
       unnest(?::BIGINT[]), unnest(?::VARCHAR[]), unnest(?::VARCHAR[])
"""
_NEW_DRAFT = """
INSERT INTO drafts (
    share_id, year, origin, baseline, answered, answers, overridden, overrides, rule, position, updated_at, id,
    created_at
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
"""
_CHANGED_DRAFT = """
UPDATE drafts
SET share_id = ?, year = ?, origin = ?, baseline = ?, answered = ?, answers = ?, overridden = ?, overrides = ?,
    rule = ?, position = ?, updated_at = ?
WHERE id = ?
"""
_STEP = """
INSERT INTO draft_steps (draft, number, kind, answered, answers, overridden, overrides, rule)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""
_FIGURES = """
INSERT OR REPLACE INTO scenario_figures (
    year, key, version, data_version, claimed_low, claimed_high, headroom_low, headroom_high
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?)
"""


def with_versions(cursor: duckdb.DuckDBPyConnection, base: BaseData) -> BaseData:
    """Give every scenario the version it is stored under, or the next one if it says something new."""
    return replace(base, scenarios=tuple(_with_version(cursor, s) for s in base.scenarios))


def _with_version(cursor: duckdb.DuckDBPyConnection, scenario: Scenario) -> Scenario:
    newest = read_newest_scenario(cursor, scenario.year, scenario.key)
    if newest is None:
        return replace(scenario, version=1)
    same = replace(scenario, version=newest.version)
    return same if same == newest else replace(scenario, version=newest.version + 1)


def write_base_data(cursor: duckdb.DuckDBPyConnection, base: BaseData) -> None:
    """Replace all base data but the agenda by these, whose scenarios carry their versions.

    Raises BaseDataRefused, naming the list, if the schema's rules are broken.
    """
    for statement in _CLEAR:
        cursor.execute(statement)
    _insert(
        cursor, "Puljer", _POOLS, ((p.year, p.amount, p.source, p.estimated, p.carried) for p in base.pools)
    )
    _insert(
        cursor,
        "Delrammer",
        _FRAMES,
        ((f.year, f.key, f.title, f.amount, f.source, f.estimated, f.carried) for f in base.frames),
    )
    _insert(cursor, "Kurser", _COURSES, map(_course_row, base.courses))
    _insert(
        cursor,
        "Finansiering",
        _FUNDING,
        (
            (x.course, x.payer, x.frame, x.share, x.condition, x.answer, x.estimated, x.fund)
            for x in base.funding
        ),
    )
    _insert(
        cursor,
        "Forudsætninger",
        _CONDITIONS,
        ((c.key, c.question, c.answer, c.probability, c.source) for c in base.conditions),
    )
    _write_scenarios(cursor, base.scenarios)
    _insert(cursor, "Strategi", _STRATEGY, ((s.key, s.group, s.title, s.source) for s in base.strategy))
    _insert(
        cursor,
        "Posteringer",
        _POSTS,
        ((p.id, p.date, p.text, p.account, p.amount, p.course, p.file) for p in base.posts),
    )


def write_draft(cursor: duckdb.DuckDBPyConnection, draft: Draft, before: Draft | None) -> None:
    """Insert a draft, or replace the one with its id, which stands as `before`; of its steps only what differs."""
    now = (draft.changed_at or dates.now()).isoformat()
    values = [draft.share_id, draft.year, draft.origin, draft.baseline]
    values += [
        *_columns_of_pairs(draft.answers),
        *_columns_of_pairs(draft.overrides),
        *(draft.rule, draft.at, now, draft.id),
    ]
    cursor.execute(*((_NEW_DRAFT, [*values, now]) if before is None else (_CHANGED_DRAFT, values)))
    old = before.steps if before else ()
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, draft.steps, strict=False)))
    if same < len(old):
        cursor.execute("DELETE FROM draft_steps WHERE draft = ? AND number >= ?", [draft.id, same])
    for number, step in enumerate(draft.steps[same:], same):
        state = [*_columns_of_pairs(step.answers), *_columns_of_pairs(step.overrides), step.rule]
        cursor.execute(_STEP, [draft.id, number, step.kind, *state])


def delete_drafts(cursor: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Take drafts and their steps away for good."""
    cursor.execute("DELETE FROM draft_steps WHERE list_contains(?::VARCHAR[], draft)", [list(ids)])
    cursor.execute("DELETE FROM drafts WHERE list_contains(?::VARCHAR[], id)", [list(ids)])


def write_figures(cursor: duckdb.DuckDBPyConnection, versions: Iterable[ScenarioVersion]) -> None:
    """Note what versions of scenarios come to; each holds its figures."""
    for found in versions:
        if found.claimed is None or found.headroom is None:
            raise ValueError(f"no figures of {found.scenario.key}")
        named = [found.scenario.year, found.scenario.key, found.scenario.version, found.data_version]
        cursor.execute(_FIGURES, [*named, *found.claimed, *found.headroom])


def _insert(cursor: duckdb.DuckDBPyConnection, sheet: str, sql: str, rows: Iterable[Sequence[Any]]) -> None:
    numbered = [(position, *row) for position, row in enumerate(rows)]
    if not numbered:
        return
    columns = [list(column) for column in zip(*numbered, strict=True)]
    try:
        cursor.execute(sql, columns)
    except (duckdb.ConstraintException, duckdb.ConversionException) as error:
        raise BaseDataRefused(sheet, str(error).splitlines()[0]) from error


def _write_scenarios(cursor: duckdb.DuckDBPyConnection, scenarios: tuple[Scenario, ...]) -> None:
    for scenario in scenarios:
        newest = read_newest_scenario(cursor, scenario.year, scenario.key)
        if newest is not None and newest.version == scenario.version:
            continue
        values = [scenario.year, scenario.key, scenario.version, scenario.name, scenario.baseline]
        values += [*_columns_of_pairs(scenario.answers), *_columns_of_pairs(scenario.overrides)]
        try:
            said = [scenario.rule, scenario.description, scenario.saved_by]
            cursor.execute(_SCENARIO, [*values, *said, dates.now().isoformat()])
        except (duckdb.ConstraintException, duckdb.ConversionException) as error:
            raise BaseDataRefused("Scenarier", str(error).splitlines()[0]) from error
    _insert(cursor, "Scenarier", _CURRENT, ((s.year, s.key, s.version) for s in scenarios))


def _course_row(course: Course) -> tuple[Any, ...]:
    return (
        *(course.id, course.year, course.kind, course.title, course.theme, course.audience, course.provider),
        *(course.status, course.priority, course.mandatory, course.divisible, course.benefit),
        *(course.sessions, course.participants, course.min_billed),
        *_columns_of_price(course.fixed_per_session),
        *_columns_of_price(course.price_per_participant),
        *(course.price_basis, course.days_per_participant, course.days_per_mentor),
        *([r.condition for r in course.requires], [r.answer for r in course.requires]),
        *(course.start, course.end, course.deadline, course.period),
        *(list(course.strategy), course.source, list(course.estimated)),
        *(course.seats, course.waiting, course.place, course.account, course.vat, course.contact),
        *(course.evaluation, course.evaluation_later, course.used, course.committed, course.spent),
        *([s.days for s in course.cancellation], [s.share for s in course.cancellation]),
        [s.amount for s in course.cancellation],
    )


def _columns_of_price(price: Price | None) -> tuple[int | None, int | None, int | None]:
    return (price.likely, price.low, price.high) if price else (None, None, None)


def _columns_of_pairs(pairs: Sequence[tuple[str, str]]) -> tuple[list[str], list[str]]:
    return [name for name, _ in pairs], [str(value) for _, value in pairs]
