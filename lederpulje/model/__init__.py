"""The values everything else speaks about. Frozen, without behaviour beyond looking things up in themselves.

Amounts are whole øre (`int`), shares basis points (10.000 = the whole). `None` means *not known*, never zero.
"""

from lederpulje.model.kinds import (
    Answer,
    Kind,
    Outcome,
    PriceBasis,
    Reason,
    Rule,
    Status,
    StepKind,
)
from lederpulje.model.values import (
    POOL_PAYER,
    UNKNOWN_PAYER,
    WHOLE,
    BaseData,
    Condition,
    Course,
    Decision,
    Draft,
    Frame,
    FundingLine,
    Meeting,
    Pool,
    Price,
    Requirement,
    Scenario,
    ScenarioVersion,
    Step,
    StrategyLink,
)

__all__ = [
    "POOL_PAYER",
    "UNKNOWN_PAYER",
    "WHOLE",
    "Answer",
    "BaseData",
    "Condition",
    "Course",
    "Decision",
    "Draft",
    "Frame",
    "FundingLine",
    "Kind",
    "Meeting",
    "Outcome",
    "Pool",
    "Price",
    "PriceBasis",
    "Reason",
    "Requirement",
    "Rule",
    "Scenario",
    "ScenarioVersion",
    "Status",
    "Step",
    "StepKind",
    "StrategyLink",
]
