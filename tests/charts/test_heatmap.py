"""The heatmap of *Temaer* and *Strategi*, and the bars of *Ledere*: what is written, where, and that it can be read."""

from __future__ import annotations

from dataclasses import replace

import plotly.graph_objects as go
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.charts.heatmap import CHOSEN, SHADES, HeatRow, heatmap, shade, shown_years, text_on
from lederpulje.charts.reach import ReachRow, reach_bars
from lederpulje.charts.theme import LABEL_SIZE, NUMBER_SIZE, POOL_BLUE, SURFACE, TEXT
from lederpulje.insight.spending import Use, by_theme, gathered, spending
from lederpulje.model import Answer, BaseData, Scenario
from lederpulje.money import format_kr, format_plain
from lederpulje.scenarios import Span, evaluate
from tests.charts.boxes import Drawn, drawn
from tests.examples import JA, NEJ, course, kr, scenario
from tests.pages.states import LONG, many, seed

LONGEST_WORD = "Lederudviklingssamtaleforberedelseskursusmateriale {}"
VIEWS = [(1216, 38), (1216, 45), (1216, 72), (880, 60)]  # width, height of a row


def use(low: float, high: float | None = None, held: int = 1, unpriced: int = 0) -> Use:
    """Kroner, of so many activities of which so many have no price."""
    courses = tuple(course(f"k{n}") for n in range(held))
    amounts = (kr(low), kr(low if high is None else high))
    return Use(courses, courses[:unpriced], amounts, amounts)


def rows_of(base: BaseData, mine: Scenario, most: int = 12) -> tuple[list[HeatRow], tuple[int, ...], int]:
    found = spending(base, evaluate(base, mine), by_theme)
    rows = [HeatRow(g.key or "Uden tema", g.uses) for g in gathered(found, most)]
    return rows, found.years, found.chosen


def look(rows: list[HeatRow], years: tuple[int, ...], chosen: int, width: int, row: int) -> Drawn:
    return drawn(heatmap(rows, years, chosen, width, row), width)


SEED = seed()


def test_every_cell_says_its_number() -> None:
    rows, years, chosen = rows_of(SEED, SEED.baseline(2024))
    labels = look(rows, years, chosen, 1216, 45).labels
    assert labels[:4] == ["Krav på puljen", "2022", "2023", "2024 (valgt)"]
    text = "\n".join(labels)
    for said in ("111.000 kr.", "+ 3 ikke prissat", "107.000 kr.", "0–130.000 kr.", "ikke prissat (15)"):
        assert said in text, said
    assert labels.count("87.500 kr.") == 2
    assert labels.count("–") == 18 - 8, "six themes in three years, eight of the cells with activities"


def test_the_numbers_are_large_where_there_is_room_and_never_small() -> None:
    rows, years, chosen = rows_of(SEED, SEED.baseline(2024))
    sizes = {t.what: t.size for t in look(rows, years, chosen, 1216, 45).texts}
    assert sizes["107.000 kr."] == sizes["0–130.000 kr."] == NUMBER_SIZE
    assert set(sizes.values()) == {LABEL_SIZE, NUMBER_SIZE}


def test_only_what_hangs_on_an_answer_is_hatched_and_never_behind_its_number() -> None:
    for answers, count in (({}, 1), ({"sso_midler": NEJ}, 0)):
        found = look(*rows_of(SEED, scenario(2024, answers=answers)), 1216, 45)
        assert len(found.hatched) == count


def test_the_chosen_year_is_marked_in_words_too() -> None:
    figure = heatmap(*rows_of(SEED, SEED.baseline(2023)), 1216, 45)
    labels = drawn(figure, 1216).labels
    assert "2023 (valgt)" in labels
    assert "2024" in labels
    assert figure.to_dict()["data"][0]["marker"]["color"].count(CHOSEN) == 1


def test_what_is_larger_is_darker() -> None:
    amounts = [0, 1, 20, 40, 60, 80, 100]
    order = [SHADES.index(shade(a, 100)) for a in amounts]
    assert order == sorted(order)
    assert (order[0], order[1], order[-1]) == (0, 1, len(SHADES) - 1)
    assert shade(5, 0) == SHADES[0]


