"""*Budgetopfølgning* and *Hvad er reelt frit?*: figures, tables, the workbook, and posts taken in, placed and saved."""

from __future__ import annotations

import datetime as dt
import shlex
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.dates import today
from lederpulje.model import BaseData, CancelStep, Post, Status
from lederpulje.ui.session import database
from tests.examples import NORDDJURS, course, kr, pool_line
from tests.pages.screen import ROOT, Screen, tidy
from tests.pages.states import HARD, year

Serve = Callable[[str | BaseData], Path]
QUESTION = "Hvor meget er brugt, og hvad er frit?"
KURSER, OEVRIG = "Centralt udbudte kurser og forløb", "Lederuddannelse og ledelsesevaluering"
CSV = "Dato;Tekst;Konto;Beløb\r\n01-03-2024;Faktura betalt;4520;9.500,00\r\n02-03-2024;Gebyr;9999;100,00-\r\n"


def ordered() -> BaseData:
    """A course at each place of its way, one of them cancellable at a price from a day on; and two posts."""
    start = today() + dt.timedelta(20)
    courses = (
        course("bestilt", 1, 40_000, title="Bestilt kursus", status=Status.BESTILT, start=start,
               cancellation=(CancelStep(14, share=5_000),)),
        course("ukendt", 1, 30_000, title="Uden vilkår", status=Status.BESTILT),
        course("betalt", 1, 10_000, title="Betalt kursus", status=Status.FAKTURERET, account="4520"),
        course("oenske", 1, 5_000, title="Et ønske"),
    )  # fmt: skip
    posts = (
        Post("a", dt.date(2024, 1, 5), "Faktura", "4520", kr(8_000), "betalt", "januar.csv"),
        Post("b", dt.date(2024, 1, 6), "Gebyr", "9", kr(250.5), "", "januar.csv"),
    )
    return replace(year(courses, tuple(pool_line(c.id, "kurser") for c in courses)), posts=posts)


def page(**address: str) -> Screen:
    return Screen("budgetopfoelgning", **address)


def opened(screen: Screen, *keys: str) -> Screen:
    for key in keys:
        screen.at.session_state[key] = True
    return screen.again()


@pytest.mark.parametrize("state", HARD)
def test_the_page_stands_in_every_state(serve: Serve, state: str) -> None:
    serve(state)
    screen = page()
    assert screen.heading == QUESTION
    if state == "empty":
        assert screen.messages
        return
    assert len(screen.cards) == 3
    assert screen.conclusion.endswith(".")
    assert any(caption.startswith("Budgetopfølgning") for caption in screen.tables)
    opened(screen, "posteringer_ind", "posteringer", "spor")
    assert "python -m lederpulje budget" in screen.trace["Forbrugt og disponeret fra kommandolinjen"]


@pytest.mark.parametrize("state", [s for s in HARD if s != "empty"])
def test_the_meeting_asks_what_is_really_free(serve: Serve, state: str) -> None:
    serve(state)
    screen = Screen(vis="moede", skaerm="frit")
    assert screen.heading.startswith("Hvad er reelt frit i ")
    assert len(screen.cards) == 3
    assert tidy(screen.chart("frit")["alt"]) == screen.conclusion


def test_the_figures_of_a_year_that_is_under_way(serve: Serve) -> None:
    serve(ordered())
    screen = page()
    assert screen.cards == {
        "Brugt og bestilt": ("8.251 kr. forbrugt 70.000 kr. disponeret", "af puljen på 300.000 kr."),
        "Planlagt (≈ skøn)": ("5.000 kr.", "heraf ønsker: 5.000 kr."),
        "Reelt frit": ("216.750 kr.", "i forhold til puljen på 300.000 kr."),
    }
    assert screen.conclusion == (
        "216.749,50 kr. er reelt frit i 2024: resten af puljen på 300.000 kr. er brugt, disponeret eller planlagt."
    )
    assert screen.under_conclusion.startswith("I dag kan 45.000 kr. frigøres. Næste frist: ")
    assert screen.under_conclusion.endswith(
        "(Bestilt kursus). Vilkårene er ikke kendt for 1 bestilt aktivitet."
    )
    assert screen.tables["Budgetopfølgning 2024, kr."][1:] == [
        [KURSER, "150.000", "ikke afklaret", "150.000", "8.000", "70.000", "83.000", "67.000"],
        [OEVRIG, "150.000", "ikke afklaret", "150.000", "0", "0", "0", "150.000"],
        ["Uden for delrammerne", "0", "0", "0", "250,50", "0", "250,50", "−250,50"],
        ["I alt", "300.000", "ikke afklaret", "300.000", "8.250,50", "70.000", "83.250,50", "216.749,50"],
    ]  # fmt: skip


def test_what_can_be_freed_and_until_when(serve: Serve) -> None:
    serve(ordered())
    ((caption, rows),) = [(c, t) for c, t in page().tables.items() if c.startswith("Hvad der kan frigøres")]
    assert caption.startswith("Hvad der kan frigøres i 2024, kr., opgjort ")
    assert [row[:5] for row in rows[1:]] == [
        ["Bestilt kursus", "bestilt", "40.000", "40.000", "0"],
        ["Uden vilkår", "bestilt", "30.000", "ukendt", "ukendt"],
        ["Et ønske", "idé", "5.000", "5.000", "0"],
    ]
    assert rows[1][5].startswith("gratis til og med ")
    assert rows[1][5].endswith("derefter koster det 20.000 kr. i alt")
    assert [row[5] for row in rows[2:]] == ["ukendt vilkår", "når som helst"]


