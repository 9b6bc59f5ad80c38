"""What a list of courses does not say in its rows: the year, the theme over them, the type, the VAT."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from lederpulje.dates import today
from lederpulje.exchange.bodies import Body, BodyRow
from lederpulje.exchange.bodycells import rows_named
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.headings import Heads
from lederpulje.exchange.meanings import Meanings
from lederpulje.exchange.synonyms import fold
from lederpulje.model import Kind, ProposedRow
from lederpulje.sheets.faults import Fault, Question

AS_BEFORE = "som-nu"
_YEAR = re.compile(r"(?<!\d)20\d\d(?!\d)")
_SPAN = re.compile(r"(?<!\d)20\d\d\s*(?:[-–/]|til|og)\s*(?:20)?\d\d(?!\d)")
_SEASONS = re.compile(
    r"(?:(?:kurser|kursus|kursusliste|plan|aaret|aar|foraar|efteraar|sommer|vinter|i|for|[12] halvaar|"
    r"[1-4] kvartal|q[1-4]|h[12]) ?)*"
)
_TYPES = (
    *((str(kind), str(kind)) for kind in Kind),
    (AS_BEFORE, "Lad typen være, som den er i forvejen (kun for dem, der findes)"),
)


@dataclass(slots=True)
class Completed:
    """Rows as they are proposed, and what is asked and reported about them."""

    rows: list[ProposedRow] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def complete(
    grid: Grid,
    heads: Heads,
    meanings: Meanings,
    body: Body,
    years: tuple[int, ...],
    answers: Mapping[str, str],
) -> Completed:
    """Give the rows what stands beside them; what stands nowhere is asked."""
    done = Completed()
    if heads.sheet == "Kurser":
        _add_groups(grid, meanings, body, done)
        _add_year(grid, heads, meanings, body, years, answers, done)
        _add_type(grid, meanings, body, answers, done)
        _add_vat(meanings, body)
    done.rows = [
        ProposedRow(heads.sheet, row.number, tuple(row.texts.items()), file_sheet=grid.name)
        for row in body.rows
    ]
    return done


def years_in(texts: Iterable[str]) -> set[str]:
    """The years that some texts name; two where one names a span such as `2023-24`."""
    found: set[str] = set()
    for text in texts:
        found.update(_YEAR.findall(text))
        if _SPAN.search(text):
            found |= {"", "more than one"}
    return found


# --- themes -------------------------------------------------------------------------------------------------


def _add_groups(grid: Grid, meanings: Meanings, body: Body, done: Completed) -> None:
    """What stands over rows becomes their theme, or their year, where the list has no column for it."""
    taken = meanings.taken
    used = False
    for row in body.rows:
        found = years_in([row.group])
        if "År" not in taken and len(found) == 1:
            row.texts["År"], used = found.pop(), True
        if row.group and "Tema" not in taken and not _is_season(row.group):
            row.texts["Tema"], used = row.group, True
        elif body.groups and "Tema" not in taken:
            row.texts.setdefault("Tema", "")
    if body.groups:
        one = len(body.groups) == 1
        what = "læst som en overskrift" if one else "læst som overskrifter"
        end = "over rækkerne under" if used else "og sprunget over"
        message = f"{rows_named(body.groups)} har kun én celle udfyldt og er {what} {end}."
        done.faults.append(Fault(grid.name, body.groups[0], "", "", message, stops=False))


def _is_season(text: str) -> bool:
    """Whether a text says only when: `2024`, `Efterår 2024`."""
    return _SEASONS.fullmatch(" ".join(_YEAR.sub(" ", fold(text)).split())) is not None


# --- year ---------------------------------------------------------------------------------------------------


def _add_year(
    grid: Grid,
    heads: Heads,
    meanings: Meanings,
    body: Body,
    years: tuple[int, ...],
    answers: Mapping[str, str],
    done: Completed,
) -> None:
    """The year of a list without a column for it: from the sheet's name, the title above, or an answer."""
    without = [row for row in body.rows if "År" not in row.texts]
    if "År" in meanings.taken or not without:
        return
    key = f"aar/{grid.name}"
    choices = _year_choices(years)
    year = _said_year(grid, heads) or (answers.get(key, "") if answers.get(key) in choices else "")
    if not year:
        text = f"Hvilket år gælder arket »{grid.name}«? Året står hverken i en kolonne, i arkets navn eller i titlen."
        done.questions.append(Question(key, grid.name, 0, "År", text, tuple((y, y) for y in choices)))
        return
    for row in without:
        row.texts["År"] = year


def _said_year(grid: Grid, heads: Heads) -> str:
    above = [str(cell) for row in grid.rows[: heads.first] for cell in row if cell is not None]
    for texts in ([grid.name], above):
        found = years_in(texts)
        if found:
            return found.pop() if len(found) == 1 else ""
    return ""


def _year_choices(years: tuple[int, ...]) -> list[str]:
    """The years of the data and the two after them."""
    known = sorted(set(years)) or [today().year]
    return [str(year) for year in (*known, known[-1] + 1, known[-1] + 2)]


# --- type and VAT -------------------------------------------------------------------------------------------


def _add_type(
    grid: Grid, meanings: Meanings, body: Body, answers: Mapping[str, str], done: Completed
) -> None:
    """The type of rows that do not say theirs: asked once a sheet. A row with an id keeps what it has."""
    column = "Type" in meanings.taken
    without = [row for row in body.rows if not row.texts.get("Type") and (column or not row.texts.get("Id"))]
    if not without:
        return
    key = f"type/{grid.name}"
    answer = answers.get(key)
    if answer not in {choice for choice, _ in _TYPES}:
        done.questions.append(_type_question(key, grid, without, column=column))
        return
    for row in without:
        if answer == AS_BEFORE:
            row.texts.pop("Type", None)
        else:
            row.texts["Type"] = str(answer)


def _type_question(key: str, grid: Grid, without: list[BodyRow], *, column: bool) -> Question:
    which = (
        f"Arket »{grid.name}«: {rows_named([row.number for row in without]).lower()} har ingen type"
        if column
        else f"Arket »{grid.name}« har ingen kolonne med typen"
    )
    text = f"{which}. Hvad er aktiviteterne? Er de ikke ens, så skriv typen i filen i en kolonne »Type«."
    return Question(key, grid.name, without[0].number if column else 0, "Type", text, _TYPES)


def _add_vat(meanings: Meanings, body: Body) -> None:
    if meanings.vat:
        for row in body.rows:
            row.texts["Moms"] = meanings.vat
