from __future__ import annotations

import datetime as dt
import shutil
from collections import Counter
from decimal import Decimal
from pathlib import Path

import pytest

from lederpulje.errors import SeedError
from lederpulje.model import (
    Answer,
    BaseData,
    Course,
    FundingLine,
    Kind,
    Outcome,
    Price,
    PriceBasis,
    Requirement,
    Rule,
    Status,
)
from lederpulje.store import read_seed
from tests.store.programs import SEED

CENTRAL, LEADING = "Centralt udbudte kurser og forløb", "Lederuddannelse og ledelsesevaluering"


def course(seed: BaseData, own_id: str) -> Course:
    return next(c for c in seed.courses if c.id == own_id)


def test_the_pool_is_the_same_every_year_and_framed_in_two(seed: BaseData) -> None:
    assert [(p.year, p.amount, p.estimated) for p in seed.pools] == [
        (year, 30_000_000, False) for year in (2021, 2022, 2023, 2024)
    ]
    assert [(f.year, f.key, f.title, f.amount, f.estimated) for f in seed.frames] == [
        (2023, "kurser", CENTRAL, 15_000_000, True),
        (2023, "oevrig", LEADING, 15_000_000, True),
        (2024, "kurser", CENTRAL, 15_000_000, True),
        (2024, "oevrig", LEADING, 15_000_000, True),
    ]


@pytest.mark.parametrize(
    ("own_id", "sessions", "fixed", "participants", "each", "priority", "benefit"),
    [
        ("tryghed-praestation", 2, 25_000, 80, 350, 1, 60),
        ("tryghed-med", 1, 18_000, 60, 250, 2, 60),
        ("fastholdelse-senior", 1, 12_000, 50, 200, 1, 60),
        ("fastholdelse-sygefravaer", 2, 20_000, 80, 250, 2, 60),
        ("fastholdelse-boarding", 1, 15_000, 50, 200, 3, 60),
        ("ledertalent", None, None, 4, 32_500, 4, 80),
        ("evaluering-2023", 1, 55_000, None, None, 1, 40),
        ("dol-2023", None, None, 5, 11_500, 2, 40),
        ("master-2023", None, None, 1, 30_000, 3, 40),
        ("evaluering-2024", 1, 55_000, None, None, 1, 40),
        ("dol-2024", None, None, 5, 11_500, 2, 40),
        ("master-2024", None, None, 1, 30_000, 3, 40),
    ],
)
def test_the_priced_activities(
    seed: BaseData,
    own_id: str,
    sessions: int | None,
    fixed: int | None,
    participants: int | None,
    each: int | None,
    priority: int,
    benefit: int,
) -> None:
    found = course(seed, own_id)
    prices = (found.fixed_per_session, found.price_per_participant)
    assert tuple(p and p.likely for p in prices) == tuple(
        None if k is None else k * 100 for k in (fixed, each)
    )
    assert (found.sessions, found.participants, found.priority, found.benefit) == (
        sessions,
        participants,
        priority,
        benefit,
    )
    assert found.divisible
    assert not found.mandatory


def test_only_the_talent_price_has_a_span_and_comes_from_experience(seed: BaseData) -> None:
    talent = course(seed, "ledertalent")
    assert talent.price_per_participant == Price(3_250_000, 3_000_000, 3_500_000)
    assert (talent.days_per_participant, talent.days_per_mentor) == (Decimal(23), Decimal("3.7"))
    assert talent.estimated == ("participants", "price_per_participant", "status", "priority", "benefit")
    others = [c for c in seed.courses if c.id != "ledertalent"]
    assert {c.price_basis for c in others} == {PriceBasis.ESTIMAT}
    assert talent.price_basis == PriceBasis.ERFARINGSPRIS
    prices = [p for c in others for p in (c.fixed_per_session, c.price_per_participant) if p]
    assert all(p.low is p.high is None for p in prices)


def test_every_price_of_ours_is_marked_as_an_estimate(seed: BaseData) -> None:
    for c in seed.courses:
        given = {
            "sessions": c.sessions,
            "participants": c.participants,
            "fixed_per_session": c.fixed_per_session,
            "price_per_participant": c.price_per_participant,
            "priority": c.priority,
            "benefit": c.benefit or None,
            "status": c.status,
        }
        missing = {name for name, value in given.items() if value is not None} - set(c.estimated)
        assert (c.id, missing) == (c.id, set())


