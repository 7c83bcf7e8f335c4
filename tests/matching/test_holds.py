"""A place held for one child is offered to nobody else."""

import pytest

from fostermatch.matching import SiblingRule, Slot, match, resolve, standing
from tests.matching.factories import need, offer


def placed(*asked, **options):
    results = match(*asked, **options).results
    return {r.need: r.suggestion and (r.suggestion.offer, r.suggestion.slot) for r in results}


A, B = Slot.WEEKEND_A, Slot.WEEKEND_B


def test_the_last_place_but_the_held_one_goes_to_another():
    home = offer(10, places={Slot.FULL_TIME: 2})
    children = [need(1), need(2, days_waiting=300), need(3, days_waiting=300)]
    found = placed(children, [home], holds=[(1, 10)])
    assert found[1] == (10, Slot.FULL_TIME)
    assert sum(place is not None for place in found.values()) == 2


def test_a_held_place_stays_empty_rather_than_go_to_another():
    home, better = offer(10), offer(11, max_age=9)
    children = [need(1, known_families=frozenset({better.family})), need(2, age=12)]
    assert placed(children, [home, better], holds=[(1, 10)]) == {
        1: (11, Slot.FULL_TIME),
        2: None,
    }


def test_either_weekend_is_held_but_not_both():
    home = offer(10, places={A: 1, B: 1})
    either, only_a, only_b = need(1, slots=(A, B)), need(2, slots=(A,)), need(3, slots=(B,))
    urgent = [either, need(2, slots=(A,), days_waiting=300), only_b]
    found = placed(urgent, [home], holds=[(1, 10)])
    assert found == {1: (10, B), 2: (10, A), 3: None}
    found = placed([either, only_a, only_b], [home], holds=[(1, 10), (2, 10)])
    assert found == {1: (10, B), 2: (10, A), 3: None}


def test_siblings_are_held_together():
    home = offer(10, places={Slot.FULL_TIME: 2})
    rule = {"sibling_group": 7, "sibling_rule": SiblingRule.TOGETHER}
    children = [need(1, **rule), need(2, **rule), need(3, days_waiting=365, in_institution=True)]
    found = placed(children, [home], holds=[(1, 10), (2, 10)])
    assert found == {1: (10, Slot.FULL_TIME), 2: (10, Slot.FULL_TIME), 3: None}


def test_a_round_again_keeps_what_is_held_until_told_otherwise():
    home = offer(10, places={Slot.FULL_TIME: 1})
    children = [need(1), need(2, days_waiting=300)]
    now = standing(children, [home], holds=[(1, 10)])
    assert now.placed == {1}
    assert resolve(now, offers=[offer(11, level=0)]).placed == {1}
    assert resolve(now, holds=()).placed == {2}
    assert resolve(now, holds=()).outcome == match(children, [home])


def test_a_hold_names_rows_that_are_there():
    with pytest.raises(ValueError, match=r"hold \(1, 99\): no such need or offer"):
        match([need(1)], [offer(10)], holds=[(1, 99)])
