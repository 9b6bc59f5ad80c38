"""Cells into values: text is parsed by our own parsers, and every fault is collected, not the first."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from lederpulje.dates import parse_date
from lederpulje.errors import AmountError, DateError
from lederpulje.model import Answer, CancelStep
from lederpulje.money import parse_amount
from lederpulje.sheets.faults import Fault

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_WHOLE_NUMBER = re.compile(r"\d{1,9}", re.ASCII)
_LARGEST = 10**11  # øre: a milliard kroner
_DECIMAL = re.compile(r"\d{1,4}(?:,\d{1,2})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet, which knows where it stands and puts its faults in the common list.

    `number` is the row in its file; `key` names what stands in none.
    """

    sheet: str
    number: int
    cells: Mapping[str, str]
    faults: list[Fault] = field(repr=False)
    key: str = ""

    def fault(self, column: str, message: str) -> None:
        """Report that something is wrong in a column; the message also says what to do."""
        self.faults.append(Fault(self.sheet, self.number, column, self.text(column), message, key=self.key))

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

        return self._read(column, _not_negative)

    def signed_amount(self, column: str) -> int | None:
        """An amount in øre that may be negative; `None` if empty."""
        return self._read(column, parse_amount)

    def score(self, column: str) -> Decimal | None:
        """A score from 1 to 5 with up to two decimals; `None` if empty."""

        def read(text: str) -> Decimal:
            if not _DECIMAL.fullmatch(text) or not 1 <= Decimal(text.replace(",", ".")) <= 5:
                raise ValueError(f"»{text}« er ikke et tal fra 1 til 5. Skriv fx 4 eller 4,2.")
            return Decimal(text.replace(",", "."))

        return self._read(column, read)

    def percent(self, column: str) -> int | None:
        """A number from 0 to 100 with up to two decimals, as basis points; `None` if empty."""

        def read(text: str) -> int:
            bare = text.removesuffix("%").rstrip()
            if not _DECIMAL.fullmatch(bare) or Decimal(bare.replace(",", ".")) > 100:
                raise ValueError(f"»{text}« er ikke et tal fra 0 til 100. Skriv fx 50 eller 33,33.")
            return int(Decimal(bare.replace(",", ".")) * 100)

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
            found = next((value for value in known if value.casefold() == text.casefold()), None)
            if found is None:
                raise ValueError(f"»{text}« er ukendt. Vælg mellem: {', '.join(known)}.")
            return found

        if default is None:
            self.needed(column)
        found = self._read(column, read)
        return default if found is None else found

    def yes(self, column: str, *, default: bool = False) -> bool:
        """A ja/nej."""

        def read(text: str) -> bool:
            if text.casefold() not in ("ja", "nej"):
                raise ValueError(f"»{text}« er hverken ja eller nej. Skriv ja eller nej.")
            return text.casefold() == "ja"

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

    def cancellation(self, column: str) -> tuple[CancelStep, ...]:
        """`30=50 %; 14=100 %; 7=5.000`: from so many days before the start on, a share of the price or kroner."""

        def read(text: str) -> tuple[CancelStep, ...]:
            steps = [_cancel_step(*part.split("=", 1)) for part in text.split(";") if part.strip()]
            if len({s.days for s in steps}) < len(steps):
                raise ValueError(f"»{text}« nævner det samme antal dage flere gange. Nævn det én gang.")
            return tuple(sorted(steps, key=lambda s: -s.days))

        return self._read(column, read) or ()

    def _read(self, column: str, read: Callable[[str], T]) -> T | None:
        text = self.text(column)
        if not text:
            return None
        try:
            return read(text)
        except (AmountError, DateError, ValueError) as error:
            self.fault(column, str(error))
            return None


def _cancel_step(days: str, cost: str = "") -> CancelStep:
    """One step of a cancellation scale."""
    days, cost = days.strip(), cost.strip()
    if not _WHOLE_NUMBER.fullmatch(days) or not cost:
        raise ValueError(
            f"»{days}={cost}« er ikke et trin i en afbestillingsskala. Skriv dage=pris, fx 30=50 %; 14=100 %."
        )
    if not cost.endswith("%"):
        return CancelStep(int(days), amount=_not_negative(cost))
    share = cost.removesuffix("%").strip()
    if not _DECIMAL.fullmatch(share) or Decimal(share.replace(",", ".")) > 100:
        raise ValueError(f"»{cost}« er ikke en andel fra 0 til 100 %. Skriv fx 50 %.")
    return CancelStep(int(days), share=int(Decimal(share.replace(",", ".")) * 100))


def _not_negative(text: str) -> int:
    ore = parse_amount(text)
    if ore < 0:
        raise ValueError(f"»{text}« er negativt. Skriv et beløb på 0 kr. eller mere.")
    if ore > _LARGEST:
        raise ValueError(
            f"»{text}« er urimeligt stort for et kursus eller en pulje. Tjek antallet af nuller."
        )
    return ore
