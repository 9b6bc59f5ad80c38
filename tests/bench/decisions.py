"""How long the room waits for a decision: locking it, proving the journal, finding again, papers and pictures."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from lederpulje import dates
from lederpulje.actions.database import DEFAULT_SEED, make_database
from lederpulje.actions.decisions.agenda import new_item, new_meeting
from lederpulje.actions.decisions.deciding import Signed, decide, lock_of, new_write_id
from lederpulje.actions.decisions.papers import Wanted, decision_paper, sections_of
from lederpulje.actions.decisions.proving import prove
from lederpulje.actions.decisions.reading import decisions
from lederpulje.actions.decisions.searching import documents
from lederpulje.actions.takeout import chart_picture
from lederpulje.charts.frames import frame_bars
from lederpulje.exchange.minutes.word import minutes_docx
from lederpulje.insight.search import Index
from lederpulje.model import Outcome
from lederpulje.scenarios import evaluate
from lederpulje.store import Store, open_store
from tests.bench.report import Line

COUNT, TIMES, WIDTH = 300, 5, 880
QUERIES = ("talent", "sygefraværet", "psykologisk tryghed", "107.000", "ikke godkendt")


def measure(database: Path) -> Iterator[Line]:
    """A journal of 300 decisions, and what is asked of it."""
    make_database(database, DEFAULT_SEED)
    with open_store(database) as store:
        yield Line(f"a decision locked, {COUNT} in a row", _decide(store), "ms")
        yield Line(f"verify, {COUNT} decisions", _timed(lambda: prove(store)), "ms")
        index = Index(documents(store.base_data(), store.agenda()))
        yield Line(
            f"{len(QUERIES)} searches in {COUNT}", _timed(lambda: [index.find(q) for q in QUERIES]), "ms"
        )
        base = store.base_data()
        figure = frame_bars(evaluate(base, base.baseline(2024)), WIDTH, 176)
        chart_picture(figure, "png", WIDTH)  # the first starts the browser
        yield Line(
            "a picture after the first",
            _timed(lambda: chart_picture(figure, "png", WIDTH)),
            "ms",
            target=1_000,
        )
        yield Line("minutes as Word, with picture", _timed(lambda: _paper(store)), "ms")


def _decide(store: Store) -> list[float]:
    base = store.base_data()
    origin = next(s for s in base.scenarios_of(2024) if not s.baseline)
    meeting = new_meeting(store, "Direktionen", "12. februar 2029")
    taken = []
    for number in range(COUNT):
        item = new_item(store, meeting.id, f"Udmøntning {number}")
        start = time.perf_counter()
        whole = replace(item, decision=f"Puljen bruges som indstillet, del {number}.", year=2024)
        decide(store, whole, Outcome.GODKENDT, lock_of(base, origin, origin), Signed("HR", new_write_id()))
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _paper(store: Store) -> bytes:
    draw = partial(chart_picture, kind="png", width=WIDTH)
    wanted = Wanted(store.agenda(), store.base_data(), sections_of(store), draw, dates.now())
    return minutes_docx(decision_paper(wanted, decisions(store.agenda())[-1]))


def _timed(act: Callable[[], object]) -> list[float]:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        act()
        taken.append((time.perf_counter() - start) * 1000)
    return taken
