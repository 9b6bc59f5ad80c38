"""The story of a meeting: each step of a draft in words, and what it did to the claim on the pool in kroner."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from lederpulje.actions.drafts import as_scenario, at_step
from lederpulje.changes import changes
from lederpulje.errors import LederpuljeError
from lederpulje.kept import Kept
from lederpulje.model import BaseData, Draft, Scenario, StepKind
from lederpulje.money import format_signed_span
from lederpulje.scenarios import Evaluation, Span, compare_evaluated, evaluate

_EVALUATED: Kept[Evaluation | None] = Kept(2_000)


@dataclass(frozen=True, slots=True)
class StoryStep:
    """A step: what was done, what that changed of the claim on the pool, and the claim after it (øre).

    Both amounts are `None` where they cannot be worked out. `is_taken` is False for what was taken back.
    """

    number: int
    words: str
    change: Span | None
    claim: Span | None
    is_taken: bool

    @property
    def line(self) -> str:
        """The step with its amount: *Ledertalent: 4 → 2 pladser, −65.000 kr.*"""
        return f"{self.words}, {self.amount}"

    @property
    def amount(self) -> str:
        """What the step changed, signed."""
        if self.change is None:
            return "kan ikke beregnes"
        if self.change == Span(0, 0):
            return "uændret krav"
        return format_signed_span(self.change.low, self.change.high)


@dataclass(frozen=True, slots=True)
class Story:
    """Where a meeting began, its steps in order, and where it stands; the claims in øre.

    `way` is the steps from the beginning to now, several turns of the same thing in a row as one.
    """

    began: Span | None
    steps: tuple[StoryStep, ...]
    way: tuple[StoryStep, ...]
    now: Span | None


def story(base: BaseData, draft: Draft) -> Story:
    """The steps of a draft on the base data as they are now, each against the one before it."""
    told = _Teller(base, draft)
    last = len(draft.steps) - 1
    steps = tuple(told.step(number - 1, number) for number in range(1, last + 1))
    way = tuple(told.step(before, after) for before, after in told.runs())
    return Story(told.claim(0), steps, tuple(s for s in way if s.words), told.claim(draft.at))


class _Teller:
    """The states of one draft, each evaluated."""

    def __init__(self, base: BaseData, draft: Draft) -> None:
        self.base, self.draft = base, draft
        self.states = [as_scenario(at_step(draft, number)) for number in range(len(draft.steps))]
        self.found = [_EVALUATED.get(base, s, partial(_evaluated, base, s)) for s in self.states]

    def claim(self, number: int) -> Span | None:
        """The claim on the pool at a step."""
        found = self.found[number] if number < len(self.found) else None
        return found.span(lambda r: r.pool.claimed) if found else None

    def step(self, before: int, after: int) -> StoryStep:
        """What lies between two states."""
        first, second = self.found[before], self.found[after]
        change = None
        if first is not None and second is not None:
            change = compare_evaluated(self.base, first, second).difference(lambda r: r.pool.claimed)
        words = self._words(before, after)
        return StoryStep(after, words, change, self.claim(after), after <= self.draft.at)

    def _words(self, before: int, after: int) -> str:
        kind = self.draft.steps[after].kind
        if kind is StepKind.TIL_GEMT:
            return "Tilbage til det gemte scenarie"
        if kind is StepKind.TIL_GRUNDLAG:
            return "Tilbage til grundscenariet"
        return "; ".join(changes(self.base, self.states[before], self.states[after]))

    def runs(self) -> list[tuple[int, int]]:
        """The way to where the draft stands as pairs of states: turns of one and the same thing are one pair."""
        pairs: list[tuple[int, int]] = []
        last = ""
        for number in range(1, self.draft.at + 1):
            by_hand = self.draft.steps[number].kind is StepKind.LEG
            turned = _turned(self.states[number - 1], self.states[number]) if by_hand else ""
            if turned and turned == last:
                pairs[-1] = (pairs[-1][0], number)
            else:
                pairs.append((number - 1, number))
            last = turned
        return pairs


def _turned(before: Scenario, after: Scenario) -> str:
    """The name of the override that differs, if that is all that does; else nothing."""
    old, new = dict(before.overrides), dict(after.overrides)
    names = {name for name in old.keys() | new.keys() if old.get(name) != new.get(name)}
    same_else = dict(before.answers) == dict(after.answers) and before.rule is after.rule
    return names.pop() if len(names) == 1 and same_else else ""


def _evaluated(base: BaseData, scenario: Scenario) -> Evaluation | None:
    """The evaluation; `None` if there is none."""
    try:
        return evaluate(base, scenario)
    except LederpuljeError:  # said where the scenario itself is shown
        return None
