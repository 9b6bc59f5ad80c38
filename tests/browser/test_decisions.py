"""A whole meeting in a real browser: prepared, decided from what is on screen, postponed, reopened, printed."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from docx import Document
from playwright.sync_api import Locator, Page, expect

from lederpulje.actions.decisions.reading import Decided, decisions
from lederpulje.model import Agenda
from lederpulje.store import open_for_reading
from lederpulje.ui.decisions.parts import PARTS
from tests.bench.servers import APP, Server, serve
from tests.browser.chromium import rerun, show
from tests.browser.states import unfold
from tests.browser.test_meeting import misplaced
from tests.browser.test_screens import faults_of_part
from tests.store.programs import await_that

MEETING = "Direktionen, 12. februar 2029"
ITEMS = ("Kurser om fastholdelse", "Ledertalentkoncept: hvem betaler?", "Fyraftensarrangement")
HOSTILE = "<script>document.title = 'brudt'</script> [link](javascript:alert(1)) **fed** \u0007"


@pytest.fixture(scope="module")
def board(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Server, Path]]:
    """The app on a database in which these tests decide, one after the other."""
    database = tmp_path_factory.mktemp("beslutninger") / "lederpulje.duckdb"
    with serve(APP, database) as running:
        yield running, database


def test_a_whole_meeting(board: tuple[Server, Path], new_page: Callable[..., Page]) -> None:
    server, database = board
    page = new_page(server.url)
    prepare(page)
    # The first item: as recommended, within the frame.
    show(page, "/?vis=moede&aar=2024&scenarie=sso-betaler")
    decide(page, ITEMS[0], "Godkendt. Kurserne holdes på hver sin dag.")
    # The second: over the frame, so a seat is turned down until it holds, and that is what is locked.
    show(page, "/scenarier?vis=moede&aar=2024&scenarie=puljen-betaler&skaerm=betaler")
    turn_down_seats(page, 3)
    decide(page, ITEMS[1], "Godkendt med én plads.", outcome="godkendt med ændring")
    # The third is postponed.
    decide(page, ITEMS[2], "Udsat, til der er en pris.", outcome="udsat")
    first, talent, evening = decided(database, 3)
    assert [d.outcome for d in (first, talent, evening)] == ["godkendt", "godkendt med ændring", "udsat"]
    assert claims(first)["ledertalent"] == 0
    assert claims(talent)["ledertalent"] == 3_250_000
    # The second is taken up again at the next meeting, and the board goes over the frame.
    reopen(page, talent)
    show(page, "/?vis=moede&aar=2024&scenarie=puljen-betaler")
    decide(page, ITEMS[1], "Puljen betaler alle fire pladser.", over=True)
    again = decided(database, 4)[3]
    assert (again.entry.kind, again.entry.refers) == ("genoptagelse", talent.number)
    assert claims(again)["ledertalent"] == 13_000_000
    show(page, f"/beslutninger?beslutning={again.number}")
    row = page.get_by_role("row").filter(has=page.get_by_role("rowheader", name="Krav på puljen"))
    assert "+97.500 kr." in " ".join(row.first.inner_text().split())
    page.get_by_role("button", name="Beregn igen").click()
    expect(page.get_by_text("Samme tal: beregningen giver i dag præcis det")).to_be_visible()
    print_minutes(page)


def prepare(page: Page) -> None:
    """A meeting with three items, of which the second builds on a scenario."""
    show(page, "/beslutninger?del=moeder")
    new_meeting(page, MEETING)
    for heading in ITEMS:
        page.get_by_label("Overskrift på et nyt punkt").fill(heading)
        press(page, "Nyt punkt")
        expect(page.get_by_role("heading", level=2, name=heading)).to_be_visible()
        if heading == ITEMS[1]:
            fill(page, "Indstilling", "Det indstilles, at puljen betaler, hvad delrammen kan holde til.")
        press(page, "Til mødet")
        expect(page.get_by_role("button", name=heading)).to_be_visible()


def new_meeting(page: Page, name: str) -> None:
    body, _, date = name.partition(", ")
    with rerun(page):
        page.get_by_text("Nyt møde", exact=True).click()
    page.get_by_label("Dato").fill(date)
    press(page, "Opret mødet")
    expect(page.get_by_text(f"Mødet er oprettet: {body}, {date}.")).to_be_visible()


def press(page: Page, name: str) -> None:
    """Press a button of the page and wait for what it does."""
    with rerun(page):
        page.get_by_role("button", name=name, exact=True).click()


def fill(page: Page, label: str, text: str) -> None:
    """Write in a field and leave it: it is in the database when the app has run."""
    box = page.get_by_label(label, exact=True)
    box.click()
    box.fill(text)
    with rerun(page):
        box.press("Tab")


def decide(page: Page, item: str, wording: str, *, outcome: str = "", over: bool = False) -> None:
    """Register a decision from what is on screen, by keyboard alone."""
    page.get_by_role("button", name="Registrér beslutning").focus()
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button", name="Lås beslutningen")).to_be_in_viewport()
    choose_item(dialog, item)
    if outcome:
        dialog.get_by_role("radio", name=outcome, exact=True).press("Enter")
        expect(dialog.get_by_role("radio", name=outcome, exact=True)).to_be_checked()
    expect(dialog.get_by_text("Det går ud over rammen")).to_be_visible(visible=over)
    dialog.get_by_label("Beslutning (ret ordene til)").fill(wording)
    if over:
        dialog.get_by_role("button", name="Lås beslutningen").press("Enter")
        expect(dialog.get_by_text("Sæt kryds ved, at det besluttes alligevel.")).to_be_visible()
        dialog.get_by_role("checkbox", name="Ja, det besluttes alligevel").press("Space")
    dialog.get_by_role("button", name="Lås beslutningen").press("Enter")
    expect(dialog).to_be_hidden()
    expect(page.get_by_text("Låst som kvittering")).to_be_visible()


def choose_item(dialog: Locator, item: str) -> None:
    """Choose what is decided; the dialog then fills itself in anew."""
    box = dialog.get_by_role("combobox", name="Punkt")
    if item not in box.input_value():
        with rerun(dialog.page):
            choose(box, item)
    expect(dialog.get_by_label("Beslutning (ret ordene til)")).to_have_count(1)


def choose(box: Locator, text: str) -> None:
    """Choose what a text is part of, in a list that can be searched."""
    box.click()
    box.fill(text)
    expect(box.page.locator("[role=listbox] [role=option]")).to_have_count(1)
    box.press("Enter")
    expect(box).to_have_value(re.compile(re.escape(text)))


def turn_down_seats(page: Page, times: int) -> None:
    slider = page.get_by_role("slider")
    with rerun(page):
        for _ in range(times):
            slider.press("ArrowLeft")
    expect(page.get_by_text("Puljen holder").first).to_be_visible()


def reopen(page: Page, decision: Decided) -> None:
    """Prepare the item anew for another meeting, and say what is new."""
    show(page, "/beslutninger?del=moeder")
    new_meeting(page, "Direktionen, 26. februar 2029")
    show(page, f"/beslutninger?beslutning={decision.number}")
    with rerun(page):
        page.get_by_text("Genoptag eller send videre").click()
    choose(page.get_by_role("combobox", name="Møde"), "26. februar 2029")
    press(page, "Genoptag på mødet")
    expect(page.get_by_text(f"Punktet genoptager kvittering {decision.number}")).to_be_visible()
    fill(page, "Det nye", "Der er kommet fire ansøgninger.")


def decided(database: Path, count: int) -> tuple[Decided, ...]:
    """The decisions with a calculation or made in these tests, as another program reads them while the app runs."""
    found: list[Agenda] = []

    def are_there() -> bool:
        with open_for_reading(database) as store:
            found.append(store.agenda())
        return len(own(found[-1])) >= count

    def own(agenda: Agenda) -> tuple[Decided, ...]:
        return tuple(d for d in decisions(agenda) if d.date and d.date.year == 2029)

    await_that(are_there)
    return own(found[-1])


def claims(decision: Decided) -> dict[str, int]:
    """What each activity claims in the locked calculation, in øre."""
    assert decision.calculation is not None
    return {c["id"]: c["claimed_oere"] for c in decision.calculation["results"]["courses"]}


def print_minutes(page: Page) -> None:
    """The minutes of the first meeting as Word: every item once, with its receipt."""
    show(page, "/beslutninger?del=moeder")
    choose(page.get_by_role("combobox", name="Møde"), "12. februar 2029")
    expect(page.get_by_role("button", name=ITEMS[0])).to_be_visible()
    page.get_by_text("Hele mødet som Word og PDF").click()
    with page.expect_download() as download:
        page.get_by_role("button", name="Referat som Word").click()
    paper = Document(io.BytesIO(download.value.path().read_bytes()))
    headings = [
        p.text for p in paper.paragraphs if p.style is not None and str(p.style.name).startswith("Heading")
    ]
    items = [f"{n}. {heading}" for n, heading in enumerate(ITEMS, 1)]
    assert [heading for heading in headings if heading in items] == items
    texts = "\n".join(p.text for p in paper.paragraphs)
    assert "Godkendt. Kurserne holdes på hver sin dag." in texts
    assert "Godkendt med én plads." in texts
    assert "Udsat, til der er en pris." in texts


def test_an_item_decided_in_another_browser_is_not_decided_twice(
    board: tuple[Server, Path], new_page: Callable[..., Page]
) -> None:
    """Both have the dialog open; the second is told, and keeps what was written."""
    server, database = board
    first, second = new_page(server.url), new_page(server.url)
    show(first, "/beslutninger?del=moeder")
    new_meeting(first, "Direktionen, 5. marts 2029")
    first.get_by_label("Overskrift på et nyt punkt").fill("To på én gang")
    press(first, "Nyt punkt")
    expect(first.get_by_role("heading", level=2, name="To på én gang")).to_be_visible()
    before = len(decided(database, 0))
    for page in (first, second):
        show(page, "/?vis=moede&aar=2024&scenarie=sso-betaler")
        press(page, "Registrér beslutning")
        choose_item(page.get_by_role("dialog"), "To på én gang")
    second.get_by_label("Beslutning (ret ordene til)").fill("Skrevet i den anden browser.")
    first.get_by_role("button", name="Lås beslutningen").click()
    expect(first.get_by_role("dialog")).to_be_hidden()
    second.get_by_role("button", name="Lås beslutningen").click()
    expect(second.get_by_text("allerede registreret som »godkendt«")).to_be_visible()
    expect(second.get_by_label("Beslutning (ret ordene til)")).to_have_value("Skrevet i den anden browser.")
    assert len(decided(database, before + 1)) == before + 1


def test_closed_items_and_markup_stay_where_they_belong(
    board: tuple[Server, Path], new_page: Callable[..., Page]
) -> None:
    """A closed item is not to be chosen in the meeting; script in a heading is text everywhere."""
    server, _ = board
    page = new_page(server.url)
    show(page, "/beslutninger?del=moeder")
    new_meeting(page, "Direktionen, 2. april 2029")
    page.get_by_label("Overskrift på et nyt punkt").fill(HOSTILE)
    press(page, "Nyt punkt")
    shown = HOSTILE.replace("\u0007", "").strip()
    expect(page.get_by_role("heading", level=2)).to_contain_text([shown])
    with rerun(page):
        page.get_by_text("Lukket punkt: vises aldrig").click()
    expect(page.get_by_text("· lukket punkt.")).to_be_visible()
    show(page, "/?vis=moede&aar=2024")
    press(page, "Registrér beslutning")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name="Punkt").click()
    options = page.get_by_role("option")
    expect(options.filter(has_text="Nyt punkt")).to_be_visible()
    assert not [text for text in options.all_inner_texts() if "script" in text]
    assert page.title() == "Lederpulje"


@pytest.mark.timeout(240)  # many parts, and a busy machine is slow
def test_every_part_is_accessible_danish_and_has_room(
    board: tuple[Server, Path], new_page: Callable[..., Page]
) -> None:
    """The parts, a prepared item, a receipt, the dialog, and the examples."""
    server, _ = board
    page = new_page(server.url, locale="en-US")
    faults: dict[str, list[str]] = {}

    def look(name: str) -> None:
        if wrong := faults_of_part(page, KEYS):
            faults[name] = wrong

    show(page, "/beslutninger?del=bevis")
    page.get_by_role("button", name="Tjek hele kæden").click()
    expect(page.get_by_text("Alt er, som det blev skrevet.")).to_be_visible()
    look("bevis")
    with rerun(page):
        page.get_by_role("button", name="Åbn eksemplerne").click()
    expect(page.get_by_role("button", name="Forlad og slet eksemplerne")).to_be_visible()
    for part in PARTS:
        show(page, f"/beslutninger?eksempler=ja&del={part}")
        unfold(page)
        look(part)
    show(page, "/beslutninger?eksempler=ja&beslutning=13")
    unfold(page)
    look("kvittering af en genoptagelse")
    show(page, "/beslutninger?eksempler=ja&del=moeder")
    with rerun(page):
        page.get_by_role("button", name="Ledelsesevaluering").click()
    unfold(page)
    look("forberedt punkt")
    for place in ("/kurser?del=kursus&kursus=ledertalent&", "/budgetopfoelgning?"):
        show(page, f"{place}eksempler=ja&aar=2024")
        expect(page.get_by_role("link", name="kvittering").first).to_be_visible()
        look(place)
    show(page, "/beslutninger?eksempler=ja&vis=moede&skaerm=igang")
    assert misplaced(page) == []
    look("i gang på mødet")
    show(page, "/?eksempler=ja&vis=moede&aar=2024&scenarie=puljen-betaler")
    assert misplaced(page) == []
    press(page, "Registrér beslutning")
    expect(page.get_by_role("button", name="Lås beslutningen")).to_be_in_viewport()
    look("dialogen")
    page.keyboard.press("Escape")
    show(page, "/beslutninger?eksempler=ja")
    with rerun(page):
        page.get_by_role("button", name="Forlad og slet eksemplerne").click()
    expect(page.get_by_text("Sammen om Ledelse")).to_be_visible()
    assert not faults, "\n".join(f"{name}: {wrong}" for name, wrong in faults.items())


KEYS = ["sso"]
