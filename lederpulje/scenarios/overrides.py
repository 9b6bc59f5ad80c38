"""What a scenario changes in the base data: overrides read and applied, with a problem for each that fails."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lederpulje.errors import AmountError, IllegalValue, LederpuljeError, Problem, UnknownName
from lederpulje.model import POOL_PAYER, Answer, BaseData, Course, Frame, FundingLine, Price, Scenario, Status
from lederpulje.money import format_kr, parse_amount
from lederpulje.scenarios.plan import remember

COUNT_FIELDS = ("participants", "sessions")
PRICE_FIELDS = ("price_per_participant", "fixed_per_session")
_FLAG_FIELDS = ("mandatory", "divisible", "held")
COURSE_FIELDS = (
    *COUNT_FIELDS,
    *(f"{name}{end}" for name in PRICE_FIELDS for end in ("", "_low", "_high")),
    "priority",
    "benefit",
    *_FLAG_FIELDS,
    "payer",
)
MOST = 1_000_000

OverrideValue = int | bool | str


@dataclass(frozen=True, slots=True)
class Move:
    """Money that a changed frame or pool took from another place; `source` is a frame key or `unassigned`."""

    source: str
    target: str
    amount: int


@dataclass(frozen=True, slots=True)
class Applied:
    """The base data of one year with a scenario's overrides in force; `touched` maps a changed course to itself."""

    pool: int
    frames: tuple[Frame, ...]
    touched: Mapping[str, Course]
    held: Mapping[str, bool]
    lines: Mapping[str, tuple[FundingLine, ...]]
    moves: tuple[Move, ...]
    problems: tuple[Problem, ...]


def parse_override(base: BaseData, year: int, name: str, value: str) -> OverrideValue:
    """Read one override's value: øre, a whole number, yes/no, or a payer's name.

    Raises UnknownName for a course, frame or field that does not exist in the year, IllegalValue for a bad value.
    """
    if name == "pool":
        if base.pool(year) is None:
            raise UnknownName("Puljen for", str(year), tuple(map(str, base.years)))
        return _amount(name, value)
    owner, _, field = name.rpartition(".")
    if owner == "frame":
        known = tuple(f.key for f in base.frames_of(year))
        if field not in known:
            raise UnknownName("Delrammen", field, known)
        return _amount(name, value)
    if owner not in _courses(base, year):
        raise UnknownName("Aktiviteten", owner or name, tuple(c.id for c in base.courses_of(year)))
    if field not in COURSE_FIELDS:
        raise UnknownName("Feltet", field, COURSE_FIELDS)
    return _course_value(name, field, value)


def _course_value(name: str, field: str, value: str) -> OverrideValue:
    if field in _FLAG_FIELDS:
        if value not in (Answer.JA, Answer.NEJ):
            raise IllegalValue(name, value, "Skriv ja eller nej.")
        return value == Answer.JA
    if field == "payer":
        if not value.strip():
            raise IllegalValue(name, value, "Skriv navnet på den, der betaler.")
        return value.strip()
    if field in COUNT_FIELDS:
        return _whole(name, value, 0, MOST)
    if field == "priority":
        return _whole(name, value, 1, MOST)
    if field == "benefit":
        return _whole(name, value, 0, 100)
    return _amount(name, value)


def _whole(name: str, value: str, least: int, most: int) -> int:
    if not (value.isascii() and value.isdigit()) or not least <= int(value[:12]) <= most or len(value) > 12:
        raise IllegalValue(name, value, f"Skriv et helt tal fra {least} til {most}.")
    return int(value)


def _amount(name: str, value: str) -> int:
    try:
        amount = parse_amount(value)
    except AmountError as error:
        raise IllegalValue(name, value, str(error)) from error
    if amount < 0:
        raise IllegalValue(name, value, "Beløbet kan ikke være negativt.")
    return amount


def apply_overrides(base: BaseData, scenario: Scenario) -> Applied:
    """Apply a scenario's overrides; each that cannot be applied becomes a problem and is left out."""
    problems: list[Problem] = []
    values: dict[str, OverrideValue] = {}
    for name, text in scenario.overrides:
        try:
            values[name] = parse_override(base, scenario.year, name, text)
        except LederpuljeError as error:
            problems.append(Problem(name, str(error)))
    pool, frames, moves, frame_problems = _apply_money(base, scenario.year, values)
    problems += frame_problems
    by_course: dict[str, dict[str, OverrideValue]] = {}
    for name, value in values.items():
        owner, _, field = name.rpartition(".")
        if owner and owner != "frame":
            by_course.setdefault(owner, {})[field] = value
    courses = _courses(base, scenario.year)
    touched = {key: _apply_course(courses[key], fields, problems) for key, fields in by_course.items()}
    return Applied(
        pool,
        frames,
        touched,
        {key: bool(fields["held"]) for key, fields in by_course.items() if "held" in fields},
        {
            key: _paid_by(base.lines_of(key), str(fields["payer"]))
            for key, fields in by_course.items()
            if "payer" in fields
        },
        moves,
        tuple(problems),
    )


