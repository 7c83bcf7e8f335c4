"""What can be chosen: a child alone in a pool, or a whole group of siblings in one room."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.problem import Problem
from fostermatch.matching.types import SiblingRule

KEPT_TOGETHER = (SiblingRule.TOGETHER, SiblingRule.MAY_SPLIT)
NOT = -1


@dataclass(frozen=True)
class Options:
    """The columns of the model. Rows are children, then pools, then side limits."""

    value: Column  # int
    pair: Column  # of a single child; NOT where it is a bundle
    group: Column  # of a bundle; NOT where it is a single child
    members: sp.sparse.csr_array  # (options, pairs)
    rows: sp.sparse.csc_array  # (rows, options)
    limits: Column
    coupled: Column  # a bundle, or bound by a side limit: not for the plain kernel


@dataclass(frozen=True)
class Bundle:
    group: int
    pairs: tuple[int, ...]
    value: int


def options_of(problem: Problem) -> Options:
    """Every option worth more than waiting that fits on its own."""
    bundles = list(bundles_of(problem))
    together = _columns(
        problem,
        np.array([bundle.value for bundle in bundles], np.int64),
        np.full(len(bundles), NOT),
        _incidence([bundle.pairs for bundle in bundles], len(problem.child)),
        np.array([bundle.group for bundle in bundles], int),
    )
    single, value = _singles(problem, set(together.group.tolist()))
    alone = _columns(
        problem,
        value,
        single,
        _alone(single, len(problem.child)),
        np.full(len(single), NOT),
    )
    return Options(
        np.concatenate([alone.value, together.value]),
        np.concatenate([alone.pair, together.pair]),
        np.concatenate([alone.group, together.group]),
        sp.sparse.csr_array(sp.sparse.vstack([alone.members, together.members])),
        sp.sparse.csc_array(sp.sparse.hstack([alone.rows, together.rows])),
        alone.limits,
        np.concatenate([alone.coupled, together.coupled]),
    )


def bundles_of(problem: Problem) -> Iterator[Bundle]:
    """Each way to bring a whole group into one room."""
    order, homes = np.argsort(problem.child, kind="stable"), problem.homes
    starts = np.searchsorted(problem.child[order], np.arange(problem.children + 1))
    for number, group in enumerate(problem.groups):
        if group.rule in KEPT_TOGETHER:
            mine = [order[starts[c] : starts[c + 1]].tolist() for c in group.children]
            for pairs in _ways(problem, mine):
                total, home = int(problem.benefit[list(pairs)].sum()), homes[pairs[0]]
                if home or group.rule is SiblingRule.TOGETHER:
                    yield Bundle(number, pairs, total + home * group.bonus * len(pairs))


def _ways(problem: Problem, mine: list[list[int]]) -> Iterator[tuple[int, ...]]:
    by_room: list[dict[int, list[int]]] = []
    for pairs in mine:
        rooms: dict[int, list[int]] = {}
        for pair in pairs:
            rooms.setdefault(int(problem.room[problem.pool[pair]]), []).append(pair)
        by_room.append(rooms)
    for room in sorted(set(by_room[0]).intersection(*by_room[1:])):
        yield from product(*(rooms[room] for rooms in by_room))


def _singles(problem: Problem, with_bundles: set[int]) -> tuple[Column, Column]:
    """Pairs a child may have by itself, and what each is worth then."""
    price, free = np.zeros(problem.children, np.int64), np.ones(problem.children, bool)
    for number, group in enumerate(problem.groups):
        members = list(group.children)
        if group.rule is SiblingRule.TOGETHER:
            free[members] = False
        elif group.rule is SiblingRule.MAY_SPLIT and number in with_bundles:
            price[members] = group.split_price
    single = np.flatnonzero(free[problem.child])
    return single, problem.benefit[single] - price[problem.child[single]] * problem.homes[single]


def _incidence(chosen: list[tuple[int, ...]], pairs: int) -> sp.sparse.csr_array:
    sizes = np.array([0, *map(len, chosen)])
    flat = np.array([pair for option in chosen for pair in option], int)
    return sp.sparse.csr_array(
        (np.ones(len(flat)), flat, sizes.cumsum()), shape=(len(chosen), pairs)
    )


def _alone(single: Column, pairs: int) -> sp.sparse.csr_array:
    starts = np.arange(len(single) + 1)
    return sp.sparse.csr_array((np.ones(len(single)), single, starts), shape=(len(single), pairs))


def _columns(
    problem: Problem,
    value: Column,
    pair: Column,
    members: sp.sparse.csr_array,
    group: Column,
) -> Options:
    """Those of these options that break no limit by themselves and beat waiting, or are pinned."""
    pairs, one = len(problem.child), np.ones(len(problem.child))
    of_child = sp.sparse.csr_array(
        (one, (problem.child, np.arange(pairs))), (problem.children, pairs)
    )
    of_pool = sp.sparse.csr_array(
        (one, (problem.pool, np.arange(pairs))), (len(problem.places), pairs)
    )
    rows = sp.sparse.csc_array(sp.sparse.vstack([of_child, of_pool, problem.side]) @ members.T)
    limits = np.concatenate([np.ones(problem.children), problem.places, problem.side_limits])
    option = np.repeat(np.arange(len(value)), np.diff(rows.indptr))
    fits = value > 0
    fits[option[np.isin(rows.indices, np.flatnonzero(problem.pinned))]] = True
    coupled = group != NOT
    tried = limits.copy()
    if not coupled.any():  # a full pool stays: what one more place is worth depends on it
        tried[problem.children :][: len(problem.places)] = np.maximum(problem.places, 1)
    fits[option[rows.data > tried[rows.indices]]] = False
    coupled[option[rows.indices >= problem.children + len(problem.places)]] = True
    return Options(
        value[fits],
        pair[fits],
        group[fits],
        members[fits],
        rows[:, fits],
        limits,
        coupled[fits],
    )
