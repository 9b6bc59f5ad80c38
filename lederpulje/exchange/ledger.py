"""Posts of the ledger out of a file: the headings found by what they are called, every row read or said why not."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lederpulje.dates import parse_date
from lederpulje.errors import LederpuljeError
from lederpulje.exchange.grid import Grid, Mark, Value
from lederpulje.model import Post
from lederpulje.money import MINUS, from_number, parse_amount
from lederpulje.sheets.faults import Fault

DATE, TEXT, ACCOUNT, AMOUNT, DEBIT, CREDIT = "Dato", "Tekst", "Konto", "Beløb", "Debet", "Kredit"
# What the columns are called elsewhere, bare of spaces and signs; the first that a sheet has is taken.
_NAMES = {
    DATE: ("bogføringsdato", "posteringsdato", "posteringsdag", "bogføringsdag", "dato", "bilagsdato"),
    TEXT: ("posteringstekst", "tekst", "beskrivelse", "bilagstekst", "bemærkning", "specifikation"),
    ACCOUNT: ("kontering", "kontostreng", "pspelement", "psp", "konto", "kontonr", "kontonummer", "art"),
    AMOUNT: ("beløb", "beløbkr", "beløbikr", "beløbdkk", "beløbikroner", "beløbidkk", "posteringsbeløb"),
    DEBIT: ("debet", "debit", "debetbeløb"),
    CREDIT: ("kredit", "credit", "kreditbeløb"),
}
_SUMS = re.compile(r"\s*(sum|i alt|ialt|total|subtotal|saldo|primo|ultimo|hovedtotal)\b", re.IGNORECASE)
_TRAILING_MINUS = re.compile(rf"(\d[\d. ]*(?:,\d{{1,2}})?)\s*[-{MINUS}]")
_EXPECTED = "Dato, Tekst, Konto og Beløb (eller Debet og Kredit)"


@dataclass(frozen=True, slots=True)
class LedgerRead:
    """What a file of posts holds: the posts, what cannot be read, and what was passed over, in sentences."""

    posts: tuple[Post, ...]
    faults: tuple[Fault, ...]
    skipped: tuple[str, ...]


def read_ledger(grids: Sequence[Grid], file: str) -> LedgerRead:
    """The posts of all sheets that have the headings of a ledger. A sheet without them is passed over and named.

    The id of a post is made of its date, text, account and amount, and of how many like it stood before it in the
    file: so a file read twice, or two files that overlap, give the same posts once.
    """
    found: list[_Sheet] = []
    without: list[Grid] = []
    for grid in grids:
        if heading := _heading(grid):
            sheet = _Sheet(grid, *heading)
            sheet.read()
            found.append(sheet)
        elif any(grid.rows):
            without.append(grid)
    if not found:
        return LedgerRead((), tuple(_no_headings(grid) for grid in without) or (_empty(file),), ())
    seen: Counter[tuple[str, ...]] = Counter()
    posts = tuple(_post(row, seen, file) for sheet in found for row in sheet.rows)
    faults = tuple(fault for sheet in found for fault in sheet.faults)
    if not posts and not faults:
        faults = (_empty(file),)
    skipped = [text for sheet in found for text in sheet.skipped]
    skipped += [
        f"Arket »{grid.name}« har ikke en finansudskrifts overskrifter og er ikke læst." for grid in without
    ]
    return LedgerRead(posts, faults, tuple(skipped))


def post_id(date: dt.date, text: str, account: str, amount: int, before: int) -> str:
    """The id of a post, of which so many alike stood before it in its file."""
    said = "\x1f".join((date.isoformat(), text, account, str(amount), str(before)))
    return hashlib.sha256(said.encode()).hexdigest()[:20]


_Row = tuple[dt.date, str, str, int]


def _post(row: _Row, seen: Counter[tuple[str, ...]], file: str) -> Post:
    key = tuple(map(str, row))
    seen[key] += 1
    return Post(post_id(*row, seen[key] - 1), *row, file=file)


def _bare(value: Value) -> str:
    """A heading bare of everything but letters and figures."""
    return re.sub(r"[^a-zæøå0-9]", "", value.casefold()) if isinstance(value, str) else ""


def _heading(grid: Grid) -> tuple[int, dict[str, int]] | None:
    """The row of the headings and where each column stands."""
    for number, row in enumerate(grid.rows):
        names = [_bare(value) for value in row]
        columns = {
            column: next(names.index(name) for name in known if name in names)
            for column, known in _NAMES.items()
            if set(known) & set(names)
        }
        amounts = {AMOUNT, DEBIT, CREDIT} & columns.keys()
        if DATE in columns and amounts and {TEXT, ACCOUNT} & columns.keys():
            return number, columns
    return None


@dataclass
class _Sheet:
    """A sheet while it is read."""

    grid: Grid
    heading: int
    columns: Mapping[str, int]
    rows: list[_Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)

    def read(self) -> None:
        """Read every row below the headings."""
        headings = [_bare(value) for value in self.grid.rows[self.heading]]
        for number in range(self.heading + 1, len(self.grid.rows)):
            values = self.grid.rows[number]
            if not any(_is_filled(value) for value in values):
                continue
            if [_bare(value) for value in values] == headings:
                continue
            if why := self._passed_over(number, values):
                self.skipped.append(f"{self.grid.name}, række {number + 1} er ikke læst: {why}")
            else:
                self._read(number)

    def _passed_over(self, number: int, values: Sequence[Value]) -> str:
        """Why a row is no post; empty if it has to be one."""
        if _is_filled(self._value(number, DATE)) and not _is_sum(self._value(number, DATE)):
            return ""
        if any(_is_sum(value) for value in values):
            return "det er en sum."
        places = [self.columns[c] for c in (AMOUNT, DEBIT, CREDIT) if c in self.columns]
        filled = {at for at, value in enumerate(values) if _is_filled(value)}
        if not filled & set(places):
            return "der står hverken dato eller beløb."
        return "der står kun et beløb, som om det er en sum." if filled <= set(places) else ""

    def _read(self, number: int) -> None:
        date, amount = self._date(number), self._amount(number)
        if date is not None and amount is not None:
            text, account = (_words(self._value(number, column)) for column in (TEXT, ACCOUNT))
            self.rows.append((date, text, account, amount))

    def _value(self, number: int, column: str) -> Value:
        row, at = self.grid.rows[number], self.columns.get(column)
        return row[at] if at is not None and at < len(row) else None

    def _fault(self, number: int, column: str, why: str) -> None:
        value = self._value(number, column)
        heading = str(self.grid.rows[self.heading][self.columns[column]])
        said = "" if value is None else str(value)
        self.faults.append(Fault(self.grid.name, number + 1, heading, said, why))

    def _date(self, number: int) -> dt.date | None:
        value = self._value(number, DATE)
        if not _is_filled(value):
            self._fault(number, DATE, "Datoen mangler. Skriv datoen, fx 24-02-2027.")
            return None
        try:
            if isinstance(value, dt.datetime):
                value = value.date()
            return parse_date(value.isoformat() if isinstance(value, dt.date) else str(value))
        except LederpuljeError as error:
            self._fault(number, DATE, str(error))
            return None

    def _amount(self, number: int) -> int | None:
        """The amount in øre; debit counts up and credit down."""
        faults = len(self.faults)
        if AMOUNT in self.columns:
            found = self._number(number, AMOUNT)
            if found is None and len(self.faults) == faults:
                self._fault(number, AMOUNT, "Beløbet mangler. Skriv beløbet, fx 1.250,50.")
            return found
        debit, credit = (self._number(number, c) if c in self.columns else None for c in (DEBIT, CREDIT))
        if len(self.faults) > faults:
            return None
        column = DEBIT if DEBIT in self.columns else CREDIT
        if debit is None and credit is None:
            self._fault(number, column, "Der står hverken debet eller kredit. Skriv beløbet i en af dem.")
            return None
        if credit is not None and credit < 0:
            why = "Kredit er skrevet med minus, så det kan betyde begge dele. Skriv kredit uden minus."
            self._fault(number, CREDIT, why)
            return None
        return (debit or 0) - (credit or 0)

    def _number(self, number: int, column: str) -> int | None:
        value = self._value(number, column)
        if self.grid.marks.get((number, self.columns[column])) is Mark.EMPTY_FORMULA:
            self._fault(
                number, column, "Cellen har en formel uden gemt resultat. Skriv tallet i stedet for formlen."
            )
            return None
        if not _is_filled(value):
            return None
        try:
            if isinstance(value, int | float) and not isinstance(value, bool):
                return from_number(value)
            text = str(value).strip()
            behind = _TRAILING_MINUS.fullmatch(text)
            return parse_amount(f"-{behind[1]}" if behind else text)
        except LederpuljeError as error:
            self._fault(number, column, str(error))
            return None


def _is_filled(value: Value) -> bool:
    return value is not None and str(value).strip() != ""


def _is_sum(value: Value) -> bool:
    return isinstance(value, str) and _SUMS.match(value) is not None


def _words(value: Value) -> str:
    """A cell as text with single spaces; an account that is kept as a number has no decimals."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return "" if value is None else " ".join(str(value).split())


def _no_headings(grid: Grid) -> Fault:
    widest = max(grid.rows, key=lambda row: sum(isinstance(v, str) and bool(v.strip()) for v in row))
    there = ", ".join(f"»{v.strip()}«" for v in widest if isinstance(v, str) and v.strip())
    found = f" Fundet er {there[:200]}." if there else ""
    missing = f"Overskrifterne mangler: der skal være en række med {_EXPECTED}.{found}"
    why = f"{missing} Skriv overskrifterne, og hent filen igen."
    return Fault(grid.name, 0, "", "", why)


def _empty(file: str) -> Fault:
    why = "Der er ingen posteringer i filen. Hent udskriften igen med mindst én postering."
    return Fault(file, 0, "", "", why)
