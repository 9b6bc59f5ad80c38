"""Frozen values as compressed JSON and back, for what is kept whole: versions of the base data, drafts of the list."""

from __future__ import annotations

import json
import zlib
from typing import TypeVar

from lederpulje.model.plain import from_plain, to_plain

T = TypeVar("T")


def pack(value: object) -> bytes:
    """A dataclass of plain values, dates, decimals, enums, tuples and other dataclasses, as bytes."""
    return zlib.compress(json.dumps(to_plain(value), ensure_ascii=False, separators=(",", ":")).encode())


def unpack(kind: type[T], data: bytes) -> T:
    """The value of that kind that `pack` was given."""
    return from_plain(kind, json.loads(zlib.decompress(data)))
