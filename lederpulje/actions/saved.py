"""Saved scenarios: saving, copying, renaming and putting away, each a new version; and what has drifted since."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from lederpulje.actions.drafts import DRAFT_KEY
from lederpulje.dates import format_date
from lederpulje.errors import LederpuljeError, ScenarioRefused
from lederpulje.model import BaseData, Scenario, ScenarioVersion
from lederpulje.money import format_signed_span, format_span
from lederpulje.scenarios import Span, evaluate
from lederpulje.sheets.keys import free_key, slug
from lederpulje.store import Store
from lederpulje.wording import balance_span_text

SCENARIO_SAVED = "scenarie"
MOST_NAME, MOST_DESCRIPTION = 80, 1_000


@dataclass(frozen=True, slots=True)
class Saving:
    """What is said when something is saved: a name, a description, and the function of the one who saves."""

    name: str
    description: str
    saved_by: str


def save_new(store: Store, content: Scenario, said: Saving) -> Scenario:
    """Save a scenario's content under a new name; as it now stands, version 1. Raises ScenarioRefused."""
    _check(said)

    def add(base: BaseData) -> BaseData:
        _refuse_taken(base, content.year, said.name, "")
        kept = _with_baseline(base, content.year)
        taken = {v.scenario.key for v in store.scenario_versions(content.year)}
        taken |= {s.key for s in kept.scenarios_of(content.year)} | {DRAFT_KEY}
        key = free_key(slug(said.name, 40) or "scenarie", taken)
        made = replace(_named(content, said), key=key, baseline=False, version=1)
        return replace(kept, scenarios=(*kept.scenarios, made))

    return _saved(store, add, content.year, said)


def save_version(store: Store, content: Scenario, said: Saving, seen: Scenario) -> Scenario:
    """Save a scenario's content as the next version of the one that was `seen` on screen.

    Raises ScenarioRefused if somebody saved or put it away meanwhile, or another scenario has the name.
    """
    _check(said)

    def change(base: BaseData) -> BaseData:
        kept = _with_baseline(base, seen.year)
        current = _unchanged(kept, seen)
        _refuse_taken(kept, seen.year, said.name, seen.key)
        made = replace(_named(content, said), key=seen.key, baseline=current.baseline)
        return replace(kept, scenarios=tuple(made if s == current else s for s in kept.scenarios))

    return _saved(store, change, seen.year, said)


def put_away(store: Store, seen: Scenario) -> None:
    """Take a scenario off the lists; its versions are kept. Raises ScenarioRefused for a year's baseline."""

    def change(base: BaseData) -> BaseData:
        current = _unchanged(base, seen)
        if current.baseline:
            raise ScenarioRefused(f"{current.name} er grundscenariet og kan ikke lægges væk.")
        return replace(base, scenarios=tuple(s for s in base.scenarios if s != current))

    store.change_base_data(change, kind=SCENARIO_SAVED, note=f"Lagt væk: {seen.name}")


def fetch(store: Store, year: int, key: str) -> Scenario:
    """Put a scenario that was put away back on the lists, in its newest version. Raises ScenarioRefused."""

    def change(base: BaseData) -> BaseData:
        found = [v.scenario for v in put_aside(store, base, year) if v.scenario.key == key]
        if not found:
            raise ScenarioRefused("Scenariet er allerede hentet frem.")
        _refuse_taken(base, year, found[0].name, key)
        return replace(base, scenarios=(*base.scenarios, found[0]))

    base = store.change_base_data(change, kind=SCENARIO_SAVED, note="Hentet frem")
    note_figures(store)
    return next(s for s in base.scenarios if (s.year, s.key) == (year, key))


def put_aside(store: Store, base: BaseData, year: int) -> tuple[ScenarioVersion, ...]:
    """The newest version of each scenario of a year that has been put away."""
    current = {s.key for s in base.scenarios if s.year == year}
    newest = {v.scenario.key: v for v in store.scenario_versions(year)}
    return tuple(v for key, v in newest.items() if key not in current)


def versions_of(store: Store, scenario: Scenario) -> tuple[ScenarioVersion, ...]:
    """Every version of a scenario, oldest first; none of one that a year only has by implication."""
    return tuple(v for v in store.scenario_versions(scenario.year) if v.scenario.key == scenario.key)


def note_figures(store: Store) -> None:
    """Note what the scenarios that stand now come to, where nobody has; what cannot be evaluated is left for later."""
    base = store.base_data()
    found = []
    for year in dict.fromkeys(s.year for s in base.scenarios):
        known = {v.scenario: v for v in store.scenario_versions(year)}
        for scenario in base.scenarios:
            if scenario.year == year and known[scenario].claimed is None:
                figures = _figures(base, known[scenario])
                found += [figures] if figures else []
    if found:
        store.note_figures(tuple(found))


