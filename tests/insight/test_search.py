"""Søgning i beslutninger: beside each query the decisions it finds, best first. Read it as examples."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lederpulje.insight import search_index
from lederpulje.insight.search import Document, Hit, Index
from lederpulje.store import read_seed

SEED = Path(__file__).resolve().parents[2] / "data" / "seed"


def written(
    key: str,
    body: str,
    date: dt.date | None,
    status: str,
    heading: str,
    *texts: str,
    courses: tuple[str, ...] = (),
) -> Document:
    """A decision of our own in the style of the sources; an id's title is the id with a capital."""
    years = (date.year,) if date else ()
    return Document(
        key, heading, texts, body, date, years, courses, tuple(c.capitalize() for c in courses), status
    )


WRITTEN = (
    written(
        "koncept-godkendt", "Direktionen", dt.date(2024, 3, 6), "godkendt",
        "Ledertalentkoncept 2024: afprøvning på social- og sundhedsområdet",
        "Det indstilles, at direktionen bevilger 107.000 kr. fra lederudviklingspuljen til fire pladser.",
        "Godkendt. HR og social- og sundhedsområdet udvikler konceptet sammen.",
        courses=("ledertalent",),
    ),
    written(
        "koncept-udsat", "Direktionen", dt.date(2024, 2, 7), "udsat",
        "Talenter i ledelse: pris og antal pladser",
        "Prisen er 30.000-35.000 kr. pr. plads og afhænger af det endelige antal deltagere.",
        "Udsat til næste møde. Sagen genoptages, når antallet er kendt.",
    ),
    written(
        "kriterier-genoptaget", "Direktionen", dt.date(2020, 5, 4), "godkendt",
        "Genoptagelse: kriterier for udvælgelse til Talent Nord",
        "Sagsnr. 81.00.00-G01-12-17. Sagen blev behandlet den 28. april 2020, punkt 3.",
        "Kriterierne blev godkendt. Direktørerne melder deltagere ind til HR senest 25-05-2020.",
    ),
    written(
        "med-uddannelse", "Hovedudvalget", dt.date(2023, 9, 14), "drøftet",
        "Genopfriskning af MED-aftalen",
        "MED-udvalgene inviteres til en formiddag om et stærkt samarbejde. TR og AMR deltager.",
    ),
    written(
        "sygefravaer", "Hovedudvalget", dt.date(2024, 4, 11), "taget til efterretning",
        "Sygefraværet i 1. kvartal",
        "Lederne får råd til de svære samtaler. Kurset i håndtering af sygefravær holdes på to datoer.",
        courses=("fastholdelse-sygefravaer",),
    ),
    written(
        "evaluering", "Direktionen", dt.date(2023, 11, 22), "godkendt med ændring",
        "Ledelsesevaluering hvert andet år",
        "Der afsættes 55.000 kr. Lederevalueringerne følges op af en samtale med nærmeste leder.",
        "Godkendt med den ændring, at spørgsmålene om arbejdsmiljøet udgår.",
    ),
    written(
        "dol-tilskud", "Økonomiudvalget", dt.date(2024, 1, 16), "ikke godkendt",
        "Tilskud til DOL-moduler",
        "Fem ledere søger tilskud til Den Offentlige Lederuddannelse (DOL), 11.500 kr. pr. modul, i alt 57.500 kr.",
        "Ikke godkendt. Udvalget henviser til lederuddannelserne på idéplan for 2025.",
    ),
    written(
        "aarsmoede", "Direktionen", dt.date(2022, 1, 12), "godkendt",
        "Ledernes årsmøde",
        "Årsmødet holdes i Æblegården. Økonomi: 48.250,50 kr., der betales af arrangementspuljen.",
    ),
    written(
        "senior", "Hovedudvalget", dt.date(2024, 5, 23), "drøftet",
        "Generations- og seniorordninger",
        "Ny retningslinje om seniorer. Fast\u00adholdelse af erfarne medarbejdere kræver on-boarding og offboarding.",
    ),
    written(
        "enorm", "Kommunalbestyrelsen", None, "forberedt",
        "<b>Indsat fra Word</b>",
        "<script>alert('hej')</script> =SUM(A1) \x00\x07 😀 " + "fyldord " * 12_000 + "nålen",
    ),
)  # fmt: skip


