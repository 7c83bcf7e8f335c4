from dataclasses import replace

import numpy as np
import pytest

from fostermatch.matching.simulator import (
    POLICIES,
    POOLED,
    PRICED,
    TODAY,
    Added,
    Policy,
    Setting,
    simulate,
)
from fostermatch.matching.simulator.choosing import asks
from fostermatch.matching.simulator.compare import in_one_world
from fostermatch.matching.simulator.run import ask, run, says_yes
from fostermatch.matching.simulator.state import first_day
from fostermatch.matching.simulator.world import world_of

SMALL = Setting(cases_a_week=1.5, years=1.5, warm_up_years=0.5, towns=3, width_km=50, height_km=40)
CERTAIN = replace(
    SMALL, yes_share=1.0, stale_share=0.0, reply_days=0.0, consent_days=0.0, consent_refused=0.0
)
ASKS_THREE = Policy("asks three", optimum=True, price=150, at_once=3)


@pytest.fixture(scope="module")
def world():
    return world_of(SMALL, 1)


@pytest.mark.parametrize("policy", POLICIES, ids=lambda policy: policy.name)
def test_no_policy_breaks_a_requirement_or_fills_a_home_twice(world, policy):
    placed = run(replace_warm_up(world), policy).placements
    assert placed
    assert all(world.fit[one.case, one.pool] >= 0 for one in placed)
    for pool in {one.pool for one in placed}:
        mine = [one for one in placed if one.pool == pool]
        for day in {one.day for one in mine}:
            here = [one for one in mine if one.day <= day < one.day + one.days]
            assert sum(world.size[one.case] for one in here) <= world.places[pool]


def replace_warm_up(world):
    return replace(world, setting=replace(world.setting, warm_up_years=0.0))


def test_the_same_seed_gives_the_same_figures():
    once, again = (in_one_world(SMALL, [PRICED], 3) for _ in range(2))
    assert once == again


def test_another_policy_meets_the_same_children():
    one, other = (run(world_of(SMALL, 2), policy) for policy in (TODAY, PRICED))
    assert one.placements != other.placements
    assert world_of(SMALL, 2).arrives.tolist() == world_of(SMALL, 2).arrives.tolist()


def test_who_always_says_yes_is_asked_once(world):
    (found,) = simulate(CERTAIN, [PRICED], seeds=1)
    assert found.mean.asks == 1


def test_refusals_mean_more_asking_and_more_waiting():
    sure, unsure = (simulate(setting, [POOLED], seeds=2)[0].mean for setting in (CERTAIN, SMALL))
    assert unsure.asks > 1.2
    assert unsure.wait > sure.wait


def test_three_are_asked_at_once_and_no_fourth(world):
    state = first_day(world)
    state.left[:] = world.places
    for case in range(10):
        state.waiting.add(case)
        state.since[case] = 0
    for case, pool in list(asks(world, ASKS_THREE, state, 0)):
        ask(world, state, case, pool, 0)
    asked = [len(pools) for pools in state.asking.values()]
    assert max(asked) == 3
    assert (state.left >= 0).all()


def test_a_family_that_takes_nobody_is_left_alone_for_a_while(world):
    offer, (start, until) = next((o, p[0]) for o, p in enumerate(world.off) if p)
    pool = int(np.flatnonzero(world.pool_offer == offer)[0])
    state = first_day(world)
    assert not says_yes(world, state, 0, pool, start)
    assert state.off_until[offer] == until
    assert not state.refused[0, pool]
    assert state.asked[offer] == 0


def test_what_families_answered_is_expected_again(world):
    state = first_day(world)
    state.asked[:2], state.said_yes[:2] = 10, (9, 1)
    assert state.yes_rate[0] > state.yes_rate[2] > state.yes_rate[1]


def test_more_families_shorten_the_wait():
    more = replace(SMALL, added=(Added(40, 4, from_month=0), Added(5, 3, from_month=3, town=0)))
    before, after = (simulate(setting, [POOLED], seeds=2)[0].mean for setting in (SMALL, more))
    assert after.wait < before.wait


def test_added_families_change_nothing_else():
    more = replace(SMALL, added=(Added(3, 4, from_month=6),))
    one, other = world_of(SMALL, 5), world_of(more, 5)
    assert one.arrives.tolist() == other.arrives.tolist()
    assert len(other.places) == len(one.places) + 3
    assert other.starts[-3:].tolist() == [180, 180, 180]


def test_differences_are_paired_with_the_first_policy():
    first, second = simulate(SMALL, [TODAY, POOLED], seeds=3)
    assert first.difference.wait == 0
    assert second.difference.wait == pytest.approx(second.mean.wait - first.mean.wait)
    assert second.error.wait > 0


def test_progress_is_told_seed_by_seed():
    told = []
    simulate(CERTAIN, [POOLED], seeds=2, progress=told.append)
    assert told == [1, 2]


def test_processes_change_nothing():
    pytest.importorskip("joblib")
    alone, together = (simulate(SMALL, [POOLED], seeds=2, workers=n) for n in (1, 2))
    assert alone == together


@pytest.mark.parametrize("arguments", [{"policies": []}, {"seeds": 0}])
def test_nothing_to_compare_is_refused(arguments):
    with pytest.raises(ValueError, match="at least one policy and one seed"):
        simulate(SMALL, **arguments)
