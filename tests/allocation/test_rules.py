"""The three rules by hand: who gets what of one frame, in which order, and why."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.allocation import Claim, Rule, allocate
from lederpulje.model import Reason

P, F, O = Rule.PRIORITET, Rule.FORHOLDSMAESSIG, Rule.OPTIMAL  # noqa: E741


def _amounts(claims: list[Claim], frame: int, rule: Rule) -> dict[str, int]:
    return dict(allocate(claims, frame, rule).amounts)


@pytest.mark.parametrize("rule", Rule)
def test_nothing_claimed_leaves_the_frame(rule: Rule) -> None:
    result = allocate([], 500, rule)
    assert (dict(result.amounts), result.remaining, dict(result.reasons)) == ({}, 500, {})


@pytest.mark.parametrize("rule", Rule)
def test_all_that_fits_exactly_is_given_in_full(rule: Rule) -> None:
    result = allocate([Claim("a", 300, benefit=1), Claim("b", 200)], 500, rule)
    assert dict(result.amounts) == {"a": 300, "b": 200}
    assert result.remaining == 0
    assert set(result.reasons.values()) == {Reason.FULDT}


@pytest.mark.parametrize("rule", Rule)
def test_an_empty_frame_gives_nobody_anything_but_a_claim_of_nothing_is_met(rule: Rule) -> None:
    result = allocate([Claim("a", 1, benefit=9), Claim("b", 0, divisible=False)], 0, rule)
    assert dict(result.amounts) == {"a": 0, "b": 0}
    assert dict(result.reasons) == {"a": Reason.IKKE_PLADS, "b": Reason.FULDT}


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize("bad", [[Claim("a", -1)], [Claim("a", 1), Claim("a", 2)]])
def test_negative_amounts_and_doubled_courses_are_refused(rule: Rule, bad: list[Claim]) -> None:
    with pytest.raises(ValueError, match=r"negative|twice"):
        allocate(bad, 10, rule)


@pytest.mark.parametrize("rule", Rule)
def test_a_negative_frame_is_refused(rule: Rule) -> None:
    with pytest.raises(ValueError, match="negative"):
        allocate([], -1, rule)


@pytest.mark.parametrize("rule", ["prioritet", "forholdsmaessig", "optimal"])
def test_the_rules_are_known_by_these_names(rule: str) -> None:
    assert dict(allocate([Claim("a", 5)], 9, Rule(rule)).amounts) == {"a": 5}


def test_prioritet_orders_by_priority_then_id_and_none_is_last() -> None:
    """Frame 10: first takes 4, then b before c on the same priority, and none-priority a gets what is left."""
    claims = [Claim("a", 4), Claim("c", 3, 2), Claim("b", 2, 2), Claim("d", 4, 1)]
    assert _amounts(claims, 10, P) == {"d": 4, "b": 2, "c": 3, "a": 1}


def test_prioritet_takes_ids_in_order_of_their_letters_not_their_numbers() -> None:
    assert _amounts([Claim("k10", 3), Claim("k2", 3)], 3, P) == {"k10": 3, "k2": 0}


def test_prioritet_puts_a_mandatory_course_before_priority_one() -> None:
    claims = [Claim("first", 6, 1), Claim("must", 6, None, mandatory=True)]
    assert _amounts(claims, 10, P) == {"must": 6, "first": 4}


def test_prioritet_skips_an_indivisible_course_that_does_not_fit_and_tries_the_next() -> None:
    claims = [Claim("a", 4, 1), Claim("b", 7, 2, divisible=False), Claim("c", 5, 3), Claim("d", 9, 4)]
    result = allocate(claims, 10, P)
    assert dict(result.amounts) == {"a": 4, "b": 0, "c": 5, "d": 1}
    assert dict(result.reasons) == {
        "a": Reason.FULDT,
        "b": Reason.IKKE_PLADS,
        "c": Reason.FULDT,
        "d": Reason.DELVIST,
    }


def test_prioritet_gives_an_indivisible_course_that_fits_to_the_last_ore() -> None:
    assert _amounts([Claim("a", 10, 1, divisible=False)], 10, P) == {"a": 10}
    assert _amounts([Claim("a", 11, 1, divisible=False)], 10, P) == {"a": 0}


def test_prioritet_shows_what_was_left_when_each_course_had_its_turn() -> None:
    result = allocate([Claim("a", 4, 1), Claim("b", 7, 2, divisible=False), Claim("c", 5, 3)], 10, P)
    assert dict(result.available) == {"a": 10, "b": 6, "c": 6}


@pytest.mark.parametrize("rule", Rule)
def test_mandatory_courses_among_themselves_follow_the_order_under_every_rule(rule: Rule) -> None:
    """Frame 10: m1 takes 6, indivisible m2 (5) does not fit, divisible m3 gets the last 4, others nothing."""
    claims = [
        Claim("x", 5, 1, benefit=100),
        Claim("m3", 9, 3, mandatory=True),
        Claim("m2", 5, 2, mandatory=True, divisible=False),
        Claim("m1", 6, 1, mandatory=True),
    ]
    result = allocate(claims, 10, rule)
    assert dict(result.amounts) == {"m1": 6, "m2": 0, "m3": 4, "x": 0}
    assert result.reasons["m2"] is Reason.IKKE_PLADS
    assert result.reasons["m3"] is Reason.DELVIST
    assert result.reasons["x"] is Reason.IKKE_PLADS


def test_forholdsmaessig_floors_and_gives_the_left_over_ore_to_the_largest_remainder() -> None:
    """100 on 50, 30 and 40 of 120: 41,67 · 25,00 · 33,33: the one øre left goes to a."""
    claims = [Claim("a", 50, 3), Claim("b", 30, 2), Claim("c", 40, 1)]
    assert _amounts(claims, 100, F) == {"a": 42, "b": 25, "c": 33}


def test_forholdsmaessig_ties_go_by_priority_then_id() -> None:
    """10 on three claims of 5: 3,33 each, one øre left, first in the order."""
    assert _amounts([Claim("a", 5), Claim("b", 5), Claim("c", 5, 9)], 10, F) == {"a": 3, "b": 3, "c": 4}
    assert _amounts([Claim("c", 5), Claim("b", 5), Claim("a", 5)], 11, F) == {"a": 4, "b": 4, "c": 3}


def test_forholdsmaessig_ignores_divisible_but_not_mandatory() -> None:
    claims = [Claim("m", 4, mandatory=True), Claim("a", 6, divisible=False), Claim("b", 6)]
    assert _amounts(claims, 10, F) == {"m": 4, "a": 3, "b": 3}


def test_forholdsmaessig_gives_in_full_if_all_fits_beside_the_mandatory() -> None:
    claims = [Claim("m", 4, mandatory=True), Claim("a", 2), Claim("b", 3)]
    assert _amounts(claims, 10, F) == {"m": 4, "a": 2, "b": 3}


def test_optimal_takes_the_set_with_the_greatest_benefit_not_the_first_or_the_best_each() -> None:
    """b + c (70) beats a (60) though a is first, best alone and best per øre but for its size."""
    claims = [Claim("a", 6, 1, benefit=60), Claim("b", 5, 2, benefit=35), Claim("c", 5, 3, benefit=35)]
    result = allocate(claims, 10, O)
    assert dict(result.amounts) == {"a": 0, "b": 5, "c": 5}
    assert result.reasons["a"] is Reason.FRAVALGT


def test_optimal_tells_what_never_fitted_from_what_was_passed_over() -> None:
    claims = [Claim("a", 11, benefit=100), Claim("b", 6, benefit=10), Claim("c", 5, benefit=20)]
    result = allocate(claims, 10, O)
    assert dict(result.reasons) == {"a": Reason.IKKE_PLADS, "b": Reason.FRAVALGT, "c": Reason.FULDT}


def test_optimal_is_all_or_nothing_for_divisible_courses_too() -> None:
    assert _amounts([Claim("a", 11, benefit=9)], 10, O) == {"a": 0}
    assert _amounts([Claim("a", 7, benefit=9), Claim("b", 7, benefit=8)], 10, O) == {"a": 7, "b": 0}


def test_optimal_ties_go_to_the_smaller_total() -> None:
    assert _amounts([Claim("a", 9, 1, benefit=5), Claim("b", 8, 2, benefit=5)], 10, O) == {"a": 0, "b": 8}


def test_optimal_ties_of_benefit_and_total_go_to_the_set_with_the_earlier_course() -> None:
    """{a, d} and {b, c} both give 10 for 10; the order is by priority, so whoever is first decides."""
    by_id = [
        Claim("a", 4, benefit=3),
        Claim("b", 5, benefit=5),
        Claim("c", 5, benefit=5),
        Claim("d", 6, benefit=7),
    ]
    assert _amounts(by_id, 10, O) == {"a": 4, "b": 0, "c": 0, "d": 6}
    b_first = [replace(c, priority=1 if c.course == "b" else 2) for c in by_id]
    assert _amounts(b_first, 10, O) == {"a": 0, "b": 5, "c": 5, "d": 0}


def test_optimal_then_adds_what_still_fits_in_order() -> None:
    """Of those without benefit z (priority 1) is tried first and fits, then y does not, then x does."""
    claims = [Claim("a", 4, benefit=1), Claim("x", 2), Claim("y", 4, 2), Claim("z", 3, 1)]
    result = allocate(claims, 10, O)
    assert dict(result.amounts) == {"a": 4, "x": 2, "y": 0, "z": 3}
    assert result.remaining == 1
    assert result.reasons["y"] is Reason.FRAVALGT


def test_optimal_gives_what_is_added_in_full_or_not_at_all() -> None:
    assert _amounts([Claim("a", 4, benefit=1), Claim("b", 8)], 10, O) == {"a": 4, "b": 0}


def test_optimal_keeps_the_mandatory_even_if_they_cost_benefit() -> None:
    claims = [Claim("m", 6, mandatory=True), Claim("a", 5, benefit=100), Claim("b", 4, benefit=1)]
    assert _amounts(claims, 10, O) == {"m": 6, "a": 0, "b": 4}
