"""A Chromium that is watched: what a page does wrong on its own account fails the test."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Playwright,
    Request,
    WebSocket,
    expect,
)
from playwright.sync_api import Error as PlaywrightError
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

INSTALLED = (
    "google-chrome-stable",
    "google-chrome",
    "chromium",
    "chromium-browser",
    "microsoft-edge-stable",
    "microsoft-edge",
    "msedge",
)
ARGUMENTS = (
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--no-first-run",
    "--process-per-site",  # a page shares the compiled scripts of the one its context keeps open
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",  # nothing leaves the machine
)
RESTING_PLACE = "/tilgaengelighed"  # where a page waits for the next test: nothing on it remembers anything
PATIENCE = 60_000  # ms; a busy machine is slow, and only a test that fails waits so long
HERE = {"127.0.0.1", ""}  # data: and blob: have no host
# Scripts run in the page find elements with `deep`: also those of the live part, in its shadow.
DEEP = """const deep = (selector, root = document) => [...root.querySelectorAll(selector),
    ...[...root.querySelectorAll("*")].filter((e) => e.shadowRoot).flatMap((e) => deep(selector, e.shadowRoot))];
"""
IDLE = """() => {
    const app = document.querySelector('[data-testid="stApp"]');
    return app !== null
        && app.dataset.testScriptState === "notRunning"
        && app.dataset.testConnectionState === "CONNECTED"
        && document.querySelector('[data-testid="stMainBlockContainer"] [data-testid]') !== null
        && document.querySelector('[data-testid="stSkeleton"], [data-testid="stAppSkeleton"]') === null
        && [...document.querySelectorAll('[data-testid="stPlotlyChart"]')].every(
            (chart) => chart.querySelector(".main-svg text")?.checkVisibility({visibilityProperty: true}))
        && [...document.querySelectorAll('[data-testid="stBidiComponentIsolated"]')].every(
            (host) => host.shadowRoot !== null && (host.shadowRoot.querySelector(".live") === null
                || host.shadowRoot.querySelector(".konklusion span")?.textContent))
        && document.fonts.status === "loaded";
}"""


@dataclass
class Watch:
    """What a page did that no page may do, and its line to the server."""

    faults: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    sockets: list[WebSocket] = field(default_factory=list)

    def unexpected(self) -> list[str]:
        return [fault for fault in self.faults if not any(re.search(p, fault) for p in self.allowed)]


expect.set_options(timeout=PATIENCE)

WATCHES: WeakKeyDictionary[Page, Watch] = WeakKeyDictionary()


def find_browser() -> str | None:
    """The browser that tests/run found, else an installed one; none means Playwright's own."""
    named = os.environ.get("LEDERPULJE_TEST_BROWSER")
    return named or next(filter(None, map(shutil.which, INSTALLED)), None)


def launch(playwright: Playwright) -> Browser:
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    arguments = [*ARGUMENTS, *(["--no-sandbox"] if is_root else [])]
    return playwright.chromium.launch(executable_path=find_browser(), args=arguments)


@contextmanager
def watched_page(context: BrowserContext, size: tuple[int, int]) -> Iterator[Page]:
    """A page of a given size; on leaving, anything it did wrong is an AssertionError."""
    page = new_watched_page(context)
    page.set_viewport_size({"width": size[0], "height": size[1]})
    try:
        yield page
        assert_without_fault(page)
    finally:
        page.close()
        context.clear_cookies()


def assert_without_fault(page: Page) -> None:
    """Fail if the page has done what no page may do."""
    unexpected = WATCHES[page].unexpected()
    assert not unexpected, "The page did what no page may do:\n" + "\n".join(unexpected)


def new_watched_page(context: BrowserContext) -> Page:
    """A page whose faults are noted."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    watch = WATCHES[page] = Watch()
    # A violation is an event besides a line in the console; the console alone names no blocked address.
    page.add_init_script(
        "addEventListener('securitypolicyviolation', (e) =>"
        " console.error('CSP', e.violatedDirective, e.blockedURI))"
    )
    page.on("console", lambda message: _note_console(watch, message))
    page.on("pageerror", lambda error: watch.faults.append(f"script error: {error}"))
    page.on("request", lambda request: _note_request(watch, request))
    page.on("websocket", lambda socket: _note_socket(watch, socket))
    return page


def faults_of(page: Page) -> list[str]:
    return WATCHES[page].faults


def allow_fault(page: Page, pattern: str) -> None:
    """Expect a fault in this test, e.g. the console's line about a page that is not found."""
    WATCHES[page].allowed.append(pattern)


def find(page: Page, script: str) -> Any:
    """What an expression gives in the page, with `deep` to find elements by."""
    return page.evaluate(f"() => {{ {DEEP} return {script}; }}")


def wait_until_idle(page: Page) -> None:
    """Wait until the page is painted and no script is running; for an action of yours use `rerun`."""
    page.wait_for_function(IDLE)


def open_page(page: Page, path: str) -> None:
    """Open an address as the first thing in a tab."""
    page.goto(path)
    wait_until_idle(page)


def show(page: Page, path: str) -> None:
    """Come to an address the quickest way: inside the app if the tab has it open already."""
    if WATCHES[page].sockets and not page.url.endswith(path):
        visit(page, path)
    else:
        open_page(page, path)


def visit(page: Page, path: str) -> None:
    """Go to an address inside the app that is already open, as the Back button does: no new load, so quick."""
    with rerun(page):
        page.evaluate(
            "(path) => { history.pushState({}, '', path); dispatchEvent(new PopStateEvent('popstate')); }",
            path,
        )


def lay_to_rest(page: Page, url: str) -> bool:
    """Leave a page where the next test finds nothing of this one; closed, and false, if it is not in order."""
    watch = WATCHES[page]
    faulty = watch.unexpected() or watch.allowed or page.is_closed()
    connected = page.locator('[data-testid="stApp"][data-test-connection-state="CONNECTED"]')
    if not faulty and page.url.startswith(f"{url}/") and connected.count():
        page.set_default_timeout(10_000)
        try:
            visit(page, RESTING_PLACE)
        except PlaywrightError:
            watch.faults.append("does not answer")
        else:
            page.set_default_timeout(PATIENCE)
            return True
    page.close()
    return False


@contextmanager
def rerun(page: Page) -> Iterator[None]:
    """Do something that makes the app run again; left when that run is over and painted.

    with rerun(page):
        page.get_by_text("Nej").click()
    """
    socket = WATCHES[page].sockets[-1]
    with socket.expect_event("framereceived", _is_end_of_run):
        yield
    wait_until_idle(page)


def save_screenshot(page: Page, path: Path) -> None:
    page.screenshot(path=path, animations="disabled")


def _is_end_of_run(frame: bytes | str) -> bool:
    """Whether a run has ended for good: one that ends only to start again is followed by another."""
    if not isinstance(frame, bytes):
        return False
    message = ForwardMsg.FromString(frame)
    return bool(
        message.WhichOneof("type") == "script_finished"
        and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
    )


def _note_console(watch: Watch, message: ConsoleMessage) -> None:
    if message.type == "error":
        place = message.location.get("url", "")
        watch.faults.append(f"console: {message.text} ({place})")


def _note_request(watch: Watch, request: Request) -> None:
    if (urlsplit(request.url).hostname or "") not in HERE:
        watch.faults.append(f"request to another host: {request.url}")


def _note_socket(watch: Watch, socket: WebSocket) -> None:
    watch.sockets.append(socket)
    if urlsplit(socket.url).hostname not in HERE:
        watch.faults.append(f"websocket to another host: {socket.url}")
