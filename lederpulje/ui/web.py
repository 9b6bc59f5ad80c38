"""What stands between the browser and Streamlit: the Danish index page, security headers, error pages."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Final
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util
from streamlit.web.server.starlette.starlette_websocket import is_host_allowed

from lederpulje.ui.failure import log_failure

STATIC: Final = Path(__file__).resolve().parent / "static"
TITLE: Final = "Lederpulje"
HIDDEN: Final = ("_stcore/metrics", "_stcore/agent", "_stcore/script-health-check")
DENIED: Final = (
    "accelerometer", "autoplay", "camera", "display-capture", "geolocation", "gyroscope", "magnetometer",
    "microphone", "midi", "payment", "publickey-credentials-get", "usb", "xr-spatial-tracking",
)  # fmt: skip
HEADERS: Final = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",  # a draft's unguessable id stands in the URL
    "Permissions-Policy": ", ".join(f"{feature}=()" for feature in DENIED),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
NEWS: Final = "nyt/"  # followed by the share id of a draft
_PATIENCE: Final = 2.0  # seconds that a request for news waits; so long may a server take to stop
FOREVER: Final = "public, max-age=31536000, immutable"

# status → what is wrong and what to do, in the user's words
MESSAGES: Final = {
    400: ("Adressen kan ikke bruges", "Adressen indeholder noget, som systemet ikke tager imod."),
    404: (
        "Siden findes ikke",
        "Der er ingen side på den adresse. Måske er linket gammelt eller skrevet forkert.",
    ),
    405: ("Det kan ikke gøres her", "Adressen svarer ikke på den slags forespørgsler."),
    413: ("Filen er for stor", "Vælg en mindre fil."),
    421: ("Adressen er ikke kendt", "Systemet svarer kun på den adresse, det er sat op til."),
    500: (
        "Noget gik galt",
        "Der opstod en fejl på serveren. Prøv igen, og sig det til den, der driver systemet.",
    ),
}


def content_security_policy(page: str) -> str:
    """Return the policy for a page: our own origin only, and the page's own inline scripts by their hash."""
    inline = re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL)
    hashes = [f"'sha256-{base64.b64encode(hashlib.sha256(s.encode()).digest()).decode()}'" for s in inline]
    return "; ".join(
        (
            "default-src 'self'",
            # Components v2 load their inline script as blob:, and Streamlit's reader of 64-bit numbers is WASM.
            " ".join(["script-src 'self' blob: 'wasm-unsafe-eval'", *hashes]),
            "style-src 'self' 'unsafe-inline'",  # Streamlit writes its styles while it runs
            "img-src 'self' data: blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "worker-src 'self' blob:",
            "media-src 'self' blob:",
            "frame-src 'self'",
            "frame-ancestors 'none'",
            "object-src 'none'",
            "base-uri 'self'",
            "form-action 'self'",
        )
    )


def asset_url(name: str) -> str:
    """Return the address of a file in `static`; it changes with the content, so it may be cached for ever."""
    digest = hashlib.sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"./app/static/{name}?v={digest}"


def danish_index(page: str) -> str:
    """Make Streamlit's index page ours: Danish, with our style and words, without what is not used."""
    # Without this the browser first looks for the server below every page's address, and logs two errors.
    base = json.dumps(f"/{config.get_option('server.baseUrlPath').strip('/')}")
    head = (
        f"    <script>window.__streamlit = {{BACKEND_BASE_URL: new URL({base}, location.origin).href}};</script>\n"
        f'    <link rel="stylesheet" href="{asset_url("lederpulje.css")}">\n'
        f'    <link rel="stylesheet" href="{asset_url("figures.css")}">\n'
        f'    <script defer src="{asset_url("danish.js")}"></script>\n  </head>'
    )
    changes: Iterable[tuple[str, str]] = (
        (r'<html lang="en">', '<html lang="da">'),
        (r"<title>.*?</title>", f"<title>{TITLE}</title>"),
        (r'<link rel="shortcut icon"[^>]*>', f'<link rel="icon" href="{asset_url("favicon.svg")}">'),
        (r'<link\s+rel="preload"[^>]*SourceSans[^>]*>', ""),
        (r"<!--(?:(?!-->).)*agent API(?:(?!-->).)*-->", ""),
        (r'<link rel="service-desc"[^>]*>', ""),
        (
            r"<noscript>.*?</noscript>",
            "<noscript><p>Slå JavaScript til i browseren for at bruge Lederpulje.</p></noscript>",
        ),
        # Ours stands before Streamlit's module scripts: deferred scripts run in the order of the page.
        (r"</head>", head),
    )
    for pattern, ours in changes:
        page = re.sub(pattern, ours, page, count=1, flags=re.DOTALL)
    return page


