"""*Beslutninger*: every part in every state; prepared, decided, corrected, reopened, followed, found, proved."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from lederpulje.actions.decisions.agenda import new_item, new_meeting, set_item
from lederpulje.actions.decisions.deciding import Signed, decide
from lederpulje.actions.decisions.locking import results
from lederpulje.actions.decisions.reading import Decided, decided, decisions
from lederpulje.model import AgendaItem, BaseData, EntryKind, Meeting, Outcome
from lederpulje.money import format_kr
from lederpulje.ui.decisions.parts import PARTS
from lederpulje.ui.session import close_one, database
from tests.actions.decisions.made import by_hand, change_content, decide_on
from tests.exchange.hostile import TEXTS
from tests.pages.screen import CLAIM, Screen, bare, tidy

Serve = Callable[[str | BaseData], Path]
MEETING = {"vis": "moede", "aar": "2024"}
FAR = "12. februar 2029"
EXAMPLE = "Ledertalent i 2024"  # entry 9 of the state »decided«, and 11 that takes it up again


@pytest.fixture(scope="module")
def shared(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The seed with decisions 9 to 11, for tests that only add meetings and items of their own."""
    path = own_copy(original, tmp_path_factory.mktemp("board"))
    yield path
    close_one(path.resolve(), remove=False)


