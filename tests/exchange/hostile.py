"""Base data that people or attackers might write, which every file has to carry unharmed."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from lederpulje.model import (
    AgendaItem,
    Answer,
    BaseData,
    CancelStep,
    Condition,
    Course,
    FundingLine,
    Kind,
    Meeting,
    Outcome,
    PriceBasis,
    Requirement,
    Scenario,
    Status,
    Used,
    Vat,
)
from lederpulje.store import read_seed
from tests.examples import NORDDJURS, course, kr, price

LONG = "Æøå og noget mere. " * 1684  # 31.996 characters
TEXTS = (
    '=HYPERLINK("https://onde.example";"klik")',
    "+1+1",
    "-5",
    "@SUM(A1)",
    "<script>alert(1)</script>",
    "'=1+1",
    "'n god titel",
    'Komma, semikolon; og »citat« "her" \\n',
    "To\nlinjer",
    "_x0041_",
    "Emoji 😀 og ~ tegn",
    "{=1}",
    "https://onde.example",
    "12.500",
    "1-2",
    LONG,
)
CONTROL = "a\x00b\x01c\x0bd\x1fe\x7f\ufffef"

FULL = Course(
    id="fuld-2024",
    year=2024,
    kind=Kind.FORLOEB,
    title="Et forløb med alt udfyldt",
    theme="Tema",
    audience="Ledere",
    provider="Udbyder",
    status=Status.BESTILT,
    priority=3,
    mandatory=True,
    divisible=False,
    benefit=55,
    sessions=2,
    participants=12,
    min_billed=10,
    fixed_per_session=price(12_345.67),
    price_per_participant=price(333.33, 300, 400.5),
    price_basis=PriceBasis.AFTALT,
    days_per_participant=Decimal("3.7"),
    days_per_mentor=Decimal("0.5"),
    requires=(Requirement("sso_midler", Answer.JA),),
    start=dt.date(2024, 9, 3),
    end=dt.date(2024, 9, 5),
    deadline=dt.date(2024, 8, 1),
    period="efterår 2024",
    source="Aftalen",
    estimated=("participants",),
    seats=14,
    waiting=2,
    place="Rådhuset, lokale 3; 1. sal",
    account="0012-34.5",
    vat=Vat.MED,
    contact="HR-konsulent",
    evaluation=Decimal("4.2"),
    evaluation_later=Decimal("3.9"),
    used=Used.DELVIST,
    committed=kr(28_000),
    spent=kr(14_000.5),
    cancellation=(CancelStep(60, share=2_500), CancelStep(14, amount=kr(5_000))),
)


@cache
def seed() -> BaseData:
    """The data that the project begins with."""
    return read_seed(Path(__file__).resolve().parents[2] / "data" / "seed")


def full() -> BaseData:
    """Base data in which every column is filled in somewhere."""
    pool, *pools = NORDDJURS.pools
    frame, *frames = NORDDJURS.frames
    return replace(
        NORDDJURS,
        pools=(replace(pool, carried=-kr(1_234.5), source="Budget", estimated=True), *pools),
        frames=(replace(frame, carried=kr(500), source="Budget"), *frames),
        courses=(*NORDDJURS.courses, FULL),
        funding=(
            *NORDDJURS.funding,
            FundingLine("fuld-2024", "Fonden", None, 3_333, "fond_fuld", Answer.JA, fund=True),
            FundingLine("fuld-2024", "uafklaret", None, 3_333, "fond_fuld", Answer.NEJ),
            FundingLine("fuld-2024", "pulje", "kurser", 6_667, estimated=True),
        ),
        conditions=(
            *NORDDJURS.conditions,
            Condition("fond_fuld", "Giver fonden tilskud?", Answer.JA, 6_650, "Kilden"),
        ),
        scenarios=(
            Scenario("grund", 2024, "Grundlag", baseline=True, description="Som det er"),
            Scenario(
                *("andet", 2024, "Et andet"),
                answers=(("sso_midler", Answer.NEJ),),
                overrides=(("ledertalent.participants", "2"), ("frame.kurser", "75000,50")),
            ),
        ),
        meetings=(Meeting("m1", "Direktionen", dt.date(2024, 3, 7), "Bilag, se; her"),),
        items=(
            AgendaItem(
                "d1", "m1", "Temaerne", Outcome.GODKENDT, deadline=dt.date(2024, 4, 1), follow_up="HR"
            ),
        ),
        data_version=7,
    )


def hostile(texts: tuple[str, ...] = TEXTS) -> BaseData:
    """A course for each text, which stands wherever a text can stand."""
    courses = tuple(
        course(
            f"k{number}",
            *(1, 1_000),
            title=text,
            theme=text,
            audience=text,
            provider=text,
            source=text,
            place=text,
            account=text,
            contact=text,
            period=text,
            start=dt.date(2024, 5, 1),
        )
        for number, text in enumerate(texts)
    )
    lines = tuple(FundingLine(c.id, c.title.strip(), None, 10_000) for c in courses)
    return replace(NORDDJURS, courses=courses, funding=lines)


def many(count: int = 60) -> BaseData:
    """Activities with long titles, each with a date."""
    title = "Et meget langt navn på et forløb for ledere af medarbejdere og ledere af ledere, nummer {}"
    courses = tuple(
        course(f"k{n:02}", 1, 1_000 + n, title=title.format(n), theme=f"Tema {n % 7}") for n in range(count)
    )
    lines = tuple(FundingLine(c.id, "pulje", "kurser", 10_000) for c in courses)
    return replace(NORDDJURS, courses=courses, funding=lines)
