"""The part of *Kurser* where files are taken out; each is built only when somebody asks for it."""

from __future__ import annotations

import streamlit as st

from lederpulje.actions.exports import (
    Export,
    calendar_export,
    csv_export,
    overview_paper,
    overview_workbook,
    template_export,
    too_long,
    workbook_export,
    years_ahead,
)
from lederpulje.dates import now, today
from lederpulje.errors import LederpuljeError
from lederpulje.scenarios import evaluate
from lederpulje.ui.session import View, database
from lederpulje.ui.texts import plain, show
from lederpulje.wording import short_title

_KEY = "hent"
_TEMPLATE_YEAR = "hent_skabelon_aar"


def say_exports(view: View) -> None:
    """Buttons for each file, with a sentence on what it is for."""
    st.header("Hent som fil", anchor=False)
    _overview(view)
    _list(view)
    _calendar(view)
    _template(view)


def _overview(view: View) -> None:
    st.subheader(plain(f"Oversigt over kurser og arrangementer med finansiering {view.year}"), anchor=False)
    try:
        evaluation = evaluate(view.base, view.scenario)
    except LederpuljeError as error:
        show("notes", tone="fejl", heading="Oversigten kan ikke laves endnu.", lines=[str(error)])
        return
    scenario = short_title(view.title, 80)
    st.text(
        f"Bilag til dagsordenen: tema for tema, hvornår, for hvem, pris og betaler. Scenarie: {scenario}."
    )
    printed = now()
    download_row(
        ("Oversigt som Word", overview_paper(view.base, evaluation, printed, view.origin)),
        ("Oversigt som Excel", overview_workbook(view.base, evaluation, printed, view.origin)),
    )


def _list(view: View) -> None:
    st.subheader("Hele kursuslisten", anchor=False)
    csv = ("Kursusliste som csv", csv_export(view.base))
    if said := too_long(view.base):
        show("notes", tone="fejl", heading="Kursuslisten kan ikke hentes som Excel endnu.", lines=[said])
        download_row(csv)
        return
    st.text(
        "Excel: alle år og ark, til at rette i og læse ind igen. Csv: kun aktiviteterne, til andre programmer."
    )
    download_row(("Kursusliste som Excel", workbook_export(view.base)), csv)


def _calendar(view: View) -> None:
    st.subheader("Kalender", anchor=False)
    st.text(
        "Datoer, frister og møder til jeres egen kalender. Læses en ny fil ind, rettes det, der står der."
    )
    moment = now()
    download_row(
        (f"Kalender {view.year}", calendar_export(view.base, view.year, moment, database().agenda())),
        ("Kalender for alle år", calendar_export(view.base, None, moment, database().agenda())),
    )


def _template(view: View) -> None:
    st.subheader("Skabelon til et nyt år", anchor=False)
    st.text(
        "En tom liste at udfylde, med årets pulje og delrammer. Mangler de, står sidste års beløb som skøn."
    )
    years = years_ahead(view.base, today())
    choice, button = st.columns([1, 3], vertical_alignment="bottom")
    with choice:
        year = st.selectbox("År", years, index=min(1, len(years) - 1), key=_TEMPLATE_YEAR, filter_mode=None)
    with button:
        _button(f"Skabelon til {year}", template_export(view.base, year))


def download_row(*files: tuple[str, Export]) -> None:
    """Buttons side by side, each with its label and its file, which is made when somebody presses it."""
    with st.container(horizontal=True):
        for label, file in files:
            _button(label, file)


def _button(label: str, file: Export) -> None:
    st.download_button(
        plain(label),
        data=file.make,
        file_name=file.name,
        mime=file.mime,
        key=f"{_KEY}_{file.name}",
        on_click="ignore",
    )
