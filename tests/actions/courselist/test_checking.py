from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given

from lederpulje.actions.courselist.checking import check
from lederpulje.actions.courselist.matching import LEAVE_OUT, How
from lederpulje.model import (
    NEW_ROW,
    UNKNOWN_PAYER,
    Answer,
    BaseData,
    FundingLine,
    Kind,
    Price,
    Status,
    Vat,
)
from lederpulje.scenarios import Span
from tests.actions.courselist.rows import all_rows, filed, typed
from tests.strategies import base_data


@given(base_data())
def test_what_the_workbook_says_changes_nothing(base: BaseData) -> None:
    titled = replace(base, courses=tuple(replace(c, title=c.title or c.id) for c in base.courses))
    checked = check(titled, all_rows(titled), whole=True, remove=True)
    assert checked.after == titled
    assert checked.differences.is_nothing
    assert (checked.stopping, checked.questions) == ((), ())


def test_neither_does_the_seeds_whatever_the_order_of_its_rows(seed: BaseData) -> None:
    checked = check(seed, list(reversed(all_rows(seed))), whole=True)
    assert checked.after == seed
    assert checked.faults == ()
    assert len([e for e in checked.differences.unchanged if e.sheet == "Kurser"]) == len(seed.courses)


def test_a_cell_changes_what_it_names_and_nothing_else(seed: BaseData) -> None:
    checked = check(seed, [typed("ledertalent", Deltagere="2")])
    (change,) = checked.differences.changed
    assert (change.entry.key, change.column, change.old, change.new) == ("ledertalent", "Deltagere", "4", "2")
    old, new = (next(c for c in b.courses if c.id == "ledertalent") for b in (seed, checked.after))
    # what somebody writes is no estimate of ours any more
    assert new == replace(
        old, participants=2, estimated=tuple(n for n in old.estimated if n != "participants")
    )


def test_the_effect_in_kroner_on_each_scenario_of_the_year(seed: BaseData) -> None:
    """Two seats of 32.500 kr. fewer: 65.000 kr. less, if the pool pays."""
    effects = {e.scenario.key: e for e in check(seed, [typed("ledertalent", Deltagere="2")]).effects}
    assert set(effects) == {"uafklaret", "sso-betaler", "puljen-betaler", "forsigtig-laesning"}
    assert effects["sso-betaler"].is_nothing
    assert effects["puljen-betaler"].claimed == (
        Span(37_950_000, 37_950_000),
        Span(31_450_000, 31_450_000),
    )
    assert effects["uafklaret"].headroom == (Span(-8_700_000, 5_050_000), Span(-2_200_000, 5_050_000))


def test_a_new_course_has_an_id_of_title_and_year_and_an_unknown_payer(seed: BaseData) -> None:
    row = filed(5, År="2024", Type="Kursus", Titel="Ærlig feedback", Start="24-02-2024")
    checked = check(seed, [row], whole=True)
    new = checked.after.courses[-1]
    assert (new.id, new.kind, new.status, new.start) == (
        "aerlig-feedback-2024",
        Kind.KURSUS,
        Status.IDE,
        dt.date(2024, 2, 24),
    )
    assert checked.after.lines_of(new.id) == (FundingLine(new.id, UNKNOWN_PAYER, None, 10_000),)
    assert [e.key for e in checked.differences.added] == [new.id]
    assert checked.can_be_saved


@pytest.mark.parametrize(
    ("cells", "id_", "how"),
    [
        ({"Id": "ledertalent", "År": "2024", "Titel": "Andet navn"}, "ledertalent", How.ID),
        (
            {"År": "2024", "Titel": " ledertalentudviklingskoncept "},
            "ledertalent",
            How.TITLE,
        ),
        (
            {"År": "2023", "Titel": "Ledertalentudviklingskoncept"},
            "ledertalentudviklingskoncept-2023",
            How.NEW,
        ),
        ({"Id": "mit-id", "År": "2024", "Titel": "Nyt"}, "mit-id", How.NEW),
    ],
)
def test_rows_are_matched_by_id_else_by_title_and_year(
    seed: BaseData, cells: dict[str, str], id_: str, how: How
) -> None:
    (match,) = check(seed, [filed(2, Type="kursus", **cells)]).matches
    assert (match.id, match.how) == (id_, how)


