"""What holds for every evaluation, whatever the data and the scenario; over generated input."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from lederpulje.model import Answer, BaseData, Reason, Scenario
from lederpulje.scenarios import Result, Span, compare, course_cost, evaluate, full_answers, with_settings
from tests.strategies import YEAR, base_data, cases, pairs_of_scenarios, shuffled

CASE = tuple[BaseData, Scenario]


def _figures(result: Result) -> dict[str, int | str | dict[str, int] | None]:
    """Everything a result says, free of the order of its input."""
    found: dict[str, int | str | dict[str, int] | None] = {
        "pool.claimed": result.pool.claimed,
        "pool.allocated": result.pool.allocated,
        "pool.overrun": result.pool.overrun,
        "pool.unassigned": result.pool.unassigned,
        "pool.remaining": result.pool.remaining,
    }
    for f in result.frames:
        found |= {
            f"{f.frame.key}.amount": f.amount,
            f"{f.frame.key}.claimed": f.claimed,
            f"{f.frame.key}.allocated": f.allocated,
        }
    for c in result.courses:
        found |= {
            f"{c.course.id}.cost": c.cost,
            f"{c.course.id}.claimed": c.claimed,
            f"{c.course.id}.allocated": c.allocated,
            f"{c.course.id}.reason": c.reason.value,
            f"{c.course.id}.available": c.available,
            f"{c.course.id}.payers": dict(c.payers),
        }
    return found


def _amounts(result: Result) -> Iterator[tuple[str, int]]:
    for name, value in _figures(result).items():
        if isinstance(value, int):
            yield name, value


def _answered(base: BaseData, scenario: Scenario, answers: dict[str, Answer]) -> Result:
    """The scenario with its open answers filled in, evaluated as if they had been known all along."""
    evaluation = evaluate(base, with_settings(scenario, answers, {}))
    assert evaluation.open == ()
    return evaluation.first


@given(cases())
def test_sums_of_courses_frames_and_pool_agree(case: CASE) -> None:
    for result in evaluate(*case).results:
        pool = result.pool
        for f in result.frames:
            own = [c for c in result.courses if c.frame == f.frame.key]
            assert f.claimed == sum(c.claimed for c in own)
            assert f.allocated == sum(c.allocated for c in own) <= f.amount
            assert (f.remaining, f.balance) == (f.amount - f.allocated, f.amount - f.claimed)
            assert f.overrun == max(0, f.claimed - f.amount)
        assert pool.claimed == sum(f.claimed for f in result.frames) == sum(c.claimed for c in result.courses)
        assert pool.allocated == sum(f.allocated for f in result.frames)
        assert pool.overrun == sum(f.overrun for f in result.frames)
        assert pool.remaining == pool.amount - pool.allocated
        assert pool.unassigned + sum(f.amount for f in result.frames) == pool.amount


@given(cases())
def test_parts_sum_to_the_cost_and_each_is_within_an_ore_of_its_share(case: CASE) -> None:
    base, scenario = case
    evaluation = evaluate(base, scenario)
    for result in evaluation.results:
        answers = {**dict(evaluation.answers), **dict(result.answers)}
        for c in result.courses:
            assert 0 <= c.allocated <= c.claimed
            assert c.claimed == c.payers.get("pulje", 0)
            assert sum(c.payers.values()) == (c.cost or 0)
            assert all(part > 0 for part in c.payers.values())
            if any(name == f"{c.course.id}.payer" for name, _ in scenario.overrides) or not c.cost:
                continue
            lines = [
                line
                for line in base.lines_of(c.course.id)
                if line.condition is None or answers[line.condition] is line.answer
            ]
            for payer in {line.payer for line in lines}:
                own = [line.share for line in lines if line.payer == payer]
                exact = Fraction(c.cost * sum(own), 10_000)
                assert abs(c.payers.get(payer, 0) - exact) < len(own)


@given(cases())
def test_the_reason_is_the_first_that_fits(case: CASE) -> None:
    for result in evaluate(*case).results:
        for c in result.courses:
            first = (
                Reason.AFHOLDES_IKKE
                if not c.held
                else Reason.IKKE_PRISSAT
                if c.cost is None
                else Reason.BETALER_UAFKLARET
                if "uafklaret" in c.payers
                else Reason.BETALES_AF_ANDRE
                if c.claimed == 0 and c.cost > 0
                else Reason.FULDT
                if c.allocated == c.claimed
                else Reason.DELVIST
                if c.allocated
                else None
            )
            if first is None:
                assert c.reason in (Reason.FRAVALGT, Reason.IKKE_PLADS)
            else:
                assert c.reason is first
            assert (c.cost == 0) if not c.held else (c.cost == course_cost(c.course))


@given(cases())
def test_each_combination_is_what_it_would_be_if_the_answers_were_known(case: CASE) -> None:
    base, scenario = case
    evaluation = evaluate(base, scenario)
    assert len(evaluation.results) == 2 ** len(evaluation.open)
    for combo in full_answers(evaluation.open):
        alone = _answered(base, scenario, dict(combo))
        assert _figures(evaluation.under(dict(combo))) == _figures(alone)


@given(cases())
def test_a_span_holds_every_combination_and_reaches_its_ends(case: CASE) -> None:
    base, scenario = case
    evaluation = evaluate(base, scenario)
    for name in dict(_amounts(evaluation.first)):
        if any(_figures(r)[name] is None for r in evaluation.results):
            continue  # held and not priced under some answers

        def value(result: Result, name: str = name) -> int:
            return dict(_amounts(result))[name]

        span, (low, high) = evaluation.span(value), evaluation.ends(value)
        values = [value(_answered(base, scenario, dict(c))) for c in full_answers(evaluation.open)]
        assert span == Span(min(values), max(values))
        assert value(evaluation.under(dict(low))) == span.low
        assert value(evaluation.under(dict(high))) == span.high


@given(pairs_of_scenarios(4))
def test_difference_spans_are_brute_force_over_every_combination(
    case: tuple[BaseData, Scenario, Scenario],
) -> None:
    base, baseline, other = case
    (comparison,) = compare(base, baseline, (other,))
    pairs = []
    for combo in full_answers(comparison.open):
        answers = dict(combo)
        mine, theirs = (
            _answered(base, s, {k: a for k, a in answers.items() if k in evaluate(base, s).open})
            for s in (other, baseline)
        )
        pairs.append((dict(_amounts(mine)), dict(_amounts(theirs))))
    for name in (
        "pool.claimed",
        "pool.allocated",
        "pool.overrun",
        *(f"{c.id}.allocated" for c in base.courses),
    ):
        expected = [mine[name] - theirs[name] for mine, theirs in pairs]
        assert comparison.difference(lambda r, n=name: dict(_amounts(r))[n]) == Span(  # type: ignore[misc]
            min(expected), max(expected)
        )
    differing = {
        c.id
        for c in base.courses
        if any(
            m[f"{c.id}.{what}"] != t[f"{c.id}.{what}"] for m, t in pairs for what in ("claimed", "allocated")
        )
    }
    assert set(comparison.why) == differing
    assert all(comparison.why.values())


@given(cases(), st.data())
def test_the_order_of_the_input_never_matters(case: CASE, data: st.DataObject) -> None:
    base, scenario = case
    other = evaluate(
        data.draw(shuffled(base)),
        replace(scenario, answers=tuple(data.draw(st.permutations(scenario.answers)))),
    )
    one = evaluate(base, scenario)
    assert one.answers == other.answers
    assert [_figures(r) for r in one.results] == [_figures(r) for r in other.results]
    assert set(one.problems) == set(other.problems)


@given(cases(), st.data())
def test_the_order_of_overrides_of_courses_never_matters(case: CASE, data: st.DataObject) -> None:
    base, scenario = case
    own = tuple(o for o in scenario.overrides if not o[0].startswith(("frame.", "pool")))
    turned = tuple(data.draw(st.permutations(own)))
    one, other = (evaluate(base, replace(scenario, overrides=o)) for o in (own, turned))
    assert [_figures(r) for r in one.results] == [_figures(r) for r in other.results]


@given(base_data(), st.data())
def test_frames_and_the_rest_always_make_up_the_pool(base: BaseData, data: st.DataObject) -> None:
    names = st.sampled_from([*(f"frame.{f.key}" for f in base.frames), "pool"])
    overrides = data.draw(st.dictionaries(names, st.integers(0, 2_000_000).map(str), max_size=4))
    evaluation = evaluate(base, Scenario("s", YEAR, "S", overrides=tuple(overrides.items())))
    refused = {p.where for p in evaluation.problems}
    for result in evaluation.results:
        assert all(f.amount >= 0 for f in result.frames)
        assert result.pool.unassigned >= 0
        assert sum(f.amount for f in result.frames) + result.pool.unassigned == result.pool.amount
        for name, value in overrides.items():
            if name not in refused:
                key = name.removeprefix("frame.")
                if name == "pool":
                    assert result.pool.amount == int(value) * 100
                elif "pool" not in overrides:
                    assert result.frame(key).amount == int(value) * 100
    if len(overrides) == 1 and "pool" not in overrides:
        (name, value), pool = next(iter(overrides.items())), base.pools[0].amount
        assert (name in refused) == (int(value) * 100 > pool)


@given(cases())
def test_evaluating_changes_nothing_and_says_the_same_again(case: CASE) -> None:
    base, scenario = case
    before, asked = copy.deepcopy(base), copy.deepcopy(scenario)
    first = evaluate(base, scenario)
    kept = [_figures(r) for r in first.results]
    compare(base, base.baseline(YEAR), (scenario,))
    assert evaluate(base, scenario).results == first.results
    assert [_figures(r) for r in first.results] == kept
    assert (base, scenario) == (before, asked)
    assert [_figures(r) for r in evaluate(before, asked).results] == kept


@given(cases(), st.integers(0, 5_000_000))
def test_more_money_in_a_frame_never_gives_less_in_total(case: CASE, more: int) -> None:
    base, scenario = case
    plain = replace(scenario, overrides=())
    frame = base.frames[0]
    richer = replace(
        base,
        pools=(replace(base.pools[0], amount=base.pools[0].amount + more),),
        frames=(replace(frame, amount=frame.amount + more), *base.frames[1:]),
    )
    for small, large in zip(evaluate(base, plain).results, evaluate(richer, plain).results, strict=True):
        assert small.pool.allocated <= large.pool.allocated
        assert small.pool.claimed == large.pool.claimed
