"""Danish words as they are compared in a search: spelling, accents, inflections, abbreviations and stop words.

`å` and `aa`, `æ` and `ae`, `ø` and `oe` are the same letter here, whichever of them was written.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST = 64  # characters of a word that are compared
_JOINERS = "\u00ad\u200b\u200c\u200d\u2060\ufeff"  # seen by nobody, and left in words by Word
_ACCENTS = "\u0300-\u036f"
LETTER = rf"[^\W_{_JOINERS}{_ACCENTS}]"
WORD = re.compile(rf"{LETTER}[^\W_]*+(?:[{_JOINERS}{_ACCENTS}]+[^\W_]*+)*+")

_DROPPED = re.compile(f"[{_JOINERS}]+")
_MARKS = re.compile(f"[{_ACCENTS}]+")
_FOREIGN = str.maketrans({"ä": "æ", "ö": "ø", "ß": "ss"})
_TYPED = str.maketrans({"å": "a", "æ": "a", "ø": "o"})
_KEPT = "\ue000"  # å comes apart into a and a ring; a private character keeps it whole meanwhile

STOP_WORDS = frozenset(
    re.findall(
        r"\w+",
        "ad af alle alt at blev blevet blive bliver da de dem den denne der deres det dette dig din "
        "disse dog du efter ej eller en end er et fik for fra få får før først ganske gennem gør ham "
        "han hans har havde have hende hendes her hos hun hvad hvem hver hvilke hvilken hvilket hvis "
        "hvor hvordan hvorfor hvornår i igen ind jeg jer jeres jo kan kom kr kroner kunne man "
        "mange med meget men mig min mit mod må ned nogen noget nogle nu nå når og også om op os over "
        "på samt se selv sig sin sine sit skal skulle som så sådan til ud under var ved vi vil ville "
        "vor vores være været",
    )
)

# Forms that the stemmer does not bring together.
_IRREGULAR = dict.fromkeys(("året", "årene", "årets", "årenes", "års"), "år")
_RULES = (
    (re.compile(r"(.*kurs)us(?:sets?|ser|serne|sernes)?"), r"\1"),
    (re.compile(r"(.*(?:kend|vend|send|spænd|blend))(?:e|er|es|t|te|tes|ende|elses?|elsens?)"), r"\1"),
    (re.compile(r"(.*)(?:sattes?|sat|sæt(?:te[rs]?)?)"), r"\1sæt"),
    (re.compile(r"(.{4,}e)des?"), r"\1"),
)
_stemmer = snowballstemmer.stemmer("danish")


def clean(word: str) -> str:
    """A word as it is compared: small letters, composed, å for aa, no accents, no longer than is compared."""
    bare = _DROPPED.sub("", word[: 4 * LONGEST])
    if not bare.isascii():
        composed = unicodedata.normalize("NFKC", bare).lower().translate(_FOREIGN).replace("å", _KEPT)
        apart = unicodedata.normalize("NFD", composed)
        bare = unicodedata.normalize("NFC", _MARKS.sub("", apart).replace(_KEPT, "å"))
    return bare.lower()[:LONGEST].replace("aa", "å").replace("oe", "ø").replace("ae", "æ")


def loose(cleaned: str) -> str:
    """A word as it is typed on a keyboard without the Danish letters: `arsmode`, `laring`."""
    return cleaned.translate(_TYPED)


@lru_cache(maxsize=50_000)  # an index is built anew after each decision, mostly of the same words
def stems(cleaned: str) -> tuple[str, ...]:
    """What a word shares with its other inflections: its stem, and the stem's own if more comes off."""
    word = _IRREGULAR.get(cleaned, cleaned)
    for rule, root in _RULES:
        if match := rule.fullmatch(word):
            word = match.expand(root)
            break
    once = str(_stemmer.stemWord(word))
    return tuple(dict.fromkeys((once, str(_stemmer.stemWord(once)))))


def initials(body: str) -> str:
    """The usual abbreviation of a body in small letters: `Økonomiudvalget` is `øu`; empty: none."""
    words = [clean(m[0]) for m in WORD.finditer(body)]
    first = [w[0] for w in words if w not in STOP_WORDS]
    if not words or (tail := _TAIL.search(words[-1])) is None:
        return ""
    if tail.start() > 0:
        first.append(tail[0][0])
    return "".join(first) if len(first) > 1 else ""


_TAIL = re.compile(r"(?:udvalg|bestyrelse|gruppe|forum|råd)\w{0,3}$")
