"""Small values, and programs of their own that use a database beside the test."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lederpulje.model import (
    Answer,
    BaseData,
    Course,
    Draft,
    Frame,
    FundingLine,
    Kind,
    Outcome,
    Pool,
    Price,
    Scenario,
)

ROOT = Path(__file__).resolve().parents[2]
SEED = ROOT / "data" / "seed"

HOLD = """
import sys
from pathlib import Path
from lederpulje.store import open_store
store = open_store(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.read()
"""
HOLD_WITHOUT_OUR_LOCK = """
import sys
import duckdb
connection = duckdb.connect(sys.argv[1])
print("open", flush=True)
sys.stdin.read()
"""
SAVE_UNTIL_KILLED = """
import sys
from pathlib import Path
from lederpulje.model import Draft
from lederpulje.store import open_store
store = open_store(Path(sys.argv[1]))
number = 0
while True:
    number += 1
    store.save_draft(Draft(f"d{number}", f"s{number}", 2024, "uafklaret", "uafklaret"))
    print(number, flush=True)
"""


def small_base() -> BaseData:
    """One pool with one frame, one priced course and one scenario."""
    return BaseData(
        pools=(Pool(2024, 30_000_000),),
        frames=(Frame(2024, "kurser", "Kurser", 15_000_000),),
        courses=(
            Course(
                "k1",
                2024,
                Kind.KURSUS,
                "Æbler; »øl« = 'å'",
                sessions=2,
                fixed_per_session=Price(2_000_000, 1_500_000, 2_500_001),
            ),
        ),
        funding=(FundingLine("k1", "pulje", "kurser", 10_000),),
        scenarios=(Scenario("grundlag", 2024, "Grundlag", baseline=True),),
    )


def kept(base: BaseData) -> BaseData:
    """Base data as a store gives them back: items that were treated have become entries of the journal."""
    return replace(base, items=tuple(i for i in base.items if i.outcome is Outcome.FORBEREDT))


def draft(number: int = 1, participants: str = "3") -> Draft:
    """A draft with an answer and an override."""
    return Draft(
        f"kladde-{number}",
        f"del-{number}",
        2024,
        "uafklaret",
        "uafklaret",
        (("sso_midler", Answer.JA),),
        (("k1.participants", participants),),
    )


@contextmanager
def program(code: str, *arguments: str) -> Iterator[subprocess.Popen[str]]:
    """A Python program that has said its first word; killed at the end."""
    process = subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    try:
        yield process
    finally:
        process.kill()
        process.communicate()


def first_word(process: subprocess.Popen[str]) -> str:
    """Wait for the next line that a program prints."""
    assert process.stdout is not None
    return process.stdout.readline().strip()


def run(code: str, *arguments: str) -> str:
    """Run a Python program to its end and give what it printed."""
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def await_that(condition: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until a condition holds."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the condition never held"
        threading.Event().wait(0.02)


def files_beside(database: Path) -> dict[str, bytes]:
    """Every file in the folder of a database, byte for byte."""
    return {file.name: file.read_bytes() for file in sorted(database.parent.iterdir()) if file.is_file()}
