"""*Strategi*: what the pool is asked for to serve each strategy, and which of them have no money at all."""

from __future__ import annotations

from lederpulje.insight.spending import WITHOUT, Group, Spending, by_strategy, spending, without_money
from lederpulje.model import StrategyLink
from lederpulje.money import format_kr, format_number, format_span
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.figures import KeyFigure, span_lines
from lederpulje.ui.frame import say_screen
from lederpulje.ui.session import View
from lederpulje.ui.spending import Picture, basis, first_of, percent, years_text
from lederpulje.ui.spendingtables import say_tables
from lederpulje.ui.texts import show
from lederpulje.wording import sentence

NO_STRATEGY = "Uden strategi"
SEVERAL = "En aktivitet, der tjener flere mål, står under hvert; kolonnerne kan ikke lægges sammen."


def say_strategies(view: View, evaluation: Evaluation) -> None:
    """The same by strategy, and which strategies have no money at all."""
    found = spending(view.base, evaluation, by_strategy)
    links = {link.key: link.title for link in view.base.strategy}

    def name(group: Group) -> str:
        return strategy_name(group, links)

    none = without_money(view.base.strategy, found)
    said = _strategies_sentence(view, found, none)
    several = any(len(by_strategy(c)) > 1 for use in found.total.uses for c in use.courses)
    picture = Picture(view, "strategi", found, name)
    more = basis(view, evaluation, found, SEVERAL if several else "", picture.note)
    say_screen(view, "strategi", _strategy_figures(view, found, none), said, more)
    picture.draw(said)
    if not view.meeting:
        if none:
            heading = f"{_of(len(none), len(view.base.strategy))} har ingen penge fra puljen"
            show(
                "notes", tone="", heading=f"{heading} i {years_text(found.years)}", lines=_listed(none, found)
            )
        say_tables(view, found, "strategi", "Strategisk mål", name)


def strategy_name(group: Group, titles: dict[str, str]) -> str:
    """What a row of strategies is called; a key that no strategy has stands as it is."""
    if group.gathered:
        return f"Øvrige ({group.gathered})"
    return titles.get(group.key, group.key) if group.key != WITHOUT else NO_STRATEGY


def _strategies_sentence(view: View, found: Spending, none: tuple[StrategyLink, ...]) -> str:
    years = years_text(found.years)
    if not view.base.strategy:
        return "Der er ingen strategiske mål i grunddata, så pengene kan ikke holdes op mod dem."
    start = f"{_of(len(none), len(view.base.strategy))} har ingen penge fra puljen i {years}"
    if not none:
        start = f"Alle strategiske mål har penge fra puljen i {years}"
    without = found.group(WITHOUT)
    if without is None or not without.claimed.high or not without.share:
        return sentence(start)
    amount = format_span(without.claimed.low, without.claimed.high)
    whole = format_span(found.total.claimed.low, found.total.claimed.high)
    return sentence(
        f"{start}; {percent(without.share)} af hele kravet ({whole}) går til aktiviteter uden strategi: {amount}"
    )


def _of(count: int, total: int) -> str:
    return f"{format_number(count)} af {format_number(total)} strategiske mål"


def _strategy_figures(view: View, found: Spending, none: tuple[StrategyLink, ...]) -> list[KeyFigure]:
    total, group = found.total.uses[found.chosen], found.group(WITHOUT)
    without = group.uses[found.chosen].claims if group else (0,) * len(total.claims)
    served = [whole - part for whole, part in zip(total.claims, without, strict=True)]
    whole = format_span(total.claimed.low, total.claimed.high)
    count = len(view.base.strategy)
    note = (
        first_of([link.title for link in none]) or "alle mål har penge" if count else "ingen mål i grunddata"
    )
    lines = ((format_number(len(none)), f"af {format_number(count)}"),) if count else (("–", ""),)
    return [
        KeyFigure(
            f"Til strategiske mål {found.year}",
            span_lines(Span(min(served), max(served))),
            f"af {whole}",
        ),
        KeyFigure(
            f"Uden strategi {found.year}",
            span_lines(Span(min(without), max(without))),
            "aktiviteter, der ikke er knyttet til et mål",
        ),
        KeyFigure("Mål uden penge", lines, note),
    ]


def _listed(none: tuple[StrategyLink, ...], found: Spending) -> list[str]:
    """A line for each of their groups; an activity that has no price, or that others pay, is said."""
    lines: dict[str, list[str]] = {}
    for link in none:
        lines.setdefault(link.group, []).append(f"{link.title}{_why(link, found)}")
    return [f"{group}: {', '.join(titles)}" for group, titles in lines.items()]


def _why(link: StrategyLink, found: Spending) -> str:
    group = found.group(link.key)
    if group is None or not any(use.courses for use in group.uses):
        return ""
    if group.cost:
        return f" (andre betaler {format_kr(group.cost)})"
    return " (kun aktiviteter, der ikke er prissat)"
