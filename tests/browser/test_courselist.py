"""*Kurser* in a real browser: paste, check, save, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lederpulje.model import BaseData, Course, Kind, Price, Status
from lederpulje.store import open_for_reading
from tests.bench.servers import Server
from tests.browser.chromium import show
from tests.browser.grid import click_cell, paste, paste_in_new_row
from tests.store.programs import await_that

TITLE_X = 120


def save(page: Page, why: str) -> None:
    """Check and save what is in the draft."""
    page.get_by_role("button", name="Tjek og gem", exact=True).click()
    page.get_by_label("Din funktion (ikke bekræftet)").fill("HR-konsulent")
    page.get_by_label("Hvorfor?").fill(why)
    page.get_by_role("button", name="Gem på kursuslisten").click()
    expect(page.get_by_text("Gemt som version")).to_be_visible()


def saved_courses(database: Path, version: int) -> dict[str, Course]:
    """The courses by title, as another program reads them while the app runs, from a version on."""
    found: list[BaseData] = []

    def is_there() -> bool:
        with open_for_reading(database) as store:
            found.append(store.base_data())
        return found[-1].data_version >= version

    await_that(is_there)
    return {c.title: c for c in found[-1].courses}


@pytest.mark.parametrize("locale", ["da-DK", "en-US"])
def test_a_pasted_block_is_saved_with_exactly_its_amounts(
    new_server: Callable[..., Server], new_page: Callable[..., Page], tmp_path: Path, locale: str
) -> None:
    server = new_server()
    page = new_page(server.url, locale=locale)
    show(page, "/kurser?aar=2024")
    click_cell(page, 0, TITLE_X)
    paste(
        page,
        "Ændret titel\tKursus\tplanlagt\t1\t50\t45.000\t1.250,75\n"
        "Nummer to\tkursus\tbestilt\t2\t80\t12,5\t−0,00\n",
    )
    paste_in_new_row(page, 7, TITLE_X, "Helt nyt\tforløb\tidé\t3\t12\t7.000,05 kr.\t350\n")
    save(page, "Indsat fra Excel")
    courses = saved_courses(tmp_path / "lederpulje.duckdb", 2)
    first, second, new = (courses[t] for t in ("Ændret titel", "Nummer to", "Helt nyt"))
    assert (first.fixed_per_session, first.price_per_participant) == (Price(4_500_000), Price(125_075))
    assert (second.status, second.fixed_per_session, second.price_per_participant) == (
        Status.BESTILT,
        Price(1_250),
        Price(0),
    )
    assert (new.kind, new.sessions, new.participants) == (Kind.FORLOEB, 3, 12)
    assert (new.fixed_per_session, new.price_per_participant) == (Price(700_005), Price(35_000))
