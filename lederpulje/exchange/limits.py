"""How much a file from people may hold, and how much reading it may cost."""

from __future__ import annotations

from dataclasses import dataclass

MEGABYTE = 1024 * 1024
MOST_BYTES = 10 * MEGABYTE
MOST_ROWS = 20_000
"""Rows of a sheet below its headings."""
MOST_COLUMNS = 200
MOST_UNPACKED = 50 * MEGABYTE
MOST_RATIO = 200
RATIO_COUNTS_FROM = 5 * MEGABYTE
MOST_PARTS = 5_000
"""Files inside a zip."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What the process that reads a file may use: bytes of memory, seconds of computing and seconds in all."""

    memory: int = 1024 * MEGABYTE
    computing: int = 10
    in_all: float = 9.5
    """A message is due within 10 seconds."""


class Unreadable(Exception):
    """A file that cannot be read; the text says why in Danish, as what follows a colon."""
