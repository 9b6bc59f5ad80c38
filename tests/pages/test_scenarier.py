"""*Scenarier*: side by side against a baseline, the switch, the levers, the rule, and what changed in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from lederpulje.model import Answer, BaseData, Rule
from lederpulje.store import open_for_reading
from lederpulje.ui.session import close_database, drafts
from tests.examples import FJORDBY
from tests.pages.screen import CLAIM, Screen
from tests.pages.states import LONG_PAYER

Serve = Callable[[str | BaseData], Path]
SSO = "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"
TALENT = "Ledertalentudviklingskoncept"
SEATS = "ledertalent.participants"


def open_page(**address: str) -> Screen:
    return Screen("scenarier", **address)


# --- side by side ------------------------------------------------------------------------------------------


def test_the_scenarios_stand_side_by_side_with_differences(serve: Serve) -> None:
    serve("seed")
    screen = open_page().unfold()
    assert screen.heading == "Hvem betaler, og hvad betyder det?"
    assert screen.tables["Scenarierne side om side"] == [
        [
            "Scenarie",
            "Krav på puljen",
            "Tilbage eller mangler",
            "I forhold til Endnu ikke afklaret",
            "Andre betaler",
        ],
        [
            "Endnu ikke afklaret",
            "249.500–379.500 kr.",
            "50.500 kr. tilbage eller mangler 87.000 kr.",
            "udgangspunktet",
            "Social- og sundhedsområdet 0–130.000 kr.",
        ],
        [
            "Social og sundhed betaler",
            "249.500 kr.",
            "50.500 kr. tilbage",
            "−130.000 til 0 kr.",
            "Social- og sundhedsområdet 130.000 kr.",
        ],
        ["Puljen betaler", "379.500 kr.", "mangler 87.000 kr.", "0 til +130.000 kr.", "ingen"],
        [
            "Forsigtig læsning",
            "249.500–379.500 kr.",
            "mangler 32.000–162.000 kr.",
            "samme krav, andre rammer",
            "Social- og sundhedsområdet 0–130.000 kr.",
        ],
    ]
    texts = screen.picture_texts
    for said in (
        "Endnu ikke afklaret: 50.500 kr. tilbage eller mangler 87.000 kr.",
        "Social og sundhed betaler: 50.500 kr. tilbage",
        "Puljen betaler: mangler 87.000 kr.",
        "Forsigtig læsning: mangler 32.000–162.000 kr.",
        "Pulje 300.000 kr.",
        "I forhold til Endnu ikke afklaret",
    ):
        assert said in texts


def test_the_baseline_is_chosen_and_everything_is_compared_with_it(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler").choose("grundlag", "sso-betaler").unfold()
    assert screen.address["grundlag"] == "sso-betaler"
    assert screen.cards == {
        CLAIM: ("379.500 kr.", "+130.000 kr. i forhold til Social og sundhed betaler"),
        "Mangler": ("87.000 kr.", "i forhold til delrammen på 150.000 kr."),
        "Andre betaler": ("0 kr.", "puljen betaler alt"),
    }
    assert screen.messages == {"Ændret i forhold til Social og sundhed betaler": [f"{SSO} Ja → Nej"]}
    rows = screen.tables["Scenarierne side om side"]
    assert rows[0][3] == "I forhold til Social og sundhed betaler"
    assert [row[0] for row in rows[1:]] == [
        "Social og sundhed betaler",
        "Puljen betaler",
        "Endnu ikke afklaret",
        "Forsigtig læsning",
    ]
    assert [row[3] for row in rows[1:]] == [
        "udgangspunktet",
        "+130.000 kr.",
        "0 til +130.000 kr.",
        "0 til +130.000 kr.",
    ]
    assert screen.tables["Aktiviteter, der ændrer sig i forhold til Social og sundhed betaler"][1:] == [
        [TALENT, "+130.000 kr.", "+43.000 kr.", "et andet svar"]
    ]


def test_others_are_named_with_what_they_pay(serve: Serve) -> None:
    serve("seed")
    assert open_page(scenarie="sso-betaler").cards["Andre betaler"] == (
        "130.000 kr.",
        "Social- og sundhedsområdet",
    )


def test_two_open_conditions_have_a_switch_each(serve: Serve) -> None:
    serve(FJORDBY)
    screen = open_page()
    assert list(screen.switches) == ["fond", "fusion"]
    assert screen.under_conclusion == (
        "≈ 10 af 10 priser er skøn. · Afhænger af: Giver fonden tilskud? · Lægges afdelingerne sammen?"
    )


@pytest.mark.parametrize(("year", "switches"), [("2024", ["sso_midler"]), ("2023", []), ("2021", [])])
def test_only_conditions_that_matter_this_year_have_a_switch(
    serve: Serve, year: str, switches: list[str]
) -> None:
    serve("seed")
    assert list(open_page(aar=year).switches) == switches


# --- the switch --------------------------------------------------------------------------------------------


def test_the_switch_changes_figure_bar_and_sentence_and_makes_a_draft(serve: Serve) -> None:
    serve("seed")
    screen = open_page()
    assert [name for _, name in screen.live["options"]] == ["Ja", "Nej", "Uafklaret"]
    assert screen.switches == {"sso_midler": "uafklaret"}
    before = screen.pieces
    screen.answer("nej")
    assert screen.cards["Mangler"][0] == "87.000 kr."
    assert screen.conclusion.startswith("Puljen holder ikke: delrammen Centralt udbudte kurser og forløb")
    assert screen.pieces != before
    assert "Kladden: mangler 87.000 kr." in screen.picture_texts
    assert screen.messages == {"Ændret i forhold til Endnu ikke afklaret": [f"{SSO} Uafklaret → Nej"]}
    assert set(screen.address) == {"kladde"}
    assert screen.chosen("scenarie") == "kladde"
    assert screen.options("scenarie")[-1] == "Kladden (ud fra Endnu ikke afklaret)"
    screen.answer("ja")
    assert screen.cards["Tilbage"] == ("50.500 kr.", "i forhold til puljen på 300.000 kr.")
    screen.answer("uafklaret")
    assert screen.cards["Tilbage eller mangler"][0] == "+50.500 kr. ved ja −87.000 kr. ved nej"


def test_the_same_draft_is_changed_on(serve: Serve) -> None:
    serve("seed")
    screen = open_page().answer("nej")
    id_ = screen.address["kladde"]
    screen.answer("ja").step(1)
    assert screen.address["kladde"] == id_
    assert len(id_) >= 22


def test_looking_alone_makes_no_draft(serve: Serve) -> None:
    serve("seed")
    screen = open_page().choose("scenarie", "sso-betaler").choose("grundlag", "puljen-betaler")
    screen.turn_to("dol-2024.participants").turn_to("dol-2024.price_per_participant")
    assert "kladde" not in screen.address
    assert len(screen.at.code) == 0


# --- the levers --------------------------------------------------------------------------------------------


def test_one_lever_is_in_front_the_one_that_hangs_on_the_answer(serve: Serve) -> None:
    serve("seed")
    screen = open_page()
    lever = screen.lever
    assert (lever.groups[lever.group], lever.field) == (TALENT, SEATS)
    assert list(lever.fields.values()) == ["Pladser", "Pris pr. deltager"]
    assert (lever.title, lever.value) == ("Pladser", "4")
    assert lever.texts[1] == "1 plads, 32.500 kr."


@pytest.mark.parametrize(
    ("scenario", "key", "seats", "claim", "card"),
    [
        ("puljen-betaler", "mindre", "3", "347.000 kr.", ("Mangler", "54.500 kr.")),
        ("puljen-betaler", "mere", "5", "412.000 kr.", ("Mangler", "119.500 kr.")),
        ("sso-betaler", "mere", "5", "249.500 kr.", ("Tilbage", "50.500 kr.")),
    ],
)
def test_a_step_down_or_up(  # the seats are 32.500 kr. each
    serve: Serve, scenario: str, key: str, seats: str, claim: str, card: tuple[str, str]
) -> None:
    serve("seed")
    screen = open_page(scenarie=scenario).step({"mindre": -1, "mere": 1}[key])
    assert screen.lever.value == seats
    assert screen.cards[CLAIM][0] == claim
    assert screen.cards[card[0]][0] == card[1]
    assert screen.address["greb"] == SEATS


def test_the_slider_to_where_the_pool_holds(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler").slide("1")
    assert screen.cards["Tilbage"][0] == "18.000 kr."
    assert screen.conclusion == "Puljen holder: 18.000 kr. tilbage i forhold til rammen."
    screen.slide("2")
    assert screen.cards["Mangler"][0] == "22.000 kr."
    assert screen.messages["Ændret i forhold til Endnu ikke afklaret"] == [
        f"{SSO} Uafklaret → Nej",
        f"{TALENT}: 4 → 2 pladser",
    ]


def test_the_slider_back_to_where_it_was_is_no_change(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler", grundlag="puljen-betaler").slide("1").slide("4")
    assert screen.messages == {}
    assert screen.cards[CLAIM] == ("379.500 kr.", "samme krav som Puljen betaler")


@pytest.mark.parametrize(
    ("lever", "position", "claim"),
    [
        ("ledertalent.price_per_participant", "34000", "385.500 kr."),
        ("fastholdelse-sygefravaer.sessions", "1", "359.500 kr."),
        ("fastholdelse-boarding.participants", "0", "369.500 kr."),
        ("evaluering-2024.fixed_per_session", "0", "324.500 kr."),
        ("dol-2024.participants", "6", "391.000 kr."),
    ],
)
def test_each_kind_of_lever_moves_the_claim(serve: Serve, lever: str, position: str, claim: str) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler", greb=lever).slide(position)
    assert screen.cards[CLAIM][0] == claim


def test_a_raised_frame_takes_from_the_other_and_says_so(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler", greb="frame.kurser")
    assert screen.footnotes == []
    screen.slide("160000")
    assert screen.footnotes == [
        "10.000 kr. er flyttet fra delrammen Lederuddannelse og ledelsesevaluering "
        "til delrammen Centralt udbudte kurser og forløb."
    ]
    assert screen.cards["Mangler"] == ("79.500 kr.", "i forhold til delrammerne")
    assert "delrammen Lederuddannelse og ledelsesevaluering mangler 2.500 kr." in screen.conclusion


def test_choosing_another_lever_brings_it_to_the_front(serve: Serve) -> None:
    serve("seed")
    screen = open_page().turn_to("frame.oevrig")
    assert screen.address["greb"] == "frame.oevrig"
    assert screen.lever.title == "Ramme"
    screen.turn_to("evaluering-2024.sessions")
    assert list(screen.lever.fields.values()) == ["Afholdelser", "Pris pr. afholdelse"]
    screen.turn_to("evaluering-2024.fixed_per_session")
    assert screen.lever.value == "55000"


def test_at_the_end_of_a_lever_a_step_changes_nothing(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler").slide("0").step(-1)
    assert screen.lever.value == "0"
    assert screen.cards[CLAIM][0] == "249.500 kr."


# --- rule --------------------------------------------------------------------------------------------------


def test_another_rule_shares_the_frame_otherwise(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler", grundlag="puljen-betaler")
    assert screen.options("regel") == ["Efter prioritet", "Forholdsmæssigt", "Størst effekt"]
    screen.choose("regel", "forholdsmaessig").unfold()
    assert screen.messages["Ændret i forhold til Puljen betaler"] == [
        "Fordelingsregel: Efter prioritet → Forholdsmæssigt"
    ]
    differing = screen.tables["Aktiviteter, der ændrer sig i forhold til Puljen betaler"][1:]
    assert [row[2] for row in differing] == [
        "−8.075,95 kr.",
        "−22.025,32 kr.",
        "−9.177,21 kr.",
        "+39.278,48 kr.",
    ]
    assert {row[3] for row in differing} == {"en anden regel"}
    given = [row[3] for row in screen.go("overblik").tables["Aktiviteterne i 2024"][1:5]]
    assert given == ["13.924,05 kr.", "37.974,68 kr.", "15.822,79 kr.", "82.278,48 kr."]


# --- other states ------------------------------------------------------------------------------------------


def test_no_data_says_what_to_do(serve: Serve) -> None:
    serve("empty")
    screen = open_page()
    assert list(screen.messages) == ["Der er ingen pulje i databasen endnu."]
    assert screen.at.get("plotly_chart") == []


def test_a_pool_and_no_activities_has_the_frames_as_levers(serve: Serve) -> None:
    serve("no activities")
    screen = open_page()
    assert list(screen.lever.groups.values()) == [
        "Delrammen Centralt udbudte kurser og forløb",
        "Delrammen Lederuddannelse og ledelsesevaluering",
    ]
    assert screen.cards["Tilbage"][0] == "300.000 kr."


def test_a_year_with_nothing_but_a_pool_has_no_lever(serve: Serve) -> None:
    serve("seed")
    screen = open_page(aar="2021")
    assert screen.live["lever"] is None
    assert screen.conclusion == "Hele puljen på 300.000 kr. er uden delrammer og ikke fordelt."


def test_sixty_activities_with_long_titles(serve: Serve) -> None:
    serve("sixty")
    screen = open_page().answer("ja")
    assert len(screen.lever.groups) == 62
    assert screen.cards["Andre betaler"] == ("4.000 kr.", LONG_PAYER)


def test_a_pool_overrun_three_times_is_said_in_figure_bar_and_sentence(serve: Serve) -> None:
    serve("overrun")
    screen = open_page()
    assert screen.cards["Mangler"][0] == "750.000 kr."
    assert "Grundlag: mangler 750.000 kr." in screen.picture_texts
    assert screen.conclusion.startswith("Puljen holder ikke: ")


def test_impossible_changes_can_be_taken_out(serve: Serve) -> None:
    """Each has a button, until none is left; the saved scenario itself stays as it is, and a draft is mended."""
    serve("faulty")
    screen = open_page(scenarie="umulig", greb="sund.sessions")
    screen.slide("2")
    wrong = [
        "findes_ikke",
        "findes-ikke.participants",
        "frame.oevrig",
        "sund.price_per_participant",
        "sund.participants",
        "sund.farve",
        "frame.kurser",
    ]
    assert [label for label in screen.buttons if label.startswith("Fjern")] == [
        f"Fjern ændringen {name}" for name in wrong
    ]
    assert screen.cards[CLAIM][0] == "52.000 kr.", "2 × 20.000 + 40 × 300"
    for name in wrong:
        screen.press(f"fjern_{name}")
    assert not [label for label in screen.buttons if label.startswith("Fjern")]
    assert len(screen.messages["Tallene er regnet uden det, der er galt her"]) == 1, "the shares remain"
    assert screen.messages["Ændret i forhold til Grundlag"] == ["Sund finansiering: 1 → 2 afholdelser"]


def test_the_lever_of_an_impossible_change_stands_where_the_base_data_are(serve: Serve) -> None:
    serve("faulty")
    assert open_page(scenarie="umulig", greb="sund.participants").lever.value == "40"


# --- drafts ------------------------------------------------------------------------------------------------


def stored(database: Path, id_: str) -> tuple[dict[str, Answer], dict[str, str], Rule] | None:
    """A draft as another program finds it after the server has stopped."""
    close_database()
    with open_for_reading(database) as store:
        draft = store.draft(id_)
    return None if draft is None else (dict(draft.answers), dict(draft.overrides), draft.rule)


def test_what_is_played_is_in_the_database_after_each_run(serve: Serve) -> None:
    database = serve("seed")
    screen = open_page().answer("nej")
    id_ = screen.address["kladde"]
    assert stored(database, id_) == ({"sso_midler": Answer.NEJ}, {}, Rule.PRIORITET)
    screen.step(-1)
    assert stored(database, id_) == ({"sso_midler": Answer.NEJ}, {SEATS: "3"}, Rule.PRIORITET)
    screen.slide("1").choose("regel", "optimal")
    assert stored(database, id_) == ({"sso_midler": Answer.NEJ}, {SEATS: "1"}, Rule.OPTIMAL)


def test_a_draft_survives_f5_and_a_restart_of_the_server(serve: Serve) -> None:
    serve("seed")
    screen = open_page().answer("nej").slide("2")
    cards, id_ = screen.cards, screen.address["kladde"]
    assert open_page(kladde=id_).cards == cards
    close_database()
    again = open_page(kladde=id_)
    assert again.cards == cards
    assert again.messages == screen.messages
    assert Screen("overblik", kladde=id_).cards["Mangler"][0] == "22.000 kr."
    again.step(-1)
    assert again.address["kladde"] == id_, "it is still mine"


def test_a_draft_remembers_what_it_was_compared_with(serve: Serve) -> None:
    serve("seed")
    screen = open_page(scenarie="puljen-betaler", grundlag="sso-betaler").step(-1)
    again = open_page(kladde=screen.address["kladde"])
    assert again.chosen("grundlag") == "sso-betaler"
    assert again.options("scenarie")[-1] == "Kladden (ud fra Puljen betaler)"


def shared_with(screen: Screen) -> dict[str, str]:
    """The parameters of the link that *Del* shows."""
    (code,) = screen.at.code
    path, _, query = code.value.partition("?")
    assert path == "/scenarier"
    return dict(part.split("=") for part in query.split("&"))


def test_a_shared_link_shows_the_draft_and_the_first_change_makes_a_copy(serve: Serve) -> None:
    database = serve("seed")
    owner = open_page().answer("nej").slide("2")
    id_ = owner.address["kladde"]
    link = shared_with(owner)
    assert set(link) == {"kladde"}
    assert link["kladde"] != id_
    receiver = open_page(**link)
    assert receiver.cards == owner.cards
    receiver.slide("1")
    copy = receiver.address["kladde"]
    assert copy not in (id_, link["kladde"])
    assert receiver.cards["Tilbage"][0] == "18.000 kr."
    assert receiver.slide("0").address["kladde"] == copy, "one copy, not one a change"
    assert owner.again().cards["Mangler"][0] == "22.000 kr."
    assert open_page(**link).cards["Mangler"][0] == "22.000 kr."
    assert stored(database, id_) == ({"sso_midler": Answer.NEJ}, {SEATS: "2"}, Rule.PRIORITET)
    assert stored(database, copy) == ({"sso_midler": Answer.NEJ}, {SEATS: "0"}, Rule.PRIORITET)


def test_looking_at_a_shared_link_follows_the_owner(serve: Serve) -> None:
    serve("seed")
    owner = open_page().answer("nej")
    receiver = open_page(**shared_with(owner))
    owner.answer("ja")
    assert receiver.again().cards["Tilbage"][0] == "50.500 kr."


def test_the_copys_own_link_is_another(serve: Serve) -> None:
    serve("seed")
    link = shared_with(open_page().answer("nej"))
    receiver = open_page(**link).answer("ja")
    assert shared_with(receiver) != link


def test_a_link_shows_what_is_on_the_screen_the_baseline_included(serve: Serve) -> None:
    serve("seed")
    owner = open_page().answer("nej").choose("grundlag", "sso-betaler")
    receiver = open_page(**shared_with(owner))
    assert receiver.chosen("grundlag") == "sso-betaler"
    assert receiver.cards == owner.cards


def test_there_is_nothing_to_share_before_something_is_changed(serve: Serve) -> None:
    serve("seed")
    assert len(open_page(scenarie="sso-betaler").at.code) == 0


def test_leaving_the_draft_for_a_saved_scenario_keeps_it(serve: Serve) -> None:
    serve("seed")
    screen = open_page().answer("nej").slide("2")
    id_ = screen.address["kladde"]
    screen.choose("scenarie", "sso-betaler")
    assert "kladde" not in screen.address
    assert screen.cards["Tilbage"][0] == "50.500 kr."
    assert open_page(kladde=id_).cards["Mangler"][0] == "22.000 kr."


def test_a_draft_of_a_scenario_or_year_that_is_gone(serve: Serve) -> None:
    serve("seed")
    id_ = open_page(scenarie="puljen-betaler").slide("2").address["kladde"]
    base = drafts()._store.base_data()
    drafts()._store.save_base_data(
        replace(base, scenarios=tuple(s for s in base.scenarios if s.key != "puljen-betaler"))
    )
    screen = open_page(kladde=id_)
    assert screen.messages["Noget i adressen kunne ikke bruges"] == [
        "Puljen betaler er lagt væk og kan hentes frem under Gemte scenarier."
    ]
    assert screen.cards["Mangler"][0] == "22.000 kr.", "the draft itself is whole"


def test_two_people_play_with_drafts_of_their_own(serve: Serve) -> None:
    serve("seed")
    one, other = open_page().answer("nej"), open_page().answer("ja")
    assert one.address["kladde"] != other.address["kladde"]
    assert one.again().cards["Mangler"][0] == "87.000 kr."
    assert other.again().cards["Tilbage"][0] == "50.500 kr."


def test_every_position_of_the_lever_stands_in_a_table(serve: Serve) -> None:
    """What the track shows, in words: the figures at each position, and whether the frame holds there."""
    serve("seed")
    screen = open_page(scenarie="puljen-betaler")
    screen.at.session_state["tallene_bag"] = True
    heading, *rows = screen.again().tables["Skyderens positioner"]
    assert heading == ["Position", "Krav på puljen", "Tilbage eller mangler", "Inden for rammen"]
    assert len(rows) == 11
    assert rows[1] == ["1 plads, 32.500 kr.", "282.000 kr.", "Tilbage: 18.000 kr.", "ja"]
    assert rows[4] == ["4 pladser, 130.000 kr.", "379.500 kr.", "Mangler: 87.000 kr.", "nej"]
    screen.answer("ja")
    assert {row[3] for row in screen.tables["Skyderens positioner"][1:]} == {"ja"}
