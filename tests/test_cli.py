"""The command line to the letter of its contract: what stands on standard output, what on error, and the exit code."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import duckdb
import pytest
from click.testing import CliRunner

from lederpulje.__main__ import main
from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.model import Answer, BaseData, Condition, Draft, Rule, Scenario
from lederpulje.store import open_for_reading, open_store, read_seed
from lederpulje.store.connection import snapshot_path
from tests.examples import FJORDBY, NORDDJURS
from tests.store.programs import HOLD, ROOT, await_that, files_beside, first_word, kept, program

Json = Any
JA, NEJ = {"sso_midler": "ja"}, {"sso_midler": "nej"}


@dataclass(frozen=True)
class Done:
    """What a run left: exit code, standard output, standard error."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Json:
        """The one JSON object on standard output."""
        assert (self.code, self.err) == (0, "")
        return json.loads(self.out)


def call(database: Path | None, *words: str) -> Done:
    """Run a command in this process."""
    before = [] if database is None else ["--db", str(database)]
    done = CliRunner().invoke(main, [*before, *words], prog_name="python -m lederpulje")
    return Done(done.exit_code, done.stdout, done.stderr)


def run(*words: str, **environment: str) -> Done:
    """Run a command as people do, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "lederpulje", *words],
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, **environment},
        check=False,
    )
    return Done(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))


@pytest.fixture(scope="module")
def seed(tmp_path_factory: pytest.TempPathFactory, put_database: Callable[[Path, BaseData], Path]) -> Path:
    """A database with the seed; only read here."""
    return put_database(tmp_path_factory.mktemp("seed") / "lederpulje.duckdb", read_seed(DEFAULT_SEED))


@pytest.fixture
def own(seed: Path, tmp_path: Path) -> Path:
    """A database with the seed that a test may spoil."""
    return Path(shutil.copytree(seed.parent, tmp_path / "own"), seed.name)


@pytest.fixture
def on(tmp_path: Path, put_database: Callable[[Path, BaseData], Path]) -> Callable[[BaseData], Path]:
    """A database with base data of the test's own."""
    return lambda base: put_database(tmp_path / "own.duckdb", base)


def evaluated(database: Path, *words: str) -> Json:
    return call(database, "evaluate", "--json", "--year", "2024", *words).json


