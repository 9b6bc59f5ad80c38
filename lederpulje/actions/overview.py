"""*Oversigt over kurser og arrangementer med finansiering*: what the paper says of a year under a scenario."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from lederpulje.actions.report import cost_text
from lederpulje.actions.trace import cost_formula, estimated_fields, trace_lines
from lederpulje.dates import format_date, format_days, format_moment
from lederpulje.exchange.overview import Activity, FrameLine, Overview, Theme
from lederpulje.model import UNKNOWN_PAYER, BaseData, Course, Frame, Scenario
from lederpulje.money import format_kr, format_number, format_span
from lederpulje.scenarios import Evaluation, FrameResult, PoolResult, Result, Span
from lederpulje.wording import (
    cases,
    conclusion,
    count_word,
    estimate_note,
    estimates_note,
    headroom_text,
    is_estimate,
    left_elsewhere,
    moves_text,
    not_priced_note,
    payer_name,
    payers_note,
    payers_text,
    question,
    sentence,
)

TITLE = "Oversigt over kurser og arrangementer med finansiering"
_NO_THEME, _UNKNOWN = "Uden tema", "ikke afklaret"
_NO_DATE, _NO_PRICE, _NO_PAYER = "ingen dato", "ikke prissat", "betaler ikke afklaret"
_GROUPS = {_NO_PRICE: "Ikke prissat", _NO_PAYER: "Betaler ikke afklaret", _NO_DATE: "Uden dato"}


def overview(
    base: BaseData, evaluation: Evaluation, printed: dt.datetime, origin: Scenario | None = None
) -> Overview:
    """The paper of the evaluated year; `origin` is the saved scenario that a draft starts from."""
    year, scenario = evaluation.scenario.year, evaluation.scenario
    activities = [_activity(base, evaluation, index) for index in range(len(evaluation.first.courses))]
    themes = tuple(
        _theme(evaluation, name, indexes, activities) for name, indexes in _by_theme(evaluation).items()
    )
    return Overview(
        year,
        f"{TITLE} {year}",
        " ".join(part for part in (conclusion(base, evaluation), left_elsewhere(evaluation)) if part),
        _about(evaluation, printed),
        themes,
        _theme(evaluation, f"Hele {year}", range(len(activities)), activities),
        tuple(_unsettled(base, evaluation, activities)),
        tuple(_frames(base, evaluation)),
        tuple(trace_lines(base, origin or scenario, scenario, evaluation)),
        tuple(_source(result.course) for result in evaluation.first.courses),
        printed,
    )


def _about(evaluation: Evaluation, printed: dt.datetime) -> tuple[str, ...]:
    """What it stands on, in lines."""
    version = format_number(evaluation.data_version)
    notes = [
        sentence(f"Scenarie: {evaluation.scenario.name}"),
        payers_note(evaluation),
        *moves_text(evaluation),
        not_priced_note(evaluation),
        f"{estimates_note(evaluation).removeprefix('≈ ')}. ≈ foran en pris betyder, at den er et skøn.",
        f"Grunddata version {version}, udskrevet {format_moment(printed)}.",
    ]
    return tuple(f"{note[:1].upper()}{note[1:]}" for note in notes if note)


def _by_theme(evaluation: Evaluation) -> dict[str, list[int]]:
    """The places of each theme's activities, the themes in the order of the list, those without one last."""
    found: dict[str, list[int]] = {}
    for index, result in enumerate(evaluation.first.courses):
        found.setdefault(result.course.theme or _NO_THEME, []).append(index)
    without = found.pop(_NO_THEME, None)
    return {**found, **({_NO_THEME: without} if without else {})}


def _theme(
    evaluation: Evaluation, name: str, indexes: Sequence[int], activities: Sequence[Activity]
) -> Theme:
    own = tuple(activities[index] for index in indexes)
    claimed = evaluation.span(lambda r: sum(r.courses[index].claimed for index in indexes))
    costs = [a.cost for a in own if a.cost is not None]
    unpriced = sum(_NO_PRICE in a.unsettled for a in own)
    said = _sum_text(own, costs, claimed, unpriced)
    return Theme(name, own, sum(costs) if costs else None, (claimed.low, claimed.high), unpriced, said)


def _sum_text(own: Sequence[Activity], costs: Sequence[int], claimed: Span, unpriced: int) -> str:
    """What some activities come to; what nobody has priced is said and not counted as nothing."""
    out = f"{_count(unpriced)} er ikke prissat og ikke regnet med."
    if not costs:
        return out if unpriced else f"{_count(len(own))}, og ingen af dem holdes."
    mark = "≈ " if any(a.estimated for a in own) else ""
    asked = format_span(claimed.low, claimed.high)
    said = sentence(
        f"{_count(len(costs))} til {mark}{format_kr(sum(costs))}; kravet på puljen er {mark}{asked}"
    )
    return f"{said} {out}" if unpriced else said


def _count(number: int) -> str:
    return f"{format_number(number)} {'aktivitet' if number == 1 else 'aktiviteter'}"


# --- an activity --------------------------------------------------------------------------------------------


