"""*Budgetopfølgning* and *År for år* outside the screen: figures, the choices as text, the workbook, the commands."""

from __future__ import annotations

import datetime as dt
import io
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from python_calamine import CalamineWorkbook

from lederpulje.__main__ import main
from lederpulje.actions.budget import HEADINGS, budget_answer, budget_workbook
from lederpulje.actions.years import adjustment_of, carry_rule, carry_text, share_text, years_answer
from lederpulje.errors import IllegalValue, UnknownName
from lederpulje.insight.money import money
from lederpulje.insight.years import Adjustment, Carry, CarryRule
from lederpulje.model import BaseData, CancelStep, Post, Status
from lederpulje.scenarios import evaluate
from tests.examples import NORDDJURS, course, kr, pool_line
from tests.pages.states import year

TODAY = dt.date(2024, 3, 1)


def base() -> BaseData:
    courses = (
        course("a", 1, 40_000, title="=1+1", status=Status.BESTILT, start=dt.date(2024, 3, 31),
               cancellation=(CancelStep(14, share=5_000),)),
        course("b", 1, 10_000, title="Betalt", status=Status.FAKTURERET),
        course("c", 1, 5_000, title="Plan", status=Status.PLANLAGT),
    )  # fmt: skip
    made = year(courses, tuple(pool_line(c.id, "kurser") for c in courses))
    return replace(made, posts=(Post("p", TODAY, "Gebyr", "4520", kr(99.5)),))


def test_the_figures_of_a_budget() -> None:
    figures, lines = budget_answer(base(), base().baseline(2024), TODAY)
    assert figures["frames"][0] == {
        "frame": "kurser", "original_oere": kr(150_000), "carried_oere": None, "amount_oere": kr(150_000),
        "spent_oere": kr(10_000), "committed_oere": kr(40_000), "planned_oere": kr(5_000), "wished_oere": 0,
        "expected_oere": kr(55_000), "free_oere": kr(95_000),
    }  # fmt: skip
    assert figures["pool"]["free_oere"] == kr(300_000 - 55_000 - 99.5)
    assert figures["releases"][0] == {
        "id": "a", "bound_oere": kr(40_000), "freed_oere": kr(40_000), "fee_oere": 0,
        "free_until": "2024-03-16", "until": "2024-03-16",
        "terms": "gratis til og med 16. marts 2024, derefter koster det 20.000\u00a0kr. i alt",
    }  # fmt: skip
    assert (figures["leftover"], figures["unknown"], figures["today"]) == (["p"], [], "2024-03-01")
    assert lines[0].replace("\u00a0", " ").startswith("244.900,50 kr. er reelt frit i 2024")


def test_amounts_are_spans_while_answers_are_open() -> None:
    figures, _ = budget_answer(NORDDJURS, NORDDJURS.baseline(2024), TODAY)
    assert figures["frames"][0]["free_oere"] == {"low": kr(-87_000), "high": kr(43_000)}
    assert figures["pool"]["spent_oere"] == {"low": 0, "high": 0}


def sheets(base: BaseData) -> dict[str, list[list[Any]]]:
    data = budget_workbook(base, money(base, evaluate(base, base.baseline(2024)), TODAY))
    book = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: book.get_sheet_by_name(name).to_python() for name in book.sheet_names}


def test_the_workbook_holds_real_numbers_and_dates_and_no_formula() -> None:
    found = sheets(base())
    assert list(found) == ["Budgetopfølgning", "Kan frigøres", "Posteringer"]
    assert found["Budgetopfølgning"][:2] == [
        list(HEADINGS),
        [
            "Centralt udbudte kurser og forløb",
            150_000,
            "ikke afklaret",
            150_000,
            10_000,
            40_000,
            55_000,
            95_000,
        ],
    ]
    assert found["Kan frigøres"][1][0] == "=1+1", "a title stays text"
    assert found["Kan frigøres"][1][5] == dt.date(2024, 3, 16)
    assert found["Posteringer"][1] == ["Gebyr", TODAY, "4520", 99.5, "ikke placeret", ""]


def test_an_amount_that_hangs_on_answers_takes_two_columns() -> None:
    rows = sheets(NORDDJURS)["Budgetopfølgning"]
    assert rows[0][-4:] == [
        "Forventet regnskab (lavest)",
        "Forventet regnskab (højest)",
        "Rest (lavest)",
        "Rest (højest)",
    ]
    assert rows[1][-4:] == [107_000, 237_000, -87_000, 43_000]
    assert rows[3][0] == "I alt"


