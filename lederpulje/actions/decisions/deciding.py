"""Making a decision: the item, its texts and its calculation become an entry of the journal, once."""

from __future__ import annotations

import datetime as dt
import json
import secrets
from dataclasses import dataclass, replace
from typing import Any

from lederpulje import dates
from lederpulje.actions.decisions.locking import Calculation, calculation
from lederpulje.actions.decisions.reading import DECISIONS, Decided, decided
from lederpulje.errors import AgendaRefused
from lederpulje.model import (
    Agenda,
    AgendaItem,
    BaseData,
    Entry,
    EntryKind,
    Meeting,
    NewEntry,
    Outcome,
    Scenario,
)
from lederpulje.model.plain import to_plain
from lederpulje.money import format_span
from lederpulje.scenarios import Evaluation
from lederpulje.store import Store
from lederpulje.store.canonical import normal, normalised
from lederpulje.store.journal import item_content, item_texts
from lederpulje.wording import conclusion, sentence

WITHOUT = "Godkendt som indstillet."
"""The wording to adjust where nothing is calculated."""
LONGEST = 200_000  # characters of a text: some hundred pages


@dataclass(frozen=True, slots=True)
class Signed:
    """Who writes it in the journal: a function, which nobody has confirmed. `write_id` is the save's own."""

    signed: str
    write_id: str


def new_write_id() -> str:
    """An id for one save, however often it is sent."""
    return secrets.token_hex(8)


def decide(store: Store, item: AgendaItem, outcome: Outcome, locked: Calculation | None, by: Signed) -> Entry:
    """Enter what became of a prepared item, with the calculation it rests on. The same save makes one entry.

    An item that takes up a decision again becomes a *genoptagelse* of it.
    Raises AgendaRefused, with nothing written, if the item is settled already, has no heading or no outcome, or if
    its meeting is gone.
    """

    def make(agenda: Agenda) -> NewEntry:
        meeting = agenda.meeting(item.meeting)
        done = next((e for e in agenda.journal if e.write_id == by.write_id), None)
        if done is None:
            _refuse_settled(agenda, item)
        if meeting is None:
            raise AgendaRefused("Mødet findes ikke mere. Vælg et møde til punktet.")
        kind = EntryKind.GENOPTAGELSE if item.refers is not None else EntryKind.BESLUTNING
        return _entry(kind, item, meeting, outcome, locked, by)

    _check(item, outcome)
    return store.enter(make)


def correct(store: Store, number: int, item: AgendaItem, locked: Calculation | None, by: Signed) -> Entry:
    """Enter a correction of a decision: `item` says it as it should be, its `news` what is new and why.

    The outcome may be corrected too: it is the item's. Raises AgendaRefused if there is nothing new to say, or if
    somebody has corrected it meanwhile.
    """

    def make(agenda: Agenda) -> NewEntry:
        old = decided(agenda.entry(number))
        if old is None:
            raise AgendaRefused(f"Kvittering {number} er ikke en beslutning.")
        done = any(e.write_id == by.write_id for e in agenda.journal)
        other = next((e for e in agenda.journal if e.refers == number and e.kind is EntryKind.RETTELSE), None)
        if other is not None and not done:
            raise AgendaRefused(
                f"Beslutningen er allerede rettet med kvittering {other.number}. Ret den nye i stedet."
            )
        meeting = agenda.meeting(item.meeting) or meeting_of(old)
        return _entry(EntryKind.RETTELSE, replace(item, refers=number), meeting, item.outcome, locked, by)

    _check(replace(item, refers=number), item.outcome)
    return store.enter(make)


def file_away(store: Store, number: int, date: dt.date, document: str, by: Signed) -> Entry:
    """Enter when and under which document number a decision was filed in the case system."""
    if not document.strip():
        raise AgendaRefused("Skriv dokumentnummeret fra sagssystemet.")
    return store.enter(
        _about(EntryKind.JOURNALISERET, number, {"date": date.isoformat()}, {"document": document}, by)
    )


def follow_up(store: Store, number: int, done: dt.date | None, note: str, by: Signed) -> Entry:
    """Enter that a follow-up is done on a day, or open again (`None`)."""
    day = done.isoformat() if done else None
    return store.enter(_about(EntryKind.OPFOELGNING, number, {"done": day}, {"note": note}, by))


def item_of(found: Decided) -> AgendaItem:
    """A decision's item as it was, for a correction or to take it up again."""
    said = found.item
    return AgendaItem(
        id=found.entry.item,
        meeting=said["meeting"],
        outcome=found.outcome,
        closed=found.closed,
        courses=found.courses,
        scenarios=tuple(said["scenarios"]),
        year=said["year"],
        deadline=found.deadline,
        case=found.text("case"),
        heading=found.text("heading"),
        item_no=found.text("item_no"),
        case_no=found.text("case_no"),
        summary=found.text("summary"),
        recommendation=found.text("recommendation"),
        decision=found.text("decision"),
        presentation=found.text("presentation"),
        dissent=found.text("dissent"),
        conflict=found.text("conflict"),
        appendices=found.text("appendices"),
        follow_up=found.text("follow_up"),
        source=found.text("source"),
    )


