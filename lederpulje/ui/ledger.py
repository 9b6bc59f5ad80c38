"""The ledger's posts on *Budgetopfølgning*: a file looked at before it is saved, posts placed by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence

import streamlit as st

from lederpulje.actions.ledger import Intake, assign, new_posts, posts_in_order, save_posts
from lederpulje.dates import format_short_date
from lederpulje.errors import FileRefused, LederpuljeError
from lederpulje.exchange.ledger import LedgerRead, read_ledger
from lederpulje.exchange.reading import read_file
from lederpulje.insight.money import Money
from lederpulje.model import BaseData, Post
from lederpulje.money import format_kr, format_number
from lederpulje.ui.session import View, database
from lederpulje.ui.texts import folded, plain, show
from lederpulje.wording import short_title

_READ, _SAID, _TIMES = "posteringer_laest", "posteringer_besked", "posteringer_gange"
_MOST_CHOICES, _MOST_ROWS, _MOST_LINES = 20, 200, 50
_NONE = ""
_NOT_PLACED = "Ikke placeret"


def say_ledger(view: View, found: Money) -> None:
    """What was just saved, the posts of the year, and the way to more of them."""
    if view.canvas:
        return
    said = st.session_state.get(_SAID)
    if said is not None and said[2] in (view.base.data_version, None):
        show("notes", tone=said[0], heading=said[1], lines=())
    folded("Indlæs posteringer fra økonomisystemet", "posteringer_ind", lambda: _take_in(view))
    folded("Posteringer, der er gemt", "posteringer", lambda: _saved(view, found))


def _take_in(view: View) -> None:
    """Choose a file, see what it brings, and save it."""
    times = st.session_state.get(_TIMES, 0)  # after a save the fields begin anew
    file = st.file_uploader(
        "Finansudskrift med dato, tekst, konto og beløb (.xlsx, .ods eller .csv)",
        type=["xlsx", "ods", "csv"],
        key=f"posteringer_fil_{times}",
    )
    if file is None:
        return
    try:
        read = _read(file.getvalue(), file.name)
    except FileRefused as error:
        show("notes", tone="fejl", heading=str(error), lines=())
        return
    intake = new_posts(view.base, read.posts)
    _say_read(read, intake)
    if read.faults or not intake.new:
        return
    chosen = _choose(view.base, intake.leftover, f"ind_{times}")
    rows = posts_in_order(read.posts, intake)
    _table(view.base, f"Nye posteringer i {file.name}", rows, chosen)

    def save(by: str, note: str) -> str:
        saved = save_posts(database(), read.posts, chosen, by, note or f"Posteringer fra {file.name}")
        left = len(saved.leftover)
        return f"{_count(len(saved.new))} er gemt." + (
            f" {format_number(left)} er ikke placeret." if left else ""
        )

    _save_fields("Gem posterne", f"ind_{times}", save)


def _read(data: bytes, name: str) -> LedgerRead:
    """The posts of a file; read once, since every touch of the page runs it again."""
    key = hashlib.sha256(name.encode() + b"\0" + data).hexdigest()
    kept = st.session_state.get(_READ)
    if kept is None or kept[0] != key:
        with st.spinner("Filen læses …"):
            kept = (key, read_ledger(read_file(data, name), name))
        st.session_state[_READ] = kept
    found: LedgerRead = kept[1]
    return found


def _say_read(read: LedgerRead, intake: Intake) -> None:
    """How much is new, known, left over and unreadable; each fault where it stands."""
    if read.faults:
        lines = [str(fault) for fault in read.faults[:_MOST_LINES]]
        if len(read.faults) > _MOST_LINES:
            lines.append(f"… og {format_number(len(read.faults) - _MOST_LINES)} fejl til.")
        heading = "Filen kan ikke gemmes, før det her er rettet i den. Intet er ændret."
        show("notes", tone="fejl", heading=heading, lines=lines)
        return
    amount = format_kr(sum(post.amount for post in intake.new))
    heading = (
        f"{_count(len(intake.new))} er nye, i alt {amount}" if intake.new else "Der er ingen nye posteringer."
    )
    lines = [
        f"{_count(len(intake.matched))} er sat på en aktivitet ud fra konto eller tekst.",
        f"{_count(len(intake.leftover))} kan ikke placeres uden tvivl. Vælg selv, eller lad dem stå.",
        f"{_count(len(intake.known))} er gemt i forvejen og kommer ikke med igen.",
        *read.skipped[:_MOST_LINES],
    ]
    show("notes", tone="", heading=heading, lines=lines)


def _count(count: int) -> str:
    return "1 postering" if count == 1 else f"{format_number(count)} posteringer"


def _choose(base: BaseData, posts: Sequence[Post], key: str) -> dict[str, str]:
    """A choice of activity for each post, at most so many at a time; gives what was chosen."""
    chosen: dict[str, str] = {}
    for post in posts[:_MOST_CHOICES]:
        names = _names(base, post)
        said = st.selectbox(
            plain(f"{format_short_date(post.date)}, {short_title(post.text, 60)}, {format_kr(post.amount)}"),
            list(names),
            format_func=names.__getitem__,
            key=f"post_{key}_{post.id}",
            filter_mode=None,
        )
        if said:
            chosen[post.id] = said
    if len(posts) > _MOST_CHOICES:
        more = f"{_count(len(posts) - _MOST_CHOICES)} til kan placeres, når de første er gemt."
        show("footnotes", notes=[more])
    return chosen


def _names(base: BaseData, post: Post) -> dict[str, str]:
    """The activities that a post may belong to, those of its own year first."""
    courses = sorted(base.courses, key=lambda c: (c.year != post.date.year, -c.year))
    return {_NONE: _NOT_PLACED, **{c.id: f"{c.title} ({c.year})" for c in courses}}


def _table(base: BaseData, caption: str, posts: Sequence[Post], chosen: dict[str, str]) -> None:
    titles = {course.id: course.title for course in base.courses}
    rows = [
        (
            format_short_date(post.date),
            post.text,
            post.account,
            format_kr(post.amount),
            titles.get(chosen.get(post.id, post.course), _NOT_PLACED),
        )
        for post in posts[:_MOST_ROWS]
    ]
    show(
        "table",
        caption=caption,
        headings=("Dato", "Tekst", "Konto", "Beløb", "Aktivitet"),
        numeric=(3,),
        rows=rows,
    )
    if len(posts) > _MOST_ROWS:
        show("footnotes", notes=[f"Her vises de første {_MOST_ROWS} af {_count(len(posts))}."])


def _saved(view: View, found: Money) -> None:
    """The saved posts of the year, and a choice of activity for those that have none, and for one that has."""
    ids = {course.id for course in view.base.courses_of(view.year)}
    own = [post for post in view.base.posts if post.course in ids]
    if not own and not found.leftover:
        show("notes", tone="tom", heading=f"Der er ingen posteringer for {view.year} endnu.", lines=())
        return
    chosen = _choose(view.base, found.leftover, str(view.base.data_version))
    if own:
        chosen |= _move(view.base, own)
    if chosen:

        def save(by: str, note: str) -> str:
            return f"{_count(assign(database(), chosen, by, note or 'Posteringer placeret'))} er flyttet."

        _save_fields("Gem placeringen", str(view.base.data_version), save)
    _table(view.base, f"Posteringer for {view.year}", [*found.leftover, *own], chosen)


def _move(base: BaseData, posts: Sequence[Post]) -> dict[str, str]:
    """One post that stands on the wrong activity, and where it belongs."""
    titles = {course.id: course.title for course in base.courses}
    said = {
        p.id: f"{format_short_date(p.date)}, {short_title(p.text, 40)}, {format_kr(p.amount)}: {titles[p.course]}"
        for p in posts
    }
    post, course = st.columns(2)
    picked = post.selectbox(
        "Flyt en postering",
        [_NONE, *said],
        format_func=lambda key: said.get(key, "Ingen valgt"),
        key=f"flyt_{base.data_version}",
        filter_mode=None,
    )
    if not picked:
        return {}
    moved = next(p for p in posts if p.id == picked)
    names = _names(base, moved)
    target = course.selectbox(
        "til",
        list(names),
        list(names).index(moved.course),
        format_func=names.__getitem__,
        key=f"flyt_til_{base.data_version}_{picked}",
        filter_mode=None,
    )
    return {} if target == moved.course else {picked: target or _NONE}


def _save_fields(label: str, key: str, save: Callable[[str, str], str]) -> None:
    """Who saves and why, and the button that does."""
    by, note = st.columns(2)
    by_key, note_key = f"post_funktion_{key}", f"post_note_{key}"
    by.text_input(
        "Din funktion (ikke bekræftet)",
        st.query_params.get("funktion", ""),
        key=by_key,
        placeholder="Fx HR-konsulent",
    )
    note.text_input("Note om hvorfor (kan udelades)", key=note_key)
    st.button(label, key=f"gem_post_{key}", type="primary", on_click=_do, args=(save, by_key, note_key))


def _do(save: Callable[[str, str], str], by_key: str, note_key: str) -> None:
    """Save, and keep what there is to say."""
    by, note = (str(st.session_state.get(key, "")) for key in (by_key, note_key))
    try:
        said = save(by, note)
    except LederpuljeError as error:
        st.session_state[_SAID] = ("fejl", str(error), None)
        return
    st.query_params["funktion"] = by.strip()
    st.session_state[_TIMES] = st.session_state.get(_TIMES, 0) + 1
    st.session_state.pop(_READ, None)
    st.session_state[_SAID] = ("", said, database().data_version)
