"""The design's worked example on the real figures, to the øre: 2024 under ja, nej and uafklaret, and 2023."""

from __future__ import annotations

import pytest

from lederpulje import ENGINE_VERSION
from lederpulje.model import Answer, Reason, Rule
from lederpulje.scenarios import Evaluation, Result, Span, evaluate
from tests.examples import JA, NEJ, NORDDJURS, OPEN, kr, scenario

RETENTION = ("fastholdelse-senior", "fastholdelse-sygefravaer", "fastholdelse-boarding")
OF_OEVRIG = ("evaluering-2024", "dol-2024", "master-2024")
CAUTIOUS = {"frame.kurser": "75000"}


def _evaluate(answer: Answer, rule: Rule = Rule.PRIORITET, **overrides: str) -> Evaluation:
    named = {name.replace("__", "."): value for name, value in overrides.items()}
    return evaluate(NORDDJURS, scenario(2024, rule, {"sso_midler": answer}, named))


@pytest.mark.parametrize(
    ("answer", "claimed", "balance", "allocated"),
    [(JA, 107_000, 43_000, 107_000), (NEJ, 237_000, -87_000, 150_000)],
)
def test_frame_kurser(answer: Answer, claimed: int, balance: int, allocated: int) -> None:
    frame = _evaluate(answer).first.frame("kurser")
    assert (frame.amount, frame.claimed, frame.balance) == (kr(150_000), kr(claimed), kr(balance))
    assert (frame.allocated, frame.remaining) == (kr(allocated), kr(150_000 - allocated))
    assert frame.overrun == max(0, -kr(balance))


@pytest.mark.parametrize("answer", [JA, NEJ])
def test_frame_oevrig_is_the_same_whatever_the_answer(answer: Answer) -> None:
    frame = _evaluate(answer).first.frame("oevrig")
    assert (frame.claimed, frame.balance, frame.overrun) == (kr(142_500), kr(7_500), 0)
    assert (frame.allocated, frame.remaining) == (kr(142_500), kr(7_500))


@pytest.mark.parametrize(
    ("answer", "claimed", "overrun", "remaining"),
    [(JA, 249_500, 0, 50_500), (NEJ, 379_500, 87_000, 7_500)],
)
def test_pool(answer: Answer, claimed: int, overrun: int, remaining: int) -> None:
    pool = _evaluate(answer).first.pool
    assert (pool.amount, pool.claimed, pool.overrun) == (kr(300_000), kr(claimed), kr(overrun))
    assert (pool.remaining, pool.allocated) == (kr(remaining), kr(300_000 - remaining))
    assert pool.unassigned == 0


def test_ledertalent_is_paid_by_social_and_health_if_the_money_is_given() -> None:
    talent = _evaluate(JA).first.course("ledertalent")
    assert (talent.cost, talent.claimed, talent.allocated, talent.shortfall) == (kr(130_000), 0, 0, 0)
    assert dict(talent.payers) == {"social og sundhed": kr(130_000)}
    assert talent.reason is Reason.BETALES_AF_ANDRE
    assert (talent.leaders, talent.price_a_leader) == (4, kr(32_500))


def test_ledertalent_gets_what_is_left_if_the_pool_must_pay() -> None:
    talent = _evaluate(NEJ).first.course("ledertalent")
    assert (talent.claimed, talent.allocated) == (kr(130_000), kr(43_000))
    assert talent.shortfall == kr(87_000)
    assert dict(talent.payers) == {"pulje": kr(130_000)}
    assert talent.reason is Reason.DELVIST
    assert talent.available == kr(43_000)


def test_ledertalent_gets_nothing_and_the_rest_remains_if_it_is_not_divisible() -> None:
    result = _evaluate(NEJ, ledertalent__divisible="nej").first
    talent = result.course("ledertalent")
    assert (talent.allocated, talent.reason) == (0, Reason.IKKE_PLADS)
    assert result.frame("kurser").remaining == kr(43_000)
    assert result.frame("kurser").balance == kr(-87_000)
    assert result.pool.remaining == kr(50_500)


@pytest.mark.parametrize("answer", [JA, NEJ])
def test_all_others_are_paid_in_full_whatever_the_answer(answer: Answer) -> None:
    result = _evaluate(answer).first
    expected = {
        "fastholdelse-senior": 22_000,
        "fastholdelse-sygefravaer": 60_000,
        "fastholdelse-boarding": 25_000,
        "evaluering-2024": 55_000,
        "dol-2024": 57_500,
        "master-2024": 30_000,
    }
    for course, amount in expected.items():
        got = result.course(course)
        assert (got.cost, got.claimed, got.allocated) == (kr(amount), kr(amount), kr(amount))
        assert got.reason is Reason.FULDT
        assert dict(got.payers) == {"pulje": kr(amount)}