def seed_documents() -> tuple[Document, ...]:
    """The decisions of the seed; their keys as they are there."""
    base = read_seed(SEED)
    meetings, titles = {m.id: m for m in base.meetings}, {c.id: c.title for c in base.courses}
    return tuple(
        Document(
            i.id,
            i.heading,
            (i.presentation, i.recommendation, i.decision),
            meetings[i.meeting].body,
            meetings[i.meeting].date,
            (i.year,) if i.year else (),
            i.courses,
            tuple(titles[c] for c in i.courses),
            i.outcome.value,
        )
        for i in base.items
    )


DOCUMENTS = (*seed_documents(), *WRITTEN)
INDEX = Index(DOCUMENTS)


def keys(hits: tuple[Hit, ...]) -> list[str]:
    return [hit.document.key for hit in hits]


def shown(parts: tuple[tuple[str, bool], ...]) -> str:
    """Parts as one text, what was matched in brackets."""
    return "".join(f"[{part}]" if mark else part for part, mark in parts)


GOLDEN = {
    "tryghed": "tryghed-hovedudvalget puljens-brug-direktionen puljens-brug-oplaeg",
    "psykologisk tryghed": "tryghed-hovedudvalget puljens-brug-direktionen puljens-brug-oplaeg",
    "trygheden i MED": "tryghed-hovedudvalget puljens-brug-direktionen puljens-brug-oplaeg",
    "talent": (
        "kriterier-genoptaget koncept-udsat koncept-godkendt ledertalent-oekonomiudvalget puljens-brug-"
        "direktionen puljens-brug-oplaeg"
    ),
    "talenter": (
        "koncept-udsat kriterier-genoptaget koncept-godkendt ledertalent-oekonomiudvalget puljens-brug-"
        "direktionen puljens-brug-oplaeg"
    ),
    "ledertalenter": (
        "koncept-godkendt ledertalent-oekonomiudvalget puljens-brug-direktionen puljens-brug-oplaeg"
    ),
    "aarsmoede": "aarsmoede",
    "årsmøde": "aarsmoede",
    "arsmode": "aarsmoede",
    "æblegaarden": "aarsmoede",
    "Økonomiudvalget": (
        "sammen-om-ledelse ledelsesudvikling-orientering dol-tilskud ledertalent-oekonomiudvalget hr-"
        "analyse-oekonomiudvalget hr-analyse-hovedudvalget"
    ),
    "oekonomiudvalg": (
        "sammen-om-ledelse ledelsesudvikling-orientering dol-tilskud ledertalent-oekonomiudvalget hr-"
        "analyse-oekonomiudvalget hr-analyse-hovedudvalget"
    ),
    "okonomiudvalget": (
        "sammen-om-ledelse ledelsesudvikling-orientering dol-tilskud ledertalent-oekonomiudvalget hr-"
        "analyse-oekonomiudvalget hr-analyse-hovedudvalget"
    ),
    "ØU": (
        "sammen-om-ledelse ledelsesudvikling-orientering dol-tilskud ledertalent-oekonomiudvalget hr-"
        "analyse-oekonomiudvalget"
    ),
    "MED": "med-uddannelse tryghed-hovedudvalget puljens-brug-direktionen puljens-brug-oplaeg",
    "med": "med-uddannelse tryghed-hovedudvalget puljens-brug-direktionen puljens-brug-oplaeg evaluering",
    "MED-aftalen": "med-uddannelse",
    "DOL": "dol-tilskud",
    "TR": "med-uddannelse",
    "HR budgetanalyse": (
        "hr-analyse-kommunalbestyrelsen hr-analyse-oekonomiudvalget hr-analyse-hovedudvalget hr-analyse-"
        "direktionen"
    ),
    "hr-budgetanalyser": (
        "hr-analyse-kommunalbestyrelsen hr-analyse-oekonomiudvalget hr-analyse-hovedudvalget hr-analyse-"
        "direktionen"
    ),
    "budget 2022": "hr-analyse-kommunalbestyrelsen",
    "107.000": "koncept-godkendt",
    "107000": "koncept-godkendt",
    "107 000 kr.": "koncept-godkendt",
    "57.500": "dol-tilskud",
    "48250,50": "aarsmoede",
    "35.000 kr.": "koncept-udsat",
    "81.00.00-G01-12-17": "kriterier-genoptaget",
    "81.00.00": "kriterier-genoptaget",
    "21. juni 2023": "puljens-brug-direktionen",
    "21-06-2023": "puljens-brug-direktionen",
    "21/6 2023": "puljens-brug-direktionen",
    "2023-06-21": "puljens-brug-direktionen",
    "juni 2023": "puljens-brug-direktionen ledertalent-oekonomiudvalget tryghed-hovedudvalget",
    "4. maj": "kriterier-genoptaget",
    "28. april 2020": "kriterier-genoptaget",
    "25. maj 2020": "kriterier-genoptaget",
    "2021": (
        "hr-analyse-kommunalbestyrelsen hr-analyse-oekonomiudvalget hr-analyse-hovedudvalget hr-analyse-"
        "direktionen"
    ),
    "fastholdelse": (
        "puljens-brug-direktionen puljens-brug-oplaeg sygefravaer senior ledertalent-oekonomiudvalget"
    ),
    "fastholde seniorer": "puljens-brug-direktionen puljens-brug-oplaeg senior",
    "onboarding": "senior",
    "sygefravær": "sygefravaer puljens-brug-direktionen puljens-brug-oplaeg",
    "sygefraværets": "sygefravaer puljens-brug-direktionen puljens-brug-oplaeg",
    "fravær": "sygefravaer puljens-brug-direktionen puljens-brug-oplaeg",
    "evalueringer": "evaluering",
    "ledelsesevaluering": "evaluering",
    "lederevaluering": "evaluering",
    "ikke godkendt": "dol-tilskud",
    '"godkendt med"': "evaluering",
    "udsat": "koncept-udsat",
    "udsættes": "koncept-udsat",
    "genoptaget": "kriterier-genoptaget koncept-udsat",
    "genoptagelse": "kriterier-genoptaget koncept-udsat",
    "idé": "dol-tilskud",
    "ideplan": "dol-tilskud",
    "arbejdsmiljø": "puljens-brug-direktionen puljens-brug-oplaeg tryghed-hovedudvalget evaluering",
    "leder": (
        "sammen-om-ledelse koncept-udsat aarsmoede koncept-godkendt ledertalent-oekonomiudvalget "
        "puljens-brug-direktionen puljens-brug-oplaeg evaluering sygefravaer dol-tilskud"
    ),
    "lederuddannelse": "dol-tilskud",
    '"den 28. april"': "kriterier-genoptaget",
    '"april den 28"': "",
    "»psykologisk tryghed«": "tryghed-hovedudvalget puljens-brug-direktionen puljens-brug-oplaeg",
    "tilskud moduler": "dol-tilskud",
    "social- og sundhedsområdet": "koncept-godkendt",
    "nålen": "enorm",
    "samarbejdsaftale": "med-uddannelse",
    "script alert": "enorm",
    "§ 17": "hr-analyse-hovedudvalget ledertalent-oekonomiudvalget kriterier-genoptaget",
    "rekruttering/fastholdelse": "ledertalent-oekonomiudvalget",
}


