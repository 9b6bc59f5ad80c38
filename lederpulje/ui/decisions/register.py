"""*Registrér beslutning*: from what is on screen in a meeting, or from a prepared item; locked with its calculation."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.agenda import (
    date_of,
    format_day,
    item_order,
    meeting_name,
    new_item,
    new_meeting,
)
from lederpulje.actions.decisions.deciding import Signed, decide, lock_of, new_write_id, overruns
from lederpulje.actions.decisions.papers import scenarios_of
from lederpulje.errors import AgendaRefused, LederpuljeError
from lederpulje.model import Agenda, AgendaItem, Entry, Outcome
from lederpulje.money import format_kr
from lederpulje.scenarios import evaluate
from lederpulje.ui.decisions.after import OUTCOMES
from lederpulje.ui.decisions.parts import LONGEST_HEADING, go_to, note, remember_signature
from lederpulje.ui.decisions.registerform import (
    Basis,
    is_unsaved,
    more_key,
    say_more,
    say_new,
    say_wording,
    written_of_new,
)
from lederpulje.ui.session import View, base_data, current_view, database
from lederpulje.ui.texts import show
from lederpulje.wording import conclusion, payers_note, sentence, short_title

_NEW, _WITHOUT = "", ""
_COPY = "registrer_kopi"
_NOT_SEEN = object()
_AT_HAND = 7  # days
_AT_MOST = 400  # letters of the recommendation, so that what is pressed is seen
_ITEM, _DONE, _WRITE, _OPEN = "registrer_punkt", "registreret", "registrer_skriv", "registrer_aaben"


def offer_decision(view: View) -> None:
    """The button of the meeting view, and what was locked last."""
    number = st.session_state.get(_DONE)
    if number:
        show("position", text=f"Låst som kvittering {number}")
    st.button("Registrér beslutning", key="registrer", type="primary", on_click=_open)
    if dialog_is_open():  # also when the lever's last word comes in after the button was pressed
        _dialog()


def dialog_is_open() -> bool:
    """Whether somebody is registering a decision: then no key may turn the page behind."""
    return bool(st.session_state.get(_OPEN))


def _open() -> None:
    outcomes = [name for name in st.session_state if str(name).startswith("udfald_moede_")]
    for name in (_ITEM, _COPY, _DONE, *outcomes, *written_of_new("moede")):
        st.session_state.pop(name, None)
    st.session_state[_WRITE] = new_write_id()
    st.session_state[_OPEN] = True


def close_dialog() -> None:
    """The dialog is not to be opened by itself the next time that a meeting is shown."""
    st.session_state.pop(_OPEN, None)


@st.dialog("Registrér beslutning", width="large", on_dismiss=close_dialog)
def _dialog() -> None:
    view = current_view()
    if view is None:
        return
    agenda = database().agenda()
    try:
        basis = Basis(view.base, view.scenario, view.origin, evaluate(view.base, view.scenario))
    except LederpuljeError as error:
        show("notes", tone="fejl", heading="Der kan ikke regnes på det her.", lines=[str(error)])
        return
    for name in written_of_new("moede"):  # written, and not lost while another item is looked at
        st.session_state[name] = st.session_state[name]
    names = _choosable(agenda, view) | _settled_meanwhile(agenda)
    item_id = st.selectbox(
        "Punkt",
        list(names),
        format_func=lambda key: names.get(key, key),
        key=_ITEM,
        filter_mode="contains",
    )
    item = agenda.item(item_id or "") or _chosen(item_id)
    st.session_state[_COPY] = item
    _form(agenda, item, basis, "moede")
    if view.ignored:
        show("notes", tone="", heading=" ".join(view.ignored), lines=())
    if any(i.closed for i in agenda.items):
        show(
            "footnotes", notes=["Lukkede punkter registreres på siden Beslutninger, uden for mødevisningen."]
        )


def _chosen(item_id: str | None) -> AgendaItem | None:
    """The item that stands chosen in this dialog, as it was when it was last on the agenda."""
    copy: AgendaItem | None = st.session_state.get(_COPY)
    return copy if copy is not None and copy.id == item_id else None


def _settled_meanwhile(agenda: Agenda) -> dict[str, str]:
    """The chosen item, if somebody has settled it in another window: what was written of it stays on screen."""
    copy = _chosen(st.session_state.get(_ITEM))
    if copy is None or agenda.item(copy.id) is not None:
        return {}
    return {copy.id: f"{_name(agenda, copy)} (behandlet imens)"}


def decide_here(agenda: Agenda, item: AgendaItem) -> None:
    """The same for a prepared item on *Beslutninger*, with one of its scenarios as saved, or without calculation."""
    base = base_data()
    scenarios = {s.key: s for s in scenarios_of(base, item)}
    names = {**{key: f"{s.name} ({s.year})" for key, s in scenarios.items()}, _WITHOUT: "Uden beregning"}
    key = st.selectbox(
        "Beregning, der låses med beslutningen",
        list(names),
        format_func=lambda k: names.get(k, k),
        key=f"beregning_{item.id}",
        filter_mode=None,
    )
    st.session_state.setdefault(_WRITE, new_write_id())
    basis = None
    if key in scenarios:
        try:
            basis = Basis(base, scenarios[key], scenarios[key], evaluate(base, scenarios[key]))
        except LederpuljeError as error:
            show("notes", tone="fejl", heading="Der kan ikke regnes på det her.", lines=[str(error)])
    _form(agenda, item, basis, item.id)


def _choosable(agenda: Agenda, view: View) -> dict[str, str]:
    """The open items by id, and a new one: first those of a meeting today and those that build on what is on screen."""
    today = dates.today()
    days = {m.id: abs((m.date - today).days) if m.date else 10**6 for m in agenda.meetings}
    found = [i for i in agenda.items if not i.closed and i.meeting in days]
    at_hand = [i for i in found if days[i.meeting] <= _AT_HAND or view.origin.key in i.scenarios]
    at_hand.sort(key=lambda i: (view.origin.key not in i.scenarios, days[i.meeting], item_order(i.item_no)))
    others = sorted((i for i in found if i not in at_hand), key=lambda i: days[i.meeting])
    return {
        **{i.id: _name(agenda, i) for i in at_hand},
        _NEW: "Nyt punkt",
        **{i.id: _name(agenda, i) for i in others},
    }


def _name(agenda: Agenda, item: AgendaItem) -> str:
    meeting = agenda.meeting(item.meeting)
    number = f"{short_title(item.item_no, 20)}. " if item.item_no else ""
    again = f" (genoptager kvittering {item.refers})" if item.refers else ""
    where = meeting_name(meeting) if meeting else ""
    return f"{number}{short_title(item.heading, LONGEST_HEADING)}{again} · {where}"


def _form(agenda: Agenda, item: AgendaItem | None, basis: Basis | None, key: str) -> None:
    """What is decided, in its wording, with its outcome; the button that locks it."""
    with st.container():  # one place whatever it holds, so that what stands below is not put up anew
        if item is None:
            say_new(agenda, basis, key)
        elif item.recommendation:
            show(
                "said",
                heading="Indstilling",
                lines=short_title(item.recommendation, _AT_MOST).split("\n")[:4],
            )
    own = item.id if item else "ny"
    # Its value is never set from here: that could come late and undo a choice that was made meanwhile.
    st.pills("Udfald", OUTCOMES, default=Outcome.GODKENDT, key=f"udfald_{key}_{own}", required=True)
    say_wording(item, basis, key)
    over = overruns(basis.evaluation) if basis else ()
    if basis is not None and not over:
        show("lead", text=conclusion(basis.base, basis.evaluation), more=payers_note(basis.evaluation))
    if over:
        said = " ".join(sentence(f"{title} overskrides med {format_kr(amount)}") for title, amount in over)
        show(
            "notes", tone="fejl", heading=f"Det går ud over rammen: {said} Det kan godt besluttes.", lines=()
        )
    with st.container(horizontal=True, vertical_alignment="center"):
        if over:
            st.checkbox("Ja, det besluttes alligevel", key=f"alligevel_{key}_{own}")
        pressed = st.button("Lås beslutningen", key=f"laas_{key}", type="primary")
    said_of = st.container()
    signed = say_more(item, key)
    moved = _has_moved(basis, f"vist_{st.session_state[_WRITE]}_{own}")
    if pressed:
        with said_of:
            _lock(agenda, item, basis, key, signed, asked=bool(over), moved=moved)


def _has_moved(basis: Basis | None, key: str) -> bool:
    """Whether the figures are others than those that the room saw last: then those are not what is locked unseen."""
    before, now = st.session_state.get(key, _NOT_SEEN), basis.shown() if basis else None
    st.session_state[key] = now
    return before is not _NOT_SEEN and before != now


def _lock(
    agenda: Agenda,
    item: AgendaItem | None,
    basis: Basis | None,
    key: str,
    signed: str,
    *,
    asked: bool,
    moved: bool,
) -> None:
    """Do it, and leave; what is refused is said where the text stands, so that nothing is lost."""
    own = item.id if item else "ny"
    try:
        if moved:
            raise AgendaRefused(
                "Tallene er andre end dem, du så: kursuslisten eller scenariet er ændret imens. Se dem her, ret ordene "
                "til, og lås så."
            )
        if asked and not st.session_state.get(f"alligevel_{key}_{own}"):
            raise AgendaRefused("Det går ud over rammen. Sæt kryds ved, at det besluttes alligevel.")
        if item is not None and agenda.item(item.id) is not None and is_unsaved(key, own):
            raise AgendaRefused("Et felt er ikke gemt. Vælg ved feltet, hvilken tekst der skal stå.")
        entry = _decide(agenda, item, basis, key, signed)
    except LederpuljeError as error:
        show("notes", tone="fejl", heading=str(error), lines=())
        return
    st.session_state.pop(_WRITE, None)
    remember_signature(signed)
    close_dialog()
    if key == "moede":
        st.session_state[_DONE] = entry.number
    else:
        go_to("find", beslutning=str(entry.number))
        note("", f"Låst som kvittering {entry.number}.")
    st.rerun()


def _decide(agenda: Agenda, item: AgendaItem | None, basis: Basis | None, key: str, signed: str) -> Entry:
    store = database()
    own = item.id if item else "ny"
    said = {
        name: str(st.session_state[more_key(key, own, name)]) for name in ("follow_up", "dissent", "conflict")
    }
    wording = str(st.session_state[f"beslutning_{key}_{own}"])
    deadline = date_of(str(st.session_state[more_key(key, own, "deadline")]))
    whole = item or _made(agenda, key)
    if basis is not None and basis.origin.key not in whole.scenarios:
        whole = replace(whole, scenarios=(*whole.scenarios, basis.origin.key))
    year = basis.scenario.year if basis else whole.year
    final = replace(whole, decision=wording, deadline=deadline, year=year, **said)  # type: ignore[arg-type]
    locked = lock_of(basis.base, basis.scenario, basis.origin) if basis else None
    by = Signed(signed, str(st.session_state[_WRITE]))
    return decide(store, final, Outcome(st.session_state[f"udfald_{key}_{own}"]), locked, by)


def _made(agenda: Agenda, key: str) -> AgendaItem:
    """The new item, made once however often the button is pressed."""
    store, made_as = database(), f"lavet_{st.session_state[_WRITE]}"
    known = agenda.item(st.session_state.get(made_as, ""))
    if known is not None:
        return known
    chosen = str(st.session_state[f"nyt_moede_{key}"])
    meeting = agenda.meeting(chosen) or new_meeting(store, chosen, format_day(dates.today()))
    item = new_item(store, meeting.id, str(st.session_state[f"ny_overskrift_{key}"]))
    st.session_state[made_as] = item.id
    return item