def meeting_of(found: Decided) -> Meeting:
    """The meeting as the decision says it."""
    names = ("body", "place", "present", "absent", "substitutes")
    return Meeting(id=found.item["meeting"], date=found.date, **{name: found.text(name) for name in names})


def same_calculation(found: Decided) -> Calculation | None:
    """The calculation of a decision once more, for a correction that leaves the figures alone."""
    if found.calculation is None:
        return None
    texts = {field: text for field, text in found.texts.items() if ":" in field or field == "scenario"}
    return Calculation(found.calculation, texts)


def lock_of(base: BaseData, scenario: Scenario, origin: Scenario) -> Calculation:
    """The calculation of what is on screen. Raises LederpuljeError if it cannot be worked out."""
    return calculation(base, scenario, origin)


def suggestion(base: BaseData, evaluation: Evaluation) -> str:
    """A wording to adjust: what is decided, and what it means for the pool."""
    scenario, claimed = evaluation.scenario, evaluation.span(lambda r: r.pool.claimed)
    return (
        f"Puljen for {scenario.year} bruges efter scenariet {scenario.name}. "
        f"{sentence(f'Krav på puljen: {format_span(claimed.low, claimed.high)}')} {conclusion(base, evaluation)}"
    )


def overruns(evaluation: Evaluation) -> tuple[tuple[str, int], ...]:
    """The frames that what is decided goes over under some answers: title and øre, the worst case of each."""
    worst = [
        (f.frame.title, max(r.frame(f.frame.key).overrun for r in evaluation.results))
        for f in evaluation.first.frames
    ]
    return tuple((title, overrun) for title, overrun in worst if overrun)


def _about(kind: EntryKind, number: int, content: dict[str, Any], texts: dict[str, str], by: Signed) -> Any:
    """What happened to a decision, as an entry that points to it; said twice in a row it is the same entry."""

    def make(agenda: Agenda) -> NewEntry:
        old = agenda.entry(number)
        if old is None or old.kind not in DECISIONS:
            raise AgendaRefused(f"Kvittering {number} er ikke en beslutning.")
        said = {**texts, "signed": by.signed}
        latest = next((e for e in reversed(agenda.journal) if e.refers == number and e.kind is kind), None)
        same = latest is not None and _says(latest) == (normalised(content), _normal(said))
        write_id = latest.write_id if latest is not None and same else by.write_id
        return NewEntry(kind, write_id, old.item, number, content, said)

    for text in texts.values():
        check_length(text)
    return make


def _says(entry: Entry) -> tuple[dict[str, Any], dict[str, str]]:
    """An entry's content and texts, as they were handed in."""
    content: dict[str, Any] = json.loads(entry.content)
    content.pop("texts", None)
    return content, {text.field: text.text for text in entry.texts}


def _normal(texts: dict[str, str]) -> dict[str, str]:
    return {field: normal(text) for field, text in texts.items()}


def _entry(
    kind: EntryKind,
    item: AgendaItem,
    meeting: Meeting,
    outcome: Outcome,
    locked: Calculation | None,
    by: Signed,
) -> NewEntry:
    content: dict[str, Any] = {"item": dict(item_content(item, meeting, outcome))}
    if locked is not None:
        content["calculation"] = locked.content
    texts = {**item_texts(item, meeting), **(locked.texts if locked else {}), "signed": by.signed}
    return NewEntry(kind, by.write_id, item.id, item.refers, content, texts)


def _check(item: AgendaItem, outcome: Outcome) -> None:
    if not normal(item.heading).strip():
        raise AgendaRefused("Punktet har ingen overskrift. Skriv den.")
    if outcome is Outcome.FORBEREDT:
        raise AgendaRefused("Vælg et udfald: »forberedt« er endnu ikke behandlet.")
    if item.refers is not None and not item.news.strip():
        raise AgendaRefused(f"Skriv, hvad der er nyt i forhold til kvittering {item.refers}.")
    for text in (value for value in to_plain(item).values() if isinstance(value, str)):
        check_length(text)


def check_length(text: str) -> None:
    """Refuse a text that nobody wrote by hand. Raises AgendaRefused."""
    if len(text) > LONGEST:
        raise AgendaRefused(
            f"En tekst er på {len(text)} tegn. Der er plads til {LONGEST}. Læg resten som bilag."
        )


def _refuse_settled(agenda: Agenda, item: AgendaItem) -> None:
    """An item that somebody else has settled meanwhile."""
    if agenda.item(item.id) is not None:
        return
    entry = next((e for e in reversed(agenda.journal) if e.item == item.id and e.kind in DECISIONS), None)
    if entry is None:
        raise AgendaRefused("Punktet er taget af dagsordenen imens. Opret det igen.")
    at = dates.format_moment(dt.datetime.fromisoformat(entry.written_at))
    raise AgendaRefused(
        f"Punktet er allerede registreret som »{Decided(entry).outcome}« {at} (kvittering {entry.number}). Åbn "
        "kvitteringen, og ret eller genoptag den, hvis der skal stå noget andet."
    )
