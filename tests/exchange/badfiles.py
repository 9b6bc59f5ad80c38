"""Files nobody should be able to hurt anything with, and files as people send them; each as its name and its bytes."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from xml.sax.saxutils import escape

from xlsxwriter import Workbook

from lederpulje.exchange.limits import MEGABYTE

File = tuple[str, bytes]
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TYPES = "<Types><Default Extension='xml' ContentType='application/xml'/></Types>"
_ODS = "application/vnd.oasis.opendocument.spreadsheet"
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
)
_CALCEXT = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


# --- as they should be --------------------------------------------------------------------------------------


def zipped(parts: Mapping[str, str | bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def xlsx_of(sheet: str, *, before: str = "", more: Mapping[str, str | bytes] | None = None) -> bytes:
    """A workbook whose one sheet *Kurser* has this XML instead of its `sheetData`, and this before its root."""
    with zipfile.ZipFile(io.BytesIO(written(lambda book: book.add_worksheet("Kurser")))) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    start = xml.index("<worksheet")
    parts["xl/worksheets/sheet1.xml"] = (before or xml[:start]) + xml[start:].replace("<sheetData/>", sheet)
    return zipped({**parts, **(more or {})})


def workbook(*sheets: tuple[str, Sequence[Sequence[object]]]) -> bytes:
    """A workbook with these rows on these sheets, as XlsxWriter sees them."""

    def write(book: Workbook) -> None:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)

    return written(write)


def written(build: Callable[[Workbook], object]) -> bytes:
    target = io.BytesIO()
    with Workbook(target, {"in_memory": True, "default_date_format": "dd-mm-yyyy"}) as book:
        build(book)
    return target.getvalue()


def ods_of(tables: str, *, before: str = "", manifest: str = "") -> bytes:
    """An .ods by hand, with these tables."""
    body = f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body>"
    return zipped(
        {
            "mimetype": _ODS,
            "META-INF/manifest.xml": f"<manifest>{manifest}</manifest>",
            "content.xml": f"{before}<office:document-content {_ODF} {_CALCEXT}>{body}</office:document-content>",
        }
    )


def ods_text(text: str) -> str:
    return (
        f'<table:table-cell office:value-type="string"><text:p>{escape(text)}</text:p></table:table-cell>'
        if text
        else "<table:table-cell/>"
    )


# --- as they should not be ----------------------------------------------------------------------------------


def too_many_bytes() -> File:
    return "stor.csv", b"Titel;Pris\n" + b"x" * (10 * MEGABYTE)


def nothing() -> File:
    return "tom.xlsx", b""


def blanks() -> File:
    return "blanke.csv", b" \r\n\r\n  \n"


def separators_only() -> File:
    return "semikoloner.csv", b";;;\r\n;;;\r\n"


def with_password() -> File:
    return "laast.xlsx", _OLE + b"\0" * 504 + "EncryptedPackage".encode("utf-16-le") + b"\0" * 512


def with_password_ods() -> File:
    return "laast.ods", ods_of("", manifest="<file-entry><encryption-data/></file-entry>")


def old_excel() -> File:
    return "gammel.xls", _OLE + b"\0" * 504 + "Workbook".encode("utf-16-le") + b"\0" * 512


def old_word() -> File:
    return "brev.xlsx", _OLE + b"\0" * 504 + "WordDocument".encode("utf-16-le") + b"\0" * 512


def binary_excel() -> File:
    return "binaer.xlsb", zipped({"[Content_Types].xml": _TYPES, "xl/workbook.bin": b"\x83\x01"})


def pdf() -> File:
    return "liste.xlsx", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


def png() -> File:
    return "liste.xlsx", b"\x89PNG\r\n\x1a\n" + b"\0" * 64


def word() -> File:
    return "liste.xlsx", zipped({"[Content_Types].xml": _TYPES, "word/document.xml": "<document/>"})


def plain_zip() -> File:
    return "liste.xlsx", zipped({"billeder/a.txt": "a"})


def plain_text() -> File:
    return "liste.xlsx", b"Kursus;Pris\r\nA;100\r\n"


def html() -> File:
    return "liste.xls", b"<html><head></head><body><table><tr><td>Titel</td></tr></table></body></html>"


def xml_workbook() -> File:
    return "liste.xls", b'<?xml version="1.0"?><Workbook><Worksheet/></Workbook>'


def noise() -> File:
    return "liste.csv", bytes(range(256)) * 8


def truncated() -> File:
    whole = workbook(("Kurser", [["Titel", "Pris"]] * 50))
    return "afbrudt.xlsx", whole[: len(whole) // 2]


def damaged() -> File:
    return "beskadiget.xlsx", xlsx_of("<sheetData><row r='1'><c r='A1'><v>1</v></row>")


def zip_bomb() -> File:
    """60 MB of nothing in 60 KB."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/workbook.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(60):
            part.write(b" " * MEGABYTE)
    return "bombe.xlsx", target.getvalue()


