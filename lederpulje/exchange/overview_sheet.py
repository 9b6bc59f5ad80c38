"""*Oversigt over kurser og arrangementer med finansiering* as Excel: real numbers and dates, sums as values."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from lederpulje.exchange.characters import for_cells
from lederpulje.exchange.overview import Activity, Overview, Span, Theme
from lederpulje.exchange.workbook import (
    BORDER,
    INK,
    MOST_IN_A_CELL,
    PRIMARY,
    SURFACE,
    excel_length,
    heading_style,
    lines_needed,
)

_A4, _LINE, _MOST_LINES = 9, 15, 12
_CUT = "… (forkortet)"
_BEFORE = (("Aktivitet", 40), ("Hvornår", 26), ("Start", 12), ("Tilmeldingsfrist", 13), ("For hvem", 26))
_PRICE = (("Pris", 14), ("Prisen er", 15))
_CLAIM, _CLAIMS = (("Krav på puljen", 14),), (("Krav på puljen, lavest", 14), ("Krav på puljen, højest", 14))
_AFTER = (("Hvem betaler", 34), ("Status", 12), ("Ikke afklaret", 36))
_FRAMES = (("Delramme", 44), ("Ramme", 16))
_FRAME_SPANS = (("Krav, lavest", 16), ("Krav, højest", 16), ("Rest, lavest", 16), ("Rest, højest", 16))
_SOURCES = (("Aktivitet", 44), ("Sådan er prisen regnet", 44), ("Kilde", 80), ("Vores skøn", 40))
_Cell = str | int | dt.date | None
"""A text, an amount in øre, a date, or nothing."""


def overview_book(said: Overview) -> bytes:
    """The overview as a workbook of four sheets: activities, what is not settled, the frames, the sources."""
    file = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(file, {**options, "strings_to_numbers": False}) as book:
        book.set_properties({"title": said.title, "created": said.printed.replace(tzinfo=None)})
        pen = _Pen(book)
        _activities(pen, said)
        _unsettled(pen, said)
        _frames(pen, said)
        _sources(pen, said)
    return file.getvalue()


class _Pen:
    """A workbook, the styles that cells are written in, and the sheet and row that are written now."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        plain = {"valign": "top", "text_wrap": True, "font_color": INK}
        filled = {**plain, "bold": True, "bg_color": SURFACE, "top": 1, "top_color": BORDER}
        self.heading = heading_style(book)
        self.title = book.add_format({"bold": True, "font_size": 18, "font_color": PRIMARY})
        self.part = book.add_format({"bold": True, "font_size": 13, "font_color": PRIMARY})
        self.strong = book.add_format({**plain, "bold": True})
        self.text, self.sum_text = book.add_format(plain), book.add_format(filled)
        self._plain, self._filled = plain, filled
        self._made: dict[tuple[str, bool], Format] = {}
        self.sheet: Worksheet
        self.row = self.last = self.width = 0

    def open(self, name: str, title: str, columns: Sequence[tuple[str, int]]) -> None:
        """A new sheet with its title."""
        self.sheet, self.row = self.book.add_worksheet(name), 0
        for at, (_, width) in enumerate(columns):
            self.sheet.set_column(at, at, width)
        self.last, self.width = len(columns) - 1, sum(width for _, width in columns) - 10
        self.line(title, self.title)
        self.sheet.set_landscape()
        self.sheet.set_paper(_A4)
        self.sheet.fit_to_pages(1, 0)
        self.sheet.set_footer("&L&A&RSide &P af &N")
        self.sheet.hide_gridlines(2)

    def line(self, text: str, style: Format | None = None) -> None:
        """A text on a line of its own across the table, as high as it needs."""
        if text:
            self.sheet.merge_range(self.row, 0, self.row, self.last, "", style or self.text)
            self.sheet.write_string(self.row, 0, _fitting(text), style or self.text)
            lines = min(lines_needed([(text, self.width)]), _MOST_LINES)
            self.sheet.set_row(self.row, (26 if style is self.title else _LINE) * lines)
        self.row += 1

    def headings(self, columns: Sequence[tuple[str, int]]) -> None:
        """The headings of a table; they stand on every page and stay while one scrolls."""
        for at, (name, _) in enumerate(columns):
            self.sheet.write_string(self.row, at, name, self.heading)
        self.sheet.set_row(self.row, 34)
        self.sheet.repeat_rows(self.row)
        self.row += 1
        self.sheet.freeze_panes(self.row, 1)

    def cells(
        self,
        cells: Sequence[_Cell],
        columns: Sequence[tuple[str, int]],
        *,
        is_sum: bool = False,
        estimated: bool = False,
    ) -> None:
        """A row of a table; amounts are marked ≈ where they rest on an estimate."""
        texts = [(c, width) for c, (_, width) in zip(cells, columns, strict=True) if isinstance(c, str)]
        self.sheet.set_row(self.row, _LINE * min(lines_needed(texts), _MOST_LINES))
        for at, cell in enumerate(cells):
            if isinstance(cell, int):
                number = '"≈ "#,##0.00' if estimated else "#,##0.00"
                self.sheet.write_number(self.row, at, cell / 100, self._style(number, is_sum=is_sum))
            elif isinstance(cell, dt.date):
                self.sheet.write_datetime(self.row, at, cell, self._style("dd-mm-yyyy", is_sum=is_sum))
            elif cell:
                self.sheet.write_string(self.row, at, _fitting(cell), self.sum_text if is_sum else self.text)
            elif is_sum:
                self.sheet.write_blank(self.row, at, None, self.sum_text)
        self.row += 1

    def _style(self, number: str, *, is_sum: bool) -> Format:
        if (number, is_sum) not in self._made:
            base = self._filled if is_sum else self._plain
            self._made[number, is_sum] = self.book.add_format({**base, "num_format": number})
        return self._made[number, is_sum]


