"""What a correction or a *genoptagelse* changes in kroner: two locked calculations, figure by figure.

Where answers were open, differences are taken combination by combination and never by subtracting spans (engine).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from lederpulje.actions.decisions.reading import Decided
from lederpulje.scenarios import Evaluation, Result, Span, evaluate

_POOL: tuple[tuple[str, Callable[[Result], int | None]], ...] = (
    ("Krav på puljen", lambda r: r.pool.claimed),
    ("Mangler i delrammer", lambda r: r.pool.overrun),
    ("Rest i puljen", lambda r: r.pool.remaining),
)
_Value = Callable[[Result], int | None]


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure of two decisions; øre, lowest and highest over open answers. `None`: the one did not have it."""

    what: str
    before: Span | None
    after: Span | None
    difference: Span | None


def moved(old: Decided, new: Decided) -> tuple[Moved, ...]:
    """The pool's, the frames' and the courses' figures of both, those of courses only where they differ."""
    if old.inputs is None or new.inputs is None:
        return ()
    before, after = evaluate(*old.inputs), evaluate(*new.inputs)
    values = {**_values(old, before), **_values(new, after)}
    found = [_moved(name, value, before, after) for name, value in values.items()]
    return tuple(m for m in found if not m.what.startswith("Krav: ") or m.before != m.after)


def _values(decision: Decided, evaluation: Evaluation) -> dict[str, _Value]:
    frames = {
        f"{decision.text('frame:' + f.frame.key) or f.frame.key}: tilbage (+) eller mangler (−)": _frame(
            f.frame.key
        )
        for f in evaluation.first.frames
    }
    courses = {
        f"Krav: {decision.text('course:' + c.course.id) or c.course.id}": _course(c.course.id)
        for c in evaluation.first.courses
    }
    return {**dict(_POOL), **frames, **courses}


def _frame(key: str) -> _Value:
    return lambda r: next((f.balance for f in r.frames if f.frame.key == key), None)


def _course(own_id: str) -> _Value:
    return lambda r: next((c.claimed for c in r.courses if c.course.id == own_id), None)


def _moved(name: str, value: _Value, before: Evaluation, after: Evaluation) -> Moved:
    differences = [
        b - a
        for old in before.results
        for new in after.results
        if _together(old, new) and (a := value(old)) is not None and (b := value(new)) is not None
    ]
    return Moved(name, _span(before, value), _span(after, value), _of(differences))


def _together(old: Result, new: Result) -> bool:
    """Whether two sets of open answers can both be true."""
    answers = dict(new.answers)
    return all(answers.get(key, answer) == answer for key, answer in old.answers)


def _span(evaluation: Evaluation, value: _Value) -> Span | None:
    return _of([found for result in evaluation.results if (found := value(result)) is not None])


def _of(values: list[int]) -> Span | None:
    return Span(min(values), max(values)) if values else None