# --- contrast ----------------------------------------------------------------------------------------------


def luminance(colour: str) -> float:
    """WCAG 2.1's relative luminance."""
    colour = "#FFFFFF" if colour == "white" else colour
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_contrast_is_worked_out_as_the_standard_says() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("colour", [*SHADES, SURFACE, CHOSEN])
def test_the_text_on_every_colour_can_be_read(colour: str) -> None:
    assert contrast(text_on(colour), colour) >= 4.5
    assert SHADES[-1] == POOL_BLUE


@pytest.mark.parametrize("answer", [JA, NEJ])
def test_every_text_in_a_cell_has_contrast_with_it(answer: Answer) -> None:
    mine = scenario(2024, answers={"sso_midler": answer})
    figure = heatmap(*rows_of(SEED, mine), 1216, 45)
    bars, _, texts = figure.to_dict()["data"]
    found = drawn(figure, 1216)
    checked = 0
    for box, colour in zip(found.bars, bars["marker"]["color"], strict=True):
        for text, own in zip(found.texts, texts["textfont"]["color"], strict=True):
            if box.meets(text):
                assert contrast(own, colour) >= 4.5, text.what
                checked += 1
    assert checked >= 9
    assert TEXT in texts["textfont"]["color"]


# --- nothing collides, nothing is cut ----------------------------------------------------------------------


def crowded(count: int, title: str, years: int = 3) -> tuple[list[HeatRow], tuple[int, ...], int]:
    uses = (
        use(87_500),
        use(249_500, 379_500),
        use(111_000, held=5, unpriced=3),
        use(0, held=15, unpriced=15),
        use(0, 0, held=0),
        use(0, 130_000, held=3, unpriced=1),
        use(98_765_432.1, 99_999_999.99),
    )
    rows = [
        HeatRow(title.format(at), tuple(uses[(at + y) % len(uses)] for y in range(years)))
        for at in range(count)
    ]
    return rows, tuple(range(2030, 2030 + years)), years // 2


@pytest.mark.parametrize(("width", "row"), VIEWS)
@pytest.mark.parametrize("title", ["Kort {}", LONG, LONGEST_WORD])
@pytest.mark.parametrize("years", [1, 2, 3, 5, 12])
@pytest.mark.parametrize("count", [1, 7, 20, 60])
def test_nothing_overlaps(width: int, row: int, title: str, years: int, count: int) -> None:
    rows, labels, chosen = crowded(count, title, years)
    assert look(rows, labels, chosen, width, row).faults() == []


@pytest.mark.parametrize(("width", "row"), VIEWS)
@pytest.mark.parametrize("years", [1, 3, 12])
def test_every_shown_cell_with_activities_says_something(width: int, row: int, years: int) -> None:
    rows, labels, chosen = crowded(20, LONG, years)
    first, count = shown_years(rows, chosen, width, row)
    assert first <= chosen < first + count <= years
    found = look(rows, labels, chosen, width, row)
    cells = [b for b in found.bars if b.top > 36]
    assert len(cells) == sum(bool(r.uses[at].courses) for r in rows for at in range(first, first + count))
    assert all(any(cell.holds(t) for t in found.texts) for cell in cells)


@given(
    low=st.integers(0, 10**9),
    more=st.integers(0, 10**9),
    unpriced=st.integers(0, 3),
    years=st.integers(1, 9),
    view=st.sampled_from(VIEWS),
)
def test_whatever_the_amount(low: int, more: int, unpriced: int, years: int, view: tuple[int, int]) -> None:
    one = replace(use(0, held=4, unpriced=unpriced), claims=(low, low + more), costs=(low, low + more))
    found = look([HeatRow(LONG, (one,) * years)], tuple(range(years)), years - 1, *view)
    assert found.faults() == []
    said = " ".join(found.labels)
    assert format_plain(low) in said
    assert format_plain(low + more) in said


def test_no_activities_in_any_year_is_an_empty_sheet_with_its_years() -> None:
    assert look([HeatRow("Tema", (use(0, held=0),))], (2024,), 0, 880, 60).labels[-1] == "–"


