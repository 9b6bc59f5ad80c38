"""The rows below the headings of a list: which are data, and which are sums, themes over other rows, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

from lederpulje.errors import AmountError
from lederpulje.exchange.bodycells import BodyCells, rows_named
from lederpulje.exchange.cellscan import letters
from lederpulje.exchange.celltexts import shown
from lederpulje.exchange.grid import Grid, Value
from lederpulje.exchange.headings import Heads
from lederpulje.exchange.meanings import Meanings
from lederpulje.exchange.synonyms import fold, heading_key
from lederpulje.money import parse_amount
from lederpulje.sheets.columns import column
from lederpulje.sheets.faults import Fault, Question

_SUMS = "(?:sum|i alt|ialt|total|totalt|samlet|subtotal|hovedtotal|totaler|mellemsum|delsum|grand total)"
_OF_WHAT = (
    "(?:sum|i|alt|ialt|total|for|af|alle|kr|pr|pris|priser|udgift|udgifter|omkostninger|beloeb|budget|forbrug|deltagere|"
    "antal|pulje|puljen|kurser|aktiviteter|aar|aaret|20[0-9]{2})"
)
_SUM = re.compile(rf"{_SUMS}(?: {_OF_WHAT})*")
_FULL = 3  # cells; a row with as many is no heading over others
THEME, ACTIVITY, SKIP = "tema", "aktivitet", "spring-over"
_GROUP_CHOICES = (
    (THEME, "Overskrifter: brug dem som tema for rækkerne under dem"),
    (ACTIVITY, "Aktiviteter, som vi kun kender titlen på"),
    (SKIP, "Ingen af delene: spring dem over"),
)


class _Kind(Enum):
    DATA = auto()
    SUM = auto()
    HEADINGS = auto()
    GROUP = auto()
    PERHAPS_GROUP = auto()


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row of data: its number as people see it, its texts by column, and the row above that heads it."""

    number: int
    texts: dict[str, str]
    group: str = ""


