"""Base data that several tests speak about, built by hand from the sources, not from the seed files.

`NORDDJURS` is the real data of 2023 and 2024. `FJORDBY` is an invented municipality that is different in every way
the engine can tell: several payers in one course, two open conditions, minimum billing, mandatory and indivisible
courses, a payer nobody knows, and money that no frame holds.
"""

from __future__ import annotations

from typing import Any

from lederpulje.model import (
    Answer,
    BaseData,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Pool,
    Price,
    PriceBasis,
    Requirement,
    Rule,
    Scenario,
    Status,
)

JA, NEJ, OPEN = Answer.JA, Answer.NEJ, Answer.UAFKLARET


def kr(kroner: float) -> int:
    """Kroner with at most two decimals as øre."""
    return round(kroner * 100)


def price(kroner: float | None, low: float | None = None, high: float | None = None) -> Price | None:
    """A price in kroner with its optional span."""
    if kroner is None:
        return None
    return Price(kr(kroner), None if low is None else kr(low), None if high is None else kr(high))


def course(  # the parts of the price formula, in its order
    id_: str,
    sessions: int | None = None,
    fixed: float | None = None,
    participants: int | None = None,
    each: float | None = None,
    *,
    year: int = 2024,
    **other: Any,
) -> Course:
    """A course by the price formula; prices in kroner."""
    values: dict[str, Any] = {"title": id_.capitalize(), "kind": Kind.KURSUS, **other}
    return Course(
        id=id_,
        year=year,
        sessions=sessions,
        fixed_per_session=price(fixed),
        participants=participants,
        price_per_participant=price(each),
        **values,
    )


def pool_line(course_id: str, frame: str, share: int = 10_000) -> FundingLine:
    """The pool pays a share from a frame."""
    return FundingLine(course_id, "pulje", frame, share)


def other_line(course_id: str, payer: str, share: int = 10_000) -> FundingLine:
    """Somebody else pays a share."""
    return FundingLine(course_id, payer, None, share)


def scenario(
    year: int = 2024,
    rule: Rule = Rule.PRIORITET,
    answers: dict[str, Answer] | None = None,
    overrides: dict[str, str] | None = None,
) -> Scenario:
    """A scenario of a year from plain dictionaries."""
    return Scenario(
        "proeve",
        year,
        "Prøve",
        answers=tuple((answers or {}).items()),
        overrides=tuple((overrides or {}).items()),
        rule=rule,
    )


# --- Norddjurs ------------------------------------------------------------------------------------------------


def _of_oevrig(year: int) -> list[Course]:
    """The three uses of the frame `oevrig`, alike in both years."""
    return [
        course(
            f"evaluering-{year}", 1, 55_000, year=year, kind=Kind.EVALUERING, priority=1, benefit=40,
            status=Status.PLANLAGT,
        ),
        course(
            f"dol-{year}", participants=5, each=11_500, year=year, kind=Kind.TILSKUD, priority=2, benefit=40,
            status=Status.PLANLAGT,
        ),
        course(
            f"master-{year}", participants=1, each=30_000, year=year, kind=Kind.TILSKUD, priority=3, benefit=40,
            status=Status.PLANLAGT,
        ),
    ]  # fmt: skip


_PLANNED: dict[str, Any] = {"status": Status.PLANLAGT, "benefit": 60}

_2023 = [
    course("tryghed-praestation", 2, 25_000, 80, 350, year=2023, priority=1, **_PLANNED),
    course("tryghed-med", 1, 18_000, 60, 250, year=2023, priority=2, **_PLANNED),
    course("arbejdsmiljoedag-2023", year=2023, kind=Kind.ARRANGEMENT, priority=1, **_PLANNED),
    course("hovedudvalg-temadag-2023", year=2023, kind=Kind.ARRANGEMENT, priority=2, **_PLANNED),
    course("fyraften-2023", year=2023, kind=Kind.ARRANGEMENT, priority=3, benefit=60),
    *_of_oevrig(2023),
]

_2024 = [
    course("fastholdelse-senior", 1, 12_000, 50, 200, priority=1, **_PLANNED),
    course("fastholdelse-sygefravaer", 2, 20_000, 80, 250, priority=2, **_PLANNED),
    course("fastholdelse-boarding", 1, 15_000, 50, 200, priority=3, **_PLANNED),
    Course(
        "ledertalent",
        2024,
        Kind.FORLOEB,
        "Ledertalentudviklingskoncept",
        status=Status.FORESLAAET,
        priority=4,
        benefit=80,
        participants=4,
        price_per_participant=price(32_500, 30_000, 35_000),
        price_basis=PriceBasis.ERFARINGSPRIS,
    ),
    *_of_oevrig(2024),
]

