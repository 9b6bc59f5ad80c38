"""`python -m tests.browser.pictures [FOLDER]` takes the pictures of the README, and every screen of a meeting.

The screens are shown with 3 and with 20 activities, into FOLDER (usually `.pictures`).
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, expect, sync_playwright

from lederpulje.actions.demo import demo_path, make_demo
from lederpulje.ui.screens import SCREENS
from tests.bench.servers import APP, serve
from tests.browser.chromium import launch, new_watched_page, rerun, save_screenshot, show
from tests.browser.states import YEARS, address_of, make_states

ROOT = Path(__file__).resolve().parents[2]
README = {
    "overblik": "/?aar=2024&scenarie=puljen-betaler",
    "overblik-moede": "/?aar=2024&scenarie=puljen-betaler&vis=moede",
    "scenarier": "/scenarier?aar=2024&scenarie=puljen-betaler",
    "scenarier-moede": "/scenarier?aar=2024&scenarie=puljen-betaler&vis=moede",
    "foelsomhed-moede": f"{address_of('foelsomhed')}&aar=2024",
    "besluttes-moede": f"{address_of('besluttes')}&aar=2024",
    "forslag-moede": f"{address_of('forslag')}&aar=2024&scenarie=puljen-betaler",
    "temaer-moede": f"{address_of('temaer')}&aar=2024",
    "tidsplan-moede": f"{address_of('tidsplan')}&aar=2024",
    "kurser": "/kurser?aar=2024",
    "budgetopfoelgning": "/budgetopfoelgning?aar=2024",
    "beslutninger": "/beslutninger?eksempler=ja",
    "kvittering": "/beslutninger?eksempler=ja&beslutning=13",
    "registrer-moede": "/?eksempler=ja&aar=2024&scenarie=puljen-betaler&vis=moede",
    "opfoelgning": "/beslutninger?eksempler=ja&del=opfoelgning",
}
COUNTS = {"3": "tre aktiviteter", "20": "20 lange titler"}


def main(folder: Path) -> None:
    """Take all pictures, on servers and databases of their own."""
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        make_demo(demo_path(Path(scratch) / "lederpulje.duckdb"))
        browser = launch(playwright)
        for database, pictures in (
            (Path(scratch) / "lederpulje.duckdb", README),
            (make_states(Path(scratch) / "tilstande.duckdb"), dict(_meeting())),
        ):
            with serve(APP, database) as server:
                context = browser.new_context(base_url=server.url, locale="da-DK", reduced_motion="reduce")
                page = new_watched_page(context)
                page.set_viewport_size({"width": 1280, "height": 720})
                show(page, "/tilgaengelighed")
                for name, address in pictures.items():
                    _take(page, address, folder / f"{name}.png")
                context.close()
        browser.close()


def _meeting() -> Iterator[tuple[str, str]]:
    for count, state in COUNTS.items():
        for number, screen in enumerate(SCREENS, 1):
            yield f"moede-{count}/{number:02}-{screen}", f"{address_of(screen)}&aar={YEARS[state]}"


def _take(page: Page, address: str, target: Path) -> None:
    if "skaerm=forloeb" in address:  # there is a story to tell only when something has been changed
        show(page, address.replace("skaerm=forloeb", "skaerm=betaler"))
        for answer in ("Nej", "Ja"):
            with rerun(page):
                page.locator(".valg label", has_text=answer).click()
        address = f"{page.url.partition('?')[0]}?{page.url.partition('?')[2].replace('betaler', 'forloeb')}"
        address = address[len(page.url.partition("/scenarier")[0]) :]
    show(page, address)
    if target.stem == "registrer-moede":
        page.get_by_role("button", name="Registrér beslutning").click()
        expect(page.get_by_role("button", name="Lås beslutningen")).to_be_visible()
    target.parent.mkdir(parents=True, exist_ok=True)
    save_screenshot(page, target)
    print(target)  # noqa: T201 - it is a command


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".pictures")
