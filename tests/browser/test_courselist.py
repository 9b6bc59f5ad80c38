"""*Kurser* in a real browser: paste, check, save, and two people at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from lederpulje.model import BaseData, Course, Kind, Price, Status
from lederpulje.store import open_for_reading
from lederpulje.ui.courselist.parts import PARTS
from tests.bench.servers import Server
from tests.browser.chromium import show
from tests.browser.grid import click_cell, grid, paste, paste_in_new_row, paste_quickly
from tests.browser.states import unfold
from tests.browser.test_screens import faults_of_part
from tests.store.programs import await_that

TITLE_X, TYPE_X, SESSIONS_X, MENU_X = 120, 360, 620, 692
HR_LIST = (
    "Kurser i 2024\n\nKursusnavn;Kategori;Startdato;Pris pr. person;Antal deltagere\n"
    "Den svære samtale;kursus;24-02-2024;1.250,50;20\n"
)
# What the tests write on purpose.
KEYS = [
    "vrøvl",
    "mange",
    "liste",
    "samtale",
    "ledertalent",
    "senior",
    "sygefravaer",
    "en",
    "da",
    "us",
    "dk",
    "nummer",
    "indsat",
]


def save(page: Page, why: str) -> int:
    """Check and save what is in the draft; the version it became."""
    page.get_by_role("button", name="Tjek og gem", exact=True).click()
    return sign_and_save(page, why)


def sign_and_save(page: Page, why: str) -> int:
    """Say who and why, and save."""
    page.get_by_label("Din funktion (ikke bekræftet)").fill("HR-konsulent")
    page.get_by_label("Hvorfor?").fill(why)
    page.get_by_role("button", name="Gem på kursuslisten").click()
    said = page.get_by_text("emt som version")
    expect(said).to_be_visible()
    return int(said.inner_text().partition("version ")[2].split(".")[0])


def rows_in(page: Page) -> int:
    """How many activities the list holds."""
    return int(page.locator(".indledning").inner_text().split()[0])


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
    written: tuple[Server, Path], new_page: Callable[..., Page], locale: str
) -> None:
    server, database = written
    page = new_page(server.url, locale=locale)
    titles = [f"{title} {locale}" for title in ("Ændret titel", "Nummer to", "Helt nyt")]
    show(page, "/kurser?aar=2024")
    click_cell(page, 0, TITLE_X)
    paste(
        page,
        f"{titles[0]}\tKursus\tplanlagt\t1\t50\t45.000\t1.250,75\n"
        f"{titles[1]}\tkursus\tbestilt\t2\t80\t12,5\t−0,00\n",
    )
    new_row = f"{titles[2]}\tforløb\tidé\t3\t12\t7.000,05 kr.\t350\n"
    paste_in_new_row(page, rows_in(page), TITLE_X, new_row)
    courses = saved_courses(database, save(page, "Indsat fra Excel"))
    first, second, new = (courses[title] for title in titles)
    assert (first.fixed_per_session, first.price_per_participant) == (Price(4_500_000), Price(125_075))
    assert (second.status, second.fixed_per_session, second.price_per_participant) == (
        Status.BESTILT,
        Price(1_250),
        Price(0),
    )
    assert (new.kind, new.sessions, new.participants) == (Kind.FORLOEB, 3, 12)
    assert (new.fixed_per_session, new.price_per_participant) == (Price(700_005), Price(35_000))


def test_two_browsers_at_the_same_course_lose_nothing_unseen(
    written: tuple[Server, Path], new_page: Callable[..., Page]
) -> None:
    """One writes 3 sessions, the other 5 and saves first: the first sees both and keeps his own."""
    server, database = written
    first, second = new_page(server.url), new_page(server.url)
    for page, number in ((first, "3"), (second, "5")):
        show(page, "/kurser?aar=2023")
        click_cell(page, 0, SESSIONS_X)
        paste(page, number)
    save(second, "Tilbud modtaget")
    first.get_by_role("button", name="Tjek og gem", exact=True).click()
    expect(first.get_by_text("En anden har gemt på de samme aktiviteter")).to_be_visible()
    row = first.get_by_role("row").filter(has=first.get_by_role("rowheader", name="Afholdelser"))
    assert row.inner_text().split() == ["Afholdelser", "2", "5", "3"]
    first.get_by_text("Behold mine rettelser oven på det gemte").click()
    first.get_by_role("button", name="Brug valgene").click()
    courses = saved_courses(database, sign_and_save(first, "Tre hold er nok"))
    assert courses["Psykologisk tryghed: sundt arbejdsmiljø og sund præstationskultur"].sessions == 3


def test_what_is_written_is_there_after_a_reload_and_on_another_page(page: Page) -> None:
    titles = ("Nummer et", "Nummer to", "Nummer tre")
    show(page, "/kurser?aar=2024")
    for row, title in enumerate(titles):  # one upon the other, and none may be lost
        click_cell(page, row, TITLE_X)
        paste_quickly(page, title)
    expect(page.get_by_text("Tjek og gem (3)")).to_be_visible()
    show(page, page.url.replace("del=liste", "del=tjek") + "&del=tjek")
    for title in titles:
        expect(page.get_by_role("rowheader", name=title)).to_be_visible()
    page.get_by_role("link", name="Temaer").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Bruger vi pengene")
    page.get_by_role("link", name="Kurser").click()
    expect(page.get_by_role("rowheader", name="Nummer tre")).to_be_visible()


@pytest.mark.timeout(240)  # many parts, and a busy machine is slow
def test_every_part_is_accessible_danish_and_has_room(
    written: tuple[Server, Path], new_page: Callable[..., Page]
) -> None:
    """The parts as they stand, with what is wrong in a draft, with a file read, and after a save."""
    server, _ = written
    page = new_page(server.url, locale="en-US")
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if wrong := faults_of_part(page, KEYS):
            faults[name] = wrong

    for part in PARTS:
        show(page, f"/kurser?aar=2024&del={part}")
        look(part)
    show(page, "/kurser?aar=2024")
    click_cell(page, 0, TITLE_X)
    paste(page, "Ændret titel\tvrøvl\tplanlagt\t1\tmange\t45.000")
    look("liste med rettelser")
    grid(page).dblclick(position={"x": TYPE_X, "y": 64})
    expect(page.locator("#portal input")).to_be_visible()
    look("et valg åbent")
    page.keyboard.press("Escape")
    grid(page).hover(position={"x": SESSIONS_X, "y": 20})
    grid(page).click(position={"x": MENU_X, "y": 20})
    expect(page.get_by_test_id("stDataFrameColumnMenu")).to_be_visible()
    look("en kolonnes menu")
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Tjek og gem", exact=True).click()
    expect(page.get_by_text("2 fejl skal rettes, før noget kan gemmes.")).to_be_visible()
    look("tjek med fejl")
    show(page, "/kurser?aar=2024&del=import")
    page.get_by_test_id("stFileUploaderDropzoneInput").set_input_files(
        {"name": "liste.csv", "mimeType": "text/csv", "buffer": HR_LIST.encode("cp1252")}
    )
    expect(page.get_by_text("Svar på det her først.")).to_be_visible()
    look("fil med spørgsmål")
    box = page.get_by_role("combobox", name="Kategori")
    box.click()
    page.get_by_role("option", name="Type", exact=True).click()
    expect(page.get_by_text("1 række kommer til")).to_be_visible()
    unfold(page)
    look("fil uden spørgsmål")
    sign_and_save(page, "Fra HR's egen liste")
    show(page, "/kurser?aar=2024&del=versioner")
    unfold(page)
    look("versioner efter en gemning")
    assert not faults, "\n".join(f"{name}: {wrong}" for name, wrong in faults.items())