def _fitting(text: str) -> str:
    """The text as a cell can hold it; this paper is read, and never read back."""
    kept = for_cells(text)
    return kept if excel_length(kept) <= MOST_IN_A_CELL else kept[: MOST_IN_A_CELL // 2 - len(_CUT)] + _CUT


def _activities(pen: _Pen, said: Overview) -> None:
    claims = _CLAIMS if said.has_spans else _CLAIM
    columns = (*_BEFORE, *_PRICE, *claims, *_AFTER)
    pen.open(f"Oversigt {said.year}", said.title, columns)
    pen.line(f"{said.about[0]} {said.conclusion}", pen.strong)
    pen.headings(columns)
    for theme in said.themes:
        pen.line(theme.name, pen.part)
        for activity in theme.activities:
            pen.cells(_activity(activity, said.has_spans), columns, estimated=activity.estimated)
        _sum(pen, f"I alt: {theme.name}", theme, columns, said.has_spans)
    if said.themes:
        pen.line("")
        _sum(pen, said.total.name, said.total, columns, said.has_spans)
    else:
        pen.line(said.nothing)
    pen.line("")
    for line in said.about[1:]:
        pen.line(line)


def _activity(activity: Activity, has_spans: bool) -> list[_Cell]:
    a = activity
    price: _Cell = a.price if a.cost is None else a.cost
    claim = [None] * (1 + has_spans) if a.cost is None else _ends(a.claimed, has_spans)
    unsettled = "; ".join(a.unsettled)
    before: list[_Cell] = [a.title, a.when, a.start, a.deadline, a.audience, price, a.basis]
    return [*before, *claim, a.payers, a.status, unsettled]


def _ends(span: Span, has_spans: bool) -> list[_Cell]:
    return list(span) if has_spans else [span[0]]


def _sum(pen: _Pen, name: str, theme: Theme, columns: Sequence[tuple[str, int]], has_spans: bool) -> None:
    marked = any(a.estimated for a in theme.activities)
    before: list[_Cell] = [name, "", None, None, "", theme.cost, ""]
    note = f"{theme.unpriced} ikke prissat og ikke regnet med" if theme.unpriced else ""
    claim = _ends(theme.claimed, has_spans) if theme.cost is not None else [None] * (1 + has_spans)
    pen.cells([*before, *claim, "", "", note], columns, is_sum=True, estimated=marked)


def _unsettled(pen: _Pen, said: Overview) -> None:
    columns = (("Hvad mangler", 44), ("Hvor", 100))
    pen.open("Ikke afklaret", "Det, der ikke er afklaret", columns)
    if not said.unsettled:
        pen.line("Alt er afklaret: hver aktivitet har en pris, en betaler og en dato.")
        return
    pen.headings(columns)
    for heading, lines in said.unsettled:
        for line in lines:
            pen.cells([heading, line], columns)


def _frames(pen: _Pen, said: Overview) -> None:
    columns = (*_FRAMES, *_FRAME_SPANS, ("Med ord", 44))
    pen.open("Økonomi", f"Økonomi {said.year}", columns)
    pen.line(said.conclusion, pen.strong)
    pen.headings(columns)
    for frame in said.frames:
        cells: list[_Cell] = [frame.title, frame.amount, *frame.claimed, *frame.balance, frame.words[2]]
        pen.cells(cells, columns, is_sum=frame is said.frames[-1])


def _sources(pen: _Pen, said: Overview) -> None:
    pen.open("Kilder", "Hvor tallene kommer fra", _SOURCES)
    pen.headings(_SOURCES)
    for source in said.sources:
        pen.cells(source, _SOURCES)
    pen.line("")
    for what, words in said.trace:
        pen.line(f"{what} {words}" if what.endswith("?") else f"{what}: {words}")
