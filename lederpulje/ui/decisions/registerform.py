"""What is written in *Registrér beslutning*: of a prepared item it stands in the database as soon as it is left."""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.agenda import BODIES, change_item, format_day, meeting_name, set_deadline
from lederpulje.actions.decisions.deciding import WITHOUT, suggestion
from lederpulje.actions.decisions.locking import results
from lederpulje.model import Agenda, AgendaItem, BaseData, Scenario
from lederpulje.scenarios import Evaluation
from lederpulje.ui.decisions.fields import field, is_held
from lederpulje.ui.decisions.parts import signature
from lederpulje.ui.session import database

_MORE = {
    "follow_up": "Hvem følger op (en funktion)",
    "deadline": "Senest (dato)",
    "dissent": "Mindretalsudtalelse",
    "conflict": "Inhabilitet",
}


@dataclass(frozen=True, slots=True)
class Basis:
    """What a decision is worked out from: base data and scenario as on screen, and the saved one it started from."""

    base: BaseData
    scenario: Scenario
    origin: Scenario
    evaluation: Evaluation

    def shown(self) -> object:
        """What tells it from another: which scenario it is, and every figure."""
        figures = results(self.base, self.scenario)
        return self.origin.key, self.origin.version, {**figures, "data_version": 0}


def say_new(agenda: Agenda, basis: Basis | None, key: str) -> None:
    """An item that nobody prepared: its heading and its meeting."""
    year = f" {basis.scenario.year}" if basis else ""
    st.session_state.setdefault(f"ny_overskrift_{key}", f"Udmøntning af lederudviklingspuljen{year}")
    left, right = st.columns(2)
    with left:
        st.text_input("Overskrift", key=f"ny_overskrift_{key}")
    today = format_day(dates.today())
    known = {m.id: meeting_name(m) for m in agenda.meetings if m.date and m.date >= dates.today()}
    names = known or {f"{body}": f"{body}, {today} (nyt møde)" for body in BODIES}
    with right:
        st.selectbox(
            "Møde",
            list(names),
            format_func=lambda m: names.get(m, m),
            key=f"nyt_moede_{key}",
            filter_mode=None,
        )


def say_wording(item: AgendaItem | None, basis: Basis | None, key: str) -> None:
    """What is decided, in words to adjust."""
    label = "Beslutning (ret ordene til)"
    suggested = suggestion(basis.base, basis.evaluation) if basis else WITHOUT
    if item is None:
        st.session_state.setdefault(f"beslutning_{key}_ny", suggested)
        st.text_area(label, key=f"beslutning_{key}_ny", height=110)
        return
    field(
        label,
        f"beslutning_{key}_{item.id}",
        item.decision or suggested,
        lambda shown, text: change_item(
            database(), item.id, "decision", shown if item.decision else "", text
        ),
        lines=3,
    )


def say_more(item: AgendaItem | None, key: str) -> str:
    """What is not always asked for; the function of whoever registers it."""
    own = item.id if item else "ny"
    with st.expander("Opfølgning, mindretal, inhabilitet og hvem der registrerer", key=f"mere_{key}_{own}"):
        for name, label in _MORE.items():
            if item is None:
                st.text_input(label, key=more_key(key, own, name))
            else:
                _field_of(item, name, label, more_key(key, own, name))
        return signature(f"signatur_{key}_{own}")


def _field_of(item: AgendaItem, name: str, label: str, key: str) -> None:
    """A field of a prepared item: what is written is in the database, also if the item is not treated today."""
    if name == "deadline":
        field(
            *(label, key, format_day(item.deadline)),
            lambda shown, text: set_deadline(database(), item.id, text, shown),
        )
        return
    field(
        *(label, key, getattr(item, name)),
        lambda shown, text: change_item(database(), item.id, name, shown, text),
    )


def more_key(key: str, own: str, name: str) -> str:
    """Where a field of them stands."""
    return f"mere_{key}_{own}_{name}"


def written_of_new(key: str) -> list[str]:
    """Where what was written of an item that nobody prepared stands."""
    more = (more_key(key, "ny", name) for name in _MORE)
    return [
        name
        for name in (f"ny_overskrift_{key}", f"nyt_moede_{key}", f"beslutning_{key}_ny", *more)
        if name in st.session_state
    ]


def is_unsaved(key: str, own: str) -> bool:
    """Whether what was written in a field was refused, so that nobody has seen it stand there."""
    return any(map(is_held, (f"beslutning_{key}_{own}", *(more_key(key, own, name) for name in _MORE))))
