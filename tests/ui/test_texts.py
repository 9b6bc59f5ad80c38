"""Text from data stands on the screen letter by letter, in templates and in labels."""

from __future__ import annotations

from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markdown_it import MarkdownIt
from streamlit.testing.v1 import AppTest

from lederpulje.ui.texts import plain, show

TEMPLATES = sorted((Path(__file__).resolve().parents[2] / "lederpulje" / "ui" / "templates").glob("*.html"))
MARKS = "\\`*_{}[]()#+-.!|<>~$:"


def rendered(text: str) -> str:
    """What CommonMark makes of a text, without the paragraph around it."""
    html: str = MarkdownIt().enable(["strikethrough", "table"]).render(text)
    return html.removeprefix("<p>").removesuffix("</p>\n")


@pytest.mark.parametrize(
    "text",
    [
        "24. februar",
        "# overskrift",
        "- punkt",
        "+ punkt",
        "1) punkt",
        "**fed** og _kursiv_ og ~~slettet~~ og `kode`",
        "[link](http://x.test) ![billede](http://x.test/y.png) <http://x.test>",
        ":red[rød] :material/home: :sparkles: $x^2$",
        "a | b",
        "C:\\mappe",
        "Pris: 1.250,50 kr. (skøn!)",
    ],
)
def test_markdown_in_a_label_is_shown_as_it_is(text: str) -> None:
    assert rendered(plain(text)) == escape(text)


@given(st.text(alphabet=MARKS + "ab1 æ", min_size=1, max_size=12).map(str.strip).filter(bool))
def test_no_mark_is_ever_in_force(text: str) -> None:
    assert "<" not in rendered(plain(text)).replace("&lt;", "")


def test_words_and_danish_letters_are_left_alone() -> None:
    assert plain("Æbler og øl på åen, »citat« 7 % − 3") == "Æbler og øl på åen, »citat« 7 % − 3"


def _show_hostile() -> None:
    from lederpulje.ui.texts import show

    show("notes", tone="", heading="<script>x</script>", lines=['"><img src=x onerror=y>', "a & b"])


def test_every_value_in_a_template_is_escaped() -> None:
    at = AppTest.from_function(_show_hostile).run()
    (element,) = at.get("html")
    body = element.proto.body
    assert "&lt;script&gt;x&lt;/script&gt;" in body
    assert "&#34;&gt;&lt;img src=x onerror=y&gt;" in body
    assert "<script" not in body
    assert "<img" not in body


def test_a_value_that_is_forgotten_is_an_error_not_a_gap() -> None:
    with pytest.raises(UndefinedError, match="heading"):
        show("notes", tone="fejl")


def test_no_template_takes_a_value_unescaped() -> None:
    assert TEMPLATES, "no template was found"
    for template in TEMPLATES:
        text = template.read_text("utf-8")
        assert "|safe" not in text.replace(" ", "")
        assert "autoescape" not in text
        assert "<script" not in text
