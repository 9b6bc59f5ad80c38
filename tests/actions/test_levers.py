"""What can be turned, and where a lever can stand."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.actions.drafts import as_scenario, start_draft, with_override
from lederpulje.actions.levers import Lever, field_title, group_title, lever_groups, make_lever
from lederpulje.model import BaseData, Frame, FundingLine, Kind, Pool, Scenario
from lederpulje.scenarios import evaluate, parse_override
from tests.examples import FJORDBY, NORDDJURS, course, kr, scenario
from tests.strategies import cases

TALENT = "ledertalent.participants"


def lever(name: str, base: BaseData = NORDDJURS, year: int = 2024, **overrides: str) -> Lever:
    """A lever, with overrides already made (`__` for the point)."""
    named = {key.replace("__", "."): value for key, value in overrides.items()}
    return make_lever(base, scenario(year, overrides=named), name)


def test_what_can_be_turned_in_2024() -> None:
    groups = lever_groups(NORDDJURS, 2024)
    assert list(groups) == [
        "fastholdelse-senior",
        "fastholdelse-sygefravaer",
        "fastholdelse-boarding",
        "ledertalent",
        "evaluering-2024",
        "dol-2024",
        "master-2024",
        "frame.kurser",
        "frame.oevrig",
    ]
    assert groups["fastholdelse-senior"] == tuple(
        f"fastholdelse-senior.{field}"
        for field in ("participants", "price_per_participant", "sessions", "fixed_per_session")
    )
    assert groups["ledertalent"] == (TALENT, "ledertalent.price_per_participant")
    assert groups["evaluering-2024"] == ("evaluering-2024.sessions", "evaluering-2024.fixed_per_session")
    assert groups["frame.kurser"] == ("frame.kurser",)


def test_what_nobody_has_priced_cannot_be_turned() -> None:
    assert not {"arbejdsmiljoedag-2023", "fyraften-2023"} & set(lever_groups(NORDDJURS, 2023))
    assert "konference" not in lever_groups(FJORDBY, 2026)


def test_the_titles_say_what_is_turned() -> None:
    assert group_title(NORDDJURS, 2024, "ledertalent") == "Ledertalentudviklingskoncept"
    assert group_title(NORDDJURS, 2024, "frame.kurser") == "Delrammen Centralt udbudte kurser og forløb"
    names = [name for group in lever_groups(NORDDJURS, 2024).values() for name in group]
    titles = {name: field_title(NORDDJURS, 2024, name) for name in names}
    assert titles[TALENT] == "Pladser"
    assert titles["fastholdelse-senior.participants"] == "Deltagere"
    assert titles["fastholdelse-senior.sessions"] == "Afholdelser"
    assert titles["ledertalent.price_per_participant"] == "Pris pr. deltager"
    assert titles["evaluering-2024.fixed_per_session"] == "Pris pr. afholdelse"
    assert titles["frame.kurser"] == "Ramme"


def label(of: Lever, position: str) -> str:
    """What a position is called on screen."""
    return of.labels[of.positions.index(position)]


def test_seats_go_from_none_to_six_more_or_the_double() -> None:
    seats = lever(TALENT)
    assert seats.positions == tuple(str(n) for n in range(11))
    assert seats.value == "4"
    assert seats.labels[:3] == ("0\u00a0pladser", "1\u00a0plads", "2\u00a0pladser")
    assert lever("fastholdelse-sygefravaer.participants").positions[-1] == "160"
    assert label(lever("fastholdelse-sygefravaer.participants"), "1") == "1\u00a0deltager"
    assert label(lever("fastholdelse-sygefravaer.sessions"), "1") == "1\u00a0afholdelse"


def test_a_price_goes_in_round_steps_to_its_double() -> None:
    price = lever("ledertalent.price_per_participant")
    assert (price.positions[0], price.positions[-1], price.value) == ("0", "65000", "32500")
    assert label(price, "32500") == "32.500\u00a0kr."
    assert price.positions[1:4] == ("2000", "4000", "6000")
    assert price.positions[15:19] == ("30000", "32000", "32500", "34000")


@pytest.mark.parametrize("pool", [300_000, 300_001])
def test_a_frame_goes_to_the_whole_pool(pool: int) -> None:
    base = replace(NORDDJURS, pools=(Pool(2024, kr(pool)),))
    frame = lever("frame.kurser", base)
    assert (frame.positions[0], frame.positions[-1], frame.value) == ("0", str(pool), "150000")
    assert frame.positions[1] == "10000"


@pytest.mark.parametrize(
    ("name", "override", "value"),
    [
        (TALENT, "7", "7"),
        (TALENT, "500", "500"),
        (TALENT, "007", "7"),
        ("ledertalent.price_per_participant", "35.000,50", "35000,50"),
        ("ledertalent.price_per_participant", "kr. 1.234", "1234"),
        ("ledertalent.price_per_participant", "900000", "900000"),
        ("frame.kurser", "75000", "75000"),
    ],
)
def test_the_present_value_is_a_position_however_it_is_written(name: str, override: str, value: str) -> None:
    turned = make_lever(NORDDJURS, scenario(overrides={name: override}), name)
    assert turned.value == value
    assert value in turned.positions


@pytest.mark.parametrize(
    ("name", "override", "base_value"),
    [
        (TALENT, "2,5", "4"),
        (TALENT, "mange", "4"),
        (TALENT, "-1", "4"),
        (TALENT, "", "4"),
        ("ledertalent.price_per_participant", "12.5", "32500"),
        ("ledertalent.price_per_participant", "−5", "32500"),
        ("frame.kurser", "masser", "150000"),
    ],
)
def test_an_impossible_value_leaves_the_lever_where_the_base_data_are(
    name: str, override: str, base_value: str
) -> None:
    assert make_lever(NORDDJURS, scenario(overrides={name: override}), name).value == base_value


def test_a_price_of_nothing_can_be_raised() -> None:
    free = replace(
        NORDDJURS,
        courses=(course("gratis", None, None, 10, 0, kind=Kind.TILSKUD),),
        funding=(FundingLine("gratis", "pulje", "kurser", 10_000),),
    )
    turned = lever("gratis.price_per_participant", free)
    assert (turned.value, turned.positions) == ("0", ("0", "1", "2"))


def test_a_price_with_oere_is_a_position() -> None:
    turned = lever("fusionsforloeb.price_per_participant", FJORDBY, 2026)
    assert turned.value == "333,33"
    assert label(turned, "333,33") == "333,33\u00a0kr."


def test_a_large_frame_still_has_few_positions() -> None:
    rich = BaseData((Pool(2024, kr(90_000_000)),), (Frame(2024, "f", "F", kr(12_345_678)),))
    turned = lever("frame.f", rich)
    assert len(turned.positions) <= 60
    assert "12345678" in turned.positions


@given(case=cases(), data=st.data())
def test_every_position_of_every_lever_can_be_set(
    case: tuple[BaseData, Scenario], data: st.DataObject
) -> None:
    """Whatever the scenario already changes, a lever stands at a position, and all its positions are legal."""
    base, own = case
    names = [name for group in lever_groups(base, own.year).values() for name in group]
    name = data.draw(st.sampled_from(names))
    turned = make_lever(base, own, name)
    assert turned.value in turned.positions
    assert len(turned.labels) == len(turned.positions) == len(set(turned.positions))
    for position in turned.positions:
        parse_override(base, own.year, name, position)
    position = data.draw(st.sampled_from(turned.positions))
    draft = with_override(base, start_draft(own, own.key), name, position)
    assert make_lever(base, as_scenario(draft), name).value == position
    evaluate(base, as_scenario(draft))
