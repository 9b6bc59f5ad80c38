"""Loads what every page needs while the first user's browser is still fetching the page."""

from __future__ import annotations

import atexit
import gc
import importlib
import pkgutil
import sys
import threading

import lederpulje

HEAVY = ("pandas", "pyarrow", "plotly.graph_objects", "duckdb", "streamlit.elements.plotly_chart")
NOT_HERE = {"lederpulje.__main__", "lederpulje.ui.shell"}  # scripts: to run, not to import


def preload() -> None:
    """Import everything, then put it beyond the garbage collector's reach.

    Streamlit collects all garbage after every script run, and most of the time goes to walking through
    libraries that never become garbage.
    """
    for name in HEAVY:
        importlib.import_module(name)
    for module in pkgutil.walk_packages(lederpulje.__path__, "lederpulje."):
        if module.name not in NOT_HERE:
            importlib.import_module(module.name)
    gc.collect()
    gc.freeze()
    # The thread that sends waits for the thread that computes: the first figures are sent that much sooner.
    sys.setswitchinterval(0.001)
    # Python's last collection takes the frozen ones too, or DuckDB's binding reports them all as leaks.
    atexit.register(gc.unfreeze)


def preload_in_background() -> threading.Thread:
    """Start `preload` beside the server, so that the first page does not wait for it."""
    thread = threading.Thread(target=preload, name="preload", daemon=True)
    thread.start()
    return thread
