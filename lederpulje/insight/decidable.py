"""Hvad kan besluttes i dag? What is covered in full whatever the open answers, what only under some, what not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from lederpulje.model import Answer, BaseData, Scenario
from lederpulje.scenarios import Answers, coverage


@dataclass(frozen=True, slots=True)
class Conditional:
    """A course covered in full only under some answers: the minimal sets of answers of which any one is enough."""

    course: str
    when: tuple[Answers, ...]


@dataclass(frozen=True, slots=True)
class Decidable:
    """Ids of the courses that can be decided now, that can on a condition, and that cannot."""

    now: tuple[str, ...]
    conditional: tuple[Conditional, ...]
    never: tuple[str, ...]


def decidable(base: BaseData, scenario: Scenario) -> Decidable:
    """Sort a year's courses, in their listed order, by whether pool and named others cover them in full.

    Raises as `evaluate` does.
    """
    conditions, courses, covered = coverage(base, scenario)
    now, conditional, never = [], [], []
    for course, under in zip(courses, covered, strict=True):
        if all(under):
            now.append(course)
        elif any(under):
            conditional.append(Conditional(course, minimal_answers(conditions, under)))
        else:
            never.append(course)
    return Decidable(tuple(now), tuple(conditional), tuple(never))


def minimal_answers(conditions: tuple[str, ...], covered: Sequence[bool]) -> tuple[Answers, ...]:
    """The sets of answers that are enough and are no longer so if one answer is taken out; the shortest first.

    `covered` holds a truth for every combination, as `full_answers` lists them (*ja* before *nej*). These are the
    prime implicants of the truth table (Quine 1952), found on a cube with a third place on each axis for *either*;
    a condition that makes no difference is in none of them, and has no axis.
    """
    enough = np.array(covered, dtype=bool).reshape((2,) * len(conditions))
    matters = [axis for axis in range(len(conditions)) if np.diff(enough, axis=axis).any()]
    enough = enough[tuple(slice(None) if axis in matters else 0 for axis in range(len(conditions)))]
    for axis in range(len(matters)):
        enough = np.concatenate([enough, enough.all(axis=axis, keepdims=True)], axis=axis)
    minimal: npt.NDArray[np.bool_] = enough.copy()
    for axis in range(len(matters)):
        fixed = [slice(None)] * len(matters)
        fixed[axis] = slice(0, 2)
        minimal[tuple(fixed)] &= ~np.take(enough, [2], axis=axis)
    answers = (Answer.JA, Answer.NEJ)
    found = [
        tuple(
            (conditions[axis], answers[place]) for axis, place in zip(matters, cell, strict=True) if place < 2
        )
        for cell in np.argwhere(minimal).tolist()
    ]
    return tuple(sorted(found, key=lambda chosen: (len(chosen), chosen)))
