"""Who pays: the funding lines of a course as rows say them, held against those that stand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from lederpulje.actions.courselist.merging import overlaid, untouched
from lederpulje.errors import ListRefused
from lederpulje.model import UNKNOWN_PAYER, WHOLE, BaseData, FundingLine, Grant, ProposedRow
from lederpulje.scenarios import MAX_OPEN, full_answers
from lederpulje.scenarios.funds import with_grant
from lederpulje.sheets.cells import Row
from lederpulje.sheets.faults import Fault
from lederpulje.sheets.texts import line_cells
from lederpulje.sheets.values import funding_line_of

SHEET = "Finansiering"
Lines = tuple[tuple[Row, FundingLine], ...]


@dataclass(frozen=True, slots=True)
class Financing:
    """All funding lines as they would stand, those that the rows lack, and how far applications are said to be."""

    lines: Lines
    missing: tuple[FundingLine, ...]
    grants: tuple[tuple[FundingLine, Grant], ...]


def merge_lines(
    base: BaseData,
    rows: Iterable[ProposedRow],
    course_of: Callable[[str], str],
    faults: list[Fault],
) -> Financing:
    """Lay rows over the lines of the courses they name; `course_of` gives the id that a cell of *Kursus* means.

    A row is held against the line of the same payer, frame and answer, else against the next one that no row has.
    """
    by_course: dict[str, list[ProposedRow]] = {}
    for row in rows:
        own_id = course_of(dict(row.cells).get("Kursus", ""))
        named = replace(row, cells=tuple({**dict(row.cells), "Kursus": own_id}.items()))
        by_course.setdefault(own_id, []).append(named)
    merged = {course: _of_course(base, course, own, faults) for course, own in by_course.items()}
    lines: list[tuple[Row, FundingLine]] = []
    placed: set[str] = set()
    for line in base.funding:
        if line.course not in merged:
            lines.append((untouched(SHEET, line.course, faults), line))
        elif line.course not in placed:
            placed.add(line.course)
            lines += merged[line.course].lines
    for course, found in merged.items():
        lines += found.lines if course not in placed else ()
    return Financing(
        tuple(lines),
        tuple(line for found in merged.values() for line in found.missing),
        tuple(grant for found in merged.values() for grant in found.grants),
    )


def with_grants(base: BaseData, financing: Financing, faults: list[Fault]) -> BaseData:
    """Tie the lines of funds to their conditions, and answer those as the applications stand."""
    for line, grant in financing.grants:
        try:
            base = with_grant(base, line, grant)
        except ListRefused as error:
            faults.append(Fault(SHEET, 0, "Tilsagn", grant, str(error), key=line.course))
    return base


def with_unknown_payers(base: BaseData, courses: Iterable[str]) -> BaseData:
    """Give courses that nobody has said anything about a payer whom nobody knows: shown, and never left out."""
    new = [FundingLine(c, UNKNOWN_PAYER, None, WHOLE) for c in courses if not base.lines_of(c)]
    return replace(base, funding=(*base.funding, *new)) if new else base


@dataclass(frozen=True, slots=True)
class ShareSum:
    """What the shares of a course come to under one set of answers (`when`, empty: always); basis points."""

    when: str
    share: int


def share_sums(course: str, lines: Iterable[Mapping[str, str]]) -> tuple[ShareSum, ...] | None:
    """What written lines come to under each set of answers they hang on; `None` while one cannot be read."""
    faults: list[Fault] = []
    read = [funding_line_of(Row(SHEET, 0, {**line, "Kursus": course}, faults)) for line in lines]
    keys = tuple(sorted({line.condition for line in read if line.condition}))
    if faults or len(keys) > MAX_OPEN:
        return None
    sums = []
    for answers in full_answers(keys):
        counting = [li for li in read if li.condition is None or dict(answers)[li.condition] is li.answer]
        when = " og ".join(f"{key} = {answer}" for key, answer in answers)
        sums.append(ShareSum(when, sum(li.share for li in counting)))
    return tuple(sums)


def _of_course(base: BaseData, course: str, rows: Sequence[ProposedRow], faults: list[Fault]) -> Financing:
    """The lines of one course; those that no row has stay, and are said to be missing."""
    answers = {c.key: c.answer for c in base.conditions}
    old_lines = base.lines_of(course)
    partners = _partners(old_lines, rows)
    lines: list[tuple[Row, FundingLine]] = []
    grants: list[tuple[FundingLine, Grant]] = []

    def read(row: ProposedRow, old: FundingLine | None) -> None:
        under = line_cells(old, answers.get(old.condition or "")) if old else {}
        found = overlaid(row, under, old, funding_line_of, faults)
        if found is None:
            return
        lines.append(found)
        said = dict(row.cells).get("Tilsagn", "").strip().casefold()
        if said and said != under.get("Tilsagn", "") and said in set(Grant):
            grants.append((found[1], Grant(said)))

    for at, old in enumerate(old_lines):
        if at in partners:
            read(rows[partners[at]], old)
        else:
            lines.append((untouched(SHEET, course, faults), old))
    for at, row in enumerate(rows):
        if at not in partners.values():
            read(row, None)
    missing = tuple(old for at, old in enumerate(old_lines) if at not in partners)
    return Financing(tuple(lines), missing, tuple(grants))


def _partners(lines: Sequence[FundingLine], rows: Sequence[ProposedRow]) -> dict[int, int]:
    """Place of a line → place of the row that says it: the same payer, frame and answer first, then in order."""
    free = list(range(len(rows)))
    partners: dict[int, int] = {}
    cells = [dict(row.cells) for row in rows]
    for at, line in enumerate(lines):
        same = next((n for n in free if _is_same(line, cells[n])), None)
        if same is not None:
            partners[at] = same
            free.remove(same)
    for at in range(len(lines)):
        if at not in partners and free:
            partners[at] = free.pop(0)
    return partners


def _is_same(line: FundingLine, cells: Mapping[str, str]) -> bool:
    own = line_cells(line, None)
    return all(
        cells.get(n, own[n]).strip() == own[n] for n in ("Betaler", "Delramme", "Forudsætning", "Svar")
    )
