"""What can be taken out: the paper the board asked for, in both shapes, and the names of the files."""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace

import docx
import pytest
from python_calamine import CalamineWorkbook

from lederpulje.actions.exports import (
    calendar_export,
    csv_export,
    overview_paper,
    overview_workbook,
    template_export,
    too_long,
    workbook_export,
    years_ahead,
)
from lederpulje.actions.overview import overview
from lederpulje.exchange.overview import Overview
from lederpulje.model import Answer, BaseData, FundingLine, Pool, PriceBasis, Requirement, Scenario, Status
from lederpulje.scenarios import evaluate
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, course, kr, pool_line, scenario
from tests.exchange.hostile import FULL, full, seed

PRINTED = dt.datetime(2026, 11, 22, 11, 5, tzinfo=dt.UTC)


def paper_of(base: BaseData, year: int = 2024, chosen: Scenario | None = None) -> Overview:
    return overview(base, evaluate(base, chosen or base.baseline(year)), PRINTED)


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def test_it_begins_with_the_conclusion_and_says_what_it_stands_on() -> None:
    said = paper_of(seed())
    assert said.title == "Oversigt over kurser og arrangementer med finansiering 2024"
    assert plain(said.conclusion).startswith(
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Ved ja er der 50.500 kr. tilbage; ved nej"
    )
    assert [plain(line) for line in said.about] == [
        "Scenarie: Endnu ikke afklaret.",
        "Betaler: Puljen 249.500–379.500 kr., Social- og sundhedsområdet 0–130.000 kr.",
        "7 af 7 priser er skøn. ≈ foran en pris betyder, at den er et skøn.",
        "Grunddata version 1, udskrevet 22. november 2026 kl. 12.05.",
    ]


def test_themes_stand_in_the_order_of_the_list_with_their_sums() -> None:
    said = paper_of(seed())
    assert [(t.name, len(t.activities), t.cost, t.claimed) for t in said.themes] == [
        ("Fastholdelse", 3, kr(107_000), (kr(107_000), kr(107_000))),
        ("Ledertalentudvikling", 1, kr(130_000), (0, kr(130_000))),
        ("Ledelsesevaluering", 1, kr(55_000), (kr(55_000), kr(55_000))),
        ("Lederuddannelse", 2, kr(87_500), (kr(87_500), kr(87_500))),
    ]
    assert (said.total.cost, said.total.claimed) == (kr(379_500), (kr(249_500), kr(379_500)))
    assert (
        plain(said.total.said) == "7 aktiviteter til ≈ 379.500 kr.; kravet på puljen er ≈ 249.500–379.500 kr."
    )


def test_an_activity_says_when_for_whom_what_it_costs_and_who_pays() -> None:
    (talent,) = (a for t in paper_of(seed()).themes for a in t.activities if t.name == "Ledertalentudvikling")
    assert (
        talent.when,
        talent.audience,
        plain(talent.price),
        talent.basis,
        talent.payers,
        talent.status,
    ) == (
        *("efterår 2024", "Ledere (4 pladser)", "≈ 130.000 kr.", "erfaringspris, antal skønnet"),
        *("ved ja: Social- og sundhedsområdet; ved nej: Puljen", "foreslået"),
    )
    assert talent.unsettled == (
        "ingen dato",
        "afhænger af »Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?«",
    )


def test_dates_and_the_deadline_are_said_and_who_pays_is_an_estimate_where_it_is() -> None:
    base = full()
    (activity,) = (a for t in paper_of(base).themes for a in t.activities if a.title == FULL.title)
    assert activity.when == "3.–5. sep. 2024. Tilmelding senest 1. august 2024"
    assert (activity.start, activity.deadline) == (dt.date(2024, 9, 3), dt.date(2024, 8, 1))
    assert activity.payers.endswith("(skønnet)")


def test_not_priced_is_not_zero() -> None:
    said = paper_of(seed(), 2023)
    (theme,) = (t for t in said.themes if t.name == "Psykologisk tryghed")
    assert (theme.cost, theme.unpriced) == (kr(111_000), 3)
    assert plain(theme.said) == (
        "2 aktiviteter til ≈ 111.000 kr.; kravet på puljen er ≈ 111.000 kr. 3 aktiviteter er ikke prissat og ikke "
        "regnet med."
    )
    assert {a.title: (a.price, a.cost) for a in theme.activities if a.cost is None} == dict.fromkeys(
        ("Arbejdsmiljødagen", "Hovedudvalgets temadag", "Fyraftensarrangement om psykologisk tryghed"),
        ("ikke prissat", None),
    )
    unsettled = dict(said.unsettled)
    assert len(unsettled["Ikke prissat"]) == 3
    assert unsettled["Betaler ikke afklaret"] == ("Fyraftensarrangement om psykologisk tryghed",)


def test_a_theme_in_which_nothing_is_priced_has_no_sum() -> None:
    base = BaseData((Pool(2024, 0),), courses=(course("a"), course("b")))
    (theme,) = paper_of(base).themes
    assert (theme.name, theme.cost) == ("Uden tema", None)
    assert theme.said == "2 aktiviteter er ikke prissat og ikke regnet med."


def test_what_is_settled_leaves_nothing_open() -> None:
    base = BaseData(
        (Pool(2024, kr(10_000)),),
        courses=(
            course("a", 1, 1_000, start=dt.date(2024, 2, 1), theme="T", price_basis=PriceBasis.AFTALT),
            course("b", 1, 5_000, status=Status.AFLYST),
        ),
        funding=(FundingLine("a", "Regionen", None, 10_000), FundingLine("b", "uafklaret", None, 10_000)),
    )
    said = paper_of(base)
    assert said.unsettled == ()
    cancelled = said.themes[1].activities[0]
    assert (cancelled.price, cancelled.payers, cancelled.status) == ("–", "–", "aflyst")
    assert said.themes[1].said == "1 aktivitet, og ingen af dem holdes."
    assert plain(said.themes[0].said) == "1 aktivitet til 1.000 kr.; kravet på puljen er 0 kr."


