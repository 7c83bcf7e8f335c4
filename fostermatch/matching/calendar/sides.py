"""What a family cannot do at the same time, as rows of the programme.

One row a weekend and kind of use says it all, but not well: three children of whom any two meet
on some weekend, each pair on another, can each have half of a single place. A set of which no
two go together (a clique) gets a row of its own, at most one of them: fewer rows that say more
(Padberg 1973, On the facial structure of set packing polyhedra).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import scipy as sp

from fostermatch.matching.calendar.rows import Host
from fostermatch.matching.columns import Column


@dataclass(frozen=True)
class Uses:
    """One entry a column: where it is, when, and what it takes of the family."""

    host: Column  # row
    given: Column  # bool (columns, weekends)
    use: Column  # (columns, kinds); the first kind is places


def side_of(hosts: Sequence[Host], uses: Uses) -> tuple[sp.sparse.csr_array, Column]:
    """Rows (rows, columns) and the limit of each; what cannot be broken is left out.

    Use and limits are whole numbers.
    """
    by_host = np.argsort(uses.host, kind="stable")
    starts = np.searchsorted(uses.host[by_host], np.arange(len(hosts) + 1))
    limits: list[float] = []
    parts: list[tuple[Column, Column, Column]] = []
    for row, host in enumerate(hosts):
        mine = by_host[starts[row] : starts[row + 1]]
        for inner, amount, limit in rows_of(host, uses.given[mine], uses.use[mine]):
            parts.append((amount, np.full(len(inner), len(limits)), mine[inner]))
            limits.append(limit)
    none = (np.zeros(0, int),) * 3
    use, which, column = (np.concatenate(each) for each in zip(none, *parts, strict=True))
    shape = len(limits), len(uses.host)
    matrix = sp.sparse.csr_array((use.astype(float), (which, column)), shape)
    return matrix, np.array(limits, float)


def rows_of(host: Host, given: Column, use: Column) -> Iterator[tuple[Column, Column, float]]:
    """Columns of one family, how much each takes, and the limit."""
    most = np.array([(free, *host.limits) for free in host.places], np.int64)
    # Weekends on which the same columns meet the same limits are looked at once.
    once = np.unique(np.vstack([given, most.T]), axis=1, return_index=True)[1]
    kinds, kind = np.unique(np.hstack([given[:, once], use]), axis=0, return_inverse=True)
    given, use, most = kinds[:, : len(once)] > 0, kinds[:, len(once) :], most[once]
    against, count = conflicts(given, use, most), np.bincount(kind, minlength=len(kinds))
    for clique in cliques(against):
        inner = np.flatnonzero(np.isin(kind, clique))
        if len(inner) > 1:
            yield inner, np.ones(len(inner), int), 1.0
    for weekend, which in np.ndindex(most.shape):
        here = np.flatnonzero(given[:, weekend] & (use[:, which] > 0))
        limit = int(most[weekend, which])
        if use[here, which] @ count[here] > limit and not against[here][:, here].all():
            inner = np.flatnonzero(np.isin(kind, here))
            yield inner, use[kind[inner], which], float(limit)


def conflicts(given: Column, use: Column, most: Column) -> Column:
    """Which kinds of column cannot go together (kinds, kinds), a kind with itself included."""
    against = np.zeros((len(given), len(given)), bool)
    for weekend, limit in enumerate(most):
        here = np.flatnonzero(given[:, weekend])
        both = use[here][:, None] + use[here][None]
        against[np.ix_(here, here)] |= (both > limit).any(axis=2)
    return against


def cliques(against: Column) -> list[Column]:
    """Sets of which no two go together, so that every such pair is in one of them.

    Grown one after another from a pair that none holds yet, most conflicts first.
    """
    alone = np.flatnonzero(against.diagonal())
    order = alone[np.argsort(-against[np.ix_(alone, alone)].sum(axis=1), kind="stable")]
    told, found = np.zeros_like(against), []
    for first in order.tolist():
        for second in order[against[first, order] & ~told[first, order]].tolist():
            if told[first, second]:
                continue
            fits, clique = against[first] & against[second], [first, second]
            for other in order[fits[order]].tolist():
                if fits[other]:
                    clique.append(other)
                    fits &= against[other]
            members = np.unique(clique)
            told[np.ix_(members, members)] = True
            found.append(members)
    return found
