"""The calendar of weekends against every plan that could be made, and its rules one by one."""

import doctest
import importlib
from collections import Counter
from dataclasses import replace
from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.matching_calendar import CONTINUITY, invented
from fostermatch.matching import Host, Respite, Stay, cover, every_second, plan_weekends
from fostermatch.matching.calendar import search
from fostermatch.matching.calendar.sides import cliques

WEEKENDS = 4
A, B = every_second(WEEKENDS)
FREE = (1,) * WEEKENDS


@st.composite
def cases(draw):
    patterns = st.sets(st.integers(0, WEEKENDS - 1), min_size=1).map(lambda s: tuple(sorted(s)))
    hosts = [
        Host(
            10 + key,
            tuple(draw(st.lists(st.integers(0, 2), min_size=WEEKENDS, max_size=WEEKENDS))),
            frozenset(draw(st.sets(st.integers(0, WEEKENDS - 1), max_size=2))),
            (draw(st.integers(1, 4)),),
        )
        for key in range(draw(st.integers(1, 2)))
    ]
    requests = [
        Respite(
            key,
            tuple(draw(st.lists(patterns, min_size=1, max_size=2, unique=True))),
            (draw(st.integers(0, 3)),),
            draw(st.sampled_from([None, None, 1])),
            draw(st.sampled_from([None, 10, 11])),
            draw(st.integers(0, 2)),
        )
        for key in range(draw(st.integers(1, 4)))
    ]
    cells = [(r.key, h.key) for r in requests for h in hosts]
    benefit = {cell: draw(st.integers(0, 9)) for cell in cells}
    return requests, hosts, benefit


def best_by_trying(requests, hosts, benefit, continuity):
    """The value of the best plan, out of all there are."""
    homes = {host.key: host for host in hosts}
    choices = [[None, *product(homes, request.options)] for request in requests]
    return max(
        sum(value(r, homes, benefit, continuity, c) for r, c in zip(requests, plan, strict=True))
        for plan in product(*choices)
        if may_be(requests, homes, benefit, plan)
    )


def had(request, homes, choice):
    return [w for w in choice[1] if w not in homes[choice[0]].pauses]


def value(request, homes, benefit, continuity, choice):
    if choice is None:
        return 0
    stays = request.family_before == choice[0]
    return benefit[request.key, choice[0]] * len(had(request, homes, choice)) + continuity * stays


def may_be(requests, homes, benefit, plan):
    children, load, siblings = Counter(), Counter(), set()
    for request, choice in zip(requests, plan, strict=True):
        if request.sibling_group is not None:
            siblings.add(choice)
        if choice is None:
            continue
        weekends = had(request, homes, choice)
        gaps = len(choice[1]) - len(weekends)
        if not weekends or gaps > request.most_gaps or not benefit[request.key, choice[0]]:
            return False
        for weekend in weekends:
            children[choice[0], weekend] += 1
            load[choice[0], weekend] += request.loads[0]
    room = all(number <= homes[f].places[w] for (f, w), number in children.items())
    light = all(number <= homes[f].limits[0] for (f, _), number in load.items())
    return room and light and len(siblings) <= 1


@settings(max_examples=80, deadline=None)
@given(cases(), st.integers(0, 5))
def test_no_plan_is_better(case, continuity):
    plan = plan_weekends(*case, continuity=continuity)
    assert plan.value == plan.bound == best_by_trying(*case, continuity)
    assert worth(plan, case, continuity) == plan.value
    assert {stay.request for stay in plan.stays} | plan.waiting.keys() == {r.key for r in case[0]}


@settings(max_examples=30, deadline=None)
@given(cases(), st.randoms())
def test_the_order_of_the_rows_changes_nothing(case, random):
    requests, hosts, benefit = case
    shuffled = random.sample(requests, len(requests)), random.sample(hosts, len(hosts))
    pairs = random.sample(sorted(benefit), len(benefit))
    again = plan_weekends(*shuffled, {pair: benefit[pair] for pair in pairs}, continuity=2)
    assert again == plan_weekends(*case, continuity=2)


def worth(plan, case, continuity):
    """The value of the stays as a reader would add it up; every limit is looked at on the way."""
    requests = {request.key: request for request in case[0]}
    homes = {host.key: host for host in case[1]}
    chosen = {s.request: (s.family, tuple(sorted(s.weekends + s.gaps))) for s in plan.stays}
    assert all(chosen[key][1] in requests[key].options for key in chosen)
    plan_ = [chosen.get(key) for key in requests]
    assert may_be(list(requests.values()), homes, case[2], plan_)
    pairs = zip(requests.values(), plan_, strict=True)
    return sum(value(request, homes, case[2], continuity, one) for request, one in pairs)


