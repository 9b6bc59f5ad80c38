"""What is really free: a bar a frame, how much of it is spent, committed and planned, against the line of the frame."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from lederpulje.charts.theme import (
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
)
from lederpulje.insight.money import FrameMoney, Money
from lederpulje.money import format_kr, format_span
from lederpulje.scenarios import Span

OUTSIDE = "Uden for delrammerne"
_BAR, _THIN, _GAP = 46, 30, 18  # pixels
_FULL, _NAMED, _LEGEND = (
    120,
    78,
    30,
)  # from these heights of a row on: the whole of it, names under its bar; else a legend
_OPEN = "Efter svarene"
_COLOURS = {"Forbrugt": SERIES[0], "Disponeret": SERIES[1], "Planlagt": SERIES[2]}


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a bar in øre from the left. What is only planned is thinner; what hangs on an answer is hatched."""

    name: str
    start: int
    amount: int
    colour: str
    sure: bool = True

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.start + self.amount


@dataclass(frozen=True, slots=True)
class FreeRow:
    """A frame's money: what is bound at least, and what else may be, in øre."""

    title: str
    amount: int
    free: Span
    pieces: tuple[Piece, ...]

    @property
    def most(self) -> int:
        """How far the row reaches."""
        return max([self.amount, *(piece.end for piece in self.pieces)])


def free_rows(found: Money) -> tuple[FreeRow, ...]:
    """A row for each frame, and one for the part of the pool that is in none."""
    frames = range(len(found.worlds[0].frames))
    rows = [_row([w.frames[at] for w in found.worlds]) for at in frames]
    outside = [w.outside for w in found.worlds]
    if outside[0].amount or not rows:
        rows.append(_row(outside))
    return tuple(rows)


def _row(cells: Sequence[FrameMoney]) -> FreeRow:
    low, high = min(cells, key=lambda c: c.expected), max(cells, key=lambda c: c.expected)
    pieces: list[Piece] = []
    amounts = (low.spent, low.committed, low.planned)
    for (name, colour), amount in zip(_COLOURS.items(), amounts, strict=True):
        if amount > 0:
            pieces.append(Piece(name, pieces[-1].end if pieces else 0, amount, colour))
    if high.expected > low.expected:
        start = pieces[-1].end if pieces else 0
        pieces.append(Piece(_OPEN, start, high.expected - low.expected, SERIES[3], sure=False))
    title = low.frame.title if low.frame else OUTSIDE
    return FreeRow(title, low.amount, Span(high.free, low.free), tuple(pieces))


def free_bars(rows: Sequence[FreeRow], said: Sequence[str], width: int, row_height: int) -> go.Figure:
    """The figure, `row_height` pixels for each row; `said` are the words for what is free of each.

    Rows too low for names under their bars share a line at the top that says what the pieces are.
    """
    reach = max([1, *(row.most for row in rows)]) * 1.02
    head = _LEGEND if row_height < _NAMED else 0
    canvas = Canvas(width, head + row_height * max(len(rows), 1), 0, reach / width)
    if head:
        canvas.text(_legend(rows), 0, head / 2)
    for place, (row, words) in enumerate(zip(rows, said, strict=True)):
        _Drawing(canvas, row, head + place * row_height, row_height).draw(words)
    return canvas.figure()


def _legend(rows: Sequence[FreeRow]) -> str:
    names = dict.fromkeys((p.name, p.colour) for row in rows for p in row.pieces)
    order = [*_COLOURS, _OPEN]
    parts = sorted(names, key=lambda part: order.index(part[0]))
    said = [f"<span style='color:{colour}'><b>{name}</b></span>" for name, colour in parts]
    return f"Fra venstre: {', '.join(said)}" if said else "Intet er brugt eller planlagt"


