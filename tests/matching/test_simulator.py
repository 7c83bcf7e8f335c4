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
from fostermatch.matching.simulator.choosing import all_at_once, asks, today_of, usable_pairs
from fostermatch.matching.simulator.compare import in_one_world
from fostermatch.matching.simulator.measures import curve
from fostermatch.matching.simulator.pricing import kept_prices
from fostermatch.matching.simulator.run import Log, Placement, ask, part_siblings, run, says_yes
from fostermatch.matching.simulator.state import first_day
from fostermatch.matching.simulator.world import world_of

SMALL = Setting(cases_a_week=1.5, years=1.5, warm_up_years=0.5, towns=3, width_km=50, height_km=40)
CERTAIN = replace(
    SMALL, yes_share=1.0, stale_share=0.0, reply_days=0.0, consent_days=0.0, consent_refused=0.0
)
AGAIN = replace(PRICED, asks_again_days=60)
ASKS_THREE = Policy("asks three", optimum=True, price=150, at_once=3)


@pytest.fixture(scope="module")
def world():
    return world_of(SMALL, 1)


@pytest.mark.parametrize("policy", POLICIES.values(), ids=POLICIES)
def test_no_policy_breaks_a_requirement_or_fills_a_home_twice(world, policy):
    placed = run(replace_warm_up(world), policy).placements
    assert placed
    assert all(world.fit[one.case, one.pool] >= 0 for one in placed)
    if not policy.farther_km:
        assert all(world.km[one.case, one.pool] <= world.km_limit[one.case] for one in placed)
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
    assert state.refused_on[0, pool] < 0


def waiting(world, *cases, day=0):
    state = first_day(world)
    state.waiting |= set(cases)
    state.since |= dict.fromkeys(cases, day)
    return state


def test_a_family_that_said_no_is_asked_again_only_by_who_asks_again(world):
    case, pool = np.argwhere((world.fit >= 0) & (world.km <= world.km_limit[:, None]))[0].tolist()
    state = waiting(world, case)
    state.refused_on[case, pool] = 10
    for policy, day, may in ((PRICED, 500, False), (AGAIN, 69, False), (AGAIN, 70, True)):
        today = today_of(world, policy, state, day)
        assert usable_pairs(today, np.array([pool]))[0, 0] == may


def test_some_refusals_pass(world):
    case, pool = np.argwhere(~world.agrees & (world.relents < 100))[0].tolist()
    state, clear = first_day(world), replace(world, off=((),) * len(world.off))
    relents = int(world.relents[case, pool])
    answers = [says_yes(clear, state, case, pool, 5 + day) for day in (0, relents - 1, relents)]
    assert answers == [False, False, True]


def test_the_limit_grows_only_for_who_has_few_families_left(world):
    state = waiting(world, *range(world.cases))
    farther, pools = replace(PRICED, farther_km=10), np.arange(len(world.places))
    today = today_of(world, farther, state, 90)
    beyond = world.km[today.cases] > world.km_limit[today.cases][:, None]
    used = (usable_pairs(today, pools) & beyond).any(axis=1)
    assert used.any()
    assert not (used & ~today.few).any()
    assert not (usable_pairs(today_of(world, PRICED, state, 90), pools) & beyond).any()


def test_siblings_who_may_are_parted_after_a_time_and_keep_their_wait(world):
    case, parts = next(iter(world.parts.items()))
    state, apart = waiting(world, case), replace(PRICED, apart_days=90)
    part_siblings(world, apart, state, 89)
    assert state.waiting == {case}
    part_siblings(world, apart, state, 90)
    assert state.waiting == set(parts)
    assert len(parts) == world.size[case]
    assert {state.since[part] for part in parts} == {0}


def test_a_place_is_kept_for_those_whom_few_families_fit(world):
    prices = kept_prices(world, 300)
    few = (world.arrives < 300) & (world.families <= 5)
    within = (world.fit >= 0) & (world.km <= world.km_limit[:, None])
    assert prices.max() > 0
    assert not prices[~within[few].any(axis=0)].any()


def test_siblings_and_single_children_are_weighed_together():
    size, room = np.array([2, 1, 1]), np.array([2, 1])
    worth = np.array([[1850, 0], [1900, 0], [1000, 1800]])
    assert all_at_once(size, room, worth) == [(1, 0), (2, 1)]
    assert all_at_once(size, room, np.array([[2000, 0], [900, 0], [900, 0]])) == [(0, 0)]


def test_the_curve_counts_who_still_waits_until_the_end():
    placed = [Placement(0, 0, 0, waited, broke=False, days=1) for waited in (4, 10)]
    shares = curve(Log(np.zeros(1), placed, still_waiting=[7, 400]))
    assert shares[:3] == (1.0, 0.75, pytest.approx(0.375))
    assert shares[-1] == pytest.approx(0.375)


def test_kinds_of_cases_are_the_same_whatever_the_policy():
    today, price = simulate(SMALL, [TODAY, PRICED], seeds=1)
    assert today.mean.share_out == price.mean.share_out
    assert today.mean.share_few == price.mean.share_few


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
    before = len(one.places)
    for name in ("fit", "agrees", "replies", "relents"):
        assert (getattr(other, name)[:, :before] == getattr(one, name)).all()


def test_differences_are_paired_with_the_first_policy():
    first, second = simulate(SMALL, [TODAY, POOLED], seeds=3)
    assert first.difference.wait == 0
    assert second.difference.wait == pytest.approx(second.mean.wait - first.mean.wait)
    assert second.error.wait > 0


def test_progress_is_told_run_by_run():
    told = []
    simulate(CERTAIN, [POOLED], seeds=2, progress=lambda *done: told.append(done))
    assert told == [(1, 2), (2, 2)]


def test_processes_change_nothing():
    pytest.importorskip("joblib")
    alone, together = (simulate(SMALL, [POOLED], seeds=2, workers=n) for n in (1, 2))
    assert alone == together


@pytest.mark.parametrize("arguments", [{"policies": []}, {"seeds": 0}])
def test_nothing_to_compare_is_refused(arguments):
    with pytest.raises(ValueError, match="at least one policy and one seed"):
        simulate(SMALL, **arguments)
