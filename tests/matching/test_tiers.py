import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fostermatch.matching import WAITS, Group, SiblingRule, Weights, match, solve
from tests.matching.brute import best_in_stages
from tests.matching.factories import need, offer
from tests.matching.test_solver import cases, is_allowed, solved

STAGES = Weights(strict_tier=3)


def reached(tiers, solution):
    """Children placed of the highest tier, of the next and so on, then the value."""
    levels = sorted({tier for tier in tiers if tier}, reverse=True)
    placed = [tier for tier, family in zip(tiers, solution.family, strict=True) if family != WAITS]
    return (*(placed.count(level) for level in levels), solution.value)


def some_tiers(data, case):
    tier = st.integers(0, 3)
    return data.draw(st.lists(tier, min_size=case["children"], max_size=case["children"]))


@settings(deadline=None, max_examples=200)
@given(cases(), st.data())
def test_stages_reach_the_same_as_trying_everything(case, data):
    tiers = some_tiers(data, case)
    solution = solved(case, tiers=tiers)
    assert reached(tiers, solution) == best_in_stages(tiers, **case)
    assert solution.value == solution.bound
    assert is_allowed(case, solution)


@settings(deadline=None, max_examples=200)
@given(cases(siblings=True), st.data())
def test_stages_with_siblings_reach_the_same_as_trying_everything(case, data):
    tiers = some_tiers(data, case)
    for group in case["groups"]:
        if group.rule is SiblingRule.TOGETHER:
            for child in group.children:
                tiers[child] = tiers[group.children[0]]
    solution = solved(case, tiers=tiers)
    assert reached(tiers, solution) == best_in_stages(tiers, **case)
    assert solution.value == solution.bound
    assert is_allowed(case, solution)


@settings(deadline=None, max_examples=100)
@given(cases(siblings=True, loads=True), st.data())
def test_stages_keep_loads_and_siblings(case, data):
    assert is_allowed(case, solved(case, tiers=some_tiers(data, case)))


@settings(deadline=None, max_examples=50)
@given(cases(siblings=True))
def test_no_tier_changes_nothing(case):
    one, other = solved(case), solved(case, tiers=[0] * case["children"])
    assert one.pair.tolist() == other.pair.tolist()


def test_siblings_who_stay_together_have_the_tier_of_the_most_urgent():
    group = Group((0, 1), SiblingRule.TOGETHER)
    child, family, benefit = [0, 1, 2, 3], [0, 0, 0, 0], [1, 1, 9, 9]
    solution = solve(child, family, benefit, [2], groups=[group], tiers=[3, 0, 2, 2])
    assert solution.family.tolist() == [0, 0, WAITS, WAITS]


def test_a_pin_stands_above_every_tier():
    solution = solve([0, 1], [0, 0], [5, 9], [1], pins=[(0, 0)], tiers=[0, 3])
    assert solution.family.tolist() == [0, WAITS]
    assert solution.waiting == ("", "full")


def test_tiers_without_time_are_still_answered():
    solution = solve([0, 1], [0, 0], [9, 5], [1], tiers=[0, 1], time_limit=0)
    assert solution.family.tolist() == [WAITS, 0]


@pytest.mark.parametrize(
    ("tiers", "message"),
    [
        ([1], "tiers: 1 entries for 2 children"),
        ([1, -1], "tiers: entry 1 is negative"),
        ([0.5, 1], "tiers: entry 0 is not a whole number"),
    ],
)
def test_bad_tiers_are_named(tiers, message):
    with pytest.raises(ValueError, match=message):
        solve([0, 1], [0, 0], [5, 4], [1], tiers=tiers)


@pytest.mark.parametrize(("weights", "first"), [(Weights(), 1), (STAGES, 2)])
def test_an_acute_child_goes_first_only_where_tiers_are_strict(weights, first):
    waited = need(1, days_waiting=365, in_institution=True)
    acute = need(2, tier=3)
    outcome = match([waited, acute], [offer(10, 1, takes_acute=True)], weights)
    assert [r.need for r in outcome.results if r.suggestion] == [first]


def test_a_child_past_the_guarantee_goes_before_a_better_match():
    late = need(1, days_waiting=90, groups=frozenset({"a"}))
    fits_better = need(2, in_institution=True, days_waiting=80)
    family = offer(10, takes=frozenset({"b"}))
    outcome = match([late, fits_better], [family], Weights(guarantee_days=90))
    assert [bool(r.suggestion) for r in outcome.results] == [True, False]


def test_weights_with_a_strict_tier_out_of_range_are_refused():
    with pytest.raises(ValueError, match="strict tier is 1 to 3"):
        match([need()], [offer()], Weights(strict_tier=4))


def test_a_last_stage_worth_less_than_nothing_is_proved_too():
    groups = [Group((0, 1), SiblingRule.TOGETHER), Group((2, 3, 4), SiblingRule.MAY_SPLIT, 0, 4)]
    ones, tiers = [1] * 5, [1, 0, 0, 0, 1]
    solution = solve(range(5), [0] * 5, ones, [3], groups=groups, tiers=tiers)
    assert solution.value == solution.bound == -1
