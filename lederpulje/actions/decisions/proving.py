"""*Beregn igen* and *verify*: does a locked calculation still give what it gave, and has anybody changed anything?

*afviger*: a newer engine gives other figures from the same inputs. *brudt*: somebody has changed what was locked.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from lederpulje import ENGINE_VERSION
from lederpulje.actions.decisions.locking import figures_of, results, unlocked
from lederpulje.actions.decisions.reading import DECISIONS, Decided
from lederpulje.errors import LederpuljeError
from lederpulje.model import Broken, Entry
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
    faults = list(agenda.broken)
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
    return Proof(number, calculations, tuple(faults), tuple(deviating), head)


def recalculate(entry: Entry) -> Recalculation:
    """Run the locked inputs of a decision through today's engine and hold the figures against the locked ones."""
    found = Decided(entry)
    if found.calculation is None:
        return Recalculation(Verdict.UDEN, "Beslutningen er registreret uden beregning.")
    locked: dict[str, Any] = found.calculation
    try:
        today = results(*unlocked(locked, found.texts))
    except (LederpuljeError, KeyError, TypeError, ValueError) as error:
        return Recalculation(Verdict.BRUDT, f"det låste kan ikke regnes igen: {error}")
    before, after = figures_of(locked["results"]), figures_of(today)
    other = tuple(
        Again(name, before.get(name), after.get(name))
        for name in dict.fromkeys((*before, *after))
        if before.get(name) != after.get(name) and name != "engine_version"
    )
    if not other:
        return Recalculation(Verdict.SAMME)
    if locked["engine_version"] == ENGINE_VERSION:
        return Recalculation(Verdict.BRUDT, "de låste tal følger ikke af det, de er regnet af.", other)
    why = f"Regnet med beregner {locked['engine_version']}; i dag er det {ENGINE_VERSION}."
    return Recalculation(Verdict.AFVIGER, why, other)