def test_how_far_the_activities_are(seed: BaseData) -> None:
    priced_years = [c for c in seed.courses if c.year in (2023, 2024)]
    exceptions = {c.id: c.status for c in priced_years if c.status != Status.PLANLAGT}
    assert exceptions == {"fyraften-2023": Status.IDE, "ledertalent": Status.FORESLAAET}


def test_kinds_by_year(seed: BaseData) -> None:
    counted = Counter((c.year, c.kind) for c in seed.courses)
    assert counted == {
        (2022, Kind.INITIATIV): 15,
        (2023, Kind.KURSUS): 2,
        (2023, Kind.ARRANGEMENT): 3,
        (2023, Kind.EVALUERING): 1,
        (2023, Kind.TILSKUD): 2,
        (2024, Kind.KURSUS): 3,
        (2024, Kind.FORLOEB): 1,
        (2024, Kind.EVALUERING): 1,
        (2024, Kind.TILSKUD): 2,
    }


def test_what_is_not_priced(seed: BaseData) -> None:
    unpriced = [c.id for c in seed.courses if c.fixed_per_session is c.price_per_participant is None]
    assert unpriced[-3:] == ["arbejdsmiljoedag-2023", "hovedudvalg-temadag-2023", "fyraften-2023"]
    assert {course(seed, own_id).kind for own_id in unpriced[:-3]} == {Kind.INITIATIV}


def test_who_pays(seed: BaseData) -> None:
    paid = {
        c.id: [(x.payer, x.frame, x.share, x.condition, x.answer) for x in seed.lines_of(c.id)]
        for c in seed.courses
    }
    assert paid["ledertalent"] == [
        ("pulje", "kurser", 10_000, "sso_midler", Answer.NEJ),
        ("Social- og sundhedsområdet", None, 10_000, "sso_midler", Answer.JA),
    ]
    assert paid["fyraften-2023"] == [("uafklaret", None, 10_000, None, None)]
    assert paid["arbejdsmiljoedag-2023"] == [("Central konto", None, 10_000, None, None)]
    assert paid["dol-2024"] == [("pulje", "oevrig", 10_000, None, None)]
    assert paid["tryghed-med"] == [("pulje", "kurser", 10_000, None, None)]
    assert all(paid.values())


def test_which_payers_are_our_assumption(seed: BaseData) -> None:
    assumed = {line.course for line in seed.funding if line.estimated}
    marked = {c.id for c in seed.courses if "payer" in c.estimated}
    assert assumed == marked
    assert {line.payer for line in seed.funding if line.estimated} == {
        "pulje",
        "Central konto",
        "Eksisterende budget",
    }
    assert {x.frame for x in seed.funding if x.estimated and x.payer == "pulje"} == {"oevrig"}


def test_the_hr_function_hangs_on_the_coordinator(seed: BaseData) -> None:
    coordinator = (Requirement("hr_koordinator", Answer.JA),)
    by_payer: dict[str, list[Course]] = {}
    for c in seed.courses_of(2022):
        (line,) = seed.lines_of(c.id)
        by_payer.setdefault(line.payer, []).append(c)
    assert {payer: len(courses) for payer, courses in by_payer.items()} == {
        "Eksisterende budget": 5,
        "uafklaret": 10,
    }
    assert all(c.requires == () for c in by_payer["Eksisterende budget"])
    assert [c.requires for c in by_payer["uafklaret"]] == [coordinator] * 8 + [()] * 2
    assert [(c.key, c.answer, c.probability) for c in seed.conditions] == [
        ("sso_midler", Answer.UAFKLARET, None),
        ("hr_koordinator", Answer.UAFKLARET, None),
    ]


