"""Rows as columns: one numpy array a fact, one row a need or an offer.

`table[rows]` takes rows, `needs[:, None]` beside `offers[None]` sets every need against every
offer. A rule written for one child and one family then answers for all of them at once.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self, TypeVar

import numpy as np
from numpy.typing import NDArray

from fostermatch.matching.types import Point

EARTH_RADIUS_KM = 6371.0
WORD = 64

Column = NDArray[Any]
NO_BITS: Mapping[Any, int] = {}


@dataclass(frozen=True)
class Table:
    """Columns of one length."""

    def __len__(self) -> int:
        return len(getattr(self, fields(self)[0].name))

    def __getitem__(self, index: Any) -> Self:
        return replace(self, **{f.name: getattr(self, f.name)[index] for f in fields(self)})


AnyTable = TypeVar("AnyTable", bound=Table)


@dataclass(frozen=True)
class Points(Table):
    """Places on earth, in degrees; NaN where unknown."""

    latitude: Column
    longitude: Column

    @classmethod
    def of(cls, points: Iterable[Point | None]) -> Self:
        nowhere = Point(np.nan, np.nan)
        pairs = [((p or nowhere).latitude, (p or nowhere).longitude) for p in points]
        return cls(*np.array(pairs, float).reshape(-1, 2).T)

    @property
    def known(self) -> Column:
        return ~np.isnan(self.latitude)

    def km_to(self, other: Points) -> Column:
        """Kilometres over the surface of the earth (haversine); NaN where one is unknown."""
        lat, far_lat = np.radians(self.latitude), np.radians(other.latitude)
        up = np.sin((far_lat - lat) / 2) ** 2
        along = np.sin(np.radians(other.longitude - self.longitude) / 2) ** 2
        chord = np.minimum(up + np.cos(lat) * np.cos(far_lat) * along, 1)
        return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(chord)))


@dataclass(frozen=True)
class Codes(Table):
    """One set of codes a row, as bits in words of 64 along the last axis."""

    words: Column

    @classmethod
    def of(cls, sets: Sequence[Collection[Any]], bits: Mapping[Any, int]) -> Self:
        """Bits for those codes that have one; codes nobody asks for are left out."""
        words = np.zeros((len(sets), -(-len(bits) // WORD)), np.uint64)
        for row, codes in enumerate(sets):
            for bit in (bits[code] for code in codes if code in bits):
                words[row, bit // WORD] |= np.uint64(1 << bit % WORD)
        return cls(words)

    @property
    def some(self) -> Column:
        return np.asarray(self.words.any(axis=-1))

    @property
    def count(self) -> Column:
        return np.asarray(np.bitwise_count(self.words).sum(axis=-1, dtype=int))

    def shared_with(self, other: Codes) -> Codes:
        return Codes(self.words & other.words)

    def all_in(self, other: Codes) -> Column:
        return ~Codes(self.words & ~other.words).some


def bits_of(sets: Iterable[Collection[Any]], before: Mapping[Any, int] = NO_BITS) -> dict[Any, int]:
    """A bit for every code that some row asks for; codes that had one before keep it."""
    new = sorted(set().union(*sets) - before.keys())
    return {**before, **{code: bit for bit, code in enumerate(new, len(before))}}


def joined(one: AnyTable, other: AnyTable) -> AnyTable:
    """The rows of one table and then of the other."""
    return replace(one, **{f.name: _joined(one, other, f.name) for f in fields(one)})


def _joined(one: Table, other: Table, name: str) -> Table | Column:
    parts = getattr(one, name), getattr(other, name)
    if isinstance(parts[0], Table):
        return joined(*parts)
    if parts[0].ndim == 1:
        return np.concatenate(parts)
    widest = max(part.shape[1] for part in parts)
    nothing = np.inf if parts[0].dtype.kind == "f" else 0  # no child's age; no code
    wide = [((0, 0), (0, widest - part.shape[1])) for part in parts]
    return np.concatenate(
        [np.pad(part, by, constant_values=nothing) for part, by in zip(parts, wide, strict=True)]
    )
