"""Finding a person's name in texts, in what is kept packed, and in files."""

from __future__ import annotations

import html
import io
import json
import re
import unicodedata
import zipfile
import zlib
from typing import Any

from lederpulje.model.agenda import ERASED
from lederpulje.sheets.keys import slug
from lederpulje.store.canonical import normal

_NO_LETTER_BEFORE = r"(?<![^\W\d_])(?<![\u0300-\u036f])"
_NO_LETTER_AFTER = r"(?=(?:['’]?s)?(?![^\W\d_]|[\u0300-\u036f]))"  # a genitive is the name too
_END_OF_CELL = re.compile(r"</(?:si|is|v|c|row|comment|[\w-]+:(?:p|table-cell|creator|lastModifiedBy))>")
_KEYS = {
    *("id", "key", "course", "frame", "condition", "meeting", "origin", "baseline", "answers", "requires"),
    *("kind", "status", "rule", "price_basis", "vat", "used", "answer", "strategy", "estimated", "removed"),
}


class Name:
    """A person's name as it may stand written: in any case, composed or decomposed, across line ends, in genitive."""

    def __init__(self, name: str) -> None:
        words = normal(name).split()
        if not words:
            raise ValueError("a name holds at least one letter")
        spelled = r"\s+".join("".join(map(_spellings, word)) for word in words)
        self._pattern = re.compile(_NO_LETTER_BEFORE + spelled + _NO_LETTER_AFTER, re.IGNORECASE)
        self._slug = re.compile(rf"(?<![a-z0-9]){re.escape(slug(name) or name)}s?(?![a-z0-9])")

    def stands_in(self, text: str) -> bool:
        """Whether a text holds the name."""
        return self._pattern.search(text) is not None

    def made(self, key: str) -> bool:
        """Whether a key holds the name, or was made of a text that did."""
        return self.stands_in(key) or self._slug.search(key) is not None

    def without(self, text: str) -> str:
        """A text with `ERASED` in place of the name."""
        return self._pattern.sub(ERASED, text)

    def without_packed(self, data: bytes) -> bytes:
        """The same for what store/codec.py packed; its keys stay."""
        found = json.loads(zlib.decompress(data))
        left = self._without_all(found)
        if left == found:
            return data
        return zlib.compress(json.dumps(left, ensure_ascii=False, separators=(",", ":")).encode())

    def stands_in_file(self, data: bytes) -> bool:
        """Whether a file that people handed in holds the name: text, or a workbook of zipped texts."""
        return any(self.stands_in(text) for part in _parts(data) for text in _readings(part))

    def _without_all(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {k: inner if k in _KEYS else self._without_all(inner) for k, inner in value.items()}
        if isinstance(value, list):
            return [self._without_all(inner) for inner in value]
        return self.without(value) if isinstance(value, str) else value


def _spellings(letter: str) -> str:
    """A letter as one character or as a letter with its marks."""
    forms = dict.fromkeys((letter, unicodedata.normalize("NFD", letter)))
    return f"(?:{'|'.join(map(re.escape, forms))})"


def _parts(data: bytes) -> list[bytes]:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            return [data, *(packed.read(name) for name in packed.namelist())]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, zlib.error):  # no workbook: a text
        return [data]


def _readings(data: bytes) -> list[str]:
    """What the bytes may say: in each encoding that we read, with markup, and with it taken out."""
    texts = [data.decode(encoding, "ignore") for encoding in ("utf-8", "cp1252", "utf-16-le", "utf-16-be")]
    cells = _END_OF_CELL.sub(
        " ", texts[0]
    )  # a name may be written in pieces of different looks within a cell
    bare = [html.unescape(re.sub(r"<[^<>]*>", gap, cells)) for gap in ("", " ")]
    return [*texts, *bare]