@pytest.mark.parametrize("query", GOLDEN)
def test_a_query_finds_these_decisions_in_this_order(query: str) -> None:
    hits = INDEX.find(query)
    assert " ".join(keys(hits)) == GOLDEN[query]
    assert all(hit.complete for hit in hits)


PARTIAL = {  # query: what the best one lacks, and which they are
    "talent vismandsråd": ("vismandsråd", "kriterier-genoptaget koncept-udsat koncept-godkendt"),
    "Kursuscenter budgetanalysen i hovedudvalget": ("Kursuscenter", "hr-analyse-hovedudvalget"),
    "tilskud til jordbærplukning": ("jordbærplukning", "dol-tilskud"),
}


@pytest.mark.parametrize("query", PARTIAL)
def test_where_nothing_holds_all_words_the_best_of_some_say_what_they_lack(query: str) -> None:
    missing, expected = PARTIAL[query]
    hits = INDEX.find(query)
    assert keys(hits)[: len(expected.split())] == expected.split()
    assert not hits[0].complete
    assert hits[0].missing == (missing,)


NOTHING = [
    "???",
    "§",
    "😀",
    "qwertyuiop",
    '""',
    "107.001",
    "31-12-1999",
    '"april den 28"',
    "*",
    "\x00\x00",
    "%_",
]


