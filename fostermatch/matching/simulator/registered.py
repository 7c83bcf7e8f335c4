"""A municipality's own children and families, drawn again and again from its register."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.setting import DAYS_A_YEAR, Added, Register, Setting
from fostermatch.matching.types import Need, Offer, Point, Slot

Random = np.random.Generator
NEAR_DEGREES = 0.03  # a recruited family lives some kilometres from the point named


def cases_of(random: Random, register: Register, count: int) -> tuple[list[list[Need]], Column]:
    """Cases like those that came before. There is one town: the municipality."""
    drawn = random.integers(0, len(register.cases), count)
    return [list(register.cases[number]) for number in drawn.tolist()], np.zeros(count, int)


def families_of(
    random: Random, setting: Setting, register: Register, days: int
) -> tuple[list[Offer], Column, Column, Column, list[Mapping[Slot, int]]]:
    """The families there are, as many joining as stop, and those to be recruited.

    Offers, towns, first and last days, and what is free on the first day. A family that joins
    is like one of those there.
    """
    stock = len(register.offers)
    joining = random.poisson(stock * days / (setting.family_years * DAYS_A_YEAR))
    like = random.integers(0, stock, joining)
    offers = [*register.offers, *(register.offers[number] for number in like.tolist())]
    starts = np.append(np.zeros(stock, int), random.integers(0, days, joining))
    life = random.exponential(setting.family_years * DAYS_A_YEAR, len(offers))
    for added in setting.added:
        more = recruited(random, register, added)
        offers += more
        starts = np.append(starts, np.full(len(more), added.from_month * 30))
        life = np.append(life, np.full(len(more), days))
    each = [replace(offer, key=key, family=key) for key, offer in enumerate(offers, 1)]
    free = [*register.free, *(offer.places for offer in each[stock:])]
    return each, np.zeros(len(each), int), starts, starts + life, free


def recruited(random: Random, register: Register, added: Added) -> list[Offer]:
    """Full-time families with one place each, who say yes to all that their approval covers."""
    own = np.random.default_rng(random.bit_generator.random_raw())
    homes = [offer.home for offer in register.offers if offer.home]
    return [
        Offer(
            key=0,
            family=0,
            places={Slot.FULL_TIME: 1},
            level=added.level,
            home=near(own, added.near or homes[own.integers(len(homes))]),
        )
        for _ in range(added.families)
    ]


def near(random: Random, point: Point) -> Point:
    north, east = random.normal(0, NEAR_DEGREES, 2).tolist()
    return Point(point.latitude + north, point.longitude + east)
