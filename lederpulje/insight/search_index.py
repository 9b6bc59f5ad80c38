"""The words of many texts and where they stand, so that a search looks at no text that has none of them."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from lederpulje.insight.danish_words import WORD, clean, loose, stems
from lederpulje.insight.search_words import is_loud, spans

MOST_WORDS = 1_000_000  # different ones; each is a character of the texts as they are kept here
_MOST_PARTS = 1000  # different words that a part of a word may stand in
_OFTEN = 10  # times in one text; beyond them, more of the same says nothing
_BREAK = "\0"

Place = tuple[int, float]
"""That a word stands in a text: the text's number, and what the word counts there."""


@dataclass(slots=True)
class Fields:
    """A text of several fields, with a character for each of its words; `starts` is where each field begins."""

    fields: tuple[str, ...]
    weights: tuple[float, ...]
    words: str = ""
    starts: list[int] = field(default_factory=list)
    _from: array[int] = field(default_factory=lambda: array("L"))
    _to: array[int] = field(default_factory=lambda: array("L"))

    def add(self, places: list[tuple[int, int]], letters: str) -> None:
        """Add a field's words."""
        self.starts.append(len(self.words))
        self.words += letters + _BREAK
        self._from.extend([*(start for start, _ in places), 0])
        self._to.extend([*(end for _, end in places), 0])

    def field_at(self, position: int) -> int:
        """Which field a word stands in."""
        return bisect_right(self.starts, position) - 1

    def marks(self, number: int, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """From where to where a pattern of words is found in a field."""
        end = self.starts[number + 1] if number + 1 < len(self.starts) else len(self.words)
        for match in pattern.finditer(self.words, self.starts[number], end):
            if match.end() > match.start():
                yield self._from[match.start()], self._to[match.end() - 1]


class WordIndex:
    """The words of texts, by spelling, by stem, by foreign keyboard, by their parts; built once."""

    def __init__(
        self, texts: Iterable[tuple[tuple[tuple[str, float], ...], tuple[tuple[str, float], ...]]]
    ) -> None:
        """Take in texts: the fields of each with their weights, and further keys of it with theirs."""
        self.texts: list[Fields] = []
        self._places: list[list[Place]] = []
        self._masks: list[dict[float, int]] = []
        self._whole: dict[str, dict[int, tuple[float, str]]] = {}
        self._letters: dict[str, str] = {}
        self._by_word: dict[str, list[int]] = {}
        self._by_stem: dict[str, list[int]] = {}
        self._loud: set[int] = set()
        for fields, keys in texts:
            self._add(fields, keys)
        self._by_loose: dict[str, list[int]] = {}
        for stem, numbers in self._by_stem.items():
            self._by_loose.setdefault(loose(stem), []).extend(numbers)
        self._parts = _Parts(self._by_word)
        self._loose_parts = _Parts(_gathered(self._by_word))

    def exact(self, word: str) -> list[int]:
        """The numbers of the words with this spelling."""
        return self._by_word.get(word, [])

    def inflected(self, word: str) -> list[int]:
        """Those with its stem."""
        return [n for stem in stems(word) for n in self._by_stem.get(stem, ())]

    def typed(self, word: str) -> list[int]:
        """Those that it may be on a keyboard without the Danish letters."""
        return [n for stem in stems(word) for n in self._by_loose.get(loose(stem), ())]

    def parts(self, word: str) -> Iterator[tuple[int, bool]]:
        """Those that it is a part of, and whether they begin with it."""
        yield from self._parts.holding(word)

    def typed_parts(self, word: str) -> Iterator[tuple[int, bool]]:
        """The same on a keyboard without the Danish letters."""
        yield from self._loose_parts.holding(loose(word))

    def is_loud(self, number: int) -> bool:
        """Whether a word is a small one in capitals."""
        return number in self._loud

    def places(self, number: int) -> list[Place]:
        """Where a word stands."""
        return self._places[number]

    def weights(self, numbers: Iterable[int]) -> Iterator[Place]:
        """The texts that any of many words stand in, with the weight of the best field; much faster than places."""
        masks: dict[float, int] = {}
        for number in numbers:
            for weight, mask in self._masks[number].items():
                masks[weight] = masks.get(weight, 0) | mask
        for weight, mask in masks.items():
            bits = f"{mask:b}"[::-1]
            yield from ((at, weight) for at, bit in enumerate(bits) if bit == "1")

    def whole(self, key: str) -> dict[int, tuple[float, str]]:
        """The texts with a key: the weight of the best field, and the words there."""
        return self._whole.get(key, {})

    def _add(self, fields: tuple[tuple[str, float], ...], keys: tuple[tuple[str, float], ...]) -> None:
        number = len(self.texts)
        text = Fields(tuple(f for f, _ in fields), tuple(w for _, w in fields))
        self.texts.append(text)
        best: dict[str, float] = {}
        counts: Counter[str] = Counter()
        for content, weight in fields:
            places = [m.span() for m in WORD.finditer(content)]
            written = [content[start:end] for start, end in places]
            letters = "".join([self._letters.get(word) or self._letter(word) for word in written])
            text.add(places, letters)
            counts.update(letters)
            for letter in set(letters):
                best[letter] = max(weight, best.get(letter, 0.0))
            starts = [start for start, _ in places]
            for span in spans(content):
                inside = letters[bisect_left(starts, span.start) : bisect_left(starts, span.end)]
                for key in span.keys:
                    self._add_key(key, number, weight, inside)
        for key, weight in keys:
            self._add_key(key, number, weight, "")
        for letter, weight in best.items():
            often = 1 + min(counts[letter], _OFTEN) / (2 * _OFTEN)
            word = ord(letter) - 1
            self._places[word].append((number, weight * often))
            self._masks[word][weight] = self._masks[word].get(weight, 0) | 1 << number

    def _add_key(self, key: str, text: int, weight: float, words: str) -> None:
        for form in {key} if key.startswith("@") else {key, *stems(key)}:
            known = self._whole.setdefault(form, {})
            if text not in known or known[text][0] < weight:
                known[text] = weight, words

    def _letter(self, written: str) -> str:
        letter = self._letters[written] = chr(self._number_of(written) + 1)
        return letter

    def _number_of(self, written: str) -> int:
        """The number of a word; other spellings of the same share it. Beyond very many, all words share the last."""
        word, loud = clean(written), is_loud(written)
        same = [n for n in self._by_word.get(word, ()) if (n in self._loud) == loud]
        if same:
            return same[0]
        number = min(len(self._places), MOST_WORDS - 1)
        if number == len(self._places):
            self._places.append([])
            self._masks.append({})
        if loud:
            self._loud.add(number)
        self._by_word.setdefault(word, []).append(number)
        for stem in stems(word):
            self._by_stem.setdefault(stem, []).append(number)
        return number


def _gathered(by_word: dict[str, list[int]]) -> dict[str, list[int]]:
    """The words as they are typed without the Danish letters."""
    found: dict[str, list[int]] = {}
    for word, numbers in by_word.items():
        found.setdefault(loose(word), []).extend(numbers)
    return found


class _Parts:
    """All words one after another in one string, which is the fastest way to find a part of some of them."""

    def __init__(self, by_word: dict[str, list[int]]) -> None:
        self._numbers = list(by_word.values())
        self._text = "\n" + "\n".join(by_word) + "\n"
        self._starts = array("L")
        at = 1
        for word in by_word:
            self._starts.append(at)
            at += len(word) + 1

    def holding(self, part: str) -> Iterator[tuple[int, bool]]:
        at, found = self._text.find(part), 0
        while at >= 0 and found < _MOST_PARTS:
            which = bisect_right(self._starts, at) - 1
            begins = self._starts[which] == at
            for number in self._numbers[which]:
                yield number, begins
            found += 1
            at = self._text.find(part, self._text.index("\n", at))
