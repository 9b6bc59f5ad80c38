"""What a file holds before anybody has understood it: grids of values, and which of them are not what they seem."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto

Value = str | int | float | bool | dt.date | dt.time | None


class Mark(Enum):
    """What a value alone does not tell of its cell."""

    FORMULA = auto()
    """A formula; the value is what the program that saved the file worked out last."""
    EMPTY_FORMULA = auto()
    """A formula without a stored value."""
    ERROR = auto()
    """An error such as `#DIV/0!`, which stands as the value."""
    MERGED = auto()
    """A cell that is merged into another, whose value it repeats."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet: its rows from row 1, each from the first column, without empty rows at the end.

    `marks` are by (row, column), both counted from 0.
    """

    name: str
    rows: tuple[tuple[Value, ...], ...]
    marks: Mapping[tuple[int, int], Mark] = field(default_factory=dict)
