"""Answers that take their time, kept while they are among the last asked for; each belongs to certain base data."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from typing import Generic, TypeVar

from lederpulje.model import BaseData

T = TypeVar("T")


class Kept(Generic[T]):
    """At most so many answers, shared by all threads of the process."""

    def __init__(self, most: int) -> None:
        self._most = most
        # With the base data, so that the id by which they are known stays their own.
        self._answers: OrderedDict[tuple[int, Hashable], tuple[BaseData, T]] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, base: BaseData, key: Hashable, work: Callable[[], T]) -> T:
        """The answer under this key for these base data; if it is not at hand, `work` works it out, and may raise."""
        whole = (id(base), key)
        with self._lock:
            known = self._answers.get(whole)
            if known is not None:
                self._answers.move_to_end(whole)
                return known[1]
        answer = work()
        with self._lock:
            self._answers[whole] = base, answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        return answer
