"""What is not known for sure, in sentences."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import pytest

from lederpulje.doubts import (
    assumptions_note,
    chance_text,
    choice_names,
    points,
    regret_sentence,
    risk_sentence,
    risk_share,
    sensitivity_sentence,
    spans_note,
)
from lederpulje.findings import way_sentence
from lederpulje.insight import Assumptions, Choice, Simulation, regret, sensitivity
from lederpulje.scenarios import evaluate
from tests.examples import JA, NEJ, OPEN, scenario
from tests.pages.screen import tidy
from tests.pages.states import LONG, many, overrun, seed, year

SEED = seed()
QUESTION = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"


def drawn(overruns: int, draws: int = 1_000) -> Simulation:
    return Simulation(draws, 1, overruns, 0, 0, 0, 1, 1, 0, 0)


RISKS = [
    (0, "Praktisk talt sikkert: ingen delramme overskrides i nogen af 1.000 trækninger (0 %)."),
    (1, "I færre end 1 af 100 tilfælde overskrides en delramme (under 1 %). Det er meget usandsynligt."),
    (99, "I 10 af 100 tilfælde overskrides en delramme (10 %). Det er meget usandsynligt."),
    (200, "I 20 af 100 tilfælde overskrides en delramme (20 %). Det er usandsynligt."),
    (510, "I 51 af 100 tilfælde overskrides en delramme (51 %). Det er omtrent lige så sandsynligt som ikke."),
    (800, "I 80 af 100 tilfælde overskrides en delramme (80 %). Det er sandsynligt."),
    (950, "I 95 af 100 tilfælde overskrides en delramme (95 %). Det er meget sandsynligt."),
    (999, "I flere end 99 af 100 tilfælde overskrides en delramme (over 99 %). Det er meget sandsynligt."),
    (1_000, "Praktisk talt sikkert overskrides en delramme: det sker i alle 1.000 trækninger (100 %)."),
]  # fmt: skip


@pytest.mark.parametrize(("overruns", "said"), RISKS)
def test_the_risk_in_words_and_per_cent(overruns: int, said: str) -> None:
    assert tidy(risk_sentence(drawn(overruns))) == said


def test_what_is_not_quite_sure_is_never_0_or_100_per_cent() -> None:
    assert [risk_share(drawn(n, 100_000)) for n in (0, 1, 499, 500, 99_501, 99_999, 100_000)] == [
        "0", "under 1", "under 1", "under 1", "over 99", "over 99", "100"
    ]  # fmt: skip
    assert "under 1 %" in chance_text(drawn(1))[0]


def test_what_can_change_most_is_named_with_how_many_prices_have_a_span() -> None:
    """Ten prices of 2024 are uncertain; only that of the talent programme has a span in the source."""
    assert tidy(sensitivity_sentence(SEED, sensitivity(SEED, scenario()))) == (
        f"Mest betyder svaret på »{QUESTION}«: −130.000 til 0 kr. ved nej i forhold til ja. "
        "1 af 10 priser har et spænd."
    )
    no = sensitivity(SEED, scenario(answers={"sso_midler": NEJ}))
    assert tidy(sensitivity_sentence(SEED, no)).startswith(
        "Mest betyder prisen pr. deltager for Ledertalentudviklingskoncept: −10.000 til +10.000 kr."
    )


def test_where_nothing_is_uncertain_it_says_so() -> None:
    assert sensitivity_sentence(year((), ()), ()) == (
        "Intet usikkert kan ændre det, der er tilbage. Ingen priser er usikre."
    )


def test_a_long_name_is_cut_in_the_sentence() -> None:
    base = many(3, 9_000)
    said = sensitivity_sentence(base, sensitivity(base, base.baseline(2024)))
    assert "…" in said
    assert LONG.format(0) not in said


def test_the_assumptions_are_named_as_ours() -> None:
    assert tidy(assumptions_note(Assumptions(2_000, 3_000))) == (
        "Vores antagelse: ±20 % på priser uden spænd, 30 % chance for ja."
    )
    assert spans_note(sensitivity(SEED, scenario())) == "1 af 10 priser har et spænd"


def test_the_choice_that_is_regretted_least() -> None:
    choices = regret(SEED, SEED.scenarios_of(2024), {})
    assert regret_sentence(SEED, 2024, choices) == (
        "Mindst fortryder vi »Endnu ikke afklaret« (samme valg som »Social og sundhed betaler« og "
        "»Puljen betaler«): det bedste valg, uanset hvad der svares."
    )
    lossy = tuple(replace(c, greatest_loss=c.greatest_loss + Fraction(9, 2)) for c in choices)
    assert regret_sentence(SEED, 2024, lossy).endswith("det taber højst 4,5 point.")


def test_without_effect_or_choice_there_is_nothing_to_regret() -> None:
    nothing = Choice(("uafklaret",), {(): Fraction(0)}, Fraction(0))
    assert regret_sentence(SEED, 2024, (nothing,)).startswith("Ingen har vurderet aktiviteternes effekt")
    one = Choice(("uafklaret",), {(): Fraction(7)}, Fraction(0))
    assert regret_sentence(SEED, 2024, (one,)).startswith("Årets scenarier afviger kun i svarene")
    assert choice_names(SEED, 2024, Choice(("kladde",), {}, Fraction(0))) == ["Kladden"]


def test_points_have_a_decimal_only_where_there_is_one() -> None:
    assert [points(Fraction(n, 10)) for n in (0, 5, 100, 123_45)] == ["0", "0,5", "10", "1.234,5"]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (JA, "Mest går til Fastholdelse: håndtering af sygefravær, 60.000 kr. Til sidst er der 50.500 kr. tilbage i "
             "forhold til puljen."),
        (NEJ, "Mest går til Ledertalentudviklingskoncept, 130.000 kr. Til sidst mangler delrammen Centralt udbudte "
              "kurser og forløb 87.000 kr. i forhold til rammen."),
        (OPEN, "Mest går til Ledertalentudviklingskoncept, op til 130.000 kr. Til sidst er der op til 50.500 kr. "
               "tilbage, eller der mangler delrammen Centralt udbudte kurser og forløb op til 87.000 kr. i forhold "
               "til rammen."),
    ],
)  # fmt: skip
def test_where_the_money_goes(answer: object, said: str) -> None:
    found = evaluate(SEED, scenario(answers={"sso_midler": answer}))  # type: ignore[dict-item]
    assert tidy(way_sentence(found)) == said


def test_where_no_money_goes() -> None:
    assert tidy(way_sentence(evaluate(year((), ()), scenario()))) == (
        "Til sidst er der 300.000 kr. tilbage i forhold til puljen."
    )
    assert "mangler delrammen" in way_sentence(evaluate(overrun(), scenario()))
