"""Needs and offers in which a test names only what it is about."""

from typing import Any

import numpy as np

from fostermatch.matching import Need, Offer, Point, SiblingRule, Slot
from fostermatch.matching.columns import Column
from fostermatch.matching.tables import Needs, Offers, needs_table, offers_table

TOWN = Point(55.68, 12.57)
FULL = Slot.FULL_TIME


def north(km: float, of: Point = TOWN) -> Point:
    return Point(of.latitude + np.degrees(km / 6371), of.longitude)


def need(key: int = 1, age: int = 9, **facts: Any) -> Need:
    return Need(**{"key": key, "age": age, "slots": (FULL,), "level": 1, **facts})


def offer(key: int = 10, places: int | dict[Slot, int] = 1, **facts: Any) -> Offer:
    free = {FULL: places} if isinstance(places, int) else places
    return Offer(**{"key": key, "family": key + 100, "places": free, "level": 2, **facts})


def siblings(*ages: int, rule: SiblingRule, first: int = 1, **facts: Any) -> list[Need]:
    return [
        need(key, age, sibling_group=first, sibling_rule=rule, **facts)
        for key, age in enumerate(ages, first)
    ]


def pair(child: Need, family: Offer, together: int = 1) -> tuple[Needs, Offers]:
    """One child and one family, as columns of one row."""
    return needs_table([child], {child.key: together}), offers_table([family], [child])


def first(column: Column) -> Any:
    return column.reshape(-1)[0].item()
