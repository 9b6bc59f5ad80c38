"""The course list as a csv file that a spreadsheet program opens without running anything that stands in it."""

from __future__ import annotations

import csv
import io
import re

from lederpulje.model import BaseData
from lederpulje.sheets.columns import names
from lederpulje.sheets.texts import rows_of

_SHEET = "Kurser"
# What starts a formula, also after space and in the wide signs of other keyboards. Marks before it are ours.
_FORMULA = re.compile(r"'*(?:\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n])")


def csv_file(base: BaseData) -> bytes:
    """The sheet *Kurser*: UTF-8 with its mark, semicolons, our headings; `unguarded` gives each cell's text back."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    headings = names(_SHEET)
    writer.writerow(headings)
    for cells in rows_of(base)[_SHEET]:
        writer.writerow([guarded(cells[name].replace("\0", "")) for name in headings])  # no csv file has it
    return file.getvalue().encode("utf-8-sig")


def guarded(text: str) -> str:
    """The text with a mark before what a spreadsheet program would take for a formula."""
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(text: str) -> str:
    """The text of a cell as it was before `guarded`; any other text stays as it is."""
    return text[1:] if text.startswith("'") and _FORMULA.match(text[1:]) else text
