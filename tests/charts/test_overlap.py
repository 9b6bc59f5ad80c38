"""No two labels meet, none lies outside, no number stands on a hatching or under a line: in every state."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.charts.frames import frame_bars
from lederpulje.charts.payers import payer_rows
from lederpulje.model import BaseData, Condition, Frame, FundingLine, Pool, Scenario
from lederpulje.scenarios import compare, evaluate
from lederpulje.ui.layout import chart_width, row_height, scenario_row_height
from tests.charts.boxes import Drawn, drawn, payer_bars
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, course, kr, pool_line
from tests.pages.states import LONG, LONG_PAYER, STATES, many, year
from tests.strategies import cases

LONGEST_WORD = "Lederudviklingssamtaleforberedelseskursusmateriale {}"


def frames_figure(base: BaseData, scenario: Scenario, meeting: bool) -> go.Figure:
    """The figure of *Overblik*, as the page makes it."""
    evaluation = evaluate(base, scenario)
    height = row_height(meeting, len(evaluation.first.frames))
    return frame_bars(evaluation, chart_width(meeting), height)


def payers_figure(
    base: BaseData, baseline: Scenario, others: tuple[Scenario, ...], meeting: bool
) -> go.Figure:
    """The figure of *Scenarier*, as the page makes it; with none to compare with, the baseline alone."""
    rows = payer_rows(compare(base, baseline, others[: 3 if meeting else None] or (baseline,)))
    rows = rows if others else rows[:1]
    pool = evaluate(base, others[0] if others else baseline).first.pool.amount
    height = scenario_row_height(meeting, len(rows))
    return payer_bars(rows, pool, baseline.name, chart_width(meeting), height)


def frames(base: BaseData, scenario: Scenario, meeting: bool) -> Drawn:
    return drawn(frames_figure(base, scenario, meeting), chart_width(meeting))


def payers(base: BaseData, baseline: Scenario, others: tuple[Scenario, ...], meeting: bool) -> Drawn:
    return drawn(payers_figure(base, baseline, others, meeting), chart_width(meeting))


def of_frames(sizes: tuple[float, ...], claims: tuple[float, ...], title: str = LONG) -> BaseData:
    """A frame for each size, each with an activity that claims so much."""
    keys = [f"d{n}" for n in range(len(sizes))]
    return BaseData(
        (Pool(2024, kr(sum(sizes))),),
        tuple(Frame(2024, key, title.format(key), kr(size)) for key, size in zip(keys, sizes, strict=True)),
        tuple(course(f"k{n}", 1, claim, title=title.format(n)) for n, claim in enumerate(claims)),
        tuple(pool_line(f"k{n}", key) for n, key in enumerate(keys)),
    )


def open_many(count: int, share: float) -> BaseData:
    """Every activity hangs on an answer of its own or the next one's; the frame is crowded with doubt."""
    courses = tuple(course(f"k{n}", 1, share, title=LONG.format(n), priority=n + 1) for n in range(count))
    lines = tuple(
        line
        for n, c in enumerate(courses)
        for line in (
            FundingLine(c.id, "pulje", "kurser", 10_000, f"c{n % 4}", NEJ),
            FundingLine(c.id, f"{LONG_PAYER} {n % 3}", None, 10_000, f"c{n % 4}", JA),
        )
    )
    conditions = tuple(Condition(f"c{n}", f"Spørgsmål {n}?") for n in range(4))
    return replace(year(courses, lines), conditions=conditions)


CROWDED: dict[str, Callable[[], BaseData]] = {
    **STATES,
    "norddjurs": lambda: NORDDJURS,
    "fjordby": lambda: FJORDBY,
    "twenty": lambda: many(20, 12_000),
    "twenty beyond the frame": lambda: many(20, 45_000),
    "twenty long words": lambda: many(20, 12_000, LONGEST_WORD),
    "sixty beyond the frame": lambda: many(60, 15_000),
    "two": lambda: many(2, 149_000),
    "just over the frame": lambda: many(2, 150_000.01),
    "tiny": lambda: many(8, 0.01),
    "one dear, many cheap": lambda: replace(
        many(20, 500),
        courses=(course("k00", 1, 450_000, title=LONG.format(0)), *many(20, 500).courses[1:]),
    ),
    "all in doubt": lambda: open_many(12, 20_000),
    "all in doubt and too much": lambda: open_many(12, 80_000),
    "four frames": lambda: of_frames((50_000,) * 4, (10_000, 49_000, 60_000, 150_000)),
    "six frames": lambda: of_frames((50_000,) * 6, (10_000, 49_000, 60_000, 150_000, 0, 1)),
    "unequal frames": lambda: of_frames((299_000, 1_000), (100_000, 900)),
    "an empty frame": lambda: of_frames((300_000, 0), (100_000, 0)),
    "a frame of nothing, overrun": lambda: of_frames((300_000, 0), (100_000, 50_000)),
    "a large pool": lambda: of_frames((98_765_432.1, 12_345_678.9), (99_999_999.99, 1)),
    "a pool of nothing": lambda: of_frames((0,), (0,)),
}


@pytest.mark.parametrize("state", CROWDED)
def test_the_frames_in_every_state_and_view(state: str) -> None:
    base = CROWDED[state]()
    for each in base.years:
        for scenario in base.scenarios_of(each):
            for meeting in (False, True):
                found = frames(base, scenario, meeting)
                assert found.faults() == [], (each, scenario.key, meeting)


