"""Hvor mange kan vi få råd til? The greatest value of a lever at which its frame is not overrun."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from lederpulje.errors import IllegalValue, UnknownName
from lederpulje.model import POOL_PAYER, Answer, BaseData, Course, Scenario
from lederpulje.scenarios import COUNT_FIELDS, MOST, Answers, evaluate, with_settings

LEVERS = ("participants", "sessions", "price_per_participant", "fixed_per_session")
_MOST_KRONER = 10**9  # beyond every price


@dataclass(frozen=True, slots=True)
class Tipping:
    """The answer for one lever of one course.

    `value` is in the lever's own unit (persons, sessions or whole kroner). It is `None` if even the least value
    overruns, and if the frame cannot be overrun by this lever at all (`unlimited`).
    """

    course: str
    field: str
    value: int | None
    unlimited: bool


def tipping(base: BaseData, scenario: Scenario, course: str, field: str) -> Tipping:
    """The tipping point of a lever under every open combination, all else as in the scenario.

    Participants and prices (whole kroner) count from 0, sessions from 1. If the claim does not depend on the lever,
    it is unlimited where the frame holds, else `None`. Raises UnknownName for a course that the year has not,
    IllegalValue for a field that is no lever, and as `evaluate` does.
    """
    if field not in LEVERS:
        raise IllegalValue("Feltet", field, f"Vælg mellem: {', '.join(LEVERS)}.")
    found = next((c for c in base.courses_of(scenario.year) if c.id == course), None)
    if found is None:
        raise UnknownName("Aktiviteten", course, tuple(c.id for c in base.courses_of(scenario.year)))
    lever = _Lever(base, scenario, found, field)
    least = 1 if field == "sessions" else 0
    if not lever.overrun(lever.most):
        return Tipping(course, field, None, unlimited=True)
    return Tipping(course, field, lever.greatest(least), unlimited=False)


class _Lever:
    """A lever of one course at any value: what the others claim is worked out once, the course's own part each time."""

    def __init__(self, base: BaseData, scenario: Scenario, course: Course, field: str) -> None:
        self.scenario, self.course, self.field = scenario, course, field
        self.most = MOST if field in COUNT_FIELDS else _MOST_KRONER
        lines = base.lines_of(course.id)
        self.alone = replace(base, courses=(course,), funding=lines)
        frames = {li.frame for li in lines if li.payer == POOL_PAYER}
        # Under each combination: what is left of each of the course's frames when all others have claimed.
        self.rooms = [
            (
                dict(result.answers),
                {
                    f.frame.key: f.balance + (own.claimed if own.frame == f.frame.key else 0)
                    for f in result.frames
                    if f.frame.key in frames
                },
            )
            for result in evaluate(base, scenario).results
            for own in (result.course(course.id),)
        ]

    def overrun(self, value: int, by_at_least: int = 1) -> bool:
        """Whether a frame that the course draws on is overrun under some combination, by so many øre."""
        claims = self._claims(value)
        return any(
            (claimed if frame == drawn_on else 0) - room >= by_at_least
            for answers, rooms in self.rooms
            for drawn_on, claimed in (_under(claims, answers),)
            for frame, room in rooms.items()
        )

    def _claims(self, value: int) -> Mapping[Answers, tuple[str | None, int]]:
        """The course's frame and claim at a value, for each answer that matters to it, by the engine itself."""
        setting = {f"{self.course.id}.{self.field}": str(value)}
        evaluation = evaluate(self.alone, with_settings(self.scenario, {}, setting))
        return {r.answers: (r.courses[0].frame, r.courses[0].claimed) for r in evaluation.results}

    def greatest(self, least: int) -> int | None:
        """The greatest value that does not overrun, where the highest does.

        Splitting in whole øre can lower a part by one øre while the cost rises, so overrunning is not monotone; but
        a frame that is overrun by two øre stays overrun at every greater value. That is what is searched for by
        doubling and halving, and from there each position is tried downwards.
        """
        low, high = least - 1, max(least, 1)
        while high < self.most and not self.overrun(high, 2):
            low, high = high, min(2 * high, self.most)
        while high - low > 1:
            middle = (low + high) // 2
            if self.overrun(middle, 2):
                high = middle
            else:
                low = middle
        return next((v for v in range(high, least - 1, -1) if not self.overrun(v)), None)


def _under(
    claims: Mapping[Answers, tuple[str | None, int]], answers: Mapping[str, Answer]
) -> tuple[str | None, int]:
    """The claim under a combination that may name more conditions than the course does."""
    for own, claim in claims.items():
        if all(answers[key] is answer for key, answer in own):
            return claim
    raise KeyError
