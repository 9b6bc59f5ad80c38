"""What is wrong with a row that somebody gives us, and what we will not guess about it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong in one place; `message` also says what to do. `stops`: nothing can be saved before it is mended.

    `row` is the row in its file, 0 where it stands in none; then `key` says which value is meant.
    """

    sheet: str
    row: int
    column: str
    value: str
    message: str
    stops: bool = True
    key: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message

    @property
    def where(self) -> str:
        """Sheet, row and column, as far as they are known."""
        row = f"række {self.row}" if self.row else self.key
        column = f"kolonne »{self.column}«" if self.column else ""
        return ", ".join(part for part in (self.sheet, row, column) if part)


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked instead of guessed. `key` stays the same as long as the same is asked; answers are by it.

    `choices` are (answer, what it is called) pairs; one of them is the answer.
    """

    key: str
    sheet: str
    row: int
    column: str
    text: str
    choices: tuple[tuple[str, str], ...]
