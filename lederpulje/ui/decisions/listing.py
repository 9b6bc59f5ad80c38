"""*Find*: search in decisions and prepared items, filter, and open one by its link."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lederpulje.actions.decisions.searching import documents, index_of
from lederpulje.dates import format_date
from lederpulje.insight.search import Document, Hit
from lederpulje.model import Agenda
from lederpulje.ui.decisions.parts import LONGEST_HEADING, LONGEST_IN_ADDRESS, go_to
from lederpulje.ui.session import base_data
from lederpulje.ui.texts import plain, show
from lederpulje.wording import short_title

_MOST = 30
_ALL = ""
_FILTERS = ("soeg", "instans", "aarstal", "aktivitet", "udfald")


def say_search(agenda: Agenda) -> None:
    """The field to search in, the filters, and what was found, best first."""
    base = base_data()
    index = index_of(base, agenda)
    known = documents(base, agenda)
    if not known:
        lines = ["Opret et møde under Møder og punkter, eller se eksemplerne under Bevis og sikkerhed."]
        show("notes", tone="tom", heading="Der er ingen møder og beslutninger endnu.", lines=lines)
        return
    titles = {c: t for d in known for c, t in zip(d.courses, d.course_titles, strict=True)}
    st.session_state["soeg"] = st.query_params.get("soeg", "")
    st.text_input(
        "Søg i beslutninger og punkter",
        key="soeg",
        on_change=_keep,
        args=("soeg", "soeg"),
        placeholder='Fx talent, sygefravær, 107.000 eller "psykologisk tryghed"',
    )
    with st.container(horizontal=True):
        body = _filter("Instans", "instans", sorted({d.body for d in known}))
        year = _filter(
            "År", "aarstal", [str(y) for y in sorted({y for d in known for y in d.years}, reverse=True)]
        )
        course = _filter("Aktivitet", "aktivitet", sorted(titles, key=lambda c: titles[c]), titles)
        status = _filter("Udfald", "udfald", sorted({d.status for d in known}))
    query = st.query_params.get("soeg", "")
    hits = index.find(query, body=body, year=int(year) if year else None, course=course, status=status)
    _say_hits(hits, query)


def _filter(label: str, name: str, choices: Sequence[str], titles: dict[str, str] | None = None) -> str:
    asked = st.query_params.get(name, _ALL)
    key = f"filter_{name}"
    st.session_state[key] = asked if asked in choices else _ALL
    chosen: str = st.selectbox(
        label,
        [_ALL, *choices],
        format_func=lambda choice: (titles or {}).get(choice, choice) or "alle",
        key=key,
        on_change=_keep,
        args=(name, key),
        filter_mode="contains",
    )
    return chosen


def _keep(name: str, key: str) -> None:
    """Keep a choice in the address, so that what was found can be linked to."""
    value = str(st.session_state[key] or "")[:LONGEST_IN_ADDRESS]
    if value:
        st.query_params[name] = value
    elif name in st.query_params:
        del st.query_params[name]


def _say_hits(hits: tuple[Hit, ...], query: str) -> None:
    if not hits:
        lines = ["Prøv færre eller andre ord, eller vælg »alle« i filtrene."]
        show("notes", tone="tom", heading="Der er ikke fundet noget.", lines=lines)
        return
    complete = all(hit.complete for hit in hits)
    found = (
        f"{len(hits)} fundet."
        if complete
        else "Intet indeholder alle ordene. Her er det, der kommer nærmest."
    )
    which = "bedste" if query.strip() else "nyeste"
    more = f"De {_MOST} {which} vises." if len(hits) > _MOST else ""
    show("lead", text=found, more=more)
    for hit in hits[:_MOST]:
        _say_hit(hit, marked=bool(query.strip()))


def _say_hit(hit: Hit, *, marked: bool) -> None:
    document = hit.document
    with st.container(key=f"fund_{document.key.replace(':', '_')}"):
        st.button(
            plain(short_title(document.heading, LONGEST_HEADING)),
            key=f"aabn_{document.key}",
            type="tertiary",
            on_click=open_document,
            args=(document.key,),
        )
        show("hit", facts=_facts(document), excerpt=hit.excerpt, missing=hit.missing)


def open_document(key: str) -> None:
    """Open a decision by its number, or a prepared item by its id."""
    kind, _, own_id = key.rpartition(":")
    if kind == "punkt":
        go_to("moeder", punkt=own_id)
    else:
        go_to("find", beslutning=key)


def _facts(document: Document) -> str:
    date = format_date(document.date) if document.date else "uden dato"
    receipt = "" if document.key.startswith("punkt:") else f" · kvittering {document.key}"
    closed = " · lukket punkt" if document.closed else ""
    return f"{document.body} · {date} · {document.status}{receipt}{closed}"
