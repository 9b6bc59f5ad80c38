"""Rows into model values. Results are fetched as Python values, so that øre and decimals stay exact."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

import duckdb

from lederpulje.model import (
    Answer,
    BaseData,
    CancelStep,
    Condition,
    Course,
    Draft,
    Frame,
    FundingLine,
    Kind,
    Pool,
    Post,
    Price,
    PriceBasis,
    Requirement,
    Rule,
    Scenario,
    ScenarioVersion,
    Status,
    Step,
    StepKind,
    StrategyLink,
    Used,
    Vat,
)

Row = tuple[Any, ...]

_COURSES = """
SELECT id, year, kind, title, theme, audience, provider, status, priority, mandatory, divisible, benefit,
       sessions, participants, min_billed, fixed_likely, fixed_low, fixed_high, price_likely, price_low,
       price_high, price_basis, days_per_participant, days_per_mentor, required_conditions, required_answers,
       start_date, end_date, deadline, period, strategy, source, estimated, seats, waiting, place, account, vat,
       contact, evaluation, evaluation_later, used, committed, spent, cancel_days, cancel_shares, cancel_amounts
FROM courses ORDER BY position
"""
_SCENARIOS = """
SELECT key, year, name, baseline, answered, answers, overridden, overrides, rule, version, description, saved_by
FROM current_scenarios JOIN scenarios USING (year, key, version) ORDER BY position
"""
_NEWEST_SCENARIO = """
SELECT key, year, name, baseline, answered, answers, overridden, overrides, rule, version, description, saved_by
FROM scenarios WHERE year = ? AND key = ? ORDER BY version DESC LIMIT 1
"""
_VERSIONS = """
SELECT key, year, name, baseline, answered, answers, overridden, overrides, rule, version, description, saved_by,
       created_at, data_version, claimed_low, claimed_high, headroom_low, headroom_high
