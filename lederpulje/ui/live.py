"""The live part of *Scenarier*: controls, figures, sentence and picture that follow the hand at every frame."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any, Final

import streamlit as st

from lederpulje.actions.drafts import with_answer, with_override
from lederpulje.actions.levers import Lever, field_title, group_title, lever_groups, make_lever
from lederpulje.model import Answer, Draft
from lederpulje.ui.livetable import LiveTable, current_answers, live_table
from lederpulje.ui.screens import first_screen
from lederpulje.ui.session import View, change_draft, current_view, screen_on
from lederpulje.ui.stage import STAGES
from lederpulje.ui.web import STATIC
from lederpulje.wording import ANSWER_NAMES

KEY: Final = "leg"
_HAND, _SCENES = "leg_haand", "scener"
_MOST_SCENES = 5  # of one presenter, who may have begun on several drafts
_WORDS: Final = {
    "what": "Skru på",
    "field": "Det, der ændres",
    "down": "Et trin ned",
    "up": "Et trin op",
    "most": "Sæt til maksimum",
}


def _text(name: str) -> str:
    return (STATIC / name).read_text("utf-8")


_COMPONENT = st.components.v2.component(
    "lederpulje_live",
    html='<div class="live"></div>',
    css=_text("figures.css") + _text("live.css"),
    js=_text("live.js"),
    isolate_styles=True,
)


def draw_live(view: View) -> LiveTable:
    """Draw the live part where a view stands; what is done in it changes the draft."""
    groups = lever_groups(view.base, view.year)
    lever = make_lever(view.base, view.scenario, _lever_in_front(view, groups)) if groups else None
    table = live_table(view, lever)
    answers = current_answers(view, table.switches)
    stand = (answers, lever.name if lever else "", lever.value if lever else "")
    hand = _hand(stand)
    seen, rev = hand["seen"], f"{hand['session']}-{hand['rev']}"
    if view.canvas and (shown := STAGES.find(st.query_params.get("scene", ""))):
        session, seen = shown.hand
        rev = f"{session}-{shown.number}"
    data = {
        "table": table.name,
        "rows": table.rows,
        "layouts": table.layouts,
        "switches": [[s.key, s.question, s.live] for s in table.switches],
        "options": [[a.value, ANSWER_NAMES[a]] for a in Answer],
        "answers": [list(Answer).index(a) for a in answers],
        "lever": _lever_data(view, lever, groups, table) if lever else None,
        "meeting": view.meeting,
        "words": _WORDS,
        "seen": seen,
        "rev": rev,
        "content": table.content,
        "follow": view.canvas,
        "channel": view.draft.share_id if view.draft else "",
    }
    _COMPONENT(key=KEY, data=data, on_v_change=_commit, on_greb_change=_choose)
    return table


def present(page: str) -> None:
    """Let the canvases that follow the draft know what is shown now.

    A page without screens leaves them as they are; who only looks at a draft, or is a canvas, presents nothing.
    """
    view = current_view()
    if view is None or view.canvas or first_screen(page, ()) == "":
        return
    address = st.query_params.to_dict()
    scenes = st.session_state.setdefault(_SCENES, {})
    if view.draft is not None and address.get("kladde") == view.draft.id:
        scenes[view.draft.share_id] = None
    hand = st.session_state.get(_HAND)
    said = (hand["session"], hand["seen"]) if hand else ("", 0)
    for scene in list(scenes)[-_MOST_SCENES:]:
        STAGES.note(scene, screen_on(page), address, view.draft, said)


def _lever_data(
    view: View, lever: Lever, groups: dict[str, tuple[str, ...]], table: LiveTable
) -> dict[str, Any]:
    group = next(g for g, names in groups.items() if lever.name in names)
    return {
        "name": lever.name,
        "title": lever.title,
        "positions": lever.positions,
        "texts": table.texts,
        "tips": table.tips,
        "at": lever.positions.index(lever.value),
        "groups": [[names[0], group_title(view.base, view.year, g)] for g, names in groups.items()],
        "group": groups[group][0],
        "fields": [[n, field_title(view.base, view.year, n)] for n in groups[group]],
    }


def _lever_in_front(view: View, groups: dict[str, tuple[str, ...]]) -> str:
    """The lever of the address; else the one last changed; else the dearest activity that hangs on an answer."""
    names = [name for group in groups.values() for name in group]
    asked = st.query_params.get("greb")
    if asked in names:
        return asked
    changed = [
        name
        for name, _ in reversed(view.scenario.overrides)
        if name in names and not name.startswith("frame.")
    ]
    in_doubt = [g for g in groups if any(li.condition for li in view.base.lines_of(g))]
    return (changed or [groups[g][0] for g in in_doubt] or names)[0]


def _hand(stand: tuple[object, ...]) -> dict[str, Any]:
    """What this session knows of the hand. `rev` rises when the controls stand elsewhere than the hand left them:

    the hand owns the value, so the browser takes over only what comes with a new `rev`.
    """
    hand = st.session_state.setdefault(
        _HAND, {"session": secrets.token_hex(4), "rev": 0, "seen": 0, "stand": stand}
    )
    if hand["stand"] != stand:
        hand["rev"] += 1
        hand["stand"] = stand
    return hand  # type: ignore[no-any-return]


def _commit() -> None:
    """Take over what the hand has set; what is no known answer or position is left out."""
    said = st.session_state[KEY].get("v")
    view = current_view()
    if view is None or not isinstance(said, Mapping):
        return
    groups = lever_groups(view.base, view.year)
    name, position = said.get("lever"), said.get("position")
    lever = (
        make_lever(view.base, view.scenario, name)
        if isinstance(name, str) and any(name in names for names in groups.values())
        else None
    )
    table = live_table(view, lever)
    now = current_answers(view, table.switches)
    chosen = said.get("answers")
    chosen = chosen if isinstance(chosen, Mapping) else {}
    wanted = tuple(_answer(chosen.get(s.key), old) for s, old in zip(table.switches, now, strict=True))
    moved = lever is not None and position in lever.positions and position != lever.value

    def change(draft: Draft) -> Draft:
        for switch, old, new in zip(table.switches, now, wanted, strict=True):
            if new is not old:
                draft = with_answer(draft, switch.key, new)
        if lever is not None and moved:
            draft = with_override(view.base, draft, lever.name, str(position))
        return draft

    if lever is not None and moved:
        st.query_params["greb"] = lever.name
    if moved or wanted != now:
        change_draft(change)
    hand = st.session_state.get(_HAND)
    if hand is not None:
        seen = said.get("n")
        hand["seen"] = seen if isinstance(seen, int) else 0
        at = (str(position) if moved else lever.value) if lever else ""
        hand["stand"] = (wanted, lever.name if lever else "", at)
    present("scenarier")  # the canvases need not wait until this page has been drawn


def _answer(said: object, old: Answer) -> Answer:
    return Answer(said) if isinstance(said, str) and said in set(Answer) else old


def _choose() -> None:
    """Put another lever in front."""
    said = st.session_state[KEY].get("greb")
    if isinstance(said, str):
        st.query_params["greb"] = said
