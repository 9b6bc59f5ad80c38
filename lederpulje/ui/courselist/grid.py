"""The list as a grid to edit and to paste into. All cells are texts, so that nothing is read as something else.

The grid is fed what stood when it was put up, and each change goes into the draft: fed its own output it would
forget every other change. Known values are lists with one item: that alone keeps a pasted value that is unknown.
"""

from __future__ import annotations

import copy
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd
import streamlit as st

from lederpulje.actions.courselist.drafting import row_of, with_cells, with_removed
from lederpulje.model import NEW_ROW, BaseData, Course, ListDraft, ProposedRow
from lederpulje.sheets.columns import Holds, column
from lederpulje.sheets.texts import course_cells, shown_text
from lederpulje.ui.courselist.cells import (
    NOTHING,
    State,
    holds_block,
    holds_two,
    is_cut_wrong,
    is_heading,
    newer,
    spread,
    text_of,
)
from lederpulje.ui.courselist.parts import change_list, list_draft, note
from lederpulje.ui.session import View, base_data

COLUMN_SETS = {
    "priser": (
        "Priser og antal",
        *("Type", "Status", "Afholdelser", "Deltagere", "Pris pr. afholdelse", "Pris pr. deltager", "Moms"),
        "Prisgrundlag",
    ),
    "tid": (
        "Tid og sted",
        *("Status", "Start", "Slut", "Tilmeldingsfrist", "Periode", "Sted", "Pladser", "Venteliste"),
    ),
    "indhold": ("Indhold", "Type", "Tema", "Målgruppe", "Udbyder", "Kontakt", "Strategi"),
    "fordeling": (
        "Fordeling",
        *("Prioritet", "Effekt", "Bundet", "Delelig", "Mindste antal betalt", "Forudsætter"),
    ),
    "penge": (
        "Penge og udbytte",
        *("Status", "Kontering", "Disponeret", "Forbrugt", "Afbestilling"),
        *("Evaluering", "Evaluering senere", "Brugt"),
    ),
}
_MOUNTED = "liste_gitter"
_TITLE_WIDTH, _LETTER, _BESIDE_HEADING = 260, 9, 62  # pixels
_WIDTHS = {
    **dict.fromkeys(Holds, 100),
    **dict.fromkeys((Holds.CHOICE, Holds.DATE, Holds.AMOUNT), 125),
    Holds.TEXT: 160,
}
_ROW, _HEAD, _MOST_ROWS = 40, 44, 11


@dataclass(frozen=True, slots=True)
class Mounted:
    """A grid as it was put up: what it is of, what no other is called, and which course each of its rows is."""

    about: tuple[object, ...]
    token: str
    keys: tuple[str, ...]
    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]

    @property
    def widget(self) -> str:
        """The key of the editor."""
        return f"gitter_{self.token}"


def draw_grid(view: View, courses: tuple[Course, ...], column_set: str, about: tuple[object, ...]) -> None:
    """The courses, and the draft's own new ones, as rows to edit."""
    columns = ("Titel", *COLUMN_SETS[column_set][1:])
    mounted = _mounted(view, courses, columns, (*about, column_set, view.base.data_version))
    frame = pd.DataFrame(
        [{name: _shown(name, row[name]) for name in columns} for row in mounted.rows], columns=list(columns)
    ).astype(object)
    st.data_editor(
        frame,
        key=mounted.widget,
        num_rows="dynamic",
        hide_index=True,
        column_config={name: _config(name) for name in columns},
        height=_HEAD + _ROW * (min(len(mounted.rows), _MOST_ROWS) + 1),
        row_height=_ROW,
        placeholder="",
        on_change=_take_over,
        args=(mounted, view.year),
        alt=f"Aktiviteterne i {view.year}, en i hver række",
    )


def forget_grid() -> None:
    """Put the grid up anew: something else than the grid has changed the draft."""
    st.session_state.pop(_MOUNTED, None)


def _mounted(
    view: View, courses: tuple[Course, ...], columns: tuple[str, ...], about: tuple[object, ...]
) -> Mounted:
    """The grid that is up, or a new one if it is to be of something else."""
    known: Mounted | None = st.session_state.get(_MOUNTED)
    if known is not None and known.about == about:
        return known
    draft = list_draft()
    rows = [_cells(draft, c.id, course_cells(c)) for c in courses if not draft or c.id not in draft.removed]
    keys = [c.id for c in courses if not draft or c.id not in draft.removed]
    for row in _new_rows(draft, view.year):
        keys.append(row.key)
        rows.append(_cells(draft, row.key, {}))
    new = Mounted(about, secrets.token_hex(4), tuple(keys), columns, tuple(rows))
    st.session_state[_MOUNTED] = new
    return new


