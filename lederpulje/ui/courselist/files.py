"""*Læs en fil ind*: a workbook or list of HR's own, with what is asked about it, the check, and the save."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from lederpulje.actions.courselist.checking import Check
from lederpulje.actions.courselist.conflicts import conflicts
from lederpulje.actions.courselist.drafting import keep, start, with_choice
from lederpulje.actions.courselist.importing import check_file, understood
from lederpulje.actions.courselist.matching import LEAVE_OUT, How, Match
from lederpulje.actions.courselist.saving import FILE, Signed, save_check
from lederpulje.errors import FileRefused
from lederpulje.exchange.grid import Grid
from lederpulje.exchange.reading import read_file
from lederpulje.exchange.understanding import Understood
from lederpulje.model import NEW_ROW, BaseData, ListDraft
from lederpulje.sheets.faults import Question
from lederpulje.ui.courselist.checkview import ask_and_save, say_check
from lederpulje.ui.courselist.grid import forget_grid
from lederpulje.ui.courselist.parts import leave_draft, note
from lederpulje.ui.courselist.saveview import say_conflicts
from lederpulje.ui.session import database
from lederpulje.ui.texts import folded, plain, show

_GRIDS, _CHECKED, _UPLOADS = "fil_ark", "fil_tjek", "fil_nr"
_MOST_MATCHES = 100
_HELP = (
    "Kursuslisten fra Hent som fil, eller jeres egen liste: .xlsx, .ods eller .csv på højst 10 MB og 20.000 rækker. "
    "Intet gemmes, før I har set tjekket."
)


def say_import(base: BaseData) -> None:
    """A file to choose; then what it would do."""
    key = st.query_params.get("fil")
    draft = database().list_draft(key) if key else None
    if draft is None:
        if key:
            heading = "Filen i adressen er gemt eller lagt væk. Vælg en fil."
            show("notes", tone="", heading=heading, lines=())
        _choose_file()
        return
    grids = _grids(draft)
    if grids is None:
        _choose_file()
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        show("asked", heading=draft.file, said="Filen er læst. Intet er gemt endnu.", more="")
        st.button("Vælg en anden fil", key="fil_væk", on_click=_leave)
    found, checked = _checked(base, draft, grids)
    _ask(found.questions, draft)
    _ask(tuple(q for q in checked.questions if q not in found.questions), draft)
    met = conflicts(database(), draft, checked.after)
    if met:
        say_conflicts(met, draft, "fil")
        return
    say_check(checked, "fil")
    if checked.missing or checked.removes:
        _offer_removal(draft)
    _say_matches(checked, draft)
    if checked.can_be_saved:
        ask_and_save("Gem på kursuslisten", "fil", lambda said: _save(checked, found, said))


def _checked(base: BaseData, draft: ListDraft, grids: tuple[Grid, ...]) -> tuple[Understood, Check]:
    """What the file says and would do; worked out once, since every touch of the page runs it again."""
    about = (draft, base.data_version)
    known = st.session_state.get(_CHECKED)
    if known is None or known[0] != about:
        choices = {c.about: c.choice for c in draft.choices}
        found = understood(base, grids, choices, database().headings())
        known = (about, found, check_file(base, found, choices, remove=draft.whole))
        st.session_state[_CHECKED] = known
    return known[1], known[2]


def _choose_file() -> None:
    number = st.session_state.setdefault(_UPLOADS, 0)
    st.file_uploader(
        "Vælg en fil med kurser",
        type=["xlsx", "ods", "csv"],
        key=f"fil_{number}",
        on_change=_take,
        args=(f"fil_{number}",),
    )
    show("footnotes", notes=[_HELP])


def _take(key: str) -> None:
    """Keep the file as a draft, so that it is there after F5 and a restart too; what cannot be read is refused."""
    uploaded = st.session_state[key]
    if uploaded is None:
        return
    st.session_state[_UPLOADS] += 1
    data, name = uploaded.getvalue(), str(uploaded.name)
    waiting = st.empty()
    try:
        grids = read_file(data, name, lambda said: _say_progress(waiting, said))
    except FileRefused as error:
        note("fejl", str(error))
        return
    finally:
        waiting.empty()
    draft = start(database(), name)
    database().save_list_draft(draft, data)
    st.session_state[_GRIDS] = (draft.id, grids)
    st.query_params["fil"] = draft.id


def _grids(draft: ListDraft) -> tuple[Grid, ...] | None:
    """The sheets of the file; read again where this session has not."""
    known = st.session_state.get(_GRIDS)
    if known is not None and known[0] == draft.id:
        grids: tuple[Grid, ...] = known[1]
        return grids
    data = database().file_of(draft.id)
    waiting = st.empty()
    try:
        grids = read_file(data or b"", draft.file, lambda said: _say_progress(waiting, said))
    except FileRefused as error:
        show("notes", tone="fejl", heading=str(error), lines=())
        return None
    finally:
        waiting.empty()
    st.session_state[_GRIDS] = (draft.id, grids)
    return grids


def _say_progress(place: DeltaGenerator, said: str) -> None:
    place.text(said)


def _leave() -> None:
    leave_draft("fil")


def _ask(questions: tuple[Question, ...], draft: ListDraft) -> None:
    """What the file does not say beyond doubt."""
    if not questions:
        return
    show("notes", tone="", heading="Svar på det her først. Der gættes ikke.", lines=())
    for question in questions:
        names = dict(question.choices)
        place = f"{question.sheet}, række {question.row}" if question.row else question.sheet
        key = f"svar_{question.key}"
        st.selectbox(
            plain(f"{place}: {question.text}"),
            list(names),
            format_func=_named(names),
            index=None,
            key=key,
            on_change=_answer,
            args=(draft.id, question.key, key),
            placeholder="Vælg",
            filter_mode="contains",
        )


def _named(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda answer: names.get(answer, answer)


def _answer(own_id: str, about: str, key: str) -> None:
    draft = database().list_draft(own_id)
    chosen = st.session_state.get(key)
    if draft is not None and chosen is not None:
        keep(database(), draft, lambda d: with_choice(d, about, str(chosen)))


def _offer_removal(draft: ListDraft) -> None:
    st.session_state["fil_fjern"] = draft.whole
    st.checkbox(
        "Tag det ud af listen, som ikke står i filen", key="fil_fjern", on_change=_remove, args=(draft.id,)
    )


def _remove(own_id: str) -> None:
    draft = database().list_draft(own_id)
    if draft is not None:
        keep(database(), draft, lambda d: replace(d, whole=bool(st.session_state["fil_fjern"])))


def _say_matches(checked: Check, draft: ListDraft) -> None:
    """Which course each row was taken to be, and another choice where it was not its id that said so."""
    loose = [m for m in checked.matches if m.how is not How.ID]
    counts = {how: sum(m.how is how for m in checked.matches) for how in How}
    said = ", ".join(f"{count} {how.value}" for how, count in counts.items() if count)

    def draw() -> None:
        titles = {c.id: f"{c.title} ({c.year})" for c in checked.before.courses}
        for match in loose[:_MOST_MATCHES]:
            _choose_match(match, titles, draft)
        if len(loose) > _MOST_MATCHES:
            show("footnotes", notes=[f"Her vises de første {_MOST_MATCHES} af {len(loose)}."])
        if not loose:
            show("footnotes", notes=["Alle rækker er fundet på deres id."])

    if checked.matches:
        folded(f"Sådan er rækkerne fundet på listen: {said}", "fund", draw)


def _choose_match(match: Match, titles: dict[str, str], draft: ListDraft) -> None:
    choices = {NEW_ROW: "En ny aktivitet", LEAVE_OUT: "Brug ikke rækken", **titles}
    now = LEAVE_OUT if match.how is How.LEFT_OUT else match.id if match.id in titles else NEW_ROW
    key = f"fund_{match.question}"
    st.session_state[key] = now
    st.selectbox(
        plain(f"Række {match.row.number}: {match.title} ({match.how.value})"),
        list(choices),
        format_func=lambda answer: choices.get(answer, answer),
        key=key,
        on_change=_answer,
        args=(draft.id, match.question, key),
        filter_mode="contains",
    )


def _save(checked: Check, found: Understood, said: Signed) -> str:
    base = save_check(database(), checked, said, FILE)
    if found.learned:
        database().learn_headings(dict(found.learned))
    leave_draft("fil")
    forget_grid()
    return f"Filen er gemt som version {base.data_version}. Fortryd under Versioner, hvis det var en fejl."