def invented_without_siblings(*size):
    requests, hosts, benefit = invented(np.random.default_rng(3), *size)
    return [replace(r, sibling_group=None) for r in requests], hosts, benefit


def test_a_municipality_is_planned_exactly():
    case = invented(np.random.default_rng(1), 40, 60, 26)
    plan = plan_weekends(*case, continuity=CONTINUITY)
    assert plan.gap == 0
    assert len(plan.stays) > 20


def test_where_much_is_coupled_neighbourhoods_come_close_and_the_bound_holds(monkeypatch):
    case = invented_without_siblings(40, 20, 26)
    exact = plan_weekends(*case, continuity=CONTINUITY)
    monkeypatch.setattr(search, "PROVABLE", 0)
    monkeypatch.setattr(search, "LARGEST", 0)
    near = plan_weekends(*case, continuity=CONTINUITY)
    assert 0.97 * exact.value <= near.value <= exact.value <= near.bound
    assert worth(near, case, CONTINUITY) == near.value


def test_without_time_there_is_still_a_plan_that_keeps_every_rule():
    case = invented_without_siblings(40, 20, 26)
    hurried = plan_weekends(*case, time_limit=0)
    assert 0 < hurried.value <= hurried.bound
    assert worth(hurried, case, 0) == hurried.value


def test_a_child_stays_with_the_family_it_knows_unless_another_is_worth_more():
    child = Respite(1, (A,), family_before=8)
    hosts, benefit = [Host(7, FREE), Host(8, FREE)], {(1, 7): 50, (1, 8): 40}
    assert plan_weekends([child], hosts, benefit).stays[0].family == 7
    assert plan_weekends([child], hosts, benefit, continuity=30).stays[0].family == 8
    assert plan_weekends([child], hosts, benefit, continuity=19).stays[0].family == 7


def test_siblings_come_on_the_same_weekends_or_not_at_all():
    one, two = (Respite(key, (A, B), sibling_group=1) for key in (1, 2))
    benefit = {(key, 7): 50 for key in (1, 2)}
    plan = plan_weekends([one, two], [Host(7, (1, 2, 1, 2))], benefit)
    assert [stay.weekends for stay in plan.stays] == [B, B]
    small = plan_weekends([one, two], [Host(7, FREE)], benefit)
    assert (small.stays, small.waiting) == ((), {1: "siblings", 2: "siblings"})


def test_siblings_who_ask_for_different_weekends_wait_for_their_own_sake():
    one, two = Respite(1, (A,), sibling_group=1), Respite(2, (B,), sibling_group=1)
    plan = plan_weekends([one, two], [Host(7, (2,) * 4)], {(1, 7): 5, (2, 7): 5})
    assert plan.waiting == {1: "siblings", 2: "siblings"}


def test_a_pause_is_a_gap_and_too_many_gaps_are_no_option():
    family = Host(7, FREE, frozenset({0}))
    plan = plan_weekends([Respite(1, (A,))], [family], {(1, 7): 5})
    assert plan.stays == (Stay(1, 7, (2,), gaps=(0,)),)
    strict = plan_weekends([Respite(1, (A,), most_gaps=0)], [family], {(1, 7): 5})
    assert strict.waiting == {1: "no_family"}


def test_two_heavy_children_do_not_come_on_the_same_weekend():
    children = [Respite(key, (A, B), (3,)) for key in (1, 2)]
    plan = plan_weekends(children, [Host(7, (2,) * 4, limits=(4,))], {(1, 7): 5, (2, 7): 5})
    assert {stay.weekends for stay in plan.stays} == {A, B}


def test_every_pair_that_cannot_go_together_is_in_a_clique_and_no_other():
    random = np.random.default_rng(1)
    against = random.random((12, 12)) < 0.5
    against |= against.T | np.eye(12, dtype=bool)
    told = np.zeros_like(against)
    for clique in cliques(against):
        told[np.ix_(clique, clique)] = True
    assert (told == against)[~np.eye(12, dtype=bool)].all()


def test_empty_sides_are_no_error():
    assert plan_weekends([], [Host(7, FREE)], {}).stays == ()
    assert plan_weekends([Respite(1, (A,))], [], {}).waiting == {1: "no_family"}
    assert plan_weekends([Respite(1, (A,))], [Host(7, FREE)], {}).waiting == {1: "no_family"}


CHILD, HOST = Respite(1, (A,)), Host(7, FREE)


