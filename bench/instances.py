"""Invented waiting lists, shaped on published Danish shares. The seed makes them the same again."""

from collections.abc import Sequence

import numpy as np
from scipy.spatial import KDTree

from fostermatch.matching import Need, Offer, Point, SiblingRule, Slot

Random = np.random.Generator

GROUPS = tuple("abcdefghij")
GROUP_SHARE = (0.18, 0.15, 0.10, 0.06, 0.05, 0.04, 0.08, 0.03, 0.10, 0.05)
REFUSED_SHARE = (0.05, 0.12, 0.15, 0.25, 0.10, 0.30, 0.12, 0.30, 0.20, 0.15)
TRAITS = ("pets", "farm", "town", "other_children", "no_other_children")
LANGUAGES = ("ar", "so", "tr", "uk")
WEEKENDS = ((Slot.WEEKEND_A,), (Slot.WEEKEND_B,), (Slot.WEEKEND_A, Slot.WEEKEND_B))
SPREAD_KM = {60: 25.0, 200: 40.0, 300: 45.0, 1000: 80.0, 6000: 130.0}
SIZES = {60: 150, 200: 500, 300: 300, 1000: 1500, 6000: 9000}  # children: families


def instance(
    random: Random, children: int, families: int, siblings: bool
) -> tuple[list[Need], list[Offer]]:
    """Invented needs and offers, shaped on published Danish shares."""
    towns = random.normal(0, SPREAD_KM[children], (max(4, children // 60), 2))
    needs = [a_need(random, key, towns) for key in range(1, children + 1)]
    offers = [an_offer(random, key, towns) for key in range(1, families + 1)]
    return (with_siblings(random, needs) if siblings else needs), offers


def near(random: Random, town: np.ndarray, km: float) -> Point:
    east, north = town + random.normal(0, km, 2)
    return Point(55.5 + north / 111.2, 11.5 + east / 63.0)


def some(random: Random, codes: Sequence[str], share: Sequence[float] | float) -> frozenset[str]:
    taken = random.random(len(codes)) < np.asarray(share)
    return frozenset(code for code, yes in zip(codes, taken, strict=True) if yes)


def maybe(random: Random, yes: float, unknown: float = 0.3) -> bool | None:
    return None if random.random() < unknown else bool(random.random() < yes)


def a_need(random: Random, key: int, towns: np.ndarray) -> Need:
    town, respite = towns[random.integers(len(towns))], random.random() < 0.3
    level = int(random.choice([1, 2, 3, 4], p=[0.3, 0.25, 0.3, 0.15]))
    return Need(
        key=key,
        age=int(random.choice([random.integers(0, 12), random.integers(12, 18)])),
        slots=WEEKENDS[random.integers(3)] if respite else (Slot.FULL_TIME,),
        level=None if random.random() < 0.1 else level,
        groups=some(random, GROUPS, np.array(GROUP_SHARE) * (0.4 + 0.4 * level)),
        home=near(random, town, 6),
        school=near(random, town, 3) if random.random() < 0.7 else None,
        contact=near(random, town, 10) if random.random() < 0.6 else None,
        km_limit=float(random.choice([25, 50, 100])),
        days_waiting=int(min(random.exponential(90), 720)),
        in_institution=not respite and random.random() < 0.3,
        tier=int(random.choice(4, p=[0.2, 0.5, 0.2, 0.1])),
        only_child=bool(random.random() < 0.05),
        step_free=bool(random.random() < 0.03),
        no_pets=bool(random.random() < 0.06),
        no_smoke=bool(random.random() < 0.4),
        languages=some(random, LANGUAGES, 0.05),
        wishes=some(random, TRAITS, 0.15),
        known_families=frozenset({int(random.integers(1, 2000))}),
    )


def an_offer(random: Random, key: int, towns: np.ndarray) -> Offer:
    town, respite = towns[random.integers(len(towns))], random.random() < 0.3
    level = int(random.choice([2, 3, 4], p=[0.66, 0.26, 0.08]))
    youngest = 0 if random.random() < 0.5 else int(random.integers(0, 12))
    free = int(random.choice([0, 1, 2, 3], p=[0.25, 0.5, 0.2, 0.05]))
    refused = np.array(REFUSED_SHARE) * (1.3 - 0.25 * level)
    slots = (Slot.WEEKEND_A, Slot.WEEKEND_B) if respite else (Slot.FULL_TIME,)
    return Offer(
        key=key,
        family=key,
        places=dict.fromkeys(slots, free),
        level=level,
        min_age=youngest,
        max_age=min(17, youngest + int(random.integers(5, 17))),
        home=near(random, town, 10),
        takes=some(random, GROUPS, 0.1 + 0.1 * level),
        not_now=some(random, GROUPS, refused),
        takes_siblings=maybe(random, 0.6),
        takes_acute=maybe(random, 0.4),
        children=tuple(random.integers(0, 18, random.integers(0, 4)).tolist()),
        pets=maybe(random, 0.5),
        smokes=maybe(random, 0.1),
        step_free=maybe(random, 0.3),
        languages=some(random, LANGUAGES, 0.1),
        traits=some(random, TRAITS, 0.3),
        prepared=maybe(random, 0.8),
        fresh=bool(random.random() < 0.85),
    )


def with_siblings(random: Random, needs: list[Need]) -> list[Need]:
    """About a third of the children who wait for a home are two to four siblings."""
    found, waiting = list(needs), [n for n in needs if n.slots == (Slot.FULL_TIME,)]
    start = 0
    while start < len(waiting) // 3:
        size = int(random.choice([2, 3, 4], p=[0.72, 0.22, 0.06]))
        rule = SiblingRule(int(random.choice([1, 2, 3], p=[0.35, 0.55, 0.1])))
        for other in waiting[start : start + size]:
            found[other.key - 1] = as_sibling(random, other, waiting[start], rule)
        start += size
    return found


def as_sibling(random: Random, other: Need, first: Need, rule: SiblingRule) -> Need:
    facts = {name: getattr(first, name) for name in ("home", "school", "contact", "km_limit")}
    facts |= {"days_waiting": first.days_waiting, "in_institution": first.in_institution}
    age = int(np.clip(first.age + random.integers(-4, 5), 0, 17))
    return type(other)(
        **{**vars(other), **facts, "age": age, "sibling_group": first.key, "sibling_rule": rule}
    )


def crowd(random: Random, children: int, families: int) -> dict[str, np.ndarray]:
    """A plain assignment of any size straight as arrays, some 25 pairs a child."""
    towns = random.normal(0, 130 * np.sqrt(children / 6000), (max(4, children // 60), 2))
    here, there = (
        towns[random.integers(len(towns), size=count)] + random.normal(0, km, (count, 2))
        for count, km in ((children, 6), (families, 10))
    )
    level = random.choice([1, 2, 3, 4], children, p=[0.3, 0.25, 0.3, 0.15])
    kind = random.choice([2, 3, 4], families, p=[0.66, 0.26, 0.08])
    reach = random.choice([25.0, 50.0, 100.0], children)
    near = KDTree(there).query_ball_point(here, reach, return_sorted=False)
    child = np.repeat(np.arange(children), [len(found) for found in near])
    family = np.concatenate([np.array(found, int) for found in near])
    usable = (level[child] <= kind[family]) & (random.random(len(child)) < 0.15)
    child, family = child[usable], family[usable]
    km = np.hypot(*(here[child] - there[family]).T)
    waited = np.minimum(random.exponential(90, children), 365).astype(int)
    above = np.maximum(kind[family] - np.maximum(level[child], 2), 0)
    fit = random.integers(0, 500, families)[family] + np.maximum(0, 400 - 4 * km).astype(int)
    benefit = 1000 + waited[child] + fit + random.integers(0, 100, len(child)) - 150 * above
    places = random.choice([0, 1, 2, 3], families, p=[0.25, 0.5, 0.2, 0.05])
    return {"child": child, "family": family, "benefit": benefit, "places": places}
