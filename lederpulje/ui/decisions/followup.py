"""*Hvad er vi i gang med?*: what decisions asked somebody to do, by when, and what has come of the money."""

from __future__ import annotations

import streamlit as st

from lederpulje import dates
from lederpulje.actions.decisions.following import Due, FollowUp, come_of, follow_ups
from lederpulje.actions.moneytext import span_text
from lederpulje.dates import format_date
from lederpulje.model import Agenda
from lederpulje.ui.decisions.listing import open_document
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.session import base_data
from lederpulje.ui.texts import plain, show
from lederpulje.wording import short_title

_ON_SCREEN, _LONGEST = 4, 60
_WORDS = {Due.OVERSKREDET: "overskredet", Due.AABEN: "åben", Due.FAERDIG: "færdig"}


def say_follow_up(agenda: Agenda) -> None:
    """Figures, a sentence, each follow-up with a way to its decision, and decided against spent."""
    today = dates.today()
    found = follow_ups(agenda, today)
    st.header("Hvad er vi i gang med?", anchor=False)
    late, still = ([f for f in found if f.due is due] for due in (Due.OVERSKREDET, Due.AABEN))
    show("lead", text=_sentence(late, still, found), more=f"Opgjort {format_date(today)}.")
    for each in found:
        _say_one(each)
    _say_money(agenda)


def say_in_progress(agenda: Agenda) -> None:
    """The same on the projector: how many, the sentence, and those that are most urgent; nothing of closed items."""
    found = tuple(f for f in follow_ups(agenda, dates.today()) if not f.decision.closed)
    late, still, done = (
        [f for f in found if f.due is due] for due in (Due.OVERSKREDET, Due.AABEN, Due.FAERDIG)
    )
    show(
        "figures",
        figures=[
            KeyFigure("Åbne", ((str(len(late) + len(still)), ""),), "bedt om og ikke færdige"),
            KeyFigure("Over fristen", ((str(len(late)), ""),), "af de åbne", "mangler" if late else ""),
            KeyFigure("Færdige", ((str(len(done)), ""),), f"af {len(found)} i alt"),
        ],
    )
    shown = [*late, *still][:_ON_SCREEN]
    rest = len(late) + len(still) - len(shown)
    more = f" · {rest} til står på siden Beslutninger" if rest > 0 else ""
    show(
        "conclusion", text=_sentence(late, still, found), more=f"Opgjort {format_date(dates.today())}{more}."
    )
    if shown:
        show(
            "inprogress", rows=[(short_title(f.decision.text("heading"), _LONGEST), _facts(f)) for f in shown]
        )


def _facts(each: FollowUp) -> str:
    """How far it is, who does it and by when."""
    deadline = f"frist {format_date(each.deadline)}" if each.deadline else "uden frist"
    done = f" {format_date(each.done)}" if each.done else ""
    return f"{_WORDS[each.due]}{done} · {short_title(each.who, _LONGEST) or 'ingen nævnt'} · {deadline}"


def _sentence(late: list[FollowUp], still: list[FollowUp], found: tuple[FollowUp, ...]) -> str:
    if not found:
        return "Ingen beslutning beder nogen om at følge op."
    if late:
        return f"{len(late)} af {len(late) + len(still)} åbne opfølgninger har overskredet fristen."
    if still:
        return f"Åbne opfølgninger: {len(still)}. Ingen af dem er for sent."
    return "Alle opfølgninger er færdige."


def _say_one(each: FollowUp) -> None:
    decision = each.decision
    with st.container(key=f"opfoelgning_{decision.number}"):
        st.button(
            plain(decision.text("heading")),
            key=f"foelg_op_{decision.number}",
            type="tertiary",
            on_click=open_document,
            args=(str(decision.number),),
        )
        facts = f"{_facts(each)} · {decision.text('body')}, kvittering {decision.number}"
        show("hit", facts=facts, excerpt=((each.note, False),) if each.note else (), missing=())


def _say_money(agenda: Agenda) -> None:
    rows = [
        (
            found.decided.title,
            f"kvittering {found.decided.decision.number}",
            found.status,
            *map(span_text, (found.decided.claimed, found.planned, found.committed, found.spent)),
        )
        for found in come_of(agenda, base_data(), dates.today())
    ]
    if not rows:
        return
    st.header("Hvad har beslutningerne ført til?", anchor=False)
    headings = ("Aktivitet", "Besluttet med", "Status nu", "Besluttet", "Planlagt", "Disponeret", "Forbrugt")
    show("table", caption="Besluttet, bestilt og brugt", headings=headings, numeric=(3, 4, 5, 6), rows=rows)
    show("footnotes", notes=["Besluttet er det, aktiviteten trækker på puljen i den låste beregning."])
