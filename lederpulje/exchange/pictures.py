"""Charts as pictures, drawn by an installed Chrome, Chromium or Edge that is started once and never goes online."""

from __future__ import annotations

import asyncio
import atexit
import base64
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Coroutine, Mapping
from concurrent.futures import CancelledError
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import plotly

from lederpulje.errors import NoBrowser

if TYPE_CHECKING:
    from kaleido import Kaleido

Kind = Literal["png", "svg"]
T = TypeVar("T")

_HERE = Path(__file__).resolve().parent
_FONTS = _HERE.parent / "ui" / "static" / "fonts"
_WEIGHTS = {400: "Inter-4.1-Regular.woff2", 700: "Inter-4.1-Bold.woff2"}
_PLOTLY = Path(plotly.__file__).resolve().parent / "package_data" / "plotly.min.js"
_START, _DRAW, _STOP = 30.0, 20.0, 5.0  # seconds to wait
_NOWHERE = (
    "http://127.0.0.1:9"  # a proxy that nobody answers at: the browser itself must not go online either
)
_POLICY = (
    "default-src 'none'; script-src file: 'unsafe-inline'; style-src 'unsafe-inline'; "
    "font-src data:; img-src data:"
)
_INSTALL = (
    "Installér Google Chrome, Chromium eller Edge på den maskine, som Lederpulje kører på, eller skriv i "
    "miljøvariablen BROWSER_PATH, hvor den ligger."
)
_LOG = logging.getLogger(__name__)


def picture(figure: Mapping[str, Any], kind: Kind, width: int, height: int, scale: float = 1) -> bytes:
    """A figure (`go.Figure.to_plotly_json()`) as a picture of `width` × `height` pixels, a PNG `scale` times that.

    Raises NoBrowser if there is no browser to draw it, or if it does not answer.
    """
    options = {"format": kind, "width": width, "height": height, "scale": scale}
    try:
        return STUDIO.draw(dict(figure), options)
    except _Gone:
        _LOG.warning("The browser that draws pictures has ended; another one is started.")
    try:
        return STUDIO.draw(dict(figure), options)
    except _Gone as error:
        raise NoBrowser("browseren holdt op, mens den tegnede.", "Prøv igen om lidt.") from error


def browser_path() -> str:
    """The program that draws: the one that BROWSER_PATH names, else one that is installed. Raises NoBrowser."""
    from choreographer.browsers.chromium import Chromium

    named = os.environ.get("BROWSER_PATH", "")
    found = named or Chromium.find_browser(skip_local=False) or ""
    if not Path(found).is_file() or not os.access(found, os.X_OK):
        why = f"BROWSER_PATH peger på {named}, som ikke kan køres." if named else "der er ingen browser."
        raise NoBrowser(why, _INSTALL)
    return found


class Page:
    """The page that the browser draws on: Plotly and our type, and nothing that could be fetched."""

    def generate_index(self) -> str:
        """The page; ASCII, since Kaleido writes it in whatever encoding the system has."""
        from kaleido import PageGenerator

        faces = "".join(_face(weight, _FONTS / name) for weight, name in _WEIGHTS.items())
        own = (_HERE / "pictures.js").read_text("ascii")
        return (
            f"{PageGenerator.header}"
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            f'<style id="fonts">{faces}</style>\n'
            f'<script src="{_PLOTLY.as_uri()}" charset="utf-8"></script>\n'
            f"<script>{own}</script>\n"
            f"{PageGenerator.footer}"
        )


def _face(weight: int, file: Path) -> str:
    font = base64.b64encode(file.read_bytes()).decode("ascii")
    source = f"url(data:font/woff2;base64,{font}) format('woff2')"
    return f"@font-face{{font-family:Inter;font-weight:{weight};src:{source}}}"


class _Gone(Exception):
    """The browser has ended."""


class Studio:
    """The process's one browser, and the thread with the event loop that talks to it.

    Kaleido's own server waits for ever if the browser does not start or stops answering.
    """

    def __init__(self) -> None:
        self._opening = threading.Lock()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._artist: Kaleido | None = None

    def draw(self, figure: dict[str, Any], options: dict[str, Any]) -> bytes:
        """The picture. Raises _Gone if the browser ends meanwhile, NoBrowser if there is none or it is silent."""
        from choreographer.errors import BrowserClosedError, BrowserFailedError, ChannelClosedError

        artist = self._ready()
        try:
            drawn: bytes = self._wait(artist.calc_fig(figure, opts=options), _DRAW)
        except TimeoutError as error:
            _end(artist)
            raise NoBrowser("browseren svarer ikke.", "Prøv igen om lidt.") from error
        except (CancelledError, BrowserClosedError, BrowserFailedError, ChannelClosedError) as error:
            _end(artist)
            raise _Gone from error
        return drawn

    def close(self) -> None:
        """End the browser, the hard way if it does not do so when asked."""
        with self._opening:
            artist, self._artist = self._artist, None
        if artist is None:
            return
        try:
            self._wait(artist.close(), _STOP)
        except TimeoutError:
            _end(artist)

    def _ready(self) -> Kaleido:
        with self._opening:
            if self._artist is None or self._artist.subprocess.poll() is not None:
                self._artist = None
                self._artist = self._open()
            return self._artist

    def _open(self) -> Kaleido:
        """A browser in its sandbox; without where the system has none, as in many containers."""
        from choreographer.errors import BrowserFailedError

        path = browser_path()
        for sandbox in (True, False) if _may_have_sandbox() else (False,):
            artist = _artist(path, sandbox=sandbox)
            try:
                self._wait(artist.open(), _START)
            except TimeoutError as error:
                _end(artist)
                raise NoBrowser("browseren svarer ikke.", "Prøv igen om lidt.") from error
            except (BrowserFailedError, OSError) as error:
                _LOG.warning("%s does not start (sandbox: %s): %s", path, sandbox, error)
                continue
            return artist
        raise NoBrowser(f"{path} vil ikke starte.", _INSTALL)

    def _wait(self, job: Coroutine[Any, Any, T], seconds: float) -> T:
        """What the job gives. Raises TimeoutError; the job is then left to itself, for it may not let go."""
        if self._loop is None:
            self._loop = asyncio.new_event_loop()
            self._loop.set_exception_handler(_note)
            threading.Thread(target=self._loop.run_forever, name="pictures", daemon=True).start()
        return asyncio.run_coroutine_threadsafe(job, self._loop).result(seconds)


def _note(_loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """What a browser that was ended leaves behind; who asked for the picture has been told already."""
    _LOG.info("%s: %r", context["message"], context.get("exception"))


def _artist(path: str, *, sandbox: bool) -> Kaleido:
    from kaleido import Kaleido

    return Kaleido(
        path=path, page_generator=Page(), timeout=None, proxy_server=_NOWHERE, enable_sandbox=sandbox
    )


def _may_have_sandbox() -> bool:
    """Chrome refuses to run as root in its sandbox."""
    return sys.platform == "win32" or os.geteuid() != 0


def _end(artist: Kaleido) -> None:
    """End a browser that does not answer, with all its processes; nothing if it never started or has ended."""
    process: subprocess.Popen[bytes] | None = getattr(artist, "subprocess", None)
    if process is None or process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
    else:
        os.killpg(process.pid, signal.SIGKILL)  # Kaleido starts it in a session of its own


STUDIO: Final = Studio()
atexit.register(STUDIO.close)
