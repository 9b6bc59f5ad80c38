"""Charts as pictures: drawn by a real browser from any thread, and a plain word where there is none."""

from __future__ import annotations

import asyncio
import io
import struct
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]
import pytest
from PIL import Image

from lederpulje.errors import NoBrowser
from lederpulje.exchange.pictures import STUDIO, Page, Studio, picture

FIGURE: dict[str, Any] = {
    "data": [{"type": "bar", "x": [1, 2], "y": [3, 1], "marker": {"color": "#07427D"}}],
    "layout": {"title": {"text": "Æøå <b>60.000 kr.</b>"}, "font": {"family": "Inter, sans-serif"}},
}


@pytest.fixture(scope="module", autouse=True)
def _browser() -> Iterator[None]:
    yield
    STUDIO.close()


def size(png: bytes) -> tuple[int, int]:
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_png_has_the_size_asked_for_and_is_drawn_on() -> None:
    made = picture(FIGURE, "png", 400, 200, 2)
    assert size(made) == (800, 400)
    assert (7, 66, 125) in {
        colour for _, colour in Image.open(io.BytesIO(made)).convert("RGB").getcolors(1 << 20) or ()
    }


def test_an_svg_carries_its_words_and_its_own_type() -> None:
    made = picture(FIGURE, "svg", 400, 200).decode()
    assert made.startswith("<svg")
    assert "60.000 kr." in made
    assert made.count("@font-face{font-family:Inter") == 2


def test_several_threads_and_one_with_an_event_loop_get_their_own_pictures() -> None:
    async def within_a_loop() -> bytes:
        return picture(FIGURE, "png", 90, 50)

    with ThreadPoolExecutor(3) as pool:
        made = list(pool.map(lambda width: picture(FIGURE, "png", width, 50), (60, 70, 80)))
        made.append(pool.submit(lambda: asyncio.run(within_a_loop())).result())
    assert [size(png)[0] for png in made] == [60, 70, 80, 90]


def test_a_browser_that_was_killed_is_replaced() -> None:
    picture(FIGURE, "png", 60, 50)
    for process in psutil.Process().children(recursive=True):
        with suppress(psutil.NoSuchProcess):  # it went with the one before
            of_other_tests = any(parent.name().startswith("node") for parent in process.parents())
            if "--remote-debugging-pipe" in process.cmdline() and not of_other_tests:
                process.kill()
    assert size(picture(FIGURE, "png", 70, 50)) == (70, 50)


def test_the_page_fetches_nothing() -> None:
    page = Page().generate_index()
    assert page.isascii()
    assert "default-src 'none'" in page
    assert "http:" not in page
    assert "https:" not in page


@pytest.mark.parametrize(
    ("browser", "said"),
    [
        ("missing", "peger på"),
        ("no_program", "peger på"),
        pytest.param(
            "ends_at_once",
            "vil ikke starte",
            marks=pytest.mark.skipif(sys.platform == "win32", reason="a program is no script on Windows"),
        ),
    ],
)
def test_without_a_browser_the_error_says_what_to_do(
    browser: str, said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "no_program").write_text("tekst", "utf-8")
    (tmp_path / "ends_at_once").write_text("#!/bin/sh\nexit 1\n", "utf-8")
    (tmp_path / "ends_at_once").chmod(0o755)
    monkeypatch.setenv("BROWSER_PATH", str(tmp_path / browser))
    with pytest.raises(NoBrowser, match=said) as refused:
        Studio().draw(FIGURE, {"format": "png", "width": 60, "height": 50})
    assert str(refused.value).startswith("Billedet kan ikke tegnes: ")
    assert "Installér Google Chrome, Chromium eller Edge" in str(refused.value)
