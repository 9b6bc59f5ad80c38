"""The board's questions on *Scenarier*: what can be decided today, and what would make it fit."""

from __future__ import annotations

import streamlit as st

from lederpulje.actions.drafts import with_overrides
from lederpulje.charts.answers import Outcome, decidable_bar, outcome_bars
from lederpulje.findings import decidable_sentence, repair_action, repair_price, repairs_sentence, when_text
from lederpulje.insight import Decidable, Repair, Repairs, decidable, repairs
from lederpulje.model import StepKind
from lederpulje.money import format_kr, format_number
from lederpulje.scenarios import Evaluation, evaluate, with_settings
from lederpulje.ui.frame import say_answer
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View, change_draft
from lederpulje.ui.texts import folded, show
from lederpulje.wording import headroom_text

_COLUMNS = ("Kan besluttes nu", "Kan besluttes på en betingelse", "Kan ikke besluttes")
_MOST_LINES, _MEETING_LINES = 6, 4  # in a column; all of them stand in the table
_BAR_HEIGHT, _OUTCOME_HEIGHT = {True: 44, False: 56}, {True: 66, False: 76}  # pixels of a row


def say_decidable(view: View, evaluation: Evaluation) -> None:
    """*Hvad kan besluttes i dag?* while answers are open: three columns, a bar for each, the sums in a sentence."""
    if not evaluation.open and not view.meeting:
        return
    found = decidable(view.base, view.scenario)
    costs = {key: _cost(evaluation, key) for key in (c.course.id for c in evaluation.first.courses)}
    groups = (found.now, tuple(c.course for c in found.conditional), found.never)
    now, conditional, never = (sum(costs[key] or 0 for key in group) for group in groups)
    amounts = (now, conditional, never)
    said = decidable_sentence(found, amounts)
    say_answer(view, "besluttes", said)
    columns = _columns(view, evaluation, found, costs)
    most = _MEETING_LINES if view.meeting else _MOST_LINES
    show(
        "columns",
        columns=[(heading, _shortened(lines, most)) for heading, lines in columns],
        level=2 if view.meeting else 3,
    )
    if any(amounts):
        chart(
            decidable_bar(amounts, chart_width(view.meeting), _BAR_HEIGHT[view.meeting]),
            key="besluttes",
            alt=said,
        )
    if view.meeting:
        return
    folded(
        "Aktiviteterne i tabel",
        "besluttes_tal",
        lambda: show(
            "table",
            caption="Hvad der kan besluttes i dag",
            headings=("Aktivitet", "Pris", "Beslutning"),
            numeric=(),
            rows=[(title, note, heading) for heading, lines in columns for title, note in lines],
        ),
    )


def _cost(evaluation: Evaluation, key: str) -> int | None:
    """What an activity costs at most over the open answers, `None` while it is not priced."""
    known = [cost for r in evaluation.results if (cost := r.course(key).cost) is not None]
    return max(known) if known else None


def _columns(
    view: View, evaluation: Evaluation, found: Decidable, costs: dict[str, int | None]
) -> list[tuple[str, list[tuple[str, str]]]]:
    titles = {c.course.id: c.course.title for c in evaluation.first.courses}

    def line(key: str, when: str = "") -> tuple[str, str]:
        cost = costs[key]
        price = "ikke prissat" if cost is None else format_kr(cost)
        return titles[key], f"{price}, hvis {when}" if when else price

    conditional = [line(c.course, when_text(view.base, c.when)) for c in found.conditional]
    lines = ([line(k) for k in found.now], conditional, [line(k) for k in found.never])
    return list(zip(_COLUMNS, lines, strict=True))


def _shortened(lines: list[tuple[str, str]], most: int) -> list[tuple[str, str]]:
    """The first lines of a column, and how many more there are."""
    if len(lines) <= most:
        return lines
    return [*lines[: most - 1], (f"og {format_number(len(lines) - most + 1)} til", "")]


def say_repairs(view: View, evaluation: Evaluation) -> None:
    """*Hvad skal der til?* when a frame is overrun: the three best single changes, each to be taken at once."""
    found = repairs(view.base, view.scenario)
    if found.frame is None:
        if view.meeting:
            say_answer(view, "forslag", "Ingen delramme er overskredet. Der skal ikke noget til.")
        return
    said = repairs_sentence(view.base, evaluation, found)
    say_answer(view, "forslag", said)
    if not found.repairs:
        return
    for number, (place, repair) in enumerate(zip(st.columns(3), found.repairs, strict=False)):
        with place:
            action = repair_action(view.base, view.year, repair)
            show("card", title=action, note=repair_price(repair))
            if not view.canvas:
                st.button(
                    "Anvend", key=f"anvend_{number}", on_click=_apply, args=(view, repair), width="stretch"
                )
    outcomes = [Outcome("Som det er", -found.overrun), *_outcomes(view, found)]
    chart(
        outcome_bars(outcomes, chart_width(view.meeting), _OUTCOME_HEIGHT[view.meeting]),
        key="forslag",
        alt=said,
    )
    if view.meeting:
        return
    folded("Forslagene i tal", "forslag_tal", lambda: _table(view, found, outcomes[1:]))


def _apply(view: View, repair: Repair) -> None:
    change_draft(lambda draft: with_overrides(view.base, draft, repair.settings), StepKind.FORSLAG)


def _outcomes(view: View, found: Repairs) -> list[Outcome]:
    """What each repair leaves of the frame, under the answers that leave least."""
    outcomes = []
    for repair in found.repairs:
        after = evaluate(view.base, with_settings(view.scenario, {}, dict(repair.settings)))
        balance = after.frame_span(found.frame or "", "balance").low
        outcomes.append(Outcome(repair_action(view.base, view.year, repair), balance))
    return outcomes


def _table(view: View, found: Repairs, outcomes: list[Outcome]) -> None:
    show(
        "table",
        caption="Hvad der skal til",
        headings=("Ændring", "Sparer", "Flyttes", "Mister plads", "Delrammen bagefter"),
        numeric=(1, 2, 3),
        rows=[
            (
                outcome.name,
                format_kr(repair.saves),
                format_kr(repair.moved),
                format_number(repair.participants_lost),
                headroom_text(outcome.balance),
            )
            for repair, outcome in zip(found.repairs, outcomes, strict=True)
        ],
    )
