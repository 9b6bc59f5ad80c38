"""*Tidsplan*: when things happen, what has no date yet, and what it takes in working days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from lederpulje.dates import format_date, format_day, today
from lederpulje.model import BaseData, Frame, Meeting, Pool, Requirement, Status
from tests.examples import JA, course, kr, pool_line
from tests.pages.screen import Screen
from tests.pages.states import HARD, SSO, STATES, many

Serve = Callable[[str | BaseData], Path]
TALENT = "Ledertalentudviklingskoncept"
CHARTS = ("tidsplan", "dagsvaerk")


def charts(screen: Screen) -> list[str]:
    found = [key for c in screen.at.get("plotly_chart") for key in CHARTS if c.proto.id.endswith(key)]
    assert len(found) == len(screen.at.get("plotly_chart"))
    return found


def unfolded(screen: Screen) -> Screen:
    for key in ("tidsplan_tal", "dagsvaerk_tal"):
        screen.at.session_state[key] = True
    return screen.again()


def of_year(year: int, *courses: dict[str, Any], meetings: tuple[Meeting, ...] = ()) -> BaseData:
    """A year with these activities; the pool pays all."""
    made = tuple(course(f"k{n}", 1, 100, 10, 100, year=year, **fields) for n, fields in enumerate(courses))
    return BaseData(
        (Pool(year, kr(300_000)),),
        (Frame(year, "kurser", "Kurser", kr(150_000)),),
        made,
        tuple(pool_line(c.id, "kurser") for c in made),
        (SSO,),
        meetings=meetings,
    )


FAR = 2090  # later than any today, so that its dates are still to come


def dated() -> BaseData:
    """Exact dates and deadlines, a period, nothing, one that hangs on an answer, one cancelled; two meetings."""
    return of_year(
        FAR,
        {
            "title": "Fastholdelse",
            "start": dt.date(FAR, 4, 1),
            "end": dt.date(FAR, 4, 3),
            "deadline": dt.date(FAR, 2, 1),
            "status": Status.PLANLAGT,
            "days_per_participant": Decimal("1.5"),
        },
        {"title": "Temadag", "start": dt.date(FAR, 9, 9), "days_per_participant": Decimal(1)},
        {"title": "Talent", "period": f"efterår {FAR}", "requires": (Requirement("sso_midler", JA),)},
        {"title": "Evaluering", "period": "når der er tid"},
        {"title": "Aflyst dag", "start": dt.date(FAR, 5, 5), "status": Status.AFLYST},
        meetings=(
            Meeting("m0", "Direktionen", dt.date(FAR, 1, 20)),
            Meeting("m1", "Hovedudvalget", None),
            Meeting("m2", "Økonomiudvalget", dt.date(FAR + 1, 1, 20)),
        ),
    )


# --- the seed ----------------------------------------------------------------------------------------------


def test_in_2024_nothing_has_a_date_and_every_period_is_drawn(serve: Serve) -> None:
    serve("seed")
    screen = Screen("tidsplan")
    assert screen.heading == "Hvornår sker hvad?"
    assert screen.cards["Aktiviteter med dato"][0] == "0 af 7"
    assert screen.cards["Kun en periode i ord"][0] == "7 af 7"
    assert screen.conclusion.endswith("7 af 7 aktiviteter har ingen dato endnu, kun en periode i ord.")
    texts = screen.chart_texts("tidsplan")
    assert texts.count("1. halvår 2024") == 3
    assert "efterår 2024" in texts
    assert "◆ Økonomiudvalget 11. jun." in texts or "Økonomiudvalget 11. jun. ◆" in texts
    assert screen.chart("tidsplan")["alt"] == screen.conclusion
    assert "Uden dato" not in screen.nodes.text
    bars, hatched, _ = screen.chart("tidsplan")["data"]
    assert (len(bars["x"]), len(hatched["x"])) == (0, 7)


def test_in_2023_the_three_meetings_stand_there(serve: Serve) -> None:
    serve("seed")
    screen = unfolded(Screen("tidsplan", aar="2023"))
    text = " ".join(screen.chart_texts("tidsplan"))
    assert [body in text for body in ("Hovedudvalget 1. jun.", "Økonomiudvalget 15. jun.")] == [True, True]
    assert "Direktionen 21. jun." in text
    assert screen.tables["Møder"][1:] == [
        ["Hovedudvalget", "01-06-2023"],
        ["Økonomiudvalget", "15-06-2023"],
        ["Direktionen", "21-06-2023"],
    ]
    table = screen.tables["Datoer i 2023"]
    assert len(table) == 9
    assert "efterår 2023, en formiddag" in {row[4] for row in table}, "the words stand whole in the table"


def test_working_days_stand_beside_the_money(serve: Serve) -> None:
    serve("seed")
    screen = unfolded(Screen("tidsplan"))
    assert screen.cards["Deltagernes tid (≈ skøn)"] == ("92 dagsværk", "i 1 aktivitet")
    assert screen.cards["Mentorernes tid (≈ skøn)"][0] == "14,8 dagsværk"
    assert screen.cards["Aktiviteter uden kendt tid"][0] == "6 af 7"
    assert "Deltagerne bruger 92 dagsværk og mentorerne 14,8." in screen.nodes.text
    assert "trækkes ikke fra puljen" in screen.nodes.text
    assert screen.chart_texts("dagsvaerk") == [TALENT, "92 dagsværk + 14,8 for mentorer"]
    assert len(screen.messages["Antallet af dagsværk er ikke kendt"]) == 6
    assert screen.tables["Dagsværk i 2024"][1] == [TALENT, "92", "14,8", "23", "3,7"]
    assert screen.tables["Dagsværk i 2024"][2][1:] == ["ikke kendt", "ikke kendt", "–", "–"]
    command = screen.trace["Samme tal fra kommandolinjen"]
    assert command == "python -m lederpulje ask time --year 2024 --scenario uafklaret"


def test_an_answer_that_decides_whether_it_is_held_gives_a_span(serve: Serve) -> None:
    base = dated()
    talent = replace(base.courses[2], days_per_participant=Decimal(23), days_per_mentor=Decimal("3.7"))
    serve(replace(base, courses=(*base.courses[:2], talent, *base.courses[3:])))
    screen = Screen("tidsplan")
    assert screen.cards["Deltagernes tid"][0] == "25– 255 dagsværk"
    assert "alt efter hvad der svares" in screen.nodes.text
    assert "0–230 dagsværk + 0–37 for mentorer" in screen.chart_texts("dagsvaerk")


# --- exact dates -------------------------------------------------------------------------------------------


def test_exact_dates_deadlines_and_meetings(serve: Serve) -> None:
    serve(dated())
    screen = unfolded(Screen("tidsplan"))
    assert screen.cards["Aktiviteter med dato"] == ("2 af 4", "1 har hverken dato eller periode")
    assert screen.cards["Næste dato"] == (f"20. jan. {FAR}", "Møde: Direktionen")
    assert screen.conclusion == (
        f"Næste er mødet i Direktionen den 20. januar {FAR}. 2 af 4 aktiviteter har ingen dato endnu: "
        "1 har en periode i ord, 1 har ingen af delene."
    )
    texts = screen.chart_texts("tidsplan")
    for said in ("Fastholdelse", "1.–3. apr.", "frist 1. feb.", "9. sep.", f"efterår {FAR}, måske"):
        assert said in texts
    assert "Aflyst dag" not in texts
    assert "1 aktivitet afholdes ikke og er ikke vist." in screen.under_conclusion
    assert "Måske: et åbent svar afgør, om det afholdes." in screen.under_conclusion
    assert screen.messages["Uden dato: 1 aktivitet"] == ["Evaluering: når der er tid"]
    table = {row[0]: row[1:] for row in screen.tables[f"Datoer i {FAR}"]}
    assert table["Fastholdelse"] == [f"01-04-{FAR}", f"03-04-{FAR}", f"01-02-{FAR}", "–", "planlagt"]
    assert table["Talent"][-1] == "måske"
    assert table["Aflyst dag"][-1] == "afholdes ikke"


def test_in_a_meeting_the_undated_stand_in_the_chart(serve: Serve) -> None:
    serve(dated())
    screen = Screen("tidsplan", vis="moede")
    assert charts(screen) == ["tidsplan"]
    texts = screen.chart_texts("tidsplan")
    assert texts[texts.index("Evaluering") + 1] == "uden dato (når der er tid)"
    assert screen.messages == {}
    assert screen.tables == {}
    days = Screen("tidsplan", vis="moede", skaerm="dagsvaerk")
    assert days.heading == "Hvad koster det i tid?"
    assert charts(days) == ["dagsvaerk"]
    assert "dagsværk er ikke kendt" in days.chart_texts("dagsvaerk")


def test_when_all_have_a_date_it_says_so(serve: Serve) -> None:
    serve(of_year(FAR, {"title": "Temadag", "start": dt.date(FAR, 9, 9)}))
    screen = Screen("tidsplan")
    assert screen.conclusion == (
        f"Næste er Temadag, der begynder den 9. september {FAR}. Aktiviteten har en dato."
    )
    assert "Skraveret" not in screen.under_conclusion


# --- today -------------------------------------------------------------------------------------------------


def test_today_is_a_named_line_in_the_year_it_lies_in(serve: Serve) -> None:
    now = today()
    serve(of_year(now.year, {"title": "Nu", "start": now, "end": now + dt.timedelta(days=3)}))
    screen = Screen("tidsplan")
    assert f"I dag {format_day(now)}" in screen.chart_texts("tidsplan")
    assert [s["type"] for s in screen.chart("tidsplan")["layout"]["shapes"]].count("line") == 1
    assert "uden for perioden" not in screen.under_conclusion
    assert f"der begynder den {format_date(now)}" in screen.conclusion, "today counts as next"


def test_today_outside_is_said_in_words(serve: Serve) -> None:
    serve("seed")
    for meeting in ({}, {"vis": "moede"}):
        screen = Screen("tidsplan", aar="2022", **meeting)
        assert f"I dag, {format_date(today())}, er uden for perioden." in screen.under_conclusion
        assert not [t for t in screen.chart_texts("tidsplan") if t.startswith("I dag")]


# --- every state -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("state", HARD)
@pytest.mark.parametrize("address", [{}, {"vis": "moede"}, {"vis": "moede", "skaerm": "dagsvaerk"}])
def test_every_state_has_a_screen(serve: Serve, state: str, address: dict[str, str]) -> None:
    serve(state)
    screen = Screen("tidsplan", **address)
    assert screen.heading.endswith("?")
    if state == "empty":
        assert "Der er ingen pulje i databasen endnu." in screen.messages
        return
    assert screen.chosen("aar") == 2024
    if "vis" in address:
        assert len(screen.nodes.all("konklusion")) == 1
        assert len(charts(screen)) == (0 if state == "no activities" else 1)
        assert screen.nodes.all("details") == []
    else:
        unfolded(screen)
        titles = {row[0] for row in screen.tables["Datoer i 2024"][1:]}
        assert titles == {c.title for c in STATES[state]().courses_of(2024)}, "nothing is dropped"


def test_a_year_without_activities_says_so(serve: Serve) -> None:
    serve("no activities")
    screen = Screen("tidsplan")
    assert screen.conclusion == "Der er ingen aktiviteter at lægge i kalenderen i 2024."
    assert "Der er ingen aktiviteter, der tager tid i 2024." in screen.nodes.text


def test_twenty_undated_stand_in_the_meeting_and_are_listed_on_the_page(serve: Serve) -> None:
    serve(many(20, 4_000))
    screen = Screen("tidsplan", vis="moede")
    assert screen.cards == {}, "the chart needs the room"
    texts = screen.chart_texts("tidsplan")
    assert texts.count("uden dato") == 20
    assert not [t for t in texts if t.startswith("Øvrige")]
    assert screen.conclusion == "20 af 20 aktiviteter har ingen dato endnu og heller ingen periode."
    page = Screen("tidsplan")
    assert len(page.messages["Uden dato: 20 aktiviteter"]) == 20
    assert charts(page) == [], "nothing to draw: no date, no meeting, no known day"


def test_faults_are_said_in_both_views(serve: Serve) -> None:
    serve("faulty")
    assert "Tallene er regnet uden det, der er galt her" in Screen("tidsplan").messages
    assert "OBS:" in Screen("tidsplan", vis="moede").under_conclusion
    wrong = Screen("tidsplan", vis="moede", aar="1999")
    assert "Der er ingen pulje for året »1999«." in wrong.under_conclusion
