"""Every override by its name in the design's table: what it changes, and what becomes a problem instead."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.errors import IllegalValue, UnknownName
from lederpulje.model import BaseData, Frame, Pool, Price, Reason, Rule, Status
from lederpulje.scenarios import COURSE_FIELDS, Evaluation, Move, Result, evaluate, parse_override
from tests.examples import JA, NEJ, NORDDJURS, course, kr, other_line, pool_line, scenario

NONE_CHANGED = {
    "fastholdelse-senior": 22_000,
    "fastholdelse-sygefravaer": 60_000,
    "fastholdelse-boarding": 25_000,
    "ledertalent": 43_000,
}


def _nej(overrides: dict[str, str], rule: Rule = Rule.PRIORITET) -> Evaluation:
    return evaluate(NORDDJURS, scenario(2024, rule, {"sso_midler": NEJ}, overrides))


def _given(result: Result) -> dict[str, float]:
    return {c: result.course(c).allocated / 100 for c in NONE_CHANGED}


@pytest.mark.parametrize(
    ("name", "value", "cost"),
    [
        ("ledertalent.participants", "2", 65_000),
        ("ledertalent.participants", "0", 0),
        ("fastholdelse-sygefravaer.sessions", "3", 80_000),
        ("fastholdelse-sygefravaer.sessions", "0", 20_000),
        ("fastholdelse-sygefravaer.participants", "100", 65_000),
        ("ledertalent.price_per_participant", "35000", 140_000),
        ("ledertalent.price_per_participant", "35.000,50", 140_002),
        ("ledertalent.price_per_participant", "0", 0),
        ("fastholdelse-sygefravaer.fixed_per_session", "10000", 40_000),
        ("fastholdelse-sygefravaer.fixed_per_session", "kr. 10.000", 40_000),
        ("fastholdelse-senior.price_per_participant", "12,34", 12_617),
        ("ledertalent.held", "nej", 0),
        ("ledertalent.held", "ja", 130_000),
    ],
)
def test_what_changes_the_cost(name: str, value: str, cost: float) -> None:
    evaluation = _nej({name: value})
    got = evaluation.first.course(name.partition(".")[0])
    assert (got.cost, got.claimed) == (kr(cost), kr(cost))
    assert evaluation.problems == ()


@pytest.mark.parametrize(
    ("name", "value", "changed"),
    [
        # 150.000 − 22.000 for senior (same priority, earlier id), then 128.000 of the 130.000, and no more
        (
            "ledertalent.priority",
            "1",
            {"fastholdelse-sygefravaer": 0, "fastholdelse-boarding": 0, "ledertalent": 128_000},
        ),
        # first of all: 130.000, then 20.000 of senior's 22.000
        (
            "ledertalent.mandatory",
            "ja",
            {
                "fastholdelse-senior": 20_000,
                "fastholdelse-sygefravaer": 0,
                "fastholdelse-boarding": 0,
                "ledertalent": 130_000,
            },
        ),
        ("ledertalent.divisible", "nej", {"ledertalent": 0}),
        ("ledertalent.divisible", "ja", {}),
        ("ledertalent.held", "nej", {"ledertalent": 0}),
        ("fastholdelse-sygefravaer.held", "nej", {"fastholdelse-sygefravaer": 0, "ledertalent": 103_000}),
        ("ledertalent.payer", "region", {"ledertalent": 0}),
        ("ledertalent.benefit", "100", {}),
        ("ledertalent.participants", "1", {"ledertalent": 32_500}),
    ],
)
def test_what_changes_who_gets_what(name: str, value: str, changed: dict[str, float]) -> None:
    evaluation = _nej({name: value})
    assert _given(evaluation.first) == {**NONE_CHANGED, **changed}
    assert evaluation.problems == ()


def test_benefit_decides_under_optimal() -> None:
    """With only boarding's 60 against the concept's 100 the concept is taken, and 20.000 fit nobody."""
    overrides = {
        "ledertalent.benefit": "100",
        "fastholdelse-senior.benefit": "0",
        "fastholdelse-sygefravaer.benefit": "0",
    }
    result = _nej(overrides, Rule.OPTIMAL).first
    assert _given(result) == {**dict.fromkeys(NONE_CHANGED, 0), "ledertalent": 130_000}
    assert result.frame("kurser").remaining == kr(20_000)


def test_faults_of_activities_taken_in_again_are_said_in_the_order_of_the_list() -> None:
    cancelled = [course(key, 1, 100, status=Status.AFLYST) for key in ("a", "b", "c")]
    base = BaseData((Pool(2024, 0),), (Frame(2024, "kurser", "Kurser", 0),), tuple(cancelled))
    found = evaluate(base, scenario(overrides={f"{key}.held": "ja" for key in "cba"}))
    assert [problem.where for problem in found.problems] == ["a", "b", "c"]


def test_not_held_costs_nothing_and_says_so() -> None:
    got = _nej({"ledertalent.held": "nej"}).first.course("ledertalent")
    assert (got.held, got.cost, got.claimed, got.leaders) == (False, 0, 0, 0)
    assert got.reason is Reason.AFHOLDES_IKKE


def test_another_payer_pays_all_pool_lines_and_only_those() -> None:
    """As `ja` social and health pays anyway: there is no pool line to hand over."""
    nej = _nej({"ledertalent.payer": "Region Midt"}).first.course("ledertalent")
    assert dict(nej.payers) == {"Region Midt": kr(130_000)}
    assert nej.reason is Reason.BETALES_AF_ANDRE
    ja = evaluate(
        NORDDJURS, scenario(answers={"sso_midler": JA}, overrides={"ledertalent.payer": "Region Midt"})
    )
    assert dict(ja.first.course("ledertalent").payers) == {"social og sundhed": kr(130_000)}


def test_another_payer_who_pays_a_part_already_pays_both_parts() -> None:
    base = replace(
        NORDDJURS,
        funding=(
            *(line for line in NORDDJURS.funding if line.course != "ledertalent"),
            pool_line("ledertalent", "kurser", 7_000),
            other_line("ledertalent", "region", 2_000),
            other_line("ledertalent", "stat", 1_000),
        ),
    )
    got = evaluate(base, scenario(overrides={"ledertalent.payer": "region"})).first.course("ledertalent")
    assert dict(got.payers) == {"region": kr(117_000), "stat": kr(13_000)}


def test_the_payer_may_become_unknown() -> None:
    got = _nej({"ledertalent.payer": "uafklaret"}).first.course("ledertalent")
    assert dict(got.payers) == {"uafklaret": kr(130_000)}
    assert (got.claimed, got.reason) == (0, Reason.BETALER_UAFKLARET)


def test_a_price_makes_a_course_priced() -> None:
    overrides = {"fyraften-2023.fixed_per_session": "20000", "fyraften-2023.sessions": "1"}
    evaluation = evaluate(NORDDJURS, scenario(2023, overrides=overrides))
    got = evaluation.first.course("fyraften-2023")
    assert (got.cost, got.reason) == (kr(20_000), Reason.BETALER_UAFKLARET)
    assert "fyraften-2023" not in evaluation.not_priced


def _talent_price(overrides: dict[str, str]) -> Price:
    found = _nej(overrides).first.course("ledertalent").course.price_per_participant
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("overrides", "expected"),
    [
        ({}, Price(3_250_000, 3_000_000, 3_500_000)),
        # 30.000 × 35 ÷ 32,5 = 32.307,692; 35.000 × 35 ÷ 32,5 = 37.692,308
        ({"": "35000"}, Price(3_500_000, 3_230_769, 3_769_231)),
        ({"": "16250"}, Price(1_625_000, 1_500_000, 1_750_000)),
        ({"_low": "31000"}, Price(3_250_000, 3_100_000, 3_500_000)),
        ({"_high": "33000,50"}, Price(3_250_000, 3_000_000, 3_300_050)),
        ({"": "35000", "_low": "34000"}, Price(3_500_000, 3_400_000, 3_769_231)),
        ({"_high": "50000", "": "35000"}, Price(3_500_000, 3_230_769, 5_000_000)),
        ({"_low": "32500", "_high": "32500"}, Price(3_250_000, 3_250_000, 3_250_000)),
    ],
)
def test_low_and_high_follow_by_the_same_ratio_unless_set_too(
    overrides: dict[str, str], expected: Price
) -> None:
    named = {f"ledertalent.price_per_participant{end}": value for end, value in overrides.items()}
    assert _talent_price(named) == expected


def test_the_ratio_rounds_half_up() -> None:
    """2,00 (1,00–3,00) set to 0,03: 1,5 øre and 4,5 øre."""
    dear = replace(
        course("dyr", participants=1, year=2024), price_per_participant=Price(200, 100, 300), title="Dyr"
    )
    base = replace(
        NORDDJURS,
        courses=(*NORDDJURS.courses, dear),
        funding=(*NORDDJURS.funding, pool_line("dyr", "oevrig")),
    )
    got = evaluate(base, scenario(overrides={"dyr.price_per_participant": "0,03"})).first.course("dyr")
    assert got.course.price_per_participant == Price(3, 2, 5)
    assert got.cost == 3


def test_the_fixed_price_has_a_low_and_high_too() -> None:
    overrides = {
        "fastholdelse-senior.fixed_per_session_low": "10000",
        "fastholdelse-senior.fixed_per_session_high": "13000",
    }
    got = _nej(overrides).first.course("fastholdelse-senior")
    assert got.course.fixed_per_session == Price(kr(12_000), kr(10_000), kr(13_000))
    assert got.cost == kr(22_000)


@pytest.mark.parametrize("field", COURSE_FIELDS)
def test_every_field_of_the_table_can_be_read(field: str) -> None:
    value = {"payer": "region", "mandatory": "ja", "divisible": "nej", "held": "ja"}.get(field, "7")
    assert parse_override(NORDDJURS, 2024, f"ledertalent.{field}", value) in (7, 700, True, False, "region")


def test_the_table_of_fields_is_complete() -> None:
    prices = {
        f"{p}{end}" for p in ("price_per_participant", "fixed_per_session") for end in ("", "_low", "_high")
    }
    others = {"participants", "sessions", "priority", "benefit", "mandatory", "divisible", "held", "payer"}
    assert set(COURSE_FIELDS) == prices | others


ILLEGAL = [
    ("ledertalent.participants", "-1"),
    ("ledertalent.participants", "2,5"),
    ("ledertalent.participants", "to"),
    ("ledertalent.participants", ""),
    ("ledertalent.sessions", "\u22122"),
    ("ledertalent.price_per_participant", "12.5"),
    ("ledertalent.price_per_participant", "-100"),
    ("ledertalent.price_per_participant", "\u2212100"),
    ("ledertalent.price_per_participant", "dyrt"),
    ("ledertalent.price_per_participant_low", "33000"),
    ("ledertalent.price_per_participant_high", "32000"),
    ("ledertalent.fixed_per_session_low", "100"),
    ("ledertalent.fixed_per_session", "1,234.50"),
    ("ledertalent.priority", "0"),
    ("ledertalent.priority", "-1"),
    ("ledertalent.benefit", "101"),
    ("ledertalent.benefit", "-1"),
    ("ledertalent.mandatory", "måske"),
    ("ledertalent.divisible", "1"),
    ("ledertalent.held", ""),
    ("ledertalent.held", "uafklaret"),
    ("ledertalent.payer", " "),
    ("frame.kurser", "-1"),
    ("frame.kurser", "meget"),
    ("frame.kurser", "300.001"),
    ("pool", "-1"),
    ("pool", "312,505"),
]
UNKNOWN = [
    ("findes-ikke.participants", "4"),
    ("tryghed-med.participants", "4"),  # of another year
    ("ledertalent.farve", "4"),
    ("ledertalent.", "4"),
    ("ledertalent", "4"),
    ("frame.findes-ikke", "4"),
    ("frame.", "4"),
    ("frame", "4"),
    ("pool.x", "4"),
    ("", "4"),
]


@pytest.mark.parametrize(("name", "value"), [*ILLEGAL, *UNKNOWN])
def test_what_cannot_be_applied_is_a_problem_and_the_rest_is_evaluated_without_it(
    name: str, value: str
) -> None:
    with_it = _nej({name: value, "fastholdelse-senior.participants": "55"})
    without = _nej({"fastholdelse-senior.participants": "55"})
    assert with_it.results == without.results
    assert with_it.first.course("fastholdelse-senior").cost == kr(23_000)
    (problem,) = with_it.problems
    assert problem.where == name
    assert problem.message.endswith(".")


@pytest.mark.parametrize(("name", "value"), UNKNOWN)
def test_an_unknown_name_is_said_to_be_unknown(name: str, value: str) -> None:
    with pytest.raises(UnknownName, match="findes ikke"):
        parse_override(NORDDJURS, 2024, name, value)


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("ledertalent.participants", "2,5", "helt tal"),
        ("ledertalent.benefit", "101", "fra 0 til 100"),
        ("ledertalent.held", "måske", "ja eller nej"),
        ("ledertalent.price_per_participant", "12.5", "punktum"),
        ("frame.kurser", "-1", "negativt"),
        ("ledertalent.payer", "", "navnet"),
    ],
)
def test_an_illegal_value_is_named_with_what_to_write(name: str, value: str, words: str) -> None:
    with pytest.raises(IllegalValue) as refused:
        parse_override(NORDDJURS, 2024, name, value)
    assert f"{name} kan ikke sættes til »{value}«" in str(refused.value)
    assert words in str(refused.value)


# --- Frames and pool: a 100, b 50, c 30, and 20 in no frame ---------------------------------------------------

THREE = BaseData(
    pools=(Pool(2024, kr(200)),),
    frames=tuple(
        Frame(2024, key, key.upper(), kr(amount)) for key, amount in (("a", 100), ("b", 50), ("c", 30))
    ),
)


def _frames(overrides: dict[str, str], base: BaseData = THREE) -> tuple[dict[str, float], float]:
    result = evaluate(base, scenario(overrides=overrides)).first
    return {f.frame.key: f.amount / 100 for f in result.frames}, result.pool.unassigned / 100


@pytest.mark.parametrize(
    ("overrides", "frames", "unassigned"),
    [
        ({}, (100, 50, 30), 20),
        ({"frame.c": "20"}, (100, 50, 20), 30),
        ({"frame.c": "0"}, (100, 50, 0), 50),
        ({"frame.c": "45"}, (100, 50, 45), 5),
        ({"frame.c": "50"}, (100, 50, 50), 0),
        ({"frame.c": "50,01"}, (99.99, 50, 50.01), 0),
        ({"frame.c": "150"}, (0, 50, 150), 0),
        ({"frame.c": "160"}, (0, 40, 160), 0),
        ({"frame.c": "200"}, (0, 0, 200), 0),
        ({"frame.a": "150"}, (150, 20, 30), 0),
        ({"frame.a": "175"}, (175, 0, 25), 0),
        ({"frame.b": "80"}, (90, 80, 30), 0),
        ({"frame.a": "60", "frame.c": "90"}, (60, 50, 90), 0),
        ({"frame.c": "90", "frame.a": "60"}, (60, 50, 90), 0),
        ({"pool": "300"}, (100, 50, 30), 120),
        ({"pool": "180"}, (100, 50, 30), 0),
        ({"pool": "300", "frame.b": "170"}, (100, 170, 30), 0),
    ],
)
def test_a_raised_frame_takes_from_unassigned_and_then_from_the_first_frame_with_money(
    overrides: dict[str, str], frames: tuple[float, ...], unassigned: float
) -> None:
    assert _frames(overrides) == (dict(zip("abc", frames, strict=True)), unassigned)


def test_the_result_says_where_the_money_came_from() -> None:
    evaluation = evaluate(THREE, scenario(overrides={"frame.c": "160"}))
    assert evaluation.moves == (
        Move("unassigned", "c", kr(20)),
        Move("a", "c", kr(100)),
        Move("b", "c", kr(10)),
    )
    assert evaluate(THREE, scenario(overrides={"frame.c": "10"})).moves == ()


def test_the_order_is_that_of_the_list_not_of_the_names() -> None:
    turned = replace(THREE, frames=THREE.frames[::-1])
    assert _frames({"frame.c": "70"}, turned) == ({"a": 100, "b": 30, "c": 70}, 0)


def test_a_frame_is_never_raised_above_the_pool() -> None:
    evaluation = evaluate(THREE, scenario(overrides={"frame.c": "200,01"}))
    assert evaluation.first.frame("c").amount == kr(30)
    (problem,) = evaluation.problems
    assert problem.where == "frame.c"
    assert "200\u00a0kr." in problem.message


def test_the_real_frame_takes_from_the_other() -> None:
    """Nothing is unassigned in 2024: 87.000 more for `kurser` overruns `oevrig` by 79.500 instead."""
    result = _nej({"frame.kurser": "237000"}).first
    assert (result.frame("kurser").balance, result.frame("oevrig").amount) == (0, kr(63_000))
    assert result.pool.overrun == kr(79_500)
    assert result.course("ledertalent").reason is Reason.FULDT
