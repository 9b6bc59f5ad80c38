"""Base data from a folder of CSV files, with the headings of the workbook; all faults are told at once."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from pathlib import Path
from typing import TypeVar

from lederpulje.errors import SeedError
from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Decision,
    Frame,
    FundingLine,
    Kind,
    Meeting,
    Outcome,
    Pool,
    Price,
    PriceBasis,
    Requirement,
    Rule,
    Scenario,
    Status,
    StrategyLink,
)
from lederpulje.store.cells import Row, read_rows
from lederpulje.store.references import check_references

T = TypeVar("T")

_DEFINITE = (Answer.JA, Answer.NEJ)
_FIXED, _EACH = "Pris pr. afholdelse", "Pris pr. deltager"
_ESTIMABLE = {field.name for field in fields(Course)} | {"payer"}
_COLUMNS = {
    "puljer": ("År", "Beløb", "Kilde", "Skøn"),
    "delrammer": ("År", "Nøgle", "Titel", "Beløb", "Kilde", "Skøn"),
    "kurser": (
        *("Id", "År", "Type", "Titel", "Tema", "Målgruppe", "Udbyder", "Status", "Prioritet", "Bundet"),
        *("Delelig", "Effekt", "Afholdelser", "Deltagere", "Mindste antal betalt"),
        *(_FIXED, f"{_FIXED} (lav)", f"{_FIXED} (høj)", _EACH, f"{_EACH} (lav)", f"{_EACH} (høj)"),
        *("Prisgrundlag", "Dagsværk pr. deltager", "Dagsværk pr. mentor", "Forudsætter", "Start", "Slut"),
        *("Tilmeldingsfrist", "Periode", "Strategi", "Kilde", "Skøn"),
    ),
    "finansiering": ("Kursus", "Betaler", "Delramme", "Andel", "Forudsætning", "Svar", "Skøn"),
    "forudsaetninger": ("Nøgle", "Spørgsmål", "Svar", "Sandsynlighed", "Kilde"),
    "scenarier": ("Nøgle", "År", "Navn", "Grundscenarie", "Svar", "Ændringer", "Regel"),
    "strategi": ("Nøgle", "Gruppe", "Titel", "Kilde"),
    "moeder": ("Id", "Instans", "Dato", "Note", "Kilde"),
    "beslutninger": (
        *("Id", "Møde", "Punkt", "Sagsnr.", "Overskrift", "Sagsfremstilling", "Indstilling", "Beslutning"),
        *("Udfald", "Opfølgning", "Frist", "År", "Kurser", "Kilde"),
    ),
}
_OPTIONAL = ("strategi", "moeder", "beslutninger")  # the workbook has no such sheets


def read_seed(folder: Path) -> BaseData:
    """Read all files of a folder, or raise SeedError with every fault in them."""
    faults: list[str] = []

    def read(name: str, build: Callable[[Row], T]) -> tuple[tuple[Row, T], ...]:
        file = folder / f"{name}.csv"
        if name in _OPTIONAL and not file.exists():
            return ()
        return tuple((row, build(row)) for row in read_rows(file, _COLUMNS[name], faults))

    pools = read("puljer", _pool)
    frames = read("delrammer", _frame)
    courses = read("kurser", _course)
    funding = read("finansiering", _funding_line)
    conditions = read("forudsaetninger", _condition)
    scenarios = read("scenarier", _scenario)
    strategy = read("strategi", _strategy_link)
    meetings = read("moeder", _meeting)
    decisions = read("beslutninger", _decision)
    check_references(pools, frames, courses, funding, conditions, scenarios, strategy, meetings, decisions)
    if faults:
        raise SeedError(tuple(faults))
    return BaseData(
        *(tuple(value for _, value in pools), tuple(value for _, value in frames)),
        *(tuple(value for _, value in courses), tuple(value for _, value in funding)),
        *(tuple(value for _, value in conditions), tuple(value for _, value in scenarios)),
        *(tuple(value for _, value in strategy), tuple(value for _, value in meetings)),
        tuple(value for _, value in decisions),
    )


def _pool(row: Row) -> Pool:
    return Pool(row.year(), _amount(row), row.text("Kilde"), row.yes("Skøn"))


def _frame(row: Row) -> Frame:
    return Frame(
        row.year(), row.needed("Nøgle"), row.needed("Titel"), _amount(row), row.text("Kilde"), row.yes("Skøn")
    )


def _amount(row: Row) -> int:
    return row.amount("Beløb") or 0 if row.needed("Beløb") else 0


def _course(row: Row) -> Course:
    start, end = row.date("Start"), row.date("Slut")
    if start and end and end < start:
        row.fault("Slut", "slut ligger før start. Ret en af datoerne.")
    return Course(
        id=row.needed("Id"),
        year=row.year(),
        kind=row.choice("Type", Kind) or Kind.KURSUS,
        title=row.needed("Titel"),
        theme=row.text("Tema"),
        audience=row.text("Målgruppe"),
        provider=row.text("Udbyder"),
        status=row.choice("Status", Status, Status.IDE) or Status.IDE,
        priority=row.whole("Prioritet", low=1),
        mandatory=row.yes("Bundet"),
        divisible=row.yes("Delelig", default=True),
        benefit=row.whole("Effekt", high=100) or 0,
        sessions=row.whole("Afholdelser"),
        participants=row.whole("Deltagere"),
        min_billed=row.whole("Mindste antal betalt"),
        fixed_per_session=_price(row, _FIXED),
        price_per_participant=_price(row, _EACH),
        price_basis=row.choice("Prisgrundlag", PriceBasis, PriceBasis.ESTIMAT) or PriceBasis.ESTIMAT,
        days_per_participant=row.decimal("Dagsværk pr. deltager"),
        days_per_mentor=row.decimal("Dagsværk pr. mentor"),
        requires=tuple(Requirement(*pair) for pair in row.answers("Forudsætter", _DEFINITE)),
        start=start,
        end=end,
        deadline=row.date("Tilmeldingsfrist"),
        period=row.text("Periode"),
        strategy=row.names("Strategi"),
        source=row.text("Kilde"),
        estimated=_estimated(row),
    )


def _price(row: Row, column: str) -> Price | None:
    likely, low, high = row.amount(column), row.amount(f"{column} (lav)"), row.amount(f"{column} (høj)")
    if likely is None:
        if low is not None or high is not None:
            row.fault(column, "der er en lav eller høj pris, men ingen forventet. Skriv den forventede pris.")
        return None
    if (low is not None and low > likely) or (high is not None and high < likely):
        row.fault(column, "prisen ligger uden for sit spænd. Lav ≤ forventet ≤ høj skal gælde.")
    return Price(likely, low, high)


def _estimated(row: Row) -> tuple[str, ...]:
    names = row.names("Skøn")
    for name in names:
        if name not in _ESTIMABLE:
            row.fault("Skøn", f"»{name}« er ikke et felt, der kan være et skøn. Ret navnet.")
    return names


def _funding_line(row: Row) -> FundingLine:
    condition, answer = row.text("Forudsætning") or None, row.text("Svar") or None
    if (condition is None) != (answer is None):
        row.fault("Svar", "forudsætning og svar hører sammen. Udfyld begge eller ingen af dem.")
    known = next((a for a in _DEFINITE if a == answer), None)
    if answer is not None and known is None:
        row.fault("Svar", f"»{answer}« er hverken ja eller nej. Skriv ja eller nej.")
    share = row.percent("Andel") if row.needed("Andel") else None
    return FundingLine(
        course=row.needed("Kursus"),
        payer=row.needed("Betaler"),
        frame=row.text("Delramme") or None,
        share=share or 0,
        condition=condition,
        answer=known,
        estimated=row.yes("Skøn"),
    )


def _condition(row: Row) -> Condition:
    return Condition(
        row.needed("Nøgle"),
        row.needed("Spørgsmål"),
        row.choice("Svar", Answer, Answer.UAFKLARET) or Answer.UAFKLARET,
        row.percent("Sandsynlighed"),
        row.text("Kilde"),
    )


def _scenario(row: Row) -> Scenario:
    return Scenario(
        row.needed("Nøgle"),
        row.year(),
        row.needed("Navn"),
        row.yes("Grundscenarie"),
        row.answers("Svar"),
        row.pairs("Ændringer"),
        row.choice("Regel", Rule, Rule.PRIORITET) or Rule.PRIORITET,
    )


def _strategy_link(row: Row) -> StrategyLink:
    return StrategyLink(row.needed("Nøgle"), row.needed("Gruppe"), row.needed("Titel"), row.text("Kilde"))


def _meeting(row: Row) -> Meeting:
    return Meeting(
        row.needed("Id"), row.needed("Instans"), row.date("Dato"), row.text("Note"), row.text("Kilde")
    )


def _decision(row: Row) -> Decision:
    return Decision(
        id=row.needed("Id"),
        meeting=row.needed("Møde"),
        heading=row.needed("Overskrift"),
        outcome=row.choice("Udfald", Outcome) or Outcome.FORBEREDT,
        presentation=row.text("Sagsfremstilling"),
        recommendation=row.text("Indstilling"),
        decision=row.text("Beslutning"),
        item_no=row.text("Punkt"),
        case_no=row.text("Sagsnr."),
        follow_up=row.text("Opfølgning"),
        deadline=row.date("Frist"),
        year=row.whole("År", 1990, 2100),
        courses=row.names("Kurser"),
        source=row.text("Kilde"),
    )