def _figures(base: BaseData, version: ScenarioVersion) -> ScenarioVersion | None:
    try:
        evaluation = evaluate(base, version.scenario)
    except LederpuljeError:  # said on the pages, where the scenario is shown
        return None
    claimed = evaluation.span(lambda r: r.pool.claimed)
    headroom = evaluation.span(lambda r: r.pool.headroom)
    return replace(
        version,
        data_version=base.data_version,
        claimed=(claimed.low, claimed.high),
        headroom=(headroom.low, headroom.high),
    )


@dataclass(frozen=True, slots=True)
class Drift:
    """What a change of the base data did to a saved scenario: its claim on the pool and what is left, øre."""

    version: ScenarioVersion
    claimed: tuple[Span, Span]
    headroom: tuple[Span, Span]


def drift(base: BaseData, version: ScenarioVersion) -> Drift | None:
    """How far a saved version is from what it came to when it was saved; `None` if the figures are the same."""
    now = _figures(base, version)
    if now is None or version.claimed is None or version.headroom is None:
        return None
    if (now.claimed, now.headroom) == (version.claimed, version.headroom):
        return None
    assert now.claimed is not None and now.headroom is not None  # noqa: S101 - `_figures` gives both
    return Drift(
        version,
        (Span(*version.claimed), Span(*now.claimed)),
        (Span(*version.headroom), Span(*now.headroom)),
    )


def drift_text(found: Drift) -> str:
    """What a change of the base data did to a saved scenario, in kroner, compared with when."""
    said = []
    for what, (before, after) in (("kravet på puljen", found.claimed), ("resultatet", found.headroom)):
        if before == after:
            continue
        words = (
            (format_span(before.low, before.high), format_span(after.low, after.high))
            if what == "kravet på puljen"
            else (balance_span_text(before.low, before.high), balance_span_text(after.low, after.high))
        )
        ends = (after.low - before.low, after.high - before.high)
        said.append(f"{what} er gået fra {words[0]} til {words[1]} ({format_signed_span(*sorted(ends))})")
    when = (
        f"Siden {format_date(found.version.saved_at.date())} (grunddata version {found.version.data_version})"
    )
    return f"{when}: {' og '.join(said)}."


def _named(content: Scenario, said: Saving) -> Scenario:
    return replace(
        content,
        name=said.name.strip(),
        description=said.description.strip(),
        saved_by=said.saved_by.strip(),
    )


def _check(said: Saving) -> None:
    if not said.name.strip():
        raise ScenarioRefused("Navnet mangler. Skriv, hvad scenariet skal hedde.")
    if len(said.name.strip()) > MOST_NAME:
        raise ScenarioRefused(f"Navnet er for langt. Skriv højst {MOST_NAME} tegn.")
    if len(said.description.strip()) > MOST_DESCRIPTION:
        raise ScenarioRefused(f"Beskrivelsen er for lang. Skriv højst {MOST_DESCRIPTION} tegn.")
    if not said.saved_by.strip():
        raise ScenarioRefused(
            "Funktionen mangler. Skriv fx HR-konsulent, så andre kan se, hvem der har gemt."
        )
    if len(said.saved_by.strip()) > MOST_NAME:
        raise ScenarioRefused(f"Funktionen er for lang. Skriv højst {MOST_NAME} tegn.")


def _refuse_taken(base: BaseData, year: int, name: str, own_key: str) -> None:
    """Two scenarios of one name could not be told apart in a meeting."""
    for other in base.scenarios_of(year):
        if other.key != own_key and other.name.casefold() == name.strip().casefold():
            raise ScenarioRefused(
                f"Der er allerede et scenarie i {year}, der hedder {other.name}. Vælg et andet navn."
            )


def _with_baseline(base: BaseData, year: int) -> BaseData:
    """A year without scenarios has its baseline by implication only: beside a saved one it must stand itself."""
    if any(s.year == year for s in base.scenarios):
        return base
    return replace(base, scenarios=(*base.scenarios, *base.scenarios_of(year)))


def _unchanged(base: BaseData, seen: Scenario) -> Scenario:
    """The scenario as it stands, if it is still the one that was seen."""
    current = next((s for s in base.scenarios if (s.year, s.key) == (seen.year, seen.key)), None)
    if current is None:
        raise ScenarioRefused(
            f"{seen.name} er lagt væk af en anden imens. Hent det frem, eller gem under et nyt navn."
        )
    if current.version != seen.version:
        raise ScenarioRefused(
            f"{current.name} er gemt som version {current.version} imens"
            f"{f' af {current.saved_by}' if current.saved_by else ''}. Se den, før du gemmer igen."
        )
    return current


def _saved(store: Store, change: Callable[[BaseData], BaseData], year: int, said: Saving) -> Scenario:
    name = said.name.strip()
    base = store.change_base_data(
        change, kind=SCENARIO_SAVED, saved_by=said.saved_by.strip(), note=f"Gemt: {name}"
    )
    note_figures(store)
    return next(s for s in base.scenarios if s.year == year and s.name == name)
