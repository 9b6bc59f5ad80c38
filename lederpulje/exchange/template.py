"""A workbook to fill in for a year, and what a year begins with when nobody has said otherwise."""

from __future__ import annotations

from dataclasses import replace

from lederpulje.exchange.workbook import book_of, payers_of
from lederpulje.model import BaseData, Frame, Pool
from lederpulje.sheets.columns import SHEETS
from lederpulje.sheets.texts import Cells, frame_cells, pool_cells, rows_of


def template(base: BaseData, year: int) -> bytes:
    """A workbook for a year: its pool, frames and the questions, but no activities yet."""
    rows = {name: list[Cells]() for name in SHEETS}
    pool, frames = money_of(base, year)
    rows["Puljer"] = [pool_cells(pool)] if pool else []
    rows["Delrammer"] = [frame_cells(frame) for frame in frames]
    rows["Forudsætninger"] = rows_of(base)["Forudsætninger"]
    return book_of(f"Skabelon til {year}", rows, payers_of(base))


def money_of(base: BaseData, year: int) -> tuple[Pool | None, tuple[Frame, ...]]:
    """The year's pool and frames; what it has not is as in the last year before it, as an estimate."""
    pool, frames = base.pool(year), base.frames_of(year)
    before = max((y for y in base.years if y < year), default=None)
    if before is None:
        return pool, frames
    last = base.pool(before)
    return pool or (last and _carried_pool(last, year)), frames or _fitting_frames(base, before, year, pool)


def _fitting_frames(base: BaseData, before: int, year: int, pool: Pool | None) -> tuple[Frame, ...]:
    """The frames of the year before; none if the year's own pool is too small for them."""
    frames = base.frames_of(before)
    if pool is not None and sum(frame.amount for frame in frames) > pool.amount:
        return ()
    return tuple(_carried_frame(frame, year) for frame in frames)


def _carried_pool(pool: Pool, year: int) -> Pool:
    """A pool as the beginning of another year's; what is carried over to it is not settled."""
    return replace(pool, year=year, source=_as_in(pool.year), estimated=True, carried=None)


def _carried_frame(frame: Frame, year: int) -> Frame:
    return replace(frame, year=year, source=_as_in(frame.year), estimated=True, carried=None)


def _as_in(year: int) -> str:
    return f"Som i {year}, indtil beløbet er vedtaget."