def by(key: str, rows: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {row[key]: row for row in rows}


# --- evaluate: the worked example --------------------------------------------------------------------------

OEVRIG = {
    "frame": "oevrig",
    "amount_oere": 15_000_000,
    "claimed_oere": 14_250_000,
    "allocated_oere": 14_250_000,
    "remaining_oere": 750_000,
    "balance_oere": 750_000,
    "overrun_oere": 0,
}


def fully(id_: str, ore: int) -> dict[str, Any]:
    """A course that the pool pays in full."""
    return {
        "id": id_,
        "cost_oere": ore,
        "claimed_oere": ore,
        "allocated_oere": ore,
        "shortfall_oere": 0,
        "reason": "fuldt",
        "payers": {"pulje": ore},
    }


BEFORE = [
    fully("fastholdelse-senior", 2_200_000),
    fully("fastholdelse-sygefravaer", 6_000_000),
    fully("fastholdelse-boarding", 2_500_000),
]
AFTER = [
    fully("evaluering-2024", 5_500_000),
    fully("dol-2024", 5_750_000),
    fully("master-2024", 3_000_000),
]
NO = {
    "year": 2024,
    "scenario": "puljen-betaler",
    "rule": "prioritet",
    "answers": {"sso_midler": "nej"},
    "data_version": 1,
    "engine_version": "1.0",
    "pool": {
        "amount_oere": 30_000_000,
        "claimed_oere": 37_950_000,
        "allocated_oere": 29_250_000,
        "remaining_oere": 750_000,
        "overrun_oere": 8_700_000,
        "unassigned_oere": 0,
    },
    "frames": [
        {
            "frame": "kurser",
            "amount_oere": 15_000_000,
            "claimed_oere": 23_700_000,
            "allocated_oere": 15_000_000,
            "remaining_oere": 0,
            "balance_oere": -8_700_000,
            "overrun_oere": 8_700_000,
        },
        OEVRIG,
    ],
    "courses": [
        *BEFORE,
        {
            "id": "ledertalent",
            "cost_oere": 13_000_000,
            "claimed_oere": 13_000_000,
            "allocated_oere": 4_300_000,
            "shortfall_oere": 8_700_000,
            "reason": "delvist",
            "payers": {"pulje": 13_000_000},
        },
        *AFTER,
    ],
    "not_priced": [],
    "problems": [],
}
YES = {
    **NO,
    "scenario": "sso-betaler",
    "answers": {"sso_midler": "ja"},
    "pool": {
        "amount_oere": 30_000_000,
        "claimed_oere": 24_950_000,
        "allocated_oere": 24_950_000,
        "remaining_oere": 5_050_000,
        "overrun_oere": 0,
        "unassigned_oere": 0,
    },
    "frames": [
        {
            "frame": "kurser",
            "amount_oere": 15_000_000,
            "claimed_oere": 10_700_000,
            "allocated_oere": 10_700_000,
            "remaining_oere": 4_300_000,
            "balance_oere": 4_300_000,
            "overrun_oere": 0,
        },
        OEVRIG,
    ],
    "courses": [
        *BEFORE,
        {
            "id": "ledertalent",
            "cost_oere": 13_000_000,
            "claimed_oere": 0,
            "allocated_oere": 0,
            "shortfall_oere": 0,
            "reason": "betales_af_andre",
            "payers": {"Social- og sundhedsområdet": 13_000_000},
        },
        *AFTER,
    ],
}


def spans(yes: Json, no: Json) -> Json:
    """Two results with every amount put together as a span."""
    if isinstance(yes, dict):
        keys = [*yes, *(k for k in no if k not in yes)]
        return {k: spans(yes.get(k, 0), no.get(k, 0)) for k in keys}
    if isinstance(yes, list):
        return [spans(a, b) for a, b in zip(yes, no, strict=True)]
    return {"low": min(yes, no), "high": max(yes, no)} if isinstance(yes, int) else yes


def test_the_worked_example_with_no_answered_in_a_process_of_its_own(own: Path) -> None:
    """The whole object, in the order of the contract, with nothing else on either stream."""
    for how in (["--scenario", "puljen-betaler"], ["--set", "sso_midler=nej"]):
        done = run("--db", str(own), "evaluate", "--year", "2024", *how, "--json")
        wanted = NO if how[0] == "--scenario" else {**NO, "scenario": "uafklaret"}
        assert (done.code, done.err) == (0, "")
        assert json.loads(done.out) == wanted
        assert list(json.loads(done.out)) == list(NO)


def test_the_worked_example_with_yes_answered(seed: Path) -> None:
    assert evaluated(seed, "--scenario", "sso-betaler") == YES


def test_while_the_condition_is_open_every_amount_is_a_span(seed: Path) -> None:
    """Spans also where both ends are the same; ends name their answers; reasons are a list."""
    found = evaluated(seed)
    expected = {**NO, "scenario": "uafklaret", "answers": {"sso_midler": "uafklaret"}}
    ends = {"low_answers": JA, "high_answers": NEJ}
    same = {"low_answers": JA, "high_answers": JA}
    expected["pool"] = {**spans(YES["pool"], NO["pool"]), **ends}
    kurser, oevrig = spans(YES["frames"], NO["frames"])
    kurser["frame"], oevrig["frame"] = "kurser", "oevrig"
    expected["frames"] = [{**kurser, **ends}, {**oevrig, **same}]
    expected["courses"] = spans(YES["courses"], NO["courses"])
    for course in expected["courses"]:  # type: ignore[attr-defined]
        course["reason"] = ["fuldt"]
    expected["courses"][3]["reason"] = ["betales_af_andre", "delvist"]  # type: ignore[index]
    assert found == expected
    assert found["pool"]["claimed_oere"] == {"low": 24_950_000, "high": 37_950_000}
    assert found["frames"][0]["balance_oere"] == {"low": -8_700_000, "high": 4_300_000}


@pytest.mark.parametrize(
    ("year", "words", "overrun"),
    [
        ("2023", [], 3_600_000),
        ("2024", ["--set", "sso_midler=ja"], 3_200_000),
        ("2024", ["--set", "sso_midler=nej"], 16_200_000),
    ],
)
def test_the_cautious_reading(seed: Path, year: str, words: list[str], overrun: int) -> None:
    done = call(seed, "evaluate", "--year", year, "--scenario", "forsigtig-laesning", *words, "--json")
    assert done.json["pool"]["overrun_oere"] == overrun
    assert done.json["frames"][0]["amount_oere"] == 7_500_000


def test_what_has_no_price_is_null_and_listed(seed: Path) -> None:
    found = call(seed, "evaluate", "--year", "2023", "--json").json
    unpriced = ["arbejdsmiljoedag-2023", "hovedudvalg-temadag-2023", "fyraften-2023"]
    assert found["not_priced"] == unpriced
    for id_ in unpriced:
        course = by("id", found["courses"])[id_]
        assert (course["cost_oere"], course["reason"], course["payers"]) == (None, "ikke_prissat", {})


def test_a_year_without_scenarios_has_one_implied(seed: Path) -> None:
    found = call(seed, "evaluate", "--year", "2021", "--json").json
    assert (found["scenario"], found["rule"], found["answers"]) == ("grundlag", "prioritet", {})
    assert found["pool"]["unassigned_oere"] == 30_000_000
    assert found["frames"] == found["courses"] == []


def test_two_open_conditions_name_the_answers_at_each_end(on: Callable[[BaseData], Path]) -> None:
    """Fjordby: the frame `ledelse` is claimed least if the foundation pays and nothing is merged."""
    found = call(on(FJORDBY), "evaluate", "--year", "2026", "--json").json
    ledelse, talent = found["frames"]
    assert ledelse["low_answers"] == {"fond": "ja", "fusion": "nej"}
    assert ledelse["high_answers"] == {"fond": "nej", "fusion": "ja"}
    assert talent["low_answers"] == talent["high_answers"] == {"fond": "ja", "fusion": "ja"}
    merged = by("id", found["courses"])["fusionsforloeb"]
    assert merged["cost_oere"] == {"low": 0, "high": 5_999_990}
    assert merged["payers"]["stat"] == {"low": 0, "high": 2_000_396}
    assert merged["reason"][0] == "afholdes_ikke"


# --- evaluate: --set and --rule ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "course", "figure", "wanted"),
    [
        (["ledertalent.participants=2"], "ledertalent", "cost_oere", 6_500_000),
        (["ledertalent.price_per_participant=35000"], "ledertalent", "cost_oere", 14_000_000),
        (["ledertalent.price_per_participant=35.000,50"], "ledertalent", "cost_oere", 14_000_200),
        (["ledertalent.price_per_participant=kr. 30.000"], "ledertalent", "cost_oere", 12_000_000),
        (["fastholdelse-sygefravaer.sessions=1"], "fastholdelse-sygefravaer", "cost_oere", 4_000_000),
        (
            ["fastholdelse-boarding.fixed_per_session=0"],
            "fastholdelse-boarding",
            "cost_oere",
            1_000_000,
        ),
        (["ledertalent.priority=1"], "ledertalent", "allocated_oere", 12_800_000),
        (["ledertalent.mandatory=ja"], "ledertalent", "allocated_oere", 13_000_000),
        (["ledertalent.divisible=nej"], "ledertalent", "reason", "ikke_plads"),
        (["ledertalent.held=nej"], "ledertalent", "reason", "afholdes_ikke"),
        (["ledertalent.payer=staten"], "ledertalent", "payers", {"staten": 13_000_000}),
        (["ledertalent.payer=uafklaret"], "ledertalent", "reason", "betaler_uafklaret"),
        (["frame.kurser=75000"], "ledertalent", "allocated_oere", 0),
        (["frame.oevrig=0", "frame.kurser=300000"], "ledertalent", "reason", "fuldt"),
        (["pool=200000"], "ledertalent", "allocated_oere", 0),
        (["ledertalent.participants=2", "ledertalent.participants=1"], "ledertalent", "cost_oere", 3_250_000),
        (["ledertalent.participants = 2"], "ledertalent", "cost_oere", 6_500_000),
    ],
)
def test_each_form_of_set(seed: Path, settings: list[str], course: str, figure: str, wanted: object) -> None:
    words = [word for setting in ("sso_midler=nej", *settings) for word in ("--set", setting)]
    found = evaluated(seed, *words)
    assert by("id", found["courses"])[course][figure] == wanted
    assert found["problems"] == []


