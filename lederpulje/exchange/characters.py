"""Characters that files cannot hold."""

from __future__ import annotations

import re

_NEVER = re.compile("[\ud800-\udfff\ufffe\uffff]")
_NOT_IN_DOCUMENTS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f]")


def for_cells(text: str) -> str:
    """The text without what no XML file can hold; other control characters are written in a workbook's own way."""
    return _NEVER.sub("", text)


def for_documents(text: str) -> str:
    """The text without any control characters but tab and line breaks: nobody can see or read them."""
    return _NOT_IN_DOCUMENTS.sub("", for_cells(text))
