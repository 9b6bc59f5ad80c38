"""The receipt: what was decided, the calculation it rests on and where each figure comes from, and what came of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.comparing import moved
from lederpulje.actions.decisions.deciding import meeting_of
from lederpulje.actions.decisions.economy import locked
from lederpulje.actions.decisions.following import departure_text, departures, led_to
from lederpulje.actions.decisions.proving import Recalculation, Verdict, recalculate
from lederpulje.actions.decisions.reading import Decided, decided, fate, route, status_of
from lederpulje.actions.moneytext import span_text
from lederpulje.actions.trace import COMMAND, cost_formula, estimated_fields, trace_lines
from lederpulje.dates import format_date, format_moment
from lederpulje.exchange.minutes import Table
from lederpulje.model import Agenda, EntryKind
from lederpulje.model.agenda import FIELD_NAMES
from lederpulje.money import format_signed_span
from lederpulje.scenarios import Span, evaluate
from lederpulje.ui.decisions.after import say_after
from lederpulje.ui.decisions.papers import offer_decision_papers
from lederpulje.ui.decisions.parts import LONGEST_HEADING, go_to
from lederpulje.ui.layout import chart
from lederpulje.ui.session import base_data
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import reason_text, sentence, short_title

_READ = ("summary", "recommendation", "decision", "dissent", "presentation", "conflict", "appendices", "news")
_VERDICTS = {
    Verdict.SAMME: "Samme tal: beregningen giver i dag præcis det, der blev besluttet.",
    Verdict.AFVIGER: "Afviger: den beregner, programmet har i dag, giver andre tal. Det låste er ikke ændret.",
    Verdict.BRUDT: "Brudt: det låste passer ikke til sig selv. Nogen har ændret det uden om programmet.",
    Verdict.UDEN: "Beslutningen er uden beregning.",
}


def say_receipt(agenda: Agenda, decision: Decided) -> None:
    """The whole receipt."""
    heading = short_title(decision.text("heading"), LONGEST_HEADING)
    st.header(plain(heading), anchor=False)
    _say_head(agenda, decision)
    _say_links(agenda, decision)
    _say_broken(agenda, decision)
    _say_departures(decision)
    for name in ("heading", *_READ) if heading != decision.text("heading") else _READ:
        if text := decision.text(name):
            show("said", heading=FIELD_NAMES[name], lines=text.split("\n"))
    _say_economy(decision)
    _say_difference(agenda, decision)
    _say_led_to(decision)
    say_route(agenda, route(agenda, decision.text("case")), heading)
    offer_decision_papers(agenda, decision)
    say_after(agenda, decision)
    folded("Kvitteringen: hvad der er låst", f"laast_{decision.number}", lambda: _say_lock(decision))


def _say_head(agenda: Agenda, decision: Decided) -> None:
    meeting = meeting_of(decision)
    day = format_date(meeting.date) if meeting.date else "uden dato"
    closed = " Lukket punkt." if decision.closed else ""
    show(
        "lead",
        text=sentence(f"{meeting.body}, {day}: {status_of(agenda, decision)}"),
        more=f"Kvittering {decision.number}.{closed}",
    )
    filed = fate(agenda, decision.number).filed
    known = Decided(filed) if filed else None
    said = (
        f"Journaliseret: {format_date(dt.date.fromisoformat(known.content['date']))}, dok.nr. {known.text('document')}."
        if known
        else "Ikke journaliseret endnu."
    )
    names = ("item_no", "case_no", "present", "absent", "substitutes", "follow_up", "source", "signed")
    lines = [(FIELD_NAMES[name], decision.text(name)) for name in names if decision.text(name)]
    if decision.deadline:
        lines.append(("Frist", format_date(decision.deadline)))
    if lines:
        show("trace", lines=lines)
    show("footnotes", notes=[f"{said} Dette er ikke arkivet: den gældende sag ligger i sagssystemet (ESDH)."])


def _say_links(agenda: Agenda, decision: Decided) -> None:
    """Ways to what this one corrects or takes up again, and to what later stands in its place."""
    later = fate(agenda, decision.number)
    said = {EntryKind.RETTELSE: "Retter", EntryKind.GENOPTAGELSE: "Genoptager"}
    ways = []
    if decision.entry.kind in said and decision.entry.refers:
        ways.append(
            (f"{said[decision.entry.kind]} kvittering {decision.entry.refers}", decision.entry.refers)
        )
    if later.corrected_by:
        ways.append((f"Rettet med kvittering {later.corrected_by.number}", later.corrected_by.number))
    ways += [(f"Genoptaget med kvittering {d.number} ({d.outcome})", d.number) for d in later.reopened_by]
    if ways:
        with st.container(horizontal=True):
            for label, number in ways:
                st.button(label, key=f"til_kvittering_{number}", on_click=_open, args=(number,))


def _open(number: int) -> None:
    go_to("find", beslutning=str(number))


def _say_broken(agenda: Agenda, decision: Decided) -> None:
    lines = [str(b) for b in agenda.broken if b.number == decision.number]
    if lines:
        heading = "Brudt: nogen har ændret denne beslutning uden om programmet."
        show("notes", tone="fejl", heading=heading, lines=lines)


def _say_departures(decision: Decided) -> None:
    found = departures(base_data(), decision)
    if found:
        heading = "Kursuslisten siger noget andet end det, der blev besluttet"
        show("notes", tone="", heading=heading, lines=[departure_text(d) for d in found])


def _say_economy(decision: Decided) -> None:
    st.header("Økonomi", anchor=False)
    money = locked(decision)
    for paragraph in money.paragraphs:
        st.text(paragraph)
    if money.figure is not None:
        chart(money.figure, key=f"laast_billede_{decision.number}", alt=money.alt)
    for table in money.tables:
        show_table(table)
    if decision.calculation is None:
        return
    folded("Sådan er hvert tal regnet", f"regnet_{decision.number}", lambda: _say_origins(decision))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("Beregn igen", key="beregn_igen", on_click=_again, args=(decision.number,))
    if st.session_state.get("beregnet") == decision.number:
        _say_again(recalculate(decision.entry))


def show_table(table: Table) -> None:
    """A table as papers have it."""
    show("table", caption=table.caption, headings=table.headings, numeric=table.numeric, rows=table.rows)


def _again(number: int) -> None:
    st.session_state["beregnet"] = number


def _say_again(found: Recalculation) -> None:
    tone = "fejl" if found.verdict is Verdict.BRUDT else ""
    lines = [found.why, *map(str, found.other)]
    show("notes", tone=tone, heading=_VERDICTS[found.verdict], lines=[line for line in lines if line])


def _say_origins(decision: Decided) -> None:
    """What every locked figure rests on: pool, frames, answers, changes, and how each activity's was worked out."""
    if decision.inputs is None:
        return
    base, scenario = decision.inputs
    evaluation = evaluate(base, scenario)
    lines = trace_lines(base, scenario, scenario, evaluation)
    show("trace", lines=[line for line in lines if line[0] != COMMAND])
    rows = [
        (
            c.course.title,
            cost_formula(c.course) or "ikke prissat",
            reason_text(base, evaluation, c.course.id),
            estimated_fields(c.course) or "intet",
        )
        for c in evaluation.first.courses
    ]
    headings = ("Aktivitet", "Sådan blev prisen regnet", "Hvad den fik af puljen, og hvorfor", "Vores skøn")
    show("table", caption="De låste forudsætninger", headings=headings, numeric=(), rows=rows)