def twins(seed: BaseData) -> BaseData:
    """Two courses of one title in one year."""
    twin = replace(next(c for c in seed.courses if c.id == "ledertalent"), id="ledertalent-2")
    return replace(
        seed,
        courses=(*seed.courses, twin),
        funding=(*seed.funding, FundingLine(twin.id, "region", None, 10_000)),
    )


def test_a_title_that_two_courses_have_is_a_question_and_its_answer_is_used(seed: BaseData) -> None:
    base = twins(seed)
    row = filed(7, År="2024", Type="forløb", Titel="Ledertalentudviklingskoncept", Deltagere="9")
    (question,) = check(base, [row]).questions
    assert "2 aktiviteter i 2024 hedder »Ledertalentudviklingskoncept«" in question.text
    assert [answer for answer, _ in question.choices] == ["ledertalent", "ledertalent-2", NEW_ROW, LEAVE_OUT]
    answered = check(base, [row], choices={question.key: "ledertalent-2"})
    assert answered.questions == ()
    assert next(c for c in answered.after.courses if c.id == "ledertalent-2").participants == 9
    new = check(base, [row], choices={question.key: NEW_ROW})
    assert [e.key for e in new.differences.added] == ["ledertalentudviklingskoncept-2024"]
    assert check(base, [row], choices={question.key: LEAVE_OUT}).after == base


def test_two_rows_of_one_course_are_a_fault_of_the_second(seed: BaseData) -> None:
    rows = [filed(n, Id="ledertalent", År="2024", Deltagere=str(n)) for n in (3, 8)]
    (fault,) = check(seed, rows).faults
    assert (fault.row, fault.column, fault.value) == (8, "Id", "ledertalent")
    assert "står også i række 3" in fault.message


@pytest.mark.parametrize(
    ("column", "text", "message"),
    [
        ("Pris pr. deltager", "-5", "er negativt"),
        ("Pris pr. deltager", "12.5", "kan ikke læses som et beløb"),
        ("Pris pr. deltager", "2.000.000.000", "er urimeligt stort"),
        ("Start", "24-02-27", "årstallet skal have fire cifre"),
        ("Start", "i foråret", "kan ikke læses som en dato"),
        ("Start", "30-02-2024", "den dag findes ikke"),
        ("Type", "foredrag", "er ukendt. Vælg mellem: kursus, forløb"),
        ("Status", "måske", "er ukendt. Vælg mellem: idé, foreslået"),
        ("Deltagere", "2,5", "er ikke et helt tal"),
        ("Bundet", "x", "hverken ja eller nej"),
        ("Evaluering", "7", "er ikke et tal fra 1 til 5"),
        ("Afbestilling", "snart", "er ikke et trin i en afbestillingsskala"),
        ("År", "2019", "der er ingen pulje for 2019"),
        ("Forudsætter", "findes_ikke=ja", "»findes_ikke« findes ikke"),
        ("Strategi", "tema-9", "»tema-9« findes ikke"),
    ],
)
def test_what_cannot_be_read_says_where_and_changes_nothing(
    seed: BaseData, column: str, text: str, message: str
) -> None:
    row = filed(4, **{"Id": "fastholdelse-senior", "År": "2024", column: text})
    checked = check(seed, [row], whole=True)
    found = {(f.sheet, f.row, f.column, f.value): f.message for f in checked.stopping}
    assert message in found["Kurser", 4, column, text]
    assert not checked.can_be_saved


def test_a_low_price_above_the_expected_one_is_told(seed: BaseData) -> None:
    checked = check(seed, [typed("ledertalent", **{"Pris pr. deltager (lav)": "33.000"})])
    assert "Lav ≤ forventet ≤ høj" in checked.stopping[0].message


def test_shares_that_do_not_add_up_stop_a_save(seed: BaseData) -> None:
    line = filed(2, "Finansiering", Kursus="dol-2024", Betaler="pulje", Delramme="oevrig", Andel="90")
    (fault,) = check(seed, [line], whole=True).stopping
    assert (fault.sheet, fault.row) == ("Finansiering", 2)
    assert "andelene summer til 90\N{NO-BREAK SPACE}% og ikke 100 %" in fault.message
    assert "Tilskud til DOL-moduler" in fault.message


