"""The journal as one JSON object and as readable Danish, closed items told of without what they say."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

from lederpulje.actions.decisions.reading import Decided, decided, status_of
from lederpulje.dates import format_date, format_moment
from lederpulje.model import Agenda, Entry, EntryKind
from lederpulje.model.agenda import FIELD_NAMES
from lederpulje.money import format_span

Json = dict[str, Any]
_TEXTS = (
    *(
        "body",
        "item_no",
        "case_no",
        "heading",
        "summary",
        "recommendation",
        "decision",
        "presentation",
        "dissent",
    ),
    *("conflict", "appendices", "follow_up", "news", "source", "signed"),
)
_SAID = ("case_no", "recommendation", "decision", "dissent", "conflict", "news", "follow_up")
_HAPPENED = {
    EntryKind.OPRETTET: "Journalen er begyndt.",
    EntryKind.JOURNALISERET: "Journaliseret.",
    EntryKind.OPFOELGNING: "Opfølgning.",
    EntryKind.GENSKABT: "En sikkerhedskopi er genskabt.",
    EntryKind.SLETNING: "Et navn er slettet fra tekster.",
}


def journal_json(agenda: Agenda, *, closed: bool) -> Json:
    """Every entry, first to last; what closed items say only if asked for. Amounts in øre, dates in ISO."""
    head = agenda.head[1] if agenda.head else None
    return {"head": head, "entries": [_entry_json(agenda, e, closed=closed) for e in agenda.journal]}


def journal_lines(agenda: Agenda, *, closed: bool) -> list[str]:
    """The same as one paragraph an entry."""
    return [_paragraph(agenda, e, closed=closed) for e in agenda.journal] or ["Journalen er tom."]


def _entry_json(agenda: Agenda, entry: Entry, *, closed: bool) -> Json:
    hidden = not closed and _is_closed(agenda, entry)
    found = decided(entry)
    said: Json = {
        "number": entry.number,
        "kind": entry.kind.value,
        "written_at": entry.written_at,
        "item": "" if hidden else entry.item,
        "refers": entry.refers,
        "hash": entry.hash,
        "previous": entry.previous,
        "closed": _is_closed(agenda, entry),
    }
    if hidden:
        return said
    if found is None:
        content = json.loads(entry.content)
        return {**said, **_texts(entry), **{k: v for k, v in content.items() if k not in ("texts", *said)}}
    return {**said, **_decision_json(agenda, found)}


def _decision_json(agenda: Agenda, found: Decided) -> Json:
    locked = found.calculation or {}
    texts = {name: found.text(name) for name in _TEXTS}
    return {
        **texts,
        "date": found.item["date"],
        "outcome": found.outcome.value,
        "status": status_of(agenda, found),
        "deadline": found.item["deadline"],
        "year": found.year,
        "courses": list(found.courses),
        "data_version": locked.get("data_version"),
        "engine_version": locked.get("engine_version"),
        "scenario": locked.get("scenario"),
        "results": locked.get("results"),
    }


def _texts(entry: Entry) -> dict[str, str]:
    return {text.field: text.text for text in entry.texts}


def _is_closed(agenda: Agenda, entry: Entry) -> bool:
    """Whether an entry is a closed item, or tells of one; what cannot be read might be one."""
    about = entry
    while (found := decided(about)) is None and about.refers is not None and about.refers < about.number:
        earlier = agenda.entry(about.refers)
        if earlier is None:
            return True
        about = earlier
    if found is None:
        return about.kind not in (EntryKind.OPRETTET, EntryKind.GENSKABT, EntryKind.SLETNING)
    return found.closed


def _paragraph(agenda: Agenda, entry: Entry, *, closed: bool) -> str:
    at = format_moment(dt.datetime.fromisoformat(entry.written_at))
    about = f" til kvittering {entry.refers}" if entry.refers is not None else ""
    head = f"Kvittering {entry.number}: {entry.kind}{about}, skrevet {at}"
    if not closed and _is_closed(agenda, entry):
        return f"{head}\n  Lukket punkt"
    found = decided(entry)
    if found is None:
        texts = [f"{FIELD_NAMES.get(k, k)}: {_line(v)}" for k, v in _texts(entry).items() if v]
        return "\n  ".join([head, _HAPPENED.get(entry.kind, "Posten kan ikke læses."), *texts])
    return "\n  ".join([head, *_decision_lines(agenda, found)])


def _decision_lines(agenda: Agenda, found: Decided) -> list[str]:
    day = format_date(found.date) if found.date else "uden dato"
    lines = [
        f"{found.text('body')}, {day}: {_line(found.text('heading'))}",
        f"Udfald: {status_of(agenda, found)}",
        *(f"{FIELD_NAMES[name]}: {_line(found.text(name))}" for name in _SAID if found.text(name)),
    ]
    if found.deadline:
        lines.append(f"Frist: {format_date(found.deadline)}")
    if found.calculation is None:
        return [*lines, "Uden beregning"]
    pool = found.calculation["results"]["pool"]
    claimed, amount = _amount(pool["claimed_oere"]), _amount(pool["amount_oere"])
    return [
        *lines,
        f"Krav på puljen {found.year}: {claimed} af {amount} (scenariet »{found.text('scenario')}«, dataversion "
        f"{found.calculation['data_version']}, beregner {found.calculation['engine_version']})",
    ]


def _amount(amount: int | dict[str, int]) -> str:
    low, high = (amount, amount) if isinstance(amount, int) else (amount["low"], amount["high"])
    return format_span(low, high)


def _line(text: str) -> str:
    """A text of several lines within a paragraph."""
    return text.replace("\n", "\n    ")
