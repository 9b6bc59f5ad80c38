"""*Temaer*: do we spend the money on what we want, by theme, by strategy, and whom it reaches."""

from __future__ import annotations

import json
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.model import BaseData, StrategyLink
from tests.examples import course, pool_line
from tests.pages.screen import ROOT, Screen, tidy
from tests.pages.states import HARD, LONG, many, year

Serve = Callable[[str | BaseData], Path]
SCREENS = ("temaer", "strategi", "ledere")
QUESTIONS = {
    "temaer": "Bruger vi pengene på det, vi vil?",
    "strategi": "Hvilke mål går pengene til?",
    "ledere": "Hvem når vi, og til hvilken pris?",
}
CHARTS = {"temaer": "temaer_varme", "strategi": "strategi_varme", "ledere": "ledere_soejler"}


def page(**address: str) -> Screen:
    return Screen("temaer", **address)


def meeting(screen: str, **address: str) -> Screen:
    return Screen("temaer", vis="moede", skaerm=screen, **address)


def unfolded(screen: Screen) -> Screen:
    for key in SCREENS:
        screen.at.session_state[f"{key}_tal"] = True
    return screen.unfold()


def asked(screen: Screen) -> dict[str, str]:
    """The questions under the first, and what is answered."""
    return {
        node.all("h2")[0].text: tidy("".join(c for c in node.all("p")[0].content if isinstance(c, str)))
        for node in screen.nodes.all("spoergsmaal")
    }


# --- every state ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", HARD)
def test_the_page_stands_in_every_state(serve: Serve, state: str) -> None:
    serve(state)
    screen = page()
    assert screen.heading == QUESTIONS["temaer"]
    if state == "empty":
        assert screen.messages
        return
    assert len(screen.cards) >= 8, "three each, of which two may have the same name"
    assert screen.conclusion.endswith(".")
    assert list(asked(screen)) == [QUESTIONS["strategi"], QUESTIONS["ledere"]]
    screen = unfolded(screen)
    assert screen.trace["Samme tal fra kommandolinjen"]


@pytest.mark.parametrize("key", SCREENS)
@pytest.mark.parametrize("state", [s for s in HARD if s != "empty"])
def test_the_meeting_shows_one_question_without_tables(serve: Serve, state: str, key: str) -> None:
    serve(state)
    screen = meeting(key)
    assert screen.heading == QUESTIONS[key]
    assert len(screen.cards) == 3
    assert screen.conclusion.endswith(".")
    assert screen.tables == {}
    assert not screen.at.get("expander")
    assert len(screen.at.get("plotly_chart")) == (0 if state == "no activities" else 1)


@pytest.mark.parametrize("key", SCREENS)
def test_the_picture_says_its_conclusion(serve: Serve, key: str) -> None:
    serve("seed")
    screen = meeting(key)
    assert tidy(screen.chart(CHARTS[key])["alt"]) == screen.conclusion


def test_texts_from_data_stay_text(serve: Serve) -> None:
    serve("hostile")
    screen = unfolded(page())
    assert "24. **juni** <script>alert(1)</script>" in screen.nodes.text
    drawn = [text for key in CHARTS.values() for text in screen.chart(key)["data"][2]["text"]]
    assert any("&lt;script" in text for text in drawn)
    assert not any("<script" in text for text in drawn)


def test_a_bad_address_is_said_and_shows_the_nearest(serve: Serve) -> None:
    serve("seed")
    screen = page(aar="1999", scenarie="findes-ikke")
    assert "Noget i adressen kunne ikke bruges" in screen.messages
    assert "1999" in meeting("temaer", aar="1999").under_conclusion


# --- themes -----------------------------------------------------------------------------------------------


def test_the_figures_and_the_sentence_of_the_seed(serve: Serve) -> None:
    serve("seed")
    screen = meeting("temaer")
    assert screen.cards == {
        "Krav på puljen 2024": ("249.500– 379.500 kr.", "samlet pris: 379.500 kr."),
        "Flest penge i 2024": (
            "107.000 kr. ved ja 130.000 kr. ved nej",
            "Fastholdelse eller Ledertalentudvikling",
        ),
        "Temaer med penge 2024": ("3–4 af 4", "ingen aktiviteter er uden tema"),
    }
    assert screen.conclusion == (
        "28–35 % af hele kravet på puljen i 2022–2024 (503.000–633.000 kr.) går til Lederuddannelse: 175.000 kr."
    )
    assert screen.under_conclusion.startswith(
        "2024 efter Endnu ikke afklaret; de andre år efter deres grundscenarie. · 18 aktiviteter er ikke prissat"
    )


def test_the_sentence_follows_the_answer(serve: Serve) -> None:
    serve("seed")
    yes, no = meeting("temaer", scenarie="sso-betaler"), meeting("temaer", scenarie="puljen-betaler")
    assert yes.conclusion.startswith("35 % af hele kravet på puljen i 2022–2024 (503.000 kr.)")
    assert no.conclusion.startswith("28 % af hele kravet på puljen i 2022–2024 (633.000 kr.)")
    assert yes.cards["Flest penge i 2024"] == ("107.000 kr.", "Fastholdelse, 43 % af kravet")
    assert no.cards["Flest penge i 2024"] == ("130.000 kr.", "Ledertalentudvikling, 34 % af kravet")


