from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from xlsxwriter import Workbook

from lederpulje.exchange.completing import AS_BEFORE
from lederpulje.exchange.grid import Grid, Mark, Value
from lederpulje.exchange.meanings import NOT_USED
from lederpulje.exchange.reading import read_file
from lederpulje.exchange.synonyms import doubtful_words, fold, known_words, own_names
from lederpulje.exchange.understanding import Understood, understand
from lederpulje.sheets.columns import SHEETS
from tests.exchange.badfiles import written

Row = Sequence[Value]
E, A, D, M = Mark.ERROR, Mark.EMPTY_FORMULA, Mark.FORMULA, Mark.MERGED


def grid(*rows: Row, name: str = "Kurser", marks: Mapping[tuple[int, int], Mark] | None = None) -> Grid:
    return Grid(name, tuple(map(tuple, rows)), marks or {})


def read(
    *grids: Grid,
    answers: Mapping[str, str] | None = None,
    remembered: Mapping[str, str] | None = None,
    years: tuple[int, ...] = (2026, 2027),
) -> Understood:
    return understand(grids, years, answers or {}, remembered or {})


def cells(found: Understood) -> list[dict[str, str]]:
    return [dict(row.cells) for row in found.rows]


def stopping(found: Understood) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in found.faults if fault.stops]


def told(found: Understood) -> str:
    return "\n".join(str(fault) for fault in found.faults if not fault.stops)


HEAD: Row = ("Titel", "År", "Type", "Pris pr. deltager")


# --- headings -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("sheet", SHEETS)
def test_our_own_sheets_are_read_as_they_are(sheet: str) -> None:
    names = tuple(column.name for column in SHEETS[sheet])
    found = read(grid(names, ["x"] * len(names), name=sheet))
    assert found.sheets == (sheet,)
    assert cells(found) == [dict.fromkeys(names, "x")]
    assert (found.faults, found.questions) == ((), ())


def test_headings_in_other_words_order_case_and_lines_below_a_title() -> None:
    found = read(
        grid(
            ("Kurser og arrangementer 2027", None, None, None, None),
            ("Opdateret af HR", None, None, None, None),
            (),
            ("KONTONR.", "Kursus-\nnavn", " antal  deltagere:", "Pris pr. person (kr.)", "Type"),
            (),
            ("12-34", "A", 30, 350, "Kursus"),
            name="Ark1",
        )
    )
    assert cells(found) == [
        {
            **{"Kontering": "12-34", "Titel": "A", "Deltagere": "30", "Pris pr. deltager": "350"},
            **{"Type": "kursus", "År": "2027"},
        }
    ]
    assert [(row.sheet, row.number, row.file_sheet) for row in found.rows] == [("Kurser", 6, "Ark1")]
    assert found.faults == ()


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Kursusnavn", "Titel"),
        ("Emne", "Titel"),
        ("Leverandør", "Udbyder"),
        ("Oplægsholder", "Udbyder"),
        ("Dato", "Start"),
        ("Til", "Slut"),
        ("Svarfrist", "Tilmeldingsfrist"),
        ("Lokale", "Sted"),
        ("PSP-element", "Kontering"),
        ("Kuvertpris", "Pris pr. deltager"),
        ("Honorar", "Pris pr. afholdelse"),
        ("Maalgruppe", "Målgruppe"),
        ("Pris per deltager", "Pris pr. deltager"),
    ],
)
def test_known_words_are_understood(heading: str, column: str) -> None:
    other = "Id" if column == "Titel" else "Titel"
    found = read(grid((other, "År", "Type", heading), ("a", 2027, "kursus", "x")))
    assert cells(found)[0][column] == "x"
    assert found.questions == ()


def test_headings_in_two_rows_are_put_together() -> None:
    found = read(
        grid(
            ("Titel", "Type", "Pris", "Pris"),
            ("Titel", "Type", "pr. hold", "pr. person"),
            ("A", "kursus", 1000, 50),
            name="2027",
            marks={(1, 0): M, (1, 1): M, (0, 3): M},
        )
    )
    assert cells(found) == [
        {
            "Titel": "A",
            "Type": "kursus",
            "Pris pr. afholdelse": "1000",
            "Pris pr. deltager": "50",
            "År": "2027",
        }
    ]


def test_an_unknown_heading_is_reported_and_not_read() -> None:
    found = read(grid((*HEAD, "Kagemængde"), ("A", 2027, "kursus", 1, 3)))
    assert "Kagemængde" not in cells(found)[0]
    assert "Kolonnen »Kagemængde« kendes ikke og er ikke læst" in told(found)


