from __future__ import annotations

from dataclasses import dataclass

from hypothesis import given

from lederpulje.model import BaseData, Course, ListDraft, ProposedRow
from lederpulje.store.codec import pack, unpack
from tests.store.test_store import FULL_COURSE, FULL_DECISION, FULL_POST
from tests.strategies import base_data


@given(base_data())
def test_base_data_come_back_as_they_were(base: BaseData) -> None:
    assert unpack(BaseData, pack(base)) == base


def test_every_field_of_every_kind_comes_back() -> None:
    base = BaseData(courses=(FULL_COURSE,), items=(FULL_DECISION,), posts=(FULL_POST,), data_version=7)
    assert unpack(BaseData, pack(base)) == base


def test_the_seed_comes_back(seed: BaseData) -> None:
    assert unpack(BaseData, pack(seed)) == seed


def test_a_draft_of_the_list_comes_back() -> None:
    row = ProposedRow("Kurser", 3, (("Titel", "Æblet"), ("Start", "")), "k1", "Ark1")
    draft = ListDraft("x", 4, (row,), ("k2",), "Kurser.xlsx", True)
    assert unpack(ListDraft, pack(draft)) == draft


def test_a_value_with_fields_that_came_later_reads_what_was_written_before() -> None:
    @dataclass(frozen=True)
    class Before:
        id: str
        year: int
        kind: str
        title: str

    course = unpack(Course, pack(Before("k1", 2024, "kursus", "Kursus")))
    assert (course.title, course.seats, course.cancellation) == ("Kursus", None, ())
