"""Papers: *Dagsordenspunkt* before the meeting and *Referat* after it, for one item or a whole meeting."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import plotly.graph_objects as go

from lederpulje.actions.decisions.agenda import items_of, meeting_name, treated_of
from lederpulje.actions.decisions.deciding import item_of, meeting_of
from lederpulje.actions.decisions.economy import Economy, locked, provisional
from lederpulje.actions.decisions.reading import Decided, fate
from lederpulje.dates import format_date
from lederpulje.errors import LederpuljeError, NoBrowser
from lederpulje.exchange.minutes import Item, Minutes, Picture, Section
from lederpulje.model import Agenda, AgendaItem, BaseData, EntryKind, Meeting, Scenario
from lederpulje.scenarios import evaluate
from lederpulje.store import Store

SECTIONS = (
    ("summary", "Resumé"),
    ("recommendation", "Indstilling"),
    ("decision", "Beslutning"),
    ("presentation", "Sagsfremstilling"),
    ("economy", "Økonomi"),
    ("appendices", "Bilag"),
)
_ARCHIVE = "Dette er ikke arkivet: den gældende sag ligger i kommunens sagssystem (ESDH)."
Drawing = Callable[[go.Figure], bytes]
"""Draws a figure as PNG. Raises NoBrowser."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a paper is made of: the meeting's agenda, today's base data, the headings, and how charts are drawn."""

    agenda: Agenda
    base: BaseData
    sections: tuple[tuple[str, str], ...]
    draw: Drawing
    printed: dt.datetime


def sections_of(store: Store) -> tuple[tuple[str, str], ...]:
    """The headings of papers, key and title, in their order."""
    chosen = store.sections()
    known = dict(SECTIONS)
    kept = tuple((key, title) for key, title in chosen if key in known)
    return (*kept, *((key, title) for key, title in SECTIONS if key not in dict(kept)))


def item_paper(wanted: Wanted, item: AgendaItem) -> Minutes:
    """*Dagsordenspunkt*: a prepared item, without a decision, its figures worked out today."""
    maker = _Maker(wanted)
    meeting = _meeting(wanted.agenda, item.meeting)
    made = maker.prepared(item)
    return maker.paper(f"Dagsordenspunkt: {item.heading}", meeting, (made,))


def decision_paper(wanted: Wanted, decision: Decided) -> Minutes:
    """*Referat* of one item: what was decided, its figures those of the lock."""
    maker = _Maker(wanted)
    made = maker.treated(decision)
    return maker.paper(f"Referat: {decision.text('heading')}", meeting_of(decision), (made,))


def meeting_paper(wanted: Wanted, own_id: str, *, minutes: bool, closed: bool = False) -> Minutes:
    """A whole meeting: its agenda (`minutes=False`) or its minutes. Closed items are left out unless asked for."""
    maker = _Maker(wanted)
    meeting = _meeting(wanted.agenda, own_id)
    prepared = [i for i in items_of(wanted.agenda, own_id) if closed or not i.closed]
    treated = [d for d in treated_of(wanted.agenda, own_id) if closed or not d.closed]
    left_out = len([i for i in items_of(wanted.agenda, own_id) if i.closed]) + len(
        [d for d in treated_of(wanted.agenda, own_id) if d.closed]
    )
    if minutes:
        made = [maker.treated(d) for d in treated]
        waiting = len(prepared)
        if waiting:
            maker.note(
                f"{waiting} {'punkt er' if waiting == 1 else 'punkter er'} endnu ikke behandlet og står ikke her."
            )
    else:
        made = [*(maker.prepared(i) for i in prepared), *(maker.announced(d) for d in treated)]
    if left_out and not closed:
        maker.note(f"Lukkede punkter, der er udeladt: {left_out}.")
    kind = "Referat" if minutes else "Dagsorden"
    return maker.paper(f"{kind}: {meeting_name(meeting)}", meeting, tuple(made))


