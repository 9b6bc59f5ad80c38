"""How sure it is, and what is regretted least: the span of the claim against the pool, and the losses of choices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    BORDER,
    GREEN,
    LABEL_SIZE,
    POOL_BLUE,
    SERIES,
    Canvas,
    safe,
    text_width,
    two_lines,
)
from lederpulje.insight import Simulation
from lederpulje.money import NBSP, format_kr, format_plain

_GAP = 12
_NAME_Y, _BAND_TOP, _UNDER = 14, 46, 130  # pixels from the top; below the band
_PITCH, _NAMES = 84, 0.4


def about(ore: int, found: Simulation) -> str:
    """An amount as far as draws can tell it, three digits, in kroner without unit; as it is if nothing was drawn."""
    if not found.prices and not found.answers:
        return format_plain(ore)
    step = 100 * 10 ** max(len(str(abs(ore) // 100)) - 3, 0)
    return f"≈{NBSP}{format_plain((ore + step // 2) // step * step)}"


def claim_band(found: Simulation, pool: int, width: int, height: int) -> go.Figure:
    """A band from the lowest tenth of the draws to the highest, the middle one marked, the pool as a line in front."""
    ends = [
        f"{said}<br><b>{about(ore, found)}{NBSP}kr.</b>"
        for said, ore in (("Hver tiende er højst", found.p10), ("Ni af ti er højst", found.p90))
    ]
    words = [max(text_width(line, LABEL_SIZE) for line in _lines(end)) * 1.06 + 2 * _GAP for end in ends]
    reach = max(pool, found.p90, 1)
    pixel = reach / (width - words[1])
    left = words[0] if found.p10 / pixel < words[0] else 0.0
    pixel = reach / (width - words[1] - left)
    canvas = Canvas(width, height, -left * pixel, pixel)
    band = height - _BAND_TOP - _UNDER
    y, below = _BAND_TOP + band / 2, _BAND_TOP + band
    canvas.bar(0, reach, y, 4, BORDER)
    canvas.bar(found.p10, found.p90 - found.p10, y, band, POOL_BLUE, hatched=True)
    if min(found.p10, pool) > 100 * pixel:
        canvas.text(format_kr(0), 2 * pixel, y + 18)
    canvas.text(ends[0], found.p10 - _GAP * pixel, below + 34, anchor="right")
    canvas.text(ends[1], found.p90 + _GAP * pixel, below + 34)
    middle = f"I midten {about(found.p50, found)}{NBSP}kr."
    canvas.text(f"<b>{middle}</b>", _within(canvas, found.p50, middle), below + 90, anchor="center")
    canvas.line(found.p50, _BAND_TOP, below + 74, width=6)
    name = f"Pulje {format_kr(pool)}"
    canvas.text(name, _within(canvas, pool, name), _NAME_Y, anchor="center")
    canvas.line(pool, _NAME_Y + 14, below + 4)
    return canvas.figure()


def _lines(markup: str) -> list[str]:
    return markup.replace("<b>", "").replace("</b>", "").split("<br>")


def _within(canvas: Canvas, x: float, text: str) -> float:
    """The place nearest to x where the middle of a text leaves all of it inside the figure."""
    half = (text_width(text, LABEL_SIZE) * 1.06 / 2 + 2) * canvas.pixel
    return max(min(x, canvas.right - half), canvas.left + half)


@dataclass(frozen=True, slots=True)
class Loss:
    """What a choice can lose at most: its name, how much, and that in words."""

    name: str
    points: float
    said: str


def loss_rows(losses: Sequence[Loss], most: int) -> tuple[Loss, ...]:
    """At most so many rows, least first; the others together, with the least that one of them can lose."""
    if len(losses) <= most:
        return tuple(losses)
    rest = losses[most - 1 :]
    return (*losses[: most - 1], Loss(f"Øvrige ({len(rest)})", rest[0].points, f"mindst {rest[0].said}"))


def loss_bars(losses: Sequence[Loss], width: int, height: int) -> go.Figure:
    """A row for each choice: the longer the bar, the more there may be to regret."""
    names = width * _NAMES
    said = max(text_width(loss.said, LABEL_SIZE) for loss in losses) * 1.06 + 2 * _GAP
    pixel = max(1e-6, *(loss.points for loss in losses)) / max(width - names - said, 60)
    canvas = Canvas(width, height, -names * pixel, pixel)
    pitch = min(height / len(losses), _PITCH)
    least = losses[0].points
    for at, loss in enumerate(losses):
        y, best = pitch * (at + 0.5), loss.points == least
        name = two_lines(loss.name, LABEL_SIZE, names - 10)
        canvas.text(f"<b>{name}</b>" if best else name, canvas.left, y)
        canvas.bar(0, loss.points, y, int(pitch * 0.55), GREEN if best else SERIES[2])
        canvas.text(f"<b>{safe(loss.said)}</b>", loss.points + _GAP * pixel, y)
    canvas.line(0, 0, pitch * len(losses))
    return canvas.figure()