def test_a_line_changes_its_payer_in_place(seed: BaseData) -> None:
    line = filed(2, "Finansiering", Kursus="dol-2024", Betaler="Region", Delramme="", Andel="100")
    checked = check(seed, [line], whole=True)
    assert checked.stopping == ()
    assert checked.after.lines_of("dol-2024") == (FundingLine("dol-2024", "Region", None, 10_000),)
    (change,) = checked.differences.changed
    assert (change.column, change.new) == (
        "Finansiering",
        "Region 100 %".replace(" %", "\N{NO-BREAK SPACE}%"),
    )


def test_lines_that_a_file_lacks_stay_until_they_are_to_go(seed: BaseData) -> None:
    """Two lines of the talent concept, of which the file has one that always counts."""
    line = filed(2, "Finansiering", Kursus="ledertalent", Betaler="pulje", Delramme="kurser", Andel="100",
                 Forudsætning="", Svar="")  # fmt: skip
    kept, gone = (check(seed, [line], whole=True, remove=remove) for remove in (False, True))
    assert len(kept.after.lines_of("ledertalent")) == 2
    assert kept.stopping
    assert [li.payer for li in gone.after.lines_of("ledertalent")] == ["pulje"]
    assert not gone.stopping


def test_what_a_file_lacks_is_listed_and_goes_only_when_asked(seed: BaseData) -> None:
    rows = [r for r in all_rows(seed, ["Kurser"]) if dict(r.cells)["Id"] != "master-2024"]
    kept, gone = (check(seed, rows, whole=True, remove=remove) for remove in (False, True))
    assert [e.key for e in kept.missing] == ["master-2024"]
    assert kept.after == seed
    assert [e.key for e in gone.differences.removed] == ["master-2024"]
    assert gone.after.lines_of("master-2024") == ()


def test_a_file_says_nothing_of_years_it_does_not_hold(seed: BaseData) -> None:
    rows = [r for r in all_rows(seed, ["Kurser"]) if dict(r.cells)["År"] == "2024"]
    checked = check(seed, rows, whole=True, remove=True)
    assert checked.after == seed


def test_conditions_that_are_used_do_not_go(seed: BaseData) -> None:
    rows = [filed(2, "Forudsætninger", Nøgle="ny", Spørgsmål="Ny?")]
    checked = check(seed, rows, whole=True, remove=True)
    assert {c.key for c in checked.after.conditions} == {"sso_midler", "hr_koordinator", "ny"}


def test_a_frame_that_courses_draw_on_cannot_go(seed: BaseData) -> None:
    rows = [filed(2, "Delrammer", År="2024", Nøgle="kurser", Titel="Kurser", Beløb="150000")]
    checked = check(seed, rows, whole=True, remove=True)
    assert any("»oevrig« findes ikke i 2024" in f.message for f in checked.stopping)


def test_frames_larger_than_the_pool_are_told(seed: BaseData) -> None:
    rows = [filed(2, "Delrammer", År="2024", Nøgle="kurser", Beløb="250.000")]
    assert any("tilsammen større end puljen" in f.message for f in check(seed, rows, whole=True).stopping)


def test_what_was_wrong_before_stops_nothing(seed: BaseData) -> None:
    """A course whose shares have never added up can still have its title mended."""
    faulty = replace(seed, funding=tuple(li for li in seed.funding if li.course != "dol-2024"))
    checked = check(faulty, [typed("dol-2024", Titel="DOL")])
    assert checked.stopping == ()
    assert checked.can_be_saved


def test_prices_with_vat_are_kept_without(seed: BaseData) -> None:
    """The span is typed with VAT too: 30.000–45.000 kr. with it is 24.000–36.000 kr. without."""
    ends = (("", "40.625"), (" (lav)", "30.000"), (" (høj)", "45.000"))
    row = typed("ledertalent", Moms="med", **{f"Pris pr. deltager{end}": text for end, text in ends})
    found = next(c for c in check(seed, [row]).after.courses if c.id == "ledertalent")
    assert (found.vat, found.price_per_participant) == (Vat.MED, Price(3_250_000, 2_400_000, 3_600_000))


