from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.actions.courselist.checking import Check
from lederpulje.actions.courselist.conflicts import THEIRS, left_out
from lederpulje.actions.courselist.importing import check_file, check_json, check_lines, understood
from lederpulje.exchange.csv_file import csv_file
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.text_files import read_text
from lederpulje.exchange.workbook import workbook
from lederpulje.exchange.workbook_files import read_workbook
from lederpulje.model import BaseData, Course
from tests.strategies import base_data

TEXTS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), min_size=1, max_size=12
).map(lambda text: " ".join(text.split()) or "x")


def held_against(base: BaseData, grids: list[Grid], **choices: str) -> Check:
    found = understood(base, tuple(grids), choices, {})
    return check_file(base, found, choices, remove=False)


def quiet(_: str) -> None:
    """Nobody listens to how far it is."""


@given(base_data(most=4), st.data())
def test_a_workbook_that_is_exported_and_imported_changes_nothing(base: BaseData, data: Any) -> None:
    """Titles, themes and places may be anything but control characters."""
    courses: tuple[Course, ...] = tuple(
        replace(c, title=data.draw(TEXTS), theme=data.draw(TEXTS), place=data.draw(TEXTS))
        for c in base.courses
    )
    named = replace(base, courses=courses)
    checked = held_against(named, read_workbook(workbook(named), quiet))
    assert checked.after == named
    assert (checked.faults, checked.questions, checked.missing) == ((), (), ())


def test_neither_does_the_seeds_as_workbook_or_csv(seed: BaseData) -> None:
    for grids in (
        read_workbook(workbook(seed), quiet),
        read_text(csv_file(seed), "Kursusliste.csv"),
    ):
        checked = held_against(seed, grids)
        assert checked.after == seed
        assert (checked.faults, checked.questions, checked.missing) == ((), (), ())


def hr_list(*rows: tuple[object, ...]) -> list[Grid]:
    """A list as an office keeps it: a title, other headings, a sum below."""
    head = ("Kursusnavn", "Kategori", "Leverandør", "Startdato", "Antal deltagere", "Pris pr. person")
    return [
        Grid(
            "Kurser 2024",
            (
                ("Oversigt over lederkurser 2024", None, None, None, None, None),
                (None,) * 6,
                head,
                *rows,  # type: ignore[arg-type]
                ("I alt", None, None, None, None, 9_999),
            ),
        )
    ]


def test_a_list_as_hr_keeps_it_is_understood_once_it_is_known_what_is_meant(seed: BaseData) -> None:
    grids = hr_list(
        ("Den svære samtale", "Kursus", "Konsulenthuset", "24-02-2024", 20, "1.250,50"),
        ("Ledertalentudviklingskoncept", "Forløb", None, None, 6, 32_500),
    )
    asked = held_against(seed, grids)
    assert {q.key for q in asked.questions} == {"kolonne/Kurser/kategori", "type/Kurser 2024"}
    assert not asked.can_be_saved
    checked = held_against(seed, grids, **{"kolonne/Kurser/kategori": "Type"})
    assert checked.questions == ()
    assert checked.stopping == ()
    new = checked.after.courses[-1]
    assert (new.title, new.provider, new.participants) == ("Den svære samtale", "Konsulenthuset", 20)
    assert new.price_per_participant is not None and new.price_per_participant.likely == 125_050
    changed = {(c.entry.key, c.column): c.new for c in checked.differences.changed}
    assert changed["ledertalent", "Deltagere"] == "6"


def test_a_course_that_stays_as_somebody_else_saved_it_is_left_out(seed: BaseData) -> None:
    changed = replace(
        seed, courses=tuple(replace(c, participants=9) if c.id == "ledertalent" else c for c in seed.courses)
    )
    grids = read_workbook(workbook(changed), quiet)
    assert not held_against(seed, grids).differences.is_nothing
    checked = held_against(seed, grids, **{left_out("ledertalent"): THEIRS})
    assert checked.after == seed
    assert checked.missing == ()


