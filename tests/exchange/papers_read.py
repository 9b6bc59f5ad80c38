"""Reading papers back: what stands in a PDF, how it is tagged, and the PDF that LibreOffice makes of a Word paper."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw


def pdf_text(pdf: bytes) -> str:
    """What can be copied out of it, in one line."""
    document = pdfium.PdfDocument(pdf)
    return " ".join(" ".join(page.get_textpage().get_text_bounded() for page in document).split())


def pages_with_ink(pdf: bytes) -> list[bool]:
    """For each page whether anything but white is drawn on it."""
    document = pdfium.PdfDocument(pdf)
    return [page.render(scale=0.5).to_pil().convert("L").getextrema()[0] < 128 for page in document]


def language(pdf: bytes) -> str:
    document = pdfium.PdfDocument(pdf)
    buffer = (ctypes.c_ushort * 32)()
    raw.FPDFCatalog_GetLanguage(document.raw, buffer, 32)
    return bytes(buffer).decode("utf-16-le").rstrip("\x00")


def is_tagged(pdf: bytes) -> bool:
    document = pdfium.PdfDocument(pdf)
    return bool(raw.FPDFCatalog_IsTagged(document.raw))


def tags(pdf: bytes) -> list[tuple[str, str]]:
    """Each element that a screen reader meets, in order, with the words that stand for it."""
    document = pdfium.PdfDocument(pdf)
    found: list[tuple[str, str]] = []
    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page.raw)
        for at in range(raw.FPDF_StructTree_CountChildren(tree)):
            found += _walk(raw.FPDF_StructTree_GetChildAtIndex(tree, at))
        raw.FPDF_StructTree_Close(tree)
    return found


def _walk(element: raw.FPDF_STRUCTELEMENT) -> Iterator[tuple[str, str]]:
    if not element:
        return
    kind = _said(lambda buffer, size: raw.FPDF_StructElement_GetType(element, buffer, size))
    yield kind, _said(lambda buffer, size: raw.FPDF_StructElement_GetAltText(element, buffer, size))
    for at in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _walk(raw.FPDF_StructElement_GetChildAtIndex(element, at))


def _said(ask: Callable[[ctypes.Array[ctypes.c_char] | None, int], int]) -> str:
    size = ask(None, 0)
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return buffer.raw.decode("utf-16-le").rstrip("\x00")


def office_pdf(docx: bytes, folder: Path) -> bytes:
    """The Word paper as LibreOffice prints it."""
    office = os.environ.get("LEDERPULJE_TEST_OFFICE") or shutil.which("soffice")
    if office is None:
        pytest.fail("No LibreOffice is installed; bash tests/run installs it or says how.")
    (folder / "paper.docx").write_bytes(docx)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    call = [office, profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "paper.docx"]
    subprocess.run(call, cwd=folder, check=True, capture_output=True, timeout=100)
    return (folder / "paper.pdf").read_bytes()
