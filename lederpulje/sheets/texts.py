"""Values into the cells of the workbook, as texts that our own parsers read back to the same values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from lederpulje.dates import format_short_date
from lederpulje.model import (
    Answer,
    BaseData,
    CancelStep,
    Condition,
    Course,
    Frame,
    FundingLine,
    Grant,
    Pool,
    Price,
    Scenario,
    StrategyLink,
    Vat,
)
from lederpulje.money import format_plain, kroner_text
from lederpulje.sheets.columns import EACH, FIXED
from lederpulje.sheets.values import ESTIMABLE
from lederpulje.sheets.vat import with_vat

Cells = dict[str, str]
GRANT_OF_ANSWER = {Answer.UAFKLARET: Grant.SOEGT, Answer.JA: Grant.TILSAGN, Answer.NEJ: Grant.AFSLAG}


def rows_of(base: BaseData) -> dict[str, list[Cells]]:
    """The rows of each sheet, in the order of the lists."""
    answers = {c.key: c.answer for c in base.conditions}
    return {
        "Puljer": [pool_cells(p) for p in base.pools],
        "Delrammer": [frame_cells(f) for f in base.frames],
        "Kurser": [course_cells(c) for c in base.courses],
        "Finansiering": [line_cells(line, answers.get(line.condition or "")) for line in base.funding],
        "Forudsætninger": [condition_cells(c) for c in base.conditions],
        "Scenarier": [scenario_cells(s) for s in base.scenarios],
        "Strategi": [strategy_cells(s) for s in base.strategy],
    }


def pool_cells(pool: Pool) -> Cells:
    """A row of *Puljer*."""
    return {
        "År": str(pool.year),
        "Beløb": kroner_text(pool.amount),
        "Overførsel": _amount(pool.carried),
        "Kilde": pool.source,
        "Skøn": yes_no(pool.estimated),
    }


def frame_cells(frame: Frame) -> Cells:
    """A row of *Delrammer*."""
    return {
        "År": str(frame.year),
        "Nøgle": frame.key,
        "Titel": frame.title,
        "Beløb": kroner_text(frame.amount),
        "Overførsel": _amount(frame.carried),
        "Kilde": frame.source,
        "Skøn": yes_no(frame.estimated),
    }


def course_cells(course: Course) -> Cells:
    """A row of *Kurser*; prices with VAT where the provider gives them so."""
    shown = with_vat if course.vat is Vat.MED else _as_it_is
    return {
        "Id": course.id,
        "År": str(course.year),
        "Type": course.kind,
        "Titel": course.title,
        "Tema": course.theme,
        "Målgruppe": course.audience,
        "Udbyder": course.provider,
        "Status": course.status,
        "Prioritet": _number(course.priority),
        "Bundet": yes_no(course.mandatory),
        "Delelig": yes_no(course.divisible),
        "Effekt": str(course.benefit),
        "Afholdelser": _number(course.sessions),
        "Deltagere": _number(course.participants),
        "Mindste antal betalt": _number(course.min_billed),
        **_price(FIXED, course.fixed_per_session, shown),
        **_price(EACH, course.price_per_participant, shown),
        "Prisgrundlag": course.price_basis,
        "Dagsværk pr. deltager": _decimal(course.days_per_participant),
        "Dagsværk pr. mentor": _decimal(course.days_per_mentor),
        "Forudsætter": _pairs([(r.condition, r.answer) for r in course.requires]),
        "Start": _date(course.start),
        "Slut": _date(course.end),
        "Tilmeldingsfrist": _date(course.deadline),
        "Strategi": ", ".join(course.strategy),
        "Kilde": course.source,
        "Pladser": _number(course.seats),
        "Venteliste": _number(course.waiting),
        "Sted": course.place,
        "Kontering": course.account,
        "Moms": course.vat or "",
        "Kontakt": course.contact,
        "Evaluering": _decimal(course.evaluation),
        "Evaluering senere": _decimal(course.evaluation_later),
        "Brugt": course.used or "",
        "Periode": course.period,
        "Disponeret": _amount(course.committed),
        "Forbrugt": _amount(course.spent),
        "Afbestilling": cancellation_text(course.cancellation),
        "Skøn": ", ".join(ESTIMABLE.get(name, name) for name in course.estimated),
    }


def line_cells(line: FundingLine, answer: Answer | None) -> Cells:
    """A row of *Finansiering*; `answer` is what its condition stands at."""
    return {
        "Kursus": line.course,
        "Betaler": line.payer,
        "Delramme": line.frame or "",
        "Andel": share_text(line.share),
        "Forudsætning": line.condition or "",
        "Svar": line.answer or "",
        "Tilsagn": GRANT_OF_ANSWER[answer] if line.fund and answer else "",
        "Skøn": yes_no(line.estimated),
    }


def condition_cells(condition: Condition) -> Cells:
    """A row of *Forudsætninger*."""
    return {
        "Nøgle": condition.key,
        "Spørgsmål": condition.question,
        "Svar": condition.answer,
        "Sandsynlighed": "" if condition.probability is None else share_text(condition.probability),
        "Kilde": condition.source,
    }


def scenario_cells(scenario: Scenario) -> Cells:
    """A row of *Scenarier*."""
    return {
        "Nøgle": scenario.key,
        "År": str(scenario.year),
        "Navn": scenario.name,
        "Grundscenarie": yes_no(scenario.baseline),
        "Svar": _pairs(scenario.answers),
        "Ændringer": _pairs(scenario.overrides),
        "Regel": scenario.rule,
        "Beskrivelse": scenario.description,
    }


def strategy_cells(link: StrategyLink) -> Cells:
    """A row of *Strategi*."""
    return {"Nøgle": link.key, "Gruppe": link.group, "Titel": link.title, "Kilde": link.source}


def cancellation_text(steps: tuple[CancelStep, ...]) -> str:
    """What cancelling costs from so many days before the start on: `60=25 %; 14=100 %; 7=5000`."""
    return "; ".join(
        f"{s.days}={share_text(s.share)} %"
        if s.share is not None
        else f"{s.days}={kroner_text(s.amount or 0)}"
        for s in steps
    )


def share_text(basis_points: int) -> str:
    """Basis points as a number from 0 to 100: `33,33`."""
    return kroner_text(basis_points)


def yes_no(value: bool) -> str:
    """A ja/nej cell."""
    return "ja" if value else "nej"


def shown_text(text: str) -> str:
    """A cell's text as people like to read it: amounts with points between thousands."""
    whole, comma, decimals = text.partition(",")
    if whole.isascii() and whole.isdigit() and len(whole) > 3:
        return format_plain(int(whole) * 100) + comma + decimals
    return text


def _price(name: str, price: Price | None, shown: Callable[[int], int]) -> Cells:
    values = (price.likely, price.low, price.high) if price else (None, None, None)
    return {
        f"{name}{end}": _amount(ore, shown) for end, ore in zip(("", " (lav)", " (høj)"), values, strict=True)
    }


def _as_it_is(ore: int) -> int:
    return ore


def _amount(ore: int | None, shown: Callable[[int], int] = _as_it_is) -> str:
    if ore is None:
        return ""
    sign = "-" if ore < 0 else ""
    return f"{sign}{kroner_text(abs(shown(ore)))}"


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _decimal(value: Decimal | None) -> str:
    return "" if value is None else format(value.normalize(), "f").replace(".", ",")


def _date(date: dt.date | None) -> str:
    return format_short_date(date) if date else ""


def _pairs(pairs: Sequence[tuple[str, Any]]) -> str:
    return "; ".join(f"{name}={value}" for name, value in pairs)