def _activity(base: BaseData, evaluation: Evaluation, index: int) -> Activity:
    results = [r.courses[index] for r in evaluation.results]
    course = results[0].course
    held = [r for r in results if r.held]
    cost = held[0].cost if held else None
    claimed = evaluation.span(lambda r: r.courses[index].claimed)
    priced = cost is not None
    return Activity(
        course.title,
        _when(course),
        min(_dates(course), default=None),
        course.deadline,
        _audience(course),
        cost_text(held[0], [cost]) if priced else (_NO_PRICE if held else "–"),
        cost,
        estimate_note(course) if priced else "",
        priced and is_estimate(course),
        (claimed.low, claimed.high),
        _payers(base, evaluation, index),
        course.status.value,
        tuple(_missing(base, evaluation, course, priced=priced)) if held else (),
    )


def _when(course: Course) -> str:
    """The dates, else the period in words, and until when one can enrol."""
    dates = _dates(course)
    said = format_days(min(dates), max(dates)) if dates else course.period or _NO_DATE
    return f"{said}. Tilmelding senest {format_date(course.deadline)}" if course.deadline else said


def _dates(course: Course) -> list[dt.date]:
    return [date for date in (course.start, course.end) if date]


def _audience(course: Course) -> str:
    who = course.audience or _UNKNOWN
    if course.participants is None:
        return who
    word = count_word(course)
    one = {"pladser": "plads", "deltagere": "deltager"}[word]
    return f"{who} ({format_number(course.participants)} {one if course.participants == 1 else word})"


def _payers(base: BaseData, evaluation: Evaluation, index: int) -> str:
    """Who pays which part, for each answer that matters; who would pay where there is no price yet."""
    said = cases(base, evaluation, lambda r: payers_text(r.courses[index]))
    known = "; ".join(f"{when}: {words}" if when else words for when, words in said if words)
    lines = base.lines_of(evaluation.first.courses[index].course.id)
    named = known or ", ".join(dict.fromkeys(payer_name(line.payer) for line in lines)) or _UNKNOWN
    assumed = any(line.estimated for line in lines) and known != "–"
    return f"{named} (skønnet)" if assumed else named


def _missing(base: BaseData, evaluation: Evaluation, course: Course, *, priced: bool) -> list[str]:
    lines = base.lines_of(course.id)
    missing = [] if priced else [_NO_PRICE]
    if not lines or any(line.payer == UNKNOWN_PAYER for line in lines):
        missing.append(_NO_PAYER)
    if not _dates(course):
        missing.append(_NO_DATE)
    return [
        *missing,
        *(f"afhænger af »{question(base, key)}«" for key in evaluation.open if _hangs_on(base, course, key)),
    ]


def _hangs_on(base: BaseData, course: Course, key: str) -> bool:
    """Whether a course's financing, or whether it is held at all, hangs on a condition."""
    named = {r.condition for r in course.requires} | {line.condition for line in base.lines_of(course.id)}
    return key in named


# --- the rest -----------------------------------------------------------------------------------------------


def _unsettled(
    base: BaseData, evaluation: Evaluation, activities: Sequence[Activity]
) -> list[tuple[str, tuple[str, ...]]]:
    """What is not settled, by what is missing; groups with nothing in them are left out."""
    courses = [result.course for result in evaluation.first.courses]
    asked = tuple(
        f"{question(base, key)} Det afgør: {', '.join(c.title for c in courses if _hangs_on(base, c, key))}."
        for key in evaluation.open
    )
    groups = [("Spørgsmål uden svar", asked)]
    for note, heading in _GROUPS.items():
        found = tuple(_named(a, note) for a in activities if note in a.unsettled)
        groups.append((heading, found))
    groups.append(("Fejl, som tallene er regnet uden", tuple(p.message for p in evaluation.problems)))
    return [(heading, lines) for heading, lines in groups if lines]


def _named(activity: Activity, note: str) -> str:
    """An activity in a list; without a date with its period in words."""
    has_period = note == _NO_DATE and not activity.when.startswith(_NO_DATE)
    return f"{activity.title} ({activity.when})" if has_period else activity.title


def _frames(base: BaseData, evaluation: Evaluation) -> list[FrameLine]:
    """Each frame, what is in no frame, and the pool as a whole."""
    lines = [
        _frame_line(base, evaluation, f.frame.title, lambda r, at=at: r.frames[at])  # type: ignore[misc]
        for at, f in enumerate(evaluation.first.frames)
    ]
    pool = evaluation.first.pool
    if pool.unassigned:
        rest = FrameResult(Frame(evaluation.scenario.year, "", "", pool.unassigned), 0, 0)
        lines.append(_frame_line(base, evaluation, "Uden delramme", lambda _: rest))
    return [*lines, _frame_line(base, evaluation, "Puljen i alt", lambda r: r.pool)]


def _frame_line(
    base: BaseData,
    evaluation: Evaluation,
    title: str,
    part: Callable[[Result], FrameResult | PoolResult],
) -> FrameLine:
    claimed, balance = evaluation.span(lambda r: part(r).claimed), evaluation.span(lambda r: part(r).balance)
    amount = part(evaluation.first).amount
    left = cases(base, evaluation, lambda r: headroom_text(part(r).balance))
    said = "; ".join(f"{when}: {words}" if when else words for when, words in left)
    words = (format_kr(amount), format_span(claimed.low, claimed.high), said)
    return FrameLine(title, amount, (claimed.low, claimed.high), (balance.low, balance.high), words)


def _source(course: Course) -> tuple[str, str, str, str]:
    return (
        course.title,
        cost_formula(course) or _NO_PRICE,
        course.source or "ingen",
        estimated_fields(course) or "intet",
    )
