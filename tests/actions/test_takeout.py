"""The figures of a scenario as Excel: real numbers in kroner, spans in two columns, texts that stay texts."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree
from python_calamine import CalamineWorkbook

from lederpulje.actions.takeout import chart_export, figures_workbook, no_pictures
from lederpulje.charts.frames import frame_bars
from lederpulje.model import BaseData, Scenario
from lederpulje.scenarios import evaluate
from tests.examples import JA, NORDDJURS
from tests.exchange.hostile import TEXTS, hostile, seed

PRINTED = dt.datetime(2026, 11, 22, 11, 5, tzinfo=dt.UTC)
OPEN = Scenario("aabent", 2024, "Åbent")
SETTLED = Scenario("ja", 2024, "Ja", answers=(("sso_midler", JA),))


def book(base: BaseData, scenario: Scenario) -> bytes:
    return figures_workbook(base, evaluate(base, scenario), PRINTED).make()


def sheet(made: bytes, name: str) -> list[list[object]]:
    found = CalamineWorkbook.from_filelike(io.BytesIO(made)).get_sheet_by_name(name)
    return [[*row] for row in found.to_python(skip_empty_area=False)]


def record(rows: list[list[object]], first: str) -> dict[object, object]:
    """The row that begins so, by its headings."""
    return dict(zip(rows[0], next(row for row in rows if row[0] == first), strict=True))


def test_the_workbook_answers_what_who_and_where_from() -> None:
    made = figures_workbook(NORDDJURS, evaluate(NORDDJURS, OPEN), PRINTED)
    assert made.name == "Tal 2024.xlsx"
    assert CalamineWorkbook.from_filelike(io.BytesIO(made.make())).sheet_names == [
        *("Pulje og delrammer", "Aktiviteter", "Hvem betaler", "Spørgsmål", "Kilder"),
        "Hvor tallene kommer fra",
    ]


def test_what_hangs_on_an_open_answer_takes_two_columns_in_kroner() -> None:
    made = book(NORDDJURS, OPEN)
    pool = record(sheet(made, "Pulje og delrammer"), "Puljen i alt")
    assert (pool["Ramme"], pool["Krav (lavest)"], pool["Krav (højest)"]) == (300_000.0, 249_500.0, 379_500.0)
    assert (pool["Rest (lavest)"], pool["Rest (højest)"]) == (-79_500.0, 50_500.0)
    talent = record(sheet(made, "Aktiviteter"), "Ledertalentudviklingskoncept")
    assert (talent["Pris"], talent["Udækket (lavest)"], talent["Udækket (højest)"]) == (
        130_000.0,
        0.0,
        87_000.0,
    )
    assert talent["Hvem betaler"] == "ved ja: social og sundhed; ved nej: Puljen"
    payer = record(sheet(made, "Hvem betaler"), "social og sundhed")
    assert [*payer.values()][1:] == [0.0, 130_000.0]


def test_with_every_answer_given_there_is_one_column() -> None:
    made = book(NORDDJURS, SETTLED)
    pool = record(sheet(made, "Pulje og delrammer"), "Puljen i alt")
    assert [pool[name] for name in ("Krav", "Tildelt", "Rest")] == [249_500.0, 249_500.0, 50_500.0]
    assert sheet(made, "Spørgsmål")[1][1] == "Ja"


def test_not_priced_is_not_zero() -> None:
    made = book(seed(), Scenario("grund", 2023, "Grundlag"))
    evening = record(sheet(made, "Aktiviteter"), "Fyraftensarrangement om psykologisk tryghed")
    assert (evening["Pris"], evening["Krav på puljen"], evening["Udækket"]) == ("ikke prissat", "", "")
    assert any("ikke prissat" in str(row[0]) for row in sheet(made, "Aktiviteter")[-2:])


def test_estimates_look_like_estimates() -> None:
    with zipfile.ZipFile(io.BytesIO(book(NORDDJURS, OPEN))) as archive:
        styles = etree.fromstring(archive.read("xl/styles.xml"))
    assert '"≈ "#,##0.00' in {str(e.get("formatCode")) for e in styles.iter("{*}numFmt")}


def test_texts_stay_texts() -> None:
    base = hostile()
    made = book(base, Scenario("g", 2024, "=1+1"))
    assert [row[0] for row in sheet(made, "Aktiviteter")[1 : len(TEXTS) + 1]] == [*TEXTS]
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert not [*etree.fromstring(archive.read(name)).iter("{*}f", "{*}hyperlink")]


@pytest.mark.parametrize(("kind", "mime"), [("png", "image/png"), ("svg", "image/svg+xml")])
def test_a_chart_is_named_and_made_only_when_asked(kind: str, mime: str) -> None:
    figure = frame_bars(evaluate(NORDDJURS, OPEN), 880, 176)
    made = chart_export(figure, "Delrammer 2024", "png" if kind == "png" else "svg", 880)
    assert (made.name, made.mime) == (f"Delrammer 2024.{kind}", mime)


def test_a_chart_is_drawn_as_wide_as_it_was_made_for_with_an_edge() -> None:
    figure = frame_bars(evaluate(NORDDJURS, OPEN), 880, 176)
    drawn = chart_export(figure, "Delrammer", "svg", 880).make().decode()
    assert 'width="904" height="376"' in drawn
    assert "Centralt udbudte kurser og forløb" in drawn


def test_where_no_browser_is_installed_that_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / "ingen"))
    assert no_pictures().startswith("Billedet kan ikke tegnes: BROWSER_PATH peger på ")
