"""Files from people: .xlsx, .ods and .csv as grids, read in a process of its own within limits.

Knows nothing of what the sheets mean. Safe to call from several threads at once.
"""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from lederpulje.errors import FileRefused
from lederpulje.exchange import wire
from lederpulje.exchange.filekinds import kind_of
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.limits import MEGABYTE, MOST_BYTES, Limits, Unreadable
from lederpulje.exchange.wire import Say

CHILD = (sys.executable, "-m", "lederpulje.exchange.child")
_ROOT = Path(__file__).resolve().parents[2]
_SMALLER = "Kopiér listen til en ny projektmappe uden billeder og formler, eller del den i flere filer."
_TOO_MUCH_MEMORY = f"den fylder mere i hukommelsen, end en kursusliste gør. {_SMALLER}"
_TOO_SLOW = f"det tog for lang tid at læse den. Prøv igen om lidt. {_SMALLER}"
_DIED = (
    "læseren gik i stå på indholdet, så filen er beskadiget eller lavet af et program, der skriver regneark på sin "
    "egen måde. Åbn den i Excel, og gem den under et nyt navn som .xlsx."
)


def read_file(
    data: bytes, name: str, progress: Say | None = None, *, limits: Limits | None = None
) -> tuple[Grid, ...]:
    """The sheets of a file by its content; a csv file is one sheet with the name of the file.

    `progress` is told what is being done. Raises FileRefused, each with its own message, for a file that cannot be
    read within the limits.
    """
    try:
        _check_bytes(data, name)
        return ask_child(CHILD, data, name, progress or _nobody, limits or Limits())
    except Unreadable as refused:
        raise FileRefused(name, str(refused)) from refused


def _nobody(_: str) -> None:
    """Is told what is being done, and does not listen."""


def _check_bytes(data: bytes, name: str) -> None:
    """What can be told without opening it."""
    if not data.strip():
        raise Unreadable("den er tom. Gem listen igen i Excel, og vælg den nye fil.")
    if len(data) > MOST_BYTES:
        raise Unreadable(
            f"den fylder {-(-len(data) // MEGABYTE)} MB, og der læses højst {MOST_BYTES // MEGABYTE} MB. {_SMALLER}"
        )
    kind_of(data, name)


def ask_child(
    command: Sequence[str], data: bytes, name: str, progress: Say, limits: Limits
) -> tuple[Grid, ...]:
    """Let a process read the file. Raises Unreadable if it refuses, exceeds a limit or dies."""
    told = wire.dumps({"name": name, "memory": limits.memory, "computing": limits.computing})
    with tempfile.TemporaryFile() as complaints, _started(command, complaints) as child:
        with _ended_after(limits.in_all, child) as too_slow:
            answer = _converse(child, told + data, progress)
            code = child.wait()
        if answer is None or code != 0:
            raise Unreadable(_why_it_ended(code, complaints, too_slow=too_slow.is_set()))
    if "refused" in answer:
        raise Unreadable(str(answer["refused"]))
    if "grids" not in answer:
        raise Unreadable(_TOO_MUCH_MEMORY)
    return wire.unpack(answer["grids"])


@contextmanager
def _started(command: Sequence[str], complaints: IO[bytes]) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is gone afterwards, whatever happens (whoever listens to progress may interrupt)."""
    paths = os.pathsep.join(filter(None, (str(_ROOT), os.environ.get("PYTHONPATH"))))
    child = subprocess.Popen(  # noqa: S603 (our own program, its input on a pipe)
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=complaints,
        env={**os.environ, "PYTHONPATH": paths},
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    with child:
        try:
            yield child
        finally:
            child.kill()


@contextmanager
def _ended_after(seconds: float, child: subprocess.Popen[bytes]) -> Iterator[threading.Event]:
    """Kill the process after so many seconds; the event says whether that was needed."""
    needed = threading.Event()

    def end() -> None:
        needed.set()
        child.kill()

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield needed
    finally:
        timer.cancel()
        timer.join()


def _converse(child: subprocess.Popen[bytes], told: bytes, progress: Say) -> dict[str, Any] | None:
    """Give the process its input, pass on what it says, and return its answer if it gives one."""
    assert child.stdin is not None and child.stdout is not None  # noqa: S101 (for mypy: both are pipes)
    with suppress(OSError):  # it died before it had read all; how it ended says why
        child.stdin.write(told)
        child.stdin.close()
    for line in child.stdout:
        try:
            message = wire.loads(line)
        except ValueError:  # cut off in the middle, or not ours
            return None
        if "says" not in message:
            return message
        progress(str(message["says"]))
    return None


def _why_it_ended(code: int, complaints: IO[bytes], *, too_slow: bool) -> str:
    computed_too_long: int = getattr(signal, "SIGXCPU", 0)
    if too_slow or (computed_too_long and code == -computed_too_long):
        return _TOO_SLOW
    complaints.seek(0)
    said = complaints.read(64 * 1024)
    if b"memory allocation" in said or b"MemoryError" in said:
        return _TOO_MUCH_MEMORY
    return _DIED
