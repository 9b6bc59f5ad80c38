"""Which posts are new, which course each belongs to beyond doubt, and saving them once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.actions.ledger import assign, course_of, new_posts, save_posts, unmatched
from lederpulje.errors import ListRefused
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.ledger import read_ledger
from lederpulje.model import BaseData, Post, Status
from lederpulje.store import Store, open_store
from tests.examples import course, kr, pool_line
from tests.pages.states import year

HR = "HR-konsulent"


def base() -> BaseData:
    courses = (
        course("lean", 1, 20_000, title="Lean i praksis", account="4520-01", status=Status.BESTILT),
        course("tryghed", 1, 20_000, title="Fastholdelse", account="4520-02"),
        course("tryghed-2", 1, 20_000, title="Fastholdelse: boarding", account="4520 -02"),
        course("med", 1, 5_000, title="MED", account=""),
    )
    other_year = course("lean-23", 1, 20_000, year=2023, title="Lean i praksis", account="4520-01")
    return year((*courses, other_year), tuple(pool_line(c.id, "kurser") for c in courses))


def post(text: str = "", account: str = "", when: int = 2024, id_: str = "p") -> Post:
    return Post(id_, dt.date(when, 3, 1), text, account, kr(100))


@pytest.fixture
def store(tmp_path: Path, put_database: Callable[[Path, BaseData], Path]) -> Iterator[Store]:
    with open_store(put_database(tmp_path / "l.duckdb", base())) as opened:
        yield opened


# --- matching -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (post(account="4520-01"), "lean"),
        (post(account=" 4520-01 "), "lean"),
        (post(account="4520-01", when=2023), "lean-23"),
        (post(account="4520-01", when=2022), ""),
        (post(account="4520"), ""),
        (post(account="4520-02"), ""),
        (post("Faktura Fastholdelse: boarding, marts", "4520-02"), "tryghed-2"),
        (post("Faktura fastholdelse", "4520-02"), "tryghed"),
        (post("Faktura Lean i praksis", "4520-02"), ""),
        (post("LEAN I PRAKSIS, hold 2"), "lean"),
        (post("Cleaning i praksis"), ""),
        (post("Fastholdelse:boarding"), "tryghed-2"),
        (post("Lean i praksis og Fastholdelse"), ""),
        (post("Møde om MED"), ""),
        (post("tryghed-2"), "tryghed-2"),
        (post(""), ""),
    ],
)  # fmt: skip
def test_a_post_belongs_to_a_course_only_beyond_doubt(found: Post, expected: str) -> None:
    assert course_of(base(), found) == expected


def test_posts_are_sorted_into_matched_left_over_and_known() -> None:
    known, fresh, odd = post(id_="a"), post("Lean i praksis", id_="b"), post("Gebyr", id_="c")
    intake = new_posts(replace(base(), posts=(known,)), (known, fresh, odd))
    assert [p.course for p in intake.matched] == ["lean"]
    assert (intake.leftover, intake.known) == ((odd,), (known,))


# --- saving ---------------------------------------------------------------------------------------------------


def file_of(*rows: tuple[str, str, str, str]) -> tuple[Post, ...]:
    return read_ledger((Grid("Ark", (("Dato", "Tekst", "Konto", "Beløb"), *rows)),), "f.csv").posts


MARCH = ("01-03-2024", "Faktura", "4520-01", "100")
APRIL = ("01-04-2024", "Gebyr", "9999", "25,50")
MAY = ("01-05-2024", "Gebyr", "9999", "25,50")


def test_the_same_file_twice_does_nothing_twice(store: Store) -> None:
    saved = save_posts(store, file_of(MARCH, MARCH, APRIL), {}, HR, "Marts")
    assert (len(saved.matched), len(saved.leftover)) == (2, 1)
    version = store.data_version
    with pytest.raises(ListRefused, match="gemt i forvejen"):
        save_posts(store, file_of(MARCH, MARCH, APRIL), {}, HR, "Marts igen")
    assert store.data_version == version
    assert [p.amount for p in store.base_data().posts] == [kr(100), kr(100), kr(25.5)]


def test_files_that_overlap_do_not_double(store: Store) -> None:
    save_posts(store, file_of(MARCH, MARCH, APRIL), {}, HR, "")
    saved = save_posts(store, file_of(APRIL, MAY), {}, HR, "")
    assert len(saved.known) == 1
    assert len(store.base_data().posts) == 4


def test_what_is_chosen_by_hand_wins(store: Store) -> None:
    posts = file_of(MARCH, APRIL)
    save_posts(store, posts, {posts[0].id: "med", posts[1].id: "lean"}, HR, "")
    assert [p.course for p in store.base_data().posts] == ["med", "lean"]


def test_a_save_is_a_version_with_who_and_why_that_can_be_gone_back_from(store: Store) -> None:
    before = store.base_data()
    save_posts(store, file_of(MARCH), {}, f" {HR} ", " Første kvartal ")
    newest = store.base_versions()[0]
    assert (newest.saved_by, newest.note, newest.kind) == (HR, "Første kvartal", "posteringer")
    store.save_base_data(before)
    assert store.base_data().posts == ()


@pytest.mark.parametrize(
    ("chosen", "by", "note", "why"),
    [
        ({}, " ", "", "Funktionen mangler"),
        ({}, "x" * 81, "", "Funktionen er for lang"),
        ({}, HR, "x" * 1_001, "Noten er for lang"),
        ({"x": "borte"}, HR, "", "»borte« findes ikke længere"),
    ],
)
def test_what_is_refused_changes_nothing(
    store: Store, chosen: dict[str, str], by: str, note: str, why: str
) -> None:
    with pytest.raises(ListRefused, match=why):
        save_posts(store, file_of(MARCH), chosen, by, note)
    assert store.base_data().posts == ()
    assert store.data_version == 1


def test_a_post_can_be_given_another_course_or_none(store: Store) -> None:
    posts = file_of(MARCH, APRIL)
    save_posts(store, posts, {}, HR, "")
    assert [p.id for p in unmatched(store.base_data())] == [posts[1].id]
    assert assign(store, {posts[0].id: "", posts[1].id: "med"}, HR, "Rettet") == 2
    assert [p.course for p in store.base_data().posts] == ["", "med"]
    for chosen, why in (
        ({posts[1].id: "med"}, "ikke valgt en anden"),
        ({"borte": "med"}, "findes ikke længere"),
        ({posts[1].id: "borte"}, "findes ikke længere"),
    ):
        with pytest.raises(ListRefused, match=why):
            assign(store, chosen, HR, "")
