"""The rows of the CSV files that a seed is made of."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from pathlib import Path

from lederpulje.sheets.cells import Row
from lederpulje.sheets.faults import Fault


def read_rows(
    file: Path, needed: tuple[str, ...], optional: tuple[str, ...], faults: list[Fault]
) -> Iterator[Row]:
    """The rows of a UTF-8 file with semicolons; empty rows are left out.

    Its headings are all those needed and any of the optional ones.
    """
    try:
        text = file.read_bytes().decode("utf-8-sig")
    except OSError:
        faults.append(
            _of_file(file, f"filen findes ikke eller kan ikke læses. Læg den i mappen {file.parent}.")
        )
        return
    except UnicodeDecodeError:
        faults.append(_of_file(file, "filen er ikke gemt som UTF-8. Gem den som CSV med UTF-8."))
        return
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=";", strict=True)
    try:
        headings = [cell.strip() for cell in next(reader, [])]
        if not _headings_fit(file, headings, needed, optional, faults):
            return
        for cells in reader:
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) > len(headings):
                faults.append(
                    _of_file(
                        file,
                        f"der er {len(cells)} felter, men {len(headings)} overskrifter. "
                        "Sæt anførselstegn om tekst med semikolon.",
                        reader.line_num,
                    )
                )
                continue
            yield Row(file.name, reader.line_num, dict(zip(headings, cells, strict=False)), faults)
    except csv.Error:
        faults.append(_of_file(file, "rækken kan ikke læses. Tjek anførselstegnene.", reader.line_num))


def _headings_fit(
    file: Path, found: list[str], needed: tuple[str, ...], optional: tuple[str, ...], faults: list[Fault]
) -> bool:
    missing = [column for column in needed if column not in found]
    unknown = [column for column in found if column not in (*needed, *optional)]
    doubled = sorted({column for column in found if found.count(column) > 1})
    said = (
        (missing, "mangler i række 1. Tilføj den."),
        (unknown, "er ukendt. Fjern kolonnen eller ret navnet."),
        (doubled, "står flere gange. Fjern den ene."),
    )
    faults += [_of_file(file, f"overskriften {', '.join(names)} {why}") for names, why in said if names]
    return not (missing or unknown or doubled)


def _of_file(file: Path, message: str, row: int = 0) -> Fault:
    return Fault(file.name, row, "", "", message)
