"""What every page starts and ends with: the view, what is wrong with address or data, where figures come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lederpulje.actions.drafts import without_problem
from lederpulje.actions.saved import drift, drift_text, versions_of
from lederpulje.actions.trace import cost_formula, estimated_fields, trace_lines
from lederpulje.errors import LederpuljeError
from lederpulje.model import StepKind
from lederpulje.scenarios import Evaluation, evaluate
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.screens import SCREENS
from lederpulje.ui.session import View, bring_back, change_draft, current_view, database, screen_on
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import (
    conclusion,
    decided_by,
    left_elsewhere,
    moves_text,
    not_priced_note,
    payers_note,
)

Part = Callable[[View, Evaluation], None]

_WITHOUT_POOL = (
    "Læg grunddata i mappen data/seed, og lav databasen med kommandoen: python -m lederpulje init",
    "Findes databasen allerede, er den tom. Læs en liste ind på siden Kurser, eller flyt filen, og start igen.",
)


def open_page(page: str, *beside: int, question: str = "") -> tuple[View, list[DeltaGenerator]] | None:
    """The view, and places right of the heading; `None` after saying that there is nothing to show.

    The heading is `question`, or that of the screen that a meeting asks for, else the page's first. `beside` are the
    widths of the places in fourteenths of the row. Pages fill controls in last: the figures are what the room waits
    for.
    """
    view = current_view()
    if view is None:
        asked = question or SCREENS[screen_on(page)].question
        st.title(asked.format(year="år"), anchor=False)
        show("notes", tone="tom", heading="Der er ingen pulje i databasen endnu.", lines=_WITHOUT_POOL)
        return None
    if beside:
        title, *places = st.columns([14 - sum(beside), *beside], vertical_alignment="center")
    else:
        title, places = st.container(), []
    asked = question or SCREENS[screen_on(page)].question
    title.title(plain(asked.format(year=view.year)), anchor=False)
    return view, places


def draw_parts(view: View, evaluation: Evaluation, page: str, parts: Mapping[str, Part]) -> None:
    """Draw a page's screens by their keys: in a meeting the one that is shown, else all, one below the other."""
    for key, draw in parts.items():
        if not view.meeting or key == screen_on(page):
            draw(view, evaluation)


def say_screen(view: View, key: str, figures: Sequence[KeyFigure], said: str, more: str) -> None:
    """Figures and sentence of a screen; under the question of another one the sentence comes first."""
    heads = key == screen_on(SCREENS[key].page)
    if heads and figures:
        show("figures", figures=figures)
    say_answer(view, key, said, more)
    if not heads and figures:
        show("figures", figures=figures)


def say_answer(view: View, key: str, said: str, more: str = "") -> None:
    """A screen's answer in a sentence. The page's heading asks already, or else the question stands before it."""
    screen = SCREENS[key]
    if key == screen_on(screen.page):
        show("conclusion", text=said, more=more)
    else:
        show("asked", heading=screen.question.format(year=view.year), said=said, more=more)


def evaluated(view: View) -> Evaluation | None:
    """What is being looked at, evaluated; `None` after saying why it cannot be."""
    try:
        return evaluate(view.base, view.scenario)
    except LederpuljeError as error:
        show("notes", tone="fejl", heading="Der kan ikke regnes på det her.", lines=[str(error)])
        return None


def conclusion_lines(view: View, evaluation: Evaluation, *about: str) -> tuple[str, str]:
    """The conclusion, and the line under it: what the page adds, what it hangs on, in a meeting what else to know."""
    more = [*about, left_elsewhere(evaluation), decided_by(view.base, evaluation)]
    return conclusion(view.base, evaluation), small_line(view, evaluation, *more)