@pytest.mark.parametrize("state", CROWDED)
def test_the_scenarios_in_every_state_and_view(state: str) -> None:
    base = CROWDED[state]()
    for each in base.years:
        for baseline in base.scenarios_of(each):
            others = tuple(s for s in base.scenarios_of(each) if s is not baseline)
            for meeting in (False, True):
                assert payers(base, baseline, others, meeting).faults() == [], (each, baseline.key, meeting)


@pytest.mark.parametrize("count", [1, 2, 3, 7])
@pytest.mark.parametrize(
    "name", ["Ja", "Social og sundhed betaler det hele selv, og puljen går fri {}", LONGEST_WORD]
)
def test_scenarios_with_long_names(count: int, name: str) -> None:
    base = many(20, 45_000)
    scenarios = tuple(
        Scenario(f"s{n}", 2024, name.format(n), answers=(("sso_midler", (JA, NEJ)[n % 2]),))
        for n in range(count)
    )
    baseline = Scenario("grund", 2024, name.format("grund"), baseline=True)
    for meeting in (False, True):
        assert payers(base, baseline, scenarios, meeting).faults() == []


@given(case=cases(most=12), meeting=st.booleans(), title=st.sampled_from(("Kort {}", LONG, LONGEST_WORD)))
def test_whatever_the_base_data(case: tuple[BaseData, Scenario], meeting: bool, title: str) -> None:
    base, own = case
    base = replace(
        base,
        courses=tuple(replace(c, title=title.format(n)) for n, c in enumerate(base.courses)),
        frames=tuple(replace(f, title=title.format(f.key)) for f in base.frames),
    )
    assert frames(base, own, meeting).faults() == []
    assert (
        payers(base, base.baseline(own.year), (replace(own, name=title.format("s")),), meeting).faults() == []
    )


# --- every figure is one that Plotly takes -----------------------------------------------------------------


def checked(figure: go.Figure) -> None:
    """Figures are made without Plotly's check, which is slow; here it is made up for."""
    assert go.Figure(figure.to_dict()).data is not None


@pytest.mark.parametrize("state", CROWDED)
def test_plotly_takes_every_figure(state: str) -> None:
    base = CROWDED[state]()
    for each in base.years:
        scenarios = base.scenarios_of(each)
        for meeting in (False, True):
            checked(frames_figure(base, scenarios[0], meeting))
            checked(payers_figure(base, scenarios[0], scenarios[1:], meeting))


def test_plotlys_check_finds_what_is_wrong() -> None:
    wrong = go.Figure(data=[{"type": "bar", "wdith": 3}], _validate=False)
    with pytest.raises(ValueError, match="wdith"):
        checked(wrong)


# --- nothing jumps -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("meeting", [False, True])
def test_the_height_does_not_hang_on_the_figures(meeting: bool) -> None:
    """The same frames and scenarios, whatever they cost and whatever is answered, take the same room."""
    found = set()
    for cost in (0, 1_000, 45_000):
        for answers in ((), (("sso_midler", JA),), (("sso_midler", NEJ),)):
            base = many(20, cost)
            mine = Scenario("x", 2024, "X", answers=answers)
            found.add((frames(base, mine, meeting).height, payers(base, mine, (mine,), meeting).height))
    assert len(found) == 1


# --- the checker itself ------------------------------------------------------------------------------------


def test_the_checker_sees_what_it_is_for() -> None:
    """A label moved onto another, out of the figure, onto a hatching, under a line; a number out of its bar."""
    base = many(4, 60_000)
    figure = frames_figure(base, base.baseline(2024), False)
    assert drawn(figure, chart_width(False)).faults() == []

    def spoilt(**changes: float) -> list[str]:
        spec = figure.to_dict()
        for key, value in changes.items():
            axis, at = key.split("_")
            spec["data"][2][axis] = [
                value if n == int(at) else v for n, v in enumerate(spec["data"][2][axis])
            ]
        return drawn(go.Figure(spec), chart_width(False)).faults()

    texts = figure.to_dict()["data"][2]
    number = next(n for n, size in enumerate(texts["textfont"]["size"]) if size == 24)
    hatched = figure.to_dict()["data"][1]
    other = next(n for n, size in enumerate(texts["textfont"]["size"]) if size == 20)
    assert any(
        "' on '" in f
        for f in spoilt(**{f"y_{other}": texts["y"][other + 1], f"x_{other}": texts["x"][other + 1]})
    )
    assert any("outside" in f for f in spoilt(**{f"y_{other}": -30}))
    assert any(
        "hatching" in f
        for f in spoilt(
            **{f"x_{number}": hatched["base"][0] + hatched["x"][0] / 2, f"y_{number}": hatched["y"][0]}
        )
    )
    assert any("not in its bar" in f for f in spoilt(**{f"y_{number}": texts["y"][number] + 40}))
    line = next(s for s in figure.to_dict()["layout"]["shapes"] if s["type"] == "line")
    middle = (line["y0"] + line["y1"]) / 2
    assert any("under a line" in f for f in spoilt(**{f"x_{number}": line["x0"], f"y_{number}": middle}))
