"""Keys made of titles: small letters, figures and hyphens."""

from __future__ import annotations

import re
from collections.abc import Collection

_LETTERS = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "é": "e", "ü": "u", "ö": "oe", "ä": "ae"})


def slug(text: str, most: int = 60) -> str:
    """A text as a key of at most so many characters, cut between words where there is a place; may be empty."""
    bare = re.sub(r"[^a-z0-9]+", "-", text.strip().lower().translate(_LETTERS)).strip("-")
    if len(bare) <= most:
        return bare
    cut = bare[: most + 1]
    return (cut[: cut.rfind("-")] if "-" in cut else cut[:most]).strip("-")


def free_key(bare: str, taken: Collection[str]) -> str:
    """The key itself, or with the first number that makes it one nobody has."""
    return next(k for k in (bare, *(f"{bare}-{n}" for n in range(2, len(taken) + 3))) if k not in taken)


def course_id(title: str, year: int, taken: Collection[str]) -> str:
    """The id of a new course: its title and its year."""
    bare = slug(title) or "aktivitet"
    return free_key(bare if bare.endswith(f"-{year}") else f"{bare}-{year}", taken)