def test_the_picture_of_the_seed(serve: Serve) -> None:
    serve("seed")
    texts = page(aar="2023").chart_texts("temaer_varme")
    assert "2023 (valgt)" in texts
    for said in ("111.000 kr.", "+ 3 ikke prissat", "107.000 kr.", "0–130.000 kr.", "ikke prissat (15)"):
        assert said in texts, said


def test_a_draft_shows_in_the_year_it_is_made_for(serve: Serve) -> None:
    serve("seed")
    playing = Screen("scenarier", scenarie="puljen-betaler").slide("2")
    screen = playing.go("temaer")
    assert "65.000 kr." in screen.chart_texts("temaer_varme")
    assert screen.cards["Krav på puljen 2024"][0] == "314.500 kr."
    assert "130.000 kr." not in screen.chart_texts("temaer_varme")


def test_an_activity_without_a_theme_stands_as_such(serve: Serve) -> None:
    serve("one")
    screen = page()
    assert "Uden tema" in screen.chart_texts("temaer_varme")
    assert screen.conclusion == "Hele kravet på puljen i 2024 (25.000 kr.) går til aktiviteter uden tema."
    assert screen.cards["Temaer med penge 2024"] == ("0 af 0", "uden tema: 25.000 kr.")


def test_a_year_that_asks_for_nothing(serve: Serve) -> None:
    serve("no activities")
    screen = meeting("temaer")
    assert screen.conclusion == "Der er ingen aktiviteter i 2024."
    assert screen.cards["Flest penge i 2024"] == ("–", "ingen beder om penge fra puljen")
    assert meeting("ledere").conclusion == "Der er ingen aktiviteter i 2024."


@pytest.mark.parametrize("count", [20, 60])
def test_rows_beyond_the_room_are_gathered_and_the_table_has_all(serve: Serve, count: int) -> None:
    base = many(count, 4_000)
    base = replace(base, courses=tuple(replace(c, theme=LONG.format(n)) for n, c in enumerate(base.courses)))
    serve(base)
    texts = meeting("temaer").chart_texts("temaer_varme")
    assert f"Øvrige ({count - 6})" in texts
    assert f"Øvrige ({count - 4})" in meeting("ledere").chart_texts("ledere_soejler")
    table = unfolded(page()).tables["Tema og år"]
    assert len(table) == 1 + count + 1
    assert table[-1][0] == "Alle aktiviteter"


def test_every_number_is_traced_to_its_activities(serve: Serve) -> None:
    serve("seed")
    tables = unfolded(page()).tables
    themes = tables["Tema og år"]
    assert themes[0] == ["Tema", "År", "Krav på puljen", "Pris i alt", "Aktiviteter", "Ikke prissat"]
    assert ["Psykologisk tryghed", "2023", "111.000 kr.", "111.000 kr.", "5", "3"] in themes
    assert ["Ledertalentudvikling", "2024", "0–130.000 kr.", "130.000 kr.", "1", "0"] in themes
    assert ["Tværgående HR-funktion", "2022", "ikke prissat", "ikke prissat", "15", "15"] in themes
    assert ["Alle aktiviteter", "2024", "249.500–379.500 kr.", "379.500 kr.", "7", "0"] in themes
    behind = [row for row in tables["Aktiviteterne bag: tema"] if row[2] == "Psykologisk tryghed"]
    assert [row[3] for row in behind] == ["78.000 kr.", "33.000 kr.", *["ikke prissat"] * 3]


def test_the_command_line_gives_the_same_amounts(serve: Serve) -> None:
    database = serve("seed")
    trace = unfolded(Screen("scenarier", scenarie="puljen-betaler").slide("2").go("temaer")).trace
    for named, claimed in (("2023", 111_000), ("2024", 65_000)):
        words = shlex.split(trace[f"Samme tal for {named}"])[3:]
        done = subprocess.run(
            [sys.executable, "-m", "lederpulje", "--db", str(database), *words],
            cwd=ROOT, capture_output=True, text=True, check=True,
        )  # fmt: skip
        courses = {c["id"]: c["claimed_oere"] for c in json.loads(done.stdout)["courses"]}
        own = ("tryghed-praestation", "tryghed-med") if named == "2023" else ("ledertalent",)
        assert sum(courses[key] for key in own) == claimed * 100


# --- strategies -------------------------------------------------------------------------------------------


def test_the_strategies_of_the_seed(serve: Serve) -> None:
    serve("seed")
    screen = meeting("strategi")
    assert screen.cards == {
        "Til strategiske mål 2024": ("107.000– 237.000 kr.", "af 249.500–379.500 kr."),
        "Uden strategi 2024": ("142.500 kr.", "aktiviteter, der ikke er knyttet til et mål"),
        "Mål uden penge": (
            "20 af 22",
            "Forenkling og frisættelse · Tværgående samarbejde og helhedsperspektiv og 18 til",
        ),
    }
    assert screen.conclusion == (
        "20 af 22 strategiske mål har ingen penge fra puljen i 2022–2024; 63–79 % af hele kravet "
        "(503.000–633.000 kr.) går til aktiviteter uden strategi: 396.000 kr."
    )
    texts = screen.chart_texts("strategi_varme")
    for said in ("En attraktiv og rummelig arbejdsplads", "107.000 kr.", "Uden strategi", "253.500 kr."):
        assert said in texts, said


