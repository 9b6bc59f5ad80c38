"""`decisions`, `verify` and `erase`: the journal, whether it is as it was written, and names taken out of it."""

from __future__ import annotations

from pathlib import Path

import click

from lederpulje.actions.database import read_database
from lederpulje.actions.decisions.erasing import erase
from lederpulje.actions.decisions.listing import journal_json, journal_lines
from lederpulje.actions.decisions.proving import Proof, proof_lines, prove
from lederpulje.cli.answers import give_answer, say_source
from lederpulje.cli.words import DONE, FAULTS, DanishCommand
from lederpulje.store import Store, open_for_proving
from lederpulje.store.commits import Witness

_SIGNED = "Kommandolinjen"


@click.command("decisions", cls=DanishCommand)
@click.option("--closed", is_flag=True, help="Vis også, hvad der står i lukkede punkter.")
@click.option("--json", "as_json", is_flag=True, help="Ét JSON-objekt på standard output.")
@click.pass_obj
def list_decisions(path: Path, closed: bool, as_json: bool) -> None:
    """Vis journalen: hver post med sin kontrolsum. Lukkede punkter vises kun med --closed."""
    with read_database(path) as store:
        say_source(store)
        agenda = store.agenda()
    if agenda.broken:
        click.echo(
            "Journalen er ændret uden om programmet. Se hvad med: python -m lederpulje verify", err=True
        )
    give_answer(
        as_json,
        lambda: journal_json(agenda, closed=closed),
        lambda: "\n\n".join(journal_lines(agenda, closed=closed)),
    )


@click.command("verify", cls=DanishCommand)
@click.pass_obj
def verify(path: Path) -> int:
    """Er journalen, som den blev skrevet? Hver post, hver tekst og hver låst beregning regnes efter."""
    with open_for_proving(path) as store:
        say_source(store)
        _say_witness(store)
        found: Proof = prove(store)
    click.echo("\n".join(proof_lines(found)))
    return DONE if found.holds else FAULTS


@click.command("erase", cls=DanishCommand)
@click.argument("person", metavar="PERSON_ID")
@click.pass_obj
def erase_name(path: Path, person: str) -> None:
    """Slet en persons navn overalt i databasen, og skriv filen om. Appen skal være stoppet."""
    click.echo("\n".join(erase(path, person, _SIGNED)))


def _say_witness(store: Store) -> None:
    """A missing witness is no fault, but there is less to hold the journal against."""
    witness = Witness(store.path).path
    if not witness.exists():
        click.echo(
            f"Vidnefilen {witness.name} mangler, så det kan ikke ses, om de nyeste poster er taget bort. Hold den "
            "nyeste kontrolsum op mod en, I har noteret.",
            err=True,
        )
