"""The application: `streamlit run app.py`."""

from __future__ import annotations

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware

from lederpulje.ui.failure import show_failure
from lederpulje.ui.preload import preload_in_background
from lederpulje.ui.web import FrontDoor, http_error, server_error

ROOT = Path(__file__).resolve().parent


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncGenerator[None]:
    """Load the heavy libraries while the browser of the first user fetches the page."""
    preload_in_background()
    yield


# The main script is not beside `pages/`: Streamlit would find that folder by itself and then run a page that
# is linked to directly without the main script, so without menu and login.
app = st.App(
    ROOT / "lederpulje" / "ui" / "shell.py",
    lifespan=lifespan,
    middleware=[Middleware(FrontDoor)],
    exception_handlers={HTTPException: http_error, Exception: server_error},
    on_script_error=show_failure,
)