def steep_zip() -> File:
    """Less than 50 MB, but packed more than any list can be."""
    return "stejl.xlsx", xlsx_of("<sheetData/>", more={"xl/media/a.bin": b"\0" * (20 * MEGABYTE)})


def lying_zip() -> File:
    """20 MB that its directory says are 10 bytes."""
    name, honest = steep_zip()
    size = (20 * MEGABYTE).to_bytes(4, "little")
    return f"loegn-{name}", honest.replace(size, (10).to_bytes(4, "little"))


def last_corner() -> File:
    return "hjoerne.xlsx", xlsx_of(
        '<sheetData><row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    )


def last_corner_without_references() -> File:
    """As before, but the cell that is far away does not say where it is."""
    return "hjoerne2.xlsx", xlsx_of('<sheetData><row r="1048575"/><row><c><v>1</v></c></row></sheetData>')


def last_corner_ods() -> File:
    far = (
        '<table:table-row table:number-rows-repeated="1048575"><table:table-cell/></table:table-row><table:table-row>'
        f'<table:table-cell table:number-columns-repeated="16383"/>{ods_text("x")}</table:table-row>'
    )
    return "hjoerne.ods", ods_of(f'<table:table table:name="Kurser">{far}</table:table>')


def many_equal_rows_ods() -> File:
    """A million rows said in one."""
    row = f'<table:table-row table:number-rows-repeated="1000000">{ods_text("x")}</table:table-row>'
    return "gentaget.ods", ods_of(f'<table:table table:name="Kurser">{row}</table:table>')


def entity_bomb() -> File:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    before = f'<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY l0 "ha">{laughs}]>'
    cell = '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData>'
    return "entiteter.xlsx", xlsx_of(cell, before=before)


def entity_bomb_in_strings() -> File:
    strings = '<!DOCTYPE sst [<!ENTITY a "a">]><sst><si><t>&a;</t></si></sst>'
    cell = '<sheetData><row r="1"><c r="A1" t="s"><v>0</v></c></row></sheetData>'
    return "entiteter2.xlsx", xlsx_of(cell, more={"xl/sharedStrings.xml": strings})


def entity_bomb_ods() -> File:
    return "entiteter.ods", ods_of("<table:table/>", before='<!DOCTYPE d [<!ENTITY a "b">]>')


def too_many_rows() -> File:
    rows = "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(1, 20_003))
    return "lang.xlsx", xlsx_of(f"<sheetData>{rows}</sheetData>")


def too_many_rows_csv() -> File:
    return "lang.csv", b"Titel;Pris\n" + b"a;1\n" * 20_001


def too_many_columns() -> File:
    return "bred.xlsx", workbook(("Kurser", [[f"Kolonne {n}" for n in range(300)]]))


def too_many_columns_csv() -> File:
    return "bred.csv", b";".join([b"x"] * 300)


def endless_cell() -> File:
    return "anfoersel.csv", b'Titel;Pris\nKursus;1\n"Uden slut;2\n' + b"a;1\n" * 40
