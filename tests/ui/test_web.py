"""The door between browser and Streamlit, driven as ASGI without a server."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import logging
import re
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TypeVar

import pytest
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import config, file_util

from lederpulje.errors import IllegalValue
from lederpulje.ui.failure import failure_text, log_failure
from lederpulje.ui.web import (
    MESSAGES,
    FrontDoor,
    asset_url,
    content_security_policy,
    danish_index,
    error_page,
    http_error,
    server_error,
)

T = TypeVar("T")
INDEX = Path(file_util.get_static_dir(), "index.html").read_text("utf-8")


def answering(response: Response) -> ASGIApp:
    """An application that always gives this answer."""

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        await response(scope, receive, send)

    return app


def ask(
    app: ASGIApp, path: str = "/", query: str = "", accept: str = "*/*", host: str = "127.0.0.1"
) -> tuple[int, dict[str, str], str]:
    """Send one GET through an application: status, headers, body."""
    sent: list[Message] = []

    async def receive() -> Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: Message) -> None:
        sent.append(message)

    scope = {
        "type": "http",
        "method": "GET",
        "path": path,
        "query_string": query.encode(),
        "headers": [(b"host", host.encode()), (b"accept", accept.encode())],
    }

    async def run() -> None:
        await app(scope, receive, send)

    finish(run())
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(m.get("body", b"") for m in sent[1:]).decode()


def finish(work: Coroutine[None, None, T]) -> T:
    """Run to the end in a thread of its own: the browser tests of this process leave a loop running in this one."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()


STREAMLIT = answering(HTMLResponse(INDEX))


def test_streamlits_index_becomes_danish() -> None:
    page = danish_index(INDEX)
    assert '<html lang="da">' in page
    assert "<title>Lederpulje</title>" in page
    assert "Slå JavaScript til" in page
    for gone in ("SourceSans", "service-desc", "agent", "You need to enable JavaScript", ">Streamlit<"):
        assert gone in INDEX or gone == ">Streamlit<"
        assert gone not in page


def test_our_script_runs_before_streamlits() -> None:
    page = danish_index(INDEX)
    assert page.index("BACKEND_BASE_URL") < page.index("danish.js")
    assert re.search(r'<script defer src="\./app/static/danish\.js\?v=[0-9a-f]{12}">', page)


def test_the_policy_lets_exactly_the_inline_scripts_of_the_page_run() -> None:
    policy = content_security_policy("<script>a()</script><script src='x.js'></script><script>b()</script>")
    expected = [base64.b64encode(hashlib.sha256(code).digest()).decode() for code in (b"a()", b"b()")]
    assert re.findall(r"'sha256-([^']+)'", policy) == expected
    assert "script-src 'self' blob: 'wasm-unsafe-eval' 'sha256-" in policy


def test_every_page_address_gets_the_danish_index_with_its_policy() -> None:
    for path in ("/", "/scenarier", "/index.html"):
        status, headers, page = ask(FrontDoor(STREAMLIT), path)
        assert (status, page) == (200, danish_index(INDEX))
        assert headers["content-security-policy"] == content_security_policy(page)
        assert headers["content-length"] == str(len(page.encode()))
        assert headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("path", ["/a/b", "/_stcore/x", "/static/js/x.js", "/x.js", "/static", "/media"])
def test_the_index_is_not_given_where_no_page_can_be(path: str) -> None:
    status, headers, page = ask(FrontDoor(STREAMLIT), path)
    assert status == 404
    assert "Siden findes ikke" in page
    assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/interact"])
def test_what_tells_of_the_server_is_closed(path: str) -> None:
    status, _, page = ask(FrontDoor(answering(PlainTextResponse("secret"))), path)
    assert status == 404
    assert "secret" not in page


def test_an_address_below_another_path_works(monkeypatch: pytest.MonkeyPatch) -> None:
    original = config.get_option
    monkeypatch.setattr(config, "get_option", lambda k: "pulje" if k == "server.baseUrlPath" else original(k))
    door = FrontDoor(STREAMLIT)
    assert ask(door, "/pulje")[0] == 200
    assert ask(door, "/pulje/scenarier")[0] == 200
    assert ask(door, "/pulje/a/b")[0] == 404
    assert 'new URL("/pulje", location.origin)' in ask(door, "/pulje")[2]
    assert 'href="/pulje"' in ask(door, "/pulje/a/b")[2]


