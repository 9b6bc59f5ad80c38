"""Posts out of grids as accounting systems write them: every row read, passed over and said, or a fault."""

from __future__ import annotations

import datetime as dt

import pytest

from lederpulje.exchange.grid import Grid, Mark, Value
from lederpulje.exchange.ledger import LedgerRead, read_ledger
from tests.examples import kr

HEADINGS = ("Bogføringsdato", "Posteringstekst", "Kontering", "Beløb i kr.")
Row = tuple[Value, ...]


def read(*rows: Row, headings: Row = HEADINGS) -> LedgerRead:
    return read_ledger((Grid("Ark1", (headings, *rows)),), "posteringer.xlsx")


def plain(found: LedgerRead) -> list[tuple[str, str, str, int]]:
    return [(p.date.isoformat(), p.text, p.account, p.amount) for p in found.posts]


def test_rows_with_real_dates_and_numbers_or_with_texts() -> None:
    found = read(
        (dt.date(2024, 3, 1), "Faktura 17, LEAD", "4520-01", 12_500.5),
        ("01-04-2024", "  Forplejning\n kursus ", 4520, "1.250,75"),
        (dt.datetime(2024, 5, 2, tzinfo=dt.UTC), "Kreditnota", 4520.0, "1.234,50-"),
        ("3. maj 2024", "Kreditnota", "", "−500"),
    )
    assert found.faults == ()
    assert plain(found) == [
        ("2024-03-01", "Faktura 17, LEAD", "4520-01", kr(12_500.5)),
        ("2024-04-01", "Forplejning kursus", "4520", kr(1_250.75)),
        ("2024-05-02", "Kreditnota", "4520", kr(-1_234.5)),
        ("2024-05-03", "Kreditnota", "", kr(-500)),
    ]
    assert {p.file for p in found.posts} == {"posteringer.xlsx"}


@pytest.mark.parametrize(
    "headings",
    [
        ("Dato", "Tekst", "Konto", "Beløb"),
        ("POSTERINGSDATO", "beskrivelse", "PSP-element", "Beløb (kr.)"),
        ("Bilagsdato:", "Bilagstekst", "Kontostreng", "Beløb i DKK"),
    ],
)
def test_headings_are_known_by_many_names(headings: Row) -> None:
    assert plain(read(("01-03-2024", "Faktura", "4520", "100"), headings=headings)) == [
        ("2024-03-01", "Faktura", "4520", kr(100))
    ]


def test_columns_may_stand_in_any_order_with_others_between_and_titles_above() -> None:
    grid = Grid(
        "Finans",
        (
            ("Udskrift for lederudviklingspuljen", None),
            (),
            ("Saldo", "Beløb", "Bilag", "Tekst", "Dato"),
            ("900,00", "100,00", "B1", "Faktura", "01-03-2024"),
        ),
    )
    assert plain(read_ledger((grid,), "f.csv")) == [("2024-03-01", "Faktura", "", kr(100))]


def test_debit_counts_up_and_credit_down() -> None:
    headings = ("Dato", "Tekst", "Konto", "Debet", "Kredit")
    found = read(
        ("01-03-2024", "Faktura", "4520", "100,00", None),
        ("02-03-2024", "Retur", "4520", "", 40),
        headings=headings,
    )
    assert [p.amount for p in found.posts] == [kr(100), kr(-40)]
    for row, column in (
        (("01-03-2024", "x", "", None, None), "Debet"),
        (("01-03-2024", "x", "", None, "-40"), "Kredit"),
        (("01-03-2024", "x", "", "ti", None), "Debet"),
    ):
        (fault,) = read(row, headings=headings).faults
        assert (fault.row, fault.column) == (2, column)


