"""What was decided, shown at the course and in the money, each with a link to its receipt."""

from __future__ import annotations

from urllib.parse import urlencode

from lederpulje import dates
from lederpulje.actions.decisions.following import (
    DecidedCourse,
    come_of,
    decided_courses,
    departure_text,
    departures,
)
from lederpulje.actions.moneytext import span_text
from lederpulje.dates import format_date
from lederpulje.money import format_span
from lederpulje.ui.session import View, base_data, database, in_demo
from lederpulje.ui.texts import show
from lederpulje.wording import sentence


def say_decided_course(course: str) -> None:
    """What was decided of a course last, and how the list departs from it; nothing if nobody decided anything."""
    found = decided_courses(database().agenda()).get(course)
    if found is None:
        return
    decision = found.decision
    day = f" {format_date(decision.date)}" if decision.date else ""
    show(
        "decidedcourse",
        amount=span_text(found.claimed),
        where=sentence(f"af puljen, {_body(found)}{day}"),
        address=_address(decision.number),
        number=decision.number,
    )
    departed = [d for d in departures(base_data(), decision) if d.decided.course == course]
    if departed:
        show("notes", tone="", heading=departure_text(departed[0]), lines=())


def say_decided_money(view: View) -> None:
    """The decided activities of the year against what has been ordered and spent."""
    found = come_of(database().agenda(), view.base, dates.today(), view.year)
    if not found:
        return
    rows = [
        {
            "title": come.decided.title,
            "address": _address(come.decided.decision.number),
            "said": f"{_body(come.decided)}, kvittering {come.decided.decision.number}",
            "decided": span_text(come.decided.claimed),
            "committed": span_text(come.committed),
            "spent": span_text(come.spent),
        }
        for come in found
    ]
    show("decided", caption=f"Besluttet, disponeret og forbrugt {view.year}", rows=rows)
    low, high = (sum(getattr(come.decided.claimed, end) for come in found) for end in ("low", "high"))
    notes = [sentence(f"Besluttet i alt: {format_span(low, high)}")] if low == high else []
    show(
        "footnotes", notes=[*notes, "Besluttet er det, aktiviteten trækker på puljen i den låste beregning."]
    )


def _body(found: DecidedCourse) -> str:
    """Who decided it; of a closed item no more than that."""
    return "lukket punkt" if found.decision.closed else found.decision.text("body")


def _address(number: int) -> str:
    examples = {"eksempler": "ja"} if in_demo() else {}
    return f"beslutninger?{urlencode({'beslutning': str(number), **examples})}"
