"""What is known and under way on one day of the simulation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.world import KINDS, World

NEVER = -1_000_000
FOR_GOOD = 1_000_000


@dataclass
class State:
    left: Column  # places of each pool that nobody lives in and nobody was asked about
    refused_on: Column  # (cases, pools) day of the last no, NEVER or FOR_GOOD
    no_to_kind: Column  # (offers, kinds) day of the last no to such a child
    off_until: Column  # per offer: it said that it takes nobody before this day
    prices: Column  # per pool
    waiting: set[int] = field(default_factory=set)
    since: dict[int, int] = field(default_factory=dict)
    asking: dict[int, dict[int, int]] = field(default_factory=dict)  # case -> pool -> ticket
    tickets: int = 0
    tries: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    first_no: dict[tuple[int, int], int] = field(default_factory=dict)  # case, pool -> day
    replies: dict[int, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    settles: dict[int, list[tuple[int, int, bool]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    ends: dict[int, list[tuple[int, int, bool]]] = field(default_factory=lambda: defaultdict(list))


def first_day(world: World) -> State:
    """The places that are taken, by children who leave in their own time."""
    offers = int(world.pool_offer.max()) + 1
    state = State(
        left=world.places - world.taken,
        refused_on=np.full(world.fit.shape, NEVER),
        no_to_kind=np.full((offers, KINDS), NEVER),
        off_until=np.zeros(offers, int),
        prices=np.zeros(len(world.places)),
    )
    seats = np.repeat(np.arange(len(world.places)), world.taken)
    for pool, days in zip(seats.tolist(), world.stays_on.tolist(), strict=True):
        state.ends[int(days) + 1].append((NOBODY, pool, False))
    return state


NOBODY = -1
