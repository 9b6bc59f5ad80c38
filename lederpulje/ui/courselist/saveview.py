"""The part *Tjek og gem*: one's own corrections, what others saved meanwhile, the check, and the save."""

from __future__ import annotations

import streamlit as st

from lederpulje.actions.courselist.checking import Check, check
from lederpulje.actions.courselist.conflicts import MINE, THEIRS, Conflict, conflicts, settled
from lederpulje.actions.courselist.drafting import is_empty
from lederpulje.actions.courselist.saving import Signed, save_check
from lederpulje.dates import format_moment
from lederpulje.model import ListDraft
from lederpulje.ui.courselist.checkview import ask_and_save, say_check
from lederpulje.ui.courselist.grid import forget_grid
from lederpulje.ui.courselist.parts import leave_draft, list_draft, note
from lederpulje.ui.session import View, database
from lederpulje.ui.texts import plain, show

_CHOICES = {MINE: "Behold mine rettelser oven på det gemte", THEIRS: "Brug det, der er gemt"}


def say_save(view: View) -> None:
    """What one's draft would do; the save stands there when nothing is in its way."""
    draft = list_draft()
    if draft is None or is_empty(draft):
        show("notes", tone="tom", heading="Du har ingen rettelser, der ikke er gemt.", lines=())
        return
    checked = check_draft(view, draft)
    found = conflicts(database(), draft, checked.after)
    if found:
        say_conflicts(found, draft, "liste")
        return
    say_check(checked, "liste")
    if checked.can_be_saved:
        ask_and_save("Gem på kursuslisten", "liste", lambda said: _save(checked, said))


def check_draft(view: View, draft: ListDraft) -> Check:
    """Check what is written in the app."""
    choices = {c.about: c.choice for c in draft.choices}
    return check(view.base, draft.rows, choices=choices, removed=draft.removed)


def _save(checked: Check, said: Signed) -> str:
    base = save_check(database(), checked, said)
    leave_draft("liste")
    forget_grid()
    return f"Gemt som version {base.data_version}. Fortryd under Versioner, hvis det var en fejl."


def say_conflicts(found: tuple[Conflict, ...], draft: ListDraft, key: str) -> None:
    """Both versions of each course that two people have changed, and a choice for each."""
    heading = "En anden har gemt på de samme aktiviteter, siden du begyndte. Vælg for hver af dem."
    show("notes", tone="fejl", heading=heading, lines=[_who(found[0])])
    for conflict in found:
        gone = " Den er taget ud af listen." if conflict.is_removed else ""
        show(
            "table",
            caption=f"{conflict.title}.{gone}",
            headings=("Felt", "Da du begyndte", "Gemt af en anden", "Dine rettelser"),
            numeric=(),
            rows=[(c.column, c.was or "–", c.theirs or "–", c.mine or "–") for c in conflict.cells],
        )
        st.radio(
            plain(f"{conflict.title}: hvad skal gælde?"),
            list(_CHOICES),
            format_func=lambda choice: _CHOICES[choice],
            key=f"{key}_valg_{conflict.id}",
            index=None,
        )
    st.button(
        "Brug valgene", key=f"{key}_brug_valg", type="primary", on_click=_settle, args=(found, draft, key)
    )


def _who(conflict: Conflict) -> str:
    """Who saved meanwhile, and why."""
    said = [
        f"{v.saved_by or 'Nogen'}, {format_moment(v.saved_at)}{f': {v.note}' if v.note else ''}"
        for v in conflict.saved
    ]
    return " · ".join(said)


def _settle(found: tuple[Conflict, ...], draft: ListDraft, key: str) -> None:
    choices = {c.id: st.session_state.get(f"{key}_valg_{c.id}") for c in found}
    chosen = {own_id: choice for own_id, choice in choices.items() if choice}
    if len(chosen) < len(found):
        note("fejl", "Vælg for hver aktivitet, hvad der skal gælde. Intet er ændret.")
        return
    database().save_list_draft(settled(database(), draft, found, chosen))
    forget_grid()