def test_a_column_without_heading_is_reported() -> None:
    found = read(grid((*HEAD, None), ("A", 2027, "kursus", 1, "hov")))
    assert "Kolonnen E har ingen overskrift" in told(found)


def test_a_heading_that_can_be_two_things_is_asked_and_learned() -> None:
    list_ = grid(("Titel", "År", "Type", "Pris"), ("A", 2027, "kursus", 1000))
    (question,) = read(list_).questions
    assert [answer for answer, _ in question.choices][:2] == ["Pris pr. afholdelse", "Pris pr. deltager"]
    assert question.choices[-1] == (NOT_USED, "Brug ikke denne kolonne")
    assert "»1000«" in question.text

    answered = read(list_, answers={question.key: "Pris pr. deltager"})
    assert cells(answered)[0]["Pris pr. deltager"] == "1000"
    assert (answered.questions, answered.learned) == ((), {"pris": "Pris pr. deltager"})

    again = read(list_, remembered=answered.learned)
    assert (again.rows, again.questions) == (answered.rows, ())


def test_a_column_answered_as_not_used_is_learned_as_such() -> None:
    list_ = grid(("Titel", "År", "Type", "Pris"), ("A", 2027, "kursus", 1000))
    (question,) = read(list_).questions
    found = read(list_, answers={question.key: NOT_USED})
    assert found.learned == {"pris": ""}
    assert cells(found) == [{"Titel": "A", "År": "2027", "Type": "kursus"}]
    assert read(list_, remembered={"pris": ""}).questions == ()


def test_an_answer_that_is_no_choice_is_asked_again() -> None:
    list_ = grid(("Titel", "År", "Type", "Pris"), ("A", 2027, "kursus", 1000))
    assert len(read(list_, answers={"kolonne/Kurser/pris": "Kage"}).questions) == 1


def test_a_total_beside_both_prices_is_not_asked_about() -> None:
    found = read(grid((*HEAD, "Pris pr. hold", "Pris i alt"), ("A", 2027, "kursus", 1, 2, 3)))
    assert found.questions == ()
    assert "»Pris i alt« kendes ikke" in told(found)


def test_two_headings_for_one_column_are_asked_about() -> None:
    found = read(grid(("Kursus", "Emne", "År", "Type"), ("A", "B", 2027, "kursus")))
    assert [q.column for q in found.questions] == ["Kursus", "Emne"]
    answers = {"kolonne/Kurser/kursus": "Titel", "kolonne/Kurser/emne": "Tema"}
    settled = read(grid(("Kursus", "Emne", "År", "Type"), ("A", "B", 2027, "kursus")), answers=answers)
    assert cells(settled) == [{"Titel": "A", "Tema": "B", "År": "2027", "Type": "kursus"}]


def test_a_heading_twice_stops() -> None:
    found = read(grid((*HEAD, "Titel"), ("A", 2027, "kursus", 1, "B")))
    assert stopping(found) == [(1, "Titel")]


def test_without_a_needed_column_the_unknown_ones_are_asked_about() -> None:
    list_ = grid(
        ("Læringsspor", "Udbyder", "Start", "Noter"), ("A", "B", None, None), name="Kursusliste 2027"
    )
    (question,) = read(list_).questions
    assert question.column == "Læringsspor"
    found = read(list_, answers={question.key: "Titel", "type/Kursusliste 2027": "kursus"})
    assert cells(found) == [{"Titel": "A", "Udbyder": "B", "Start": "", "År": "2027", "Type": "kursus"}]
    nobody = read(list_, answers={question.key: NOT_USED})
    assert "kolonnen Titel eller Id mangler" in str(nobody.faults[0])
    assert nobody.faults[0].stops


def test_prices_said_to_be_with_vat_make_the_rows_say_so() -> None:
    found = read(grid(("Titel", "År", "Type", "Pris pr. deltager inkl. moms"), ("A", 2027, "kursus", 125)))
    assert cells(found)[0] | {"Pris pr. deltager": "125", "Moms": "med"} == cells(found)[0]
    mixed = read(
        grid(("Titel", "År", "Type", "Kuvertpris inkl. moms", "Honorar"), ("A", 2027, "kursus", 125, 100))
    )
    assert stopping(mixed) == [(1, "Moms")]