@pytest.fixture
def board(shared: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LEDERPULJE_DB", str(shared))


def own_copy(original: Path, folder: Path) -> Path:
    shutil.copytree(original.parent, folder, dirs_exist_ok=True)
    return folder / original.name


# --- what stands on the page, and a hand on it -----------------------------------------------------------------


def page(**address: str) -> Screen:
    return Screen("beslutninger", **address)


def said(screen: Screen) -> str:
    """All that can be read, headings, paragraphs and texts to copy too."""
    own = (*screen.at.header, *screen.at.text, *screen.at.markdown, *screen.at.code)
    return tidy(" ".join([screen.everything, *(bare(str(element.value)) for element in own)]))


def headers(screen: Screen) -> list[str]:
    return [bare(str(header.value)) for header in screen.at.header]


def box(screen: Screen, key: str) -> Any:
    """A text field, of one line or several."""
    (found,) = [w for w in (*screen.at.text_input, *screen.at.text_area) if w.key == key]
    return found


def write(screen: Screen, key: str, text: str) -> Screen:
    """Write in a field and leave it."""
    box(screen, key).set_value(text)
    return screen.again()


def fill(screen: Screen, **texts: str) -> Screen:
    """Write in several fields that wait for a button."""
    for key, text in texts.items():
        box(screen, key).set_value(text)
    return screen


def unfolded(screen: Screen, *keys: str) -> Screen:
    for key in keys:
        screen.at.session_state[key] = True
    return screen.again()


def end_with(screen: Screen, key: str, outcome: Outcome) -> Screen:
    screen.at.button_group(key=f"udfald_{key}").set_value(outcome)
    return screen.again()


def told(screen: Screen, *parts: str) -> bool:
    """Whether a message has all of these in its heading."""
    return any(all(part in heading for part in parts) for heading in screen.messages)


def keys(screen: Screen) -> set[str]:
    return {str(button.key) for button in screen.at.button}


def prepared(heading: str = "Et nyt punkt", **fields: Any) -> AgendaItem:
    """An item on a meeting of its own, long after all others."""
    store = database()
    meeting = new_meeting(store, "Direktionen", FAR)
    return set_item(store, new_item(store, meeting.id, heading).id, **fields)


def newest() -> Decided:
    return decisions(database().agenda())[-1]


def figure(decision: Decided, course: str = "ledertalent") -> int | dict[str, int]:
    """What a course claims in the locked calculation, in øre."""
    assert decision.calculation is not None
    courses = {c["id"]: c for c in decision.calculation["results"]["courses"]}
    found: int | dict[str, int] = courses[course]["claimed_oere"]
    return found


# --- the parts, and finding ------------------------------------------------------------------------------------


def every_part_stands() -> None:
    for part in PARTS:
        screen = page(**{"del": part})
        assert screen.heading == "Hvad er besluttet?"
        assert screen.errors == []
        assert not screen.nodes.all("script")


@pytest.mark.parametrize("state", ["empty", "hostile"])
def test_every_part_stands_in_every_state(serve: Serve, state: str) -> None:
    serve(state)
    every_part_stands()


@pytest.mark.usefixtures("board")
def test_every_part_stands_when_something_is_decided() -> None:
    every_part_stands()


def test_an_empty_database_says_what_to_do(serve: Serve) -> None:
    serve("empty")
    assert "Der er ingen møder og beslutninger endnu." in page().messages
    assert page(**{"del": "moeder"}).messages == {
        "Der er ingen møder endnu.": ["Opret det første under Nyt møde."]
    }
    assert "Ingen beslutning beder nogen om at følge op." in said(page(**{"del": "opfoelgning"}))


def test_the_seed_has_all_its_meetings_and_a_decision_from_before_the_app_is_without_calculation(
    serve: Serve,
) -> None:
    serve("seed")
    assert len(page(**{"del": "moeder"}).options("moede_valg")) == 10
    screen = page(beslutning="8")
    assert headers(screen)[0] == "Sammen om Ledelse"
    assert "Beslutningen er registreret uden beregning." in said(screen)
    assert "beregn_igen" not in keys(screen)
    (route,) = [rows for caption, rows in screen.tables.items() if caption.startswith("Sagens vej")]
    assert [row[0] for row in route[1:]] == ["Økonomiudvalget", "Økonomiudvalget"]


def test_what_is_searched_for_stands_in_the_address_and_is_found_from_it(serve: Serve) -> None:
    serve("seed")
    screen = write(page(), "soeg", "talent koncept")
    assert screen.address["soeg"] == "talent koncept"
    again = page(soeg="talent koncept")
    assert box(again, "soeg").value == "talent koncept"
    first = next(b.label for b in again.at.button if str(b.key).startswith("aabn_"))
    assert first == "Anbefaling om et ledertalentkoncept"
    assert "Der er ikke fundet noget." in page(soeg="xyzzy").messages


def test_filters_narrow_what_is_found_and_are_cleared_again(serve: Serve) -> None:
    serve("seed")
    screen = page(instans="Kommunalbestyrelsen")
    assert "1 fundet." in said(screen)
    screen.choose("filter_instans", "")
    assert "instans" not in screen.address
    assert "10 fundet." in said(screen)
    assert "10 fundet." in said(page(udfald="findes ikke")), "a filter that is not there filters nothing"


@pytest.mark.parametrize("address", [{"beslutning": "9"}, {"punkt": "puljens-brug-oplaeg"}])
@pytest.mark.usefixtures("board")
def test_a_link_opens_what_it_names(address: dict[str, str]) -> None:
    heading = {"beslutning": EXAMPLE, "punkt": "Oplæg om brugen af puljen 2023-24"}
    assert headers(page(**address))[0] == heading[next(iter(address))]


@pytest.mark.parametrize(
    "address", [{"beslutning": asked} for asked in ("99", "12", "nej", "٣", "9" * 30)] + [{"punkt": "væk"}]
)
@pytest.mark.usefixtures("board")
def test_a_link_to_what_is_not_there_is_said(address: dict[str, str]) -> None:
    """Entry 12 is there, but it is no decision."""
    asked = next(iter(address.values()))
    heading = f"Der er ingen beslutning og intet punkt med »{asked}« i adressen. Find det her."
    assert heading in page(**address).messages


# --- preparing -------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("board")
def test_a_meeting_is_made_filled_in_and_taken_away() -> None:
    screen = unfolded(page(**{"del": "moeder"}), "nyt_moede")
    fill(screen, nyt_moede_dato="31. februar 2029").press("opret_moede")
    assert told(screen, "31. februar 2029", "Skriv fx 24-02-2027")
    assert box(screen, "nyt_moede_dato").value == "31. februar 2029"
    fill(screen, nyt_moede_dato=FAR).press("opret_moede")
    own = screen.address["dagsorden"]
    unfolded(screen, f"moedet_{own}")
    fields = {"body": "Hovedudvalget", "place": "Mødelokale 1", "present": "HR-chef", "absent": "Én direktør"}
    fields |= {"substitutes": "HR-konsulent for HR-chefen", "note": "Æøå"}
    for name, text in fields.items():
        write(screen, f"{own}_{name}", text)
    meeting = database().agenda().meeting(own)
    assert meeting == Meeting(own, date=dt.date(2029, 2, 12), **fields)
    screen.press("slet_moede")
    assert "Mødet er slettet: Hovedudvalget, 12. februar 2029." in screen.messages
    assert database().agenda().meeting(own) is None


@pytest.mark.usefixtures("board")
def test_a_date_that_is_none_is_refused_and_stays_where_it_was_written() -> None:
    item = prepared()
    screen = unfolded(page(**{"del": "moeder"}, dagsorden=item.meeting), f"moedet_{item.meeting}")
    key = f"{item.meeting}_date"
    write(screen, key, "i morgen")
    assert told(screen, "Skriv fx 24-02-2027")
    assert box(screen, key).value == "i morgen"
    screen.press(f"{key}_opgiv")
    assert box(screen, key).value == FAR
    assert "slet_moede" not in keys(screen), "an item stands on it"


@pytest.mark.usefixtures("board")
def test_an_item_is_prepared_field_by_field() -> None:
    meeting = new_meeting(database(), "Direktionen", FAR)
    screen = page(**{"del": "moeder"}, dagsorden=meeting.id)
    fill(screen, nyt_punkt=" ").press("opret_punkt")
    assert told(screen, "Punktet har ingen overskrift. Skriv den.")
    fill(screen, nyt_punkt="Talent").press("opret_punkt")
    own = screen.address["punkt"]
    fields: dict[str, Any] = {"heading": "Ledertalent", "item_no": "7", "case_no": "81-24", "case": "talent"}
    fields |= {"summary": "Kort", "recommendation": "Det indstilles", "presentation": "Langt\n\nog mere"}
    fields |= {"appendices": "Et\nTo", "follow_up": "HR-chefen", "deadline": "01-05-2029"}
    for name, text in fields.items():
        write(screen, f"{own}_{name}", text)
    screen.choose(f"{own}_year", 2024)
    for name, chosen in (("scenarios", ["puljen-betaler"]), ("courses", ["ledertalent"])):
        screen.at.multiselect(key=f"{own}_{name}").set_value(chosen)
        screen.again()
    screen.at.checkbox(key=f"{own}_closed").check()
    screen.again()
    del fields["deadline"]
    assert database().agenda().item(own) == AgendaItem(
        own, meeting.id, year=2024, scenarios=("puljen-betaler",), courses=("ledertalent",), closed=True,
        deadline=dt.date(2029, 5, 1), **fields,
    )  # fmt: skip
    write(screen, f"{own}_deadline", "snart")
    assert box(screen, f"{own}_deadline").value == "snart"
    assert told(screen, "Skriv fx 24-02-2027")
    screen.press("slet_punkt")
    assert database().agenda().item(own) is None


@pytest.mark.usefixtures("board")
def test_what_somebody_else_wrote_meanwhile_is_not_overwritten_and_neither_text_is_lost() -> None:
    item = prepared()
    key = f"{item.id}_recommendation"
    mine, other = page(punkt=item.id), page(punkt=item.id)
    write(other, key, "Deres indstilling")
    write(mine, key, "Min indstilling")
    assert told(mine, "En anden har skrevet her imens", "»Deres indstilling«")
    assert box(mine, key).value == "Min indstilling"
    assert stands(item.id).recommendation == "Deres indstilling"
    mine.press(f"{key}_gem")
    assert stands(item.id).recommendation == "Min indstilling"
    write(other, key, "Deres igen")
    other.press(f"{key}_opgiv")
    assert box(other, key).value == "Min indstilling"


def stands(own_id: str) -> AgendaItem:
    found = database().agenda().item(own_id)
    assert found is not None
    return found


@pytest.mark.usefixtures("board")
def test_what_was_written_in_an_item_that_went_away_meanwhile_is_still_to_be_read() -> None:
    """One is taken off, the other decided; the link to the latter opens what came of it."""
    gone, settled = prepared(), prepared("Afgjort")
    screens = [page(punkt=item.id) for item in (gone, settled)]
    database().delete_item(gone.id)
    decide_on(database(), settled, None, "imens")
    for screen, item in zip(screens, (gone, settled), strict=True):
        write(screen, f"{item.id}_recommendation", "Min **tekst**")
        assert told(screen, "Punktet er taget væk imens", "Det, du skrev, står her")
        assert "Min **tekst**" in [code.value for code in screen.at.code]
    assert headers(screens[1])[0] == headers(page(punkt=settled.id))[0] == "Afgjort"


# --- deciding --------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("board")
def test_a_prepared_item_is_decided_without_a_calculation() -> None:
    item = prepared(recommendation="Det indstilles")
    screen = unfolded(page(punkt=item.id), f"afgoer_{item.id}")
    assert screen.options(f"beregning_{item.id}") == ["Uden beregning"]
    end_with(screen, f"{item.id}_{item.id}", Outcome.UDSAT)
    fill(screen, **{f"signatur_{item.id}_{item.id}": "Sekretær"})
    write(screen, f"beslutning_{item.id}_{item.id}", "Udsat, til der er en pris.")
    screen.press(f"laas_{item.id}")
    found = newest()
    assert (found.outcome, found.calculation) == (Outcome.UDSAT, None)
    assert (found.text("decision"), found.text("signed")) == ("Udsat, til der er en pris.", "Sekretær")
    assert screen.address["beslutning"] == str(found.number)
    assert screen.address["funktion"] == "Sekretær"
    assert headers(screen)[0] == "Et nyt punkt"
    assert database().agenda().item(item.id) is None


@pytest.mark.usefixtures("board")
def test_over_the_frame_it_is_said_and_asked_and_not_forbidden() -> None:
    """The worked example: four seats for 130.000 kr. of a frame that has 43.000 kr. left."""
    item = prepared(EXAMPLE, scenarios=("puljen-betaler",), year=2024, courses=("ledertalent",))
    screen = unfolded(page(punkt=item.id), f"afgoer_{item.id}")
    assert told(screen, "Det går ud over rammen", "overskrides med 87.000 kr.", "Det kan godt besluttes.")
    screen.press(f"laas_{item.id}")
    assert told(screen, "Sæt kryds ved, at det besluttes alligevel.")
    assert database().agenda().item(item.id) is not None
    screen.at.checkbox(key=f"alligevel_{item.id}_{item.id}").check()
    screen.press(f"laas_{item.id}")
    assert figure(newest()) == 13_000_000
    assert newest().text("decision").startswith("Puljen for 2024 bruges efter scenariet Puljen betaler.")


def test_what_is_locked_in_a_meeting_is_what_is_on_screen(serve: Serve) -> None:
    """Three seats, played with in the meeting, for an item that nobody prepared."""
    serve("seed")
    screen = Screen("scenarier", skaerm="betaler", scenarie="puljen-betaler", **MEETING).slide("3")
    shown, draft = screen.cards[CLAIM][0], screen.address["kladde"]
    screen.press("registrer").choose("registrer_punkt", "")
    write(screen, "ny_overskrift_moede", "Tre pladser")
    end_with(screen, "moede_ny", Outcome.GODKENDT_MED_AENDRING)
    screen.at.checkbox(key="alligevel_moede_ny").check()
    screen.press("laas_moede")
    found = newest()
    assert f"Låst som kvittering {found.number}" in screen.nodes.text
    assert "laas_moede" not in keys(screen), "the dialog is closed"
    assert screen.address["kladde"] == draft
    assert found.calculation is not None and found.inputs is not None
    assert shown == "347.000 kr." == tidy(format_kr(found.calculation["results"]["pool"]["claimed_oere"]))
    assert found.calculation["results"] == results(*found.inputs)
    assert found.calculation["scenario"] == {"key": "puljen-betaler", "version": 1, "changed": True}
    assert dict(found.inputs[1].overrides)["ledertalent.participants"] == "3"
    assert (found.text("heading"), found.item["scenarios"]) == ("Tre pladser", ["puljen-betaler"])


@pytest.mark.usefixtures("board")
def test_closed_items_are_not_offered_in_a_meeting() -> None:
    closed = prepared("En personsag", closed=True)
    shown = new_item(database(), closed.meeting, "Et åbent punkt")
    screen = Screen("overblik", **MEETING).press("registrer")
    offered = screen.options("registrer_punkt")
    assert any(shown.heading in name for name in offered)
    assert "En personsag" not in said(screen)
    assert "Lukkede punkter registreres på siden Beslutninger, uden for mødevisningen." in screen.footnotes


@pytest.mark.usefixtures("board")
def test_the_room_sees_nothing_of_closed_items_nor_the_page_itself() -> None:
    item = prepared("En personsag", closed=True, follow_up="HR-chefen")
    number = decide_on(database(), item, None, "s").number
    for view in ("moede", "laerred"):
        for address in ({}, {"beslutning": str(number)}, {"del": "opfoelgning"}, {"soeg": "personsag"}):
            assert "En personsag" not in said(page(vis=view, **address))


@pytest.mark.usefixtures("board")
def test_an_item_decided_in_another_window_meanwhile_is_told_and_the_wording_kept() -> None:
    item = prepared("To på én gang", scenarios=("sso-betaler",), year=2024)
    screen = Screen("overblik", scenarie="sso-betaler", **MEETING).press("registrer")
    screen.choose("registrer_punkt", item.id)
    box(screen, f"beslutning_moede_{item.id}").set_value("Skrevet her.")
    entry = decide(database(), stands(item.id), Outcome.UDSAT, None, Signed("Sekretær", "andet-vindue"))
    screen.press("laas_moede")
    assert told(screen, "allerede registreret som »udsat«", f"kvittering {entry.number}")
    assert box(screen, f"beslutning_moede_{item.id}").value == "Skrevet her."
    assert newest().number == entry.number


# --- afterwards ------------------------------------------------------------------------------------------------


@pytest.mark.usefixtures("board")
def test_a_receipt_says_what_was_decided_and_is_calculated_again() -> None:
    screen = page(beslutning="9")
    text = said(screen)
    assert "Direktionen, 21. februar 2024: godkendt, genoptaget." in text
    assert "Journaliseret: 22. februar 2024, dok.nr. 1423-24." in text
    assert "den gældende sag ligger i sagssystemet (ESDH)" in text
    talent = next(
        r
        for r in screen.tables["Aktiviteter, pris og betaler (kvittering 9)"]
        if r[0].startswith("Ledertalent")
    )
    assert talent[1:3] == ["≈ 130.000 kr.", "130.000 kr."]
    screen.press("beregn_igen")
    assert told(screen, "Samme tal")
    unfolded(screen, "laast_9", "regnet_9")
    assert screen.trace["Beregner"] and len(screen.trace["Kontrolsum (SHA-256)"]) == 64
    assert len(screen.tables["De låste forudsætninger"]) == 8


@pytest.mark.usefixtures("board")
def test_a_reopening_stands_beside_the_old_and_shows_the_difference_in_kroner() -> None:
    """130.000 kr. of the pool become 0 kr., since somebody else pays."""
    screen = page(beslutning="9").press("til_kvittering_11")
    assert headers(screen)[0] == EXAMPLE
    assert "Forskel fra kvittering 9" in headers(screen)
    rows = {row[0]: row[1:] for row in screen.tables["Forskellen i kroner"]}
    assert rows["Krav: Ledertalentudviklingskoncept"] == ["130.000 kr.", "0 kr.", "−130.000 kr."]
    assert rows["Krav på puljen"] == ["379.500 kr.", "249.500 kr.", "−130.000 kr."]
    assert headers(screen.press("til_kvittering_9"))[0] == EXAMPLE


@pytest.mark.usefixtures("board")
def test_a_decision_is_taken_up_again_and_the_new_item_points_to_it() -> None:
    number = decide_on(
        database(), prepared(scenarios=("sso-betaler",), year=2024), "sso-betaler", "op"
    ).number
    meeting = new_meeting(database(), "Direktionen", FAR)
    screen = unfolded(page(beslutning=str(number)), f"videre_{number}")
    screen.choose(f"videre_moede_{number}", meeting.id).press("genoptag")
    assert told(screen, f"Punktet genoptager kvittering {number}")
    own = screen.address["punkt"]
    unfolded(screen, f"afgoer_{own}").choose(f"beregning_{own}", "")
    screen.press(f"laas_{own}")
    assert told(screen, f"Skriv, hvad der er nyt i forhold til kvittering {number}.")
    write(screen, f"{own}_news", "Der er kommet nye priser.")
    screen.press(f"laas_{own}")
    found = newest()
    assert (found.entry.kind, found.entry.refers) == (EntryKind.GENOPTAGELSE, number)
    assert "Den ene af de to er uden beregning, så forskellen kan ikke regnes i kroner." in said(screen)


@pytest.mark.usefixtures("board")
def test_a_matter_is_sent_on_to_the_next_body() -> None:
    meeting = new_meeting(database(), "Kommunalbestyrelsen", FAR)
    screen = unfolded(page(beslutning="8"), "videre_8").choose("videre_moede_8", meeting.id)
    screen.press("send_videre")
    item = stands(screen.address["punkt"])
    assert (item.meeting, item.heading, item.refers) == (meeting.id, "Sammen om Ledelse", None)
    assert item.case == "ledelsesudvikling"
    (way,) = [
        rows for caption, rows in page(beslutning="8").tables.items() if caption.startswith("Sagens vej")
    ]
    assert way[-1] == ["Kommunalbestyrelsen", FAR, "forberedt", "forberedt punkt"]


@pytest.mark.usefixtures("board")
def test_a_correction_is_a_new_entry_and_both_stay() -> None:
    number = decide_on(database(), prepared(decision="Puljen betaler"), "puljen-betaler", "ret").number
    screen = unfolded(page(beslutning=str(number)), f"ret_{number}")
    wording = {f"ret_{number}_decision": "Puljen betaler alt.", f"ret_{number}_signed": "Sekretær"}
    fill(screen, **wording).press("gem_rettelse")
    assert told(screen, f"Skriv, hvad der er nyt i forhold til kvittering {number}.")
    assert box(screen, f"ret_{number}_decision").value == "Puljen betaler alt."
    fill(screen, **{f"ret_{number}_news": "Ordene var uklare."}).press("gem_rettelse")
    found = newest()
    assert told(screen, f"Den nye kvittering er nr. {found.number}.")
    assert (found.entry.kind, found.text("decision")) == (EntryKind.RETTELSE, "Puljen betaler alt.")
    assert f"Retter kvittering {number}" in screen.buttons
    assert found.calculation == the(number).calculation
    old = page(beslutning=str(number))
    assert f"Rettet med kvittering {found.number}" in old.buttons
    assert not [e for e in old.at.expander if e.label == "Ret"]


def the(number: int) -> Decided:
    found = decided(database().agenda().entry(number))
    assert found is not None
    return found


@pytest.mark.usefixtures("board")
def test_filing_and_following_up_are_entries_about_it() -> None:
    item = prepared("Med frist", follow_up="HR-chefen")
    number = decide_on(database(), item, None, "s").number
    screen = unfolded(page(beslutning=str(number)), f"journal_{number}", f"opfoelg_{number}")
    screen.press("gem_journal")
    assert told(screen, "Skriv dokumentnummeret fra sagssystemet.")
    fill(screen, **{f"journal_nr_{number}": "77-29", f"journal_dag_{number}": "i går"}).press("gem_journal")
    assert told(screen, "Skriv fx 24-02-2027")
    fill(screen, **{f"journal_dag_{number}": "13-02-2029"}).press("gem_journal")
    assert "Journaliseret: 13. februar 2029, dok.nr. 77-29." in said(screen)
    fill(screen, **{f"opfoelg_note_{number}": "Lederne ved det."}).press("gem_opfoelgning")
    assert "Ikke færdig alligevel" in screen.buttons
    done = page(**{"del": "opfoelgning"})
    assert "færdig" in done.nodes.text and "Lederne ved det." in done.nodes.text
    screen.press("genaabn_opfoelgning")
    assert "Markér som færdig i dag" in screen.buttons
    assert [e.refers for e in database().agenda().journal[-3:]] == [number] * 3


# --- what follows ----------------------------------------------------------------------------------------------


def test_what_was_decided_stands_at_the_course_and_in_the_money_and_a_departure_is_told_in_kroner(
    serve: Serve,
) -> None:
    """Before the list is saved and after."""
    serve("seed")
    item = prepared(EXAMPLE, courses=("ledertalent",))
    number = decide_on(database(), item, "puljen-betaler", "s").number
    money = Screen("budgetopfoelgning", aar="2024")
    row = money.tables["Besluttet, disponeret og forbrugt 2024"][1]
    assert row[:3] == ["Ledertalentudviklingskoncept", f"Direktionen, kvittering {number}", "130.000 kr."]
    assert "Besluttet i alt: 130.000 kr." in money.footnotes
    follow = page(**{"del": "opfoelgning"}).tables["Besluttet, bestilt og brugt"][1]
    assert follow[:4] == ["Ledertalentudviklingskoncept", f"kvittering {number}", "foreslået", "130.000 kr."]
    screen = Screen("kurser", aar="2024", **{"del": "kursus"}, kursus="ledertalent")
    assert "Besluttet: 130.000 kr. af puljen, Direktionen 12. februar 2029." in screen.nodes.text
    assert link(screen) == link(money) == f"beslutninger?beslutning={number}"
    write(screen, "felt_ledertalent_Deltagere", "2")
    check = Screen("kurser", aar="2024", **{"del": "tjek"}, liste=screen.address["liste"])
    departed = (
        f"Ledertalentudviklingskoncept: besluttet 130.000 kr. (kvittering {number}), efter listen nu 65.000 kr., "
        "altså −65.000 kr."
    )
    assert departed in check.messages["Listen kommer til at sige noget andet end det, der er besluttet"]
    assert departed not in page(beslutning=str(number)).nodes.text
    fill(check, liste_funktion="HR-konsulent", liste_hvorfor="Færre pladser").press("liste_gem")
    after = page(beslutning=str(number)).messages
    assert after["Kursuslisten siger noget andet end det, der blev besluttet"] == [departed]
    assert departed in Screen("kurser", aar="2024", **{"del": "kursus"}, kursus="ledertalent").messages


def link(screen: Screen) -> str:
    """The address of the only link to a receipt."""
    (found,) = {a.attributes["href"] for a in screen.nodes.all("a") if "beslutning=" in a.attributes["href"]}
    return found


@pytest.mark.usefixtures("board")
def test_open_follow_ups_are_shown_with_a_way_to_the_decision() -> None:
    number = decide_on(database(), prepared("Sent", deadline=dt.date(2024, 1, 1)), None, "sent").number
    screen = page(**{"del": "opfoelgning"})
    assert "åbne opfølgninger har overskredet fristen." in said(screen)
    assert "overskredet · ingen nævnt · frist 1. januar 2024" in screen.nodes.text
    assert headers(screen.press(f"foelg_op_{number}"))[0] == "Sent"


# --- papers, proof, examples -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("board")
def test_the_headings_of_papers_are_renamed_and_moved_and_set_back() -> None:
    screen = page(**{"del": "papirer"})
    write(screen, "afsnit_presentation", "Sagens **baggrund**")
    screen.press("op_presentation")
    item = prepared(summary="Resumé her", presentation="Baggrund her", recommendation="Indstillet her")
    paper = unfolded(page(punkt=item.id), f"papir_{item.id}")
    marked = [bare(str(m.value)) for m in paper.at.markdown]
    assert [m for m in marked if m.startswith("**")] == [
        "**Resumé**",
        "**Indstilling**",
        "**Sagens **baggrund****",
    ]
    assert [code.value for code in paper.at.code] == ["Resumé her", "Indstillet her", "Baggrund her"]
    assert [key for key, _ in database().sections()][2:4] == ["presentation", "decision"]
    screen.press("afsnit_som_foer")
    assert database().sections() == ()
    assert "afsnit_som_foer" not in keys(screen)


@pytest.mark.usefixtures("board")
def test_word_and_pdf_are_offered_for_an_item_a_decision_and_a_whole_meeting() -> None:
    meeting = the(9).item["meeting"]
    for screen, kinds in (
        (unfolded(page(beslutning="9"), "papir_9"), ["Referat"]),
        (
            unfolded(page(**{"del": "moeder"}, dagsorden=meeting), f"moedepapir_{meeting}"),
            ["Dagsorden", "Referat"],
        ),
    ):
        offered = [button.proto.label for button in screen.at.get("download_button")]
        assert offered == [f"{kind} som {ending}" for kind in kinds for ending in ("Word", "PDF")]


def test_the_chain_is_checked_and_a_change_behind_the_apps_back_is_said(
    original: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = own_copy(original, tmp_path)
    monkeypatch.setenv("LEDERPULJE_DB", str(path))
    screen = page(**{"del": "bevis"}).press("tjek_kaeden")
    assert told(screen, "Alt er, som det blev skrevet. 13 poster og 3 beregninger er regnet efter.")
    close_one(path.resolve(), remove=False)
    with by_hand(path) as connection:
        change_content(connection, 9, document="ændret")
    screen = page(beslutning="9")
    assert told(screen, "Journalen er ændret uden om programmet.")
    assert told(screen, "Brudt: nogen har ændret denne beslutning")
    assert told(page(**{"del": "bevis"}).press("tjek_kaeden"), "Brudt. 13 poster")
    close_one(path.resolve(), remove=False)


def test_the_examples_are_opened_and_left_and_the_real_journal_is_as_it_was(serve: Serve) -> None:
    path = serve("seed")
    before = database().agenda()
    screen = page(**{"del": "bevis"}, beslutning="").press("aabn_eksempler")
    assert screen.address == {"eksempler": "ja"}
    assert told(screen, "Eksempler: året er opdigtet")
    assert "Ledertalentkoncept: hvem betaler?" in screen.buttons
    meeting = Screen("overblik", eksempler="ja", **MEETING)
    assert meeting.nodes.all("position")[0].text.endswith("· eksempel")
    screen.press("slet_eksempler")
    assert screen.address == {}
    assert "Ledertalentkoncept: hvem betaler?" not in screen.buttons
    assert list(path.parent.glob("*.eksempler*")) == []
    assert database().agenda() == before
    gone = page(eksempler="ja")
    assert gone.at.title[0].value == "Eksemplerne er slettet", "never the real database in their place"
    assert gone.press("fra_eksempler").address == {}


@pytest.mark.usefixtures("board")
def test_a_name_gets_an_id_by_which_it_can_be_erased() -> None:
    screen = fill(page(**{"del": "bevis"}), person_navn="Jo").press("person_ny")
    assert told(screen, "Skriv hele navnet, som det står i teksterne.")
    fill(screen, person_navn="Navn Efternavn").press("person_ny")
    assert screen.tables["Personer"][1] == [
        "person-1",
        "Navn Efternavn",
        "python -m lederpulje erase person-1",
    ]


# --- what people might write -----------------------------------------------------------------------------------

_WRITTEN = (
    "summary",
    "recommendation",
    "decision",
    "presentation",
    "dissent",
    "conflict",
    "appendices",
    "case_no",
)
_KEYS = {
    "decision": "beslutning_{0}_{0}",
    "dissent": "mere_{0}_{0}_dissent",
    "conflict": "mere_{0}_{0}_conflict",
}


@pytest.mark.usefixtures("board")
def test_hostile_texts_are_text_everywhere() -> None:
    """They stand in the fields of a prepared item and of a decision, at a meeting with markup for a name."""
    store = database()
    meeting = new_meeting(store, "<b>Direktionen</b> *x*", FAR)
    texts = {name: "\n".join(TEXTS[at :: len(_WRITTEN)]) for at, name in enumerate(_WRITTEN)}
    assert sum(map(len, texts.values())) >= sum(map(len, TEXTS)), "every one of them stands somewhere"
    texts["heading"] = "<script>alert(1)</script> **fed** [x](javascript:y)"
    item = set_item(store, new_item(store, meeting.id, "x").id, **texts, follow_up="<b>HR</b>")
    shown = unfolded(page(punkt=item.id), f"afgoer_{item.id}")
    for name, text in texts.items():
        assert box(shown, _KEYS.get(name, "{0}_" + name).format(item.id)).value == text
    number = decide_on(store, item, None, item.id).number
    receipt = unfolded(page(beslutning=str(number)), f"papir_{number}", f"laast_{number}")
    for text in texts.values():
        assert tidy(text) in said(receipt)
    for screen in (shown, receipt, *(page(**{"del": part}, dagsorden=meeting.id) for part in PARTS)):
        assert not screen.nodes.all("script")
    assert texts["heading"] in page(soeg="alert").buttons
