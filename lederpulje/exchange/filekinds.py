"""What a file is, told by its content; its name counts only where text is all there is to see."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto
from pathlib import PurePath

from lederpulje.exchange.limits import Unreadable
from lederpulje.exchange.zipcheck import locked

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIPS = (b"PK\x03\x04", b"PK\x05\x06")
_SAVE_AS = "Åbn filen i Excel, vælg Gem som → Excel-projektmappe (.xlsx), og prøv igen."
_GIVE_ANOTHER = "Vælg listen som .xlsx, .ods eller .csv."
_STARTS = {
    b"%PDF": "en PDF",
    b"\x89PNG": "et billede",
    b"\xff\xd8\xff": "et billede",
    b"GIF8": "et billede",
    b"{\\rtf": "et tekstdokument (.rtf)",
    b"\x1f\x8b": "en pakket fil (.gz)",
    b"7z\xbc\xaf": "en pakket fil (.7z)",
    b"Rar!": "en pakket fil (.rar)",
    b"\x7fELF": "et program",
}
_BINARY_STARTS = {b"BM": "et billede", b"RIFF": "en lyd- eller billedfil", b"MZ": "et program"}
"""These could also begin a text."""
_WORKBOOK_NAMES = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


class FileKind(Enum):
    """What can be read."""

    ZIP = auto()
    TEXT = auto()


class Book(Enum):
    """Workbooks that can be read."""

    XLSX = auto()
    ODS = auto()


def kind_of(data: bytes, name: str) -> FileKind:
    """A zip or a text. Raises Unreadable, saying what it is, for anything else."""
    if data.startswith(_ZIPS):
        return FileKind.ZIP
    if data.startswith(_OLE):
        raise Unreadable(_in_ole(data))
    starts = _STARTS if _is_plain(data) else _STARTS | _BINARY_STARTS
    if known := next((what for start, what in starts.items() if data.startswith(start)), ""):
        raise Unreadable(f"den er {known} og ikke et regneark, uanset hvad den hedder. {_GIVE_ANOTHER}")
    if not data.startswith(_UTF16) and not _is_plain(data):
        raise Unreadable(f"den er ikke et regneark, eller den er beskadiget. {_GIVE_ANOTHER}")
    _refuse_markup(data)
    if PurePath(name).suffix.lower() in _WORKBOOK_NAMES:
        raise Unreadable(
            f"den hedder {PurePath(name).suffix}, men er en ren tekstfil. Er det en kommasepareret liste, så giv "
            f"den endelsen .csv; ellers vælg den rigtige fil."
        )
    return FileKind.TEXT


def _is_plain(data: bytes) -> bool:
    return b"\0" not in data


def _in_ole(data: bytes) -> str:
    """What an OLE container is, by the names of the streams in it."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return locked()
    if "WordDocument".encode("utf-16-le") in data:
        return f"den er et gammelt Word-dokument (.doc) og ikke et regneark. {_GIVE_ANOTHER}"
    if any(stream.encode("utf-16-le") in data for stream in ("Workbook", "Book")):
        return f"den er gemt i det gamle Excel-format (.xls). {_SAVE_AS}"
    return f"den er et gammelt Office-dokument og ikke et regneark, der kan læses. {_GIVE_ANOTHER}"


def _refuse_markup(data: bytes) -> None:
    """Web pages and workbooks as one XML file, which other systems like to give Excel's names to."""
    start = data[:4096].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<table", b"<head", b"<meta", b"<body", b"<div")) or (
        b"<html" in start and start.startswith(b"<")
    ):
        raise Unreadable(f"den er en webside (HTML) og ikke et rigtigt regneark. {_SAVE_AS}")
    if start.startswith((b"<?xml", b"<workbook", b"<office:")):
        raise Unreadable(f"den er en XML-fil og ikke et rigtigt regneark. {_SAVE_AS}")


def book_of(parts: Mapping[str, bytes]) -> Book:
    """Which workbook the parts of a zip are. Raises Unreadable, saying what they are, if none."""
    names = {name.lower() for name in parts}
    mime = parts.get("mimetype", b"").decode("ascii", "replace").strip()
    if "encrypted-package" in names or b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise Unreadable(locked())
    if "xl/workbook.xml" in names:
        return Book.XLSX
    if mime.startswith("application/vnd.oasis.opendocument.spreadsheet") and "content.xml" in names:
        return Book.ODS
    if "xl/workbook.bin" in names:
        raise Unreadable(f"den er gemt i Excels binære format (.xlsb). {_SAVE_AS}")
    raise Unreadable(f"den er {_other_zip(names, mime)} og ikke et regneark. {_GIVE_ANOTHER}")


def _other_zip(names: set[str], mime: str) -> str:
    if any(name.startswith("word/") for name in names) or mime.endswith("opendocument.text"):
        return "et tekstdokument (som Word)"
    if any(name.startswith("ppt/") for name in names) or mime.endswith("opendocument.presentation"):
        return "en præsentation (som PowerPoint)"
    return "en pakket fil (.zip)"
