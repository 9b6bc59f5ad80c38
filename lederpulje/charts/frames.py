"""The pool bar: one bar a sub-frame, its activities side by side, against the line of the frame."""

from __future__ import annotations

from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
    GATHERED,
    GREEN,
    LABEL_SIZE,
    NUMBER_SIZE,
    RED,
    SERIES,
    TEXT,
    Canvas,
    fitted,
    safe,
    text_width,
    two_lines,
)
from lederpulje.model import Answer, Frame
from lederpulje.money import format_kr, format_span
from lederpulje.scenarios import CourseResult, Evaluation, Span
from lederpulje.wording import balance_span_text, chart_title

_BAR, _TITLE_UP, _LABEL_UP = 48, 68, 42  # pixels; the ups from the middle of the bar
_NAMES, _TWO_LINES = 120, 170  # how high a row must be for names under its bar, and for names in two lines


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


def frame_bars(evaluation: Evaluation, width: int, row_height: int) -> go.Figure:
    """The figure, `width` pixels wide and `row_height` high for each frame."""
    frames = evaluation.first.frames
    most = max((max(f.amount, f.claimed) for r in evaluation.results for f in r.frames), default=1)
    reach = max(most, 1) * 1.02
    canvas = Canvas(width, row_height * max(len(frames), 1), 0, reach / width)
    for row, frame in enumerate(frames):
        _Row(canvas, row * row_height, row_height).draw(evaluation, frame.frame.key)
    return canvas.figure()


class _Row:
    """One frame's bar: title, line of the frame, parts, names. A low row has only title, bar and line."""

    def __init__(self, canvas: Canvas, top: int, height: int) -> None:
        self.canvas, self.height = canvas, height
        self.low = height < _NAMES
        self.bar = max(height - 40, 26) if self.low else _BAR
        self.middle = top + (height - self.bar // 2 - 3 if self.low else height // 2 + 12)
        self.title_up = self.bar // 2 + 18 if self.low else _TITLE_UP

    def draw(self, evaluation: Evaluation, key: str) -> None:
        """Draw the frame: what is left or missing in its title, then the bar against its line."""
        frame = evaluation.first.frame(key)
        claimed = evaluation.frame_span(key, "claimed")
        self._title(frame.frame, evaluation.frame_span(key, "balance"))
        if claimed.high > frame.amount:
            edge = self.bar // 2
            self.canvas.outline(frame.amount, claimed.high, self.middle - edge - 5, self.middle + edge)
        numbered = set()
        parts = frame_parts(evaluation, key, int(138 * self.canvas.pixel))
        for part in parts:
            self.canvas.bar(
                part.start, part.amount, self.middle, self.bar, part.colour, hatched=not part.sure
            )
            if self._number(part, frame.amount):
                numbered.add(part)
        if not self.low:
            self._names(parts, numbered)
        self._frame_line(frame.amount)

    def _title(self, frame: Frame, balance: Span) -> None:
        said = balance_span_text(balance.low, balance.high)
        if self.low:
            said = f"{said} (ramme {format_kr(frame.amount)})"
        colour = RED if balance.high < 0 else TEXT if balance.low < 0 else GREEN
        room = self.canvas.width - text_width(said, LABEL_SIZE) * 1.06 - 30
        name = safe(fitted(frame.title, LABEL_SIZE, room) or frame.title[:12])
        text = f"<b>{name}:</b> <span style='color:{colour}'><b>{said}</b></span>"
        self.canvas.text(text, 0, self.middle - self.title_up)

    def _frame_line(self, amount: int) -> None:
        canvas, text = self.canvas, f"Ramme {format_kr(amount)}"
        canvas.line(amount, self.middle - self.bar / 2 - (5 if self.low else 22), self.middle + self.bar / 2)
        if self.low:
            return
        if amount + (text_width(text, LABEL_SIZE) + 10) * canvas.pixel <= canvas.right:
            canvas.text(text, amount + 8 * canvas.pixel, self.middle - _LABEL_UP)
        else:
            canvas.text(text, amount - 8 * canvas.pixel, self.middle - _LABEL_UP, anchor="right")

    def _number(self, part: Part, frame: int) -> bool:
        """The amount inside its part, never on a hatching and never under the frame line; whether there was room."""
        text = format_kr(part.amount)
        half = (text_width(text, NUMBER_SIZE) / 2 + 8) * self.canvas.pixel
        if not part.sure or 2 * half > part.amount + 16 * self.canvas.pixel:
            return False
        place = part.start + part.amount / 2
        if abs(place - frame) < half and part.start < frame < part.end:
            left, right = frame - part.start, part.end - frame
            place = part.start + left / 2 if left >= right else frame + right / 2
            if max(left, right) < 2 * half:
                return False
        self.canvas.text(
            f"<b>{text}</b>", place, self.middle, anchor="center", size=NUMBER_SIZE, colour="white"
        )
        return True

    def _names(self, parts: tuple[Part, ...], numbered: set[Part]) -> None:
        """Each name under its part, from the right; the last may run on to the edge.

        A part too narrow for its number says the amount with its name, or at least the last one says its amount.
        """
        canvas, limit, y = self.canvas, self.canvas.right, self.middle + _BAR / 2 + 15
        for part in reversed(parts):
            said = format_kr(part.amount) if part.sure else format_span(0, part.amount)
            amount = "" if part in numbered else f" {said}"
            name = self._fitted_name(part.name, amount, (limit - part.start) / canvas.pixel - 10)
            if name:
                second_line = 12 if "<br>" in name else 0
                canvas.text(name, part.start + canvas.pixel, y + second_line)
            elif part is parts[-1]:
                canvas.text(said, canvas.right, y, anchor="right")
                limit -= (text_width(said, LABEL_SIZE) + 10) * canvas.pixel
            limit = min(limit, part.start)

    def _fitted_name(self, name: str, amount: str, room: float) -> str:
        """A name in the room under its part: whole, or what stands after its colon, in two lines if there is room."""
        room -= text_width(amount, LABEL_SIZE)
        if text_width(name, LABEL_SIZE) <= room:
            return safe(name) + amount
        short = chart_title(name)
        if self.height >= _TWO_LINES and not amount and text_width(short, LABEL_SIZE) > room:
            return two_lines(short, LABEL_SIZE, room)
        fitting = fitted(short, LABEL_SIZE, room)
        return safe(fitting) + amount if fitting else ""
