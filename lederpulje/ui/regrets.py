"""*Hvad fortryder vi mindst?*: the choices of the year, and what each can lose at most."""

from __future__ import annotations

from lederpulje.charts.doubt import Loss, loss_bars, loss_rows
from lederpulje.doubts import choice_names, has_effect, points, regret_sentence
from lederpulje.errors import LederpuljeError
from lederpulje.insight import Choice
from lederpulje.money import format_number
from lederpulje.scenarios import Answers, Evaluation
from lederpulje.ui.figures import KeyFigure
from lederpulje.ui.frame import say_answer, small_line
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.texts import folded, show
from lederpulje.ui.worked import kept_regret
from lederpulje.wording import question

_POINT = "Et point er en aktivitets effekt (0–100) gange den del af prisen, der er dækket."
_MEETING_ROOM, _MEETING_ROWS, _PITCH = 310, 5, 60
_MOST_WORLDS = 64  # rows of the table


def say_regret(view: View, evaluation: Evaluation) -> None:
    """The choice whose greatest loss is least, over everything that may be answered."""
    try:
        choices = kept_regret(view)
    except LederpuljeError as error:
        say_answer(view, "fortryder", str(error))
        return
    tells = has_effect(choices) and len(choices) > 1
    if tells and view.meeting:
        show("figures", figures=_figures(view, choices))
    said = regret_sentence(view.base, view.year, choices)
    say_answer(view, "fortryder", said, small_line(view, evaluation, _POINT))
    if tells:
        losses = loss_rows(_losses(view, choices), _MEETING_ROWS if view.meeting else len(choices))
        height = _MEETING_ROOM if view.meeting else _PITCH * len(losses)
        chart(loss_bars(losses, chart_width(view.meeting), height), key="fortrydelse", alt=said)
    if not view.meeting and has_effect(choices):
        _table(view, choices)


def _name(view: View, choice: Choice) -> str:
    return " = ".join(choice_names(view.base, view.year, choice))


def _losses(view: View, choices: tuple[Choice, ...]) -> list[Loss]:
    losses = []
    for choice in choices:
        said = f"{points(choice.greatest_loss)} point"
        least = choice.greatest_loss == choices[0].greatest_loss
        name, lost = _name(view, choice), float(choice.greatest_loss)
        losses.append(Loss(name, lost, f"{said}, fortrydes mindst" if least else said))
    return losses


def _figures(view: View, choices: tuple[Choice, ...]) -> list[KeyFigure]:
    best, worst = choices[0], choices[-1]
    return [
        KeyFigure("Mindst: taber højst", ((points(best.greatest_loss), "point"),), _name(view, best), "fine"),
        KeyFigure("Mest: taber højst", ((points(worst.greatest_loss), "point"),), _name(view, worst)),
        KeyFigure(
            "Mulige udfald",
            ((format_number(len(best.values)), ""),),
            "sæt af svar på det, der er uafklaret i grunddata",
        ),
    ]


def _table(view: View, choices: tuple[Choice, ...]) -> None:
    def draw() -> None:
        worlds = list(choices[0].values)
        rows = [
            (_world(view, world), *(points(c.values[world]) for c in choices))
            for world in worlds[:_MOST_WORLDS]
        ]
        if len(worlds) > _MOST_WORLDS:
            rows.append(
                (f"og {format_number(len(worlds) - _MOST_WORLDS)} udfald til", *("" for _ in choices))
            )
        rows.append(("Taber højst", *(points(c.greatest_loss) for c in choices)))
        show(
            "table",
            caption="Point ved hvert sæt af svar",
            headings=("Svar", *(_name(view, c) for c in choices)),
            numeric=tuple(range(1, len(choices) + 1)),
            rows=rows,
        )

    folded("Effekten i tabel", "fortryder_tal", draw)


def _world(view: View, world: Answers) -> str:
    said = [f"{answer.value} til »{question(view.base, key)}«" for key, answer in world]
    return " og ".join(said) or "Intet er uafklaret"
