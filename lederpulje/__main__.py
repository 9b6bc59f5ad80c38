"""The command line: `python -m lederpulje`. A contract that scripts build on; see the README."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import click

from lederpulje.actions.budget import budget_answer, day_of
from lederpulje.actions.database import DEFAULT_SEED, database_path, make_database
from lederpulje.actions.figures import comparison_figures, evaluation_figures
from lederpulje.actions.questions import QUESTIONS, Asked, assumptions_of
from lederpulje.actions.questions import ask as answer_question
from lederpulje.actions.report import comparison_report, evaluation_report
from lederpulje.actions.settings import find_scenario, with_texts
from lederpulje.actions.years import adjustment_of, carry_rule, usual_year, years_answer
from lederpulje.cli.answers import base_data_of, give_answer
from lederpulje.cli.decisions import erase_name, list_decisions, verify
from lederpulje.cli.files import export_list, import_list
from lederpulje.cli.safety import backup, restore
from lederpulje.cli.words import DanishGroup, WrongUsage
from lederpulje.insight import DRAWS, LEVERS, SEED

year_option = click.option("--year", type=int, required=True, metavar="ÅR", help="Året, fx 2024.")
json_option = click.option("--json", "as_json", is_flag=True, help="Ét JSON-objekt på standard output.")


@click.group(cls=DanishGroup, context_settings={"help_option_names": ["--help"]})
@click.option(
    "--db", "db", metavar="FIL", help="Databasen (ellers LEDERPULJE_DB, ellers data/lederpulje.duckdb)."
)
@click.pass_context
def main(context: click.Context, db: str | None) -> None:
    """Lederpulje: hvad et valg koster puljen, hvem der betaler, og hvad det fortrænger."""
    context.obj = database_path(db)


@main.command()
@click.option(
    "--seed", type=click.Path(path_type=Path), help="Mappe med grunddata som CSV (ellers data/seed)."
)
@click.option("--empty", is_flag=True, help="Kun tabellerne, uden data.")
@click.pass_obj
def init(path: Path, seed: Path | None, empty: bool) -> None:
    """Lav databasen. Findes filen allerede, sker der intet, og svaret er 1."""
    if seed is not None and empty:
        raise WrongUsage("--seed og --empty kan ikke bruges sammen.")
    base = make_database(path, None if empty else seed or DEFAULT_SEED)
    click.echo(f"{path} er lavet med {len(base.courses)} aktiviteter og {len(base.scenarios)} scenarier.")


@main.command()
@year_option
@click.option("--scenario", metavar="NØGLE", help="Scenariet (ellers årets grundscenarie).")
@click.option(
    "--set", "settings", multiple=True, metavar="NAVN=VÆRDI", help="Svar eller ændring; kan gentages."
)
@click.option("--rule", metavar="REGEL", help="prioritet, forholdsmaessig eller optimal.")
@json_option
@click.pass_obj
def evaluate(
    path: Path, year: int, scenario: str | None, settings: tuple[str, ...], rule: str | None, as_json: bool
) -> None:
    """Regn ét scenarie ud."""
    base = base_data_of(path)
    chosen = with_texts(base, find_scenario(base, year, scenario), settings, rule)
    give_answer(as_json, lambda: evaluation_figures(base, chosen), lambda: evaluation_report(base, chosen))


@main.command()
@year_option
@click.option("--baseline", required=True, metavar="NØGLE", help="Scenariet, de andre sammenlignes med.")
@click.argument("keys", nargs=-1, required=True, metavar="NØGLE…")
@json_option
@click.pass_obj
def compare(path: Path, year: int, baseline: str, keys: tuple[str, ...], as_json: bool) -> None:
    """Sammenlign scenarier med et grundscenarie."""
    base = base_data_of(path)
    reference = find_scenario(base, year, baseline)
    chosen = tuple(find_scenario(base, year, key) for key in keys)
    give_answer(
        as_json,
        lambda: comparison_figures(base, reference, chosen),
        lambda: comparison_report(base, reference, chosen),
    )


_SPREAD_HELP = "sensitivity, simulation: spændet om en pris uden spænd, vores antagelse."
_CHANCE_HELP = "simulation: chancen for ja uden kendt chance, vores antagelse."


@main.command()
@click.argument("question", type=click.Choice(tuple(QUESTIONS)), metavar="SPØRGSMÅL")
@year_option
@click.option("--scenario", metavar="NØGLE", help="Scenariet (ellers årets grundscenarie).")
@click.option(
    "--set", "settings", multiple=True, metavar="NAVN=VÆRDI", help="Svar eller ændring; kan gentages."
)
@click.option("--course", metavar="ID", help="tipping: aktiviteten.")
@click.option("--field", metavar="FELT", help=f"tipping: {', '.join(LEVERS)}.")
@click.option("--draws", type=int, default=DRAWS, metavar="ANTAL", help="simulation: antal trækninger.")
@click.option("--seed", type=int, default=SEED, metavar="TAL", help="simulation: samme tal, samme resultat.")
@click.option("--spread", type=int, default=15, metavar="PROCENT", help=_SPREAD_HELP)
@click.option("--chance", type=int, default=50, metavar="PROCENT", help=_CHANCE_HELP)
@click.option("--rule", metavar="REGEL", help="prioritet, forholdsmaessig eller optimal.")
@json_option
@click.pass_obj
def ask(
    path: Path,
    question: str,
    year: int,
    scenario: str | None,
    settings: tuple[str, ...],
    course: str | None,
    field: str | None,
    draws: int,
    seed: int,
    spread: int,
    chance: int,
    rule: str | None,
    as_json: bool,
) -> None:
    """Svar på et af bestyrelsens spørgsmål.

    tipping, decidable, repairs, sensitivity, simulation, regret eller time.
    """
    base = base_data_of(path)
    chosen = with_texts(base, find_scenario(base, year, scenario), settings, rule)
    keys = {c.key for c in base.conditions}
    known = tuple(
        (k, a) for k, a in chosen.answers if k in {s.partition("=")[0].strip() for s in settings} & keys
    )
    asked = Asked(base, chosen, course, field, draws, seed, known, assumptions_of(spread, chance))
    figures, lines = answer_question(question, asked)
    give_answer(as_json, lambda: figures, lambda: "\n".join(lines))


_scenario_option = click.option("--scenario", metavar="NØGLE", help="Scenariet (ellers årets grundscenarie).")
_set_option = click.option(
    "--set", "settings", multiple=True, metavar="NAVN=VÆRDI", help="Svar eller ændring; kan gentages."
)
_rule_option = click.option("--rule", metavar="REGEL", help="prioritet, forholdsmaessig eller optimal.")
_today_option = click.option(
    "--today", metavar="DATO", help="Dagen, der opgøres på, fx 24-02-2027 (ellers i dag)."
)


@main.command()
@year_option
@_scenario_option
@_set_option
@_rule_option
@_today_option
@json_option
@click.pass_obj
def budget(
    path: Path, year: int, scenario: str | None, settings: tuple[str, ...], rule: str | None,
    today: str | None, as_json: bool,
) -> None:  # fmt: skip
    """Budgetopfølgning: forbrugt, disponeret, planlagt og frit, og hvad der kan frigøres."""
    base = base_data_of(path)
    chosen = with_texts(base, find_scenario(base, year, scenario), settings, rule)
    figures, lines = budget_answer(base, chosen, day_of(today))
    give_answer(as_json, lambda: figures, lambda: "\n".join(lines))


@main.command()
@click.option("--year", type=int, metavar="ÅR", help="Året med scenariet og priserne (ellers det seneste).")
@_scenario_option
@_set_option
@_rule_option
@click.option("--carry", metavar="REGEL", help="Overførsel: ingen, alt, op-til-5 (procent) eller formaal.")
@click.option("--purpose", default="", metavar="NØGLE", help="formaal: delrammen, der føres over til.")
@click.option("--adjust", default="", metavar="PROCENT", help="Årlig pris- og lønregulering, fx 2,4.")
@click.option("--source", default="", metavar="TEKST", help="Hvor procenten er fra.")
@_today_option
@json_option
@click.pass_obj
def years(
    path: Path, year: int | None, scenario: str | None, settings: tuple[str, ...], rule: str | None,
    carry: str | None, purpose: str, adjust: str, source: str, today: str | None, as_json: bool,
) -> None:  # fmt: skip
    """År for år: pulje, forbrug og saldo med den overførsel, der er valgt."""
    base = base_data_of(path)
    chosen_year = usual_year(base) if year is None else year
    chosen = with_texts(base, find_scenario(base, chosen_year, scenario), settings, rule)
    by = carry_rule(base, carry, purpose) if carry is not None else None
    figures, lines = years_answer(base, chosen, day_of(today), by, adjustment_of(adjust, source))
    give_answer(as_json, lambda: figures, lambda: "\n".join(lines))


main.add_command(import_list)
main.add_command(export_list)
main.add_command(backup)
main.add_command(restore)
main.add_command(list_decisions)
main.add_command(verify)
main.add_command(erase_name)


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):  # ≈ and − are not in Windows' own encoding of files and pipes
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    main(prog_name="python -m lederpulje")
