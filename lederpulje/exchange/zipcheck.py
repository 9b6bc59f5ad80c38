"""What lies in a zip, taken out within limits; a bomb is recognised before it goes off."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lederpulje.exchange.limits import (
    MEGABYTE,
    MOST_PARTS,
    MOST_RATIO,
    MOST_UNPACKED,
    RATIO_COUNTS_FROM,
    Unreadable,
)

CUT_OFF = (
    "den er ikke hel. Måske blev den afbrudt under kopiering eller hentning. Hent eller kopiér den igen, "
    "eller åbn den i Excel, og gem den under et nyt navn."
)
_ENCRYPTED = 0x1
_CHUNK = 256 * 1024
_KEPT = (".xml", ".rels", "mimetype")


def unpack(data: bytes) -> dict[str, bytes]:
    """Every part of a zip by its name; only those a workbook is read from have content.

    Raises Unreadable if the zip is damaged, protected, or larger unpacked than a course list can be.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive, len(data))
            return _take_out(archive, len(data))
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
        raise Unreadable(CUT_OFF) from error


def _check_directory(archive: zipfile.ZipFile, packed: int) -> None:
    entries = archive.infolist()
    if any(entry.flag_bits & _ENCRYPTED for entry in entries):
        raise Unreadable(locked())
    if len(entries) > MOST_PARTS:
        raise Unreadable(_too_large(f"den består af {len(entries)} dele"))
    _check_size(sum(entry.file_size for entry in entries), packed)


def _take_out(archive: zipfile.ZipFile, packed: int) -> dict[str, bytes]:
    parts: dict[str, bytes] = {}
    unpacked = 0
    for entry in archive.infolist():
        chunks = []
        with archive.open(entry) as source:
            while chunk := source.read(_CHUNK):
                unpacked += len(chunk)
                _check_size(unpacked, packed)
                chunks.append(chunk)
        name = entry.filename.replace("\\", "/").lstrip("/")
        parts[name] = b"".join(chunks) if name.lower().endswith(_KEPT) else b""
    return parts


def _check_size(unpacked: int, packed: int) -> None:
    if unpacked > MOST_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed):
        raise Unreadable(_too_large(f"den fylder mindst {unpacked // MEGABYTE} MB, når den pakkes ud"))


def _too_large(what: str) -> str:
    return (
        f"{what}, og det gør ingen kursusliste (højst {MOST_UNPACKED // MEGABYTE} MB). Kopiér listen til en ny "
        "projektmappe uden billeder og tomme formaterede rækker, og gem den."
    )


def locked() -> str:
    """What is said of a file with a password."""
    return (
        "den er beskyttet med en adgangskode. Åbn den i Excel, fjern adgangskoden under Filer → Oplysninger → "
        "Beskyt projektmappe, og gem den."
    )


def repack(parts: Mapping[str, bytes]) -> bytes:
    """The parts with content as a zip of their own, so that the next reader sees what was checked and no more."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, content in parts.items():
            if content:
                archive.writestr(name, content)
    return target.getvalue()
