"""A period in words is the span of days that it can mean, or nothing if that is not certain."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.insight.periods import DateSpan, period_days
from tests.pages.states import seed


def span(start: str, end: str) -> DateSpan:
    return DateSpan(dt.date.fromisoformat(start), dt.date.fromisoformat(end))


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2023", span("2023-01-01", "2023-12-31")),
        ("forår 2024", span("2024-01-01", "2024-06-30")),
        ("sommer 2024", span("2024-06-01", "2024-08-31")),
        ("efterår 2024", span("2024-08-01", "2024-12-31")),
        ("Efteråret 2023", span("2023-08-01", "2023-12-31")),
        ("vinter 2023-24", span("2023-12-01", "2024-02-29")),
        ("vinteren 2024/2025", span("2024-12-01", "2025-02-28")),
        ("1. halvår 2024", span("2024-01-01", "2024-06-30")),
        ("andet halvår 2024", span("2024-07-01", "2024-12-31")),
        ("1. kvartal 2024", span("2024-01-01", "2024-03-31")),
        ("4. kv. 2025", span("2025-10-01", "2025-12-31")),
        ("tredje kvartal 2024", span("2024-07-01", "2024-09-30")),
        ("februar 2024", span("2024-02-01", "2024-02-29")),
        ("feb. 2023", span("2023-02-01", "2023-02-28")),
        ("marts-juni 2024", span("2024-03-01", "2024-06-30")),
        ("marts – juni 2024", span("2024-03-01", "2024-06-30")),
        ("24. februar 2024", span("2024-02-24", "2024-02-24")),
        ("efterår 2023, en formiddag", span("2023-08-01", "2023-12-31")),
        ("2023, holdes måske", span("2023-01-01", "2023-12-31")),
        ("  1.  halvår   2024 (to hold) ", span("2024-01-01", "2024-06-30")),
        ("maj", span("2022-05-01", "2022-05-31")),
        ("efterår", span("2022-08-01", "2022-12-31")),
    ],
)
def test_the_usual_words(words: str, days: DateSpan) -> None:
    assert period_days(words, 2022) == days


@pytest.mark.parametrize(
    "words",
    [
        "",
        "snart",
        "vinter 2024",
        "vinter 2024-26",
        "5. kvartal 2024",
        "3. halvår 2024",
        "juni-marts 2024",
        "marts-hest 2024",
        "efterår 24",
        "efterår 20245",
        "efterår 2024 eller forår 2025",
        "tidligt forår 2024",
        "0000",
        "9999",
        "forår 1066",
        "31. februar 2024",
    ],
)
def test_what_could_mean_two_things_or_nothing_is_not_guessed(words: str) -> None:
    assert period_days(words, 2022) is None


@given(st.text(), st.integers(-5, 20_000))
def test_any_text_gives_a_span_in_order_or_nothing(text: str, year: int) -> None:
    days = period_days(text, year)
    assert days is None or days.start <= days.end


def test_every_period_of_the_seed_is_understood() -> None:
    unread = {c.period for c in seed().courses if period_days(c.period, c.year) is None}
    assert unread == set()
