"""What pins, vetoes and holds do to a round, and what becomes of those that no longer fit."""

import pytest

from fostermatch import clock
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.matching import Slot, match
from fostermatch.rounds import actions
from fostermatch.rounds.steering.models import Kind
from fostermatch.rounds.steering.telling import fits
from tests import factories


@pytest.fixture
def run(aarhus):
    def run_it():
        round_ = actions.run_round(aarhus, clock.today(), clock.now())
        db.session.commit()
        return round_

    return run_it


@pytest.fixture
def steer(cast):
    def steer_it(request, family, kind, **changes):
        return factories.steering(request, family, kind, by=cast["bo"], **changes)

    return steer_it


@pytest.fixture
def near(aarhus):
    return factories.ready_family(aarhus)


@pytest.fixture
def far(aarhus):
    return factories.ready_family(aarhus, name="Birk", postcode="8963")


def wants(nord, **changes):
    child = factories.child(nord)
    factories.profile(child, school_postcode="8900")
    return factories.request(nord, child, **changes)


def suggested(round_):
    return {line.request_id: line.family_id for line in round_.proposals}


def test_a_pin_is_followed_and_kept_with_the_round(run, steer, nord, near, far):
    request = wants(nord)
    row = steer(request, far, Kind.PIN)
    round_ = run()
    assert suggested(round_) == {request.id: far.id}
    pair = (request.id, far.approvals[0].id)
    assert round_.decided("pins") == {pair: row.id}
    again = match(round_.needs(), round_.offers(), round_.weighting(), pins=round_.decided("pins"))
    assert [line.result for line in round_.proposals] == list(again.results)
    row.end(clock.now())
    db.session.commit()
    assert suggested(run()) == {request.id: near.id}
    assert round_.decided("pins") == {pair: row.id}


def test_a_veto_rules_the_family_out_for_that_child_only(run, steer, nord, near):
    request, other = wants(nord), wants(nord)
    row = steer(request, near, Kind.VETO)
    round_ = run()
    assert suggested(round_) == {request.id: None, other.id: near.id}
    assert round_.vetoes() == {(request.id, near.approvals[0].id): f"veto {row.id}"}


def test_a_held_place_goes_to_nobody_else(run, steer, nord, near, far):
    urgent = wants(nord, waiting_since=factories.days_ago(300))
    request = wants(nord, waiting_since=factories.days_ago(3))
    assert suggested(run())[urgent.id] == near.id
    row = steer(request, near, Kind.HOLD)
    round_ = run()
    assert suggested(round_) == {urgent.id: far.id, request.id: near.id}
    assert round_.vetoes()[urgent.id, near.approvals[0].id] == f"hold {row.id}"


def test_a_hold_ends_with_its_last_day(run, steer, nord, near):
    urgent = wants(nord, waiting_since=factories.days_ago(300))
    request = wants(nord, waiting_since=factories.days_ago(3))
    steer(request, near, Kind.HOLD, until=factories.days_ago(1))
    assert suggested(run()) == {urgent.id: near.id, request.id: None}


def test_a_hold_leaves_the_other_places_to_others(run, steer, aarhus, nord):
    home = factories.ready_family(aarhus, places=2)
    held = wants(nord, waiting_since=factories.days_ago(1))
    first, second = (wants(nord, waiting_since=factories.days_ago(n)) for n in (90, 80))
    steer(held, home, Kind.HOLD)
    assert suggested(run()) == {first.id: home.id, second.id: None, held.id: home.id}


def test_a_hold_for_one_of_siblings_who_stay_together_is_for_all(run, steer, aarhus, nord):
    home = factories.ready_family(aarhus, places=2)
    one, two = factories.child(nord), factories.child(nord)
    factories.siblings(SiblingWish.TOGETHER, one, two)
    requests = [factories.request(nord, child) for child in (one, two)]
    urgent = wants(nord, waiting_since=factories.days_ago(365))
    steer(requests[0], home, Kind.HOLD)
    found = suggested(run())
    assert found == {urgent.id: None, requests[0].id: home.id, requests[1].id: home.id}


def test_a_pin_that_no_longer_fits_is_left_out_with_its_reason(run, steer, aarhus, nord, far):
    request = wants(nord)
    row = steer(request, far, Kind.PIN)
    far.approvals[0].max_age = 3
    near = factories.ready_family(aarhus)
    round_ = run()
    assert suggested(round_) == {request.id: near.id}
    [failed] = round_.left_out()[row.id]
    assert (failed.requirement, failed.facts["max_age"]) == ("age", 3)


def test_an_approval_that_ended_leaves_its_pin_out(run, steer, nord, near):
    request = wants(nord)
    row = steer(request, near, Kind.PIN)
    near.approvals[0].ends_on = factories.days_ago(1)
    db.session.commit()
    assert [one.requirement for one in run().left_out()[row.id]] == ["in_force"]


def test_of_two_decisions_on_one_place_the_earlier_is_kept(run, steer, aarhus, nord, near):
    first, second = wants(nord), wants(nord)
    steer(first, near, Kind.PIN)
    row = steer(second, near, Kind.HOLD)
    round_ = run()
    assert suggested(round_) == {first.id: near.id, second.id: None}
    assert [one.requirement for one in round_.left_out()[row.id]] == ["claimed"]


def test_who_no_longer_waits_holds_nothing(run, steer, nord, near):
    gone, request = wants(nord, closed_on=clock.today(), state="not_needed"), wants(nord)
    steer(gone, near, Kind.HOLD)
    assert suggested(run()) == {request.id: near.id}


@pytest.mark.parametrize(
    ("wanted", "places", "there_is_room"),
    [
        ([], {}, True),
        ([(Slot.FULL_TIME,)], {}, False),
        ([(Slot.WEEKEND_A, Slot.WEEKEND_B), (Slot.WEEKEND_A,)], {Slot.WEEKEND_A: 1}, False),
        (
            [(Slot.WEEKEND_A, Slot.WEEKEND_B), (Slot.WEEKEND_A,)],
            {Slot.WEEKEND_A: 1, Slot.WEEKEND_B: 1},
            True,
        ),
    ],
)
def test_who_has_room(wanted, places, there_is_room):
    assert fits(wanted, places) is there_is_room


def test_why_a_pair_was_steered_is_for_the_childs_team(sign_in, run, steer, nord, near):
    request = factories.request(nord)
    steer(request, near, Kind.VETO)
    page = f"/rounds/{run().id}"
    for name, told in (("anna", True), ("ida", False), ("dorte", False)):
        text = sign_in(name).get(page).text
        assert "fravalgt" in text
        assert ("Aftalt på mødet i går." in text) is told