BAD_LISTS = {
    "dobbelt id": ("a;2024;kursus;A;;\na;2024;kursus;B;;", "»B« står også i række 2"),
    "negativt beløb": ("a;2024;kursus;A;10;-5", "»-5« er negativt"),
    "urimeligt beløb": ("a;2024;kursus;A;10;9999999999", "er urimeligt stort"),
    "engelsk beløb": ("a;2024;kursus;A;10;1,234.50", "komma står før punktum som på engelsk"),
    "tvetydigt beløb": ("a;2024;kursus;A;10;12.5", "punktum kan både betyde tusinder og decimaler"),
    "tekst som antal": ("a;2024;kursus;A;mange;", "er ikke et helt tal"),
    "ukendt type": ("a;2024;foredrag;A;;", "»foredrag« er ukendt. Vælg mellem: kursus, forløb"),
    "år med to cifre": ("a;24;kursus;A;;", "er ikke et helt tal fra 1990 til 2100"),
    "år uden pulje": ("a;2099;kursus;A;;", "der er ingen pulje for 2099"),
    "uden titel og id": (";2024;kursus;;5;", "hverken id eller titel"),
}


@pytest.mark.parametrize("name", BAD_LISTS)
def test_a_bad_list_has_its_own_message_and_changes_nothing(seed: BaseData, name: str) -> None:
    rows, message = BAD_LISTS[name]
    head = "Id;År;Type;Titel;Deltagere;Pris pr. deltager\n"
    checked = held_against(seed, read_text(f"{head}{rows}\n".encode("cp1252"), "liste.csv"))
    assert any(message in fault.message for fault in checked.stopping)
    assert not checked.can_be_saved


def test_a_check_as_json_has_the_contracts_keys(seed: BaseData) -> None:
    grids = hr_list(("Nyt", "kursus", None, "24-02-27", 2, -5))
    figures = check_json(held_against(seed, grids, **{"kolonne/Kurser/kategori": "Type"}))
    assert set(figures) == {"added", "changed", "removed", "unchanged", "problems", "effect", "questions"}
    wrong = [p for p in figures["problems"] if p["stops"]]
    assert {(p["sheet"], p["row"], p["column"]) for p in wrong} == {
        ("Kurser 2024", 4, "Start"),
        ("Kurser 2024", 4, "Pris pr. deltager"),
    }
    assert all(set(p) == {"sheet", "row", "column", "value", "message", "stops"} for p in wrong)


def test_a_check_as_text_says_what_changes_and_what_is_wrong(seed: BaseData) -> None:
    grids = hr_list(("Ledertalentudviklingskoncept", "forløb", None, None, 6, None))
    lines = check_lines(held_against(seed, grids, **{"kolonne/Kurser/kategori": "Type"}))
    assert "Ændres: Ledertalentudviklingskoncept, Deltagere: 4 → 6" in lines
    assert any(line.startswith("Står ikke i filen og bliver stående: ") for line in lines)
    assert check_lines(held_against(seed, read_workbook(workbook(seed), quiet))) == ["Ingen ændringer."]


@pytest.mark.parametrize(
    "last", ["I alt;;;20;46.250,50", "Sum;;;;46.250,50", "Total 2024;;;20;1", ";;;20;46.250,50"]
)
def test_a_sum_below_a_csv_list_is_no_course(seed: BaseData, last: str) -> None:
    text = f"Titel;År;Type;Deltagere;Pris pr. deltager\nNyt;2024;kursus;20;46.250,50\n{last}\n"
    checked = held_against(seed, read_text(text.encode(), "liste.csv"))
    assert [e.title for e in checked.differences.added] == ["Nyt"]
    assert checked.can_be_saved


def test_a_list_with_headings_only_says_so(seed: BaseData) -> None:
    checked = held_against(seed, read_text(b"Titel;Type;Deltagere\n", "liste.csv"))
    assert ["ingen rækker" in f.message for f in checked.faults] == [True]
