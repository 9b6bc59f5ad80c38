"""Erasing a person's name, told in Danish."""

from __future__ import annotations

from pathlib import Path

from lederpulje.store.erasing import Erasure, erase_person


def erase(path: Path, own_id: str, signed: str) -> tuple[str, ...]:
    """Take a person's name out of a database that nobody has open, and say what was done.

    Raises what `erase_person` raises.
    """
    return _lines(erase_person(path, own_id, signed))


def _lines(done: Erasure) -> tuple[str, ...]:
    entries = ", ".join(map(str, done.entries))
    lines = [
        f"Navnet på {done.person} er slettet af databasen, og filen er skrevet om. Det står i journalen som "
        f"kvittering {done.number}.",
        f"Rettet i beslutninger: kvittering {entries}." if entries else "Ingen beslutning nævnte navnet.",
        f"Rettet i andre tekster: {done.texts}.",
    ]
    if done.files:
        lines.append(
            f"Fjernet: {len(done.files)} kladder af kurser, hvis fil indeholdt navnet. Læs filen ind igen uden navnet."
        )
    if done.keys:
        lines.append(
            "Navnet indgår i nøgler, som låste beslutninger bruger, og som derfor bliver stående: "
            f"{', '.join(done.keys)}."
        )
    lines.append(
        "Ældre sikkerhedskopier og gamle databaser, der er lagt til side, indeholder stadig navnet. Slet dem."
    )
    return tuple(lines)
