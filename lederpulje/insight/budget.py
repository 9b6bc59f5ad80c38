"""Budgetopfølgning: from the original budget of a year to what is left when all is paid, frame by frame."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.insight.money import FrameMoney, Money
from lederpulje.model import BaseData
from lederpulje.scenarios import Span

OUTSIDE = "Uden for delrammerne"


@dataclass(frozen=True, slots=True)
class BudgetRow:
    """A frame's budget in øre: `original` and `carried` as they were set, the others over the open answers.

    `carried` is `None` while nobody has settled it; it then counts as nothing in `original`. `key` is the frame's,
    empty for what lies outside the frames and for the total.
    """

    key: str
    title: str
    original: int
    carried: int | None
    corrected: int
    spent: Span
    committed: Span
    expected: Span
    rest: Span


@dataclass(frozen=True, slots=True)
class Budget:
    """A year's budget: a row for each frame, one for what lies outside them where there is any, and the total."""

    year: int
    rows: tuple[BudgetRow, ...]
    total: BudgetRow

    @property
    def unsettled(self) -> bool:
        """Whether nobody has said what was carried over, of some part."""
        return any(row.carried is None for row in (*self.rows, self.total))


def budget(base: BaseData, found: Money) -> Budget:
    """The budget of a year whose money is known.

    The original budget and what was carried over are those of the base data; the corrected one is what the scenario
    works with, so that money moved between frames shows as a difference between them.
    """
    year = found.evaluation.scenario.year
    pool, own = base.pool(year), {frame.key: frame for frame in base.frames_of(year)}
    assert pool is not None  # noqa: S101 - what is evaluated has one
    rows = []
    for place, first in enumerate(found.worlds[0].frames):
        frame = own[first.frame.key if first.frame else ""]
        cells = [world.frames[place] for world in found.worlds]
        rows.append(_row(frame.key, frame.title, frame.amount, frame.carried, cells))
    settled = [frame.carried for frame in own.values() if frame.carried is not None]
    carried = pool.carried if pool.carried is not None else sum(settled) if settled else None
    outside = [world.outside for world in found.worlds]
    amount = pool.amount - sum(frame.amount for frame in own.values())
    rest = None if carried is None else carried - sum(settled)
    if amount or rest or any(row.amount or row.expected for row in outside):
        rows.append(_row("", OUTSIDE, amount, rest if amount or rest else 0, outside))
    total = _row("", "I alt", pool.amount, carried, [world.pool for world in found.worlds])
    return Budget(year, tuple(rows), total)


def _row(key: str, title: str, amount: int, carried: int | None, cells: list[FrameMoney]) -> BudgetRow:
    spans = []
    for name in ("spent", "committed", "expected", "free"):
        values = [int(getattr(cell, name)) for cell in cells]
        spans.append(Span(min(values), max(values)))
    return BudgetRow(key, title, amount - (carried or 0), carried, cells[0].amount, *spans)
