"""Every save of the base data as a version, drafts of the course list, and what headings were said to mean."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

import duckdb

from lederpulje import dates
from lederpulje.model import BaseData, BaseVersion, ListDraft
from lederpulje.store.codec import pack, unpack

MADE = "oprettet"
_VERSIONS = """
SELECT data_version, saved_at, kind, saved_by, note FROM base_versions ORDER BY data_version DESC
"""


def write_version(
    cursor: duckdb.DuckDBPyConnection, base: BaseData, kind: str, saved_by: str = "", note: str = ""
) -> None:
    """Keep base data under their version, with who saved them and why. The agenda has no versions."""
    kept = replace(base, meetings=(), items=())
    cursor.execute(
        "INSERT INTO base_versions (data_version, saved_at, kind, saved_by, note, content) VALUES (?, ?, ?, ?, ?, ?)",
        [base.data_version, dates.now().isoformat(), kind, saved_by, note, pack(kept)],
    )


def write_version_before(cursor: duckdb.DuckDBPyConnection, base: BaseData) -> None:
    """Keep base data that were saved before versions were, so that the first change can be taken back."""
    known = cursor.execute(
        "SELECT 1 FROM base_versions WHERE data_version = ?", [base.data_version]
    ).fetchone()
    if known is None:
        write_version(cursor, base, MADE)


def read_base_versions(cursor: duckdb.DuckDBPyConnection) -> tuple[BaseVersion, ...]:
    """Every version there is, newest first."""
    return tuple(
        BaseVersion(number, dt.datetime.fromisoformat(saved_at), kind, saved_by, note)
        for number, saved_at, kind, saved_by, note in cursor.execute(_VERSIONS).fetchall()
    )


def read_version(cursor: duckdb.DuckDBPyConnection, number: int) -> BaseData | None:
    """The base data as they were saved under a version, or `None`."""
    row = cursor.execute("SELECT content FROM base_versions WHERE data_version = ?", [number]).fetchone()
    return unpack(BaseData, row[0]) if row else None


def read_list_draft(cursor: duckdb.DuckDBPyConnection, own_id: str) -> ListDraft | None:
    """What somebody has written and not saved, or `None`."""
    row = cursor.execute("SELECT content FROM list_drafts WHERE id = ?", [own_id]).fetchone()
    return unpack(ListDraft, row[0]) if row else None


def read_file(cursor: duckdb.DuckDBPyConnection, own_id: str) -> bytes | None:
    """The file that a draft of the list was made of, or `None`."""
    row = cursor.execute("SELECT file FROM list_drafts WHERE id = ?", [own_id]).fetchone()
    return row[0] if row else None


def write_list_draft(cursor: duckdb.DuckDBPyConnection, draft: ListDraft, file: bytes | None) -> None:
    """Insert a draft of the list with its file, or change the one with its id, whose file stays."""
    now, content = dates.now().isoformat(), pack(draft)
    known = cursor.execute("SELECT 1 FROM list_drafts WHERE id = ?", [draft.id]).fetchone()
    if known is None:
        cursor.execute(
            "INSERT INTO list_drafts (id, updated_at, content, file) VALUES (?, ?, ?, ?)",
            [draft.id, now, content, file],
        )
    else:
        cursor.execute(
            "UPDATE list_drafts SET updated_at = ?, content = ? WHERE id = ?", [now, content, draft.id]
        )


def delete_list_drafts(cursor: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> None:
    """Take drafts of the list away: they have been saved, or are not wanted any more."""
    cursor.execute("DELETE FROM list_drafts WHERE list_contains(?::VARCHAR[], id)", [list(ids)])


def list_drafts_changed_before(
    cursor: duckdb.DuckDBPyConnection, time: dt.datetime, file_time: dt.datetime
) -> list[str]:
    """Ids of the drafts of the list that nobody has touched since; those of a file have a time of their own."""
    rows = cursor.execute("SELECT id, updated_at, file IS NOT NULL FROM list_drafts").fetchall()
    return [
        own for own, at, of_file in rows if dt.datetime.fromisoformat(at) < (file_time if of_file else time)
    ]


def read_headings(cursor: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """What headings were said to mean; an empty meaning is a column that is not used."""
    return dict(cursor.execute("SELECT heading, meaning FROM known_headings ORDER BY heading").fetchall())


def write_headings(cursor: duckdb.DuckDBPyConnection, learned: dict[str, str]) -> None:
    """Remember what headings mean."""
    for heading, meaning in learned.items():
        cursor.execute(
            "INSERT OR REPLACE INTO known_headings (heading, meaning) VALUES (?, ?)", [heading, meaning]
        )
