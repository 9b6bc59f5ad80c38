"""What the board's questions found, in Danish sentences; the same on every page and on the command line."""

from __future__ import annotations

from lederpulje.insight import Decidable, Repair, RepairKind, Repairs, Tipping
from lederpulje.model import UNKNOWN_PAYER, BaseData
from lederpulje.money import NBSP, format_kr, format_number, format_span
from lederpulje.scenarios import Answers, Evaluation
from lederpulje.wording import cases, count_word, question, sentence, short_title


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
        f"{format_number(count)} {'aktivitet' if count == 1 else 'aktiviteter'}"
        + (f" for {format_kr(amount)}" if amount else "")
        for count, amount in zip(
            (len(found.now), len(found.conditional), len(found.never)), amounts, strict=True
        )
    )
    parts = [f"{now} kan besluttes nu, uanset hvad der svares"]
    parts += [f"{conditional} afhænger af svaret"] if found.conditional else []
    parts += [f"{never} kan ikke besluttes"] if found.never else []
    return sentence("; ".join(parts))


def repairs_sentence(base: BaseData, evaluation: Evaluation, found: Repairs) -> str:
    """What is missing in the frame that is overrun most, under which answer, and whether a single change is enough.

    `found` is of a frame that is overrun. Other frames that lack money are named too: a repair leaves them as they are.
    """
    titles = {f.frame.key: f.frame.title for f in evaluation.first.frames}
    key, amount = found.frame or "", format_kr(found.overrun)
    start = f"Delrammen {titles[key]} mangler {amount}"
    if not evaluation.frame_span(key, "overrun").is_point:
        said = cases(base, evaluation, lambda r: r.frame(key).overrun)
        when = next((w for w, overrun in said if w and overrun == found.overrun), "i værste fald")
        start = f"{when[0].upper()}{when[1:]} mangler delrammen {titles[key]} {amount}"
    count = len(found.repairs)
    each = "Denne ændring er nok" if count == 1 else f"Hver af disse {count} ændringer er nok i sig selv"
    parts = [f"{start} i forhold til rammen", each if count else "Ingen enkelt ændring er nok"]
    for other, title in titles.items():
        overrun = evaluation.frame_span(other, "overrun").high
        if overrun and other != key:
            parts.append(f"Delrammen {title} mangler også op til {format_kr(overrun)}, og det løser de ikke")
    return " ".join(map(sentence, parts))


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


def way_sentence(evaluation: Evaluation) -> str:
    """Where most of the money goes, and what is left or missing in the end, the frame named that is overrun."""
    spans = [
        (c.course.title, evaluation.span(lambda r, at=at: r.courses[at].claimed))  # type: ignore[misc]
        for at, c in enumerate(evaluation.first.courses)
    ]
    title, most = max(spans, key=lambda s: (s[1].high, s[1].low), default=("", None))
    if most is None or not most.high:
        return _in_the_end(evaluation)
    amount = format_kr(most.low) if most.is_point else f"op til {format_kr(most.high)}"
    return f"Mest går til {short_title(title, 60)}, {amount} {_in_the_end(evaluation)}"


def _in_the_end(evaluation: Evaluation) -> str:
    headroom = evaluation.span(lambda r: r.pool.headroom)
    if headroom.low >= 0:
        return f"Til sidst er der {format_span(headroom.low, headroom.high)} tilbage i forhold til puljen."
    missing = []
    for frame in evaluation.first.frames:
        overrun = evaluation.frame_span(frame.frame.key, "overrun")
        if overrun.high:
            said = format_kr(overrun.low) if overrun.is_point else f"op til {format_kr(overrun.high)}"
            missing.append(f"delrammen {short_title(frame.frame.title, 50)} {said}")
    if len(missing) > 2:
        missing = [f"{len(missing)} delrammer i alt op til {format_kr(-headroom.low)}"]
    left = f"er der op til {format_kr(headroom.high)} tilbage, eller der " if headroom.high >= 0 else ""
    return f"Til sidst {left}mangler {' og '.join(missing)} i forhold til rammen."
