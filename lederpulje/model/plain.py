"""Frozen values as plain JSON values and back; for what is kept whole or locked.

Fields are written by name and only where they differ from their default, so that a later program, whose values have
more fields, still reads what an earlier one wrote.
"""

from __future__ import annotations

import datetime as dt
import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from decimal import Decimal
from enum import Enum
from functools import cache
from typing import Any, TypeVar

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """A dataclass of plain values, dates, decimals, enums, tuples and other dataclasses, as JSON values."""
    if is_dataclass(value) and not isinstance(value, type):
        return {
            name: to_plain(found)
            for name, default in _defaults(type(value)).items()
            if (found := getattr(value, name)) != default or default is MISSING
        }
    if isinstance(value, tuple):
        return [to_plain(item) for item in value]
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Decimal):
        return str(value)
    return value.isoformat() if isinstance(value, dt.date) else value


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of that kind that `to_plain` was given."""
    return typing.cast(T, _value(kind, plain))


@cache
def _defaults(kind: type) -> dict[str, Any]:
    """The fields that make a value, each with its default; `MISSING` where it has none."""
    return {f.name: _default(f) for f in fields(kind) if f.init}


def _default(field: Field[Any]) -> Any:
    return field.default_factory() if field.default_factory is not MISSING else field.default


@cache
def _kinds(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _value(kind: Any, plain: Any) -> Any:
    origin = typing.get_origin(kind)
    if origin in (types.UnionType, typing.Union):
        return None if plain is None else _value(_not_none(kind), plain)
    if origin is tuple:
        inner = typing.get_args(kind)
        if inner[-1] is Ellipsis:
            return tuple([_value(inner[0], item) for item in plain])
        return tuple([_value(one, item) for one, item in zip(inner, plain, strict=True)])
    if is_dataclass(kind):
        known = _kinds(typing.cast(type, kind))
        return kind(**{name: _value(known[name], item) for name, item in plain.items() if name in known})  # type: ignore[operator]
    if issubclass(kind, Enum | Decimal):
        return kind(plain)
    return kind.fromisoformat(plain) if issubclass(kind, dt.date) else plain


@cache
def _not_none(kind: Any) -> Any:
    (only,) = [inner for inner in typing.get_args(kind) if inner is not type(None)]
    return only
