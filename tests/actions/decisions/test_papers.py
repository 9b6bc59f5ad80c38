"""Papers say what was decided in the order that is read, with the figures of the lock and its receipt's number."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import plotly.graph_objects as go
import pytest

from lederpulje.actions.decisions.locking import figures_of
from lederpulje.actions.decisions.papers import (
    SECTIONS,
    Wanted,
    decision_paper,
    item_paper,
    meeting_paper,
    sections_of,
)
from lederpulje.actions.decisions.proving import is_amount
from lederpulje.actions.decisions.reading import Decided, decided
from lederpulje.errors import NoBrowser
from lederpulje.exchange.minutes import Item, Section
from lederpulje.model import Agenda, AgendaItem, BaseData, Meeting, Price
from lederpulje.money import parse_amount
from lederpulje.store import Store, open_for_reading, open_store
from tests.actions.decisions.made import FIRST
from tests.examples import kr

PRINTED = dt.datetime(2026, 3, 2, 9, 5, tzinfo=dt.UTC)
AMOUNT = re.compile(r"\d[\d.]*(?:,\d\d)?(?=\skr\.)|\d[\d.]*(?:,\d\d)?(?=\s?–)")
ITEM = AgendaItem(
    *("punkt", "moede", "Ledertalent"),
    summary="Kort.", recommendation="Det indstilles.\n\nOg mere.", decision="Ikke endnu.", presentation="Langt.",
    appendices="Et bilag\n\n Et til ", scenarios=("puljen-betaler", "sso-betaler"), year=2024, item_no="4",
    case_no="81-24", follow_up="HR-chefen", deadline=dt.date(2024, 5, 1),
)  # fmt: skip
BOARD = Meeting("moede", "Direktionen", dt.date(2024, 4, 1), present="HR-chef", absent="Én direktør")


@pytest.fixture(scope="module")
def store(original: Path) -> Iterator[Store]:
    with open_for_reading(original) as opened:
        yield opened


def draw(_figure: go.Figure) -> bytes:
    return b"et billede"


def wanted(store: Store, *items: AgendaItem, base: BaseData | None = None) -> Wanted:
    agenda = store.agenda()
    whole = replace(agenda, items=(*agenda.items, *items), meetings=(*agenda.meetings, BOARD))
    return Wanted(whole, base or store.base_data(), SECTIONS, draw, PRINTED)


def the(agenda: Agenda, number: int) -> Decided:
    found = decided(agenda.entry(number))
    assert found is not None
    return found


def section(item: Item, heading: str) -> Section:
    (found,) = [s for s in item.sections if s.heading == heading]
    return found


def amounts(text: str) -> set[int]:
    """Every amount in a text, in øre."""
    return {parse_amount(found) for found in AMOUNT.findall(text)}


@pytest.mark.parametrize("number", [FIRST, 10, 11])
def test_every_figure_of_a_paper_is_one_of_the_lock(store: Store, number: int) -> None:
    decision = the(store.agenda(), number)
    assert decision.calculation is not None
    found = figures_of(decision.calculation["results"])
    figures = {abs(v) for name, v in found.items() if isinstance(v, int) and is_amount(name)}
    (item,) = decision_paper(wanted(store), decision).items
    economy = section(item, "Økonomi")
    said = amounts(economy.as_text())
    assert said <= figures
    pool = decision.calculation["results"]["pool"]["claimed_oere"]
    assert ({pool} if isinstance(pool, int) else set(pool.values())) <= said
    assert economy.picture is not None and amounts(economy.picture.alt) <= figures


def test_a_list_that_has_changed_since_does_not_change_the_minutes(store: Store) -> None:
    base = store.base_data()
    dearer = tuple(replace(c, fixed_per_session=Price(kr(99_999)), participants=77) for c in base.courses)
    changed = replace(base, courses=dearer, data_version=base.data_version + 1)
    decision = the(store.agenda(), FIRST)
    now = decision_paper(wanted(store), decision)
    assert decision_paper(wanted(store, base=changed), decision) == now
    prepared = [item_paper(wanted(store, ITEM, base=b), ITEM) for b in (base, changed)]
    assert prepared[0] != prepared[1], "before the meeting the figures are those of today"


def test_the_minutes_carry_the_receipt_and_what_points_to_it(store: Store) -> None:
    old = decision_paper(wanted(store), the(store.agenda(), FIRST))
    facts = dict(old.items[0].facts)
    assert (facts["Kvittering"], facts["Udfald"]) == ("9", "godkendt")
    assert facts["Journaliseret"] == "22. februar 2024, dok.nr. 1423-24"
    assert facts["Opfølgning"] == "HR-chefen, senest 1. maj 2024"
    origin = section(old.items[0], "Økonomi").paragraphs[-1]
    assert origin.startswith(
        "Kvittering 9: alle tal er låst med beslutningen. Scenarie: Puljen betaler, version 1"
    )
    assert the(store.agenda(), FIRST).entry.hash[:12] in origin
    new = dict(decision_paper(wanted(store), the(store.agenda(), 11)).items[0].facts)
    assert (new["Genoptager"], new["Det nye"]) == ("kvittering 9", "SSO giver midler.")


def test_the_decision_stands_right_after_the_recommendation_and_is_set_apart(store: Store) -> None:
    """An item that is decided as prepared, in the order of the headings."""
    decision = the(store.agenda(), FIRST)
    texts = tuple(
        replace(t, text={"recommendation": "Indstillet", "decision": "Et\n\nTo"}.get(t.field, t.text))
        for t in decision.entry.texts
    )
    written = {t.field for t in texts}
    added = tuple(
        replace(texts[0], field=name, text=name)
        for name in ("recommendation", "summary")
        if name not in written
    )
    (item,) = decision_paper(wanted(store), Decided(replace(decision.entry, texts=(*texts, *added)))).items
    headings = [s.heading for s in item.sections]
    assert headings.index("Beslutning") == headings.index("Indstilling") + 1
    assert [s.heading for s in item.sections if s.marked] == ["Beslutning"]
    assert section(item, "Beslutning").paragraphs == ("Et", "To")


def test_a_prepared_item_has_no_decision_and_its_figures_are_said_to_be_provisional(store: Store) -> None:
    paper = item_paper(wanted(store, ITEM), ITEM)
    (item,) = paper.items
    assert (paper.title, paper.subtitle) == ("Dagsordenspunkt: Ledertalent", "Direktionen, 1. april 2024")
    assert ("Til stede", "HR-chef") in paper.facts and ("Afbud", "Én direktør") in paper.facts
    assert item.heading == "4. Ledertalent"
    assert dict(item.facts)["Udfald"] == "endnu ikke behandlet"
    assert [s.heading for s in item.sections] == [
        "Resumé",
        "Indstilling",
        "Sagsfremstilling",
        "Økonomi",
        "Bilag",
    ]
    assert section(item, "Bilag").paragraphs == ("Et bilag", "Et til")
    economy = section(item, "Økonomi").as_text()
    assert "Tallene er foreløbige." in economy and "Kvittering" not in economy
    assert "Punktet bygger også på: Social og sundhed betaler." in economy


def test_a_scenario_that_is_gone_leaves_the_economy_out(store: Store) -> None:
    alone = replace(ITEM, scenarios=("slettet",))
    (item,) = item_paper(wanted(store, alone), alone).items
    assert "Økonomi" not in [s.heading for s in item.sections]


def test_a_section_by_itself_is_plain_text_with_its_tables(store: Store) -> None:
    (item,) = item_paper(wanted(store, ITEM), ITEM).items
    assert section(item, "Indstilling").as_text() == "Det indstilles.\nOg mere."
    lines = section(item, "Økonomi").as_text().split("\n")
    at = lines.index("Delrammer, krav og rest")
    assert lines[at + 1 : at + 3] == [
        "Delramme\tRamme\tKrav\tTilbage eller mangler",
        "Centralt udbudte kurser og forløb\t150.000 kr.\t237.000 kr.\tmangler 87.000 kr.".replace(
            " kr.", "\xa0kr."
        ),
    ]


def test_closed_items_are_left_out_of_a_whole_meeting_unless_asked_for(store: Store) -> None:
    meeting = the(store.agenda(), FIRST).item["meeting"]
    hidden = replace(ITEM, id="lukket", meeting=meeting, heading="Endnu en opsigelse", closed=True)
    asked = wanted(store, hidden)
    for minutes, heading in ((True, "En opsigelse"), (False, "Endnu en opsigelse")):
        paper = meeting_paper(asked, meeting, minutes=minutes)
        assert [i.heading.partition(". ")[2] for i in paper.items] == ["Ledertalent i 2024"]
        assert "Lukkede punkter, der er udeladt: 2." in paper.notes
        whole = meeting_paper(asked, meeting, minutes=minutes, closed=True)
        assert heading in [i.heading.partition(". ")[2] for i in whole.items]
        assert not [note for note in whole.notes if "udeladt" in note]


def test_what_is_not_treated_yet_is_counted_in_the_minutes(store: Store) -> None:
    paper = meeting_paper(wanted(store, ITEM), BOARD.id, minutes=True)
    assert paper.items == ()
    assert "1 punkt er endnu ikke behandlet og står ikke her." in paper.notes


def test_an_item_of_the_agenda_that_is_treated_is_still_without_its_decision_there(store: Store) -> None:
    meeting = the(store.agenda(), FIRST).item["meeting"]
    (item,) = meeting_paper(wanted(store), meeting, minutes=False).items
    assert "Beslutning" not in [s.heading for s in item.sections]


def test_without_a_browser_the_paper_is_made_without_pictures_and_says_so_once(store: Store) -> None:
    def nothing(_figure: go.Figure) -> bytes:
        raise NoBrowser("Der er ingen browser.", "Installér en.")

    meeting = the(store.agenda(), FIRST).item["meeting"]
    paper = meeting_paper(replace(wanted(store), draw=nothing), meeting, minutes=True, closed=True)
    assert [section(i, "Økonomi").picture for i in paper.items] == [None, None]
    assert [n for n in paper.notes if "billeder" in n] == [
        "Papiret er lavet uden billeder: Billedet kan ikke tegnes: Der er ingen browser. Installér en."
    ]
    assert section(paper.items[0], "Økonomi").tables


def test_every_paper_says_that_it_is_not_the_archive(store: Store) -> None:
    assert "ikke arkivet" in item_paper(wanted(store, ITEM), ITEM).notes[-1]


def test_headings_are_as_somebody_set_them_and_none_is_lost(database: Path) -> None:
    with open_store(database) as store:
        store.save_sections((("economy", "Penge"), ("findes-ikke", "x"), ("summary", "Kort")))
        assert sections_of(store)[:2] == (("economy", "Penge"), ("summary", "Kort"))
        assert sorted(key for key, _ in sections_of(store)) == sorted(key for key, _ in SECTIONS)
        asked = replace(wanted(store, ITEM), sections=sections_of(store))
        (item,) = item_paper(asked, ITEM).items
        assert [s.heading for s in item.sections][:3] == ["Penge", "Kort", "Indstilling"]
