"""*Overblik* in every state: does the pool hold, what is missing, who pays, how sure is it, compared with what."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.model import BaseData, Condition, FundingLine
from tests.examples import JA, NORDDJURS
from tests.pages.screen import CLAIM, Screen
from tests.pages.states import LONG, LONG_PAYER, hostile, many

Serve = Callable[[str | BaseData], Path]
KURSER = "Centralt udbudte kurser og forløb"
OEVRIG = "Lederuddannelse og ledelsesevaluering"
SSO = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"

# --- the worked example, to the krone ----------------------------------------------------------------------


def test_yes(serve: Serve) -> None:
    serve("seed")
    screen = Screen(scenarie="sso-betaler")
    assert screen.heading == "Holder puljen i 2024?"
    assert screen.cards == {
        "Puljen 2024": ("300.000 kr.", "fordelt på delrammer"),
        CLAIM: ("249.500 kr.", "≈ 7 af 7 priser er skøn"),
        "Tilbage": ("50.500 kr.", "i forhold til puljen på 300.000 kr."),
        "Brugt og bestilt": ("0 kr. forbrugt 0 kr. disponeret", "af puljen på 300.000 kr."),
        "Planlagt (≈ skøn)": ("249.500 kr.", "ingen er kun ønsker"),
        "Reelt frit": ("50.500 kr.", "i forhold til puljen på 300.000 kr."),
    }
    assert screen.conclusion == "Puljen holder: 50.500 kr. tilbage i forhold til rammen."
    texts = screen.chart_texts("delrammer")
    assert f"{KURSER}: 43.000 kr. tilbage" in texts
    assert f"{OEVRIG}: 7.500 kr. tilbage" in texts
    assert texts.count("Ramme 150.000 kr.") == 2


def test_no(serve: Serve) -> None:
    serve("seed")
    screen = Screen(scenarie="puljen-betaler")
    assert screen.cards[CLAIM][0] == "379.500 kr."
    assert screen.cards["Mangler"] == ("87.000 kr.", "i forhold til delrammen på 150.000 kr.")
    assert screen.conclusion == (
        f"Puljen holder ikke: delrammen {KURSER} mangler 87.000 kr. i forhold til rammen."
    )
    assert f"{KURSER}: mangler 87.000 kr." in screen.chart_texts("delrammer")
    assert screen.row("Ledertalent") == [
        "Ledertalentudviklingskoncept forløb, foreslået",
        "≈ 130.000 kr. erfaringspris, antal skønnet",
        "Puljen",
        "43.000 kr.",
        "Får 43.000 kr. og mangler 87.000 kr.: der var 43.000 kr. tilbage, da turen kom.",
        "4 32.500 kr. pr. leder",
    ]


def test_not_yet_known(serve: Serve) -> None:
    """The first screen of all: both ends, and the question that decides."""
    serve("seed")
    screen = Screen()
    assert screen.cards[CLAIM][0] == "249.500– 379.500 kr."
    assert screen.cards["Tilbage eller mangler"] == (
        "+50.500 kr. ved ja −87.000 kr. ved nej",
        "i forhold til rammen",
    )
    assert screen.conclusion == (
        f"{SSO} Ved ja er der 50.500 kr. tilbage; ved nej mangler delrammen {KURSER} 87.000 kr."
    )
    assert screen.chart("delrammer")["alt"].replace("\u00a0", " ") == screen.conclusion
    assert f"{KURSER}: 43.000 kr. tilbage eller mangler 87.000 kr." in screen.chart_texts("delrammer")
    talent = screen.row("Ledertalent")
    assert talent[2] == "ved ja: Social- og sundhedsområdet; ved nej: Puljen"
    assert talent[3] == "0–43.000 kr."
    assert talent[4].startswith("Ved ja: Betales af Social- og sundhedsområdet. Ved nej: Får 43.000 kr.")
    assert screen.messages == {}


def test_every_activity_stands_in_the_table_with_price_payer_share_and_reason(serve: Serve) -> None:
    serve("seed")
    table = Screen(scenarie="sso-betaler").tables["Aktiviteterne i 2024"]
    assert table[0] == ["Aktivitet", "Pris", "Hvem betaler", "Puljen giver", "Hvorfor", "Ledere"]
    assert [(row[1].split(" kr.")[0], row[3]) for row in table[1:]] == [
        ("≈ 22.000", "22.000 kr."),
        ("≈ 60.000", "60.000 kr."),
        ("≈ 25.000", "25.000 kr."),
        ("≈ 130.000", "0 kr."),
        ("≈ 55.000", "55.000 kr."),
        ("≈ 57.500", "57.500 kr."),
        ("≈ 30.000", "30.000 kr."),
    ]


def test_the_cautious_reading(serve: Serve) -> None:
    serve("seed")
    screen = Screen(scenarie="forsigtig-laesning")
    assert screen.cards["Mangler"] == ("32.000– 162.000 kr.", "i forhold til delrammen på 75.000 kr.")
    assert screen.conclusion.startswith("Puljen holder ikke uanset svaret: ")
    assert screen.under_conclusion == (
        "Betaler: Puljen 249.500–379.500 kr., Social- og sundhedsområdet 0–130.000 kr. · "
        "Tilbage er 7.500 kr. i delrammen Lederuddannelse og ledelsesevaluering, som ikke kan dække det. · "
        f"Afhænger af: {SSO}"
    )
    assert screen.cards["Puljen 2024"] == ("300.000 kr.", "75.000 kr. er ikke lagt i en delramme")


def test_2023_marks_what_has_no_price_and_what_nobody_pays(serve: Serve) -> None:
    serve("seed")
    screen = Screen(aar="2023")
    assert screen.heading == "Holder puljen i 2023?"
    assert screen.cards[CLAIM] == ("253.500 kr.", "≈ 5 af 5 priser er skøn")
    assert screen.cards["Tilbage"][0] == "46.500 kr."
    assert screen.footnotes == ["3 aktiviteter er ikke prissat og ikke regnet med i summerne."]
    assert screen.row("Fyraften") == [
        "Fyraftensarrangement om psykologisk tryghed arrangement, idé",
        "ikke prissat",
        "Betaler uafklaret",
        "–",
        "Ikke prissat og derfor ikke regnet med.",
        "ukendt",
    ]
    assert screen.row("Arbejdsmiljødagen")[2] == "Central konto skønnet"
    marked = [cell.text for cell in screen.nodes.all("td") if "mangler" in cell.classes]
    assert marked == ["ikke prissat", "ikke prissat", "ikke prissat", "Betaler uafklaret"]


def test_2023_under_the_cautious_reading(serve: Serve) -> None:
    serve("seed")
    screen = Screen(aar="2023", scenarie="forsigtig-laesning")
    assert screen.cards["Mangler"] == ("36.000 kr.", "i forhold til delrammen på 75.000 kr.")


def test_2021_is_the_pool_alone(serve: Serve) -> None:
    serve("seed")
    screen = Screen(aar="2021")
    assert screen.conclusion == "Hele puljen på 300.000 kr. er uden delrammer og ikke fordelt."
    assert screen.cards["Puljen 2021"][1] == "300.000 kr. er ikke lagt i en delramme"
    assert "Der er ingen aktiviteter i 2021." in screen.messages
    assert screen.at.get("plotly_chart") == []


def test_2022_has_activities_but_no_frames_and_no_prices(serve: Serve) -> None:
    serve("seed")
    screen = Screen(aar="2022")
    assert len(screen.tables["Aktiviteterne i 2022"]) == 16
    assert screen.footnotes == ["15 aktiviteter er ikke prissat og ikke regnet med i summerne."]


# --- choosing ----------------------------------------------------------------------------------------------


def test_year_and_scenario_are_chosen_in_lists_and_stand_in_the_address(serve: Serve) -> None:
    serve("seed")
    screen = Screen()
    assert screen.options("aar") == ["2021", "2022", "2023", "2024"]
    assert (screen.chosen("aar"), screen.chosen("scenarie")) == (2024, "uafklaret")
    assert screen.options("scenarie") == [
        "Endnu ikke afklaret",
        "Social og sundhed betaler",
        "Puljen betaler",
        "Forsigtig læsning",
    ]
    screen.choose("scenarie", "puljen-betaler")
    assert screen.address == {"aar": "2024", "scenarie": "puljen-betaler"}
    assert screen.cards["Mangler"][0] == "87.000 kr."
    screen.choose("aar", 2023)
    assert screen.address == {"aar": "2023"}
    assert screen.chosen("scenarie") == "grundlag"
    assert screen.heading == "Holder puljen i 2023?"


def test_where_the_figures_come_from_can_be_unfolded(serve: Serve) -> None:
    serve("seed")
    screen = Screen(scenarie="puljen-betaler")
    assert screen.trace == {}
    trace = screen.unfold().trace
    assert trace["Grunddata"] == "version 1; beregner 1.0"
    assert trace[SSO] == "Nej"
    assert trace[f"Delramme: {KURSER}"].startswith("150.000 kr. (vores skøn: S0: 150.000 kr. går til")
    assert trace["Samme tal fra kommandolinjen"] == (
        "python -m lederpulje evaluate --year 2024 --scenario puljen-betaler"
    )


def test_how_each_price_is_worked_out_and_from_which_source_can_be_unfolded(serve: Serve) -> None:
    serve("seed")
    screen = Screen()
    assert "Hvor tallene for 2024 kommer fra" not in screen.tables
    rows = screen.unfold().tables["Hvor tallene for 2024 kommer fra"]
    assert rows[0] == ["Aktivitet", "Sådan er prisen regnet", "Kilde", "Vores skøn"]
    assert rows[4][:2] == [
        "Ledertalentudviklingskoncept",
        "4 deltagere × 32.500 kr. (mellem 30.000–35.000 kr.)",
    ]
    assert rows[4][2].startswith("S0: Afprøves først på social- og sundhedsområdet")
    assert rows[4][3] == "deltagere, pris pr. deltager, status, prioritet, effekt"
    unpriced = screen.choose("aar", 2023).tables["Hvor tallene for 2023 kommer fra"]
    assert [row[1] for row in unpriced].count("ikke prissat") == 3


# --- other states ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("meeting", [{}, {"vis": "moede"}], ids=["page", "meeting"])
def test_no_data_says_what_to_do(serve: Serve, meeting: dict[str, str]) -> None:
    serve("empty")
    screen = Screen(**meeting)
    assert screen.heading == "Holder puljen i år?"
    (lines,) = screen.messages.values()
    assert list(screen.messages) == ["Der er ingen pulje i databasen endnu."]
    assert "python -m lederpulje init" in lines[0]
    assert screen.cards == {}


def test_a_pool_and_no_activities(serve: Serve) -> None:
    serve("no activities")
    screen = Screen()
    assert screen.conclusion == "Puljen holder: 300.000 kr. tilbage i forhold til rammen."
    assert screen.cards["Krav på puljen"] == ("0 kr.", "ingen aktiviteter er prissat")
    assert list(screen.messages) == ["Der er ingen aktiviteter i 2024."]
    assert screen.tables == {}
    assert f"{KURSER}: 150.000 kr. tilbage" in screen.chart_texts("delrammer")


def test_shares_that_do_not_add_up_are_said_and_left_out(serve: Serve) -> None:
    serve("faulty")
    screen = Screen()
    assert screen.messages == {
        "Tallene er regnet uden det, der er galt her": [
            "Finansieringen af »Skæv finansiering«: andelene summer til 90 % og ikke 100 %. "
            "Ret andelene på kursuslisten."
        ]
    }
    assert screen.cards[CLAIM][0] == "32.000 kr."
    assert screen.row("Skæv")[2:5] == [
        "Betaler uafklaret",
        "0 kr.",
        "Ingen ved endnu, hvem der betaler 40.000 kr.",
    ]
    assert screen.row("Uden betaler")[2] == "Betaler uafklaret"
    assert screen.row("Uden pris")[1] == "ikke prissat"
    assert screen.footnotes == ["1 aktivitet er ikke prissat og ikke regnet med i summerne."]


def test_impossible_changes_of_a_scenario_are_said_and_left_out(serve: Serve) -> None:
    serve("faulty")
    screen = Screen(scenarie="umulig")
    said = screen.messages["Tallene er regnet uden det, der er galt her"]
    for words in (
        "Forudsætningen »findes_ikke« findes ikke.",
        "Aktiviteten »findes-ikke« findes ikke.",
        "puljen rækker højst til 300.000 kr. Vælg et mindre beløb.",
        "frame.oevrig kan ikke sættes til »masser«.",
        "sund.price_per_participant kan ikke sættes til »12.5«.",
        "sund.participants kan ikke sættes til »2,5«.",
        "Feltet »farve« findes ikke.",
    ):
        assert any(words in line for line in said), words
    assert len(said) == 8
    assert screen.cards[CLAIM][0] == "32.000 kr.", "as without the changes"
    assert "→ »masser«" in screen.unfold().trace["Ændret i forhold til grunddata"]


def test_sixty_activities_with_long_titles(serve: Serve) -> None:
    serve("sixty")
    screen = Screen()
    table = screen.tables["Aktiviteterne i 2024"]
    assert len(table) == 61
    assert table[60][0] == f"{LONG.format(59)} kursus, planlagt", "nothing is cut in the table"
    assert table[4][2] == f"ved ja: {LONG_PAYER}; ved nej: Puljen"
    assert screen.cards[CLAIM][0] == "236.000– 240.000 kr."
    texts = screen.chart_texts("delrammer")
    assert "Øvrige (29)" in texts
    assert "Øvrige (30)" in texts


def test_a_pool_overrun_three_times(serve: Serve) -> None:
    serve("overrun")
    screen = Screen()
    assert screen.cards[CLAIM][0] == "900.000 kr."
    assert screen.cards["Mangler"] == ("750.000 kr.", "i forhold til delrammen på 150.000 kr.")
    assert screen.nodes.all("over"), "the card says it in red too"
    assert [row[3] for row in screen.tables["Aktiviteterne i 2024"][1:]] == ["150.000 kr.", "0 kr.", "0 kr."]


def test_more_open_answers_than_can_be_combined(serve: Serve) -> None:
    keys = [f"k{n:02}" for n in range(11)]
    lines = [FundingLine("ledertalent", "staten", None, 0, key, JA) for key in keys]
    serve(
        replace(
            NORDDJURS,
            conditions=(*NORDDJURS.conditions, *(Condition(key, f"{key}?") for key in keys)),
            funding=(*NORDDJURS.funding, *lines),
        )
    )
    screen = Screen()
    (line,) = screen.messages["Der kan ikke regnes på det her."]
    assert line.startswith("12 forudsætninger er uafklarede i 2024: k00, k01,")


@pytest.mark.parametrize("count", [1, 4])
def test_a_note_says_how_much_is_an_estimate(serve: Serve, count: int) -> None:
    serve(many(count, 1_000))
    assert Screen().cards[CLAIM][1] == f"≈ {count} af {count} priser er skøn"


# --- text from data ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", ["overblik", "scenarier"])
def test_markup_in_data_is_shown_as_text(serve: Serve, page: str) -> None:
    """Read back as text every mark is still there; as markup none of it became an element."""
    serve("hostile")
    screen = Screen(page, scenarie="andet").unfold()
    base = hostile()
    shown = screen.everything
    assert base.courses[0].title in shown
    for element in ("script", "b", "i", "u", "s", "img", "a"):
        assert screen.nodes.all(element) == [], element
    if page == "overblik":
        assert screen.row("24. **juni**")[0] == f"{base.courses[0].title} kursus, planlagt"
        assert "<i>Betaler</i> *x*" in screen.row("24.")[2]
        assert "&lt;b&gt;Kurser&lt;/b&gt; &amp; *flere*:" in shown, "in the chart it is escaped for Plotly"
        assert "<s>kilde</s>" in screen.trace["Delramme: <b>Kurser</b> & *flere*"]
        return
    ((_, question, _),) = screen.live["switches"]
    assert question == "1. <b>Får</b> de *penge*?", "the browser is given text and draws it as text"
    assert "<b>Kurser</b> & *flere*" in " ".join(line for lines in screen.messages.values() for line in lines)


def test_markup_in_a_message_about_the_address_is_shown_as_text(serve: Serve) -> None:
    serve("seed")
    screen = Screen(scenarie="<script>alert(1)</script>**x**")
    (line,) = screen.messages["Noget i adressen kunne ikke bruges"]
    assert line == (
        "Scenariet »<script>alert(1)</script>**x**« findes ikke i 2024. Her vises Endnu ikke afklaret."
    )
    assert screen.nodes.all("script") == []
