"""What is not known for sure, in Danish sentences: what can upset the budget, how likely, what is regretted least."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

from lederpulje.insight import Assumptions, Choice, Input, Simulation
from lederpulje.model import BaseData
from lederpulje.money import NBSP, format_kr, format_number, format_share, format_signed_span
from lederpulje.wording import question, short_title

_LONG = 80  # letters of a name inside a sentence
_NO_EFFECT = "Ingen har vurderet aktiviteternes effekt, så valgene kan ikke sammenlignes."
_RISKS = (
    (10, "meget usandsynligt"),
    (33, "usandsynligt"),
    (67, "omtrent lige så sandsynligt som ikke"),
    (90, "sandsynligt"),
    (100, "meget sandsynligt"),
)


def input_title(base: BaseData, found: Input) -> str:
    """What an uncertain input is called, before its figures: a question, or a price of an activity."""
    if found.price is None:
        return question(base, found.name)
    kind = "pris pr. afholdelse" if found.price.field == "fixed_per_session" else "pris pr. deltager"
    return f"{found.price.course.title}, {kind}:"


def input_words(base: BaseData, found: Input) -> str:
    """An uncertain input inside a sentence: a question in its marks, or the price of an activity."""
    if found.price is None:
        return f"svaret på »{short_title(question(base, found.name), _LONG)}«"
    return f"prisen pr. {price_unit(found)} for {short_title(found.price.course.title, _LONG)}"


def price_unit(found: Input) -> str:
    """What the price of an input is for one of."""
    return "afholdelse" if found.price and found.price.field == "fixed_per_session" else "deltager"


def spans_note(inputs: tuple[Input, ...]) -> str:
    """How many of the uncertain prices have a span of their own: *1 af 10 priser har et spænd*."""
    prices = [i for i in inputs if i.price]
    if not prices:
        return "Ingen priser er usikre"
    known = sum(not i.assumed for i in prices)
    return f"{format_number(known)} af {format_number(len(prices))} priser har et spænd"


def assumptions_note(assumed: Assumptions) -> str:
    """What we have assumed ourselves, in a line."""
    return (
        f"Vores antagelse: ±{format_share(assumed.spread)} på priser uden spænd, "
        f"{format_share(assumed.chance)} chance for ja."
    )


def sensitivity_sentence(base: BaseData, inputs: tuple[Input, ...]) -> str:
    """What can change the balance most, in kroner, and how many prices have a span."""
    if not any(i.width for i in inputs):
        return f"Intet usikkert kan ændre det, der er tilbage. {spans_note(inputs)}."
    first = inputs[0]
    change = format_signed_span(min(first.low, first.high, 0), max(first.low, first.high, 0))
    return f"Mest betyder {input_words(base, first)}: {change} {_compared_with(first)}. {spans_note(inputs)}."


def _compared_with(found: Input) -> str:
    """What the change of an input is a change from: of an answer from the other one, of a price from the likely one."""
    return "ved nej i forhold til ja" if found.price is None else "i forhold til den ventede pris"


def chance_text(found: Simulation) -> list[str]:
    """How sure it is, in words and figures."""
    if found.overruns in (0, found.draws):
        said = "ingen" if found.overruns == 0 else "alle"
        chance = f"En delramme overskrides i {said} af {format_number(found.draws)} trækninger."
    else:
        chance = (
            f"En delramme overskrides i {risk_share(found)} % af {format_number(found.draws)} trækninger."
        )
    return [
        chance,
        f"Kravet på puljen er højst {format_kr(found.p50)} i halvdelen af dem, {format_kr(found.p10)} i hver tiende "
        f"og {format_kr(found.p90)} i ni af ti.",
        f"{found.prices - found.assumed_prices} af {found.prices} priser har et spænd; resten er vores antagelse."
        if found.prices
        else "Ingen priser er usikre.",
    ]


def risk_share(found: Simulation) -> str:
    """How often a frame is overrun, in whole per cent; *under 1* and *over 99* are not *0* and *100*."""
    percent = (Decimal(found.overruns) * 100 / found.draws).quantize(Decimal(1))
    if percent == 0 and found.overruns:
        return "under 1"
    if percent == 100 and found.overruns < found.draws:
        return "over 99"
    return format_number(percent)


def risk_sentence(found: Simulation) -> str:
    """How likely it is that a frame is overrun, in words and per cent."""
    draws = format_number(found.draws)
    if not (found.prices or found.p90):
        return "Ingen aktivitet med en pris trækker på puljen, så der er ingen risiko at regne på."
    if found.overruns == 0:
        return f"Praktisk talt sikkert: ingen delramme overskrides i nogen af {draws} trækninger (0{NBSP}%)."
    if found.overruns == found.draws:
        return (
            f"Praktisk talt sikkert overskrides en delramme: det sker i alle {draws} trækninger (100{NBSP}%)."
        )
    share, percent = risk_share(found), 100 * found.p_overrun
    words = next(said for most, said in _RISKS if percent < most)
    share_of = {"under 1": "færre end 1", "over 99": "flere end 99"}.get(share, share)
    return f"I {share_of} af 100 tilfælde overskrides en delramme ({share}{NBSP}%). Det er {words}."


def has_effect(choices: tuple[Choice, ...]) -> bool:
    """Whether anything that can be chosen gives any effect at all."""
    return any(value for choice in choices for value in choice.values.values())


def choice_names(base: BaseData, year: int, choice: Choice) -> list[str]:
    """The scenarios that are one and the same choice, by name; what is not saved is the draft."""
    names = {s.key: s.name for s in base.scenarios_of(year)}
    return [names.get(key, "Kladden") for key in choice.scenarios]


def points(value: Fraction) -> str:
    """Points of effect, with one decimal where there is one."""
    return format_number(round(decimal_of(value), 1).normalize() + 0)


def decimal_of(value: Fraction) -> Decimal:
    """A fraction as a decimal number."""
    return Decimal(value.numerator) / value.denominator


def regret_text(base: BaseData, year: int, choices: tuple[Choice, ...]) -> list[str]:
    """The choices, the one that is regretted least first, and how much each can lose."""
    if not has_effect(choices):
        return [_NO_EFFECT]
    return [
        f"{' = '.join(choice_names(base, year, choice))}: taber højst {points(choice.greatest_loss)} point"
        for choice in choices
    ]


def regret_sentence(base: BaseData, year: int, choices: tuple[Choice, ...]) -> str:
    """Which choice is regretted least, and what it can lose at most."""
    if not has_effect(choices):
        return _NO_EFFECT
    if len(choices) == 1:
        return "Årets scenarier afviger kun i svarene, ikke i det, I vælger. Der er intet at fortryde."
    first, *same = choice_names(base, year, choices[0])
    loss = points(choices[0].greatest_loss)
    also = f" (samme valg som {_listed(same)})" if same else ""
    lost = "det bedste valg, uanset hvad der svares" if loss == "0" else f"det taber højst {loss} point"
    return f"Mindst fortryder vi {_listed([first])}{also}: {lost}."


def _listed(names: list[str]) -> str:
    """At most two names in their marks, and how many more there are."""
    said = [f"»{short_title(name, _LONG // 2)}«" for name in names[:2]]
    return " og ".join([*said, f"{format_number(len(names) - 2)} til"] if len(names) > 2 else said)
