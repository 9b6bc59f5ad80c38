"""Amounts as Danish text: what is read, what is refused and why, and what is written."""

from __future__ import annotations

from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.errors import AmountError
from lederpulje.money import (
    format_kr,
    format_number,
    format_plain,
    format_share,
    format_signed,
    format_signed_span,
    format_span,
    from_number,
    parse_amount,
)

ORE = st.integers(-(10**12), 10**12)


@pytest.mark.parametrize(
    ("text", "ore"),
    [
        ("1.234,50", 123_450),
        ("45.000", 4_500_000),
        ("kr. 12.000", 1_200_000),
        ("12000", 1_200_000),
        ("\u2212500", -50_000),
        ("-500", -50_000),
        ("\u2013500", -50_000),
        ("12\u00a0000", 1_200_000),
        ("kr.\u00a012.000", 1_200_000),
        ("300.000\u00a0kr.", 30_000_000),
        ("300.000 kr", 30_000_000),
        ("kr. \u2212500", -50_000),
        ("\u2212kr. 500", -50_000),
        ("35.000,50", 3_500_050),
        ("1.234.567,89", 123_456_789),
        ("0", 0),
        ("+500", 50_000),
        ("0,05", 5),
        ("7,5", 750),
        ("  250 ", 25_000),
        ("999", 99_900),
        ("1.000", 100_000),
        ("12.000,-", 1_200_000),
    ],
)
def test_danish_amounts_are_read_as_ore(text: str, ore: int) -> None:
    assert parse_amount(text) == ore


@pytest.mark.parametrize(
    ("text", "key_words"),
    [
        ("12.5", ("punktum", "tusinder", "decimaler")),
        ("12.50", ("punktum", "tusinder", "decimaler")),
        ("1.2345", ("punktum",)),
        ("0.500", ("punktum",)),
        ("1.23.456", ("punktum",)),
        ("1234.567", ("punktum",)),
        ("1,234.50", ("engelsk", "1.234,50")),
        ("1,234,567.00", ("engelsk",)),
        ("312,505", ("mere end to decimaler",)),
        ("1,2,3", ("mere end ét komma",)),
        ("", ("intet tal",)),
        ("   ", ("intet tal",)),
        ("kr.", ("intet tal",)),
        ("\u2212", ("intet tal",)),
        ("ca. 5000", ("andet end et tal",)),
        ("5e3", ("andet end et tal",)),
        ("(500)", ("andet end et tal",)),
        ("=1+1", ("andet end et tal",)),
        ("5000 USD", ("andet end et tal",)),
        ("--500", ("tal",)),
        ("+-500", ("tal",)),
        ("-+500", ("tal",)),
        ("\u2212kr. \u2212500", ("tal",)),
        ("500-", ("tal",)),
        ("12 34", ("tal",)),
        ("1 234 56", ("tal",)),
        (",50", ("tal",)),
        ("12,", ("tal",)),
        ("nan", ("tal",)),
        ("\u0661\u0662", ("tal",)),
        ("9" * 40, ("urimeligt stort",)),
    ],
)
def test_what_could_mean_two_things_is_refused_with_a_reason(text: str, key_words: tuple[str, ...]) -> None:
    with pytest.raises(AmountError) as refused:
        parse_amount(text)
    message = str(refused.value)
    assert message.startswith(f"»{text}« kan ikke læses som et beløb: ")
    for words in key_words:
        assert words in message


@given(ORE)
def test_what_is_written_is_read_back(ore: int) -> None:
    assert parse_amount(format_kr(ore)) == ore
    assert parse_amount(format_plain(ore)) == ore
    assert parse_amount(format_signed(ore)) == ore


@given(st.text(alphabet="0123456789.,-\u2212+ kr\u00a0e", max_size=12))
def test_any_text_is_read_or_refused_never_a_crash_and_never_two_ways(text: str) -> None:
    """What is accepted has the digits that were written, and decimals only after a comma."""
    try:
        ore = parse_amount(text)
    except AmountError:
        return
    digits = "".join(c for c in text.partition(",")[0] if c.isdigit())
    decimals = "".join(c for c in text.partition(",")[2] if c.isdigit())
    assert len(decimals) <= 2
    assert abs(ore) == int(digits) * 100 + int(decimals.ljust(2, "0"))
    assert (ore < 0) <= any(sign in text for sign in "-\u2212")