def test_the_strategies_without_money_are_listed(serve: Serve) -> None:
    serve("seed")
    lines = page().messages["20 af 22 strategiske mål har ingen penge fra puljen i 2022–2024"]
    assert "Sammen om Ledelse (KKC): Kurs, Koordinering, Commitment" in lines
    assert sum(line.count(",") + 1 for line in lines) == 20
    paid = page(scenarie="sso-betaler").messages[
        "21 af 22 strategiske mål har ingen penge fra puljen i 2022–2024"
    ]
    assert any("Rum til ledelse og udvikling af ledelse (andre betaler 130.000 kr.)" in line for line in paid)


def test_serving_one_strategy_each_needs_no_remark(serve: Serve) -> None:
    serve("seed")
    assert "står under hvert" not in page().everything


def test_where_all_strategies_have_money_it_says_so(serve: Serve) -> None:
    base = year((course("a", 1, 30_000, strategy=("x", "y")),), (pool_line("a", "kurser"),))
    serve(replace(base, strategy=(StrategyLink("x", "G", "Det ene"), StrategyLink("y", "G", "Det andet"))))
    screen = meeting("strategi")
    assert screen.conclusion == "Alle strategiske mål har penge fra puljen i 2024."
    assert screen.under_conclusion.startswith("En aktivitet, der tjener flere mål, står under hvert")
    table = unfolded(page()).tables["Strategisk mål og år"]
    assert table[1:] == [
        ["Det ene", "2024", "30.000 kr.", "30.000 kr.", "1", "0"],
        ["Det andet", "2024", "30.000 kr.", "30.000 kr.", "1", "0"],
        ["Alle aktiviteter", "2024", "30.000 kr.", "30.000 kr.", "1", "0"],
    ]


# --- leaders ----------------------------------------------------------------------------------------------


def test_the_leaders_of_the_seed(serve: Serve) -> None:
    serve("seed")
    screen = meeting("ledere")
    assert screen.cards == {
        "Ledere, vi når i 2024": ("190 pladser", "En leder kan være talt med flere gange."),
        "Pris pr. leder": ("1.707,89 kr.", "i gennemsnit, hvem der end betaler"),
        "Uden pris eller penge nok": ("1 af 7", "Ledertalentudviklingskoncept"),
    }
    assert screen.conclusion == (
        "Vi når 190 ledere i 2024 til 1.707,89 kr. pr. leder i gennemsnit. Dyrest er "
        "Ledertalentudvikling (32.500 kr.), og billigst er Fastholdelse (594,44 kr.)."
    )
    assert "1 aktivitet har ikke et kendt antal deltagere" in screen.under_conclusion
    texts = screen.chart_texts("ledere_soejler")
    for said in ("180", "594,44 kr.", "6", "14.583,33 kr.", "4", "32.500 kr.", "ukendt antal (1)"):
        assert said in texts, said


def test_what_has_no_price_or_money_is_listed_with_its_reason(serve: Serve) -> None:
    serve("seed")
    lines = page(aar="2023").messages["Uden pris eller uden penge nok i 2023: 3 aktiviteter"]
    assert lines[0] == "Arbejdsmiljødagen: Ikke prissat og derfor ikke regnet med."
    (short,) = page(scenarie="puljen-betaler").messages["Uden pris eller uden penge nok i 2024: 1 aktivitet"]
    assert short.startswith("Ledertalentudviklingskoncept: Får 43.000 kr. og mangler 87.000 kr.")
    assert not [h for h in page(scenarie="sso-betaler").messages if h.startswith("Uden pris")]


def test_an_unknown_number_is_never_zero(serve: Serve) -> None:
    serve("one")
    screen = meeting("ledere")
    assert screen.cards["Ledere, vi når i 2024"] == ("–", "antallet er ukendt")
    assert screen.cards["Pris pr. leder"] == ("–", "kan ikke regnes ud endnu")
    assert screen.conclusion == "Ingen har skrevet, hvor mange ledere aktiviteterne i 2024 når."
    assert "0" not in screen.chart_texts("ledere_soejler")


def test_the_table_of_leaders(serve: Serve) -> None:
    serve("seed")
    tables = unfolded(page()).tables
    assert ["Ledelsesevaluering", "ukendt", "–", "1", "1", "0"] in tables["Temaerne i 2024"]
    assert tables["Temaerne i 2024"][-1] == ["Alle aktiviteter", "190", "1.707,89 kr.", "7", "1", "0"]
    rows = {row[0]: row[1:] for row in tables["Aktiviteterne i 2024"]}
    assert rows["Ledertalentudviklingskoncept"] == [
        "Ledertalentudvikling", "4", "130.000 kr.", "32.500 kr.",
    ]  # fmt: skip
