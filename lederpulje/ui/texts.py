"""Showing text from data safely: HTML through escaping templates, Markdown with its marks taken out of force."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import streamlit as st
from jinja2 import Environment, FileSystemLoader, StrictUndefined

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).resolve().parent / "templates"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
    auto_reload=False,
)

# No more than needed: a label is also read out, and there the backslashes are heard.
_MARKS = re.compile(r"[\\`*_{}\[\]<>~$|&@]|:(?=\S)|(?<=www)\.", re.IGNORECASE)
_BLOCK_MARKS = re.compile(r"^(\s*\d*)([-+#=.)])", re.MULTILINE)


def show(template: str, **values: object) -> None:
    """Draw one of our templates; every value in it is escaped."""
    st.html(_TEMPLATES.get_template(f"{template}.html").render(**values))


def folded(label: str, key: str, draw: Callable[[], object]) -> None:
    """What is folded away until somebody opens it: only then is it worked out and drawn."""
    with st.expander(label, key=key, on_change="rerun") as details:
        if details.open:
            draw()


def plain(text: str) -> str:
    """Text for a place that Streamlit reads as Markdown (labels), so that it stands there letter by letter."""
    return _BLOCK_MARKS.sub(r"\1\\\2", _MARKS.sub(r"\\\g<0>", text))
