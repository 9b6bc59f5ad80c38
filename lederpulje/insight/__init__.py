"""The questions a board asks, one module each; every answer comes from the engine's own evaluations."""

from lederpulje.insight.decidable import Conditional, Decidable, decidable
from lederpulje.insight.regret import Choice, regret
from lederpulje.insight.repairs import Repair, RepairKind, Repairs, repairs
from lederpulje.insight.sensitivity import Input, sensitivity
from lederpulje.insight.simulation import DRAWS, SEED, Simulation, simulation
from lederpulje.insight.time import CourseTime, Days, Time, time_spent
from lederpulje.insight.tipping import LEVERS, Tipping, tipping
from lederpulje.insight.uncertainty import Assumptions, PriceSpan

__all__ = [
    "DRAWS",
    "LEVERS",
    "SEED",
    "Assumptions",
    "Choice",
    "Conditional",
    "CourseTime",
    "Days",
    "Decidable",
    "Input",
    "PriceSpan",
    "Repair",
    "RepairKind",
    "Repairs",
    "Simulation",
    "Time",
    "Tipping",
    "decidable",
    "regret",
    "repairs",
    "sensitivity",
    "simulation",
    "time_spent",
    "tipping",
]