class _Maker:
    """Makes items of a paper, and remembers what the reader must be told of it."""

    def __init__(self, wanted: Wanted) -> None:
        self.wanted = wanted
        self.notes: list[str] = []

    def note(self, said: str) -> None:
        if said not in self.notes:
            self.notes.append(said)

    def paper(self, title: str, meeting: Meeting, items: tuple[Item, ...]) -> Minutes:
        facts = (
            *(
                ("Instans", meeting.body),
                ("Dato", format_date(meeting.date) if meeting.date else "ikke fastsat"),
            ),
            *(("Sted", meeting.place), ("Til stede", meeting.present), ("Afbud", meeting.absent)),
            ("Stedfortrædere", meeting.substitutes),
        )
        known = tuple((name, text) for name, text in facts if text)
        notes = (*self.notes, _ARCHIVE)
        return Minutes(title, meeting_name(meeting), known, items, self.wanted.printed, notes)

    def prepared(self, item: AgendaItem) -> Item:
        """An item before its meeting."""
        texts = _texts(item)
        texts["decision"] = ()
        facts = self._facts(item, ("Udfald", "endnu ikke behandlet"))
        return Item(_heading(item), facts, self._sections(texts, self._today(item)))

    def announced(self, decision: Decided) -> Item:
        """An item that is treated already, as it stood on the agenda."""
        item = item_of(decision)
        texts = _texts(item)
        texts["decision"] = ()
        return Item(_heading(item), self._facts(item), self._sections(texts, locked(decision)))

    def treated(self, decision: Decided) -> Item:
        """An item after its meeting."""
        item = item_of(decision)
        facts = self._facts(item, *_happened(self.wanted.agenda, decision))
        return Item(_heading(item), facts, self._sections(_texts(item), locked(decision)))

    def _facts(self, item: AgendaItem, *more: tuple[str, str]) -> tuple[tuple[str, str], ...]:
        who = item.follow_up + (f", senest {format_date(item.deadline)}" if item.deadline else "")
        facts = (
            *(("Sagsnr.", item.case_no), ("Punkt", "lukket" if item.closed else "")),
            *more,
            *(("Opfølgning", who.removeprefix(", ")), ("Inhabilitet", item.conflict), ("Kilde", item.source)),
        )
        return tuple((name, text) for name, text in facts if text)

    def _sections(self, texts: dict[str, tuple[str, ...]], money: Economy | None) -> tuple[Section, ...]:
        made = []
        for key, title in self.wanted.sections:
            if key == "economy":
                if money is not None:
                    made.append(Section(title, money.paragraphs, money.tables, self._picture(money)))
            elif texts[key]:
                made.append(Section(title, texts[key], marked=key == "decision"))
        return tuple(made)

    def _picture(self, money: Economy) -> Picture | None:
        if money.figure is None:
            return None
        try:
            return Picture(self.wanted.draw(money.figure), money.alt)
        except NoBrowser as error:
            self.note(f"Papiret er lavet uden billeder: {error}")
            return None

    def _today(self, item: AgendaItem) -> Economy | None:
        """The figures of the scenario that an item builds on; of several the first, the others are named."""
        scenario = scenario_of(self.wanted.base, item)
        if scenario is None:
            return None
        try:
            found = provisional(self.wanted.base, evaluate(self.wanted.base, scenario))
        except LederpuljeError as error:
            return Economy((str(error),))
        others = [s.name for s in scenarios_of(self.wanted.base, item)[1:]]
        more = (f"Punktet bygger også på: {', '.join(others)}.",) if others else ()
        return replace(found, paragraphs=(*found.paragraphs, *more))


def scenarios_of(base: BaseData, item: AgendaItem) -> tuple[Scenario, ...]:
    """The scenarios that an item builds on, those of them that still are there."""
    year = item.year or max(base.years, default=0)
    known = {s.key: s for s in (base.scenarios_of(year) if base.pool(year) else ())}
    return tuple(known[key] for key in item.scenarios if key in known)


def scenario_of(base: BaseData, item: AgendaItem) -> Scenario | None:
    """The first of them, or `None`."""
    return next(iter(scenarios_of(base, item)), None)


def _happened(agenda: Agenda, decision: Decided) -> Sequence[tuple[str, str]]:
    """Outcome and receipt, and what points to and from the decision."""
    later = fate(agenda, decision.number)
    kind = decision.entry.kind
    said = {EntryKind.RETTELSE: "Retter", EntryKind.GENOPTAGELSE: "Genoptager"}
    filed = Decided(later.filed) if later.filed else None
    facts = [("Udfald", decision.outcome.value), ("Kvittering", str(decision.number))]
    if kind in said:
        facts += [(said[kind], f"kvittering {decision.entry.refers}"), ("Det nye", decision.text("news"))]
    if filed is not None:
        day = dt.date.fromisoformat(filed.content["date"])
        facts.append(("Journaliseret", f"{format_date(day)}, dok.nr. {filed.text('document')}"))
    return facts


def _texts(item: AgendaItem) -> dict[str, tuple[str, ...]]:
    decision = [item.decision, f"Mindretalsudtalelse: {item.dissent}" if item.dissent else ""]
    return {
        "summary": _paragraphs(item.summary),
        "recommendation": _paragraphs(item.recommendation),
        "decision": tuple(p for text in decision for p in _paragraphs(text)),
        "presentation": _paragraphs(item.presentation),
        "appendices": tuple(line.strip() for line in item.appendices.splitlines() if line.strip()),
    }


def _paragraphs(text: str) -> tuple[str, ...]:
    return tuple(part.strip("\n") for part in text.split("\n\n") if part.strip())


def _heading(item: AgendaItem) -> str:
    return f"{item.item_no}. {item.heading}" if item.item_no else item.heading


def _meeting(agenda: Agenda, own_id: str) -> Meeting:
    return agenda.meeting(own_id) or Meeting(own_id, "Ukendt møde", None)