def test_questions_say_what_they_decide_also_whether_something_is_held() -> None:
    base = replace(
        NORDDJURS,
        courses=(*NORDDJURS.courses, course("ny", 1, 7_000, requires=(Requirement("hr_koordinator", JA),))),
        funding=(*NORDDJURS.funding, pool_line("ny", "kurser")),
    )
    said = paper_of(base)
    assert dict(said.unsettled)["Spørgsmål uden svar"] == (
        "Ansættes en HR-koordinator? Det afgør: Ny.",
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Det afgør: Ledertalentudviklingskoncept.",
    )
    (new,) = (a for a in said.total.activities if a.title == "Ny")
    assert (new.cost, new.claimed) == (kr(7_000), (0, kr(7_000)))


def test_frames_say_what_is_left_under_each_answer() -> None:
    said = paper_of(seed())
    assert [(f.title, *map(plain, f.words)) for f in said.frames] == [
        (
            *("Centralt udbudte kurser og forløb", "150.000 kr.", "107.000–237.000 kr."),
            "ved ja: 43.000 kr. tilbage; ved nej: mangler 87.000 kr.",
        ),
        ("Lederuddannelse og ledelsesevaluering", "150.000 kr.", "142.500 kr.", "7.500 kr. tilbage"),
        (
            *("Puljen i alt", "300.000 kr.", "249.500–379.500 kr."),
            "ved ja: 50.500 kr. tilbage; ved nej: mangler 79.500 kr.",
        ),
    ]
    without = paper_of(FJORDBY, 2026).frames[-2]
    assert (without.title, without.amount, without.claimed) == ("Uden delramme", kr(140_000), (0, 0))


def test_it_follows_the_scenario_and_tells_faults() -> None:
    chosen = scenario(
        answers={"sso_midler": NEJ}, overrides={"ledertalent.participants": "2", "nix.held": "nej"}
    )
    said = paper_of(seed(), 2024, chosen)
    assert plain(said.conclusion).startswith(
        "Puljen holder ikke: delrammen Centralt udbudte kurser og forløb mangler"
    )
    assert "Fejl, som tallene er regnet uden" in dict(said.unsettled)
    assert ("Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?", "Nej") in said.trace
    assert any("--set" in words for what, words in said.trace if what.startswith("Samme tal"))


def test_a_year_without_activities_says_so() -> None:
    said = paper_of(seed(), 2021)
    assert (said.themes, said.nothing) == ((), "Der er ingen aktiviteter i 2021.")


# --- the files ----------------------------------------------------------------------------------------------


def test_files_have_names_that_tell_them_apart_and_are_built_on_demand() -> None:
    base = seed()
    evaluation = evaluate(base, base.baseline(2024))
    files = (
        *(workbook_export(base), csv_export(base), template_export(base, 2027)),
        *(calendar_export(base, 2024, PRINTED), calendar_export(base, None, PRINTED)),
        *(overview_workbook(base, evaluation, PRINTED), overview_paper(base, evaluation, PRINTED)),
    )
    assert [(file.name, file.make()[:2]) for file in files] == [
        ("Kursusliste.xlsx", b"PK"),
        ("Kursusliste.csv", b"\xef\xbb"),
        ("Skabelon 2027.xlsx", b"PK"),
        ("Kalender 2024.ics", b"BE"),
        ("Kalender.ics", b"BE"),
        ("Oversigt 2024.xlsx", b"PK"),
        ("Oversigt 2024.docx", b"PK"),
    ]


def test_word_and_excel_say_the_same() -> None:
    base = seed()
    evaluation = evaluate(base, base.baseline(2023))
    word = docx.Document(io.BytesIO(overview_paper(base, evaluation, PRINTED).make()))
    excel = CalamineWorkbook.from_filelike(io.BytesIO(overview_workbook(base, evaluation, PRINTED).make()))
    titles = {a.title for a in paper_of(base, 2023).total.activities}
    assert titles <= {cell.text for table in word.tables for row in table.rows for cell in row.cells}
    assert titles <= {row[0] for row in excel.get_sheet_by_name("Oversigt 2023").to_python()}


@pytest.mark.parametrize(("length", "said"), [(32_767, ""), (32_768, "Kurser, række 2, kolonne »Kilde«")])
def test_what_keeps_the_workbook_from_being_made_is_known_beforehand(length: int, said: str) -> None:
    base = replace(NORDDJURS, courses=(replace(NORDDJURS.courses[0], source="x" * length),))
    assert too_long(base).startswith(said)
    assert bool(too_long(base)) == bool(said)


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ((2023, 2024), (2024, 2025, 2026, 2027, 2028, 2029)),
        ((), (2026, 2027, 2028, 2029)),
        ((2030,), (2030, 2031, 2032, 2033)),
    ],
)
def test_templates_are_for_the_newest_year_and_those_to_come(
    years: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert years_ahead(BaseData(tuple(Pool(y, 0) for y in years)), dt.date(2026, 11, 22)) == expected


def test_an_open_answer_that_changes_nothing_is_no_span() -> None:
    base = replace(
        NORDDJURS, conditions=(*NORDDJURS.conditions[1:], replace(NORDDJURS.conditions[0], answer=Answer.NEJ))
    )
    assert not paper_of(base).has_spans
    assert paper_of(NORDDJURS).has_spans