@pytest.mark.parametrize("sheet", SHEETS)
def test_no_word_means_two_columns(sheet: str) -> None:
    own, known, doubtful = set(own_names(sheet)), set(known_words(sheet)), set(doubtful_words(sheet))
    assert len(own) == len(SHEETS[sheet])
    assert known & doubtful == set()
    assert {word for word in own & known if own_names(sheet)[word] != known_words(sheet)[word]} == set()
    assert set(known_words(sheet).values()) <= {column.name for column in SHEETS[sheet]}


# --- which sheet --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["kurser", "KURSUS", "Kursusoversigt", "Kursuslisten 2027", "Kurserr"])
def test_a_sheet_is_known_by_its_name(name: str) -> None:
    found = read(grid(HEAD, ("A", 2027, "kursus", 1), name=name))
    assert found.sheets == ("Kurser",)


def test_a_sheet_is_known_by_its_headings() -> None:
    found = read(
        grid(HEAD, ("A", 2027, "kursus", 1), name="Ark1"),
        grid(("Kursus", "Betaler", "Andel"), ("a", "pulje", 100), name="Ark2"),
        grid(("År", "Beløb"), (2027, 300000), name="Ark3"),
        grid(("År", "Nøgle", "Titel", "Beløb"), (2027, "kurser", "Kurser", 150000), name="Ark4"),
    )
    assert [row.sheet for row in found.rows] == ["Kurser", "Finansiering", "Puljer", "Delrammer"]


def test_sheets_that_are_no_list_are_reported_and_left_out() -> None:
    notes = grid(("Ark", "Kolonne", "Hvad"), ("Kurser", "Titel", "Navnet"), name="Noter")
    guidance = grid(("Ark", "Kolonne", "Hvad"), ("Kurser", "Titel", "Navnet"), name="Vejledning")
    found = read(grid(HEAD, ("A", 2027, "kursus", 1)), notes, guidance, grid(name="Ark3"))
    assert len(found.rows) == 1
    assert "Arket »Noter« er ikke en liste og er ikke læst" in told(found)
    assert "Vejledning" not in told(found)  # our own: everybody's export has it
    assert "Arket »Ark3« er tomt" in told(found)


@pytest.mark.parametrize("grids", [(), (grid(("Hej", "verden"), (1, 2), name="Ark1"),), (grid(name="Ark1"),)])
def test_a_file_without_any_list_says_what_was_expected_and_found(grids: tuple[Grid, ...]) -> None:
    (fault,) = read(*grids).faults
    assert fault.stops
    assert "Ventet var et ark med navnet Puljer, Delrammer, Kurser" in fault.message
    assert all(g.name in fault.message for g in grids)


def test_one_column_is_enough() -> None:
    found = read(grid(("Titel",), ("A",), (), ("B",), name="2027"), answers={"type/2027": "kursus"})
    assert [row["Titel"] for row in cells(found)] == ["A", "B"]
    assert [row.number for row in found.rows] == [2, 4]


# --- year and type ------------------------------------------------------------------------------------------

NO_YEAR: Row = ("Titel", "Type")


def test_the_year_comes_from_the_sheets_name_each_its_own() -> None:
    found = read(
        grid(NO_YEAR, ("A", "kursus"), name="2026"), grid(NO_YEAR, ("A", "kursus"), name="Kurser 2027")
    )
    assert [row["År"] for row in cells(found)] == ["2026", "2027"]


@pytest.mark.parametrize("title", ["", "Kurser 2026-27", "Plan for 2026 og 2027"])
def test_a_year_that_is_not_said_once_is_asked_for(title: str) -> None:
    list_ = grid((title or None,), NO_YEAR, ("A", "kursus"))
    (question,) = read(list_).questions
    assert [choice for choice, _ in question.choices] == ["2026", "2027", "2028", "2029"]
    assert cells(read(list_, answers={question.key: "2028"}))[0]["År"] == "2028"


def test_the_type_is_asked_for_once_a_sheet() -> None:
    list_ = grid(("Titel", "År"), ("A", 2027), ("B", 2027))
    (question,) = read(list_).questions
    assert [row["Type"] for row in cells(read(list_, answers={question.key: "forløb"}))] == ["forløb"] * 2
    kept = read(list_, answers={question.key: AS_BEFORE})
    assert cells(kept) == [{"Titel": "A", "År": "2027"}, {"Titel": "B", "År": "2027"}]


