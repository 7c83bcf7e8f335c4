"""The best choice of columns: exact where few are worth a thought, else better and better.

Linear prices say which columns can be in a better plan at all: one that is further below its
price than the plan is below the bound cannot (reduced-cost fixing). Where those are few, one
mixed-integer programme decides. Where they are many, a family and its neighbours at a time is
planned anew with everything else frozen (Shaw 1998, large neighbourhood search), and the whole
is decided in the time that is left.
"""

from __future__ import annotations

from dataclasses import dataclass
from time import monotonic
from typing import Any

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.coupled import NONE_CHOSEN, follow_prices, room_left
from fostermatch.matching.options import Options
from fostermatch.matching.problem import Problem
from fostermatch.matching.relaxed import NOISE, Relaxed, relax

PROVABLE = 3000  # columns decided at once
LARGEST = 20_000  # columns worth handing over at all
FAMILIES_AT_A_TIME = 6
UNITS_AT_A_TIME = 40
SECONDS_AT_A_TIME = 2.0


@dataclass(frozen=True)
class Answer:
    chosen: Column  # options
    value: int
    bound: float  # nothing is worth more

    @property
    def proved(self) -> bool:
        return self.bound - self.value < 1 - NOISE


def answer(options: Options, chosen: Column, bound: float) -> Answer:
    return Answer(chosen, int(options.value[chosen].sum()), bound)


def best_choice(problem: Problem, options: Options, host: Column, time_limit: float) -> Answer:
    """The options found in the time and a bound on any. host: the family of each option."""
    if not len(options.value):
        return Answer(NONE_CHOSEN, 0, 0.0)
    deadline = monotonic() + time_limit
    relaxed = relax(problem, options, deadline)
    best = answer(options, follow_prices(problem, options, relaxed, NONE_CHOSEN), relaxed.bound)
    if len(could_improve(relaxed, best)) > PROVABLE:
        half = monotonic() + (deadline - monotonic()) / 2
        best = by_neighbourhoods(problem, options, relaxed, host, best, half)
    left = could_improve(relaxed, best)
    if best.proved or len(left) > LARGEST:
        return best
    found, bound = decide(options, left, options.limits, deadline - monotonic())
    bound = min(best.bound, max(bound, best.value))
    better = answer(options, found, bound)
    return better if better.value > best.value else Answer(best.chosen, best.value, bound)


def could_improve(relaxed: Relaxed, best: Answer) -> Column:
    """The options that a better plan may hold."""
    return np.flatnonzero(relaxed.worth >= best.value - relaxed.bound - NOISE)


def decide(options: Options, among: Column, limits: Column, seconds: float) -> tuple[Column, float]:
    """The best of these within the limits, none if none was found in time, and a bound."""
    if seconds <= 0 or not len(among):
        return NONE_CHOSEN, np.inf if len(among) else 0.0
    rows = options.rows[:, among].tocsr()
    touched = np.flatnonzero(np.diff(rows.indptr))
    found: Any = sp.optimize.milp(
        -options.value[among],
        constraints=sp.optimize.LinearConstraint(rows[touched], -np.inf, limits[touched]),
        integrality=np.ones(len(among), int),
        bounds=sp.optimize.Bounds(0, 1),
        options={"time_limit": seconds, "mip_rel_gap": 0.0},
    )
    bound = np.inf if found.mip_dual_bound is None else -found.mip_dual_bound
    chosen = NONE_CHOSEN if found.x is None else among[found.x > 0.5]
    return (chosen if (room_left(options, chosen) >= 0).all() else NONE_CHOSEN), bound


def by_neighbourhoods(
    problem: Problem,
    options: Options,
    relaxed: Relaxed,
    host: Column,
    best: Answer,
    deadline: float,
) -> Answer:
    """Plan some families anew, and again round every unit until a whole turn gains nothing."""
    unit = problem.child[options.pair]
    homes = best_homes(unit, host, relaxed.worth)
    chosen, before = best.chosen, -1
    while before < (before := int(options.value[chosen].sum())):
        for row, theirs in homes.items():
            if monotonic() > deadline:
                return answer(options, chosen, best.bound)
            free = round_about(row, theirs, unit, host, relaxed.worth, chosen)
            chosen = anew(options, unit, free, chosen)
    return answer(options, chosen, best.bound)


def best_homes(unit: Column, host: Column, worth: Column) -> dict[int, list[int]]:
    """For every unit the families that suit it best at their prices."""
    found: dict[int, list[int]] = {}
    order = np.lexsort((-worth, unit))
    for row, family in zip(unit[order].tolist(), host[order].tolist(), strict=True):
        theirs = found.setdefault(row, [])
        if len(theirs) < FAMILIES_AT_A_TIME and family not in theirs:
            theirs.append(family)
    return found


def round_about(
    row: int, homes: list[int], unit: Column, host: Column, worth: Column, chosen: Column
) -> Column:
    """The unit, who is with these families, and who would most like to be."""
    near = np.flatnonzero(np.isin(host, homes))
    asking = unit[near[np.argsort(-worth[near], kind="stable")]]
    there = unit[chosen[np.isin(host[chosen], homes)]]
    some = dict.fromkeys([row, *there.tolist(), *asking.tolist()])
    return np.array(list(some)[:UNITS_AT_A_TIME], int)


def anew(options: Options, unit: Column, free: Column, chosen: Column) -> Column:
    """The choice with these units placed as well as can be beside all others."""
    kept = chosen[~np.isin(unit[chosen], free)]
    left = room_left(options, kept)
    theirs = np.flatnonzero(np.isin(unit, free))
    rows = options.rows[:, theirs]
    full = rows.data > left[rows.indices]
    column = np.repeat(np.arange(len(theirs)), np.diff(rows.indptr))
    fits = theirs[np.bincount(column[full], minlength=len(theirs)) == 0]
    found, _ = decide(options, fits, left, SECONDS_AT_A_TIME)
    now = chosen[np.isin(unit[chosen], free)]
    better = options.value[found].sum() > options.value[now].sum()
    return np.concatenate([kept, found]) if better else chosen
