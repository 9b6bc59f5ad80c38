"""Who pays a course: its funding lines to edit, with what the shares come to."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd
import streamlit as st

from lederpulje.actions.courselist.drafting import lines_of, start, with_lines
from lederpulje.actions.courselist.financing import share_sums
from lederpulje.model import POOL_PAYER, UNKNOWN_PAYER, WHOLE, Answer, Grant
from lederpulje.money import format_share
from lederpulje.ui.courselist.cells import holds_block, holds_two, is_cut_wrong, spread, text_of
from lederpulje.ui.courselist.parts import change_list, draft_id, list_draft, note, titles_of
from lederpulje.ui.session import View, base_data, database
from lederpulje.ui.texts import show

_COLUMNS = ("Betaler", "Delramme", "Andel", "Forudsætning", "Svar", "Tilsagn")
_CHOICES = {"Betaler", "Delramme", "Forudsætning", "Svar", "Tilsagn"}
_MOUNTED = "liste_linjer"
_ROW, _HEAD = 40, 44


@dataclass(frozen=True, slots=True)
class MountedLines:
    """The lines as the editor was put up with them."""

    about: tuple[object, ...]
    token: str
    course: str
    lines: tuple[dict[str, str], ...]

    @property
    def widget(self) -> str:
        """The key of the editor."""
        return f"linjer_{self.token}"


def draw_lines(view: View) -> None:
    """Choose a course, and write who pays it."""
    titles = titles_of(view, list_draft())
    if not titles:
        return
    st.header("Hvem betaler?", anchor=False)
    course = st.selectbox(
        "Aktivitet",
        list(titles),
        format_func=lambda key: titles.get(key, key),
        key="linjer_af",
        filter_mode="contains",
    )
    edit_lines(view, course)


def edit_lines(view: View, course: str) -> None:
    """The funding lines of a course to edit, and what the shares come to."""
    mounted = _mounted(view, course)
    frame = pd.DataFrame(
        [
            {n: [line.get(n, "")] if n in _CHOICES and line.get(n) else _empty(n, line) for n in _COLUMNS}
            for line in mounted.lines
        ],
        columns=list(_COLUMNS),
    ).astype(object)
    st.data_editor(
        frame,
        key=mounted.widget,
        num_rows="dynamic",
        hide_index=True,
        column_config={name: _config(view, name) for name in _COLUMNS},
        height=_HEAD + _ROW * (len(mounted.lines) + 1),
        row_height=_ROW,
        placeholder="",
        on_change=_take_over,
        args=(mounted,),
        alt="Hvem betaler, en linje for hver",
    )
    _say_sum(view, course)


def _empty(name: str, line: Mapping[str, str]) -> str | list[str]:
    return [] if name in _CHOICES else line.get(name, "")


def _config(view: View, name: str) -> Any:
    payers = (POOL_PAYER, UNKNOWN_PAYER, *(line.payer for line in view.base.funding))
    choices: dict[str, tuple[str, ...]] = {
        "Betaler": tuple(dict.fromkeys(payers)),
        "Delramme": tuple(f.key for f in view.base.frames_of(view.year)),
        "Forudsætning": tuple(c.key for c in view.base.conditions),
        "Svar": (Answer.JA.value, Answer.NEJ.value),
        "Tilsagn": tuple(grant.value for grant in Grant),
    }
    if name in choices:
        return st.column_config.MultiselectColumn(name, options=choices[name], accept_new_options=True)
    return st.column_config.TextColumn(name)


def _mounted(view: View, course: str) -> MountedLines:
    about = (course, view.base.data_version, draft_id())
    known: MountedLines | None = st.session_state.get(_MOUNTED)
    if known is not None and known.about == about:
        return known
    new = MountedLines(about, secrets.token_hex(4), course, tuple(_lines(view, course)))
    st.session_state[_MOUNTED] = new
    return new


def _lines(view: View, course: str) -> list[dict[str, str]]:
    return lines_of(list_draft() or start(database()), view.base, course)


def _take_over(mounted: MountedLines) -> None:
    """Write what was typed or pasted into the draft; a course that nobody pays has a payer whom nobody knows."""
    state = st.session_state[mounted.widget]
    if is_cut_wrong(state):
        note("fejl", "Det indsatte kan ikke læses rigtigt. Fjern emojier, og indsæt igen. Intet er ændret.")
        st.session_state.pop(_MOUNTED, None)
        return
    lines = [dict(line) for line in mounted.lines]
    more: list[dict[str, str]] = []
    for at, edits in state["edited_rows"].items():
        was = lines[int(at)]
        rows = spread({n: text_of(v, was.get(n, "")) for n, v in edits.items()}, _COLUMNS)
        for below, cells in enumerate(rows):
            if int(at) + below < len(lines):
                lines[int(at) + below] |= cells
            else:
                more.append(cells)
    kept = [line for at, line in enumerate(lines) if at not in state["deleted_rows"]]
    for row in state["added_rows"]:
        more += spread({name: text_of(value, "") for name, value in row.items()}, _COLUMNS)
    empty = dict.fromkeys((*_COLUMNS, "Skøn"), "")
    kept += [{**empty, **line} for line in more if any(line.values())]
    nobody = {**empty, "Betaler": UNKNOWN_PAYER, "Andel": "100"}
    change_list(lambda draft: with_lines(draft, base_data(), mounted.course, kept or [nobody]))
    if holds_two(state) or holds_block(state) or not kept:
        st.session_state.pop(_MOUNTED, None)


def _say_sum(view: View, course: str) -> None:
    sums = share_sums(course, _lines(view, course))
    if sums is None:
        show("footnotes", notes=["Andelene kan ikke lægges sammen endnu. Se hvorfor i tjekket."])
        return
    said = [
        f"{f'Når {s.when}: s' if s.when else 'S'}um {format_share(s.share)}"
        f"{'' if s.share == WHOLE else ' – skal være 100 %'}"
        for s in sums
    ]
    show("footnotes", notes=said)
