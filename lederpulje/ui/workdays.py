"""*Hvad koster det i tid?*: working days of participants and mentors, beside the money."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lederpulje.actions.trace import command
from lederpulje.charts.workdays import DaysRow, days_text, workday_bars
from lederpulje.insight import CourseTime, Days, Time, time_spent
from lederpulje.money import NBSP, format_number
from lederpulje.scenarios import Evaluation
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.frame import say_screen, small_line
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show
from lederpulje.wording import chart_title

_KEY = "dagsvaerk"
_HEIGHT = 300  # pixels of the chart in a meeting
_BESIDE = "Tiden står ved siden af pengene og trækkes ikke fra puljen."


def say_workdays(view: View, evaluation: Evaluation) -> None:
    """The screen *Dagsværk*: figures, the sentence, a bar for each activity; outside a meeting also list and table."""
    held = {c.course.id for r in evaluation.results for c in r.courses if c.held}
    time = time_spent(view.base, view.scenario)
    courses = [c for c in time.courses if c.course.id in held]
    known, unknown = [c for c in courses if _is_known(c)], [c for c in courses if not _is_known(c)]
    said = workdays_sentence(time, len(known), len(unknown), view.year)
    with st.container(key="dagsvaerk_noegletal"):
        more = small_line(view, evaluation, _BESIDE, unpriced=False)
        say_screen(view, _KEY, _figures(time, known, len(courses)), said, more)
    rows = sorted((_row(c) for c in known), key=lambda row: -row.most)
    if view.meeting:
        rows += [_row(c) for c in unknown]
    if rows:
        height = _HEIGHT if view.meeting else None
        chart(workday_bars(rows, chart_width(view.meeting), height), key=_KEY, alt=said)
    if not view.meeting:
        _details(view, evaluation, known, unknown)


def _is_known(course: CourseTime) -> bool:
    return course.person_days is not None or course.mentor_days is not None


def _row(course: CourseTime) -> DaysRow:
    return DaysRow(chart_title(course.course.title), course.person_days, course.mentor_days)


def workdays_sentence(time: Time, known: int, unknown: int, year: int) -> str:
    """What participants and mentors spend, and how many activities nobody knows that of."""
    count = known + unknown
    if count == 0:
        return f"Der er ingen aktiviteter, der tager tid i {year}."
    if known == 0:
        return "Ingen aktiviteter har et kendt antal dagsværk, så tiden kan ikke gøres op endnu."
    said = f"Deltagerne bruger {days_text(time.person_days)} dagsværk"
    if time.mentor_days.high:
        said += f" og mentorerne {days_text(time.mentor_days)}"
    if time.person_days.low != time.person_days.high or time.mentor_days.low != time.mentor_days.high:
        said += ", alt efter hvad der svares"
    if unknown == 0:
        return f"{said}."
    whose = f"{format_number(unknown)} af {format_number(count)} aktiviteter"
    return f"{said}. For {whose} er tiden ikke kendt, og den er ikke regnet som nul."


def _figures(time: Time, known: Sequence[CourseTime], count: int) -> list[KeyFigure]:
    estimated = " (≈ skøn)" if any("participants" in c.course.estimated for c in known) else ""
    persons = [c for c in known if c.person_days is not None]
    mentors = [c for c in known if c.mentor_days is not None]
    unknown = count - len(known)
    return [
        _days_figure(f"Deltagernes tid{estimated}", time.person_days, persons),
        _days_figure(f"Mentorernes tid{estimated}", time.mentor_days, mentors),
        KeyFigure(
            "Aktiviteter uden kendt tid",
            ((format_number(unknown), f"af{NBSP}{format_number(count)}"),),
            "ikke regnet med, men heller ikke nul" if unknown else "alle er regnet med",
        ),
    ]


def _days_figure(name: str, days: Days, of: Sequence[CourseTime]) -> KeyFigure:
    if not of:
        return KeyFigure(name, (("Ukendt", ""),), "ingen aktiviteter har et tal for det")
    note = f"i {'1 aktivitet' if len(of) == 1 else f'{format_number(len(of))} aktiviteter'}"
    low, _, high = days_text(days).partition("–")
    return KeyFigure(name, ((f"{low}–", ""), (high, "dagsværk")) if high else ((low, "dagsværk"),), note)


def _details(
    view: View, evaluation: Evaluation, known: Sequence[CourseTime], unknown: Sequence[CourseTime]
) -> None:
    """What is not counted, by name, and the table with the command that gives the same."""
    if unknown:
        titles = [c.course.title for c in unknown]
        show("notes", tone="", heading="Antallet af dagsværk er ikke kendt", lines=titles)

    def draw() -> None:
        show(
            "table",
            caption=f"Dagsværk i {view.year}",
            headings=("Aktivitet", "Deltagere", "Mentorer", "Pr. deltager", "Pr. mentor"),
            numeric=(1, 2, 3, 4),
            rows=[_table_row(c) for c in (*known, *unknown)],
        )
        ignored = [problem.where for problem in evaluation.problems]
        same = command(view.base, view.origin, view.scenario, ignored).replace("evaluate", "ask time", 1)
        show("trace", lines=[("Samme tal fra kommandolinjen", same)])

    folded("Dagsværk i tabel", "dagsvaerk_tal", draw)


def _table_row(course: CourseTime) -> tuple[str, ...]:
    each = (course.course.days_per_participant, course.course.days_per_mentor)
    return (
        course.course.title,
        *(days_text(days) if days else "ikke kendt" for days in (course.person_days, course.mentor_days)),
        *(format_number(days.normalize()) if days is not None else "–" for days in each),
    )
