"""Decisions and prepared items as documents to search in, and the choices to filter them by."""

from __future__ import annotations

from collections.abc import Mapping

from lederpulje.actions.decisions.reading import Decided, decisions, status_of
from lederpulje.insight.search import Document, Index
from lederpulje.kept import Kept
from lederpulje.model import Agenda, AgendaItem, BaseData

_INDEXES: Kept[Index] = Kept(4)
_TEXTS = (
    *("decision", "recommendation", "summary", "presentation", "news", "dissent", "conflict", "appendices"),
    *("follow_up", "case_no", "source"),
)


def index_of(base: BaseData, agenda: Agenda, *, closed: bool = True) -> Index:
    """The index of everything that is on the agenda or in the journal; built once for what stands there now."""
    return _INDEXES.get(
        base,
        (agenda.head, agenda.meetings, agenda.items, closed),
        lambda: Index(documents(base, agenda, closed=closed)),
    )


def documents(base: BaseData, agenda: Agenda, *, closed: bool = True) -> tuple[Document, ...]:
    """Every decision by its number and every prepared item by its id (`punkt:…`); closed ones only if asked for."""
    titles = {c.id: c.title for c in base.courses}
    bodies = {m.id: m for m in agenda.meetings}
    treated = [_of_decision(agenda, d, titles) for d in decisions(agenda) if closed or not d.closed]
    prepared = [_of_item(i, bodies, titles) for i in agenda.items if closed or not i.closed]
    return (*treated, *prepared)


def _of_decision(agenda: Agenda, found: Decided, titles: Mapping[str, str]) -> Document:
    years = {found.year, found.date.year if found.date else None} - {None}
    return Document(
        str(found.number),
        found.text("heading"),
        tuple(found.text(name) for name in _TEXTS),
        found.text("body"),
        found.date,
        tuple(sorted(y for y in years if y is not None)),
        found.courses,
        tuple(titles.get(c, c) for c in found.courses),
        status_of(agenda, found),
        found.closed,
    )


def _of_item(item: AgendaItem, meetings: Mapping[str, object], titles: Mapping[str, str]) -> Document:
    meeting = meetings.get(item.meeting)
    date, body = getattr(meeting, "date", None), getattr(meeting, "body", "")
    years = {item.year, date.year if date else None} - {None}
    return Document(
        f"punkt:{item.id}",
        item.heading,
        tuple(str(getattr(item, name)) for name in _TEXTS),
        body,
        date,
        tuple(sorted(y for y in years if y is not None)),
        item.courses,
        tuple(titles.get(c, c) for c in item.courses),
        item.outcome,
        item.closed,
    )
