"""What a place may be worth to those who have not come yet."""

from __future__ import annotations

import numpy as np
import scipy as sp

from fostermatch.matching.columns import Column
from fostermatch.matching.kernel import prices_of
from fostermatch.matching.simulator.policies import FEW
from fostermatch.matching.simulator.state import State
from fostermatch.matching.simulator.world import MISFIT, World
from fostermatch.matching.types import DEFAULT_WEIGHTS

BEING_PLACED = DEFAULT_WEIGHTS.being_placed
AHEAD_DAYS = 84
FUTURES = 3


def kept_prices(world: World, day: int) -> Column:
    """How many cases with few families are expected to need each place while a child lives there.

    Counted from those who came so far, each shared out over the families that fit it.
    """
    came = np.flatnonzero((world.arrives < day) & (world.families <= FEW))
    there = (world.starts <= day) & (day < world.stops)
    fits = (world.fit[came] >= 0) & (world.km[came] <= world.km_limit[came][:, None]) & there
    shared = fits / np.maximum(fits.sum(axis=1), 1)[:, None]
    a_day = shared.sum(axis=0) / max(day, 1)
    return np.asarray(np.minimum(a_day * world.setting.stay_days / world.places, 1.0))


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
    there = (world.starts <= day) & (day < world.stops)
    for _ in range(FUTURES):
        coming = random.poisson(world.setting.cases_a_week / 7 * AHEAD_DAYS)
        cases = np.append(rows[world.size[rows] == 1], random.choice(seen, coming))
        freed = random.binomial(
            np.maximum(world.places - state.left, 0),
            1 - np.exp(-AHEAD_DAYS / world.setting.stay_days),
        )
        total += prices_for(world, cases, left + freed * there)
    return total / FUTURES


def prices_for(world: World, cases: Column, room: Column) -> Column:
    seats = np.repeat(np.arange(len(room)), room)
    pools = np.flatnonzero(room > 0)
    within = world.km[cases] <= world.km_limit[cases][:, None]
    fit = np.where(within, world.fit[cases].astype(np.int64), MISFIT)
    table = np.where(fit >= 0, BEING_PLACED + fit, 0)
    row, seat = sp.optimize.linear_sum_assignment(table[:, seats], maximize=True)
    case, pool = np.nonzero(table[:, pools])
    pool = pools[pool]
    mine = np.full(len(cases), -1)
    mine[row] = seats[seat]
    pair_of = np.full(len(cases), -1)
    taken = np.flatnonzero(pool == mine[case])
    pair_of[case[taken]] = taken
    return prices_of(case, pool, table[case, pool], room, pair_of)
