"""Grids as JSON lines and back: what the process that reads a file may say, and nothing that could be run."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable, Sequence
from typing import Any

from lederpulje.exchange.grid import Grid, Mark, Value

Say = Callable[[str], None]
"""Is told in a short Danish sentence what is being done."""
_READERS = {"dato": dt.date.fromisoformat, "tid": dt.datetime.fromisoformat, "kl": dt.time.fromisoformat}


def _tagged(value: object) -> dict[str, str]:
    """A value that JSON has no words for."""
    if isinstance(value, dt.datetime):
        return {"tid": value.isoformat()}
    if isinstance(value, dt.date):
        return {"dato": value.isoformat()}
    if isinstance(value, dt.time):
        return {"kl": value.isoformat()}
    raise TypeError(f"{type(value).__name__} does not stand in a cell")


def _untagged(found: dict[str, Any]) -> Any:
    if len(found) == 1:
        ((tag, text),) = found.items()
        if reader := _READERS.get(tag):
            return reader(text)
    return found


def dumps(message: dict[str, object]) -> bytes:
    """One message as one line."""
    return json.dumps(message, default=_tagged, separators=(",", ":")).encode("ascii") + b"\n"


def loads(line: bytes) -> dict[str, Any]:
    """One line as one message. Raises ValueError for anything else."""
    message = json.loads(line, object_hook=_untagged)
    if not isinstance(message, dict):
        raise ValueError("not a message")
    return message


def pack(grids: Sequence[Grid]) -> list[dict[str, object]]:
    """Grids as what `dumps` takes."""
    return [
        {"name": g.name, "rows": g.rows, "marks": [(*place, mark.name) for place, mark in g.marks.items()]}
        for g in grids
    ]


def unpack(packed: list[dict[str, Any]]) -> tuple[Grid, ...]:
    """The grids of a message."""
    return tuple(
        Grid(
            str(g["name"]),
            tuple(map(_row, g["rows"])),
            {(int(row), int(column)): Mark[name] for row, column, name in g["marks"]},
        )
        for g in packed
    )


def _row(cells: list[Value]) -> tuple[Value, ...]:
    return tuple(cells)
