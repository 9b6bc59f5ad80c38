"""Money from outside funds: how far an application is, as the answer to a condition of its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.errors import ListRefused
from lederpulje.model import WHOLE, Answer, BaseData, FundingLine, Grant, Scenario, Status
from lederpulje.scenarios import Span, evaluate
from lederpulje.scenarios.funds import condition_key, grant_of, with_grant
from tests.examples import JA, NEJ, course, kr, other_line, pool_line
from tests.pages.states import year

FUND = other_line("k", "Væksthus-fonden", 4_000)


def base() -> BaseData:
    """The pool pays 60 % and a fund 40 % of 50.000 kr."""
    one = course("k", 1, 50_000, title="Lederskift", status=Status.PLANLAGT)
    return year((one,), (pool_line("k", "kurser", 6_000), FUND))


def line_of(found: BaseData) -> FundingLine:
    (line,) = [li for li in found.funding if li.fund]
    return line


@pytest.mark.parametrize(
    ("grant", "answer"),
    [(Grant.SOEGT, Answer.UAFKLARET), (Grant.TILSAGN, JA), (Grant.AFSLAG, NEJ)],
)
def test_how_far_the_application_is_answers_its_condition(grant: Grant, answer: Answer) -> None:
    found = with_grant(base(), FUND, grant)
    (condition,) = [c for c in found.conditions if c.key == condition_key("k", "Væksthus-fonden")]
    assert (condition.question, condition.answer) == ("Giver Væksthus-fonden tilsagn til Lederskift?", answer)
    assert grant_of(found, line_of(found)) is grant


@pytest.mark.parametrize("grant", Grant)
def test_the_shares_add_up_whatever_is_answered(grant: Grant) -> None:
    found = with_grant(base(), FUND, grant)
    assert evaluate(found, found.baseline(2024)).problems == ()
    for answer in (JA, NEJ):
        counting = [li for li in found.funding if li.answer in (None, answer)]
        assert sum(li.share for li in counting) == WHOLE


def test_a_refusal_leaves_a_share_that_nobody_is_known_to_pay() -> None:
    found = with_grant(base(), FUND, Grant.SOEGT)
    evaluation = evaluate(found, found.baseline(2024))
    payers = {r.answers[0][1]: dict(r.course("k").payers) for r in evaluation.results}
    assert payers == {
        JA: {"pulje": kr(30_000), "Væksthus-fonden": kr(20_000)},
        NEJ: {"pulje": kr(30_000), "uafklaret": kr(20_000)},
    }


def test_if_the_fund_refuses_is_a_switch_like_any_other() -> None:
    """With the pool in place of the unknown payer, a refusal costs the pool the fund's 20.000 kr."""
    found = with_grant(base(), FUND, Grant.TILSAGN)
    instead = tuple(
        replace(li, payer="pulje", frame="kurser") if li.payer == "uafklaret" else li for li in found.funding
    )
    found = replace(found, funding=instead)
    key = condition_key("k", "Væksthus-fonden")
    claimed = [
        evaluate(found, Scenario("s", 2024, "S", answers=((key, answer),))).span(lambda r: r.pool.claimed)
        for answer in (JA, NEJ)
    ]
    assert claimed == [Span(kr(30_000), kr(30_000)), Span(kr(50_000), kr(50_000))]


def test_saying_it_again_changes_only_the_answer() -> None:
    once = with_grant(base(), FUND, Grant.SOEGT)
    twice = with_grant(once, line_of(once), Grant.AFSLAG)
    assert twice.funding == once.funding
    assert len(twice.conditions) == len(once.conditions)
    assert grant_of(twice, line_of(twice)) is Grant.AFSLAG


def test_a_larger_share_of_the_fund_is_missing_too_if_it_refuses() -> None:
    once = with_grant(base(), FUND, Grant.SOEGT)
    larger = replace(line_of(once), share=6_000)
    changed = tuple(
        larger if li.fund else replace(li, share=4_000) if li.payer == "pulje" else li for li in once.funding
    )
    found = with_grant(replace(once, funding=changed), larger, Grant.SOEGT)
    assert evaluate(found, found.baseline(2024)).problems == ()


def test_keys_are_small_letters_figures_and_underscores() -> None:
    assert (
        condition_key("leder-talent-2024", "Ærø & Ågård Fonden A/S")
        == "fond_leder_talent_2024_aeroe_aagaard_fonden_a_s"
    )


def test_a_line_that_hangs_on_another_condition_is_refused() -> None:
    tied = replace(FUND, condition="sso_midler", answer=JA)
    start = replace(base(), funding=(pool_line("k", "kurser", 6_000), tied))
    with pytest.raises(ListRefused, match="Fjern den anden forudsætning først"):
        with_grant(start, tied, Grant.SOEGT)


def test_a_line_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="no such funding line"):
        with_grant(base(), other_line("k", "En anden"), Grant.SOEGT)


def test_other_lines_have_no_application() -> None:
    assert grant_of(base(), FUND) is None
    assert grant_of(base(), replace(FUND, fund=True)) is None, "its condition is not there"
