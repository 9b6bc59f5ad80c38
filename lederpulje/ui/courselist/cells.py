"""What an editor says of its cells, as text; and what it cannot have understood."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

State = Mapping[str, Any]
NOTHING: State = {"edited_rows": {}, "added_rows": [], "deleted_rows": []}


def text_of(value: Any, was: str) -> str:
    """A cell of an editor as text; of two known values the one that was added to what `was` there."""
    if isinstance(value, list):
        return next((str(item) for item in reversed(value) if str(item) != was), was if value else "")
    return "" if value is None else str(value)


def holds_two(state: State) -> bool:
    """Whether a cell of known values holds two: then the editor shows more than the draft says."""
    return any(isinstance(value, list) and len(value) > 1 for value in _values(state))


def holds_block(state: State) -> bool:
    """Whether a whole block was pasted into one cell, as happens when the cell was open for typing."""
    return any(_is_block(value) for value in _values(state) if isinstance(value, str))


def is_cut_wrong(state: State) -> bool:
    """Whether a pasted block was cut in the wrong places: Streamlit's editor does so behind an emoji."""
    texts = [text for value in _values(state) for text in (value if isinstance(value, list) else [value])]
    return any(
        isinstance(t, str) and (t.startswith(("\t", "\n", "\r")) or _has_half_a_sign(t)) for t in texts if t
    )


def is_heading(cells: Mapping[str, str]) -> bool:
    """Whether what was pasted over a row are the headings of the columns."""
    return bool(cells) and all(text.strip() == name for name, text in cells.items())


def newer(state: State, before: State) -> State:
    """What an editor says that it did not say before; its new rows it always says all."""
    edited = {
        at: cells
        for at, edits in state["edited_rows"].items()
        if (
            cells := {
                n: v for n, v in edits.items() if before["edited_rows"].get(at, {}).get(n, _UNSAID) != v
            }
        )
    }
    deleted = [at for at in state["deleted_rows"] if at not in before["deleted_rows"]]
    return {"edited_rows": edited, "added_rows": state["added_rows"], "deleted_rows": deleted}


def spread(cells: Mapping[str, str], columns: Sequence[str]) -> list[dict[str, str]]:
    """A row's cells, a block that stands in one of them laid out from there on: the row itself, and rows below it."""
    name = next((n for n, text in cells.items() if _is_block(text)), None)
    if name is None:
        return [{n: _in_one_line(text) for n, text in cells.items()}]
    lines = list(csv.reader(io.StringIO(cells[name], newline=""), delimiter="\t"))
    names = columns[columns.index(name) :]
    block = [{n: _in_one_line(t) for n, t in zip(names, line, strict=False)} for line in lines if any(line)]
    first = {
        **{n: _in_one_line(t) for n, t in cells.items() if n != name},
        **(block[0] if block else {name: ""}),
    }
    return [first, *block[1:]]


_UNSAID = object()


def _values(state: State) -> Iterator[Any]:
    for row in (*state["edited_rows"].values(), *state["added_rows"]):
        yield from row.values()


def _is_block(text: str) -> bool:
    """Excel ends what it copies with a line break; a line break inside is one of the cell's own."""
    return "\t" in text or (text.endswith("\n") and bool(text.strip()))


def _in_one_line(text: str) -> str:
    return " ".join(text.split())


def _has_half_a_sign(text: str) -> bool:
    return any("\ud800" <= letter <= "\udfff" for letter in text)
