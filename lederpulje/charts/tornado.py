"""The tornado: how far each thing that is not known for sure can move what is left, the widest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import LABEL_SIZE, SERIES, Canvas, fitted, safe, text_width, two_lines
from lederpulje.doubts import price_unit
from lederpulje.insight import Assumptions, Input
from lederpulje.model import BaseData
from lederpulje.money import format_share, format_signed, format_span
from lederpulje.wording import chart_title, question

LEAST_PITCH = 54  # pixels from row to row, so that a name has two lines
PITCH, _BAR, _HEAD, _GAP = 58, 34, 34, 12
_NAMES = 0.38  # of the width
_WORSE, _BETTER = SERIES[3], SERIES[1]
_WORSE_WORDS, _BETTER_WORDS, _OURS = "mindre tilbage", "mere tilbage", "≈ skraveret: vores antagelse"


@dataclass(frozen=True, slots=True)
class Swing:
    """A row: its name in two parts, the change for the worse (≤ 0) and for the better (≥ 0) in øre, when, and whose.

    `assumed`: how far it goes rests on our own assumption.
    """

    name: str
    about: str
    worse: int
    better: int
    assumed: bool
    when: str = ""


def swings(base: BaseData, inputs: Sequence[Input], assumptions: Assumptions, most: int) -> tuple[Swing, ...]:
    """A row for each input that can change anything; those beyond the room together, with the widest of them."""
    found = [_swing(base, i, assumptions) for i in inputs if i.width]
    if len(found) <= most:
        return tuple(found)
    widest, rest = found[most - 1], found[most - 1 :]
    others = Swing(
        f"Øvrige ({len(rest)})",
        "den største af dem",
        widest.worse,
        widest.better,
        widest.assumed,
        widest.when,
    )
    return (*found[: most - 1], others)


def _swing(base: BaseData, found: Input, assumptions: Assumptions) -> Swing:
    worse, better = min(found.low, found.high, 0), max(found.low, found.high, 0)
    if found.price is None:
        return Swing(question(base, found.name), "", worse, better, found.assumed, " ved nej")
    price, unit = found.price, price_unit(found)
    about = f"{format_span(price.low, price.high)} pr. {unit}"
    if found.assumed:
        about = f"≈ ±{format_share(assumptions.spread)} pr. {unit}"
    return Swing(price.course.title, about, worse, better, found.assumed)


def tornado(rows: Sequence[Swing], width: int, height: int) -> go.Figure:
    """The figure: what takes from the balance to the left of the line, what adds to it to the right."""
    names = width * _NAMES
    left, right = (
        max(text_width(head, LABEL_SIZE), *(text_width(said, LABEL_SIZE) * 1.06 for said in labels))
        + 2 * _GAP
        for head, labels in (
            (_WORSE_WORDS, [_said(r.worse, r) for r in rows if r.worse] or [""]),
            (_BETTER_WORDS, [_said(r.better, r) for r in rows if r.better] or [""]),
        )
    )
    low, high = min(0, *(r.worse for r in rows)), max(0, *(r.better for r in rows))
    pixel = max(high - low, 1) / max(width - names - left - right, 60)
    canvas = Canvas(width, height, low - (names + left) * pixel, pixel)
    pitch = min((height - _HEAD) / len(rows), PITCH)
    canvas.text(_WORSE_WORDS, -_GAP * pixel, _HEAD / 2, anchor="right")
    canvas.text(_BETTER_WORDS, _GAP * pixel, _HEAD / 2)
    if any(r.assumed for r in rows):
        canvas.text(fitted(_OURS, LABEL_SIZE, names - 10), canvas.left, _HEAD / 2)
    for at, row in enumerate(rows):
        _draw(canvas, row, _HEAD + pitch * (at + 0.5), names - 10)
    canvas.line(0, 2, _HEAD + pitch * len(rows))
    return canvas.figure()


def _said(ore: int, row: Swing) -> str:
    return f"{format_signed(ore)}{row.when}"


def _draw(canvas: Canvas, row: Swing, y: float, names: float) -> None:
    canvas.text(_name(row, names), canvas.left, y)
    if row.worse:
        canvas.bar(row.worse, -row.worse, y, _BAR, _WORSE, hatched=row.assumed)
        canvas.text(f"<b>{_said(row.worse, row)}</b>", row.worse - _GAP * canvas.pixel, y, anchor="right")
    if row.better:
        canvas.bar(0, row.better, y, _BAR, _BETTER, hatched=row.assumed)
        canvas.text(f"<b>{_said(row.better, row)}</b>", row.better + _GAP * canvas.pixel, y)


def _name(row: Swing, names: float) -> str:
    """The name in a line and what it is about in another; a question alone takes both."""
    if not row.about:
        return f"<b>{two_lines(row.name, LABEL_SIZE, names / 1.06)}</b>"
    title = row.name if text_width(row.name, LABEL_SIZE) * 1.06 <= names else chart_title(row.name)
    about = row.about
    if text_width(about, LABEL_SIZE) > names:
        about = fitted(about.partition(" pr. ")[0], LABEL_SIZE, names)
    return f"<b>{safe(fitted(title, LABEL_SIZE, names / 1.06))}</b><br>{safe(about)}"
