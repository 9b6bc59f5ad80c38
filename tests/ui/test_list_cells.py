"""What the editor of the course list says of its cells, and what it cannot have understood."""

from __future__ import annotations

from typing import Any

import pytest

from lederpulje.ui.courselist.cells import (
    NOTHING,
    holds_block,
    holds_two,
    is_cut_wrong,
    is_heading,
    newer,
    spread,
    text_of,
)

COLUMNS = ("Titel", "Type", "Afholdelser")


def state(**edited: Any) -> dict[str, Any]:
    return {"edited_rows": {0: edited}, "added_rows": [], "deleted_rows": []}


@pytest.mark.parametrize(
    ("value", "was", "text"),
    [
        ("45.000", "", "45.000"),
        (None, "x", ""),
        (["kursus"], "", "kursus"),
        (["kursus", "forløb"], "kursus", "forløb"),
        (["kursus"], "kursus", "kursus"),
        ([], "kursus", ""),
    ],
)
def test_a_cell_as_text(value: Any, was: str, text: str) -> None:
    assert text_of(value, was) == text


@pytest.mark.parametrize(
    ("cells", "rows"),
    [
        ({"Titel": "Et kursus"}, [{"Titel": "Et kursus"}]),
        ({"Titel": "Linje 1\nlinje 2"}, [{"Titel": "Linje 1 linje 2"}]),
        (
            {"Titel": "A\tkursus\t2\r\nB\tforløb\t3\r\n"},
            [
                {"Titel": "A", "Type": "kursus", "Afholdelser": "2"},
                {"Titel": "B", "Type": "forløb", "Afholdelser": "3"},
            ],
        ),
        ({"Type": "kursus\t2\tfor meget"}, [{"Type": "kursus", "Afholdelser": "2"}]),
        ({"Titel": "A\nB\n"}, [{"Titel": "A"}, {"Titel": "B"}]),
        ({"Titel": 'A\t"kursus\nto"\n'}, [{"Titel": "A", "Type": "kursus to"}]),
    ],
)
def test_a_block_in_one_cell_is_laid_out(cells: dict[str, str], rows: list[dict[str, str]]) -> None:
    assert spread(cells, COLUMNS) == rows


def test_a_block_and_two_choices_are_told_apart_from_plain_cells() -> None:
    assert holds_block(state(Titel="A\tB")) and not holds_block(state(Titel="A\nB"))
    assert holds_two(state(Type=["kursus", "forløb"])) and not holds_two(state(Type=["kursus"]))


@pytest.mark.parametrize("cell", ["\t12", "\n4", ["\tkursus"], "Salen \ud83d"])
def test_cells_that_were_cut_in_wrong_places_are_seen(cell: Any) -> None:
    assert is_cut_wrong(state(Sted=cell))


@pytest.mark.parametrize("cell", ["Salen 📍", "A\tB\n", "", None, ["kursus"]])
def test_all_else_is_fine(cell: Any) -> None:
    assert not is_cut_wrong(state(Sted=cell))


def test_headings_that_were_pasted_along_are_seen() -> None:
    assert is_heading({"Titel": "Titel", "Type": " Type"})
    assert not is_heading({"Titel": "Titel", "Type": "kursus"})
    assert not is_heading({})


def test_only_what_is_new_since_last_time_counts() -> None:
    """What another window wrote meanwhile is not written over by what this one said before."""
    before = {"edited_rows": {0: {"Titel": "A"}}, "added_rows": [{"Titel": "N"}], "deleted_rows": [4]}
    after = {
        "edited_rows": {0: {"Titel": "A", "Type": ["kursus"]}, 1: {"Titel": "B"}},
        "added_rows": [{"Titel": "N"}, {"Titel": "M"}],
        "deleted_rows": [4, 5],
    }
    assert newer(after, before) == {
        "edited_rows": {0: {"Type": ["kursus"]}, 1: {"Titel": "B"}},
        "added_rows": [{"Titel": "N"}, {"Titel": "M"}],
        "deleted_rows": [5],
    }
    assert newer(before, NOTHING) == before
