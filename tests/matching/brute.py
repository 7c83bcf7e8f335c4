"""The best assignment by trying every one. For tiny cases only."""

from collections.abc import Iterable, Sequence
from itertools import product

from fostermatch.matching import WAITS, Group, SiblingRule


def best_value(
    pairs: Sequence[tuple[int, int, int]],
    places: Sequence[int],
    children: int,
    groups: Sequence[Group] = (),
    loads: Sequence[int] | None = None,
    limits: Sequence[int] | None = None,
    pinned: Iterable[tuple[int, int]] = (),
) -> int | None:
    """The highest value, or None where the pins cannot be kept. pairs: child, family, benefit."""
    of_child = [[i for i, p in enumerate(pairs) if p[0] == c] for c in range(children)]
    values = [
        value_of([pairs[i] for i in chosen if i != WAITS], pairs, places, groups)
        for chosen in product(*([WAITS, *mine] for mine in of_child))
        if fits([i for i in chosen if i != WAITS], pairs, places, groups, loads, limits)
        and all(any(pairs[i][:2] == pin for i in chosen if i != WAITS) for pin in pinned)
    ]
    return max(values, default=None)


def best_in_stages(
    tiers: Sequence[int],
    pairs: Sequence[tuple[int, int, int]],
    places: Sequence[int],
    children: int,
    groups: Sequence[Group] = (),
) -> tuple[int, ...]:
    """Children placed of the highest tier, of the next and so on, then the value: the highest."""
    levels = sorted({tier for tier in tiers if tier}, reverse=True)
    of_child = [[i for i, p in enumerate(pairs) if p[0] == c] for c in range(children)]
    ways = [
        [i for i in chosen if i != WAITS] for chosen in product(*([WAITS, *m] for m in of_child))
    ]
    return max(
        (
            *(sum(tiers[pairs[i][0]] == level for i in way) for level in levels),
            value_of([pairs[i] for i in way], pairs, places, groups),
        )
        for way in ways
        if fits(way, pairs, places, groups)
    )


def fits(
    chosen: Sequence[int],
    pairs: Sequence[tuple[int, int, int]],
    places: Sequence[int],
    groups: Sequence[Group],
    loads: Sequence[int] | None = None,
    limits: Sequence[int] | None = None,
) -> bool:
    home = {pairs[i][0]: pairs[i][1] for i in chosen}
    families = list(home.values())
    room = all(families.count(f) <= free for f, free in enumerate(places))
    load = (
        loads is None
        or limits is None
        or all(
            sum(loads[i] for i in chosen if pairs[i][1] == f) <= limit
            for f, limit in enumerate(limits)
        )
    )
    return room and load and all(allowed(home, group) for group in groups)


def allowed(home: dict[int, int], group: Group) -> bool:
    homes = [home[c] for c in group.children if c in home]
    if group.rule is SiblingRule.TOGETHER:
        return not homes or (len(homes) == len(group.children) and len(set(homes)) == 1)
    return group.rule is not SiblingRule.APART or len(set(homes)) == len(homes)


def value_of(
    chosen: Sequence[tuple[int, int, int]],
    pairs: Sequence[tuple[int, int, int]],
    places: Sequence[int],
    groups: Sequence[Group],
) -> int:
    home = {child: family for child, family, _ in chosen}
    return sum(benefit for _, _, benefit in chosen) + sum(
        extra(home, group, pairs, places) for group in groups
    )


def extra(
    home: dict[int, int],
    group: Group,
    pairs: Sequence[tuple[int, int, int]],
    places: Sequence[int],
) -> int:
    """The bonus of a group kept together; the price of one that could have been."""
    homes = [home[c] for c in group.children if c in home]
    if group.rule not in (SiblingRule.TOGETHER, SiblingRule.MAY_SPLIT):
        return 0
    if len(homes) == len(group.children) and len(set(homes)) == 1:
        return group.bonus * len(homes)
    could = any(
        free >= len(group.children)
        and all(any(p[:2] == (c, family) for p in pairs) for c in group.children)
        for family, free in enumerate(places)
    )
    split = group.rule is SiblingRule.MAY_SPLIT and could
    return -group.split_price * len(homes) if split else 0