class _Drawing:
    """One row: its title with what is free, the bar against the line of the frame, and the names of its pieces."""

    def __init__(self, canvas: Canvas, row: FreeRow, top: int, height: int) -> None:
        self.canvas, self.row = canvas, row
        self.low, self.named = height < _FULL, height >= _NAMED
        self.top = top
        if not self.low:
            self.bar, self.middle = _BAR, top + height // 2 + 12
            return
        below = 26 if self.named else 3
        self.bar = max(min(height - 28 - below, 40), 18)
        self.middle = top + height - below - self.bar // 2

    def draw(self, words: str) -> None:
        """Draw it."""
        row, half = self.row, self.bar // 2
        self._title(words)
        if row.most > row.amount:
            self.canvas.outline(row.amount, row.most, self.middle - half - 4, self.middle + half)
        numbered = set()
        for piece in row.pieces:
            thick = _THIN if piece.name == "Planlagt" and not self.low else self.bar
            self.canvas.bar(
                piece.start, piece.amount, self.middle, thick, piece.colour, hatched=not piece.sure
            )
            if self._number(piece):
                numbered.add(piece)
        if self.named:
            self._labels([(p, _words(p, p in numbered)) for p in row.pieces])
        self._frame_line()

    def _title(self, words: str) -> None:
        row = self.row
        said = f"{words} (ramme {format_kr(row.amount)})" if self.low else words
        colour = RED if row.free.high < 0 else TEXT if row.free.low < 0 else GREEN
        room = self.canvas.width - text_width(said, LABEL_SIZE) * 1.06 - 30
        name = safe(fitted(row.title, LABEL_SIZE, room) or row.title[:12])
        text = f"<b>{name}:</b> <span style='color:{colour}'><b>{said}</b></span>"
        self.canvas.text(text, 0, self.top + 12 if self.low else self.middle - self.bar // 2 - 44)

    def _frame_line(self) -> None:
        canvas, amount, text = self.canvas, self.row.amount, f"Ramme {format_kr(self.row.amount)}"
        half = self.bar / 2
        canvas.line(amount, self.middle - half - (2 if self.low else 22), self.middle + half)
        if self.low:
            return
        y, gap = self.middle - half - 17, 8 * canvas.pixel
        if amount + (text_width(text, LABEL_SIZE) + 10) * canvas.pixel <= canvas.right:
            canvas.text(text, amount + gap, y)
        else:
            canvas.text(text, amount - gap, y, anchor="right")

    def _number(self, piece: Piece) -> bool:
        """The amount inside its piece, never on a hatching and never under the frame line; whether there was room."""
        text, pixel = format_kr(piece.amount), self.canvas.pixel
        half = (text_width(text, NUMBER_SIZE) / 2 + 8) * pixel
        if not piece.sure or 2 * half > piece.amount:
            return False
        place, frame = piece.start + piece.amount / 2, self.row.amount
        if piece.start < frame < piece.end and abs(place - frame) < half:
            left, right = frame - piece.start, piece.end - frame
            place = piece.start + left / 2 if left >= right else frame + right / 2
            if max(left, right) < 2 * half:
                return False
        if self.low and self.bar < NUMBER_SIZE + 4:
            return False
        self.canvas.text(
            f"<b>{text}</b>", place, self.middle, anchor="center", size=NUMBER_SIZE, colour="white"
        )
        return True

    def _labels(self, labels: list[tuple[Piece, str]]) -> None:
        """The names under the bar, each as near its piece as the others let it; what has no room is left out last."""
        canvas = self.canvas
        widths = [text_width(text, LABEL_SIZE) + _GAP for _, text in labels]
        while sum(widths) > canvas.width and labels:
            labels, widths = labels[:-1], widths[:-1]
        places: list[float] = []
        for (piece, _), _width in zip(labels, widths, strict=True):
            before = places[-1] + widths[len(places) - 1] if places else 0
            places.append(max(piece.start / canvas.pixel, before))
        limit = float(canvas.width)
        for at in reversed(range(len(places))):
            places[at] = min(places[at], limit - widths[at])
            limit = places[at]
        y = self.middle + self.bar / 2 + (14 if self.low else 17)
        for (piece, text), place in zip(labels, places, strict=True):
            said = f"<span style='color:{piece.colour}'><b>{text}</b></span>"
            canvas.text(said, (place + 2) * canvas.pixel, y)


def _words(piece: Piece, numbered: bool) -> str:
    if numbered:
        return piece.name
    amount = format_kr(piece.amount) if piece.sure else format_span(0, piece.amount)
    return f"{piece.name} {amount}"
