"""What the presenter of a draft shows, for the canvases that follow it: kept in the process, by the draft's share id.

A canvas takes over the presenter's screen and choices from here. It hears that something is new through a request
that waits for it (`news`), so that followers cost nothing while nothing changes.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from dataclasses import dataclass, replace

import streamlit as st

from lederpulje.model import Draft
from lederpulje.ui.session import View

FOLLOWED = ("grundlag", "greb", "spaend", "chance", "skaerme")
_BOOT = secrets.token_hex(4)  # a number from before a restart is not mistaken for one from after it
_MOST = 1_000
_LOOK = 0.1  # seconds between two looks while a request waits


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a presenter stands: the screen, what the address chooses, the draft, and what the hand has last said."""

    screen: str
    address: tuple[tuple[str, str], ...]
    draft: Draft
    hand: tuple[str, int]
    number: int = 0

    @property
    def version(self) -> str:
        """Differs whenever anything does."""
        return f"{_BOOT}-{self.number}"


_STANDS: OrderedDict[str, Stand] = OrderedDict()
_LOCK = threading.Lock()


def note_stand(view: View, screen: str, hand: tuple[str, int]) -> None:
    """Note what the presenter shows; somebody who only looks at a draft, or a canvas, presents nothing."""
    draft = view.draft
    if draft is None or view.canvas or st.query_params.get("kladde") != draft.id:
        return
    address = tuple((name, st.query_params[name]) for name in FOLLOWED if name in st.query_params)
    with _LOCK:
        before = _STANDS.get(draft.share_id)
        now = Stand(screen, address, draft, hand, before.number if before else 0)
        if now != before:
            _STANDS[draft.share_id] = replace(now, number=now.number + 1)
        _STANDS.move_to_end(draft.share_id)
        while len(_STANDS) > _MOST:
            _STANDS.popitem(last=False)


def stand_of(share_id: str) -> Stand | None:
    """Where the presenter of a draft stands; `None` if nobody has shown it since the program was started."""
    with _LOCK:
        return _STANDS.get(share_id)


def version_of(share_id: str) -> str:
    """A word that changes with what the presenter shows."""
    stand = stand_of(share_id)
    return stand.version if stand else f"{_BOOT}-0"


async def news(share_id: str, seen: str, patience: float) -> str:
    """The version once it is another than the one `seen`, or the same after so many seconds."""
    end = time.monotonic() + patience
    while (version := version_of(share_id)) == seen and time.monotonic() < end:
        await asyncio.sleep(_LOOK)
    return version
