"""What the paper *Oversigt over kurser og arrangementer med finansiering* says, before it is Word or Excel."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

Span = tuple[int, int]
"""The lowest and highest of an amount over the open answers; øre."""


@dataclass(frozen=True, slots=True)
class Activity:
    """An activity as it stands in the overview. `cost` is øre, `None`: not priced, or not held."""

    title: str
    when: str
    start: dt.date | None
    deadline: dt.date | None
    audience: str
    price: str
    cost: int | None
    basis: str
    estimated: bool
    claimed: Span
    payers: str
    status: str
    unsettled: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Theme:
    """The activities of a theme, and what they come to; `said` is that in words. `cost` is `None`: none is priced."""

    name: str
    activities: tuple[Activity, ...]
    cost: int | None
    claimed: Span
    unpriced: int
    said: str


@dataclass(frozen=True, slots=True)
class FrameLine:
    """A frame or the pool: what it holds, what is asked of it, and what is left or missing, also in words."""

    title: str
    amount: int
    claimed: Span
    balance: Span
    words: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Overview:
    """The whole paper. `unsettled` is by what is missing; `sources` are (activity, formula, source, estimates)."""

    year: int
    title: str
    conclusion: str
    about: tuple[str, ...]
    themes: tuple[Theme, ...]
    total: Theme
    unsettled: tuple[tuple[str, tuple[str, ...]], ...]
    frames: tuple[FrameLine, ...]
    trace: tuple[tuple[str, str], ...]
    sources: tuple[tuple[str, str, str, str], ...]
    printed: dt.datetime

    @property
    def has_spans(self) -> bool:
        """Whether open answers make a claim a span."""
        return any(a.claimed[0] != a.claimed[1] for theme in self.themes for a in theme.activities)

    @property
    def nothing(self) -> str:
        """What stands where there are no activities."""
        return f"Der er ingen aktiviteter i {self.year}."
