from dataclasses import replace

import pytest

from fostermatch.matching import SiblingRule, match
from tests.matching.factories import TOWN, need, north, offer, siblings

TOGETHER = SiblingRule.TOGETHER


def waits(children, families, key=1, **decisions):
    outcome = match(children, families, **decisions)
    return next(r.waits for r in outcome.results if r.need == key)


def test_nothing_fits_where_every_offer_fails_a_requirement():
    found = waits([need(1, age=15)], [offer(10, max_age=12), offer(11, in_force=False)])
    assert (found.reason, found.feasible, found.holders) == ("no_offer_fits", 0, ())


def test_what_blocks_is_counted_alone_and_with_others():
    families = [
        offer(10, max_age=12),
        offer(11, max_age=12, fresh=False),
        offer(12, paused=True),
    ]
    found = waits([need(1, age=15)], families)
    assert found.blocked == {"age": 2, "fresh": 1, "not_paused": 1}
    assert found.blocked_only == {"age": 1, "not_paused": 1}


def test_the_smallest_change_of_distance_is_told_in_whole_kilometres():
    child = need(1, home=TOWN, km_limit=30)
    families = [offer(key, home=north(km)) for key, km in ((10, 60), (11, 41.6), (12, 41.9))]
    change = waits([child], families).relaxation
    assert (change.requirement, change.now, change.needed) == ("distance", 30, 42)
    assert (change.opens, change.offers) == (2, (11, 12, 10))


@pytest.mark.parametrize(
    ("child", "family", "change"),
    [
        ({"age": 14}, {"max_age": 12}, ("age", 12, 14)),
        ({"age": 5}, {"min_age": 6}, ("age", 6, 5)),
        ({"age": 14}, {"takes_max_age": 13}, ("own_ages", 13, 14)),
        ({"level": 4}, {"level": 2}, ("level", 2, 4)),
        ({}, {"fresh": False}, ("fresh", None, None)),
        ({}, {"paused": True}, ("not_paused", None, None)),
        ({}, {"places": 0}, ("place", None, None)),
        ({"groups": frozenset("a")}, {"not_now": frozenset("a")}, ("not_now", None, None)),
        ({"tier": 3}, {"takes_acute": False}, ("acute", None, None)),
    ],
)
def test_a_single_change_is_told_with_its_size(child, family, change):
    (found,) = waits([need(1, **child)], [offer(10, **family)]).relaxations
    assert (found.requirement, found.now, found.needed) == change
    assert (found.opens, found.offers) == (1, (10,))


@pytest.mark.parametrize(
    ("child", "family"),
    [
        ({}, {"in_force": False}),
        ({}, {"only_for": 7}),
        ({"keep_away": TOWN, "keep_away_km": 10}, {"home": TOWN}),
        ({"no_pets": True}, {"pets": True}),
        ({"only_child": True}, {"children": (3,)}),
    ],
)
def test_what_protects_a_child_is_never_offered_as_a_change(child, family):
    assert waits([need(1, **child)], [offer(10, **family)]).relaxations == ()


def test_the_easiest_change_comes_first():
    child = need(1, level=3, home=TOWN, km_limit=30)
    families = [
        offer(10, level=2, home=TOWN),
        offer(11, level=3, home=north(50)),
        offer(12, level=3, fresh=False),
    ]
    changes = [change.requirement for change in waits([child], families).relaxations]
    assert changes == ["fresh", "distance", "level"]


def test_a_change_that_opens_only_a_place_already_taken_is_not_told():
    child, other = need(1, home=TOWN, km_limit=30), need(2, days_waiting=300)
    found = waits([child, other], [offer(10, home=north(40))])
    assert (found.reason, found.relaxations) == ("no_offer_fits", ())


def test_a_place_that_others_hold_is_told_with_its_holders():
    found = waits([need(1), need(2, days_waiting=30), need(3, days_waiting=40)], [offer(10, 2)])
    assert (found.reason, found.feasible) == ("places_taken", 1)
    assert found.holders == ((110, 2), (110, 3))
    assert (found.relaxation.requirement, found.relaxation.opens) == ("place", 1)


def test_siblings_wait_for_a_home_with_room_for_all():
    found = waits(siblings(4, 6, rule=TOGETHER), [offer(10), offer(11)])
    assert (found.reason, found.blocked_only) == ("no_offer_fits", {"siblings": 2})
    assert (found.relaxation.requirement, found.relaxation.opens) == ("siblings", 2)


def test_siblings_wait_where_each_fits_a_home_but_none_fits_both():
    one, two = siblings(4, 15, rule=TOGETHER)
    families = [offer(10, places=2, max_age=10), offer(11, places=2, min_age=11)]
    found = waits([one, two], families)
    assert (found.reason, found.feasible) == ("siblings", 1)
    assert (found.relaxation.requirement, found.relaxation.opens) == ("siblings", 1)


def test_a_free_place_that_cannot_be_used_is_held_back():
    alone = need(1, only_child=True)
    found = waits([alone, need(2), need(3)], [offer(10, places=3)])
    assert (found.reason, found.holders) == ("held_back", ((110, 2), (110, 3)))


def test_a_veto_counts_among_what_blocks():
    found = waits([need(1)], [offer(10)], vetoes={(1, 10): "asked, no"})
    assert (found.blocked_only, found.relaxations) == ({"veto": 1}, ())


def test_one_impossible_child_takes_nothing_from_the_others():
    hopeless = replace(need(9), groups=frozenset("z"))
    families = [offer(10, groups=frozenset("a")), offer(11, groups=frozenset("a"))]
    outcome = match([need(1), hopeless, need(2)], families)
    assert [bool(r.suggestion) for r in outcome.results] == [True, False, True]


def test_siblings_are_asked_as_one_for_what_would_open():
    one, two = siblings(4, 14, rule=TOGETHER)
    families = [offer(10, places=2, max_age=12), offer(11, places=2, min_age=5, max_age=12)]
    change = next(c for c in waits([one, two], families).relaxations if c.requirement == "age")
    assert (change.now, change.needed, change.offers) == (12, 14, (10, 11))


def test_a_change_that_leaves_no_room_for_all_siblings_is_not_told():
    children = siblings(4, 6, rule=TOGETHER, home=TOWN, km_limit=30)
    families = [offer(10, places=2, home=north(40)), offer(11, home=north(35))]
    changes = {c.requirement: c.offers for c in waits(children, families).relaxations}
    assert changes == {"distance": (10,)}
