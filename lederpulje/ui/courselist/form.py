"""*Ét kursus*: all fields of one activity, who pays it, and what has happened to it."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from lederpulje.actions.courselist.checking import check
from lederpulje.actions.courselist.drafting import row_of, with_cells, with_new_row, with_removed
from lederpulje.actions.courselist.history import Happened, course_history
from lederpulje.actions.courselist.saving import KIND_NAMES
from lederpulje.dates import format_moment
from lederpulje.errors import AmountError
from lederpulje.model import NEW_ROW, ListDraft, Vat
from lederpulje.money import format_kr, parse_amount
from lederpulje.sheets.columns import EACH, FIXED, YES_NO, Column, Holds, column
from lederpulje.sheets.faults import Fault
from lederpulje.sheets.texts import Cells, course_cells, shown_text
from lederpulje.sheets.vat import without_vat
from lederpulje.ui.controls import year_choice
from lederpulje.ui.courselist.grid import forget_grid
from lederpulje.ui.courselist.lines import edit_lines
from lederpulje.ui.courselist.parts import change_list, go_to, list_draft, titles_of
from lederpulje.ui.decisions.links import say_decided_course
from lederpulje.ui.session import View, base_data, database
from lederpulje.ui.texts import folded, show

_SECTIONS: dict[str, tuple[str, ...]] = {
    "Hvad og for hvem": (
        *("Titel", "Type", "Status", "Tema", "Målgruppe", "Udbyder", "Kontakt", "Strategi", "Kilde", "Id"),
        "År",
    ),
    "Hvornår og hvor": (*("Start", "Slut", "Tilmeldingsfrist", "Periode", "Sted", "Pladser", "Venteliste"),),
    "Antal og pris": (
        *("Afholdelser", "Deltagere", "Mindste antal betalt", "Moms", "Prisgrundlag"),
        *(FIXED, f"{FIXED} (lav)", f"{FIXED} (høj)", EACH, f"{EACH} (lav)", f"{EACH} (høj)"),
        *("Dagsværk pr. deltager", "Dagsværk pr. mentor", "Skøn"),
    ),
    "Når ikke alt kan lade sig gøre": ("Prioritet", "Effekt", "Bundet", "Delelig", "Forudsætter"),
    "Penge og udbytte": (
        *("Kontering", "Disponeret", "Forbrugt", "Afbestilling"),
        *("Evaluering", "Evaluering senere", "Brugt"),
    ),
}
_HINTS = {
    "Afbestilling": "Dage før start = hvad det koster, fx 60=25 %; 14=100 %. Før det er det gratis.",
    "Evaluering": "Deltagernes vurdering med det samme, fra 1 til 5.",
    "Evaluering senere": "Den samme vurdering 2–4 måneder efter.",
    "Brugt": "Har deltagerne brugt det, de lærte?",
    "Forudsætter": "Afholdes kun, hvis svaret er sådan, fx sso_midler=ja.",
    "Kontakt": "En funktion, ikke et navn.",
    "Strategi": "Nøgler med komma imellem, fx hr-tema-1, spor-3.",
    "Skøn": "Felter, som er vores eget skøn, med komma imellem, fx Deltagere, Pris pr. deltager.",
}
_LOCKED = ("Id", "År")


def say_course(view: View) -> None:
    """One course to see through and through, and to change."""
    draft = list_draft()
    course = _choice(view, draft)
    if course is None:
        return
    say_decided_course(course)
    known = next((c for c in view.base.courses if c.id == course), None)
    row = row_of(draft, course) if draft else None
    cells = {**(course_cells(known) if known else {}), **(dict(row.cells) if row else {})}
    faults = _faults(view, draft, course)
    for section, names in _SECTIONS.items():
        st.header(section, anchor=False)
        _fields(course, names, cells, faults)
        if section == "Antal og pris":
            _say_vat(cells)
    st.header("Hvem betaler?", anchor=False)
    edit_lines(view, course)
    with st.container(horizontal=True):
        if draft is not None:
            st.button("Tjek og gem", key="kursus_tjek", type="primary", on_click=go_to, args=("tjek",))
        st.button("Tag kurset ud af listen", key="kursus_ud", on_click=_remove, args=(course,))
    if known is not None:
        folded("Hvad er der sket med det?", "historik", lambda: _say_history(course))


def _choice(view: View, draft: ListDraft | None) -> str | None:
    """Which course; a new one can be begun here."""
    titles = titles_of(view, draft)
    year, which, new = st.columns([2, 8, 3], vertical_alignment="bottom")
    with year:
        year_choice(view)
    with new:
        st.button("Nyt kursus", key="nyt_kursus", on_click=_begin, args=(view.year,), width="stretch")
    asked = st.query_params.get("kursus")
    with which:
        if not titles:
            st.text(f"Der er ingen aktiviteter i {view.year}.")
            return None
        st.session_state["kursus"] = asked if asked in titles else next(iter(titles))
        chosen: str = st.selectbox(
            "Aktivitet",
            list(titles),
            format_func=lambda key: titles.get(key, key),
            key="kursus",
            on_change=lambda: go_to("kursus", kursus=st.session_state["kursus"]),
            filter_mode="contains",
        )
    return chosen


def _begin(year: int) -> None:
    """Begin a new course in the draft, and show it."""
    keys: list[str] = []

    def add(draft: ListDraft) -> ListDraft:
        made, key = with_new_row(draft, {"År": str(year), "Type": "kursus", "Titel": ""})
        keys.append(key)
        return made

    change_list(add)
    forget_grid()
    go_to("kursus", kursus=keys[-1])


def _remove(course: str) -> None:
    change_list(lambda draft: with_removed(draft, course))
    forget_grid()
    go_to("liste")


def _fields(course: str, names: tuple[str, ...], cells: Mapping[str, str], faults: Mapping[str, str]) -> None:
    shown = [name for name in names if name not in _LOCKED or course.startswith(NEW_ROW)]
    for at in range(0, len(shown), 3):
        for place, name in zip(st.columns(3), shown[at : at + 3], strict=False):
            with place:
                _field(course, column("Kurser", name), cells.get(name, ""), faults.get(name, ""))


def _field(course: str, about: Column, text: str, fault: str) -> None:
    key = f"felt_{course}_{about.name}"
    if about.holds is Holds.CHOICE:
        choices = ("", *about.choices) if about.choices != YES_NO else YES_NO
        known = next((c for c in choices if c.casefold() == text.casefold()), text)
        st.session_state[key] = str(known)
        st.selectbox(
            about.name,
            list(dict.fromkeys((*map(str, choices), str(known)))),
            format_func=lambda choice: choice or "ikke angivet",
            key=key,
            on_change=_write,
            args=(course, about.name, key),
            help=_HINTS.get(about.name),
            filter_mode=None,
        )
    else:
        st.session_state[key] = shown_text(text) if about.holds is Holds.AMOUNT else text
        st.text_input(
            about.name, key=key, on_change=_write, args=(course, about.name, key), help=_HINTS.get(about.name)
        )
    if fault:
        show("fault", text=fault)


def _write(course: str, name: str, key: str) -> None:
    """Write a field into the draft."""
    text = str(st.session_state[key]).strip()
    change_list(lambda draft: with_cells(draft, base_data(), course, {name: text}))
    forget_grid()


def _faults(view: View, draft: ListDraft | None, course: str) -> dict[str, str]:
    """What is wrong with the fields of a course: column → what and what to do."""
    row = row_of(draft, course) if draft else None
    if row is None:
        return {}
    found: tuple[Fault, ...] = check(view.base, (row,)).stopping
    return {f.column: f.message for f in reversed(found)}


def _say_vat(cells: Cells) -> None:
    """What prices with VAT are without it, which is what is kept."""
    if cells.get("Moms") != Vat.MED:
        show(
            "footnotes", notes=["Priser står uden moms. Vælg moms = med, hvis udbyderens priser er med moms."]
        )
        return
    notes = []
    for name in (FIXED, EACH):
        try:
            ore = parse_amount(cells.get(name, ""))
        except AmountError:  # empty, or said beside the field
            continue
        notes.append(f"{name}: {format_kr(ore)} med moms er {format_kr(without_vat(max(ore, 0)))} uden moms.")
    show("footnotes", notes=notes or ["Priser skrives her med moms og gemmes uden."])


def _say_history(course: str) -> None:
    happened = course_history(database(), course)
    show(
        "table",
        caption="Det er der sket, nyeste først",
        headings=("Hvornår", "Hvem", "Hvorfor", "Hvad"),
        numeric=(),
        rows=[_history_row(h) for h in happened],
    )


def _history_row(happened: Happened) -> tuple[str, ...]:
    changes = "; ".join(f"{c.column}: {c.old or '–'} → {c.new or '–'}" for c in happened.changes)
    version = happened.version
    return (
        f"{format_moment(version.saved_at)} (version {version.data_version})",
        version.saved_by or "–",
        version.note or KIND_NAMES[version.kind],
        changes or happened.what,
    )
