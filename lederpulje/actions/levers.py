"""The levers of what-if: what can be turned, between which values, and what each position is called."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.changes import FIELD_NAMES, base_value
from lederpulje.errors import LederpuljeError
from lederpulje.findings import counted, tipping_text
from lederpulje.insight import Tipping, tipping
from lederpulje.model import BaseData, Course, Price, Scenario
from lederpulje.money import format_kr, format_number, kroner_text, parse_amount
from lederpulje.scenarios import course_cost, parse_override, with_settings
from lederpulje.wording import count_word

_POSITIONS, _MOST_COUNTS = 40, 200
_STEPS = (1, 2, 5)


@dataclass(frozen=True, slots=True)
class Lever:
    """One thing to turn: the override it sets, its title, and its positions as override texts with their names."""

    name: str
    title: str
    positions: tuple[str, ...]
    labels: tuple[str, ...]
    value: str


def lever_groups(base: BaseData, year: int) -> dict[str, tuple[str, ...]]:
    """What can be turned in a year: a course or frame → the names of its overrides. Titles by `group_title`."""
    groups = {
        course.id: tuple(f"{course.id}.{field}" for field in _fields(course))
        for course in base.courses_of(year)
        if course_cost(course) is not None
    }
    groups |= {f"frame.{f.key}": (f"frame.{f.key}",) for f in base.frames_of(year)}
    return groups


def is_lever(base: BaseData, year: int, name: str) -> bool:
    """Whether something of this name can be turned in a year."""
    owner, _, _ = name.rpartition(".")
    if owner == "frame":
        return any(name == f"frame.{f.key}" for f in base.frames_of(year))
    found = next((c for c in base.courses_of(year) if c.id == owner), None)
    if found is None or course_cost(found) is None:
        return False
    return name in (f"{owner}.{field}" for field in _fields(found))


def _fields(course: Course) -> tuple[str, ...]:
    fields = []
    if course.price_per_participant is not None:
        fields += ["participants", "price_per_participant"]
    if course.fixed_per_session is not None:
        fields += ["sessions", "fixed_per_session"]
    return tuple(fields)


def group_title(base: BaseData, year: int, group: str) -> str:
    """The title of what a group of levers belongs to."""
    if group.startswith("frame."):
        key = group.removeprefix("frame.")
        return next((f"Delrammen {f.title}" for f in base.frames_of(year) if f.key == key), group)
    return next((c.title for c in base.courses_of(year) if c.id == group), group)


def field_title(base: BaseData, year: int, name: str) -> str:
    """What a lever turns, in a word or three."""
    owner, _, field = name.rpartition(".")
    if owner == "frame":
        return "Ramme"
    course = next((c for c in base.courses_of(year) if c.id == owner), None)
    if field == "participants" and course is not None:
        return count_word(course).capitalize()
    return FIELD_NAMES[field].capitalize()


def make_lever(base: BaseData, scenario: Scenario, name: str) -> Lever:
    """The lever of an override at its present value, which is always one of the positions."""
    year = scenario.year
    start = base_value(base, year, name)
    value = _applicable(base, year, name, dict(scenario.overrides).get(name)) or start
    owner, _, field = name.rpartition(".")
    if field in ("participants", "sessions") and owner != "frame":
        most = max(2 * int(start or 0), int(start or 0) + 6)
        step = -(
            -most // _MOST_COUNTS
        )  # every number, but for courses of hundreds, where a hand could not hit one
        numbers = {*range(0, most + 1, step), most, int(start or 0), int(value)}
        positions = tuple(str(n) for n in sorted(numbers))
        value = str(int(value))
    else:
        pool = base.pool(year)
        most = pool.amount if owner == "frame" and pool else 2 * max(parse_amount(start), 100)
        step = _round_step(most // _POSITIONS)
        amounts = {*range(0, most, step), most, parse_amount(start), parse_amount(value)}
        positions = tuple(kroner_text(ore) for ore in sorted(amounts))
        value = kroner_text(parse_amount(value))
    labels = tuple(_position_name(base, year, name, p) for p in positions)
    return Lever(name, field_title(base, year, name), positions, labels, value)


@dataclass(frozen=True, slots=True)
class TippingPoint:
    """Where a lever tips its frame: the last position within it (−1: none, the last: all), and that in words."""

    at: int
    text: str


def tipping_point(base: BaseData, scenario: Scenario, lever: Lever) -> TippingPoint:
    """The tipping point of a lever, also at low and high price; a frame's own lever has none."""
    course, _, field = lever.name.rpartition(".")
    last = len(lever.positions) - 1
    if course == "frame":
        return TippingPoint(last, "")
    found = tipping(base, scenario, course, field)
    text = tipping_text(base, scenario.year, found)
    if found.unlimited:
        return TippingPoint(last, text)
    if found.value is None:
        return TippingPoint(-1, text)
    within = [
        at for at, position in enumerate(lever.positions) if parse_amount(position) <= 100 * found.value
    ]
    other_prices = _at_other_prices(base, scenario, found)
    return TippingPoint(
        max(within, default=-1), f"{text.removesuffix('.')}{other_prices}." if other_prices else text
    )


def _at_other_prices(base: BaseData, scenario: Scenario, found: Tipping) -> str:
    """How a number of participants or sessions tips at the lowest and highest price, where there is a span."""
    price_field = {"participants": "price_per_participant", "sessions": "fixed_per_session"}.get(found.field)
    course = next(c for c in base.courses_of(scenario.year) if c.id == found.course)
    price: Price | None = getattr(course, price_field) if price_field else None
    if price is None or price.low is None or price.high is None or price.low == price.high:
        return ""
    said = []
    for name, ore in (("lav", price.low), ("høj", price.high)):
        setting = {f"{course.id}.{price_field}": kroner_text(ore)}
        value = tipping(base, with_settings(scenario, {}, setting), course.id, found.field).value
        said.append((name, value))
    if all(value == found.value for _, value in said):
        return ", også ved lav og høj pris"
    return (
        " ("
        + ", ".join(f"{name} pris: {'intet' if v is None else format_number(v)}" for name, v in said)
        + ")"
    )


def _applicable(base: BaseData, year: int, name: str, value: str | None) -> str | None:
    """An override's text if it can be applied, so that a lever can stand at it."""
    if value is None:
        return None
    try:
        parse_override(base, year, name, value)
    except LederpuljeError:
        return None
    return value


def _round_step(least: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … kroner that is at least so many øre."""
    unit = 100
    while True:
        for factor in _STEPS:
            if factor * unit >= least:
                return factor * unit
        unit *= 10


def _position_name(base: BaseData, year: int, name: str, position: str) -> str:
    owner, _, field = name.rpartition(".")
    if owner == "frame" or field not in ("participants", "sessions"):
        return format_kr(parse_amount(position))
    return counted(base, year, owner, field, int(position))