def _courses(base: BaseData, year: int) -> Mapping[str, Course]:
    return remember(base, ("courses", year), lambda: {c.id: c for c in base.courses_of(year)})


def _paid_by(lines: tuple[FundingLine, ...], payer: str) -> tuple[FundingLine, ...]:
    """The lines with every pool line paid by someone else instead."""
    if payer == POOL_PAYER:
        return lines
    return tuple(
        replace(line, payer=payer, frame=None) if line.payer == POOL_PAYER else line for line in lines
    )


def _apply_course(course: Course, fields: Mapping[str, OverrideValue], problems: list[Problem]) -> Course:
    changed = course
    for field, value in fields.items():
        if field in COUNT_FIELDS or field in ("priority", "benefit"):
            changed = replace(changed, **{field: int(value)})  # type: ignore[arg-type]
        elif field in ("mandatory", "divisible"):
            changed = replace(changed, **{field: bool(value)})  # type: ignore[arg-type]
    for field in PRICE_FIELDS:
        price = _changed_price(course, field, fields, problems)
        if price != getattr(changed, field):
            changed = replace(changed, **{field: price})  # type: ignore[arg-type]
    if fields.get("held") is True and course.status is Status.AFLYST:
        changed = replace(changed, status=Status.PLANLAGT)
    return changed


def _changed_price(
    course: Course, field: str, fields: Mapping[str, OverrideValue], problems: list[Problem]
) -> Price | None:
    """The price under the overrides: low and high follow the likely price by the same ratio, unless given too."""
    old: Price | None = getattr(course, field)
    price = old
    if field in fields:
        likely = int(fields[field])
        price = Price(likely, _in_ratio(old, "low", likely), _in_ratio(old, "high", likely))
    ends = {end: int(fields[f"{field}_{end}"]) for end in ("low", "high") if f"{field}_{end}" in fields}
    for end, value in ends.items():
        name = f"{course.id}.{field}_{end}"
        if price is None:
            problems.append(
                Problem(name, f"{name} kan ikke sættes, før prisen selv er kendt. Sæt {field} først.")
            )
        elif (end == "low") == (value > price.likely) and value != price.likely:
            problems.append(
                Problem(
                    name,
                    f"{name} ligger på den forkerte side af prisen {format_kr(price.likely)} Ret beløbet.",
                )
            )
        else:
            price = replace(price, **{end: value})
    return price


def _in_ratio(old: Price | None, end: str, likely: int) -> int | None:
    """The old low or high moved by the same ratio as the likely price, half-up; `None` where there is no ratio."""
    value: int | None = getattr(old, end) if old else None
    if old is None or value is None or old.likely == 0:
        return None
    return (2 * value * likely + old.likely) // (2 * old.likely)


def _apply_money(
    base: BaseData, year: int, values: Mapping[str, OverrideValue]
) -> tuple[int, tuple[Frame, ...], tuple[Move, ...], list[Problem]]:
    """The year's pool and frames under the overrides, what moved where, and what could not be done.

    A raised frame takes first from what is unassigned, then from the frame listed first that has money and is not
    itself set by the scenario. A pool set below its frames takes from them in the same order.
    """
    frames = {f.key: f for f in base.frames_of(year)}
    set_frames = {k: int(values[f"frame.{k}"]) for k in frames if f"frame.{k}" in values}
    known_pool = base.pool(year)
    pool = int(values["pool"]) if "pool" in values else known_pool.amount if known_pool else 0
    amounts = {key: frame.amount for key, frame in frames.items()}
    moves: list[Move] = []
    problems: list[Problem] = []
    for key, amount in set_frames.items():
        amounts[key] = min(amount, amounts[key])
    missing = sum(amounts.values()) - pool
    if missing > 0:
        _take(amounts, [*(k for k in amounts if k not in set_frames), *set_frames], missing, "pool", moves)
    for key, amount in set_frames.items():
        wanted = amount - amounts[key]
        givers = [k for k in amounts if k not in set_frames]
        free = pool - sum(amounts.values())
        if wanted <= 0:
            continue
        if wanted > free + sum(amounts[k] for k in givers):
            name = f"frame.{key}"
            most = amounts[key] + free + sum(amounts[k] for k in givers)
            problems.append(
                Problem(
                    name,
                    f"Delrammen {frames[key].title} kan ikke sættes til {format_kr(amount)}: "
                    f"puljen rækker højst til {format_kr(most)} Vælg et mindre beløb.",
                )
            )
            continue
        from_free = min(wanted, free)
        if from_free:
            moves.append(Move("unassigned", key, from_free))
        _take(amounts, givers, wanted - from_free, key, moves)
        amounts[key] = amount
    changed = tuple(f if f.amount == amounts[k] else replace(f, amount=amounts[k]) for k, f in frames.items())
    return pool, changed, tuple(moves), problems


def _take(amounts: dict[str, int], givers: list[str], wanted: int, target: str, moves: list[Move]) -> None:
    """Take `wanted` øre from the frames in turn, noting each move."""
    for key in givers:
        taken = min(wanted, amounts[key])
        if taken:
            amounts[key] -= taken
            wanted -= taken
            moves.append(Move(key, target, taken))
