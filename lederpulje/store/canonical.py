"""Canonical JSON (RFC 8785) of whole numbers and texts in NFC, so that what is locked is the same bytes for ever."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Mapping
from typing import Any

import rfc8785


def canonical(value: Any) -> str:
    """The canonical text of a value made of objects, lists, texts, whole numbers, true, false and null.

    Raises ValueError for anything else: a float has no one spelling that every program agrees on, and a text that
    is not in NFC looks like another.
    """
    _check(value)
    return rfc8785.dumps(value).decode()


def sha256(text: str) -> str:
    """The SHA-256 of a text as 64 hexadecimal figures."""
    return hashlib.sha256(text.encode()).hexdigest()


def normal(text: str) -> str:
    """A text in NFC, with one kind of line break and without what no keyboard writes: control characters, halves of
    surrogate pairs."""
    whole = text.replace("\r\n", "\n").replace("\r", "\n").replace("\v", "\n")
    kept = "".join(c for c in whole if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs"))
    return unicodedata.normalize("NFC", kept)


def normalised(value: Any) -> Any:
    """A value of objects, lists and texts with every text normal."""
    if isinstance(value, Mapping):
        return {normal(key): normalised(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [normalised(inner) for inner in value]
    return normal(value) if isinstance(value, str) else value


def _check(value: Any) -> None:
    if isinstance(value, dict):
        for key, inner in value.items():
            _check_text(key)
            _check(inner)
    elif isinstance(value, list | tuple):
        for inner in value:
            _check(inner)
    elif isinstance(value, str):
        _check_text(value)
    elif not (value is None or isinstance(value, bool | int)):
        raise ValueError(f"not a whole number or a text: {value!r}")


def _check_text(text: str) -> None:
    if not unicodedata.is_normalized("NFC", text):
        raise ValueError(f"not in NFC: {text!r}")
