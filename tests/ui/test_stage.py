"""What canvases follow: where the presenter of a draft stands, and word of it as soon as it is another."""

from __future__ import annotations

import asyncio

from lederpulje.actions.drafts import start_draft, with_answer
from lederpulje.model import Draft
from lederpulje.ui.stage import Stages
from lederpulje.ui.web import FrontDoor
from tests.examples import NEJ, scenario
from tests.ui.test_web import answering, ask, finish

HAND = ("haand", 1)


def new() -> Draft:
    return start_draft(scenario(), "grundlag")


def test_nobody_has_shown_a_draft_yet() -> None:
    stages = Stages()
    assert stages.find("ukendt") is None
    assert stages.version("ukendt") == stages.version("en anden")


def test_the_version_changes_with_everything_that_is_shown_and_with_nothing_else() -> None:
    stages, draft = Stages(), new()
    seen = [stages.version(draft.share_id)]
    address = {"greb": "ledertalent.participants", "kladde": draft.id, "vis": "moede"}
    other = with_answer(draft, "sso_midler", NEJ)
    compared = {**address, "grundlag": "andet"}
    for screen, at, shown, hand in (
        ("betaler", address, draft, HAND),
        ("forslag", address, draft, HAND),
        ("forslag", compared, draft, HAND),
        ("forslag", compared, other, HAND),
        ("forslag", compared, other, ("haand", 2)),
        ("forslag", {"aar": "2023"}, None, ("haand", 2)),
    ):
        state = (draft.share_id, screen, at, shown, hand)
        stages.note(*state)
        assert stages.version(draft.share_id) not in seen
        seen.append(stages.version(draft.share_id))
        stages.note(*state)
        assert stages.version(draft.share_id) == seen[-1]
    found = stages.find(draft.share_id)
    assert found is not None
    assert (found.screen, dict(found.address)) == ("forslag", {"aar": "2023"}), "the scene stays the draft's"
    more = {"aar": "2023", "vis": "moede", "funktion": "HR"}
    stages.note(draft.share_id, "forslag", more, None, ("haand", 2))
    assert stages.version(draft.share_id) == seen[-1], "what a canvas does not follow is nothing new"
    stages.note(draft.share_id, "forslag", address, other, ("haand", 2))
    followed = stages.find(draft.share_id)
    assert followed is not None
    assert dict(followed.address) == {"greb": "ledertalent.participants", "kladde": draft.share_id}


def test_another_program_gives_other_versions() -> None:
    assert Stages().version("x") != Stages().version("x")


def test_only_the_last_shown_are_kept() -> None:
    stages, drafts = Stages(most=3), [new() for _ in range(4)]
    for draft in drafts:
        stages.note(draft.share_id, "holder", {}, draft, HAND)
    assert [stages.find(d.share_id) is not None for d in drafts] == [False, True, True, True]


def test_who_asks_for_news_is_answered_as_soon_as_there_are_any() -> None:
    stages, draft = Stages(), new()
    seen = stages.version(draft.share_id)

    async def play() -> str:
        waiting = asyncio.create_task(stages.news(draft.share_id, seen, patience=60))
        await asyncio.sleep(0)
        assert not waiting.done()
        stages.note(draft.share_id, "holder", {}, draft, HAND)
        return await waiting

    assert finish(play()) == stages.version(draft.share_id) != seen


def test_without_news_the_same_is_said_again_after_a_while() -> None:
    stages = Stages()
    seen = stages.version("x")
    assert finish(stages.news("x", seen, patience=0)) == seen


def test_the_door_answers_a_canvas_and_tells_nothing_of_drafts() -> None:
    status, headers, body = ask(FrontDoor(answering(None)), "/nyt/ukendt", "set=gammelt")  # type: ignore[arg-type]
    assert (status, headers["cache-control"]) == (200, "no-store")
    assert len(body) < 20
    assert headers["content-type"].startswith("text/plain")
