"""Scenarios side by side: differences answer by answer, and why a course differs; worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.model import Answer, Rule, Scenario
from lederpulje.scenarios import Comparison, Result, Span, Why, compare
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, kr, scenario

OPEN_2024 = scenario()
JA_2024, NEJ_2024 = scenario(answers={"sso_midler": JA}), scenario(answers={"sso_midler": NEJ})
CAUTIOUS = scenario(overrides={"frame.kurser": "75000"})
SVAR, AENDRING, REGEL = Why.SVAR, Why.AENDRING, Why.REGEL


def _compare(baseline: Scenario, other: Scenario) -> Comparison:
    (comparison,) = compare(NORDDJURS, baseline, (other,))
    return comparison


def _kurser_claimed(result: Result) -> int:
    return result.frame("kurser").claimed


def _kurser_balance(result: Result) -> int:
    return result.frame("kurser").balance


def test_two_fixed_scenarios_differ_by_a_point() -> None:
    comparison = _compare(JA_2024, NEJ_2024)
    assert comparison.open == ()
    assert comparison.difference(_kurser_claimed) == Span(kr(130_000), kr(130_000))
    assert comparison.difference(_kurser_balance) == Span(kr(-130_000), kr(-130_000))
    assert comparison.difference(lambda r: r.pool.overrun) == Span(kr(87_000), kr(87_000))
    assert comparison.difference(lambda r: r.course("ledertalent").allocated) == Span(kr(43_000), kr(43_000))
    assert comparison.why == {"ledertalent": (SVAR,)}


@pytest.mark.parametrize(
    ("fixed", "difference"), [(JA_2024, Span(kr(-130_000), 0)), (NEJ_2024, Span(0, kr(130_000)))]
)
def test_against_an_open_baseline_the_fixed_answer_wins_in_each_combination(
    fixed: Scenario, difference: Span
) -> None:
    comparison = _compare(OPEN_2024, fixed)
    assert comparison.open == ("sso_midler",)
    assert comparison.difference(_kurser_claimed) == difference
    assert comparison.why == {"ledertalent": (SVAR,)}


def test_spans_are_never_subtracted() -> None:
    """Both claims are 107.000–237.000, but never one at its top while the other is at its bottom."""
    comparison = _compare(OPEN_2024, CAUTIOUS)
    assert comparison.difference(_kurser_claimed) == Span(0, 0)
    assert comparison.difference(_kurser_balance) == Span(kr(-75_000), kr(-75_000))
    # overrun: ja 0 → 32.000, nej 87.000 → 162.000
    assert comparison.difference(lambda r: r.pool.overrun) == Span(kr(32_000), kr(75_000))


def test_a_smaller_frame_takes_from_the_last_in_the_order() -> None:
    """75.000: senior 22.000, sygefravær 53.000 of 60.000; boarding and the concept nothing."""
    comparison = _compare(OPEN_2024, CAUTIOUS)
    differences = {
        c.course.id: comparison.difference(lambda r, key=c.course.id: r.course(key).allocated)  # type: ignore[misc]
        for c in comparison.baseline.first.courses
    }
    assert {c: d for c, d in differences.items() if d != Span(0, 0)} == {
        "fastholdelse-sygefravaer": Span(kr(-7_000), kr(-7_000)),
        "fastholdelse-boarding": Span(kr(-25_000), kr(-25_000)),
        "ledertalent": Span(kr(-43_000), 0),
    }
    assert comparison.why == {
        "fastholdelse-sygefravaer": (AENDRING,),
        "fastholdelse-boarding": (AENDRING,),
        "ledertalent": (AENDRING,),
    }


def test_another_rule_is_the_reason_for_all_it_moves() -> None:
    comparison = _compare(NEJ_2024, replace(NEJ_2024, rule=Rule.FORHOLDSMAESSIG))
    assert comparison.difference(lambda r: r.course("fastholdelse-senior").allocated) == Span(
        -807_595, -807_595
    )
    assert comparison.difference(lambda r: r.frame("kurser").allocated) == Span(0, 0)
    assert comparison.why == {
        "fastholdelse-senior": (REGEL,),
        "fastholdelse-sygefravaer": (REGEL,),
        "fastholdelse-boarding": (REGEL,),
        "ledertalent": (REGEL,),
    }


def test_another_rule_where_everything_fits_makes_no_difference() -> None:
    assert _compare(JA_2024, replace(JA_2024, rule=Rule.OPTIMAL)).why == {}


def test_each_course_has_its_own_reasons() -> None:
    """boarding for 30: 21.000, by the change alone. The concept: 130.000 by the answer, and 47.000 for it by both."""
    other = scenario(
        answers={"sso_midler": NEJ},
        overrides={"fastholdelse-boarding.participants": "30", "dol-2024.participants": "4"},
    )
    comparison = _compare(OPEN_2024, other)
    assert comparison.why == {
        "fastholdelse-boarding": (AENDRING,),
        "dol-2024": (AENDRING,),
        "ledertalent": (SVAR, AENDRING),
    }
    # under ja: 0 → 47.000; under nej: 43.000 → 47.000
    talent = comparison.difference(lambda r: r.course("ledertalent").allocated)
    assert talent == Span(kr(4_000), kr(47_000))
    assert comparison.difference(lambda r: r.frame("oevrig").claimed) == Span(kr(-11_500), kr(-11_500))


def test_a_change_that_only_shows_beside_the_answer_is_named_too() -> None:
    """Two seats change nothing while others pay; with `nej` they are why it is 65.000 and not 130.000."""
    comparison = _compare(JA_2024, replace(NEJ_2024, overrides=(("ledertalent.participants", "2"),)))
    claimed = comparison.difference(lambda r: r.course("ledertalent").claimed)
    assert claimed == Span(kr(65_000), kr(65_000))
    assert comparison.why == {"ledertalent": (SVAR, AENDRING)}


def test_what_only_renames_changes_nothing() -> None:
    other = replace(NEJ_2024, key="andet", name="Andet", overrides=(("ledertalent.participants", "4"),))
    comparison = _compare(NEJ_2024, other)
    assert comparison.why == {}
    assert comparison.difference(_kurser_claimed) == Span(0, 0)


def test_what_is_open_in_either_is_combined_in_both() -> None:
    """Fjordby, `ledelse` claimed. Baseline fixes fond = nej, the scenario fusion = ja:

    fond, fusion   baseline (nej, ·)   scenario (·, ja)   difference
    ja,  ja        254.997,98          216.597,98         −38.400,00
    ja,  nej       235.000,01          216.597,98         −18.402,03
    nej, ja        254.997,98          254.997,98               0,00
    nej, nej       235.000,01          254.997,98         +19.997,97
    """
    baseline = scenario(2026, answers={"fond": NEJ})
    (comparison,) = compare(FJORDBY, baseline, (scenario(2026, answers={"fusion": JA}),))
    assert comparison.open == ("fond", "fusion")

    def claimed(result: Result) -> int:
        return result.frame("ledelse").claimed

    differences = {answers: claimed(mine) - claimed(base) for answers, base, mine in comparison.pairs}
    expected: dict[tuple[Answer, Answer], float] = {
        (JA, JA): -38_400,
        (JA, NEJ): -18_402.03,
        (NEJ, JA): 0,
        (NEJ, NEJ): 19_997.97,
    }
    assert differences == {
        (("fond", fond), ("fusion", fusion)): kr(d) for (fond, fusion), d in expected.items()
    }
    assert comparison.difference(claimed) == Span(kr(-38_400), kr(19_997.97))


def test_several_scenarios_come_back_in_the_order_asked_for() -> None:
    asked = (CAUTIOUS, JA_2024, NEJ_2024, OPEN_2024)
    comparisons = compare(NORDDJURS, OPEN_2024, asked)
    assert tuple(c.scenario.scenario for c in comparisons) == asked
    assert all(c.baseline.scenario == OPEN_2024 for c in comparisons)
    assert comparisons[-1].why == {}
