"""*Ledere*: how many places the money of a year gives, at which price, and what has no price or no money."""

from __future__ import annotations

from lederpulje.charts.reach import ReachRow, reach_bars
from lederpulje.insight.reach import Reach, everyone, gathered_reach, reach, reach_of, short_of_money
from lederpulje.model import Course
from lederpulje.money import format_number, format_span
from lederpulje.scenarios import Evaluation, Span
from lederpulje.ui.figures import KeyFigure, span_lines
from lederpulje.ui.frame import say_screen, small_line
from lederpulje.ui.layout import chart, chart_width
from lederpulje.ui.session import View
from lederpulje.ui.spending import NO_THEME, first_of
from lederpulje.ui.texts import folded, show
from lederpulje.wording import decided_by, reason_text, sentence, short_title

TWICE = "En leder kan være talt med flere gange."
_MEETING_ROOM, _MEETING_ROWS, _PAGE_ROW, _PAGE_ROWS = 236, 5, 56, 12


def say_reach(view: View, evaluation: Evaluation) -> None:
    """*Hvem når vi, og til hvilken pris?* in the chosen year, by theme."""
    whole, short = everyone(evaluation), short_of_money(evaluation)
    said = _sentence(view, evaluation, whole)
    more = small_line(view, evaluation, TWICE, _uncounted(whole), decided_by(view.base, evaluation))
    figures = [_leaders_figure(view, whole), _price_figure(whole), _short_figure(whole, short)]
    say_screen(view, "ledere", figures, said, more)
    rows = gathered_reach(evaluation, _MEETING_ROWS if view.meeting else _PAGE_ROWS)
    if rows:
        height = max(min(_MEETING_ROOM // len(rows), 64), 44) if view.meeting else _PAGE_ROW
        figure = reach_bars([_row(found) for found in rows], chart_width(view.meeting), height)
        chart(figure, key="ledere_soejler", alt=said)
    if view.meeting:
        return
    if short:
        lines = [f"{course.title}: {reason_text(view.base, evaluation, course.id)}" for course in short]
        heading = f"Uden pris eller uden penge nok i {view.year}: {_activities(len(short))}"
        show("notes", tone="", heading=heading, lines=lines)
    _tables(view, evaluation, whole)


def number_text(span: Span | None) -> str:
    """A number of places, a span of them, or that nobody knows."""
    if span is None:
        return "ukendt"
    low, high = format_number(span.low), format_number(span.high)
    return low if low == high else f"{low}–{high}"


def _activities(count: int) -> str:
    return f"{format_number(count)} {'aktivitet' if count == 1 else 'aktiviteter'}"


def _uncounted(found: Reach) -> str:
    """How many activities do not say how many they reach; they count for nothing here, and that is said."""
    count = len(found.uncounted)
    has = "har ikke et kendt antal deltagere og er ikke talt med."
    return f"{_activities(count)} {has}" if count else ""


def _sentence(view: View, evaluation: Evaluation, whole: Reach) -> str:
    if not whole.courses:
        return f"Der er ingen aktiviteter i {view.year}."
    if whole.leaders is None:
        return f"Ingen har skrevet, hvor mange ledere aktiviteterne i {view.year} når."
    start = f"Vi når {number_text(whole.leaders)} ledere i {view.year}"
    if whole.price is None:
        return f"{start}; hvad det koster pr. leder, kan ikke regnes ud endnu."
    mean = format_span(whole.price.low, whole.price.high)
    priced = sorted((f for f in reach(evaluation) if f.price), key=lambda f: f.price.high if f.price else 0)
    if len(priced) < 2:
        return f"{start} til {mean} pr. leder."
    cheap, dear = priced[0], priced[-1]
    return sentence(
        f"{start} til {mean} pr. leder i gennemsnit. Dyrest er {_named(dear)}, og billigst er {_named(cheap)}"
    )


def _named(found: Reach) -> str:
    price = found.price
    return (
        f"{short_title(found.theme or NO_THEME, 36)} ({format_span(price.low, price.high)})"
        if price
        else found.theme
    )


def _leaders_figure(view: View, whole: Reach) -> KeyFigure:
    said = number_text(whole.leaders)
    name = f"Ledere, vi når i {view.year}"
    if whole.leaders is None:
        return KeyFigure(name, (("–", ""),), "antallet er ukendt")
    return KeyFigure(name, ((said, "pladser"),), TWICE)


def _price_figure(whole: Reach) -> KeyFigure:
    if whole.price is None:
        return KeyFigure("Pris pr. leder", (("–", ""),), "kan ikke regnes ud endnu")
    return KeyFigure("Pris pr. leder", span_lines(whole.price), "i gennemsnit, hvem der end betaler")


def _short_figure(whole: Reach, short: tuple[Course, ...]) -> KeyFigure:
    """How many activities have no price, no payer or not money enough, and the first of them."""
    note = "alle har pris og penge" if whole.courses else "ingen aktiviteter"
    lines = ((format_number(len(short)), f"af {format_number(len(whole.courses))}"),)
    return KeyFigure("Uden pris eller penge nok", lines, first_of([course.title for course in short]) or note)


def _name(found: Reach) -> str:
    return f"Øvrige ({found.gathered})" if found.gathered else found.theme or NO_THEME


def _row(found: Reach) -> ReachRow:
    if not found.courses:
        return ReachRow(_name(found), None, None, "afholdes ikke", "–")
    count = len(found.uncounted)
    unknown = f"ukendt antal ({format_number(count)})"
    besides = f" + {format_number(count)} uden antal" if count else ""
    all_unpriced = len(found.not_priced) == len(found.courses)
    price = f"ikke prissat ({format_number(len(found.not_priced))})" if all_unpriced else "antal ukendt"
    return ReachRow(_name(found), found.leaders, found.price, unknown, price, besides)


def _tables(view: View, evaluation: Evaluation, whole: Reach) -> None:
    def draw() -> None:
        rows = [*reach(evaluation), whole]
        show(
            "table",
            caption=f"Temaerne i {view.year}",
            headings=("Tema", "Pladser", "Pris pr. leder", "Aktiviteter", "Ukendt antal", "Ikke prissat"),
            numeric=(1, 2, 3, 4, 5),
            rows=[_cells("Alle aktiviteter" if found is whole else _name(found), found) for found in rows],
        )
        show(
            "table",
            caption=f"Aktiviteterne i {view.year}",
            headings=("Aktivitet", "Tema", "Pladser", "Pris i alt", "Pris pr. leder"),
            numeric=(2, 3, 4),
            rows=[_activity(evaluation, at) for at in range(len(evaluation.first.courses))],
        )

    folded("Ledere og priser i tal", "ledere_tal", draw)


def _cells(name: str, found: Reach) -> tuple[str, ...]:
    counts = (found.courses, found.uncounted, found.not_priced)
    return (name, number_text(found.leaders), _price(found), *(format_number(len(c)) for c in counts))


def _price(found: Reach) -> str:
    if found.price is not None:
        return format_span(found.price.low, found.price.high)
    return "ikke prissat" if found.courses and len(found.courses) == len(found.not_priced) else "–"


def _activity(evaluation: Evaluation, at: int) -> tuple[str, ...]:
    course = evaluation.first.courses[at].course
    found = reach_of(evaluation, {course.id})
    costs = [cost for r in evaluation.results if (cost := r.courses[at].cost) is not None]
    unpriced = found.not_priced or not costs
    price = "ikke prissat" if unpriced else format_span(min(costs), max(costs))
    places = number_text(found.leaders) if found.courses else "afholdes ikke"
    return (course.title, course.theme or NO_THEME, places, price, _price(found))
