"""Where the headings of a sheet stand, and which column each of them means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from lederpulje.exchange.grid import Grid, Mark
from lederpulje.exchange.synonyms import (
    doubtful_words,
    heading_key,
    known_words,
    never_a_list,
    own_names,
    sheet_named,
)
from lederpulje.sheets.columns import SHEETS, names

_LOOKED_AT = 40  # rows
_LONGEST = 80  # characters of a heading
_SIGNS = {
    "Puljer": (("År",), ("Beløb",)),
    "Delrammer": (("År",), ("Nøgle",), ("Beløb", "Titel")),
    "Kurser": (("Titel", "Id"),),
    "Finansiering": (("Kursus",), ("Betaler",)),
    "Forudsætninger": (("Nøgle",), ("Spørgsmål", "Sandsynlighed")),
    "Scenarier": (("Nøgle",), ("År",), ("Navn", "Regel", "Ændringer", "Svar")),
    "Strategi": (("Nøgle",), ("Gruppe",)),
}
"""Which columns tell a sheet by its headings: of each group one must be there."""
Remembered = Mapping[str, str]
Headings = dict[int, str]


@dataclass(frozen=True, slots=True)
class Heads:
    """The headings of a grid: which of our sheets they are of, the row that data begin in (from 0), and the words."""

    sheet: str
    first: int
    data: int
    words: Headings
    score: int


def known_column(sheet: str, heading: str, remembered: Remembered) -> str:
    """The column a heading means beyond doubt; empty if it means none or may mean several."""
    key = heading_key(heading)
    if own := own_names(sheet).get(key):
        return own
    if key in remembered:
        return remembered[key] if remembered[key] in names(sheet) else ""
    return "" if key in doubtful_words(sheet) else known_words(sheet).get(key, "")


def find_heads(grid: Grid, remembered: Remembered) -> Heads | None:
    """The headings of a grid whose name or headings say which of our sheets it is."""
    if named := sheet_named(grid.name):
        return best_heads(grid, named, remembered) or first_table(grid, named)
    if never_a_list(grid.name):
        return None
    found = [heads for sheet in SHEETS if (heads := best_heads(grid, sheet, remembered))]
    signed = [heads for heads in found if _is_signed(grid, heads, remembered)]
    return max(signed, key=lambda heads: heads.score, default=None)


def first_table(grid: Grid, sheet: str) -> Heads | None:
    """The first row that could be headings over data, though none of them is known."""
    for number, row in enumerate(grid.rows[:_LOOKED_AT]):
        words = _words(grid, number)
        below = grid.rows[number + 1 : number + 3]
        if len(words) > 1 and len(words) == sum(cell is not None for cell in row) and any(map(any, below)):
            return Heads(sheet, number, number + 1, words, 0)
    return None


def best_heads(grid: Grid, sheet: str, remembered: Remembered) -> Heads | None:
    """The row, or two rows, that hold most known headings of a sheet."""
    best: Heads | None = None
    for number in range(min(len(grid.rows), _LOOKED_AT)):
        for depth, words in ((1, _words(grid, number)), (2, _joined(grid, number, sheet, remembered))):
            score = len(_recognised(sheet, words, remembered))
            if 2 * score >= len(words) > 0 or score > 4:
                heads = Heads(sheet, number, number + depth, words, score)
                best = heads if best is None or score > best.score else best
    return best


def _recognised(sheet: str, words: Headings, remembered: Remembered) -> set[str]:
    """The columns that some headings mean, doubtful ones too."""
    doubtful = doubtful_words(sheet)
    keys = {heading_key(word): word for word in words.values()}
    return {known_column(sheet, word, remembered) or key for key, word in keys.items() if key in doubtful} | {
        column for word in keys.values() if (column := known_column(sheet, word, remembered))
    }


def _is_signed(grid: Grid, heads: Heads, remembered: Remembered) -> bool:
    columns = _recognised(heads.sheet, heads.words, remembered)
    narrow = max(map(len, grid.rows)) == 1
    return (heads.score > 1 or narrow) and all(columns.intersection(group) for group in _SIGNS[heads.sheet])


def _words(grid: Grid, number: int) -> Headings:
    """The texts of a row that can be headings, by column; none if one of them is too long for that."""
    words = {
        column: cell
        for column, cell in enumerate(grid.rows[number])
        if isinstance(cell, str) and cell.strip() and grid.marks.get((number, column)) is not Mark.MERGED
    }
    return {} if any(len(word) > _LONGEST for word in words.values()) else words


def _joined(grid: Grid, number: int, sheet: str, remembered: Remembered) -> Headings:
    """Headings in two rows, the upper one merged over several columns: `Pris` over `pr. hold` and `pr. deltager`."""
    if number + 1 >= len(grid.rows):
        return {}
    upper, lower = grid.rows[number], grid.rows[number + 1]
    across = any(grid.marks.get((number, column)) is Mark.MERGED for column in range(len(upper)))
    down = any(grid.marks.get((number + 1, column)) is Mark.MERGED for column in range(len(lower)))
    if not (across or down) or not all(cell is None or isinstance(cell, str) for cell in (*upper, *lower)):
        return {}
    joined: Headings = {}
    for column in range(max(len(upper), len(lower))):
        top, low = _cell(upper, column), _cell(lower, column)
        if grid.marks.get((number + 1, column)) is Mark.MERGED or not low:
            repeated = grid.marks.get((number, column)) is Mark.MERGED
            joined |= {column: top} if top and not repeated else {}
        elif top and (
            known_column(sheet, f"{top} {low}", remembered) or not known_column(sheet, low, remembered)
        ):
            joined[column] = f"{top} {low}"
        else:
            joined[column] = low
    return joined


def _cell(row: tuple[object, ...], column: int) -> str:
    cell = row[column] if column < len(row) else None
    return cell.strip() if isinstance(cell, str) else ""
