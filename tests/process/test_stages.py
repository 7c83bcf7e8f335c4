"""The stage of a request follows from what has happened, by one pure function."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fostermatch.process.stages import (
    OVER,
    REACHED_BY,
    UNDER_WAY,
    USUAL_DAYS,
    Facts,
    Stage,
    since,
    stage,
)

DAY = date(2026, 3, 2)
WAY = [name for name in REACHED_BY.values() if name != "listed_on"]
days = st.dates(DAY, DAY + timedelta(700))
some_facts = st.builds(
    Facts,
    listed_on=st.just(DAY),
    **{name: st.none() | days for name in [*WAY, "fell_back_on"]},
)


def test_every_combination_of_facts_gives_one_stage_the_furthest_that_holds():
    for chosen in product((None, DAY), repeat=len(WAY)):
        facts = Facts(DAY, **dict(zip(WAY, chosen, strict=True)))
        reached = [stage for stage, name in REACHED_BY.items() if getattr(facts, name)]
        assert stage(facts) is reached[-1]


@given(some_facts, st.sampled_from(WAY), days)
def test_a_fact_more_never_leads_backwards(facts, name, day):
    assert stage(replace(facts, **{name: day})).number >= stage(facts).number


@given(some_facts, st.sampled_from(WAY))
def test_what_no_longer_holds_never_leads_forwards(facts, name):
    assert stage(replace(facts, **{name: None})).number <= stage(facts).number


@given(some_facts, st.sampled_from([Stage.PLACED_ELSEWHERE, Stage.NOT_NEEDED]), days)
def test_a_child_off_the_list_is_so_whatever_else_is_known(facts, left, day):
    gone = replace(facts, left=left, left_on=day)
    assert (stage(gone), since(gone)) == (left, day)


@given(some_facts)
def test_nobody_comes_to_a_stage_before_the_list(facts):
    assert since(facts) >= DAY


@pytest.mark.parametrize("reached", REACHED_BY)
def test_each_stage_is_reached_by_its_own_fact(reached):
    facts = replace(Facts(DAY), **{REACHED_BY[reached]: DAY + timedelta(5)})
    assert (stage(facts), since(facts)) == (reached, DAY + timedelta(5))


def test_a_no_begins_the_count_anew_while_a_home_is_looked_for():
    no = DAY + timedelta(20)
    assert since(Facts(DAY, suggested_on=DAY + timedelta(3), fell_back_on=no)) == no
    moved = DAY + timedelta(10)
    assert since(Facts(DAY, moved_in_on=moved, fell_back_on=no)) == moved


def test_every_stage_is_under_way_with_a_limit_or_over():
    assert {*UNDER_WAY, *OVER} == set(Stage)
    assert set(UNDER_WAY) == set(USUAL_DAYS)
