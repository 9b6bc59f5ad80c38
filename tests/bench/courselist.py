"""How long HR waits: the check of a large list, a large file read in, and a page with the list's editor."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import sync_playwright

from lederpulje.actions.courselist.checking import check
from lederpulje.actions.courselist.importing import check_file, understood
from lederpulje.exchange.reading import read_file
from lederpulje.exchange.workbook import workbook
from lederpulje.model import BaseData, ProposedRow
from lederpulje.store import create_database
from tests.bench.data import YEAR, base_data
from tests.bench.report import Line
from tests.bench.servers import APP, serve
from tests.browser.chromium import launch, new_watched_page, show
from tests.browser.grid import click_cell, paste

COURSES, ROWS = 500, 5_000
TIMES = 3


def measure(database: Path, samples: int) -> Iterator[Line]:
    """A check of 500 changed courses, a file of 5.000 rows, and a cell of a list of 500."""
    base = base_data(COURSES)
    rows = [
        ProposedRow("Kurser", 0, (("Deltagere", str(n % 40 + 1)),), c.id) for n, c in enumerate(base.courses)
    ]
    yield Line(f"check, {COURSES} courses changed", _timed(lambda: check(base, rows)), "ms", target=2_000)
    large = base_data(ROWS)
    data, empty = workbook(large), replace(large, courses=(), funding=())
    yield Line(f"import, {ROWS} new rows", _timed(lambda: _import(empty, data)), "ms", target=10_000)
    yield Line(f"import, {ROWS} known rows", _timed(lambda: _import(large, data)), "ms", target=10_000)
    yield Line(f"cell of the editor, {COURSES} courses", _cells(database, base, samples), "ms", target=1_000)


def _timed(act: object) -> list[float]:
    taken = []
    for _ in range(TIMES):
        start = time.perf_counter()
        act()  # type: ignore[operator]
        taken.append((time.perf_counter() - start) * 1000)
    return taken


def _import(base: BaseData, data: bytes) -> None:
    """Read, understand and check a file, as the page does."""
    grids = read_file(data, "Kursusliste.xlsx")
    checked = check_file(base, understood(base, grids, {}, {}), {}, remove=False)
    if checked.stopping:
        raise ValueError(f"the file cannot be imported: {checked.stopping[0]}")


def _cells(database: Path, base: BaseData, samples: int) -> list[float]:
    """From a pasted cell until the app has it in the draft and the page is at rest."""
    create_database(database, base)
    with sync_playwright() as playwright, serve(APP, database) as server:
        browser = launch(playwright)
        page = new_watched_page(
            browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 720})
        )
        show(page, f"/kurser?aar={YEAR}")
        taken = []
        for at in range(samples):
            click_cell(page, at % 8, 620)
            start = time.perf_counter()
            paste(page, str(50 + at))
            taken.append((time.perf_counter() - start) * 1000)
        browser.close()
    return taken
