"""The pool bar: one bar a sub-frame, its activities side by side, against the line of the frame."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    GATHERED,
    GREEN,
    LABEL_SIZE,
    NUMBER_SIZE,
    OVER_TINT,
    RED,
    SERIES,
    TEXT,
    bar,
    figure,
    fitted,
    note,
    safe,
    text_width,
    two_lines,
)
from lederpulje.model import Answer
from lederpulje.money import format_kr, format_span
from lederpulje.scenarios import CourseResult, Evaluation, Span
from lederpulje.wording import balance_span_text, chart_title

_BAR, _TITLE_UP, _LABEL_UP, _TWO_LINES = 48, 68, 42, 170  # pixels; the ups from the middle of the bar


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a frame's bar, in øre from the left; `sure=False` hangs on an open answer."""

    name: str
    start: int
    amount: int
    colour: str
    sure: bool = True

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + self.amount


def frame_parts(evaluation: Evaluation, key: str, narrowest: int) -> tuple[Part, ...]:
    """The pieces of one frame's bar: what is claimed whatever the answers, then what hangs on them.

    Activities that claim less than `narrowest` øre are gathered as *Øvrige (n)* if they are two or more.
    """
    claimed = evaluation.frame_span(key, "claimed")
    low_answers, high_answers = evaluation.ends(lambda r: r.frame(key).claimed)
    low, high = dict(low_answers), dict(high_answers)
    at_low = evaluation.under(low)
    colours = {c.course.id: SERIES[i % len(SERIES)] for i, c in enumerate(at_low.courses)}
    in_order = sorted((c for c in at_low.courses if c.frame == key and c.claimed), key=_order)
    claims = [(c.course.title, c.claimed, colours[c.course.id]) for c in in_order]
    small = [c for c in claims if c[1] < narrowest]
    if len(small) > 1:
        gathered = (f"Øvrige ({len(small)})", sum(c[1] for c in small), GATHERED)
        first = claims.index(small[0])
        claims = [*claims[:first], gathered, *(c for c in claims[first:] if c not in small)]
    parts: list[Part] = []
    for name, amount, colour in claims:
        parts.append(Part(name, parts[-1].end if parts else 0, amount, colour))
    if not claimed.is_point:
        parts.append(
            Part(
                _in_doubt(evaluation, low, high),
                claimed.low,
                claimed.high - claimed.low,
                SERIES[3],
                sure=False,
            )
        )
    return tuple(parts)


def _order(result: CourseResult) -> tuple[bool, float, str]:
    """The order in which the frame is shared out, so that what lies beyond its line is what is crowded out."""
    course = result.course
    return not course.mandatory, float("inf") if course.priority is None else course.priority, course.id


def _in_doubt(evaluation: Evaluation, low: dict[str, Answer], high: dict[str, Answer]) -> str:
    """What the hatched part is: the one activity that differs, or that it hangs on the answers."""
    pairs = zip(evaluation.under(low).courses, evaluation.under(high).courses, strict=True)
    differing = [b.course.title for a, b in pairs if a.claimed != b.claimed]
    return differing[0] if len(differing) == 1 else "Afhænger af svarene"


def frame_bars(evaluation: Evaluation, width: int, row_height: int = 176) -> go.Figure:
    """The figure: `width` is the width in pixels that the labels are fitted to. A year without frames gives none."""
    frames = evaluation.first.frames
    reach = max((max(f.amount, f.claimed) for r in evaluation.results for f in r.frames), default=1) * 1.02
    canvas = _Canvas(width, row_height, reach)
    for row, frame in enumerate(frames):
        canvas.draw(evaluation, frame.frame.key, len(frames) - 1 - row)
    return figure(
        canvas.traces,
        canvas.notes,
        canvas.shapes,
        height=row_height * max(len(frames), 1),
        x_range=[0, reach],
        y_range=[-0.5, max(len(frames), 1) - 0.5],
    )


