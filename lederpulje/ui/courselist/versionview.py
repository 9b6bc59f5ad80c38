"""*Versioner*: every save with when, who and why; looked at, compared, brought back; the last one undone."""

from __future__ import annotations

import streamlit as st

from lederpulje.actions.courselist.checking import Check, effects
from lederpulje.actions.courselist.differences import differences
from lederpulje.actions.courselist.saving import (
    BACK,
    KIND_NAMES,
    Signed,
    last_save,
    like_version,
    save_check,
    undo,
)
from lederpulje.dates import format_moment
from lederpulje.errors import LederpuljeError
from lederpulje.model import BaseData, BaseVersion
from lederpulje.ui.courselist.checkview import ask_and_save, say_check
from lederpulje.ui.courselist.grid import forget_grid
from lederpulje.ui.courselist.parts import note
from lederpulje.ui.session import database
from lederpulje.ui.texts import folded, plain, show

_MOST, _UNKNOWN = 50, "Ikke oplyst"


def say_versions(base: BaseData) -> None:
    """The saves, newest first, and what to do with one of them."""
    versions = database().base_versions()
    _undo_last()
    _list(versions[:_MOST], len(versions))
    older = {v.data_version: v for v in versions if v.data_version != base.data_version}
    if older:
        _look_at(base, older)


def _undo_last() -> None:
    last = last_save(database())
    if last is None:
        return
    who = f" af {last.saved_by}" if last.saved_by else ""
    said = f"Sidst gemt{who}, {format_moment(last.saved_at)}{f': {last.note}' if last.note else ''}."
    show("lead", text=said, more="At fortryde er også at gemme: det kan selv fortrydes.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Din funktion (ikke bekræftet)",
            st.query_params.get("funktion", ""),
            key="fortryd_funktion",
            placeholder="Fx HR-konsulent",
            width=360,
        )
        st.button("Fortryd det sidst gemte", key="fortryd_gem", on_click=_undo, args=(last,))


def _undo(last: BaseVersion) -> None:
    who = str(st.session_state.get("fortryd_funktion", "")).strip()
    try:
        base = undo(database(), last, who or _UNKNOWN)
    except LederpuljeError as error:
        note("fejl", str(error))
        return
    if who.strip():
        st.query_params["funktion"] = who.strip()
    forget_grid()
    note("", f"Fortrudt. Listen står, som før der sidst blev gemt (version {base.data_version}).")


def _list(versions: tuple[BaseVersion, ...], count: int) -> None:
    def draw() -> None:
        show(
            "table",
            caption="Alt, hvad der er gemt, nyeste først",
            headings=("Version", "Hvornår", "Hvem", "Hvorfor", "Hvad"),
            numeric=(0,),
            rows=[
                (
                    str(v.data_version),
                    format_moment(v.saved_at),
                    v.saved_by or "–",
                    v.note or "–",
                    KIND_NAMES[v.kind],
                )
                for v in versions
            ],
        )
        if count > len(versions):
            show("footnotes", notes=[f"Her vises de {len(versions)} nyeste af {count} versioner."])

    folded(f"Alle gemte versioner ({count})", "versionsliste", draw)


def _look_at(base: BaseData, older: dict[int, BaseVersion]) -> None:
    """Compare a version with the list as it stands, or with another; bring it back."""
    st.header("Se en version", anchor=False)
    names = {n: f"Version {n}, {format_moment(v.saved_at)}" for n, v in older.items()}
    one, other = st.columns(2)
    with one:
        number = st.selectbox(
            "Version",
            list(names),
            format_func=lambda n: names.get(n, str(n)),
            key="se_version",
            filter_mode=None,
        )
    against = {
        base.data_version: "Listen, som den står nu",
        **{n: t for n, t in names.items() if n != number},
    }
    with other:
        with_number = st.selectbox(
            "Sammenlignet med",
            list(against),
            format_func=lambda n: against.get(n, str(n)),
            key="mod_version",
            filter_mode=None,
        )
    chosen, reference = database().base_data_of(number), database().base_data_of(with_number)
    if chosen is None or reference is None:
        show("notes", tone="fejl", heading="Versionen findes ikke længere.", lines=())
        return
    if with_number != base.data_version:
        say_check(_compared(reference, chosen), "version")
        return
    checked = _compared(base, like_version(base, chosen))
    say_check(checked, "version")
    if checked.before != checked.after:
        ask_and_save(
            plain(f"Hent version {number} tilbage"),
            "tilbage",
            lambda said: _bring_back(checked, said, number),
        )


def _compared(before: BaseData, after: BaseData) -> Check:
    found = differences(before, after)
    return Check(before, after, found, (), False, (), (), (), effects(before, after))


def _bring_back(checked: Check, said: Signed, number: int) -> str:
    base = save_check(database(), checked, said, BACK)
    forget_grid()
    return f"Version {number} er hentet tilbage og gemt som version {base.data_version}."
