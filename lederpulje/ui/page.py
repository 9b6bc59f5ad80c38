"""A page of questions about one scenario of one year: heading with its choices, the questions, what they rest on."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lederpulje.scenarios import Evaluation
from lederpulje.ui.controls import scenario_choice, year_choice
from lederpulje.ui.frame import Part, draw_parts, evaluated, open_page, say_problems, say_source
from lederpulje.ui.session import View

Lines = Sequence[tuple[str, str]]


def draw_page(
    page: str,
    parts: Mapping[str, Part],
    *,
    question: str = "",
    widths: tuple[int, int] = (2, 5),
    problems: bool = True,
    look: Callable[[View], View] = lambda view: view,
    more_sources: Callable[[View, Evaluation], Lines] = lambda _view, _evaluation: (),
) -> None:
    """Draw a page: `parts` by the keys of its screens, `widths` of year and scenario beside the heading.

    A page of which a meeting shows nothing has its own `question`.

    `problems` are said below the parts, unless one of them does. `look` may add to the view what the page reads from
    the address by itself, `more_sources` to where figures come from. The choices are filled in last: the figures are
    what the room waits for.
    """
    opened = open_page(page, *widths, question=question)
    if opened is None:
        return
    view, (year, scenario) = opened
    view = look(view)
    evaluation = evaluated(view)
    if evaluation is not None:
        draw_parts(view, evaluation, page, parts)
    with year:
        year_choice(view)
    with scenario:
        scenario_choice(view)
    if view.meeting or evaluation is None:
        return
    if problems:
        say_problems(view, evaluation)
    say_source(view, evaluation, more_sources(view, evaluation))
