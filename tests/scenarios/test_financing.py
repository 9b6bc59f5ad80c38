"""What a course costs, who pays which part, when it is held, and financing that cannot be right."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Pool,
    Price,
    Reason,
    Requirement,
    Status,
)
from lederpulje.scenarios import CourseResult, Evaluation, course_cost, evaluate
from tests.examples import JA, NEJ, course, kr, other_line, pool_line, scenario


@pytest.mark.parametrize(
    ("sessions", "fixed", "participants", "each", "min_billed", "cost"),
    [
        (2, 25_000, 80, 350, None, 78_000),
        (2, 25_000, None, None, None, 50_000),
        (None, None, 5, 11_500, None, 57_500),
        (2, 25_000, 80, None, None, 50_000),  # one price known: the other counts as 0
        (2, None, 80, 350, None, 28_000),
        (1, 1_000, 9, 100, 10, 2_000),
        (1, 1_000, 10, 100, 10, 2_000),
        (1, 1_000, 11, 100, 10, 2_100),
        (None, None, 0, 100, 10, 0),  # nobody comes, nobody is billed
        (None, None, 1, 100, 10, 1_000),
        (0, 25_000, 0, 350, None, 0),
        (3, 0, None, None, None, 0),  # known to be free is not unknown
        (None, None, 7, 0, None, 0),
        (2, None, 80, None, None, None),
        (2, None, 80, None, 10, None),
        (0, None, 0, None, None, None),
    ],
)
def test_the_price_formula(
    sessions: int | None,
    fixed: float | None,
    participants: int | None,
    each: float | None,
    min_billed: int | None,
    cost: float | None,
) -> None:
    asked = course("k", sessions, fixed, participants, each, min_billed=min_billed)
    assert course_cost(asked) == (None if cost is None else kr(cost))


def _base(asked: Course, *lines: FundingLine, conditions: tuple[str, ...] = ()) -> BaseData:
    return BaseData(
        pools=(Pool(2024, kr(1_000)),),
        frames=(Frame(2024, "kurser", "Kurser", kr(600)), Frame(2024, "oevrig", "Øvrig", kr(400))),
        courses=(asked, course("nabo", 1, 100)),
        funding=(*lines, pool_line("nabo", "kurser")),
        conditions=tuple(Condition(key, f"{key}?") for key in conditions),
    )


def _evaluate(asked: Course, *lines: FundingLine, answers: dict[str, Answer] | None = None) -> Evaluation:
    return evaluate(_base(asked, *lines, conditions=tuple(answers or ())), scenario(answers=answers))


def _split(ore: int, *lines: FundingLine) -> CourseResult:
    asked = replace(course("k", sessions=1), fixed_per_session=Price(ore))
    return _evaluate(asked, *lines).first.course("k")


@pytest.mark.parametrize(
    ("ore", "lines", "payers"),
    [
        # one øre and equal shares: the pool first, whatever the order of the lines and the alphabet
        (1, [other_line("k", "a", 5_000), pool_line("k", "kurser", 5_000)], {"pulje": 1}),
        # then payers by name
        (1, [other_line("k", "b", 5_000), other_line("k", "a", 5_000)], {"a": 1}),
        # 100 øre: 33,33 · 33,33 · 33,34: the largest remainder, not the first
        (
            100,
            [pool_line("k", "kurser", 3_333), other_line("k", "a", 3_333), other_line("k", "z", 3_334)],
            {"pulje": 33, "a": 33, "z": 34},
        ),
        # 101 øre: 33,6633 twice and 33,6734: z and the pool
        (
            101,
            [pool_line("k", "kurser", 3_333), other_line("k", "a", 3_333), other_line("k", "z", 3_334)],
            {"pulje": 34, "a": 33, "z": 34},
        ),
        # a payer with two lines has one part; each line is split alone: 2,5 · 2,5 · 5
        (10, [other_line("k", "a", 2_500), other_line("k", "a", 2_500), other_line("k", "b", 5_000)], {"a": 5, "b": 5}),
        (7, [pool_line("k", "kurser", 9_999), other_line("k", "a", 1)], {"pulje": 7}),
        (7, [pool_line("k", "kurser", 10_000), other_line("k", "a", 0)], {"pulje": 7}),
    ],
)  # fmt: skip
def test_parts_are_whole_ore_by_largest_remainder_and_the_pool_wins_ties(
    ore: int, lines: list[FundingLine], payers: dict[str, int]
) -> None:
    forwards, backwards = _split(ore, *lines), _split(ore, *lines[::-1])
    assert dict(forwards.payers) == dict(backwards.payers) == payers
    assert sum(payers.values()) == ore
    assert forwards.claimed == payers.get("pulje", 0)


def test_two_pool_lines_on_the_same_frame_are_one_claim() -> None:
    got = _split(kr(100), pool_line("k", "kurser", 3_000), pool_line("k", "kurser", 7_000))
    assert (got.claimed, dict(got.payers)) == (kr(100), {"pulje": kr(100)})


def test_a_course_may_require_an_answer_to_be_held() -> None:
    asked = course("k", 1, 50, requires=(Requirement("hr", JA),))
    held = _evaluate(asked, pool_line("k", "kurser"), answers={"hr": JA}).first.course("k")
    dropped = _evaluate(asked, pool_line("k", "kurser"), answers={"hr": NEJ}).first.course("k")
    assert (held.held, held.claimed, held.reason) == (True, kr(50), Reason.FULDT)
    assert (dropped.held, dropped.claimed, dropped.cost) == (False, 0, 0)
    assert dropped.reason is Reason.AFHOLDES_IKKE


def test_all_that_a_course_requires_must_be_answered_so() -> None:
    asked = course("k", 1, 50, requires=(Requirement("a", JA), Requirement("b", NEJ)))
    held = {
        (a, b): _evaluate(asked, pool_line("k", "kurser"), answers={"a": a, "b": b}).first.course("k").held
        for a in (JA, NEJ)
        for b in (JA, NEJ)
    }
    assert [answers for answers, yes in held.items() if yes] == [(JA, NEJ)]


def test_a_cancelled_course_claims_nothing_and_leaves_its_money_to_others() -> None:
    asked = course("k", 1, 600, status=Status.AFLYST, priority=1)
    result = _evaluate(asked, pool_line("k", "kurser")).first
    assert (result.course("k").claimed, result.course("k").reason) == (0, Reason.AFHOLDES_IKKE)
    assert result.course("nabo").reason is Reason.FULDT
    assert result.frame("kurser").claimed == kr(100)


def test_not_priced_is_not_zero() -> None:
    unknown = _evaluate(course("k", 2, participants=9), pool_line("k", "kurser"))
    free = _evaluate(course("k", 2, 0, participants=9), pool_line("k", "kurser"))
    assert (unknown.first.course("k").cost, unknown.not_priced) == (None, ("k",))
    assert unknown.first.course("k").reason is Reason.IKKE_PRISSAT
    assert (free.first.course("k").cost, free.not_priced) == (0, ())
    assert free.first.course("k").reason is Reason.FULDT


def test_a_cancelled_course_without_price_is_not_counted_as_unpriced() -> None:
    assert _evaluate(course("k", status=Status.AFLYST), pool_line("k", "kurser")).not_priced == ()


def test_a_part_that_nobody_is_known_to_pay_goes_before_what_the_pool_gives() -> None:
    got = _evaluate(
        course("k", 1, 100), pool_line("k", "kurser", 9_000), other_line("k", "uafklaret", 1_000)
    ).first.course("k")
    assert (got.claimed, got.allocated) == (kr(90), kr(90))
    assert got.reason is Reason.BETALER_UAFKLARET


# --- Financing that cannot be right ---------------------------------------------------------------------------


def _when(
    answer: Answer, payer: str = "pulje", share: int = 10_000, frame: str | None = "kurser"
) -> FundingLine:
    return FundingLine("k", payer, frame if payer == "pulje" else None, share, "sso", answer)


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        ([pool_line("k", "kurser", 9_000)], ("90\u00a0%",)),
        ([pool_line("k", "kurser"), other_line("k", "a", 1)], ("100,01\u00a0%",)),
        ([], ("0\u00a0%",)),
        ([_when(JA), _when(NEJ, share=5_000)], ("50\u00a0%", "sso = nej")),
        ([_when(JA, "region")], ("0\u00a0%", "sso = nej")),
        ([_when(JA), pool_line("k", "kurser")], ("200\u00a0%", "sso = ja")),
        ([pool_line("k", "kurser", 5_000), pool_line("k", "oevrig", 5_000)], ("én delramme",)),
        (
            [_when(JA, share=10_000), _when(NEJ, share=5_000), _when(NEJ, share=5_000, frame="oevrig")],
            ("én delramme", "sso = nej"),
        ),
        ([pool_line("k", "findes-ikke")], ("»findes-ikke«",)),
        ([FundingLine("k", "pulje", None, 10_000)], ("delramme",)),
    ],
)
def test_financing_that_cannot_be_right_is_a_problem_that_names_course_answers_and_sum(
    lines: list[FundingLine], words: tuple[str, ...]
) -> None:
    base = _base(course("k", 1, 50, title="Kursus K"), *lines, conditions=("sso",))
    evaluation = evaluate(base, scenario())
    (problem,) = evaluation.problems
    assert problem.where == "k"
    assert "Kursus K" in problem.message
    for word in words:
        assert word in problem.message
    assert all(r.course("nabo").reason is Reason.FULDT for r in evaluation.results)
    assert all(sum(r.course("k").payers.values()) == kr(50) for r in evaluation.results)


def test_different_frames_under_different_answers_are_fine() -> None:
    base = _base(course("k", 1, 50), _when(JA), _when(NEJ, frame="oevrig"), conditions=("sso",))
    evaluation = evaluate(base, scenario())
    assert evaluation.problems == ()
    assert [r.frame("oevrig").claimed for r in evaluation.results] == [0, kr(50)]


@pytest.mark.parametrize(
    "asked",
    [
        course("k", 1, 50, status=Status.AFLYST),
        course("k", 1, 50, requires=(Requirement("sso", NEJ),)),
    ],
)
def test_shares_need_not_add_up_where_the_course_is_not_held(asked: Course) -> None:
    """The line counts under `nej` only; the second course is held only then, the first never."""
    assert evaluate(_base(asked, _when(NEJ), conditions=("sso",)), scenario()).problems == ()


def test_a_cancelled_course_that_a_scenario_holds_after_all_must_add_up_too() -> None:
    base = _base(course("k", 1, 50, status=Status.AFLYST), pool_line("k", "kurser", 9_000))
    evaluation = evaluate(base, scenario(overrides={"k.held": "ja"}))
    assert evaluation.first.course("k").held
    (problem,) = evaluation.problems
    assert (problem.where, "90\u00a0%" in problem.message) == ("k", True)


def test_frames_beyond_the_pool_are_a_problem() -> None:
    base = replace(_base(course("k", 1, 50), pool_line("k", "kurser")), pools=(Pool(2024, kr(999)),))
    (problem,) = evaluate(base, scenario()).problems
    assert problem.where == "pool"
    assert "2024" in problem.message


def test_a_condition_that_is_used_but_not_listed_is_a_problem_and_counts_as_open() -> None:
    evaluation = evaluate(_base(course("k", 1, 50), _when(JA), _when(NEJ)), scenario())
    assert [p.where for p in evaluation.problems] == ["sso"]
    assert evaluation.open == ("sso",)


def test_an_answer_to_a_condition_that_does_not_exist_is_a_problem() -> None:
    base = _base(course("k", 1, 50), pool_line("k", "kurser"))
    evaluation = evaluate(base, scenario(answers={"findes-ikke": JA}))
    assert [p.where for p in evaluation.problems] == ["findes-ikke"]
    assert evaluation.first.course("k").reason is Reason.FULDT
