from __future__ import annotations

from dataclasses import replace

import pytest

from lederpulje.actions.courselist.checking import Check, check
from lederpulje.actions.courselist.history import course_history
from lederpulje.actions.courselist.saving import (
    BACK,
    LIST,
    Signed,
    last_save,
    like_version,
    save_check,
    undo,
)
from lederpulje.actions.saved import Saving, save_new
from lederpulje.errors import ListRefused
from lederpulje.model import BaseData, Course, ProposedRow
from lederpulje.store import Store, open_store
from tests.actions.courselist.rows import typed
from tests.store.programs import kept

HR = Signed("HR-konsulent", "Tilbud modtaget")


def course_of(base: BaseData, key: str) -> Course:
    return next(c for c in base.courses if c.id == key)


def saved(store: Store, *rows: ProposedRow, said: Signed = HR) -> BaseData:
    return save_check(store, check(store.base_data(), rows), said)


def test_a_save_is_a_version_with_time_who_and_why(store: Store) -> None:
    base = saved(store, typed("ledertalent", Deltagere="2"))
    assert course_of(base, "ledertalent").participants == 2
    version = store.base_versions()[0]
    assert (version.data_version, version.kind, version.saved_by, version.note) == (
        2,
        LIST,
        "HR-konsulent",
        "Tilbud modtaget",
    )
    assert store.base_data_of(2) == base


def test_a_save_survives_a_restart(store: Store) -> None:
    base = saved(store, typed("ledertalent", Deltagere="2"))
    path = store.path
    store.close()
    with open_store(path) as again:
        assert again.base_data() == base
        assert again.base_data_of(1) != base
        assert [v.data_version for v in again.base_versions()] == [2, 1]


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (Signed(" ", "x"), "Funktionen mangler"),
        (Signed("HR", "\n"), "Begrundelsen mangler"),
        (Signed("H" * 81, "x"), "Funktionen er for lang"),
        (Signed("HR", "x" * 301), "Begrundelsen er for lang"),
    ],
)
def test_who_and_why_are_needed(store: Store, said: Signed, message: str) -> None:
    with pytest.raises(ListRefused, match=message):
        saved(store, typed("ledertalent", Deltagere="2"), said=said)
    assert store.data_version == 1


def test_nothing_is_saved_with_a_fault(store: Store) -> None:
    rows = (typed("ledertalent", Deltagere="2"), typed("dol-2024", Start="i maj"))
    with pytest.raises(ListRefused, match="fejl eller spørgsmål"):
        saved(store, *rows)
    assert store.data_version == 1


def test_what_was_checked_before_somebody_else_saved_is_not_saved(store: Store) -> None:
    mine: Check = check(store.base_data(), [typed("ledertalent", Deltagere="2")])
    theirs = saved(store, typed("dol-2024", Deltagere="6"))
    with pytest.raises(ListRefused, match="En anden har gemt imens"):
        save_check(store, mine, HR)
    assert store.base_data() == theirs


def test_saving_twice_is_one_save(store: Store) -> None:
    checked = check(store.base_data(), [typed("ledertalent", Deltagere="2")])
    save_check(store, checked, HR)
    with pytest.raises(ListRefused):
        save_check(store, checked, HR)
    with pytest.raises(ListRefused, match="intet at gemme"):
        saved(store, typed("ledertalent", Deltagere="2"))
    assert store.data_version == 2


def test_undo_takes_the_last_save_back_and_can_itself_be_undone(store: Store, seed: BaseData) -> None:
    changed = saved(store, typed("ledertalent", Deltagere="2"))
    last = last_save(store)
    assert last is not None
    undone = undo(store, last, "Sekretær")
    assert replace(undone, data_version=1) == kept(seed)
    again = last_save(store)
    assert again is not None and again.saved_by == "Sekretær"
    assert replace(undo(store, again, "Sekretær"), data_version=2) == changed


def test_undo_leaves_a_scenario_that_was_saved_since(store: Store, seed: BaseData) -> None:
    saved(store, typed("ledertalent", Deltagere="2"))
    made = save_new(store, seed.scenarios_of(2024)[0], Saving("Mødets udgave", "", "Sekretær"))
    last = last_save(store)
    assert last is not None and last.data_version == 2
    undone = undo(store, last, "Sekretær")
    assert course_of(undone, "ledertalent").participants == 4
    assert made.key in {s.key for s in undone.scenarios}


def test_undo_of_what_somebody_has_saved_over_is_refused(store: Store) -> None:
    saved(store, typed("ledertalent", Deltagere="2"))
    seen = last_save(store)
    assert seen is not None
    saved(store, typed("ledertalent", Deltagere="3"))
    with pytest.raises(ListRefused, match="En anden har gemt imens"):
        undo(store, seen, "Sekretær")
    assert course_of(store.base_data(), "ledertalent").participants == 3


def test_any_version_can_be_brought_back(store: Store, seed: BaseData) -> None:
    for number in ("2", "3", "6"):
        saved(store, typed("ledertalent", Deltagere=number))
    old = store.base_data_of(2)
    assert old is not None
    base = store.base_data()
    checked = check(base, [])
    brought = save_check(store, replace(checked, after=like_version(base, old)), HR, BACK)
    assert course_of(brought, "ledertalent").participants == 2
    assert store.base_versions()[0].kind == BACK


def test_there_is_nothing_to_undo_before_anything_was_saved(store: Store) -> None:
    assert last_save(store) is None


def test_a_course_knows_what_has_happened_to_it(store: Store) -> None:
    saved(store, typed("ledertalent", Deltagere="2"))
    saved(store, typed("dol-2024", Deltagere="6"))
    newest, oldest = course_history(store, "ledertalent")
    assert [(c.column, c.old, c.new) for c in newest.changes] == [("Deltagere", "4", "2")]
    assert (newest.version.data_version, newest.version.note) == (2, "Tilbud modtaget")
    assert oldest.version.data_version == 1
