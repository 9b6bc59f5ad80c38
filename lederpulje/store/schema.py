"""The schema's numbered steps: each applied once, all missing ones in one transaction."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import duckdb

from lederpulje import dates

FOLDER = Path(__file__).resolve().parent / "migrations"


@dataclass(frozen=True, slots=True)
class Migration:
    """One numbered SQL file."""

    number: int
    name: str
    sql: str


def migrations(folder: Path = FOLDER) -> tuple[Migration, ...]:
    """The steps in order; their numbers must be 1, 2, 3, …"""
    found = tuple(
        Migration(int(file.name.split("_")[0]), file.stem, file.read_text(encoding="utf-8"))
        for file in sorted(folder.glob("[0-9]*.sql"))
    )
    if [m.number for m in found] != list(range(1, len(found) + 1)):
        raise ValueError(f"Migrations are not numbered 1, 2, 3, …: {[m.name for m in found]}")
    return found


def known_version() -> int:
    """The newest schema this program knows."""
    return len(migrations())


def applied_version(cursor: duckdb.DuckDBPyConnection) -> int | None:
    """The schema that the current database has; `None` if it is not one of ours."""
    ours = cursor.execute(
        "SELECT 1 FROM duckdb_tables() "
        "WHERE database_name = current_database() AND table_name = 'schema_migrations'"
    ).fetchone()
    if ours is None:
        return None
    row = cursor.execute("SELECT max(number) FROM schema_migrations").fetchone()
    return row[0] if row else None


def migrate(cursor: duckdb.DuckDBPyConnection, steps: tuple[Migration, ...] | None = None) -> int:
    """Apply the steps that the current database lacks, all or none; how many there were."""
    have = applied_version(cursor) or 0
    missing = [step for step in (migrations() if steps is None else steps) if step.number > have]
    if not missing:
        return 0
    cursor.begin()
    try:
        cursor.execute(
            "CREATE TABLE IF NOT EXISTS schema_migrations "
            "(number INTEGER PRIMARY KEY, name VARCHAR NOT NULL UNIQUE, applied_at VARCHAR NOT NULL)"
        )
        for step in missing:
            cursor.execute(step.sql)
            cursor.execute(
                "INSERT INTO schema_migrations VALUES (?, ?, ?)",
                [step.number, step.name, dates.now().isoformat()],
            )
    except BaseException:
        cursor.rollback()
        raise
    cursor.commit()
    return len(missing)
