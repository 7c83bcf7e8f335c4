"""Small rounds against every way they could have been decided."""

from itertools import combinations, product

from hypothesis import given, settings
from hypothesis import strategies as st

from fostermatch.matching import DEFAULT_WEIGHTS, SiblingRule, Slot, explain, match
from fostermatch.matching.round import strictest
from tests.matching.factories import need, offer

FULL, A_WEEK, B_WEEK = Slot.FULL_TIME, Slot.WEEKEND_A, Slot.WEEKEND_B
BONUS, SPLIT = DEFAULT_WEIGHTS.sibling_bonus, DEFAULT_WEIGHTS.split_price
rules = st.sampled_from(list(SiblingRule))
maybe = st.sampled_from([None, True, False])


@st.composite
def small_rounds(draw):
    children = [
        need(
            key,
            draw(st.integers(3, 8)),
            slots=draw(st.sampled_from([(FULL,), (FULL,), (A_WEEK, B_WEEK), (A_WEEK,)])),
            days_waiting=draw(st.integers(0, 20)),
            only_child=draw(st.booleans()) and draw(st.booleans()),
            sibling_group=draw(st.sampled_from([None, 1, 1, 2])),
            sibling_rule=draw(rules),
        )
        for key in range(1, draw(st.integers(1, 4)) + 1)
    ]
    families = [
        offer(
            key,
            family=draw(st.integers(1, 2)),
            places={slot: draw(st.integers(0, 2)) for slot in (FULL, A_WEEK, B_WEEK)},
            max_age=draw(st.integers(4, 17)),
            prepared=draw(maybe),
            takes_siblings=draw(maybe),
        )
        for key in range(10, draw(st.integers(10, 12)) + 1)
    ]
    return children, families


def groups_in(children):
    """Keys of each group that has a rule, with the rule."""
    found = {}
    for child in children:
        if child.sibling_group is not None:
            found.setdefault(child.sibling_group, []).append(child)
    groups = [(members, strictest(c.sibling_rule for c in members)) for members in found.values()]
    return [(members, rule) for members, rule in groups if len(members) > 1 and rule]


def usable(child, groups, families):
    """Every offer and slot this child may have, with what it is worth to it alone."""
    size = next((len(m) for m, rule in groups if child in m and rule is SiblingRule.TOGETHER), 1)
    return [
        (family, slot, match([single(child)], [single_offer(family, slot)]).value)
        for family in families
        for slot in child.slots
        if family.places[slot] and (size == 1 or room(families, family, child) >= size)
        if (size == 1 or family.takes_siblings is not False)
        if not explain(single(child), family)[0]
    ]


def single(child):
    return need(child.key, child.age, slots=child.slots, days_waiting=child.days_waiting)


def single_offer(family, slot):
    return offer(family.key, places={slot: 1}, max_age=family.max_age, prepared=family.prepared)


def room(families, family, child):
    same = [f for f in families if f.family == family.family]
    return max(sum(f.places[slot] for f in same) for slot in child.slots)


def worth(chosen, children, groups, options, unwilling):
    """The value of one way to decide, or None where it breaks a rule."""
    taken = {c.key: o for c, o in zip(children, chosen, strict=True) if o}
    spots = [(o[0].key, o[1]) for o in taken.values()]
    if any(spots.count((o[0].key, o[1])) > o[0].places[o[1]] for o in taken.values()):
        return None
    group_of = {c.key: n for n, (members, _) in enumerate(groups) for c in members}
    if not all(bearable(one, other, taken, group_of) for one, other in combinations(children, 2)):
        return None
    extras = [extra(members, rule, taken, options, unwilling) for members, rule in groups]
    return None if None in extras else sum(o[2] for o in taken.values()) + sum(extras)


def bearable(one, other, taken, group_of):
    """An only child shares its home with nobody else at the same time, siblings excepted."""
    siblings = one.key in group_of and group_of[one.key] == group_of.get(other.key)
    if not {one.key, other.key} <= taken.keys() or siblings:
        return True
    (here, slot, _), (there, slot_there, _) = taken[one.key], taken[other.key]
    same_time = slot == slot_there or FULL in (slot, slot_there)
    meet = here.family == there.family and same_time
    return not (meet and (one.only_child or other.only_child))


def extra(members, rule, taken, options, unwilling):
    spots = [taken[c.key] for c in members if c.key in taken]
    families = [o[0].family for o in spots]
    whole = len(spots) == len(members) and in_one_home(spots)
    if rule is SiblingRule.APART:
        return 0 if len(set(families)) == len(families) else None
    if rule is SiblingRule.TOGETHER:
        return BONUS * len(spots) if whole else (None if spots else 0)
    if any(families.count(family) > 1 for family in unwilling):
        return None
    if whole:
        return BONUS * len(spots)
    return -SPLIT * len(spots) if could_be_together(members, options, unwilling) else 0


def in_one_home(spots):
    return len({(o[0].family, o[1]) for o in spots}) == 1


def could_be_together(members, options, unwilling):
    for way in product(*(options[c.key] for c in members)):
        spots = [(o[0].key, o[1]) for o in way]
        pairs = zip(spots, way, strict=True)
        fits = all(spots.count(spot) <= o[0].places[o[1]] for spot, o in pairs)
        if fits and in_one_home(way) and way[0][0].family not in unwilling:
            return True
    return False


@settings(deadline=None, max_examples=100)
@given(small_rounds())
def test_a_round_is_worth_as_much_as_the_best_of_all_ways(rows):
    children, families = rows
    groups = groups_in(children)
    unwilling = {f.family for f in families if f.takes_siblings is False}
    options = {c.key: usable(c, groups, families) for c in children}
    ways = product(*([None, *options[c.key]] for c in children))
    values = [worth(way, children, groups, options, unwilling) for way in ways]
    assert match(children, families).value == max(v for v in values if v is not None)
