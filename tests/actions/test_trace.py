"""Where figures come from; above all that the command shown gives the same figures when it is run."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from lederpulje.__main__ import main
from lederpulje.actions.drafts import (
    as_scenario,
    start_draft,
    with_answer,
    with_override,
    with_rule,
    without_problem,
)
from lederpulje.actions.figures import evaluation_figures
from lederpulje.actions.trace import command, cost_formula, estimated_fields, trace_lines
from lederpulje.model import BaseData, Draft, Rule, Scenario
from lederpulje.scenarios import evaluate
from lederpulje.store import create_database
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, OPEN, course

SEATS, PRICE = "ledertalent.participants", "ledertalent.price_per_participant"
SCENARIOS = (
    Scenario("uafklaret", 2024, "Uafklaret", baseline=True),
    Scenario("nej", 2024, "Nej", answers=(("sso_midler", NEJ),), rule=Rule.FORHOLDSMAESSIG),
    Scenario("forsigtig", 2024, "Forsigtig", overrides=(("frame.kurser", "75000"),)),
    Scenario(
        "umulig",
        2024,
        "Umulig",
        answers=(("ukendt", JA),),
        overrides=((SEATS, "2,5"), ("frame.kurser", "900000"), ("ingen.x", "1"), (PRICE, "30000")),
    ),
)
BASE = replace(NORDDJURS, scenarios=SCENARIOS)
BY_KEY = {s.key: s for s in SCENARIOS}


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("trace") / "x.duckdb"
    create_database(path, BASE)
    return path


def shown(origin: str, draft: Draft) -> str:
    """The command as it stands on the page."""
    mine = as_scenario(draft)
    lines = dict(trace_lines(BASE, BY_KEY[origin], mine, evaluate(BASE, mine)))
    return lines["Samme tal fra kommandolinjen"]


Play = Callable[[Draft], Draft]
PLAYS: dict[str, tuple[str, tuple[Play, ...]]] = {
    "nothing": ("uafklaret", ()),
    "an answer": ("uafklaret", (lambda d: with_answer(d, "sso_midler", NEJ),)),
    "back to open": ("nej", (lambda d: with_answer(d, "sso_midler", OPEN),)),
    "another rule": ("nej", (lambda d: with_rule(d, Rule.OPTIMAL),)),
    "levers": (
        "nej",
        (
            lambda d: with_override(BASE, d, SEATS, "1"),
            lambda d: with_override(BASE, d, PRICE, "35000,50"),
            lambda d: with_override(BASE, d, "frame.oevrig", "142500"),
        ),
    ),
    "a change of the origin kept": ("forsigtig", (lambda d: with_answer(d, "sso_midler", JA),)),
    "a change of the origin undone": (
        "forsigtig",
        (lambda d: with_override(BASE, d, "frame.kurser", "150000"),),
    ),
    "undone, and the money used elsewhere": (
        "forsigtig",
        (
            lambda d: with_override(BASE, d, "frame.kurser", "150000"),
            lambda d: with_override(BASE, d, "frame.oevrig", "200000"),
        ),
    ),
    "impossible changes kept": ("umulig", (lambda d: with_answer(d, "sso_midler", NEJ),)),
    "one impossible change taken out": ("umulig", (lambda d: without_problem(d, "frame.kurser"),)),
    "an impossible change put right": ("umulig", (lambda d: with_override(BASE, d, SEATS, "4"),)),
    "all put right": (
        "umulig",
        (
            lambda d: without_problem(d, "frame.kurser"),
            lambda d: without_problem(d, "ingen.x"),
            lambda d: without_problem(d, "ukendt"),
            lambda d: with_override(BASE, d, SEATS, "3"),
            lambda d: with_override(BASE, d, PRICE, "32500"),
        ),
    ),
}


@pytest.mark.parametrize("what", PLAYS)
def test_the_command_gives_the_same_figures(database: Path, what: str) -> None:
    origin, plays = PLAYS[what]
    draft = start_draft(BY_KEY[origin], "uafklaret")
    for play in plays:
        draft = play(draft)
    words = shlex.split(shown(origin, draft))
    assert words[:4] == ["python", "-m", "lederpulje", "evaluate"]
    done = CliRunner().invoke(main, ["--db", str(database), *words[3:], "--json"])
    assert done.exit_code == 0, done.stderr
    wanted = evaluation_figures(BASE, as_scenario(draft))
    keys = ("year", "rule", "answers", "pool", "frames", "courses", "not_priced")
    found = json.loads(done.stdout)
    assert {key: found[key] for key in keys} == {key: wanted[key] for key in keys}


def test_the_command_is_short_where_nothing_differs() -> None:
    origin = BY_KEY["nej"]
    assert command(BASE, origin, origin) == "python -m lederpulje evaluate --year 2024 --scenario nej"
    mine = as_scenario(with_override(BASE, start_draft(origin, "uafklaret"), SEATS, "2"))
    assert command(BASE, origin, mine) == (
        "python -m lederpulje evaluate --year 2024 --scenario nej --set ledertalent.participants=2"
    )


def test_what_is_no_plain_word_is_quoted() -> None:
    origin = BY_KEY["nej"]
    mine = replace(origin, overrides=(("ledertalent.payer", "social og sundhed; rm -rf"),))
    words = shlex.split(command(BASE, origin, mine))
    assert words[-1] == "ledertalent.payer=social og sundhed; rm -rf"


def test_a_year_without_scenarios_names_the_implied_one() -> None:
    (implied,) = NORDDJURS.scenarios_of(2023)
    assert command(NORDDJURS, implied, implied) == (
        "python -m lederpulje evaluate --year 2023 --scenario grundlag"
    )


def lines_of(base: BaseData, origin: Scenario, mine: Scenario) -> dict[str, str]:
    return {
        what: said.replace("\u00a0", " ")
        for what, said in trace_lines(base, origin, mine, evaluate(base, mine))
    }


def test_the_trace_names_versions_sources_rule_answers_and_changes() -> None:
    frames = tuple(replace(f, source="S0: halvdelen", estimated=True) for f in BASE.frames)
    base = replace(BASE, frames=frames, pools=tuple(replace(p, source="S0: puljen") for p in BASE.pools))
    mine = as_scenario(with_override(base, start_draft(BY_KEY["nej"], "x"), SEATS, "2"))
    assert lines_of(base, BY_KEY["nej"], mine) == {
        "Grunddata": "version 1; beregner 1.0",
        "Pulje": "300.000 kr. (fra kilden: S0: puljen)",
        "Delramme: Centralt udbudte kurser og forløb": "150.000 kr. (vores skøn: S0: halvdelen)",
        "Delramme: Lederuddannelse og ledelsesevaluering": "150.000 kr. (vores skøn: S0: halvdelen)",
        "Fordelingsregel": "Forholdsmæssigt",
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?": "Nej",
        "Ændret i forhold til grunddata": (
            "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Uafklaret → Nej; "
            "Ledertalentudviklingskoncept: 4 → 2 pladser; Fordelingsregel: Efter prioritet → Forholdsmæssigt"
        ),
        "Samme tal fra kommandolinjen": (
            "python -m lederpulje evaluate --year 2024 --scenario nej --set ledertalent.participants=2"
        ),
    }


def test_the_trace_says_when_nothing_is_changed_or_no_source_is_known() -> None:
    origin = BY_KEY["uafklaret"]
    lines = lines_of(BASE, origin, origin)
    assert lines["Ændret i forhold til grunddata"] == "intet"
    assert lines["Pulje"] == "300.000 kr. (fra kilden)"


@pytest.mark.parametrize(
    ("base", "id_", "formula"),
    [
        (NORDDJURS, "fastholdelse-sygefravaer", "2 afholdelser × 20.000 kr. + 80 deltagere × 250 kr."),
        (NORDDJURS, "evaluering-2024", "1 afholdelse × 55.000 kr."),
        (NORDDJURS, "master-2024", "1 deltager × 30.000 kr."),
        (NORDDJURS, "ledertalent", "4 deltagere × 32.500 kr. (mellem 30.000–35.000 kr.)"),
        (NORDDJURS, "fyraften-2023", ""),
        (FJORDBY, "konference", ""),
        (FJORDBY, "masterclass", "12 deltagere × 8.000 kr."),
        (
            FJORDBY,
            "grund",
            "2 afholdelser × 20.000 kr. + "
            "24 deltagere (så mange betales der mindst for; 20 deltager) × 1.000 kr.",
        ),
    ],
)
def test_how_a_price_is_worked_out(base: BaseData, id_: str, formula: str) -> None:
    (one,) = [c for c in base.courses if c.id == id_]
    assert cost_formula(one).replace("\u00a0", " ") == formula


def test_nobody_is_billed_where_nobody_comes() -> None:
    assert cost_formula(course("x", None, None, 0, 100, min_billed=5)).startswith("0 deltagere × 100")


def test_our_own_assumptions_are_named_in_words() -> None:
    one = course("x", estimated=("participants", "fixed_per_session", "status", "payer"))
    assert estimated_fields(one) == "deltagere, pris pr. afholdelse, status, betaler"
    assert estimated_fields(course("x")) == ""
