"""Hypothesis strategies for everything the engine takes in: claims, base data, scenarios."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import strategies as st

from lederpulje.allocation import Claim
from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    Price,
    Requirement,
    Rule,
    Scenario,
    Status,
)

YEAR = 2024
RULES = st.sampled_from(Rule)
CONDITIONS = ("a_midler", "b_fond", "c_fusion")
PAYERS = ("pulje", "region", "stat", "uafklaret")
SMALL = st.integers(0, 12)  # small amounts collide and tie
ORE = st.one_of(SMALL, st.integers(0, 30_000_000))


FRAMES = st.one_of(st.integers(0, 40), st.integers(0, 100_000_000))
_OFTEN_NO = st.sampled_from((False, False, True))
_MAYBE_PRIORITY = st.none() | st.integers(1, 3)

# Strategies are made once, here, and put together in plain Python: making them anew in every example is slow.


def claim_lists(most: int = 10, amounts: st.SearchStrategy[int] = ORE) -> st.SearchStrategy[list[Claim]]:
    """Claims of different courses, in any order; amounts, priorities and benefits tie often."""
    claim = st.builds(
        Claim,
        st.integers(0, 19).map("k{:02}".format),
        amounts,
        _MAYBE_PRIORITY,
        _OFTEN_NO,
        st.booleans(),
        st.integers(0, 4) | st.integers(0, 100),
    )
    return st.lists(claim, max_size=most, unique_by=lambda c: c.course)


_PRICES = st.none() | st.builds(
    lambda low, mid, high: Price(low + mid, low, low + mid + high), SMALL, st.integers(0, 3_000_000), SMALL
)
_NEEDS = st.none() | st.builds(
    Requirement, st.sampled_from(CONDITIONS), st.sampled_from((Answer.JA, Answer.NEJ))
)
_COURSES = st.builds(
    Course,
    id=st.just(""),
    year=st.just(YEAR),
    kind=st.just(Kind.KURSUS),
    title=st.just(""),
    status=st.sampled_from((Status.PLANLAGT, Status.PLANLAGT, Status.AFLYST)),
    priority=_MAYBE_PRIORITY,
    mandatory=_OFTEN_NO,
    divisible=st.booleans(),
    benefit=st.integers(0, 100),
    sessions=st.none() | st.integers(0, 4),
    participants=st.none() | st.integers(0, 30),
    min_billed=st.none() | st.integers(0, 30),
    fixed_per_session=_PRICES,
    price_per_participant=_PRICES,
    requires=_NEEDS.map(lambda needed: (needed,) if needed else ()),
)
Part = tuple[list[str], tuple[int, int, int], int]
_PARTS = st.tuples(
    st.lists(st.sampled_from(PAYERS), min_size=1, max_size=4),
    st.tuples(*[st.integers(0, 10_000)] * 3),
    st.integers(0, 2),
)
_FUNDING = st.tuples(st.none() | st.sampled_from(CONDITIONS), _PARTS, _PARTS)


def _lines(course: str, keys: tuple[str, ...], part: Part, *when: str | Answer) -> list[FundingLine]:
    """Lines that sum to 10.000 and name at most one frame, all under the same condition and answer."""
    payers, cuts, frame = part
    ends = sorted(cuts[: len(payers) - 1])
    shares = [b - a for a, b in zip([0, *ends], [*ends, 10_000], strict=True)]
    return [
        FundingLine(course, payer, keys[frame % len(keys)] if payer == "pulje" else None, share, *when)  # type: ignore[arg-type]
        for payer, share in zip(payers, shares, strict=True)
    ]


def _base(
    amounts: list[int],
    unassigned: int,
    drawn: list[tuple[Course, tuple[str | None, Part, Part]]],
    answers: tuple[Answer, ...],
) -> BaseData:
    keys = ("kurser", "oevrig", "ekstra")[: len(amounts)]
    courses, funding = [], []
    for number, (course, (condition, one, other)) in enumerate(drawn):
        id_ = f"k{number:02}"
        courses.append(replace(course, id=id_, title=f"Kursus {number}"))
        if condition is None:
            funding += _lines(id_, keys, one)
        else:
            funding += _lines(id_, keys, one, condition, Answer.JA)
            funding += _lines(id_, keys, other, condition, Answer.NEJ)
    return BaseData(
        (Pool(YEAR, sum(amounts) + unassigned),),
        tuple(Frame(YEAR, key, key.capitalize(), amount) for key, amount in zip(keys, amounts, strict=True)),
        tuple(courses),
        tuple(funding),
        tuple(Condition(key, f"{key}?", answer) for key, answer in zip(CONDITIONS, answers, strict=True)),
    )


_BASE_ANSWERS = st.tuples(
    *[st.sampled_from((Answer.UAFKLARET, Answer.UAFKLARET, Answer.JA, Answer.NEJ))] * len(CONDITIONS)
)


def base_data(most: int = 6) -> st.SearchStrategy[BaseData]:
    """A year of sound base data: frames within the pool, shares that add up, up to three open conditions."""
    drawn = st.lists(st.tuples(_COURSES, _FUNDING), max_size=most)
    return st.builds(_base, st.lists(FRAMES, min_size=1, max_size=3), ORE, drawn, _BASE_ANSWERS)


_KRONER = st.integers(0, 2_000_000).map(str)
_NUMBER = st.integers(0, 40).map(str)
_YES_NO = st.sampled_from(("ja", "nej"))
_FIELDS: dict[str, st.SearchStrategy[str]] = {
    "participants": _NUMBER,
    "sessions": _NUMBER,
    "price_per_participant": _KRONER,
    "fixed_per_session": _KRONER,
    "priority": st.integers(1, 9).map(str),
    "benefit": st.integers(0, 100).map(str),
    "mandatory": _YES_NO,
    "divisible": _YES_NO,
    "held": _YES_NO,
    "payer": st.sampled_from(("region", "stat", "uafklaret")),
}
Override = tuple[int, str, str]
_OVERRIDES: st.SearchStrategy[list[Override]] = st.lists(
    st.one_of(
        *[st.tuples(st.integers(0, 5), st.just(field), values) for field, values in _FIELDS.items()],
        st.tuples(st.integers(0, 2), st.just("frame"), _KRONER),
        st.tuples(st.just(0), st.just("pool"), _KRONER),
    ),
    max_size=4,
)
_OWN_ANSWERS = st.dictionaries(st.sampled_from(CONDITIONS), st.sampled_from(Answer), max_size=3)


def scenario_on(
    base: BaseData, answers: dict[str, Answer], overrides: list[Override], rule: Rule
) -> Scenario:
    """A scenario of the year from what was drawn; an override of a course or frame that is not there is left out."""
    named: dict[str, str] = {}
    for number, field, value in overrides:
        if field == "pool":
            named["pool"] = value
        elif field == "frame":
            if number < len(base.frames):
                named[f"frame.{base.frames[number].key}"] = value
        elif number < len(base.courses):
            named[f"{base.courses[number].id}.{field}"] = value
    return Scenario("s", YEAR, "S", answers=tuple(answers.items()), overrides=tuple(named.items()), rule=rule)


_SETTINGS = st.tuples(_OWN_ANSWERS, _OVERRIDES, RULES)


def cases(most: int = 6) -> st.SearchStrategy[tuple[BaseData, Scenario]]:
    """Base data with one scenario on it: some answers, some overrides, any rule."""
    return st.builds(lambda base, one: (base, scenario_on(base, *one)), base_data(most), _SETTINGS)


def pairs_of_scenarios(most: int = 6) -> st.SearchStrategy[tuple[BaseData, Scenario, Scenario]]:
    """Base data with two scenarios on it."""
    return st.builds(
        lambda base, one, other: (base, scenario_on(base, *one), scenario_on(base, *other)),
        base_data(most),
        _SETTINGS,
        _SETTINGS,
    )


@st.composite
def shuffled(draw: st.DrawFn, base: BaseData) -> BaseData:
    """The same base data in another order; the frames stay, since their order has a meaning."""
    return replace(
        base,
        courses=tuple(draw(st.permutations(base.courses))),
        funding=tuple(draw(st.permutations(base.funding))),
        conditions=tuple(draw(st.permutations(base.conditions))),
    )
