"""*Hvad står på kursuslisten?* The page's heading, the ways between its parts, and the part that is shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.ui.courselist.files import say_import
from lederpulje.ui.courselist.form import say_course
from lederpulje.ui.courselist.listing import say_list
from lederpulje.ui.courselist.newyear import say_new_year
from lederpulje.ui.courselist.parts import choose_part, leave_when_written, noted, part_on
from lederpulje.ui.courselist.saveview import say_save
from lederpulje.ui.courselist.versionview import say_versions
from lederpulje.ui.exports import say_exports
from lederpulje.ui.session import View, current_view
from lederpulje.ui.texts import show

_PARTS: dict[str, Callable[[View], None]] = {
    "liste": say_list,
    "kursus": say_course,
    "tjek": say_save,
    "import": say_import,
    "eksport": say_exports,
    "nytaar": say_new_year,
    "versioner": say_versions,
}


def draw_course_list() -> None:
    """Draw the page."""
    st.title("Hvad står på kursuslisten?", anchor=False)
    view = current_view()
    choose_part()
    if (said := noted()) is not None:
        show("notes", tone=said[0], heading=said[1], lines=())
    if view is None:
        show(
            "notes",
            tone="tom",
            heading="Der er ingen pulje i databasen endnu.",
            lines=["Læs en projektmappe med arket Puljer ind under Læs en fil ind."],
        )
        return
    if view.ignored:
        show("notes", tone="", heading="Noget i adressen kunne ikke bruges", lines=view.ignored)
    _PARTS[part_on()](view)
    leave_when_written()