def error_page(status: int, reference: str = "") -> HTMLResponse:
    """Return a small Danish page for a status; it names neither path nor source."""
    title, advice = MESSAGES.get(status, MESSAGES[500 if status >= 500 else 400])
    note = f"<p>Reference: <strong>{html.escape(reference)}</strong></p>" if reference else ""
    home = html.escape(config.get_option("server.baseUrlPath").strip("/"))
    page = f"""<!DOCTYPE html>
<html lang="da"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title} – {TITLE}</title>
<style>body{{font:20px/1.5 Inter,sans-serif;color:#0B1220;max-width:40rem;margin:15vh auto;padding:0 1.5rem}}
h1{{font-size:42px;line-height:1.2}}a{{color:#07427D}}a:focus-visible{{outline:3px solid #07427D}}</style>
</head><body><main><h1>{title}</h1><p>{advice}</p>{note}<p><a href="/{home}">Gå til forsiden</a></p></main>
</body></html>"""
    response = HTMLResponse(page, status_code=status, headers=HEADERS)
    response.headers["Cache-Control"] = "no-store"
    response.headers["Content-Security-Policy"] = content_security_policy(page)
    return response


async def http_error(_request: Request, error: HTTPException) -> Response:
    """Answer a refused request (not found, not allowed) in Danish."""
    return error_page(error.status_code)


async def server_error(_request: Request, error: Exception) -> Response:
    """Answer a fault on the server in Danish, with the number under which the log holds the details."""
    return error_page(500, log_failure(error))


class FrontDoor:
    """Pure ASGI middleware around Streamlit; the websocket passes through (Streamlit checks its host)."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.index = danish_index(Path(file_util.get_static_dir(), "index.html").read_text("utf-8"))
        self.policy = content_security_policy(self.index)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on, and put right what comes back."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        request = Headers(scope=scope)
        path = _path(scope)
        if not is_host_allowed(request.get("host")):
            await error_page(421)(scope, receive, send)
            return
        if path.startswith(HIDDEN):
            await error_page(404)(scope, receive, send)
            return
        if path.startswith(NEWS):
            await (await _news(path, scope))(scope, receive, send)
            return
        replaced = False

        async def put_right(message: Message) -> None:
            nonlocal replaced
            if message["type"] == "http.response.start":
                ours = self._instead(path, request, message)
                if ours is not None:
                    replaced = True
                    await ours(scope, receive, send)
                    return
                self._secure(path, scope, message)
            if not replaced:
                await send(message)

        await self.app(scope, receive, put_right)

    def _instead(self, path: str, request: Headers, message: Message) -> Response | None:
        """Return our own answer where Streamlit's is its index page or an English refusal."""
        status = message["status"]
        kind = Headers(raw=message["headers"]).get("content-type", "")
        if status == 200 and kind.startswith("text/html") and not path.startswith(("media/", "component/")):
            # Streamlit answers every unknown address with its index page, even where it could never work.
            return self._index() if _can_be_a_page(path) else error_page(404)
        if status >= 400 and not kind.startswith("text/html") and "text/html" in request.get("accept", ""):
            return error_page(status)
        return None

    def _index(self) -> Response:
        response = HTMLResponse(self.index, headers=HEADERS)
        response.headers["Cache-Control"] = "no-cache"
        response.headers["Content-Security-Policy"] = self.policy
        return response

    def _secure(self, path: str, scope: Scope, message: Message) -> None:
        """Add the headers to an answer that is Streamlit's own."""
        headers = MutableHeaders(raw=message["headers"])
        headers.update(HEADERS)
        headers.setdefault("Content-Security-Policy", self.policy)
        if path.startswith("app/static/"):
            versioned = scope["query_string"].startswith(b"v=") or path.startswith("app/static/fonts/")
            headers["Cache-Control"] = FOREVER if versioned else "no-cache"
        elif path.startswith("media/"):
            headers["Cache-Control"] = "private, no-store"  # what people export is theirs alone
        message["headers"] = headers.raw


async def _news(path: str, scope: Scope) -> Response:
    """Answer a canvas that asks for news, when there are any."""
    from lederpulje.ui.stage import STAGES  # it needs what is loaded in the background

    seen = parse_qs(scope["query_string"].decode("latin-1")).get("set", [""])[0]
    version = await STAGES.news(path.removeprefix(NEWS), seen, _PATIENCE)
    return PlainTextResponse(version, headers={**HEADERS, "Cache-Control": "no-store"})


def _path(scope: Scope) -> str:
    """Return the path of a request below the address the app is served from."""
    base = config.get_option("server.baseUrlPath").strip("/")
    path: str = scope["path"].strip("/")
    return path.removeprefix(base).strip("/") if base else path


def _can_be_a_page(path: str) -> bool:
    """Say whether an address can be one of the app's pages: the front page, or one name without a dot."""
    reserved = {"_stcore", "static", "media", "component", "app"}
    return path in {"", "index.html"} or not ("/" in path or "." in path or path in reserved)
