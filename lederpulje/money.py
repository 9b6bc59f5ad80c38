"""Money at the edges: Danish text to whole øre and back. Inside, amounts are plain `int` øre.

The only place that parses or formats amounts. Formats are Danish (CLDR `da`, by Babel) with the real minus sign.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from functools import cache, lru_cache

from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

from lederpulje.errors import AmountError

NBSP = "\N{NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
_DASH = "\N{EN DASH}"
_SPACES = re.compile(r"[\s\u00a0\u202f\u2009]+")
_UNIT = re.compile(r"^(?:kr\.?|dkk)\s*|\s*(?:kr\.?|dkk)$", re.IGNORECASE)
_WHOLE_OR_GROUPED = re.compile(
    r"(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:,(\d{1,2}|-))?", re.ASCII
)
_LARGEST = 10**15  # øre; no municipality's figure is near it, a slipped key is


def parse_amount(text: str) -> int:
    """Read a Danish amount as øre: `1.234,50`, `45.000`, `kr. 12.000`, `12000`, `−500`, `12.000,- kr.`.

    Raises AmountError, with the reason, for anything that could mean two things (`12.5`, `1,234.50`, `312,505`).
    """
    bare = _SPACES.sub(" ", text).strip()
    sign, bare = _take_sign(bare)
    stripped = _UNIT.sub("", _UNIT.sub("", bare).strip()).strip()
    if not sign:
        sign, stripped = _take_sign(stripped)
    if not stripped:
        raise AmountError(text, "der står intet tal. Skriv fx 45.000 eller 1.250,50.")
    match = _WHOLE_OR_GROUPED.fullmatch(stripped)
    if match is None:
        raise AmountError(text, _why_refused(stripped))
    whole, _, decimals = stripped.partition(",")
    ore = int(whole.replace(".", "").replace(" ", "")) * 100 + int(decimals.replace("-", "").ljust(2, "0"))
    if ore > _LARGEST:
        raise AmountError(text, "beløbet er urimeligt stort. Tjek antallet af nuller.")
    return -ore if sign == MINUS else ore


def _take_sign(text: str) -> tuple[str, str]:
    """Split a leading sign off; all dashes that people use for minus count as one."""
    if text.startswith(("-", MINUS, _DASH)):
        return MINUS, text[1:].strip()
    return ("+", text[1:].strip()) if text.startswith("+") else ("", text)


def _why_refused(text: str) -> str:
    """Say why a text that is no Danish amount is refused, and what to write instead."""
    if re.search(r"[^\d., ]", text):
        return "der står andet end et tal. Skriv kun beløbet, fx 45.000 eller 1.250,50."
    if "," in text and "." in text and text.rindex(".") > text.rindex(","):
        return (
            "komma står før punktum som på engelsk. Skriv punktum ved tusinder og komma før ører: 1.234,50."
        )
    if re.search(r",\d{3,}$", text):
        return "der er mere end to decimaler efter kommaet. Skriv 312.505 for tusinder eller 312,51 for ører."
    if text.count(",") > 1:
        return "der er mere end ét komma. Skriv punktum ved tusinder og komma før ører: 1.234,50."
    if "." in text:
        return "punktum kan både betyde tusinder og decimaler her. Skriv 12.500 for tusinder eller 12,50 for ører."
    return "tallet er ikke skrevet på dansk. Skriv fx 45.000 eller 1.250,50."


def from_number(value: float | Decimal) -> int:
    """Round a number of kroner (a numeric spreadsheet cell) half-up to øre, once.

    Raises AmountError if it is not a finite, reasonable number.
    """
    kroner = Decimal(repr(float(value))) if isinstance(value, float) else Decimal(value)
    if not kroner.is_finite() or abs(kroner) * 100 > _LARGEST:
        raise AmountError(str(value), "det er ikke et rimeligt beløb.")
    magnitude = int((abs(kroner) * 100).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    return -magnitude if kroner < 0 else magnitude


def format_number(value: int | Decimal) -> str:
    """Write a number the Danish way: `1.234` or `3,7`, with the real minus sign."""
    return str(format_decimal(value, locale="da")).replace("-", MINUS)


@lru_cache(maxsize=16_384)  # a page says the same few amounts again and again
def format_plain(ore: int) -> str:
    """Write øre as kroner without unit, øre only where there are any: `13.924,05` or `45.000`.

    Put together here from Babel's signs, since its formatter takes thirty times as long.
    """
    group, decimal = _signs()
    kroner, rest = divmod(abs(ore), 100)
    whole = f"{MINUS if ore < 0 else ''}{kroner:,}".replace(",", group)
    return f"{whole}{decimal}{rest:02}" if rest else whole


@cache
def _signs() -> tuple[str, str]:
    """The signs between thousands and before decimals."""
    return get_group_symbol("da"), get_decimal_symbol("da")


def format_kr(ore: int) -> str:
    """Write øre as `300.000 kr.` (with a space that does not break)."""
    return f"{format_plain(ore)}{NBSP}kr."


def format_signed(ore: int) -> str:
    """Write a difference with its sign: `+130.000 kr.`, `−87.000 kr.`, `0 kr.`."""
    sign = "+" if ore > 0 else ""
    return f"{sign}{format_kr(ore)}"


def format_span(low: int, high: int) -> str:
    """Write an amount or a span: `249.500–379.500 kr.`; a span that reaches below zero says *til*."""
    if low == high:
        return format_kr(low)
    joint = _DASH if low >= 0 else f"{NBSP}til{NBSP}"
    return f"{format_plain(low)}{joint}{format_kr(high)}"


def format_signed_span(low: int, high: int) -> str:
    """Write a difference or a span of differences: `0 til +130.000 kr.`."""
    if low == high:
        return format_signed(low)
    return f"{format_signed(low).removesuffix(f'{NBSP}kr.')}{NBSP}til{NBSP}{format_signed(high)}"


@lru_cache(maxsize=1024)
def format_share(basis_points: int) -> str:
    """Write basis points as percent: `33,33 %`."""
    return f"{format_number(Decimal(basis_points) / 100)}{NBSP}%"


def kroner_text(ore: int) -> str:
    """Øre as an override writes them: `35000` or `35000,50`."""
    return str(ore // 100) if ore % 100 == 0 else f"{ore // 100},{ore % 100:02d}"
