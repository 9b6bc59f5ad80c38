"""The bars of what is free, and of the years: no two labels meet, and what they say is what was worked out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.actions.moneytext import free_text
from lederpulje.charts.freemoney import free_bars, free_rows
from lederpulje.charts.years import shown_years, year_bars
from lederpulje.insight.money import Money, money
from lederpulje.insight.years import YearMoney, years_money
from lederpulje.model import BaseData, Frame, Pool, Scenario, Status
from lederpulje.scenarios import Span, evaluate
from tests.charts.boxes import Drawn, drawn
from tests.examples import FJORDBY, NORDDJURS, course, kr, pool_line
from tests.pages.states import LONG, STATES, year
from tests.strategies import cases

TODAY = dt.date(2024, 3, 1)
SIZES = [(1216, 138), (1216, 92), (1216, 46), (880, 176), (880, 60)]
WAYS = (Status.FAKTURERET, Status.BESTILT, Status.PLANLAGT, Status.IDE, Status.AFHOLDT)


def ordered(base: BaseData) -> BaseData:
    """The activities at every place of their way."""
    courses = tuple(replace(c, status=WAYS[at % len(WAYS)]) for at, c in enumerate(base.courses))
    return replace(base, courses=courses)


def frames(found: Money, width: int, height: int) -> Drawn:
    rows = free_rows(found)
    return drawn(free_bars(rows, [free_text(r.free.low, r.free.high) for r in rows], width, height), width)


def of(base: BaseData, scenario: Scenario | None = None) -> Money:
    return money(base, evaluate(base, scenario or base.baseline(max(base.years))), TODAY)


def small() -> BaseData:
    """Pieces far too narrow for their names."""
    amounts = {"a": 30, "b": 20, "c": 10, "d": 140_000}
    courses = tuple(course(k, 1, a, title=LONG.format(k)) for k, a in amounts.items())
    return year(courses, tuple(pool_line(c.id, "kurser") for c in courses))


def millions() -> BaseData:
    """Amounts with øre as wide as they get, far beyond the frame."""
    courses = (course("a", 1, 123_456_789.5), course("b", 1, 98_765_432.1))
    base = year(courses, (pool_line("a", "kurser"), pool_line("b", "kurser")))
    return replace(base, frames=(Frame(2024, "kurser", LONG.format(1), kr(150_000)),))


CROWDED: dict[str, Callable[[], BaseData]] = {
    **{name: make for name, make in STATES.items() if name != "empty"},
    "norddjurs": lambda: NORDDJURS,
    "fjordby": lambda: FJORDBY,
    "small": small,
    "millions": millions,
}  # fmt: skip


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", CROWDED)
def test_no_label_is_in_the_way_of_another(state: str, size: tuple[int, int]) -> None:
    base = CROWDED[state]()
    for each in (base, ordered(base)):
        assert frames(of(each), *size).faults() == []


@given(cases(), st.sampled_from(SIZES))
def test_nor_in_any_state(case: tuple[BaseData, Scenario], size: tuple[int, int]) -> None:
    base, scenario = case
    assert frames(of(ordered(base), scenario), *size).faults() == []


def test_the_pieces_are_spent_committed_and_planned_and_what_hangs_on_answers() -> None:
    further = {"fastholdelse-senior": Status.FAKTURERET, "fastholdelse-boarding": Status.BESTILT}
    courses = tuple(replace(c, status=further.get(c.id, c.status)) for c in NORDDJURS.courses)
    kurser, oevrig = free_rows(of(replace(NORDDJURS, courses=courses), NORDDJURS.baseline(2024)))
    assert [(p.name, p.amount // 100, p.sure) for p in kurser.pieces] == [
        ("Forbrugt", 22_000, True),
        ("Disponeret", 25_000, True),
        ("Planlagt", 60_000, True),
        ("Efter svarene", 130_000, False),
    ]
    assert kurser.free == Span(kr(-87_000), kr(43_000))
    assert [p.name for p in oevrig.pieces] == ["Planlagt"]


def test_every_piece_says_its_name_and_amount_or_the_legend_does() -> None:
    tall = frames(of(NORDDJURS, NORDDJURS.baseline(2023)), 1216, 138).labels
    assert "Planlagt" in tall and "111.000 kr." in tall
    low = frames(of(NORDDJURS, NORDDJURS.baseline(2024)), 1216, 46).labels
    assert low[0] == "Fra venstre: Planlagt, Efter svarene"


def test_the_part_of_the_pool_without_a_frame_has_a_row_of_its_own() -> None:
    base = replace(year((), ()), frames=(Frame(2024, "kurser", "Kurser", kr(100_000)),))
    assert [(r.title, r.amount) for r in free_rows(of(base))] == [
        ("Kurser", kr(100_000)),
        ("Uden for delrammerne", kr(200_000)),
    ]


# --- years ----------------------------------------------------------------------------------------------------


def row(year: int, used: Span, available: Span) -> YearMoney:
    balance = Span(available.low - used.high, available.high - used.low)
    return YearMoney(year, available.low, None, available, used, balance, None, None, False, None)


_ENDS = st.tuples(st.integers(0, 900_000_00), st.integers(0, 900_000_00)).map(lambda t: Span(min(t), max(t)))
_ROWS = st.lists(st.tuples(_ENDS, _ENDS), min_size=1, max_size=12)


@given(_ROWS, st.sampled_from([(1216, 300), (880, None), (1216, None)]))
def test_no_label_of_a_year_is_in_the_way(
    pairs: list[tuple[Span, Span]], size: tuple[int, int | None]
) -> None:
    rows = [row(2020 + at, used, available) for at, (used, available) in enumerate(pairs)]
    width, height = size
    shown = shown_years(rows, 2020, height)
    assert drawn(year_bars(shown, width, height), width).faults() == []


def test_a_year_says_what_is_used_and_what_is_left() -> None:
    found = years_money(NORDDJURS, evaluate(NORDDJURS, NORDDJURS.baseline(2023)), TODAY)
    labels = drawn(year_bars(found.rows, 1216, 300), 1216).labels
    assert labels[0] == "Forventet regnskab, efter svarene (skraveret) og til rådighed (streg)"
    assert {"2023", "253.500 kr.", "46.500 kr. tilbage"} < set(labels)
    assert {"2024", "249.500 kr.", "−79.500 til +50.500 kr."} < set(labels)


def test_the_last_years_are_shown_where_there_is_no_room_for_all() -> None:
    rows = [row(2000 + at, Span(1, 1), Span(2, 2)) for at in range(20)]
    assert [r.year for r in shown_years(rows, 2019, 300)] == list(range(2012, 2020))
    assert [r.year for r in shown_years(rows, 2003, 300)] == list(range(2003, 2011)), (
        "the chosen one is there"
    )
    assert len(shown_years(rows, 2003, None)) == 20


def test_pools_of_nothing_are_drawn_too() -> None:
    base = BaseData((Pool(2023, 0), Pool(2024, 0)))
    found = years_money(base, evaluate(base, base.baseline(2024)), TODAY)
    assert drawn(year_bars(found.rows, 880), 880).faults() == []
