"""Saved scenarios on *Scenarier*: save, copy, rename, put away and fetch; versions; what new base data did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from lederpulje.model import BaseData, Price
from lederpulje.ui.session import database
from tests.examples import kr
from tests.pages.screen import CLAIM, Screen, bare

Serve = Callable[[str | BaseData], Path]
LIST = "Gemte scenarier i 2024"


def fill(
    screen: Screen, name: str | None = None, description: str | None = None, who: str = "HR-konsulent"
) -> None:
    """Write in the fields of the form, those that are given."""
    for field, text in (("navn", name), ("funktion", who)):
        if text is not None:
            (found,) = [w for w in screen.at.text_input if (w.key or "").startswith(f"gem_{field}_")]
            found.set_value(text)
    if description is not None:
        screen.at.text_area[0].set_value(description)


def do(screen: Screen, way: str, **fields: str) -> Screen:
    """Choose what to do, fill in, and press."""
    screen.choose("gem_maade", way)
    fill(screen, **fields)
    return screen.press("gem")


def unfolded(screen: Screen) -> Screen:
    screen.at.session_state["gemte"] = True
    return screen.again()


def names(screen: Screen) -> list[str]:
    return [row[0] for row in unfolded(screen).tables[LIST][1:]]


def test_a_draft_is_saved_under_a_name_and_goes_on_from_there(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler").slide("2")
    do(screen, "Gem som nyt scenarie", name="To pladser", description="Fra mødet i maj")
    assert "Gemt som To pladser, version 1." in screen.messages
    assert "Kladden (ud fra To pladser)" in screen.options("scenarie")
    row = next(r for r in unfolded(screen).tables[LIST] if r[0] == "To pladser")
    assert row[1] == "Fra mødet i maj"
    assert row[3].endswith("af HR-konsulent (ikke bekræftet)")
    other = Screen("scenarier", scenarie="to-pladser")
    assert other.cards[CLAIM][0] == "314.500 kr."


def test_the_function_is_typed_once(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler").slide("2")
    do(screen, "Gem som nyt scenarie", name="To pladser", who="Sekretær")
    assert screen.address["funktion"] == "Sekretær"
    (found,) = [w for w in screen.at.text_input if (w.key or "").startswith("gem_funktion_")]
    assert found.value == "Sekretær"


def test_a_saved_scenario_is_copied_renamed_put_away_and_fetched(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="sso-betaler")
    assert screen.options("gem_maade") == [
        "Kopiér til et nyt scenarie",
        "Omdøb eller beskriv",
        "Læg scenariet væk",
    ]
    do(screen, "Kopiér til et nyt scenarie", name="Kopien")
    assert screen.address["scenarie"] == "kopien"
    do(screen, "Omdøb eller beskriv", name="Kopien med nyt navn")
    assert "Gemt som Kopien med nyt navn, version 2." in screen.messages
    screen.choose("gem_maade", "Læg scenariet væk").press("gem")
    assert "Kopien med nyt navn er lagt væk. Det kan hentes frem under Gemte scenarier." in screen.messages
    assert "Kopien med nyt navn" not in names(screen)
    assert "Hent Kopien med nyt navn frem" in screen.buttons
    screen.press("hent_kopien")
    assert "Kopien med nyt navn" in names(screen)


def test_the_baseline_is_not_offered_to_be_put_away(serve: Serve) -> None:
    serve("seed")
    assert "Læg scenariet væk" not in Screen("scenarier").options("gem_maade")


def test_what_is_missing_is_said_and_nothing_is_saved(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler").slide("2")
    before = names(screen)
    do(screen, "Gem som nyt scenarie", name="To pladser", who="")
    (said,) = [m for m in screen.messages if m.startswith("Funktionen mangler.")]
    assert said.endswith("Intet er ændret.")
    do(screen, "Gem som nyt scenarie", name="Puljen betaler")
    assert any(
        m.startswith("Der er allerede et scenarie i 2024, der hedder Puljen betaler.")
        for m in screen.messages
    )
    assert names(screen) == before


def test_markup_in_a_name_stays_text(serve: Serve) -> None:
    serve("seed")
    wild = "<script>alert(1)</script> **fed** [x](http://x.test)"
    screen = do(Screen("scenarier", scenarie="sso-betaler"), "Kopiér til et nyt scenarie", name=wild)
    assert wild in names(screen)
    assert not screen.nodes.all("script")


def test_two_who_save_the_same_scenario_do_not_overwrite_each_other(serve: Serve) -> None:
    serve("seed")
    one = Screen("scenarier", scenarie="puljen-betaler").slide("2")
    other = Screen("scenarier", scenarie="puljen-betaler").slide("1")
    for screen, who in ((one, "HR-konsulent"), (other, "Sekretær")):
        screen.choose("gem_maade", "Gem som ny version")
        fill(screen, who=who)
    one.press("gem")
    assert "Gemt som Puljen betaler, version 2." in one.messages
    other.press("gem")
    (said,) = [m for m in other.messages if "imens" in m]
    assert said.startswith("Puljen betaler er gemt som version 2 imens af HR-konsulent.")
    assert other.lever.value == "1", "what was played with is still there"


def test_what_one_is_writing_stays_when_somebody_else_saves_and_the_page_runs_again(serve: Serve) -> None:
    serve("seed")
    mine = Screen("scenarier", scenarie="puljen-betaler").slide("2").choose("gem_maade", "Gem som ny version")
    fill(mine, description="Mine ord", who="")
    other = Screen("scenarier", scenarie="puljen-betaler").slide("1")
    do(other, "Gem som ny version", who="Sekretær")
    fill(mine.again(), who="HR-konsulent")
    mine.press("gem")
    (said,) = [m for m in mine.messages if "imens" in m]
    assert said.startswith("Puljen betaler er gemt som version 2 imens af Sekretær.")
    assert mine.at.text_area[0].value == "Mine ord"
    mine.press("gem")
    assert "Gemt som Puljen betaler, version 3." in mine.messages, "now it has been seen"


def test_a_draft_whose_scenario_was_put_away_goes_on_and_is_saved_as_a_new_one(serve: Serve) -> None:
    serve("seed")
    do(Screen("scenarier", scenarie="sso-betaler"), "Kopiér til et nyt scenarie", name="Kopien")
    mine = Screen("scenarier", scenarie="kopien").slide("2")
    Screen("scenarier", scenarie="kopien").choose("gem_maade", "Læg scenariet væk").press("gem")
    mine.again()
    assert mine.messages["Noget i adressen kunne ikke bruges"] == [
        "Kopien er lagt væk og kan hentes frem under Gemte scenarier."
    ]
    assert mine.lever.value == "2"
    assert mine.options("gem_maade") == ["Gem som nyt scenarie"]
    do(mine, "Gem som nyt scenarie", name="Min egen")
    assert "Gemt som Min egen, version 1." in mine.messages


def test_an_old_version_is_opened_by_link_and_compared(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="puljen-betaler").slide("2")
    do(screen, "Gem som ny version")
    new = Screen("scenarier", scenarie="puljen-betaler")
    assert new.cards[CLAIM][0] == "314.500 kr."
    table = unfolded(new).tables["Versioner af Puljen betaler"]
    assert [row[0] for row in table[1:]] == ["2", "1"]
    assert [row[3] for row in table[1:]] == ["314.500 kr.", "379.500 kr."]
    assert new.messages["Fra version 1 til version 2"] == [
        "Ledertalentudviklingskoncept: 4 → 2 pladser",
        "Krav på puljen: −65.000 kr. i forhold til version 1.",
    ]
    new.choose("vis_version", 1)
    assert new.address == {"aar": "2024", "scenarie": "puljen-betaler", "version": "1"}
    assert new.cards[CLAIM][0] == "379.500 kr."
    assert "Her vises en gammel version: Puljen betaler, version 1 (nyeste: 2)." in new.messages
    new.choose("vis_version", 2)
    assert "version" not in new.address


def test_a_version_that_does_not_exist_is_replaced_by_the_nearest_and_said(serve: Serve) -> None:
    serve("seed")
    for asked in ("7", "0", "x", "9" * 400):
        screen = Screen("scenarier", scenarie="puljen-betaler", version=asked)
        (said,) = screen.messages["Noget i adressen kunne ikke bruges"]
        assert said == f"Version »{asked}« af Puljen betaler findes ikke. Her vises version 1."


def test_new_base_data_say_in_kroner_what_they_did(serve: Serve) -> None:
    serve("seed")
    Screen("scenarier")

    def dearer(base: BaseData) -> BaseData:
        return replace(
            base,
            courses=tuple(
                replace(c, price_per_participant=Price(kr(40_000))) if c.id == "ledertalent" else c
                for c in base.courses
            ),
        )

    database().change_base_data(dearer)
    screen = Screen("scenarier", scenarie="puljen-betaler")
    (said,) = screen.messages["Grunddata er ændret, siden scenariet blev gemt"]
    assert "kravet på puljen er gået fra 379.500 kr. til 409.500 kr. (+30.000 kr.)" in said
    assert said in Screen(scenarie="puljen-betaler", vis="moede").under_conclusion
    calm = Screen("scenarier", scenarie="sso-betaler")
    assert "Grunddata er ændret, siden scenariet blev gemt" not in calm.messages
    rows = {row[0]: row[4] for row in unfolded(calm).tables[LIST]}
    assert rows["Social og sundhed betaler"] == "nej"
    assert "+30.000 kr." in rows["Puljen betaler"]


def test_a_scenario_that_no_longer_fits_says_so_and_is_mended(serve: Serve) -> None:
    """The course that it turns at is gone."""
    serve("seed")
    do(Screen("scenarier", scenarie="puljen-betaler").slide("2"), "Gem som ny version")

    def without(base: BaseData) -> BaseData:
        return replace(
            base,
            courses=tuple(c for c in base.courses if c.id != "ledertalent"),
            funding=tuple(li for li in base.funding if li.course != "ledertalent"),
        )

    database().change_base_data(without)
    screen = Screen("scenarier", scenarie="puljen-betaler")
    (line,) = screen.messages["Tallene er regnet uden det, der er galt her"]
    assert "»ledertalent« findes ikke" in line
    screen.press("fjern_ledertalent.participants")
    assert "Tallene er regnet uden det, der er galt her" not in screen.messages
    do(screen, "Gem som ny version")
    mended = Screen("scenarier", scenarie="puljen-betaler")
    assert "Tallene er regnet uden det, der er galt her" not in mended.messages


def test_every_way_is_named_on_its_button(serve: Serve) -> None:
    serve("seed")
    screen = Screen("scenarier", scenarie="sso-betaler")
    for way in screen.options("gem_maade"):
        screen.choose("gem_maade", way)
        assert bare(screen.at.button(key="gem").label) == way
