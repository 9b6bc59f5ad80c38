"""`backup` and `restore`: all of the database into one file, and back."""

from __future__ import annotations

from pathlib import Path

import click

from lederpulje.actions.decisions.restoring import restore as restore_with_entry
from lederpulje.cli.words import DanishCommand
from lederpulje.store.backup import back_up

_SIGNED = "Kommandolinjen"


@click.command("backup", cls=DanishCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@click.pass_obj
def backup(path: Path, file: Path) -> None:
    """Skriv en sikkerhedskopi af hele databasen. En fil, der findes, overskrives aldrig."""
    done = back_up(path, file)
    if done.source == "snapshot":
        click.echo(
            f"Appen er i gang. Sikkerhedskopien er taget af dens kopi, dataversion {done.data_version}.",
            err=True,
        )
    click.echo(f"{file} er skrevet: sikkerhedskopi af {path}, dataversion {done.data_version}.")


@click.command("restore", cls=DanishCommand)
@click.argument("file", type=click.Path(path_type=Path), metavar="FIL")
@click.pass_obj
def restore(path: Path, file: Path) -> None:
    """Sæt en sikkerhedskopi ind som database. Den gamle database lægges til side under et navn med dato."""
    done = restore_with_entry(path, file, _SIGNED)
    click.echo(f"{path} er gendannet fra {file}, dataversion {done.data_version}.")
    if done.kept is not None:
        click.echo(f"Den gamle database ligger i {done.kept}.")
