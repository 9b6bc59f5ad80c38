from __future__ import annotations

from lederpulje.actions.courselist.checking import check
from lederpulje.actions.courselist.conflicts import MINE, THEIRS, Conflict, conflicts, settled
from lederpulje.actions.courselist.drafting import (
    is_empty,
    keep,
    lines_of,
    start,
    with_cells,
    with_lines,
    with_new_row,
    with_removed,
    without_course,
)
from lederpulje.actions.courselist.saving import Signed, save_check
from lederpulje.model import BaseData, ListDraft
from lederpulje.store import Store, open_store
from tests.actions.courselist.rows import typed

HR = Signed("HR-konsulent", "Tilbud modtaget")


def made(store: Store, **cells: str) -> ListDraft:
    """A draft about the talent concept."""
    named = {name.replace("_", " "): text for name, text in cells.items()}
    return keep(store, start(store), lambda d: with_cells(d, store.base_data(), "ledertalent", named))


def after(store: Store, draft: ListDraft) -> BaseData:
    return check(store.base_data(), draft.rows, removed=draft.removed).after


def met(store: Store, draft: ListDraft) -> tuple[Conflict, ...]:
    return conflicts(store, draft, after(store, draft))


def test_a_draft_survives_a_restart(store: Store) -> None:
    draft = made(store, Deltagere="mange", Start="24-02-2024")
    path = store.path
    store.close()
    with open_store(path) as again:
        assert again.list_draft(draft.id) == draft
        assert again.base_data().data_version == 1


def test_a_cell_written_back_leaves_nothing(store: Store) -> None:
    draft = made(store, Deltagere="2")
    assert is_empty(with_cells(draft, store.base_data(), "ledertalent", {"Deltagere": "4"}))


def test_each_person_has_a_draft_of_ones_own(store: Store) -> None:
    mine, theirs = made(store, Deltagere="2"), made(store, Deltagere="3")
    assert mine.id != theirs.id
    assert store.list_draft(mine.id) == mine


def test_new_courses_have_keys_of_their_own_and_a_removed_one_is_forgotten(store: Store) -> None:
    one, key = with_new_row(start(store), {"År": "2024", "Type": "kursus", "Titel": "A"})
    two, other = with_new_row(one, {"År": "2024", "Type": "kursus", "Titel": "B"})
    assert key != other
    assert with_removed(two, key).removed == ()
    checked = check(store.base_data(), two.rows)
    assert [e.key for e in checked.differences.added] == ["a-2024", "b-2024"]


def test_a_new_course_is_paid_by_the_lines_written_for_it(store: Store) -> None:
    base = store.base_data()
    draft, key = with_new_row(start(store), {"År": "2024", "Type": "kursus", "Titel": "A"})
    line = {"Betaler": "pulje", "Delramme": "kurser", "Andel": "100"}
    checked = check(base, with_lines(draft, base, key, [line]).rows)
    assert checked.stopping == ()
    assert [(li.course, li.payer) for li in checked.after.lines_of("a-2024")] == [("a-2024", "pulje")]


def test_lines_written_in_the_app_are_all_there_are(store: Store) -> None:
    base = store.base_data()
    lines = lines_of(start(store), base, "ledertalent")
    assert len(lines) == 2
    draft = with_lines(start(store), base, "ledertalent", [{"Betaler": "region", "Andel": "100"}])
    assert [li.payer for li in after(store, draft).lines_of("ledertalent")] == ["region"]
    assert is_empty(with_lines(draft, base, "ledertalent", lines))


def test_a_course_taken_out_can_be_kept_after_all(store: Store) -> None:
    draft = with_removed(made(store, Deltagere="2"), "ledertalent")
    assert all(c.id != "ledertalent" for c in after(store, draft).courses)
    assert is_empty(without_course(draft, "ledertalent"))


# --- two people -------------------------------------------------------------------------------------------------


def test_who_saves_another_course_meanwhile_is_in_nobodys_way(store: Store) -> None:
    draft = made(store, Deltagere="2")
    save_check(store, check(store.base_data(), [typed("dol-2024", Deltagere="6")]), HR)
    assert met(store, draft) == ()


def test_both_versions_of_the_same_course_are_shown(store: Store) -> None:
    draft = made(store, Deltagere="2", Sted="Rådhuset")
    save_check(store, check(store.base_data(), [typed("ledertalent", Deltagere="3", Tema="Talent")]), HR)
    (conflict,) = met(store, draft)
    cells = {c.column: (c.was, c.theirs, c.mine) for c in conflict.cells}
    assert cells["Deltagere"] == ("4", "3", "2")
    assert cells["Sted"] == ("", "", "Rådhuset")
    assert cells["Tema"][1:] == ("Talent", "Talent")
    assert [v.saved_by for v in conflict.saved] == ["HR-konsulent"]


def test_one_keeps_ones_own_on_top_of_what_was_saved(store: Store) -> None:
    draft = made(store, Deltagere="2")
    save_check(store, check(store.base_data(), [typed("ledertalent", Deltagere="3", Tema="Talent")]), HR)
    kept = settled(store, draft, met(store, draft), {"ledertalent": MINE})
    assert met(store, kept) == ()
    course = next(c for c in after(store, kept).courses if c.id == "ledertalent")
    assert (course.participants, course.theme) == (2, "Talent")


def test_or_takes_what_was_saved(store: Store) -> None:
    draft = made(store, Deltagere="2")
    theirs = save_check(store, check(store.base_data(), [typed("ledertalent", Deltagere="3")]), HR)
    taken = settled(store, draft, met(store, draft), {"ledertalent": THEIRS})
    assert is_empty(taken)
    assert after(store, taken) == theirs


def test_a_course_that_somebody_removed_can_be_put_back_with_ones_own_words(store: Store) -> None:
    draft = made(store, Deltagere="2")
    save_check(store, check(store.base_data(), [], removed=["ledertalent"]), HR)
    (conflict,) = met(store, draft)
    assert conflict.is_removed
    assert [(c.column, c.was, c.mine) for c in conflict.cells] == [("Deltagere", "4", "2")]
    kept = settled(store, draft, (conflict,), {"ledertalent": MINE})
    course = next(c for c in after(store, kept).courses if c.id == "ledertalent")
    assert course.participants == 2
    assert len(after(store, kept).lines_of("ledertalent")) == 2


def test_one_who_removes_what_somebody_has_changed_is_shown_it(store: Store) -> None:
    draft = keep(store, start(store), lambda d: with_removed(d, "ledertalent"))
    save_check(store, check(store.base_data(), [typed("ledertalent", Deltagere="3")]), HR)
    (conflict,) = met(store, draft)
    assert ("Deltagere", "4", "3") in {(c.column, c.was, c.theirs) for c in conflict.cells}
