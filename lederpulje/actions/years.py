"""*År for år* outside the screen: its choices as text, and the figures as JSON and lines for the command line."""

from __future__ import annotations

import datetime as dt
from typing import Any

from lederpulje.actions.moneytext import later_sentence, rule_text, span_text, years_sentence
from lederpulje.errors import AmountError, IllegalValue, UnknownName
from lederpulje.insight.years import Adjustment, Carry, CarryRule, YearMoney, Years, years_money
from lederpulje.model import BaseData, Scenario
from lederpulje.money import format_kr, format_span, parse_amount
from lederpulje.scenarios import Span, evaluate
from lederpulje.wording import balance_span_text

Json = dict[str, Any]
_MOST_SHARE = 100_00


def usual_year(base: BaseData) -> int:
    """The year to look at where nobody has chosen one: the last that has activities and frames. Raises UnknownName."""
    if not base.years:
        raise UnknownName("Puljen for", "et år")
    with_courses = [y for y in base.years if base.courses_of(y) and base.frames_of(y)]
    return max(with_courses or base.years)


def carry_rule(base: BaseData, text: str, purpose: str = "") -> CarryRule:
    """A rule as the address and the command line write it: `ingen`, `alt`, `op-til-5`, `formaal` with a frame's key.

    Raises IllegalValue, or UnknownName for a frame that no year has.
    """
    bare = text.strip()
    if bare in (Carry.INGEN, Carry.ALT):
        return CarryRule(Carry(bare))
    if bare == Carry.FORMAAL:
        if not purpose:
            raise IllegalValue(
                "Overførslen", "kun til ét formål", "Vælg også den delramme, som resten må føres over til."
            )
        keys = tuple(dict.fromkeys(f.key for f in base.frames))
        if purpose not in keys:
            raise UnknownName("Delrammen", purpose, keys)
        return CarryRule(Carry.FORMAAL, frame=purpose)
    if bare.startswith("op-til-"):
        return CarryRule(Carry.OP_TIL, share_of("Overførslen", bare.removeprefix("op-til-"), 0))
    raise IllegalValue("Overførslen", text, "Vælg ingen, alt, op-til-5 (procent) eller formaal.")


def carry_text(rule: CarryRule) -> str:
    """A rule as it is written in the address."""
    return f"op-til-{share_text(rule.most)}" if rule.carry is Carry.OP_TIL else rule.carry.value


def share_text(share: int) -> str:
    """Basis points as percent, as the address writes them: `5`, `2,4`."""
    whole, rest = divmod(abs(share), 100)
    return f"{'-' if share < 0 else ''}{whole}" + (f",{rest:02}".rstrip("0") if rest else "")


def adjustment_of(text: str, source: str) -> Adjustment | None:
    """The yearly adjustment as it was written; `None` where nothing is. Raises IllegalValue, also without a source."""
    if not text.strip():
        return None
    share = share_of("Pris- og lønreguleringen", text, -50_00)
    if not source.strip():
        raise IllegalValue(
            "Pris- og lønreguleringen",
            text,
            "Skriv også kilden, fx KL's skøn, så andre kan se, hvor tallet er fra.",
        )
    return Adjustment(share, source.strip())


def share_of(name: str, text: str, least: int) -> int:
    """Percent as people write them, in basis points: `2,4` or `2,4 %`. Raises IllegalValue."""
    try:
        share = parse_amount(text.strip().removesuffix("%"))
    except AmountError as error:
        raise IllegalValue(name, text, "Skriv procenten med højst to decimaler, fx 2,4.") from error
    if not least <= share <= _MOST_SHARE:
        raise IllegalValue(name, text, f"Skriv en procent fra {least // 100} til {_MOST_SHARE // 100}.")
    return share


def years_answer(
    base: BaseData,
    scenario: Scenario,
    today: dt.date,
    rule: CarryRule | None = None,
    adjustment: Adjustment | None = None,
) -> tuple[Json, list[str]]:
    """The years one after the other: the figures, and the lines to read."""
    found = years_money(base, evaluate(base, scenario), today, rule, adjustment)
    figures = {
        "year": found.year,
        "scenario": scenario.key,
        "today": today.isoformat(),
        "carry": carry_text(found.rule) if found.rule else None,
        "purpose": (found.rule.frame or None) if found.rule else None,
        "adjust_basis_points": adjustment.share if adjustment else None,
        "adjust_source": adjustment.source if adjustment else None,
        "years": [_year_json(row) for row in found.rows],
        "own_oere": found.own,
        "used_oere": _span(found.used),
        "later_oere": _span(found.later),
        "later_today_oere": _span(found.later_today),
        "left_out": [{"year": year, "why": why} for year, why in found.left_out],
    }
    lines = [years_sentence(base, found), later_sentence(found, adjustment), ""]
    return figures, [*lines, *(_year_line(row) for row in found.rows), *_notes(base, found)]


def _year_json(row: YearMoney) -> Json:
    return {
        "year": row.year,
        "own_oere": row.own,
        "carried_oere": _span(row.carried),
        "carried_settled": row.settled,
        "available_oere": _span(row.available),
        "used_oere": _span(row.used),
        "balance_oere": _span(row.balance),
        "handed_on_oere": _span(row.handed_on),
        "lapsed_oere": _span(row.lapsed),
        "used_today_oere": _span(row.today),
    }


def _span(span: Span | None) -> int | Json | None:
    """An amount, as a span only where the answers of any year change it: the years have different open questions."""
    if span is None:
        return None
    return span.low if span.is_point else {"low": span.low, "high": span.high}


def _year_line(row: YearMoney) -> str:
    carried = "" if row.carried is None else f", overført {format_span(row.carried.low, row.carried.high)}"
    on = "" if row.handed_on is None else f", videre {format_span(row.handed_on.low, row.handed_on.high)}"
    balance = balance_span_text(row.balance.low, row.balance.high)
    return f"{row.year}: pulje {format_kr(row.own)}{carried}, brugt {span_text(row.used)}, {balance}{on}"


def _notes(base: BaseData, found: Years) -> list[str]:
    notes = [f"{year} er udeladt: {why}" for year, why in found.left_out]
    if found.rule is not None:
        notes.append(f"Regel: {rule_text(base, found.rule)}.")
    return notes
