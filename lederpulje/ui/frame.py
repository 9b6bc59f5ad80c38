"""What every page starts and ends with: the view, what is wrong with address or data, where figures come from."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lederpulje.actions.drafts import without_problem
from lederpulje.actions.trace import cost_formula, estimated_fields, trace_lines
from lederpulje.errors import LederpuljeError
from lederpulje.scenarios import Evaluation, evaluate
from lederpulje.ui.session import View, change_draft, current_view
from lederpulje.ui.texts import plain, show
from lederpulje.wording import (
    conclusion,
    decided_by,
    left_elsewhere,
    moves_text,
    not_priced_note,
    payers_note,
)

_WITHOUT_POOL = (
    "Læg grunddata i mappen data/seed, og lav databasen med kommandoen: python -m lederpulje init",
    "Findes databasen allerede, er den tom. Flyt filen, og start igen.",
)


def open_page(heading: str, *beside: int) -> tuple[View, list[DeltaGenerator]] | None:
    """The view, and places right of the heading; `None` after saying that there is nothing to show.

    `{year}` in the heading, the page's question, stands for the year; `beside` are the widths of the places in
    fourteenths of the row. Pages fill controls in last: the figures are what the room waits for.
    """
    view = current_view()
    if view is None:
        st.title(heading.format(year="år"), anchor=False)
        show("notes", tone="tom", heading="Der er ingen pulje i databasen endnu.", lines=_WITHOUT_POOL)
        return None
    if beside:
        title, *places = st.columns([14 - sum(beside), *beside], vertical_alignment="center")
    else:
        title, places = st.container(), []
    title.title(plain(heading.format(year=view.year)), anchor=False)
    return view, places


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
    if view.meeting:
        faults = len(evaluation.problems)
        more = [
            f"OBS: {faults} fejl i data eller scenarie. Se dem uden for mødevisningen." if faults else "",
            " ".join(view.ignored),
            *moves_text(evaluation),
            *more,
            not_priced_note(evaluation),
        ]
    return conclusion(view.base, evaluation), " · ".join(note for note in more if note)


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
    if not evaluation.problems:
        return
    messages = [p.message for p in evaluation.problems]
    show("notes", tone="fejl", heading="Tallene er regnet uden det, der er galt her", lines=messages)
    own = {*dict(view.scenario.overrides), *dict(view.scenario.answers)}
    for problem in evaluation.problems:
        if view.draft and problem.where in own:
            st.button(
                plain(f"Fjern ændringen {problem.where}"),
                key=f"fjern_{problem.where}",
                on_click=lambda name: change_draft(lambda d: without_problem(d, name)),
                args=(problem.where,),
            )


def say_sources(view: View, evaluation: Evaluation) -> None:
    """For each activity how its price is worked out, what the source says, and what is our own assumption."""
    with st.expander("Regnestykker, kilder og skøn", key="kilder", on_change="rerun") as details:
        if details.open:
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


def say_source(view: View, evaluation: Evaluation) -> None:
    """Where the figures come from, and the command that gives the same."""
    with st.expander("Sådan er tallene regnet", key="spor", on_change="rerun") as details:
        if details.open:
            show("trace", lines=trace_lines(view.base, view.origin, view.scenario, evaluation))