@pytest.mark.parametrize("query", NOTHING)
def test_what_stands_nowhere_is_not_found(query: str) -> None:
    assert INDEX.find(query) == ()


@pytest.mark.parametrize(
    "query",
    [
        "a" * 100_000, "tryghed " * 20_000, "-".join(["tryghed"] * 5_000), '"' * 999, '"' + "ø" * 9_999, "(((((",
        "[a-z]+(?:", "\\", "\x00tryghed\ud800", "1." * 5_000, "1.000" * 5_000, "<b>" * 999, "a\u0301" * 9_999,
        "'; DROP TABLE meetings; --", "{{ 7 * 7 }}", "\u202etryghed", "٣٤٥", "²³", "ﬁ", "İ", "ẞ",
    ],
    ids=range(21),
)  # fmt: skip
def test_no_query_is_too_strange(query: str) -> None:
    """Whatever is pasted into the field is looked for, and what is found can be shown."""
    for hit in INDEX.find(query):
        assert hit.document in DOCUMENTS
        assert shown(hit.heading) or not hit.document.heading


def test_a_query_that_is_too_long_to_ask_for_all_of_it_says_so() -> None:
    hits = INDEX.find("psykologisk tryghed tema " * 100)
    assert keys(hits)[0] == "tryghed-hovedudvalget"
    assert hits[0].missing == ("…",)


NEWEST = [
    *("sammen-om-ledelse", "ledelsesudvikling-orientering", "senior", "sygefravaer", "koncept-godkendt"),
    *("koncept-udsat", "dol-tilskud", "evaluering", "med-uddannelse", "puljens-brug-direktionen"),
    *("ledertalent-oekonomiudvalget", "tryghed-hovedudvalget", "aarsmoede", "hr-analyse-kommunalbestyrelsen"),
    *("hr-analyse-oekonomiudvalget", "hr-analyse-hovedudvalget", "hr-analyse-direktionen"),
    *("kriterier-genoptaget", "enorm", "puljens-brug-oplaeg"),
]


@pytest.mark.parametrize("query", ["", "   ", "\n\t"])
def test_an_empty_query_lists_all_the_newest_first_and_those_without_a_date_last(query: str) -> None:
    assert keys(INDEX.find(query)) == NEWEST


FILTERED = [  # query, filters, what is found
    ("", {"body": "Kommunalbestyrelsen"}, "hr-analyse-kommunalbestyrelsen enorm"),
    ("", {"year": 2020}, "kriterier-genoptaget"),
    ("", {"course": "ledertalent", "status": "godkendt"}, "koncept-godkendt"),
    ("", {"status": "udsat"}, "koncept-udsat"),
    ("tryghed", {"status": "forberedt"}, "puljens-brug-oplaeg"),
    ("ledertalent", {"year": 2024, "body": "Direktionen"}, "koncept-godkendt"),
    ("psykologisk tryghed", {"year": 2021}, ""),
]


@pytest.mark.parametrize(("query", "filters", "expected"), FILTERED)
def test_filters_go_with_any_query(query: str, filters: dict[str, str], expected: str) -> None:
    assert " ".join(keys(INDEX.find(query, **filters))) == expected  # type: ignore[arg-type]


