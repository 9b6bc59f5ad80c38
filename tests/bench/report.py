"""One line a measurement: what, measured, floor, ratio, target, verdict."""

from __future__ import annotations

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

HEADINGS = ("what", "measured", "p95", "floor", "p95", "ratio", "target", "")
WIDTHS = (44, 12, 12, 12, 12, 7, 12, 5)


@dataclass(frozen=True, slots=True)
class Line:
    """A measurement in one unit. With a floor the target is a ratio of medians, without one an amount.

    Without a target the line is there to be read, and has no verdict.
    """

    what: str
    measured: Sequence[float]
    unit: str
    floor: Sequence[float] = ()
    target: float | None = None

    @property
    def ratio(self) -> float | None:
        """Median over median of the floor."""
        return statistics.median(self.measured) / statistics.median(self.floor) if self.floor else None

    @property
    def verdict(self) -> str:
        """Whether the target is reached."""
        if self.target is None:
            return ""
        value = self.ratio if self.ratio is not None else statistics.median(self.measured)
        return "OK" if value <= self.target else "OVER"

    def __str__(self) -> str:
        reach = (
            "" if self.target is None else f"≤ {self.target:g}" + (" ×" if self.floor else f" {self.unit}")
        )
        return _row(
            self.what,
            *self._median_and_p95(self.measured),
            *self._median_and_p95(self.floor),
            "–" if self.ratio is None else f"{self.ratio:.2f}",
            reach,
            self.verdict,
        )

    def _median_and_p95(self, values: Sequence[float]) -> tuple[str, str]:
        if not values:
            return "–", "–"
        p95 = f"{p95_of(values):.2f} {self.unit}" if len(values) > 1 else "–"
        return f"{statistics.median(values):.2f} {self.unit}", p95


def p95_of(values: Sequence[float]) -> float:
    """The 95th percentile, nearest rank."""
    return sorted(values)[math.ceil(0.95 * len(values)) - 1]


def headings() -> str:
    """The line above the lines."""
    return _row(*HEADINGS)


def _row(first: str, *others: str) -> str:
    cells = [first.ljust(WIDTHS[0])]
    cells += [text.rjust(width) for text, width in zip(others, WIDTHS[1:], strict=True)]
    return " ".join(cells).rstrip()
