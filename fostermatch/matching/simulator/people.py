"""Invented children and families, as rows of the core."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from fostermatch.matching.columns import Column
from fostermatch.matching.simulator.setting import DAYS_A_YEAR, Added, Setting
from fostermatch.matching.types import Need, Offer, Point, SiblingRule, Slot

Random = np.random.Generator

LEVELS = (2, 3, 4)
TARGET_GROUPS = tuple("abcdefghij")
GROUP_SHARE = np.array([0.18, 0.15, 0.10, 0.06, 0.05, 0.04, 0.08, 0.03, 0.10, 0.05])
REFUSED_SHARE = np.array([0.05, 0.12, 0.15, 0.25, 0.10, 0.30, 0.12, 0.30, 0.20, 0.15])
WEEKENDS = ((Slot.WEEKEND_A,), (Slot.WEEKEND_B,), (Slot.WEEKEND_A, Slot.WEEKEND_B))
PLACES = (0.57, 0.33, 0.08, 0.02)  # families with 1, 2, 3 and 4 foster children, 2018
KM_A_DEGREE = 111.2


def towns_of(random: Random, setting: Setting) -> Column:
    """East and north of each town in kilometres, and its share of the people."""
    east = random.uniform(0, setting.width_km, setting.towns)
    north = random.uniform(0, setting.height_km, setting.towns)
    size = random.lognormal(0, 1, setting.towns)
    return np.column_stack([east, north, size / size.sum()])


def point_near(random: Random, town: Column, km: float) -> Point:
    east, north = town[:2] + random.normal(0, km, 2)
    return Point(55.5 + north / KM_A_DEGREE, 11.0 + east / 63.0)


def some(random: Random, share: Column) -> frozenset[str]:
    drawn = random.random(len(TARGET_GROUPS)) < share
    return frozenset(np.array(TARGET_GROUPS)[drawn].tolist())


def a_child(random: Random, town: Column, setting: Setting, respite: bool) -> Need:
    level = int(random.choice(LEVELS, p=setting.need_levels))
    return Need(
        key=0,
        age=int(random.choice([random.integers(0, 12), random.integers(12, 18)])),
        slots=WEEKENDS[random.integers(3)] if respite else (Slot.FULL_TIME,),
        level=level,
        groups=some(random, GROUP_SHARE * (0.7 * level - 0.8)),
        home=point_near(random, town, 6),
        school=point_near(random, town, 3),
        contact=point_near(random, town, 10) if random.random() < 0.6 else None,
        km_limit=float(random.choice([25, 50, 100], p=[0.25, 0.5, 0.25])),
    )


def siblings_of(random: Random, first: Need, setting: Setting) -> list[Need]:
    """The child with one or two more from the same home."""
    more = 1 + int(random.random() < 0.25)
    ages = np.clip(first.age + random.integers(-4, 5, more), 0, 17).tolist()
    may_split = random.random() < setting.may_split_share
    first = replace(
        first, sibling_rule=SiblingRule.MAY_SPLIT if may_split else SiblingRule.TOGETHER
    )
    return [first, *(replace(first, age=age, groups=frozenset()) for age in ages)]


def cases_of(
    random: Random, setting: Setting, towns: Column, count: int
) -> tuple[list[list[Need]], Column]:
    """A child, or siblings to be placed in one home, per case; and the town of each."""
    cases, town = [], random.choice(len(towns), count, p=towns[:, 2])
    for where in town.tolist():
        respite = bool(random.random() < setting.respite_share)
        child = a_child(random, towns[where], setting, respite)
        with_others = not respite and random.random() < setting.sibling_share
        cases.append(siblings_of(random, child, setting) if with_others else [child])
    return cases, town


def a_family(random: Random, key: int, town: Column, level: int, respite: bool) -> Offer:
    places = int(random.choice([1, 2, 3, 4], p=PLACES))
    youngest = 0 if random.random() < 0.5 else int(random.integers(0, 12))
    slots = (Slot.WEEKEND_A, Slot.WEEKEND_B) if respite else (Slot.FULL_TIME,)
    return Offer(
        key=key,
        family=key,
        places=dict.fromkeys(slots, places),
        level=level,
        min_age=youngest,
        max_age=min(17, youngest + int(random.integers(5, 17))),
        home=point_near(random, town, 10),
        takes=some(random, np.full(len(TARGET_GROUPS), 0.1 + 0.1 * level)),
        not_now=some(random, REFUSED_SHARE * (1.3 - 0.25 * level)),
        children=tuple(random.integers(0, 18, random.integers(0, 3)).tolist()),
        prepared=bool(random.random() < 0.8),
    )


def stock_of(setting: Setting) -> tuple[int, int]:
    """How many full-time and how many respite families keep the load of places that are real."""
    mean_places = sum(n * share for n, share in enumerate(PLACES, 1))
    children = 1 + 1.25 * setting.sibling_share
    usable = mean_places * (1 - setting.stale_share)
    at_once = setting.cases_a_week / 7 * setting.stay_days / setting.load / usable
    full_time = at_once * (1 - setting.respite_share) * children
    return round(full_time), round(at_once * setting.respite_share / 2)


def families_of(
    random: Random, setting: Setting, towns: Column, days: int
) -> tuple[list[Offer], Column, Column, Column]:
    """Families, their towns, and the days on which they start and stop."""
    offers: list[Offer] = []
    town, start = [], []
    for respite, stock in zip((False, True), stock_of(setting), strict=True):
        joining = random.poisson(stock * days / (setting.family_years * DAYS_A_YEAR))
        for number in range(stock + joining):
            town.append(int(random.choice(len(towns), p=towns[:, 2])))
            level = int(random.choice(LEVELS, p=setting.family_levels))
            offers.append(a_family(random, len(offers), towns[town[-1]], level, respite))
            start.append(0 if number < stock else int(random.integers(0, days)))
    life = random.exponential(setting.family_years * DAYS_A_YEAR, len(offers))
    for added in setting.added:
        more = recruited(random, added, towns, len(offers))
        offers += [offer for offer, _ in more]
        town += [where for _, where in more]
        start += [added.from_month * 30] * len(more)
    life = np.append(life, np.full(len(offers) - len(life), days))
    return offers, np.array(town), np.array(start), np.array(start) + life


def recruited(random: Random, added: Added, towns: Column, first: int) -> list[tuple[Offer, int]]:
    """Full-time families with one place each, and the town of each."""
    own = np.random.default_rng(random.bit_generator.random_raw())
    drawn = own.choice(len(towns), added.families, p=towns[:, 2]).tolist()
    where = [town if added.town is None else added.town for town in drawn]
    return [
        (
            replace(
                a_family(own, first + n, towns[town], added.level, respite=False),
                places={Slot.FULL_TIME: 1},
            ),
            town,
        )
        for n, town in enumerate(where)
    ]
