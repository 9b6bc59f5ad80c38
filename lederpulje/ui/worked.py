"""Answers that take their time, kept for as long as what they were worked out from is looked at."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import TypeVar, cast

from lederpulje.actions.questions import regret_choices
from lederpulje.insight import Assumptions, Choice, Input, Simulation, regret, sensitivity, simulation
from lederpulje.model import BaseData
from lederpulje.ui.session import View

T = TypeVar("T")
_KEPT = 48
_ANSWERS: OrderedDict[tuple[object, ...], tuple[BaseData, object]] = OrderedDict()
_LOCK = threading.Lock()


def kept(base: BaseData, key: tuple[object, ...], work: Callable[[], T]) -> T:
    """The answer under this key for these base data, worked out at most once while it is among the last asked for."""
    whole = (id(base), *key)
    with _LOCK:
        if whole in _ANSWERS:
            _ANSWERS.move_to_end(whole)
            return cast(T, _ANSWERS[whole][1])
    answer = work()
    with _LOCK:
        _ANSWERS[whole] = base, answer  # with the base data, so that its id stays its own
        while len(_ANSWERS) > _KEPT:
            _ANSWERS.popitem(last=False)
    return answer


def kept_sensitivity(view: View, assumed: Assumptions) -> tuple[Input, ...]:
    """What can upset the budget. Raises as `evaluate` does."""
    key = ("sensitivity", view.scenario, assumed.spread)
    return kept(view.base, key, lambda: sensitivity(view.base, view.scenario, assumed))


def kept_simulation(view: View, assumed: Assumptions) -> Simulation:
    """How sure it is. Raises as `evaluate` does."""
    key = ("simulation", view.scenario, assumed)
    return kept(view.base, key, lambda: simulation(view.base, view.scenario, assumptions=assumed))


def kept_regret(view: View) -> tuple[Choice, ...]:
    """What is regretted least. Raises as `evaluate` does."""
    choices = regret_choices(view.base, view.scenario)
    return kept(view.base, ("regret", choices), lambda: regret(view.base, choices, {}))