FROM scenarios LEFT JOIN scenario_figures USING (year, key, version) WHERE year = ? ORDER BY key, version
"""
_DRAFT_BY_ID = """
SELECT id, share_id, year, origin, baseline, answered, answers, overridden, overrides, rule, position, updated_at
FROM drafts WHERE id = ?
"""
_DRAFT_BY_SHARE_ID = """
SELECT id, share_id, year, origin, baseline, answered, answers, overridden, overrides, rule, position, updated_at
FROM drafts WHERE share_id = ?
"""
_STEPS = """
SELECT kind, answered, answers, overridden, overrides, rule FROM draft_steps WHERE draft = ? ORDER BY number
"""


def read_base_data(cursor: duckdb.DuckDBPyConnection, data_version: int) -> BaseData:
    """Everything but drafts and the agenda, as it stands now."""

    def rows(sql: str) -> list[Row]:
        return cursor.execute(sql).fetchall()

    return BaseData(
        pools=tuple(
            Pool(*r)
            for r in rows("SELECT year, amount, source, estimated, carried FROM pools ORDER BY position")
        ),
        frames=tuple(
            Frame(*r)
            for r in rows(
                "SELECT year, key, title, amount, source, estimated, carried FROM frames ORDER BY position"
            )
        ),
        courses=tuple(_course(r) for r in rows(_COURSES)),
        funding=tuple(
            FundingLine(
                course, payer, frame, share, condition, Answer(answer) if answer else None, estimated, fund
            )
            for course, payer, frame, share, condition, answer, estimated, fund in rows(
                "SELECT course, payer, frame, share, condition, answer, estimated, fund "
                "FROM funding_lines ORDER BY position"
            )
        ),
        conditions=tuple(
            Condition(key, question, Answer(answer), probability, source)
            for key, question, answer, probability, source in rows(
                "SELECT key, question, answer, probability, source FROM conditions ORDER BY position"
            )
        ),
        scenarios=tuple(_scenario(r) for r in rows(_SCENARIOS)),
        strategy=tuple(
            StrategyLink(*r)
            for r in rows("SELECT key, link_group, title, source FROM strategy_links ORDER BY position")
        ),
        posts=tuple(
            Post(*r)
            for r in rows(
                "SELECT id, posted_on, said, account, amount, course, file FROM posts ORDER BY position"
            )
        ),
        data_version=data_version,
    )


def read_newest_scenario(cursor: duckdb.DuckDBPyConnection, year: int, key: str) -> Scenario | None:
    """The newest version ever saved under a key, whether it stands now or not."""
    row = cursor.execute(_NEWEST_SCENARIO, [year, key]).fetchone()
    return _scenario(row) if row else None


def read_versions(cursor: duckdb.DuckDBPyConnection, year: int) -> tuple[ScenarioVersion, ...]:
    """Every version of every scenario ever saved for a year, those put away included; by key, oldest first."""
    return tuple(
        ScenarioVersion(
            _scenario(row[:12]),
            dt.datetime.fromisoformat(row[12]),
            row[13] or 0,
            None if row[14] is None else (row[14], row[15]),
            None if row[16] is None else (row[16], row[17]),
        )
        for row in cursor.execute(_VERSIONS, [year]).fetchall()
    )


def read_draft(cursor: duckdb.DuckDBPyConnection, id_or_share_id: str) -> Draft | None:
    """The draft that one of its two ids names."""
    row = cursor.execute(_DRAFT_BY_ID, [id_or_share_id]).fetchone()
    row = row or cursor.execute(_DRAFT_BY_SHARE_ID, [id_or_share_id]).fetchone()
    if row is None:
        return None
    own, share, year, origin, baseline, *state, at, changed_at = row
    steps = cursor.execute(_STEPS, [own]).fetchall()
    return Draft(
        *(own, share, year, origin, baseline),
        *_state(state),
        tuple(Step(StepKind(kind), *_state(rest)) for kind, *rest in steps),
        at,
        dt.datetime.fromisoformat(changed_at),
    )


def drafts_changed_before(cursor: duckdb.DuckDBPyConnection, time: dt.datetime) -> list[str]:
    """Ids of the drafts that nobody has changed since."""
    rows = cursor.execute("SELECT id, updated_at FROM drafts").fetchall()
    return [own for own, changed_at in rows if dt.datetime.fromisoformat(changed_at) < time]


def _state(
    row: Sequence[Any],
) -> tuple[tuple[tuple[str, Answer], ...], tuple[tuple[str, str], ...], Rule]:
    answered, answers, overridden, overrides, rule = row
    return _answers(answered, answers), _pairs(overridden, overrides), Rule(rule)


def _course(row: Row) -> Course:
    general, (sessions, participants, min_billed), prices = row[:12], row[12:15], row[15:21]
    rest, (seats, waiting, place, account, vat, contact), last = row[21:33], row[33:39], row[39:]
    evaluation, evaluation_later, used, committed, spent, *cancellation = last
    own_id, year, kind, title, theme, audience, provider, status, priority, mandatory, divisible, benefit = (
        general
    )
    (
        basis,
        days,
        mentor_days,
        conditions,
        answers,
        start,
        end,
        deadline,
        period,
        strategy,
        source,
        estimated,
    ) = rest
    return Course(
        id=own_id,
        year=year,
        kind=Kind(kind),
        title=title,
        theme=theme,
        audience=audience,
        provider=provider,
        status=Status(status),
        priority=priority,
        mandatory=mandatory,
        divisible=divisible,
        benefit=benefit,
        sessions=sessions,
        participants=participants,
        min_billed=min_billed,
        fixed_per_session=_price(prices[:3]),
        price_per_participant=_price(prices[3:]),
        price_basis=PriceBasis(basis),
        days_per_participant=days,
        days_per_mentor=mentor_days,
        requires=tuple(Requirement(*pair) for pair in _answers(conditions, answers)),
        start=start,
        end=end,
        deadline=deadline,
        period=period,
        strategy=tuple(strategy),
        source=source,
        estimated=tuple(estimated),
        seats=seats,
        waiting=waiting,
        place=place,
        account=account,
        vat=Vat(vat) if vat else None,
        contact=contact,
        evaluation=evaluation,
        evaluation_later=evaluation_later,
        used=Used(used) if used else None,
        committed=committed,
        spent=spent,
        cancellation=tuple(CancelStep(*step) for step in zip(*cancellation, strict=True)),
    )


def _scenario(row: Row) -> Scenario:
    key, year, name, baseline, *state, version, description, saved_by = row
    return Scenario(key, year, name, baseline, *_state(state), version, description, saved_by)


def _price(row: Row) -> Price | None:
    return None if row[0] is None else Price(*row)


def _pairs(names: list[str], values: list[str]) -> tuple[tuple[str, str], ...]:
    return tuple(zip(names, values, strict=True))


def _answers(names: list[str], values: list[str]) -> tuple[tuple[str, Answer], ...]:
    return tuple((name, Answer(value)) for name, value in _pairs(names, values))
