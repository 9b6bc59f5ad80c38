"""An .xlsx before it is read: where its sheets lie, and what their XML says that values do not."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping

from lederpulje.exchange.cellscan import (
    DAMAGED,
    Place,
    Scan,
    attributes,
    column_number,
    local,
    parse,
    parser_for,
)
from lederpulje.exchange.grid import Mark
from lederpulje.exchange.limits import Unreadable

_BOOK = "xl/workbook.xml"
_LINKS = "xl/_rels/workbook.xml.rels"


def sheet_parts(parts: Mapping[str, bytes]) -> dict[str, bytes]:
    """The XML of each sheet by the sheet's name."""
    by_lower = {name.lower(): content for name, content in parts.items()}
    targets: dict[str, str] = {}
    sheets: dict[str, str] = {}

    def link(name: str, flat: list[str]) -> None:
        if local(name) == "Relationship":
            found = attributes(flat)
            targets[found.get("Id", "")] = found.get("Target", "")

    def sheet(name: str, flat: list[str]) -> None:
        if local(name) == "sheet":
            found = attributes(flat)
            sheets[found.get("name", "")] = found.get("id", "")

    parse(parser_for(link), by_lower.get(_LINKS, b""))
    parse(parser_for(sheet), by_lower[_BOOK])
    paths = {name: _path(targets.get(key, "")) for name, key in sheets.items()}
    return {name: by_lower[path] for name, path in paths.items() if path in by_lower}


def _path(target: str) -> str:
    """Where a target lies, seen from the workbook."""
    target = target.replace("\\", "/")
    path = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"xl/{target}")
    return path.lower()


def scan(xml: bytes) -> Scan:
    """Go through a sheet once. Raises Unreadable if it is damaged."""
    return _Walk().run(xml)


class _Walk:
    """The state while the cells of a sheet go by."""

    def __init__(self) -> None:
        self.found = Scan()
        self.columns: dict[str, int] = {}
        self.row = self.column = -1
        self.kind = ""
        self.formula = self.value = False
        self.text: list[str] = []
        self.parser = parser_for(self.start)

    def run(self, xml: bytes) -> Scan:
        parse(self.parser, xml)
        self.finish()
        return self.found

    def start(self, name: str, flat: list[str]) -> None:
        if ":" in name:
            name = local(name)
        if name == "c":  # nearly all there is, so nothing is asked twice here
            if self.formula or self.value:
                self.finish()
            self.kind = ""
            self.column += 1
            for at in range(0, len(flat), 2):
                if flat[at] == "r":
                    self.row, self.column = self.place(flat[at + 1])
                elif flat[at] == "t":
                    self.kind = flat[at + 1]
        elif name == "v":
            self.value = True
            if self.formula or self.kind == "e":
                self.listen()
        elif name == "f":
            self.formula = True
        elif name == "is":
            self.found.filled(self.row, self.column)
        elif name == "row":
            self.finish()
            reference = attributes(flat).get("r", "")
            self.row = int(reference) - 1 if reference.isdigit() else self.row + 1
            self.column = -1
        elif name == "mergeCell":
            self.merge(attributes(flat).get("ref", ""))

    def listen(self) -> None:
        """Take down the text of the value, which matters of formulas and errors only."""
        self.parser.CharacterDataHandler = self.text.append
        self.parser.EndElementHandler = self.stop

    def stop(self, _: str) -> None:
        self.parser.CharacterDataHandler = self.parser.EndElementHandler = None

    def finish(self) -> None:
        """What the cell that has gone by was."""
        if not self.formula and not self.value:
            return
        self.found.filled(self.row, self.column)
        if self.formula or self.kind == "e":
            self.mark((self.row, self.column), "".join(self.text).strip())
            self.text.clear()
        self.formula = self.value = False

    def mark(self, place: Place, text: str) -> None:
        if self.kind == "e":
            self.found.marks[place] = Mark.ERROR
            self.found.errors[place] = text or "#FEJL"
        else:
            stored = self.value and (bool(text) or self.kind == "str")
            self.found.marks[place] = Mark.FORMULA if stored else Mark.EMPTY_FORMULA

    def place(self, reference: str) -> tuple[int, int]:
        name = reference.rstrip("0123456789")
        column = self.columns.get(name)
        if column is None:
            column = self.columns[name] = column_number(name.upper())
        digits = reference[len(name) :]
        if not 0 < len(digits) < 9 or column < 0:
            raise Unreadable(DAMAGED)
        return int(digits) - 1, column

    def merge(self, reference: str) -> None:
        first, _, last = reference.replace("$", "").partition(":")
        if first and last:
            self.found.merged.append((self.place(first), self.place(last)))
