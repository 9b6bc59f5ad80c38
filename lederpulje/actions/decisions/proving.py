"""*Beregn igen* and *verify*: does a locked calculation still give what it gave, and has anybody changed anything?

*afviger*: a newer engine gives other figures from the same inputs. *brudt*: somebody has changed what was locked.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lederpulje import ENGINE_VERSION
from lederpulje.actions.decisions.locking import figures_of, results, unlocked
from lederpulje.actions.decisions.reading import DECISIONS, Decided
from lederpulje.errors import LederpuljeError
from lederpulje.model import Agenda, Broken, Entry, EntryKind
from lederpulje.model.agenda import FIELD_NAMES
from lederpulje.money import format_kr
from lederpulje.store import Store

Figure = int | str | None


class Verdict(StrEnum):
    """What working it out again says of a locked calculation."""

    SAMME = "samme"
    AFVIGER = "afviger"
    BRUDT = "brudt"
    UDEN = "uden beregning"


@dataclass(frozen=True, slots=True)
class Again:
    """A figure that comes out otherwise today, by its name in the command line's JSON."""

    name: str
    locked: Figure
    today: Figure

    def __str__(self) -> str:
        return f"{self.name}: {said(self.name, self.locked)} → {said(self.name, self.today)}"


@dataclass(frozen=True, slots=True)
class Recalculation:
    """The verdict on one decision, with what is other and why."""

    verdict: Verdict
    why: str = ""
    other: tuple[Again, ...] = ()


@dataclass(frozen=True, slots=True)
class Proof:
    """What `verify` found: what somebody has changed, what a newer engine gives otherwise, and how much there is."""

    entries: int
    calculations: int
    broken: tuple[Broken, ...]
    deviating: tuple[tuple[int, Recalculation], ...]
    head: str
    erased: tuple[str, ...] = ()

    @property
    def holds(self) -> bool:
        """Whether everything is as it was written."""
        return not self.broken


def said(name: str, figure: Figure) -> str:
    """A figure in words: amounts in kroner, nothing as a dash."""
    if figure is None:
        return "–"
    return format_kr(figure) if isinstance(figure, int) and is_amount(name) else str(figure)


def is_amount(name: str) -> bool:
    """Whether a figure of results is an amount in øre, by its name."""
    return "_oere" in name or ".payers." in name


def prove(store: Store) -> Proof:
    """Check the whole chain, every text, and every locked calculation."""
    agenda = store.agenda()
    faults = [*agenda.broken, *store.unseen()]
    if store.complaint is not None:
        faults.append(Broken(0, f"{store.complaint[:1].upper()}{store.complaint[1:]}."))
    damaged = {fault.number for fault in faults}
    deviating, calculations = [], 0
    for entry in agenda.journal:
        if entry.kind not in DECISIONS or entry.number in damaged:
            continue
        again = recalculate(entry)
        calculations += again.verdict is not Verdict.UDEN
        if again.verdict is Verdict.AFVIGER:
            deviating.append((entry.number, again))
        if again.verdict is Verdict.BRUDT:
            faults.append(Broken(entry.number, again.why))
    number, head = agenda.head or (0, "")
    faults.sort(key=lambda fault: fault.number)
    return Proof(
        number, calculations, tuple(dict.fromkeys(faults)), tuple(deviating), head, tuple(_erased(agenda))
    )


def _erased(agenda: Agenda) -> Iterator[str]:
    """Which texts a name was erased from, and where that is entered."""
    for entry in agenda.journal:
        found = json.loads(entry.content).get("erased") if entry.kind is EntryKind.SLETNING else None
        for one in found if isinstance(found, list) else ():
            if isinstance(one, dict):
                name = FIELD_NAMES.get(str(one.get("field")), one.get("field"))
                yield f"Post {one.get('entry')}: et navn er slettet fra »{name}« (kvittering {entry.number})."


def recalculate(entry: Entry) -> Recalculation:
    """Run the locked inputs of a decision through today's engine and hold the figures against the locked ones."""
    found = Decided(entry)
    if found.calculation is None:
        return Recalculation(Verdict.UDEN, "Beslutningen er registreret uden beregning.")
    locked: dict[str, Any] = found.calculation
    engine = str(locked.get("engine_version"))
    try:
        before, after = figures_of(locked["results"]), figures_of(results(*unlocked(locked, found.texts)))
    except (LederpuljeError, KeyError, TypeError, ValueError, AttributeError) as error:
        verdict = Verdict.BRUDT if engine == ENGINE_VERSION else Verdict.AFVIGER
        return Recalculation(verdict, f"Det låste fra beregner {engine} kan ikke regnes igen: {error}")
    other = tuple(
        Again(name, before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name) and name != "engine_version"
    )
    if not other:
        return Recalculation(Verdict.SAMME)
    if engine == ENGINE_VERSION:
        return Recalculation(Verdict.BRUDT, "de låste tal følger ikke af det, de er regnet af.", other)
    why = f"Regnet med beregner {engine}; i dag er det {ENGINE_VERSION}."
    return Recalculation(Verdict.AFVIGER, why, other)


def proof_lines(found: Proof) -> tuple[str, ...]:
    """What `verify` says: what is broken, what a newer engine gives otherwise, how much there is, and the head."""
    counted = f"{found.entries} poster og {found.calculations} låste beregninger er regnet efter."
    lines = [*(f"Brudt. {fault}" for fault in found.broken), *found.erased]
    for number, again in found.deviating:
        lines.append(f"Afviger. Post {number}: {again.why}")
        lines += [f"  {other}" for other in again.other]
    if found.broken:
        verdict = "Noget er ændret, siden det blev skrevet."
    elif found.deviating:
        verdict = "Intet er ændret, siden det blev skrevet. Tal, der afviger, skyldes en anden beregner."
    else:
        verdict = "Alt er, som det blev skrevet."
    return (*lines, f"{verdict} {counted}", f"Nyeste kontrolsum: {found.head or 'ingen'}")
