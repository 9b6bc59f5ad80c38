"""What cancelling something ordered costs on a given day, and until when it is free."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import Enum, auto

from lederpulje.model import WHOLE, CancelStep, Course, Status


class Why(Enum):
    """Why nothing can be said of what cancelling costs, or why it is too late."""

    NO_SCALE = auto()
    """Nobody has written the provider's terms. That is not the same as free."""
    NO_START = auto()
    """The steps count from a start that nobody has written."""
    NO_PRICE = auto()
    """A step is a share of a price that nobody knows."""
    BEGUN = auto()
    """It has begun or been held; nothing can be cancelled."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What cancelling a whole course costs today, in øre whoever pays.

    `cost` is `None` while it is not known, and `why` says why. `free_until` is the last day on which it costs
    nothing, which may be past; `None` where it never does or nobody knows. `until` is the last day of today's cost
    and `then` what it costs the day after; both `None` where it stays as it is until the start.
    """

    cost: int | None = None
    free_until: dt.date | None = None
    until: dt.date | None = None
    then: int | None = None
    why: Why | None = None


def terms_of(course: Course, ordered: int | None, today: dt.date) -> Terms:
    """The terms of a course for which `ordered` øre have been ordered.

    A step applies from its number of days before the start on; of several the one with fewest days counts. With more
    days left than any step names, it is free. From the day after the start on it is too late.
    """
    if course.status is Status.AFHOLDT or (course.start is not None and course.start < today):
        return Terms(why=Why.BEGUN)
    if not course.cancellation:
        return Terms(why=Why.NO_SCALE)
    if course.start is None:
        return Terms(why=Why.NO_START)
    prices = {step.days: _price(step, ordered) for step in course.cancellation}
    left = (course.start - today).days
    now = min((days for days in prices if days >= left), default=None)
    cost = 0 if now is None else prices[now]
    costly = max((days for days, price in prices.items() if price != 0), default=None)
    free_until = course.start if costly is None else _before(course.start, costly)
    if cost is None:
        return Terms(free_until=free_until, why=Why.NO_PRICE)
    later = max((days for days, price in prices.items() if days < left and price != cost), default=None)
    if later is None:
        return Terms(cost, free_until)
    return Terms(cost, free_until, _before(course.start, later), prices[later])


def _price(step: CancelStep, ordered: int | None) -> int | None:
    """What a step costs, a share rounded half-up to the øre; `None` if it is a share of what nobody knows."""
    if step.amount is not None:
        return step.amount
    share = step.share or 0
    if ordered is None:
        return None if share else 0
    return (2 * ordered * share + WHOLE) // (2 * WHOLE)


def _before(start: dt.date, days: int) -> dt.date:
    """The last day before a step applies."""
    return start - dt.timedelta(days=days + 1)
