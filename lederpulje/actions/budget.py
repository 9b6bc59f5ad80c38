"""*Budgetopfølgning* outside the screen: as JSON and lines for the command line, and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from lederpulje.actions.moneytext import (
    fee_text,
    free_sentence,
    free_text,
    freed_text,
    notes_of,
    release_sentence,
    span_text,
    when_text,
)
from lederpulje.dates import format_date, parse_date, today
from lederpulje.errors import DateError, IllegalValue
from lederpulje.exchange.budget_sheet import Cell, Table, tables_workbook
from lederpulje.insight.budget import Budget, BudgetRow, budget
from lederpulje.insight.money import FrameMoney, Money, Release, World, money
from lederpulje.model import BaseData, Scenario
from lederpulje.money import format_kr, format_signed
from lederpulje.scenarios import Span, evaluate

Json = dict[str, Any]
NOT_SETTLED = "ikke afklaret"
HEADINGS = (
    "Delramme",
    "Oprindeligt budget",
    "Overførsel",
    "Korrigeret budget",
    "Forbrug",
    "Disponeret",
    "Forventet regnskab",
    "Rest",
)
_FRAME = ("amount", "spent", "committed", "planned", "wished", "expected", "free")
_SPANS = ("spent", "committed", "expected", "rest")


def day_of(text: str | None) -> dt.date:
    """The day that figures are made up on; without a text today. Raises IllegalValue for what is no date."""
    try:
        return today() if text is None else parse_date(text)
    except DateError as error:
        raise IllegalValue("--today", text or "", str(error)) from error


def budget_answer(base: BaseData, scenario: Scenario, day: dt.date) -> tuple[Json, list[str]]:
    """A year's money: the figures, and the lines to read."""
    found = money(base, evaluate(base, scenario), day)
    rows = budget(base, found)
    return _budget_json(found, rows), _budget_lines(base, found, rows)


def _budget_json(found: Money, rows: Budget) -> Json:
    evaluation = found.evaluation
    spans = _Spans(found)
    budgets = {row.key: row for row in rows.rows if row.key}
    frames = [
        {"frame": f.frame.key, **_set(budgets[f.frame.key]), **spans.row(lambda w, at=at: w.frames[at])}  # type: ignore[misc]
        for at, f in enumerate(found.worlds[0].frames)
        if f.frame
    ]
    return {
        "year": evaluation.scenario.year,
        "scenario": evaluation.scenario.key,
        "answers": {key: answer.value for key, answer in evaluation.answers},
        "today": found.today.isoformat(),
        "data_version": evaluation.data_version,
        "pool": {
            **_set(rows.total),
            **spans.row(lambda w: w.pool),
            "freed_oere": spans.amount(lambda w: w.freed),
        },
        "frames": frames,
        "outside": spans.row(lambda w: w.outside),
        "courses": [spans.course(at) for at in range(len(found.worlds[0].courses))],
        "releases": [_release_json(r, spans) for r in found.releases],
        "unknown": [course.id for course in found.unknown],
        "leftover": [post.id for post in found.leftover],
        "problems": [{"where": p.where, "message": p.message} for p in evaluation.problems],
    }


def _set(row: BudgetRow) -> Json:
    return {"original_oere": row.original, "carried_oere": row.carried}


class _Spans:
    """Amounts as numbers or, where something is open, as spans."""

    def __init__(self, found: Money) -> None:
        self.found = found
        self.is_open = bool(found.evaluation.open)

    def amount(self, value: Callable[[World], int]) -> int | Json:
        return self.span(self.found.span(value))

    def span(self, span: Span) -> int | Json:
        return {"low": span.low, "high": span.high} if self.is_open else span.low

    def row(self, of: Callable[[World], FrameMoney]) -> Json:
        return {f"{name}_oere": self.amount(lambda w, n=name: int(getattr(of(w), n))) for name in _FRAME}  # type: ignore[misc]

    def course(self, at: int) -> Json:
        first = self.found.worlds[0].courses[at]
        names = ("spent", "committed", "planned", "expected")
        return {
            "id": first.course.id,
            "status": first.course.status.value,
            "frame": first.frame,
            **{
                f"{name}_oere": self.amount(lambda w, n=name: int(getattr(w.courses[at], n)))  # type: ignore[misc]
                for name in names
            },
        }


