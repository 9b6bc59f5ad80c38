"""What an editor says of its cells, as text."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any


def text_of(value: Any, was: str) -> str:
    """A cell of an editor as text; of two known values the one that was added to what `was` there."""
    if isinstance(value, list):
        return next((str(item) for item in reversed(value) if str(item) != was), was if value else "")
    return "" if value is None else str(value).strip()


def holds_two(state: Mapping[str, Any]) -> bool:
    """Whether a cell of known values holds two: then the editor shows more than the draft says."""
    rows = [*state["edited_rows"].values(), *state["added_rows"]]
    return any(isinstance(v, list) and len(v) > 1 for row in rows for v in row.values())


def holds_block(state: Mapping[str, Any]) -> bool:
    """Whether a whole block was pasted into one cell, as happens when the cell was open for typing."""
    rows = [*state["edited_rows"].values(), *state["added_rows"]]
    return any(_is_block(v) for row in rows for v in row.values() if isinstance(v, str))


def spread(cells: Mapping[str, str], columns: Sequence[str]) -> list[dict[str, str]]:
    """A row's cells, a block that stands in one of them laid out from there on: the row itself, and rows below it."""
    name = next((n for n, text in cells.items() if _is_block(text)), None)
    if name is None:
        return [dict(cells)]
    lines = list(csv.reader(io.StringIO(cells[name], newline=""), delimiter="\t"))
    names = columns[columns.index(name) :]
    block = [{n: t.strip() for n, t in zip(names, line, strict=False)} for line in lines if any(line)]
    first = {**cells, **block[0]} if block else {**cells, name: ""}
    return [first, *block[1:]]


def _is_block(text: str) -> bool:
    return "\t" in text or "\n" in text.strip()
