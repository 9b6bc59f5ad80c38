"""What holds for every frame, whoever claims what."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from lederpulje.allocation import Claim, Rule, allocate
from lederpulje.model import Reason
from tests.strategies import FRAMES, RULES, SMALL, claim_lists


@given(claim_lists(), FRAMES, RULES)
def test_nobody_gets_more_than_they_claim_and_all_no_more_than_the_frame(
    claims: list[Claim], frame: int, rule: Rule
) -> None:
    result = allocate(claims, frame, rule)
    assert set(result.amounts) == set(result.reasons) == {c.course for c in claims}
    assert all(0 <= result.amounts[c.course] <= c.amount for c in claims)
    assert result.remaining == frame - sum(result.amounts.values()) >= 0


@given(claim_lists(), FRAMES, RULES)
def test_if_all_fits_all_is_given_and_else_nobody_who_would_fit_into_the_rest_goes_without(
    claims: list[Claim], frame: int, rule: Rule
) -> None:
    result = allocate(claims, frame, rule)
    if sum(c.amount for c in claims) <= frame:
        assert all(result.amounts[c.course] == c.amount for c in claims)
    for c in claims:
        short = c.amount - result.amounts[c.course]
        assert short == 0 or short > result.remaining


@given(claim_lists(), FRAMES, RULES)
def test_the_reason_agrees_with_the_amount(claims: list[Claim], frame: int, rule: Rule) -> None:
    result = allocate(claims, frame, rule)
    for c in claims:
        got, reason = result.amounts[c.course], result.reasons[c.course]
        assert (reason is Reason.FULDT) == (got == c.amount)
        assert (reason is Reason.DELVIST) == (0 < got < c.amount)
        assert reason is not Reason.FRAVALGT or (rule is Rule.OPTIMAL and not c.mandatory)


@given(st.data(), claim_lists(), FRAMES, RULES)
def test_the_order_of_the_claims_never_matters(
    data: st.DataObject, claims: list[Claim], frame: int, rule: Rule
) -> None:
    assert allocate(data.draw(st.permutations(claims)), frame, rule) == allocate(claims, frame, rule)


@given(claim_lists(), FRAMES, RULES)
def test_claims_may_come_from_anything_that_can_be_run_through_once(
    claims: list[Claim], frame: int, rule: Rule
) -> None:
    assert allocate(iter(claims), frame, rule) == allocate(claims, frame, rule)


@given(claim_lists(amounts=SMALL), RULES)
def test_a_larger_frame_never_gives_less_in_total(claims: list[Claim], rule: Rule) -> None:
    totals = [sum(allocate(claims, frame, rule).amounts.values()) for frame in range(60)]
    assert all(less <= more for less, more in pairwise(totals))


@given(claim_lists(), FRAMES, FRAMES, RULES)
def test_a_much_larger_frame_never_gives_less_in_total(
    claims: list[Claim], frame: int, more: int, rule: Rule
) -> None:
    small, large = allocate(claims, frame, rule), allocate(claims, frame + more, rule)
    assert sum(small.amounts.values()) <= sum(large.amounts.values())


@given(claim_lists(), FRAMES, RULES)
def test_mandatory_courses_get_what_they_would_get_alone(claims: list[Claim], frame: int, rule: Rule) -> None:
    alone = allocate([c for c in claims if c.mandatory], frame, Rule.PRIORITET).amounts
    together = allocate(claims, frame, rule).amounts
    assert {c: together[c] for c in alone} == alone


@given(claim_lists(), FRAMES)
def test_prioritet_is_the_hand_rule(claims: list[Claim], frame: int) -> None:
    """Written out again as one would do it with pencil and paper."""
    left, expected = frame, {}
    for c in sorted(claims, key=lambda c: (not c.mandatory, c.priority or 10**9, c.course)):
        got = c.amount if c.amount <= left else left if c.divisible else 0
        expected[c.course] = got
        left -= got
    assert allocate(claims, frame, Rule.PRIORITET).amounts == expected


@given(claim_lists(), FRAMES)
def test_forholdsmaessig_is_within_one_ore_of_the_exact_share_and_larger_remainders_come_first(
    claims: list[Claim], frame: int
) -> None:
    result = allocate(claims, frame, Rule.FORHOLDSMAESSIG)
    others = sorted((c for c in claims if not c.mandatory), key=lambda c: (c.priority or 10**9, c.course))
    left = frame - sum(result.amounts[c.course] for c in claims if c.mandatory)
    total = sum(c.amount for c in others)
    if total <= left:
        return
    exact = {c.course: Fraction(left * c.amount, total) for c in others}
    raised = {c: result.amounts[c] - int(share) for c, share in exact.items()}
    assert set(raised.values()) <= {0, 1}
    assert result.remaining == 0
    ranked = sorted(others, key=lambda c: -(exact[c.course] % 1))  # stable: ties stay in the order
    assert [raised[c.course] for c in ranked] == sorted(raised.values(), reverse=True)
