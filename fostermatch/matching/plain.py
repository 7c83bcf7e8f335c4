"""Rows to plain values (what JSON can hold) and back, exactly.

A dataclass becomes a dict, a tuple a list, a set a sorted list, an enum its name. The way
back follows the type hints, so that what is read next year equals what was kept.
"""

from __future__ import annotations

import types
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Reader = Callable[[Any], Any]


def to_plain(value: Any) -> Any:
    """The value in dicts, lists, strings, numbers and None.

    >>> from fostermatch.matching import Point
    >>> to_plain(Point(55.5, 12.5))
    {'latitude': 55.5, 'longitude': 12.5}
    >>> from_plain(Point, to_plain(Point(55.5, 12.5)))
    Point(latitude=55.5, longitude=12.5)
    """
    if is_dataclass(value):
        return {f.name: to_plain(getattr(value, f.name)) for f in fields(value)}
    if isinstance(value, Enum):
        return value.name
    if isinstance(value, Mapping):
        return {_key(key): to_plain(item) for key, item in value.items()}
    if isinstance(value, (frozenset, set)):
        return sorted(to_plain(item) for item in value)
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [to_plain(item) for item in value]
    return value


def from_plain(kind: type[T], plain: Any) -> T:
    """The value of this kind that `to_plain` gave. A field left out takes its default.

    ValueError names a field the kind does not know; TypeError, one that is missing.
    """
    read: T = _reader(kind)(plain)
    return read


def _key(key: Any) -> str:
    return key.name if isinstance(key, Enum) else str(key)


def _reader(kind: Any) -> Reader:
    """How a value of this kind is read. Found once for each kind: a round reads thousands."""
    return _found(kind)


@cache
def _found(kind: Any) -> Reader:
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        return _reader_of_one_of(inner)
    if origin is tuple:
        return _reader_of_tuple(inner)
    if origin is Sequence:
        return _reader_of_tuple((*inner, Ellipsis))
    if origin is frozenset:
        item = _reader(inner[0])
        return lambda plain: frozenset(map(item, plain))
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _reader_of_mapping(*inner)
    return _reader_of_single(kind)


def _reader_of_single(kind: Any) -> Reader:
    if isinstance(kind, type) and issubclass(kind, Enum):
        return lambda plain: kind[plain]
    if is_dataclass(kind):
        return _reader_of_row(kind)
    return float if kind is float else _as_it_is


def _reader_of_row(kind: Any) -> Reader:
    readers = {name: _reader(hint) for name, hint in get_type_hints(kind).items()}

    def read(plain: Mapping[str, Any]) -> Any:
        if unknown := plain.keys() - readers.keys():
            raise ValueError(f"{kind.__name__} has no {', '.join(sorted(unknown))}")
        return kind(**{name: readers[name](item) for name, item in plain.items()})

    return read


def _reader_of_one_of(kinds: tuple[Any, ...]) -> Reader:
    """A list is one of the tuples or sets; a dict the dataclass; else the value as it is."""
    some = [kind for kind in kinds if kind is not type(None)]
    lists = next((_reader(k) for k in some if get_origin(k) in (tuple, frozenset)), _as_it_is)
    rows = next((_reader(k) for k in some if get_origin(k) is None and is_dataclass(k)), _as_it_is)
    enum = next((k for k in some if isinstance(k, type) and issubclass(k, Enum)), None)
    single = _reader(enum) if enum else float if some == [float] else _as_it_is

    def read(plain: Any) -> Any:
        if plain is None:
            return None
        if isinstance(plain, list):
            return lists(plain)
        return rows(plain) if isinstance(plain, dict) else single(plain)

    return read


def _reader_of_tuple(inner: tuple[Any, ...]) -> Reader:
    if len(inner) == 2 and inner[1] is Ellipsis:
        item = _reader(inner[0])
        return lambda plain: tuple(map(item, plain))
    readers = [_reader(kind) for kind in inner]
    return lambda plain: tuple(read(item) for read, item in zip(readers, plain, strict=True))


def _reader_of_mapping(key: Any, value: Any) -> Reader:
    item = _reader(value)
    name: Reader = key.__getitem__ if issubclass(key, Enum) else key
    return lambda plain: {name(one): item(other) for one, other in plain.items()}


def _as_it_is(plain: Any) -> Any:
    return plain
