"""What a presenter shows, for the canvases that follow: kept in the process, by the share id of a draft.

That id names the scene, also when the presenter goes on to another draft or scenario. A canvas takes over the
presenter's screen and choices from here. It hears that something is new through a request that waits for it, so that
followers cost nothing while nothing changes.
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

FOLLOWED = ("aar", "scenarie", "version", "grundlag", "greb", "spaend", "chance", "skaerme")
_LOOK = 0.1  # seconds between two looks while a request waits


@dataclass(frozen=True, slots=True)
class Stand:
    """Where a presenter stands: the screen, what the address chooses, the draft, and what the hand has last said.

    `draft` is `None` while a saved scenario is looked at.
    """

    screen: str
    address: tuple[tuple[str, str], ...]
    draft: Draft | None
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

    def note(
        self, scene: str, screen: str, address: Mapping[str, str], draft: Draft | None, hand: tuple[str, int]
    ) -> None:
        """Note what the presenter shows on a scene, the share id that canvases of it follow.

        Of the address only what a canvas follows; a draft is followed by its share id.
        """
        followed = tuple((name, address[name]) for name in FOLLOWED if name in address)
        if draft is not None:
            followed = (*followed, ("kladde", draft.share_id))
        with self._lock:
            before = self._stands.get(scene)
            now = Stand(screen, followed, draft, hand, before.number if before else 0)
            if now != before:
                self._stands[scene] = replace(now, number=now.number + 1)
            self._stands.move_to_end(scene)
            while len(self._stands) > self._most:
                self._stands.popitem(last=False)

    def find(self, scene: str) -> Stand | None:
        """Where the presenter of a scene stands; `None` if nobody has shown it since the program was started."""
        with self._lock:
            return self._stands.get(scene)

    def version(self, scene: str) -> str:
        """A word that changes with what the presenter shows."""
        stand = self.find(scene)
        return f"{self._boot}-{stand.number if stand else 0}"

    async def news(self, scene: str, seen: str, patience: float) -> str:
        """The version once it is another than the one `seen`, or the same after so many seconds."""
        end = time.monotonic() + patience
        while (version := self.version(scene)) == seen and time.monotonic() < end:
            await asyncio.sleep(_LOOK)
        return version


STAGES = Stages()
