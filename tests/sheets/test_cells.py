from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.model import Answer, CancelStep, Kind
from lederpulje.sheets.cells import Row
from lederpulje.sheets.faults import Fault
from lederpulje.store.files import read_rows


def row(text: str) -> Row:
    """A row with one cell, in the column *Felt*."""
    return Row("fil.csv", 3, {"Felt": text}, [])


@pytest.mark.parametrize(
    ("method", "text", "value"),
    [
        ("text", "  to ord ", "to ord"),
        ("signed_amount", "−500", -50_000),
        ("score", "4,2", Decimal("4.2")),
        ("cancellation", "14=5.000; 60=25 %", (CancelStep(60, share=2_500), CancelStep(14, amount=500_000))),
        ("whole", "0", 0),
        ("whole", " 80 ", 80),
        ("whole", "", None),
        ("amount", "45.000", 4_500_000),
        ("amount", "1.250,75 kr.", 125_075),
        ("amount", "0", 0),
        ("amount", "", None),
        ("percent", "100", 10_000),
        ("percent", "33,33 %", 3_333),
        ("percent", "33,33", 3_333),
        ("percent", "0,5", 50),
        ("percent", "", None),
        ("decimal", "3,7", Decimal("3.7")),
        ("decimal", "23", Decimal(23)),
        ("decimal", "", None),
        ("date", "31. august 2024", dt.date(2024, 8, 31)),
        ("date", "", None),
        ("yes", "ja", True),
        ("yes", "nej", False),
        ("yes", "", False),
        ("names", "a, b;c ,, ", ("a", "b", "c")),
        ("names", "", ()),
        ("pairs", " a = 1 ;b=2; ", (("a", "1"), ("b", "2"))),
        ("pairs", "k.payer=Region = Øst", (("k.payer", "Region = Øst"),)),
        ("pairs", "", ()),
        ("answers", "a=ja; b=uafklaret", (("a", Answer.JA), ("b", Answer.UAFKLARET))),
    ],
)
def test_a_cell_that_can_be_read(method: str, text: str, value: Any) -> None:
    cell = row(text)
    assert getattr(cell, method)("Felt") == value
    assert cell.faults == []


@pytest.mark.parametrize(
    ("method", "text", "message"),
    [
        ("needed", "  ", "feltet er tomt. Udfyld det."),
        ("whole", "2,5", "»2,5« er ikke et helt tal fra 0 til 1000000000. Ret tallet."),
        ("whole", "-1", "»-1« er ikke et helt tal fra 0"),
        ("whole", "1.000", "»1.000« er ikke et helt tal"),
        ("whole", "٣", "»٣« er ikke et helt tal"),
        ("amount", "12.5", "»12.5« kan ikke læses som et beløb"),
        ("amount", "−500", "»−500« er negativt. Skriv et beløb på 0 kr. eller mere."),
        ("percent", "100,01", "»100,01« er ikke et tal fra 0 til 100"),
        ("percent", "33.33", "»33.33« er ikke et tal fra 0 til 100"),
        ("decimal", "3,777", "»3,777« er ikke et tal med højst to decimaler"),
        ("date", "24-02-27", "årstallet skal have fire cifre"),
        ("yes", "x", "»x« er hverken ja eller nej"),
        ("amount", "1.500.000.000", "er urimeligt stort"),
        ("score", "6", "er ikke et tal fra 1 til 5"),
        ("cancellation", "30", "er ikke et trin i en afbestillingsskala"),
        ("cancellation", "30=200 %", "er ikke en andel fra 0 til 100 %"),
        ("cancellation", "30=1; 30=2", "nævner det samme antal dage flere gange"),
        ("pairs", "a=1; b", "ikke skrevet som navn=værdi; navn=værdi"),
        ("pairs", "=1", "ikke skrevet som navn=værdi; navn=værdi"),
        ("pairs", "a=", "ikke skrevet som navn=værdi; navn=værdi"),
        ("pairs", "a=1; a=2", "nævner det samme navn flere gange"),
        ("answers", "a=jo", "»jo« er ikke et svar på a. Vælg mellem: ja, nej, uafklaret."),
    ],
)
def test_a_cell_that_cannot_be_read_says_where_and_what_to_do(method: str, text: str, message: str) -> None:
    cell = row(text)
    getattr(cell, method)("Felt")
    (fault,) = cell.faults
    assert str(fault).startswith("fil.csv, række 3, kolonne »Felt«: ")
    assert message in fault.message


def test_choices(tmp_path: Path) -> None:
    cell = row("Forløb")
    assert cell.choice("Felt", Kind) is Kind.FORLOEB
    assert row("").choice("Felt", Kind, Kind.TILSKUD) is Kind.TILSKUD
    assert cell.faults == []
    wrong, missing = row("Forlob"), row("")
    assert wrong.choice("Felt", Kind) is missing.choice("Felt", Kind) is None
    assert "»Forlob« er ukendt. Vælg mellem: kursus, forløb, " in wrong.faults[0].message
    assert "feltet er tomt" in missing.faults[0].message


@pytest.mark.parametrize(
    ("text", "value", "faults"), [("2024", 2024, 0), ("", 0, 1), ("1989", 0, 1), ("24", 0, 1)]
)
def test_years(text: str, value: int, faults: int) -> None:
    cell = row(text)
    assert (cell.year("Felt"), len(cell.faults)) == (value, faults)


@given(
    st.sampled_from(
        ("whole", "amount", "percent", "decimal", "date", "yes", "pairs", "answers", "cancellation")
    ),
    st.text(max_size=12),
)
def test_any_text_is_read_or_told_but_never_a_crash(method: str, text: str) -> None:
    cell = row(text)
    value = getattr(cell, method)("Felt")
    assert len(cell.faults) <= 1 or method == "answers"
    assert not cell.faults or value in (None, False, ()) or method == "answers"


@given(st.integers(0, 10_000))
def test_every_share_can_be_written_as_a_percentage(basis_points: int) -> None:
    assert row(f"{basis_points // 100},{basis_points % 100:02}").percent("Felt") == basis_points


def test_rows_know_their_number_in_the_file_and_empty_ones_are_left_out(tmp_path: Path) -> None:
    file = tmp_path / "fil.csv"
    file.write_text('A;B\n1;"to\nlinjer"\n;\n\n3\n', encoding="utf-8")
    faults: list[Fault] = []
    rows = list(read_rows(file, ("A",), ("B",), faults))
    assert [(r.number, r.text("A"), r.text("B")) for r in rows] == [(3, "1", "to\nlinjer"), (6, "3", "")]
    assert faults == []


def test_a_file_without_anything_lacks_its_headings(tmp_path: Path) -> None:
    (tmp_path / "fil.csv").write_bytes(b"")
    faults: list[Fault] = []
    assert list(read_rows(tmp_path / "fil.csv", ("A", "B"), (), faults)) == []
    assert [str(f) for f in faults] == ["fil.csv: overskriften A, B mangler i række 1. Tilføj den."]
