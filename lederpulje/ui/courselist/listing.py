"""*Listen*: what to look for, the grid, and who pays the course that is chosen."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.actions.courselist.drafting import is_empty, without_course
from lederpulje.model import UNKNOWN_PAYER, BaseData, Course, ListDraft
from lederpulje.money import format_number
from lederpulje.scenarios import course_cost
from lederpulje.ui.controls import year_choice
from lederpulje.ui.courselist.grid import COLUMN_SETS, draw_grid, forget_grid
from lederpulje.ui.courselist.lines import draw_lines
from lederpulje.ui.courselist.parts import change_list, draft_id, go_to, leave_draft, list_draft
from lederpulje.ui.session import View
from lederpulje.ui.texts import plain, show

_SHOWN: dict[str, tuple[str, Callable[[BaseData, Course], bool]]] = {
    "alle": ("Alle", lambda _base, _course: True),
    "uprissat": ("Ikke prissat", lambda _base, course: course_cost(course) is None),
    "betaler": (
        "Betaler uafklaret",
        lambda base, course: any(line.payer == UNKNOWN_PAYER for line in base.lines_of(course.id)),
    ),
    "dato": ("Uden dato", lambda _base, course: course.start is None),
}


def say_list(view: View) -> None:
    """The list of a year, to look through and to edit."""
    draft = list_draft()
    search, shown, columns = _controls(view)
    courses = tuple(c for c in view.base.courses_of(view.year) if _is_wanted(view.base, c, search, shown))
    _say_count(view, courses, draft)
    draw_grid(view, courses, columns, (view.year, search, shown, draft_id()))
    _say_draft(view, draft)
    draw_lines(view)


def _controls(view: View) -> tuple[str, str, str]:
    year, text, which, what = st.columns([2, 5, 3, 3])
    with year:
        year_choice(view)
    with text:
        search = st.text_input("Søg i listen", key="soeg", placeholder="Titel, tema, udbyder, sted …")
    with which:
        shown = st.selectbox(
            "Vis", list(_SHOWN), format_func=lambda key: _SHOWN[key][0], key="vis_kun", filter_mode=None
        )
    with what:
        columns = st.selectbox(
            "Kolonner",
            list(COLUMN_SETS),
            format_func=lambda key: COLUMN_SETS[key][0],
            key="kolonner",
            filter_mode=None,
        )
    return search.strip().casefold(), shown, columns


def _is_wanted(base: BaseData, course: Course, search: str, shown: str) -> bool:
    texts = (course.title, course.id, course.theme, course.audience, course.provider, course.place)
    more = (course.kind, course.status, course.contact, course.account)
    found = " ".join((*texts, *more)).casefold()
    return all(word in found for word in search.split()) and _SHOWN[shown][1](base, course)


def _say_count(view: View, courses: tuple[Course, ...], draft: ListDraft | None) -> None:
    total = len(view.base.courses_of(view.year))
    of_all = "" if len(courses) == total else f" af {format_number(total)}"
    said = f"{format_number(len(courses))}{of_all} aktiviteter i {view.year}."
    more = "Ret i cellerne, eller indsæt en blok fra Excel. Intet er gemt, før du har set tjekket."
    if draft is not None and not is_empty(draft):
        more = "Du har rettelser, som ikke er gemt. De ligger i din kladde på denne adresse, også efter en genstart."
    show("lead", text=said, more=more)


def _say_draft(view: View, draft: ListDraft | None) -> None:
    """What the grid does not show of the draft, and what to do with it."""
    if draft is None or is_empty(draft):
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Tjek og gem", key="til_tjek", type="primary", on_click=go_to, args=("tjek",))
        st.button("Fortryd alle rettelser", key="kassér", on_click=_forget_all)
    titles = {c.id: c.title for c in view.base.courses}
    for key in draft.removed:
        st.button(
            plain(f"Behold {titles.get(key, key)}"),
            key=f"behold_{key}",
            on_click=_keep_course,
            args=(key,),
            help="Aktiviteten er taget ud af listen i kladden.",
        )


def _forget_all() -> None:
    leave_draft("liste")
    forget_grid()


def _keep_course(key: str) -> None:
    change_list(lambda draft: without_course(draft, key))
    forget_grid()
