"""The calendar: every name and date stands there, nothing on anything else, today as a line."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.charts.gantt import LEAST_ROW, GanttRow, gantt
from lederpulje.charts.theme import RED
from lederpulje.insight.periods import DateSpan
from tests.charts.boxes import Drawn, drawn
from tests.pages.states import LONG

WIDTHS = {True: 1216, False: 880}
HEIGHT = 480
YEAR = DateSpan(dt.date(2024, 1, 1), dt.date(2024, 12, 31))
TWO_YEARS = DateSpan(dt.date(2023, 11, 1), dt.date(2025, 2, 28))
Meetings = Sequence[tuple[dt.date, str]]


def days(start: str, end: str | None = None) -> DateSpan:
    return DateSpan(dt.date.fromisoformat(start), dt.date.fromisoformat(end or start))


def calendar(
    rows: Sequence[GanttRow],
    shown: DateSpan = YEAR,
    meetings: Meetings = (),
    today: dt.date | None = None,
    *,
    meeting: bool = True,
    height: int = HEIGHT,
) -> Drawn:
    width = WIDTHS[meeting]
    return drawn(gantt(rows, shown, meetings, today, width, height if meeting else None), width)


def many(count: int, title: str = LONG) -> list[GanttRow]:
    """Dated, hatched, with deadlines before, in and after, and at the end without a date."""
    rows = []
    for n in range(count):
        start = dt.date(2024, 1, 3) + dt.timedelta(days=(n * 29) % 350)
        end = start + dt.timedelta(days=(0, 2, 30, 150, 400)[n % 5])
        deadline = (None, start, start - dt.timedelta(days=12), start + dt.timedelta(days=20))[n % 4]
        rows.append(
            GanttRow(title.format(n), "efterår 2024, måske", DateSpan(start, end), n % 3 > 0, deadline)
        )
    return [*rows[: count - count // 4], *(GanttRow(r.name, "uden dato") for r in rows[count - count // 4 :])]


def bodies(count: int, apart: int = 9) -> Meetings:
    names = ("Direktionen", "Økonomiudvalget", "Udvalget for arbejdsmarked, uddannelse, børn og unge " * 2)
    return [(dt.date(2024, 1, 4) + dt.timedelta(days=apart * n), names[n % 3]) for n in range(count)]


STATES: dict[str, Callable[[], tuple[Sequence[GanttRow], Meetings]]] = {
    "nothing": lambda: ((), ()),
    "only meetings": lambda: ((), bodies(3)),
    "one": lambda: ([GanttRow("Et kursus", "3. mar.", days("2024-03-03"), True)], ()),
    "seven": lambda: (many(7, "Kursus {}"), bodies(4)),
    "twenty long": lambda: (many(20), bodies(12, 29)),
    "sixty long": lambda: (many(60), bodies(40)),
    "one long word": lambda: (many(20, "Lederudviklingssamtaleforberedelseskursusmateriale{}"), bodies(2)),
    "markup": lambda: ([GanttRow("<b>x</b> & y", "<i>snart</i>")], [(dt.date(2024, 2, 2), "<u>Rådet</u>")]),
    "all undated": lambda: ([GanttRow(LONG.format(n), "uden dato") for n in range(20)], ()),
    "deadlines at the edges": lambda: (
        [
            GanttRow("a", "2024", YEAR, False, dt.date(2024, 1, 1)),
            GanttRow("b", "2024", YEAR, False, dt.date(2024, 12, 31)),
            GanttRow("c", "2024", YEAR, True, dt.date(2024, 7, 1)),
            GanttRow("d", "uden dato", None, False, dt.date(2024, 7, 1)),
        ],
        (),
    ),
}
TODAYS = [None, *(dt.date(2024, month, day) for month, day in ((1, 1), (3, 1), (7, 1), (12, 31)))]


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("shown", [YEAR, TWO_YEARS], ids=["a year", "over years"])
@pytest.mark.parametrize("meeting", [True, False], ids=["møde", "side"])
def test_nothing_lies_on_anything_else(state: str, shown: DateSpan, meeting: bool) -> None:
    rows, meetings = STATES[state]()
    for today in TODAYS:
        assert calendar(rows, shown, meetings, today, meeting=meeting).faults() == [], today


SPANS = st.dates(dt.date(2023, 11, 1), dt.date(2025, 2, 28))
ROWS = st.builds(
    lambda name, start, end, placed, exact, deadline: GanttRow(
        name, "efterår 2024", DateSpan(min(start, end), max(start, end)) if placed else None, exact, deadline
    ),
    st.sampled_from(("Kort", LONG)),
    SPANS,
    SPANS,
    st.booleans(),
    st.booleans(),
    st.none() | SPANS,
)


@given(
    rows=st.lists(ROWS, max_size=8),
    meetings=st.lists(st.tuples(SPANS, st.sampled_from(("Direktionen", LONG))), max_size=12).map(sorted),
    today=st.none() | SPANS,
    meeting=st.booleans(),
)
def test_whatever_happens_when(
    rows: list[GanttRow], meetings: list[tuple[dt.date, str]], today: dt.date | None, meeting: bool
) -> None:
    assert calendar(rows, TWO_YEARS, meetings, today, meeting=meeting).faults() == []


def test_names_dates_deadlines_and_meetings_stand_there_in_order() -> None:
    rows = [
        GanttRow(
            "Fastholdelse", "3. maj – 4. jun.", days("2024-05-03", "2024-06-04"), True, dt.date(2024, 3, 1)
        ),
        GanttRow("Ledertalent", "efterår 2024", days("2024-08-01", "2024-12-31")),
        GanttRow("Temadag", "uden dato"),
    ]
    found = calendar(rows, meetings=[(dt.date(2024, 6, 11), "Økonomiudvalget")])
    texts = [t for t in found.labels if t not in ("▼",)]
    assert texts[:12] == [
        *("jan.", "feb.", "mar.", "apr.", "maj", "jun.", "jul.", "aug.", "sep.", "okt.", "nov.", "dec.")
    ]
    assert texts[12:] == [
        *("Møder", "◆ Økonomiudvalget 11. jun."),
        *("Fastholdelse", "3. maj – 4. jun.", "frist 1. mar."),
        *("Ledertalent", "efterår 2024"),
        *("Temadag", "uden dato"),
    ]
    assert (len(found.bars), len(found.hatched)) == (1, 1), "a period in words is hatched"
    assert found.bars[0].right < found.hatched[0].left


def test_a_single_day_is_wide_enough_to_be_seen() -> None:
    for day in ("2024-01-01", "2024-06-06", "2024-12-31"):
        (bar,) = calendar([GanttRow("Temadag", "en dag", days(day), True)]).bars
        assert bar.right - bar.left >= 10


def test_today_is_a_named_line_and_not_red() -> None:
    figure = gantt(many(3), YEAR, (), dt.date(2024, 7, 1), 1216, HEIGHT)
    found = drawn(figure, 1216)
    (line,) = found.lines
    (name,) = [t for t in found.texts if t.what == "I dag 1. jul."]
    assert name.left <= (line.left + line.right) / 2 <= name.right
    assert name.bottom <= line.top + 1
    assert RED not in str(figure.to_dict())
    assert calendar(many(3)).lines == ()
    assert not [t for t in calendar(many(3)).labels if "I dag" in t]


def test_a_deadline_within_a_whole_year_of_hatching_stands_in_a_gap() -> None:
    found = calendar([GanttRow("DOL", "2024", YEAR, False, dt.date(2024, 7, 1))])
    assert "frist 1. jul." in found.labels
    assert len(found.hatched) >= 2
    assert found.faults() == []


@pytest.mark.parametrize(("count", "own"), [(7, 7), (20, 20), (21, 19), (60, 19)])
def test_twenty_stand_by_themselves_and_more_are_gathered(count: int, own: int) -> None:
    rows = [GanttRow(f"Kursus {n}", "2024", YEAR) for n in range(count)]
    found = calendar(rows, meetings=bodies(1))
    shown = [t for t in found.labels if t.startswith("Kursus")]
    assert len(shown) == own
    gathered = [t for t in found.labels if t.startswith("Øvrige")]
    assert gathered == ([f"Øvrige ({count - own})"] if count > own else [])
    assert all(t.size >= 20 for t in found.texts)
    assert LEAST_ROW > 20


def test_those_gathered_say_what_they_have() -> None:
    rows = [GanttRow(f"k{n}", "2024", YEAR) for n in range(20)]
    undated = [GanttRow(f"u{n}", "uden dato") for n in range(20)]
    assert "flere datoer" in calendar([*rows, *rows]).labels
    assert "20 uden dato" in calendar([*rows, *rows, *undated]).labels
    assert calendar(undated * 3).labels[-1] == "uden dato"
    assert len(calendar([*rows, *rows]).hatched) == 21 - 1, "the gathered ones have a hatched bar together"


def test_long_names_that_begin_alike_keep_their_end() -> None:
    names = [
        t for t in calendar([GanttRow(LONG.format(n), "2024", YEAR) for n in range(20)]).labels if "…" in t
    ]
    assert len(set(names)) == 20
    assert names[7].endswith("nr. 7")


def test_many_meetings_are_gathered_with_their_number_and_days() -> None:
    found = calendar(many(20, "Kursus {}"), meetings=bodies(12, 29))
    said = [t for t in found.labels if "◆" in t]
    assert said == ["◆ 8 møder 4. jan. – 25. jul.", "◆ 4 møder 23. aug. – 18. nov."]
    two = [t for t in calendar(many(5, "Kursus {}"), meetings=bodies(2)).labels if "◆" in t]
    assert two == ["◆ Direktionen 4. jan.", "◆ Økonomiudvalget 13. jan."]


def test_over_several_years_january_is_called_by_its_year() -> None:
    labels = calendar([GanttRow("Forløb", "to år", TWO_YEARS, True)], TWO_YEARS).labels
    assert "2024" in labels
    assert "2025" in labels


def test_what_lies_beyond_the_axis_is_cut_or_named_only() -> None:
    found = calendar(
        [
            GanttRow("Langt", "2020 – 2030", days("2020-01-01", "2030-01-01"), True),
            GanttRow("Slået forkert", "1. jan. 2042", days("2042-01-01"), True),
        ]
    )
    assert len(found.bars) == 1
    assert "1. jan. 2042" in found.labels
    assert found.faults() == []


@pytest.mark.parametrize("state", STATES)
def test_plotly_takes_every_figure(state: str) -> None:
    rows, meetings = STATES[state]()
    for height in (HEIGHT, None):
        figure = gantt(rows, YEAR, meetings, dt.date(2024, 7, 1), 1216, height)
        assert go.Figure(figure.to_dict()).data is not None


def test_the_height_in_a_meeting_is_fixed() -> None:
    heights = {calendar(rows, meetings=meetings).height for rows, meetings in (s() for s in STATES.values())}
    assert heights == {HEIGHT}
