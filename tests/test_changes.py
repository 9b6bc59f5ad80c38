"""What differs between two scenarios, in words; and base data as overrides write them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.changes import base_value, changes
from lederpulje.model import Answer, BaseData, Rule, Scenario
from lederpulje.money import kroner_text, parse_amount
from lederpulje.scenarios import COURSE_FIELDS, evaluate, with_settings
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, OPEN, scenario
from tests.strategies import cases

TALENT = "Ledertalentudviklingskoncept"


def lines(before: Scenario, after: Scenario, base: BaseData = NORDDJURS) -> list[str]:
    return [line.replace("\u00a0", " ") for line in changes(base, before, after)]


@pytest.mark.parametrize(
    ("override", "value", "line"),
    [
        ("ledertalent.participants", "1", f"{TALENT}: 4 → 1 pladser"),
        (
            "fastholdelse-senior.participants",
            "60",
            "Fastholdelse-senior: 50 → 60 deltagere",
        ),
        ("fastholdelse-sygefravaer.sessions", "1", "Fastholdelse-sygefravaer: 2 → 1 afholdelse"),
        ("fastholdelse-sygefravaer.sessions", "3", "Fastholdelse-sygefravaer: 2 → 3 afholdelser"),
        ("ledertalent.sessions", "2", f"{TALENT}: ukendt → 2 afholdelser"),
        (
            "ledertalent.price_per_participant",
            "35000,50",
            f"{TALENT}, pris pr. deltager: 32.500 kr. → 35.000,50 kr.",
        ),
        (
            "ledertalent.price_per_participant_low",
            "20000",
            f"{TALENT}, laveste pris pr. deltager: 30.000 kr. → 20.000 kr.",
        ),
        (
            "ledertalent.fixed_per_session",
            "10000",
            f"{TALENT}, pris pr. afholdelse: ikke prissat → 10.000 kr.",
        ),
        ("ledertalent.priority", "1", f"{TALENT}, prioritet: 4 → 1"),
        ("ledertalent.benefit", "90", f"{TALENT}, effekt: 80 → 90"),
        ("ledertalent.mandatory", "ja", f"{TALENT}, bundet: nej → ja"),
        ("ledertalent.divisible", "nej", f"{TALENT}, delelig: ja → nej"),
        ("ledertalent.held", "nej", f"{TALENT}, afholdes: ja → nej"),
        (
            "fastholdelse-senior.payer",
            "staten",
            "Fastholdelse-senior, betaler: Puljen → staten",
        ),
        (
            "fastholdelse-senior.payer",
            "uafklaret",
            "Fastholdelse-senior, betaler: Puljen → Betaler uafklaret",
        ),
        (
            "frame.kurser",
            "75000",
            "Delrammen Centralt udbudte kurser og forløb: 150.000 kr. → 75.000 kr.",
        ),
        ("pool", "250000", "Puljen: 300.000 kr. → 250.000 kr."),
    ],
)
def test_each_kind_of_change(override: str, value: str, line: str) -> None:
    assert lines(scenario(), scenario(overrides={override: value})) == [line]


def test_the_way_back_is_said_the_other_way_round() -> None:
    changed = scenario(overrides={"frame.kurser": "75000", "ledertalent.participants": "1"})
    assert lines(changed, scenario()) == [
        "Delrammen Centralt udbudte kurser og forløb: 75.000 kr. → 150.000 kr.",
        f"{TALENT}: 1 → 4 pladser",
    ]


def test_answers_come_first_then_overrides_then_the_rule() -> None:
    after = scenario(2024, Rule.OPTIMAL, {"sso_midler": NEJ}, {"ledertalent.participants": "1"})
    assert lines(scenario(), after) == [
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Uafklaret → Nej",
        f"{TALENT}: 4 → 1 pladser",
        "Fordelingsregel: Efter prioritet → Størst effekt",
    ]


def test_what_is_written_out_but_the_same_is_no_change() -> None:
    same = scenario(
        answers={"sso_midler": OPEN}, overrides={"ledertalent.participants": "4", "frame.kurser": "150000"}
    )
    assert lines(scenario(), same) == []


def test_an_answer_of_the_base_data_is_what_it_is_compared_with() -> None:
    base = replace(NORDDJURS, conditions=tuple(replace(c, answer=JA) for c in NORDDJURS.conditions))
    assert lines(scenario(), scenario(answers={"sso_midler": JA}), base) == []
    assert lines(scenario(), scenario(answers={"sso_midler": NEJ}), base) == [
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Ja → Nej"
    ]


@pytest.mark.parametrize(
    ("override", "value", "line"),
    [
        (
            "frame.kurser",
            "masser",
            "Delrammen Centralt udbudte kurser og forløb: 150.000 kr. → »masser«",
        ),
        ("pool", "12.5", "Puljen: 300.000 kr. → »12.5«"),
        ("ledertalent.price_per_participant", "dyr", f"{TALENT}, pris pr. deltager: 32.500 kr. → »dyr«"),
        ("ledertalent.participants", "2,5", f"{TALENT}: 4 → 2,5 pladser"),
        ("ledertalent.farve", "rød", f"{TALENT}, farve: – → rød"),
        ("ingen.participants", "5", "ingen: ukendt → 5 deltagere"),
        ("frame.ingen", "5", "Delrammen ingen: ikke prissat → 5 kr."),
    ],
)
def test_an_impossible_change_is_still_listed_as_it_is_written(override: str, value: str, line: str) -> None:
    assert lines(scenario(), scenario(overrides={override: value})) == [line]


@pytest.mark.parametrize(("ore", "text"), [(0, "0"), (100, "1"), (3_500_050, "35000,50"), (5, "0,05")])
def test_amounts_as_overrides_write_them(ore: int, text: str) -> None:
    assert kroner_text(ore) == text
    assert parse_amount(text) == ore


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("pool", "300000"),
        ("frame.kurser", "150000"),
        ("frame.ingen", ""),
        ("ingen.participants", ""),
        ("ledertalent.participants", "4"),
        ("ledertalent.sessions", ""),
        ("ledertalent.price_per_participant", "32500"),
        ("ledertalent.price_per_participant_low", "30000"),
        ("ledertalent.price_per_participant_high", "35000"),
        ("ledertalent.fixed_per_session", ""),
        ("fastholdelse-senior.fixed_per_session_low", ""),
        ("ledertalent.priority", "4"),
        ("ledertalent.benefit", "80"),
        ("ledertalent.mandatory", "nej"),
        ("ledertalent.divisible", "ja"),
        ("ledertalent.held", "ja"),
        ("ledertalent.payer", "Puljen og social og sundhed"),
    ],
)
def test_what_an_override_replaces(name: str, value: str) -> None:
    assert base_value(NORDDJURS, 2024, name) == value


def test_setting_what_the_base_data_say_changes_no_figure() -> None:
    """For every field of every course of Fjordby that has a value, payers aside."""
    fields = [f for f in COURSE_FIELDS if f not in ("payer", "held")]
    names = [f"{c.id}.{field}" for c in FJORDBY.courses for field in fields]
    values = {name: value for name in names if (value := base_value(FJORDBY, 2026, name))}
    assert len(values) > 50
    before, after = scenario(2026), scenario(2026, overrides=values)
    assert evaluate(FJORDBY, after).results == evaluate(FJORDBY, before).results
    assert changes(FJORDBY, before, after) == []


@given(case=cases(), data=st.data())
def test_a_scenario_differs_from_itself_in_nothing_and_from_another_in_something(
    case: tuple[BaseData, Scenario], data: st.DataObject
) -> None:
    base, own = case
    assert changes(base, own, own) == []
    asked = [key for key, answer in evaluate(base, own).answers]
    if asked:
        key = data.draw(st.sampled_from(asked))
        now = dict(evaluate(base, own).answers)[key]
        other = data.draw(st.sampled_from([a for a in Answer if a is not now]))
        assert len(changes(base, own, with_settings(own, {key: other}, {}))) == 1
