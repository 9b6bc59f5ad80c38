"""What can be taken out of the app as a file: its name, its kind and its bytes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lederpulje.actions.decisions.following import to_be_followed
from lederpulje.actions.overview import overview
from lederpulje.exchange.calendar import calendar
from lederpulje.exchange.csv_file import csv_file
from lederpulje.exchange.overview_sheet import overview_book
from lederpulje.exchange.papers import paper
from lederpulje.exchange.template import template
from lederpulje.exchange.workbook import TooLongForACell, check_lengths, workbook
from lederpulje.model import Agenda, BaseData, Scenario
from lederpulje.scenarios import Evaluation
from lederpulje.sheets.texts import rows_of

EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_YEARS_AHEAD = 3


@dataclass(frozen=True, slots=True)
class Export:
    """A file to be had: `make` builds it, and is called when somebody wants it."""

    name: str
    mime: str
    make: Callable[[], bytes]


def workbook_export(base: BaseData) -> Export:
    """The whole base data as Excel. Making it raises TooLongForACell."""
    return Export("Kursusliste.xlsx", EXCEL, lambda: workbook(base))


def csv_export(base: BaseData) -> Export:
    """The course list as csv."""
    return Export("Kursusliste.csv", "text/csv", lambda: csv_file(base))


def calendar_export(
    base: BaseData, year: int | None, moment: dt.datetime, agenda: Agenda | None = None
) -> Export:
    """Dates and deadlines of a year's list, or of all, with the follow-ups of what was decided."""
    standing = agenda or Agenda()
    revision = standing.head[0] if standing.head else 0
    return Export(
        f"Kalender {year}.ics" if year else "Kalender.ics",
        "text/calendar",
        lambda: calendar(base, year, moment, to_be_followed(standing), revision),
    )


def template_export(base: BaseData, year: int) -> Export:
    """An empty list for a year. Making it raises TooLongForACell."""
    return Export(f"Skabelon {year}.xlsx", EXCEL, lambda: template(base, year))


def overview_workbook(
    base: BaseData, evaluation: Evaluation, printed: dt.datetime, origin: Scenario | None = None
) -> Export:
    """The paper of a year under a scenario as Excel; `origin` is the saved scenario of a draft."""
    return Export(
        f"Oversigt {evaluation.scenario.year}.xlsx",
        EXCEL,
        lambda: overview_book(overview(base, evaluation, printed, origin)),
    )


def overview_paper(
    base: BaseData, evaluation: Evaluation, printed: dt.datetime, origin: Scenario | None = None
) -> Export:
    """The same as Word."""
    return Export(
        f"Oversigt {evaluation.scenario.year}.docx",
        _WORD,
        lambda: paper(overview(base, evaluation, printed, origin)),
    )


def too_long(base: BaseData) -> str:
    """What keeps the workbook from being made, as a message; empty if nothing does."""
    try:
        check_lengths(rows_of(base))
    except TooLongForACell as error:
        return str(error)
    return ""


def years_ahead(base: BaseData, today: dt.date) -> tuple[int, ...]:
    """The years that somebody may want a template for: the newest of the list, and some after it."""
    newest = max(base.years, default=today.year)
    return tuple(range(newest, max(newest, today.year) + _YEARS_AHEAD + 1))
