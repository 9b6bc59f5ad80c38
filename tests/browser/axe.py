"""Accessibility by axe-core (bundled, offline), against a written list of what Streamlit itself causes."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import NamedTuple

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

ALLOWED = Path(__file__).with_name("axe_allowed.json")
AXE = Axe()
STANDARD = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]}
}


class Fault(NamedTuple):
    """One element that breaks one rule; the element by test id or class, without generated names."""

    rule: str
    selector: str
    html: str


def axe(page: Page) -> list[Fault]:
    """Every violation of WCAG 2.1 AA on the page as it stands."""
    if not page.evaluate("'axe' in window"):  # once a page, not at every look at it
        page.evaluate(AXE.axe_script)
    options = {"resultTypes": ["violations"], **STANDARD}
    found = page.evaluate("(options) => axe.run(document, options)", options)["violations"]
    return [
        Fault(violation["id"], _selector(page, node["target"][-1]), node["html"][:300])
        for violation in found
        for node in violation["nodes"]
    ]


def allowed_counts(path: Path = ALLOWED) -> dict[tuple[str, str], int]:
    """How often, at most, Streamlit itself breaks a rule at a selector on one screen."""
    entries = json.loads(path.read_text("utf-8"))
    return {(entry["rule"], entry["selector"]): entry["count"] for entry in entries}


def beyond_allowed(faults: list[Fault], allowed: dict[tuple[str, str], int] | None = None) -> list[str]:
    """What is not on the list, or occurs more often than the list says."""
    allowed = allowed_counts() if allowed is None else allowed
    counts = Counter((fault.rule, fault.selector) for fault in faults)
    example = {(fault.rule, fault.selector): fault.html for fault in faults}
    return [
        f"{rule} at {selector}: {count} (allowed {allowed.get((rule, selector), 0)}): {example[rule, selector]}"
        for (rule, selector), count in sorted(counts.items())
        if count > allowed.get((rule, selector), 0)
    ]


def _selector(page: Page, target: str | list[str]) -> str:
    """Name an element by the nearest test id: axe's own selectors hold class names that change."""
    css = target if isinstance(target, str) else target[-1]
    name = page.evaluate(
        """(css) => {
            const element = document.querySelector(css);
            if (element === null) return css;
            const holder = element.closest("[data-testid]");
            const tag = element.tagName.toLowerCase();
            return holder === element || holder === null
                ? `${tag}${holder ? `[${holder.dataset.testid}]` : ""}`
                : `[${holder.dataset.testid}] ${tag}`;
        }""",
        css,
    )
    return str(name)
