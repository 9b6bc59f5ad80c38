from __future__ import annotations

import sys
import threading
from collections.abc import Callable

import pytest

from lederpulje.errors import FileRefused
from lederpulje.exchange import reading
from lederpulje.exchange.limits import MEGABYTE, Limits, Unreadable
from lederpulje.exchange.reading import read_file
from tests.exchange import badfiles
from tests.exchange.badfiles import File

BAD: list[tuple[Callable[[], File], str]] = [
    (badfiles.too_many_bytes, "den fylder 11 MB, og der læses højst 10 MB"),
    (badfiles.nothing, "den er tom."),
    (badfiles.blanks, "den er tom."),
    (badfiles.separators_only, "den er tom: der står ingen tekst"),
    (badfiles.with_password, "beskyttet med en adgangskode"),
    (badfiles.with_password_ods, "beskyttet med en adgangskode"),
    (badfiles.old_excel, "det gamle Excel-format (.xls)"),
    (badfiles.old_word, "et gammelt Word-dokument"),
    (badfiles.binary_excel, "Excels binære format (.xlsb)"),
    (badfiles.pdf, "den er en PDF og ikke et regneark"),
    (badfiles.png, "den er et billede og ikke et regneark"),
    (badfiles.word, "et tekstdokument (som Word) og ikke et regneark"),
    (badfiles.plain_zip, "en pakket fil (.zip) og ikke et regneark"),
    (badfiles.plain_text, "den hedder .xlsx, men er en ren tekstfil"),
    (badfiles.html, "den er en webside (HTML)"),
    (badfiles.xml_workbook, "den er en XML-fil"),
    (badfiles.noise, "den er ikke et regneark, eller den er beskadiget"),
    (badfiles.truncated, "den er ikke hel"),
    (badfiles.damaged, "den er beskadiget"),
    (badfiles.zip_bomb, "den fylder mindst 60 MB, når den pakkes ud"),
    (badfiles.steep_zip, "den fylder mindst 20 MB, når den pakkes ud"),
    (badfiles.lying_zip, "den er ikke hel"),
    (badfiles.last_corner, "langt ude i cellen XFD1048576"),
    (badfiles.last_corner_without_references, "langt ude i cellen A1048576"),
    (badfiles.last_corner_ods, "langt ude i cellen XFD1048576"),
    (badfiles.many_equal_rows_ods, "har 1.000.000 rækker, og der læses højst 20.000"),
    (badfiles.entity_bomb, "den indeholder definitioner (DTD)"),
    (badfiles.entity_bomb_in_strings, "den indeholder definitioner (DTD)"),
    (badfiles.entity_bomb_ods, "den indeholder definitioner (DTD)"),
    (badfiles.too_many_rows, "har 20.002 rækker, og der læses højst 20.000"),
    (badfiles.too_many_rows_csv, "har 20.002 rækker, og der læses højst 20.000"),
    (badfiles.too_many_columns, "langt ude i cellen KN1"),
    (badfiles.too_many_columns_csv, "række 1 har 300 kolonner"),
    (badfiles.endless_cell, "begynder i linje 3, slutter aldrig"),
]


@pytest.mark.timeout(10)
@pytest.mark.parametrize(("make", "message"), BAD, ids=lambda made: getattr(made, "__name__", ""))
def test_each_bad_file_has_its_own_message(make: Callable[[], File], message: str) -> None:
    name, data = make()
    with pytest.raises(FileRefused) as refused:
        read_file(data, name)
    assert message in str(refused.value)
    assert str(refused.value).startswith(f"{name} kan ikke læses: ")
    assert str(refused.value).endswith(" Intet er ændret.")


# --- what the process that reads may use --------------------------------------------------------------------

_SPIN = "from lederpulje.exchange.child import restrict; restrict(2**30, 1)\nwhile True: pass"
_HANG = "import sys, time; sys.stdin.buffer.read(); time.sleep(60)"
_ABORT = "import os, sys; sys.stdin.buffer.read(); os.abort()"
_NO_JSON = "print('hej')"
_DEAF = "raise SystemExit(0)"
_RUST = (
    "import os, sys; sys.stderr.write('memory allocation of 99 bytes failed'); sys.stderr.flush(); os.abort()"
)


@pytest.mark.parametrize(
    ("program", "message"),
    [
        (_SPIN, "det tog for lang tid"),
        (_HANG, "det tog for lang tid"),
        (_ABORT, "læseren gik i stå"),
        (_NO_JSON, "læseren gik i stå"),
        (_DEAF, "læseren gik i stå"),
        (_RUST, "fylder mere i hukommelsen"),
    ],
    ids=["spins", "hangs", "aborts", "babbles", "does not listen", "runs out of memory"],
)
def test_a_reader_that_ends_badly_is_a_message(program: str, message: str) -> None:
    command = (sys.executable, "-c", program)
    limit = Limits(in_all=0.5) if program == _HANG else Limits()
    with pytest.raises(Unreadable, match=message):
        reading.ask_child(command, b"x" * MEGABYTE, "a.csv", print, limit)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit on memory")
def test_a_file_that_needs_too_much_memory_is_a_message() -> None:
    data = badfiles.workbook(("Kurser", [[f"{row} {column}" for column in range(40)] for row in range(500)]))
    with pytest.raises(FileRefused, match="fylder mere i hukommelsen"):
        read_file(data, "stor.xlsx", limits=Limits(memory=24 * MEGABYTE))


def test_who_listens_may_interrupt() -> None:
    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    before = threading.active_count()
    with pytest.raises(KeyboardInterrupt):
        read_file(badfiles.workbook(("Kurser", [["Titel"]])), "a.xlsx", interrupt)
    assert threading.active_count() == before


def test_others_read_on_while_a_file_hangs() -> None:
    ended: list[str] = []
    under_way, others_done = threading.Event(), threading.Event()

    def hang() -> None:
        program = 'import sys; sys.stdin.buffer.read(); print(\'{"says": "x"}\', flush=True)'

        def listen(_: str) -> None:
            under_way.set()
            others_done.wait(20)

        with pytest.raises(Unreadable):
            reading.ask_child((sys.executable, "-c", program), b"", "a.csv", listen, Limits(in_all=30))
        ended.append("slow")

    slow = threading.Thread(target=hang)
    slow.start()
    assert under_way.wait(10)
    grids = read_file(b"Titel;Pris\nA;1\n", "a.csv")
    ended.append("good")
    others_done.set()
    slow.join()
    assert grids[0].rows == (("Titel", "Pris"), ("A", "1"))
    assert ended == ["good", "slow"]
