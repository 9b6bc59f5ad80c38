"""Playing with a scenario: what a change does to a draft, and that none is lost between memory and database."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje import dates
from lederpulje.actions.drafts import (
    DRAFT_KEY,
    Drafts,
    as_scenario,
    at_step,
    is_put_away,
    own_copy,
    start_draft,
    stepped,
    with_answer,
    with_override,
    with_rule,
    without_problem,
)
from lederpulje.model import Answer, BaseData, Draft, Rule, StepKind
from lederpulje.store import Store, open_store
from tests.examples import JA, NEJ, NORDDJURS, OPEN, scenario

ORIGIN = scenario(answers={"sso_midler": JA}, overrides={"frame.kurser": "75000"}, rule=Rule.OPTIMAL)
SEATS = "ledertalent.participants"


@pytest.fixture
def store(tmp_path: Path, put_database: Callable[[Path, BaseData], Path]) -> Iterator[Store]:
    with open_store(put_database(tmp_path / "x.duckdb", NORDDJURS)) as opened:
        yield opened


# --- changing ----------------------------------------------------------------------------------------------


def test_a_draft_starts_as_its_scenario_under_ids_that_nobody_can_guess() -> None:
    one, other = start_draft(ORIGIN, "grundlag"), start_draft(ORIGIN, "grundlag")
    assert (one.year, one.origin, one.baseline) == (2024, "proeve", "grundlag")
    assert (one.answers, one.overrides, one.rule) == (ORIGIN.answers, ORIGIN.overrides, ORIGIN.rule)
    ids = {one.id, one.share_id, other.id, other.share_id}
    assert len(ids) == 4
    assert all(len(id_) >= 22 for id_ in ids), "128 bits"


def test_the_engine_sees_the_draft_as_a_scenario() -> None:
    seen = as_scenario(start_draft(ORIGIN, "grundlag"))
    assert seen == replace(ORIGIN, key=DRAFT_KEY, name="Kladden")


def test_a_copy_has_the_content_and_no_id_in_common() -> None:
    draft = start_draft(ORIGIN, "grundlag")
    copy = own_copy(draft)
    assert replace(copy, id=draft.id, share_id=draft.share_id) == draft
    assert not {copy.id, copy.share_id} & {draft.id, draft.share_id}


def test_an_answer_replaces_the_one_before() -> None:
    draft = start_draft(ORIGIN, "grundlag")
    assert with_answer(draft, "sso_midler", NEJ).answers == (("sso_midler", NEJ),)
    assert with_answer(draft, "hr_koordinator", OPEN).answers == (
        ("sso_midler", JA),
        ("hr_koordinator", OPEN),
    )
    assert draft.answers == ORIGIN.answers


def test_an_override_is_added_replaced_and_gone_when_it_is_what_the_base_data_say() -> None:
    draft = start_draft(scenario(), "grundlag")
    two = with_override(NORDDJURS, draft, SEATS, "2")
    assert two.overrides == ((SEATS, "2"),)
    assert with_override(NORDDJURS, two, SEATS, "3").overrides == ((SEATS, "3"),)
    assert with_override(NORDDJURS, two, SEATS, "4").overrides == ()
    price = with_override(NORDDJURS, draft, "ledertalent.price_per_participant", "32500")
    assert price.overrides == ()
    assert with_override(NORDDJURS, two, "frame.kurser", "150000").overrides == ((SEATS, "2"),)


def test_the_rule_can_be_changed() -> None:
    assert with_rule(start_draft(ORIGIN, "x"), Rule.PRIORITET).rule is Rule.PRIORITET


def test_what_cannot_be_applied_can_be_taken_out() -> None:
    draft = start_draft(
        scenario(answers={"ukendt": JA, "sso_midler": NEJ}, overrides={"ingen.x": "1", SEATS: "2"}), "x"
    )
    assert without_problem(draft, "ingen.x").overrides == ((SEATS, "2"),)
    assert without_problem(draft, "ukendt").answers == (("sso_midler", NEJ),)
    assert without_problem(draft, "findes ikke") == draft


# --- keeping -----------------------------------------------------------------------------------------------


def test_a_draft_is_seen_at_once_and_written_by_flush(store: Store) -> None:
    drafts, draft = Drafts(store), start_draft(ORIGIN, "grundlag")
    drafts.put(draft)
    assert drafts.find(draft.id) == drafts.find(draft.share_id) == draft
    assert store.draft(draft.id) is None
    drafts.flush()
    assert store.draft(draft.id) == store.draft(draft.share_id) == draft


def test_another_start_of_the_program_finds_it(store: Store) -> None:
    drafts, draft = Drafts(store), start_draft(ORIGIN, "grundlag")
    drafts.put(draft)
    drafts.flush()
    assert Drafts(store).find(draft.id) == draft
    assert Drafts(store).find(draft.share_id) == draft
    assert Drafts(store).find("findes-ikke") is None


def test_only_the_last_of_several_changes_is_written(store: Store) -> None:
    drafts, draft = Drafts(store), start_draft(scenario(), "grundlag")
    for seats in "123":
        drafts.put(with_override(NORDDJURS, draft, SEATS, seats))
    drafts.flush()
    stored = store.draft(draft.id)
    assert stored is not None
    assert stored.overrides == ((SEATS, "3"),)
    drafts.flush()
    assert store.draft(draft.id) == stored


class Full(Exception):
    """The disk is full."""


def test_what_could_not_be_written_is_kept_and_written_the_next_time(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    drafts, draft = Drafts(store), start_draft(scenario(), "grundlag")
    drafts.put(draft)

    def refuse(_: object) -> None:
        raise Full

    with monkeypatch.context() as patched:
        patched.setattr(store, "save_draft", refuse)
        with pytest.raises(Full):
            drafts.flush()
    assert drafts.find(draft.id) == draft
    drafts.flush()
    assert store.draft(draft.id) == draft


def test_many_sessions_at_once_lose_no_draft_and_no_change(store: Store) -> None:
    """Twelve users, each turning a lever ten times, all writing at every step."""
    drafts = Drafts(store)
    mine = [start_draft(scenario(), "grundlag") for _ in range(12)]
    ready = threading.Barrier(len(mine))

    def play(at: int) -> None:
        ready.wait()
        for seats in range(10):
            draft = drafts.find(mine[at].id) or mine[at]
            drafts.put(with_override(NORDDJURS, draft, "dol-2024.participants", str(100 * at + seats)))
            drafts.flush()

    with ThreadPoolExecutor(len(mine)) as pool:
        list(pool.map(play, range(len(mine))))
    for at, draft in enumerate(mine):
        stored = store.draft(draft.id)
        assert stored is not None
        assert stored.overrides == (("dol-2024.participants", str(100 * at + 9)),)


def test_answers_survive_the_way_through_the_database(store: Store) -> None:
    drafts = Drafts(store)
    draft = with_rule(start_draft(ORIGIN, "x"), Rule.FORHOLDSMAESSIG)
    for answer in Answer:
        draft = with_answer(draft, "sso_midler", answer)
        drafts.put(draft)
        drafts.flush()
        assert Drafts(store).find(draft.id) == draft


# --- putting away --------------------------------------------------------------------------------------------

DAY = dt.timedelta(days=1)


def changed_on(store: Store, day: dt.datetime) -> Draft:
    """A draft that nobody has changed since."""
    draft = replace(start_draft(ORIGIN, "grundlag"), changed_at=day)
    store.save_draft(draft)
    return draft


@pytest.mark.parametrize(("days", "put_away"), [(0, False), (89, False), (90, True), (400, True)])
def test_a_draft_is_put_away_when_nobody_has_changed_it_for_90_days(
    store: Store, days: int, put_away: bool
) -> None:
    now = dates.now()
    found = Drafts(store).find(changed_on(store, now - days * DAY).id)
    assert found is not None
    assert is_put_away(found, now) is put_away


def test_fetched_it_is_as_it_was_and_stays_so_after_a_restart(store: Store) -> None:
    drafts, draft = Drafts(store), changed_on(store, dates.now() - 200 * DAY)
    drafts.put(draft)
    drafts.flush()
    found = Drafts(store).find(draft.id)
    assert found == draft
    assert not is_put_away(found, dates.now())


def test_after_another_year_it_is_gone_for_good(store: Store) -> None:
    now = dates.now()
    kept, gone = changed_on(store, now - 454 * DAY), changed_on(store, now - 456 * DAY)
    drafts = Drafts(store)
    assert drafts.find(gone.id) == gone
    drafts.tidy(now)
    assert drafts.find(kept.share_id) == kept
    assert drafts.find(gone.id) is None
    assert Drafts(store).find(gone.share_id) is None


def test_tidying_looks_once_a_day(store: Store) -> None:
    drafts, now = Drafts(store), dates.now()
    drafts.tidy(now)
    gone = changed_on(store, now - 456 * DAY)
    drafts.tidy(now)
    assert store.draft(gone.id) == gone
    drafts.tidy(now + DAY)
    assert store.draft(gone.id) is None


def test_steps_and_where_one_stands_survive_the_way_through_the_database(store: Store) -> None:
    drafts, draft = Drafts(store), start_draft(ORIGIN, "x")
    for seats in "123":
        draft = stepped(draft, with_override(NORDDJURS, draft, SEATS, seats), StepKind.LEG)
    for state in (draft, at_step(draft, 1), stepped(at_step(draft, 1), draft, StepKind.FORSLAG)):
        drafts.put(state)
        drafts.flush()
        store._drafts.clear()  # memory would answer for the database
        assert Drafts(store).find(draft.id) == state