@pytest.mark.parametrize(
    ("requests", "hosts", "benefit", "message"),
    [
        ([CHILD, CHILD], [HOST], {}, "request 1: the key is there twice"),
        ([CHILD], [HOST, HOST], {}, "family 7: the key is there twice"),
        ([CHILD], [HOST, Host(8, (1,))], {}, "family 8: places for 4 weekends"),
        ([CHILD], [Host(7, (1, -1, 1, 1))], {}, "family 7: places are whole, 0 or more"),
        ([CHILD], [Host(7, FREE, frozenset({9}))], {}, "family 7: pauses: no weekend 9"),
        ([CHILD], [Host(7, FREE, limits=(-1,))], {}, "family 7: limits are whole"),
        ([CHILD], [HOST, Host(8, FREE, limits=(1,))], {}, "family 8: limits for 0 kinds"),
        ([Respite(1, ())], [HOST], {}, "request 1: has at least one option"),
        ([Respite(1, ((2, 0),))], [HOST], {}, "request 1: an option is weekends, first to last"),
        ([Respite(1, ((),))], [HOST], {}, "request 1: an option is weekends"),
        ([Respite(1, ((0, 4),))], [HOST], {}, "request 1: an option: no weekend 4"),
        ([Respite(1, (A,), (1,))], [HOST], {}, "request 1: loads of 0 kinds, or none"),
        ([Respite(1, (A,), (-1,))], [HOST], {}, "request 1: loads are whole"),
        ([Respite(1, (A,), most_gaps=-1)], [HOST], {}, "request 1: most_gaps"),
        ([CHILD], [HOST], {(2, 7): 5}, r"benefit \(2, 7\): not in the calendar"),
        ([CHILD], [HOST], {(1, 7): -5}, r"benefit \(1, 7\): a whole number"),
        ([CHILD], [HOST], {(1, 7): float("nan")}, r"benefit \(1, 7\): a whole number"),
        ([CHILD], [HOST], {(1, 7): 2**53}, "no longer exact"),
    ],
)
def test_what_makes_no_sense_is_refused_with_its_row(requests, hosts, benefit, message):
    with pytest.raises(ValueError, match=message):
        plan_weekends(requests, hosts, benefit)


NEAR = [Host(7, FREE), Host(8, FREE), Host(9, FREE)]
ASKING = [Respite(1, (A,)), Respite(2, (A,))]
POINTS = {(1, 7): 9, (1, 8): 8, (1, 9): 2, (2, 8): 9, (2, 9): 5}


def test_a_cancelled_weekend_is_covered_and_nothing_else_moves():
    stays = plan_weekends(ASKING, NEAR, POINTS).stays
    assert [(stay.request, stay.family) for stay in stays] == [(1, 7), (2, 8)]
    found = cover(ASKING, NEAR, POINTS, stays, [(7, 2)])
    assert found.stays == (Stay(1, 9, (2,)),)  # the second family has its own child there
    assert (found.value, found.bound, found.waiting) == (2, 2, {})


def test_two_who_fall_away_at_once_are_covered_as_well_as_can_be():
    stays = [Stay(1, 7, A), Stay(2, 8, A)]
    found = cover(ASKING, NEAR, POINTS, stays, [(7, 2), (8, 2)])
    assert found.stays == (Stay(2, 9, (2,)),)
    assert found.waiting == {(1, 2): "places_taken"}


def test_a_gap_of_the_plan_is_covered_like_a_weekend_that_was_cancelled():
    hosts = [Host(7, FREE, frozenset({2})), *NEAR[1:]]
    stays = plan_weekends([ASKING[0]], hosts, POINTS_OF_ONE).stays
    assert stays[0].gaps == (2,)
    assert cover([ASKING[0]], hosts, POINTS_OF_ONE, stays, [(7, 2)]).stays == (Stay(1, 8, (2,)),)


POINTS_OF_ONE = {(1, 7): 19, (1, 8): 8}


@pytest.mark.parametrize(
    ("stays", "cancelled", "message"),
    [
        ([Stay(5, 7, A)], [], "stay of request 5: no such request"),
        ([Stay(1, 5, A)], [], "stay of request 1: no family 5"),
        ([Stay(1, 7, A), Stay(1, 8, A)], [], "stay of request 1: it is there twice"),
        ([], [(7, 9)], r"cancelled \(7, 9\): no such family or weekend"),
    ],
)
def test_a_stay_or_a_weekend_that_is_not_there_is_refused(stays, cancelled, message):
    with pytest.raises(ValueError, match=message):
        cover(ASKING, NEAR, POINTS, stays, cancelled)


@pytest.mark.parametrize("name", ["rows", "plan", "cover"])
def test_the_examples_run(name):
    module = importlib.import_module(f"fostermatch.matching.calendar.{name}")
    tried = doctest.testmod(module)
    assert tried.failed == 0
    assert tried.attempted > 0
