"""*Følsomhed*: what can upset the budget, how sure it is, and which choice is regretted least."""

from __future__ import annotations

from lederpulje.actions.trace import ask_command
from lederpulje.charts.doubt import about, claim_band
from lederpulje.charts.tornado import LEAST_PITCH, PITCH, swings, tornado
from lederpulje.doubts import (
    assumptions_note,
    input_title,
    input_words,
    risk_sentence,
    risk_share,
    sensitivity_sentence,
    spans_note,
)
from lederpulje.insight import Assumptions, Input, Simulation
from lederpulje.model import Scenario
from lederpulje.money import NBSP, format_kr, format_number, format_plain, format_share, format_signed
from lederpulje.scenarios import Evaluation
from lederpulje.ui.assumptions import assumption_choices, assumptions_in_address
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.frame import say_answer, small_line
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show
from lederpulje.ui.worked import kept_sensitivity, kept_simulation
from lederpulje.wording import question

_MEETING_ROOM, _BAND = 310, 240  # pixels for the chart in a meeting, and the band on the page
_PAGE_ROWS = 10
_FRAMES_NOT_POOL = "Der kan være penge tilbage i puljen, mens en delramme overskrides."


def ask_lines(view: View, evaluation: Evaluation) -> list[tuple[str, str]]:
    """The commands that give the same answers, for the source of the figures."""
    assumed, _ = assumptions_in_address()
    ignored = [problem.where for problem in evaluation.problems]
    spread, chance = assumed.spread // 100, assumed.chance // 100
    choice = Scenario("", view.year, "", overrides=view.scenario.overrides, rule=view.scenario.rule)
    asked = (
        ("Følsomhed", f"sensitivity --spread {spread}", view.scenario),
        ("Sikkerhed", f"simulation --spread {spread} --chance {chance}", view.scenario),
        ("Fortrydelse", "regret", choice),
    )
    return [(name, ask_command(words, view.base, view.origin, s, ignored)) for name, words, s in asked]


# --- what can upset the budget -----------------------------------------------------------------------------


def say_sensitivity(view: View, evaluation: Evaluation) -> None:
    """*Hvad kan vælte budgettet?* Each uncertain price and open answer by itself, the widest first."""
    assumed, _ = assumptions_in_address()
    inputs = kept_sensitivity(view, assumed)
    show("figures", figures=_sensitivity_figures(view, inputs, assumed))
    said = sensitivity_sentence(view.base, inputs)
    say_answer(view, "foelsomhed", said, small_line(view, evaluation, assumptions_note(assumed)))
    most = _MEETING_ROOM // LEAST_PITCH if view.meeting else _PAGE_ROWS
    rows = swings(view.base, inputs, assumed, most)
    if rows:
        height = _MEETING_ROOM if view.meeting else 40 + PITCH * len(rows)
        chart(tornado(rows, chart_width(view.meeting), height), key="tornado", alt=said)
    if view.meeting:
        return
    assumption_choices(assumed)
    folded(
        "Udsvingene i tabel",
        "foelsomhed_tal",
        lambda: show(
            "table",
            caption="Hvad der kan ændre det, der er tilbage",
            headings=("Usikkert", "Ved lav pris", "Ved høj pris", "Ved nej i stedet for ja", "Spænd"),
            numeric=(1, 2, 3),
            rows=[_input_row(view, i, assumed) for i in inputs],
        ),
    )


def _sensitivity_figures(view: View, inputs: tuple[Input, ...], assumed: Assumptions) -> list[KeyFigure]:
    first = inputs[0] if inputs and inputs[0].width else None
    widest = format_plain(first.width if first else 0)
    name = input_words(view.base, first) if first else "intet usikkert ændrer noget"
    known, _, of = spans_note(inputs).partition(" af ")
    counted = (known, f"af{NBSP}{of.split()[0]}") if of else ("0", "")
    return [
        KeyFigure("Største udsving", ((widest, "kr."),), f"fra lavest til højest: {name}"),
        KeyFigure("Priser med spænd", (counted,), "resten bygger på vores antagelse" if of else ""),
        KeyFigure("≈ Vores antagelse", ((f"±{format_share(assumed.spread)}", ""),), "på priser uden spænd"),
    ]


def _input_row(view: View, found: Input, assumed: Assumptions) -> tuple[str, ...]:
    if found.price is None:
        change = format_signed(found.low if found.low else found.high)
        if found.low < 0 < found.high:
            change = f"{format_signed(found.low)} eller {format_signed(found.high)}"
        return question(view.base, found.name), "", "", change, "ja eller nej"
    ends = f"{format_kr(found.price.low)} til {format_kr(found.price.high)}"
    whose = f"≈ vores antagelse, ±{format_share(assumed.spread)}" if found.assumed else "kendt"
    title = input_title(view.base, found).rstrip(":")
    return title, format_signed(found.low), format_signed(found.high), "", f"{ends} ({whose})"


# --- how sure it is ----------------------------------------------------------------------------------------


def say_simulation(view: View, evaluation: Evaluation) -> None:
    """*Hvor sikkert er det?* How often a frame is overrun when everything uncertain is drawn at once."""
    assumed, _ = assumptions_in_address()
    found = kept_simulation(view, assumed)
    pool = evaluation.first.pool.amount
    if view.meeting:
        show("figures", figures=_simulation_figures(found))
    said = risk_sentence(found)
    small = small_line(view, evaluation, assumptions_note(assumed), _FRAMES_NOT_POOL)
    say_answer(view, "sikkert", said, small)
    height = _MEETING_ROOM if view.meeting else _BAND
    chart(claim_band(found, pool, chart_width(view.meeting), height), key="baand", alt=said)
    if view.meeting:
        return
    folded(
        "Trækningerne i tabel",
        "sikkert_tal",
        lambda: show(
            "table",
            caption=f"{format_number(found.draws)} trækninger med samme frø ({found.seed}) hver gang",
            headings=("Hvad", "Tal"),
            numeric=(1,),
            rows=_simulation_rows(found, pool),
        ),
    )


def _simulation_figures(found: Simulation) -> list[KeyFigure]:
    return [
        KeyFigure(
            "Risiko for overskridelse",
            ((f"{risk_share(found)}{NBSP}%", ""),),
            f"af {format_number(found.draws)} trækninger",
        ),
        KeyFigure("Kravet i midten", ((about(found.p50, found), "kr."),), "halvdelen er højere"),
        KeyFigure("Ni af ti er højst", ((about(found.p90, found), "kr."),), "krav på puljen"),
    ]


def _simulation_rows(found: Simulation, pool: int) -> list[tuple[str, str]]:
    return [
        ("Trækninger, hvor en delramme overskrides", format_number(found.overruns)),
        ("Kravet på puljen er i hver tiende trækning højst", format_kr(found.p10)),
        ("Kravet på puljen er i halvdelen højst", format_kr(found.p50)),
        ("Kravet på puljen er i ni af ti højst", format_kr(found.p90)),
        ("Puljen", format_kr(pool)),
        ("Priser, der trækkes om", format_number(found.prices)),
        ("heraf med vores antagelse", format_number(found.assumed_prices)),
        ("Svar, der trækkes om", format_number(found.answers)),
        ("heraf med vores antagelse om chancen", format_number(found.assumed_answers)),
    ]
