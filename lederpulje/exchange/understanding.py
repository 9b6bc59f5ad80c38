"""Grids from people's files as rows of our sheets: what is sure is read, what is not is asked, nothing is guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from lederpulje.exchange.bodies import Body, read_body
from lederpulje.exchange.completing import complete
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.guidance import SHEET as GUIDANCE
from lederpulje.exchange.headings import Heads, best_heads, find_heads
from lederpulje.exchange.meanings import Meanings, expected, meanings_of
from lederpulje.exchange.synonyms import never_a_list, sheet_named
from lederpulje.model import ProposedRow
from lederpulje.sheets.columns import SHEETS
from lederpulje.sheets.faults import Fault, Question


@dataclass(frozen=True, slots=True)
class Understood:
    """What a file says: rows of our sheets as text, what is wrong or was left out, and what must be asked.

    `learned` is what answers taught (heading → column, empty for *not used*), to be given as `remembered` next time.
    `sheets` are those of our sheets that were found. A sheet whose headings are still asked about has no rows yet.
    """

    rows: tuple[ProposedRow, ...] = ()
    faults: tuple[Fault, ...] = ()
    questions: tuple[Question, ...] = ()
    learned: Mapping[str, str] = field(default_factory=dict)
    sheets: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    rows: list[ProposedRow] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    questions: dict[str, Question] = field(default_factory=dict)
    learned: dict[str, str] = field(default_factory=dict)
    sheets: set[str] = field(default_factory=set)

    def ask(self, questions: Sequence[Question]) -> None:
        for question in questions:
            self.questions.setdefault(question.key, question)


def understand(
    grids: Sequence[Grid], years: tuple[int, ...], answers: Mapping[str, str], remembered: Mapping[str, str]
) -> Understood:
    """Turn the grids of a file into rows of our sheets.

    `years` are those the data know, `answers` what was answered to questions by their keys, `remembered` what
    headings meant before.
    """
    found = [(grid, heads) for grid in grids if (heads := find_heads(grid, remembered))]
    if not found:
        found = [(grid, heads) for grid in grids if (heads := _perhaps(grid, remembered))]
    gathered = _Gathered()
    for grid, heads in found:
        _take(gathered, grid, heads, years, answers, remembered)
    if found:
        used = {id(grid) for grid, _ in found}
        gathered.faults += [_left_out(g) for g in grids if id(g) not in used and g.name != GUIDANCE]
    else:
        gathered.faults.append(_nothing_found(grids))
    return Understood(
        tuple(gathered.rows),
        tuple(gathered.faults),
        tuple(gathered.questions.values()),
        gathered.learned,
        tuple(sheet for sheet in SHEETS if sheet in gathered.sheets),
    )


def _perhaps(grid: Grid, remembered: Mapping[str, str]) -> Heads | None:
    """A sheet that may be a course list: it has some known heading, though not the one that is needed."""
    heads = None if never_a_list(grid.name) else best_heads(grid, "Kurser", remembered)
    return heads if heads and len(heads.words) > 1 else None


def _take(
    gathered: _Gathered,
    grid: Grid,
    heads: Heads,
    years: tuple[int, ...],
    answers: Mapping[str, str],
    remembered: Mapping[str, str],
) -> None:
    """Read one sheet as far as it is understood."""
    meanings = meanings_of(grid, heads, answers, remembered)
    gathered.sheets.add(heads.sheet)
    gathered.learned |= meanings.learned
    gathered.ask(meanings.questions)
    gathered.faults += meanings.faults
    if lacking := meanings.lacks(heads.sheet):
        if not meanings.questions:
            gathered.faults.append(_lacking(grid, heads, lacking))
        return
    body = read_body(grid, heads, meanings, answers)
    completed = complete(grid, heads, meanings, body, years, answers)
    gathered.ask([*body.questions, *completed.questions])
    gathered.faults += [*_unread(grid, heads, meanings, body), *body.faults, *completed.faults]
    gathered.rows += completed.rows


# --- what is said of sheets and columns ---------------------------------------------------------------------


def _unread(grid: Grid, heads: Heads, meanings: Meanings, body: Body) -> list[Fault]:
    """Columns that are not read: those we do not know, and those without a heading."""
    faults = [
        Fault(
            grid.name,
            heads.data,
            " ".join(word.split()),
            "",
            f"Kolonnen »{' '.join(word.split())}« kendes ikke og er ikke læst. Skal den med, så giv den en overskrift "
            "fra arket Vejledning i Kursusliste.xlsx.",
            stops=False,
        )
        for word in meanings.unread.values()
    ]
    if body.nameless:
        which = ", ".join(body.nameless)
        message = (
            f"{'Kolonnen' if len(body.nameless) == 1 else 'Kolonnerne'} {which} har ingen overskrift og er ikke læst. "
            "Skriv en overskrift, hvis indholdet skal med."
        )
        faults.append(Fault(grid.name, heads.data, "", "", message, stops=False))
    return faults


def _left_out(grid: Grid) -> Fault:
    """A sheet that is none of ours."""
    if not grid.rows:
        return Fault(grid.name, 0, "", "", f"Arket »{grid.name}« er tomt og er sprunget over.", stops=False)
    if never_a_list(grid.name):
        return Fault(
            grid.name, 0, "", "", f"Arket »{grid.name}« er ikke en liste og er ikke læst.", stops=False
        )
    message = (
        f"Arket »{grid.name}« er ikke læst, for det ligner ikke en liste, vi kender. Skal det med, så kald det et af "
        f"disse navne: {', '.join(SHEETS)}."
    )
    return Fault(grid.name, 0, "", "", message, stops=False)


def _lacking(grid: Grid, heads: Heads, lacking: Sequence[str]) -> Fault:
    words = ", ".join(f"»{' '.join(word.split())}«" for word in heads.words.values())
    named = f"læses som {heads.sheet}" if sheet_named(grid.name) == heads.sheet else f"ligner {heads.sheet}"
    message = (
        f"Arket »{grid.name}« {named}, men kolonnen {' og '.join(lacking)} mangler. I række {heads.data} står "
        f"overskrifterne {words}. Ventet var nogle af disse: {expected(heads.sheet)}. Ret overskrifterne i filen."
    )
    return Fault(grid.name, heads.data, " og ".join(lacking), "", message)


def _nothing_found(grids: Sequence[Grid]) -> Fault:
    """What was expected and what was found."""
    *first, last = SHEETS
    message = (
        f"Der er ingen liste i filen. Ventet var et ark med navnet {', '.join(first)} eller {last}, "
        "eller en liste med overskrifter som Titel, Type, Start og Pris pr. deltager. Fundet blev: "
        f"{'; '.join(map(_glimpse, grids)) or 'ingen ark'}. Skriv overskrifter over kolonnerne, eller "
        "vælg en anden fil."
    )
    return Fault("", 0, "", "", message)


def _glimpse(grid: Grid) -> str:
    """A sheet in a few words: its name and its first texts."""
    texts = [str(cell).strip()[:30] for row in grid.rows[:10] for cell in row if cell is not None][:4]
    return f"arket »{grid.name}« ({', '.join(texts) if texts else 'tomt'})"
