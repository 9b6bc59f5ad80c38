"""Saved scenarios: every save is a version, nothing is overwritten unseen, and drift is told in kroner."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.actions.saved import (
    Saving,
    drift,
    drift_text,
    fetch,
    note_figures,
    put_aside,
    put_away,
    save_new,
    save_version,
    versions_of,
)
from lederpulje.errors import ScenarioRefused
from lederpulje.model import BaseData, Price, Rule, Scenario
from lederpulje.scenarios import evaluate
from lederpulje.store import Store, create_database, open_store
from tests.examples import JA, NEJ, NORDDJURS, kr, scenario

BASE = replace(
    NORDDJURS,
    scenarios=(
        Scenario("uafklaret", 2024, "Endnu ikke afklaret", baseline=True),
        Scenario("puljen-betaler", 2024, "Puljen betaler", answers=(("sso_midler", NEJ),)),
    ),
)
TWO_SEATS = scenario(
    answers={"sso_midler": NEJ}, overrides={"ledertalent.participants": "2"}, rule=Rule.OPTIMAL
)
SAID = Saving("To pladser", "Det, vi talte om i maj", "HR-konsulent")


@pytest.fixture
def store(tmp_path: Path, put_database: Callable[[Path, BaseData], Path]) -> Iterator[Store]:
    with open_store(put_database(tmp_path / "x.duckdb", BASE)) as opened:
        note_figures(opened)
        yield opened


def current(store: Store, key: str) -> Scenario:
    return next(s for s in store.base_data().scenarios if s.key == key)


def content(found: Scenario) -> tuple[object, ...]:
    return found.answers, found.overrides, found.rule


def test_a_new_scenario_holds_what_was_on_screen_and_says_who_saved_it(store: Store) -> None:
    saved = save_new(store, TWO_SEATS, SAID)
    assert content(saved) == content(TWO_SEATS)
    assert (saved.key, saved.name, saved.description, saved.saved_by, saved.version, saved.baseline) == (
        "to-pladser", "To pladser", "Det, vi talte om i maj", "HR-konsulent", 1, False,
    )  # fmt: skip
    assert current(store, "to-pladser") == saved


def test_every_save_is_a_new_version_and_the_old_ones_stay(store: Store) -> None:
    first = save_new(store, TWO_SEATS, SAID)
    changed = replace(TWO_SEATS, overrides=(("ledertalent.participants", "3"),))
    second = save_version(store, changed, replace(SAID, saved_by="Sekretær"), first)
    assert second.version == 2
    found = versions_of(store, second)
    assert [v.scenario for v in found] == [first, second]
    assert found[0].saved_at <= found[1].saved_at
    assert [v.scenario.saved_by for v in found] == ["HR-konsulent", "Sekretær"]


def test_renaming_is_a_version_with_the_same_content(store: Store) -> None:
    seen = current(store, "puljen-betaler")
    renamed = save_version(store, seen, Saving("Puljen betaler det hele", "", "Sekretær"), seen)
    assert (renamed.key, renamed.version, renamed.name) == ("puljen-betaler", 2, "Puljen betaler det hele")
    assert content(renamed) == content(seen)


def test_the_baseline_stays_the_baseline(store: Store) -> None:
    saved = save_version(store, TWO_SEATS, SAID, current(store, "uafklaret"))
    assert saved.baseline
    assert store.base_data().baseline(2024) == saved


def test_all_is_there_after_a_restart(store: Store, tmp_path: Path) -> None:
    saved = save_new(store, TWO_SEATS, SAID)
    before = versions_of(store, saved)
    store.close()
    with open_store(tmp_path / "x.duckdb") as again:
        assert current(again, saved.key) == saved
        assert versions_of(again, saved) == before


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (replace(SAID, name="  "), "Navnet mangler."),
        (replace(SAID, name="x" * 81), "Navnet er for langt. Skriv højst 80 tegn."),
        (replace(SAID, description="x" * 1001), "Beskrivelsen er for lang. Skriv højst 1000 tegn."),
        (replace(SAID, saved_by=""), "Funktionen mangler."),
        (replace(SAID, saved_by="x" * 81), "Funktionen er for lang."),
        (
            replace(SAID, name=" puljen BETALER "),
            "Der er allerede et scenarie i 2024, der hedder Puljen betaler.",
        ),
    ],
)
def test_what_cannot_be_saved_says_why_and_changes_nothing(store: Store, said: Saving, wrong: str) -> None:
    before = store.base_data()
    with pytest.raises(ScenarioRefused) as refused:
        save_new(store, TWO_SEATS, said)
    assert str(refused.value).startswith(wrong)
    assert str(refused.value).endswith("Intet er ændret.")
    assert store.base_data() == before


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(store: Store) -> None:
    seen = current(store, "puljen-betaler")
    theirs = save_version(store, TWO_SEATS, replace(SAID, saved_by="Økonomikonsulent"), seen)
    with pytest.raises(ScenarioRefused, match="gemt som version 2 imens af Økonomikonsulent"):
        save_version(store, seen, SAID, seen)
    assert current(store, "puljen-betaler") == theirs


def test_of_two_saves_in_the_same_moment_one_is_told(store: Store) -> None:
    seen = current(store, "puljen-betaler")

    def save(name: str) -> str:
        try:
            save_version(store, TWO_SEATS, Saving(name, "", name), seen)
        except ScenarioRefused as error:
            return str(error)
        return "gemt"

    with ThreadPoolExecutor(8) as pool:
        said = list(pool.map(save, "ABCDEFGH"))
    assert said.count("gemt") == 1
    assert len(versions_of(store, seen)) == 2


def test_names_in_danish_letters_make_keys_and_equal_ones_are_told_apart(store: Store) -> None:
    one = save_new(store, TWO_SEATS, replace(SAID, name="Ærø: 2 på øen!"))
    assert one.key == "aeroe-2-paa-oeen"
    put_away(store, one)
    assert save_new(store, TWO_SEATS, replace(SAID, name="Ærø 2 på øen")).key == "aeroe-2-paa-oeen-2"
    assert save_new(store, TWO_SEATS, replace(SAID, name="…")).key == "scenarie"
    assert save_new(store, TWO_SEATS, replace(SAID, name="Kladde")).key == "kladde-2", (
        "kladde is taken by drafts"
    )


def test_put_away_it_is_off_the_lists_and_can_be_fetched_with_all_its_versions(store: Store) -> None:
    first = save_new(store, TWO_SEATS, SAID)
    saved = save_version(store, replace(TWO_SEATS, rule=Rule.PRIORITET), SAID, first)
    put_away(store, saved)
    assert saved.key not in [s.key for s in store.base_data().scenarios]
    assert [v.scenario for v in put_aside(store, store.base_data(), 2024)] == [saved]
    assert fetch(store, 2024, saved.key) == saved
    assert put_aside(store, store.base_data(), 2024) == ()
    assert len(versions_of(store, saved)) == 2
    with pytest.raises(ScenarioRefused, match="allerede hentet frem"):
        fetch(store, 2024, saved.key)


def test_the_baseline_cannot_be_put_away(store: Store) -> None:
    with pytest.raises(ScenarioRefused, match="er grundscenariet og kan ikke lægges væk"):
        put_away(store, current(store, "uafklaret"))


def test_what_was_put_away_meanwhile_is_not_saved_over(store: Store) -> None:
    seen = current(store, "puljen-betaler")
    put_away(store, seen)
    for act in (lambda: save_version(store, seen, SAID, seen), lambda: put_away(store, seen)):
        with pytest.raises(ScenarioRefused, match="er lagt væk af en anden imens"):
            act()


def test_in_a_year_without_scenarios_the_implied_baseline_stays_what_is_compared_with(tmp_path: Path) -> None:
    create_database(tmp_path / "y.duckdb", NORDDJURS)
    with open_store(tmp_path / "y.duckdb") as store:
        implied = NORDDJURS.baseline(2024)
        saved = save_new(store, TWO_SEATS, SAID)
        assert [s.key for s in store.base_data().scenarios_of(2024)] == [implied.key, saved.key]
        assert store.base_data().baseline(2024).key == implied.key


# --- drift ---------------------------------------------------------------------------------------------------


def dearer(base: BaseData) -> BaseData:
    """A talent costs 40.000 kr. instead of 32.500."""
    courses = tuple(
        replace(c, price_per_participant=Price(kr(40_000))) if c.id == "ledertalent" else c
        for c in base.courses
    )
    return replace(base, courses=courses)


def test_a_scenario_does_not_drift_silently_when_the_base_data_change(store: Store) -> None:
    saved = save_new(store, TWO_SEATS, SAID)
    store.change_base_data(dearer)
    base = store.base_data()
    (version,) = versions_of(store, saved)
    found = drift(base, version)
    assert found is not None
    before, after = found.claimed
    assert after.low - before.low == 2 * kr(7_500)
    assert after.low == evaluate(base, saved).first.pool.claimed
    said = " ".join(drift_text(found).split())
    assert "kravet på puljen er gået fra 314.500 kr. til 329.500 kr. (+15.000 kr.)" in said
    assert "resultatet er gået fra mangler 22.000 kr. til mangler 37.000 kr. (−15.000 kr.)" in said
    assert "grunddata version 2" in said


def test_what_the_change_does_not_touch_has_not_drifted(store: Store) -> None:
    saved = save_new(store, replace(TWO_SEATS, answers=(("sso_midler", JA),)), SAID)
    store.change_base_data(dearer)
    (version,) = versions_of(store, saved)
    assert version.claimed is not None
    assert drift(store.base_data(), version) is None


def test_saving_anew_accepts_the_new_figures(store: Store) -> None:
    saved = save_new(store, TWO_SEATS, SAID)
    store.change_base_data(dearer)
    again = save_version(store, saved, replace(SAID, description="Med ny pris"), saved)
    old, new = versions_of(store, again)
    assert drift(store.base_data(), old) is not None
    assert drift(store.base_data(), new) is None


def test_the_figures_of_a_scenario_from_before_figures_were_kept_are_noted_at_the_start(
    tmp_path: Path,
) -> None:
    create_database(tmp_path / "z.duckdb", BASE)
    with open_store(tmp_path / "z.duckdb") as store:
        assert [v.claimed for v in store.scenario_versions(2024)] == [None, None]
        note_figures(store)
        assert [v.claimed for v in store.scenario_versions(2024)] == [
            (kr(379_500), kr(379_500)),
            (kr(249_500), kr(379_500)),
        ]
