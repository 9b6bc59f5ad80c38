"""What is loaded beforehand is beyond the collector's reach, and can still be let go at the end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PROBE = """
import gc, sys
from lederpulje.ui.preload import preload_in_background
preload_in_background().join()
assert {"plotly.graph_objects", "duckdb", "lederpulje.actions", "lederpulje.charts"} <= set(sys.modules)
assert "lederpulje.ui.shell" not in sys.modules, "the main script is run by Streamlit, not imported"
print(gc.get_freeze_count() > 100_000)
"""


def test_everything_is_loaded_and_frozen_and_the_process_ends_quietly() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROBE], cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False
    )
    assert (done.returncode, done.stdout.strip()) == (0, "True"), done.stderr
    assert "leaked" not in done.stderr
