"""The assignment as it is handed to the solver: pairs, places, groups and side limits."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.types import SiblingRule


@dataclass(frozen=True)
class Group:
    """Children decided on together, as rows. Bonus and price are points per child."""

    children: tuple[int, ...]
    rule: SiblingRule
    bonus: int = 0  # where all come to one home
    split_price: int = 0  # where some home could take all and this child goes elsewhere


@dataclass(frozen=True)
class Problem:
    """Choose pairs so that the total benefit is highest.

    child, pool, benefit and tie have one entry a pair; places, room one entry a pool. Pools of
    the same room are one home at the same time: siblings placed there are together. A row of
    `side` (rows, pairs) may not use more than its limit. A pinned child must be placed. As many
    children of the highest tier are placed as can be, then of the next; 0 has no such claim.
    Pools from `waits_from` on are no homes: a child there waits.
    """

    children: int
    child: Column
    pool: Column
    benefit: Column
    tie: Column  # 0 to TIES - 1, decides between answers of equal benefit
    places: Column
    room: Column
    groups: tuple[Group, ...]
    side: sp.sparse.csr_array
    side_limits: Column
    pinned: Column  # bool, one entry a child
    tier: Column  # one entry a child
    waits_from: int

    @property
    def homes(self) -> Column:
        """Which pairs are with a home."""
        return np.asarray(self.pool < self.waits_from)


Row = tuple[Column, Column, float]  # pairs, how much each uses, limit


def side_rows(rows: Iterable[Row], pairs: int) -> tuple[sp.sparse.csr_array, Column]:
    """The rows that can be broken at all, as a matrix (rows, pairs) with limits."""
    binding = [row for row in rows if row[1].sum() > row[2]]
    which = np.repeat(np.arange(len(binding)), [len(pair) for pair, _, _ in binding])
    pair = np.concatenate([np.zeros(0, int), *(pair for pair, _, _ in binding)])
    use = np.concatenate([np.zeros(0), *(use for _, use, _ in binding)])
    matrix = sp.sparse.csr_array((use, (which, pair)), shape=(len(binding), pairs))
    return matrix, np.array([limit for _, _, limit in binding], float)


def load_rows(family: Column, loads: Column, limits: Column) -> Iterable[Row]:
    """One row per family and kind of load."""
    for kind in range(loads.shape[1]):
        for row, pairs in _by(family, np.flatnonzero(loads[:, kind] > 0)):
            yield pairs, loads[pairs, kind], float(limits[row, kind])


def apart_rows(groups: Sequence[Group], child: Column, home: Column) -> Iterable[Row]:
    """At most one child of a group that must live apart in each home."""
    for group in groups:
        if group.rule is SiblingRule.APART:
            members = np.flatnonzero(np.isin(child, group.children))
            for _, pairs in _by(home, members):
                yield pairs, np.ones(len(pairs)), 1.0


def _by(key: Column, pairs: Column) -> Iterable[tuple[int, Column]]:
    """These pairs, by the value of their key."""
    ordered = pairs[np.argsort(key[pairs], kind="stable")]
    values, starts = np.unique(key[ordered], return_index=True)
    parts = np.split(ordered, starts[1:])
    return zip(values.tolist(), parts, strict=False)