class _Canvas:
    """Collects the pieces of the figure; lives only inside `frame_bars`."""

    def __init__(self, width: int, row_height: int, reach: float) -> None:
        self.traces: list[dict[str, Any]] = []
        self.notes: list[dict[str, Any]] = []
        self.shapes: list[dict[str, Any]] = []
        self.pixel = reach / width
        self.unit = 1 / row_height
        self.two_lines = row_height >= _TWO_LINES
        self.right = reach

    def draw(self, evaluation: Evaluation, key: str, row: int) -> None:
        """One frame: title with what is left or missing, line, bar, names."""
        frame = evaluation.first.frame(key)
        middle = row - 12 * self.unit
        claimed = evaluation.frame_span(key, "claimed")
        balance = evaluation.frame_span(key, "balance")
        parts = frame_parts(evaluation, key, int(138 * self.pixel))
        self._title(frame.frame.title, balance, middle)
        if claimed.high > frame.amount:
            self._overrun(frame.amount, claimed.high, middle)
        for part in parts:
            self.traces.append(
                bar(part.start, part.amount, middle, _BAR * self.unit, part.colour, hatched=not part.sure)
            )
            self._number(part, frame.amount, middle)
        self._names(parts, middle)
        self._frame_line(frame.amount, middle)

    def _title(self, title: str, balance: Span, middle: float) -> None:
        said = balance_span_text(balance.low, balance.high)
        colour = RED if balance.high < 0 else TEXT if balance.low < 0 else GREEN
        room = self.right / self.pixel - text_width(said, LABEL_SIZE) * 1.06 - 30
        name = safe(fitted(title, LABEL_SIZE, room) or title[:12])
        text = f"<b>{name}:</b> <span style='color:{colour}'><b>{said}</b></span>"
        self.notes.append(note(text, 0, middle, yshift=_TITLE_UP, borderpad=0))

    def _frame_line(self, amount: int, middle: float) -> None:
        self.shapes.append(
            {
                "type": "line",
                "x0": amount,
                "x1": amount,
                "y0": middle - (_BAR / 2 + 5) * self.unit,
                "y1": middle + (_BAR / 2 + 22) * self.unit,
                "line": {"color": TEXT, "width": 4},
                "layer": "above",
            }
        )
        text = f"Ramme {format_kr(amount)}"
        fits_right = amount + (text_width(text, LABEL_SIZE) + 10) * self.pixel <= self.right
        self.notes.append(
            note(
                text,
                amount,
                middle,
                yshift=_LABEL_UP,
                xanchor="left" if fits_right else "right",
                xshift=8 if fits_right else -8,
            )
        )

    def _overrun(self, amount: int, claimed: int, middle: float) -> None:
        self.shapes.append(
            {
                "type": "rect",
                "x0": amount,
                "x1": claimed,
                "y0": middle - (_BAR / 2 + 5) * self.unit,
                "y1": middle + (_BAR / 2 + 5) * self.unit,
                "fillcolor": OVER_TINT,
                "line": {"color": RED, "width": 2},
                "layer": "below",
            }
        )

    def _number(self, part: Part, frame: int, middle: float) -> None:
        """The amount inside its part, never on a hatching and never under the frame line."""
        text = format_kr(part.amount)
        if not part.sure or text_width(text, NUMBER_SIZE) * self.pixel > part.amount:
            return
        half = (text_width(text, NUMBER_SIZE) / 2 + 8) * self.pixel
        place = part.start + part.amount / 2
        if abs(place - frame) < half and part.start < frame < part.end:
            left, right = frame - part.start, part.end - frame
            place = part.start + left / 2 if left >= right else frame + right / 2
            if max(left, right) < 2 * half:
                return
        self.notes.append(
            note(f"<b>{text}</b>", place, middle, xanchor="center", size=NUMBER_SIZE, colour="white")
        )

    def _names(self, parts: tuple[Part, ...], middle: float) -> None:
        """Each name under its part, from the right; the last may run on to the edge.

        A part too narrow for its number says the amount with its name, or at least the last one says its amount.
        """
        shown = {n["text"] for n in self.notes if n["y"] == middle}
        limit = self.right
        for part in reversed(parts):
            amount = format_span(0, part.amount) if not part.sure else format_kr(part.amount)
            amount = "" if f"<b>{amount}</b>" in shown else f" {amount}"
            name = self._fitted_name(part.name, amount, (limit - part.start) / self.pixel - 10)
            placed: dict[str, Any] = {"y": middle, "yshift": -_BAR / 2 - 2, "yanchor": "top"}
            if name:
                self.notes.append(note(name, part.start, xshift=1, **placed))
            elif part is parts[-1]:
                self.notes.append(note(amount.strip(), self.right, xanchor="right", **placed))
                limit -= (text_width(amount, LABEL_SIZE) + 6) * self.pixel
            limit = min(limit, part.start)

    def _fitted_name(self, name: str, amount: str, room: float) -> str:
        """A name in the room under its part: whole, or what stands after its colon, in two lines if there is room."""
        room -= text_width(amount, LABEL_SIZE)
        if text_width(name, LABEL_SIZE) <= room:
            return safe(name) + amount
        short = chart_title(name)
        if self.two_lines and not amount and text_width(short, LABEL_SIZE) > room:
            return two_lines(short, LABEL_SIZE, room)
        fitting = fitted(short, LABEL_SIZE, room)
        return safe(fitting) + amount if fitting else ""
