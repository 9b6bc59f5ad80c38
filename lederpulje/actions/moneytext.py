"""What the money of a year, and of several, comes to in Danish sentences: the same on every page and command line."""

from __future__ import annotations

from lederpulje.dates import format_date
from lederpulje.insight.cancelling import Terms, Why
from lederpulje.insight.money import Money, Release, World
from lederpulje.insight.years import Adjustment, Carry, CarryRule, Years
from lederpulje.model import BaseData
from lederpulje.money import format_kr, format_number, format_share, format_span
from lederpulje.scenarios import Span
from lederpulje.wording import balance_span_text, cases, chart_title, question, sentence, short_title

_UNKNOWN = {
    Why.NO_SCALE: "ukendt vilkår",
    Why.NO_START: "ukendt: startdatoen mangler",
    Why.NO_PRICE: "ukendt: prisen mangler",
    Why.BEGUN: "kan ikke aflyses længere",
}


def free_text(low: int, high: int) -> str:
    """What is free or lacking, in words: *50.500 kr. frit* or *mangler 87.000 kr.*."""
    return balance_span_text(low, high).replace("tilbage", "frit")


def free_sentence(base: BaseData, found: Money) -> str:
    """How much of the year's pool is really free; where that hangs on one answer, under each."""
    year, span = found.evaluation.scenario.year, found.span(lambda w: w.headroom)
    pool = format_kr(found.worlds[0].pool.amount)
    if span.is_point or span.high < 0:
        if span.high < 0:
            return sentence(f"I {year} er der lagt beslag på mere, end der er: {_lacking(found)}")
        bound = found.span(lambda w: w.pool.expected)
        rest = "er brugt, disponeret eller planlagt" if bound.high else "er der ikke lagt beslag på"
        if not bound.high:
            return f"Hele puljen på {pool} er fri i {year}: intet {rest.replace('er der ikke', 'er der')}."
        return f"{format_kr(span.low)} er reelt frit i {year}: resten af puljen på {pool} {rest}."
    by_answers = {world.answers: world for world in found.worlds}
    said = cases(base, found.evaluation, lambda r: _after_answer(by_answers[r.answers]))
    if len(said) == 2 and len(found.evaluation.open) == 1 and said[0][0]:
        words = "; ".join(f"{when} {words}" for when, words in said)
        return sentence(f"{question(base, found.evaluation.open[0])} {words[0].upper()}{words[1:]}")
    return sentence(f"Det afhænger af svarene, hvad der er frit: {free_text(span.low, span.high)}")


def _lacking(found: Money) -> str:
    said = []
    for place, frame in enumerate(found.worlds[0].frames):
        free = found.frame_span(place, "free")
        if free.low < 0 and frame.frame:
            least = format_span(-free.high, -free.low) if free.high < 0 else f"op til {format_kr(-free.low)}"
            said.append(f"delrammen {frame.frame.title} mangler {least}")
    return " og ".join(said) or f"puljen mangler {format_kr(-found.span(lambda w: w.headroom).low)}"


def _after_answer(world: World) -> str:
    """What to say after *ved ja*, where Danish puts the verb first."""
    lacking = [f for f in world.frames if f.free < 0 and f.frame]
    if not lacking:
        return (
            f"er {format_kr(world.headroom)} frit"
            if world.headroom >= 0
            else f"mangler {format_kr(-world.headroom)}"
        )
    return " og ".join(f"mangler delrammen {f.frame.title} {format_kr(-f.free)}" for f in lacking if f.frame)


def release_sentence(found: Money) -> str:
    """What can be set free today, what is not known of it, and the next day on which that changes."""
    if not found.releases:
        return "Der er intet at frigøre."
    freed = found.span(lambda w: w.freed)
    unknown = sum(r.freed is None for r in found.releases)
    said = sentence(f"I dag kan {format_span(freed.low, freed.high)} frigøres")
    for first in found.releases:
        if first.terms and first.terms.until:
            name = short_title(chart_title(first.course.title), 40)
            said += f" Næste frist: {format_date(first.terms.until)} ({name})."
            break
    if unknown:
        one = "1 bestilt aktivitet" if unknown == 1 else f"{format_number(unknown)} bestilte aktiviteter"
        said += f" Vilkårene er ikke kendt for {one}."
    return said


