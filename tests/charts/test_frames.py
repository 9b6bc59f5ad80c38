"""The pool bar as data: parts, labels and lines of each seed state, read off from the worked example."""

from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.charts.frames import Part, frame_bars, frame_parts
from lederpulje.charts.theme import GATHERED, GREEN, RED, SERIES, TEXT, fitted, safe, text_width, two_lines
from lederpulje.model import Answer, BaseData, Rule, Scenario
from lederpulje.scenarios import evaluate
from tests.charts.boxes import Drawn, drawn
from tests.examples import JA, NEJ, NORDDJURS, OPEN, course, kr, pool_line, scenario
from tests.pages.states import many, overrun, seed, year

WIDTH, HEIGHT = 1216, 176
KURSER = "Centralt udbudte kurser og forløb"
OEVRIG = "Lederuddannelse og ledelsesevaluering"
SEED = seed()


def shown(answer: Answer, base: BaseData = SEED, **overrides: str) -> Drawn:
    named = {key.replace("__", "."): value for key, value in overrides.items()}
    one = scenario(2024, Rule.PRIORITET, {"sso_midler": answer}, named)
    return drawn(frame_bars(evaluate(base, one), WIDTH, HEIGHT), WIDTH)


def parts(answer: Answer, key: str = "kurser", narrowest: int = 0, base: BaseData = SEED) -> list[Part]:
    return list(frame_parts(evaluate(base, scenario(answers={"sso_midler": answer})), key, narrowest))


def in_kroner(found: list[Part]) -> list[tuple[str, float, float, bool]]:
    return [(p.name, p.start / 100, p.amount / 100, p.sure) for p in found]


SURE = [
    ("Fastholdelse: generations- og seniorordninger", 0, 22_000, True),
    ("Fastholdelse: håndtering af sygefravær", 22_000, 60_000, True),
    ("Fastholdelse: gode boarding-processer", 82_000, 25_000, True),
]
TALENT = "Ledertalentudviklingskoncept"


def test_the_parts_under_yes() -> None:
    assert in_kroner(parts(JA)) == SURE


def test_the_parts_under_no() -> None:
    """The last goes from 107.000 beyond the frame's 150.000 to 237.000."""
    assert in_kroner(parts(NEJ)) == [*SURE, (TALENT, 107_000, 130_000, True)]


def test_while_the_answer_is_open_what_hangs_on_it_is_not_sure() -> None:
    assert in_kroner(parts(OPEN)) == [*SURE, (TALENT, 107_000, 130_000, False)]


def test_the_other_frame_is_the_same_whatever_the_answer() -> None:
    expected = [
        ("Ledelsesevaluering", 0, 55_000, True),
        ("Tilskud til DOL-moduler", 55_000, 57_500, True),
        ("Tilskud til master eller international lederuddannelse", 112_500, 30_000, True),
    ]
    for answer in (JA, NEJ, OPEN):
        assert in_kroner(parts(answer, "oevrig")) == expected


def test_narrow_parts_are_gathered_where_the_first_of_them_stands() -> None:
    gathered = parts(NEJ, narrowest=kr(30_000))
    assert in_kroner(gathered) == [
        ("Øvrige (2)", 0, 47_000, True),
        ("Fastholdelse: håndtering af sygefravær", 47_000, 60_000, True),
        (TALENT, 107_000, 130_000, True),
    ]
    assert gathered[0].colour == GATHERED


def test_a_single_narrow_part_keeps_its_name() -> None:
    assert [p.name for p in parts(NEJ, narrowest=kr(23_000))] == [name for name, *_ in SURE] + [TALENT]


def test_the_parts_stand_in_the_order_in_which_the_frame_is_shared_out() -> None:
    courses = (
        course("d", 1, 10, title="uden prioritet"),
        course("c", 1, 10, title="nummer to", priority=2),
        course("b", 1, 10, title="nummer et", priority=1),
        course("a", 1, 10, title="bundet", priority=9, mandatory=True),
        course("e", 1, 0, title="gratis", priority=1),
        course("f", title="ikke prissat", priority=1),
    )
    base = year(courses, tuple(pool_line(c.id, "kurser") for c in courses))
    assert [p.name for p in parts(JA, base=base)] == ["bundet", "nummer et", "nummer to", "uden prioritet"]


def test_where_several_hang_on_the_answers_none_of_them_is_named() -> None:
    base = many(6, 10_000)
    lines = tuple(
        replace(li, condition="sso_midler", answer=NEJ) if li.course in ("k01", "k05") else li
        for li in base.funding
    )
    doubted = parts(OPEN, base=replace(base, funding=lines))
    assert (doubted[-1].name, doubted[-1].amount, doubted[-1].sure) == (
        "Afhænger af svarene",
        kr(30_000),
        False,
    )


def test_an_activity_keeps_its_colour_whatever_the_answer() -> None:
    for at, name in enumerate(n for n, *_ in SURE):
        colours = {p.colour for answer in (JA, NEJ, OPEN) for p in parts(answer) if p.name == name}
        assert colours == {SERIES[at]}


def test_a_frame_without_claims_has_no_parts() -> None:
    assert parts(JA, base=year((), ())) == []


# --- what is drawn -----------------------------------------------------------------------------------------


def test_what_is_written_under_no() -> None:
    assert shown(NEJ).labels == [
        f"{KURSER}: mangler 87.000 kr.",
        "Ramme 150.000 kr.",
        "47.000 kr.",
        "60.000 kr.",
        "130.000 kr.",
        "Øvrige (2)",
        "Håndtering af sygefravær",
        TALENT,
        f"{OEVRIG}: 7.500 kr. tilbage",
        "Ramme 150.000 kr.",
        "55.000 kr.",
        "57.500 kr.",
        "30.000 kr.",
        "Ledelsesevaluering",
        "Tilskud til DOL-moduler",
        "Tilskud til master eller international lederuddannelse",
    ]


