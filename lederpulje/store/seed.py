"""Base data from a folder of CSV files, with the headings of the workbook; all faults are told at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from lederpulje.errors import SeedError
from lederpulje.model import AgendaItem, BaseData, Meeting, Outcome
from lederpulje.sheets.cells import Row
from lederpulje.sheets.columns import SHEETS
from lederpulje.sheets.faults import Fault
from lederpulje.sheets.references import check_references
from lederpulje.sheets.values import (
    condition_of,
    course_of,
    frame_of,
    funding_line_of,
    pool_of,
    scenario_of,
    strategy_link_of,
)
from lederpulje.store.files import read_rows

T = TypeVar("T")

_FILES = {
    "puljer": "Puljer",
    "delrammer": "Delrammer",
    "kurser": "Kurser",
    "finansiering": "Finansiering",
    "forudsaetninger": "Forudsætninger",
    "scenarier": "Scenarier",
    "strategi": "Strategi",
}
# Columns that came later: a seed from before is still one.
_LATER = {
    *(
        "Overførsel",
        "Tilsagn",
        "Beskrivelse",
        "Pladser",
        "Venteliste",
        "Sted",
        "Kontering",
        "Moms",
        "Kontakt",
    ),
    *("Evaluering", "Evaluering senere", "Brugt", "Disponeret", "Forbrugt", "Afbestilling"),
}
_ALL = {file: tuple(column.name for column in SHEETS[sheet]) for file, sheet in _FILES.items()}
_COLUMNS = {file: tuple(name for name in columns if name not in _LATER) for file, columns in _ALL.items()}
_COLUMNS |= {
    "moeder": ("Id", "Instans", "Dato", "Note", "Kilde"),
    "beslutninger": (
        *("Id", "Møde", "Punkt", "Sagsnr.", "Overskrift", "Sagsfremstilling", "Indstilling", "Beslutning"),
        *("Udfald", "Opfølgning", "Frist", "År", "Kurser", "Kilde"),
    ),
}
_ALL["beslutninger"] = (*_COLUMNS["beslutninger"], "Sag")
_OPTIONAL = ("strategi", "moeder", "beslutninger")  # a seed may lack them


def read_seed(folder: Path) -> BaseData:
    """Read all files of a folder, or raise SeedError with every fault in them."""
    faults: list[Fault] = []

    def read(name: str, build: Callable[[Row], T]) -> tuple[tuple[Row, T], ...]:
        file = folder / f"{name}.csv"
        if name in _OPTIONAL and not file.exists():
            return ()
        rows = read_rows(file, _COLUMNS[name], _ALL.get(name, ()), faults)
        return tuple((row, build(row)) for row in rows)

    pools = read("puljer", pool_of)
    frames = read("delrammer", frame_of)
    courses = read("kurser", course_of)
    funding = read("finansiering", funding_line_of)
    conditions = read("forudsaetninger", condition_of)
    scenarios = read("scenarier", scenario_of)
    strategy = read("strategi", strategy_link_of)
    meetings = read("moeder", _meeting)
    decisions = read("beslutninger", _decision)
    check_references(pools, frames, courses, funding, conditions, scenarios, strategy, meetings, decisions)
    if faults:
        raise SeedError(tuple(map(str, faults)))
    return BaseData(
        *(tuple(value for _, value in pools), tuple(value for _, value in frames)),
        *(tuple(value for _, value in courses), tuple(value for _, value in funding)),
        *(tuple(value for _, value in conditions), tuple(value for _, value in scenarios)),
        *(tuple(value for _, value in strategy), tuple(value for _, value in meetings)),
        tuple(value for _, value in decisions),
    )


def _meeting(row: Row) -> Meeting:
    return Meeting(
        row.needed("Id"), row.needed("Instans"), row.date("Dato"), row.text("Note"), row.text("Kilde")
    )


def _decision(row: Row) -> AgendaItem:
    return AgendaItem(
        id=row.needed("Id"),
        meeting=row.needed("Møde"),
        heading=row.needed("Overskrift"),
        outcome=row.choice("Udfald", Outcome) or Outcome.FORBEREDT,
        presentation=row.text("Sagsfremstilling"),
        recommendation=row.text("Indstilling"),
        decision=row.text("Beslutning"),
        item_no=row.text("Punkt"),
        case_no=row.text("Sagsnr."),
        follow_up=row.text("Opfølgning"),
        deadline=row.date("Frist"),
        year=row.whole("År", 1990, 2100),
        courses=row.names("Kurser"),
        source=row.text("Kilde"),
        case=row.text("Sag"),
    )
