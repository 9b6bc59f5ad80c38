"""`import` and `export`: the course list from a file and into one."""

from __future__ import annotations

import tempfile
from pathlib import Path

import click

from lederpulje.actions.courselist.checking import Check
from lederpulje.actions.courselist.importing import check_file, check_json, check_lines, understood
from lederpulje.actions.courselist.saving import FILE, Signed, save_check
from lederpulje.actions.database import read_database
from lederpulje.cli.answers import base_data_of, give_answer, say_source
from lederpulje.cli.words import FAULTS, DanishCommand, WrongUsage
from lederpulje.errors import FileNotWritten, FileRefused
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.reading import read_file
from lederpulje.store import Store, open_store

_SIGNED = "Kommandolinjen"


@click.command("import", cls=DanishCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@click.option("--apply", is_flag=True, help="Gem det. Uden vises kun, hvad der ville ske.")
@click.option("--remove", is_flag=True, help="Sammen med --apply: tag det ud, som filen mangler.")
@click.option("--json", "as_json", is_flag=True, help="Ét JSON-objekt på standard output.")
@click.pass_obj
def import_list(path: Path, file: Path, apply: bool, remove: bool, as_json: bool) -> int:
    """Læs en kursusliste ind (.xlsx, .ods eller .csv). Uden --apply ændres intet."""
    if remove and not apply:
        raise WrongUsage("--remove bruges sammen med --apply.")
    grids = _read(file)
    with open_store(path) if apply else read_database(path) as store:
        say_source(store)
        checked = _check(store, grids, remove=remove)
        stopped = bool(checked.stopping or checked.questions)
        if apply and checked.can_be_saved:
            save_check(store, checked, Signed(_SIGNED, f"Læst ind: {file.name}"[:300]), FILE)
    give_answer(as_json, lambda: check_json(checked), lambda: "\n".join(check_lines(checked)))
    if not stopped:
        return 0
    if as_json:  # readable text has said it already
        said = [str(f) for f in checked.stopping] + [f"{q.sheet}: {q.text}" for q in checked.questions]
        click.echo("\n".join(said), err=True)
    if checked.questions:
        click.echo("Spørgsmål kan besvares i appen: Kurser, Læs en fil ind.", err=True)
    click.echo("Intet er ændret. Ret det, og prøv igen.", err=True)
    return FAULTS


def _check(store: Store, grids: tuple[Grid, ...], *, remove: bool) -> Check:
    base = store.base_data()
    return check_file(base, understood(base, grids, {}, store.headings()), {}, remove=remove)


def _read(file: Path) -> tuple[Grid, ...]:
    try:
        data = file.read_bytes()
    except OSError as error:
        raise FileRefused(
            str(file), "den findes ikke, eller programmet må ikke læse den. Tjek navnet."
        ) from error
    return read_file(data, file.name)


@click.command("export", cls=DanishCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL.xlsx")
@click.pass_obj
def export_list(path: Path, file: Path) -> None:
    """Skriv hele kursuslisten som projektmappe (.xlsx), eller kun aktiviteterne (.csv)."""
    from lederpulje.actions.exports import csv_export, workbook_export  # slow to load, and only needed here

    kinds = {".xlsx": workbook_export, ".csv": csv_export}
    if file.suffix.lower() not in kinds:
        raise WrongUsage("Filens navn skal ende på .xlsx eller .csv.")
    base = base_data_of(path)
    _write(file, kinds[file.suffix.lower()](base).make())
    click.echo(f"{file} er skrevet med {len(base.courses)} aktiviteter (dataversion {base.data_version}).")


def _write(file: Path, data: bytes) -> None:
    """Write beside the file's place and then rename, so that a failed run leaves the old file."""
    half: Path | None = None
    try:
        with tempfile.NamedTemporaryFile(dir=file.resolve().parent, delete=False) as opened:
            half = Path(opened.name)
            opened.write(data)
        half.chmod(0o644)  # readable by others, as files are
        half.replace(file)
    except OSError as error:
        if half is not None:
            half.unlink(missing_ok=True)
        raise FileNotWritten(str(file)) from error
