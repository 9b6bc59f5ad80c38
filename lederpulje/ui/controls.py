"""What is chosen before playing: year, scenario, baseline, rule. Each is a view of the address or the draft."""

from __future__ import annotations

from typing import Literal

import streamlit as st

from lederpulje.actions.drafts import DRAFT_KEY, DRAFT_NAME, with_rule
from lederpulje.model import Rule, StepKind
from lederpulje.ui.session import View, change_draft, choose_baseline, choose_scenario, choose_year
from lederpulje.wording import RULE_NAMES


def scenario_controls(view: View) -> None:
    """Year, scenario, what to compare with, and the rule: what is chosen before playing."""
    choices = (year_choice, scenario_choice, baseline_choice, rule_choice)
    for column, choice in zip(st.columns([2, 4, 4, 3]), choices, strict=True):
        with column:
            choice(view)


def year_choice(view: View) -> None:
    """Which year."""
    if view.canvas:
        return
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
    if view.canvas:
        return
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
        on_change=lambda: change_draft(
            lambda d: with_rule(d, Rule(st.session_state["regel"])), StepKind.REGEL
        ),
        filter_mode=None,
    )
