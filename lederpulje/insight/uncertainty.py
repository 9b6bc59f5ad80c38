"""What is not known for sure: the spans of prices and the chances of answers, given by somebody or assumed by us."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.model import BaseData, Course, Price, PriceBasis

ASSUMED_SPREAD = 1_500  # basis points to either side, where an estimate has no span of its own
ASSUMED_CHANCE = 5_000  # basis points that an answer is ja, where nobody has said
PRICE_FIELDS = ("fixed_per_session", "price_per_participant")
_WHOLE = 10_000
_NOT_AGREED = (PriceBasis.ESTIMAT, PriceBasis.ERFARINGSPRIS)


@dataclass(frozen=True, slots=True)
class PriceSpan:
    """What a price of a course may be, in øre; `assumed` if the span is ours and not the source's."""

    course: Course
    field: str
    low: int
    likely: int
    high: int
    assumed: bool

    @property
    def name(self) -> str:
        """The name of the override that sets it."""
        return f"{self.course.id}.{self.field}"


@dataclass(frozen=True, slots=True)
class Assumptions:
    """Our own assumptions, in basis points, as they can be changed on the page."""

    spread: int = ASSUMED_SPREAD
    chance: int = ASSUMED_CHANCE


def price_spans(course: Course, assumptions: Assumptions) -> tuple[PriceSpan, ...]:
    """The prices of a course that are not known for sure, in the order of `PRICE_FIELDS`.

    A span is the source's own, or for an estimate without one the assumed spread to either side, half-up to the øre.
    """
    spans = []
    for field in PRICE_FIELDS:
        price: Price | None = getattr(course, field)
        if price is None:
            continue
        if price.low is not None or price.high is not None:
            low = price.likely if price.low is None else price.low
            high = price.likely if price.high is None else price.high
            assumed = False
        elif course.price_basis in _NOT_AGREED:
            low, high = (
                (2 * price.likely * (_WHOLE + side) + _WHOLE) // (2 * _WHOLE)
                for side in (-assumptions.spread, assumptions.spread)
            )
            assumed = True
        else:
            continue
        if low < high:
            spans.append(PriceSpan(course, field, low, price.likely, high, assumed))
    return tuple(spans)


def chance_of_yes(base: BaseData, key: str, assumptions: Assumptions) -> tuple[int, bool]:
    """How likely *ja* is, in basis points, and whether that is our assumption."""
    known = next((c.probability for c in base.conditions if c.key == key), None)
    return (assumptions.chance, True) if known is None else (known, False)
