"""Begin a new year from the list of an old one: rows that are proposed, and saved only after the usual check."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from lederpulje.exchange.template import money_of
from lederpulje.model import (
    NEW_ROW,
    Answer,
    BaseData,
    Condition,
    Course,
    FundingLine,
    Kind,
    PriceBasis,
    ProposedRow,
    Status,
)
from lederpulje.scenarios.funds import condition_key
from lederpulje.sheets.keys import free_key, slug
from lederpulje.sheets.texts import (
    Cells,
    condition_cells,
    course_cells,
    frame_cells,
    line_cells,
    pool_cells,
)

_YEARLY = (Kind.EVALUERING, Kind.TILSKUD, Kind.ARRANGEMENT)
_COUNTED = ("sessions", "participants", "fixed_per_session", "price_per_participant")
_BASIS = {
    PriceBasis.AFTALT: PriceBasis.ERFARINGSPRIS,
    PriceBasis.FAKTISK: PriceBasis.ERFARINGSPRIS,
    PriceBasis.TILBUD: PriceBasis.ESTIMAT,  # an offer that was made for another year, and never paid
}
_YEAR_AT_END = re.compile(r"-?(?:19|20)\d\d$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def what_repeats(base: BaseData, from_year: int) -> tuple[str, ...]:
    """The ids of a year's activities that are likely held again: what comes every year, or came in several."""
    years: dict[str, set[int]] = {}
    for course in base.courses:
        years.setdefault(_name(course), set()).add(course.year)
    return tuple(
        course.id
        for course in base.courses_of(from_year)
        if course.status is not Status.AFLYST and (course.kind in _YEARLY or len(years[_name(course)]) > 1)
    )


def already_there(base: BaseData, from_year: int, to_year: int) -> tuple[str, ...]:
    """The ids of a year's activities that stand in the new year by the same title; they are not begun again."""
    there = {_name(course) for course in base.courses_of(to_year)}
    return tuple(course.id for course in base.courses_of(from_year) if _name(course) in there)


def new_year_rows(
    base: BaseData, from_year: int, to_year: int, chosen: Collection[str]
) -> tuple[ProposedRow, ...]:
    """The new year as rows for *Tjek og gem*: pool and frames if it has none, and the chosen activities begun anew."""
    skipped = {*already_there(base, from_year, to_year)}
    courses = [c for c in base.courses_of(from_year) if c.id in chosen and c.id not in skipped]
    ids = _new_ids(base, courses, to_year)
    begun = [(course, _begun(base, course, to_year, ids[course.id])) for course in courses]
    rows = _money_rows(base, to_year)
    rows += [_row("Kurser", course_cells(new), NEW_ROW) for _, new in begun]
    for course, new in begun:
        rows += _funding_rows(base, course, new)
    return tuple(rows)


def _row(sheet: str, cells: Cells, key: str = "") -> ProposedRow:
    return ProposedRow(sheet, 0, tuple(cells.items()), key)


def _name(course: Course) -> str:
    """A title without its year: *Lederdag 2024* and *Lederdag 2025* are the same."""
    return " ".join(_YEAR.sub("", course.title).casefold().split())


def _new_ids(base: BaseData, courses: Iterable[Course], year: int) -> dict[str, str]:
    """Old id → new id: the old one with the new year in place of its own, and a number where that is taken."""
    taken = {course.id for course in base.courses}
    found: dict[str, str] = {}
    for course in courses:
        stem = _YEAR_AT_END.sub("", course.id) or slug(course.title) or course.kind.name.lower()
        found[course.id] = free_key(f"{stem}-{year}", taken)
        taken.add(found[course.id])
    return found


def _money_rows(base: BaseData, year: int) -> list[ProposedRow]:
    pool, frames = money_of(base, year)
    rows = [_row("Puljer", pool_cells(pool))] if pool and base.pool(year) is None else []
    return rows + [_row("Delrammer", frame_cells(f)) for f in frames if f not in base.frames]


# --- an activity --------------------------------------------------------------------------------------------


def _begun(base: BaseData, course: Course, year: int, new_id: str) -> Course:
    """The activity as an idea for another year: what was agreed, held and paid belongs to the old one."""
    carried = [name for name in _COUNTED if getattr(course, name) is not None]
    answers = _answers(base)
    return replace(
        course,
        id=new_id,
        year=year,
        title=_YEAR.sub(lambda m: str(year) if m[0] == str(course.year) else m[0], course.title),
        status=Status.IDE,
        price_basis=_BASIS.get(course.price_basis, course.price_basis),
        estimated=tuple(dict.fromkeys((*course.estimated, *carried, "payer"))),
        requires=tuple(r for r in course.requires if answers.get(r.condition) is Answer.UAFKLARET),
        source=f"Ført videre fra {course.year}. {course.source}".strip(),
        period="",
        start=None,
        end=None,
        deadline=None,
        waiting=None,
        evaluation=None,
        evaluation_later=None,
        used=None,
        committed=None,
        spent=None,
    )


def _answers(base: BaseData) -> Mapping[str, Answer]:
    return {condition.key: condition.answer for condition in base.conditions}


def _funding_rows(base: BaseData, course: Course, new: Course) -> list[ProposedRow]:
    """Who pays, as last year; a fund is asked anew, and what a question was answered with is no question any more."""
    answers, frames = _answers(base), _frame_names(base, course.year, new.year)
    lines = base.lines_of(course.id)
    asked = _asked_anew(base, lines, new.id, f"{new.title} ({new.year})")
    rows = [_row("Forudsætninger", condition_cells(condition)) for condition in asked.values()]
    for line in lines:
        answer = answers.get(line.condition or "", Answer.UAFKLARET)
        if line.condition in asked:
            kept, answer = replace(line, condition=asked[line.condition].key), Answer.UAFKLARET
        elif answer is Answer.UAFKLARET:
            kept = line
        elif answer is line.answer:
            kept = replace(line, condition=None, answer=None)
        else:
            continue
        frame = frames.get(line.frame, line.frame) if line.frame else None
        rows.append(
            _row(
                "Finansiering", line_cells(replace(kept, course=new.id, frame=frame, estimated=True), answer)
            )
        )
    return rows


def _frame_names(base: BaseData, old: int, new: int) -> dict[str, str]:
    """The frame of the old year → that of the new: the same key, else the same title."""
    there = money_of(base, new)[1]
    keys, by_title = {frame.key for frame in there}, {frame.title: frame.key for frame in there}
    return {f.key: f.key if f.key in keys else by_title.get(f.title, f.key) for f in base.frames_of(old)}


def _asked_anew(
    base: BaseData, lines: Sequence[FundingLine], new_id: str, title: str
) -> dict[str, Condition]:
    """The condition of each fund's line → the question to that fund for the new activity; nobody has answered it."""
    taken = {condition.key for condition in base.conditions}
    found: dict[str, Condition] = {}
    for line in lines:
        if line.fund and line.condition and line.condition not in found:
            key = free_key(condition_key(new_id, line.payer), taken)
            taken.add(key)
            found[line.condition] = Condition(key, f"Giver {line.payer} tilsagn til {title}?")
    return found
