"""What a round may be given: a ValueError names the row and the rule it breaks."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import TypeVar

import numpy as np

from fostermatch.matching.criteria import CRITERIA
from fostermatch.matching.explaining import explain
from fostermatch.matching.round import Round
from fostermatch.matching.types import Need, Offer, Point, Slot, Weights

MOST = 1_000_000  # points, days, places: sums stay exact
OLDEST = 22  # support may go on from 18 to 22
LARGEST_KEY = 2**62
SLOTS = frozenset(Slot)

Row = TypeVar("Row")
Vetoes = Mapping[tuple[int, int], str] | Collection[tuple[int, int]]

NEED_RULES: tuple[tuple[str, Callable[[Need], bool]], ...] = (
    ("key is a whole number below 2**62", lambda need: abs(need.key) < LARGEST_KEY),
    ("age is 0 to 22", lambda need: 0 <= need.age <= OLDEST),
    ("slots name at least one slot", lambda need: bool(need.slots) and set(need.slots) <= SLOTS),
    ("level is 0 to 4 or None", lambda need: need.level is None or 0 <= need.level <= 4),
    ("tier is 0 to 3", lambda need: need.tier in (0, 1, 2, 3)),
    ("days_waiting is 0 to 1,000,000", lambda need: 0 <= need.days_waiting <= MOST),
    ("km_limit is 0 or more, or None", lambda need: need.km_limit is None or need.km_limit >= 0),
    ("keep_away_km is 0 or more", lambda need: need.keep_away_km >= 0),
    (
        "points are on earth",
        lambda need: all(map(on_earth, (need.home, need.school, need.contact, need.keep_away))),
    ),
)

OFFER_RULES: tuple[tuple[str, Callable[[Offer], bool]], ...] = (
    ("key is a whole number below 2**62", lambda offer: abs(offer.key) < LARGEST_KEY),
    ("level is 0 to 4", lambda offer: 0 <= offer.level <= 4),
    ("places are by slot, 0 to 1,000,000", lambda offer: good_places(offer.places)),
    ("min_age is 0 or more, up to max_age", lambda offer: 0 <= offer.min_age <= offer.max_age),
    ("takes_min_age is not above takes_max_age", lambda offer: good_own_ages(offer)),
    ("children have ages", lambda offer: all(age >= 0 for age in offer.children)),
    ("points are on earth", lambda offer: on_earth(offer.home)),
)

WEIGHTS_RULES: tuple[tuple[str, Callable[[Weights], bool]], ...] = (
    ("criteria are known", lambda weights: {c.key for c in CRITERIA} >= weights.criteria.keys()),
    (
        "points are 0 to 1,000,000",
        lambda weights: all(0 <= p <= MOST for p in weights.criteria.values()),
    ),
    ("some criterion counts", lambda weights: sum(weights.criteria.values()) > 0),
    (
        "tiers are four, 0 to 1,000,000",
        lambda weights: len(weights.tier) == 4 and all(0 <= p <= MOST for p in weights.tier),
    ),
    (
        "prices and bonuses are 0 to 1,000,000",
        lambda weights: all(0 <= p <= MOST for p in prices(weights)),
    ),
    ("strict tier is 1 to 3", lambda weights: weights.strict_tier in (None, 1, 2, 3)),
    ("guarantee is 0 days or more", lambda weights: (weights.guarantee_days or 0) >= 0),
)


def on_earth(point: Point | None) -> bool:
    return point is None or (abs(point.latitude) <= 90 and abs(point.longitude) <= 180)


def good_places(places: Mapping[Slot, int]) -> bool:
    return places.keys() <= SLOTS and all(0 <= n <= MOST for n in places.values())


def good_own_ages(offer: Offer) -> bool:
    youngest, oldest = offer.takes_min_age, offer.takes_max_age
    return youngest is None or oldest is None or youngest <= oldest


def prices(weights: Weights) -> tuple[int, ...]:
    waits = (weights.being_placed, weights.longest_wait, weights.institution)
    return (*waits, weights.over_qualified, weights.sibling_bonus, weights.split_price)


def check_rows(needs: Sequence[Need], offers: Sequence[Offer], weights: Weights) -> None:
    """ValueError for the first row that breaks a rule, or has the key of another."""
    for need in needs:
        _check(f"need {need.key}", need, NEED_RULES)
    for offer in offers:
        _check(f"offer {offer.key}", offer, OFFER_RULES)
    _check(f"weights {weights.version}", weights, WEIGHTS_RULES)
    _check_keys("need", [need.key for need in needs])
    _check_keys("offer", [offer.key for offer in offers])


def reasons_of(vetoes: Vetoes) -> Mapping[tuple[int, int], str]:
    """The vetoes with their reasons, empty where none was given."""
    return vetoes if isinstance(vetoes, Mapping) else dict.fromkeys(vetoes, "")


def check_decisions(
    needs: Sequence[Need],
    offers: Sequence[Offer],
    pins: Collection[tuple[int, int]],
    vetoes: Collection[tuple[int, int]],
    holds: Collection[tuple[int, int]] = (),
) -> dict[int, int]:
    """The pins, need key -> offer key; ValueError where decisions are unknown or contradict."""
    need_keys, offer_keys = {need.key for need in needs}, {offer.key for offer in offers}
    for name, pairs in (("pin", pins), ("veto", vetoes), ("hold", holds)):
        for need, offer in pairs:
            if need not in need_keys or offer not in offer_keys:
                raise ValueError(f"{name} ({need}, {offer}): no such need or offer")
    pinned: dict[int, int] = {}
    for need, offer in pins:
        if (need, offer) in vetoes:
            raise ValueError(f"pin ({need}, {offer}): also vetoed")
        if pinned.setdefault(need, offer) != offer:
            raise ValueError(f"pin ({need}, {offer}): need {need} is pinned to two offers")
    return pinned


def check_pins_fit(ready: Round) -> None:
    """ValueError for the first pin that breaks a requirement."""
    needs = {need.key: need for need in ready.needs}
    offers = {offer.key: offer for offer in ready.offers}
    linked = {ready.needs[row].key for row in np.unique(ready.links.need).tolist()}
    for need, offer in sorted(ready.pins.items()):
        if need not in linked:
            obstacles, _ = explain(needs[need], offers[offer], ready.weights)
            broken = ", ".join(o.requirement for o in obstacles) or "siblings"
            raise ValueError(f"pin ({need}, {offer}): breaks {broken}")


def _check(name: str, row: Row, rules: Iterable[tuple[str, Callable[[Row], bool]]]) -> None:
    for rule, holds in rules:
        if not holds(row):
            raise ValueError(f"{name}: {rule}")


def _check_keys(name: str, keys: Sequence[int]) -> None:
    seen: set[int] = set()
    for key in keys:
        if key in seen:
            raise ValueError(f"{name} {key}: the key is there twice")
        seen.add(key)
