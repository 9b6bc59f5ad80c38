"""A quite different municipality, worked out by hand. The costs and their parts stand in `tests/examples.py`.

Frame `ledelse` 200.000. Claims (two open conditions, first `fond`, then `fusion`; kr.):

                       ja,ja        ja,nej       nej,ja       nej,nej
    grund (mandatory)  64.000,00    64.000,00    64.000,00    64.000,00
    tilsyn (mandatory) 15.000,01    15.000,01    15.000,01    15.000,01     → 120.999,99 left for the others
    masterclass  1 ▪   57.600,00    57.600,00    96.000,00    96.000,00     ▪ not divisible
    coaching     2     50.000,00    50.000,00    50.000,00    50.000,00
    fusionsforl. 2 ▪   19.997,97         0,00    19.997,97         0,00
    ekstern      6     10.000,00    10.000,00    10.000,00    10.000,00
    claimed           216.597,98   196.600,01   254.997,98   235.000,01
    balance           −16.597,98     3.399,99   −54.997,98   −35.000,01

Frame `talent` 160.000: talentforloeb (mandatory ▪) 162.000, mentor 1 100.000, alumne 2 ▪ 61.000:
323.000, balance −163.000.
In no frame: 140.000.
"""

from __future__ import annotations

import pytest

from lederpulje.model import Answer, Reason, Rule
from lederpulje.scenarios import Result, Span, evaluate
from tests.examples import FJORDBY, JA, NEJ, kr, scenario

P, F, O = Rule.PRIORITET, Rule.FORHOLDSMAESSIG, Rule.OPTIMAL  # noqa: E741
Combo = tuple[Answer, Answer]
COMBOS: tuple[Combo, ...] = ((JA, JA), (JA, NEJ), (NEJ, JA), (NEJ, NEJ))
OTHERS = ("masterclass", "coaching", "fusionsforloeb", "ekstern")


def _result(rule: Rule, combo: Combo) -> Result:
    fond, fusion = combo
    return evaluate(FJORDBY, scenario(2026, rule, {"fond": fond, "fusion": fusion})).first


@pytest.mark.parametrize(
    ("course", "combo", "cost", "payers"),
    [
        ("grund", (JA, JA), 64_000, {"pulje": 64_000}),
        ("tilsyn", (JA, JA), 30_000.01, {"pulje": 15_000.01, "region": 15_000}),
        ("masterclass", (JA, JA), 96_000, {"pulje": 57_600, "fonden": 38_400}),
        ("masterclass", (NEJ, JA), 96_000, {"pulje": 96_000}),
        ("coaching", (JA, JA), 50_000, {"pulje": 50_000}),
        (
            "fusionsforloeb",
            (JA, JA),
            59_999.90,
            {"pulje": 19_997.97, "region": 19_997.97, "stat": 20_003.96},
        ),
        ("fusionsforloeb", (JA, NEJ), 0, {}),
        ("ekstern", (JA, JA), 20_000, {"pulje": 10_000, "uafklaret": 10_000}),
        ("seminar", (JA, JA), 12_000, {"region": 12_000}),
        ("droppet", (JA, JA), 0, {}),
        ("talentforloeb", (NEJ, NEJ), 216_000, {"pulje": 162_000, "region": 54_000}),
        ("mentor", (NEJ, NEJ), 100_000, {"pulje": 100_000}),
        ("alumne", (NEJ, NEJ), 61_000, {"pulje": 61_000}),
    ],
)
def test_cost_and_parts(course: str, combo: Combo, cost: float, payers: dict[str, float]) -> None:
    got = _result(P, combo).course(course)
    assert got.cost == kr(cost)
    assert dict(got.payers) == {payer: kr(part) for payer, part in payers.items()}
    assert got.claimed == kr(payers.get("pulje", 0))


@pytest.mark.parametrize("rule", Rule)
@pytest.mark.parametrize(
    ("combo", "claimed", "balance"),
    [
        ((JA, JA), 216_597.98, -16_597.98),
        ((JA, NEJ), 196_600.01, 3_399.99),
        ((NEJ, JA), 254_997.98, -54_997.98),
        ((NEJ, NEJ), 235_000.01, -35_000.01),
    ],
)
def test_claims_and_balances_do_not_hang_on_the_rule(
    rule: Rule, combo: Combo, claimed: float, balance: float
) -> None:
    result = _result(rule, combo)
    ledelse, talent = result.frame("ledelse"), result.frame("talent")
    assert (ledelse.claimed, ledelse.balance) == (kr(claimed), kr(balance))
    assert (talent.claimed, talent.balance, talent.overrun) == (kr(323_000), kr(-163_000), kr(163_000))
    assert result.pool.claimed == kr(claimed + 323_000)
    assert result.pool.overrun == kr(163_000 + max(0.0, -balance))
    assert result.pool.unassigned == kr(140_000)
    assert result.pool.remaining == kr(500_000) - ledelse.allocated - talent.allocated


