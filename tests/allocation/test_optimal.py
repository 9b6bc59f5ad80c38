"""`optimal` against two strangers: every set there is, and an integer program re-checked in whole øre."""

from __future__ import annotations

import random

import numpy as np
import numpy.typing as npt
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import Bounds, LinearConstraint, milp

from lederpulje.allocation import Claim, Rule, allocate
from tests.strategies import FRAMES, SMALL, claim_lists


def _in_order(claims: list[Claim]) -> list[Claim]:
    return sorted(claims, key=lambda c: (c.priority or 10**9, c.course))


def _by_brute_force(claims: list[Claim], frame: int) -> dict[str, int]:
    """Mandatory first; then the best of all 2ⁿ sets by (benefit, −total, earlier courses); then what still fits."""
    amounts = dict(allocate([c for c in claims if c.mandatory], frame, Rule.PRIORITET).amounts)
    left = frame - sum(amounts.values())
    others = _in_order([c for c in claims if not c.mandatory])
    n = len(others)
    sets = np.arange(2**n, dtype=np.int64)
    inside = [(sets >> (n - 1 - i)) & 1 for i in range(n)]  # the earliest course is the highest bit
    total = sum((bit * c.amount for bit, c in zip(inside, others, strict=True)), np.zeros_like(sets))
    benefit = sum((bit * c.benefit for bit, c in zip(inside, others, strict=True)), np.zeros_like(sets))
    feasible = np.flatnonzero(total <= left)
    best = int(feasible[np.lexsort((-feasible, total[feasible], -benefit[feasible]))[0]])
    taken = [bool((best >> (n - 1 - i)) & 1) for i in range(n)]
    left -= sum(c.amount for c, yes in zip(others, taken, strict=True) if yes)
    for c, yes in zip(others, taken, strict=True):
        added = not yes and c.amount <= left
        left -= c.amount if added else 0
        amounts[c.course] = c.amount if yes or added else 0
    return amounts


@given(claim_lists(most=9, amounts=SMALL), st.integers(0, 45))
@settings(max_examples=150)
def test_no_set_is_better_where_everything_ties(claims: list[Claim], frame: int) -> None:
    assert allocate(claims, frame, Rule.OPTIMAL).amounts == _by_brute_force(claims, frame)


@given(claim_lists(most=15), FRAMES)
def test_no_set_is_better_up_to_fifteen_courses(claims: list[Claim], frame: int) -> None:
    assert allocate(claims, frame, Rule.OPTIMAL).amounts == _by_brute_force(claims, frame)


@pytest.mark.parametrize("seed", range(6))
def test_no_set_is_better_for_fifteen_courses_that_tie(seed: int) -> None:
    """Few sizes and few benefits: hundreds of best sets, told apart by total and order alone."""
    rng = random.Random(seed)
    claims = [
        Claim(f"k{i:02}", rng.randint(1, 4), rng.choice((None, 1, 2)), benefit=rng.randint(0, 3))
        for i in range(15)
    ]
    for frame in range(0, 30, 3):
        assert allocate(claims, frame, Rule.OPTIMAL).amounts == _by_brute_force(claims, frame)


def _solve(
    objective: list[int], rows: list[tuple[list[int], float, float]]
) -> tuple[npt.NDArray[np.bool_], float]:
    """HiGHS on yes/no choices: least objective under the rows; what it chose, and its proven bound."""
    result = milp(
        c=np.array(objective, dtype=float),
        integrality=np.ones(len(objective), dtype=np.int64),
        bounds=Bounds(0, 1),
        constraints=[LinearConstraint(np.array([row], dtype=float), low, high) for row, low, high in rows],
        options={"mip_rel_gap": 0},
    )
    assert result.success, result.message
    return np.asarray(result.x) > 0.5, float(result.mip_dual_bound)


@pytest.mark.parametrize(("courses", "seed"), [(20, 1), (25, 2), (30, 3), (40, 4), (50, 5), (60, 6), (60, 7)])
def test_an_integer_program_finds_nothing_better(courses: int, seed: int) -> None:
    """Above brute force. Solvers work with tolerances, so only what holds in whole øre counts as an answer."""
    rng = random.Random(seed)
    claims = [
        Claim(f"k{i:02}", rng.randint(1, 15_000_000), rng.randint(1, 9), False, True, rng.randint(1, 100))
        for i in range(courses)
    ]
    benefits, sizes = [c.benefit for c in claims], [c.amount for c in claims]
    frame = sum(sizes) // 3
    ours = allocate(claims, frame, Rule.OPTIMAL).amounts
    taken = [c for c in claims if ours[c.course]]
    assert all(ours[c.course] == c.amount for c in taken)
    benefit, total = sum(c.benefit for c in taken), sum(c.amount for c in taken)
    assert total <= frame

    chosen, bound = _solve([-b for b in benefits], [(sizes, 0, frame)])
    if sum(a for a, yes in zip(sizes, chosen, strict=True) if yes) <= frame:  # re-checked in whole øre
        assert sum(b for b, yes in zip(benefits, chosen, strict=True) if yes) <= benefit
    assert benefit <= -bound + 1e-6

    chosen, _ = _solve(sizes, [(benefits, benefit, np.inf)])
    least = sum(a for a, yes in zip(sizes, chosen, strict=True) if yes)
    if sum(b for b, yes in zip(benefits, chosen, strict=True) if yes) >= benefit:
        assert total <= least
