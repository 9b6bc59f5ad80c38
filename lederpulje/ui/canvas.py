"""The canvas (`?vis=laerred`): what the presenter of a draft shows, in a window for the projector, without controls."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from lederpulje.ui.screens import SCREENS
from lederpulje.ui.session import View, change_nothing, current_view, in_demo
from lederpulje.ui.stage import FOLLOWED, STAGES
from lederpulje.ui.texts import plain, show
from lederpulje.ui.web import STATIC

_LISTENER = st.components.v2.component(
    "lederpulje_lytter",
    html="<span></span>",
    js=(STATIC / "canvas.js").read_text("utf-8"),
    isolate_styles=True,
)


def is_canvas() -> bool:
    """Whether the address asks for the canvas."""
    return st.query_params.get("vis") == "laerred"


def follow() -> str | None:
    """Take over what the presenter's address chooses; the page that the presenter's screen stands on.

    What the canvas follows, its scene, is the draft that it was opened with.
    """
    if "scene" not in st.query_params and (share_id := _share_id()):
        st.query_params["scene"] = share_id
    stand = STAGES.find(st.query_params.get("scene", ""))
    if stand is None:
        return None
    wanted = dict(stand.address) | {"skaerm": stand.screen}
    for name in (*FOLLOWED, "kladde", "skaerm"):
        if st.query_params.get(name) != wanted.get(name):
            if name in wanted:
                st.query_params[name] = wanted[name]
            else:
                del st.query_params[name]
    return SCREENS[stand.screen].page


def _share_id() -> str:
    view = current_view()
    return view.draft.share_id if view and view.draft else ""


def canvas_bar(screen: str) -> None:
    """Where we are, and the ear that hears of news; nothing to press."""
    view = current_view()
    if view is None:
        return
    with st.container(key="moedelinje", horizontal=True, vertical_alignment="center"):
        show("position", text=f"{SCREENS[screen].name} · {view.year} · {view.title}")
        if scene := st.query_params.get("scene"):
            data = {"id": scene, "seen": STAGES.version(scene)}
            _LISTENER(key="lytter", data=data, on_nyt_change=_heard)


def _heard() -> None:
    """Being told is all: the run that follows shows what is new."""


def offer_canvas(view: View) -> None:
    """A link that opens the canvas in a window of its own; a draft is needed, since that is what it follows."""
    with st.popover("Lærred", width="stretch"):
        st.write(plain("Et vindue til projektoren: det viser det samme som her, men uden knapper."))
        if view.draft is None or st.query_params.get("kladde") != view.draft.id:
            st.button("Gør lærredet klar", key="laerred_klar", on_click=change_nothing, width="stretch")
        else:
            st.link_button("Åbn lærredet", _link(view.draft.share_id), width="stretch")


def _link(share_id: str) -> str:
    parts = urlsplit(st.context.url or "")
    folder, _, _ = parts.path.rpartition("/")
    examples = {"eksempler": "ja"} if in_demo() else {}
    query = urlencode({"vis": "laerred", "kladde": share_id, **examples})
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/", query, ""))