def test_sums_empty_rows_and_repeated_headings_are_no_posts_and_that_is_said() -> None:
    found = read(
        ("01-03-2024", "Faktura", "4520", 100),
        (None, None, None, None),
        HEADINGS,
        (None, "Sum for marts", None, 100),
        ("I alt", None, None, 100),
        (None, None, None, 100),
        (None, "Konto 4521 Kurser", None, None),
    )
    assert len(found.posts) == 1 and found.faults == ()
    assert [text.partition(" er")[0] for text in found.skipped] == [f"Ark1, række {n}" for n in (5, 6, 7, 8)]


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        ((None, "Faktura", "4520", 100), "Bogføringsdato", ""),
        (("01-03-24", "Faktura", "4520", 100), "Bogføringsdato", "01-03-24"),
        ((45_352, "Faktura", "4520", 100), "Bogføringsdato", "45352"),
        (("31-02-2024", "Faktura", "4520", 100), "Bogføringsdato", "31-02-2024"),
        (("01-03-2024", "Faktura", "4520", None), "Beløb i kr.", ""),
        (("01-03-2024", "Faktura", "4520", "12.5"), "Beløb i kr.", "12.5"),
        (("01-03-2024", "Faktura", "4520", "#DIV/0!"), "Beløb i kr.", "#DIV/0!"),
        (("01-03-2024", "Faktura", "4520", True), "Beløb i kr.", "True"),
        (("01-03-2024", "Faktura", "4520", 1e16), "Beløb i kr.", "1e+16"),
    ],
)
def test_what_cannot_be_read_is_a_fault_with_row_column_value_and_what_to_do(
    row: Row, column: str, value: str
) -> None:
    found = read(("01-03-2024", "God", "4520", 1), row)
    (fault,) = found.faults
    assert (fault.sheet, fault.row, fault.column, fault.value) == ("Ark1", 3, column, value)
    assert fault.message.endswith(".") and fault.stops
    assert len(found.posts) == 1, "the others are read, so that every fault is seen at once"


def test_a_row_with_two_faults_says_both() -> None:
    assert [f.column for f in read(("i går", "Faktura", "4520", "meget")).faults] == [
        "Bogføringsdato",
        "Beløb i kr.",
    ]


def test_a_formula_without_a_stored_value_is_a_fault() -> None:
    grid = Grid("Ark1", (HEADINGS, ("01-03-2024", "x", "", None)), {(1, 3): Mark.EMPTY_FORMULA})
    (fault,) = read_ledger((grid,), "f.xlsx").faults
    assert "formel uden gemt resultat" in fault.message


def test_a_sheet_without_the_headings_is_passed_over_if_another_has_them() -> None:
    good = Grid("Poster", (HEADINGS, ("01-03-2024", "x", "", 1)))
    notes = Grid("Vejledning", (("Sådan gør du",),))
    found = read_ledger((notes, good, Grid("Tom", ())), "f.xlsx")
    assert len(found.posts) == 1
    assert found.skipped == ("Arket »Vejledning« har ikke en finansudskrifts overskrifter og er ikke læst.",)


def test_without_headings_it_is_said_what_was_expected_and_what_was_found() -> None:
    (fault,) = read_ledger((Grid("Ark1", (("Kursus", "Pris"), ("Lean", 5))),), "f.xlsx").faults
    assert "Dato, Tekst, Konto og Beløb" in fault.message
    assert "»Kursus«, »Pris«" in fault.message


def test_nothing_at_all_is_a_fault_too() -> None:
    for grids in ((), (Grid("Ark1", ()),), (Grid("Ark1", (HEADINGS,)),)):
        (fault,) = read_ledger(grids, "f.csv").faults
        assert "ingen posteringer" in fault.message


def test_the_id_is_the_same_each_time_and_tells_equal_posts_apart() -> None:
    row: Row = ("01-03-2024", "Faktura", "4520", "100,00")
    once, twice = read(row, row), read((dt.date(2024, 3, 1), "Faktura ", 4520, 100), row, row)
    assert len({p.id for p in once.posts}) == 2
    assert [p.id for p in twice.posts[:2]] == [p.id for p in once.posts], "however the cells are written"
    assert twice.posts[2].id not in {p.id for p in once.posts}


def test_any_difference_makes_another_post() -> None:
    rows: tuple[Row, ...] = (
        ("01-03-2024", "Faktura", "4520", "100"),
        ("02-03-2024", "Faktura", "4520", "100"),
        ("01-03-2024", "Faktura 2", "4520", "100"),
        ("01-03-2024", "Faktura", "4521", "100"),
        ("01-03-2024", "Faktura", "4520", "100,01"),
    )
    assert len({p.id for p in read(*rows).posts}) == 5
