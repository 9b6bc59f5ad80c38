"""The steps of a meeting: each change is one, they can be walked through, and each says what it did in kroner."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from lederpulje.actions.drafts import (
    as_scenario,
    at_step,
    like_scenario,
    start_draft,
    stepped,
    with_answer,
    with_override,
    with_rule,
)
from lederpulje.actions.story import Story, story
from lederpulje.model import Answer, Draft, Rule, Scenario, StepKind
from lederpulje.money import format_kr
from lederpulje.scenarios import Span, evaluate
from tests.examples import JA, NEJ, NORDDJURS, OPEN, kr, scenario

SEATS = "ledertalent.participants"
TALENT = "Ledertalentudviklingskoncept"
SAVED = Scenario("puljen-betaler", 2024, "Puljen betaler", answers=(("sso_midler", NEJ),))
BASELINE = Scenario("uafklaret", 2024, "Endnu ikke afklaret", baseline=True)


def turned(draft: Draft, name: str, value: str) -> Draft:
    return stepped(draft, with_override(NORDDJURS, draft, name, value), StepKind.LEG)


def answered(draft: Draft, answer: Answer) -> Draft:
    return stepped(draft, with_answer(draft, "sso_midler", answer), StepKind.LEG)


def told(draft: Draft) -> Story:
    return story(NORDDJURS, draft)


def lines(draft: Draft) -> list[str]:
    return [" ".join(step.line.split()) for step in told(draft).steps]


# --- walking -------------------------------------------------------------------------------------------------


def test_a_change_is_a_step_and_no_change_is_none() -> None:
    draft = start_draft(SAVED, "uafklaret")
    assert (len(draft.steps), draft.at) == (1, 0)
    two = turned(draft, SEATS, "2")
    assert (len(two.steps), two.at, two.steps[1].kind) == (2, 1, StepKind.LEG)
    assert turned(two, SEATS, "2") is two
    assert answered(two, NEJ) is two


def test_undoing_and_taking_again_stand_exactly_where_it_was() -> None:
    one = start_draft(SAVED, "uafklaret")
    two = turned(one, SEATS, "2")
    three = answered(two, JA)
    assert as_scenario(at_step(three, 1)) == as_scenario(two)
    assert as_scenario(at_step(three, 0)) == as_scenario(one)
    assert at_step(at_step(three, 0), 2) == three
    assert at_step(three, 99) == three
    assert as_scenario(at_step(three, -5)) == as_scenario(one)


def test_a_change_after_an_undo_takes_the_place_of_what_was_taken_back() -> None:
    draft = answered(turned(start_draft(SAVED, "uafklaret"), SEATS, "2"), JA)
    other = turned(at_step(draft, 1), SEATS, "3")
    assert [dict(step.overrides).get(SEATS) for step in other.steps] == [None, "2", "3"]
    assert (other.at, other.answers) == (2, SAVED.answers)


changes = st.lists(
    st.one_of(
        st.tuples(st.just("answer"), st.sampled_from(list(Answer))),
        st.tuples(st.just("seats"), st.integers(0, 8)),
        st.tuples(st.just("rule"), st.sampled_from(list(Rule))),
        st.tuples(st.just("jump"), st.integers(0, 12)),
    ),
    max_size=12,
)


@given(changes)
def test_however_it_is_played_every_step_can_be_stood_at_and_the_last_is_where_it_stands(
    played: list[tuple[str, object]],
) -> None:
    draft, expected = start_draft(SAVED, "uafklaret"), [as_scenario(start_draft(SAVED, "uafklaret"))]
    at = 0
    for what, value in played:
        if what == "jump":
            at = min(int(str(value)), len(expected) - 1)
            draft = at_step(draft, at)
            continue
        if what == "answer":
            changed = with_answer(draft, "sso_midler", Answer(str(value)))
        elif what == "seats":
            changed = with_override(NORDDJURS, draft, SEATS, str(value))
        else:
            changed = with_rule(draft, Rule(str(value)))
        if as_scenario(changed) != expected[at]:
            expected = [*expected[: at + 1], as_scenario(changed)]
            at = len(expected) - 1
        draft = stepped(draft, changed, StepKind.LEG)
        assert draft.at == at
    assert [as_scenario(at_step(draft, n)) for n in range(len(draft.steps))] == expected


# --- saying --------------------------------------------------------------------------------------------------


def test_each_step_says_what_was_done_and_what_it_costs() -> None:
    draft = turned(start_draft(SAVED, "uafklaret"), SEATS, "2")
    draft = answered(draft, JA)
    draft = stepped(draft, with_rule(draft, Rule.OPTIMAL), StepKind.REGEL)
    assert lines(draft) == [
        f"{TALENT}: 4 → 2 pladser, −65.000 kr.",
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Nej → Ja, −65.000 kr.",
        "Fordelingsregel: Efter prioritet → Størst effekt, uændret krav",
    ]


def test_a_way_back_is_a_step_by_its_own_name() -> None:
    draft = turned(start_draft(SAVED, "uafklaret"), SEATS, "2")
    saved = stepped(draft, like_scenario(draft, SAVED), StepKind.TIL_GEMT)
    base = stepped(saved, like_scenario(saved, BASELINE), StepKind.TIL_GRUNDLAG)
    assert lines(base)[1:] == [
        "Tilbage til det gemte scenarie, +65.000 kr.",
        "Tilbage til grundscenariet, −130.000 til 0 kr.",
    ]
    assert as_scenario(at_step(base, 1)) == as_scenario(draft), "and it can be taken back itself"


def test_where_an_answer_is_open_the_amount_is_taken_answer_by_answer() -> None:
    draft = start_draft(scenario(), "uafklaret")
    (step,) = told(turned(draft, SEATS, "2")).steps
    assert step.change == Span(-kr(65_000), 0)
    (step,) = told(answered(draft, NEJ)).steps
    assert step.change == Span(0, kr(130_000))


def test_the_way_gathers_turns_of_one_thing_and_leaves_out_what_was_taken_back() -> None:
    draft = start_draft(SAVED, "uafklaret")
    for seats in "321":
        draft = turned(draft, SEATS, seats)
    draft = turned(answered(draft, OPEN), SEATS, "2")
    found = told(at_step(draft, 4))
    assert [" ".join(s.words.split()) for s in found.way] == [
        f"{TALENT}: 4 → 1 pladser",
        "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne? Nej → Uafklaret",
    ]
    assert [s.is_taken for s in found.steps] == [True, True, True, True, False]


def test_turning_there_and_back_again_leaves_nothing_on_the_way() -> None:
    draft = turned(turned(start_draft(SAVED, "uafklaret"), SEATS, "2"), SEATS, "4")
    assert [s.words for s in told(draft).way] == []
    assert len(told(draft).steps) == 2


def test_the_way_leads_from_the_beginning_to_now() -> None:
    draft = answered(turned(start_draft(SAVED, "uafklaret"), SEATS, "2"), JA)
    found = told(draft)
    assert (found.began, found.now) == (Span(kr(379_500), kr(379_500)), Span(kr(249_500), kr(249_500)))
    amount = kr(379_500)
    for step in found.way:
        assert step.change is not None
        amount += step.change.low
        assert step.claim == Span(amount, amount), format_kr(amount)
    engine = evaluate(NORDDJURS, as_scenario(draft)).first.pool.claimed
    assert amount == engine


def test_a_step_that_cannot_be_evaluated_says_so() -> None:
    draft = start_draft(SAVED, "uafklaret")
    elsewhere = stepped(draft, with_answer(draft, "sso_midler", JA), StepKind.LEG)
    found = story(NORDDJURS, Draft("a", "b", 1999, "x", "y", steps=elsewhere.steps, at=1))
    assert (found.began, found.now) == (None, None)
    assert found.steps[0].line.endswith("kan ikke beregnes")


def test_a_way_back_is_not_gathered_with_the_turns_before_it() -> None:
    """List and waterfall say the same of it."""
    draft = start_draft(SAVED, "uafklaret")
    for seats in "10":
        draft = turned(draft, SEATS, seats)
    draft = stepped(draft, like_scenario(draft, SAVED), StepKind.TIL_GEMT)
    assert [s.words for s in told(draft).way] == [
        told(draft).way[0].words,
        "Tilbage til det gemte scenarie",
    ]
    assert told(draft).way[1].change == told(draft).steps[2].change == Span(kr(130_000), kr(130_000))