def _new_rows(draft: ListDraft | None, year: int) -> list[ProposedRow]:
    """The draft's own new courses of a year."""
    rows = draft.rows if draft else ()
    return [
        r
        for r in rows
        if r.sheet == "Kurser" and r.key.startswith(NEW_ROW) and dict(r.cells).get("År") == str(year)
    ]


def _cells(draft: ListDraft | None, key: str, under: Mapping[str, str]) -> dict[str, str]:
    row = row_of(draft, key) if draft else None
    return {**dict.fromkeys(_all_names(), ""), **under, **(dict(row.cells) if row else {})}


def _all_names() -> tuple[str, ...]:
    return ("Titel", *(name for _, *names in COLUMN_SETS.values() for name in names))


def _shown(name: str, text: str) -> str | list[str]:
    """A cell as the grid takes it."""
    match column("Kurser", name).holds:
        case Holds.CHOICE:
            return [str(text)] if text else []
        case Holds.AMOUNT:
            return shown_text(text)
        case _:
            return str(text)


def _config(name: str) -> Any:
    about = column("Kurser", name)
    least = _TITLE_WIDTH if name == "Titel" else _WIDTHS[about.holds]
    width = max(least, _LETTER * len(name) + _BESIDE_HEADING)
    if about.holds is Holds.CHOICE:
        options = [str(choice) for choice in about.choices]
        return st.column_config.MultiselectColumn(name, options=options, accept_new_options=True, width=width)
    return st.column_config.TextColumn(name, width=width)


def _take_over(mounted: Mounted, year: int) -> None:
    """Write what was typed or pasted since the last time into the draft; nothing of what was cut in wrong places."""
    state = st.session_state[mounted.widget]
    taken = f"{mounted.widget}_taget"
    news = newer(state, st.session_state.get(taken, NOTHING))
    if refused := _why_refused(news):
        note("fejl", refused)
        forget_grid()
        return
    change_list(lambda draft: _with_edits(draft, base_data(), mounted, news, year))
    st.session_state[taken] = copy.deepcopy(dict(state))
    if holds_two(news) or holds_block(news):
        forget_grid()


def _why_refused(state: State) -> str:
    """What is wrong with a paste as a whole; empty if nothing is."""
    if is_cut_wrong(state):
        return (
            "Det indsatte indeholder et tegn, som tabellen ikke kan indsætte rigtigt, fx en emoji. "
            "Fjern det, og indsæt igen. Intet er ændret."
        )
    rows = [*state["edited_rows"].values(), *state["added_rows"]]
    if any(is_heading({n: text_of(v, "") for n, v in row.items()}) for row in rows):
        return "Det indsatte begynder med overskrifter. Indsæt kun rækkerne under dem. Intet er ændret."
    return ""


def _with_edits(draft: ListDraft, base: BaseData, mounted: Mounted, state: State, year: int) -> ListDraft:
    """The draft with what the editor says; a block in one cell is laid over the rows below, and then beyond them."""
    more: list[dict[str, str]] = []
    for at, edits in state["edited_rows"].items():
        was = mounted.rows[int(at)]
        rows = spread({name: text_of(value, was[name]) for name, value in edits.items()}, mounted.columns)
        keys = mounted.keys[int(at) : int(at) + len(rows)]
        for key, cells in zip(keys, rows, strict=False):
            draft = with_cells(draft, base, key, cells)
        more += rows[len(keys) :]
    for at in state["deleted_rows"]:
        draft = with_removed(draft, mounted.keys[int(at)])
    for row in state["added_rows"]:
        more += spread({name: text_of(value, "") for name, value in row.items()}, mounted.columns)
    prefix = f"{NEW_ROW}:{mounted.token}-"
    kept = tuple(r for r in draft.rows if not (r.key.startswith(prefix) and r.sheet == "Kurser"))
    added = tuple(
        ProposedRow("Kurser", 0, tuple({"År": str(year), **cells}.items()), f"{prefix}{at}")
        for at, cells in enumerate(more)
        if any(cells.values())
    )
    return replace(draft, rows=(*kept, *added))
