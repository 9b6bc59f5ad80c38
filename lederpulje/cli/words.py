"""Commands that speak Danish: click's own words, one message for each error, and the exit codes of the contract."""

from __future__ import annotations

import sys
from typing import Any

import click

from lederpulje.errors import IllegalValue, LederpuljeError, StoreError, UnknownName

DONE, FAULTS, USAGE, DATABASE = 0, 1, 2, 3


# What click writes by itself in a help text, in Danish.
_HELP = {
    "Usage:": "Brug:",
    "[OPTIONS]": "[TILVALG]",
    "COMMAND [ARGS]...": "KOMMANDO …",
    "Options:": "Tilvalg:",
    "Commands:": "Kommandoer:",
    "Show this message and exit.": "Vis denne hjælp.",
    "[required]": "[skal angives]",
}


class WrongUsage(click.UsageError):
    """A use of the command that we refuse ourselves; its message is Danish."""


class DanishCommand(click.Command):
    """A command whose help is Danish."""

    def get_help(self, ctx: click.Context) -> str:
        """Put click's own words into Danish."""
        text = super().get_help(ctx)
        for english, danish in _HELP.items():
            text = text.replace(english, danish)
        return text


class DanishGroup(DanishCommand, click.Group):
    """A group whose errors are one Danish message on standard error and the exit code of the contract."""

    command_class = DanishCommand

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn each expected error into its message and exit code."""
        kwargs["standalone_mode"] = False
        try:
            result = super().main(*args, **kwargs)
        except LederpuljeError as error:
            click.echo(str(error), err=True)
            sys.exit(_exit_code(error))
        except click.exceptions.NoArgsIsHelpError as error:
            click.echo(error.format_message(), err=True)
            sys.exit(USAGE)
        except click.ClickException as error:
            click.echo(_danish_usage(error), err=True)
            sys.exit(USAGE)
        except click.Abort:
            click.echo("Afbrudt. Intet er ændret.", err=True)
            sys.exit(FAULTS)
        sys.exit(result if isinstance(result, int) else DONE)


def _exit_code(error: LederpuljeError) -> int:
    if isinstance(error, StoreError):
        return DATABASE
    return USAGE if isinstance(error, UnknownName | IllegalValue) else FAULTS


def _danish_usage(error: click.ClickException) -> str:
    """What is wrong with the command as written; click's own sentences are English."""
    match error:
        case click.NoSuchOption():
            said = f"Der er intet tilvalg {error.option_name}."
        case click.MissingParameter():
            said = f"Der mangler {_named(error.param)}."
        case click.BadParameter():
            said = f"{_named(error.param)} har en værdi, der ikke kan bruges."
        case click.BadOptionUsage():
            said = f"{error.option_name} er ikke brugt rigtigt."
        case WrongUsage():
            said = error.message
        case _:
            said = "Kommandoen kan ikke forstås."
    context = error.ctx if isinstance(error, click.UsageError) else None
    where = context.command_path if context else "python -m lederpulje"
    return f"{said} Se hvordan med: {where} --help"


def _named(parameter: click.Parameter | None) -> str:
    """An option as it is written, an argument as the help names it."""
    if isinstance(parameter, click.Option):
        return "/".join(parameter.opts)
    return parameter.human_readable_name if parameter else "et argument"
