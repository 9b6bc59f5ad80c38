"""*År for år*: pool, used and balance over the years, by a rule for what is carried over that is chosen, never assumed.

The choices stand in the address: `overfoersel` (`ingen`, `alt`, `op-til-5`, `formaal`), `formaal` (a frame's key),
`pl` (percent a year) and `plkilde` (who says so).
"""

from __future__ import annotations

from dataclasses import dataclass

import streamlit as st

from lederpulje import dates
from lederpulje.actions.moneytext import later_sentence, rule_text, span_text, years_sentence
from lederpulje.actions.trace import command_with
from lederpulje.actions.years import adjustment_of, carry_rule, carry_text, share_text
from lederpulje.charts.years import shown_years, year_bars
from lederpulje.errors import LederpuljeError
from lederpulje.insight.years import Adjustment, Carry, CarryRule, YearMoney, Years, years_money
from lederpulje.model import BaseData
from lederpulje.money import format_number, format_plain, format_signed_span
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.frame import say_screen, small_line
from lederpulje.ui.free import bare, kroner, kroner_card, plain_span
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.page import Lines
from lederpulje.ui.session import View
from lederpulje.ui.texts import show
from lederpulje.wording import sentence

_MEETING_ROOM = 300  # pixels of the chart
_CHOICES = {
    "": "Ikke valgt",
    "ingen": "Ingen overførsel",
    "alt": "Alt, også underskud",
    "op-til": "Op til en procent",
    "formaal": "Kun til ét formål",
}
_UP_TO = "op-til-"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the address chooses, and what in it cannot be used."""

    rule: CarryRule | None
    adjustment: Adjustment | None
    faults: tuple[str, ...]


def chosen_of(base: BaseData) -> Chosen:
    """The rule and the adjustment that the address asks for."""
    address, faults = st.query_params, []
    rule, adjustment = None, None
    if text := address.get("overfoersel", ""):
        try:
            rule = carry_rule(base, text, address.get("formaal", ""))
        except LederpuljeError as error:
            faults.append(str(error))
    try:
        adjustment = adjustment_of(address.get("pl", ""), address.get("plkilde", ""))
    except LederpuljeError as error:
        faults.append(str(error))
    return Chosen(rule, adjustment, tuple(faults))


def say_years(view: View, evaluation: Evaluation) -> None:
    """The screen *År for år*; outside a meeting with the choices above it and the table below."""
    if not view.meeting:
        _controls(view.base)
    chosen = chosen_of(view.base)
    found = years_money(view.base, evaluation, dates.today(), chosen.rule, chosen.adjustment)
    if chosen.faults and not view.meeting:
        show("notes", tone="fejl", heading="Et valg kan ikke bruges", lines=chosen.faults)
    said = years_sentence(view.base, found)
    faults = " ".join(chosen.faults) if view.meeting else ""
    height = _MEETING_ROOM if view.meeting else None
    rows = shown_years(found.rows, found.year, height)
    cut = f"Billedet viser {rows[0].year}–{rows[-1].year}." if len(rows) < len(found.rows) else ""
    more = small_line(
        view, evaluation, faults, cut, later_sentence(found, chosen.adjustment), _basis(view, found)
    )
    say_screen(view, "aarene", _figures(found), said, more)
    if rows:
        chart(year_bars(rows, chart_width(view.meeting), height), key="aarene", alt=said)
    if not view.meeting:
        _table(view, found, chosen.adjustment)


def _basis(view: View, found: Years) -> str:
    """By which scenario each year stands, and what is left out."""
    own = f"{view.year} efter {view.scenario.name}"
    basis = f"{own}; de andre år efter deres grundscenarie." if len(found.rows) > 1 else f"{own}."
    out = " ".join(f"{year} er udeladt: {why}" for year, why in found.left_out)
    return f"{basis} {out}".strip()


def _figures(found: Years) -> list[KeyFigure]:
    row = next((r for r in found.rows if r.year == found.year), None)
    if row is None:
        return []
    carried = (
        "uden overførsel fra året før" if row.carried is None else f"heraf overført {span_text(row.carried)}"
    )
    unknown = sum(len(m.unknown) for m in found.moneys if m.evaluation.scenario.year == row.year)
    known = f"{format_number(unknown)} beløb er ikke kendt" if unknown else "forbrugt, disponeret og planlagt"
    return [
        kroner_card(f"Til rådighed {row.year}", row.available, carried),
        kroner_card(f"Forventet regnskab {row.year}", row.used, known),
        _balance_figure(found),
    ]


def _balance_figure(found: Years) -> KeyFigure:
    """The balance: of the last year by the rule, or of the chosen year by itself."""
    if found.rule is not None:
        row, note = found.rows[-1], "med den valgte overførsel"
    else:
        row = next((r for r in found.rows if r.year == found.year), found.rows[-1])
        note = "året for sig selv: ingen overførsel er valgt"
    name, span = f"Saldo ved udgangen af {row.year}", row.balance
    if span.low < 0 <= span.high:
        lines = ((kroner(span.high), "kr. eller"), (kroner(span.low), "kr."))
        return KeyFigure(name, lines, note)
    if span.high < 0:
        return kroner_card(name, span, f"mangler, {note}", "over")
    return kroner_card(name, span, note, "fine")


def _table(view: View, found: Years, adjustment: Adjustment | None) -> None:
    headings = ["År", "Pulje", "Overført hertil", "Til rådighed", "Forventet regnskab", "Saldo"]
    if found.rule is not None:
        headings += ["Føres videre", "Føres ikke videre"]
    if adjustment is not None:
        headings.append(f"I {found.year}-priser")
    rows = [_cells(row, found, adjustment) for row in found.rows]
    with st.container(key="aar_tabel"):
        numeric = tuple(range(1, len(headings)))
        show("table", caption="År for år, kr.", headings=headings, numeric=numeric, rows=rows)
    notes = [
        "Saldo er hele puljen minus forventet regnskab. En delramme kan godt mangle penge, når puljen ikke gør."
    ]
    if found.rule is not None:
        notes.append(sentence(f"Valgt: {rule_text(view.base, found.rule)}"))
    if adjustment is not None:
        notes.append(
            f"Senere års beløb er regnet tilbage til {found.year}-priser: beløbet divideret med 1 plus procenten, "
            "én gang for hvert år, og afrundet til hele øre til sidst."
        )
    if found.unknown:
        notes.append(
            f"{format_number(found.unknown)} beløb er ikke kendt og ikke regnet med, men heller ikke nul."
        )
    show("footnotes", notes=notes)


def _cells(row: YearMoney, found: Years, adjustment: Adjustment | None) -> tuple[str, ...]:
    settled = " (fastlagt)" if row.settled else ""
    carried = "ikke valgt" if row.carried is None else f"{_signed(row.carried)}{settled}"
    cells = [
        str(row.year),
        format_plain(row.own),
        carried,
        plain_span(row.available),
        plain_span(row.used),
        plain_span(row.balance),
    ]
    if found.rule is not None:
        cells += [_signed(row.handed_on), _signed(row.lapsed)]
    if adjustment is not None:
        cells.append(plain_span(row.today) if row.today else "–")
    return tuple(cells)


def _signed(span: Span | None) -> str:
    return "–" if span is None else bare(format_signed_span(span.low, span.high))


def years_sources(view: View, evaluation: Evaluation) -> Lines:
    """The command that gives the same figures."""
    chosen = chosen_of(view.base)
    words = ["years"]
    if chosen.rule is not None:
        words += ["--carry", carry_text(chosen.rule)]
        words += ["--purpose", chosen.rule.frame] if chosen.rule.frame else []
    if chosen.adjustment is not None:
        words += ["--adjust", share_text(chosen.adjustment.share), "--source", chosen.adjustment.source]
    ignored = [problem.where for problem in evaluation.problems]
    return [("Årene fra kommandolinjen", command_with(words, view.base, view.origin, view.scenario, ignored))]


# --- choosing -----------------------------------------------------------------------------------------------


def _controls(base: BaseData) -> None:
    """The rule for carrying over, and the yearly adjustment with its source; each is a view of the address."""
    address = st.query_params
    text = address.get("overfoersel", "")
    way = "op-til" if text.startswith(_UP_TO) else text if text in _CHOICES else ""
    carry, detail, share, source = st.columns([4, 4, 2, 4])
    st.session_state["overfoersel"] = way
    carry.selectbox(
        "Overførsel mellem årene",
        list(_CHOICES),
        format_func=_CHOICES.__getitem__,
        key="overfoersel",
        on_change=_note_carry,
        filter_mode=None,
    )
    if way == "op-til":
        st.session_state["op_til"] = text.removeprefix(_UP_TO)
        detail.text_input("Højst procent af puljen", key="op_til", on_change=_note_most, placeholder="Fx 5")
    if way == "formaal":
        _purpose(base, detail)
    for place, key, label, example in (
        (share, "pl", "Pris og løn, %", "Fx 2,4"),
        (source, "plkilde", "Kilde til procenten", "Fx KL's skøn"),
    ):
        st.session_state[key] = address.get(key, "")
        place.text_input(label, key=key, on_change=_note, args=(key,), placeholder=example)


def _purpose(base: BaseData, place: st.delta_generator.DeltaGenerator) -> None:
    """Which frame is carried over."""
    titles = {frame.key: frame.title for frame in base.frames}
    asked = st.query_params.get("formaal", "")
    st.session_state["formaal"] = asked if asked in titles else ""
    place.selectbox(
        "Formål",
        ["", *titles],
        format_func=lambda key: titles.get(key, "Vælg en delramme"),
        key="formaal",
        on_change=_note,
        args=("formaal",),
        filter_mode=None,
    )


def _note(key: str) -> None:
    """Put a choice into the address; an empty one leaves it."""
    said = str(st.session_state[key]).strip()
    if said:
        st.query_params[key] = said
    elif key in st.query_params:
        del st.query_params[key]


def _note_carry() -> None:
    way = st.session_state["overfoersel"]
    if way == Carry.OP_TIL:
        st.query_params["overfoersel"] = _UP_TO
    else:
        _note("overfoersel")


def _note_most() -> None:
    st.query_params["overfoersel"] = f"{_UP_TO}{str(st.session_state['op_til']).strip()}"
