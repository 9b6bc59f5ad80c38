"""Results in Danish sentences. Every page, chart and command that says something about a result says it from here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from lederpulje.model import UNKNOWN_PAYER, Answer, BaseData, Course, Kind, PriceBasis, Reason, Rule
from lederpulje.money import format_kr, format_number, format_signed_span, format_span
from lederpulje.scenarios import (
    Comparison,
    CourseResult,
    Evaluation,
    Result,
    Span,
    Why,
    full_answers,
)

T = TypeVar("T")

RULE_NAMES = {
    Rule.PRIORITET: "Efter prioritet",
    Rule.FORHOLDSMAESSIG: "Forholdsmæssigt",
    Rule.OPTIMAL: "Størst effekt",
}
ANSWER_NAMES = {Answer.JA: "Ja", Answer.NEJ: "Nej", Answer.UAFKLARET: "Uafklaret"}
WHY_NAMES = {Why.SVAR: "et andet svar", Why.AENDRING: "en ændring", Why.REGEL: "en anden regel"}
BASIS_NAMES = {
    PriceBasis.ESTIMAT: "skøn",
    PriceBasis.ERFARINGSPRIS: "erfaringspris",
    PriceBasis.TILBUD: "tilbud",
    PriceBasis.AFTALT: "aftalt pris",
    PriceBasis.FAKTISK: "faktisk pris",
}

_NOT_AGREED = (PriceBasis.ESTIMAT, PriceBasis.ERFARINGSPRIS)
_COUNTED = frozenset(("sessions", "participants", "fixed_per_session", "price_per_participant"))


def cases(base: BaseData, evaluation: Evaluation, value: Callable[[Result], T]) -> list[tuple[str, T]]:
    """The different values a result takes, each with the answers that give it (»ved ja«), ja first.

    Only conditions that matter to this value are named; if they are more than two, the answers are left out.
    """
    matters = _mattering(evaluation, value)
    found: dict[str, T] = {}
    distinct: list[tuple[str, T]] = []
    for answers in full_answers(matters):
        chosen = {**dict.fromkeys(evaluation.open, Answer.JA), **dict(answers)}
        found["ved " + " og ".join(_answer_words(base, evaluation, k, a) for k, a in answers)] = value(
            evaluation.under(chosen)
        )
    for when, item in found.items():
        if len(matters) == 0 or len(matters) > 2:
            if item not in [known for _, known in distinct]:
                distinct.append(("", item))
        else:
            distinct.append((when, item))
    return distinct


def _mattering(evaluation: Evaluation, value: Callable[[Result], T]) -> tuple[str, ...]:
    """The open conditions whose answer alone can change the value."""
    by_answers = {result.answers: value(result) for result in evaluation.results}
    return tuple(
        key
        for key in evaluation.open
        if any(
            by_answers[answers] != by_answers[tuple((k, Answer.NEJ if k == key else a) for k, a in answers)]
            for answers in by_answers
        )
    )


def _answer_words(base: BaseData, evaluation: Evaluation, key: str, answer: Answer) -> str:
    return answer.value if len(evaluation.open) == 1 else f"{answer.value} til »{question(base, key)}«"


def question(base: BaseData, key: str) -> str:
    """The question of a condition; its key if nobody has written one."""
    return next((c.question for c in base.conditions if c.key == key), key)


def headroom_text(headroom: int) -> str:
    """What is left or missing, in words: *50.500 kr. tilbage* or *mangler 87.000 kr.*."""
    return f"{format_kr(headroom)} tilbage" if headroom >= 0 else f"mangler {format_kr(-headroom)}"


def balance_span_text(low: int, high: int) -> str:
    """A balance or a span of balances in words, the sign said and not only coloured."""
    if low == high:
        return headroom_text(low)
    if low >= 0:
        return f"{format_span(low, high)} tilbage"
    if high < 0:
        return f"mangler {format_span(-high, -low)}"
    return f"{headroom_text(high)} eller {headroom_text(low)}"


def conclusion(base: BaseData, evaluation: Evaluation) -> str:
    """Does the pool hold? One sentence that changes with the figures and names the frame that is overrun."""
    if not evaluation.first.frames and not evaluation.first.pool.claimed:
        return f"Hele puljen på {format_kr(evaluation.first.pool.amount)} er uden delrammer og ikke fordelt."
    overruns = evaluation.span(lambda r: r.pool.overrun)
    headroom = evaluation.span(lambda r: r.pool.headroom)
    if overruns.high == 0:
        start = "Puljen holder" if headroom.is_point else "Puljen holder uanset svaret"
        return f"{start}: {balance_span_text(headroom.low, headroom.high)} i forhold til rammen."
    if overruns.low > 0:
        start = "Puljen holder ikke" if overruns.is_point else "Puljen holder ikke uanset svaret"
        return f"{start}: {_missing_frames(evaluation)} i forhold til rammen."
    said = cases(base, evaluation, _after_answer)
    about = _mattering(evaluation, lambda r: r.pool.headroom)
    if not said[0][0] or len(about) != 1 or len(said) != 2:
        both = balance_span_text(headroom.low, headroom.high)
        return sentence(f"Det afhænger af svarene, om puljen holder: {both}")
    words = "; ".join(
        f"{answer} {words}" for answer, (_, words) in zip(("ved ja", "ved nej"), said, strict=True)
    )
    return sentence(f"{question(base, about[0])} {words[0].upper()}{words[1:]}")


def _missing_frames(evaluation: Evaluation) -> str:
    """Each frame that is overrun under some answers, and by how much."""
    said = []
    for frame in evaluation.first.frames:
        overrun = evaluation.frame_span(frame.frame.key, "overrun")
        if overrun.low > 0:
            said.append(f"delrammen {frame.frame.title} mangler {format_span(overrun.low, overrun.high)}")
        elif overrun.high > 0:
            said.append(f"delrammen {frame.frame.title} mangler op til {format_kr(overrun.high)}")
    return " og ".join(said)


def _after_answer(result: Result) -> str:
    """What to say after *ved ja*, where Danish puts the verb first."""
    overrun = [f for f in result.frames if f.overrun]
    if not overrun:
        return f"er der {headroom_text(result.pool.headroom)}"
    return " og ".join(f"mangler delrammen {f.frame.title} {format_kr(f.overrun)}" for f in overrun)


def sentence(text: str) -> str:
    """End a sentence with one full stop, also after *kr.*."""
    return text if text.endswith(".") else f"{text}."


def left_elsewhere(evaluation: Evaluation) -> str:
    """What is left in other frames while one is overrun, which is no help to that one; empty if nothing."""
    spans = [(f.frame.title, evaluation.frame_span(f.frame.key, "balance")) for f in evaluation.first.frames]
    if all(span.low >= 0 for _, span in spans):
        return ""
    left = [f"{format_span(s.low, s.high)} i delrammen {title}" for title, s in spans if s.low > 0]
    return f"Tilbage er {' og '.join(left)}, som ikke kan dække det." if left else ""


def payers_note(evaluation: Evaluation) -> str:
    """Who pays how much in all, the pool first."""
    payers = dict.fromkeys(p for r in evaluation.results for c in r.courses for p in c.payers)
    if not payers:
        return ""
    said = []
    for payer in sorted(payers, key=lambda p: p != "pulje"):
        span = evaluation.span(lambda r, p=payer: sum(c.payers.get(p, 0) for c in r.courses))  # type: ignore[misc]
        said.append(f"{payer_name(payer)} {format_span(span.low, span.high)}")
    return sentence(f"Betaler: {', '.join(said)}")


def estimates_note(evaluation: Evaluation) -> str:
    """How sure the figures are: how many of the priced activities rest on an estimate."""
    priced = evaluation.priced
    estimated = sum(map(is_estimate, priced))
    if not priced:
        return "ingen aktiviteter er prissat"
    return f"≈ {estimated} af {len(priced)} priser er skøn" if estimated else "ingen priser er skøn"


def decided_by(base: BaseData, evaluation: Evaluation) -> str:
    """What the open answers are about: the line under a span; empty if nothing is open or the conclusion asks it."""
    matters = _mattering(evaluation, lambda r: (r.pool.claimed, r.pool.overrun))
    if not matters or conclusion(base, evaluation).startswith(question(base, matters[0])):
        return ""
    return "Afhænger af: " + " · ".join(question(base, key) for key in matters)


def reason_text(base: BaseData, evaluation: Evaluation, course: str) -> str:
    """Why a course gets what it gets, with the figures behind it, for each answer that matters."""
    rule = evaluation.scenario.rule
    said = cases(base, evaluation, lambda r: _reason_words(r.course(course), rule))
    if len(said) == 1:
        return said[0][1]
    return " ".join(f"{when[0].upper()}{when[1:]}: {words}" if when else words for when, words in said)


def _reason_words(result: CourseResult, rule: Rule) -> str:
    match result.reason:
        case Reason.AFHOLDES_IKKE:
            return "Afholdes ikke."
        case Reason.IKKE_PRISSAT:
            return "Ikke prissat og derfor ikke regnet med."
        case Reason.BETALER_UAFKLARET:
            return sentence(f"Ingen ved endnu, hvem der betaler {format_kr(result.payers[UNKNOWN_PAYER])}")
        case Reason.BETALES_AF_ANDRE:
            return sentence(f"Betales af {' og '.join(sorted(result.payers))}")
        case Reason.FULDT:
            return "Dækkes fuldt ud."
        case Reason.FRAVALGT:
            return "Fravalgt: der er plads, men andre aktiviteter giver tilsammen større effekt."
        case Reason.DELVIST:
            why = (
                "alle får samme andel"
                if rule is Rule.FORHOLDSMAESSIG and not result.course.mandatory
                else f"der var {format_kr(result.available)} tilbage, da turen kom"
            )
            return f"Får {format_kr(result.allocated)} og mangler {format_kr(result.shortfall)}: {why}."
        case Reason.IKKE_PLADS:
            return f"Får intet: kræver {format_kr(result.claimed)}, og der var {format_kr(result.available)} tilbage."


def payers_text(result: CourseResult) -> str:
    """Who pays which part; *Uafklaret* stands for a payer nobody knows."""
    if not result.payers:
        return "–" if not result.held else ""
    if len(result.payers) == 1:
        return payer_name(next(iter(result.payers)))
    return ", ".join(f"{payer_name(payer)} {format_kr(amount)}" for payer, amount in result.payers.items())


def payer_name(payer: str) -> str:
    """A payer as it stands on screen."""
    return {"pulje": "Puljen", UNKNOWN_PAYER: "Betaler uafklaret"}.get(payer, payer)


def is_estimate(course: Course) -> bool:
    """Whether the cost rests on a price or a number that nobody has agreed to yet."""
    return course.price_basis in _NOT_AGREED or not _COUNTED.isdisjoint(course.estimated)


def estimate_note(course: Course) -> str:
    """What kind of estimate a cost is, in a few words."""
    basis = BASIS_NAMES[course.price_basis]
    if not {"sessions", "participants"} & set(course.estimated):
        return basis
    return "skøn af pris og antal" if course.price_basis is PriceBasis.ESTIMAT else f"{basis}, antal skønnet"


def short_title(title: str, length: int) -> str:
    """A title that fits in so many characters, cut at a word where that is possible."""
    if len(title) <= length:
        return title
    cut = title[: max(length - 1, 1)]
    at_word = cut[: cut.rfind(" ")] if cut.rfind(" ") > length // 2 else cut
    return at_word.rstrip(" :,–-") + "…"


def chart_title(title: str) -> str:
    """What a long title is called beside its bar: what stands after the colon, where there is one."""
    rest = title.partition(": ")[2]
    return f"{rest[:1].upper()}{rest[1:]}" if rest else title


def count_word(course: Course) -> str:
    """What participants are called for this kind of activity."""
    return "pladser" if course.kind in (Kind.FORLOEB, Kind.TILSKUD) else "deltagere"


def not_priced_note(evaluation: Evaluation) -> str:
    """How many activities are left out of the sums because nobody has priced them; empty if none."""
    count = len(evaluation.not_priced)
    if count == 0:
        return ""
    return f"{count} {'aktivitet er' if count == 1 else 'aktiviteter er'} ikke prissat og ikke regnet med i summerne."


def moves_text(evaluation: Evaluation) -> list[str]:
    """Where a changed frame or pool took its money from."""
    titles = {f.frame.key: f"delrammen {f.frame.title}" for f in evaluation.first.frames}
    titles |= {"unassigned": "den ufordelte rest", "pool": "en mindre pulje"}
    return [
        f"{format_kr(m.amount)} er flyttet fra {titles[m.source]} til {titles[m.target]}."
        for m in evaluation.moves
    ]


def difference_text(comparison: Comparison) -> str:
    """How a scenario's claim on the pool differs from the baseline's, compared with what."""
    against = comparison.baseline.scenario.name
    if comparison.difference(lambda r: r.pool.claimed) == Span(0, 0):
        return f"samme krav som {against}"
    return f"{short_difference_text(comparison)} i forhold til {against}"


def short_difference_text(comparison: Comparison) -> str:
    """The same where it is already said what it is compared with."""
    claimed = comparison.difference(lambda r: r.pool.claimed)
    if claimed != Span(0, 0):
        return format_signed_span(claimed.low, claimed.high)
    before, after = ([f.amount for f in e.first.frames] for e in (comparison.baseline, comparison.scenario))
    return "samme krav" if before == after else "samme krav, andre rammer"


def difference_span_text(comparison: Comparison, value: Callable[[Result], int]) -> str:
    """A difference from the baseline with its sign, as a span while answers are open."""
    span = comparison.difference(value)
    return format_signed_span(span.low, span.high)


def leaders_text(evaluation: Evaluation) -> str:
    """How many places the activities that are held give, as a number or a span."""
    span = evaluation.span(leaders_total)
    return (
        format_number(span.low) if span.is_point else f"{format_number(span.low)}–{format_number(span.high)}"
    )


def leaders_total(result: Result) -> int:
    """Places in all activities that are held."""
    return sum(c.leaders or 0 for c in result.courses)
