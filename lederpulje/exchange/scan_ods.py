"""An .ods before it is read: what its XML says that values do not."""

from __future__ import annotations

import re

from lederpulje.exchange.cellscan import DAMAGED, Scan, attributes, local, parse, parser_for
from lederpulje.exchange.grid import Mark
from lederpulje.exchange.limits import MOST_COLUMNS, MOST_ROWS, Unreadable

_ERROR = re.compile(r"#[A-ZÆØÅ0-9/!?]+|(?:Err|Fejl):\d+")
_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")


def scan(xml: bytes) -> dict[str, Scan]:
    """Go through all the sheets once. Raises Unreadable if the part is damaged."""
    return _Walk().run(xml)


class _Walk:
    """The state while the sheets of a workbook go by."""

    def __init__(self) -> None:
        self.sheets: dict[str, Scan] = {}
        self.found = Scan()
        self.row = self.column = 0
        self.rows = self.columns = 1
        self.cell: dict[str, str] | None = None
        self.depth = self.tables = 0
        self.text: list[str] = []
        self.parser = parser_for(self.start)
        self.parser.EndElementHandler = self.end

    def run(self, xml: bytes) -> dict[str, Scan]:
        parse(self.parser, xml)
        return self.sheets

    def start(self, name: str, flat: list[str]) -> None:
        name = local(name)
        if name == "table":
            self.tables += 1
            if self.tables == 1:
                self.found = self.sheets[attributes(flat).get("name", "")] = Scan()
                self.row = 0
        elif self.tables != 1:
            return
        elif name == "table-row":
            self.rows, self.column = _count(attributes(flat), "number-rows-repeated"), 0
        elif name in {"table-cell", "covered-table-cell"}:
            self.cell = attributes(flat)
            self.text.clear()
        elif name == "annotation":
            self.depth += 1
        elif name == "p" and self.cell is not None and not self.depth:
            self.parser.CharacterDataHandler = self.text.append

    def end(self, name: str) -> None:
        name = local(name)
        if name == "table":
            self.tables -= 1
        elif self.tables != 1:
            return
        elif name == "table-row":
            self.row += self.rows
        elif name in {"table-cell", "covered-table-cell"} and self.cell is not None:
            self.finish(self.cell)
            self.cell = None
        elif name == "annotation":
            self.depth -= 1
        elif name == "p":
            self.parser.CharacterDataHandler = None

    def finish(self, cell: dict[str, str]) -> None:
        """What the cell that has gone by was."""
        columns = _count(cell, "number-columns-repeated")
        text = "".join(self.text).strip()
        formula = "formula" in cell
        has_value = bool(text) or any(cell.get(name) for name in _VALUES)
        if formula or has_value:
            self.found.filled(self.row, self.column + columns - 1, rows=self.rows)
            self.mark(cell, text, min(columns, MOST_COLUMNS), formula=formula, has_value=has_value)
        down, across = _count(cell, "number-rows-spanned"), _count(cell, "number-columns-spanned")
        if down * across > 1:
            last = (self.row + down - 1, self.column + across - 1)
            self.found.merged.append(((self.row, self.column), last))
        self.column += columns

    def mark(self, cell: dict[str, str], text: str, columns: int, *, formula: bool, has_value: bool) -> None:
        error = cell.get("value-type") == "error" or (formula and _ERROR.fullmatch(text) is not None)
        if not error and not formula:
            return
        stored = has_value or "value-type" in cell
        kind = Mark.ERROR if error else Mark.FORMULA if stored else Mark.EMPTY_FORMULA
        for place in self.places(columns):
            self.found.marks[place] = kind
            if error:
                self.found.errors[place] = text or "#FEJL"

    def places(self, columns: int) -> list[tuple[int, int]]:
        rows = range(self.row, min(self.row + self.rows, MOST_ROWS + 1))
        return [(row, self.column + at) for row in rows for at in range(columns)]


def _count(found: dict[str, str], name: str) -> int:
    text = found.get(name, "1")
    if not text.isdigit() or len(text) > 9:
        raise Unreadable(DAMAGED)
    return max(int(text), 1)
