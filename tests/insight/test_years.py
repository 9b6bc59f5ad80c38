"""Pool, used and balance over the years: each rule for carrying over by hand, and what later plans cost today."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from lederpulje.insight.years import Adjustment, Carry, CarryRule, Years, years_money
from lederpulje.model import BaseData, Condition, Frame, FundingLine, Pool, Status
from lederpulje.scenarios import Span, evaluate
from tests.examples import JA, NEJ, course, kr, pool_line

TODAY = dt.date(2024, 3, 1)
USED = {2022: 60_000, 2023: 130_000, 2024: 90_000, 2026: 50_000}
KL = Adjustment(240, "KL's skøn")


def years(used: dict[int, int] | None = None) -> BaseData:
    """A pool of 100.000 kr. a year, 60.000 of it in the frame `kurser`, from which everything is paid."""
    used = USED if used is None else used
    courses = tuple(course(f"k{y}", 1, amount, year=y, status=Status.PLANLAGT) for y, amount in used.items())
    return BaseData(
        tuple(Pool(y, kr(100_000)) for y in used),
        tuple(Frame(y, "kurser", "Kurser", kr(60_000)) for y in used)
        + tuple(Frame(y, "oevrig", "Øvrig", kr(40_000)) for y in used),
        courses,
        tuple(pool_line(c.id, "kurser") for c in courses),
    )


def found(
    base: BaseData, rule: CarryRule | None = None, year: int = 2023, by: Adjustment | None = None
) -> Years:
    return years_money(base, evaluate(base, base.baseline(year)), TODAY, rule, by)


def chain(base: BaseData, rule: CarryRule | None) -> list[tuple[int, int | None, int, int | None]]:
    """Year, carried in, balance and handed on, in kroner; no span expected."""

    def one(span: Span | None) -> int | None:
        assert span is None or span.is_point
        return None if span is None else span.low // 100

    return [
        (row.year, one(row.carried), one(row.balance) or 0, one(row.handed_on))
        for row in found(base, rule).rows
    ]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (
            None,
            [(2022, None, 40_000, None), (2023, None, -30_000, None), (2024, None, 10_000, None),
             (2026, None, 50_000, None)],
        ),
        (
            CarryRule(Carry.INGEN),
            [(2022, 0, 40_000, 0), (2023, 0, -30_000, 0), (2024, 0, 10_000, 0), (2026, 0, 50_000, 0)],
        ),
        (
            CarryRule(Carry.ALT),
            [(2022, 0, 40_000, 40_000), (2023, 40_000, 10_000, 10_000), (2024, 10_000, 20_000, 20_000),
             (2026, 0, 50_000, 50_000)],
        ),
        (
            CarryRule(Carry.OP_TIL, most=500),
            [(2022, 0, 40_000, 5_000), (2023, 5_000, -25_000, -5_000), (2024, -5_000, 5_000, 5_000),
             (2026, 0, 50_000, 5_000)],
        ),
        (
            CarryRule(Carry.FORMAAL, frame="oevrig"),
            [(2022, 0, 40_000, 40_000), (2023, 40_000, 10_000, 10_000), (2024, 10_000, 20_000, 20_000),
             (2026, 0, 50_000, 40_000)],
        ),
        (
            CarryRule(Carry.FORMAAL, frame="kurser"),
            [(2022, 0, 40_000, 0), (2023, 0, -30_000, 0), (2024, 0, 10_000, 0), (2026, 0, 50_000, 10_000)],
        ),
    ],
)  # fmt: skip
def test_each_rule_by_hand(
    rule: CarryRule | None, expected: list[tuple[int, int | None, int, int | None]]
) -> None:
    """There is no 2025, so nothing reaches 2026."""
    assert chain(years(), rule) == expected


def test_for_a_purpose_never_more_goes_on_than_is_left_of_the_pool() -> None:
    """2022: 40.000 are left in `oevrig`, but `kurser` lacks 30.000, so of the pool only 10.000 are left."""
    assert chain(years({2022: 90_000, 2023: 0}), CarryRule(Carry.FORMAAL, frame="oevrig"))[0][3] == 10_000
    assert chain(years({2022: 120_000, 2023: 0}), CarryRule(Carry.FORMAAL, frame="oevrig"))[0][3] == 0


def test_what_is_settled_in_the_base_data_stands_whatever_the_rule() -> None:
    base = years()
    pools = tuple(replace(p, carried=kr(15_000)) if p.year == 2023 else p for p in base.pools)
    for rule in (None, CarryRule(Carry.INGEN), CarryRule(Carry.ALT)):
        row = found(replace(base, pools=pools), rule).rows[1]
        assert (row.own, row.settled, row.carried) == (kr(85_000), True, Span(kr(15_000), kr(15_000)))
        assert row.available == Span(kr(100_000), kr(100_000)), "its pool holds what was carried over"


def test_the_part_that_goes_no_further_and_the_part_that_does_make_the_balance() -> None:
    for rule in (CarryRule(Carry.INGEN), CarryRule(Carry.OP_TIL, most=333), CarryRule(Carry.ALT)):
        for row in found(years(), rule).rows:
            assert row.handed_on is not None and row.lapsed is not None
            assert row.handed_on.low + row.lapsed.low == row.balance.low


def test_a_share_of_an_odd_pool_is_rounded_half_up_once() -> None:
    base = replace(years({2023: 0}), pools=(Pool(2023, 10_000_050),))
    (row,) = found(base, CarryRule(Carry.OP_TIL, most=1)).rows
    assert row.handed_on == Span(1_000, 1_000), "0,01 % of 100.000,50 kr. are 1.000,005 øre"


def open_years() -> BaseData:
    """One question about both years: *ja* is dear in the first and cheap in the second."""
    base = years({2023: 0, 2024: 0})
    courses = (
        course("a", 1, 30_000, year=2023, status=Status.PLANLAGT),
        course("b", 1, 20_000, year=2024, status=Status.PLANLAGT),
    )
    lines = tuple(
        FundingLine(key, payer, "kurser" if payer == "pulje" else None, 10_000, "q", answer)
        for key, pool_at in (("a", JA), ("b", NEJ))
        for payer, answer in (("pulje", pool_at), ("Region", NEJ if pool_at is JA else JA))
    )
    return replace(base, courses=courses, funding=lines, conditions=(Condition("q", "Q?"),))


def test_the_same_question_has_the_same_answer_in_every_year() -> None:
    last = found(open_years(), CarryRule(Carry.ALT)).rows[-1]
    assert last.balance == Span(kr(170_000), kr(180_000)), "never 150.000, which no one answer gives"
    assert found(open_years()).used == Span(kr(20_000), kr(30_000))


def test_too_many_open_questions_leave_each_year_by_itself() -> None:
    base = years({2023: 0, 2024: 0})
    courses, lines, conditions = [], [], []
    for year in (2023, 2024):
        for n in range(6):
            key = f"q{year}_{n}"
            courses.append(course(key, 1, 1_000, year=year, status=Status.PLANLAGT))
            lines += [
                FundingLine(key, "pulje", "kurser", 10_000, key, JA),
                FundingLine(key, "Region", None, 10_000, key, NEJ),
            ]
            conditions.append(Condition(key, f"{key}?"))
    base = replace(base, courses=tuple(courses), funding=tuple(lines), conditions=tuple(conditions))
    all_years = found(base, CarryRule(Carry.ALT))
    assert (all_years.too_many, all_years.rule) == (12, None)
    assert [row.used for row in all_years.rows] == [Span(0, kr(6_000))] * 2


def test_later_years_cost_less_today_by_the_adjustment_and_earlier_ones_are_left_alone() -> None:
    """50.000 ÷ 1,024³ = 46.566,128…; 90.000 ÷ 1,024 = 87.890,625 → half-up 87.890,63."""
    all_years = found(years(), by=KL)
    today = {row.year: row.today and row.today.low for row in all_years.rows}
    assert today == {2022: None, 2023: None, 2024: 8_789_063, 2026: 4_656_613}
    assert all_years.later == Span(kr(140_000), kr(140_000))
    assert all_years.later_today == Span(8_789_063 + 4_656_613, 8_789_063 + 4_656_613)


def test_without_an_adjustment_nothing_is_turned_into_todays_prices() -> None:
    assert found(years()).later_today is None
    assert found(years(), year=2026, by=KL).later is None, "there are no later years"
    assert found(years(), by=Adjustment(0, "Ingen")).later_today == Span(kr(140_000), kr(140_000))


def test_a_year_that_cannot_be_evaluated_is_left_out_by_name() -> None:
    base = years({2023: 0, 2024: 0})
    keys = [f"q{n}" for n in range(11)]
    courses = tuple(course(key, 1, 1_000, year=2024, status=Status.PLANLAGT) for key in keys)
    lines = tuple(
        FundingLine(key, payer, frame, 10_000, key, answer)
        for key in keys
        for payer, frame, answer in (("pulje", "kurser", JA), ("Region", None, NEJ))
    )
    base = replace(
        base, courses=courses, funding=lines, conditions=tuple(Condition(key, f"{key}?") for key in keys)
    )
    all_years = found(base)
    assert [row.year for row in all_years.rows] == [2023]
    assert [year for year, _ in all_years.left_out] == [2024]
