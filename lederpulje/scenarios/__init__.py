"""The scenarios: base data + what a scenario changes → evaluation; scenarios side by side."""

from lederpulje.scenarios.comparison import Comparison, Why, compare
from lederpulje.scenarios.evaluation import (
    CourseResult,
    Evaluation,
    FrameResult,
    PoolResult,
    Result,
    Span,
    evaluate,
    with_settings,
)
from lederpulje.scenarios.overrides import COURSE_FIELDS, Move, parse_override
from lederpulje.scenarios.plan import MAX_OPEN, Answers, course_cost, full_answers

__all__ = [
    "COURSE_FIELDS",
    "MAX_OPEN",
    "Answers",
    "Comparison",
    "CourseResult",
    "Evaluation",
    "FrameResult",
    "Move",
    "PoolResult",
    "Result",
    "Span",
    "Why",
    "compare",
    "course_cost",
    "evaluate",
    "full_answers",
    "parse_override",
    "with_settings",
]
