"""*Budgetopfølgning*: what is spent, ordered, planned and free, as table and workbook; and the ledger's posts."""

from __future__ import annotations

import streamlit as st

from lederpulje import dates
from lederpulje.actions.budget import HEADINGS, NOT_SETTLED, budget_workbook
from lederpulje.actions.moneytext import free_sentence, notes_of, release_sentence
from lederpulje.actions.trace import command_with
from lederpulje.insight.budget import Budget, BudgetRow, budget
from lederpulje.insight.money import Money, money
from lederpulje.money import format_plain
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.decisions.links import say_decided_money
from lederpulje.ui.frame import say_problems
from lederpulje.ui.free import draw_free, free_figures, plain_span, release_table
from lederpulje.ui.ledger import say_ledger
from lederpulje.ui.page import Lines
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show

_MOST_OPEN = 12  # rows of a table that stands open
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def say_budget(view: View, evaluation: Evaluation) -> None:
    """The whole page."""
    found = money(view.base, evaluation, dates.today())
    said = free_sentence(view.base, found)
    show("figures", figures=free_figures(view, found))
    show("conclusion", text=said, more=release_sentence(found))
    draw_free(view, found, said, key="budget")
    say_problems(view, evaluation)
    _budget(view, found)
    if len(found.releases) > _MOST_OPEN:
        folded("Hvad kan frigøres, og hvornår?", "frit_tal", lambda: release_table(view, found))
    elif found.releases:
        release_table(view, found)
    say_decided_money(view)
    say_ledger(view, found)


def _budget(view: View, found: Money) -> None:
    rows = budget(view.base, found)
    with st.container(key="budget_tabel"):
        show(
            "table",
            caption=f"Budgetopfølgning {view.year}, kr.",
            headings=HEADINGS,
            numeric=tuple(range(1, len(HEADINGS))),
            rows=[_cells(row) for row in (*rows.rows, rows.total)],
        )
    notes = [*notes_of(found), *_about(rows, found)]
    show("footnotes", notes=notes)
    st.download_button(
        "Hent budgetopfølgningen som Excel",
        budget_workbook(view.base, found),
        file_name=f"Budgetopfoelgning-{view.year}.xlsx",
        mime=_XLSX,
        key="hent_budget",
        on_click="ignore",
    )


def _cells(row: BudgetRow) -> tuple[str, ...]:
    return (
        row.title,
        format_plain(row.original),
        NOT_SETTLED if row.carried is None else plain_span(Span(row.carried, row.carried)),
        format_plain(row.corrected),
        *map(plain_span, (row.spent, row.committed, row.expected, row.rest)),
    )


def _about(rows: Budget, found: Money) -> list[str]:
    notes = []
    if rows.unsettled:
        notes.append("Overførslen fra året før er ikke afklaret alle steder. Der er den regnet som 0 kr.")
    notes.append(
        f"Opgjort {dates.format_date(found.today)}. Disponeret er det, der er bestilt og ikke betalt endnu. "
        "Forventet regnskab er forbrugt, disponeret og planlagt."
    )
    return notes


def budget_sources(view: View, evaluation: Evaluation) -> Lines:
    """The command that gives the same figures."""
    ignored = [problem.where for problem in evaluation.problems]
    words = ["budget", "--today", dates.today().isoformat()]
    return [
        (
            "Forbrugt og disponeret fra kommandolinjen",
            command_with(words, view.base, view.origin, view.scenario, ignored),
        )
    ]
