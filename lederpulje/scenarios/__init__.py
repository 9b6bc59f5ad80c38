"""The scenarios: base data + what a scenario changes → evaluation; scenarios side by side."""

from lederpulje.scenarios.comparison import Comparison, Why, compare, compare_evaluated
from lederpulje.scenarios.coverage import coverage
from lederpulje.scenarios.evaluation import (
    CourseResult,
    Evaluation,
    FrameResult,
    PoolResult,
    Prepared,
    Result,
    Span,
    evaluate,
    prepare,
    with_settings,
)
from lederpulje.scenarios.overrides import COUNT_FIELDS, COURSE_FIELDS, MOST, Move, parse_override
from lederpulje.scenarios.plan import MAX_OPEN, Answers, course_cost, full_answers

__all__ = [
    "COUNT_FIELDS",
    "COURSE_FIELDS",
    "MAX_OPEN",
    "MOST",
    "Answers",
    "Comparison",
    "CourseResult",
    "Evaluation",
    "FrameResult",
    "Move",
    "PoolResult",
    "Prepared",
    "Result",
    "Span",
    "Why",
    "compare",
    "compare_evaluated",
    "course_cost",
    "coverage",
    "evaluate",
    "full_answers",
    "parse_override",
    "prepare",
    "with_settings",
]
