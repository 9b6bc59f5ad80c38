from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import MISSING, fields, replace
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lederpulje.errors import BaseDataRefused, DatabaseExists
from lederpulje.model import (
    AgendaItem,
    Answer,
    BaseData,
    CancelStep,
    Condition,
    Course,
    Frame,
    FundingLine,
    Kind,
    Meeting,
    Pool,
    Post,
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
from lederpulje.store import Store, create_database, open_for_reading, open_store
from tests.store.programs import draft, files_beside, kept, run, small_base
from tests.strategies import cases

FULL_COURSE = Course(
    id="æ-1",
    year=2024,
    kind=Kind.FORLOEB,
    title="Titel med ; = ' \" og\nny linje",
    theme="tema",
    audience="målgruppe",
    provider="udbyder",
    status=Status.BESTILT,
    priority=3,
    mandatory=True,
    divisible=False,
    benefit=99,
    sessions=2,
    participants=30,
    min_billed=12,
    fixed_per_session=Price(2_000_001, 1_999_999, 9_007_199_254_740_993),
    price_per_participant=Price(35_000, None, 35_000),
    price_basis=PriceBasis.TILBUD,
    days_per_participant=Decimal("23.25"),
    days_per_mentor=Decimal("3.7"),
    requires=(Requirement("a", Answer.JA), Requirement("b", Answer.NEJ)),
    start=dt.date(2024, 2, 1),
    end=dt.date(2024, 2, 29),
    deadline=dt.date(2024, 1, 2),
    period="forår",
    strategy=("spor-1", "spor-2"),
    source="S0",
    estimated=("sessions", "benefit"),
    seats=30,
    waiting=4,
    place="Kulturhuset",
    account="1234-5678",
    vat=Vat.MED,
    contact="HR-konsulent",
    evaluation=Decimal("4.25"),
    evaluation_later=Decimal("3.90"),
    used=Used.DELVIST,
    committed=5,
    spent=6,
    cancellation=(CancelStep(60, share=2_500), CancelStep(14, amount=7)),
)
FULL_POST = Post("p1", dt.date(2024, 3, 1), "Faktura", "1234-5678", -150, "k1", "poster.csv")
FULL_DECISION = AgendaItem(
    id="b1",
    meeting="m1",
    heading="Overskrift",
    presentation="Sagen",
    recommendation="Indstilles",
    decision="Besluttet",
    item_no="3",
    case_no="81.00.00-G01-12-17",
    follow_up="HR",
    deadline=dt.date(2024, 5, 25),
    year=2024,
    courses=("k1", "k2"),
    source="S2",
    summary="Kort",
    dissent="Et medlem",
    conflict="Næstformanden",
    closed=True,
    appendices="Et\nTo",
    scenarios=("uafklaret", "puljen-betaler"),
    case="sag",
    refers=4,
    news="Prisen",
)


def test_the_seed_comes_back_as_it_went_in(database: Path, seed: BaseData) -> None:
    with open_store(database) as store:
        assert store.base_data() == kept(seed)
        assert (store.source, store.data_version) == ("database", 1)


def test_the_seed_leaves_no_list_empty(seed: BaseData) -> None:
    """Else the round trip above would prove nothing about that list."""
    assert [f.name for f in fields(BaseData) if f.compare and not getattr(seed, f.name)] == ["posts"]


@pytest.mark.parametrize("value", [FULL_COURSE, FULL_DECISION, FULL_POST], ids=["course", "decision", "post"])
def test_the_full_values_leave_no_field_at_its_default(value: Course | AgendaItem | Post) -> None:
    at_default = [
        f.name for f in fields(value) if f.default is not MISSING and getattr(value, f.name) == f.default
    ]
    assert at_default == (["outcome"] if isinstance(value, AgendaItem) else [])  # treated: an entry instead


def test_every_field_survives(tmp_path: Path) -> None:
    base = BaseData(
        pools=(Pool(2024, 1, "kilde", True, -5), Pool(2023, 0)),
        frames=(Frame(2024, "b", "B", 2, "kilde", True, 7), Frame(2024, "a", "A", 0)),
        courses=(FULL_COURSE,),
        funding=(
            FundingLine("æ-1", "pulje", "b", 3_333, "a", Answer.JA, True),
            FundingLine("x", "y", None, 0, fund=True),
        ),
        conditions=(Condition("a", "A?", Answer.NEJ, 2_500, "kilde"), Condition("b", "B?")),
        scenarios=(
            Scenario(
                "s",
                2024,
                "Navn",
                True,
                (("a", Answer.JA), ("b", Answer.UAFKLARET)),
                (("æ-1.payer", "En; anden=betaler"), ("pool", "1.000,50")),
                Rule.OPTIMAL,
            ),
        ),
        strategy=(StrategyLink("spor-1", "Spor", "Et", "S1"),),
        meetings=(
            Meeting("m1", "Direktionen", dt.date(2024, 4, 28), "note", "S2", "Salen", "a", "b", "c"),
            Meeting("m2", "HU", None),
        ),
        items=(FULL_DECISION,),
        posts=(FULL_POST,),
    )
    create_database(tmp_path / "x.duckdb", base)
    with open_store(tmp_path / "x.duckdb") as store:
        assert store.base_data() == base


@settings(max_examples=25)
@given(cases())
def test_any_sound_base_data_come_back_as_they_went_in(
    shared_store: Store, case: tuple[BaseData, Scenario]
) -> None:
    base, scenario = case
    before = shared_store.base_data()
    saved = shared_store.save_base_data(replace(base, scenarios=(scenario,)))
    assert (saved is before) == (saved == before)  # else read anew from the database
    (stored,) = saved.scenarios
    assert replace(saved, scenarios=(), data_version=1) == base
    assert replace(stored, version=1) == scenario


def test_a_database_may_be_empty(tmp_path: Path) -> None:
    create_database(tmp_path / "x.duckdb", BaseData())
    with open_for_reading(tmp_path / "x.duckdb") as store:
        assert store.base_data() == BaseData()


def test_base_data_are_read_once_a_version(database: Path) -> None:
    with open_store(database) as store:
        first = store.base_data()
        assert store.base_data() is first
        store.save_draft(draft())
        assert store.base_data() is first
        store.save_base_data(small_base())
        assert store.base_data() is not first


def test_saving_replaces_all_but_the_agenda_and_counts_the_version(database: Path, seed: BaseData) -> None:
    with open_store(database) as store:
        saved = store.save_base_data(small_base())
        agenda = kept(seed)
        assert saved == replace(small_base(), meetings=agenda.meetings, items=agenda.items, data_version=2)
        assert store.base_data() == saved
    with open_store(database) as store:
        assert store.base_data() == saved


def test_saving_what_is_there_already_writes_nothing(database: Path, seed: BaseData) -> None:
    with open_store(database) as store:
        witness = (database.parent / f"{database.name}.witness").read_text()
        assert store.save_base_data(seed) == kept(seed)
        assert store.data_version == 1
        assert (database.parent / f"{database.name}.witness").read_text() == witness


@pytest.mark.parametrize("change", ["order", "one øre"])
def test_saving_sees_small_differences(database: Path, seed: BaseData, change: str) -> None:
    courses = seed.courses[::-1] if change == "order" else seed.courses
    pools = (
        (replace(seed.pools[0], amount=seed.pools[0].amount + 1), *seed.pools[1:])
        if change == "one øre"
        else seed.pools
    )
    with open_store(database) as store:
        saved = store.save_base_data(replace(seed, courses=courses, pools=pools))
        assert (saved.courses, saved.pools, saved.data_version) == (courses, pools, 2)


def test_a_changed_scenario_is_a_new_version_and_the_old_one_stays(tmp_path: Path) -> None:
    base = small_base()
    (first,) = base.scenarios
    changed = replace(first, overrides=(("frame.kurser", "75000"),))
    create_database(tmp_path / "x.duckdb", base)
    with open_store(tmp_path / "x.duckdb") as store:
        assert store.save_base_data(replace(base, scenarios=(changed,))).scenarios == (
            replace(changed, version=2),
        )
        assert store.save_base_data(replace(base, scenarios=())).scenarios == ()
        assert store.save_base_data(replace(base, scenarios=(changed,))).scenarios == (
            replace(changed, version=2),
        )
        assert store.save_base_data(base).scenarios == (replace(first, version=3),)
    printed = run(
        "import duckdb, sys; print(duckdb.connect(sys.argv[1]).execute("
        "'SELECT version, len(overrides) FROM scenarios ORDER BY version').fetchall())",
        str(tmp_path / "x.duckdb"),
    )
    assert printed == "[(1, 0), (2, 1), (3, 0)]"


def test_the_same_key_may_stand_in_two_years_but_not_twice_in_one(tmp_path: Path) -> None:
    base = small_base()
    (scenario,) = base.scenarios
    create_database(tmp_path / "x.duckdb", base)
    with open_store(tmp_path / "x.duckdb") as store:
        both = (scenario, replace(scenario, year=2023))
        assert store.save_base_data(replace(base, scenarios=both)).scenarios == both
        with pytest.raises(BaseDataRefused, match="Scenarier"):
            store.save_base_data(replace(base, scenarios=(scenario, replace(scenario, name="Et andet"))))
        assert store.base_data().scenarios == both


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An open store for saves that are all refused."""
    path = tmp_path_factory.mktemp("small") / "x.duckdb"
    create_database(path, small_base())
    with open_store(path) as store:
        yield store


BROKEN_COURSES = {
    "year": {"year": 1989},
    "kind": {"kind": "seminar"},
    "title": {"title": ""},
    "status": {"status": "glemt"},
    "priority": {"priority": 0},
    "benefit": {"benefit": 101},
    "sessions": {"sessions": -1},
    "participants": {"participants": -1},
    "min_billed": {"min_billed": -1},
    "price below zero": {"price_per_participant": Price(-1)},
    "low above likely": {"price_per_participant": Price(10, 11)},
    "high below likely": {"fixed_per_session": Price(10, None, 9)},
    "price beyond 64 bits": {"fixed_per_session": Price(10**19)},
    "basis": {"price_basis": "rygte"},
    "days": {"days_per_participant": Decimal(-1)},
    "days beyond the column": {"days_per_mentor": Decimal(10_000)},
    "end before start": {"start": dt.date(2024, 2, 2), "end": dt.date(2024, 2, 1)},
    "required answer": {"requires": (Requirement("a", Answer.UAFKLARET),)},
}


@pytest.mark.parametrize("change", BROKEN_COURSES.values(), ids=BROKEN_COURSES)
def test_the_schema_refuses_a_broken_course(small_store: Store, change: dict[str, object]) -> None:
    refused_in(small_store, "Kurser", courses=(replace(small_base().courses[0], **change),))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("sheet", "name", "values"),
    [
        ("Puljer", "pools", (Pool(2024, -1),)),
        ("Puljer", "pools", (Pool(2024, 1), Pool(2024, 2))),
        ("Delrammer", "frames", (Frame(2024, "a", "A", -1),)),
        ("Delrammer", "frames", (Frame(2024, "a", "A", 1), Frame(2024, "a", "B", 1))),
        ("Kurser", "courses", small_base().courses * 2),
        ("Finansiering", "funding", (FundingLine("k1", "x", None, -1),)),
        ("Finansiering", "funding", (FundingLine("k1", "x", None, 10_001),)),
        ("Finansiering", "funding", (FundingLine("k1", "pulje", None, 1),)),
        ("Finansiering", "funding", (FundingLine("k1", "region", "kurser", 1),)),
        ("Finansiering", "funding", (FundingLine("k1", "x", None, 1, "a", None),)),
        ("Finansiering", "funding", (FundingLine("k1", "x", None, 1, "a", Answer.UAFKLARET),)),
        ("Forudsætninger", "conditions", (Condition("a", "A?", probability=10_001),)),
        ("Forudsætninger", "conditions", (Condition("a", "A?"), Condition("a", "B?"))),
        ("Scenarier", "scenarios", (Scenario("s", 2024, ""),)),
        ("Strategi", "strategy", (StrategyLink("", "g", "t"),)),
    ],
)
def test_the_schema_refuses_broken_rows(small_store: Store, sheet: str, name: str, values: object) -> None:
    refused_in(small_store, sheet, **{name: values})


def test_no_database_is_made_with_broken_rows(tmp_path: Path) -> None:
    broken = replace(small_base(), strategy=(StrategyLink("", "g", "t"),))
    with pytest.raises(BaseDataRefused, match="en række i Strategi bryder"):
        create_database(tmp_path / "broken.duckdb", broken)
    assert files_beside(tmp_path / "broken.duckdb") == {}


@pytest.mark.parametrize(
    ("sheet", "name", "value"),
    [
        ("Møder", "meetings", Meeting("m", "", None)),
        ("Beslutninger", "items", replace(FULL_DECISION, outcome="genoptaget")),  # type: ignore[arg-type]
        ("Beslutninger", "items", replace(FULL_DECISION, year=1989)),
    ],
)
def test_the_schema_refuses_a_broken_agenda(tmp_path: Path, sheet: str, name: str, value: object) -> None:
    with pytest.raises(BaseDataRefused, match=f"en række i {sheet} bryder"):
        create_database(tmp_path / "x.duckdb", replace(small_base(), **{name: (value,)}))  # type: ignore[arg-type]
    assert files_beside(tmp_path / "x.duckdb") == {}


def refused_in(store: Store, sheet: str, **change: object) -> None:
    """Saving refuses, names the list, and changes nothing, so that one store does for all."""
    with pytest.raises(BaseDataRefused, match=f"en række i {sheet} bryder") as refused:
        store.save_base_data(replace(small_base(), **change))  # type: ignore[arg-type]
    assert refused.value.sheet == sheet
    assert store.base_data() == small_base()
    assert store.data_version == 1


def test_a_draft_is_found_by_either_id_and_replaced_by_its_own(database: Path) -> None:
    with open_store(database) as store:
        assert store.draft("kladde-1") is None
        store.save_draft(draft(1, "3"))
        store.save_draft(draft(2, "4"))
        store.save_draft(draft(1, "5"))
        assert store.draft("kladde-1") == store.draft("del-1") == draft(1, "5")
    with open_store(database) as store:
        assert store.draft("kladde-1") == store.draft("del-1") == draft(1, "5")
        assert store.draft("kladde-2") == draft(2, "4")
        assert store.draft("' OR 1=1 --") is None


def test_saving_the_same_draft_again_writes_nothing(database: Path) -> None:
    witness = database.with_name(f"{database.name}.witness")
    with open_store(database) as store:
        store.save_draft(draft())
        seen = witness.read_bytes()
        store.save_draft(draft())
        assert witness.read_bytes() == seen
        store.save_draft(draft(participants="4"))
        assert witness.read_bytes() != seen


def test_a_draft_whose_share_id_changed_is_not_found_by_the_old_one(database: Path) -> None:
    with open_store(database) as store:
        store.save_draft(draft())
        store.save_draft(replace(draft(), share_id="ny"))
        assert store.draft("del-1") is None
        assert store.draft("ny") == replace(draft(), share_id="ny")


def test_a_draft_keeps_when_it_was_made_and_notes_when_it_was_changed(database: Path) -> None:
    with open_store(database) as store:
        store.save_draft(draft(1, "3"))
        store.save_draft(draft(1, "4"))
    printed = run(
        "import duckdb, sys; print(*duckdb.connect(sys.argv[1]).execute("
        "'SELECT created_at, updated_at FROM drafts').fetchone())",
        str(database),
    )
    created, updated = (dt.datetime.fromisoformat(text) for text in printed.split())
    assert created < updated
    assert created.utcoffset() in (dt.timedelta(hours=1), dt.timedelta(hours=2))


@settings(max_examples=25)
@given(st.lists(st.tuples(st.text("abc=; \n'", min_size=1), st.text(max_size=20)), max_size=4))
def test_any_text_in_overrides_survives(shared_store: Store, pairs: list[tuple[str, str]]) -> None:
    shared_store.save_draft(replace(draft(), overrides=tuple(pairs)))
    shared_store._drafts.clear()  # memory would answer for the database
    assert shared_store.draft("kladde-1") == replace(draft(), overrides=tuple(pairs))


def test_a_draft_that_breaks_the_rules_is_refused_and_the_next_one_saved(database: Path) -> None:
    with open_store(database) as store:
        store.save_draft(draft(1))
        for broken in (
            replace(draft(2), share_id="del-1"),
            replace(draft(2), id="del-2"),
            replace(draft(2), year=0),
        ):
            with pytest.raises(duckdb.ConstraintException):
                store.save_draft(broken)
        store.save_draft(draft(2))
        assert (store.draft("del-1"), store.draft("del-2")) == (draft(1), draft(2))
    with open_store(database) as store:
        assert (store.draft("del-1"), store.draft("del-2")) == (draft(1), draft(2))


def test_threads_get_their_own_rows(database: Path, seed: BaseData) -> None:
    """Eight threads read and write at once; each finds what it wrote, and the base data whole."""
    with open_store(database) as store:

        def work(thread: int) -> list[bool]:
            return [save_and_find(thread * 100 + i) for i in range(12)]

        def save_and_find(number: int) -> bool:
            store.save_draft(draft(number, str(number)))
            store._drafts.clear()  # memory would answer for the database
            return store.draft(f"del-{number}") == draft(number, str(number)) and store.base_data() == kept(
                seed
            )

        with ThreadPoolExecutor(8) as pool:
            answers = [answer for thread in pool.map(work, range(8)) for answer in thread]
    assert answers == [True] * 96


def test_threads_that_save_at_once_each_get_a_version_of_their_own(database: Path) -> None:
    with open_store(database) as store, ThreadPoolExecutor(6) as pool:
        bases = [replace(small_base(), pools=(Pool(2024, 1_000 + i),)) for i in range(6)]
        versions = [saved.data_version for saved in pool.map(store.save_base_data, bases)]
    assert sorted(versions) == [2, 3, 4, 5, 6, 7]


def test_a_store_opened_for_reading_refuses_to_write(database: Path, seed: BaseData) -> None:
    with open_for_reading(database) as store:
        with pytest.raises(RuntimeError, match="opened for reading"):
            store.save_draft(draft())
        with pytest.raises(RuntimeError, match="opened for reading"):
            store.save_base_data(seed)


def test_a_database_is_never_made_over_another(database: Path) -> None:
    before = files_beside(database)
    with pytest.raises(DatabaseExists, match="findes allerede og er ikke ændret"):
        create_database(database, small_base())
    assert files_beside(database) == before


def test_a_database_is_not_made_beside_another_ones_log(tmp_path: Path) -> None:
    """DuckDB would read the old log into the new database, or throw the old changes away."""
    log = tmp_path / "x.duckdb.wal"
    log.write_bytes(b"changes of a database that was moved")
    with pytest.raises(DatabaseExists, match=r"x\.duckdb\.wal"):
        create_database(tmp_path / "x.duckdb", small_base())
    assert files_beside(log) == {log.name: log.read_bytes()}


def test_what_an_interrupted_creation_left_behind_is_no_hindrance(tmp_path: Path) -> None:
    for name in ("x.duckdb.ny", "x.duckdb.ny.wal", "x.duckdb.witness", "x.duckdb.snapshot"):
        (tmp_path / name).write_bytes(b"half")
    create_database(tmp_path / "x.duckdb", small_base())
    names = sorted(files_beside(tmp_path / "x.duckdb"))
    assert names == [f"x.duckdb{suffix}" for suffix in ("", ".lock", ".snapshot", ".witness")]
    with open_store(tmp_path / "x.duckdb") as store:
        assert store.base_data() == small_base()


def test_a_name_with_quotes_and_a_new_folder_will_do(tmp_path: Path) -> None:
    path = tmp_path / "ny mappe" / "l'e\"d.duckdb"
    create_database(path, small_base())
    with open_store(path) as store:
        assert store.base_data() == small_base()


def test_closing_twice_is_fine_and_leaves_no_log(database: Path) -> None:
    store = open_store(database)
    store.save_draft(draft())
    store.close()
    store.close()
    names = sorted(files_beside(database))
    assert names == [f"{database.name}{suffix}" for suffix in ("", ".lock", ".snapshot", ".witness")]
