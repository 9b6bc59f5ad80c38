"""What stands on the agenda and in the journal can be searched for; closed items only where asked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.actions.decisions.searching import documents, index_of
from lederpulje.store import Store, open_for_reading
from tests.actions.decisions.made import FIRST


@pytest.fixture(scope="module")
def store(original: Path) -> Iterator[Store]:
    with open_for_reading(original) as opened:
        yield opened


def test_decisions_are_found_by_their_number_and_prepared_items_by_their_id(store: Store) -> None:
    base, agenda = store.base_data(), store.agenda()
    found = {d.key: d for d in documents(base, agenda)}
    assert found[str(FIRST)].heading == "Ledertalent i 2024"
    assert (found[str(FIRST)].years, found[str(FIRST)].status) == ((2024,), "godkendt, genoptaget")
    prepared = found["punkt:puljens-brug-oplaeg"]
    assert (prepared.date, prepared.years, prepared.status) == (None, (2023,), "forberedt")
    assert "Ledertalentudviklingskoncept" in prepared.course_titles
    hits = index_of(base, agenda).find("ikke over 300.000")
    assert hits[0].document.key == str(FIRST)


def test_closed_items_are_left_out_where_they_are_not_to_be_seen(store: Store) -> None:
    base, agenda = store.base_data(), store.agenda()
    assert [h.document.key for h in index_of(base, agenda).find("opsigelse")] == ["10"]
    assert index_of(base, agenda, closed=False).find("opsigelse") == ()
    hidden = replace(agenda, items=tuple(replace(i, closed=True) for i in agenda.items))
    assert not [d for d in documents(base, hidden, closed=False) if d.key.startswith("punkt:")]


def test_the_index_follows_what_is_prepared_and_is_otherwise_built_once(store: Store) -> None:
    base, agenda = store.base_data(), store.agenda()
    assert index_of(base, agenda) is index_of(base, agenda)
    renamed = replace(agenda, items=tuple(replace(i, heading="Hvidkål") for i in agenda.items))
    assert index_of(base, renamed).find("hvidkål") and not index_of(base, agenda).find("hvidkål")
    moved = replace(agenda, meetings=tuple(replace(m, body="Byrådet") for m in agenda.meetings))
    assert index_of(base, moved).find("", body="Byrådet") and not index_of(base, agenda).find(
        "", body="Byrådet"
    )
