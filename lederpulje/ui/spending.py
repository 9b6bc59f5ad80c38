"""*Temaer*: what the pool is asked for theme by theme and year by year; and what it shares with *Strategi*."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from fractions import Fraction

from lederpulje.charts.heatmap import HeatRow, heatmap, shown_years
from lederpulje.insight.spending import (
    WITHOUT,
    Group,
    Spending,
    by_theme,
    claims_by,
    gathered,
    most_claiming,
    spending,
)
from lederpulje.money import NBSP, format_number, format_plain, format_span
from lederpulje.scenarios import Evaluation, Result, Span
from lederpulje.ui.figures import KeyFigure, span_lines
from lederpulje.ui.frame import say_screen, small_line
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.spendingtables import say_tables
from lederpulje.wording import cases, decided_by, sentence, short_title

NO_THEME = "Uden tema"
_MEETING_ROOM, _MEETING_ROWS, _PAGE_ROW, _PAGE_ROWS = 272, 7, 60, 12
_LONGEST_WORD = 28  # letters


def say_themes(view: View, evaluation: Evaluation) -> None:
    """*Bruger vi pengene på det, vi vil?* by theme: the chosen year in the figures, all years in the picture."""
    found = spending(view.base, evaluation, by_theme)
    said = _themes_sentence(found)
    figures = [
        _claimed_figure(found),
        _most_figure(view, evaluation, found),
        _themes_figure(evaluation, found),
    ]
    picture = Picture(view, "temaer", found, theme_name)
    say_screen(view, "temaer", figures, said, basis(view, evaluation, found, picture.note))
    picture.draw(said)
    if not view.meeting:
        say_tables(view, found, "temaer", "Tema", theme_name)


def theme_name(group: Group) -> str:
    """What a row of themes is called."""
    return f"Øvrige ({group.gathered})" if group.gathered else group.key or NO_THEME


def years_text(years: Sequence[int]) -> str:
    """The first and the last year: *2024*, *2022–2024*; those between without activities ask for nothing."""
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def first_of(titles: Sequence[str]) -> str:
    """The first two of a list and how many more there are, cut so that they stand in a card."""
    more = f" og {format_number(len(titles) - 2)} til" if len(titles) > 2 else ""
    return " · ".join(in_card(title) for title in titles[:2]) + more


def in_card(title: str) -> str:
    """A title as it stands in a card: shorter if it, or a word of it, is longer than the card is wide."""
    fits = len(title) <= 60 and max(map(len, title.split()), default=0) <= _LONGEST_WORD
    return title if fits else short_title(title, _LONGEST_WORD)


def percent(share: tuple[Fraction, Fraction]) -> str:
    """A share of the whole in whole percent, half-up, as a span where it is one."""
    low, high = (int(part * 100 + Fraction(1, 2)) for part in share)
    return f"{low}{NBSP}%" if low == high else f"{low}–{high}{NBSP}%"


def basis(view: View, evaluation: Evaluation, found: Spending, *about: str) -> str:
    """By which scenario each year stands, what is left out, and what it hangs on."""
    own = f"{view.year} efter {view.scenario.name}"
    others = f"{own}; de andre år efter deres grundscenarie." if len(found.years) > 1 else f"{own}."
    count = sum(len(use.not_priced) for use in found.total.uses)
    one = "aktivitet er" if count == 1 else "aktiviteter er"
    unpriced = f"{format_number(count)} {one} ikke prissat og ikke regnet med." if count else ""
    out = " ".join(f"{year} er udeladt: {why}" for year, why in found.left_out)
    notes = (*about, others, unpriced, decided_by(view.base, evaluation), out)
    return small_line(view, evaluation, *notes, unpriced=False)


class Picture:
    """The heatmap of a screen, and which of the years there is room for."""

    def __init__(self, view: View, key: str, found: Spending, name: Callable[[Group], str]) -> None:
        groups = gathered(found, _MEETING_ROWS if view.meeting else _PAGE_ROWS)
        self.rows = [HeatRow(name(group), group.uses) for group in groups]
        room = _MEETING_ROOM // max(len(groups), 1)
        self.height = max(min(room, 72), 38) if view.meeting else _PAGE_ROW
        self.key, self.found, self.width = key, found, chart_width(view.meeting)
        first, count = shown_years(self.rows, found.chosen, self.width, self.height)
        shown = found.years[first : first + count]
        more = (
            "" if len(shown) == len(found.years) else f"Billedet viser {years_text(shown)}, tabellen alle år."
        )
        self.note = more

    def draw(self, said: str) -> None:
        """Draw it, if there is anything to draw; `said` is its conclusion."""
        if self.rows:
            figure = heatmap(self.rows, self.found.years, self.found.chosen, self.width, self.height)
            chart(figure, key=f"{self.key}_varme", alt=said)


# --- themes ------------------------------------------------------------------------------------------------


def _themes_sentence(found: Spending) -> str:
    if said := _nothing(found):
        return said
    years, top = years_text(found.years), most_claiming(found)
    if len(top) == 1 and top[0].share:
        (group,) = top
        whole = format_span(found.total.claimed.low, found.total.claimed.high)
        where = f"til {short_title(group.key, 60)}" if group.key else "til aktiviteter uden tema"
        if top[0].share[0] == 1:
            return f"Hele kravet på puljen i {years} ({whole}) går {where}."
        amount = format_span(group.claimed.low, group.claimed.high)
        return sentence(
            f"{percent(top[0].share)} af hele kravet på puljen i {years} ({whole}) går {where}: {amount}"
        )
    groups = top or sorted(found.groups, key=lambda g: -g.claimed.high)[:3]
    names = [
        f"{short_title(theme_name(g), 60)} ({format_span(g.claimed.low, g.claimed.high)})" for g in groups[:3]
    ]
    return sentence(f"Hvad flest penge i {years} går til, afhænger af svarene: {' eller '.join(names)}")


def _nothing(found: Spending) -> str:
    """What to say where the pool is asked for nothing."""
    if not found.groups:
        return f"Der er ingen aktiviteter i {years_text(found.years)}."
    if not found.total.claimed.high:
        return f"Aktiviteterne i {years_text(found.years)} beder ikke om penge fra puljen."
    return ""


def _claimed_figure(found: Spending) -> KeyFigure:
    use = found.total.uses[found.chosen]
    note = f"samlet pris: {format_span(use.cost.low, use.cost.high)}"
    return KeyFigure(f"Krav på puljen {found.year}", span_lines(use.claimed), note)


def _most_figure(view: View, evaluation: Evaluation, found: Spending) -> KeyFigure:
    """Which theme asks most of the pool in the chosen year, and for how much; two where it hangs on an answer."""
    order = [group.key for group in found.groups]

    def top(result: Result) -> tuple[str, int]:
        claims = claims_by(result, by_theme)
        key = max(order, key=lambda k: claims.get(k, 0), default="")
        return key or NO_THEME, claims.get(key, 0)

    label = f"Flest penge i {found.year}"
    if not found.total.uses[found.chosen].claimed.high:
        return KeyFigure(label, (("–", ""),), "ingen beder om penge fra puljen")
    tops = [top(result) for result in evaluation.results]
    names = list(dict.fromkeys(name for name, amount in tops if amount))
    amounts = Span(min(amount for _, amount in tops), max(amount for _, amount in tops))
    if len(names) == 1:
        wholes = [result.pool.claimed for result in evaluation.results]
        parts = [Fraction(a, whole) for (_, a), whole in zip(tops, wholes, strict=True) if whole]
        return KeyFigure(
            label, span_lines(amounts), f"{in_card(names[0])}, {percent((min(parts), max(parts)))} af kravet"
        )
    said = cases(view.base, evaluation, top)
    if len(said) == 2 and len(evaluation.open) == 1:
        lines = tuple((format_plain(amount), f"kr. {when.replace(' ', NBSP)}") for when, (_, amount) in said)
        return KeyFigure(label, lines, " eller ".join(in_card(name) for _, (name, _) in said))
    return KeyFigure(label, span_lines(amounts), f"{' eller '.join(map(in_card, names[:2]))} efter svarene")


def _themes_figure(evaluation: Evaluation, found: Spending) -> KeyFigure:
    """How many of the chosen year's themes ask anything of the pool, and what stands without a theme."""
    counts = [
        sum(bool(amount) for key, amount in claims_by(result, by_theme).items() if key != WITHOUT)
        for result in evaluation.results
    ]
    low, high = min(counts), max(counts)
    said = format_number(low) if low == high else f"{format_number(low)}–{format_number(high)}"
    count = sum(bool(g.uses[found.chosen].courses) for g in found.groups if g.key != WITHOUT)
    without = found.group(WITHOUT)
    use = without.uses[found.chosen] if without else None
    note = "ingen aktiviteter er uden tema"
    if use and use.courses:
        unpriced = f" + {len(use.not_priced)} ikke prissat" if use.not_priced else ""
        note = f"uden tema: {format_span(use.claimed.low, use.claimed.high)}{unpriced}"
    return KeyFigure(f"Temaer med penge {found.year}", ((said, f"af {format_number(count)}"),), note)
