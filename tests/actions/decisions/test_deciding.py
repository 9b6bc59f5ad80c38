"""A decision is entered once, by one, whole or not at all; what follows it is told in kroner."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from threading import Barrier

import pytest

from lederpulje.actions.decisions.agenda import new_item, take_up_again
from lederpulje.actions.decisions.comparing import moved
from lederpulje.actions.decisions.deciding import (
    Signed,
    correct,
    decide,
    file_away,
    follow_up,
    item_of,
    same_calculation,
)
from lederpulje.actions.decisions.following import departures, new_departures
from lederpulje.actions.decisions.proving import prove
from lederpulje.actions.decisions.reading import Decided, decided, fate, standing, status_of
from lederpulje.errors import AgendaRefused
from lederpulje.model import AgendaItem, BaseData, Entry, EntryKind, NewEntry, Outcome
from lederpulje.scenarios import Span
from lederpulje.store import Store, open_for_reading, open_store
from tests.actions.decisions.made import FIRST, decide_on, meeting_and_item

SECRETARY = "Direktionssekretær"


@pytest.fixture
def store(database: Path) -> Iterator[Store]:
    with open_store(database) as opened:
        yield opened


def the(store: Store, number: int) -> Decided:
    """The decision with a number."""
    found = decided(store.agenda().entry(number))
    assert found is not None
    return found


def test_a_decided_item_leaves_the_agenda_and_says_what_was_prepared(store: Store) -> None:
    meeting, item = meeting_and_item(store, "Æbler i <b>kantinen</b>")
    entry = decide_on(store, replace(item, recommendation="Det indstilles"), "puljen-betaler", "s")
    found = the(store, entry.number)
    assert store.agenda().item(item.id) is None
    assert (found.text("heading"), found.text("recommendation")) == (
        "Æbler i <b>kantinen</b>",
        "Det indstilles",
    )
    assert (found.text("body"), found.date, found.item["meeting"]) == (
        "Direktionen",
        dt.date(2024, 6, 5),
        meeting.id,
    )
    assert found.calculation is not None
    assert found.calculation["results"]["pool"]["claimed_oere"] == 37_950_000


def test_saving_twice_makes_one_entry(store: Store) -> None:
    _, item = meeting_and_item(store)
    first = decide_on(store, item, "puljen-betaler", "samme")
    assert decide_on(store, item, "puljen-betaler", "samme") == first
    assert store.agenda().journal[-1].number == first.number


def test_an_item_decided_twice_at_once_is_decided_by_one_and_the_other_is_told(store: Store) -> None:
    _, item = meeting_and_item(store)
    both = Barrier(2)

    def save(outcome: Outcome) -> Entry | str:
        both.wait(10)
        try:
            return decide(store, item, outcome, None, Signed(SECRETARY, outcome))
        except AgendaRefused as refused:
            return str(refused)

    with ThreadPoolExecutor(2) as pool:
        done = list(pool.map(save, (Outcome.GODKENDT, Outcome.UDSAT)))
    (entry,) = [d for d in done if isinstance(d, Entry)]
    (told,) = [d for d in done if isinstance(d, str)]
    assert f"kvittering {entry.number}" in told and the(store, entry.number).outcome in told
    assert "Intet er ændret" in told
    assert store.agenda().journal[-1] == entry


@pytest.mark.parametrize(
    ("item", "outcome", "why"),
    [
        ({"heading": "  "}, Outcome.GODKENDT, "ingen overskrift"),
        ({}, Outcome.FORBEREDT, "Vælg et udfald"),
        ({"meeting": "væk"}, Outcome.GODKENDT, "Mødet findes ikke mere"),
        ({"id": "væk"}, Outcome.GODKENDT, "taget af dagsordenen imens"),
        ({"refers": 9}, Outcome.GODKENDT, "hvad der er nyt i forhold til kvittering 9"),
        ({"decision": "x" * 200_001}, Outcome.GODKENDT, "200001 tegn"),
    ],
)
def test_what_cannot_be_entered_is_told_and_nothing_written(
    store: Store, item: dict[str, object], outcome: Outcome, why: str
) -> None:
    _, prepared = meeting_and_item(store)
    before = store.agenda()
    with pytest.raises(AgendaRefused, match=why):
        decide(store, replace(prepared, **item), outcome, None, Signed(SECRETARY, "s"))  # type: ignore[arg-type]
    assert store.agenda() == before


def test_what_a_scenario_was_called_is_kept_when_it_is_deleted(store: Store) -> None:
    store.change_base_data(lambda base: replace(base, scenarios=()))
    found = the(store, FIRST)
    assert found.inputs is not None
    assert (found.inputs[1].key, found.inputs[1].name) == ("puljen-betaler", "Puljen betaler")
    assert prove(store).holds


def test_a_correction_stands_beside_what_it_corrects_once(store: Store) -> None:
    old = the(store, FIRST)
    better = replace(item_of(old), decision="Højst 300.000 kr.", news="Beløbet var skrevet forkert.")
    entry = correct(store, FIRST, better, same_calculation(old), Signed(SECRETARY, "ret"))
    assert (entry.kind, entry.refers, the(store, FIRST).text("decision")) == (
        EntryKind.RETTELSE,
        FIRST,
        "Ikke over 300.000 kr.",
    )
    assert status_of(store.agenda(), old) == "godkendt, rettet"
    with pytest.raises(AgendaRefused, match=f"allerede rettet med kvittering {entry.number}"):
        correct(store, FIRST, better, None, Signed(SECRETARY, "ret igen"))
    assert correct(store, FIRST, better, None, Signed(SECRETARY, "ret")) == entry


def test_a_reopening_points_back_and_shows_the_difference_in_kroner(store: Store) -> None:
    old, new = the(store, FIRST), the(store, 11)
    assert new.entry.refers == FIRST and fate(store.agenda(), FIRST).reopened_by == (new,)
    figures = {m.what: (m.before, m.after, m.difference) for m in moved(old, new)}
    claimed = figures["Krav på puljen"]
    assert claimed == (
        Span(37_950_000, 37_950_000),
        Span(24_950_000, 24_950_000),
        Span(-13_000_000, -13_000_000),
    )


def test_differences_between_open_answers_are_taken_combination_by_combination(store: Store) -> None:
    """The same answers hold in both, so nothing moves although the span is wide."""
    _, item = meeting_and_item(store)
    same = decide_on(store, item, "uafklaret", "igen")
    found = moved(the(store, 10), the(store, same.number))
    (claimed,) = [m for m in found if m.what == "Krav på puljen"]
    assert claimed.before is not None and claimed.before.low < claimed.before.high
    assert claimed.difference == Span(0, 0)


def test_a_list_that_departs_from_a_decision_is_told_in_kroner(store: Store) -> None:
    before = store.base_data()
    assert departures(before, the(store, FIRST)) == ()
    after = with_participants(before, 2)
    (found,) = [d for d in departures(after, the(store, FIRST)) if d.decided.course == "ledertalent"]
    assert (found.decided.claimed, found.now) == (Span(13_000_000, 13_000_000), Span(6_500_000, 6_500_000))
    gone = replace(before, courses=tuple(c for c in before.courses if c.id != "ledertalent"))
    assert [d.now for d in departures(gone, the(store, FIRST)) if d.decided.course == "ledertalent"] == [None]
    assert "ledertalent" in {d.decided.course for d in new_departures(store.agenda(), before, after)}
    assert new_departures(store.agenda(), after, after) == ()


def with_participants(base: BaseData, count: int) -> BaseData:
    """Base data in which fewer take part in the talent course."""
    changed = tuple(replace(c, participants=count) if c.id == "ledertalent" else c for c in base.courses)
    return replace(base, courses=changed)


def test_texts_of_any_kind_are_kept_as_they_are(store: Store) -> None:
    _, item = meeting_and_item(store)
    hostile = "<script>alert(1)</script>\n=1+1 | **fed** 👩‍💼 \u202etxet " + "lang " * 20_000
    entry = decide_on(store, replace(item, presentation=hostile, decision="e\u0301\x00\x07"), None, "s")
    assert the(store, entry.number).text("presentation") == hostile
    assert the(store, entry.number).text("decision") == "é"
    assert prove(store).holds


def test_a_write_that_fails_on_the_way_leaves_nothing(store: Store) -> None:
    """The entry breaks a rule of the database after its row is in."""
    _, item = meeting_and_item(store)
    before = store.agenda()
    with pytest.raises(Exception, match="CHECK constraint"):
        store.enter(lambda _: NewEntry(EntryKind.BESLUTNING, "s", item.id, texts={"": "intet felt"}))
    assert store.agenda() == before
    with open_for_reading(store.path) as reading:
        assert reading.agenda().journal == before.journal
    assert decide_on(store, item, None, "s").number == before.journal[-1].number + 1


def test_a_save_whose_acknowledgement_failed_is_found_again(store: Store) -> None:
    """The witness cannot be written once: the same save afterwards gives the entry that was made."""
    _, item = meeting_and_item(store)
    witness = store.path.with_name(f"{store.path.name}.witness")
    kept = witness.read_bytes()
    witness.unlink()
    witness.mkdir()
    with pytest.raises(OSError, match="witness"):
        decide_on(store, item, None, "samme")
    witness.rmdir()
    witness.write_bytes(kept)
    entry = decide_on(store, item, None, "samme")
    assert store.agenda().journal[-1] == entry
    assert prove(store).holds


def test_follow_up_of_what_is_no_decision_is_refused(store: Store) -> None:
    with pytest.raises(AgendaRefused, match="Kvittering 1 er ikke en beslutning"):
        follow_up(store, 1, None, "", Signed(SECRETARY, "s"))


def test_a_name_gets_one_id_that_nobody_had(store: Store) -> None:
    assert [store.add_person(name).id for name in ("Bo Li", " Bo  Li ", "Å Ø")] == [
        "person-1",
        "person-1",
        "person-2",
    ]
    with pytest.raises(AgendaRefused, match="intet navn"):
        store.add_person(" \n")


def test_a_reopening_takes_what_was_prepared_with_it(store: Store) -> None:
    again = take_up_again(store, FIRST, store.agenda().meetings[-1].id)
    assert (again.refers, again.heading, again.decision, again.outcome) == (
        FIRST,
        "Ledertalent i 2024",
        "",
        Outcome.FORBEREDT,
    )
    assert isinstance(new_item(store, again.meeting, "Et til"), AgendaItem)


@pytest.mark.parametrize("reopened_first", [True, False])
def test_a_decision_that_is_both_corrected_and_taken_up_again_stands_once(
    store: Store, reopened_first: bool
) -> None:
    meeting, item = meeting_and_item(store)
    number = decide_on(store, replace(item, follow_up="HR-chefen"), "puljen-betaler", "først").number

    def put_right() -> Entry:
        old = the(store, number)
        better = replace(item_of(old), decision="Rettet.", news="Slåfejl.")
        return correct(store, number, better, same_calculation(old), Signed(SECRETARY, "ret"))

    def take_up() -> Entry:
        again = replace(take_up_again(store, number, meeting.id), news="Nyt.", follow_up="HR-konsulent")
        return decide_on(store, again, "sso-betaler", "igen")

    first, last = (take_up, put_right) if reopened_first else (put_right, take_up)
    done = {entry.kind: entry for entry in (first(), last())}
    assert [d.number for d in standing(store.agenda()) if d.number >= number] == [
        done[EntryKind.GENOPTAGELSE].number
    ]
    assert status_of(store.agenda(), the(store, done[EntryKind.RETTELSE].number)) == "godkendt, genoptaget"


def test_what_is_filed_or_followed_up_alike_twice_is_one_entry(store: Store) -> None:
    """Whatever the save's own id: a button pressed twice, or two windows."""
    days = [dt.date(2024, 5, 1), dt.date(2024, 5, 1), None, None, dt.date(2024, 5, 1)]
    done = [follow_up(store, FIRST, day, "Sagt.", Signed(SECRETARY, f"f{n}")) for n, day in enumerate(days)]
    assert [entry.number - done[0].number for entry in done] == [0, 0, 1, 1, 2]
    filed = [
        file_away(store, FIRST, dt.date(2024, 5, 2), f"{n // 2}-24", Signed(SECRETARY, f"j{n}"))
        for n in range(3)
    ]
    assert [entry.number - filed[0].number for entry in filed] == [0, 0, 1]
