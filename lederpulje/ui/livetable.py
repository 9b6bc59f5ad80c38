"""What the live part of *Scenarier* shows at every position of its controls, worked out beforehand by the engine.

The browser only looks up in this table and draws: no rule is written a second time in its script.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from lederpulje.actions.drafts import DRAFT_NAME
from lederpulje.actions.levers import Lever, tipping_point
from lederpulje.charts.payers import PayerBoard, PayerRow, payer_row
from lederpulje.errors import LederpuljeError
from lederpulje.kept import Kept
from lederpulje.model import Answer, Scenario
from lederpulje.money import format_kr
from lederpulje.scenarios import Comparison, Evaluation, compare_evaluated, evaluate, with_settings
from lederpulje.scenarios.evaluation import KnownShares
from lederpulje.scenarios.plan import year_plan
from lederpulje.ui.figures import KeyFigure, claimed_figure, headroom_figure, others_figure
from lederpulje.ui.frame import conclusion_lines
from lederpulje.ui.layout import chart_width, scenario_row_height
from lederpulje.ui.session import View
from lederpulje.wording import estimates_note, question, short_difference_text

MOST_ROWS = 250  # a table of some hundred kilobytes
MEETING_ROWS = 4

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Switch:
    """A condition to answer; `live` if the table holds all its answers, so that it needs no word from the server."""

    key: str
    question: str
    live: bool


@dataclass(frozen=True, slots=True)
class LiveTable:
    """One row for each answer of the live switches (in order; ja, nej, uafklaret) and each position of the lever.

    A row holds the cards, the sentence, the line under it, which of `layouts` its picture stands on, and the pieces
    of its own bar; a row that cannot be evaluated says why instead of the sentence. `tips` has one entry for each
    set of answers; `texts` one for each position. `name` changes when anything in the table does; two tables with
    the same `content` differ at most in how large their pictures are.
    """

    name: str
    content: str
    switches: tuple[Switch, ...]
    texts: tuple[str, ...]
    tips: tuple[tuple[int, str], ...]
    rows: tuple[Json, ...]
    layouts: tuple[Json, ...]

    def positions(self, answers: tuple[Answer, ...]) -> tuple[tuple[str, Json, bool], ...]:
        """Each position of the lever under these answers: its text, its row, and whether its frame holds there."""
        at = 0
        for switch, answer in zip(self.switches, answers, strict=True):
            at = at * len(Answer) + list(Answer).index(answer) if switch.live else at
        if not self.texts:
            return ()
        rows = self.rows[at * len(self.texts) : (at + 1) * len(self.texts)]
        return tuple(
            (text, row, place <= self.tips[at][0])
            for place, (text, row) in enumerate(zip(self.texts, rows, strict=True))
        )


_TABLES: Kept[LiveTable] = Kept(24)


def live_table(view: View, lever: Lever | None) -> LiveTable:
    """The table of a view for the lever in front. The last few are kept: where the hand stands is not part of it."""
    switches = _switches(view, lever)
    scenario = _without(view.scenario, switches, lever)
    start = _start(view, switches, lever) if view.draft is None else None
    lever_key = (lever.name, lever.positions) if lever else None
    key = (scenario, view.baseline.key, lever_key, start, view.meeting, view.ignored)

    def build() -> LiveTable:
        same = (view.base.data_version, scenario, view.baseline.key, lever_key)
        name, content = (hashlib.sha256(repr(w).encode()).hexdigest()[:12] for w in ((*same, key), same))
        return _Builder(view, lever, switches).table(name, content, start)

    return _TABLES.get(view.base, key, build)


def _switches(view: View, lever: Lever | None) -> tuple[Switch, ...]:
    """The year's conditions, in order as many of them live as the table has room for."""
    rows, switches = len(lever.positions) if lever else 1, []
    for key in year_plan(view.base, view.year).conditions:
        live = rows * len(Answer) <= MOST_ROWS
        rows *= len(Answer) if live else 1
        switches.append(Switch(key, question(view.base, key), live))
    return tuple(switches)


