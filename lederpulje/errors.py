"""What can go wrong, each as one Danish message: what is wrong, where, and what to do about it."""

from __future__ import annotations

from dataclasses import dataclass


class LederpuljeError(Exception):
    """Base of every error a user may see; `str()` of it is a whole Danish message."""


class AmountError(LederpuljeError, ValueError):
    """A text that is not, beyond doubt, one Danish amount of money."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"»{text}« kan ikke læses som et beløb: {reason}")


class DateError(LederpuljeError, ValueError):
    """A text that is not, beyond doubt, one date."""

    def __init__(self, text: str, reason: str) -> None:
        super().__init__(f"»{text}« kan ikke læses som en dato: {reason}")


class UnknownName(LederpuljeError):
    """A year, scenario, condition, course or field that does not exist."""

    def __init__(self, what: str, name: str, known: tuple[str, ...] = ()) -> None:
        hint = f" Vælg mellem: {', '.join(known)}." if known else ""
        super().__init__(f"{what} »{name}« findes ikke.{hint}")


class IllegalValue(LederpuljeError):
    """A value that its field cannot take."""

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name} kan ikke sættes til »{value}«. {expected}")


class TooManyOpenConditions(LederpuljeError):
    """More open conditions than can be combined (engine: at most 10)."""

    def __init__(self, year: int, keys: tuple[str, ...], limit: int) -> None:
        super().__init__(
            f"{len(keys)} forudsætninger er uafklarede i {year}: {', '.join(keys)}. Der kan regnes på højst "
            f"{limit} på én gang. Svar ja eller nej på mindst {len(keys) - limit} af dem."
        )


class ScenarioRefused(LederpuljeError):
    """A scenario that cannot be saved, renamed or put away as asked; nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Intet er ændret.")


class FileRefused(LederpuljeError):
    """A file that cannot be read at all; the message says what it is and what to do. Nothing was changed."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} kan ikke læses: {why} Intet er ændret.")


class FileNotWritten(LederpuljeError):
    """A file that could not be written; what stood there before is as it was."""

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} kan ikke skrives. Vælg en mappe, der findes, og som programmet må skrive i, og et navn, der ikke "
            "er en mappe. Intet er ændret."
        )


class NoBrowser(LederpuljeError):
    """No picture can be drawn: there is no browser to draw it, or it does not answer. All else works without."""

    def __init__(self, why: str, advice: str) -> None:
        super().__init__(f"Billedet kan ikke tegnes: {why} {advice}")


class ListRefused(LederpuljeError):
    """A change of the course list that cannot be saved as asked; nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Intet er ændret.")


class AgendaRefused(LederpuljeError):
    """A meeting, an item or a decision that cannot be saved as asked; nothing was changed."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why} Intet er ændret.")


class StoreError(LederpuljeError):
    """The database cannot be used; nothing was changed. The command line answers exit code 3."""


class DatabaseInUse(StoreError):
    """Another process holds the database."""

    def __init__(self, path: str, holder: str) -> None:
        super().__init__(
            f"Databasen {path} er i brug af {holder}. Stop det program først, eller gør det i appen. "
            "Intet er ændret."
        )


class DatabaseUnreadable(StoreError):
    """The file is not a readable database of ours, or its newest changes are missing."""

    def __init__(self, path: str, why: str, newest_backup: str | None = None) -> None:
        backup = (
            f"Nyeste sikkerhedskopi: {newest_backup}."
            if newest_backup
            else "Der er ingen sikkerhedskopi ved siden af."
        )
        super().__init__(f"Databasen kan ikke læses og er ikke ændret. Fil: {path}. Årsag: {why}. {backup}")
        self.why = why


class DatabaseNewer(StoreError):
    """The file was written by a newer version of the program."""

    def __init__(self, path: str, found: int, known: int) -> None:
        super().__init__(
            f"Databasen {path} er fra en nyere version af Lederpulje (skema {found}; dette program kender {known}). "
            "Opdatér programmet. Intet er ændret."
        )


class DatabaseReadOnly(StoreError):
    """The file or its folder cannot be written."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"Databasen {path} kan ikke skrives. Giv programmet skriveadgang til filen og dens mappe. Intet er ændret."
        )


class DatabaseMissing(StoreError):
    """There is no database where one was expected."""

    def __init__(self, path: str) -> None:
        super().__init__(f"Der er ingen database i {path}. Lav den med: python -m lederpulje init")


class ExamplesGone(StoreError):
    """Somebody has removed the examples that are looked at."""

    def __init__(self) -> None:
        super().__init__(
            "Eksemplerne er slettet, måske i et andet vindue. Intet er ændret. Genindlæs siden for at komme videre."
        )


class DatabaseExists(LederpuljeError):
    """`init` refuses to overwrite."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} findes allerede og er ikke ændret. Vælg en anden fil med --db, eller flyt den gamle."
        )


class BackupExists(LederpuljeError):
    """A backup is never written over a file that is there."""

    def __init__(self, path: str) -> None:
        super().__init__(
            f"{path} findes allerede og er ikke ændret. Vælg et andet navn til sikkerhedskopien, eller flyt den gamle."
        )


class BackupRefused(LederpuljeError):
    """A file that cannot be restored; the database is as it was."""

    def __init__(self, path: str, why: str) -> None:
        super().__init__(f"{path} kan ikke gendannes: {why} Intet er ændret.")


class BaseDataRefused(LederpuljeError):
    """Base data that break a rule of the database's schema; nothing was saved."""

    def __init__(self, sheet: str, rule: str) -> None:
        super().__init__(
            f"Grunddata kan ikke gemmes, og intet er ændret: en række i {sheet} bryder databasens regler. "
            f"Ret rækken, og gem igen. Teknisk: {rule}"
        )
        self.sheet = sheet


class SeedError(LederpuljeError):
    """Base data in files that cannot be taken in; every fault is listed."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__(
            "Grunddata kan ikke indlæses, og intet er ændret:\n" + "\n".join(f"- {f}" for f in faults)
        )
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault in data or scenario that the result could be given without.

    `where` names the course, override or frame (a key); `message` is the whole Danish sentence.
    """

    where: str
    message: str

    def __str__(self) -> str:
        return self.message
