"""What runs in a process of its own: it reads one file within limits, answers in JSON lines, and ends.

Started as `python -m lederpulje.exchange.child`; the first line of its input says the file's name and the limits.
"""

from __future__ import annotations

import sys
from typing import BinaryIO

from lederpulje.exchange import wire
from lederpulje.exchange.filekinds import FileKind, kind_of
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.limits import Unreadable


def main() -> None:
    """Read the file on standard input."""
    told = sys.stdin.buffer.readline()
    data = sys.stdin.buffer.read()
    asked = wire.loads(told)
    restrict(int(asked["memory"]), int(asked["computing"]))
    _answer(sys.stdout.buffer, data, str(asked["name"]))


def restrict(memory: int, computing: int) -> None:
    """Let this process use no more than so many bytes and seconds, where the platform can see to that."""
    try:
        import resource
    except ImportError:  # Windows: the limits of the file itself and the time in all still hold
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CPU, computing),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(kind, (soft, hard))
        except (ValueError, OSError) as error:  # macOS knows no limit on addresses
            sys.stderr.write(f"no limit {kind}: {error}\n")


def _answer(out: BinaryIO, data: bytes, name: str) -> None:
    def say(what: str) -> None:
        out.write(wire.dumps({"says": what}))
        out.flush()

    try:
        grids = _read(data, name, say)
        say("Indholdet overføres.")
        answer = wire.dumps({"grids": wire.pack(grids)})
    except Unreadable as refused:
        answer = wire.dumps({"refused": str(refused)})
    except MemoryError:
        answer = wire.dumps({"out_of": "memory"})
    out.write(answer)
    out.flush()


def _read(data: bytes, name: str, say: wire.Say) -> list[Grid]:
    if kind_of(data, name) is FileKind.ZIP:
        # calamine is needed only here
        from lederpulje.exchange.workbook_files import read_workbook

        return read_workbook(data, say)
    from lederpulje.exchange.text_files import read_text

    say("Teksten læses.")
    return read_text(data, name)


if __name__ == "__main__":
    main()
