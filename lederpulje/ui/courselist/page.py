"""*Hvad står på kursuslisten?* The page's heading, the ways between its parts, and the part that is shown."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.model import BaseData
from lederpulje.ui.courselist.files import say_import
from lederpulje.ui.courselist.form import say_course
from lederpulje.ui.courselist.listing import say_list
from lederpulje.ui.courselist.newyear import say_new_year
from lederpulje.ui.courselist.parts import choose_part, leave_when_written, list_draft, noted, part_on
from lederpulje.ui.courselist.saveview import say_save
from lederpulje.ui.courselist.versionview import say_versions
from lederpulje.ui.exports import say_exports
from lederpulje.ui.session import View, base_data, current_view
from lederpulje.ui.texts import show

_PARTS: dict[str, Callable[[View], None]] = {
    "liste": say_list,
    "kursus": say_course,
    "tjek": say_save,
    "eksport": say_exports,
    "nytaar": say_new_year,
}
_WITHOUT_POOL: dict[str, Callable[[BaseData], None]] = {"import": say_import, "versioner": say_versions}


def draw_course_list() -> None:
    """Draw the page."""
    st.title("Hvad står på kursuslisten?", anchor=False)
    view = current_view()
    choose_part()
    if (said := noted()) is not None:
        show("notes", tone=said[0], heading=said[1], lines=())
    if view is not None and view.ignored:
        show("notes", tone="", heading="Noget i adressen kunne ikke bruges", lines=view.ignored)
    if st.query_params.get("liste") and list_draft() is None:
        heading = "Kladden i adressen findes ikke. Den er gemt eller lagt væk."
        show("notes", tone="", heading=heading, lines=())
    part = part_on()
    if part in _WITHOUT_POOL:
        _WITHOUT_POOL[part](base_data())
    elif view is not None:
        _PARTS[part](view)
    else:
        show(
            "notes",
            tone="tom",
            heading="Der er ingen pulje i databasen endnu.",
            lines=["Vælg Læs en fil ind, og vælg en projektmappe med arket Puljer."],
        )
    leave_when_written()
