"""*Nyt år*: the activities of last year that are to come again, as corrections to check and save."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lederpulje.actions.courselist.drafting import start
from lederpulje.actions.new_year import already_there, new_year_rows, what_repeats
from lederpulje.model import NEW_ROW, ListDraft, ProposedRow
from lederpulje.ui.courselist.grid import forget_grid
from lederpulje.ui.courselist.parts import change_list, go_to
from lederpulje.ui.session import View, database
from lederpulje.ui.texts import show


def say_new_year(view: View) -> None:
    """From which year to which, and what comes again."""
    show(
        "lead",
        text="Begynd et nyt år med det, der gentages.",
        more="Datoer, status og det, der er brugt, begynder forfra, og priserne står som skøn.",
    )
    years = sorted({c.year for c in view.base.courses}, reverse=True)
    if not years:
        show("notes", tone="tom", heading="Der er ingen aktiviteter at begynde fra.", lines=())
        return
    from_place, to_place = st.columns([1, 1])
    with from_place:
        from_year = st.selectbox("Fra året", years, key="nytaar_fra", filter_mode=None)
    with to_place:
        to_year = st.selectbox(
            "Til året", [from_year + n for n in range(1, 6)], key=f"nytaar_til_{from_year}", filter_mode=None
        )
    there = set(already_there(view.base, from_year, to_year))
    titles = {c.id: c.title for c in view.base.courses_of(from_year) if c.id not in there}
    proposed = [key for key in what_repeats(view.base, from_year) if key in titles]
    chosen = st.multiselect(
        "Det her gentages",
        list(titles),
        default=proposed,
        format_func=lambda key: titles.get(key, key),
        key=f"nytaar_valgt_{from_year}_{to_year}",
        filter_mode="contains",
    )
    if there:
        show("footnotes", notes=[f"{len(there)} af aktiviteterne står allerede i {to_year}."])
    st.button(
        "Læg det i min kladde, og se tjekket",
        key="nytaar_begynd",
        type="primary",
        on_click=_begin,
        args=(view, from_year, to_year, tuple(chosen)),
    )


def _begin(view: View, from_year: int, to_year: int, chosen: tuple[str, ...]) -> None:
    rows = new_year_rows(view.base, from_year, to_year, chosen)
    new = tuple(_of_draft(row) for row in rows)
    kept = {(r.sheet, r.key) for r in new}

    def add(draft: ListDraft) -> ListDraft:
        others = tuple(r for r in draft.rows if (r.sheet, r.key) not in kept)
        return replace(draft or start(database()), rows=(*others, *new))

    change_list(add)
    forget_grid()
    go_to("tjek")


def _of_draft(row: ProposedRow) -> ProposedRow:
    """A row under the key that a draft knows a new course by."""
    cells = dict(row.cells)
    match row.sheet:
        case "Kurser":
            return replace(row, key=f"{NEW_ROW}:{cells['Id']}")
        case "Finansiering":
            return replace(row, key=f"{NEW_ROW}:{cells['Kursus']}")
        case _:
            return replace(row, key=f"{row.sheet}:{cells.get('År', '')}/{cells.get('Nøgle', '')}")
