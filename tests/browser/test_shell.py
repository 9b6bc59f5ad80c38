"""What surrounds every page: headers, language, fonts, error pages, who may ask."""

from __future__ import annotations

import http.client
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Page, expect

from tests.bench.servers import Server
from tests.browser.axe import axe, beyond_allowed
from tests.browser.chromium import allow_fault, faults_of, open_page
from tests.browser.language import assert_danish, visible_texts

LOCALES = ["da-DK", "en-US"]


def ask(server: Server, path: str, **headers: str) -> http.client.HTTPResponse:
    """Send a request as written, without what a client library would put right."""
    address = urlsplit(server.url)
    connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=10)
    connection.request(
        "GET", path, headers={name.replace("_", "-"): value for name, value in headers.items()}
    )
    response = connection.getresponse()
    response.read_all = response.read()  # type: ignore[attr-defined]
    connection.close()
    return response


def body(response: http.client.HTTPResponse) -> str:
    text: bytes = response.read_all  # type: ignore[attr-defined]
    return text.decode()


def test_the_page_is_danish_from_its_first_byte(server: Server) -> None:
    page = body(ask(server, "/"))
    assert '<html lang="da">' in page
    assert "<title>Lederpulje</title>" in page
    assert "agent" not in page
    assert "SourceSans" not in page


@pytest.mark.parametrize("path", ["/", "/app/static/lederpulje.css", "/_stcore/health", "/a/b"])
def test_every_answer_carries_the_security_headers(server: Server, path: str) -> None:
    headers = ask(server, path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]
    policy = headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    scripts = policy.split("script-src ")[1].split(";")[0].split()
    assert {source for source in scripts if not source.startswith("'sha256-")} == {
        "'self'",
        "blob:",
        "'wasm-unsafe-eval'",
    }


@pytest.mark.parametrize(
    ("path", "cache"),
    [
        ("/", "no-cache"),
        ("/app/static/lederpulje.css?v=1", "public, max-age=31536000, immutable"),
        ("/app/static/lederpulje.css", "no-cache"),
        ("/app/static/fonts/Inter-4.1-Regular.woff2", "public, max-age=31536000, immutable"),
        ("/a/b", "no-store"),
    ],
)
def test_what_may_be_kept_by_the_browser(server: Server, path: str, cache: str) -> None:
    assert ask(server, path).headers["Cache-Control"] == cache


@pytest.mark.parametrize(
    "path",
    [
        "/a/b",
        "/_stcore/findes-ikke",
        "/_stcore/metrics",
        "/_stcore/agent/openapi.json",
        "/static/js/findes-ikke.js",
        "/app/static/findes-ikke.css",
        "/app/static/../shell.py",
        "/media/findes-ikke.pdf",
        "/shell.py",
    ],
)
def test_an_unknown_address_answers_in_danish_without_path_or_source(server: Server, path: str) -> None:
    response = ask(server, path, Accept="text/html")
    assert response.status in {400, 404}
    page = body(response)
    assert '<html lang="da">' in page
    assert "Gå til forsiden" in page
    assert "lederpulje/ui" not in page
    assert path not in page


@pytest.mark.parametrize("host", ["ond.example", "127.0.0.1.ond.example", "127.0.0.1@ond.example", ""])
def test_an_unknown_host_is_refused(server: Server, host: str) -> None:
    response = ask(server, "/", Host=host)
    assert response.status in {400, 421}
    assert "danish.js" not in body(response)


def test_an_unknown_host_or_origin_opens_no_websocket(server: Server) -> None:
    own_host = urlsplit(server.url).netloc
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec_WebSocket_Version": "13",
        "Sec_WebSocket_Key": "AAAAAAAAAAAAAAAAAAAAAA==",
    }
    refused = [
        ask(server, "/_stcore/stream", Host="ond.example", **upgrade).status,
        ask(server, "/_stcore/stream", Host=own_host, Origin="http://ond.example", **upgrade).status,
    ]
    assert refused == [403, 403]


def test_the_type_is_inter_with_the_signs_we_use(page: Page) -> None:
    open_page(page, "/")
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).fontFamily").startswith("Inter")
    for weight in (400, 600, 700):
        assert page.evaluate(f"document.fonts.load('{weight} 20px Inter').then((faces) => faces.length)") == 1
    # A sign that Inter lacks would be as wide as the font behind it says, which differs between these two.
    widths = """(sign) => ["serif", "monospace"].map((behind) => {
        const pen = document.createElement("canvas").getContext("2d");
        pen.font = `200px Inter, ${behind}`;
        return pen.measureText(sign).width;
    })"""
    for sign in "−≈→←–»«…æøåÆØÅ§×½":
        serif, monospace = page.evaluate(widths, sign)
        assert serif == monospace, sign