@dataclass(slots=True)
class Body:
    """The data rows of a list, what was found wrong or left out on the way, and rows that head others."""

    rows: list[BodyRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    nameless: list[str] = field(default_factory=list)
    groups: list[int] = field(default_factory=list)


def read_body(grid: Grid, heads: Heads, meanings: Meanings, answers: Mapping[str, str]) -> Body:
    """Read the rows below the headings."""
    return _Reader(grid, heads, meanings).read(answers.get(_group_key(grid), ""))


def _group_key(grid: Grid) -> str:
    return f"overskrifter/{grid.name}"


class _Reader:
    def __init__(self, grid: Grid, heads: Heads, meanings: Meanings) -> None:
        self.grid, self.heads = grid, heads
        self.columns = {at: column(heads.sheet, name) for at, name in sorted(meanings.columns.items())}
        self.places = {known.name: at for at, known in self.columns.items()}
        self.courses = heads.sheet == "Kurser"
        self.repeated = {heading_key(word) for word in heads.words.values()}
        self.cells = BodyCells(grid, self.columns)
        self.body = Body()

    def read(self, answer: str) -> Body:
        """Go through the rows, and settle those that may head others by an answer, or ask."""
        found = [
            (at, cells)
            for at in range(self.heads.data, len(self.grid.rows))
            if (cells := self.cells.filled(at))
        ]
        kinds = [(at, cells, self._kind(at, cells)) for at, cells in found]
        kinds = self._without_last_sums(kinds)
        doubtful = [(at, cells) for at, cells, kind in kinds if kind is _Kind.PERHAPS_GROUP]
        data = [len(cells) for _, cells, kind in kinds if kind is _Kind.DATA]
        if doubtful and min(data, default=0) >= _FULL:
            answer = THEME
        elif doubtful and answer not in {THEME, ACTIVITY, SKIP}:
            self._ask(doubtful)
        self._take(kinds, answer)
        self._report_sums([at + 1 for at, _, kind in kinds if kind is _Kind.SUM])
        self._find_nameless([at for at, _ in found])
        self.cells.report_formulas()
        self.body.faults += self.cells.faults
        return self.body

    def _take(self, kinds: list[tuple[int, dict[int, Value], _Kind]], answer: str) -> None:
        pending: list[tuple[int, str]] = []
        group = ""
        for at, cells, kind in kinds:
            if kind is _Kind.HEADINGS:
                self._say(at + 1, "Rækken gentager overskrifterne og er sprunget over.")
            elif kind is _Kind.GROUP or (kind is _Kind.PERHAPS_GROUP and answer != ACTIVITY):
                if kind is _Kind.GROUP or answer:
                    pending.append((at + 1, shown(next(iter(cells.values()))).strip()))
            elif kind is not _Kind.SUM:
                if pending and answer != SKIP:
                    group = self._begin_group(pending)
                self.body.rows.append(BodyRow(at + 1, self.cells.texts(at), group))
        self._report_loose(pending)

    # --- which kind of row --------------------------------------------------------------------------------

    def _kind(self, at: int, cells: dict[int, Value]) -> _Kind:
        texts = [cell for cell in cells.values() if isinstance(cell, str)]
        if len(texts) > 1 and len(texts) == len(cells) and {heading_key(t) for t in texts} <= self.repeated:
            return _Kind.HEADINGS
        if not self.courses or self.places.get("Id", -1) in cells:
            return _Kind.DATA
        words = [text for text in texts if not _is_number(text)]
        if len(words) == 1 and next(iter(cells.values())) == words[0] and _SUM.fullmatch(fold(words[0])):
            return _Kind.SUM
        if len(cells) == 1 and len(self.columns) > 1:
            return self._alone(at, *next(iter(cells.items())))
        return _Kind.DATA

    def _alone(self, at: int, place: int, cell: Value) -> _Kind:
        """What a row with one cell is: a heading over the rows below, perhaps one, or data."""
        is_year = isinstance(cell, int) and 1990 <= cell <= 2100
        if not isinstance(cell, str) and not is_year:
            return _Kind.DATA
        if self.cells.across(at, place + 1) or place not in self.columns or is_year:
            return _Kind.GROUP
        if place == self.places.get("Titel"):
            return _Kind.PERHAPS_GROUP
        return _Kind.GROUP if place == min(self.columns) else _Kind.DATA

    def _without_last_sums(
        self, kinds: list[tuple[int, dict[int, Value], _Kind]]
    ) -> list[tuple[int, dict[int, Value], _Kind]]:
        """Numbers alone below all rows with a text are sums without a word for it."""
        settled = list(kinds)
        for number in range(len(kinds) - 1, -1, -1):
            at, cells, kind = kinds[number]
            numbers_only = all(map(_is_number, cells.values()))
            if kind is _Kind.DATA and self.courses and numbers_only:
                settled[number] = (at, cells, _Kind.SUM)
            elif kind is not _Kind.SUM:
                break
        return settled

    # --- what is said -------------------------------------------------------------------------------------

    def _ask(self, doubtful: list[tuple[int, dict[int, Value]]]) -> None:
        texts = ", ".join(f"»{shown(next(iter(cells.values())))[:40]}«" for _, cells in doubtful[:5])
        which = rows_named([at + 1 for at, _ in doubtful]).lower()
        text = f"Arket »{self.grid.name}«: {which} har kun én celle udfyldt ({texts}). Hvad er det?"
        self.body.questions.append(
            Question(_group_key(self.grid), self.grid.name, doubtful[0][0] + 1, "Titel", text, _GROUP_CHOICES)
        )

    def _begin_group(self, pending: list[tuple[int, str]]) -> str:
        *without, (number, text) = pending
        self._report_loose(without)
        self.body.groups.append(number)
        pending.clear()
        return text

    def _report_loose(self, rows: list[tuple[int, str]]) -> None:
        for number, text in rows:
            message = (
                f"Rækken har kun teksten »{text[:80]}« og er ikke læst. Er det en aktivitet, så udfyld mindst én celle "
                "mere, fx Type."
            )
            self._say(number, message)

    def _say(self, number: int, message: str) -> None:
        self.body.faults.append(Fault(self.grid.name, number, "", "", message, stops=False))

    def _report_sums(self, numbers: list[int]) -> None:
        if numbers:
            what = "læst som en sum" if len(numbers) == 1 else "læst som summer"
            self._say(numbers[0], f"{rows_named(numbers)} er {what} og sprunget over.")

    def _find_nameless(self, rows: list[int]) -> None:
        """Columns with data and no heading."""
        named = set(self.heads.words)
        used = {place for at in rows for place in self.cells.filled(at)} if self._is_wider(named) else set()
        self.body.nameless = [letters(place) for place in sorted(used - named)]

    def _is_wider(self, named: set[int]) -> bool:
        return len(named) < max((len(row) for row in self.grid.rows), default=0)


def _is_number(cell: Value) -> bool:
    """Whether a cell is a number, or a text that is nothing but an amount, as all of a csv file is."""
    if not isinstance(cell, str):
        return isinstance(cell, int | float) and not isinstance(cell, bool)
    try:
        parse_amount(cell)
    except AmountError:
        return False
    return True