def test_what_the_activities_serve(seed: BaseData) -> None:
    served = {c.id: c.strategy for c in seed.courses if c.strategy}
    assert served == {
        "fastholdelse-senior": ("hr-tema-1",),
        "fastholdelse-sygefravaer": ("hr-tema-1",),
        "fastholdelse-boarding": ("hr-tema-1",),
        "ledertalent": ("hr-tema-3",),
    }
    titles = {link.key: link.title for link in seed.strategy}
    assert titles["hr-tema-1"] == "En attraktiv og rummelig arbejdsplads"
    assert "hr-tema-2" not in titles
    assert sum(link.group == "Spor" for link in seed.strategy) == 3


def test_the_scenarios(seed: BaseData) -> None:
    cautious = (("frame.kurser", "75000"),)
    assert [(s.year, s.key, s.baseline, s.answers, s.overrides) for s in seed.scenarios] == [
        (2023, "grundlag", True, (), ()),
        (2023, "forsigtig-laesning", False, (), cautious),
        (2024, "uafklaret", True, (), ()),
        (2024, "sso-betaler", False, (("sso_midler", Answer.JA),), ()),
        (2024, "puljen-betaler", False, (("sso_midler", Answer.NEJ),), ()),
        (2024, "forsigtig-laesning", False, (), cautious),
    ]
    assert {(s.rule, s.version) for s in seed.scenarios} == {(Rule.PRIORITET, 1)}


def test_the_meetings_in_order_and_what_each_treated(seed: BaseData) -> None:
    items = {d.meeting: d for d in seed.items}
    assert [(m.body, m.date, items[m.id].outcome) for m in seed.meetings] == [
        ("Direktionen", dt.date(2021, 5, 5), Outcome.DROEFTET),
        ("Hovedudvalget", dt.date(2021, 5, 17), Outcome.DROEFTET),
        ("Økonomiudvalget", dt.date(2021, 6, 15), Outcome.FORBEREDT),
        ("Kommunalbestyrelsen", dt.date(2021, 6, 22), Outcome.FORBEREDT),
        ("Hovedudvalget", dt.date(2023, 6, 1), Outcome.DROEFTET),
        ("Økonomiudvalget", dt.date(2023, 6, 15), Outcome.DROEFTET),
        ("Direktionen", dt.date(2023, 6, 21), Outcome.DROEFTET),
        ("Direktionen", None, Outcome.FORBEREDT),
        ("Økonomiudvalget", dt.date(2024, 6, 11), Outcome.TAGET_TIL_EFTERRETNING),
        ("Økonomiudvalget", dt.date(2025, 3, 11), Outcome.GODKENDT),
    ]


