"""What each theme and strategy costs and asks of the pool, and whom the money reaches."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.insight.reach import Reach, everyone, gathered_reach, reach, short_of_money
from lederpulje.insight.spending import (
    WITHOUT,
    Group,
    Spending,
    by_strategy,
    by_theme,
    claims_by,
    gathered,
    most_claiming,
    spending,
    use_of,
    without_money,
)
from lederpulje.model import BaseData, Condition, FundingLine, Pool, Scenario, StrategyLink
from lederpulje.scenarios import Span, evaluate
from tests.examples import JA, NEJ, course, kr, pool_line, scenario
from tests.pages.states import many, seed, year
from tests.strategies import cases

SEED = seed()


def spent(base: BaseData, mine: Scenario, grouping: object = by_theme) -> Spending:
    return spending(base, evaluate(base, mine), grouping)  # type: ignore[arg-type]


def claims(found: Spending) -> dict[tuple[str, int], tuple[int, int]]:
    """(Group, year) → kroner, where there are activities."""
    return {
        (group.key, y): (use.claimed.low // 100, use.claimed.high // 100)
        for group in found.groups
        for y, use in zip(found.years, group.uses, strict=True)
        if use.courses
    }


def test_the_themes_of_the_worked_example() -> None:
    """2023: 78.000 + 33.000; 2024: 22.000 + 60.000 + 25.000, and the talent concept from 0 to 4 × 32.500."""
    found = spent(SEED, SEED.baseline(2024))
    assert found.years == (2022, 2023, 2024)
    assert claims(found) == {
        ("Lederuddannelse", 2023): (87_500, 87_500),
        ("Lederuddannelse", 2024): (87_500, 87_500),
        ("Ledertalentudvikling", 2024): (0, 130_000),
        ("Psykologisk tryghed", 2023): (111_000, 111_000),
        ("Ledelsesevaluering", 2023): (55_000, 55_000),
        ("Ledelsesevaluering", 2024): (55_000, 55_000),
        ("Fastholdelse", 2024): (107_000, 107_000),
        ("Tværgående HR-funktion", 2022): (0, 0),
    }
    assert found.total.claimed == Span(kr(503_000), kr(633_000))
    education = found.groups[0]
    assert education.key == "Lederuddannelse"
    assert education.share == (Fraction(1750, 6330), Fraction(1750, 5030))
    assert most_claiming(found) == (education,)


def test_not_priced_is_not_zero() -> None:
    found = spent(SEED, SEED.baseline(2024))
    hr, safety = found.group("Tværgående HR-funktion"), found.group("Psykologisk tryghed")
    assert hr is not None
    assert safety is not None
    assert hr.uses[0].only_unpriced
    assert len(hr.uses[0].not_priced) == 15
    assert not safety.uses[1].only_unpriced
    assert len(safety.uses[1].not_priced) == 3


def test_the_price_whoever_pays_does_not_follow_the_answer() -> None:
    for answer in (JA, NEJ):
        found = spent(SEED, scenario(2024, answers={"sso_midler": answer}))
        talent = found.group("Ledertalentudvikling")
        assert talent is not None
        assert talent.uses[2].cost == Span(kr(130_000), kr(130_000))
        assert talent.claimed.high == (0 if answer is JA else kr(130_000))


def test_the_chosen_year_is_as_it_is_played_with_and_the_others_as_their_baselines() -> None:
    mine = scenario(2024, answers={"sso_midler": NEJ}, overrides={"ledertalent.participants": "2"})
    found = claims(spent(SEED, mine))
    assert found["Ledertalentudvikling", 2024] == (65_000, 65_000)
    assert found["Psykologisk tryghed", 2023] == (111_000, 111_000)
    narrow = claims(spent(SEED, scenario(2023, overrides={"tryghed-med.held": "nej"})))
    assert narrow["Psykologisk tryghed", 2023] == (78_000, 78_000)
    assert narrow["Ledertalentudvikling", 2024] == (0, 130_000)


def test_the_strategies_of_the_worked_example() -> None:
    found = spent(SEED, SEED.baseline(2024), by_strategy)
    assert claims(found) == {
        ("hr-tema-1", 2024): (107_000, 107_000),
        ("hr-tema-3", 2024): (0, 130_000),
        (WITHOUT, 2022): (0, 0),
        (WITHOUT, 2023): (253_500, 253_500),
        (WITHOUT, 2024): (142_500, 142_500),
    }
    assert found.groups[-1].key == WITHOUT
    without = without_money(SEED.strategy, found)
    assert len(SEED.strategy) == 22
    assert {link.key for link in SEED.strategy} - {link.key for link in without} == {"hr-tema-1", "hr-tema-3"}


def test_a_strategy_gets_no_money_where_others_pay_whatever_is_answered() -> None:
    found = spent(SEED, scenario(2024, answers={"sso_midler": JA}), by_strategy)
    assert "hr-tema-3" in {link.key for link in without_money(SEED.strategy, found)}


def test_an_activity_that_serves_two_strategies_stands_whole_under_both() -> None:
    base = replace(
        year((course("a", 1, 30_000, strategy=("x", "y")),), (pool_line("a", "kurser"),)),
        strategy=(StrategyLink("x", "G", "X"), StrategyLink("y", "G", "Y"), StrategyLink("z", "G", "Z")),
    )
    found = spent(base, base.baseline(2024), by_strategy)
    assert claims(found) == {("x", 2024): (30_000, 30_000), ("y", 2024): (30_000, 30_000)}
    assert found.total.claimed == Span(kr(30_000), kr(30_000)), "each activity counts once in the whole"
    assert [link.key for link in without_money(base.strategy, found)] == ["z"]
    (rest,) = gathered(found, 1)
    assert (rest.gathered, rest.claimed) == (2, Span(kr(30_000), kr(30_000)))


def test_the_same_open_question_has_one_answer_in_all_years() -> None:
    """2023 pays at ja, 2024 at nej: together always 10.000, never 0 or 20.000."""
    courses = tuple(course(f"k{y}", 1, 10_000, year=y, theme="T") for y in (2023, 2024))
    lines = [
        FundingLine("k2023", "pulje", "kurser", 10_000, "c", JA),
        FundingLine("k2023", "region", None, 10_000, "c", NEJ),
        FundingLine("k2024", "pulje", "kurser", 10_000, "c", NEJ),
        FundingLine("k2024", "region", None, 10_000, "c", JA),
    ]
    base = year(courses, tuple(lines))
    frames = (*base.frames, *(replace(f, year=2023) for f in base.frames))
    base = replace(
        base, pools=(Pool(2023, kr(300_000)), *base.pools), frames=frames, conditions=(Condition("c", "C?"),)
    )
    found = spent(base, base.baseline(2024))
    (theme,) = found.groups
    assert [use.claimed for use in theme.uses] == [Span(0, kr(10_000))] * 2
    assert theme.claimed == Span(kr(10_000), kr(10_000))
    assert theme.share == (Fraction(1), Fraction(1))


def test_which_theme_gets_most_may_hang_on_the_answer() -> None:
    base = replace(SEED, courses=tuple(c for c in SEED.courses if c.theme != "Lederuddannelse"))
    base = replace(base, courses=tuple(c for c in base.courses if c.year == 2024))
    names = {g.key for g in most_claiming(spent(base, base.baseline(2024)))}
    assert names == {"Fastholdelse", "Ledertalentudvikling"}


def test_a_year_that_cannot_be_evaluated_is_left_out_and_named() -> None:
    base = replace(SEED, courses=(*SEED.courses, course("x", 1, 5, year=2019)))
    found = spent(base, base.baseline(2024))
    assert found.years == (2022, 2023, 2024)
    assert [y for y, _ in found.left_out] == [2019]


def test_too_many_open_answers_over_the_years_give_no_share() -> None:
    keys = [f"c{n}" for n in range(12)]
    courses = tuple(course(f"k{n}", 1, 100, year=2023 + n // 6, theme="T") for n in range(12))
    lines = tuple(
        line
        for c, key in zip(courses, keys, strict=True)
        for line in (
            FundingLine(c.id, "pulje", "kurser", 10_000, key, JA),
            FundingLine(c.id, "region", None, 10_000, key, NEJ),
        )
    )
    base = year(courses, lines)
    frames = (*base.frames, *(replace(f, year=2023) for f in base.frames))
    conditions = tuple(Condition(key, "?") for key in keys)
    base = replace(base, pools=(Pool(2023, kr(300_000)), *base.pools), frames=frames, conditions=conditions)
    found = spent(base, base.baseline(2024))
    assert (found.groups[0].claimed, found.groups[0].share) == (Span(0, kr(1_200)), None)
    assert most_claiming(found) == ()


@pytest.mark.parametrize("most", [2, 3, 7, 20])
def test_gathering_loses_nothing(most: int) -> None:
    base = many(20, 4_000)
    courses = tuple(replace(c, theme=f"Tema {n}" if n % 5 else "") for n, c in enumerate(base.courses))
    found = spent(replace(base, courses=courses), base.baseline(2024))
    shown = gathered(found, most)
    assert len(shown) <= most
    assert frozenset(i for g in shown for i in g.ids) == found.total.ids
    assert sum(len(g.ids) for g in shown) == 20
    assert shown[-1].key == WITHOUT
    assert any(g.gathered for g in shown) == (len(found.groups) > most)


# --- whatever the base data --------------------------------------------------------------------------------

THEMES = st.lists(st.sampled_from(("", "A", "B", "C")), min_size=6, max_size=6)


@given(case=cases(), themes=THEMES)
def test_the_themes_add_up_to_the_claim_on_the_pool(
    case: tuple[BaseData, Scenario], themes: list[str]
) -> None:
    base, mine = case
    courses = tuple(replace(c, theme=t) for c, t in zip(base.courses, themes, strict=False))
    base = replace(base, courses=courses)
    evaluation = evaluate(base, mine)
    found = spending(base, evaluation, by_theme)
    for at, result in enumerate(evaluation.results):
        assert sum(claims_by(result, by_theme).values()) == result.pool.claimed
        for groups in (found.groups, gathered(found, 2)):
            assert sum(g.uses[found.chosen].claims[at] for g in groups) == result.pool.claimed
            costs = sum(g.uses[found.chosen].costs[at] for g in groups)
            assert costs == sum(c.cost or 0 for c in result.courses)
    held = {c.course.id for r in evaluation.results for c in r.courses if c.held}
    assert {c.id for g in found.groups for use in g.uses for c in use.courses} == held
    unpriced = {c.id for g in found.groups for use in g.uses for c in use.not_priced}
    assert unpriced == set(evaluation.not_priced)


@given(case=cases())
def test_shares_are_parts_of_the_whole(case: tuple[BaseData, Scenario]) -> None:
    base, mine = case
    courses = tuple(replace(c, theme="AB"[n % 2]) for n, c in enumerate(base.courses))
    found = spent(replace(base, courses=courses), mine)
    shares: list[Group] = [g for g in found.groups if g.share]
    assert all(0 <= g.share[0] <= g.share[1] <= 1 for g in shares if g.share)
    if shares:
        assert sum(g.share[0] for g in shares if g.share) <= 1 <= sum(g.share[1] for g in shares if g.share)


def test_use_of_nothing_is_nothing() -> None:
    use = use_of(evaluate(SEED, SEED.baseline(2024)), set())
    assert (use.courses, use.claimed, use.cost, use.only_unpriced) == ((), Span(0, 0), Span(0, 0), False)


# --- leaders -----------------------------------------------------------------------------------------------


def by_name(rows: tuple[Reach, ...]) -> dict[str, Reach]:
    return {row.theme: row for row in rows}


def point(value: int) -> Span:
    return Span(value, value)


def test_leaders_and_price_of_the_worked_example() -> None:
    """2024: 107.000 ÷ 180; 87.500 ÷ 6; 130.000 ÷ 4, whoever pays; an evaluation says no number."""
    evaluation = evaluate(SEED, SEED.baseline(2024))
    found = by_name(reach(evaluation))
    assert list(found) == ["Fastholdelse", "Lederuddannelse", "Ledertalentudvikling", "Ledelsesevaluering"]
    assert (found["Fastholdelse"].leaders, found["Fastholdelse"].price) == (point(180), point(59_444))
    education = found["Lederuddannelse"]
    assert (education.leaders, education.price) == (point(6), point(1_458_333))
    talent = found["Ledertalentudvikling"]
    assert (talent.leaders, talent.price) == (point(4), point(kr(32_500)))
    unknown = found["Ledelsesevaluering"]
    assert (unknown.leaders, unknown.price, len(unknown.uncounted)) == (None, None, 1)
    whole = everyone(evaluation)
    assert (whole.leaders, whole.price) == (point(190), point(170_789)), "324.500 ÷ 190"


def test_what_has_no_number_or_price_is_counted_and_left_out_of_the_price() -> None:
    found = by_name(reach(evaluate(SEED, SEED.baseline(2023))))["Psykologisk tryghed"]
    assert (found.leaders, found.price) == (point(140), point(79_286)), "111.000 ÷ 140"
    assert (len(found.courses), len(found.uncounted), len(found.not_priced)) == (5, 3, 3)


def test_what_has_no_money() -> None:
    def short(mine: Scenario) -> list[str]:
        return [c.id for c in short_of_money(evaluate(SEED, mine))]

    assert short(SEED.baseline(2023)) == [
        "arbejdsmiljoedag-2023",
        "hovedudvalg-temadag-2023",
        "fyraften-2023",
    ]
    assert short(scenario(2024, answers={"sso_midler": JA})) == []
    assert short(SEED.baseline(2024)) == ["ledertalent"], "short of 87.000 kr. at nej"


def test_a_theme_that_is_not_held_reaches_nobody() -> None:
    mine = scenario(2024, answers={"sso_midler": NEJ}, overrides={"ledertalent.held": "nej"})
    talent = by_name(reach(evaluate(SEED, mine)))["Ledertalentudvikling"]
    assert (talent.courses, talent.leaders, talent.price) == ((), point(0), None)


@pytest.mark.parametrize("most", [1, 3, 60])
def test_themes_gathered_reach_as_many(most: int) -> None:
    base = many(20, 4_000)
    base = replace(base, courses=tuple(replace(c, theme=f"Tema {n}") for n, c in enumerate(base.courses)))
    evaluation = evaluate(base, base.baseline(2024))
    found = gathered_reach(evaluation, most)
    assert len(found) == min(most, 20)
    assert sum(row.leaders.high for row in found if row.leaders) == sum(range(10, 30))
    assert found[-1].gathered == (20 - most + 1 if most < 20 else 0)


@given(case=cases())
def test_the_price_a_leader_is_that_of_the_single_course(case: tuple[BaseData, Scenario]) -> None:
    """A theme for each course: leaders and price are the engine's own."""
    base, mine = case
    base = replace(base, courses=tuple(replace(c, theme=c.id) for c in base.courses))
    evaluation = evaluate(base, mine)
    for row in reach(evaluation):
        single = [r.course(row.theme) for r in evaluation.results]
        prices = [p for c in single if (p := c.price_a_leader) is not None]
        assert row.price == (Span(min(prices), max(prices)) if prices else None)
        leaders = [n for c in single if (n := c.leaders) is not None]
        assert row.leaders == (Span(min(leaders), max(leaders)) if leaders else None)
