"""The controls: year, scenario, answers, one lever at a time, rule. Each is a view of the address or the draft."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from lederpulje.actions.drafts import DRAFT_KEY, DRAFT_NAME, with_answer, with_override, with_rule
from lederpulje.actions.levers import field_title, group_title, lever_groups, make_lever
from lederpulje.model import Answer, Rule
from lederpulje.scenarios import Evaluation
from lederpulje.ui.session import View, change_draft, choose_baseline, choose_scenario, choose_year
from lederpulje.ui.texts import plain
from lederpulje.wording import ANSWER_NAMES, RULE_NAMES, question


def scenario_controls(view: View) -> None:
    """Year, scenario, what to compare with, and the rule: what is chosen before playing."""
    choices = (year_choice, scenario_choice, baseline_choice, rule_choice)
    for column, choice in zip(st.columns([2, 4, 4, 3]), choices, strict=True):
        with column:
            choice(view)


def play_controls(view: View, evaluation: Evaluation) -> None:
    """The answers, and the lever in front."""
    if not view.meeting:
        answer_switches(view, evaluation)
        lever_control(view)
        return
    answers, lever = st.columns([3, 8], vertical_alignment="bottom")
    with answers:
        answer_switches(view, evaluation)
    with lever:
        lever_control(view)


def year_choice(view: View) -> None:
    """Which year."""
    st.session_state["aar"] = view.year
    st.selectbox(
        "År",
        view.base.years,
        key="aar",
        on_change=lambda: choose_year(st.session_state["aar"]),
        filter_mode=None,
        label_visibility=_label(view),
    )


def scenario_choice(view: View) -> None:
    """Which scenario; the draft is among them while there is one."""
    names = {s.key: s.name for s in view.base.scenarios_of(view.year)}
    if view.draft:
        names[DRAFT_KEY] = f"{DRAFT_NAME} (ud fra {view.origin.name})"
    st.session_state["scenarie"] = view.chosen_key
    st.selectbox(
        "Scenarie",
        list(names),
        format_func=lambda key: names.get(key, key),
        key="scenarie",
        on_change=lambda: choose_scenario(st.session_state["scenarie"]),
        filter_mode=None,
        label_visibility=_label(view),
    )


def _label(view: View) -> Literal["visible", "collapsed"]:
    """In a meeting a year and a scenario's name say themselves what they are; the label stays for screen readers."""
    return "collapsed" if view.meeting else "visible"


def baseline_choice(view: View) -> None:
    """What to compare with."""
    names = {s.key: s.name for s in view.base.scenarios_of(view.year)}
    st.session_state["grundlag"] = view.baseline.key
    st.selectbox(
        "Sammenlign med",
        list(names),
        format_func=lambda key: names.get(key, key),
        key="grundlag",
        on_change=lambda: choose_baseline(st.session_state["grundlag"]),
        filter_mode=None,
    )


def rule_choice(view: View) -> None:
    """How a frame is shared out when not everything fits."""
    st.session_state["regel"] = view.scenario.rule.value
    st.selectbox(
        "Fordelingsregel",
        [rule.value for rule in Rule],
        format_func=lambda rule: RULE_NAMES[Rule(rule)],
        key="regel",
        on_change=lambda: change_draft(lambda d: with_rule(d, Rule(st.session_state["regel"]))),
        filter_mode=None,
    )


def answer_switches(view: View, evaluation: Evaluation) -> None:
    """Ja / Nej / Uafklaret for each condition that matters this year."""
    for key, answer in evaluation.answers:
        name = f"svar_{key}"
        st.session_state[name] = answer.value
        st.segmented_control(
            plain(question(view.base, key)),
            [a.value for a in Answer],
            format_func=lambda value: ANSWER_NAMES[Answer(value)],
            key=name,
            required=True,
            on_change=_answer,
            args=(key, name),
        )


def _answer(key: str, name: str) -> None:
    change_draft(lambda draft: with_answer(draft, key, Answer(st.session_state[name])))


def lever_control(view: View) -> None:
    """The one lever in front: what to turn, and the slider with a step down and up."""
    groups = lever_groups(view.base, view.year)
    if not groups:
        return
    name = _lever_in_front(view, groups)
    group = next(g for g, names in groups.items() if name in names)
    lever = make_lever(view.base, view.scenario, name)
    st.session_state["greb_gruppe"], st.session_state["greb_felt"] = group, name
    what, field, down, slide, up = st.columns([12, 9, 2, 13, 2], vertical_alignment="bottom")
    with what:
        st.selectbox(
            "Skru på",
            list(groups),
            format_func=lambda g: group_title(view.base, view.year, g),
            key="greb_gruppe",
            on_change=_choose_lever,
            args=(groups,),
            filter_mode=None,
        )
    with field:
        st.selectbox(
            "Hvad ved den",
            list(groups[group]),
            format_func=lambda n: field_title(view.base, view.year, n),
            key="greb_felt",
            on_change=lambda: st.query_params.update({"greb": st.session_state["greb_felt"]}),
            filter_mode=None,
        )
    key = f"skyder_{lever.name}"
    st.session_state[key] = lever.value
    down.button(
        "−", key="mindre", help="Et trin ned", on_click=_turn, args=(view, lever.name, lever.step(-1))
    )
    slide.select_slider(
        plain(lever.title),
        lever.positions,
        format_func=lever.label,
        key=key,
        on_change=lambda: _turn(view, lever.name, st.session_state[key]),
    )
    up.button("+", key="mere", help="Et trin op", on_click=_turn, args=(view, lever.name, lever.step(1)))


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


def _choose_lever(groups: dict[str, tuple[str, ...]]) -> None:
    st.query_params["greb"] = groups[st.session_state["greb_gruppe"]][0]


def _turn(view: View, name: str, position: str) -> None:
    st.query_params["greb"] = name
    change_draft(lambda draft: with_override(view.base, draft, name, position))
