"""The linear relaxation: prices for every row and a bound that holds for every option."""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.cuts import cut
from fostermatch.matching.options import NOT, Options
from fostermatch.matching.problem import Problem

BEST_PER_CHILD = 20
NEAR = 100.0  # points below its first price at which an option is still looked at
ROUNDS = 8
LITTLE = 10.0  # points by which a bound may be too high
NOISE = 1e-6


@dataclass(frozen=True)
class Relaxed:
    bound: float  # no choice of options weighs more, in points
    worth: Column  # points less the price of the rows used: reduced cost, one entry an option
    model: Options  # with cuts


def relax(problem: Problem, options: Options, deadline: float) -> Relaxed:
    """Solve on few options, price all of them, add those that would gain, cut, and again.

    Any prices give a bound: what the limits cost, and what is gained beyond the prices. The
    limits (0, 1) on every option make the same programme ten times faster than (0, None).
    """
    best, keep = _by_children(problem, options), _promising(problem, options)
    needed, model = keep & (options.pair == NOT), options
    for step in range(ROUNDS):
        solved = _solved(problem, model, np.flatnonzero(keep), deadline)
        if solved is None:
            break
        taken, prices = solved
        found = _relaxed(model, prices)
        best = found if found.bound < best.bound else best
        gains, more = (found.worth > NOISE) & ~keep, cut(model, taken)
        if found.worth[gains].sum() < LITTLE and more is None:
            break
        keep = keep | gains if step else needed | (found.worth >= -NEAR)
        model = more or model
    return best


def _by_children(problem: Problem, options: Options) -> Relaxed:
    """A plain bound to fall back on: each child's best, a group's shared among its children."""
    prices = np.zeros(len(options.limits))
    size = options.members.sum(axis=1)
    child_rows = options.rows[: problem.children].tocoo()
    row, option = child_rows.coords
    np.maximum.at(prices, row, points_of(options)[option] / size[option])
    return _relaxed(options, prices)


def _relaxed(model: Options, prices: Column) -> Relaxed:
    worth = points_of(model) - model.rows.T @ prices
    return Relaxed(float(model.limits @ prices + np.maximum(worth, 0).sum()), worth, model)


def points_of(options: Options) -> Column:
    """The weight of every option in points: its value and a little for the ties."""
    return np.asarray(options.weight / options.unit)


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


def _solved(
    problem: Problem, model: Options, keep: Column, deadline: float
) -> tuple[Column, Column] | None:
    """How much of every option is taken and the price of every row; None where time is up."""
    rows = model.rows[:, keep].tocsr()
    must = np.zeros(len(model.limits), bool)
    must[: problem.children] = problem.pinned
    solve_linear: Any = sp.optimize.linprog  # its stubs do not know sparse arrays
    found = solve_linear(
        -points_of(model)[keep],
        A_ub=rows[~must],
        b_ub=model.limits[~must],
        A_eq=rows[must],
        b_eq=model.limits[must],
        bounds=(0, 1),
        method="highs",
        options={"time_limit": max(deadline - monotonic(), 0.1)},
    )
    if found.status != 0:
        return None
    taken, prices = np.zeros(len(model.value)), np.zeros(len(model.limits))
    taken[keep] = found.x
    prices[~must] = np.maximum(-found.ineqlin.marginals, 0)
    prices[must] = -found.eqlin.marginals
    return taken, prices
