"""Measures in Chromium what a user sees: from key or click, from launch, with many pages open."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from tests.bench.report import Line
from tests.bench.servers import APP, EMPTY_CHART, FLOOR, CannotMeasure, Server, memory_mb, serve


@dataclass(frozen=True, slots=True)
class Step:
    """What is done to a page: a key pressed on an element, or, without a key, a click on it."""

    selector: str
    key: str | None = None


# What is pressed and looked at. The steps of an action are taken in turn, so that each changes something.
FRONT_PAGE = "/"
PLAY_PAGE = "/scenarier"
SWITCH_PAGE = PLAY_PAGE
LEVER_PAGE = "/scenarier?aar=2024&scenarie=puljen-betaler"  # where the pool pays, so that the lever moves it
FIGURES = ".noegletal"
CHART = ".js-plotly-plot .main-svg"
PICTURE = ".billede"  # of the live part, drawn by hand
SWITCH = (
    Step('.valg label:has-text("Ja")'),
    Step('.valg label:has-text("Nej")'),
)
LEVER = (Step("button.mere"), Step("button.mindre"))

FLOOR_SLIDER = '[data-testid="stSlider"] input[type="range"]'
FLOOR_STEPS = (Step(FLOOR_SLIDER, "ArrowRight"), Step(FLOOR_SLIDER, "ArrowLeft"))
FLOOR_FIGURES = '[data-testid="stMetricValue"]'

AT_REST = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 60_000  # ms
WARM_UP = 4
OPEN_PAGES = 20
SCRIPT = Path(__file__).with_name("watch.js").read_text("utf-8")
INSTALLED = ("google-chrome-stable", "google-chrome", "chromium", "chromium-browser", "microsoft-edge")


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of the tests: the one named by tests/run, an installed one, or Playwright's own."""
    found = os.environ.get("LEDERPULJE_TEST_BROWSER") or next(
        filter(None, map(shutil.which, INSTALLED)), None
    )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=found)
        try:
            yield browser
        finally:
            browser.close()


def measure_changes(database: Path, samples: int) -> Iterator[Line]:
    """Key figures, and figures with chart, against the floor page in the same run, in turn."""
    actions = (("switch", SWITCH_PAGE, SWITCH), ("lever", LEVER_PAGE, LEVER))
    floor: list[float] = []
    figures: dict[str, list[float]] = {name: [] for name, _, _ in actions}
    both: dict[str, list[float]] = {name: [] for name, _, _ in actions}
    with serve(FLOOR) as floor_server, serve(APP, database) as app_server, chromium() as browser:
        floor_page = _open(browser, floor_server, FRONT_PAGE, (FLOOR_FIGURES,))
        pages = {name: _open(browser, app_server, path, (FIGURES, PICTURE)) for name, path, _ in actions}
        for turn in range(-WARM_UP, samples):
            for name, _, steps in actions:
                least = _change(floor_page, FLOOR_STEPS, turn, (FLOOR_FIGURES,))
                took = _change(pages[name], steps, turn, (FIGURES, PICTURE))
                if turn >= 0:
                    floor += least
                    figures[name].append(took[0])
                    both[name].append(max(took))
    for name, _, _ in actions:
        yield Line(f"{name} → key figures", figures[name], "ms", floor, 1.4)
        yield Line(f"{name} → key figures and chart", both[name], "ms", floor, 2.5)


def measure_launch(database: Path, launches: int) -> Iterator[Line]:
    """From the command to the painted front page, against an empty app with one chart, in turn."""
    app: list[float] = []
    floor: list[float] = []
    with chromium() as browser:
        for turn in range(1 + launches):  # the first compiles modules and makes the database
            with serve(EMPTY_CHART) as server:
                taken = _first_paint(browser, server, (CHART,))
            floor += [taken] if turn else []
            with serve(APP, database) as server:
                taken = _first_paint(browser, server, (FIGURES, CHART))
            app += [taken] if turn else []
    yield Line("launch → first painted page", app, "ms", floor, 1.3)


def measure_memory(database: Path) -> Iterator[Line]:
    """Resident memory of the server with many open pages, against one."""
    for path, picture in ((FRONT_PAGE, CHART), (PLAY_PAGE, PICTURE)):
        with serve(APP, database) as server, chromium() as browser:
            _open(browser, server, path, (FIGURES, picture))
            one = memory_mb(server.pid)
            for _ in range(OPEN_PAGES - 1):
                _open(browser, server, path, (FIGURES, picture))
            many = memory_mb(server.pid)
        yield Line(f"server memory, {OPEN_PAGES} × {path} open (floor: 1)", [many], "MB", [one], 1.5)


def _open(browser: Browser, server: Server, path: str, shown: tuple[str, ...]) -> Page:
    """A page of its own, at rest with all of `shown` painted."""
    page = _new_page(browser, shown)
    page.goto(server.url + path)
    first_painted(page, shown)
    page.wait_for_selector(AT_REST, state="attached", timeout=PATIENCE)
    return page


def _first_paint(browser: Browser, server: Server, shown: tuple[str, ...]) -> float:
    """Milliseconds from before the server's process was made, in a browser that has nothing cached."""
    page = _new_page(browser, shown)
    page.goto(server.url + FRONT_PAGE, wait_until="commit")
    taken = first_painted(page, shown) - server.started * 1000
    page.close()
    return taken


def _new_page(browser: Browser, shown: tuple[str, ...]) -> Page:
    """A page with nothing cached that notes by itself when all of `shown` has been painted."""
    return prepared(browser.new_page(viewport={"width": 1280, "height": 720}), shown)


def prepared(page: Page, shown: tuple[str, ...]) -> Page:
    """A page that notes by itself when all of `shown` has been painted."""
    page.add_init_script(f"{SCRIPT}\nbench.first = bench.painted({json.dumps(shown)});")
    return page


def first_painted(page: Page, shown: tuple[str, ...]) -> float:
    """The time of day, in milliseconds, at which all of `shown` was painted."""
    for selector in shown:
        try:
            page.wait_for_selector(selector, state="attached", timeout=PATIENCE)
        except PlaywrightError as error:
            said = page.locator("body").inner_text()[:500]
            raise CannotMeasure(f"{page.url} shows no {selector}. It shows:\n{said}") from error
    when: float = page.evaluate("() => bench.first")
    return when


def _change(page: Page, steps: tuple[Step, ...], turn: int, watched: tuple[str, ...]) -> list[float]:
    """Milliseconds from one key or click to the painted change of each watched selector."""
    step = steps[turn % len(steps)]
    page.bring_to_front()
    target = page.locator(step.selector).first
    try:
        page.evaluate("([shown, patience]) => bench.arm(shown, patience)", [list(watched), PATIENCE])
        if step.key is None:
            target.click(timeout=PATIENCE)
        else:
            target.press(step.key, timeout=PATIENCE)
        took: list[float] = page.evaluate("() => bench.result")
    except PlaywrightError as error:
        raise CannotMeasure(f"{step} on {page.url}: {error.message}") from error
    page.wait_for_selector(AT_REST, state="attached", timeout=PATIENCE)
    return took
