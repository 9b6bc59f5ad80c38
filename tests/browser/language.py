"""Is every word on the screen Danish? A word is, if it stands in the kept list, the seed or danish.js.

The texts of the code are left out on purpose: an English word written there must fail. To see which words of
the code's texts are missing from the list, read through and append:  python -m tests.browser.language
"""

from __future__ import annotations

import ast
import csv
import re
import sys
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parents[2]
WORDS = Path(__file__).with_name("danish_words.txt")
SCRIPT = ROOT / "lederpulje" / "ui" / "static" / "danish.js"
SEED = ROOT / "data" / "seed"
# The columns of the seed that are Danish text; the others hold keys, numbers and names of fields.
SHOWN = {
    "Titel",
    "Navn",
    "Tema",
    "Målgruppe",
    "Udbyder",
    "Prisgrundlag",
    "Periode",
    "Kilde",
    "Spørgsmål",
    "Betaler",
    "Instans",
    "Note",
    "Overskrift",
    "Sagsfremstilling",
    "Indstilling",
    "Beslutning",
    "Udfald",
}

COLLECT = """(within) => {
    const names = ["title", "placeholder", "aria-label", "alt", "aria-description", "aria-roledescription",
        "aria-valuetext", "data-title", "label"];
    const found = [["title", document.title]];
    const walk = (root) => {
        const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT);
        for (let node = walker.currentNode; node; node = walker.nextNode()) {
            const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
            if (element?.closest('script, style, noscript, code, pre, [data-testid="stIconMaterial"]')) continue;
            const place = element?.closest("[data-testid]")?.dataset.testid ?? element?.tagName ?? "shadow";
            if (node.nodeType === Node.TEXT_NODE) {
                found.push([place, node.nodeValue]);
            } else if (node.nodeType === Node.ELEMENT_NODE) {
                for (const name of names) {
                    if (node.hasAttribute(name)) found.push([`${place} ${name}`, node.getAttribute(name)]);
                }
                if (node.shadowRoot) walk(node.shadowRoot);
            }
        }
    };
    walk(document.querySelector(within));
    return found;
}"""


def visible_texts(page: Page, within: str = "html") -> dict[str, str]:
    """Every string on the screen and for screen readers, shadow roots and charts included → where it stands."""
    texts: dict[str, str] = {}
    for place, text in page.evaluate(COLLECT, within):
        if text.strip():
            texts.setdefault(text.strip(), place)
    return texts


def words_of(text: str) -> list[str]:
    """The words in small letters, without numbers, addresses, ids, commands; a shortened word keeps its …"""
    without = re.sub(r"python -m lederpulje.*|\S*(?:[_/\\@]|://)\S*|\S*\d\S*", " ", text)
    return [word.lower() for word in re.findall(r"[^\W\d_]{2,}…?", without)]


@cache
def danish_words() -> frozenset[str]:
    """Every word we hold to be Danish (names of people and programs included)."""
    kept = [line.strip().lower() for line in WORDS.read_text("utf-8").splitlines()]
    known = {word for word in kept if word and not word.startswith("#")}
    known.update(word for text in _danish_of_script() for word in words_of(text))
    known.update(word for text in _seed_texts() for word in words_of(text))
    return frozenset(known)


def not_danish(texts: Iterable[str], also: Iterable[str] = ()) -> dict[str, str]:
    """Words that are not in the list → the text they stand in; `also` are texts the test itself put there."""
    known = danish_words() | {word for text in also for word in words_of(text)}
    return {word: text for text in texts for word in words_of(text) if not _is_known(word, known)}


def _is_known(word: str, known: Iterable[str]) -> bool:
    whole = word.removesuffix("…")
    return whole in known or (whole != word and any(other.startswith(whole) for other in known))


def assert_danish(page: Page, also: Iterable[str] = ()) -> None:
    """Fail if any string on the page holds a word that is not Danish."""
    texts = visible_texts(page)
    assert texts, "nothing was read"
    strange = not_danish(texts, also)
    assert strange == {}, {word: f"»{text}« in {texts[text]}" for word, text in strange.items()}


def _danish_of_script() -> list[str]:
    """The Danish side of danish.js."""
    script = SCRIPT.read_text("utf-8")
    pairs = re.findall(r'^\s*"(?:[^"\\]|\\.)*":\s*"((?:[^"\\]|\\.)*)",$', script, flags=re.MULTILINE)
    patterns = re.findall(r'^\s*\[/.*/s?,\s*"((?:[^"\\]|\\.)*)"\],$', script, flags=re.MULTILINE)
    return pairs + [re.sub(r"\$\d", " ", text) for text in patterns]


def _seed_texts() -> list[str]:
    texts: list[str] = []
    for file in sorted(SEED.glob("*.csv")):
        with file.open(encoding="utf-8-sig", newline="") as lines:
            for row in csv.DictReader(lines, delimiter=";"):
                texts += [value for column, value in row.items() if column in SHOWN and value]
    return texts


def _texts_of_code() -> list[str]:
    """The texts in templates, and literals that read like text (a capital or a space in it), no docstrings."""
    found = [
        re.sub(r"{[{%#].*?[}%#]}|<[^>]*>", " ", file.read_text("utf-8"), flags=re.DOTALL)
        for file in ROOT.glob("lederpulje/ui/templates/*.html")
    ]
    for file in [*ROOT.glob("pages/*.py"), *ROOT.glob("lederpulje/**/*.py")]:
        tree = ast.parse(file.read_text("utf-8"))
        silent = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        found += [
            node.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Constant)
            and isinstance(node.value, str)
            and id(node) not in silent
            and (" " in node.value or node.value[:1].isupper())
        ]
    return found


if __name__ == "__main__":
    for missing in sorted(not_danish(_texts_of_code())):
        sys.stdout.write(missing + "\n")