# What masterclass, coaching, fusionsforløb and ekstern get, and what remains of the frame `ledelse`.
#
# prioritet, ja,ja: 120.999,99 − 57.600 − 50.000 = 13.399,99: no room for fusionsforløb, room for ekstern.
#   nej: 120.999,99 − 96.000 = 24.999,99 for coaching, which is divisible; nothing left.
# forholdsmæssig, ja,ja: × 12.099.999 ÷ 13.759.797 = 5.065.190,59 · 4.396.866,83 · 1.758.568,22 · 879.373,37: the two
#   øre left go to coaching and masterclass. nej,ja: ÷ 17.599.797 = 6.600.075,58 · 3.437.539,36 · 1.374.876,18 ·
#   687.507,87: ekstern and masterclass. nej,nej: ÷ 15.600.000 = 7.446.153,23 · 3.878.204,81 · 775.640,96.
# optimal (benefit 90, 50, 60, 20), ja,ja: masterclass + fusionsforløb + ekstern = 170 for 87.597,97 (with coaching
#   in its place 160). nej,ja: masterclass + fusionsforløb = 150 for 115.997,97. nej,nej: masterclass + ekstern = 110.
# ja,nej: everything fits under every rule.
@pytest.mark.parametrize(
    ("rule", "combo", "amounts", "remaining"),
    [
        (P, (JA, JA), (57_600, 50_000, 0, 10_000), 3_399.99),
        (P, (JA, NEJ), (57_600, 50_000, 0, 10_000), 3_399.99),
        (P, (NEJ, JA), (96_000, 24_999.99, 0, 0), 0),
        (P, (NEJ, NEJ), (96_000, 24_999.99, 0, 0), 0),
        (F, (JA, JA), (50_651.91, 43_968.67, 17_585.68, 8_793.73), 0),
        (F, (JA, NEJ), (57_600, 50_000, 0, 10_000), 3_399.99),
        (F, (NEJ, JA), (66_000.76, 34_375.39, 13_748.76, 6_875.08), 0),
        (F, (NEJ, NEJ), (74_461.53, 38_782.05, 0, 7_756.41), 0),
        (O, (JA, JA), (57_600, 0, 19_997.97, 10_000), 33_402.02),
        (O, (JA, NEJ), (57_600, 50_000, 0, 10_000), 3_399.99),
        (O, (NEJ, JA), (96_000, 0, 19_997.97, 0), 5_002.02),
        (O, (NEJ, NEJ), (96_000, 0, 0, 10_000), 14_999.99),
    ],
)
def test_what_the_frame_ledelse_gives(
    rule: Rule, combo: Combo, amounts: tuple[float, ...], remaining: float
) -> None:
    result = _result(rule, combo)
    assert result.course("grund").allocated == kr(64_000)
    assert result.course("tilsyn").allocated == kr(15_000.01)
    assert [result.course(c).allocated for c in OTHERS] == [kr(a) for a in amounts]
    assert result.frame("ledelse").remaining == kr(remaining)


@pytest.mark.parametrize(
    ("rule", "mentor", "alumne", "remaining", "reasons"),
    [
        # in order: mentor, then 60.000 is too little for alumne
        (P, 100_000, 0, 60_000, (Reason.FULDT, Reason.IKKE_PLADS)),
        # 16.000.000 × 100 ÷ 161 = 9.937.888,20 and × 61 ÷ 161 = 6.062.111,80
        (F, 99_378.88, 60_621.12, 0, (Reason.DELVIST, Reason.DELVIST)),
        # benefit 40 each and not both: the smaller total
        (O, 0, 61_000, 99_000, (Reason.FRAVALGT, Reason.FULDT)),
    ],
)
def test_what_the_frame_talent_gives(
    rule: Rule, mentor: float, alumne: float, remaining: float, reasons: tuple[Reason, Reason]
) -> None:
    """The mandatory course is not divisible and 2.000 too dear: it gets nothing, and the next are tried."""
    result = _result(rule, (JA, JA))
    forloeb = result.course("talentforloeb")
    assert (forloeb.allocated, forloeb.shortfall) == (0, kr(162_000))
    assert (forloeb.reason, forloeb.available) == (Reason.IKKE_PLADS, kr(160_000))
    assert result.course("mentor").allocated == kr(mentor)
    assert result.course("alumne").allocated == kr(alumne)
    assert (result.course("mentor").reason, result.course("alumne").reason) == reasons
    assert result.frame("talent").remaining == kr(remaining)