def test_plotly_takes_the_figures() -> None:
    for figure in (heatmap(*crowded(20, LONG), 1216, 45), reach_bars(reach_rows(20, LONG), 880, 56)):
        assert go.Figure(figure.to_dict()).data is not None


def test_the_height_does_not_hang_on_the_amounts() -> None:
    heights = {look([HeatRow("T", (use(a),))], (2024,), 0, 1216, 45).height for a in (0, 5, 10**6)}
    assert len(heights) == 1


# --- leaders -----------------------------------------------------------------------------------------------


def reach_rows(count: int, title: str) -> list[ReachRow]:
    kinds = (
        (Span(180, 180), Span(59_444, 59_444), ""),
        (Span(0, 1_400), Span(kr(30_000), kr(35_000)), " + 2 uden antal"),
        (None, None, ""),
        (Span(0, 0), None, ""),
        (Span(1, 1), Span(kr(9_999_999.99), kr(9_999_999.99)), " + 12 uden antal"),
    )
    return [
        ReachRow(title.format(at), leaders, price, "ukendt antal (3)", "ikke prissat (3)", besides)
        for at, (leaders, price, besides) in ((n, kinds[n % len(kinds)]) for n in range(count))
    ]


@pytest.mark.parametrize(("width", "row"), [(1216, 44), (1216, 64), (880, 56)])
@pytest.mark.parametrize("title", ["Kort {}", LONG, LONGEST_WORD])
@pytest.mark.parametrize("count", [1, 5, 20, 60])
def test_the_bars_of_leaders_overlap_nowhere(width: int, row: int, title: str, count: int) -> None:
    found = drawn(reach_bars(reach_rows(count, title), width, row), width)
    assert [f for f in found.faults() if not f.endswith("not in its bar")] == []
    assert not [t for t in found.texts for b in found.bars if t.meets(b)], "numbers stand after their bars"


def test_both_numbers_are_said_and_what_is_not_known() -> None:
    labels = drawn(reach_bars(reach_rows(3, "Tema {}"), 1216, 64), 1216).labels
    text = "\n".join(labels)
    for said in ("180", "594,44 kr.", "0–1.400", "30.000–35.000 kr.", "+ 2 uden antal", "ukendt antal (3)"):
        assert said in text, said
    assert "ikke prissat (3)" in labels


def test_the_bars_are_to_scale_and_what_is_not_sure_is_hatched() -> None:
    sure, hatched, _ = reach_bars(
        [
            ReachRow("A", Span(100, 100), Span(kr(500), kr(500))),
            ReachRow("B", Span(20, 50), Span(kr(1_000), kr(1_000))),
        ],
        1216,
        64,
    ).to_dict()["data"]
    places, prices = (sure["x"][0], sure["x"][2]), (sure["x"][1], sure["x"][3])
    assert places[1] / places[0] == pytest.approx(0.2)
    assert prices[0] / prices[1] == pytest.approx(0.5)
    assert hatched["x"] == [pytest.approx(places[0] * 0.3)]


def test_the_numbers_of_a_year_add_up_to_the_claim_on_the_pool() -> None:
    """The sum over the themes of a year is the claim on the pool, so the numbers on the picture add up."""
    rows, years, chosen = rows_of(SEED, scenario(2024, answers={"sso_midler": NEJ}))
    labels = look(rows, years, chosen, 1216, 45).labels
    shown = [r.uses[chosen].claimed.low for r in rows if r.uses[chosen].courses]
    assert sum(shown) == kr(379_500)
    assert all(format_kr(amount).replace("\u00a0", " ") in labels for amount in shown)


def test_sixty_themes_are_gathered_and_all_their_money_is_there() -> None:
    base = many(60, 4_000)
    courses = tuple(replace(c, theme=LONG.format(n)) for n, c in enumerate(base.courses))
    base = replace(base, courses=courses)
    rows, years, chosen = rows_of(base, base.baseline(2024), 7)
    assert len(rows) == 7
    assert look(rows, years, chosen, 1216, 38).faults() == []
    whole = evaluate(base, base.baseline(2024)).span(lambda r: r.pool.claimed)
    assert sum(r.uses[0].claimed.high for r in rows) == whole.high
