"""The words people use for our sheets, columns and values."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache, lru_cache

from lederpulje.sheets.columns import EACH, FIXED, SHEETS, Column

_NORDIC = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ä": "ae", "ö": "oe"})
_WITH_VAT = re.compile(r"\b(?:inklusive|inkl|incl|ink|med|m) moms\b")
_WITHOUT_VAT = re.compile(r"\b(?:eksklusive|ekskl|excl|eks|ex|uden|u) moms\b")
_UNITS = re.compile(r"\b(?:i (?:hele )?(?:kr|kroner|dkk)|kr|kroner|dkk)\b")
_YEARS = re.compile(r"\b(?:19|20)\d\d\b")

_COLUMN_WORDS: dict[str, dict[str, str]] = {
    "Puljer": {
        "År": "årstal, budgetår, kalenderår",
        "Beløb": "pulje, puljen, budget, ramme, puljebeløb",
        "Overførsel": "overført, overført fra året før",
    },
    "Delrammer": {
        "År": "årstal, budgetår, kalenderår",
        "Nøgle": "id, kode",
        "Titel": "navn, delramme",
        "Beløb": "budget, ramme, rammebeløb",
        "Overførsel": "overført, overført fra året før",
    },
    "Kurser": {
        "Id": "kursus id, kursusid, aktivitets id",
        "År": "årstal, kalenderår, budgetår, regnskabsår",
        "Type": "art, aktivitetstype, kursustype, slags, aktivitetsform",
        "Titel": "kursus, kursusnavn, kursustitel, kursets titel, kursets navn, navn på kursus, titel på kursus, "
        "emne, kursusemne, navn, aktivitet, aktivitetsnavn, overskrift, arrangement, forløb, kursus "
        "forløb, kursus aktivitet, kursus arrangement, kursus emne, titel emne, aktivitet kursus",
        "Tema": "temaer, hovedtema, overordnet tema, temaområde, indsatsområde",
        "Målgruppe": "målgrupper, deltagerkreds, deltagergruppe, for hvem, til hvem, hvem er det for",
        "Udbyder": "leverandør, underviser, undervisere, oplægsholder, oplægsholdere, ekstern underviser, "
        "foredragsholder, kursusudbyder, konsulent, konsulentfirma, udbydes af, underviser oplægsholder, "
        "leverandør underviser",
        "Status": "kursusstatus, stade",
        "Prioritet": "prio, prioritering",
        "Bundet": "bundet udgift, skal afholdes",
        "Delelig": "kan deles",
        "Afholdelser": "hold, antal hold, antal afholdelser, antal gange, gange",
        "Deltagere": "antal deltagere, ant deltagere, deltagerantal, forventet antal deltagere, forventede deltagere, "
        "antal personer, antal pers, kursister, antal kursister, deltagere i alt, antal deltagere i alt",
        "Mindste antal betalt": "mindste antal, mindsteantal, min antal betalt, min betalt, minimum betalt, min antal, "
        "minimumsantal, min deltagere, min antal deltagere, minimum antal deltagere",
        FIXED: "honorar, honorar pr gang, honorar pr hold, pris pr hold, pris pr gang, pris pr kursus, fast "
        "pris, holdpris, pris pr arrangement, pris pr forløb, grundpris, pris underviser, udgift pr hold, "
        "fast pris pr hold",
        f"{FIXED} (lav)": "laveste pris pr afholdelse, pris pr hold lav, pris pr afholdelse min, laveste pris pr hold",
        f"{FIXED} (høj)": "højeste pris pr afholdelse, pris pr hold høj, pris pr afholdelse maks, højeste pris pr hold",
        EACH: "pris pr person, pris pr pers, pris pr plads, pris pr kursist, pris pr leder, pris pr kuvert, "
        "kuvertpris, kuvert, deltagerpris, deltagergebyr, kursusgebyr, gebyr pr deltager, udgift pr "
        "deltager, forplejning pr person",
        f"{EACH} (lav)": "laveste pris pr deltager, pris pr person lav, pris pr deltager min, laveste pris pr person",
        f"{EACH} (høj)": "højeste pris pr deltager, pris pr person høj, pris pr deltager maks, højeste pris pr person",
        "Prisgrundlag": "prisbasis, grundlag for pris, grundlag for prisen, prisens grundlag",
        "Dagsværk pr. deltager": "dagsværk, arbejdsdage pr deltager, dage pr deltager",
        "Dagsværk pr. mentor": "arbejdsdage pr mentor, dage pr mentor",
        "Forudsætter": "forudsætning, forudsætninger, betingelse, betingelser",
        "Start": "startdato, start dato, dato, fra, fra dato, dato fra, første dag, begynder, starter, afholdes, "
        "kursusdato, afholdelsesdato, dato for afholdelse, dato start, mødedato",
        "Slut": "slutdato, slut dato, til, til dato, dato til, sidste dag, slutter, afsluttes, dato slut",
        "Tilmeldingsfrist": "frist, svarfrist, tilmelding senest, frist for tilmelding, seneste tilmelding, "
        "sidste frist, deadline, tilmeldings frist, sidste tilmelding",
        "Strategi": "strategisk mål, strategimål, strategisk sammenhæng, strategisk indsats, strategier",
        "Kilde": "kilder",
        "Pladser": "antal pladser, maks antal, maks deltagere, maks antal deltagere, max antal, max deltagere, max "
        "antal deltagere, maksimum, kapacitet, maksimalt antal deltagere, holdstørrelse",
        "Venteliste": "på venteliste, antal på venteliste",
        "Sted": "kursussted, lokale, lokaler, lokation, mødested, adresse, hvor, sted lokale, afholdelsessted, "
        "kursuslokale",
        "Kontering": "konto, kontonr, konto nr, kontonummer, kontostreng, psp, psp element, pspelement, psp nr, "
        "omkostningssted, artskonto",
        "Moms": "momsforhold, momssats",
        "Kontakt": "kontaktperson, kontaktfunktion, ansvarlig, tovholder, kursusansvarlig, projektleder",
        "Evaluering": "evalueringsscore, tilfredshed, evaluering straks, score",
        "Evaluering senere": "senere evaluering, evaluering efter 2 4 måneder, effektmåling",
        "Brugt": "har i brugt det, brugt i praksis, anvendt",
        "Periode": "halvår, kvartal, sæson, termin",
        "Disponeret": "disponeret beløb, bestilt beløb, bestilt for",
        "Forbrugt": "forbrug, forbrugt beløb, faktisk pris, faktisk udgift, faktiske udgifter, faktureret beløb, "
        "regnskab",
        "Afbestilling": "afbestillingsregler, afbestillingsvilkår, afbud, framelding",
    },
    "Finansiering": {
        "Kursus": "kursus id, kursusid, aktivitet, titel",
        "Betaler": "betales af, hvem betaler, finansieres af, finansiering",
        "Delramme": "ramme",
        "Andel": "andel i pct, andel i procent, procent, pct",
    },
    "Forudsætninger": {
        "Nøgle": "id, kode",
        "Spørgsmål": "forudsætning, tekst",
        "Sandsynlighed": "sandsynlighed i pct, sandsynlighed i procent",
    },
    "Scenarier": {
        "Nøgle": "id, kode",
        "År": "årstal, budgetår",
        "Navn": "scenarie, scenario, titel",
        "Grundscenarie": "grundlag, basis",
        "Ændringer": "ændring",
        "Regel": "fordelingsregel",
    },
    "Strategi": {"Nøgle": "id, kode"},
}
_EITHER_PRICE = (
    "pris, priser, beløb, udgift, udgifter, omkostning, omkostninger, budget, pris i alt, pris ialt, "
    "samlet pris, samlet udgift, i alt, ialt, total, budgetteret, budgetteret pris, estimat, "
    "estimeret pris, skønnet pris, kursuspris, anslået pris, økonomi"
)
_DOUBTFUL: dict[str, tuple[tuple[str, tuple[str, ...]], ...]] = {
    "Kurser": (
        (_EITHER_PRICE, (FIXED, EACH)),
        ("antal", ("Deltagere", "Afholdelser", "Pladser")),
        ("tilmeldte, antal tilmeldte, tilmeldinger", ("Deltagere", "Pladser")),
        ("kategori, form", ("Type", "Tema")),
        ("tidspunkt, hvornår, tid, datoer", ("Start", "Periode")),
        ("nøgle, kode, kursusnr, kursus nr, kursusnummer, kursuskode", ("Id",)),
        ("varighed, antal dage, dage", ("Dagsværk pr. deltager",)),
        ("minimum, min", ("Mindste antal betalt",)),
        ("tilmelding", ("Tilmeldingsfrist",)),
        ("hvem", ("Målgruppe", "Kontakt")),
        ("formål, mål", ("Strategi", "Tema")),
    )
}
_ASIDE = (
    "bemærkning, bemærkninger, bemærk, note, noter, kommentar, kommentarer, beskrivelse, indhold, nr, "
    "link, finansiering, betaler, betales af, hvem betaler, sagsnr, journalnr, afdeling, forvaltning, "
    "opgaver, næste skridt"
)
_SHEET_WORDS = {
    "Puljer": "pulje, puljen, lederudviklingspulje, lederudviklingspuljen",
    "Delrammer": "delramme, rammer",
    "Kurser": "kursus, kursusliste, kursuslisten, kursusoversigt, kursusplan, kursuskatalog, aktiviteter, "
    "aktivitetsliste, aktivitetsoversigt, arrangementer, kurser og arrangementer, kurser og forløb, "
    "oversigt over kurser, liste over kurser",
    "Finansiering": "finansieringer, betalere",
    "Forudsætninger": "forudsætning",
    "Scenarier": "scenarie, scenario, scenarios",
    "Strategi": "strategier",
}
_NEVER_LISTS = (
    "vejledning, guide, noter, note, bemærkninger, hjælp, lister, opslag, værdier, værdilister, "
    "forside, diagram, læs mig, læsmig, readme, info, dropdown"
)
_VALUE_WORDS = {
    "Type": {
        **{"kurser": "kursus", "arrangementer": "arrangement", "evalueringer": "evaluering"},
        "initiativer": "initiativ",
    },
    "Moms": {
        **dict.fromkeys(("ekskl moms", "excl moms", "uden moms", "ekskl", "eksklusive moms"), "uden"),
        **dict.fromkeys(("inkl moms", "incl moms", "med moms", "inkl", "inklusive moms"), "med"),
    },
}


@lru_cache(maxsize=16_384)
def fold(text: str) -> str:
    """Words alone, in lower case and plain letters: `Pris pr.\\ndeltager (lav)` → `pris pr deltager lav`."""
    joined = re.sub(r"-\s*[\r\n]\s*", "", text)  # a word divided at the end of a line
    lower = unicodedata.normalize("NFKC", joined).casefold().translate(_NORDIC)
    plain = "".join(c for c in unicodedata.normalize("NFKD", lower) if not unicodedata.combining(c))
    words = re.sub(r"[^a-z0-9]+", " ", plain).strip()
    return re.sub(r"\bper\b", "pr", words)


@lru_cache(maxsize=4096)
def heading_key(heading: str) -> str:
    """What a heading is recognised and remembered by: its words without units and VAT."""
    bare = _WITHOUT_VAT.sub(" ", _WITH_VAT.sub(" ", fold(heading)))
    return " ".join(_UNITS.sub(" ", bare).split())


def vat_of(heading: str) -> str:
    """`med` or `uden` where a heading says so, else empty."""
    words = fold(heading)
    if _WITHOUT_VAT.search(words):
        return "uden"
    return "med" if _WITH_VAT.search(words) else ""


def _split(words: str) -> list[str]:
    return [fold(word) for word in words.split(",")]


@cache
def own_names(sheet: str) -> Mapping[str, str]:
    """The headings of a sheet themselves, by their key."""
    return {heading_key(column.name): column.name for column in SHEETS[sheet]}


@cache
def known_words(sheet: str) -> Mapping[str, str]:
    """Other words for the columns of a sheet, by their key."""
    return {word: name for name, words in _COLUMN_WORDS[sheet].items() for word in _split(words)}


@cache
def doubtful_words(sheet: str) -> Mapping[str, tuple[str, ...]]:
    """Headings that can be several columns, or a column we had better ask about, by their key."""
    return {word: columns for words, columns in _DOUBTFUL.get(sheet, ()) for word in _split(words)}


@cache
def set_aside() -> frozenset[str]:
    """Headings that lists have beside ours, and that nobody needs to be asked about."""
    return frozenset(_split(_ASIDE))


def sheet_named(name: str) -> str:
    """Which of our sheets a sheet's name says it is; empty if none."""
    key = " ".join(_YEARS.sub(" ", fold(name)).split())
    by_word = {word: sheet for sheet, words in _SHEET_WORDS.items() for word in [fold(sheet), *_split(words)]}
    near = get_close_matches(key, by_word, 1, 0.85)
    return by_word[near[0]] if near else ""


def never_a_list(name: str) -> bool:
    """Whether a sheet's name says that it only explains or helps."""
    return fold(name) in _split(_NEVER_LISTS)


@lru_cache(maxsize=4096)
def known_value(column: Column, text: str) -> str:
    """A known value as we write it, if there is no doubt which is meant; else the text as it is."""
    key = fold(text)
    folded = {fold(choice): str(choice) for choice in column.choices}
    return folded.get(key) or _VALUE_WORDS.get(column.name, {}).get(key) or text
