"""The linear relaxation: prices for every row and a bound that holds for every option."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.options import NOT, Options
from fostermatch.matching.problem import Problem

BEST_PER_CHILD = 20
ROUNDS = 5
NOISE = 1e-6


@dataclass(frozen=True)
class Relaxed:
    bound: float  # no choice of options is worth more
    worth: Column  # value less the price of the rows used: reduced cost, one entry an option


def relax(problem: Problem, options: Options, deadline: float) -> Relaxed:
    """Solve on few options, price all of them, add those that would gain, and again.

    Any prices give a bound: what the limits cost, and what is gained beyond the prices. The
    limits (0, 1) on every option make the same programme ten times faster than (0, None).
    """
    best, keep = _by_children(problem, options), _promising(problem, options)
    for _ in range(ROUNDS):
        prices = _prices(problem, options, np.flatnonzero(keep), deadline)
        if prices is None:
            break
        found = _relaxed(options, prices)
        best = found if found.bound < best.bound else best
        gains = (found.worth > NOISE) & ~keep
        if not gains.any():
            break
        keep |= gains
    return best


def _by_children(problem: Problem, options: Options) -> Relaxed:
    """A plain bound to fall back on: each child's best, a group's shared among its children."""
    prices = np.zeros(len(options.limits))
    size = options.members.sum(axis=1)
    child_rows = options.rows[: problem.children].tocoo()
    row, option = child_rows.coords
    np.maximum.at(prices, row, options.value[option] / size[option])
    return _relaxed(options, prices)


def _relaxed(options: Options, prices: Column) -> Relaxed:
    worth = options.value - options.rows.T @ prices
    return Relaxed(float(options.limits @ prices + np.maximum(worth, 0).sum()), worth)


def _promising(problem: Problem, options: Options) -> Column:
    """The best few of every child, every bundle, and all that a pinned child could have."""
    single = np.flatnonzero(options.pair != NOT)
    child = problem.child[options.pair[single]]
    order = np.lexsort((-options.value[single], child))
    rank = np.arange(len(order)) - np.searchsorted(child[order], child[order])
    keep = options.pair == NOT
    keep[single[order[rank < BEST_PER_CHILD]]] = True
    keep[single[problem.pinned[child]]] = True
    return np.asarray(keep)


def _prices(problem: Problem, options: Options, keep: Column, deadline: float) -> Column | None:
    """The price of every row, or None where the time is up."""
    rows = options.rows[:, keep].tocsr()
    must = np.zeros(len(options.limits), bool)
    must[: problem.children] = problem.pinned
    solve_linear: Any = sp.optimize.linprog  # its stubs do not know sparse arrays
    found = solve_linear(
        -options.value[keep],
        A_ub=rows[~must],
        b_ub=options.limits[~must],
        A_eq=rows[must],
        b_eq=options.limits[must],
        bounds=(0, 1),
        method="highs",
        options={"time_limit": max(deadline - monotonic(), 0.1)},
    )
    if found.status != 0:
        return None
    prices = np.zeros(len(options.limits))
    prices[~must] = np.maximum(-found.ineqlin.marginals, 0)
    prices[must] = -found.eqlin.marginals
    return prices