def small_line(view: View, evaluation: Evaluation, *about: str, unpriced: bool = True) -> str:
    """The line under a sentence; in a meeting with what a page says at its end otherwise.

    `unpriced=False` where `about` itself says what is left out.
    """
    notes = list(about)
    if view.meeting:
        faults = len(evaluation.problems)
        notes = [
            f"OBS: {faults} fejl i data eller scenarie. Se dem uden for mødevisningen." if faults else "",
            " ".join(view.ignored),
            drift_note(view),
            *moves_text(evaluation),
            *about,
            not_priced_note(evaluation) if unpriced else "",
        ]
    return " · ".join(note for note in notes if note)


def say_conclusion(view: View, evaluation: Evaluation) -> str:
    """Draw the conclusion with who pays and the rest of the line under it; returns the sentence."""
    said, more = conclusion_lines(view, evaluation, payers_note(evaluation))
    show("conclusion", text=said, more=more)
    return said


def say_problems(view: View, evaluation: Evaluation) -> None:
    """What in the address was ignored, each problem that the result was given without, and what was left out."""
    notes = [*moves_text(evaluation), not_priced_note(evaluation)]
    show("footnotes", notes=[note for note in notes if note])
    if view.ignored:
        show("notes", tone="", heading="Noget i adressen kunne ikke bruges", lines=view.ignored)
    if view.title != view.scenario.name:
        show("notes", tone="", heading=f"Her vises en gammel version: {view.title}.", lines=())
    _say_put_away(view)
    _say_drift(view)
    if not evaluation.problems:
        return
    messages = [p.message for p in evaluation.problems]
    show("notes", tone="fejl", heading="Tallene er regnet uden det, der er galt her", lines=messages)
    own = {*dict(view.scenario.overrides), *dict(view.scenario.answers)}
    for problem in evaluation.problems:
        if problem.where in own:
            st.button(
                plain(f"Fjern ændringen {problem.where}"),
                key=f"fjern_{problem.where}",
                on_click=lambda name: change_draft(lambda d: without_problem(d, name), StepKind.RETTELSE),
                args=(problem.where,),
            )


def _say_put_away(view: View) -> None:
    """A draft of the address that nobody has touched for so long that it was put away."""
    if view.put_away is None:
        return
    heading = (
        "Kladden i adressen er lagt væk, fordi ingen har ændret den i 90 dage. Her vises det gemte scenarie."
    )
    show("notes", tone="", heading=heading, lines=())
    st.button("Hent kladden frem", key="hent_kladde", on_click=bring_back, args=(view.put_away,))


def drift_note(view: View) -> str:
    """What has happened to the saved scenario on screen since it was saved, if the base data have changed."""
    version = next((v for v in versions_of(database(), view.origin) if v.scenario == view.origin), None)
    moved = drift(view.base, version) if version else None
    return f"{view.origin.name} er ændret af nye grunddata. {drift_text(moved)}" if moved else ""


def _say_drift(view: View) -> None:
    if note := drift_note(view):
        show("notes", tone="", heading="Grunddata er ændret, siden scenariet blev gemt", lines=(note,))


def say_sources(view: View, evaluation: Evaluation) -> None:
    """For each activity how its price is worked out, what the source says, and what is our own assumption."""

    def draw() -> None:
        courses = [result.course for result in evaluation.first.courses]
        show(
            "table",
            caption=f"Hvor tallene for {view.year} kommer fra",
            headings=("Aktivitet", "Sådan er prisen regnet", "Kilde", "Vores skøn"),
            numeric=(),
            rows=[
                (
                    c.title,
                    cost_formula(c) or "ikke prissat",
                    c.source or "ingen",
                    estimated_fields(c) or "intet",
                )
                for c in courses
            ],
        )

    folded("Regnestykker, kilder og skøn", "kilder", draw)


def say_source(view: View, evaluation: Evaluation, more: Sequence[tuple[str, str]] = ()) -> None:
    """Where the figures come from, and the command that gives the same; `more` is what the page adds to that."""

    def draw() -> None:
        lines = trace_lines(view.base, view.origin, view.scenario, evaluation)
        show("trace", lines=[*lines, *more])

    folded("Sådan er tallene regnet", "spor", draw)