def test_everything_says_where_it_comes_from(seed: BaseData) -> None:
    named = [
        *(p.source for p in seed.pools),
        *(f.source for f in seed.frames),
        *(c.source for c in seed.courses),
    ]
    named += [*(c.source for c in seed.conditions), *(link.source for link in seed.strategy)]
    sources = [*named, *(m.source for m in seed.meetings), *(d.source for d in seed.items)]
    assert all(s.startswith(("S0", "S1", "S2", "S4", "Vores antagelse")) for s in sources)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the seed to break."""
    return Path(shutil.copytree(SEED, tmp_path / "seed"))


def replace_in(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "place", "message"),
    [
        ("puljer", "300.000", "300.00", "række 2, kolonne »Beløb«", "punktum kan både betyde"),
        ("puljer", "300.000", "-300.000", "række 2, kolonne »Beløb«", "negativt"),
        ("puljer", "300.000", "", "række 2, kolonne »Beløb«", "feltet er tomt"),
        ("puljer", "2022;", "2021;", "række 3, kolonne »År«", "står også i række 2"),
        ("puljer", "2021;", "21;", "række 2, kolonne »År«", "ikke et helt tal fra 1990 til 2100"),
        ("delrammer", "2023;", "2019;", "række 2, kolonne »År«", "der er ingen pulje for 2019"),
        ("delrammer", ";150.000;", ";150.001;", "række 3, kolonne »Beløb«", "større end puljen"),
        ("kurser", ";kursus;", ";foredrag;", "række 17, kolonne »Type«", "Vælg mellem: kursus, forløb"),
        ("kurser", "2023;kursus;", "2023;;", "række 17, kolonne »Type«", "feltet er tomt"),
        ("kurser", ";nej;ja;60;", ";måske;ja;60;", "række 17, kolonne »Bundet«", "hverken ja eller nej"),
        ("kurser", ";2;80;", ";2,5;80;", "række 17, kolonne »Afholdelser«", "ikke et helt tal"),
        ("kurser", ";30.000;35.000;", ";33.000;35.000;", "kolonne »Pris pr. deltager«", "uden for sit spænd"),
        ("kurser", "32.500;30.000", ";30.000", "kolonne »Pris pr. deltager«", "ingen forventet"),
        ("kurser", ";3,7;", ";3.7;", "kolonne »Dagsværk pr. mentor«", "højst to decimaler"),
        ("kurser", "hr_koordinator=ja", "hr_chef=ja", "kolonne »Forudsætter«", "»hr_chef« findes ikke"),
        ("kurser", "hr_koordinator=ja", "hr_koordinator", "kolonne »Forudsætter«", "navn=værdi; navn=værdi"),
        ("kurser", "hr_koordinator=ja", "hr_koordinator=jo", "kolonne »Forudsætter«", "Vælg mellem: ja, nej"),
        ("kurser", ";;;;efterår 2023;", ";;;1.9.23;efterår 2023;", "»Tilmeldingsfrist«", "fire cifre"),
        (
            "kurser",
            ";;;;efterår 2023;",
            ";2-9-2023;1-9-2023;;efterår 2023;",
            "»Slut«",
            "slut ligger før start",
        ),
        ("kurser", "hr-tema-1", "hr-tema-2", "kolonne »Strategi«", "»hr-tema-2« findes ikke"),
        ("kurser", "status, payer", "humør, payer", "kolonne »Skøn«", "»humør« er ikke et felt"),
        ("kurser", "\nhr-velkomst;", "\nhr-lederhjaelp;", "række 3, kolonne »Id«", "står også i række 2"),
        ("kurser", "\nhr-velkomst;", "\n;", "række 3, kolonne »Id«", "feltet er tomt"),
        ("finansiering", "tryghed-med;", "tryghed;", "kolonne »Kursus«", "»tryghed« findes ikke"),
        ("finansiering", "kurser;100", "kursus;100", "kolonne »Delramme«", "»kursus« findes ikke i 2023"),
        ("finansiering", "pulje;kurser;", "pulje;;", "kolonne »Delramme«", "hvilken delramme"),
        ("finansiering", "Central konto;;", "Central konto;kurser;", "»Delramme«", "kun betaleren »pulje«"),
        ("finansiering", ";100;", ";101;", "række 2, kolonne »Andel«", "0 til 100"),
        ("finansiering", ";100;", ";33,333;", "række 2, kolonne »Andel«", "33,33"),
        ("finansiering", ";100;", ";;", "række 2, kolonne »Andel«", "feltet er tomt"),
        ("finansiering", "sso_midler;nej", "sso;nej", "kolonne »Forudsætning«", "»sso« findes ikke"),
        ("finansiering", "sso_midler;nej", "sso_midler;", "kolonne »Svar«", "hører sammen"),
        ("finansiering", "sso_midler;nej", "sso_midler;uafklaret", "kolonne »Svar«", "hverken ja eller nej"),
        ("forudsaetninger", ";uafklaret;", ";tja;", "række 2, kolonne »Svar«", "»tja« er ukendt"),
        ("scenarier", "sso_midler=ja", "sso=ja", "række 5, kolonne »Svar«", "»sso« findes ikke"),
        ("scenarier", "frame.kurser=75000", '"pool=1; pool=2"', "»Ændringer«", "flere gange"),
        ("scenarier", ";prioritet", ";lod", "række 2, kolonne »Regel«", "»lod« er ukendt"),
        ("scenarier", "Grundlag;ja", "Grundlag;nej", "kolonne »Grundscenarie«", "2023 har 0 grundscenarier"),
        ("scenarier", "forsigtig-laesning;2023", "grundlag;2023", "»Nøgle«", "står også i række 2"),
        ("moeder", "05-05-2021", "05-13-2021", "række 2, kolonne »Dato«", "findes ikke i kalenderen"),
        ("beslutninger", ";drøftet;", ";vedtaget;", "række 2, kolonne »Udfald«", "»vedtaget« er ukendt"),
        ("beslutninger", ";hovedudvalget-2021-05-17;", ";hu;", "kolonne »Møde«", "»hu« findes ikke"),
        ("beslutninger", ";ledertalent;", ";talent;", "kolonne »Kurser«", "»talent« findes ikke"),
        ("strategi", "spor-2;", "spor-1;", "kolonne »Nøgle«", "står også i række"),
    ],
)
def test_a_fault_is_told_with_file_row_column_and_what_to_do(
    folder: Path, file: str, old: str, new: str, place: str, message: str
) -> None:
    replace_in(folder / f"{file}.csv", old, new)
    with pytest.raises(SeedError) as failed:
        read_seed(folder)
    told = [fault for fault in failed.value.faults if place in fault and message in fault]
    assert told, failed.value.faults
    assert told[0].startswith(f"{file}.csv, række ")
    assert told[0] in str(failed.value)


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    replace_in(folder / "puljer.csv", "300.000", "mange")
    replace_in(folder / "kurser.csv", ";kursus;", ";foredrag;")
    replace_in(folder / "kurser.csv", "25.000;", "25.00;")
    replace_in(folder / "finansiering.csv", "tryghed-med;", "tryghed;")
    replace_in(folder / "moeder.csv", "05-05-2021", "i maj")
    with pytest.raises(SeedError) as failed:
        read_seed(folder)
    files = Counter(fault.split(",")[0] for fault in failed.value.faults)
    assert files["kurser.csv"] == 2
    assert set(files) >= {"puljer.csv", "kurser.csv", "finansiering.csv", "moeder.csv"}


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("År;Beløb", "År;Penge", "overskriften Beløb mangler"),
        ("År;Beløb", "År;Penge", "overskriften Penge er ukendt"),
        ("Beløb;Kilde", "Beløb;Beløb", "overskriften Beløb står flere gange"),
        ("2021;", "2021;9;", "5 felter, men 4 overskrifter"),
        ("2021;", '"2021;', "kan ikke læses. Tjek anførselstegnene"),
    ],
)
def test_a_file_of_another_shape_is_told(folder: Path, old: str, new: str, message: str) -> None:
    replace_in(folder / "puljer.csv", old, new)
    with pytest.raises(SeedError, match=message):
        read_seed(folder)


def test_a_file_in_another_encoding_is_told(folder: Path) -> None:
    file = folder / "puljer.csv"
    file.write_bytes(file.read_text(encoding="utf-8").encode("cp1252"))
    with pytest.raises(SeedError, match=r"puljer\.csv: filen er ikke gemt som UTF-8"):
        read_seed(folder)


def test_a_missing_file_is_told_but_for_those_the_workbook_lacks(folder: Path) -> None:
    (folder / "puljer.csv").unlink()
    with pytest.raises(SeedError, match=r"puljer\.csv: filen findes ikke"):
        read_seed(folder)
    shutil.copy(SEED / "puljer.csv", folder)
    for name in ("moeder", "beslutninger"):
        (folder / f"{name}.csv").unlink()
    assert read_seed(folder).items == ()


def test_a_byte_order_mark_empty_rows_and_windows_line_ends_do_no_harm(folder: Path, seed: BaseData) -> None:
    for file in folder.glob("*.csv"):
        text = file.read_text(encoding="utf-8").replace("\n", "\r\n;;\r\n\r\n", 3)
        file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert read_seed(folder) == seed


def test_a_share_of_a_third_and_the_columns_in_another_order(folder: Path) -> None:
    (folder / "finansiering.csv").write_text(
        "Skøn;Svar;Forudsætning;Andel;Delramme;Betaler;Kursus\n;;;33,33;;Region Øst;tryghed-med\n",
        encoding="utf-8",
    )
    assert read_seed(folder).funding == (FundingLine("tryghed-med", "Region Øst", None, 3_333),)


def test_shares_that_do_not_add_up_are_for_the_engine_to_tell(folder: Path) -> None:
    replace_in(folder / "finansiering.csv", "tryghed-med;pulje;kurser;100", "tryghed-med;pulje;kurser;90")
    assert 9_000 in {line.share for line in read_seed(folder).funding}