@pytest.mark.parametrize(
    ("cell", "ore"),
    [
        (12, 1_200),
        (12.5, 1_250),
        (0.125, 13),
        (0.135, 14),
        (1.005, 101),  # in binary a little less than 1,005; what the cell shows counts
        (2.675, 268),
        (-0.125, -13),
        (Decimal("0.005"), 1),
        (Decimal("0.0049"), 0),
        (Decimal("312.505"), 31_251),
        (0.1 + 0.2, 30),
        (-0.0, 0),
        (np.float64(312.505), 31_251),
    ],
)
def test_numeric_cells_are_rounded_half_up_to_the_ore(cell: float | Decimal, ore: int) -> None:
    assert from_number(cell) == ore


@given(ORE)
def test_a_cell_with_whole_ore_keeps_them(ore: int) -> None:
    assert from_number(Decimal(ore) / 100) == ore
    assert from_number(ore / 100) == ore


@pytest.mark.parametrize("cell", [float("nan"), float("inf"), -float("inf"), 1e300, Decimal("NaN")])
def test_what_is_no_number_of_kroner_is_refused(cell: float | Decimal) -> None:
    with pytest.raises(AmountError, match="ikke et rimeligt beløb"):
        from_number(cell)


@pytest.mark.parametrize(
    ("ore", "text"),
    [
        (30_000_000, "300.000\u00a0kr."),
        (-8_700_000, "\u221287.000\u00a0kr."),
        (1_392_405, "13.924,05\u00a0kr."),
        (50, "0,50\u00a0kr."),
        (-1, "\u22120,01\u00a0kr."),
        (0, "0\u00a0kr."),
        (99_900, "999\u00a0kr."),
        (123_456_789_00, "123.456.789\u00a0kr."),
    ],
)
def test_amounts_are_written_the_danish_way(ore: int, text: str) -> None:
    assert format_kr(ore) == text
    assert format_plain(ore) == text.removesuffix("\u00a0kr.")


def test_a_difference_shows_its_sign_and_none_has_none() -> None:
    assert format_signed(13_000_000) == "+130.000\u00a0kr."
    assert format_signed(-8_700_000) == "\u221287.000\u00a0kr."
    assert format_signed(0) == "0\u00a0kr."


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (24_950_000, 37_950_000, "249.500–379.500\u00a0kr."),
        (10_700_000, 10_700_000, "107.000\u00a0kr."),
        (-8_700_000, 4_300_000, "\u221287.000\u00a0til\u00a043.000\u00a0kr."),
        (-500, -100, "\u22125\u00a0til\u00a0\u22121\u00a0kr."),
        (0, 100, "0–1\u00a0kr."),
    ],
)
def test_a_span_never_hides_a_minus_in_its_dash(low: int, high: int, text: str) -> None:
    assert format_span(low, high) == text


@pytest.mark.parametrize(
    ("low", "high", "text"),
    [
        (-13_000_000, 0, "\u2212130.000\u00a0til\u00a00\u00a0kr."),
        (100, 200, "+1\u00a0til\u00a0+2\u00a0kr."),
        (100, 100, "+1\u00a0kr."),
    ],
)
def test_a_span_of_differences_shows_the_sign_of_both_ends(low: int, high: int, text: str) -> None:
    assert format_signed_span(low, high) == text


def test_numbers_and_shares_are_danish_too() -> None:
    assert format_number(Decimal("3.7")) == "3,7"
    assert format_number(1234) == "1.234"
    assert format_number(-2) == "\u22122"
    assert format_share(3_333) == "33,33\u00a0%"
    assert format_share(1_250) == "12,5\u00a0%"
    assert format_share(10_000) == "100\u00a0%"
