"""`python -m tests.bench [PART]…` measures and prints, one line a measurement; without a part everything."""

from __future__ import annotations

import platform
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import click

from tests.bench import browser, canvas, courselist, decisions, engine, questions
from tests.bench.report import Line, headings
from tests.bench.servers import CannotMeasure, load

PARTS = ("engine", "questions", "list", "decisions", "changes", "canvas", "launch", "memory")


@click.command(help="Measure; without PARTS everything. Exits 1 only if something could not be measured.")
@click.argument("parts", nargs=-1, type=click.Choice(PARTS))
@click.option("--samples", default=40, show_default=True, help="Changes measured of each kind (at least 30).")
@click.option("--launches", default=7, show_default=True, help="Launches measured of each kind.")
def main(parts: tuple[str, ...], samples: int, launches: int) -> None:
    """Print each line as soon as it is known."""
    click.echo(f"Python {platform.python_version()} on {platform.system()} {platform.machine()}")
    busy, processors = load()
    click.echo(f"{processors} processors, load {busy:.1f} before the start")
    if busy > processors / 2:
        click.echo("The machine is busy with other things: measure again when it is quiet.", err=True)
    click.echo(headings())
    failed = False
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        for part in parts or PARTS:
            try:
                for line in _measure(part, Path(folder) / "lederpulje.duckdb", samples, launches):
                    click.echo(str(line))
            except CannotMeasure as error:
                failed = True
                click.echo(f"{part} could not be measured: {error}", err=True)
    sys.exit(1 if failed else 0)


def _measure(part: str, database: Path, samples: int, launches: int) -> Iterator[Line]:
    if part == "engine":
        return engine.measure()
    if part == "questions":
        return questions.measure()
    if part == "list":
        return courselist.measure(database.with_name("liste.duckdb"), samples)
    if part == "decisions":
        return decisions.measure(database.with_name("beslutninger.duckdb"))
    if part == "changes":
        return browser.measure_changes(database, samples)
    if part == "canvas":
        return canvas.measure(database, samples)
    if part == "launch":
        return browser.measure_launch(database, launches)
    return browser.measure_memory(database)


if __name__ == "__main__":
    main()
