"""What the presenter of a draft shows, for the canvases that follow it: kept in the process, by the draft's share id.

A canvas takes over the presenter's screen and choices from here. It hears that something is new through a request
that waits for it, so that followers cost nothing while nothing changes.
"""

from __future__ import annotations

import asyncio
import secrets
import threading
import time
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from lederpulje.model import Draft

FOLLOWED = ("grundlag", "greb", "spaend", "chance", "skaerme")
_LOOK = 0.1  # seconds between two looks while a request waits


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a presenter stands: the screen, what the address chooses, the draft, and what the hand has last said."""

    screen: str
    address: tuple[tuple[str, str], ...]
    draft: Draft
    hand: tuple[str, int]
    number: int = 0


class Stages:
    """The stands of all presenters of the process."""

    def __init__(self, most: int = 1_000) -> None:
        self._most = most
        self._boot = secrets.token_hex(
            4
        )  # a number from before a restart is not mistaken for one from after it
        self._stands: OrderedDict[str, Stand] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, draft: Draft, screen: str, address: Mapping[str, str], hand: tuple[str, int]) -> None:
        """Note what the presenter shows; of the address only what a canvas follows."""
        followed = tuple((name, address[name]) for name in FOLLOWED if name in address)
        with self._lock:
            before = self._stands.get(draft.share_id)
            now = Stand(screen, followed, draft, hand, before.number if before else 0)
            if now != before:
                self._stands[draft.share_id] = replace(now, number=now.number + 1)
            self._stands.move_to_end(draft.share_id)
            while len(self._stands) > self._most:
                self._stands.popitem(last=False)

    def find(self, share_id: str) -> Stand | None:
        """Where the presenter of a draft stands; `None` if nobody has shown it since the program was started."""
        with self._lock:
            return self._stands.get(share_id)

    def version(self, share_id: str) -> str:
        """A word that changes with what the presenter shows."""
        stand = self.find(share_id)
        return f"{self._boot}-{stand.number if stand else 0}"

    async def news(self, share_id: str, seen: str, patience: float) -> str:
        """The version once it is another than the one `seen`, or the same after so many seconds."""
        end = time.monotonic() + patience
        while (version := self.version(share_id)) == seen and time.monotonic() < end:
            await asyncio.sleep(_LOOK)
        return version


STAGES = Stages()
