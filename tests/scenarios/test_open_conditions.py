"""Answers that are still open: which count, how many are too many, and which answers win."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.errors import TooManyOpenConditions, UnknownName
from lederpulje.model import Answer, BaseData, Condition, Frame, FundingLine, Pool
from lederpulje.scenarios import Span, evaluate
from tests.examples import JA, NEJ, NORDDJURS, OPEN, course, kr, scenario


def _hanging_on(number: int) -> BaseData:
    """One course of 2ⁿ kr. a condition, paid by the pool only if the answer is nej: each combination its own sum."""
    keys = [f"c{i:02}" for i in range(number)]
    return BaseData(
        pools=(Pool(2024, kr(10_000)), Pool(2025, kr(10_000))),
        frames=(Frame(2024, "kurser", "Kurser", kr(10_000)),),
        courses=tuple(course(f"k-{key}", 1, 2**i) for i, key in enumerate(keys)),
        funding=tuple(
            line
            for key in keys
            for line in (
                FundingLine(f"k-{key}", "region", None, 10_000, key, JA),
                FundingLine(f"k-{key}", "pulje", "kurser", 10_000, key, NEJ),
            )
        ),
        conditions=tuple(Condition(key, f"{key}?") for key in keys),
    )


def test_ten_open_conditions_are_combined() -> None:
    evaluation = evaluate(_hanging_on(10), scenario())
    assert sorted(r.pool.claimed for r in evaluation.results) == [kr(n) for n in range(1024)]
    assert evaluation.span(lambda r: r.pool.claimed) == Span(0, kr(1023))


def test_eleven_open_conditions_are_too_many_and_named() -> None:
    with pytest.raises(TooManyOpenConditions) as refused:
        evaluate(_hanging_on(11), scenario())
    message = str(refused.value)
    for words in ("11", "2024", "c00", "c10", "højst 10", "mindst 1"):
        assert words in message


def test_eleven_conditions_with_one_answered_are_ten() -> None:
    evaluation = evaluate(_hanging_on(11), scenario(answers={"c10": NEJ}))
    assert len(evaluation.results) == 1024
    assert evaluation.span(lambda r: r.pool.claimed) == Span(kr(1024), kr(2047))


def test_conditions_of_another_year_do_not_count() -> None:
    evaluation = evaluate(_hanging_on(11), scenario(2025))
    assert (evaluation.open, len(evaluation.results)) == ((), 1)


@pytest.mark.parametrize(
    ("known", "own", "in_force"),
    [
        (OPEN, None, OPEN),
        (NEJ, None, NEJ),
        (OPEN, JA, JA),
        (NEJ, JA, JA),
        (JA, OPEN, OPEN),
    ],
)
def test_the_scenarios_own_answer_goes_before_the_base_datas(
    known: Answer, own: Answer | None, in_force: Answer
) -> None:
    conditions = tuple(replace(c, answer=known) if c.key == "sso_midler" else c for c in NORDDJURS.conditions)
    asked = scenario(answers={} if own is None else {"sso_midler": own})
    evaluation = evaluate(replace(NORDDJURS, conditions=conditions), asked)
    assert evaluation.answers == (("sso_midler", in_force),)
    assert evaluation.open == (("sso_midler",) if in_force is OPEN else ())


def test_of_several_answers_at_an_end_the_first_is_named_ja_before_nej() -> None:
    """What does not hang on the answers is lowest and highest at ja."""
    evaluation = evaluate(NORDDJURS, scenario())
    ja = (("sso_midler", JA),)
    assert evaluation.ends(lambda r: r.frame("oevrig").claimed) == (ja, ja)


def test_a_result_is_found_by_its_answers() -> None:
    evaluation = evaluate(NORDDJURS, scenario())
    assert evaluation.under({"sso_midler": NEJ}).frame("kurser").claimed == kr(237_000)
    assert evaluation.under({"sso_midler": JA, "andet": NEJ}) is evaluation.first


def test_a_year_without_a_pool_is_unknown_and_the_years_are_named() -> None:
    with pytest.raises(UnknownName, match=r"»2030« findes ikke.*2023, 2024"):
        evaluate(NORDDJURS, scenario(2030))


def test_a_year_with_a_pool_and_no_activities_has_its_pool_left() -> None:
    base = replace(NORDDJURS, pools=(*NORDDJURS.pools, Pool(2021, kr(300_000))))
    result = evaluate(base, base.baseline(2021)).first
    assert (result.frames, result.courses) == ((), ())
    assert (result.pool.claimed, result.pool.remaining, result.pool.unassigned) == (
        0,
        kr(300_000),
        kr(300_000),
    )
