"""Streamlit servers of our own, each on a free port, ended by whoever started it."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

ROOT = Path(__file__).resolve().parents[2]
APP = ROOT / "app.py"
FLOOR = ROOT / "tests" / "bench" / "floor.py"
EMPTY_CHART = ROOT / "tests" / "bench" / "empty_chart.py"
PATIENCE = 60.0


class CannotMeasure(RuntimeError):
    """What is to be measured does not start or does not answer."""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server; `started` is the time of day just before its process was made."""

    url: str
    pid: int
    started: float


@contextmanager
def serve(script: Path, database: Path | None = None, port: int | None = None) -> Iterator[Server]:
    """Run a Streamlit script until the block is left; entered as soon as the port, or any free one, answers."""
    port = port or _free_port()
    command = [sys.executable, "-m", "streamlit", "run", script.name, "--server.port", str(port)]
    command += ["--server.address", "127.0.0.1", "--server.headless", "true"]
    command += ["--browser.gatherUsageStats", "false"]
    environment = dict(os.environ) | ({"LEDERPULJE_DB": str(database)} if database else {})
    with tempfile.TemporaryFile() as log:
        started = time.time()
        process = subprocess.Popen(
            command, cwd=script.parent, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )
        try:
            if not _answers(port, process):
                log.seek(0)
                said = log.read().decode("utf-8", "replace")[-2000:]
                raise CannotMeasure(f"{script.name} does not come up. The server said:\n{said}")
            yield Server(f"http://127.0.0.1:{port}", process.pid, started)
        finally:
            _end(process)


def memory_mb(pid: int) -> float:
    """Resident memory of a process and its children, once it has come to rest."""
    last, resting = _rss(pid), 0
    deadline = time.monotonic() + PATIENCE
    while resting < 8 and time.monotonic() < deadline:
        time.sleep(0.25)
        now = _rss(pid)
        resting = resting + 1 if abs(now - last) < 0.5 else 0
        last = now
    return last


def load() -> tuple[float, int]:
    """How many processes wanted a processor during the last minute, and how many processors there are."""
    return float(psutil.getloadavg()[0]), int(psutil.cpu_count() or 1)


def _rss(pid: int) -> float:
    server = psutil.Process(pid)
    total: int = sum(p.memory_info().rss for p in (server, *server.children(recursive=True)))
    return total / 1_000_000


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _answers(port: int, process: subprocess.Popen[bytes]) -> bool:
    """Wait for the port; false if the process ends or takes too long."""
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as probe:
            probe.settimeout(0.2)
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return True
        time.sleep(0.005)
    return False


def _end(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(10)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
