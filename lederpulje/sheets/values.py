"""Rows of the workbook's sheets into values; what is wrong is put in the row's list of faults."""

from __future__ import annotations

from lederpulje.model import (
    POOL_PAYER,
    UNKNOWN_PAYER,
    Answer,
    Condition,
    Course,
    Frame,
    FundingLine,
    Grant,
    Kind,
    Pool,
    Price,
    PriceBasis,
    Requirement,
    Rule,
    Scenario,
    Status,
    StrategyLink,
    Used,
    Vat,
)
from lederpulje.sheets.cells import Row
from lederpulje.sheets.columns import EACH, FIXED
from lederpulje.sheets.vat import without_vat

_PAYERS = {
    **dict.fromkeys(("pulje", "puljen", "lederpulje", "lederpuljen", "lederudviklingspuljen"), POOL_PAYER),
    **dict.fromkeys(("uafklaret", "betaler uafklaret", "ukendt", "ved ikke"), UNKNOWN_PAYER),
}
_DEFINITE = (Answer.JA, Answer.NEJ)
# A field that may be our own estimate → what it is called in the workbook; more than one column may say it.
ESTIMABLE = {
    "year": "År", "kind": "Type", "title": "Titel", "theme": "Tema", "audience": "Målgruppe", "provider": "Udbyder",
    "status": "Status", "priority": "Prioritet", "mandatory": "Bundet", "divisible": "Delelig", "benefit": "Effekt",
    "sessions": "Afholdelser", "participants": "Deltagere", "min_billed": "Mindste antal betalt",
    "fixed_per_session": FIXED, "price_per_participant": EACH, "price_basis": "Prisgrundlag",
    "days_per_participant": "Dagsværk pr. deltager", "days_per_mentor": "Dagsværk pr. mentor",
    "requires": "Forudsætter", "start": "Start", "end": "Slut", "deadline": "Tilmeldingsfrist",
    "strategy": "Strategi", "seats": "Pladser", "waiting": "Venteliste", "place": "Sted", "account": "Kontering",
    "vat": "Moms", "contact": "Kontakt", "period": "Periode", "committed": "Disponeret", "spent": "Forbrugt",
    "cancellation": "Afbestilling", "payer": "Betaler",
}  # fmt: skip
_FIELDS = {name.casefold(): field for field, name in ESTIMABLE.items()} | {
    field: field for field in ESTIMABLE
}


def pool_of(row: Row) -> Pool:
    """A row of *Puljer*."""
    return Pool(row.year(), _amount(row), row.text("Kilde"), row.yes("Skøn"), row.signed_amount("Overførsel"))


def frame_of(row: Row) -> Frame:
    """A row of *Delrammer*."""
    return Frame(
        *(row.year(), row.needed("Nøgle"), row.needed("Titel"), _amount(row), row.text("Kilde")),
        *(row.yes("Skøn"), row.signed_amount("Overførsel")),
    )


def _amount(row: Row) -> int:
    return row.amount("Beløb") or 0 if row.needed("Beløb") else 0


def course_of(row: Row) -> Course:
    """A row of *Kurser*; prices with VAT become prices without."""
    vat = row.choice("Moms", Vat) if row.text("Moms") else None
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
        fixed_per_session=_price(row, FIXED, vat),
        price_per_participant=_price(row, EACH, vat),
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
        seats=row.whole("Pladser"),
        waiting=row.whole("Venteliste"),
        place=row.text("Sted"),
        account=row.text("Kontering"),
        vat=vat,
        contact=row.text("Kontakt"),
        evaluation=row.score("Evaluering"),
        evaluation_later=row.score("Evaluering senere"),
        used=row.choice("Brugt", Used) if row.text("Brugt") else None,
        committed=row.amount("Disponeret"),
        spent=row.amount("Forbrugt"),
        cancellation=row.cancellation("Afbestilling"),
    )


def _price(row: Row, column: str, vat: Vat | None) -> Price | None:
    likely, low, high = (
        without_vat(ore) if ore is not None and vat is Vat.MED else ore
        for ore in (row.amount(column), row.amount(f"{column} (lav)"), row.amount(f"{column} (høj)"))
    )
    if likely is None:
        if not row.text(column) and (low is not None or high is not None):
            row.fault(column, "der er en lav eller høj pris, men ingen forventet. Skriv den forventede pris.")
        return None
    if (low is not None and low > likely) or (high is not None and high < likely):
        row.fault(column, "prisen ligger uden for sit spænd. Lav ≤ forventet ≤ høj skal gælde.")
    return Price(likely, low, high)


def _estimated(row: Row) -> tuple[str, ...]:
    names = row.names("Skøn")
    for name in names:
        if name.casefold() not in _FIELDS:
            row.fault("Skøn", f"»{name}« er ikke et felt, der kan være et skøn. Skriv fx Deltagere.")
    return tuple(_FIELDS[name.casefold()] for name in names if name.casefold() in _FIELDS)


def funding_line_of(row: Row) -> FundingLine:
    """A row of *Finansiering*."""
    condition, answer = row.text("Forudsætning") or None, row.text("Svar") or None
    if (condition is None) != (answer is None):
        row.fault("Svar", "forudsætning og svar hører sammen. Udfyld begge eller ingen af dem.")
    known = next((a for a in _DEFINITE if a == answer), None)
    if answer is not None and known is None:
        row.fault("Svar", f"»{answer}« er hverken ja eller nej. Skriv ja eller nej.")
    share = row.percent("Andel") if row.needed("Andel") else None
    return FundingLine(
        course=row.needed("Kursus"),
        payer=_payer(row.needed("Betaler")),
        frame=row.text("Delramme") or None,
        share=share or 0,
        condition=condition,
        answer=known,
        estimated=row.yes("Skøn"),
        fund=bool(row.text("Tilsagn")) and row.choice("Tilsagn", Grant) is not None,
    )


def _payer(text: str) -> str:
    """A payer by its key, also where it is written as it stands on screen."""
    return _PAYERS.get(text.casefold(), text)


def condition_of(row: Row) -> Condition:
    """A row of *Forudsætninger*."""
    return Condition(
        row.needed("Nøgle"),
        row.needed("Spørgsmål"),
        row.choice("Svar", Answer, Answer.UAFKLARET) or Answer.UAFKLARET,
        row.percent("Sandsynlighed"),
        row.text("Kilde"),
    )


def scenario_of(row: Row) -> Scenario:
    """A row of *Scenarier*."""
    return Scenario(
        row.needed("Nøgle"),
        row.year(),
        row.needed("Navn"),
        row.yes("Grundscenarie"),
        row.answers("Svar"),
        row.pairs("Ændringer"),
        row.choice("Regel", Rule, Rule.PRIORITET) or Rule.PRIORITET,
        description=row.text("Beskrivelse"),
    )


def strategy_link_of(row: Row) -> StrategyLink:
    """A row of *Strategi*."""
    return StrategyLink(row.needed("Nøgle"), row.needed("Gruppe"), row.needed("Titel"), row.text("Kilde"))
