"""A new year begun from an old one: what is carried over, what is emptied, and that it can be saved as it is."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.actions.courselist.checking import check
from lederpulje.actions.new_year import already_there, new_year_rows, what_repeats
from lederpulje.model import (
    NEW_ROW,
    Answer,
    BaseData,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    PriceBasis,
    ProposedRow,
    Status,
)
from lederpulje.scenarios import evaluate
from tests.examples import NORDDJURS, course, kr, other_line, pool_line
from tests.exchange.hostile import FULL, full, seed

ALL_2024 = tuple(c.id for c in seed().courses_of(2024))


def cells(rows: tuple[ProposedRow, ...], sheet: str) -> list[dict[str, str]]:
    return [dict(row.cells) for row in rows if row.sheet == sheet]


def saved(base: BaseData, rows: tuple[ProposedRow, ...]) -> BaseData:
    """The base data as they would be saved; nothing may be in the way."""
    found = check(base, rows)
    assert (found.stopping, found.questions) == ((), ())
    assert found.can_be_saved
    return found.after


def with_answer(base: BaseData, key: str, answer: Answer) -> BaseData:
    conditions = tuple(replace(c, answer=answer) if c.key == key else c for c in base.conditions)
    return replace(base, conditions=conditions)


def test_what_comes_every_year_and_what_came_in_several_is_ticked_beforehand() -> None:
    assert what_repeats(seed(), 2024) == ("evaluering-2024", "dol-2024", "master-2024")
    base = BaseData(
        courses=(
            course("dag-23", title="Lederdag 2023", year=2023),
            course("dag-24", title="LEDERDAG  2024"),
            course("ny", title="Noget nyt"),
            course("fest", title="Fest", kind=Kind.ARRANGEMENT),
            course("aflyst", title="Aflyst", kind=Kind.ARRANGEMENT, status=Status.AFLYST),
        )
    )
    assert what_repeats(base, 2024) == ("dag-24", "fest")


def test_the_new_year_can_be_saved_as_it_is_proposed() -> None:
    after = saved(seed(), new_year_rows(seed(), 2024, 2025, ALL_2024))
    assert [c.id for c in after.courses_of(2025)] == [
        *("fastholdelse-senior-2025", "fastholdelse-sygefravaer-2025", "fastholdelse-boarding-2025"),
        *("ledertalent-2025", "evaluering-2025", "dol-2025", "master-2025"),
    ]
    assert after.courses_of(2024) == seed().courses_of(2024)
    claimed = evaluate(after, after.baseline(2025)).span(lambda r: r.pool.claimed)
    assert (claimed.low, claimed.high) == (kr(249_500), kr(379_500))


def test_pool_and_frames_come_along_as_estimates_with_nothing_carried_over() -> None:
    after = saved(seed(), new_year_rows(seed(), 2024, 2025, ALL_2024))
    said = "Som i 2024, indtil beløbet er vedtaget."
    assert after.pool(2025) == Pool(2025, kr(300_000), said, estimated=True)
    assert after.frames_of(2025) == (
        Frame(2025, "kurser", "Centralt udbudte kurser og forløb", kr(150_000), said, estimated=True),
        Frame(2025, "oevrig", "Lederuddannelse og ledelsesevaluering", kr(150_000), said, estimated=True),
    )


def test_a_pool_and_frames_that_are_there_stay() -> None:
    base = replace(
        seed(),
        pools=(*seed().pools, Pool(2025, kr(500_000))),
        frames=(*seed().frames, Frame(2025, "alt", "Centralt udbudte kurser og forløb", kr(500_000))),
    )
    rows = new_year_rows(base, 2024, 2025, ("fastholdelse-senior", "dol-2024"))
    assert cells(rows, "Puljer") == cells(rows, "Delrammer") == []
    frames = {row["Kursus"]: row["Delramme"] for row in cells(rows, "Finansiering")}
    assert frames == {"fastholdelse-senior-2025": "alt", "dol-2025": "oevrig"}  # the check asks for the other


def test_what_was_agreed_held_and_paid_belongs_to_the_old_year() -> None:
    rows = new_year_rows(with_answer(full(), "sso_midler", Answer.UAFKLARET), 2024, 2025, ("fuld-2024",))
    assert [row.key for row in rows if row.sheet == "Kurser"] == [NEW_ROW]
    (new,) = saved(full(), rows).courses_of(2025)
    assert new == replace(
        FULL,
        id="fuld-2025",
        year=2025,
        status=Status.IDE,
        price_basis=PriceBasis.ERFARINGSPRIS,
        estimated=("participants", "sessions", "fixed_per_session", "price_per_participant", "payer"),
        source="Ført videre fra 2024. Aftalen",
        start=None,
        end=None,
        deadline=None,
        waiting=None,
        evaluation=None,
        evaluation_later=None,
        used=None,
        committed=None,
        spent=None,
        period="",
    )
    assert (new.seats, new.account, new.vat) == (FULL.seats, FULL.account, FULL.vat)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (PriceBasis.ESTIMAT, PriceBasis.ESTIMAT),
        (PriceBasis.ERFARINGSPRIS, PriceBasis.ERFARINGSPRIS),
        (PriceBasis.TILBUD, PriceBasis.ESTIMAT),
        (PriceBasis.AFTALT, PriceBasis.ERFARINGSPRIS),
        (PriceBasis.FAKTISK, PriceBasis.ERFARINGSPRIS),
    ],
)
def test_a_price_of_last_year_is_no_agreement(before: PriceBasis, after: PriceBasis) -> None:
    (row,) = cells(
        new_year_rows(base_with(course("k", 1, 5, price_basis=before)), 2024, 2025, ("k",)), "Kurser"
    )
    assert row["Prisgrundlag"] == after


def base_with(*courses: Course, funding: tuple[FundingLine, ...] | None = None) -> BaseData:
    lines = tuple(pool_line(c.id, "kurser") for c in courses) if funding is None else funding
    return replace(NORDDJURS, courses=courses, funding=lines)


def test_ids_take_the_new_year_and_are_never_taken_twice() -> None:
    base = base_with(
        course("dag-2024", title="A"), course("dag", title="B"), course("2024", title="Året der gik"),
        course("dag-2025", title="C", year=2023),
    )  # fmt: skip
    rows = cells(new_year_rows(base, 2024, 2025, [c.id for c in base.courses]), "Kurser")
    assert [row["Id"] for row in rows] == ["dag-2025-2", "dag-2025-3", "aaret-der-gik-2025"]


def test_a_year_in_the_title_follows_and_other_years_stay() -> None:
    base = base_with(course("k", title="Lederdag 2024 (siden 2019)"))
    (row,) = cells(new_year_rows(base, 2024, 2025, ("k",)), "Kurser")
    assert row["Titel"] == "Lederdag 2025 (siden 2019)"


def test_what_stands_in_the_new_year_is_not_begun_again() -> None:
    after = saved(seed(), new_year_rows(seed(), 2024, 2025, ALL_2024))
    assert already_there(after, 2024, 2025) == ALL_2024
    assert new_year_rows(after, 2024, 2025, ALL_2024) == ()


def test_only_the_chosen_of_that_year_come_along() -> None:
    rows = new_year_rows(seed(), 2024, 2025, ("dol-2024", "dol-2023", "findes-ikke"))
    assert [row["Id"] for row in cells(rows, "Kurser")] == ["dol-2025"]
    assert [row["Kursus"] for row in cells(rows, "Finansiering")] == ["dol-2025"]


# --- who pays -----------------------------------------------------------------------------------------------


def lines(base: BaseData, chosen: str) -> list[tuple[str, str, str, str, str]]:
    rows = cells(new_year_rows(base, 2024, 2025, (chosen,)), "Finansiering")
    return [(r["Betaler"], r["Andel"], r["Forudsætning"], r["Svar"], r["Skøn"]) for r in rows]


def test_who_pays_is_as_last_year_and_an_estimate() -> None:
    assert lines(NORDDJURS, "ledertalent") == [
        ("social og sundhed", "100", "sso_midler", "ja", "ja"),
        ("pulje", "100", "sso_midler", "nej", "ja"),
    ]


@pytest.mark.parametrize(("answer", "payer"), [(Answer.JA, "social og sundhed"), (Answer.NEJ, "pulje")])
def test_a_question_that_was_answered_is_no_question_any_more(answer: Answer, payer: str) -> None:
    base = with_answer(NORDDJURS, "sso_midler", answer)
    assert lines(base, "ledertalent") == [(payer, "100", "", "", "ja")]
    saved(base, new_year_rows(base, 2024, 2025, ("ledertalent",)))


@pytest.mark.parametrize(
    ("answer", "needs"), [(Answer.UAFKLARET, "sso_midler=ja"), (Answer.JA, ""), (Answer.NEJ, "")]
)
def test_what_it_requires_comes_along_while_it_is_open(answer: Answer, needs: str) -> None:
    (row,) = cells(
        new_year_rows(with_answer(full(), "sso_midler", answer), 2024, 2025, ("fuld-2024",)), "Kurser"
    )
    assert row["Forudsætter"] == needs


def test_a_fund_is_asked_anew() -> None:
    base = full()  # its fund has said yes for 2024
    rows = new_year_rows(base, 2024, 2025, ("fuld-2024",))
    (asked,) = cells(rows, "Forudsætninger")
    assert (asked["Nøgle"], asked["Spørgsmål"], asked["Svar"]) == (
        *("fond_fuld_2025_fonden", "Giver Fonden tilsagn til Et forløb med alt udfyldt (2025)?"),
        "uafklaret",
    )
    assert [(r["Betaler"], r["Forudsætning"], r["Tilsagn"]) for r in cells(rows, "Finansiering")] == [
        ("Fonden", "fond_fuld_2025_fonden", "søgt"),
        ("uafklaret", "fond_fuld_2025_fonden", ""),
        ("pulje", "", ""),
    ]
    after = saved(base, rows)
    assert {c.key: c.answer for c in after.conditions}["fond_fuld"] is Answer.JA
    assert evaluate(after, after.baseline(2025)).open == ("fond_fuld_2025_fonden", "sso_midler")


def test_several_payers_keep_their_shares() -> None:
    base = base_with(
        course("k", 1, 9_000), funding=(pool_line("k", "kurser", 3_333), other_line("k", "Region", 6_667))
    )
    assert lines(base, "k") == [("pulje", "33,33", "", "", "ja"), ("Region", "66,67", "", "", "ja")]