def test_overblik_shows_it_too_and_its_table_when_it_is_opened(serve: Serve) -> None:
    serve(ordered())
    screen = opened(Screen(), "frit_tal")
    assert screen.cards["Reelt frit"][0] == "216.750 kr."
    assert any(caption.startswith("Hvad der kan frigøres") for caption in screen.tables)


def test_an_answer_that_decides_is_asked(serve: Serve) -> None:
    serve(NORDDJURS)
    screen = Screen(vis="moede", skaerm="frit", aar="2024")
    assert screen.cards["Frit eller mangler"][0] == "50.500 kr. ved ja −87.000 kr. ved nej"
    assert screen.conclusion.endswith(
        "Ved ja er 50.500 kr. frit; ved nej mangler delrammen Centralt udbudte kurser og forløb 87.000 kr."
    )


def test_the_command_gives_the_same_figures(serve: Serve) -> None:
    path = serve(NORDDJURS)
    screen = opened(page(aar="2024", scenarie="uafklaret"), "spor")
    words = shlex.split(screen.trace["Forbrugt og disponeret fra kommandolinjen"])
    database().close()
    done = subprocess.run(
        [sys.executable, *words[1:3], "--db", str(path), *words[3:]],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    assert tidy(done.stdout.splitlines()[0]) == screen.conclusion


def test_the_workbook_can_be_fetched(serve: Serve) -> None:
    serve(ordered())
    assert "Hent budgetopfølgningen som Excel" in [b.proto.label for b in page().at.get("download_button")]


# --- posts ----------------------------------------------------------------------------------------------------


def with_file(screen: Screen, text: str, name: str = "marts.csv") -> Screen:
    """Choose a file."""
    opened(screen, "posteringer_ind")
    screen.at.file_uploader[0].upload(name, text.encode())
    return screen.again()


def press(screen: Screen, label: str) -> Screen:
    (button,) = [b for b in screen.at.button if b.label == label]
    return screen.press(str(button.key))


def test_a_file_is_looked_at_before_it_is_saved(serve: Serve) -> None:
    serve(ordered())
    screen = with_file(page(funktion="HR-konsulent"), CSV)
    assert screen.messages["2 posteringer er nye, i alt 9.400 kr."] == [
        "1 postering er sat på en aktivitet ud fra konto eller tekst.",
        "1 postering kan ikke placeres uden tvivl. Vælg selv, eller lad dem stå.",
        "0 posteringer er gemt i forvejen og kommer ikke med igen.",
    ]
    assert [row[-1] for row in screen.tables["Nye posteringer i marts.csv"][1:]] == [
        "Betalt kursus",
        "Ikke placeret",
    ]
    assert len(database().base_data().posts) == 2, "nothing is saved by looking"
    press(screen, "Gem posterne")
    assert "2 posteringer er gemt. 1 er ikke placeret." in screen.messages
    newest = database().base_versions()[0]
    assert (newest.saved_by, newest.note) == ("HR-konsulent", "Posteringer fra marts.csv")
    assert screen.cards["Brugt og bestilt"][0].startswith("17.651 kr. forbrugt")


def test_the_same_file_brings_nothing_the_second_time(serve: Serve) -> None:
    serve(ordered())
    press(with_file(page(funktion="HR"), CSV), "Gem posterne")
    screen = with_file(page(funktion="HR"), CSV)
    assert "Der er ingen nye posteringer." in screen.messages
    assert "Gem posterne" not in screen.buttons


def test_what_is_left_over_is_placed_by_hand(serve: Serve) -> None:
    serve(ordered())
    screen = with_file(page(funktion="HR"), CSV)
    (choice,) = [b for b in screen.at.selectbox if str(b.key).startswith("post_ind")]
    screen.choose(str(choice.key), "ukendt")
    press(screen, "Gem posterne")
    assert [p.course for p in database().base_data().posts] == ["betalt", "", "betalt", "ukendt"]


def test_a_file_with_a_fault_saves_nothing_and_says_where(serve: Serve) -> None:
    serve(ordered())
    screen = with_file(page(funktion="HR"), CSV.replace("9.500,00", "12.5"))
    (lines,) = [
        lines for heading, lines in screen.messages.items() if heading.startswith("Filen kan ikke gemmes")
    ]
    assert "række 2, kolonne »Beløb«" in lines[0]
    assert "Gem posterne" not in screen.buttons


def test_a_file_that_is_none_is_refused_with_its_own_message(serve: Serve) -> None:
    serve(ordered())
    screen = with_file(page(), "PK\x03\x04 rod", "marts.xlsx")
    assert any(heading.startswith("marts.xlsx kan ikke læses") for heading in screen.messages)


def test_nobody_saves_without_saying_in_what_function(serve: Serve) -> None:
    serve(ordered())
    screen = press(with_file(page(), CSV), "Gem posterne")
    assert any(heading.startswith("Funktionen mangler") for heading in screen.messages)
    assert len(database().base_data().posts) == 2


def test_saved_posts_are_listed_placed_and_moved(serve: Serve) -> None:
    serve(ordered())
    screen = opened(page(funktion="HR"), "posteringer")
    assert [row[-1] for row in screen.tables["Posteringer for 2024"][1:]] == [
        "Ikke placeret",
        "Betalt kursus",
    ]
    assert "Gem placeringen" not in screen.buttons
    version = database().data_version
    screen.choose(f"post_{version}_b", "oenske").choose(f"flyt_{version}", "a")
    screen.choose(f"flyt_til_{version}_a", "bestilt")
    press(screen, "Gem placeringen")
    assert [p.course for p in database().base_data().posts] == ["bestilt", "oenske"]
    assert "2 posteringer er flyttet." in screen.messages
