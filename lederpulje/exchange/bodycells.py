"""The cells of a list's rows as text, and what is reported of formulas, errors and merged cells among them."""

from __future__ import annotations

from lederpulje.exchange.celltexts import NotThis, cell_text, shown
from lederpulje.exchange.grid import Grid, Mark, Value
from lederpulje.sheets.columns import Column, Holds
from lederpulje.sheets.faults import Fault

_COUNTED = {"Deltagere", "Afholdelser", "Mindste antal betalt", "Pladser", "Venteliste"}
_MOST = 20
_UNUSABLE = {
    Mark.ERROR: "Cellen viser en fejl i filen. Ret formlen, eller skriv værdien i stedet.",
    Mark.EMPTY_FORMULA: (
        "Cellen har en formel, men filen gemmer ikke, hvad den giver. Åbn filen i Excel, gem den igen, eller skriv "
        "værdien i stedet for formlen."
    ),
}


class BodyCells:
    """Reads cells and keeps what must be said about them."""

    def __init__(self, grid: Grid, columns: dict[int, Column]) -> None:
        self.grid, self.columns = grid, columns
        self.faults: list[Fault] = []
        self.formulas: dict[str, list[int]] = {}
        self.down = _repeats_from_above(grid)

    def filled(self, at: int) -> dict[int, Value]:
        """The cells of a row (from 0) that say something, and those merged with the row above; none if only those."""
        row, marks = self.grid.rows[at], self.grid.marks
        said: dict[int, Value] = {
            place: cell for place, cell in enumerate(row) if cell is not None and not _is_blank(cell)
        }
        if not marks:
            return said
        said = {place: cell for place, cell in said.items() if not self.across(at, place)}
        said |= {place: None for place in self.columns if marks.get((at, place)) is Mark.EMPTY_FORMULA}
        return said if any((at, place) not in self.down for place in said) else {}

    def across(self, at: int, place: int) -> bool:
        """Whether a cell only repeats the one beside it, with which it is merged."""
        return self.grid.marks.get((at, place)) is Mark.MERGED and (at, place) not in self.down

    def texts(self, at: int) -> dict[str, str]:
        """The cells of a row (from 0) by column; those that cannot be used are reported and left out."""
        row, marks = self.grid.rows[at], self.grid.marks
        texts: dict[str, str] = {}
        for place, known in self.columns.items():
            value = row[place] if place < len(row) else None
            mark = marks.get((at, place)) if marks else None
            if mark is not None and not self._usable(at, place, known, mark, value):
                continue
            try:
                texts[known.name] = "" if mark and self.across(at, place) else cell_text(value, known)
            except NotThis as reason:
                self._fault(at, known, value, str(reason))
        return texts

    def _usable(self, at: int, place: int, known: Column, mark: Mark, value: Value) -> bool:
        """Take down what is special of a cell; whether its value can be used."""
        if mark is Mark.FORMULA:
            self.formulas.setdefault(known.name, []).append(at + 1)
            return True
        if mark is Mark.MERGED:
            summed = known.holds is Holds.AMOUNT or known.name in _COUNTED
            if summed and (at, place) in self.down:
                message = (
                    f"Cellen er flettet med den ovenover, så det er ikke til at se, om {shown(value)} gælder hver "
                    "række eller dem alle tilsammen. Ophæv fletningen, og skriv tallet i hver række."
                )
                self._fault(at, known, value, message)
                return False
            return True
        self._fault(at, known, value, _UNUSABLE[mark])
        return False

    def _fault(self, at: int, known: Column, value: Value, message: str) -> None:
        self.faults.append(Fault(self.grid.name, at + 1, known.name, shown(value), message))

    def report_formulas(self) -> None:
        """Say once a column which of its values are those a formula gave."""
        for name, numbers in self.formulas.items():
            end = (
                "har en formel. Dens gemte værdi er brugt."
                if len(numbers) == 1
                else ("har formler. Deres gemte værdier er brugt.")
            )
            message = f"{rows_named(numbers)} {end} Tjek, at det er det, der skal stå."
            self.faults.append(Fault(self.grid.name, numbers[0], name, "", message, stops=False))


def _is_blank(cell: Value) -> bool:
    return isinstance(cell, str) and not cell.strip()


def _repeats_from_above(grid: Grid) -> set[tuple[int, int]]:
    """The cells merged with the one above them (and not only with one beside them)."""
    down: set[tuple[int, int]] = set()
    for row, column in sorted(place for place, mark in grid.marks.items() if mark is Mark.MERGED):
        above = (row - 1, column)
        same = (
            row > 0
            and column < len(grid.rows[row - 1])
            and grid.rows[row - 1][column] == grid.rows[row][column]
        )
        if same and (above in down or grid.marks.get(above) is not Mark.MERGED):
            down.add((row, column))
    return down


def rows_named(numbers: list[int]) -> str:
    """Row numbers as a sentence begins with them: `Række 4, 9 og 15`, or `Rækken` where one is meant anyway."""
    first, more = [str(number) for number in numbers[:_MOST]], len(numbers) - _MOST
    if more > 0:
        return f"Række {', '.join(first)} og {more} flere"
    return f"Række {', '.join(first[:-1])} og {first[-1]}" if len(first) > 1 else "Rækken"