def _without(scenario: Scenario, switches: tuple[Switch, ...], lever: Lever | None) -> Scenario:
    """The scenario without what the controls decide, so that it is the same wherever they stand."""
    live = {s.key for s in switches if s.live}
    return replace(
        scenario,
        answers=tuple((k, a) for k, a in scenario.answers if k not in live),
        overrides=tuple((k, v) for k, v in scenario.overrides if lever is None or k != lever.name),
    )


def current_answers(view: View, switches: tuple[Switch, ...]) -> tuple[Answer, ...]:
    """Where the switches stand: the scenario's own answer, else the base data's."""
    known = {c.key: c.answer for c in view.base.conditions} | dict(view.scenario.answers)
    return tuple(known.get(s.key, Answer.UAFKLARET) for s in switches)


def _start(view: View, switches: tuple[Switch, ...], lever: Lever | None) -> int:
    """The row of a saved scenario as it is."""
    row = 0
    for switch, answer in zip(switches, current_answers(view, switches), strict=True):
        if switch.live:
            row = row * len(Answer) + list(Answer).index(answer)
    return row * len(lever.positions) + lever.positions.index(lever.value) if lever else row


class _Builder:
    """Evaluates every row, then draws them all on one scale."""

    def __init__(self, view: View, lever: Lever | None, switches: tuple[Switch, ...]) -> None:
        self.view, self.lever, self.switches = view, lever, switches
        self.live = [s.key for s in switches if s.live]
        self.known: KnownShares = {}  # between two positions next to each other nearly all is the same
        self.baseline = self._evaluated(view.baseline)
        self.others = [s for s in view.base.scenarios_of(view.year) if s.key != view.baseline.key]

    def table(self, name: str, content: str, start: int | None) -> LiveTable:
        """The whole table; `start` is the row of the saved scenario, if that is what is being looked at."""
        settings = list(self._settings())
        found = [self._evaluated(with_settings(self.view.scenario, *s)) for s in settings]
        compared = [self._compared(evaluation) for evaluation in found]
        own = [self._own_row(comparison, at == start) for at, comparison in enumerate(compared)]
        alone = start is not None and self.view.scenario.key == self.view.baseline.key
        layouts = [self._fixed(start is not None), self._fixed(False)]
        count = max(len(layouts[0]) + (0 if alone else 1), len(layouts[1]) + 1)
        shown = [row for row in (*own, *layouts[0], *layouts[1]) if row is not None]
        board = PayerBoard(
            shown,
            self._pool(found),
            chart_width(self.view.meeting),
            scenario_row_height(self.view.meeting, count),
        )
        return LiveTable(
            name,
            content,
            self.switches,
            self._texts(found),
            self._tips(),
            tuple(
                self._row(board, comparison, row, at == start, alone and at == start)
                for at, (comparison, row) in enumerate(zip(compared, own, strict=True))
            ),
            tuple(
                self._layout(board, rows, leave_room)
                for rows, leave_room in zip(layouts, (not alone, True), strict=True)
            ),
        )

    def _settings(self) -> Iterator[tuple[Mapping[str, Answer], Mapping[str, str]]]:
        for answers in product(Answer, repeat=len(self.live)):
            chosen = dict(zip(self.live, answers, strict=True))
            for position in self.lever.positions if self.lever else ("",):
                yield chosen, {self.lever.name: position} if self.lever else {}

    def _evaluated(self, scenario: Scenario) -> Evaluation | str:
        """The evaluation, or why there is none."""
        try:
            return evaluate(self.view.base, scenario, self.known)
        except LederpuljeError as error:
            return str(error)

    def _compared(self, evaluation: Evaluation | str) -> Comparison | str:
        """The comparison with the baseline, or why there is none."""
        if isinstance(evaluation, str) or isinstance(self.baseline, str):
            return evaluation if isinstance(evaluation, str) else str(self.baseline)
        return compare_evaluated(self.view.base, self.baseline, evaluation)

    def _own_row(self, comparison: Comparison | str, is_saved: bool) -> PayerRow | None:
        if isinstance(comparison, str):
            return None
        row = payer_row(comparison.scenario, short_difference_text(comparison))
        return replace(row, name=self.view.scenario.name if is_saved else DRAFT_NAME)

    def _fixed(self, is_saved: bool) -> list[PayerRow]:
        """The rows that stand still: the baseline, and the other scenarios that there is room for beside the own."""
        if isinstance(self.baseline, str):
            return []
        own = self.view.scenario.key if is_saved else None
        others = [s for s in self.others if s.key != own]
        room = MEETING_ROWS - (1 if own == self.view.baseline.key else 2)
        rows = [payer_row(self.baseline, "udgangspunktet")]
        for scenario in others[: room if self.view.meeting else None]:
            comparison = self._compared(self._evaluated(scenario))
            if not isinstance(comparison, str):
                rows.append(payer_row(comparison.scenario, short_difference_text(comparison)))
        return rows

    def _layout(self, board: PayerBoard, rows: list[PayerRow], leave_room: bool) -> Json:
        """The rows that stand still, the place under the baseline left for the one that moves."""
        canvas = board.canvas(len(rows) + (1 if leave_room else 0))
        for at, row in enumerate(rows):
            board.row(canvas, row, at + (1 if at and leave_room else 0))
        compared = len(rows) > 1 or leave_room
        if rows:
            board.head(canvas, self.view.baseline.name if compared else "")
        return {"size": (canvas.width, canvas.height), "pieces": canvas.pieces()}

    def _pool(self, found: list[Evaluation | str]) -> int:
        known = [e.first.pool.amount for e in found if not isinstance(e, str)]
        return known[0] if known else 1

    def _row(
        self,
        board: PayerBoard,
        comparison: Comparison | str,
        own: PayerRow | None,
        is_saved: bool,
        alone: bool,
    ) -> Json:
        layout = 0 if is_saved else 1
        if isinstance(comparison, str):
            return {"cards": [], "said": comparison, "more": "", "layout": layout, "pieces": []}
        evaluation = comparison.scenario
        sure = estimates_note(evaluation)
        cards = (
            claimed_figure(evaluation, comparison),
            headroom_figure(self.view, evaluation),
            others_figure(evaluation),
        )
        said, more = conclusion_lines(self.view, evaluation, f"{sure[0].upper()}{sure[1:]}.")
        canvas = board.canvas(2)
        if own is not None and not alone:
            board.row(canvas, own, 1)
        return {
            "cards": [_card(card) for card in cards],
            "said": said,
            "more": more,
            "layout": layout,
            "pieces": canvas.pieces(),
        }

    def _texts(self, found: list[Evaluation | str]) -> tuple[str, ...]:
        """What each position of the lever is called, with what the activity then costs."""
        if self.lever is None:
            return ()
        owner = self.lever.name.rpartition(".")[0]
        texts = []
        for label, evaluation in zip(self.lever.labels, found, strict=False):
            cost = None
            if owner != "frame" and not isinstance(evaluation, str):
                cost = max((r.course(owner).cost or 0 for r in evaluation.results), default=None)
            texts.append(label if cost is None else f"{label}, {format_kr(cost)}")
        return tuple(texts)

    def _tips(self) -> tuple[tuple[int, str], ...]:
        if self.lever is None:
            return ()
        tips = []
        for answers in product(Answer, repeat=len(self.live)):
            chosen = dict(zip(self.live, answers, strict=True))
            try:
                point = tipping_point(
                    self.view.base, with_settings(self.view.scenario, chosen, {}), self.lever
                )
            except LederpuljeError:  # said where the figures would stand
                tips.append((len(self.lever.positions) - 1, ""))
            else:
                tips.append((point.at, point.text))
        return tuple(tips)


def _card(figure: KeyFigure) -> list[Any]:
    return [figure.name, figure.lines, figure.note, figure.tone]