def when_text(terms: Terms | None) -> str:
    """Until when something can be cancelled on today's terms, and what comes after."""
    if terms is None:
        return "når som helst"
    if terms.why is not None:
        return _UNKNOWN[terms.why]
    after = f", derefter koster det {format_kr(terms.then)} i alt" if terms.then is not None else ""
    if terms.cost == 0:
        last = terms.until or terms.free_until
        return f"gratis til og med {format_date(last)}{after}" if last else "gratis"
    if terms.until is not None:
        return f"samme pris til og med {format_date(terms.until)}{after}"
    free = f"var gratis til og med {format_date(terms.free_until)}, " if terms.free_until else ""
    return f"{free}samme pris til start"


def freed_text(release: Release) -> str:
    """What can be set free today, or that nobody knows."""
    return "ukendt" if release.freed is None else format_span(release.freed.low, release.freed.high)


def fee_text(release: Release) -> str:
    """What cancelling today costs the pool, or that nobody knows; nothing where nothing is ordered."""
    if release.fee is None:
        too_late = release.terms is not None and release.terms.why is Why.BEGUN
        return "–" if too_late else "ukendt"
    return format_span(release.fee.low, release.fee.high)


def notes_of(found: Money) -> list[str]:
    """What the figures are without, and what they hold that no course is known for."""
    notes = []
    if found.unknown:
        names = ", ".join(short_title(c.title, 40) for c in found.unknown[:3])
        more = f" og {format_number(len(found.unknown) - 3)} til" if len(found.unknown) > 3 else ""
        notes.append(f"Beløbet er ikke kendt og ikke regnet med for: {names}{more}.")
    if found.leftover:
        amount = format_kr(sum(post.amount for post in found.leftover))
        count = len(found.leftover)
        posts = "1 postering" if count == 1 else f"{format_number(count)} posteringer"
        notes.append(
            f"{posts} på {amount} hører ikke til en kendt aktivitet. "
            "Beløbet er regnet som forbrugt uden for delrammerne."
        )
    return notes


# --- several years ------------------------------------------------------------------------------------------


def rule_text(base: BaseData, rule: CarryRule) -> str:
    """A rule for carrying over, in words."""
    match rule.carry:
        case Carry.INGEN:
            return "intet føres over til næste år"
        case Carry.ALT:
            return "hele resten føres over, også et underskud"
        case Carry.OP_TIL:
            return f"højst ±{format_share(rule.most)} af årets pulje føres over"
        case Carry.FORMAAL:
            title = next((f.title for f in base.frames if f.key == rule.frame), rule.frame)
            return f"kun resten i delrammen {title} føres over, til samme formål"


def years_sentence(base: BaseData, found: Years) -> str:
    """What is left at the end by the chosen rule; without one, that each year stands by itself."""
    if not found.rows:
        return "Der er ingen år, der kan regnes på."
    last = found.rows[-1]
    if found.rule is None:
        if found.too_many:
            return (
                f"{format_number(found.too_many)} spørgsmål er åbne i årene tilsammen, og det er for mange til at "
                "regne årene sammen. Hvert år står for sig selv."
            )
        return "Der er ikke valgt en regel for overførsel, så hvert år står for sig selv."
    ended = balance_span_text(last.balance.low, last.balance.high)
    return sentence(f"Når {rule_text(base, found.rule)}, ender {last.year} med: {ended}")


def later_sentence(found: Years, adjustment: Adjustment | None) -> str:
    """What the plans for later years cost, in their own prices and in those of the chosen year."""
    if found.later is None:
        return f"Der er ingen år efter {found.year} i databasen."
    own = format_span(found.later.low, found.later.high)
    start = f"Planerne for årene efter {found.year} koster {own} i deres egne priser"
    if found.later_today is None or adjustment is None:
        return sentence(start)
    now = format_span(found.later_today.low, found.later_today.high)
    share = format_share(adjustment.share)
    return f"{start} og {now} i {found.year}-priser, når priser og løn stiger {share} om året ({adjustment.source})."


def span_text(span: Span | None) -> str:
    """An amount over the open answers, or a dash where there is none."""
    return "–" if span is None else format_span(span.low, span.high)
