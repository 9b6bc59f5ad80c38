"""The csv file: the same texts come back, and a spreadsheet program runs none of them."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.exchange.csv_file import csv_file, guarded, unguarded
from lederpulje.model import BaseData
from lederpulje.sheets.columns import names
from lederpulje.sheets.texts import rows_of
from tests.examples import NORDDJURS
from tests.exchange.hostile import CONTROL, full, hostile, many, seed

DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def cells(data: bytes) -> list[list[str]]:
    return [*csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";")]


def read_back(data: bytes) -> list[dict[str, str]]:
    headings, *rows = cells(data)
    return [dict(zip(headings, map(unguarded, row), strict=True)) for row in rows]


@pytest.mark.parametrize(
    "base",
    [seed(), full(), hostile(), hostile((CONTROL[2:],)), many(), BaseData()],
    ids=["seed", "every column", "hostile texts", "control characters", "60 long titles", "empty"],
)
def test_every_cell_comes_back_as_it_was(base: BaseData) -> None:
    assert read_back(csv_file(base)) == rows_of(base)["Kurser"]


def test_it_is_utf_8_with_its_mark_semicolons_and_our_headings() -> None:
    data = csv_file(seed())
    assert data.startswith(b"\xef\xbb\xbfId;\xc3\x85r;Type;Titel;")
    assert cells(data)[0] == [*names("Kurser")]
    assert data.count(b"\r\n") == 1 + len(seed().courses)


def test_no_cell_begins_as_a_formula() -> None:
    texts = ("=1", "+1", "-1", "@A1", "\t=1", "\r=1", " =1", "\n=1", "＝1")
    base = replace(NORDDJURS, courses=tuple(replace(NORDDJURS.courses[0], id=t, title=t) for t in texts))
    found = [row[3] for row in cells(csv_file(base))[1:]]
    assert found == [f"'{text}" for text in texts]


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("'=1+1", "''=1+1"),
        ("''@x", "'''@x"),
        ("'n god titel", "'n god titel"),
        ("'", "'"),
        ("", ""),
        ("5 - 3", "5 - 3"),
        ("45000,50", "45000,50"),
    ],
)
def test_only_what_could_run_gets_a_mark(text: str, written: str) -> None:
    assert guarded(text) == written
    assert unguarded(written) == text


@given(st.text(st.sampled_from("'=+-@\t\r\n a＝"), max_size=6))
def test_whatever_is_written_is_harmless_and_comes_back(text: str) -> None:
    assert not guarded(text).lstrip(" ").startswith(DANGEROUS)
    assert unguarded(guarded(text)) == text
