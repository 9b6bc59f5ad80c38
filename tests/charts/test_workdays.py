"""Working days as bars: what stands beside them, what is hatched, and nothing on anything else."""

from __future__ import annotations

from decimal import Decimal

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.charts.workdays import DaysRow, days_text, workday_bars
from lederpulje.insight import Days
from tests.charts.boxes import Drawn, drawn
from tests.pages.states import LONG

HEIGHT = 300


def days(low: str, high: str | None = None) -> Days:
    return Days(Decimal(low), Decimal(high or low))


def bars(rows: list[DaysRow], *, meeting: bool = True) -> Drawn:
    width = 1216 if meeting else 880
    figure = workday_bars(rows, width, HEIGHT if meeting else None)
    assert go.Figure(figure.to_dict()).data is not None
    return drawn(figure, width)


def test_days_of_participants_and_mentors_stand_beside_their_bars() -> None:
    found = bars([DaysRow("Talent", days("92"), days("14.80")), DaysRow("DOL", None, None)])
    assert found.labels == ["Talent", "92 dagsværk + 14,8 for mentorer", "DOL", "dagsværk er ikke kendt"]
    persons, mentors = found.bars
    assert (mentors.right - mentors.left) / (persons.right - persons.left) == pytest.approx(14.8 / 92)
    assert found.hatched == ()


def test_what_hangs_on_an_answer_is_hatched() -> None:
    found = bars([DaysRow("Talent", days("46", "92"), None)])
    assert "46–92 dagsværk" in found.labels
    (sure,), (unsure,) = found.bars, found.hatched
    assert sure.right - sure.left == pytest.approx(unsure.right - unsure.left)


def test_no_days_is_zero_and_not_unknown() -> None:
    assert "0 dagsværk" in bars([DaysRow("Talent", days("0"), None)]).labels


def test_what_does_not_fit_is_gathered_with_its_sum() -> None:
    known = [DaysRow(f"Kursus {n}", days("2", "3"), days("0.5")) for n in range(20)]
    unknown = [DaysRow(f"Ukendt {n}", None, None) for n in range(20)]
    found = bars([*known, *unknown])
    assert found.labels[-2:] == ["Øvrige (28)", "16–24 dagsværk + 4 for mentorer, 20 er ikke kendt"]
    assert bars(unknown).labels[-2:] == ["Øvrige (8)", "dagsværk er ikke kendt"]


@pytest.mark.parametrize(
    ("low", "high", "said"), [("92", "92.0", "92"), ("14.80", "14.8", "14,8"), ("0", "1234.5", "0–1.234,5")]
)
def test_days_in_danish(low: str, high: str, said: str) -> None:
    assert days_text(days(low, high)) == said


DAYS = st.none() | st.builds(
    lambda a, b: Days(min(a, b), max(a, b)),
    *[st.decimals(0, 99_999, places=1, allow_nan=False, allow_infinity=False)] * 2,
)


@given(st.lists(st.builds(DaysRow, st.sampled_from(("Kort", LONG)), DAYS, DAYS), max_size=40), st.booleans())
def test_nothing_lies_on_anything_else(rows: list[DaysRow], meeting: bool) -> None:
    assert bars(rows, meeting=meeting).faults() == []