def test_an_unknown_host_is_refused_before_the_app_sees_it(monkeypatch: pytest.MonkeyPatch) -> None:
    original = config.get_option
    monkeypatch.setattr(
        config, "get_option", lambda k: ["127.0.0.1"] if k == "server.allowedHosts" else original(k)
    )
    door = FrontDoor(answering(PlainTextResponse("secret")))
    assert ask(door, host="127.0.0.1:8501")[::2] == (200, "secret")
    status, _, page = ask(door, host="ond.example")
    assert status == 421
    assert "secret" not in page


def test_other_answers_pass_with_headers() -> None:
    door = FrontDoor(answering(JSONResponse({"a": 1})))
    status, headers, body = ask(door, "/_stcore/host-config")
    assert (status, body) == (200, '{"a":1}')
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "no-referrer"


@pytest.mark.parametrize(
    ("path", "query", "cache"),
    [
        ("/app/static/danish.js", "v=abc", "public, max-age=31536000, immutable"),
        ("/app/static/danish.js", "", "no-cache"),
        ("/app/static/fonts/x.woff2", "", "public, max-age=31536000, immutable"),
        ("/media/x.xlsx", "", "private, no-store"),
    ],
)
def test_how_long_an_answer_is_kept(path: str, query: str, cache: str) -> None:
    _, headers, _ = ask(FrontDoor(answering(PlainTextResponse("x"))), path, query)
    assert headers["cache-control"] == cache


def test_a_refusal_is_danish_for_people_and_as_it_was_for_programs() -> None:
    door = FrontDoor(answering(PlainTextResponse("Bad Request", 400)))
    assert ask(door, "/x", accept="*/*")[2] == "Bad Request"
    status, _, page = ask(door, "/x", accept="text/html,*/*")
    assert status == 400
    assert "Adressen kan ikke bruges" in page


@pytest.mark.parametrize("status", [*MESSAGES, 418, 502])
def test_each_error_page_is_whole_and_danish(status: int) -> None:
    response = error_page(status)
    page = bytes(response.body).decode()
    assert response.status_code == status
    assert '<html lang="da">' in page
    assert re.search(r"<h1>[^<]+</h1><p>[^<]+</p><p><a href=\"/\">Gå til forsiden</a>", page)


def test_a_refused_request_is_answered_without_its_details() -> None:
    request = Request({"type": "http"})
    response = finish(http_error(request, HTTPException(404, detail="File /srv/x not found")))
    assert response.status_code == 404
    assert b"/srv/x" not in bytes(response.body)


def test_a_fault_on_the_server_shows_a_reference_that_the_log_explains(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR, logger="lederpulje"):
        response = finish(server_error(Request({"type": "http"}), ValueError("hemmeligt")))
    page = bytes(response.body).decode()
    shown = re.search(r"Reference: <strong>(\w{6})</strong>", page)
    assert shown
    assert f"Fejl {shown[1]}" in caplog.text
    assert "hemmeligt" in caplog.text
    assert "hemmeligt" not in page


def test_a_script_error_shows_its_reference_but_not_its_cause(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR, logger="lederpulje"):
        text = failure_text(ValueError("hemmeligt"))
    shown = re.search(r"referencen \*\*(\w{6})\*\*", text)
    assert shown
    assert f"Fejl {shown[1]}: ValueError" in caplog.text
    assert "hemmeligt" not in text


def test_our_own_errors_explain_themselves_and_their_data_is_no_markup() -> None:
    text = failure_text(IllegalValue("ledertalent", "*24. juni* <b>", "Skriv et tal."))
    assert text.replace("\\", "").startswith("ledertalent kan ikke sættes til »*24. juni* <b>«")
    assert "\\*24. juni\\* \\<b\\>" in text


def test_two_faults_have_two_references() -> None:
    assert log_failure(ValueError("x")) != log_failure(ValueError("x"))


def test_an_asset_has_an_address_for_its_content() -> None:
    assert re.fullmatch(r"\./app/static/lederpulje\.css\?v=[0-9a-f]{12}", asset_url("lederpulje.css"))
    assert asset_url("lederpulje.css")[-12:] != asset_url("danish.js")[-12:]
