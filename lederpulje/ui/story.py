"""The story of a meeting: what has been changed step by step, and three ways back, kept apart."""

from __future__ import annotations

import re

import streamlit as st

from lederpulje.actions.story import Story, StoryStep, story
from lederpulje.charts.waterfall import Fall, waterfall
from lederpulje.model import Scenario, StepKind
from lederpulje.money import format_span
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.figures import KeyFigure, span_lines
from lederpulje.ui.frame import say_answer
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View, back_to, go_to_step
from lederpulje.ui.texts import plain, show
from lederpulje.wording import sentence

_HEIGHT, _PITCH = 230, 48  # pixels: of the picture in a meeting, and of a row on the page
_ROWS = {True: 7, False: 12}
_BEGAN = "Mødets begyndelse"
_TO = re.compile(r"([^;]*?)([:?] [^;:?]* → [^;:?]*)")
_MOST_STEPS = 8  # in view; more of them scroll


def say_story(view: View, _evaluation: Evaluation) -> None:
    """*Hvad har vi ændret?* The steps so far as a waterfall, a list to jump in, and the ways back."""
    draft = view.draft
    if draft is None or len(draft.steps) < 2:
        if view.meeting:
            say_answer(view, "forloeb", f"Intet er ændret: her vises {view.scenario.name}, som det er gemt.")
        return
    told = story(view.base, draft)
    said = _sentence(told)
    if view.meeting:
        show("figures", figures=_figures(told))
    say_answer(view, "forloeb", said)
    if not view.canvas:
        _ways_back(view, told, draft.at)
    if told.began is not None and told.now is not None and told.way:
        _draw(view, told, told.began, told.now, said)
    if not view.meeting:
        _jump(view, told, draft.at)


def _sentence(told: Story) -> str:
    taken = [step for step in told.steps if step.is_taken]
    back = len(told.steps) - len(taken)
    count = f"{len(taken)} {'trin' if taken else 'trin endnu'}"
    start = f"{count} siden mødets begyndelse"
    if told.began is not None and told.now is not None:
        start += f": kravet på puljen er gået fra {_kr(told.began)} til {_kr(told.now)}"
    return sentence(f"{start}; {back} trin er fortrudt" if back else start)


def _kr(span: Span) -> str:
    return format_span(span.low, span.high)


def _figures(told: Story) -> list[KeyFigure]:
    figures = [KeyFigure("Trin i dag", ((str(sum(s.is_taken for s in told.steps)), ""),))]
    for name, claim in (("Krav ved mødets begyndelse", told.began), ("Krav nu", told.now)):
        if claim is not None:
            figures.append(KeyFigure(name, span_lines(claim), "på puljen"))
    return figures


def _draw(view: View, told: Story, began: Span, now: Span, said: str) -> None:
    falls = [_fall(step) for step in told.way]
    figure = waterfall(
        _BEGAN,
        began,
        falls,
        "Nu",
        now,
        chart_width(view.meeting),
        _HEIGHT if view.meeting else min(_PITCH * (len(falls) + 2), _PITCH * _ROWS[False]),
        _ROWS[view.meeting],
        format_span,
    )
    chart(figure, key="forloeb", alt=said)


def _fall(step: StoryStep) -> Fall:
    """A step as it stands beside its bar: what it was turned to is never cut, the title before it may be."""
    found = _TO.fullmatch(step.words)
    name, tail = found.groups() if found else (step.words, "")
    return Fall(name, step.change or Span(0, 0), step.claim, tail)


def _ways_back(view: View, told: Story, at: int) -> None:
    """Undo and redo a step; back to the saved scenario; back to the baseline. What leads nowhere is left out."""
    with st.container(key="veje_tilbage", horizontal=True, vertical_alignment="bottom"):
        if view.meeting:
            _jump(view, told, at)
        if at > 0:
            st.button("Fortryd trin", key="fortryd", on_click=go_to_step, args=(at - 1,))
        if at < len(told.steps):
            st.button("Tag trin igen", key="gentag", on_click=go_to_step, args=(at + 1,))
        if _differs(view, view.origin):
            _back(view, "Til det gemte", view.origin, StepKind.TIL_GEMT)
        baseline = view.base.baseline(view.year)
        if baseline.key != view.origin.key and _differs(view, baseline):
            _back(view, "Til grundscenariet", baseline, StepKind.TIL_GRUNDLAG)


def _differs(view: View, target: Scenario) -> bool:
    now = view.scenario
    return (target.answers, target.overrides, target.rule) != (now.answers, now.overrides, now.rule)


def _back(view: View, where: str, target: Scenario, kind: StepKind) -> None:
    """A button back to a scenario; in a meeting, where its name stands anyway, without the name."""
    label = where if view.meeting else f"{where}: {target.name}"
    st.button(plain(label), key=kind.value, on_click=back_to, args=(target, kind))


def _jump(view: View, told: Story, at: int) -> None:
    """The list of steps: choosing one stands there."""
    lines = {0: _BEGAN} | {step.number: f"{step.number}. {step.line}" for step in told.steps}
    taken = {step.number for step in told.steps if step.is_taken}
    names = [line if number in {0, *taken} else f"{line} (fortrudt)" for number, line in lines.items()]
    st.session_state["trin"] = at
    if view.meeting:
        st.selectbox(
            "Gå til trin",
            list(lines),
            format_func=names.__getitem__,
            key="trin",
            on_change=_chosen,
            filter_mode=None,
            label_visibility="collapsed",
            width=420,
        )
        return
    with st.container(height=360 if len(lines) > _MOST_STEPS else "content", border=False):
        st.radio(
            "Gå til trin", list(lines), format_func=lambda n: plain(names[n]), key="trin", on_change=_chosen
        )


def _chosen() -> None:
    go_to_step(st.session_state["trin"])
