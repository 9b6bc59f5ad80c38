"""Spent, committed, planned, free: by hand beside the input, and as properties over generated base data."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.insight.budget import budget
from lederpulje.insight.cancelling import Terms, Why, terms_of
from lederpulje.insight.money import Money, money
from lederpulje.model import BaseData, CancelStep, Course, FundingLine, Post, Scenario, Status
from lederpulje.scenarios import Span, evaluate
from tests.examples import JA, NEJ, NORDDJURS, course, kr, other_line, pool_line
from tests.pages.states import year
from tests.strategies import base_data

TODAY = dt.date(2024, 3, 1)
SCALE = (CancelStep(60, share=2_500), CancelStep(14, share=5_000), CancelStep(3, amount=kr(9_000)))


def post(course_id: str, amount: float, id_: str = "p", when: dt.date = TODAY) -> Post:
    return Post(id_, when, "Faktura", "4520", kr(amount), course_id)


def of(
    one: Course, *lines: FundingLine, posts: tuple[Post, ...] = (), scenario: Scenario | None = None
) -> Money:
    """The money of a year with one course, which the pool pays unless it is said otherwise."""
    base = replace(year((one,), lines or (pool_line(one.id, "kurser"),)), posts=posts)
    return money(base, evaluate(base, scenario or base.baseline(2024)), TODAY)


def by_way(found: Money) -> tuple[int, int, int]:
    """Spent, committed and planned of the only course, in kroner."""
    (one,) = found.worlds[0].courses
    assert one.expected == one.spent + one.committed + one.planned
    return one.spent // 100, one.committed // 100, one.planned // 100


# --- the way of a course by its status ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("status", "written", "posted", "expected"),
    [
        (Status.IDE, {}, None, (0, 0, 40_000)),
        (Status.FORESLAAET, {}, None, (0, 0, 40_000)),
        (Status.PLANLAGT, {}, None, (0, 0, 40_000)),
        (Status.PLANLAGT, {"spent": kr(5_000)}, None, (5_000, 0, 35_000)),
        (Status.PLANLAGT, {"committed": kr(12_000)}, None, (0, 12_000, 28_000)),
        (Status.PLANLAGT, {}, 45_000, (45_000, 0, 0)),
        (Status.BESTILT, {}, None, (0, 40_000, 0)),
        (Status.BESTILT, {"committed": kr(38_000)}, None, (0, 38_000, 0)),
        (Status.BESTILT, {"committed": kr(38_000), "spent": kr(8_000)}, None, (8_000, 30_000, 0)),
        (Status.AFHOLDT, {"committed": kr(38_000), "spent": kr(39_000)}, None, (39_000, 0, 0)),
        (Status.AFHOLDT, {"spent": kr(8_000)}, 10_000, (10_000, 30_000, 0)),
        (Status.FAKTURERET, {}, None, (40_000, 0, 0)),
        (Status.FAKTURERET, {"committed": kr(38_000)}, None, (38_000, 0, 0)),
        (Status.FAKTURERET, {"spent": kr(41_500)}, None, (41_500, 0, 0)),
        (Status.FAKTURERET, {"spent": kr(41_500)}, 39_000, (39_000, 0, 0)),
        (Status.AFLYST, {}, None, (0, 0, 0)),
        (Status.AFLYST, {"spent": kr(6_000), "committed": kr(40_000)}, None, (6_000, 0, 0)),
        (Status.AFLYST, {}, 7_500, (7_500, 0, 0)),
    ],
)
def test_a_course_of_40000_by_its_status(
    status: Status, written: dict[str, Any], posted: int | None, expected: tuple[int, int, int]
) -> None:
    posts = () if posted is None else (post("k", posted),)
    assert by_way(of(course("k", 1, 40_000, status=status, **written), posts=posts)) == expected


def test_a_written_amount_is_shared_by_the_lines_and_a_post_is_wholly_the_pools() -> None:
    lines = (pool_line("k", "kurser", 7_500), other_line("k", "Region", 2_500))
    one = course("k", 1, 40_000, status=Status.BESTILT, spent=kr(8_000))
    assert by_way(of(one, *lines)) == (6_000, 24_000, 0)
    assert by_way(of(one, *lines, posts=(post("k", 8_000),))) == (8_000, 22_000, 0)


def test_a_credit_takes_away_from_what_is_spent() -> None:
    posts = (post("k", 40_000, "a"), post("k", -2_500, "b"))
    assert by_way(of(course("k", 1, 40_000, status=Status.FAKTURERET), posts=posts)) == (37_500, 0, 0)


def test_without_a_price_is_not_zero_but_unknown() -> None:
    for one in (
        course("k", status=Status.PLANLAGT),
        course("k", status=Status.BESTILT),
        course("k", status=Status.FAKTURERET),
        course("k", 1, 40_000, status=Status.AFLYST, cancellation=SCALE),
    ):
        found = of(one)
        assert [c.id for c in found.unknown] == ["k"]
        assert found.worlds[0].pool.expected == 0
    assert not of(course("k", 1, 40_000, status=Status.AFLYST)).unknown
    assert not of(course("k", status=Status.PLANLAGT), other_line("k", "Region")).unknown, (
        "it is not the pool's"
    )
    assert not of(course("k", status=Status.BESTILT, committed=kr(1))).unknown


def test_wishes_are_a_part_of_what_is_planned() -> None:
    wish, plan = (of(course("k", 1, 40_000, status=s)).worlds[0].pool for s in (Status.IDE, Status.PLANLAGT))
    assert (wish.planned, wish.wished) == (kr(40_000), kr(40_000))
    assert (plan.planned, plan.wished) == (kr(40_000), 0)


def test_posts_that_no_course_is_known_for_lie_outside_the_frames_in_their_year() -> None:
    posts = (post("", 500, "a"), post("gone", 700, "b"), post("", 900, "c", dt.date(2023, 12, 31)))
    found = of(course("k", 1, 40_000, status=Status.PLANLAGT), posts=posts)
    assert [p.id for p in found.leftover] == ["a", "b"]
    assert found.worlds[0].outside.spent == kr(1_200)
    assert found.worlds[0].pool.free == kr(300_000 - 40_000 - 1_200)


def test_a_post_stays_on_the_frame_where_the_pool_would_pay_under_another_answer() -> None:
    lines = (
        FundingLine("k", "pulje", "kurser", 10_000, "sso_midler", NEJ),
        FundingLine("k", "Region", None, 10_000, "sso_midler", JA),
    )
    one = course("k", 1, 40_000, status=Status.BESTILT)
    base = replace(year((one,), lines), posts=(post("k", 5_000),), conditions=NORDDJURS.conditions)
    found = money(base, evaluate(base, base.baseline(2024)), TODAY)
    spent = {w.answers: (w.frames[0].spent, w.frames[0].committed) for w in found.worlds}
    assert spent == {
        (("sso_midler", JA),): (kr(5_000), 0),
        (("sso_midler", NEJ),): (kr(5_000), kr(35_000)),
    }


# --- cancelling -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("days_left", "cost", "until_in", "then"),
    [
        (100, 0, 39, 10_000),
        (61, 0, 0, 10_000),
        (60, 10_000, 45, 20_000),
        (15, 10_000, 0, 20_000),
        (14, 20_000, 10, 9_000),
        (3, 9_000, None, None),
        (0, 9_000, None, None),
    ],
)
def test_the_step_with_fewest_days_that_is_reached_counts(
    days_left: int, cost: int, until_in: int | None, then: int | None
) -> None:
    """25 % from 60 days before, 50 % from 14, then 9.000 kr. from 3; of an order of 40.000 kr."""
    start = TODAY + dt.timedelta(days_left)
    found = terms_of(course("k", start=start, cancellation=SCALE, status=Status.BESTILT), kr(40_000), TODAY)
    until = None if until_in is None else TODAY + dt.timedelta(until_in)
    assert found == Terms(kr(cost), start - dt.timedelta(61), until, None if then is None else kr(then))


def test_what_cannot_be_known_is_said_and_never_zero() -> None:
    start, ordered = dt.date(2024, 6, 1), kr(40_000)
    cases: list[tuple[dict[str, Any], int | None, Why]] = [
        ({"start": start}, ordered, Why.NO_SCALE),
        ({"cancellation": SCALE}, ordered, Why.NO_START),
        ({"start": TODAY, "cancellation": SCALE[:2]}, None, Why.NO_PRICE),
        ({"start": TODAY - dt.timedelta(1), "cancellation": SCALE}, ordered, Why.BEGUN),
        ({"start": start, "cancellation": SCALE, "status": Status.AFHOLDT}, ordered, Why.BEGUN),
    ]
    for fields, amount, why in cases:
        found = terms_of(course("k", **{"status": Status.BESTILT, **fields}), amount, TODAY)
        assert (found.cost, found.why) == (None, why)


def test_a_share_of_an_odd_amount_is_rounded_half_up_to_the_oere() -> None:
    one = course("k", start=TODAY, cancellation=(CancelStep(5, share=5_000),), status=Status.BESTILT)
    assert terms_of(one, 101, TODAY).cost == 51


def test_cancelling_frees_what_is_committed_less_what_it_costs() -> None:
    start = TODAY + dt.timedelta(20)
    one = course("k", 1, 40_000, status=Status.BESTILT, start=start, cancellation=SCALE)
    (release,) = of(one).releases
    assert (release.freed, release.fee) == (Span(kr(30_000), kr(30_000)), Span(kr(10_000), kr(10_000)))
    (release,) = of(replace(one, spent=kr(4_000))).releases
    assert release.freed == Span(kr(30_000), kr(30_000)), "what is paid counts towards what cancelling costs"
    (release,) = of(replace(one, spent=kr(16_000))).releases
    assert release.freed == Span(kr(24_000), kr(24_000)), "what is paid does not come back"


def test_the_pool_frees_its_part_of_what_cancelling_frees() -> None:
    one = course("k", 1, 40_000, status=Status.BESTILT, start=TODAY + dt.timedelta(20), cancellation=SCALE)
    (release,) = of(one, pool_line("k", "kurser", 5_000), other_line("k", "Region", 5_000)).releases
    assert (release.freed, release.fee) == (Span(kr(15_000), kr(15_000)), Span(kr(5_000), kr(5_000)))


def test_plans_can_be_dropped_whenever_and_what_nobody_knows_is_left_out_of_the_sum() -> None:
    courses = (
        course("plan", 1, 10_000, status=Status.PLANLAGT),
        course("bestilt", 1, 20_000, status=Status.BESTILT),
        course("afholdt", 1, 30_000, status=Status.AFHOLDT),
        course("faktureret", 1, 5_000, status=Status.FAKTURERET),
    )
    base = year(courses, tuple(pool_line(c.id, "kurser") for c in courses))
    found = money(base, evaluate(base, base.baseline(2024)), TODAY)
    freed = {r.course.id: r.freed and r.freed.low for r in found.releases}
    assert freed == {"plan": kr(10_000), "bestilt": None, "afholdt": 0}
    assert found.worlds[0].freed == kr(10_000)


def test_what_is_ordered_is_not_freed_by_a_scenario_without_it() -> None:
    out = Scenario("s", 2024, "S", overrides=(("k.held", "nej"),))
    one = course("k", 1, 40_000, status=Status.BESTILT)
    assert by_way(of(one, scenario=out)) == (0, 40_000, 0), "nobody knows what cancelling costs"
    known = replace(one, start=TODAY + dt.timedelta(20), cancellation=SCALE)
    assert by_way(of(known, scenario=out)) == (0, 10_000, 0)
    assert by_way(of(replace(one, status=Status.PLANLAGT), scenario=out)) == (0, 0, 0)


# --- the year -------------------------------------------------------------------------------------------------


def test_norddjurs_2024_before_anything_is_ordered() -> None:
    found = money(NORDDJURS, evaluate(NORDDJURS, NORDDJURS.baseline(2024)), TODAY)
    assert found.frame_span(0, "planned") == Span(kr(107_000), kr(237_000))
    assert found.frame_span(0, "free") == Span(kr(-87_000), kr(43_000))
    assert found.span(lambda w: w.headroom) == Span(kr(-87_000), kr(50_500)), "other frames cannot cover it"


@given(
    base_data(),
    st.lists(st.sampled_from(Status), min_size=6, max_size=6),
    st.lists(st.integers(-500, 900_000)),
)
def test_every_oere_of_a_frame_is_spent_committed_planned_or_free(
    base: BaseData, statuses: list[Status], amounts: list[int]
) -> None:
    courses = tuple(replace(c, status=s) for c, s in zip(base.courses, statuses, strict=False))
    ids = ["", *(c.id for c in courses)]
    posts = tuple(Post(str(n), TODAY, "", "", amount, ids[n % len(ids)]) for n, amount in enumerate(amounts))
    base = replace(base, courses=courses, posts=posts)
    evaluation = evaluate(base, base.baseline(2024))
    for world, result in zip(money(base, evaluation, TODAY).worlds, evaluation.results, strict=True):
        for row, frame in zip(world.frames, result.frames, strict=True):
            own = [c for c in world.courses if c.frame == frame.frame.key]
            spent, committed, planned = (
                sum(getattr(c, name) for c in own) for name in ("spent", "committed", "planned")
            )
            assert (row.spent, row.committed, row.planned) == (spent, committed, planned)
            assert spent + committed + planned + row.free == frame.amount
        assert sum(r.free for r in (*world.frames, world.outside)) == world.pool.free
        assert world.pool.amount == result.pool.amount
        assert world.pool.spent == sum(c.spent for c in world.courses) + sum(
            p.amount for p in posts if not p.course
        )


@given(base_data())
def test_plans_alone_claim_what_the_engine_says(base: BaseData) -> None:
    planned = replace(base, courses=tuple(replace(c, status=Status.PLANLAGT) for c in base.courses))
    evaluation = evaluate(planned, planned.baseline(2024))
    for world, result in zip(money(planned, evaluation, TODAY).worlds, evaluation.results, strict=True):
        assert [(f.planned, f.free) for f in world.frames] == [(f.claimed, f.balance) for f in result.frames]


# --- the budget -----------------------------------------------------------------------------------------------


def with_carried(pool: int | None, *frames: int | None) -> BaseData:
    base = year((course("k", 1, 40_000, status=Status.BESTILT),), (pool_line("k", "kurser"),))
    return replace(
        base,
        pools=tuple(replace(p, carried=pool) for p in base.pools),
        frames=tuple(replace(f, carried=c) for f, c in zip(base.frames, frames, strict=True)),
    )


def test_the_corrected_budget_is_the_original_and_what_was_carried_over() -> None:
    base = with_carried(kr(20_000), kr(25_000), kr(-5_000))
    found = budget(base, money(base, evaluate(base, base.baseline(2024)), TODAY))
    rows = [
        (r.original, r.carried, r.corrected, r.expected.low, r.rest.low) for r in (*found.rows, found.total)
    ]
    assert rows == [
        (kr(125_000), kr(25_000), kr(150_000), kr(40_000), kr(110_000)),
        (kr(155_000), kr(-5_000), kr(150_000), 0, kr(150_000)),
        (kr(280_000), kr(20_000), kr(300_000), kr(40_000), kr(260_000)),
    ]
    assert not found.unsettled


@pytest.mark.parametrize(
    ("carried", "total"),
    [
        ((None, None, None), None),
        ((None, kr(10_000), None), kr(10_000)),
        ((kr(30_000), None, None), kr(30_000)),
    ],
)
def test_what_is_not_settled_counts_as_nothing_and_is_said(
    carried: tuple[int | None, int | None, int | None], total: int | None
) -> None:
    base = with_carried(*carried)
    found = budget(base, money(base, evaluate(base, base.baseline(2024)), TODAY))
    assert found.unsettled
    assert found.total.carried == total
    assert sum(r.original for r in found.rows) == found.total.original == kr(300_000) - (total or 0)
    assert sum(r.corrected for r in found.rows) == found.total.corrected
