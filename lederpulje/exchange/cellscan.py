"""What a scan of a sheet's XML finds, before anything is read: how far it reaches, and which cells are special."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from xml.parsers.expat import ExpatError, ParserCreate, XMLParserType

from lederpulje.exchange.grid import Mark
from lederpulje.exchange.limits import MOST_COLUMNS, MOST_ROWS, Unreadable

Place = tuple[int, int]
"""Row and column, both counted from 0."""


@dataclass(slots=True)
class Scan:
    """What was found on a sheet. `marks` of errors have their text in `errors`; `merged` are first and last cells."""

    marks: dict[Place, Mark] = field(default_factory=dict)
    errors: dict[Place, str] = field(default_factory=dict)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    filled_rows: int = 0
    last_row: int = -1
    last_column: int = -1
    far_row: Place | None = None
    far_column: Place | None = None

    def filled(self, row: int, column: int, *, rows: int = 1) -> None:
        """A cell with something in it, standing in one row or in several equal ones."""
        if row + rows - 1 > self.last_row:
            self.filled_rows += rows
            self.last_row = row + rows - 1
            if self.last_row > MOST_ROWS:
                self.far_row = (self.last_row, column)
        if column > self.last_column:
            self.last_column = column
            if column >= MOST_COLUMNS:
                self.far_column = (row, column)

    def check(self, sheet: str) -> None:
        """Raise Unreadable if the sheet reaches further than a list does."""
        if self.filled_rows > MOST_ROWS + 1:
            raise Unreadable(too_many_rows(sheet, self.filled_rows))
        if place := self.far_row or self.far_column:
            raise Unreadable(
                f"arket »{sheet}« har noget stående langt ude i cellen {address(place)}. Der læses højst "
                f"{MOST_ROWS:_} rækker og {MOST_COLUMNS} kolonner. Slet indholdet af cellen, eller kopiér listen til "
                "et nyt ark, og gem filen.".replace("_", ".")
            )


def too_many_rows(sheet: str, rows: int) -> str:
    """What is said of a sheet with too many rows."""
    return (
        f"arket »{sheet}« har {rows:_} rækker, og der læses højst {MOST_ROWS:_}. Del listen i flere filer, fx en for "
        "hvert år.".replace("_", ".")
    )


def address(place: Place) -> str:
    """A cell as Excel calls it: `XFD1048576`."""
    row, column = place
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """A column as Excel calls it: `A`, `AB`."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def column_number(name: str) -> int:
    """`A` → 0, `AB` → 27. Raises Unreadable for what is no column."""
    number = 0
    for letter in name:
        if not "A" <= letter <= "Z":
            raise Unreadable(DAMAGED)
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


DAMAGED = (
    "den er beskadiget: indholdet hænger ikke sammen. Åbn den i Excel, lad Excel reparere den, og gem den under et "
    "nyt navn."
)
ENTITIES = (
    "den indeholder definitioner (DTD), som regneark aldrig har, og som kan bruges til at lægge en maskine ned. "
    "Hent listen igen fra dér, hvor den kommer fra."
)
Start = Callable[[str, list[str]], None]


def parser_for(start: Start | None = None) -> XMLParserType:
    """An XML parser that refuses every definition, so that no entity can be declared, let alone grow."""
    parser = ParserCreate()
    parser.ordered_attributes = True
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartElementHandler = start
    return parser


def _refuse(*_: object) -> None:
    raise Unreadable(ENTITIES)


def parse(parser: XMLParserType, xml: bytes) -> None:
    """Run a parser over a part. Raises Unreadable if it is no XML."""
    try:
        parser.Parse(xml, True)
    except (ExpatError, ValueError, LookupError) as error:
        raise Unreadable(DAMAGED) from error


def refuse_definitions(xml: bytes) -> None:
    """Raise Unreadable if a part defines anything. Whether it is sound otherwise is for its reader to say."""
    try:
        parser_for().Parse(xml, True)
    except (ExpatError, ValueError, LookupError):
        if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml:
            raise Unreadable(ENTITIES) from None


def local(name: str) -> str:
    """A name without its prefix."""
    return name[name.find(":") + 1 :]


def attributes(flat: list[str]) -> dict[str, str]:
    """Attributes by their names without prefix."""
    return {local(name): value for name, value in zip(flat[::2], flat[1::2], strict=True)}
