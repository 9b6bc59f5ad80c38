"""A database with decisions in it, copied for each test."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest


@pytest.fixture
def database(original: Path, tmp_path: Path) -> Path:
    """A copy that a test may do anything to; 9 is the first decision with a calculation."""
    shutil.copytree(original.parent, tmp_path / "own")
    return tmp_path / "own" / original.name
