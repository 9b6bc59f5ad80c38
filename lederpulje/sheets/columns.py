"""The sheets of the workbook and their columns: the one list that reading, writing and the editor go by."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto

from lederpulje.model import Answer, Grant, Kind, PriceBasis, Rule, Status, Used, Vat

YES_NO = ("ja", "nej")
FIXED, EACH = "Pris pr. afholdelse", "Pris pr. deltager"


class Holds(Enum):
    """What the cells of a column hold."""

    TEXT = auto()
    WHOLE = auto()
    AMOUNT = auto()
    """Kroner in the cell, øre inside."""
    SHARE = auto()
    """A number from 0 to 100 in the cell, basis points inside."""
    DECIMAL = auto()
    DATE = auto()
    CHOICE = auto()
    NAMES = auto()
    """Several names with comma between."""
    PAIRS = auto()
    """`navn=værdi; navn=værdi`."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column by its heading; `choices` are its known values. `ours` is one beyond the contract."""

    name: str
    holds: Holds = Holds.TEXT
    choices: tuple[str, ...] = ()
    ours: bool = False


def _choice(name: str, choices: tuple[str, ...], *, ours: bool = False) -> Column:
    return Column(name, Holds.CHOICE, choices, ours)


_POOLS = (
    Column("År", Holds.WHOLE),
    Column("Beløb", Holds.AMOUNT),
    Column("Overførsel", Holds.AMOUNT, ours=True),
    Column("Kilde", ours=True),
    _choice("Skøn", YES_NO, ours=True),
)
_FRAMES = (
    Column("År", Holds.WHOLE),
    Column("Nøgle"),
    Column("Titel"),
    Column("Beløb", Holds.AMOUNT),
    Column("Overførsel", Holds.AMOUNT, ours=True),
    Column("Kilde", ours=True),
    _choice("Skøn", YES_NO, ours=True),
)
_PRICES = tuple(
    Column(f"{name}{end}", Holds.AMOUNT) for name in (FIXED, EACH) for end in ("", " (lav)", " (høj)")
)
_COURSES = (
    Column("Id"),
    Column("År", Holds.WHOLE),
    _choice("Type", tuple(Kind)),
    *(Column("Titel"), Column("Tema"), Column("Målgruppe"), Column("Udbyder")),
    _choice("Status", tuple(Status)),
    Column("Prioritet", Holds.WHOLE),
    _choice("Bundet", YES_NO),
    _choice("Delelig", YES_NO),
    *(Column(name, Holds.WHOLE) for name in ("Effekt", "Afholdelser", "Deltagere", "Mindste antal betalt")),
    *_PRICES,
    _choice("Prisgrundlag", tuple(PriceBasis)),
    Column("Dagsværk pr. deltager", Holds.DECIMAL),
    Column("Dagsværk pr. mentor", Holds.DECIMAL),
    Column("Forudsætter", Holds.PAIRS),
    *(Column(name, Holds.DATE) for name in ("Start", "Slut", "Tilmeldingsfrist")),
    Column("Strategi", Holds.NAMES),
    Column("Kilde"),
    Column("Pladser", Holds.WHOLE),
    Column("Venteliste", Holds.WHOLE),
    Column("Sted"),
    Column("Kontering"),
    _choice("Moms", tuple(Vat)),
    Column("Kontakt"),
    Column("Evaluering", Holds.DECIMAL),
    Column("Evaluering senere", Holds.DECIMAL),
    _choice("Brugt", tuple(Used)),
    Column("Periode", ours=True),
    Column("Disponeret", Holds.AMOUNT, ours=True),
    Column("Forbrugt", Holds.AMOUNT, ours=True),
    Column("Afbestilling", ours=True),
    Column("Skøn", Holds.NAMES, ours=True),
)
_FUNDING = (
    *(Column("Kursus"), Column("Betaler"), Column("Delramme")),
    Column("Andel", Holds.SHARE),
    Column("Forudsætning"),
    _choice("Svar", (Answer.JA, Answer.NEJ)),
    _choice("Tilsagn", tuple(Grant), ours=True),
    _choice("Skøn", YES_NO, ours=True),
)
_CONDITIONS = (
    *(Column("Nøgle"), Column("Spørgsmål")),
    _choice("Svar", tuple(Answer)),
    Column("Sandsynlighed", Holds.SHARE),
    Column("Kilde", ours=True),
)
_SCENARIOS = (
    Column("Nøgle"),
    Column("År", Holds.WHOLE),
    Column("Navn"),
    _choice("Grundscenarie", YES_NO),
    Column("Svar", Holds.PAIRS),
    Column("Ændringer", Holds.PAIRS),
    _choice("Regel", tuple(Rule)),
    Column("Beskrivelse", ours=True),
)

_STRATEGY = (Column("Nøgle"), Column("Gruppe"), Column("Titel"), Column("Kilde"))

SHEETS: dict[str, tuple[Column, ...]] = {
    "Puljer": _POOLS,
    "Delrammer": _FRAMES,
    "Kurser": _COURSES,
    "Finansiering": _FUNDING,
    "Forudsætninger": _CONDITIONS,
    "Scenarier": _SCENARIOS,
    "Strategi": _STRATEGY,
}
_BY_NAME = {(sheet, c.name): c for sheet, columns in SHEETS.items() for c in columns}


def column(sheet: str, name: str) -> Column:
    """A column of a sheet by its heading. Raises KeyError if there is none."""
    return _BY_NAME[sheet, name]


def names(sheet: str) -> tuple[str, ...]:
    """The headings of a sheet, in their order."""
    return tuple(c.name for c in SHEETS[sheet])
