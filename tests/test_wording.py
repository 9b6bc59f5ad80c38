"""Every kind of sentence, on figures worked out by hand; and rules that hold for all sentences."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    PriceBasis,
    Reason,
    Requirement,
    Rule,
    Scenario,
)
from lederpulje.scenarios import Evaluation, compare, evaluate
from lederpulje.wording import (
    balance_span_text,
    cases,
    chart_title,
    conclusion,
    count_word,
    decided_by,
    difference_text,
    estimate_note,
    headroom_text,
    is_estimate,
    leaders_text,
    moves_text,
    not_priced_note,
    payers_text,
    question,
    reason_text,
    short_title,
)
from tests.examples import FJORDBY, JA, NEJ, NORDDJURS, OPEN, course, kr, other_line, pool_line, scenario
from tests.strategies import cases as generated

SSO = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"
KURSER = "delrammen Centralt udbudte kurser og forløb"


def plain(text: str) -> str:
    """With ordinary spaces, so that expectations can be typed."""
    return text.replace("\u00a0", " ")


def concluded(
    base: BaseData, answer: Answer = OPEN, year: int = 2024, rule: Rule = Rule.PRIORITET, **overrides: str
) -> str:
    named = {key.replace("__", "."): value for key, value in overrides.items()}
    return plain(conclusion(base, evaluate(base, scenario(year, rule, {"sso_midler": answer}, named))))


def small(
    courses: tuple[Course, ...],
    funding: tuple[FundingLine, ...],
    *questions: str,
    frames: tuple[float, ...] = (100, 100),
    pool: float = 200,
) -> BaseData:
    """2024 with frames A, B, … and conditions a, b, …; amounts in kroner."""
    return BaseData(
        (Pool(2024, kr(pool)),),
        tuple(Frame(2024, "ABCD"[n], "ABCD"[n], kr(amount)) for n, amount in enumerate(frames)),
        courses,
        funding,
        tuple(Condition("abcdef"[n], text) for n, text in enumerate(questions)),
    )


def said(base: BaseData, **answers: Answer) -> str:
    return plain(conclusion(base, evaluate(base, scenario(answers=answers))))


def under(course_id: str, frame: str, condition: str, answer: Answer) -> FundingLine:
    return FundingLine(course_id, "pulje", frame, 10_000, condition, answer)


# --- the conclusion ----------------------------------------------------------------------------------------


def test_it_holds() -> None:
    assert concluded(NORDDJURS, JA) == "Puljen holder: 50.500 kr. tilbage i forhold til rammen."


def test_it_does_not_hold_and_the_frame_is_named() -> None:
    assert concluded(NORDDJURS, NEJ) == (
        f"Puljen holder ikke: {KURSER} mangler 87.000 kr. i forhold til rammen."
    )


def test_it_depends_on_one_answer() -> None:
    assert concluded(NORDDJURS) == (
        f"{SSO} Ved ja er der 50.500 kr. tilbage; ved nej mangler {KURSER} 87.000 kr."
    )


def test_it_does_not_hold_whatever_the_answer() -> None:
    """The cautious reading: short of 32.000 or 162.000."""
    assert concluded(NORDDJURS, frame__kurser="75000") == (
        f"Puljen holder ikke uanset svaret: {KURSER} mangler 32.000–162.000 kr. i forhold til rammen."
    )


def test_it_holds_whatever_the_answer() -> None:
    """One seat: 32.500 kr. within the 43.000 that are left."""
    assert concluded(NORDDJURS, ledertalent__participants="1") == (
        "Puljen holder uanset svaret: 18.000–50.500 kr. tilbage i forhold til rammen."
    )


def test_an_open_answer_that_changes_nothing_is_not_spoken_of() -> None:
    assert concluded(NORDDJURS, ledertalent__held="nej") == (
        "Puljen holder: 50.500 kr. tilbage i forhold til rammen."
    )


def test_exactly_used_up_holds() -> None:
    base = small((course("x", 1, 100),), (pool_line("x", "A"),), frames=(100,), pool=100)
    assert said(base) == "Puljen holder: 0 kr. tilbage i forhold til rammen."


def test_one_oere_too_much_does_not_hold() -> None:
    base = small((course("x", 1, 100.01),), (pool_line("x", "A"),), frames=(100,), pool=200)
    assert said(base) == "Puljen holder ikke: delrammen A mangler 0,01 kr. i forhold til rammen."


def test_each_frame_that_is_overrun_is_named() -> None:
    base = small((course("x", 1, 130), course("y", 1, 150)), (pool_line("x", "A"), pool_line("y", "B")))
    assert said(base) == (
        "Puljen holder ikke: delrammen A mangler 30 kr. og delrammen B mangler 50 kr. i forhold til rammen."
    )


def test_a_pool_with_money_left_in_one_frame_still_does_not_hold() -> None:
    base = small((course("x", 1, 130),), (pool_line("x", "A"),), frames=(100, 900), pool=1_000)
    assert said(base) == "Puljen holder ikke: delrammen A mangler 30 kr. i forhold til rammen."


def test_an_answer_that_overruns_two_frames() -> None:
    base = small(
        (course("x", 1, 130), course("y", 1, 150)),
        (under("x", "A", "a", NEJ), other_when("x", "a"), under("y", "B", "a", NEJ), other_when("y", "a")),
        "Betaler staten?",
    )
    assert said(base) == (
        "Betaler staten? Ved ja er der 200 kr. tilbage; "
        "ved nej mangler delrammen A 30 kr. og mangler delrammen B 50 kr."
    )


def other_when(course_id: str, condition: str, answer: Answer = JA) -> FundingLine:
    return FundingLine(course_id, "staten", None, 10_000, condition, answer)


def test_an_answer_that_moves_the_overrun_from_one_frame_to_another() -> None:
    base = small((course("x", 1, 130),), (under("x", "A", "a", JA), under("x", "B", "a", NEJ)), "Kursus?")
    assert said(base) == (
        "Puljen holder ikke: delrammen A mangler op til 30 kr. og delrammen B mangler op til 30 kr. "
        "i forhold til rammen."
    )


def test_it_depends_on_two_answers() -> None:
    base = small(
        (course("x", 1, 130), course("y", 1, 150)),
        (under("x", "A", "a", NEJ), other_when("x", "a"), under("y", "B", "b", NEJ), other_when("y", "b")),
        "Betaler staten?",
        "Betaler regionen?",
    )
    assert said(base) == "Det afhænger af svarene, om puljen holder: 200 kr. tilbage eller mangler 80 kr."
    assert said(base, b=JA) == (
        "Betaler staten? Ved ja er der 200 kr. tilbage; ved nej mangler delrammen A 30 kr."
    )


def test_one_answer_decides_the_sum_and_another_which_frame_is_short() -> None:
    """Under a = nej 30 kr. are missing in A or in B, as b is answered; the sum does not hang on b."""
    base = small(
        (
            course("x", 1, 130, requires=(Requirement("a", NEJ),)),
            course("y", 1, 0),
        ),
        (under("x", "A", "b", JA), under("x", "B", "b", NEJ), pool_line("y", "A")),
        "Betaler staten?",
        "Hvilken ramme?",
    )
    assert said(base) == "Det afhænger af svarene, om puljen holder: 200 kr. tilbage eller mangler 30 kr."


def test_it_depends_on_more_answers_than_can_be_spelt_out() -> None:
    titles = ("x", "y", "z")
    base = small(
        tuple(course(t, 1, 60) for t in titles),
        tuple(li for n, t in enumerate(titles) for li in (under(t, "A", "abc"[n], NEJ), other_when(t, "abc"[n]))),
        "Et?",
        "To?",
        "Tre?",
        frames=(100,),
        pool=100,
    )  # fmt: skip
    assert said(base) == "Det afhænger af svarene, om puljen holder: 100 kr. tilbage eller mangler 80 kr."


def test_a_pool_without_frames() -> None:
    base = BaseData(pools=(Pool(2021, kr(300_000)),))
    assert concluded(base, year=2021) == "Hele puljen på 300.000 kr. er uden delrammer og ikke fordelt."


def test_a_condition_that_nobody_has_worded_is_called_by_its_key() -> None:
    base = small((course("x", 1, 130),), (under("x", "A", "a", NEJ), other_when("x", "a")))
    assert question(base, "a") == "a"
    assert "Ved" not in said(base, a=NEJ)
    assert said(base).startswith("a Ved ja er der 200 kr. tilbage")


# --- what it depends on ------------------------------------------------------------------------------------


def depends(base: BaseData, **answers: Answer) -> str:
    return decided_by(base, evaluate(base, scenario(answers=answers)))


def test_the_open_questions_are_named_unless_the_conclusion_asks() -> None:
    assert depends(NORDDJURS) == "", "the conclusion is the question"
    assert depends(NORDDJURS, sso_midler=NEJ) == ""
    one_seat = scenario(overrides={"ledertalent.participants": "1"})
    assert decided_by(NORDDJURS, evaluate(NORDDJURS, one_seat)) == f"Afhænger af: {SSO}"


def test_only_questions_that_matter_to_the_pool_are_named() -> None:
    """Fjordby: the foundation and the merger; whether the town hall moves is not asked."""
    found = decided_by(FJORDBY, evaluate(FJORDBY, scenario(2026)))
    assert found == "Afhænger af: Giver fonden tilskud? · Lægges afdelingerne sammen?"


# --- amounts in words --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (50_500, 50_500, "50.500 kr. tilbage"),
        (0, 0, "0 kr. tilbage"),
        (-87_000, -87_000, "mangler 87.000 kr."),
        (18_000, 50_500, "18.000–50.500 kr. tilbage"),
        (0, 10, "0–10 kr. tilbage"),
        (-162_000, -32_000, "mangler 32.000–162.000 kr."),
        (-87_000, 50_500, "50.500 kr. tilbage eller mangler 87.000 kr."),
        (-87_000, 0, "0 kr. tilbage eller mangler 87.000 kr."),
    ],
)
def test_a_balance_says_its_sign_in_words(low: int, high: int, words: str) -> None:
    assert plain(balance_span_text(kr(low), kr(high))) == words
    if low == high:
        assert plain(headroom_text(kr(low))) == words


def test_a_difference_says_compared_with_what() -> None:
    baseline = scenario(answers={"sso_midler": JA})
    wanted = {
        JA: "samme krav som Prøve",
        NEJ: "+130.000 kr. i forhold til Prøve",
        OPEN: "0 til +130.000 kr. i forhold til Prøve",
    }
    for answer, words in wanted.items():
        (comparison,) = compare(NORDDJURS, baseline, (scenario(answers={"sso_midler": answer}),))
        assert plain(difference_text(comparison)) == words


# --- reasons -----------------------------------------------------------------------------------------------

TIGHT = small(
    (
        course("foerst", 1, 60, priority=1, benefit=10),
        course("delvis", 1, 70, priority=2, benefit=90),
        course("sidst", 1, 5, priority=3, benefit=1),
        course("udelelig", 1, 50, priority=2, divisible=False),
        course("andre", 1, 30),
        course("to", 1, 30),
        course("ukendt", 1, 20),
        course("delt", 1, 20, priority=9),
        course("pris-mangler"),
        course("gratis", 1, 0),
    ),
    (
        pool_line("foerst", "A"),
        pool_line("delvis", "A"),
        pool_line("sidst", "A"),
        pool_line("udelelig", "A"),
        other_line("andre", "staten"),
        other_line("to", "staten", 4_000),
        other_line("to", "regionen", 6_000),
        other_line("ukendt", "uafklaret"),
        pool_line("delt", "B", 5_000),
        other_line("delt", "uafklaret", 5_000),
        pool_line("pris-mangler", "B"),
        pool_line("gratis", "B"),
    ),
)


@pytest.mark.parametrize(
    ("rule", "id_", "reason", "words"),
    [
        (Rule.PRIORITET, "foerst", Reason.FULDT, "Dækkes fuldt ud."),
        (Rule.PRIORITET, "gratis", Reason.FULDT, "Dækkes fuldt ud."),
        (
            Rule.PRIORITET,
            "delvis",
            Reason.DELVIST,
            "Får 40 kr. og mangler 30 kr.: der var 40 kr. tilbage, da turen kom.",
        ),
        (Rule.PRIORITET, "sidst", Reason.IKKE_PLADS, "Får intet: kræver 5 kr., og der var 0 kr. tilbage."),
        (
            Rule.PRIORITET,
            "udelelig",
            Reason.IKKE_PLADS,
            "Får intet: kræver 50 kr., og der var 0 kr. tilbage.",
        ),
        (Rule.PRIORITET, "andre", Reason.BETALES_AF_ANDRE, "Betales af staten."),
        (Rule.PRIORITET, "to", Reason.BETALES_AF_ANDRE, "Betales af regionen og staten."),
        (Rule.PRIORITET, "ukendt", Reason.BETALER_UAFKLARET, "Ingen ved endnu, hvem der betaler 20 kr."),
        (Rule.PRIORITET, "delt", Reason.BETALER_UAFKLARET, "Ingen ved endnu, hvem der betaler 10 kr."),
        (
            Rule.PRIORITET,
            "pris-mangler",
            Reason.IKKE_PRISSAT,
            "Ikke prissat og derfor ikke regnet med.",
        ),
        (
            Rule.FORHOLDSMAESSIG,
            "delvis",
            Reason.DELVIST,
            "Får 37,84 kr. og mangler 32,16 kr.: alle får samme andel.",
        ),
        (
            Rule.OPTIMAL,
            "foerst",
            Reason.FRAVALGT,
            "Fravalgt: der er plads, men andre aktiviteter giver tilsammen større effekt.",
        ),
    ],
)
def test_each_reason_in_words(rule: Rule, id_: str, reason: Reason, words: str) -> None:
    evaluation = evaluate(TIGHT, scenario(rule=rule))
    assert evaluation.reasons(id_) == (reason,)
    assert plain(reason_text(TIGHT, evaluation, id_)) == words


def test_what_is_not_held_says_so() -> None:
    evaluation = evaluate(TIGHT, scenario(overrides={"foerst.held": "nej"}))
    assert reason_text(TIGHT, evaluation, "foerst") == "Afholdes ikke."


def test_every_reason_has_words() -> None:
    shown = {Reason.AFHOLDES_IKKE} | {
        r.reason for rule in Rule for r in evaluate(TIGHT, scenario(rule=rule)).first.courses
    }
    assert shown == set(Reason)


def test_a_mandatory_course_is_never_said_to_share_proportionally() -> None:
    base = small((course("x", 1, 130, mandatory=True),), (pool_line("x", "A"),))
    evaluation = evaluate(base, scenario(rule=Rule.FORHOLDSMAESSIG))
    assert plain(reason_text(base, evaluation, "x")) == (
        "Får 100 kr. og mangler 30 kr.: der var 100 kr. tilbage, da turen kom."
    )


def test_the_reason_is_given_for_each_answer() -> None:
    evaluation = evaluate(NORDDJURS, scenario())
    assert plain(reason_text(NORDDJURS, evaluation, "ledertalent")) == (
        "Ved ja: Betales af social og sundhed. "
        "Ved nej: Får 43.000 kr. og mangler 87.000 kr.: der var 43.000 kr. tilbage, da turen kom."
    )
    assert reason_text(NORDDJURS, evaluation, "dol-2024") == "Dækkes fuldt ud."


def test_with_several_questions_open_the_answer_says_to_which() -> None:
    evaluation = evaluate(FJORDBY, scenario(2026))
    assert plain(reason_text(FJORDBY, evaluation, "fusionsforloeb")).endswith(
        "Ved nej til »Giver fonden tilskud?« og nej til »Lægges afdelingerne sammen?«: Afholdes ikke."
    )
    assert reason_text(FJORDBY, evaluation, "mentor") == "Dækkes fuldt ud."


# --- small words -------------------------------------------------------------------------------------------


def payers(base: BaseData, id_: str, **overrides: str) -> str:
    named = {key.replace("__", "."): value for key, value in overrides.items()}
    return plain(payers_text(evaluate(base, scenario(overrides=named)).first.course(id_)))


def test_who_pays() -> None:
    assert payers(TIGHT, "foerst") == "Puljen"
    assert payers(TIGHT, "andre") == "staten"
    assert payers(TIGHT, "to") == "regionen 18 kr., staten 12 kr."
    assert payers(TIGHT, "delt") == "Puljen 10 kr., Betaler uafklaret 10 kr."
    assert payers(TIGHT, "ukendt") == "Betaler uafklaret"
    assert payers(TIGHT, "foerst", foerst__held="nej") == "–"
    assert payers(TIGHT, "pris-mangler") == ""


def test_what_is_not_priced_is_counted() -> None:
    one = evaluate(TIGHT, scenario())
    assert not_priced_note(one) == "1 aktivitet er ikke prissat og ikke regnet med i summerne."
    three = evaluate(NORDDJURS, scenario(2023))
    assert not_priced_note(three) == "3 aktiviteter er ikke prissat og ikke regnet med i summerne."
    assert not_priced_note(evaluate(NORDDJURS, scenario())) == ""


def test_where_a_raised_frame_took_its_money() -> None:
    base = small((), (), frames=(100, 100, 100), pool=350)
    evaluation = evaluate(base, scenario(overrides={"frame.C": "210"}))
    assert [plain(t) for t in moves_text(evaluation)] == [
        "50 kr. er flyttet fra den ufordelte rest til delrammen C.",
        "60 kr. er flyttet fra delrammen A til delrammen C.",
    ]
    smaller = evaluate(base, scenario(overrides={"pool": "290"}))
    assert [plain(t) for t in moves_text(smaller)] == [
        "10 kr. er flyttet fra delrammen A til en mindre pulje."
    ]


@pytest.mark.parametrize(
    ("basis", "assumed", "estimate", "note"),
    [
        (PriceBasis.ESTIMAT, (), True, "skøn"),
        (PriceBasis.ESTIMAT, ("participants",), True, "skøn af pris og antal"),
        (PriceBasis.ERFARINGSPRIS, (), True, "erfaringspris"),
        (PriceBasis.ERFARINGSPRIS, ("sessions",), True, "erfaringspris, antal skønnet"),
        (PriceBasis.TILBUD, (), False, "tilbud"),
        (PriceBasis.TILBUD, ("participants",), True, "tilbud, antal skønnet"),
        (PriceBasis.AFTALT, ("status",), False, "aftalt pris"),
        (PriceBasis.FAKTISK, (), False, "faktisk pris"),
    ],
)
def test_an_estimate_is_called_one(
    basis: PriceBasis, assumed: tuple[str, ...], estimate: bool, note: str
) -> None:
    one = course("x", 1, 10, price_basis=basis, estimated=assumed)
    assert (is_estimate(one), estimate_note(one)) == (estimate, note)


def test_leaders_are_a_number_or_a_span() -> None:
    assert leaders_text(evaluate(NORDDJURS, scenario())) == "190"
    held = replace(
        NORDDJURS,
        courses=tuple(
            replace(c, requires=(Requirement("hr_koordinator", JA),)) if c.id == "ledertalent" else c
            for c in NORDDJURS.courses
        ),
    )
    assert leaders_text(evaluate(held, scenario())) == "186–190"


@pytest.mark.parametrize(
    ("kind", "word"),
    [(Kind.KURSUS, "deltagere"), (Kind.FORLOEB, "pladser"), (Kind.TILSKUD, "pladser")],
)
def test_what_participants_are_called(kind: Kind, word: str) -> None:
    assert count_word(course("x", kind=kind)) == word


@pytest.mark.parametrize(
    ("title", "length", "short"),
    [
        ("Kort", 10, "Kort"),
        ("Tilskud til master", 12, "Tilskud…"),
        ("Tilskud til master", 18, "Tilskud til master"),
        ("Fastholdelse: sygefravær", 15, "Fastholdelse…"),
        ("Ledertalentudviklingskoncept", 10, "Ledertale…"),
        ("ab", 1, "a…"),
    ],
)
def test_a_long_title_is_cut_at_a_word(title: str, length: int, short: str) -> None:
    assert short_title(title, length) == short


def test_beside_a_bar_what_stands_after_the_colon_is_enough() -> None:
    assert chart_title("Fastholdelse: gode boarding-processer") == "Gode boarding-processer"
    assert chart_title("Ledelsesevaluering") == "Ledelsesevaluering"
    assert chart_title("Kl. 8:30") == "Kl. 8:30"


# --- for all sentences -------------------------------------------------------------------------------------


def sentences(base: BaseData, evaluation: Evaluation) -> list[str]:
    return [
        conclusion(base, evaluation),
        *(reason_text(base, evaluation, c.course.id) for c in evaluation.first.courses),
        *moves_text(evaluation),
        *filter(None, [not_priced_note(evaluation)]),
    ]


@given(case=generated())
def test_every_sentence_is_whole(case: tuple[BaseData, Scenario]) -> None:
    """One full stop at the end, also after *kr.*; a capital at the start; no doubled spaces; the real minus."""
    base, own = case
    evaluation = evaluate(base, own)
    for text in sentences(base, evaluation):
        assert re.search(r"[^.]\.$", text), text
        assert ".." not in text
        assert "  " not in text
        assert not re.search(r"-\d", text)
        assert "None" not in text
    assert conclusion(base, evaluation)[0].isupper() or conclusion(base, evaluation)[0] in "abc"


@given(case=generated())
def test_the_conclusion_agrees_with_the_figures(case: tuple[BaseData, Scenario]) -> None:
    base, own = case
    evaluation = evaluate(base, own)
    overruns = {r.pool.overrun > 0 for r in evaluation.results}
    said = conclusion(base, evaluation)
    assert (overruns == {False}) == (
        said.startswith("Puljen holder") and not said.startswith("Puljen holder ikke")
    )
    assert (overruns == {True}) == said.startswith("Puljen holder ikke")


@given(case=generated())
def test_cases_give_every_value_and_name_only_what_matters(case: tuple[BaseData, Scenario]) -> None:
    base, own = case
    evaluation = evaluate(base, own)
    found = cases(base, evaluation, lambda r: r.pool.claimed)
    assert {value for _, value in found} == {r.pool.claimed for r in evaluation.results}
    if len({r.pool.claimed for r in evaluation.results}) == 1:
        assert found == [("", evaluation.first.pool.claimed)]
