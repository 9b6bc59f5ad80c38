"""Text files as a grid: how they are encoded, what stands between the cells. Every value is a text."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePath

from lederpulje.exchange.cellscan import too_many_rows
from lederpulje.exchange.csv_file import unguarded
from lederpulje.exchange.grid import Grid, Value
from lederpulje.exchange.limits import MOST_COLUMNS, MOST_ROWS, Unreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = (";", "\t", ",")
_HINT = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
_SAMPLE = 200  # rows by which the separator is told


def read_text(data: bytes, name: str) -> list[Grid]:
    """A csv file as one sheet with the name of the file, without the marks our own csv has. Raises Unreadable."""
    text = decode(data)
    hint = _HINT.match(text)
    if hint:
        text = text[hint.end() :]
    sheet = PurePath(name).stem
    rows = _rows(text, hint[1] if hint else separator(text), sheet)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Unreadable("den er tom: der står ingen tekst i den. Vælg filen med listen.")
    return [Grid(sheet, tuple(rows))]


def decode(data: bytes) -> str:
    """The text of a file: by its byte order mark, else utf-8, else cp1252. Raises Unreadable."""
    marked = [encoding for mark, encoding in _MARKS if data.startswith(mark)]
    for encoding in marked or ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise Unreadable(
        "den er ikke en tekstfil, eller dens tegn kan ikke kendes. Åbn den i Excel, og gem den som CSV UTF-8."
    )


def separator(text: str) -> str:
    """What stands between the cells: the sign that splits most rows into equally many, and at least half of them."""
    best, most = _SEPARATORS[0], 0
    for sign in _SEPARATORS:
        widths = _widths(text, sign)
        split = [width for width in widths if width > 1]
        alike = Counter(split).most_common(1)[0][1] if split else 0
        if alike > most and 2 * len(split) >= len(widths):
            best, most = sign, alike
    return best


def _widths(text: str, sign: str) -> list[int]:
    """How many cells the first rows have that are not empty."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    widths: list[int] = []
    try:
        for _, row in zip(range(_SAMPLE), reader, strict=False):
            widths += [len(row)] if row else []
    except csv.Error:  # a cell without end, which is reported when the file is read
        return widths
    return widths


def _rows(text: str, sign: str, sheet: str) -> list[tuple[Value, ...]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=sign)
    rows: list[tuple[Value, ...]] = []
    line = filled = 0
    try:
        for row in reader:
            rows.append(tuple(unguarded(cell) or None for cell in row))
            filled += any(row)
            _check_width(row, len(rows))
            if reader.line_num > line + 1:
                _check_end(row, text, line + 1)
            line = reader.line_num
    except csv.Error as error:
        raise Unreadable(_unended(line + 1)) from error
    if filled > MOST_ROWS + 1:
        raise Unreadable(too_many_rows(sheet, filled))
    return rows


def _check_width(row: Sequence[str], number: int) -> None:
    if len(row) > MOST_COLUMNS:
        raise Unreadable(
            f"række {number} har {len(row)} kolonner, og der læses højst {MOST_COLUMNS}. Slet de kolonner, der ikke "
            "hører til listen, og gem filen."
        )


def _check_end(row: Sequence[str], text: str, line: int) -> None:
    """A quote that is never closed swallows the rest of the file."""
    if row and text.endswith(row[-1]) and text.count('"') % 2:
        raise Unreadable(_unended(line))


def _unended(line: int) -> str:
    return (
        f'cellen, der begynder i linje {line}, slutter aldrig. Der mangler et anførselstegn ("). Ret linjen, eller '
        "åbn filen i Excel, og gem den igen."
    )
