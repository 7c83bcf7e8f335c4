"""Which pairs are worth looking at: near enough, then one requirement after the other.

A tree over the homes leaves out what is too far (Bentley 1975); each requirement is then asked
only of the pairs that met all before it. The answer is that of `meets_all` for every pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import Any, cast

import numpy as np
import scipy as sp

from fostermatch.matching.columns import EARTH_RADIUS_KM, AnyTable, Codes, Column, Points, Table
from fostermatch.matching.requirements import REQUIREMENTS, Requirement, meets_all
from fostermatch.matching.tables import Needs, Offers

PAIRS_AT_A_TIME = 400_000
FEW = 5_000  # pairs that are asked all at once sooner than sorted out
ROUNDING_KM = 0.001
FIRST = ("level", "age", "place", "not_now", "own_ages")  # quick to ask, and they fail most
LOOKED_AT = ("in_force", "not_paused", "fresh", "distance")  # by `near_pairs`


Rows = Column | list[int]


class _Picked:
    """A table's rows, each column taken only when it is asked for."""

    def __init__(self, table: Table, rows: Rows) -> None:
        self._table, self._rows = table, rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)[self._rows]


def picked(table: AnyTable, rows: Rows) -> AnyTable:
    """As `table[rows]`, for a function that looks at few of the columns."""
    return cast(AnyTable, _Picked(table, rows))


def usable_pairs(needs: Needs, offers: Offers) -> tuple[Column, Column]:
    """Rows of needs and of offers that meet every requirement, by need and then by offer."""
    if len(needs) * len(offers) <= FEW:
        row, column = meets_all(needs[:, None], offers[None]).nonzero()
        return row, column
    found = [(np.zeros(0, int), np.zeros(0, int))]
    found += [_meeting_all(needs, offers, *pairs) for pairs in near_pairs(needs, offers)]
    row, column = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((column, row))
    return row[order], column[order]


def near_pairs(needs: Needs, offers: Offers) -> Iterator[tuple[Column, Column]]:
    """Pairs of families that are there and near enough, a handful of needs at a time."""
    usable = offers.in_force & offers.fresh & ~offers.paused & (offers.places > 0).any(axis=1)
    limited = needs.home.known & np.isfinite(needs.km_limit)
    yield from _all_pairs(np.flatnonzero(~limited), np.flatnonzero(usable))
    yield from _all_pairs(np.flatnonzero(limited), np.flatnonzero(usable & ~offers.home.known))
    known_home = np.flatnonzero(usable & offers.home.known)
    yield from _within_limit(needs, offers, np.flatnonzero(limited), known_home)
    yield _known_but_far(needs, offers, np.flatnonzero(limited), known_home)


def _all_pairs(rows: Column, columns: Column) -> Iterator[tuple[Column, Column]]:
    size = max(1, PAIRS_AT_A_TIME // max(1, len(columns)))
    for start in range(0, len(rows), size) if len(columns) else ():
        some = rows[start : start + size]
        yield np.repeat(some, len(columns)), np.tile(columns, len(some))


def _within_limit(
    needs: Needs, offers: Offers, rows: Column, columns: Column
) -> Iterator[tuple[Column, Column]]:
    """Families within the limit of the need."""
    if not len(rows) or not len(columns):
        return
    tree, here = (
        sp.spatial.KDTree(_on_sphere(offers.home[columns])),
        _on_sphere(needs.home[rows]),
    )
    reach = _chord(needs.km_limit[rows] + ROUNDING_KM)
    size = max(1, PAIRS_AT_A_TIME // len(columns))
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        near = tree.query_ball_point(here[part], reach[part])
        counts = np.array([len(each) for each in near])
        row = np.repeat(rows[part], counts)
        column = columns[np.fromiter(chain.from_iterable(near), int, int(counts.sum()))]
        within = ~(needs.home[row].km_to(offers.home[column]) > needs.km_limit[row])
        yield row[within], column[within]


def _known_but_far(
    needs: Needs, offers: Offers, rows: Column, columns: Column
) -> tuple[Column, Column]:
    """Children and families who know each other and live beyond the limit."""
    asked, named = _bits(needs.known[rows]), _bits(offers.as_family[columns])
    at, of = (asked @ named.T).nonzero()
    row, column = rows[at], columns[of]
    far = needs.home[row].km_to(offers.home[column]) > needs.km_limit[row]
    return row[far], column[far]


def _bits(codes: Codes) -> sp.sparse.csr_array:
    """The codes as a table of 0 and 1: (rows, bits)."""
    return sp.sparse.csr_array(np.unpackbits(codes.words.view(np.uint8), axis=1).astype(np.int32))


def _on_sphere(points: Points) -> Column:
    """Points of the unit sphere: (points, 3)."""
    up, along = np.radians(points.latitude), np.radians(points.longitude)
    flat = np.cos(up)
    return np.column_stack([flat * np.cos(along), flat * np.sin(along), np.sin(up)])


def _chord(km: Column) -> Column:
    """The straight line through the unit sphere between points so far apart over its surface."""
    return np.asarray(2 * np.sin(np.minimum(km / EARTH_RADIUS_KM, np.pi) / 2)) + 1e-12


def _meeting_all(
    needs: Needs, offers: Offers, row: Column, column: Column
) -> tuple[Column, Column]:
    for requirement in IN_TURN:
        met = requirement.holds(picked(needs, row), picked(offers, column))
        row, column = row[met], column[met]
    return row, column


def _turn(requirement: Requirement) -> int:
    return FIRST.index(requirement.key) if requirement.key in FIRST else len(FIRST)


IN_TURN = sorted((r for r in REQUIREMENTS if r.key not in LOOKED_AT), key=_turn)
