"""The parts of *Kurser*, one shown at a time, and the draft of the list that the address names."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import streamlit as st

from lederpulje.actions.courselist.drafting import is_empty, keep, start
from lederpulje.model import NEW_ROW, ListDraft
from lederpulje.ui.session import View, database

PARTS = {
    "liste": "Listen",
    "kursus": "Ét kursus",
    "tjek": "Tjek og gem",
    "import": "Læs en fil ind",
    "eksport": "Hent som fil",
    "nytaar": "Nyt år",
    "versioner": "Versioner",
}
_OWN_ID = "liste_eget_id"
_SAID, _NEXT, _WAITED = "liste_besked", "naeste_del", "naeste_del_ventet"
_WITH_EDITOR = ("liste", "kursus")
_PATIENCE = 0.4  # seconds; Streamlit's editor gathers what is typed for 0,15


def part_on() -> str:
    """The part that the address asks for, else the list."""
    asked = st.query_params.get("del", "")
    return asked if asked in PARTS else next(iter(PARTS))


def choose_part() -> None:
    """The ways between the parts."""
    st.session_state["del"] = st.session_state.get(_NEXT, part_on())
    draft = list_draft()
    count = "" if draft is None or is_empty(draft) else f" ({changes_in(draft)})"
    st.segmented_control(
        "Vælg, hvad du vil",
        list(PARTS),
        format_func=lambda key: PARTS[key] + (count if key == "tjek" else ""),
        key="del",
        on_change=lambda: go_to(st.session_state["del"] or part_on()),
        label_visibility="collapsed",
        required=True,
    )


def go_to(part: str, **more: str) -> None:
    """Show another part. Where an editor is on screen it is first waited for: it hands its last cell over late."""
    if part_on() in _WITH_EDITOR and part != part_on():
        st.session_state[_NEXT] = part
    else:
        st.query_params["del"] = part
    st.query_params.update(more)


def leave_when_written() -> None:
    """Go where somebody wants to go, as soon as the editors have had time to say what was typed last."""
    if _NEXT not in st.session_state:
        return

    @st.fragment(run_every=_PATIENCE)
    def wait() -> None:
        if st.session_state.pop(_WAITED, False):
            st.query_params["del"] = st.session_state.pop(_NEXT)
            st.rerun()
        st.session_state[_WAITED] = True

    wait()


def changes_in(draft: ListDraft) -> int:
    """How many courses a draft is about."""
    return len({*(row.key for row in draft.rows), *draft.removed})


def list_draft() -> ListDraft | None:
    """The draft of the list that the address names, or `None`."""
    key = st.query_params.get("liste")
    return database().list_draft(key) if key else None


def change_list(change: Callable[[ListDraft], ListDraft]) -> None:
    """Change one's draft of the list, begun now if there is none; it is in the database when this returns."""
    draft = keep(database(), list_draft() or replace(start(database()), id=draft_id()), change)
    if not is_empty(draft):
        st.query_params["liste"] = draft.id


def draft_id() -> str:
    """The id of one's draft, also before anything is written in it: what is on screen is then of the same draft."""
    found: str = st.query_params.get("liste") or st.session_state.setdefault(_OWN_ID, start(database()).id)
    return found


def leave_draft(name: str) -> None:
    """Forget a draft (`liste` or `fil`) that has been saved or is not wanted."""
    key = st.query_params.get(name)
    if key:
        database().delete_list_draft(key)
        del st.query_params[name]
    st.session_state.pop(_OWN_ID, None)


def note(tone: str, text: str) -> None:
    """Keep what there is to say of what was just done, until the next thing is done."""
    st.session_state[_SAID] = (tone, text)


def noted() -> tuple[str, str] | None:
    """What there is to say, once."""
    said: tuple[str, str] | None = st.session_state.pop(_SAID, None)
    return said


def titles_of(view: View, draft: ListDraft | None) -> dict[str, str]:
    """The courses of a year that can be chosen, the draft's new ones among them: key → title."""
    titles = {c.id: c.title for c in view.base.courses_of(view.year)}
    for row in draft.rows if draft else ():
        cells = dict(row.cells)
        if row.sheet == "Kurser" and row.key in titles:
            titles[row.key] = cells.get("Titel") or titles[row.key]
        if row.sheet == "Kurser" and row.key.startswith(NEW_ROW) and cells.get("År") == str(view.year):
            titles[row.key] = f"{cells.get('Titel') or 'Uden titel'} (ny)"
    return titles