@pytest.mark.parametrize(
    ("benefit", "chosen"),
    [("100", ["fastholdelse-sygefravaer"]), ("0", ["fastholdelse-senior", "fastholdelse-boarding"])],
)
def test_the_benefit_set_decides_what_is_best(seed: Path, benefit: str, chosen: list[str]) -> None:
    """In 60.000 kr. there is room for sygefravær, or for the two others, which together weigh 30."""
    settings = [
        "frame.kurser=60000",
        "ledertalent.benefit=0",
        "fastholdelse-senior.benefit=15",
        "fastholdelse-boarding.benefit=15",
        f"fastholdelse-sygefravaer.benefit={benefit}",
    ]
    words = [word for setting in ("sso_midler=ja", *settings) for word in ("--set", setting)]
    found = evaluated(seed, "--rule", "optimal", *words)
    assert [c["id"] for c in found["courses"][:4] if c["allocated_oere"]] == chosen


def test_the_rule_can_be_chosen(seed: Path) -> None:
    """The worked example of forholdsmaessig, to the øre."""
    found = evaluated(seed, "--set", "sso_midler=nej", "--rule", "forholdsmaessig")
    assert found["rule"] == "forholdsmaessig"
    assert [c["allocated_oere"] for c in found["courses"][:4]] == [1_392_405, 3_797_468, 1_582_279, 8_227_848]


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--set", "findes_ikke=ja"], "»findes_ikke« findes ikke. Vælg mellem: sso_midler, hr_koordinator"),
        (
            ["--set", "sso_midler=måske"],
            "sso_midler kan ikke sættes til »måske«. Skriv ja, nej eller uafklaret.",
        ),
        (["--set", "sso_midler"], "Skriv NAVN=VÆRDI, fx sso_midler=nej."),
        (["--set", "=3"], "Forudsætningen eller feltet »« findes ikke."),
        (["--set", "ingen.participants=3"], "Aktiviteten »ingen« findes ikke."),
        (["--set", "tryghed-med.participants=3"], "Aktiviteten »tryghed-med« findes ikke."),
        (["--set", "ledertalent.farve=rød"], "Feltet »farve« findes ikke. Vælg mellem: participants"),
        (["--set", "frame.ingen=3"], "Delrammen »ingen« findes ikke. Vælg mellem: kurser, oevrig."),
        (["--set", "ledertalent.participants=2,5"], "Skriv et helt tal fra 0 til 1000000."),
        (["--set", "ledertalent.participants=-1"], "Skriv et helt tal"),
        (["--set", "ledertalent.participants="], "ledertalent.participants kan ikke sættes til »«."),
        (["--set", "ledertalent.price_per_participant=12.5"], "»12.5« kan ikke læses som et beløb"),
        (["--set", "ledertalent.price_per_participant=−1"], "Beløbet kan ikke være negativt."),
        (
            ["--set", "ledertalent.price_per_participant_low=40000"],
            "på den forkerte side af prisen 32.500 kr. Ret beløbet.",
        ),
        (["--set", "ledertalent.priority=0"], "Skriv et helt tal fra 1"),
        (["--set", "ledertalent.benefit=101"], "Skriv et helt tal fra 0 til 100."),
        (["--set", "ledertalent.held=måske"], "Skriv ja eller nej."),
        (["--set", "ledertalent.payer="], "Skriv navnet på den, der betaler."),
        (["--set", "frame.kurser=300001"], "puljen rækker højst til 300.000 kr. Vælg et mindre beløb."),
        (["--set", "frame.kurser=200000", "--set", "frame.oevrig=200000"], "puljen rækker højst til"),
        (["--rule", "lodtrækning"], "Vælg mellem: prioritet, forholdsmaessig, optimal."),
        (["--scenario", "ingen"], "»ingen« findes ikke. Vælg mellem: uafklaret, sso-betaler"),
        (["--year", "1999"], "Året »1999« findes ikke. Vælg mellem: 2021, 2022, 2023, 2024."),
        (["--year", "i år"], "--year har en værdi, der ikke kan bruges."),
        (["--set"], "--set er ikke brugt rigtigt."),
        (["--farve", "rød"], "Der er intet tilvalg --farve."),
        (["meget"], "Kommandoen kan ikke forstås."),
    ],
)
def test_an_unknown_name_or_illegal_value_is_wrong_usage(seed: Path, words: list[str], said: str) -> None:
    done = call(seed, "evaluate", "--year", "2024", "--json", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["findes-ikke"], "Kommandoen kan ikke forstås. Se hvordan med: python -m lederpulje --help"),
        (["evaluate"], "Der mangler --year. Se hvordan med: python -m lederpulje evaluate --help"),
        (["compare", "--year", "2024", "uafklaret"], "Der mangler --baseline."),
        (["compare", "--year", "2024", "--baseline", "uafklaret"], "Der mangler NØGLE…."),
        (["init", "--empty", "--seed", "x"], "--seed og --empty kan ikke bruges sammen."),
        ([], "Brug: python -m lederpulje [TILVALG] KOMMANDO …"),
    ],
)
def test_wrong_usage_is_said_in_danish(seed: Path, words: list[str], said: str) -> None:
    done = call(seed if words else None, *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err


@pytest.mark.parametrize("command", [[], ["init"], ["evaluate"], ["compare"]])
def test_help_is_danish(command: list[str]) -> None:
    done = call(None, *command, "--help")
    assert done.code == 0
    assert done.out.startswith("Brug: python -m lederpulje")
    for english in ("Usage", "Options", "Commands", "Show this", "required", "ARGS"):
        assert english not in done.out


# --- evaluate: problems ------------------------------------------------------------------------------------


def test_faults_that_the_result_can_be_given_without_are_listed_with_exit_0(
    on: Callable[[BaseData], Path],
) -> None:
    faulty = replace(
        NORDDJURS,
        funding=tuple(
            replace(li, share=9_000) if li.course == "fastholdelse-senior" else li for li in NORDDJURS.funding
        ),
        scenarios=(Scenario("skaev", 2024, "Skæv", baseline=True, overrides=(("frame.kurser", "900000"),)),),
    )
    found = evaluated(on(faulty), "--set", "sso_midler=ja")
    assert [p["where"] for p in found["problems"]] == ["fastholdelse-senior", "frame.kurser"]
    assert "summer til 90" in found["problems"][0]["message"]
    assert found["frames"][0]["amount_oere"] == 15_000_000
    assert found["courses"][0]["reason"] == "betaler_uafklaret"


def test_more_open_conditions_than_can_be_combined_stops_the_result(on: Callable[[BaseData], Path]) -> None:
    keys = [f"aaben{n:02}" for n in range(11)]
    line = next(li for li in NORDDJURS.funding if li.course == "fastholdelse-senior")
    many = replace(
        NORDDJURS,
        conditions=(*NORDDJURS.conditions, *(Condition(k, f"{k}?") for k in keys)),
        funding=(
            *NORDDJURS.funding,
            *(replace(line, share=0, condition=k, answer=Answer.JA) for k in keys),
        ),
    )
    done = call(on(many), "evaluate", "--year", "2024", "--json")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("12 forudsætninger er uafklarede i 2024: aaben00, aaben01")


# --- evaluate: readable ------------------------------------------------------------------------------------


def test_without_json_it_is_readable_danish(seed: Path) -> None:
    done = call(seed, "evaluate", "--year", "2024", "--set", "sso_midler=nej")
    lines = done.out.replace("\u00a0", " ").splitlines()
    assert lines[:2] == [
        "Endnu ikke afklaret 2024 (efter prioritet)",
        "Puljen holder ikke: delrammen Centralt udbudte kurser og forløb mangler 87.000 kr. i forhold til rammen.",
    ]
    assert (
        "Centralt udbudte kurser og forløb: ramme 150.000 kr., krav 237.000 kr., mangler 87.000 kr." in lines
    )
    assert (
        "- Ledertalentudviklingskoncept: ≈ 130.000 kr. Får 43.000 kr. og mangler 87.000 kr.: "
        "der var 43.000 kr. tilbage, da turen kom." in lines
    )
    assert "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Nej" in lines


def test_without_json_problems_and_missing_prices_are_said(on: Callable[[BaseData], Path]) -> None:
    faulty = Scenario("skaev", 2023, "Skæv", baseline=True, overrides=(("frame.kurser", "masser"),))
    done = call(on(replace(NORDDJURS, scenarios=(faulty,))), "evaluate", "--year", "2023")
    assert done.code == 0
    assert "3 aktiviteter er ikke prissat og ikke regnet med i summerne." in done.out
    assert "OBS: frame.kurser kan ikke sættes til »masser«." in done.out
    assert "ikke prissat. Ikke prissat og derfor ikke regnet med." in done.out


def test_signs_that_windows_cannot_write_by_itself_come_through(own: Path) -> None:
    """A file or pipe on Windows has an encoding without ≈ and −; we write UTF-8 whatever it is."""
    done = run(
        "--db", str(own), "compare", "--year", "2024", "--baseline", "uafklaret", "sso-betaler",
        PYTHONIOENCODING="cp1252",
    )  # fmt: skip
    assert done.code == 0
    assert "Krav på puljen: −130.000 til 0 kr. i forhold til Endnu ikke afklaret" in done.out.replace(
        "\u00a0", " "
    )


# --- compare -----------------------------------------------------------------------------------------------


def compared(database: Path, baseline: str, *keys: str) -> Json:
    return call(database, "compare", "--year", "2024", "--baseline", baseline, *keys, "--json").json


def test_compare_gives_the_baseline_and_each_scenario_as_evaluate_does(seed: Path) -> None:
    found = compared(seed, "sso-betaler", "puljen-betaler", "sso-betaler")
    assert list(found) == ["baseline", "scenarios"]
    assert found["baseline"] == YES
    assert [s["scenario"] for s in found["scenarios"]] == ["puljen-betaler", "sso-betaler"]
    no = found["scenarios"][0]
    assert {key: no[key] for key in ("frames", "courses", "pool")} == {
        key: NO[key] for key in ("frames", "courses", "pool")
    }


def test_differences_between_two_answers(seed: Path) -> None:
    no, same = compared(seed, "sso-betaler", "puljen-betaler", "sso-betaler")["scenarios"]
    kurser, oevrig = no["differences"]["frames"]
    assert kurser == {
        "frame": "kurser",
        "amount_oere": 0,
        "claimed_oere": 13_000_000,
        "allocated_oere": 4_300_000,
        "remaining_oere": -4_300_000,
        "balance_oere": -13_000_000,
        "overrun_oere": 8_700_000,
    }
    assert {oevrig[key] for key in oevrig if key != "frame"} == {0}
    assert by("id", no["differences"]["courses"])["ledertalent"] == {
        "id": "ledertalent",
        "claimed_oere": 13_000_000,
        "allocated_oere": 4_300_000,
        "why": ["svar"],
    }
    for course in same["differences"]["courses"]:
        assert (course["claimed_oere"], course["allocated_oere"], course["why"]) == (0, 0, [])


def test_differences_are_taken_answer_by_answer(seed: Path) -> None:
    """A scenario with fixed answers against an open baseline: spans of differences, not differences of spans."""
    yes, cautious = compared(seed, "uafklaret", "sso-betaler", "forsigtig-laesning")["scenarios"]
    assert yes["differences"]["frames"][0]["claimed_oere"] == {"low": -13_000_000, "high": 0}
    assert yes["frames"][0]["claimed_oere"] == 10_700_000, "the scenario itself is settled"
    assert cautious["differences"]["frames"][0]["claimed_oere"] == {"low": 0, "high": 0}
    assert cautious["differences"]["frames"][0]["balance_oere"] == {"low": -7_500_000, "high": -7_500_000}
    assert cautious["frames"][0]["balance_oere"] == {"low": -16_200_000, "high": -3_200_000}


def test_why_a_course_differs(on: Callable[[BaseData], Path]) -> None:
    scenarios = (
        Scenario("grund", 2024, "Grund", baseline=True, answers=(("sso_midler", Answer.NEJ),)),
        Scenario("svar", 2024, "Svar", answers=(("sso_midler", Answer.JA),)),
        Scenario(
            "aendring", 2024, "Ændring", answers=(("sso_midler", Answer.NEJ),),
            overrides=(("ledertalent.participants", "2"),),
        ),
        Scenario("regel", 2024, "Regel", answers=(("sso_midler", Answer.NEJ),), rule=Rule.FORHOLDSMAESSIG),
    )  # fmt: skip
    found = compared(on(replace(NORDDJURS, scenarios=scenarios)), "grund", "svar", "aendring", "regel")
    why = {
        s["scenario"]: {c["id"]: c["why"] for c in s["differences"]["courses"] if c["why"]}
        for s in found["scenarios"]
    }
    assert why["svar"] == {"ledertalent": ["svar"]}
    assert why["aendring"] == {"ledertalent": ["ændring"]}
    assert why["regel"] == {
        id_: ["regel"]
        for id_ in ("fastholdelse-senior", "fastholdelse-sygefravaer", "fastholdelse-boarding", "ledertalent")
    }


def test_compare_without_json_says_what_it_compares_with(seed: Path) -> None:
    done = call(seed, "compare", "--year", "2024", "--baseline", "sso-betaler", "puljen-betaler")
    lines = done.out.replace("\u00a0", " ").splitlines()
    assert lines[0] == (
        "Sammenlignet med Social og sundhed betaler 2024: "
        "Puljen holder: 50.500 kr. tilbage i forhold til rammen."
    )
    assert "Krav på puljen: +130.000 kr. i forhold til Social og sundhed betaler" in lines
    assert "- Ledertalentudviklingskoncept: +43.000 kr. fra puljen på grund af et andet svar" in lines


@pytest.mark.parametrize(
    "words", [["--baseline", "ingen", "uafklaret"], ["--baseline", "uafklaret", "ingen"]]
)
def test_compare_refuses_an_unknown_scenario(seed: Path, words: list[str]) -> None:
    done = call(seed, "compare", "--year", "2024", *words, "--json")
    assert (done.code, done.out) == (2, "")
    assert "Scenariet for 2024 »ingen« findes ikke." in done.err


# --- init --------------------------------------------------------------------------------------------------


def test_init_makes_the_database_from_the_seed_and_never_overwrites_it(tmp_path: Path) -> None:
    """As people call it; the second call answers 1 and leaves every byte."""
    path = tmp_path / "ny" / "min.duckdb"
    done = run("--db", str(path), "init")
    assert (done.code, done.out, done.err) == (
        0,
        f"{path} er lavet med 30 aktiviteter og 6 scenarier.\n",
        "",
    )
    before = files_beside(path)
    again = call(path, "init")
    assert (again.code, again.out) == (1, "")
    assert (
        again.err
        == f"{path} findes allerede og er ikke ændret. Vælg en anden fil med --db, eller flyt den gamle.\n"
    )
    assert files_beside(path) == before
    with open_for_reading(path) as store:
        assert store.base_data() == kept(read_seed(DEFAULT_SEED))


def test_init_empty_makes_tables_only(tmp_path: Path) -> None:
    path = tmp_path / "tom.duckdb"
    assert call(path, "init", "--empty").code == 0
    with open_for_reading(path) as store:
        assert store.base_data() == BaseData()
    done = call(path, "evaluate", "--year", "2024", "--json")
    assert (done.code, done.out, done.err) == (2, "", "Året »2024« findes ikke.\n")


def test_init_takes_another_seed(tmp_path: Path) -> None:
    own = Path(shutil.copytree(DEFAULT_SEED, tmp_path / "seed"))
    pools = own / "puljer.csv"
    pools.write_text(pools.read_text("utf-8").replace("2024;300.000", "2024;400.000"), "utf-8")
    assert call(tmp_path / "x.duckdb", "init", "--seed", str(own)).code == 0
    found = evaluated(tmp_path / "x.duckdb")
    assert found["pool"]["unassigned_oere"] == {"low": 10_000_000, "high": 10_000_000}


def test_init_lists_all_faults_of_a_seed_and_leaves_nothing(tmp_path: Path) -> None:
    own = Path(shutil.copytree(DEFAULT_SEED, tmp_path / "seed"))
    (own / "puljer.csv").write_text("År;Beløb;Kilde;Skøn\n2024;12.5;;nej\nhvornår;300.000;;nej\n", "utf-8")
    (own / "scenarier.csv").unlink()
    done = call(tmp_path / "x.duckdb", "init", "--seed", str(own))
    assert (done.code, done.out) == (1, "")
    assert "»12.5« kan ikke læses som et beløb" in done.err
    assert "hvornår" in done.err
    assert "scenarier.csv" in done.err
    assert [p.name for p in tmp_path.iterdir()] == ["seed"]


def test_init_from_a_folder_that_is_not_there(tmp_path: Path) -> None:
    done = call(tmp_path / "x.duckdb", "init", "--seed", str(tmp_path / "ingen"))
    assert (done.code, done.out) == (1, "")
    assert str(tmp_path / "ingen") in done.err
    assert list(tmp_path.iterdir()) == []


def test_init_where_no_folder_can_be_made(tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("x")
    done = call(tmp_path / "fil" / "x.duckdb", "init")
    assert (done.code, done.out) == (3, "")
    assert "kan ikke skrives" in done.err


def test_which_database_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """--db, else LEDERPULJE_DB."""
    monkeypatch.setenv("LEDERPULJE_DB", str(tmp_path / "miljoe.duckdb"))
    assert call(None, "init", "--empty").code == 0
    assert call(tmp_path / "valgt.duckdb", "init", "--empty").code == 0
    assert (tmp_path / "miljoe.duckdb").exists()
    assert (tmp_path / "valgt.duckdb").exists()


# --- a database that cannot be used ------------------------------------------------------------------------

READING = (
    ["evaluate", "--year", "2024"],
    ["compare", "--year", "2024", "--baseline", "uafklaret", "sso-betaler"],
)


@pytest.mark.parametrize("command", READING, ids=["evaluate", "compare"])
def test_a_missing_database_is_not_made_by_reading(tmp_path: Path, command: list[str]) -> None:
    done = call(tmp_path / "ingen.duckdb", *command, "--json")
    assert (done.code, done.out) == (3, "")
    assert "Lav den med: python -m lederpulje init" in done.err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("command", READING, ids=["evaluate", "compare"])
def test_an_unreadable_file_is_said_and_left_as_it_is(tmp_path: Path, command: list[str]) -> None:
    (tmp_path / "x.duckdb").write_bytes(b"Dette er ikke en database. " * 500)
    before = files_beside(tmp_path / "x.duckdb")
    done = call(tmp_path / "x.duckdb", *command, "--json")
    assert (done.code, done.out) == (3, "")
    assert done.err.startswith("Databasen kan ikke læses og er ikke ændret.")
    assert files_beside(tmp_path / "x.duckdb") == before


def test_a_newer_database_is_said_and_left_as_it_is(own: Path) -> None:
    with duckdb.connect(str(own)) as connection:
        connection.execute("INSERT INTO schema_migrations VALUES (999, 'fremtiden', '')")
    before = files_beside(own)
    done = call(own, "evaluate", "--year", "2024", "--json")
    assert (done.code, done.out) == (3, "")
    assert "er fra en nyere version af Lederpulje (skema 999;" in done.err
    assert files_beside(own) == before


def test_while_the_app_runs_the_snapshot_is_read_and_said(own: Path) -> None:
    """JSON alone on standard output, its data version on standard error; init is refused as ever."""
    with program(HOLD, str(own)) as holding:
        assert first_word(holding) == "open"
        done = run("--db", str(own), "evaluate", "--year", "2024", "--scenario", "puljen-betaler", "--json")
        assert (done.code, json.loads(done.out)) == (0, NO)
        assert done.err == "Appen er i gang. Der læses fra dens kopi, dataversion 1.\n"
        compared = call(own, "compare", "--year", "2024", "--baseline", "uafklaret", "sso-betaler", "--json")
        assert (compared.code, compared.err) == (0, done.err)
        assert call(own, "init").code == 1


def test_a_saved_change_reaches_the_snapshot_within_seconds(own: Path) -> None:
    with open_store(own) as store:
        base = store.base_data()
        store.save_base_data(replace(base, pools=tuple(replace(p, amount=40_000_000) for p in base.pools)))
        store.save_draft(Draft("kladde", "del", 2024, "uafklaret", "uafklaret"))

        def amount() -> int:
            done = call(own, "evaluate", "--year", "2021", "--json")
            assert done.code == 0
            return int(json.loads(done.out)["pool"]["amount_oere"])

        await_that(lambda: amount() == 40_000_000)
        assert "dataversion 2" in call(own, "evaluate", "--year", "2021").err


def test_a_held_database_without_a_snapshot_is_in_use_by_somebody_named(own: Path) -> None:
    with program(HOLD, str(own)) as holding:
        assert first_word(holding) == "open"
        made = snapshot_path(own).stat().st_ino
        await_that(lambda: snapshot_path(own).stat().st_ino != made)  # the renewal of the start is over
        snapshot_path(own).unlink()
        done = call(own, "evaluate", "--year", "2024", "--json")
        assert (done.code, done.out) == (3, "")
        assert f"er i brug af python (proces {holding.pid})" in done.err


# --- ask ---------------------------------------------------------------------------------------------------

PAID = ("--set", "sso_midler=nej")
ANSWERED: list[tuple[tuple[str, ...], Json]] = [
    (
        ("tipping", "--course", "ledertalent", "--field", "participants", *PAID),
        {"course": "ledertalent", "field": "participants", "value": 1, "unlimited": False},
    ),
    (
        ("tipping", "--course", "ledertalent", "--field", "participants", "--set", "sso_midler=ja"),
        {"course": "ledertalent", "field": "participants", "value": None, "unlimited": True},
    ),
    (
        ("decidable",),
        {
            "now": [
                *("fastholdelse-senior", "fastholdelse-sygefravaer", "fastholdelse-boarding"),
                *("evaluering-2024", "dol-2024", "master-2024"),
            ],
            "conditional": [{"id": "ledertalent", "when": [{"sso_midler": "ja"}]}],
            "not": [],
        },
    ),
    (("repairs", "--set", "sso_midler=ja"), {"repairs": []}),
]


@pytest.mark.parametrize(("words", "expected"), ANSWERED, ids=[" ".join(w) for w, _ in ANSWERED])
def test_a_question_is_answered_as_the_contract_says(
    seed: Path, words: tuple[str, ...], expected: Json
) -> None:
    done = call(seed, "ask", *words, "--year", "2024", "--json")
    assert (done.code, json.loads(done.out)) == (0, expected)


def test_the_repairs_of_the_worked_example(seed: Path) -> None:
    done = call(seed, "ask", "repairs", "--year", "2024", *PAID, "--json")
    found = json.loads(done.out)["repairs"]
    assert [(r["kind"], r["saves_oere"], r["moved_oere"], r["participants_lost"]) for r in found] == [
        ("anden_betaler", 0, 13_000_000, 0),
        ("færre_deltagere", 9_750_000, 0, 3),
        ("afholdes_ikke", 13_000_000, 0, 4),
    ]
    assert found[1]["set"] == ["ledertalent.participants=1"]
    again = call(seed, "evaluate", "--year", "2024", *PAID, "--set", found[1]["set"][0], "--json")
    assert json.loads(again.out)["pool"]["overrun_oere"] == 0


def test_simulation_sensitivity_regret_and_time(seed: Path) -> None:
    def asked(question: str, *more: str) -> Json:
        done = call(seed, "ask", question, "--year", "2024", *more, "--json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    drawn = asked("simulation", *PAID, "--draws", "1000", "--seed", "5")
    assert (drawn["draws"], drawn["seed"], drawn["p_overrun"]) == (1000, 5, 1.0)
    assert drawn == asked("simulation", *PAID, "--draws", "1000", "--seed", "5")
    first = asked("sensitivity")["inputs"][0]
    assert first == {"name": "sso_midler", "low_oere": -13_000_000, "high_oere": 0, "assumed": False}
    choices = asked("regret")["choices"]
    assert choices[0] == {"scenarios": ["uafklaret", "sso-betaler", "puljen-betaler"], "greatest_loss": 0}
    time = asked("time")
    assert (time["person_days"], time["mentor_days"]) == (92, 14.8)


def test_our_own_assumptions_can_be_set(seed: Path) -> None:
    """DOL is 57.500 kr. without a span of its own; the talent programme has one, which stays."""

    def inputs(*more: str) -> dict[str, int]:
        done = call(seed, "ask", "sensitivity", "--year", "2024", *more, "--json")
        return {i["name"]: i["high_oere"] for i in json.loads(done.out)["inputs"]}

    assert inputs() == inputs("--spread", "15")
    assert inputs("--spread", "20")["dol-2024.price_per_participant"] == -1_150_000
    for spread in ("15", "50"):
        assert inputs("--spread", spread)["ledertalent.price_per_participant"] == -1_000_000
    assert set(inputs("--spread", "0")) == {"sso_midler", "ledertalent.price_per_participant"}

    def risk(*more: str) -> float:
        done = call(seed, "ask", "simulation", "--year", "2024", "--spread", "0", *more, "--json")
        return float(json.loads(done.out)["p_overrun"])

    assert risk("--chance", "100") == 0
    assert risk("--chance", "0") == 1
    assert risk("--chance", "30") == pytest.approx(0.7, abs=0.01)


def test_a_choice_of_ones_own_is_compared_with_the_saved_ones(seed: Path) -> None:
    """Two seats instead of four: the saved scenarios stay, and the answers make no other choice."""
    done = call(seed, "ask", "regret", "--year", "2024", "--set", "ledertalent.participants=2", "--json")
    named = [c["scenarios"] for c in json.loads(done.out)["choices"]]
    assert sorted(named) == [
        ["forsigtig-laesning"],
        ["kladde"],
        ["uafklaret", "sso-betaler", "puljen-betaler"],
    ]
    optimal = call(seed, "ask", "regret", "--year", "2024", "--rule", "optimal", "--json")
    assert len(json.loads(optimal.out)["choices"]) == 3


@pytest.mark.parametrize("question", ["decidable", "repairs", "sensitivity", "simulation", "regret", "time"])
def test_each_question_can_be_read(seed: Path, question: str) -> None:
    done = call(seed, "ask", question, "--year", "2024")
    assert done.code == 0
    assert "Ledertalentudviklingskoncept" in done.out or question in ("simulation", "regret")
    assert not done.out.startswith("{")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("tipping", "--year", "2024"), "--course"),
        (("tipping", "--year", "2024", "--course", "x", "--field", "participants"), "»x« findes ikke"),
        (("tipping", "--year", "2024", "--course", "ledertalent", "--field", "farve"), "»farve«"),
        (("simulation", "--year", "2024", "--draws", "0"), "--draws"),
        (("simulation", "--year", "2024", "--seed", "-1"), "--seed"),
        (("simulation", "--year", "2024", "--chance", "101"), "--chance kan ikke sættes til »101«"),
        (("sensitivity", "--year", "2024", "--spread", "-1"), "--spread kan ikke sættes til »-1«"),
        (("sensitivity", "--year", "2024", "--spread", "mange"), "--spread har en værdi"),
        (("regret", "--year", "2024", "--rule", "tilfældig"), "»tilfældig«"),
        (("decidable", "--year", "1999"), "1999"),
        (("ukendt", "--year", "2024"), "SPØRGSMÅL"),
    ],
)
def test_a_question_put_wrongly(seed: Path, words: tuple[str, ...], said: str) -> None:
    done = call(seed, "ask", *words)
    assert (done.code, done.out) == (2, "")
    assert said in done.err