@pytest.mark.parametrize("locale", LOCALES)
def test_the_front_page_is_danish_in_any_browser(new_page: Callable[..., Page], locale: str) -> None:
    page = new_page(locale=locale)
    open_page(page, "/")
    expect(page.locator("html")).to_have_attribute("lang", "da")
    assert_danish(page)


def test_an_english_browser_shows_the_same_texts(new_page: Callable[..., Page]) -> None:
    seen = []
    for locale in LOCALES:
        page = new_page(locale=locale)
        open_page(page, "/")
        seen.append(set(visible_texts(page)))
    assert seen[0] == seen[1]


@pytest.mark.parametrize("locale", LOCALES)
def test_page_not_found_is_danish(new_page: Callable[..., Page], locale: str) -> None:
    page = new_page(locale=locale)
    allow_fault(page, "page that you have requested does not seem to exist")
    open_page(page, "/findes-ikke")
    expect(page.get_by_role("dialog")).to_contain_text("Siden findes ikke")
    assert_danish(page, also=["findes-ikke"])


@pytest.mark.parametrize("path", ["/a/b", "/_stcore/findes-ikke"])
def test_the_error_page_is_danish_and_accessible(page: Page, path: str) -> None:
    allow_fault(page, "404")
    page.goto(path)
    expect(page.get_by_role("heading", level=1)).to_have_text("Siden findes ikke")
    assert_danish(page)
    assert beyond_allowed(axe(page), {}) == []
    page.get_by_role("link", name="Gå til forsiden").click()
    expect(page.get_by_test_id("stMain")).to_be_visible()


def test_the_policy_stops_a_planted_script_and_picture(page: Page) -> None:
    open_page(page, "/")
    allow_fault(page, "CSP|Content Security Policy|other.test")
    with page.expect_console_message(lambda message: message.text.startswith("CSP img-src")):
        page.evaluate("document.body.append(Object.assign(new Image(), {src: 'http://other.test/x.png'}))")
    with page.expect_console_message(lambda message: message.text.startswith("CSP script-src")):
        page.evaluate(
            "document.body.append(Object.assign(document.createElement('script'), {text: 'window.ran = 1'}))"
        )
    assert page.evaluate("window.ran === undefined")


def test_the_watch_sees_a_request_to_another_host(page: Page) -> None:
    """Every page is watched, so that any test fails on such a request; here that it would."""
    allow_fault(page, "other.test|ERR_NAME_NOT_RESOLVED")
    with page.expect_request("**/x.png"):
        page.set_content('<img src="http://other.test/x.png">')
    assert "request to another host: http://other.test/x.png" in faults_of(page)


def test_a_damaged_database_is_told_of_in_danish_and_left_alone(
    tmp_path: Path, new_server: Callable[..., Server], new_page: Callable[..., Page]
) -> None:
    damaged = tmp_path / "damaged.duckdb"
    damaged.write_bytes(b"not a database" * 1000)
    page = new_page(new_server(damaged).url)
    open_page(page, "/")
    expect(page.get_by_role("heading", level=1)).to_have_text("Databasen kan ikke bruges")
    assert_danish(page, also=[str(damaged)])
    assert damaged.read_bytes() == b"not a database" * 1000


def test_the_meeting_view_hides_menu_and_toolbar(page: Page) -> None:
    open_page(page, "/?vis=moede")
    expect(page.locator("html")).to_have_attribute("data-vis", "moede")
    for part in ("stSidebar", "stHeader", "stToolbar"):
        for element in page.get_by_test_id(part).all():
            expect(element).to_be_hidden()
    page.evaluate("history.pushState(null, '', '/')")
    expect(page.locator("html")).not_to_have_attribute("data-vis", re.compile("."))


def test_the_focus_is_seen(page: Page) -> None:
    open_page(page, "/")
    page.keyboard.press("Tab")
    style = page.evaluate(
        "(({outlineStyle, outlineWidth}) => [outlineStyle, outlineWidth])(getComputedStyle(document.activeElement))"
    )
    assert style == ["solid", "3px"]
