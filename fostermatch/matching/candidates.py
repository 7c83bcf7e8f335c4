"""Which pairs are worth looking at: near enough, then one requirement after the other.

A tree over the homes leaves out what is too far (Bentley 1975); each requirement is then asked
only of the pairs that met all before it. The answer is that of `meets_all` for every pair.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, cast

import numpy as np
from scipy.spatial import KDTree

from fostermatch.matching.columns import EARTH_RADIUS_KM, Column, Points, Table
from fostermatch.matching.requirements import REQUIREMENTS, Requirement
from fostermatch.matching.tables import Needs, Offers

PAIRS_AT_A_TIME = 400_000
ROUNDING_KM = 0.001
FIRST = ("place", "level", "age", "not_now", "own_ages")  # quick to ask, and they fail most

AnyTable = TypeVar("AnyTable", bound=Table)


class _Picked:
    """A table's rows, each column taken only when it is asked for."""

    def __init__(self, table: Table, rows: Column) -> None:
        self._table, self._rows = table, rows

    def __getattr__(self, name: str) -> Any:
        return getattr(self._table, name)[self._rows]


def picked(table: AnyTable, rows: Column) -> AnyTable:
    """As `table[rows]`, for a function that looks at few of the columns."""
    return cast(AnyTable, _Picked(table, rows))


def usable_pairs(needs: Needs, offers: Offers) -> tuple[Column, Column]:
    """Rows of needs and of offers that meet every requirement, by need and then by offer."""
    found = [(np.zeros(0, int), np.zeros(0, int))]
    found += [_meeting_all(needs, offers, *pairs) for pairs in near_pairs(needs, offers)]
    row, column = (np.concatenate(part) for part in zip(*found, strict=True))
    order = np.lexsort((column, row))
    return row[order], column[order]


def near_pairs(needs: Needs, offers: Offers) -> Iterator[tuple[Column, Column]]:
    """Pairs that may meet every requirement, some too many, a handful of needs at a time."""
    usable = offers.in_force & offers.fresh & ~offers.paused & (offers.places > 0).any(axis=1)
    limited = needs.home.known & np.isfinite(needs.km_limit)
    yield from _all_pairs(np.flatnonzero(~limited), np.flatnonzero(usable))
    yield from _all_pairs(np.flatnonzero(limited), np.flatnonzero(usable & ~offers.home.known))
    known_home = np.flatnonzero(usable & offers.home.known)
    yield from _by_distance(needs, offers, np.flatnonzero(limited), known_home)


def _all_pairs(rows: Column, columns: Column) -> Iterator[tuple[Column, Column]]:
    size = max(1, PAIRS_AT_A_TIME // max(1, len(columns)))
    for start in range(0, len(rows), size) if len(columns) else ():
        some = rows[start : start + size]
        yield np.repeat(some, len(columns)), np.tile(columns, len(some))


def _by_distance(
    needs: Needs, offers: Offers, rows: Column, columns: Column
) -> Iterator[tuple[Column, Column]]:
    """Within the limit of the need, or a family the child knows."""
    if not len(rows) or not len(columns):
        return
    tree, here = KDTree(_on_sphere(offers.home[columns])), _on_sphere(needs.home[rows])
    reach = _chord(needs.km_limit[rows] + ROUNDING_KM)
    size = max(1, PAIRS_AT_A_TIME // len(columns))
    for start in range(0, len(rows), size):
        part = slice(start, start + size)
        near = tree.query_ball_point(here[part], reach[part])
        counts = np.array([len(each) for each in near])
        row = np.repeat(rows[part], counts)
        column = columns[np.concatenate([np.array(each, int) for each in near])]
        far_row, far_column = _known_but_far(needs, offers, rows[part], columns, row, column)
        yield np.append(row, far_row), np.append(column, far_column)


def _known_but_far(
    needs: Needs, offers: Offers, rows: Column, columns: Column, row: Column, column: Column
) -> tuple[Column, Column]:
    """Pairs of children and families who know each other, other than these."""
    asking = rows[needs.known[rows].some]
    named = columns[offers.as_family[columns].some]
    knows = needs.known[asking][:, None].shared_with(offers.as_family[named][None]).some
    at, of = np.nonzero(knows)
    code = asking[at] * len(offers.key) + named[of]
    more = code[~np.isin(code, row * len(offers.key) + column)]
    return more // len(offers.key), more % len(offers.key)


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
    for requirement in sorted(REQUIREMENTS, key=_turn):
        met = requirement.holds(picked(needs, row), picked(offers, column))
        row, column = row[met], column[met]
    return row, column


def _turn(requirement: Requirement) -> int:
    return FIRST.index(requirement.key) if requirement.key in FIRST else len(FIRST)
