"""What a scenario changes, in words; and base data in the form that overrides are written in."""

from __future__ import annotations

from lederpulje.errors import AmountError
from lederpulje.model import Answer, BaseData, Scenario
from lederpulje.money import format_kr, kroner_text, parse_amount
from lederpulje.wording import ANSWER_NAMES, RULE_NAMES, count_word, payer_name, question

FIELD_NAMES = {
    "participants": "deltagere",
    "sessions": "afholdelser",
    "price_per_participant": "pris pr. deltager",
    "price_per_participant_low": "laveste pris pr. deltager",
    "price_per_participant_high": "højeste pris pr. deltager",
    "fixed_per_session": "pris pr. afholdelse",
    "fixed_per_session_low": "laveste pris pr. afholdelse",
    "fixed_per_session_high": "højeste pris pr. afholdelse",
    "priority": "prioritet",
    "benefit": "effekt",
    "mandatory": "bundet",
    "divisible": "delelig",
    "held": "afholdes",
    "payer": "betaler",
    "status": "status",
    "year": "år",
}


def changes(base: BaseData, before: Scenario, after: Scenario) -> list[str]:
    """What differs between two scenarios of the same year, each as one line of words."""
    lines = []
    known = {c.key: c.answer for c in base.conditions}
    old_answers, new_answers = dict(before.answers), dict(after.answers)
    for key in sorted({*old_answers, *new_answers}):
        old = old_answers.get(key, known.get(key, Answer.UAFKLARET))
        new = new_answers.get(key, known.get(key, Answer.UAFKLARET))
        if old is not new:
            lines.append(f"{question(base, key)} {ANSWER_NAMES[old]} → {ANSWER_NAMES[new]}")
    old_overrides, new_overrides = dict(before.overrides), dict(after.overrides)
    for name in dict.fromkeys((*new_overrides, *old_overrides)):
        old_value = old_overrides.get(name) or base_value(base, after.year, name)
        new_value = new_overrides.get(name) or base_value(base, after.year, name)
        if old_value != new_value:
            lines.append(_override_line(base, after.year, name, old_value, new_value))
    if before.rule is not after.rule:
        lines.append(f"Fordelingsregel: {RULE_NAMES[before.rule]} → {RULE_NAMES[after.rule]}")
    return lines


def _override_line(base: BaseData, year: int, name: str, old: str, new: str) -> str:
    owner, _, field = name.rpartition(".")
    if name == "pool":
        return f"Puljen: {_money(old)} → {_money(new)}"
    if owner == "frame":
        title = next((f.title for f in base.frames_of(year) if f.key == field), field)
        return f"Delrammen {title}: {_money(old)} → {_money(new)}"
    course = next((c for c in base.courses_of(year) if c.id == owner), None)
    title = course.title if course else owner
    if field == "participants":
        return f"{title}: {old or 'ukendt'} → {new} {count_word(course) if course else 'deltagere'}"
    if field == "sessions":
        return f"{title}: {old or 'ukendt'} → {new} {'afholdelse' if new == '1' else 'afholdelser'}"
    is_money = field.startswith(("price", "fixed"))
    shown = (_money(old), _money(new)) if is_money else (payer_name(old or "–"), payer_name(new))
    return f"{title}, {FIELD_NAMES.get(field, field)}: {shown[0]} → {shown[1]}"


def _money(text: str) -> str:
    try:
        return format_kr(parse_amount(text)) if text else "ikke prissat"
    except AmountError:
        return f"»{text}«"  # an override that cannot be applied; the problem says why


def base_value(base: BaseData, year: int, name: str) -> str:
    """What an override replaces, as text in the form overrides are written in; empty if nobody knows it."""
    owner, _, field = name.rpartition(".")
    if name == "pool":
        pool = base.pool(year)
        return kroner_text(pool.amount) if pool else ""
    if owner == "frame":
        return next((kroner_text(f.amount) for f in base.frames_of(year) if f.key == field), "")
    course = next((c for c in base.courses_of(year) if c.id == owner), None)
    if course is None:
        return ""
    if field == "held":
        return Answer.JA.value
    if field == "payer":
        return " og ".join(sorted({payer_name(li.payer) for li in base.lines_of(owner)}))
    stem, end = field.removesuffix("_low").removesuffix("_high"), field.rpartition("_")[2]
    value = getattr(course, stem, None)
    if stem in ("price_per_participant", "fixed_per_session"):
        ore = getattr(value, end if end in ("low", "high") else "likely", None)
        return "" if ore is None else kroner_text(ore)
    if isinstance(value, bool):
        return (Answer.JA if value else Answer.NEJ).value
    return "" if value is None else str(value)
