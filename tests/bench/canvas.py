"""How soon a canvas shows what the presenter does, and what ten of them cost the server."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import psutil  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page

from tests.bench.browser import (
    AT_REST,
    FIGURES,
    LEVER,
    LEVER_PAGE,
    PATIENCE,
    PICTURE,
    chromium,
    first_painted,
    prepared,
)
from tests.bench.report import Line
from tests.bench.servers import APP, Server, serve

FOLLOWERS = 10
SECONDS = 15
WARM_UP = 3


def measure(database: Path, samples: int) -> Iterator[Line]:
    """The same browser, another machine, and the processor time of the server with ten followers."""
    with serve(APP, database) as server, chromium() as browser:
        presenter = browser.new_context(viewport={"width": 1280, "height": 720})
        page = prepared(presenter.new_page(), (FIGURES, PICTURE))
        _go(page, server.url + LEVER_PAGE)
        page.locator(LEVER[0].selector).click()
        page.wait_for_url(re.compile("kladde="), timeout=PATIENCE)
        address = _canvas_address(page, server)
        beside = prepared(presenter.new_page(), (FIGURES, PICTURE))
        _go(beside, address)
        yield Line("canvas in the same browser", _latency(page, beside, samples), "ms")
        beside.close()
        elsewhere = [_elsewhere(browser, address) for _ in range(FOLLOWERS)]
        yield Line("canvas on another machine", _latency(page, elsewhere[0], samples), "ms", target=1000)
        yield Line(
            f"{FOLLOWERS} canvases, nothing changes (% of a core)", [_processor(server)], "%", target=60
        )
        yield Line(f"{FOLLOWERS} canvases, a change a second (% of a core)", [_processor(server, page)], "%")


def _canvas_address(page: Page, server: Server) -> str:
    page.get_by_role("button", name="Lærred").click()
    link = page.get_by_role("link", name="Åbn lærredet")
    address = link.get_attribute("href", timeout=PATIENCE) or ""
    page.keyboard.press("Escape")
    return server.url + address.partition(server.url)[2]


def _elsewhere(browser: Browser, address: str) -> Page:
    """A canvas in a browser of its own, which hears nothing of the presenter's."""
    context = browser.new_context(viewport={"width": 1280, "height": 720})
    page = prepared(context.new_page(), (FIGURES, PICTURE))
    _go(page, address)
    return page


def _go(page: Page, url: str) -> None:
    page.goto(url)
    first_painted(page, (FIGURES, PICTURE))
    page.wait_for_selector(AT_REST, state="attached", timeout=PATIENCE)


def _latency(presenter: Page, canvas: Page, samples: int) -> list[float]:
    """Milliseconds from a click of the presenter's to the painted change on the canvas."""
    taken = []
    for turn in range(-WARM_UP, samples):
        canvas.evaluate("(selector) => bench.expect(selector)", FIGURES)
        presenter.locator(LEVER[turn % 2].selector).click()
        shown = canvas.evaluate("() => bench.change")
        if turn >= 0:
            taken.append(shown - presenter.evaluate("() => bench.pressed()"))
        presenter.wait_for_selector(AT_REST, state="attached", timeout=PATIENCE)
        canvas.wait_for_selector(AT_REST, state="attached", timeout=PATIENCE)
    return taken


def _processor(server: Server, presenter: Page | None = None) -> float:
    """Per cent of one core that the server takes, while the presenter takes a step each second or rests."""
    process = psutil.Process(server.pid)
    before, start = sum(process.cpu_times()[:2]), time.monotonic()
    for turn in range(SECONDS):
        if presenter is not None:
            presenter.locator(LEVER[turn % 2].selector).click()
        time.sleep(max(start + turn + 1 - time.monotonic(), 0))
    return 100 * float(sum(process.cpu_times()[:2]) - before) / (time.monotonic() - start)