def test_only_rows_without_a_type_get_the_one_answered() -> None:
    list_ = grid(("Titel", "År", "Type"), ("A", 2027, "tilskud"), ("B", 2027, None))
    (question,) = read(list_).questions
    assert "række" in question.text
    assert [row["Type"] for row in cells(read(list_, answers={question.key: "kursus"}))] == [
        "tilskud",
        "kursus",
    ]


def test_rows_with_an_id_are_not_asked_for_a_type() -> None:
    assert read(grid(("Id", "År", "Deltagere"), ("a", 2027, 3))).questions == ()


# --- rows ---------------------------------------------------------------------------------------------------


def test_empty_rows_sums_and_repeated_headings_are_skipped() -> None:
    found = read(
        grid(
            HEAD,
            ("A", 2027, "kursus", 100),
            (None, "  ", None, None),
            HEAD,
            ("Samlet ledelse", 2027, "kursus", 50),
            ("I alt 2027:", None, None, 150),
            (None, None, None, 150),
            marks={(5, 3): D},
        )
    )
    assert [row.number for row in found.rows] == [2, 5]
    assert "Række 6 og 7 er læst som summer" in told(found)
    assert "Rækken gentager overskrifterne" in told(found)
    assert "formel" not in told(found)


def test_a_row_with_an_id_is_never_a_sum() -> None:
    found = read(grid(("Id", "Titel", "År"), ("a", "Total", 2027), ("b", None, None)))
    assert len(found.rows) == 2


def test_rows_over_others_become_their_theme() -> None:
    found = read(
        grid(
            HEAD,
            ("Tryghed", None, None, None),
            ("A", 2027, "kursus", 1),
            ("B", 2027, "kursus", 1),
            ("Trivsel", None, None, None),
            ("C", 2027, "kursus", 1),
            ("Til sidst", None, None, None),
        )
    )
    assert [row["Tema"] for row in cells(found)] == ["Tryghed", "Tryghed", "Trivsel"]
    assert "Række 2 og 5 har kun én celle udfyldt" in told(found)
    assert "Rækken har kun teksten »Til sidst« og er ikke læst" in told(found)


def test_rows_over_others_that_say_when_give_the_year() -> None:
    found = read(
        grid(
            ("Titel", "Type", "Start"),
            ("Efterår 2027", None, None),
            ("A", "kursus", "x"),
            (2028, None, None),
            ("B", "kursus", "x"),
            name="Plan",
        )
    )
    assert [(row["År"], row.get("Tema", "")) for row in cells(found)] == [("2027", ""), ("2028", "")]


def test_with_a_column_for_the_theme_rows_over_others_are_skipped() -> None:
    found = read(grid((*HEAD, "Tema"), ("Tryghed",), ("A", 2027, "kursus", 1, "Trivsel")))
    assert [row["Tema"] for row in cells(found)] == ["Trivsel"]
    assert "sprunget over" in told(found)


def test_in_a_short_list_a_title_alone_is_asked_about() -> None:
    list_ = grid(("Titel", "Udbyder"), ("A", None), ("B", "X"), name="2027")
    key = "overskrifter/2027"
    kind = {"type/2027": "kursus"}
    (question,) = read(list_, answers=kind).questions
    assert question.key == key
    themes = read(list_, answers={**kind, key: "tema"})
    assert [(row["Titel"], row["Tema"]) for row in cells(themes)] == [("B", "A")]
    courses = read(list_, answers={**kind, key: "aktivitet"})
    assert [row["Titel"] for row in cells(courses)] == ["A", "B"]
    skipped = read(list_, answers={**kind, key: "spring-over"})
    assert [row["Titel"] for row in cells(skipped)] == ["B"]


