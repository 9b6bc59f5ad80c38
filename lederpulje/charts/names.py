"""Names beside bars, cut to their room so that no two read the same where their ends tell them apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from lederpulje.charts.theme import LABEL_SIZE, fitted, text_width

_END = 10  # letters


def distinct(names: Sequence[str], pixels: float) -> list[str]:
    """The names cut to so many pixels; those that would then read the same keep their last words."""
    cut = [fitted(name, LABEL_SIZE, pixels) for name in names]
    twins = {text for text, count in Counter(cut).items() if count > 1}
    return [
        _with_end(name, pixels) if text in twins and text != name else text
        for name, text in zip(names, cut, strict=True)
    ]


def _with_end(name: str, pixels: float) -> str:
    words = name.split()
    end = words[-1][-_END:]
    for word in reversed(words[:-1]):
        if len(f"{word} {end}") > _END:
            break
        end = f"{word} {end}"
    return f"{fitted(name, LABEL_SIZE, pixels - text_width(f' {end}', LABEL_SIZE))} {end}"
