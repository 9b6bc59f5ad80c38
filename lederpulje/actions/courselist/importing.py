"""A file with a course list: read, understood, and held against the list as it stands; saved only when asked to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from typing import Any

from lederpulje.actions.courselist.checking import Check, Effect, check
from lederpulje.actions.courselist.conflicts import left_out
from lederpulje.actions.courselist.differences import Differences
from lederpulje.actions.courselist.matching import match_rows
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.understanding import Understood, understand
from lederpulje.model import BaseData, ProposedRow
from lederpulje.scenarios import Span
from lederpulje.sheets.columns import SHEETS
from lederpulje.sheets.faults import Fault

_NO_ROWS = Fault("", 0, "", "", "Der er ingen rækker under overskrifterne i filen.", stops=False)
Json = dict[str, Any]


def understood(
    base: BaseData, grids: tuple[Grid, ...], choices: Mapping[str, str], remembered: Mapping[str, str]
) -> Understood:
    """What the grids of a file say, by the answers given and what headings were said to mean before."""
    return understand(grids, base.years, choices, remembered)


def check_file(base: BaseData, found: Understood, choices: Mapping[str, str], *, remove: bool) -> Check:
    """Check what a file says against the base data; `remove` takes out what it lacks."""
    rows = _wanted(base, found.rows, choices)
    checked = check(
        base,
        rows,
        choices=choices,
        whole=True,
        remove=remove,
        told=found.faults,
        asked=found.questions,
    )
    asked = {(q.sheet, q.column) for q in found.questions if not q.row}
    told = () if found.rows or found.questions or checked.stopping else (_NO_ROWS,)
    waits = [f for f in checked.faults if not f.value and (f.sheet, f.column) in asked]
    return replace(checked, faults=(*told, *(f for f in checked.faults if f not in waits)))


def _wanted(
    base: BaseData, rows: Iterable[ProposedRow], choices: Mapping[str, str]
) -> tuple[ProposedRow, ...]:
    """The rows but those of courses that were chosen to stay as somebody else saved them."""
    listed = tuple(rows)
    left = {c.id for c in base.courses if choices.get(left_out(c.id))}
    if not left:
        return listed
    matches = match_rows(base.courses, [r for r in listed if r.sheet == "Kurser"], choices).matches
    numbers = {(m.row.file_sheet, m.row.number): m.id for m in matches}
    return tuple(
        replace(r, cells=(("Id", numbers[r.file_sheet, r.number]),))
        if r.sheet == "Kurser" and numbers.get((r.file_sheet, r.number)) in left
        else r
        for r in listed
        if not (r.sheet == "Finansiering" and dict(r.cells).get("Kursus") in left)
    )


# --- as JSON, in the contract's form ---------------------------------------------------------------------------


def check_json(checked: Check) -> Json:
    """A check as the command line gives it: courses by id, rows of other sheets by sheet and key; amounts in øre."""
    found: Differences = checked.differences
    gone = found.removed if checked.removes else checked.missing
    return {
        "added": [e.name for e in found.added],
        "changed": [
            {"id": c.entry.name, "column": c.column, "old": c.old, "new": c.new} for c in found.changed
        ],
        "removed": [e.name for e in gone],
        "unchanged": [e.name for e in found.unchanged if e.sheet in SHEETS],
        "problems": [_fault_json(f) for f in checked.faults],
        "effect": [_effect_json(e) for e in checked.effects],
        "questions": [
            {
                "key": q.key,
                "sheet": q.sheet,
                "row": q.row or None,
                "column": q.column,
                "question": q.text,
                "choices": [{"answer": answer, "name": name} for answer, name in q.choices],
            }
            for q in checked.questions
        ],
    }


def _fault_json(fault: Fault) -> Json:
    return {
        "sheet": fault.sheet,
        "row": fault.row or None,
        "column": fault.column,
        "value": fault.value,
        "message": fault.message,
        "stops": fault.stops,
    }


def _effect_json(effect: Effect) -> Json:
    sides: list[tuple[str, Callable[[Effect], tuple[Span | None, Span | None]]]] = [
        ("claimed_oere", lambda e: e.claimed),
        ("balance_oere", lambda e: e.headroom),
    ]
    return {
        "scenario": effect.scenario.key,
        "year": effect.scenario.year,
        **{
            name: {"before": _span_json(of(effect)[0]), "after": _span_json(of(effect)[1])}
            for name, of in sides
        },
    }


def _span_json(span: Span | None) -> int | Json | None:
    if span is None:
        return None
    return span.low if span.is_point else {"low": span.low, "high": span.high}


def check_lines(checked: Check) -> list[str]:
    """A check in readable Danish."""
    found = checked.differences
    lines = [f"Kommer til: {e.title} ({e.name})" for e in found.added]
    lines += [f"Ændres: {c.entry.title}, {c.column}: {c.old or '–'} → {c.new or '–'}" for c in found.changed]
    lines += [f"Går ud: {e.title} ({e.name})" for e in found.removed]
    lines += [f"Står ikke i filen og bliver stående: {e.title} ({e.name})" for e in checked.missing]
    lines += [f"{'Fejl' if f.stops else 'Bemærk'}: {f}" for f in checked.faults]
    lines += [
        f"Spørgsmål: {q.sheet}{f', række {q.row}' if q.row else ''}: {q.text}" for q in checked.questions
    ]
    return lines or ["Ingen ændringer."]
