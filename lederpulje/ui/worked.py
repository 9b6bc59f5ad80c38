"""Answers that take their time, kept for as long as what they were worked out from is looked at."""

from __future__ import annotations

from lederpulje.actions.questions import regret_choices
from lederpulje.insight import Assumptions, Choice, Input, Simulation, regret, sensitivity, simulation
from lederpulje.kept import Kept
from lederpulje.ui.session import View

_SENSITIVITIES: Kept[tuple[Input, ...]] = Kept(16)
_SIMULATIONS: Kept[Simulation] = Kept(16)
_REGRETS: Kept[tuple[Choice, ...]] = Kept(16)


def kept_sensitivity(view: View, assumed: Assumptions) -> tuple[Input, ...]:
    """What can upset the budget. Raises as `evaluate` does."""
    key = (view.scenario, assumed.spread)
    return _SENSITIVITIES.get(view.base, key, lambda: sensitivity(view.base, view.scenario, assumed))


def kept_simulation(view: View, assumed: Assumptions) -> Simulation:
    """How sure it is. Raises as `evaluate` does."""
    key = (view.scenario, assumed)
    return _SIMULATIONS.get(view.base, key, lambda: simulation(view.base, view.scenario, assumptions=assumed))


def kept_regret(view: View) -> tuple[Choice, ...]:
    """What is regretted least. Raises as `evaluate` does."""
    choices = regret_choices(view.base, view.scenario)
    return _REGRETS.get(view.base, choices, lambda: regret(view.base, choices, {}))
