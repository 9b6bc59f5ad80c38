"""Saving the course list all or nothing, and going back: every save is a version of the whole base data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lederpulje.actions.courselist.checking import Check
from lederpulje.actions.saved import note_figures
from lederpulje.errors import ListRefused
from lederpulje.model import BaseData, BaseVersion, Scenario
from lederpulje.store import Store

LIST, FILE, POSTS, UNDONE, BACK = "kurser", "import", "posteringer", "fortrudt", "hentet tilbage"
KINDS = (LIST, FILE, POSTS, UNDONE, BACK)
KIND_NAMES = {
    "oprettet": "Databasen blev oprettet",
    "grunddata": "Grunddata",
    "scenarie": "Et scenarie",
    LIST: "Rettet på kursuslisten",
    FILE: "En fil læst ind",
    POSTS: "Posteringer",
    UNDONE: "Fortrudt",
    BACK: "En gammel version hentet tilbage",
}
_UNDONE = "Fortrudt: "
MOST_WHO, MOST_WHY = 80, 300


@dataclass(frozen=True, slots=True)
class Signed:
    """Who saves (a function, which nobody has confirmed) and why, in a few words."""

    saved_by: str
    note: str


def save_check(store: Store, checked: Check, said: Signed, kind: str = LIST) -> BaseData:
    """Save what was checked. Raises ListRefused, with nothing changed, if it has faults or somebody saved meanwhile."""
    said = signed(said)
    if checked.stopping or checked.questions:
        raise ListRefused("Der er fejl eller spørgsmål, som skal løses først.")
    if checked.before == checked.after:
        raise ListRefused("Der er intet at gemme.")

    def change(base: BaseData) -> BaseData:
        if base.data_version != checked.before.data_version:
            raise ListRefused(
                "En anden har gemt imens. Her vises nu, hvad der er ændret. Se det igennem, og gem så igen."
            )
        return checked.after

    base = store.change_base_data(change, kind=kind, saved_by=said.saved_by, note=said.note)
    note_figures(store)
    return base


def signed(said: Signed) -> Signed:
    """What is said of a save, without space around it. Raises ListRefused if something is missing or too long."""
    clean = Signed(" ".join(said.saved_by.split()), " ".join(said.note.split()))
    if not clean.saved_by:
        raise ListRefused("Funktionen mangler. Skriv fx HR-konsulent, så andre kan se, hvem der har gemt.")
    if not clean.note:
        raise ListRefused("Begrundelsen mangler. Skriv kort, hvorfor listen ændres.")
    if len(clean.saved_by) > MOST_WHO:
        raise ListRefused(f"Funktionen er for lang. Skriv højst {MOST_WHO} tegn.")
    if len(clean.note) > MOST_WHY:
        raise ListRefused(f"Begrundelsen er for lang. Skriv højst {MOST_WHY} tegn.")
    return clean


def last_save(store: Store) -> BaseVersion | None:
    """The last save of the course list, which can be undone; `None` if there is none."""
    found = next((v for v in store.base_versions() if v.kind in KINDS), None)
    return found if found and store.base_data_of(found.data_version - 1) is not None else None


def undo(store: Store, seen: BaseVersion, saved_by: str) -> BaseData:
    """Take the last save back, as a save of its own. Scenarios that were saved since keep what they say.

    Raises ListRefused if the last save is not the one that was `seen`.
    """
    said = signed(
        Signed(saved_by, f"{_UNDONE}{(seen.note or KIND_NAMES[seen.kind]).removeprefix(_UNDONE)}"[:MOST_WHY])
    )
    before, after = store.base_data_of(seen.data_version - 1), store.base_data_of(seen.data_version)

    def change(base: BaseData) -> BaseData:
        last = last_save(store)
        if last is None or last.data_version != seen.data_version or before is None or after is None:
            raise ListRefused("En anden har gemt imens, så det sidste, der blev gemt, er et andet nu.")
        return replace(
            like_list(base, before), scenarios=_taken_back(base.scenarios, before.scenarios, after.scenarios)
        )

    base = store.change_base_data(change, kind=UNDONE, saved_by=said.saved_by, note=said.note)
    note_figures(store)
    return base


def like_list(base: BaseData, other: BaseData) -> BaseData:
    """Base data with the pools, courses and money of others; meetings, decisions and scenarios stay."""
    return replace(
        base,
        pools=other.pools,
        frames=other.frames,
        courses=other.courses,
        funding=other.funding,
        conditions=other.conditions,
        strategy=other.strategy,
        posts=other.posts,
    )


def like_version(base: BaseData, other: BaseData) -> BaseData:
    """The same with the scenarios too, as they stood."""
    return replace(like_list(base, other), scenarios=other.scenarios)


def _taken_back(
    now: tuple[Scenario, ...], before: tuple[Scenario, ...], after: tuple[Scenario, ...]
) -> tuple[Scenario, ...]:
    """Scenarios with what one save did to them undone, where nobody has changed them since."""
    old, new = _by_key(before), _by_key(after)
    undone = [s for s in now if _said(new.get(_key(s))) != _said(s) or _key(s) in old]
    kept = [old[_key(s)] if _said(new.get(_key(s))) == _said(s) and _key(s) in old else s for s in undone]
    gone = [s for key, s in old.items() if key not in new and key not in _by_key(now)]
    return (*kept, *gone)


def _said(scenario: Scenario | None) -> Scenario | None:
    """A scenario without its number: what it says."""
    return replace(scenario, version=0) if scenario else None


def _key(scenario: Scenario) -> tuple[int, str]:
    return scenario.year, scenario.key


def _by_key(scenarios: tuple[Scenario, ...]) -> Mapping[tuple[int, str], Scenario]:
    return {_key(s): s for s in scenarios}
