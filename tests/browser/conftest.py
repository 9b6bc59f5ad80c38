"""One server and one browser for the session; every test gets a fresh, watched page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.servers import APP, Server, serve
from tests.browser.chromium import (
    RESTING_PLACE,
    assert_without_fault,
    launch,
    lay_to_rest,
    new_watched_page,
    show,
)
from tests.browser.states import make_empty, make_states


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark everything that drives a browser, so that `-m "not browser"` leaves it out."""
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        chromium = launch(playwright)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a database of its own, made from the seed; shared, so leave the base data alone."""
    with serve(APP, tmp_path_factory.mktemp("db") / "lederpulje.duckdb") as running:
        yield running


@pytest.fixture(scope="session")
def states(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on the states of states.py, a year each."""
    with serve(APP, make_states(tmp_path_factory.mktemp("db") / "tilstande.duckdb")) as running:
        yield running


@pytest.fixture(scope="session")
def empty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """The app on a database that holds nothing."""
    with serve(APP, make_empty(tmp_path_factory.mktemp("db") / "tom.duckdb")) as running:
        yield running


@pytest.fixture(scope="session")
def written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The app on a database that tests save to, one after the other, and that database."""
    database = tmp_path_factory.mktemp("gemt") / "lederpulje.duckdb"
    with serve(APP, database) as running:
        yield running, database


@pytest.fixture
def page_of(new_page: Callable[..., Page], request: pytest.FixtureRequest) -> Callable[..., Page]:
    """A page of one of the sites (`server`, `states`, `empty`), on a page that loads quickly."""

    def opened(site: str, **settings: object) -> Page:
        page = new_page(request.getfixturevalue(site).url, **settings)
        show(page, RESTING_PLACE)
        return page

    return opened


@pytest.fixture
def new_server(tmp_path: Path) -> Iterator[Callable[..., Server]]:
    """Start another server, on a given database or on a fresh one; it ends with the test."""
    with ExitStack() as running:

        def start(database: Path | None = None) -> Server:
            return running.enter_context(serve(APP, database or tmp_path / "lederpulje.duckdb"))

        yield start


@pytest.fixture(scope="session")
def contexts(browser: Browser) -> Iterator[Callable[[str, str], BrowserContext]]:
    """One context a server and language; a page stays open in it, so that every test but the first loads quickly."""
    with ExitStack() as opened:

        @cache
        def context(base_url: str, locale: str) -> BrowserContext:
            made = browser.new_context(base_url=base_url, locale=locale, reduced_motion="reduce")
            made.new_page().goto("/_stcore/health")
            return opened.enter_context(made)

        yield context


@pytest.fixture
def new_page(
    contexts: Callable[[str, str], BrowserContext],
    resting: dict[tuple[str, str], list[Page]],
    request: pytest.FixtureRequest,
) -> Iterator[Callable[..., Page]]:
    """Open another page, in a browser of the given language and size; it is watched until the test ends.

    A page that an earlier test left in order is used again: `show` then need not load the whole app.
    """
    used: list[tuple[Page, tuple[str, str]]] = []

    def make(url: str = "", locale: str = "da-DK", size: tuple[int, int] = (1280, 720)) -> Page:
        key = (url or request.getfixturevalue("server").url, locale)
        page = resting[key].pop() if resting.get(key) else new_watched_page(contexts(*key))
        page.set_viewport_size({"width": size[0], "height": size[1]})
        used.append((page, key))
        return page

    yield make
    try:
        for page, _ in used:
            assert_without_fault(page)
    finally:
        for page, key in used:
            if lay_to_rest(page, key[0]):
                resting.setdefault(key, []).append(page)


@pytest.fixture(scope="session")
def resting() -> dict[tuple[str, str], list[Page]]:
    """Pages that wait for another test, by server and language."""
    return {}


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A 1280×720 page whose paths are relative to the shared server."""
    return new_page()
