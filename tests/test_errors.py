"""Every message is whole Danish: what is wrong, where, and what to do about it."""

from __future__ import annotations

import pytest

from lederpulje import errors
from lederpulje.errors import LederpuljeError, Problem


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (errors.AmountError("12.5", "fordi."), ("»12.5«", "beløb", "fordi.")),
        (errors.DateError("24-02-27", "fordi."), ("»24-02-27«", "dato", "fordi.")),
        (
            errors.UnknownName("Delrammen", "x", ("kurser", "oevrig")),
            ("Delrammen »x« findes ikke.", "Vælg mellem: kurser, oevrig."),
        ),
        (errors.IllegalValue("k.held", "måske", "Skriv ja."), ("k.held", "»måske«", "Skriv ja.")),
        (errors.TooManyOpenConditions(2024, ("a",) * 12, 10), ("12", "2024", "højst 10", "mindst 2")),
        (errors.DatabaseInUse("f.duckdb", "python (123)"), ("f.duckdb", "python (123)", "Intet er ændret")),
        (
            errors.DatabaseUnreadable("f.duckdb", "ukendt format"),
            (
                "Databasen kan ikke læses og er ikke ændret",
                "f.duckdb",
                "ukendt format",
                "ingen sikkerhedskopi",
            ),
        ),
        (errors.DatabaseUnreadable("f.duckdb", "x", "b.duckdb"), ("Nyeste sikkerhedskopi: b.duckdb",)),
        (errors.DatabaseNewer("f.duckdb", 9, 1), ("nyere version", "9", "Opdatér", "Intet er ændret")),
        (errors.DatabaseReadOnly("f.duckdb"), ("f.duckdb", "skriveadgang", "Intet er ændret")),
        (errors.DatabaseMissing("f.duckdb"), ("f.duckdb", "init")),
        (errors.DatabaseExists("f.duckdb"), ("f.duckdb", "findes allerede", "ikke ændret")),
        (errors.SeedError(("første", "anden")), ("intet er ændret", "- første", "- anden")),
    ],
)
def test_a_message_says_what_where_and_what_to_do(error: LederpuljeError, words: tuple[str, ...]) -> None:
    for word in words:
        assert word in str(error)


def test_amounts_and_dates_that_cannot_be_read_are_value_errors_too() -> None:
    assert isinstance(errors.AmountError("x", "y"), ValueError)
    assert isinstance(errors.DateError("x", "y"), ValueError)


def test_every_trouble_with_the_database_is_of_one_kind() -> None:
    kinds = (errors.DatabaseInUse, errors.DatabaseUnreadable, errors.DatabaseNewer, errors.DatabaseReadOnly)
    assert all(issubclass(kind, errors.StoreError) for kind in (*kinds, errors.DatabaseMissing))


def test_a_problem_reads_as_its_sentence() -> None:
    assert str(Problem("ledertalent", "Prisen mangler.")) == "Prisen mangler."
