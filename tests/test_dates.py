"""Dates as Danish text: what is read, what is refused and why, and what is written."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.dates import format_date, format_day, format_days, format_month, format_short_date, parse_date
from lederpulje.errors import DateError

FEBRUARY, AUGUST = dt.date(2027, 2, 24), dt.date(2024, 8, 31)
DATES = st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31))


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("24-02-2027", FEBRUARY),
        ("24.2.2027", FEBRUARY),
        ("24/2-2027", FEBRUARY),
        ("2027-02-24", FEBRUARY),
        ("24/2/2027", FEBRUARY),
        ("24. februar 2027", FEBRUARY),
        ("31. august 2024", AUGUST),
        ("31. aug. 2024", AUGUST),
        ("31 AUG 2024", AUGUST),
        (" 31.\u00a0august 2024 ", AUGUST),
        ("1. maj 2025", dt.date(2025, 5, 1)),
        ("1-2-2020", dt.date(2020, 2, 1)),  # day first, always
        ("29-02-2024", dt.date(2024, 2, 29)),
    ],
)
def test_danish_dates_are_read(text: str, date: dt.date) -> None:
    assert parse_date(text) == date


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("24-02-27", "fire cifre"),
        ("24/2-27", "fire cifre"),
        ("24.2.27", "fire cifre"),
        ("31. aug. 24", "fire cifre"),
        ("24-02-02027", "fire cifre"),
        ("29-02-2023", "findes ikke i kalenderen"),
        ("31-04-2024", "findes ikke i kalenderen"),
        ("02/24/2027", "findes ikke i kalenderen"),
        ("2027-13-01", "findes ikke i kalenderen"),
        ("0-1-2024", "findes ikke i kalenderen"),
        ("31. foo 2024", "ikke en dansk måned"),
        ("31. october 2024", "ikke en dansk måned"),
        ("efterår 2024", "dag, måned og år"),
        ("2024", "dag, måned og år"),
        ("24-02", "dag, måned og år"),
        ("27-02-24 10:00", "dag, måned og år"),
        ("", "dag, måned og år"),
        ("01-01-0001", "årstallet"),
    ],
)
def test_what_is_no_one_date_is_refused_with_a_reason(text: str, words: str) -> None:
    with pytest.raises(DateError) as refused:
        parse_date(text)
    message = str(refused.value)
    assert message.startswith(f"»{text}« kan ikke læses som en dato: ")
    assert words in message


def test_dates_are_written_in_full_and_in_figures() -> None:
    assert format_date(dt.date(2023, 9, 30)) == "30. september 2023"
    assert format_short_date(dt.date(2027, 2, 4)) == "04-02-2027"


@pytest.mark.parametrize(
    ("end", "said", "bare"),
    [
        (dt.date(2024, 3, 3), "3. mar. 2024", "3. mar."),
        (dt.date(2024, 3, 5), "3.–5. mar. 2024", "3.–5. mar."),
        (dt.date(2024, 5, 1), "3. mar. – 1. maj 2024", "3. mar. – 1. maj"),
        (dt.date(2025, 1, 2), "3. mar. 2024 – 2. jan. 2025", "3. mar. – 2. jan."),
    ],
)
def test_days_are_written_in_short(end: dt.date, said: str, bare: str) -> None:
    start = dt.date(2024, 3, 3)
    assert format_days(start, end) == said
    assert format_days(start, end, with_year=False) == bare
    assert (format_day(start), format_month(start), format_month(dt.date(2024, 5, 9))) == (
        "3. mar.",
        "mar.",
        "maj",
    )


@given(DATES)
def test_every_form_of_a_date_is_read_back(date: dt.date) -> None:
    day, month, year = date.day, date.month, date.year
    for text in (
        format_date(date),
        format_short_date(date),
        date.isoformat(),
        f"{day}/{month}-{year}",
        f"{day}.{month}.{year}",
    ):
        assert parse_date(text) == date


@given(st.text(alphabet="0123456789-./ augst", max_size=14))
def test_any_text_is_a_date_or_refused(text: str) -> None:
    try:
        date = parse_date(text)
    except DateError:
        return
    assert str(date.year) in text
