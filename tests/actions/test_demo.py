"""The examples: a year made with the app's own actions, in a database of its own, and removed without a trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from lederpulje.actions.database import DEFAULT_SEED
from lederpulje.actions.decisions.following import Due, follow_ups
from lederpulje.actions.decisions.proving import Verdict, prove, recalculate
from lederpulje.actions.decisions.reading import Decided, decisions, fate
from lederpulje.actions.demo import demo_path, make_demo, remove_demo
from lederpulje.dates import parse_date
from lederpulje.errors import DatabaseExists
from lederpulje.model import BaseData, EntryKind, Outcome
from lederpulje.store import Store, open_for_reading, open_store, read_seed

Put = Callable[[Path, BaseData], Path]


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory, put_database: Put) -> dict[str, bytes]:
    """The files of a real database, before there are examples beside it."""
    path = put_database(
        tmp_path_factory.getbasetemp() / "year" / "lederpulje.duckdb", read_seed(DEFAULT_SEED)
    )
    return {file.name: file.read_bytes() for file in path.parent.iterdir()}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory, real: dict[str, bytes]) -> Path:
    """The examples, made once: nobody writes in them."""
    path = demo_path(tmp_path_factory.getbasetemp() / "year" / "lederpulje.duckdb")
    make_demo(path)
    return path


@pytest.fixture
def year(made: Path) -> Iterator[Store]:
    with open_for_reading(made) as store:
        yield store


def played(store: Store) -> list[Decided]:
    """The decisions of the year; the seed's own have no calculation and nobody who entered them."""
    return [d for d in decisions(store.agenda()) if d.text("signed")]


def test_there_is_a_year_of_decisions_with_their_calculation(year: Store) -> None:
    with_figures = [d for d in played(year) if d.calculation]
    assert len(with_figures) >= 3
    assert all(recalculate(d.entry).verdict is Verdict.SAMME for d in with_figures)
    assert {d.outcome for d in played(year)} >= {
        Outcome.GODKENDT,
        Outcome.GODKENDT_MED_AENDRING,
        Outcome.UDSAT,
    }
    assert prove(year).holds


def test_one_of_them_is_reopened_one_filed_and_one_followed_up(year: Store) -> None:
    agenda = year.agenda()
    (again,) = [d for d in played(year) if d.entry.kind is EntryKind.GENOPTAGELSE]
    assert again.entry.refers is not None and again.text("news")
    assert fate(agenda, again.entry.refers).reopened_by == (again,)
    assert [d.number for d in played(year) if fate(agenda, d.number).filed]
    found = {f.due for f in follow_ups(agenda, parse_date("15-08-2024"))}
    assert found == {Due.FAERDIG, Due.AABEN, Due.OVERSKREDET}


def test_something_is_prepared_and_something_of_it_closed(year: Store) -> None:
    seeded = {i.id for i in read_seed(DEFAULT_SEED).items}
    own = [i for i in year.agenda().items if i.id not in seeded]
    assert [i for i in own if i.closed] and [i for i in own if not i.closed and i.scenarios]


def test_making_them_leaves_the_real_database_alone(made: Path, real: dict[str, bytes]) -> None:
    found = {file.name: file.read_bytes() for file in made.parent.iterdir()}
    assert {name: content for name, content in found.items() if name in real} == real
    assert all(name.startswith("lederpulje.eksempler.") for name in found.keys() - real.keys())


def test_they_are_not_made_twice_and_are_removed_whole(made: Path, tmp_path: Path) -> None:
    own = tmp_path / made.name
    for file in made.parent.glob("*.eksempler.*"):
        own.with_name(file.name).write_bytes(file.read_bytes())
    with pytest.raises(DatabaseExists):
        make_demo(own)
    with open_store(own) as store:  # with a log beside it
        assert played(store)
    remove_demo(own)
    remove_demo(own)
    assert list(tmp_path.iterdir()) == []
