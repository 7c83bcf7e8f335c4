"""Why today's proposal changed: each reason, their order, and where it is shown."""

from dataclasses import replace
from datetime import timedelta

import pytest

from fostermatch import clock
from fostermatch.asks.models import AskState
from fostermatch.database import db
from fostermatch.matching import DEFAULT_WEIGHTS, Slot
from fostermatch.rounds import actions
from fostermatch.rounds.standing.actions import refresh
from fostermatch.rounds.standing.models import ProposalChange, Why
from fostermatch.rounds.standing.why import Change, Knew, why
from tests import factories
from tests.matching.factories import need, offer

NONE_FREE = {Slot.FULL_TIME: 0}
BEFORE, AFTER = offer(10), offer(11)  # families 110 and 111
WAS = Knew([need(1), need(2)], [BEFORE, AFTER], {}, {}, {}, DEFAULT_WEIGHTS, {1: 110, 2: None})


def found(was=WAS, before=110, after=111, **changes):
    """The reason when the family of need 1 went from 110 to 111."""
    now = replace(was, **{"suggested": {**was.suggested, 1: after}} | changes)
    return why(Change(1, before, after, was, now))


def offers(**changes):
    return [replace(BEFORE, **changes), AFTER]


CASES = {
    "said_no": ({"vetoes": {(1, 10): "2026-11-20"}}, {"family": 110, "on": "2026-11-20"}),
    "place_gone": ({"offers": offers(places=NONE_FREE)}, {"family": 110}),
    "not_confirmed": ({"offers": offers(fresh=False)}, {"family": 110}),
    "paused": ({"offers": offers(paused=True, places=NONE_FREE)}, {"family": 110}),
    "approval": ({"offers": offers(max_age=3)}, {"family": 110}),
    "need": ({"needs": [need(1, level=3), need(2)]}, {}),
    "family_says": ({"offers": offers(pets=True)}, {"family": 110}),
    "weights": ({"weights": replace(DEFAULT_WEIGHTS, institution=1)}, {}),
    "child_came": (
        {"needs": [*WAS.needs, need(3)], "suggested": {1: 111, 2: None, 3: 110}},
        {},
    ),
    "goes_first": ({"suggested": {1: 111, 2: 110}}, {}),
    "whole_list": ({}, {}),
}


@pytest.mark.parametrize(("reason", "case"), CASES.items(), ids=CASES)
def test_each_reason_is_found(reason, case):
    changes, facts = case
    assert found(**changes) == (Why(reason), facts)


@pytest.mark.parametrize(
    ("changes", "facts"),
    [
        ({"pins": {(1, 11): 5}}, {"kind": "pin", "ended": False, "other": False}),
        ({"vetoes": {(1, 10): "veto 5"}}, {"kind": "veto", "ended": False, "other": False}),
        ({"holds": {(2, 10): 5}}, {"kind": "hold", "ended": False, "other": True}),
    ],
)
def test_steering_tells_its_kind_and_whether_it_began_or_ended(changes, facts):
    assert found(**changes) == (Why.STEERED, facts)
    lifted = found(was=replace(WAS, **changes), **dict.fromkeys(changes, {}))
    assert lifted == (Why.STEERED, facts | {"ended": True})


def test_a_veto_of_another_child_is_no_reason():
    assert found(vetoes={(2, 10): "veto 5"})[0] is Why.WHOLE_LIST


def test_what_the_family_says_no_to_counts_if_the_child_has_it():
    child = need(1, groups=frozenset({"a"}))
    was = replace(WAS, needs=[child, need(2)])
    assert found(was, offers=offers(not_now=frozenset({"a"})))[0] is Why.NOT_NOW
    assert found(was, offers=offers(not_now=frozenset({"b"})))[0] is Why.FAMILY_SAYS


def test_a_birthday_is_told_as_such():
    assert found(needs=[need(1, age=10), need(2)]) == (Why.NEED, {"age": 10})


def test_an_approval_that_ended_is_gone_from_the_list():
    assert found(offers=[AFTER])[0] is Why.APPROVAL


def test_days_waited_are_no_reason():
    assert found(needs=[need(1, days_waiting=9), need(2)])[0] is Why.WHOLE_LIST


def test_a_family_or_a_place_that_came():
    assert found(replace(WAS, offers=[BEFORE]), offers=[BEFORE, AFTER]) == (
        Why.NEW_FAMILY,
        {"family": 111},
    )
    for less in ({"fresh": False}, {"paused": True}, {"places": NONE_FREE}):
        was = replace(WAS, offers=[BEFORE, replace(AFTER, **less)])
        assert found(was, offers=[BEFORE, AFTER]) == (Why.NEW_PLACE, {"family": 111})


def test_a_child_that_left_made_room():
    was = replace(WAS, suggested={1: 110, 2: 111})
    assert found(was, needs=[need(1)], suggested={1: 111})[0] is Why.CHILD_LEFT


def test_the_first_reason_in_the_order_is_told():
    everything = {
        "vetoes": {(1, 10): "2026-11-20"},
        "offers": offers(places=NONE_FREE),
        "weights": replace(DEFAULT_WEIGHTS, institution=1),
    }
    assert found(**everything)[0] is Why.SAID_NO


@pytest.fixture
def changed(aarhus, nord, cast):
    """Of two families the nearer says no."""
    child = factories.child(nord)
    factories.profile(child, school_postcode="8900")
    request = factories.request(nord, child)
    near, far = factories.ready_family(aarhus), factories.ready_family(aarhus, postcode="8963")
    hour = timedelta(hours=1)
    actions.run_round(aarhus, clock.today(), clock.now() - 3 * hour, by=cast["anna"])
    today = clock.today()
    factories.ask(request, near, cast["anna"], state=AskState.NO, said_on=today, answered_on=today)
    refresh(aarhus, clock.today(), clock.now() - hour)
    db.session.commit()
    return request, near, far


def test_a_change_is_written_once_with_its_reason(aarhus, changed):
    request, near, far = changed
    refresh(aarhus, clock.today(), clock.now())
    [row] = db.session.query(ProposalChange)
    assert (row.request_id, row.before_id, row.after_id) == (request.id, near.id, far.id)
    assert (row.why, row.facts["on"]) == (Why.SAID_NO, clock.today().isoformat())


def test_it_stands_on_the_childs_page_and_under_today(anna, sign_in, changed):
    request, near, far = changed
    told = f"fra {near.reference} til {far.reference}: familien har sagt nej"
    assert told in anna.get(f"/children/{request.child_id}").text
    assert told in anna.get("/").text
    assert told not in sign_in("hans").get("/").text


def test_a_round_says_what_is_new_since_the_last_meeting(anna, aarhus, cast, changed):
    _request, near, _far = changed
    round_ = actions.run_round(aarhus, clock.today(), clock.now(), by=cast["anna"])
    db.session.commit()
    page = anna.get(f"/rounds/{round_.id}").text
    assert f"På sidste møde: {near.reference}" in page
    assert "familien har sagt nej" in page


def test_who_comes_on_the_list_has_not_changed(aarhus, nord, changed):
    factories.request(nord)
    refresh(aarhus, clock.today(), clock.now())
    assert db.session.query(ProposalChange).count() == 1