EXCERPTS = {  # query: the heading and the excerpt of its best hit
    "kriterierne": (
        "Genoptagelse: [kriterier] for udvælgelse til Talent Nord",
        "[Kriterierne] blev godkendt. Direktørerne melder deltagere ind til HR senest 25-05-2020.",
    ),
    "81.00.00": (
        "Genoptagelse: kriterier for udvælgelse til Talent Nord",
        "Sagsnr. [81.00.00]-G01-12-17. Sagen blev behandlet den 28. april 2020, punkt 3.",
    ),
    "28-04-2020": (
        "Genoptagelse: kriterier for udvælgelse til Talent Nord",
        "Sagsnr. 81.00.00-G01-12-17. Sagen blev behandlet den [28. april 2020], punkt 3.",
    ),
    "aeblegaarden": (
        "Ledernes årsmøde",
        "Årsmødet holdes i [Æblegården]. Økonomi: 48.250,50 kr., der betales af arrangementspuljen.",
    ),
    "fastholdelser seniorordning": (
        "Generations- og [seniorordninger]",
        "Ny retningslinje om seniorer. [Fast\u00adholdelse] af erfarne medarbejdere kræver on-boarding og offboarding.",
    ),
    "nålen": ("<b>Indsat fra Word</b>", "… " + "fyldord " * 7 + "[nålen]"),
    "script": (
        "<b>Indsat fra Word</b>",
        "<[script]>alert('hej')</[script]> =SUM(A1) \x00\x07 😀 " + ("fyldord " * 19).strip() + " …",
    ),
}


@pytest.mark.parametrize("query", EXCERPTS)
def test_an_excerpt_is_cut_around_the_first_match_in_the_texts_own_spelling(query: str) -> None:
    hit = INDEX.find(query, status="")[0]
    if "seniorordning" in query:
        hit = next(h for h in INDEX.find(query) if h.document.key == "senior")
    assert (shown(hit.heading), shown(hit.excerpt)) == EXCERPTS[query]


def test_a_match_in_the_heading_alone_shows_the_beginning_of_the_texts() -> None:
    hit = INDEX.find("genopfriskning aftalen")[0]
    assert shown(hit.heading) == "[Genopfriskning] af MED-[aftalen]"
    assert shown(hit.excerpt).startswith("MED-udvalgene inviteres til en formiddag")


def test_a_word_in_the_heading_counts_more_than_in_a_text_and_a_rare_word_more_than_a_common_one() -> None:
    heading, text = (
        replace(WRITTEN[0], key=k, heading="x", texts=("x",), courses=(), course_titles=()) for k in "ab"
    )
    hits = Index((replace(heading, heading="trivsel"), replace(text, texts=("trivsel",)))).find("trivsel")
    assert keys(hits) == ["a", "b"]
    assert hits[0].score > hits[1].score


def test_ties_go_to_the_newest_and_then_to_the_key() -> None:
    same = [
        replace(WRITTEN[0], key=k, date=d) for k, d in (("c", None), ("b", dt.date(2024, 1, 1)), ("a", None))
    ]
    assert keys(Index(same).find("bevilger")) == ["b", "a", "c"]


def test_nothing_to_search_in_finds_nothing() -> None:
    assert Index(()).find("tryghed") == Index(()).find("") == ()


def test_more_different_words_than_there_is_room_for_are_still_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search_index, "MOST_WORDS", 20)
    index = Index(DOCUMENTS)
    assert "aarsmoede" in keys(index.find("Æblegården"))


OWN_WORDS = sorted(
    {(d.key, w) for d in DOCUMENTS for t in (d.heading, *d.texts, d.body, d.status) for w in t.split()}
)


@given(st.sampled_from([(k, w) for k, w in OWN_WORDS if re.search(r"[^\W_]", w)]))
def test_every_decision_is_found_by_any_of_its_own_words(own: tuple[str, str]) -> None:
    key, word = own
    assert key in keys(INDEX.find(word))


WORDS = st.sampled_from([w for _, w in OWN_WORDS] + ["talent", "kurser", "2024", "vismandsråd"])


@given(
    st.lists(WORDS, max_size=3).map(" ".join),
    st.sampled_from(["", *{d.body for d in DOCUMENTS}]),
    st.sampled_from([None, 2020, 2023, 2024]),
    st.sampled_from(["", "ledertalent"]),
    st.sampled_from(["", "godkendt", "udsat"]),
)
def test_filters_only_take_away(query: str, body: str, year: int | None, course: str, status: str) -> None:
    all_of_them = INDEX.find(query)
    some = INDEX.find(query, body=body, year=year, course=course, status=status)
    assert [h for h in all_of_them if h in some] == list(some)


@given(st.text(max_size=60))
def test_any_text_at_all_can_be_asked_for(query: str) -> None:
    hits = INDEX.find(query)
    assert len(set(keys(hits))) == len(hits)
