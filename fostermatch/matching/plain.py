"""Rows to plain values (what JSON can hold) and back, exactly.

A dataclass becomes a dict, a tuple a list, a set a sorted list, an enum its name. The way
back follows the type hints, so that what is read next year equals what was kept.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")


def to_plain(value: Any) -> Any:
    """The value in dicts, lists, strings, numbers and None."""
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Mapping):
        return {_key(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of this kind that `to_plain` gave. A field left out takes its default.

    ValueError names a field the kind does not know; TypeError, one that is missing.
    """
    read: T = _read(kind, plain)
    return read


def _key(key: Any) -> str:
    return key.name if isinstance(key, Enum) else str(key)


def _read(kind: Any, plain: Any) -> Any:
    origin, inner = get_origin(kind), get_args(kind)
    if plain is None or kind is Any:
        return plain
    if origin in (Union, types.UnionType):
        return _read_one_of(inner, plain)
    if origin is tuple:
        return _read_tuple(inner, plain)
    if origin is frozenset:
        return frozenset(_read(inner[0], item) for item in plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {_read_key(inner[0], key): _read(inner[1], item) for key, item in plain.items()}
    return _read_single(kind, plain)


def _read_single(kind: Any, plain: Any) -> Any:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind[plain]
    if is_dataclass(kind):
        return _read_row(kind, plain)
    return float(plain) if kind is float else plain


def _read_row(kind: Any, plain: Mapping[str, Any]) -> Any:
    hints = _hints(kind)
    if unknown := plain.keys() - hints.keys():
        raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
    return kind(**{name: _read(hints[name], item) for name, item in plain.items()})


def _read_one_of(kinds: tuple[Any, ...], plain: Any) -> Any:
    """A list is one of the tuples or sets; a dict the dataclass; else the value as it is."""
    if isinstance(plain, (list, dict)):
        wanted = (tuple, frozenset) if isinstance(plain, list) else (None,)
        kind = next(k for k in kinds if k is not type(None) and get_origin(k) in wanted)
        return _read(kind, plain)
    named = next((k for k in kinds if isinstance(k, type) and issubclass(k, Enum)), None)
    if named is not None:
        return named[plain]
    return float(plain) if kinds == (float, type(None)) else plain


def _read_tuple(inner: tuple[Any, ...], plain: Any) -> tuple[Any, ...]:
    if len(inner) == 2 and inner[1] is Ellipsis:
        return tuple(_read(inner[0], item) for item in plain)
    return tuple(_read(kind, item) for kind, item in zip(inner, plain, strict=True))


def _read_key(kind: Any, key: str) -> Any:
    return kind[key] if issubclass(kind, Enum) else kind(key)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind)
