"""What every command that reads does: the base data, and the answer as JSON or as text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

from lederpulje.actions.database import read_database
from lederpulje.model import BaseData
from lederpulje.store import Store


def base_data_of(path: Path) -> BaseData:
    """The base data; while the app holds the database its snapshot, which is said on standard error."""
    with read_database(path) as store:
        say_source(store)
        return store.base_data()


def say_source(store: Store) -> None:
    """Say on standard error that it is the copy which is read, and which version."""
    if store.source == "snapshot":
        click.echo(f"Appen er i gang. Der læses fra dens kopi, dataversion {store.data_version}.", err=True)


def give_answer(as_json: bool, figures: Callable[[], dict[str, Any]], report: Callable[[], str]) -> None:
    """One JSON object, or readable Danish, on standard output."""
    click.echo(json.dumps(figures(), ensure_ascii=False, indent=1) if as_json else report())
