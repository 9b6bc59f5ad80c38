"""VAT: prices are kept without it, and shown with it where the provider gives them so.

The rate is that of the Danish VAT act (momsloven § 33).
"""

from __future__ import annotations

RATE = 25  # per cent


def with_vat(ore: int) -> int:
    """An amount without VAT (øre, 0 or more) with it, half-up to the øre; `without_vat` gives the same back."""
    return (ore * (100 + RATE) * 2 + 100) // 200


def without_vat(ore: int) -> int:
    """An amount with VAT (øre, 0 or more) without it, half-up to the øre."""
    return (ore * 200 + 100 + RATE) // (2 * (100 + RATE))