def test_what_is_written_while_the_answer_is_open() -> None:
    labels = shown(OPEN).labels
    assert labels[0] == f"{KURSER}: 43.000 kr. tilbage eller mangler 87.000 kr."
    assert f"{TALENT} 0–130.000 kr." in labels
    assert "130.000 kr." not in labels, "what is not sure has no number in its bar"


@pytest.mark.parametrize(
    ("answer", "colours"), [(JA, [GREEN, GREEN]), (NEJ, [RED, GREEN]), (OPEN, [TEXT, GREEN])]
)
def test_red_is_for_over_the_frame_alone(answer: Answer, colours: list[str]) -> None:
    one = scenario(answers={"sso_midler": answer})
    texts = frame_bars(evaluate(SEED, one), WIDTH, HEIGHT).to_dict()["data"][2]["text"]
    titles = [text for text in texts if "<span" in text]
    assert [text.split("color:")[1].split("'")[0] for text in titles] == colours


def test_the_bars_and_lines_are_to_scale() -> None:
    """237.000 is the longest claim; it ends just before the right edge."""
    figure = frame_bars(evaluate(SEED, scenario(answers={"sso_midler": NEJ})), WIDTH, HEIGHT).to_dict()
    assert figure["layout"]["xaxis"]["range"] == [0, pytest.approx(kr(237_000) * 1.02)]
    bars = figure["data"][0]
    assert [(base / 100, length / 100) for base, length in zip(bars["base"], bars["x"], strict=True)] == [
        (0, 47_000),
        (47_000, 60_000),
        (107_000, 130_000),
        (0, 55_000),
        (55_000, 57_500),
        (112_500, 30_000),
    ]
    lines = [s for s in figure["layout"]["shapes"] if s["type"] == "line"]
    assert [line["x0"] / 100 for line in lines] == [150_000, 150_000]
    assert figure["layout"]["height"] == 2 * HEIGHT


def test_what_is_over_the_frame_is_outlined_in_red() -> None:
    shapes = frame_bars(evaluate(SEED, scenario(answers={"sso_midler": NEJ})), WIDTH, HEIGHT).to_dict()[
        "layout"
    ]["shapes"]
    (over,) = [s for s in shapes if s["type"] == "rect"]
    assert (over["x0"], over["x1"]) == (kr(150_000), kr(237_000))
    assert over["line"]["color"] == RED
    under = frame_bars(evaluate(SEED, scenario(answers={"sso_midler": JA})), WIDTH, HEIGHT)
    assert [s["type"] for s in under.to_dict()["layout"]["shapes"]] == ["line", "line"]


def test_what_hangs_on_the_answer_is_hatched() -> None:
    found = shown(OPEN)
    assert [bar.what for bar in found.hatched] == [f"bar {kr(107_000)}+{kr(130_000)}"]
    assert shown(NEJ).hatched == ()


def test_overrun_three_times() -> None:
    found = drawn(frame_bars(evaluate(overrun(), scenario()), WIDTH, HEIGHT), WIDTH)
    assert found.labels[:5] == [
        f"{KURSER}: mangler 750.000 kr.",
        "Ramme 150.000 kr.",
        "300.000 kr.",
        "300.000 kr.",
        "300.000 kr.",
    ]


def test_a_year_without_frames_is_an_empty_sheet() -> None:
    evaluation = evaluate(SEED, Scenario("x", 2021, "X"))
    assert drawn(frame_bars(evaluation, WIDTH, HEIGHT), WIDTH).labels == []


# --- texts that fit ----------------------------------------------------------------------------------------


def test_markup_in_a_title_is_text_in_the_chart() -> None:
    assert safe('<b>x</b> & <a href="y">') == '&lt;b&gt;x&lt;/b&gt; &amp; &lt;a href="y"&gt;'
    one = course("x", 1, 90_000, title="<b>fed</b> <a href='x'>link</a>")
    figure = frame_bars(evaluate(year((one,), (pool_line("x", "kurser"),)), scenario()), WIDTH, HEIGHT)
    assert "&lt;b&gt;fed&lt;/b&gt; &lt;a href='x'&gt;link&lt;/a&gt;" in figure.to_dict()["data"][2]["text"]


def test_a_text_is_cut_until_it_fits() -> None:
    text = "Tilskud til master eller international lederuddannelse"
    for pixels in range(40, 700, 7):
        cut = fitted(text, 20, pixels)
        assert text_width(cut, 20) <= pixels
        assert cut == text or cut.endswith("…") or cut == ""
    assert fitted(text, 20, 10_000) == text
    assert fitted(text, 20, 10) == ""
    assert fitted(text, 20, -5) == ""


def test_two_lines_hold_more_than_one() -> None:
    assert two_lines("Kort", 20, 400) == "Kort"
    assert two_lines("Tilskud til master eller andet", 20, 200) == "Tilskud til master<br>eller andet"
    upper, lower = two_lines("<b> " * 30, 20, 200).split("<br>")
    assert "<" not in upper + lower
    assert two_lines("Lederuddannelsesmateriale", 20, 100).endswith("…")


def test_the_norddjurs_of_the_tests_and_the_seed_give_the_same_bars() -> None:
    for answer in (JA, NEJ, OPEN):
        assert [(p.start, p.amount) for p in parts(answer, base=NORDDJURS)] == [
            (p.start, p.amount) for p in parts(answer)
        ]