# --- cells --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "value", "text"),
    [
        ("Pris pr. deltager", 45000, "45000"),
        ("Pris pr. deltager", 45000.505, "45000,51"),
        ("Pris pr. deltager", -12.5, "-12,50"),
        ("Pris pr. deltager", " 45.000\xa0kr. ", "45.000 kr."),
        ("Deltagere", 30, "30"),
        ("Deltagere", 30.5, "30,5"),
        ("Dagsværk pr. deltager", 3.7, "3,7"),
        ("Dagsværk pr. deltager", 0.1 + 0.2, "0,3"),
        ("Start", dt.date(2027, 2, 24), "24-02-2027"),
        ("Start", dt.datetime.fromisoformat("2027-02-24T09:30"), "24-02-2027"),
        ("Start", "24. februar 2027", "24. februar 2027"),
        ("Udbyder", dt.datetime.fromisoformat("2027-02-24T09:30"), "24-02-2027 kl. 09.30"),
        ("Udbyder", dt.time(9, 30), "09.30"),
        ("Udbyder", "Linje 1 \r\n Linje 2", "Linje 1 Linje 2"),
        ("Udbyder", 12345678901234, "12345678901234"),
        ("Udbyder", 1e16, "10000000000000000"),
        ("Kilde", "Linje 1\r\nLinje 2", "Linje 1\nLinje 2"),
        ("Strategi", "a\nb", "a, b"),
        ("Bundet", True, "ja"),
        ("Bundet", "NEJ", "nej"),
        ("Status", "Ide", "idé"),
        ("Status", "måske", "måske"),
        ("Type", "FORLOEB", "forløb"),
        ("Moms", "Ekskl. moms", "uden"),
        ("Udbyder", None, ""),
    ],
)
def test_cells_become_text_our_parsers_read(column: str, value: Value, text: str) -> None:
    found = read(grid(("Id", "Titel", column), ("a", "A", value), name="2027"))
    assert cells(found)[0][column] == text
    assert found.faults == ()


def test_a_number_for_a_date_stops() -> None:
    found = read(grid(("Id", "Titel", "Start"), ("a", "A", 46442)))
    assert stopping(found) == [(2, "Start")]
    assert "»46442« er et tal og ikke en dato" in found.faults[0].message


def test_a_percent_cell_for_a_share_stops() -> None:
    rows: list[Row] = [("a", "pulje", 0.5), ("a", "b", "0,5"), ("b", "c", 33.333)]
    found = read(grid(("Kursus", "Betaler", "Andel"), *rows, name="Finansiering"))
    assert stopping(found) == [(2, "Andel")]
    assert "fx 50" in found.faults[0].message
    assert [row.get("Andel") for row in cells(found)] == [None, "0,5", "33,33"]


def test_formulas_are_listed_and_cells_without_value_stop() -> None:
    found = read(
        grid(
            ("Id", "Titel", "Deltagere", "Pladser"),
            ("a", "A", 10, "#DIV/0!"),
            ("b", "B", 20, None),
            marks={(1, 2): D, (2, 2): D, (1, 3): E, (2, 3): A},
        )
    )
    assert "Række 2 og 3 har formler" in told(found)
    assert [(f.row, f.column, f.value) for f in found.faults if f.stops] == [
        (2, "Pladser", "#DIV/0!"),
        (3, "Pladser", ""),
    ]
    assert [row.get("Pladser") for row in cells(found)] == [None, None]


def test_many_formulas_are_said_in_one_sentence() -> None:
    rows = [(f"id{n}", "A", n) for n in range(40)]
    found = read(grid(("Id", "Titel", "Deltagere"), *rows, marks={(n, 2): D for n in range(1, 41)}))
    assert "20, 21 og 20 flere har formler" in told(found)
    assert len(found.faults) == 1


def test_merged_texts_hold_for_every_row_but_merged_amounts_are_not_guessed() -> None:
    found = read(
        grid(
            ("Titel", "År", "Type", "Tema", "Pris pr. afholdelse"),
            ("A", 2027, "kursus", "T", 1000),
            ("B", 2027, "kursus", "T", 1000),
            marks={(2, 1): M, (2, 2): M, (2, 3): M, (2, 4): M},
        )
    )
    assert [(row["År"], row["Tema"]) for row in cells(found)] == [("2027", "T")] * 2
    assert stopping(found) == [(3, "Pris pr. afholdelse")]


def test_a_row_merged_across_is_one_text() -> None:
    found = read(
        grid(
            HEAD,
            ("Tryghed",) * 4,
            ("A", 2027, "kursus", 1),
            ("Aflyst indtil videre", "Aflyst indtil videre", "kursus", 1),
            marks={(1, 1): M, (1, 2): M, (1, 3): M, (3, 1): M},
        )
    )
    assert [(row["Titel"], row["År"], row["Tema"]) for row in cells(found)] == [
        ("A", "2027", "Tryghed"),
        ("Aflyst indtil videre", "", "Tryghed"),
    ]


# --- a list as HR keeps it ----------------------------------------------------------------------------------


