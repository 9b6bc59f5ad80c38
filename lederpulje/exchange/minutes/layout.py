"""How the parts of a paper are set, whether as Word or PDF: clean lines, and the widths of a table's columns."""

from __future__ import annotations

import re

from lederpulje.exchange.characters import for_documents
from lederpulje.exchange.minutes import Table

# Word itself pastes a line break as a vertical tab.
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_LETTER, _EDGES, _NARROWEST, _WIDEST_NUMBER = 0.19, 0.55, 1.6, 4.5  # cm, in the small type of tables
_MOST_FOR_NUMBERS = 0.7  # of the room


def clean(text: str) -> str:
    """The text with its lines, without what cannot be seen or printed."""
    return for_documents(_BREAKS.sub("\n", text))


def one_line(text: str) -> str:
    """The text as a heading holds it."""
    return " ".join(clean(text).split())


def column_widths(table: Table, room: float) -> tuple[float, ...]:
    """Widths that fill so many cm: a column of numbers as wide as its numbers, the rest by what stands in them."""
    longest = [_longest(table, at) * _LETTER + _EDGES for at in range(len(table.headings))]
    wanted = [
        min(max(width, _NARROWEST), _WIDEST_NUMBER if at in table.numeric else room / 2)
        for at, width in enumerate(longest)
    ]
    numbers = sum(wanted[at] for at in table.numeric)
    texts = sum(wanted) - numbers
    if not texts or numbers > room * _MOST_FOR_NUMBERS:
        return tuple(width * room / sum(wanted) for width in wanted)
    stretch = (room - numbers) / texts
    return tuple(width if at in table.numeric else width * stretch for at, width in enumerate(wanted))


def _longest(table: Table, at: int) -> int:
    """Letters of the longest line in a column, and of the longest word in its heading."""
    lines = [len(line) for row in table.rows for line in row[at].split("\n")]
    return max([*lines, *map(len, table.headings[at].split())], default=0)
