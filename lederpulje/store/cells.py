"""Danish CSV files into cells: text is parsed by our own parsers, and every fault is collected, not the first."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from typing import TypeVar

from lederpulje.dates import parse_date
from lederpulje.errors import AmountError, DateError
from lederpulje.model import Answer
from lederpulje.money import parse_amount

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_WHOLE_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_DECIMAL = re.compile(r"\d{1,4}(?:,\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a file, which knows where it stands and puts its faults in the common list."""

    file: str
    number: int
    cells: dict[str, str]
    faults: list[str] = field(repr=False)

    def fault(self, column: str, message: str) -> None:
        """Report that something is wrong in a column; the message also says what to do."""
        self.faults.append(f"{self.file}, række {self.number}, kolonne »{column}«: {message}")

    def text(self, column: str) -> str:
        """The cell as text, without space around it; empty if there is none."""
        return self.cells.get(column, "").strip()

    def needed(self, column: str) -> str:
        """A text that may not be empty."""
        value = self.text(column)
        if not value:
            self.fault(column, "feltet er tomt. Udfyld det.")
        return value

    def whole(self, column: str, low: int = 0, high: int = 10**9) -> int | None:
        """A whole number within bounds; `None` if empty."""

        def read(text: str) -> int:
            if not _WHOLE_NUMBER.fullmatch(text) or not low <= int(text) <= high:
                raise ValueError(f"»{text}« er ikke et helt tal fra {low} til {high}. Ret tallet.")
            return int(text)

        return self._read(column, read)

    def year(self, column: str = "År") -> int:
        """A year that must be there."""
        return self.whole(column, 1990, 2100) or 0 if self.needed(column) else 0

    def amount(self, column: str) -> int | None:
        """An amount in øre, 0 or more; `None` if empty."""

        def read(text: str) -> int:
            ore = parse_amount(text)
            if ore < 0:
                raise ValueError(f"»{text}« er negativt. Skriv et beløb på 0 kr. eller mere.")
            return ore

        return self._read(column, read)

    def percent(self, column: str) -> int | None:
        """A number from 0 to 100 with up to two decimals, as basis points; `None` if empty."""

        def read(text: str) -> int:
            if not _DECIMAL.fullmatch(text) or Decimal(text.replace(",", ".")) > 100:
                raise ValueError(f"»{text}« er ikke et tal fra 0 til 100. Skriv fx 50 eller 33,33.")
            return int(Decimal(text.replace(",", ".")) * 100)

        return self._read(column, read)

    def decimal(self, column: str) -> Decimal | None:
        """A decimal number of days, 0 or more; `None` if empty."""

        def read(text: str) -> Decimal:
            if not _DECIMAL.fullmatch(text):
                raise ValueError(f"»{text}« er ikke et tal med højst to decimaler. Skriv fx 3,7.")
            return Decimal(text.replace(",", "."))

        return self._read(column, read)

    def date(self, column: str) -> dt.date | None:
        """A date; `None` if empty."""
        return self._read(column, parse_date)

    def choice(self, column: str, known: type[E], default: E | None = None) -> E | None:
        """One of the known values; an empty cell gives the default, or is a fault where there is none."""

        def read(text: str) -> E:
            if text not in set(known):
                raise ValueError(f"»{text}« er ukendt. Vælg mellem: {', '.join(known)}.")
            return known(text)

        if default is None:
            self.needed(column)
        found = self._read(column, read)
        return default if found is None else found

    def yes(self, column: str, *, default: bool = False) -> bool:
        """A ja/nej."""

        def read(text: str) -> bool:
            if text not in ("ja", "nej"):
                raise ValueError(f"»{text}« er hverken ja eller nej. Skriv ja eller nej.")
            return text == "ja"

        found = self._read(column, read)
        return default if found is None else found

    def names(self, column: str) -> tuple[str, ...]:
        """Several names with comma or semicolon between."""
        return tuple(name.strip() for name in re.split("[,;]", self.text(column)) if name.strip())

    def pairs(self, column: str) -> tuple[tuple[str, str], ...]:
        """`navn=værdi; navn=værdi`, each name once."""

        def read(text: str) -> tuple[tuple[str, str], ...]:
            parts = [part.partition("=") for part in text.split(";") if part.strip()]
            found = tuple((name.strip(), value.strip()) for name, _, value in parts)
            if not all(name and value for name, value in found):
                raise ValueError(f"»{text}« er ikke skrevet som navn=værdi; navn=værdi. Skriv det sådan.")
            if len({name for name, _ in found}) < len(found):
                raise ValueError(f"»{text}« nævner det samme navn flere gange. Nævn det én gang.")
            return found

        return self._read(column, read) or ()

    def answers(
        self, column: str, known: tuple[Answer, ...] = tuple(Answer)
    ) -> tuple[tuple[str, Answer], ...]:
        """`forudsætning=svar; …` with known answers."""
        found = self.pairs(column)
        for name, value in found:
            if value not in known:
                self.fault(column, f"»{value}« er ikke et svar på {name}. Vælg mellem: {', '.join(known)}.")
        return tuple((name, Answer(value)) for name, value in found if value in known)

    def _read(self, column: str, read: Callable[[str], T]) -> T | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except (AmountError, DateError, ValueError) as error:
            self.fault(column, str(error))
            return None


def read_rows(file: Path, columns: tuple[str, ...], faults: list[str]) -> Iterator[Row]:
    """The rows of a UTF-8 file with semicolons whose headings are these columns; empty rows are left out."""
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError:
        faults.append(f"{file.name}: filen findes ikke eller kan ikke læses. Læg den i mappen {file.parent}.")
        return
    except UnicodeDecodeError:
        faults.append(f"{file.name}: filen er ikke gemt som UTF-8. Gem den som CSV med UTF-8.")
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        headings = [cell.strip() for cell in next(reader, [])]
        if not _headings_fit(file.name, headings, columns, faults):
            return
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(headings):
                faults.append(
                    f"{file.name}, række {reader.line_num}: der er {len(cells)} felter, men {len(headings)} "
                    "overskrifter. Sæt anførselstegn om tekst med semikolon."
                )
                continue
            yield Row(file.name, reader.line_num, dict(zip(headings, cells, strict=False)), faults)
    except csv.Error:
        faults.append(f"{file.name}, række {reader.line_num}: rækken kan ikke læses. Tjek anførselstegnene.")


def _headings_fit(name: str, found: list[str], expected: tuple[str, ...], faults: list[str]) -> bool:
    missing = [column for column in expected if column not in found]
    unknown = [column for column in found if column not in expected]
    doubled = sorted({column for column in found if found.count(column) > 1})
    if missing:
        faults.append(f"{name}: overskriften {', '.join(missing)} mangler i række 1. Tilføj den.")
    if unknown:
        faults.append(
            f"{name}: overskriften {', '.join(unknown)} er ukendt. Fjern kolonnen eller ret navnet."
        )
    if doubled:
        faults.append(f"{name}: overskriften {', '.join(doubled)} står flere gange. Fjern den ene.")
    return not (missing or unknown or doubled)
