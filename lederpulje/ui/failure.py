"""What a user sees when the app itself fails: a Danish sentence and the number of an entry in the log."""

from __future__ import annotations

import logging
import secrets

import streamlit as st

from lederpulje.errors import LederpuljeError
from lederpulje.ui.texts import plain

LOG = logging.getLogger("lederpulje")
ALPHABET = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that sounds or looks like something else


def log_failure(error: BaseException) -> str:
    """Write the traceback to the server's log under a short reference number, and return the number."""
    reference = "".join(secrets.choice(ALPHABET) for _ in range(6))
    LOG.error("Fejl %s: %s", reference, type(error).__name__, exc_info=error)
    return reference


def failure_text(error: BaseException) -> str:
    """Return what to show the user: our own errors explain themselves, all others get a reference number."""
    if isinstance(error, LederpuljeError):
        return plain(str(error))
    return (
        "Noget gik galt, og siden kunne ikke vises færdig. Prøv at genindlæse siden. "
        f"Sker det igen, så oplys referencen **{log_failure(error)}** til den, der driver systemet."
    )


def show_failure(error: Exception) -> bool:
    """Show a script's uncaught error in Danish; true tells Streamlit not to show its own."""
    st.error(failure_text(error))
    return True
