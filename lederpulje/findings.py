"""What the board's questions found, in Danish sentences; the same on every page and on the command line."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lederpulje.insight import Choice, Decidable, Input, Repair, RepairKind, Repairs, Simulation, Tipping
from lederpulje.model import UNKNOWN_PAYER, BaseData
from lederpulje.money import NBSP, format_kr, format_number
from lederpulje.scenarios import Answers
from lederpulje.wording import count_word, question, sentence


def course_title(base: BaseData, year: int, key: str) -> str:
    """The title of a year's activity; its id if there is none."""
    return next((c.title for c in base.courses_of(year) if c.id == key), key)


def counted(base: BaseData, year: int, course: str, field: str, value: int) -> str:
    """A number of what a lever counts, with its unit: *1 plads*, *3 afholdelser*, *35.000 kr.*."""
    if field not in ("participants", "sessions"):
        return format_kr(100 * value)
    found = next(c for c in base.courses_of(year) if c.id == course)
    many = count_word(found) if field == "participants" else "afholdelser"
    one = {"pladser": "plads", "deltagere": "deltager", "afholdelser": "afholdelse"}[many]
    return f"{format_number(value)}{NBSP}{one if value == 1 else many}"


def tipping_text(base: BaseData, year: int, found: Tipping) -> str:
    """How far a lever can be turned before its frame is overrun."""
    if found.unlimited:
        return "Ingen grænse: rammen holder, uanset hvor langt der skrues op."
    if found.value is None:
        least = counted(base, year, found.course, found.field, 1 if found.field == "sessions" else 0)
        return f"Rammen mangler penge, selv ved {least}."
    return sentence(f"Højst {counted(base, year, found.course, found.field, found.value)} inden for rammen")


def decidable_text(base: BaseData, year: int, found: Decidable) -> list[str]:
    """What can be decided now, on which answers, and what cannot."""
    lines = [f"Kan besluttes nu: {course_title(base, year, key)}" for key in found.now]
    for item in found.conditional:
        lines.append(
            f"Kan besluttes, hvis {when_text(base, item.when)}: {course_title(base, year, item.course)}"
        )
    return [*lines, *(f"Kan ikke besluttes: {course_title(base, year, key)}" for key in found.never)]


def when_text(base: BaseData, when: tuple[Answers, ...]) -> str:
    """The answers of which one set is enough: *ja til »…?« og nej til »…?«, eller …*."""
    return ", eller ".join(
        " og ".join(f"{answer.value} til »{question(base, key)}«" for key, answer in answers)
        for answers in when
    )


def decidable_sentence(found: Decidable, amounts: tuple[int, ...]) -> str:
    """How many activities, and for how much (øre: now, on a condition, not), can be decided."""
    now, conditional, never = (
        f"{format_number(count)} {'aktivitet' if count == 1 else 'aktiviteter'} for {format_kr(amount)}"
        for count, amount in zip(
            (len(found.now), len(found.conditional), len(found.never)), amounts, strict=True
        )
    )
    parts = [f"{now} kan besluttes nu, uanset hvad der svares"]
    parts += [f"{conditional} afhænger af svaret"] if found.conditional else []
    parts += [f"{never} kan ikke besluttes"] if found.never else []
    return sentence("; ".join(parts))


def repairs_sentence(frame: str, found: Repairs) -> str:
    """What is missing in the frame that is overrun most, and whether a single change is enough."""
    start = f"Delrammen {frame} mangler {format_kr(found.overrun)} i forhold til rammen"
    count = len(found.repairs)
    if count == 0:
        return f"{start}. Ingen enkelt ændring er nok."
    each = "Denne ændring er nok" if count == 1 else f"Hver af disse {count} ændringer er nok i sig selv"
    return f"{start}. {each}."


def repair_price(repair: Repair) -> str:
    """What a repair saves or moves, and who loses a place, as a line by itself."""
    money = f"Sparer {format_kr(repair.saves)}" if repair.saves else f"Flytter {format_kr(repair.moved)}"
    lost = repair.participants_lost
    return f"{money}, {format_number(lost)} færre får en plads" if lost else f"{money}, ingen mister en plads"


def repair_text(base: BaseData, year: int, repair: Repair) -> str:
    """A repair as a line: what is done, what is saved or moved, who loses a place."""
    price = repair_price(repair)
    return f"{repair_action(base, year, repair)}: {price[0].lower()}{price[1:]}"


def repair_action(base: BaseData, year: int, repair: Repair) -> str:
    """What a repair does."""
    (name, value), *_ = repair.settings
    if repair.course is None:
        frames = {f.key: f.title for f in base.frames_of(year)}
        source = (
            f"delrammen {frames[repair.settings[1][0].removeprefix('frame.')]}"
            if len(repair.settings) > 1
            else ""
        )
        return f"Flyt penge fra {source or 'den ufordelte rest'} til delrammen {frames[name.removeprefix('frame.')]}"
    title = course_title(base, year, repair.course)
    match repair.kind:
        case RepairKind.FAERRE_DELTAGERE:
            return f"{title}: højst {counted(base, year, repair.course, 'participants', int(value))}"
        case RepairKind.FAERRE_HOLD:
            return (
                f"{title}: højst {counted(base, year, repair.course, 'sessions', int(value))}, flere pr. hold"
            )
        case RepairKind.ANDEN_BETALER:
            who = "en anden end puljen" if value == UNKNOWN_PAYER else value
            return f"{title}: {who} betaler"
        case _:
            return f"{title}: afholdes ikke"


def input_title(base: BaseData, found: Input) -> str:
    """What an uncertain input is called, before its figures: a question, or a price of an activity."""
    if found.price is None:
        return question(base, found.name)
    kind = "pris pr. afholdelse" if found.price.field == "fixed_per_session" else "pris pr. deltager"
    return f"{found.price.course.title}, {kind}:"


def chance_text(found: Simulation) -> list[str]:
    """How sure it is, in words and figures."""
    percent = format_number((Decimal(found.overruns) * 100 / found.draws).quantize(Decimal(1)))
    if found.overruns in (0, found.draws):
        said = "ingen" if found.overruns == 0 else "alle"
        chance = f"En delramme overskrides i {said} af {format_number(found.draws)} trækninger."
    else:
        chance = f"En delramme overskrides i {percent} % af {format_number(found.draws)} trækninger."
    return [
        chance,
        f"Kravet på puljen er højst {format_kr(found.p50)} i halvdelen af dem, {format_kr(found.p10)} i hver tiende "
        f"og {format_kr(found.p90)} i ni af ti.",
        f"{found.prices - found.assumed_prices} af {found.prices} priser har et spænd; resten er vores antagelse."
        if found.prices
        else "Ingen priser er usikre.",
    ]


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a decimal number."""
    return Decimal(value.numerator) / value.denominator


def regret_text(base: BaseData, year: int, choices: tuple[Choice, ...]) -> list[str]:
    """The choices, the one that is regretted least first, and how much each can lose."""
    names = {s.key: s.name for s in base.scenarios_of(year)}
    if not any(value for choice in choices for value in choice.values.values()):
        return ["Ingen aktivitet har en effekt, så valgene kan ikke skelnes."]
    return [
        f"{' = '.join(names.get(key, key) for key in choice.scenarios)}: taber højst "
        f"{format_number(round(decimal_of(choice.greatest_loss), 1))} point"
        for choice in choices
    ]