def hr_list(book: Workbook) -> None:
    sheet = book.add_worksheet("2027")
    sheet.merge_range(0, 0, 0, 8, "Kursusliste 2027 – lederudvikling")
    sheet.write(1, 0, "Opdateret af HR")
    words = {
        0: "Emne",
        1: "Leverandør",
        2: "Dato",
        3: "Antal\ndeltagere",
        6: "Frist",
        7: "Bemærkninger",
        8: "Lokale",
    }
    for column, word in words.items():
        sheet.merge_range(3, column, 4, column, word)
    sheet.merge_range(3, 4, 3, 5, "Pris")
    sheet.write_row(4, 4, ["pr. hold", "pr. person"])
    sheet.merge_range(5, 0, 5, 8, "Psykologisk tryghed")
    sheet.write_row(
        6, 0, ["Tryghed i praksis", None, dt.date(2027, 2, 24), 40, 45000.5, "350 kr.", "1. februar 2027"]
    )
    sheet.write_row(7, 0, ["MED og tryghed", None, "marts", 20, 18000])
    sheet.merge_range(6, 1, 7, 1, "LEAD")
    sheet.write(9, 0, "Fastholdelse")
    sheet.write_row(10, 0, ["Sygefravær", "X", "24-02-2027", 12, 1, 2, None, "husk kage", "Salen"])
    sheet.write(12, 0, "I alt")
    sheet.write_formula(12, 4, "=SUM(E7:E12)", None, 63001.5)
    book.add_worksheet("Ark2")


def test_a_list_as_hr_keeps_it_is_understood() -> None:
    found = read(*read_file(written(hr_list), "liste.xlsx"), answers={"type/2027": "kursus"})
    columns = ("Titel", "Udbyder", "Start", "Deltagere", "Pris pr. afholdelse", "Pris pr. deltager")
    assert [tuple(row.get(column) for column in columns) for row in cells(found)] == [
        ("Tryghed i praksis", "LEAD", "24-02-2027", "40", "45000,50", "350 kr."),
        ("MED og tryghed", "LEAD", "marts", "20", "18000", ""),
        ("Sygefravær", "X", "24-02-2027", "12", "1", "2"),
    ]
    others = ("Tilmeldingsfrist", "Sted", "Tema", "År", "Type")
    assert [tuple(row[column] for column in others) for row in cells(found)] == [
        ("1. februar 2027", "", "Psykologisk tryghed", "2027", "kursus"),
        ("", "", "Psykologisk tryghed", "2027", "kursus"),
        ("", "Salen", "Fastholdelse", "2027", "kursus"),
    ]
    assert [row.number for row in found.rows] == [7, 8, 11]
    assert (stopping(found), found.questions) == ([], ())
    assert "Rækken er læst som en sum" in told(found)


# --- whatever it is given -----------------------------------------------------------------------------------

WORDS = [
    "Titel",
    "Id",
    "År",
    "Type",
    "Pris",
    "Pris pr. deltager",
    "Dato",
    "Tema",
    "I alt",
    "2027",
    "A",
    "kursus",
    " ",
]
VALUES: st.SearchStrategy[Value] = st.sampled_from(
    [*WORDS, None, None, 1, 2027, 0.5, True, dt.date(2027, 2, 24)]
)
MARKS = st.dictionaries(st.tuples(st.integers(0, 5), st.integers(0, 4)), st.sampled_from(Mark), max_size=4)
GRIDS = st.builds(
    Grid,
    st.sampled_from(["Kurser", "2027", "Ark1", "Finansiering", "Scenarier", ""]),
    st.lists(st.lists(VALUES, max_size=5).map(tuple), max_size=6).map(tuple),
    MARKS,
)


@given(st.lists(GRIDS, max_size=2))
def test_whatever_stands_in_a_file_is_read_asked_about_or_reported(grids: list[Grid]) -> None:
    asked = read(*grids)
    answers = {question.key: question.choices[0][0] for question in asked.questions}
    for found in (asked, read(*grids, answers=answers)):
        assert found.rows or found.faults or found.questions or not any(any(g.rows) for g in grids)
        for row in found.rows:
            assert {name for name, _ in row.cells} <= {column.name for column in SHEETS[row.sheet]}
            assert any(row.number <= len(g.rows) for g in grids if g.name == row.file_sheet)


def test_words_are_compared_without_case_signs_and_nordic_letters() -> None:
    assert fold("  Pris pr.\nDeltager (LAV) ") == fold("pris per deltager lav")
    assert fold("Målgruppe") == fold("Maalgruppe")
    assert fold("idé") == fold("Ide")
