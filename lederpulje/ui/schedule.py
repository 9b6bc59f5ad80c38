"""*Hvornår sker hvad?*: the year's activities, deadlines and meetings in time, and what has no date yet."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import streamlit as st

from lederpulje.charts.gantt import GanttRow, gantt
from lederpulje.dates import format_date, format_day, format_days, format_short_date, today
from lederpulje.insight.schedule import Entry, Event, EventKind, Schedule, schedule
from lederpulje.model import Course
from lederpulje.money import NBSP, format_number
from lederpulje.scenarios import Evaluation
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.frame import say_answer, small_line
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show
from lederpulje.wording import chart_title, short_title

_KEY = "tidsplan"
_MOST_WITH_FIGURES = 8  # activities; more of them need the room in a meeting
_HEIGHT_WITH_FIGURES, _HEIGHT = 348, 480  # pixels of the chart in a meeting
_TITLE = 60  # letters of a title in the sentence


def say_schedule(view: View, evaluation: Evaluation) -> None:
    """The screen *Tidsplan*: figures, what comes next, the chart; outside a meeting also lists and the table."""
    found = schedule(view.base, evaluation, today())
    many = len(view.base.courses_of(view.year))
    with_figures = not view.meeting or many <= _MOST_WITH_FIGURES
    if with_figures and many:
        with st.container(key="tidsplan_noegletal"):
            show("figures", figures=_figures(found))
    said = schedule_sentence(found, view.year)
    with st.container(key="tidsplan_svar"):
        say_answer(view, _KEY, said, small_line(view, evaluation, *_notes(found), unpriced=False))
    _chart(view, found, said, with_figures)
    if view.meeting:
        return
    if found.undated:
        count = len(found.undated)
        heading = f"Uden dato: {format_number(count)} {'aktivitet' if count == 1 else 'aktiviteter'}"
        show("notes", tone="", heading=heading, lines=[_undated_line(e) for e in found.undated])
    folded("Datoerne i tabel", "tidsplan_tal", lambda: _tables(view, found))


def _chart(view: View, found: Schedule, said: str, with_figures: bool) -> None:
    shown = found.entries if view.meeting else found.placed
    if not shown and not found.meetings:
        return
    with_year = found.shown.start.year != found.shown.end.year
    rows = [
        GanttRow(
            chart_title(e.course.title),
            when_words(e, with_year),
            e.days,
            e.exact and not e.maybe,
            e.course.deadline,
        )
        for e in shown
    ]
    height = (_HEIGHT_WITH_FIGURES if with_figures else _HEIGHT) if view.meeting else None
    meetings = [(m.date, m.body) for m in found.meetings if m.date]
    today = found.today if found.has_today else None
    figure = gantt(rows, found.shown, meetings, today, chart_width(view.meeting), height)
    chart(figure, key=_KEY, alt=said)


def when_words(entry: Entry, with_year: bool = True) -> str:
    """When an activity takes place: its dates, or the period in the words of the list."""
    if entry.days and entry.exact:
        said = format_days(entry.days.start, entry.days.end, with_year=with_year)
    elif entry.days:
        said = entry.course.period
    else:
        said = f"uden dato ({entry.course.period})" if entry.course.period else "uden dato"
    return f"{said}, måske" if entry.maybe else said


def schedule_sentence(found: Schedule, year: int) -> str:
    """What comes next, and how many activities have no date yet."""
    count, without = len(found.entries), len(found.entries) - len(found.dated)
    if count == 0:
        return f"Der er ingen aktiviteter at lægge i kalenderen i {year}."
    coming = f"Næste er {event_text(found.next)}. " if found.next else ""
    if without == 0:
        return f"{coming}{'Aktiviteten' if count == 1 else f'Alle {format_number(count)} aktiviteter'} har en dato."
    if count == 1:
        known = "den står med en periode i ord" if found.placed else "der er heller ingen periode"
        return f"{coming}Aktiviteten har ingen dato endnu; {known}."
    who = f"{format_number(without)} af {format_number(count)} aktiviteter har ingen dato endnu"
    if not found.undated:
        return f"{coming}{who}, kun en periode i ord."
    if without == len(found.undated):
        return f"{coming}{who} og heller ingen periode."
    words = format_number(without - len(found.undated))
    return f"{coming}{who}: {words} har en periode i ord, {format_number(len(found.undated))} har ingen af delene."


def event_text(event: Event) -> str:
    """What happens on a day, and which."""
    title, day = short_title(event.title, _TITLE), format_date(event.date)
    match event.kind:
        case EventKind.FRIST:
            return f"tilmeldingsfristen for {title} den {day}"
        case EventKind.MOEDE:
            return f"mødet i {title} den {day}"
        case EventKind.START:
            return f"{title}, der begynder den {day}"


def _figures(found: Schedule) -> list[KeyFigure]:
    count, undated = len(found.entries), len(found.undated)
    words = len(found.placed) - len(found.dated)
    whole = f"af{NBSP}{format_number(count)}"
    none = f"{format_number(undated)} har hverken dato eller periode" if undated else ""
    return [
        KeyFigure("Aktiviteter med dato", ((format_number(len(found.dated)), whole),), none),
        KeyFigure(
            "Kun en periode i ord",
            ((format_number(words), whole),),
            "skraveret, for det er ingen dato" if words else "",
        ),
        _next_figure(found),
    ]


def _next_figure(found: Schedule) -> KeyFigure:
    coming = found.next
    if coming is None:
        return KeyFigure("Næste dato", (("Ingen", ""),), f"fra i dag, {format_date(found.today)}, og frem")
    kinds = {EventKind.FRIST: "Frist: ", EventKind.MOEDE: "Møde: ", EventKind.START: ""}
    note = f"{kinds[coming.kind]}{short_title(coming.title, _TITLE)}"
    return KeyFigure("Næste dato", ((format_day(coming.date), str(coming.date.year)),), note)


def _notes(found: Schedule) -> Iterator[str]:
    """The small line: where today is, what the drawing means, what is left out."""
    if not found.has_today:
        yield f"I dag, {format_date(found.today)}, er uden for perioden."
    if any(not e.exact for e in found.placed):
        yield "Skraveret: ingen dato, kun en periode i ord."
    if any(e.maybe for e in found.entries):
        yield "Måske: et åbent svar afgør, om det afholdes."
    if found.not_held:
        count = len(found.not_held)
        yield f"{format_number(count)} {'aktivitet' if count == 1 else 'aktiviteter'} afholdes ikke og er ikke vist."


def _undated_line(entry: Entry) -> str:
    deadline = entry.course.deadline
    known = [
        entry.course.period,
        "måske" if entry.maybe else "",
        f"frist {format_date(deadline)}" if deadline else "",
    ]
    return ": ".join(part for part in (entry.course.title, ", ".join(k for k in known if k)) if part)


def _tables(view: View, found: Schedule) -> None:
    maybe = {e.course.id for e in found.entries if e.maybe}
    rows = [
        _table_row(e.course, "måske" if e.course.id in maybe else e.course.status.value)
        for e in found.entries
    ]
    rows += [_table_row(c, "afholdes ikke") for c in found.not_held]
    show(
        "table",
        caption=f"Datoer i {view.year}",
        headings=("Aktivitet", "Start", "Slut", "Tilmeldingsfrist", "Periode", "Status"),
        numeric=(),
        rows=rows,
    )
    if found.meetings:
        meetings = [(m.body, _day(m.date)) for m in found.meetings]
        show("table", caption="Møder", headings=("Instans", "Dato"), numeric=(), rows=meetings)


def _table_row(course: Course, status: str) -> tuple[str, ...]:
    days = (_day(date) for date in (course.start, course.end, course.deadline))
    return (course.title, *days, course.period or "–", status)


def _day(date: dt.date | None) -> str:
    return format_short_date(date) if date else "–"
