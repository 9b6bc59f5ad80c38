"""Pengenes vej: what each activity takes of the pool, in the order of the frames, down to what is left or missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from lederpulje.charts.theme import LABEL_SIZE, text_width
from lederpulje.charts.waterfall import NAMES, Fall
from lederpulje.scenarios import CourseResult, Evaluation, Span
from lederpulje.wording import chart_title

ELSEWHERE = "Rest, der ikke kan dække det"


@dataclass(frozen=True, slots=True)
class Claim:
    """What an activity takes of a frame, in øre for each combination of the open answers."""

    title: str
    frame: str
    amounts: tuple[int, ...]

    @property
    def span(self) -> Span:
        """From least to most."""
        return Span(min(self.amounts), max(self.amounts))


def claims(evaluation: Evaluation) -> tuple[Claim, ...]:
    """Every claim on the pool, frame by frame, the frame's first first; what hangs on open answers comes last."""
    titles = {f.frame.key: f.frame.title for f in evaluation.first.frames}
    found = []
    for at, first in enumerate(evaluation.first.courses):
        results = [r.courses[at] for r in evaluation.results]
        frame = next((r.frame for r in results if r.frame and r.claimed), None)
        if frame is not None:
            claim = Claim(first.course.title, titles[frame], tuple(r.claimed for r in results))
            order = (not claim.span.is_point, list(titles).index(frame), *_order(first))
            found.append((order, claim))
    return tuple(claim for _, claim in sorted(found, key=lambda f: f[0]))


def _order(result: CourseResult) -> tuple[bool, float, str]:
    course = result.course
    return not course.mandatory, float("inf") if course.priority is None else course.priority, course.id


def pool_falls(evaluation: Evaluation, most: int, width: int) -> tuple[Fall, ...]:
    """At most so many falls from the pool to its headroom: the largest claims by name, the others together.

    While a frame is overrun, what is left elsewhere cannot cover it: the last fall takes it out of the balance.
    """
    elsewhere = tuple(r.pool.headroom - r.pool.balance for r in evaluation.results)
    rest = (Claim(ELSEWHERE, "", tuple(-e for e in elsewhere)),) if any(elsewhere) else ()
    shown = [*gathered(claims(evaluation), most - len(rest)), *rest]
    start = tuple(r.pool.amount for r in evaluation.results)
    after = list(
        accumulate(
            (c.amounts for c in shown),
            lambda a, b: tuple(x - y for x, y in zip(a, b, strict=True)),
            initial=start,
        )
    )
    return tuple(
        Fall(_name(c.title, width), Span(-c.span.high, -c.span.low), Span(min(values), max(values)))
        for c, values in zip(shown, after[1:], strict=True)
    )


def _name(title: str, width: int) -> str:
    """The title, or what stands after its colon where all of it has no room in a figure of this width."""
    return title if text_width(title, LABEL_SIZE) <= width * NAMES - 10 else chart_title(title)


def gathered(found: Sequence[Claim], most: int) -> list[Claim]:
    """The largest claims, and the others as *Øvrige (n)* after those that are sure; exact for every set of answers."""
    if len(found) <= most:
        return list(found)
    by_size = sorted(found, key=lambda c: -c.span.high)
    small = {id(c) for c in by_size[max(most - 1, 0) :]}
    amounts = tuple(map(sum, zip(*(c.amounts for c in found if id(c) in small), strict=True)))
    others = Claim(f"Øvrige ({len(small)})", "", amounts)
    kept = [c for c in found if id(c) not in small]
    sure = [c for c in kept if c.span.is_point]
    return [*sure, others, *(c for c in kept if not c.span.is_point)]
