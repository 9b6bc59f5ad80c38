"""What people work at before it is saved, and what a save is remembered by."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from lederpulje.model.kinds import Answer, Rule, StepKind

NEW_ROW = "ny"


@dataclass(frozen=True, slots=True)
class Step:
    """Where a draft stood after a change."""

    kind: StepKind
    answers: tuple[tuple[str, Answer], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    rule: Rule = Rule.PRIORITET


@dataclass(frozen=True, slots=True)
class Draft:
    """A scenario being played with. `id` opens it for change; `share_id` shows it, and copies at the first change.

    `origin` is the scenario it started from and `baseline` the one it is compared with; both are keys. `steps` are
    the states it has been in, the one it began with first; it stands at number `at` of them.
    """

    id: str
    share_id: str
    year: int
    origin: str
    baseline: str
    answers: tuple[tuple[str, Answer], ...] = ()
    overrides: tuple[tuple[str, str], ...] = ()
    rule: Rule = Rule.PRIORITET
    steps: tuple[Step, ...] = ()
    at: int = 0
    changed_at: dt.datetime | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class BaseVersion:
    """A save of the base data: when, by whom (a function, which nobody has confirmed) and why."""

    data_version: int
    saved_at: dt.datetime
    kind: str
    saved_by: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class ProposedRow:
    """A row of the workbook as somebody wants it: column → text. What it does not name stays as it is.

    `number` and `file_sheet` say where it stands in its file (0 and empty: written in the app). `key` is what it is
    matched to by hand: an id, `NEW_ROW` (and what tells it from others) for a new one, empty to go by its cells.
    """

    sheet: str
    number: int
    cells: tuple[tuple[str, str], ...]
    key: str = ""
    file_sheet: str = ""


@dataclass(frozen=True, slots=True)
class Chosen:
    """A choice that was made by hand: what it is about, and what was chosen."""

    about: str
    choice: str


@dataclass(frozen=True, slots=True)
class ListDraft:
    """What somebody wants changed in the course list and has not saved yet.

    `seen` is the version of the base data it was begun on, or last held against. `rows` are typed in the app, each
    with only what is changed; `removed` are ids of courses to go. A draft of a file has its name instead, and
    `whole` says that what the file lacks is to go. `choices` answer what was asked.
    """

    id: str
    seen: int
    rows: tuple[ProposedRow, ...] = ()
    removed: tuple[str, ...] = ()
    file: str = ""
    whole: bool = False
    choices: tuple[Chosen, ...] = ()
