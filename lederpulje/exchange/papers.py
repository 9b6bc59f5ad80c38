"""*Oversigt over kurser og arrangementer med finansiering* as Word: the paper for the agenda."""

from __future__ import annotations

import io

from docx.document import Document as Paper

from lederpulje.exchange.characters import for_documents
from lederpulje.exchange.overview import Activity, Overview, Theme
from lederpulje.exchange.wordstyle import add_table, add_text, new_paper

_ACTIVITIES = (
    ("Aktivitet", 6.4),
    ("Hvornår", 4.3),
    ("For hvem", 4.2),
    ("Pris", 3.0),
    ("Hvem betaler", 5.2),
    ("Status", 2.6),
)
_FRAMES = (("Delramme", 9.7), ("Ramme", 4.0), ("Krav", 5.5), ("Tilbage eller mangler", 6.5))
_SOURCES = (("Aktivitet", 5.2), ("Sådan er prisen regnet", 5.5), ("Kilde", 10.0), ("Vores skøn", 5.0))


def paper(said: Overview) -> bytes:
    """The overview as a Word document: A4 lying down, with real headings and tables."""
    document = new_paper(said.title, said.printed, lying=True)
    document.add_heading(for_documents(said.title), level=0)
    add_text(document, said.conclusion, strong=True)
    for line in said.about:
        add_text(document, line)
    document.add_heading("Aktiviteter, tema for tema", level=1)
    for theme in said.themes:
        _theme(document, theme)
    add_text(
        document,
        f"{said.total.name}: {said.total.said}" if said.themes else said.nothing,
        strong=True,
        after_table=True,
    )
    _unsettled(document, said)
    document.add_heading("Økonomi", level=1)
    frames = [(frame.title, *frame.words) for frame in said.frames]
    add_table(document, "Delrammer, krav og rest", _FRAMES, frames, right=(1, 2, 3), last_is_sum=True)
    _origins(document, said)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _theme(document: Paper, theme: Theme) -> None:
    document.add_heading(for_documents(theme.name), level=2)
    rows = [(a.title, a.when, a.audience, _price(a), a.payers, a.status) for a in theme.activities]
    add_table(document, f"Aktiviteter: {theme.name}", _ACTIVITIES, rows, right=(3,))
    add_text(document, theme.said, after_table=True)


def _price(activity: Activity) -> str:
    return f"{activity.price}\n{activity.basis}" if activity.basis else activity.price


def _unsettled(document: Paper, said: Overview) -> None:
    document.add_heading("Det, der ikke er afklaret", level=1)
    if not said.unsettled:
        add_text(document, "Alt er afklaret: hver aktivitet har en pris, en betaler og en dato.")
    for heading, lines in said.unsettled:
        document.add_heading(for_documents(heading), level=2)
        for line in lines:
            document.add_paragraph(for_documents(line), style="List Bullet")


def _origins(document: Paper, said: Overview) -> None:
    document.add_heading("Hvor tallene kommer fra", level=1)
    if said.sources:
        document.add_heading("Regnestykker, kilder og skøn", level=2)
        add_table(document, "Regnestykker, kilder og skøn", _SOURCES, said.sources)
    document.add_heading("Det, tallene bygger på", level=2)
    for what, words in said.trace:
        paragraph = document.add_paragraph(style="List Bullet")
        paragraph.add_run(for_documents(what if what.endswith("?") else f"{what}:")).bold = True
        paragraph.add_run(for_documents(f" {words}"))
