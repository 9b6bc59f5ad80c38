"""The pictures of the board's questions on *Scenarier*: what can be decided, and what each repair leads to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    GREEN,
    LABEL_SIZE,
    NUMBER_SIZE,
    POOL_BLUE,
    RED,
    SERIES,
    TEXT,
    UNKNOWN_COLOUR,
    Canvas,
    fitted,
    safe,
    text_width,
)
from lederpulje.money import format_kr
from lederpulje.wording import headroom_text

_BAR = 30  # pixels
_SHARES = (("Nu", POOL_BLUE, False), ("Betinget", SERIES[2], True), ("Ikke", UNKNOWN_COLOUR, True))


def decidable_bar(amounts: tuple[int, int, int], width: int, row_height: int) -> go.Figure:
    """What the activities cost (øre) that can be decided now, on a condition, and not: a row each, on one scale."""
    said = max(text_width(format_kr(a), NUMBER_SIZE) for a in amounts) + 20
    name = max(text_width(n, LABEL_SIZE) for n, _, _ in _SHARES) + 20
    pixel = max(1, *amounts) / max(width - said - name, 100)
    canvas = Canvas(width, row_height * len(amounts), -name * pixel, pixel)
    for row, (amount, (title, colour, hatched)) in enumerate(zip(amounts, _SHARES, strict=True)):
        y = row_height * (row + 0.5)
        canvas.text(f"<b>{title}</b>", canvas.left, y)
        canvas.bar(0, amount, y, _BAR, colour, hatched=hatched)
        canvas.text(f"<b>{format_kr(amount)}</b>", amount + 10 * pixel, y, size=NUMBER_SIZE)
    return canvas.figure()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is left (øre, signed) of a frame after a change, or as it is."""

    name: str
    balance: int


def outcome_bars(outcomes: Sequence[Outcome], width: int, row_height: int) -> go.Figure:
    """A row for each outcome: its name above, its bar left of the line if money is missing, else right of it."""
    low = min(0, *(o.balance for o in outcomes))
    high = max(0, *(o.balance for o in outcomes))
    words = [(o.balance < 0, text_width(headroom_text(o.balance), LABEL_SIZE) + 20) for o in outcomes]
    left, right = (max([0.0, *(w for over, w in words if over is side)]) for side in (True, False))
    pixel = max(high - low, 1) / max(width - left - right, 100)
    canvas = Canvas(width, row_height * len(outcomes), low - left * pixel, pixel)
    for row, outcome in enumerate(outcomes):
        top, over = row_height * row, outcome.balance < 0
        name = fitted(outcome.name, LABEL_SIZE, width - 10)
        canvas.text(f"<b>{safe(name)}</b>", canvas.left, top + 14)
        y = top + 28 + _BAR / 2
        canvas.bar(
            min(outcome.balance, 0), abs(outcome.balance), y, _BAR, RED if over else GREEN, hatched=over
        )
        canvas.text(
            headroom_text(outcome.balance),
            outcome.balance + (-10 if over else 10) * pixel,
            y,
            anchor="right" if over else "left",
            colour=RED if over else TEXT,
        )
        canvas.line(0, y - _BAR / 2 - 4, y + _BAR / 2 + 4)
    return canvas.figure()