def _say_difference(agenda: Agenda, decision: Decided) -> None:
    """What a correction or a reopening changed in kroner."""
    old = decided(agenda.entry(decision.entry.refers))
    if old is None:
        return
    st.header(plain(f"Forskel fra kvittering {old.number}"), anchor=False)
    found = moved(old, decision)
    if not found:
        st.text("Den ene af de to er uden beregning, så forskellen kan ikke regnes i kroner.")
        return
    rows = [(m.what, span_text(m.before), span_text(m.after), _difference(m.difference)) for m in found]
    headings = ("Tal", f"Kvittering {old.number}", f"Kvittering {decision.number}", "Forskel")
    show("table", caption="Forskellen i kroner", headings=headings, numeric=(1, 2, 3), rows=rows)


def _difference(span: Span | None) -> str:
    return format_signed_span(span.low, span.high) if span else "–"


def _say_led_to(decision: Decided) -> None:
    found = led_to(base_data(), decision, dates.today())
    if not found:
        return
    st.header("Hvad er der kommet ud af det?", anchor=False)
    rows = [
        (
            f.decided.title,
            f.status,
            span_text(f.decided.claimed),
            span_text(f.planned),
            span_text(f.committed),
            span_text(f.spent),
        )
        for f in found
    ]
    headings = ("Aktivitet", "Status nu", "Besluttet", "Planlagt", "Disponeret", "Forbrugt")
    show("table", caption="Besluttet og brugt", headings=headings, numeric=(2, 3, 4, 5), rows=rows)
    show("footnotes", notes=["Besluttet er det, aktiviteten trækker på puljen i den låste beregning."])


def say_route(agenda: Agenda, steps: Sequence[Decided], heading: str) -> None:
    """The bodies through which a matter has travelled and is to travel, each with its own outcome."""
    if not steps:
        return
    case = steps[0].text("case")
    ahead = [i for i in agenda.items if i.case == case]
    if len(steps) + len(ahead) < 2:
        return
    meetings = {m.id: m for m in agenda.meetings}
    rows = [(d.text("body"), d.date, status_of(agenda, d), f"kvittering {d.number}") for d in steps]
    rows += [
        (meetings[i.meeting].body, meetings[i.meeting].date, i.outcome.value, "forberedt punkt")
        for i in ahead
        if i.meeting in meetings
    ]
    rows.sort(key=lambda row: row[1] or dt.date.max)
    said = [
        (body, format_date(day) if day else "uden dato", outcome, where) for body, day, outcome, where in rows
    ]
    headings = ("Instans", "Dato", "Udfald", "Hvor")
    st.header("Sagens vej", anchor=False)
    show("table", caption=f"Sagens vej: {heading}", headings=headings, numeric=(), rows=said)


def _say_lock(decision: Decided) -> None:
    entry = decision.entry
    found = decision.calculation
    lines = [
        ("Kvittering", str(entry.number)),
        ("Skrevet", format_moment(dt.datetime.fromisoformat(entry.written_at))),
        ("Kontrolsum (SHA-256)", entry.hash),
        ("Forrige posts kontrolsum", entry.previous),
    ]
    if found is not None:
        scenario = found["scenario"]
        changed = "ændret på mødet" if scenario["changed"] else "som gemt"
        lines += [
            ("Grunddata", f"version {found['data_version']}"),
            (
                "Scenarie",
                f"{decision.text('scenario')} ({scenario['key']}, version {scenario['version']}), {changed}",
            ),
            ("Beregner", found["engine_version"]),
        ]
    lines.append(("Det samme fra kommandolinjen", "python -m lederpulje decisions --json"))
    show("trace", lines=lines)
    st.code(entry.content, language=None, wrap_lines=True)
