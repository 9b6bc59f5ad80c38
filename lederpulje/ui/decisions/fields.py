"""Fields that are written to the database as soon as they are left, and keep what was typed if that is refused."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lederpulje.errors import LederpuljeError
from lederpulje.ui.texts import show

Write = Callable[[str, str], object]
"""Writes a field: what stood there when it was begun, and what is to stand there. Raises LederpuljeError."""


def field(
    label: str, key: str, stands: str, write: Write, *, lines: int = 1, hint: str | None = None
) -> None:
    """A text field, of so many lines. What was refused stays in it, with why, until it is written or given up."""
    held: tuple[str, str] | None = st.session_state.get(_held(key))
    st.session_state[key] = stands if held is None else held[0]
    arguments = (key, stands, write)
    if lines > 1:
        height = 42 + 26 * lines
        st.text_area(label, key=key, on_change=_write, args=arguments, height=height, help=hint)
    else:
        st.text_input(label, key=key, on_change=_write, args=arguments, help=hint)
    if held is not None:
        show("notes", tone="fejl", heading=held[1], lines=())
        with st.container(horizontal=True):
            st.button("Gem min tekst", key=f"{key}_gem", on_click=_write, args=arguments)
            st.button("Brug det, der er gemt", key=f"{key}_opgiv", on_click=_give_up, args=(key,))


def is_held(key: str) -> bool:
    """Whether what stands in a field was refused, and is not in the database."""
    return _held(key) in st.session_state


def say_left(prefix: str) -> None:
    """What was refused in fields that are not there any more, to be copied from here: `prefix` begins their keys."""
    for key, held in st.session_state.items():
        if str(key).startswith(_held(prefix)):
            show("notes", tone="fejl", heading=f"{held[1]} Det, du skrev, står her:", lines=())
            st.code(held[0], language=None, wrap_lines=True)


def _write(key: str, shown: str, write: Write) -> None:
    text = str(st.session_state[key])
    try:
        write(shown, text)
    except LederpuljeError as error:
        st.session_state[_held(key)] = (text, str(error))
        return
    _give_up(key)


def _give_up(key: str) -> None:
    st.session_state.pop(_held(key), None)


def _held(key: str) -> str:
    return f"holdt_{key}"