NORDDJURS = BaseData(
    pools=(Pool(2023, kr(300_000)), Pool(2024, kr(300_000))),
    frames=tuple(
        Frame(year, key, title, kr(150_000))
        for year in (2023, 2024)
        for key, title in (
            ("kurser", "Centralt udbudte kurser og forløb"),
            ("oevrig", "Lederuddannelse og ledelsesevaluering"),
        )
    ),
    courses=(*_2023, *_2024),
    funding=(
        pool_line("tryghed-praestation", "kurser"),
        pool_line("tryghed-med", "kurser"),
        other_line("arbejdsmiljoedag-2023", "centralt budget"),
        other_line("hovedudvalg-temadag-2023", "centralt budget"),
        other_line("fyraften-2023", "uafklaret"),
        pool_line("fastholdelse-senior", "kurser"),
        pool_line("fastholdelse-sygefravaer", "kurser"),
        pool_line("fastholdelse-boarding", "kurser"),
        FundingLine("ledertalent", "social og sundhed", None, 10_000, "sso_midler", JA),
        FundingLine("ledertalent", "pulje", "kurser", 10_000, "sso_midler", NEJ),
        *(pool_line(f"{use}-{year}", "oevrig") for year in (2023, 2024) for use in ("evaluering", "dol", "master")),
    ),
    conditions=(
        Condition("sso_midler", "Tildeles social- og sundhedsområdet midler i budgetforhandlingerne?"),
        Condition("hr_koordinator", "Ansættes en HR-koordinator?"),
    ),
)  # fmt: skip

# --- Fjordby, 2026 --------------------------------------------------------------------------------------------
# Pool 500.000 = `ledelse` 200.000 + `talent` 160.000 + 140.000 in no frame. What each course costs, and its parts:
#
# course         cost                                          pool                       others
# grund          2 × 20.000 + max(20, 24) × 1.000 =  64.000,00  64.000,00 ledelse
# tilsyn         1 × 30.000,01                    =  30.000,01  15.000,01 (odd øre: pool) region 15.000,00
# masterclass    max(12, 10) × 8.000              =  96.000,00  fond ja 57.600, nej 96.000  fonden 38.400 / 0
# coaching       10 × 5.000                       =  50.000,00  50.000,00
# fusionsforloeb 2 × 25.000 + 30 × 333,33         =  59.999,90  19.997,97 (fusion)  region 19.997,97, stat 20.003,96
# ekstern        1 × 20.000                       =  20.000,00  10.000,00                 uafklaret 10.000
# seminar        1 × 12.000                       =  12.000,00                            region 12.000
# konference     not priced; droppet: cancelled
# talentforloeb  max(5, 6) × 36.000               = 216.000,00  162.000,00 talent         region 54.000
# mentor         8 × 12.500                       = 100.000,00  100.000,00 talent
# alumne         1 × 61.000                       =  61.000,00  61.000,00 talent

_F: dict[str, Any] = {"year": 2026}

FJORDBY = BaseData(
    pools=(Pool(2026, kr(500_000)),),
    frames=(
        Frame(2026, "ledelse", "Ledelse", kr(200_000)),
        Frame(2026, "talent", "Talent", kr(160_000)),
    ),
    courses=(
        course("grund", 2, 20_000, 20, 1_000, min_billed=24, mandatory=True, priority=3, benefit=10, **_F),
        course("tilsyn", 1, 30_000.01, mandatory=True, divisible=False, **_F),
        course("masterclass", None, None, 12, 8_000, min_billed=10, divisible=False, priority=1, benefit=90, **_F),
        course("coaching", None, None, 10, 5_000, priority=2, benefit=50, **_F),
        course(
            "fusionsforloeb", 2, 25_000, 30, 333.33, divisible=False, priority=2, benefit=60,
            requires=(Requirement("fusion", JA),), **_F,
        ),
        course("ekstern", 1, 20_000, priority=6, benefit=20, **_F),
        course("seminar", 1, 12_000, priority=7, benefit=30, **_F),
        course("konference", 1, participants=40, priority=4, benefit=30, **_F),
        course("droppet", 1, 99_000, priority=1, benefit=99, status=Status.AFLYST, **_F),
        course("talentforloeb", None, None, 5, 36_000, min_billed=6, mandatory=True, divisible=False, **_F),
        course("mentor", None, None, 8, 12_500, priority=1, benefit=40, **_F),
        course("alumne", 1, 61_000, divisible=False, priority=2, benefit=40, **_F),
    ),
    funding=(
        pool_line("grund", "ledelse"),
        other_line("tilsyn", "region", 5_000),
        pool_line("tilsyn", "ledelse", 5_000),
        pool_line("masterclass", "ledelse", 6_000),
        FundingLine("masterclass", "fonden", None, 4_000, "fond", JA),
        FundingLine("masterclass", "pulje", "ledelse", 4_000, "fond", NEJ),
        pool_line("coaching", "ledelse"),
        other_line("fusionsforloeb", "stat", 3_334),
        other_line("fusionsforloeb", "region", 3_333),
        pool_line("fusionsforloeb", "ledelse", 3_333),
        pool_line("ekstern", "ledelse", 5_000),
        other_line("ekstern", "uafklaret", 5_000),
        other_line("seminar", "region"),
        pool_line("konference", "ledelse"),
        pool_line("droppet", "ledelse"),
        pool_line("talentforloeb", "talent", 7_500),
        other_line("talentforloeb", "region", 2_500),
        pool_line("mentor", "talent"),
        pool_line("alumne", "talent"),
    ),
    conditions=(
        Condition("fond", "Giver fonden tilskud?"),
        Condition("fusion", "Lægges afdelingerne sammen?"),
        Condition("flytning", "Flytter rådhuset?"),
    ),
)  # fmt: skip
