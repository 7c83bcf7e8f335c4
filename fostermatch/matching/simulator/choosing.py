"""Whom a policy asks today."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.problem import Group
from fostermatch.matching.simulator.policies import FEW, Policy
from fostermatch.matching.simulator.pricing import kept_prices, sampled_prices
from fostermatch.matching.simulator.state import State
from fostermatch.matching.simulator.world import World, families_for
from fostermatch.matching.solver import solve
from fostermatch.matching.types import DEFAULT_WEIGHTS, SiblingRule

LONGEST_WAIT = DEFAULT_WEIGHTS.longest_wait
BEING_PLACED = DEFAULT_WEIGHTS.being_placed
PRICES_HOLD_DAYS = 7
MONTH = 30
FARTHER_MONTHS = 6  # after so many the limit grows no more
SAID_NO = 300  # points for asking a family that lately said no to a child of this kind
AT_MOST_ONCE_IN = 1_000_000  # days: never again


@dataclass(frozen=True)
class Today:
    """Who waits to be asked about, longest wait first. One row a case, in all tables."""

    world: World
    policy: Policy
    state: State
    day: int
    cases: Column
    waited: Column
    few: Column  # bool: few families that fit are left to be asked, with room or without

    def some(self, at: Column) -> Today:
        """These positions only."""
        return replace(self, cases=self.cases[at], waited=self.waited[at], few=self.few[at])


def asks(world: World, policy: Policy, state: State, day: int) -> Iterator[tuple[int, int]]:
    """Cases and pools: the first family of each, then the second, as far as places go."""
    today, left = today_of(world, policy, state, day), state.left.copy()
    left[~open_pools(world, state, day)] = 0
    if day % PRICES_HOLD_DAYS == 0:
        set_prices(today, left)
    at_once = np.where(today.few, policy.at_once_few, policy.at_once)
    asked = np.zeros((len(today.cases), len(left)), bool)
    for number in range(max(policy.at_once, policy.at_once_few)):
        pools, more = np.flatnonzero(left > 0), np.flatnonzero(number < at_once)
        if not len(more) or not len(pools):
            return
        worth = worth_of(today.some(more), pools)
        worth[asked[np.ix_(more, pools)]] = 0
        for at, pool in chosen(world, policy, today.cases[more], pools, left, worth):
            asked[more[at], pool] = True
            case = int(today.cases[more[at]])
            left[pool] -= world.size[case]
            yield case, pool


def today_of(world: World, policy: Policy, state: State, day: int) -> Today:
    waiting = state.waiting - state.asking.keys()
    cases = np.array(sorted(waiting, key=lambda case: (state.since[case], case)), int)
    waited = day - np.array([state.since[case] for case in cases.tolist()], int)
    today = Today(world, policy, state, day, cases, waited, np.zeros(len(cases), bool))
    if not policy.minds_few:
        return today
    there = np.flatnonzero((world.starts <= day) & (day < world.stops))
    fits = usable_pairs(today, there)
    return replace(today, few=families_for(fits, world.pool_offer[there]) <= FEW)


def set_prices(today: Today, left: Column) -> None:
    """New prices of places, where the policy has them."""
    world, state, day = today.world, today.state, today.day
    if today.policy.sampled:
        state.prices[:] = sampled_prices(world, state, today.cases, left, day)
    if today.policy.kept:
        state.prices[:] = today.policy.kept * kept_prices(world, day)


def open_pools(world: World, state: State, day: int) -> Column:
    """Pools of families that are there and, as far as anybody knows, take children."""
    there = (world.starts <= day) & (day < world.stops)
    return np.asarray(there & (state.off_until[world.pool_offer] <= day))


def usable_pairs(today: Today, pools: Column) -> Column:
    """Who may be asked about whom: (cases, pools)."""
    world, policy, cases = today.world, today.policy, today.cases
    at = np.ix_(cases, pools)
    months = np.minimum(today.waited // MONTH, FARTHER_MONTHS)
    limit = world.km_limit[cases] + policy.farther_km * months * today.few
    usable = (world.fit[at] >= 0) & (world.km[at] <= limit[:, None])
    since_no = today.day - today.state.refused_on[at]
    usable &= since_no >= (policy.asks_again_days or AT_MOST_ONCE_IN)
    young = today.waited < policy.own_first_days
    own = world.pool_town[pools] == world.town[cases][:, None]
    return np.asarray(usable & (~young[:, None] | own))


def worth_of(today: Today, pools: Column) -> Column:
    """What each pair is worth to the policy: (cases, pools), 0 where it may not be."""
    world, policy, cases = today.world, today.policy, today.cases
    at, usable = np.ix_(cases, pools), usable_pairs(today, pools)
    if policy.nearest:
        return np.where(usable, np.maximum(10_000 - world.km[at], 1), 0)
    above = np.maximum(world.pool_level[pools] - world.level[cases][:, None], 0)
    worth = world.fit[at] + BEING_PLACED + np.minimum(today.waited, LONGEST_WAIT)[:, None]
    worth = worth - policy.price * above - today.state.prices[pools]
    if policy.heeds_days:
        said = today.state.no_to_kind[world.pool_offer[pools]][:, world.kind[cases]].T
        worth = worth - SAID_NO * (today.day - said < policy.heeds_days)
    return np.where(usable, np.maximum(worth * world.size[cases][:, None], 0), 0)


def chosen(
    world: World, policy: Policy, rows: Column, pools: Column, left: Column, worth: Column
) -> list[tuple[int, int]]:
    """Positions of rows with the pool of each."""
    room, size = left[pools].copy(), world.size[rows]
    if not policy.optimum:
        return [(at, int(pools[p])) for at, p in one_by_one(range(len(rows)), size, room, worth)]
    fits = (worth > 0) & (room >= size[:, None])
    together = np.flatnonzero((size > 1) & fits.any(axis=1))
    if policy.jointly and len(together):
        found = all_at_once(size, room, np.where(fits, worth, 0))
    else:
        found = one_by_one(together.tolist(), size, room, worth)
        found += best_of_single(np.flatnonzero(size == 1), room, worth)
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


def best_of_single(alone: Column, room: Column, worth: Column) -> list[tuple[int, int]]:
    """The best assignment of single children."""
    seats = np.repeat(np.arange(len(room)), room)
    table = worth[np.ix_(alone, seats)]
    row, seat = sp.optimize.linear_sum_assignment(table, maximize=True)
    used = table[row, seat] > 0
    return list(zip(alone[row[used]].tolist(), seats[seat[used]].tolist(), strict=True))


def all_at_once(size: Column, room: Column, worth: Column) -> list[tuple[int, int]]:
    """The best assignment of single children and siblings, by the core's own groups."""
    row, pool = np.nonzero(np.rint(worth) > 0)
    first = np.cumsum(size) - size
    children = np.repeat(first[row], size[row]) + counted(size[row])
    gain = np.maximum(np.rint(worth[row, pool] / size[row]), 1).astype(int)
    groups = [
        Group(tuple(range(start, start + count)), SiblingRule.TOGETHER)
        for start, count in zip(first.tolist(), size.tolist(), strict=True)
        if count > 1
    ]
    found = solve(
        children,
        np.repeat(pool, size[row]),
        np.repeat(gain, size[row]),
        room,
        children=int(size.sum()),
        groups=groups,
        time_limit=5.0,
    ).family[first]
    placed = np.flatnonzero(found >= 0)
    return list(zip(placed.tolist(), found[placed].tolist(), strict=True))


def counted(sizes: Column) -> Column:
    """0, 1 … for each: 2 and 3 make 0 1 0 1 2."""
    return np.arange(int(sizes.sum())) - np.repeat(np.cumsum(sizes) - sizes, sizes)