def _release_json(release: Release, spans: _Spans) -> Json:
    terms = release.terms
    return {
        "id": release.course.id,
        "bound_oere": spans.span(release.bound),
        "freed_oere": spans.span(release.freed) if release.freed else None,
        "fee_oere": spans.span(release.fee) if release.fee else None,
        "free_until": terms.free_until.isoformat() if terms and terms.free_until else None,
        "until": terms.until.isoformat() if terms and terms.until else None,
        "terms": when_text(terms),
    }


def _budget_lines(base: BaseData, found: Money, rows: Budget) -> list[str]:
    lines = [free_sentence(base, found), release_sentence(found), ""]
    for row in (*rows.rows, rows.total):
        rest = free_text(row.rest.low, row.rest.high)
        carried = NOT_SETTLED if row.carried is None else format_signed(row.carried)
        lines.append(
            f"{row.title}: oprindeligt {format_kr(row.original)}, overførsel {carried}, korrigeret "
            f"{format_kr(row.corrected)}, forbrug {span_text(row.spent)}, disponeret {span_text(row.committed)}, "
            f"forventet regnskab {span_text(row.expected)}, {rest}"
        )
    lines += [
        f"- {r.course.title}: kan frigøre {freed_text(r)}, aflysning koster {fee_text(r)} ({when_text(r.terms)})"
        for r in found.releases
    ]
    return [*lines, *notes_of(found), f"Opgjort {format_date(found.today)}."]


# --- the workbook -------------------------------------------------------------------------------------------


def budget_workbook(base: BaseData, found: Money) -> bytes:
    """*Budgetopfølgning* as .xlsx: the budget, what can be set free, and the posts of the year's courses.

    An amount that hangs on open answers takes two columns, the lowest and the highest.
    """
    rows, year = budget(base, found), found.evaluation.scenario.year
    return tables_workbook(
        f"Budgetopfølgning {year}",
        (_budget_table(found, rows), _release_table(found), _post_table(base, found)),
    )


def _budget_table(found: Money, rows: Budget) -> Table:
    every = (*rows.rows, rows.total)
    wide = {name: any(not getattr(row, name).is_point for row in every) for name in _SPANS}
    headings = list(HEADINGS[:4])
    for name, heading in zip(_SPANS, HEADINGS[4:], strict=True):
        headings += [f"{heading} (lavest)", f"{heading} (højest)"] if wide[name] else [heading]
    cells: list[tuple[Cell, ...]] = []
    for row in every:
        line: list[Cell] = [row.title, row.original]
        line += [NOT_SETTLED if row.carried is None else row.carried, row.corrected]
        for name in _SPANS:
            span: Span = getattr(row, name)
            line += [span.low, span.high] if wide[name] else [span.low]
        cells.append(tuple(line))
    scenario = found.evaluation.scenario
    notes = (
        f"{scenario.name}, {scenario.year}. Opgjort {format_date(found.today)}. Beløb i kr. uden moms.",
        *notes_of(found),
    )
    return Table("Budgetopfølgning", tuple(headings), tuple(cells), notes, total=True)


def _release_table(found: Money) -> Table:
    headings = (
        "Aktivitet",
        "Status",
        "Bundet (højst)",
        "Kan frigøres i dag (mindst)",
        "Aflysning koster (højst)",
    )
    rows = tuple(
        (
            r.course.title,
            r.course.status.value,
            r.bound.high,
            "ukendt" if r.freed is None else r.freed.low,
            fee_text(r) if r.fee is None else r.fee.high,
            r.terms.free_until if r.terms else None,
            when_text(r.terms),
        )
        for r in found.releases
    )
    return Table("Kan frigøres", (*headings, "Gratis til og med", "Vilkår"), rows)


def _post_table(base: BaseData, found: Money) -> Table:
    year = found.evaluation.scenario.year
    titles = {course.id: course.title for course in base.courses_of(year)}
    left = {post.id for post in found.leftover}
    rows = tuple(
        (post.text, post.date, post.account, post.amount, titles.get(post.course, "ikke placeret"), post.file)
        for post in base.posts
        if post.course in titles or post.id in left
    )
    return Table("Posteringer", ("Tekst", "Dato", "Konto", "Beløb", "Aktivitet", "Fil"), rows)