def test_the_same_data_give_the_same_bytes() -> None:
    found = money(base(), evaluate(base(), base().baseline(2024)), TODAY)
    assert budget_workbook(base(), found) == budget_workbook(base(), found)


# --- several years --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("ingen", CarryRule(Carry.INGEN)),
        ("alt", CarryRule(Carry.ALT)),
        ("op-til-5", CarryRule(Carry.OP_TIL, most=500)),
        ("op-til-2,5", CarryRule(Carry.OP_TIL, most=250)),
        ("formaal", CarryRule(Carry.FORMAAL, frame="oevrig")),
    ],
)
def test_a_rule_is_written_and_read_the_same_way(text: str, rule: CarryRule) -> None:
    assert carry_rule(NORDDJURS, text, "oevrig") == rule
    assert carry_text(rule) == text


def test_a_rule_that_is_none_is_refused() -> None:
    for text in ("", "op-til-", "op-til-halvdelen", "op-til-101", "op-til--5", "noget"):
        with pytest.raises(IllegalValue):
            carry_rule(NORDDJURS, text)
    with pytest.raises(IllegalValue, match="Vælg også den delramme"):
        carry_rule(NORDDJURS, "formaal")
    with pytest.raises(UnknownName, match="Delrammen »ukendt« findes ikke"):
        carry_rule(NORDDJURS, "formaal", "ukendt")


def test_a_percentage_needs_its_source() -> None:
    assert adjustment_of(" ", "KL") is None
    assert adjustment_of("2,4 %", " KL ") == Adjustment(240, "KL")
    assert adjustment_of("-1,5", "KL") == Adjustment(-150, "KL")
    for text, source, why in (
        ("2,4", " ", "Skriv også kilden"),
        ("2.4", "KL", "2,4"),
        ("101", "KL", "fra -50 til 100"),
    ):
        with pytest.raises(IllegalValue, match=why):
            adjustment_of(text, source)


def test_a_share_as_the_address_writes_it() -> None:
    assert [share_text(s) for s in (500, 250, 240, 5, 0, -150)] == ["5", "2,5", "2,4", "0,05", "0", "-1,5"]


def test_the_figures_of_the_years() -> None:
    figures, lines = years_answer(
        NORDDJURS, NORDDJURS.baseline(2023), TODAY, CarryRule(Carry.ALT), Adjustment(240, "KL")
    )
    assert [(row["year"], row["balance_oere"]) for row in figures["years"]] == [
        (2023, kr(46_500)), (2024, {"low": kr(-33_000), "high": kr(97_000)}),
    ]  # fmt: skip
    assert figures["years"][1]["used_today_oere"] == {"low": 24_365_234, "high": 37_060_547}
    assert (figures["carry"], figures["purpose"], figures["adjust_basis_points"]) == ("alt", None, 240)
    assert "Regel: hele resten føres over, også et underskud." in lines


# --- the command line -----------------------------------------------------------------------------------------


@pytest.fixture
def database(tmp_path: Path, put_database: Callable[[Path, BaseData], Path]) -> Path:
    return put_database(tmp_path / "l.duckdb", NORDDJURS)


def run(database: Path, *words: str) -> tuple[int, str]:
    answer = CliRunner().invoke(main, ["--db", str(database), *words])
    return answer.exit_code, answer.output


def test_the_commands_give_the_same_figures(database: Path) -> None:
    code, text = run(
        database, "budget", "--year", "2024", "--set", "sso_midler=nej", "--today", "01-03-2024", "--json"
    )
    assert code == 0
    figures = json.loads(text)
    assert (figures["pool"]["free_oere"], figures["frames"][0]["free_oere"]) == (kr(-79_500), kr(-87_000))
    code, text = run(
        database,
        "years",
        "--year",
        "2023",
        "--carry",
        "op-til-5",
        "--adjust",
        "2,4",
        "--source",
        "KL",
        "--json",
    )
    assert code == 0
    assert json.loads(text)["years"][1]["carried_oere"] == kr(15_000)


def test_the_commands_speak_danish_and_refuse_what_is_wrong(database: Path) -> None:
    code, text = run(database, "budget", "--year", "2024")
    assert code == 0 and "I dag kan" in text
    code, text = run(database, "years")
    assert code == 0 and "Der er ikke valgt en regel for overførsel" in text
    for words in (
        ("budget", "--year", "2024", "--today", "i går"),
        ("budget", "--year", "1999"),
        ("years", "--carry", "halvdelen"),
        ("years", "--carry", "formaal", "--purpose", "ukendt"),
        ("years", "--adjust", "2,4"),
    ):
        assert run(database, *words)[0] == 2