def test_a_file_without_a_vat_column_gives_prices_without(seed: BaseData) -> None:
    with_vat = check(seed, [typed("evaluering-2024", Moms="med", **{"Pris pr. afholdelse": "68.750"})]).after
    course = next(c for c in with_vat.courses if c.id == "evaluering-2024")
    assert course.fixed_per_session == Price(5_500_000)
    row = filed(2, Id="evaluering-2024", År="2024", **{"Pris pr. afholdelse": "60.000"})
    found = next(c for c in check(with_vat, [row], whole=True).after.courses if c.id == "evaluering-2024")
    assert (found.fixed_per_session, found.vat) == (Price(6_000_000), Vat.MED)


def test_an_application_to_a_fund_becomes_a_switch(seed: BaseData) -> None:
    """60 % from a fund that has been asked: the line hangs on the answer, and a refusal leaves it unpaid."""
    lines = [
        typed("dol-2024", Kursus="dol-2024", Betaler="pulje", Delramme="oevrig", Andel="40"),
        typed("dol-2024", Kursus="dol-2024", Betaler="Fonden", Delramme="", Andel="60", Tilsagn="søgt"),
    ]
    checked = check(seed, [replace(line, sheet="Finansiering") for line in lines])
    assert checked.stopping == ()
    (key,) = {c.key for c in checked.after.conditions} - {c.key for c in seed.conditions}
    assert [(li.payer, li.share, li.condition, li.answer) for li in checked.after.lines_of("dol-2024")] == [
        ("pulje", 4_000, None, None),
        ("Fonden", 6_000, key, Answer.JA),
        (UNKNOWN_PAYER, 6_000, key, Answer.NEJ),
    ]


def test_every_field_of_hr_is_read(seed: BaseData) -> None:
    row = typed(
        "ledertalent",
        **{
            "Pladser": "12", "Venteliste": "3", "Sted": "Rådhuset", "Kontering": "1234-5", "Kontakt": "HR-konsulent",
            "Evaluering": "4,2", "Evaluering senere": "3,8", "Brugt": "delvist", "Disponeret": "120.000",
            "Forbrugt": "45.000,50", "Afbestilling": "60=25 %; 14=100 %", "Periode": "efterår 2024",
        },
    )  # fmt: skip
    found = next(c for c in check(seed, [row]).after.courses if c.id == "ledertalent")
    assert (found.seats, found.waiting, found.place, found.account) == (12, 3, "Rådhuset", "1234-5")
    assert (found.evaluation, found.evaluation_later) == (Decimal("4.2"), Decimal("3.8"))
    assert (found.committed, found.spent) == (12_000_000, 4_500_050)
    assert [(s.days, s.share) for s in found.cancellation] == [(60, 2_500), (14, 10_000)]


@pytest.mark.parametrize(
    ("written", "payer", "frame"), [("Puljen", "pulje", "kurser"), ("Ukendt", UNKNOWN_PAYER, "")]
)
def test_a_payer_may_be_written_as_it_stands_on_screen(
    seed: BaseData, written: str, payer: str, frame: str
) -> None:
    line = typed("ledertalent", Betaler=written, Delramme=frame, Andel="100 %")
    checked = check(
        seed, [replace(line, sheet="Finansiering", cells=(*line.cells, ("Kursus", "ledertalent")))]
    )
    assert [li.payer for li in checked.after.lines_of("ledertalent")] == [payer]


def test_a_new_title_twice_in_a_file_is_a_question(seed: BaseData) -> None:
    rows = [filed(n, År="2024", Type="kursus", Titel="Nyt") for n in (4, 9)]
    (question,) = check(seed, rows).questions
    assert (question.row, "også i række 4" in question.text) == (9, True)
    two = check(seed, rows, choices={question.key: NEW_ROW})
    one = check(seed, rows, choices={question.key: LEAVE_OUT})
    assert [len(c.differences.added) for c in (two, one)] == [2, 1]


def test_an_emptied_title_is_told(seed: BaseData) -> None:
    (fault,) = check(seed, [typed("ledertalent", Titel="")]).stopping
    assert (fault.column, "feltet er tomt" in fault.message) == ("Titel", True)


def test_a_price_that_cannot_be_read_is_told_once(seed: BaseData) -> None:
    (fault,) = check(seed, [typed("ledertalent", **{"Pris pr. deltager": "12.5.5"})]).stopping
    assert "kan ikke læses som et beløb" in fault.message
