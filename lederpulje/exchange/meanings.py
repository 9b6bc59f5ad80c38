"""Which of our columns each heading of a list is: known, remembered, answered, or asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from lederpulje.exchange.grid import Grid
from lederpulje.exchange.headings import Heads
from lederpulje.exchange.synonyms import (
    doubtful_words,
    heading_key,
    known_words,
    own_names,
    set_aside,
    vat_of,
)
from lederpulje.sheets.columns import EACH, FIXED, SHEETS, names
from lederpulje.sheets.faults import Fault, Question

NOT_USED = "brug-ikke"
_NEEDED = {
    "Puljer": (("År",), ("Beløb",)),
    "Delrammer": (("År",), ("Nøgle",)),
    "Kurser": (("Titel", "Id"),),
    "Finansiering": (("Kursus",), ("Betaler",)),
    "Forudsætninger": (("Nøgle",),),
    "Scenarier": (("Nøgle",), ("År",)),
    "Strategi": (("Nøgle",), ("Gruppe",)),
}
"""Columns without which nothing can be read; of each group one."""


@dataclass(slots=True)
class Meanings:
    """The columns of a grid by their number, what is not read, what must be asked, and what answers taught."""

    columns: dict[int, str] = field(default_factory=dict)
    unread: dict[int, str] = field(default_factory=dict)
    questions: list[Question] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    learned: dict[str, str] = field(default_factory=dict)
    vat: str = ""

    @property
    def taken(self) -> set[str]:
        """Our columns that are found."""
        return set(self.columns.values())

    def lacks(self, sheet: str) -> list[str]:
        """What must be there and is not, as a message calls it."""
        return [" eller ".join(group) for group in _NEEDED[sheet] if not self.taken.intersection(group)]


def question_key(sheet: str, heading: str) -> str:
    """What the question about a heading is answered by."""
    return f"kolonne/{sheet}/{heading_key(heading)}"


def meanings_of(
    grid: Grid, heads: Heads, answers: Mapping[str, str], remembered: Mapping[str, str]
) -> Meanings:
    """Settle every heading. Questions come with those that cannot be settled."""
    found = Meanings()
    guesses: dict[int, str] = {}
    asked: dict[int, tuple[str, ...]] = {}
    for at, word in heads.words.items():
        key = heading_key(word)
        if own := own_names(heads.sheet).get(key):
            found.columns[at] = own
        elif (answer := _answer(heads.sheet, word, answers, remembered, found)) is not None:
            found.columns |= {at: answer} if answer else {}
        elif key in doubtful_words(heads.sheet):
            asked[at] = doubtful_words(heads.sheet)[key]
        elif known := known_words(heads.sheet).get(key):
            guesses[at] = known
        else:
            found.unread[at] = word
    _settle_guesses(found, guesses, asked)
    _ask(found, grid, heads, asked)
    _report_doubles(found, grid, heads)
    _settle_vat(found, grid, heads)
    return found


def _answer(
    sheet: str, word: str, answers: Mapping[str, str], remembered: Mapping[str, str], found: Meanings
) -> str | None:
    """The column that somebody has said a heading is, empty for none; `None` if nobody has said."""
    key = heading_key(word)
    answer = answers.get(question_key(sheet, word))
    if answer == NOT_USED or answer in names(sheet):
        found.learned[key] = "" if answer == NOT_USED else str(answer)
        return found.learned[key]
    known = remembered.get(key)
    return known if known == "" or known in names(sheet) else None


def _settle_guesses(found: Meanings, guesses: Mapping[int, str], asked: dict[int, tuple[str, ...]]) -> None:
    """Two headings that mean the same column are asked about, unless one is the column's own name."""
    times = Counter(guesses.values())
    taken = found.taken
    for at, column in guesses.items():
        if column in taken or times[column] > 1:
            asked[at] = (column,) if column not in taken else ()
        else:
            found.columns[at] = column


def _ask(found: Meanings, grid: Grid, heads: Heads, asked: dict[int, tuple[str, ...]]) -> None:
    """Ask about headings that may mean several columns; about all unknown ones where a needed column is missing."""
    free = [name for name in names(heads.sheet) if name not in found.taken]
    for at, candidates in asked.items():
        likely = tuple(name for name in candidates if name in free)
        if candidates and not likely:  # a sum beside the prices it is made of, say
            found.unread[at] = heads.words[at]
        else:
            found.questions.append(_question(grid, heads, at, likely, free))
    if not found.lacks(heads.sheet):
        return
    for at, word in list(found.unread.items()):
        if heading_key(word) not in set_aside():
            found.questions.append(_question(grid, heads, at, (), free))
            del found.unread[at]


def _question(grid: Grid, heads: Heads, at: int, likely: tuple[str, ...], free: list[str]) -> Question:
    word = " ".join(heads.words[at].split())
    examples = _examples(grid, heads, at)
    hint = f" Det ligner {' eller '.join(f'»{name}«' for name in likely)}." if likely else ""
    ordered = (*likely, *(name for name in free if name not in likely))
    return Question(
        question_key(heads.sheet, word),
        grid.name,
        heads.data,
        word,
        f"Hvad står der i kolonnen »{word}«?{hint}{examples}",
        (*((name, name) for name in ordered), (NOT_USED, "Brug ikke denne kolonne")),
    )


def _examples(grid: Grid, heads: Heads, at: int) -> str:
    """The first cells of a column, so that one sees what it holds."""
    cells = (row[at] for row in grid.rows[heads.data :] if at < len(row) and row[at] is not None)
    texts = [f"»{str(cell)[:40]}«" for _, cell in zip(range(3), cells, strict=False)]
    return f" Der står fx {', '.join(texts)}." if texts else ""


def _report_doubles(found: Meanings, grid: Grid, heads: Heads) -> None:
    for column, times in Counter(found.columns.values()).items():
        if times > 1:
            words = [heads.words[at] for at, name in found.columns.items() if name == column]
            what = " og ".join(f"»{' '.join(word.split())}«" for word in words)
            message = (
                f"Kolonnen »{column}« står {times} gange: {what}. Slet eller omdøb den ene i filen, eller vælg en "
                "anden kolonne til den."
            )
            found.faults.append(Fault(grid.name, heads.data, column, "", message))


def _settle_vat(found: Meanings, grid: Grid, heads: Heads) -> None:
    """Prices whose headings say that they are with or without VAT say so for the rows, if no column does."""
    prices = [at for at, name in found.columns.items() if name.startswith((FIXED, EACH))]
    said = {vat_of(heads.words[at]) for at in prices} - {""}
    if "Moms" in found.taken or heads.sheet != "Kurser" or not said:
        return
    if len(said) > 1 or (said == {"med"} and not all(vat_of(heads.words[at]) for at in prices)):
        message = (
            "Nogle priser står med moms, og andre gør ikke. Skriv alle priser på samme måde, eller tilføj en kolonne "
            "»Moms« med »med« eller »uden« i hver række."
        )
        found.faults.append(Fault(grid.name, heads.data, "Moms", "", message))
    else:
        (found.vat,) = said


def expected(sheet: str) -> str:
    """The headings of a sheet as a message lists them."""
    return ", ".join(column.name for column in SHEETS[sheet] if not column.ours)
