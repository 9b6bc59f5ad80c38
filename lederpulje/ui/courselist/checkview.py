"""*Tjek og gem*: what would change cell by cell, what is wrong and where, what it does in kroner; then the save."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from lederpulje.actions.courselist.checking import Check, Effect
from lederpulje.actions.courselist.differences import CellChange, Entry, financing_text
from lederpulje.actions.courselist.saving import MOST_WHY, Signed
from lederpulje.actions.decisions.following import departure_text, new_departures
from lederpulje.errors import LederpuljeError
from lederpulje.model import BaseData
from lederpulje.money import format_number, format_signed_span, format_span
from lederpulje.scenarios import Span
from lederpulje.sheets.faults import Fault
from lederpulje.ui.courselist.parts import note
from lederpulje.ui.session import database
from lederpulje.ui.texts import folded, show
from lederpulje.wording import balance_span_text

_MOST, _LONGEST = 200, 400
Act = Callable[[Signed], str]


def say_check(checked: Check, key: str) -> None:
    """What a check found, the worst first."""
    show("lead", text=summary(checked), more=_more(checked))
    _say_faults(checked.stopping, "Det her skal rettes først")
    _say_effects(checked)
    _say_departures(checked)
    _say_changes(checked)
    _say_missing(checked)
    _say_faults([f for f in checked.faults if not f.stops], "Læst med forbehold", fold=key)


def summary(checked: Check) -> str:
    """What would happen, in a sentence."""
    found = checked.differences
    if found.is_nothing and not checked.faults and not checked.questions:
        return "Der er ingen ændringer: alt står, som det er gemt."
    cells = len(found.changed)
    courses = len({c.entry.name for c in found.changed})
    changed = f"{_count(cells, 'felt', 'felter')} i {_count(courses, 'række', 'rækker')} ændres"
    parts = [
        f"{_count(len(found.added), 'række', 'rækker')} kommer til" if found.added else "",
        changed if cells else "",
        f"{_count(len(found.removed), 'række', 'rækker')} går ud" if found.removed else "",
    ]
    said = ", ".join(part for part in parts if part) or "Intet ændres"
    return f"{said[:1].upper()}{said[1:]}."


def _more(checked: Check) -> str:
    asked = len(checked.questions)
    parts = [
        f"{_count(asked, 'spørgsmål', 'spørgsmål')} skal besvares først." if asked else "",
        f"{_count(len(checked.differences.unchanged), 'række', 'rækker')} er uændrede."
        if checked.differences.unchanged
        else "",
    ]
    return " ".join(part for part in parts if part)


def _count(number: int, one: str, many: str) -> str:
    return f"{format_number(number)} {one if number == 1 else many}"


def _say_faults(faults: Iterable[Fault], heading: str, fold: str = "") -> None:
    listed = list(faults)
    if not listed:
        return
    rows = [(f.sheet, _place(f), f.column, _short(f.value), f.message) for f in listed[:_MOST]]

    def draw() -> None:
        show(
            "table",
            caption=heading,
            headings=("Ark", "Række", "Kolonne", "Der står", "Hvad er galt, og hvad gør du?"),
            numeric=(),
            rows=rows,
        )
        _say_rest(len(listed))

    if fold:
        folded(f"{heading} ({len(listed)})", f"forbehold_{fold}", draw)
        return
    wrong = _count(len(listed), "fejl", "fejl")
    show("notes", tone="fejl", heading=f"{wrong} skal rettes, før noget kan gemmes.", lines=())
    draw()


def _place(fault: Fault) -> str:
    return str(fault.row) if fault.row else _short(fault.key)


def _say_effects(checked: Check) -> None:
    """What the change does to each scenario that it moves."""
    moved = [e for e in checked.effects if not e.is_nothing]
    if not checked.effects:
        return
    if not moved:
        show("footnotes", notes=["Ændringen flytter ingen penge i noget scenarie."])
        return
    show(
        "table",
        caption="Hvad betyder det i kroner?",
        headings=("Scenarie", "Krav på puljen", "Ændring", "Tilbage eller mangler", "Ændring"),
        numeric=(2, 4),
        rows=[_effect_row(e) for e in moved],
    )


def _say_departures(checked: Check) -> None:
    """Where the list would say something else than what was decided."""
    found = new_departures(database().agenda(), checked.before, checked.after)
    if found:
        heading = "Listen kommer til at sige noget andet end det, der er besluttet"
        show("notes", tone="", heading=heading, lines=[departure_text(d) for d in found])


def _effect_row(effect: Effect) -> tuple[str, ...]:
    (claimed, claimed_after), (left, left_after) = effect.claimed, effect.headroom
    return (
        f"{effect.scenario.name} {effect.scenario.year}",
        _from_to(claimed, claimed_after, lambda s: format_span(s.low, s.high)),
        _moved(claimed, claimed_after),
        _from_to(left, left_after, lambda s: balance_span_text(s.low, s.high)),
        _moved(left, left_after),
    )


def _from_to(before: Span | None, after: Span | None, said: Callable[[Span], str]) -> str:
    if before == after and before is not None:
        return said(before)
    return f"{said(before) if before else 'findes ikke'} → {said(after) if after else 'findes ikke'}"


def _moved(before: Span | None, after: Span | None) -> str:
    if before is None or after is None:
        return "–"
    return format_signed_span(*sorted((after.low - before.low, after.high - before.high)))


def _say_changes(checked: Check) -> None:
    found = checked.differences
    if found.changed:
        show(
            "table",
            caption="Det ændres",
            headings=("Hvad", "Felt", "Før", "Efter"),
            numeric=(),
            rows=[_change_row(c) for c in found.changed[:_MOST]],
        )
        _say_rest(len(found.changed))
    _say_entries("Det kommer til", found.added, checked.after)
    _say_entries("Det går ud", found.removed, checked.before)


def _say_entries(caption: str, entries: Sequence[Entry], base: BaseData) -> None:
    if entries:
        show(
            "table",
            caption=caption,
            headings=("Hvad", "Ark", "Id", "Hvem betaler"),
            numeric=(),
            rows=[(_short(e.title), e.sheet, e.key, _payers(e, base)) for e in entries[:_MOST]],
        )
        _say_rest(len(entries))


def _change_row(change: CellChange) -> tuple[str, ...]:
    texts = (change.entry.title, change.column, change.old or "–", change.new or "–")
    return tuple(map(_short, texts))


def _short(text: str) -> str:
    """A text as it stands in a table of a check: a novel in a cell would hide the rest."""
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _say_rest(count: int) -> None:
    if count > _MOST:
        show("footnotes", notes=[f"Her vises de første {_MOST} af {format_number(count)}."])


def _payers(entry: Entry, base: BaseData) -> str:
    return financing_text(base, entry.key) if entry.sheet == "Kurser" else ""


def _say_missing(checked: Check) -> None:
    _say_entries("Står på listen, men ikke i filen. Det bliver stående.", checked.missing, checked.before)


def ask_and_save(label: str, key: str, act: Act) -> None:
    """Who saves and why, and the button that does it."""
    who, why = st.columns([2, 3])
    with who:
        st.text_input(
            "Din funktion (ikke bekræftet)",
            st.query_params.get("funktion", ""),
            key=f"{key}_funktion",
            placeholder="Fx HR-konsulent",
        )
    with why:
        st.text_input("Hvorfor?", key=f"{key}_hvorfor", placeholder="Fx Tilbud modtaget", max_chars=MOST_WHY)
    st.button(label, key=f"{key}_gem", type="primary", on_click=_act, args=(key, act))


def _act(key: str, act: Act) -> None:
    said = Signed(*(str(st.session_state.get(f"{key}_{name}", "")) for name in ("funktion", "hvorfor")))
    try:
        text = act(said)
    except LederpuljeError as error:
        note("fejl", str(error))
    else:
        note("", text)
        st.query_params["funktion"] = said.saved_by.strip()
        st.session_state.pop(f"{key}_hvorfor", None)
