"""Whom a policy asks today."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from scipy.optimize import linear_sum_assignment

from fostermatch.matching.columns import Column
from fostermatch.matching.kernel import prices_of
from fostermatch.matching.simulator.setting import Policy
from fostermatch.matching.simulator.state import State
from fostermatch.matching.simulator.world import World
from fostermatch.matching.types import DEFAULT_WEIGHTS

LONGEST_WAIT = DEFAULT_WEIGHTS.longest_wait
BEING_PLACED = DEFAULT_WEIGHTS.being_placed
AHEAD_DAYS = 84
FUTURES = 3
PRICES_HOLD_DAYS = 7


def asks(world: World, policy: Policy, state: State, day: int) -> Iterator[tuple[int, int]]:
    """Cases and pools: the first family of each, then the second, as far as places go."""
    cases = sorted(state.waiting - state.asking.keys(), key=lambda case: (state.since[case], case))
    rows, left = np.array(cases, int), state.left.copy()
    left[~open_pools(world, state, day)] = 0
    asked = np.zeros((len(rows), len(left)), bool)
    if len(rows) and policy.sampled and day % PRICES_HOLD_DAYS == 0:
        state.prices[:] = sampled_prices(world, state, rows, left, day)
    for _ in range(policy.at_once):
        pools = np.flatnonzero(left > 0)
        if not len(rows) or not len(pools):
            return
        worth = worth_of(world, policy, state, rows, pools, day)
        worth[asked[:, pools]] = 0
        for at, pool in chosen(world, policy, rows, pools, left, worth):
            asked[at, pool] = True
            left[pool] -= world.size[rows[at]]
            yield int(rows[at]), pool


def open_pools(world: World, state: State, day: int) -> Column:
    """Pools of families that are there and, as far as anybody knows, take children."""
    there = (world.starts <= day) & (day < world.stops)
    return np.asarray(there & (state.off_until[world.pool_offer] <= day))


def worth_of(
    world: World, policy: Policy, state: State, rows: Column, pools: Column, day: int
) -> Column:
    """What each pair is worth to the policy: (rows, pools), 0 where it may not be."""
    at = np.ix_(rows, pools)
    fit, waited = world.fit[at].astype(float), day - np.array([state.since[r] for r in rows])
    above = np.maximum(world.pool_level[pools] - world.level[rows][:, None], 0)
    usable = (fit >= 0) & ~state.refused[at]
    young = waited < policy.own_first_days
    usable &= ~young[:, None] | (world.pool_town[pools] == world.town[rows][:, None])
    worth = BEING_PLACED + np.minimum(waited, LONGEST_WAIT)[:, None] + fit - policy.price * above
    if policy.learns:
        worth = worth * state.yes_rate[world.pool_offer[pools]]
    worth = worth * world.size[rows][:, None]
    if policy.sampled:
        worth = worth - state.prices[pools] * world.size[rows][:, None]
    if policy.nearest:
        worth = 10_000 - world.km[at]
    return np.where(usable, np.maximum(worth, 0), 0)


def chosen(
    world: World, policy: Policy, rows: Column, pools: Column, left: Column, worth: Column
) -> list[tuple[int, int]]:
    """Positions of rows with the pool of each. Siblings come first: they need the rare homes."""
    room, size = left[pools].copy(), world.size[rows]
    if not policy.optimum:
        return [(at, int(pools[p])) for at, p in one_by_one(range(len(rows)), size, room, worth)]
    found = one_by_one(np.flatnonzero(size > 1).tolist(), size, room, worth)
    alone = np.flatnonzero(size == 1)
    seats = np.repeat(np.arange(len(pools)), room)
    table = worth[np.ix_(alone, seats)]
    row, seat = linear_sum_assignment(table, maximize=True)
    used = table[row, seat] > 0
    found += zip(alone[row[used]].tolist(), seats[seat[used]].tolist(), strict=True)
    return [(at, int(pools[p])) for at, p in found]


def one_by_one(
    order: range | list[int], size: Column, room: Column, worth: Column
) -> list[tuple[int, int]]:
    """Each in turn the best that is left; `room` is used up."""
    found = []
    for at in order:
        mine = np.where(room >= size[at], worth[at], 0)
        best = int(np.argmax(mine))
        if mine[best] > 0:
            room[best] -= size[at]
            found.append((at, best))
    return found


def sampled_prices(world: World, state: State, rows: Column, left: Column, day: int) -> Column:
    """What a place is worth to those who wait and to those who may come in the next 12 weeks.

    The mean over sampled futures of the lowest prices that support the optimum (Ahani and
    others 2024). Children are drawn from those who came before; places that are taken may
    fall free.
    """
    random, total = np.random.default_rng([day, len(rows)]), np.zeros(len(left))
    seen = np.flatnonzero((world.arrives < day) & (world.size == 1))
    if not len(seen):
        return total
    for _ in range(FUTURES):
        coming = random.poisson(world.setting.cases_a_week / 7 * AHEAD_DAYS)
        cases = np.append(rows[world.size[rows] == 1], random.choice(seen, coming))
        freed = random.binomial(
            np.maximum(world.places - state.left, 0),
            1 - np.exp(-AHEAD_DAYS / world.setting.stay_days),
        )
        total += prices_for(world, cases, left + freed * open_pools(world, state, day))
    return total / FUTURES


def prices_for(world: World, cases: Column, room: Column) -> Column:
    seats = np.repeat(np.arange(len(room)), room)
    pools = np.flatnonzero(room > 0)
    fit = world.fit[cases].astype(np.int64)
    table = np.where(fit >= 0, BEING_PLACED + fit, 0)
    row, seat = linear_sum_assignment(table[:, seats], maximize=True)
    case, pool = np.nonzero(table[:, pools])
    pool = pools[pool]
    mine = np.full(len(cases), -1)
    mine[row] = seats[seat]
    pair_of = np.full(len(cases), -1)
    taken = np.flatnonzero(pool == mine[case])
    pair_of[case[taken]] = taken
    return prices_of(case, pool, table[case, pool], room, pair_of)
