"""What is known and under way on one day of the simulation."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.world import World

USUAL_ASKS = 4.0  # a family asked less often is expected to answer much as all do


@dataclass
class State:
    left: Column  # places of each pool that nobody lives in and nobody was asked about
    refused: Column  # (cases, pools) bool
    off_until: Column  # per offer: it said that it takes nobody before this day
    prices: Column  # per pool
    asked: Column  # per offer: how often it answered, and how often with yes
    said_yes: Column
    waiting: set[int] = field(default_factory=set)
    since: dict[int, int] = field(default_factory=dict)
    asking: dict[int, dict[int, int]] = field(default_factory=dict)  # case -> pool -> ticket
    tickets: int = 0
    tries: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    replies: dict[int, list[tuple[int, int, int]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    settles: dict[int, list[tuple[int, int, bool]]] = field(
        default_factory=lambda: defaultdict(list)
    )
    ends: dict[int, list[tuple[int, int, bool]]] = field(default_factory=lambda: defaultdict(list))

    @property
    def yes_rate(self) -> Column:
        """The share of yes expected of each family, drawn towards that of all."""
        usual = (self.said_yes.sum() + 1) / (self.asked.sum() + 1)
        return np.asarray((self.said_yes + USUAL_ASKS * usual) / (self.asked + USUAL_ASKS))


def first_day(world: World) -> State:
    """Nine places in ten are taken, by children who leave in their own time."""
    offers = int(world.pool_offer.max()) + 1
    state = State(
        left=world.places.copy(),
        refused=np.zeros(world.fit.shape, bool),
        off_until=np.zeros(offers, int),
        prices=np.zeros(len(world.places)),
        asked=np.zeros(offers),
        said_yes=np.zeros(offers),
    )
    seats = np.repeat(np.arange(len(world.places)), world.places)
    there = (world.starts[seats] == 0) & (np.arange(len(seats)) % 10 > 0)
    for pool, days in zip(seats[there].tolist(), world.stays_on[there].tolist(), strict=True):
        state.left[pool] -= 1
        state.ends[int(days) + 1].append((NOBODY, pool, False))
    return state


NOBODY = -1
