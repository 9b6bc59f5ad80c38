"""Cells of a file as the text our parsers read: `45000`, `45000,50`, `24-02-2027`, `ja`."""

from __future__ import annotations

import datetime as dt
import re
from decimal import ROUND_HALF_UP, Decimal

from lederpulje.dates import format_short_date
from lederpulje.errors import AmountError
from lederpulje.exchange.grid import Value
from lederpulje.exchange.synonyms import known_value
from lederpulje.money import from_number, kroner_text
from lederpulje.sheets.columns import Column, Holds

_BREAK = re.compile(r"[ \t]*[\r\n\v\f\u2028\u2029]+[ \t]*")
_SPACES = re.compile("[\u00a0\u202f\u2007\u2009\t]")
_LONG_TEXTS = {"Kilde", "Beskrivelse", "Spørgsmål"}
_BETWEEN = {Holds.NAMES: ", ", Holds.PAIRS: "; "}
_SHORT = 40  # characters
_LARGEST = 10**12


class NotThis(ValueError):
    """A cell whose value would have to be guessed; the text says in Danish what is wrong and what to write."""


def cell_text(value: Value, column: Column) -> str:
    """A cell of a column as text. Raises NotThis; whether a text is sound is for its parser to say."""
    if value is None:
        return ""
    if isinstance(value, str):
        return _text(value, column)
    if isinstance(value, bool):
        return "ja" if value else "nej"
    if isinstance(value, int | float):
        return _number(value, column)
    if isinstance(value, dt.time):
        return f"{value:%H.%M}"
    if isinstance(value, dt.datetime) and column.holds is not Holds.DATE:
        return f"{format_short_date(value)} kl. {value:%H.%M}"
    return format_short_date(value)


def _text(value: str, column: Column) -> str:
    between = "\n" if column.name in _LONG_TEXTS else _BETWEEN.get(column.holds, " ")
    text = _BREAK.sub(between, _SPACES.sub(" ", value).strip())
    return known_value(column, text) if column.choices and len(text) <= _SHORT else text


def _number(value: float, column: Column) -> str:
    if column.holds is Holds.DATE:
        raise NotThis(
            f"»{number_text(value)}« er et tal og ikke en dato. Giv cellen et datoformat i Excel, hvis det er en dato, "
            "eller skriv den som fx 24-02-2027."
        )
    if column.holds is Holds.SHARE and 0 < value < 1:
        raise NotThis(
            f"»{number_text(value)}« kan være en procentcelle ({_percent(value)} %) eller mindre end 1 procent. Skriv "
            f"et tal fra 0 til 100 i en celle med almindeligt talformat, fx {_percent(value)}. Er det mindre end 1 "
            "procent, så skriv det som tekst."
        )
    if column.holds is Holds.AMOUNT:
        return _amount(value)
    if column.holds in {Holds.SHARE, Holds.DECIMAL}:
        return number_text(_two_decimals(Decimal(repr(value))))
    return number_text(value)


def _amount(value: float) -> str:
    try:
        ore = from_number(value)
    except AmountError:  # absurdly large, which its parser says
        return number_text(value)
    return f"-{kroner_text(-ore)}" if ore < 0 else kroner_text(ore)


def _percent(value: float) -> str:
    return number_text(_two_decimals(Decimal(repr(value)) * 100))


def _two_decimals(value: Decimal) -> Decimal:
    """Rounded half-up; numbers too large to have decimals stay."""
    return value if abs(value) > _LARGEST else value.quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def number_text(value: float | Decimal) -> str:
    """A number with all its digits, comma before the decimals, nothing between thousands."""
    exact = value if isinstance(value, Decimal) else Decimal(repr(value))
    text = format(exact, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def shown(value: Value) -> str:
    """A cell as a message quotes it."""
    return cell_text(value, Column(""))
