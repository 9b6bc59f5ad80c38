"""What a spreadsheet program lets people write in a column, and what it says of the rest."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lederpulje.sheets.columns import Column, Holds

_WHOLE = {
    "År": (1990, 2100),
    "Prioritet": (1, 999_999_999),
    "Effekt": (0, 100),
}
_SCORES = ("Evaluering", "Evaluering senere")
_LARGEST = 1_000_000_000  # kroner
_FIRST, _LAST = dt.date(1990, 1, 1), dt.date(2100, 12, 31)
_LONGEST_LIST = 255  # characters of the choices with commas between, as Excel counts them


def rule_of(column: Column) -> dict[str, Any] | None:
    """The rule for a column's cells, or `None` where any text will do. An empty cell is always allowed."""
    match column.holds:
        case Holds.CHOICE:
            return _choice(column.choices)
        case Holds.WHOLE:
            low, high = _WHOLE.get(column.name, (0, 999_999_999))
            return _between("integer", low, high, f"Skriv et helt tal fra {low} til {high}.")
        case Holds.AMOUNT:
            low = -_LARGEST if column.name == "Overførsel" else 0
            said = "Skriv et beløb i kroner som tal, fx 45.000 eller 1.250,50."
            return _between(
                "decimal", low, _LARGEST, said if low else f"{said} Det kan ikke være mindre end 0."
            )
        case Holds.SHARE:
            return _between("decimal", 0, 100, "Skriv et tal fra 0 til 100 uden procenttegn, fx 33,33.")
        case Holds.DECIMAL if column.name in _SCORES:
            return _between("decimal", 1, 5, "Skriv et tal fra 1 til 5, fx 4,2.")
        case Holds.DECIMAL:
            return _between("decimal", 0, 9999, "Skriv et tal med komma, fx 3,7.")
        case Holds.DATE:
            return _between(
                "date", _FIRST, _LAST, "Skriv en dato med dag, måned og fire cifre i året: 24-02-2027."
            )
        case _:
            return None


def _choice(choices: tuple[str, ...]) -> dict[str, Any]:
    joined = ",".join(choices)
    if len(joined) > _LONGEST_LIST:
        raise ValueError(f"a list in a cell's rule holds {_LONGEST_LIST} characters: {joined}")
    said = f"Vælg en af disse: {', '.join(choices)}."
    return {"validate": "list", "source": list(choices), "error_title": "Ukendt værdi", "error_message": said}


def _between(kind: str, low: object, high: object, said: str) -> dict[str, Any]:
    return {
        "validate": kind,
        "criteria": "between",
        "minimum": low,
        "maximum": high,
        "error_title": "Det kan ikke læses",
        "error_message": f"{said} Lad feltet være tomt, hvis I ikke ved det.",
    }


def suggestions(area: str) -> dict[str, Any]:
    """A drop-down with what stands in an area of the workbook; anything else may be written too."""
    return {"validate": "list", "source": f"={area}", "show_error": False}
