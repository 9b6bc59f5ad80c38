"""One thing that is asked for, looked up: exactly, inflected, as typed abroad, inside compounds, or taken apart."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from lederpulje.insight.danish_words import stems
from lederpulje.insight.search_index import WordIndex
from lederpulje.insight.search_words import Term

# How much each way of being found counts.
_EXACT, _INFLECTED, _TYPED, _BEGINS, _HOLDS, _APART, _SMALL = 1.0, 0.9, 0.7, 0.5, 0.3, 0.25, 0.5
_SHORTEST_BEGINNING, _SHORTEST_PART = 3, 4  # letters


@dataclass(slots=True)
class Found:
    """Where a thing was found: a score for each text, and what to mark there.

    `numbers` are words, `rows` several in a row; `close` the words that are it or an inflection of it.
    """

    text: str
    scores: dict[int, float] = field(default_factory=dict)
    numbers: set[int] = field(default_factory=set)
    rows: set[str] = field(default_factory=set)
    close: list[int] = field(default_factory=list)

    def add(self, text: int, score: float) -> None:
        """Keep the best score of a text."""
        self.scores[text] = max(score, self.scores.get(text, 0.0))


def look_up(index: WordIndex, term: Term) -> list[Found]:
    """Where a term is found; words held together by signs are taken one by one where they are not found together."""
    if len(term.words) == 1 and not term.keys:
        return [_weighed(index, _word(index, term))]
    together = _weighed(index, _together(index, term))
    if together.scores or not term.is_word_run:
        return [together]
    single = [Term(word, (word,)) for word in term.words]
    return [f for t in [t for t in single if not t.is_small] or single for f in look_up(index, t)]


def _weighed(index: WordIndex, found: Found) -> Found:
    """A thing counts the more, the fewer texts hold it."""
    rarity = math.log(1 + len(index.texts) / max(len(found.scores), 1))
    found.scores = {text: score * rarity for text, score in found.scores.items()}
    return found


def _word(index: WordIndex, term: Term) -> Found:
    word, found = term.words[0], Found(term.text)
    exact, inflected = index.exact(word), index.inflected(word)
    if term.loud:
        exact, inflected = [n for n in exact if index.is_loud(n)], []
    if term.is_small:  # asked for alone; the name in capitals first
        _take(index, found, [n for n in exact if not index.is_loud(n)], _SMALL)
        _take(index, found, [n for n in exact if index.is_loud(n)], _EXACT)
        return found
    if term.quoted:
        inflected = []
    _take(index, found, exact, _EXACT)
    _take(index, found, inflected, _INFLECTED)
    found.close = [*exact, *inflected]
    _take_whole(index, found, (word,) if term.quoted else (word, *stems(word)))
    if term.quoted or term.loud:
        return found
    if not found.scores:
        found.close = index.typed(word)
        _take(index, found, found.close, _TYPED)
    _take_parts(index, found, word, index.parts)
    if not found.scores:
        _take_parts(index, found, word, index.typed_parts)
    if not found.scores:
        _take_apart(index, found, word)
    return found


def _take(index: WordIndex, found: Found, numbers: Iterable[int], weight: float) -> None:
    scores = found.scores
    for number in numbers:
        found.numbers.add(number)
        for text, counts in index.places(number):
            if weight * counts > scores.get(text, 0.0):
                scores[text] = weight * counts


def _take_whole(index: WordIndex, found: Found, keys: Iterable[str]) -> None:
    for key in keys:
        for text, (weight, words) in index.whole(key).items():
            found.add(text, _INFLECTED * weight)
            found.rows.add(words)


def _take_parts(
    index: WordIndex, found: Found, word: str, holding: Callable[[str], Iterable[tuple[int, bool]]]
) -> None:
    """Words that begin with the word or hold it: what it is a part of. Short words are too often by chance."""
    if word.isdigit():
        return
    longer = [stem for stem in stems(word) if len(stem) >= _SHORTEST_PART]
    for part in dict.fromkeys((word, *longer)):
        if len(part) < _SHORTEST_BEGINNING:
            continue
        beginning: set[int] = set()
        inside: set[int] = set()
        for number, begins in holding(part):
            (beginning if begins else inside).add(number)
        for numbers, counts in ((beginning, _BEGINS), (inside, _HOLDS)):
            if numbers is beginning or len(part) >= _SHORTEST_PART:
                found.numbers |= numbers
                for text, weight in index.weights(numbers):
                    found.add(text, counts * weight)


def _take_apart(index: WordIndex, found: Found, word: str) -> None:
    """A compound that stands nowhere: the texts that hold both of its parts, as the middlemost cut gives them."""
    cuts = range(_SHORTEST_BEGINNING, len(word) - _SHORTEST_BEGINNING + 1)
    for cut in sorted(cuts, key=lambda at: abs(2 * at - len(word))):
        first, last = word[:cut], index.inflected(word[cut:])
        link = index.inflected(first[:-1]) if first.endswith(("s", "e")) and cut > _SHORTEST_BEGINNING else []
        begin = index.inflected(first) or link
        if not (begin and last):
            continue
        halves = (Found(first), Found(word[cut:]))
        _take(index, halves[0], begin, _APART)
        _take(index, halves[1], last, _APART)
        for text in halves[0].scores.keys() & halves[1].scores.keys():
            found.add(text, min(half.scores[text] for half in halves))
        if found.scores:
            found.numbers |= halves[0].numbers | halves[1].numbers
            return


def _together(index: WordIndex, term: Term) -> Found:
    """A date, a number, a phrase, or words held together by signs."""
    found = Found(term.text)
    keys = [form for key in term.keys for form in (key, *(() if key.startswith("@") else stems(key)))]
    _take_whole(index, found, keys)
    for key in term.keys:
        _take(index, found, index.exact(key), _EXACT)
        _take(index, found, index.inflected(key), _INFLECTED)
    if not any(key.startswith("@") for key in term.keys):
        _take_row(index, found, term)
    return found


def _take_row(index: WordIndex, found: Found, term: Term) -> None:
    """The words of a term one after another; in these very forms if they are quoted."""
    classes = [
        dict.fromkeys([*index.exact(word), *(() if term.quoted else index.inflected(word))])
        for word in term.words
    ]
    if not all(classes):
        return
    texts = [{text for n in numbers for text, _ in index.places(n)} for numbers in classes]
    pattern = word_row(classes)
    for number in set.intersection(*texts):
        text = index.texts[number]
        for match in pattern.finditer(text.words):
            found.add(number, _INFLECTED * text.weights[text.field_at(match.start())])
            found.rows.add(match[0])


def word_row(classes: Iterable[Iterable[int]]) -> re.Pattern[str]:
    """Words one after another, each one of several."""
    return re.compile("".join(f"[{re.escape(''.join(chr(n + 1) for n in numbers))}]" for numbers in classes))