@pytest.mark.parametrize(
    ("course", "rule", "combo", "reason", "figures"),
    [  # figures: cost, claimed, allocated, what was left of the frame at its turn
        ("fusionsforloeb", P, (JA, NEJ), Reason.AFHOLDES_IKKE, (0, 0, 0, None)),
        ("droppet", P, (JA, NEJ), Reason.AFHOLDES_IKKE, (0, 0, 0, None)),
        ("konference", P, (JA, JA), Reason.IKKE_PRISSAT, (None, 0, 0, None)),
        ("ekstern", P, (JA, JA), Reason.BETALER_UAFKLARET, (20_000, 10_000, 10_000, 13_399.99)),
        ("ekstern", P, (NEJ, JA), Reason.BETALER_UAFKLARET, (20_000, 10_000, 0, 0)),
        ("seminar", P, (JA, JA), Reason.BETALES_AF_ANDRE, (12_000, 0, 0, None)),
        ("grund", P, (JA, JA), Reason.FULDT, (64_000, 64_000, 64_000, 200_000)),
        ("tilsyn", O, (JA, JA), Reason.FULDT, (30_000.01, 15_000.01, 15_000.01, 136_000)),
        ("coaching", O, (JA, JA), Reason.FRAVALGT, (50_000, 50_000, 0, 33_402.02)),
        ("coaching", P, (NEJ, JA), Reason.DELVIST, (50_000, 50_000, 24_999.99, 24_999.99)),
        ("fusionsforloeb", P, (JA, JA), Reason.IKKE_PLADS, (59_999.90, 19_997.97, 0, 13_399.99)),
    ],
)
def test_each_reason_with_the_figures_behind_it(
    course: str, rule: Rule, combo: Combo, reason: Reason, figures: tuple[float | None, ...]
) -> None:
    got = _result(rule, combo).course(course)
    assert got.reason is reason
    cost, claimed, allocated, available = (None if f is None else kr(f) for f in figures)
    assert (got.cost, got.claimed, got.allocated) == (cost, claimed, allocated)
    if available is not None:
        assert got.available == available


@pytest.mark.parametrize(
    ("rule", "course", "low", "high"),
    [
        (P, "coaching", 24_999.99, 50_000),
        (F, "coaching", 34_375.39, 50_000),
        (O, "coaching", 0, 50_000),
        (P, "ekstern", 0, 10_000),
        (F, "ekstern", 6_875.08, 10_000),
        (O, "fusionsforloeb", 0, 19_997.97),
        (P, "masterclass", 57_600, 96_000),
        (F, "masterclass", 50_651.91, 74_461.53),
    ],
)
def test_with_both_answers_open_each_amount_is_a_span(
    rule: Rule, course: str, low: float, high: float
) -> None:
    evaluation = evaluate(FJORDBY, scenario(2026, rule))
    assert evaluation.open == ("fond", "fusion")
    assert [r.answers for r in evaluation.results] == [
        (("fond", fond), ("fusion", fusion)) for fond, fusion in COMBOS
    ]
    assert evaluation.span(lambda r: r.course(course).allocated) == Span(kr(low), kr(high))


def test_the_ends_of_the_span_are_not_at_all_ja_or_all_nej() -> None:
    evaluation = evaluate(FJORDBY, scenario(2026))
    low, high = evaluation.ends(lambda r: r.frame("ledelse").claimed)
    assert low == (("fond", JA), ("fusion", NEJ))
    assert high == (("fond", NEJ), ("fusion", JA))
    assert evaluation.span(lambda r: r.frame("ledelse").claimed) == Span(kr(196_600.01), kr(254_997.98))
    assert evaluation.span(lambda r: r.pool.overrun) == Span(kr(163_000), kr(217_997.98))


def test_one_answer_given_leaves_the_other_open() -> None:
    evaluation = evaluate(FJORDBY, scenario(2026, answers={"fusion": NEJ}))
    assert evaluation.open == ("fond",)
    assert evaluation.answers == (("fond", Answer.UAFKLARET), ("fusion", NEJ))
    assert evaluation.span(lambda r: r.frame("ledelse").claimed) == Span(kr(196_600.01), kr(235_000.01))
    assert evaluation.reasons("fusionsforloeb") == (Reason.AFHOLDES_IKKE,)


def test_leaders_reached_and_price_a_leader() -> None:
    """grund: 64.000 for 20 leaders though 24 are billed; fusionsforløb: 59.999,90 ÷ 30 = 1.999,9967."""
    held, not_held = _result(P, (JA, JA)), _result(P, (JA, NEJ))
    assert (held.course("grund").leaders, held.course("grund").price_a_leader) == (20, kr(3_200))
    assert held.course("fusionsforloeb").price_a_leader == kr(2_000)
    assert (not_held.course("fusionsforloeb").leaders, not_held.course("fusionsforloeb").price_a_leader) == (
        0,
        None,
    )
    assert (held.course("konference").leaders, held.course("konference").price_a_leader) == (40, None)
    assert held.course("tilsyn").price_a_leader is None


def test_sound_data_has_no_problems() -> None:
    evaluation = evaluate(FJORDBY, scenario(2026))
    assert evaluation.problems == ()
    assert evaluation.not_priced == ("konference",)