def test_forholdsmaessig_to_the_ore() -> None:
    result = _evaluate(NEJ, Rule.FORHOLDSMAESSIG).first
    shares = {c: result.course(c).allocated for c in (*RETENTION, "ledertalent")}
    assert shares == {
        "fastholdelse-senior": 1_392_405,
        "fastholdelse-sygefravaer": 3_797_468,
        "fastholdelse-boarding": 1_582_279,
        "ledertalent": 8_227_848,
    }
    assert sum(shares.values()) == kr(150_000)
    assert {result.course(c).reason for c in shares} == {Reason.DELVIST}
    assert {result.course(c).reason for c in OF_OEVRIG} == {Reason.FULDT}


def test_optimal_leaves_the_talent_concept_out() -> None:
    """Three retention courses: benefit 180 for 107.000. With the concept nothing else fits: 80 for 130.000."""
    result = _evaluate(NEJ, Rule.OPTIMAL).first
    assert [result.course(c).reason for c in RETENTION] == [Reason.FULDT] * 3
    talent = result.course("ledertalent")
    assert (talent.allocated, talent.reason) == (0, Reason.FRAVALGT)
    assert result.frame("kurser").remaining == kr(43_000)


def test_uafklaret_is_a_span_and_says_what_decides_it() -> None:
    evaluation = _evaluate(OPEN)
    assert evaluation.open == ("sso_midler",)

    def claimed(result: Result) -> int:
        return result.frame("kurser").claimed

    assert evaluation.span(claimed) == Span(kr(107_000), kr(237_000))
    assert evaluation.ends(claimed) == ((("sso_midler", JA),), (("sso_midler", NEJ),))
    assert evaluation.span(lambda r: r.frame("kurser").balance) == Span(kr(-87_000), kr(43_000))
    assert evaluation.span(lambda r: r.frame("oevrig").claimed) == Span(kr(142_500), kr(142_500))
    assert evaluation.span(lambda r: r.pool.claimed) == Span(kr(249_500), kr(379_500))
    assert evaluation.span(lambda r: r.pool.overrun) == Span(0, kr(87_000))
    assert evaluation.span(lambda r: r.pool.remaining) == Span(kr(7_500), kr(50_500))
    assert evaluation.reasons("ledertalent") == (Reason.BETALES_AF_ANDRE, Reason.DELVIST)
    assert evaluation.reasons("dol-2024") == (Reason.FULDT,)


def test_the_condition_that_no_course_hangs_on_is_neither_combined_nor_listed() -> None:
    evaluation = _evaluate(OPEN)
    assert evaluation.answers == (("sso_midler", OPEN),)
    assert len(evaluation.results) == 2
    assert evaluate(NORDDJURS, scenario(2023)).answers == ()


@pytest.mark.parametrize(("answer", "overrun", "remaining"), [(JA, 32_000, 0), (NEJ, 162_000, 0)])
def test_the_cautious_reading_of_2024(answer: Answer, overrun: int, remaining: int) -> None:
    result = _evaluate(answer, frame__kurser="75000").first
    frame = result.frame("kurser")
    assert (frame.amount, frame.overrun, frame.remaining) == (kr(75_000), kr(overrun), kr(remaining))
    assert result.pool.overrun == kr(overrun)
    assert result.pool.unassigned == kr(75_000)
    assert result.pool.remaining == kr(75_000 + 7_500)
    got = [result.course(c).allocated for c in (*RETENTION, "ledertalent")]
    assert got == [kr(22_000), kr(53_000), 0, 0]


def test_2023_holds_as_it_is() -> None:
    """78.000 + 33.000 on the courses, 142.500 on the rest; what is not priced or not the pool's claims nothing."""
    evaluation = evaluate(NORDDJURS, scenario(2023))
    result = evaluation.first
    assert (result.frame("kurser").claimed, result.frame("kurser").balance) == (kr(111_000), kr(39_000))
    assert (result.frame("oevrig").claimed, result.frame("oevrig").balance) == (kr(142_500), kr(7_500))
    assert (result.pool.claimed, result.pool.overrun, result.pool.remaining) == (kr(253_500), 0, kr(46_500))
    not_priced = ("arbejdsmiljoedag-2023", "hovedudvalg-temadag-2023", "fyraften-2023")
    assert evaluation.not_priced == not_priced
    for course in not_priced:
        got = result.course(course)
        assert (got.cost, got.claimed, got.allocated, dict(got.payers)) == (None, 0, 0, {})
        assert got.reason is Reason.IKKE_PRISSAT


def test_the_cautious_reading_of_2023() -> None:
    result = evaluate(NORDDJURS, scenario(2023, overrides=CAUTIOUS)).first
    assert result.frame("kurser").overrun == result.pool.overrun == kr(36_000)
    assert result.course("tryghed-praestation").allocated == kr(75_000)
    assert result.course("tryghed-med").reason is Reason.IKKE_PLADS


def test_the_result_carries_its_inputs_and_the_engine_version() -> None:
    asked = scenario(2024, answers={"sso_midler": NEJ})
    evaluation = evaluate(NORDDJURS, asked)
    assert evaluation.scenario == asked
    assert evaluation.answers == (("sso_midler", NEJ),)
    assert evaluation.data_version == NORDDJURS.data_version
    assert evaluation.engine_version == ENGINE_VERSION
    assert evaluation.problems == ()
