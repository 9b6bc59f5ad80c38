"""The key figures of a page: what stands large in the cards, and the small line that says compared with what."""

from __future__ import annotations

from dataclasses import dataclass

from lederpulje.money import NBSP, format_kr, format_plain
from lederpulje.scenarios import Comparison, Evaluation, Span
from lederpulje.ui.session import View
from lederpulje.wording import cases, difference_text, estimates_note, payer_name


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One card: its name, its figure in one or two lines, each with small words beside it, a note, and a tone."""

    name: str
    lines: tuple[tuple[str, str], ...]
    note: str = ""
    tone: str = ""


def pool_figure(view: View, evaluation: Evaluation) -> KeyFigure:
    """What the year has to spend."""
    unassigned = evaluation.first.pool.unassigned
    note = f"{format_kr(unassigned)} er ikke lagt i en delramme" if unassigned else "fordelt på delrammer"
    return KeyFigure(f"Puljen {view.year}", ((format_plain(evaluation.first.pool.amount), "kr."),), note)


def claimed_figure(evaluation: Evaluation, comparison: Comparison | None = None) -> KeyFigure:
    """What the activities ask of the pool, how sure that is, and compared with what."""
    span = evaluation.span(lambda r: r.pool.claimed)
    note = difference_text(comparison) if comparison else estimates_note(evaluation)
    sure = " (≈ skøn)" if estimates_note(evaluation).startswith("≈") else ""
    return KeyFigure(f"Krav på puljen{sure}", span_lines(span), note)


def headroom_figure(view: View, evaluation: Evaluation) -> KeyFigure:
    """What is left or missing; where that hangs on an answer, both, and on what."""
    span = evaluation.span(lambda r: r.pool.headroom)
    tone = "over" if span.high < 0 else "fine" if span.low >= 0 else ""
    if span.low >= 0:
        return KeyFigure("Tilbage", span_lines(span), _compared_with(view, evaluation), tone)
    if span.high < 0:
        return KeyFigure(
            "Mangler", span_lines(Span(-span.high, -span.low)), _compared_with(view, evaluation), tone
        )
    said = cases(view.base, evaluation, lambda r: r.pool.headroom)
    if len(said) == 2 and len(evaluation.open) == 1:
        lines = tuple((_signed_plain(value), f"kr. {when.replace(' ', NBSP)}") for when, value in said)
    else:
        lines = ((_signed_plain(span.high), "kr. eller"), (_signed_plain(span.low), "kr."))
    return KeyFigure("Tilbage eller mangler", lines, "i forhold til rammen", tone)


def _signed_plain(ore: int) -> str:
    return f"{'+' if ore > 0 else ''}{format_plain(ore)}"


def others_figure(evaluation: Evaluation) -> KeyFigure:
    """What others than the pool pay, and who."""
    span = evaluation.span(lambda r: sum(c.cost or 0 for c in r.courses) - r.pool.claimed)
    payers = dict.fromkeys(p for r in evaluation.results for c in r.courses for p in c.payers if p != "pulje")
    note = " og ".join(payer_name(p) for p in payers) or "puljen betaler alt"
    return KeyFigure("Andre betaler", span_lines(span), note)


def span_lines(span: Span) -> tuple[tuple[str, str], ...]:
    """An amount in one line, a span in two: together they are wider than a card."""
    if span.is_point:
        return ((format_plain(span.low), "kr."),)
    return ((f"{format_plain(span.low)}–", ""), (format_plain(span.high), "kr."))


def _compared_with(view: View, evaluation: Evaluation) -> str:
    if not evaluation.span(lambda r: r.pool.overrun).high:
        return f"i forhold til puljen på {format_kr(evaluation.first.pool.amount)}"
    overrun = [f.frame for f in evaluation.first.frames if evaluation.frame_span(f.frame.key, "overrun").high]
    if len(overrun) == 1:
        return f"i forhold til delrammen på {format_kr(overrun[0].amount)}"
    return "i forhold til delrammerne"
