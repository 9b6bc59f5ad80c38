"""What every page starts and ends with: the view, what is wrong with address or data, where figures come from."""

from __future__ import annotations

import streamlit as st

from lederpulje.actions.drafts import without_problem
from lederpulje.actions.trace import trace_lines
from lederpulje.errors import LederpuljeError
from lederpulje.scenarios import Evaluation, evaluate
from lederpulje.ui.session import View, change_draft, current_view
from lederpulje.ui.texts import plain, show


def open_view(heading: str) -> tuple[View, Evaluation] | None:
    """The view and its evaluation under the page's question as heading; `None` after saying why there is nothing.

    `{year}` in the heading stands for the year.
    """
    view = current_view()
    if view is None:
        st.title(heading.format(year="år"), anchor=False)
        show(
            "notes",
            tone="tom",
            heading="Der er ingen pulje i databasen endnu.",
            lines=[
                "Læg grunddata i mappen data/seed, og lav databasen med kommandoen: python -m lederpulje init",
                "Findes databasen allerede, er den tom. Flyt filen, og start igen.",
            ],
        )
        return None
    st.title(plain(heading.format(year=view.year)), anchor=False)
    try:
        return view, evaluate(view.base, view.scenario)
    except LederpuljeError as error:
        show("notes", tone="fejl", heading="Der kan ikke regnes på det her.", lines=[str(error)])
        return None


def say_problems(view: View, evaluation: Evaluation) -> None:
    """What in the address was ignored, and each problem that the result was given without."""
    if view.ignored:
        show("notes", tone="", heading="Noget i adressen kunne ikke bruges", lines=view.ignored)
    if not evaluation.problems:
        return
    shown = [p.message for p in evaluation.problems[: 2 if view.meeting else None]]
    if more := len(evaluation.problems) - len(shown):
        shown.append(f"… og {more} til. Se dem alle uden for mødevisningen.")
    show("notes", tone="fejl", heading="Tallene er regnet uden det, der er galt her", lines=shown)
    own = {*dict(view.scenario.overrides), *dict(view.scenario.answers)}
    for problem in evaluation.problems:
        if view.draft and problem.where in own and not view.meeting:
            st.button(
                plain(f"Fjern ændringen {problem.where}"),
                key=f"fjern_{problem.where}",
                on_click=lambda name: change_draft(lambda d: without_problem(d, name)),
                args=(problem.where,),
            )


def say_source(view: View, evaluation: Evaluation) -> None:
    """Where the figures come from, and the command that gives the same."""
    with st.expander("Sådan er tallene regnet"):
        show("trace", lines=trace_lines(view.base, view.origin, view.scenario, evaluation))
