"""The invented people hang together."""

import pytest
import sqlalchemy as sa
from stdnum.dk import cpr

from fostermatch import audit, postcodes
from fostermatch.accounts.models import Municipality, Role
from fostermatch.accounts.queries import demo_users
from fostermatch.children.models import Child, SiblingGroup, Speaker
from fostermatch.database import db
from fostermatch.decisions.choices import Outcome
from fostermatch.decisions.models import Decision, Recommendation
from fostermatch.demo.people import PASSWORD
from fostermatch.families.models import Confirmation, Family, Statement, TakenPlace
from fostermatch.families.places import care_of
from fostermatch.placements.models import Placement
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Stage
from fostermatch.requests.models import CLOSED, PlacementRequest
from tests.demo.conftest import DAY

pytestmark = pytest.mark.usefixtures("fjordby")


def every(model):
    return db.session.scalars(sa.select(model)).all()


def test_one_user_of_each_role_is_shown_and_signs_in():
    shown = demo_users()
    assert [user.role for user in shown] == list(Role)[:1] + [Role.TEAM_LEADER] + [
        Role.FAMILY_CONSULTANT,
        Role.MANAGER,
        Role.CONTROLLER,
        Role.ADMINISTRATOR,
    ]
    assert shown[0].team is shown[1].team
    assert all(user.knows(PASSWORD) for user in shown)


def test_two_municipalities_do_not_see_each_other():
    fjordby, aakoebing = every(Municipality)
    assert len([row for row in every(Family) if row.municipality_id == aakoebing.id]) == 1
    assert {row.municipality_id for row in every(Child)} == {fjordby.id}


def test_personal_numbers_fit_the_birthday_and_are_nobodys():
    children = every(Child)
    assert len({child.cpr for child in children}) == len(children) > 400
    for child in children:
        assert cpr.get_birth_date(cpr.validate(child.cpr)) == child.born_on <= DAY
        assert cpr.checksum(child.cpr)


def test_every_open_request_has_a_profile_with_words():
    for request in every(PlacementRequest):
        profile = request.child.profile
        assert request.waiting_since <= DAY
        assert request.wanted_on is None or request.wanted_on >= request.waiting_since
        assert profile.target_groups
        assert profile.development
        assert profile.written_on <= DAY
        said = {one.speaker for one in request.child.own_words}
        assert Speaker.PARENTS in said
        assert Speaker.CHILD in said or request.child.age_on(profile.written_on) < 2
        assert all(one.said_on <= DAY and one.heard_by for one in request.child.own_words)
        assert request.child.considerations


def test_nobody_waits_twice_for_the_same():
    waiting = [
        (request.child_id, request.kind.is_respite)
        for request in every(PlacementRequest)
        if request.state not in CLOSED
    ]
    assert len(waiting) == len(set(waiting))


def test_some_next_steps_are_due():
    steps = [row.next_step_on for row in every(PlacementRequest) if row.next_step_on]
    assert any(day == DAY for day in steps)
    assert any(day < DAY for day in steps)
    assert any(day > DAY for day in steps)


def test_brothers_and_sisters_share_name_and_home():
    groups = every(SiblingGroup)
    assert len({group.wish for group in groups}) == 3
    for group in groups:
        one, other = group.children
        assert (one.last_name, one.postcode) == (other.last_name, other.postcode)
        assert abs((one.born_on - other.born_on).days) > 270


def test_a_stay_begins_after_birth_and_its_place_was_agreed_before():
    for placement in every(Placement):
        assert placement.starts_on > placement.child.born_on
        if placement.taken_place:
            assert placement.taken_place.agreed_at.date() <= placement.starts_on
            assert placement.taken_place.family_id == placement.family_id
        if placement.request:
            assert placement.request.closed_on <= placement.starts_on


def test_no_place_is_ever_in_use_twice():
    stays = {}
    for taken in sorted(every(TakenPlace), key=lambda row: row.starts_on):
        place = (taken.family_id, taken.slot, taken.number)
        before = stays.get(place)
        assert before is None or before.ends_on < taken.starts_on
        stays[place] = taken


def test_every_stay_lies_within_an_approval_for_the_childs_age():
    for placement in every(Placement):
        if placement.family:
            day, slot = placement.starts_on, placement.taken_place.slot
            approvals = [row for row in placement.family.approvals_on(day)]
            [approval] = [row for row in approvals if row.care is care_of(slot)]
            assert approval.admits(placement.child.age_on(day), day) or approval.ends_on
            assert placement.taken_place.number <= approval.places


def test_confirmations_are_written_in_the_order_they_were_given(fjordby):
    moments = [
        row.confirmed_at
        for row in every(Confirmation)
        if row.family.municipality_id == fjordby.municipality.id
    ]
    assert moments == sorted(moments)


def test_statements_do_not_say_yes_and_no_to_the_same():
    for said in every(Statement):
        assert not said.takes & said.not_now
        assert said.own_words
    assert any(said.not_now for said in every(Statement))


def test_a_few_addresses_are_protected_and_all_postcodes_exist():
    families = every(Family)
    assert 1 <= sum(family.protected_address for family in families) <= 12
    assert all(postcodes.find(family.postcode) for family in families)


def test_applicants_walk_forward_in_time_and_some_become_families():
    for applicant in every(Applicant):
        days = [step.entered_on for step in applicant.steps]
        assert days == sorted(days)
        assert days[-1] <= DAY
        assert (applicant.family is not None) == (applicant.stage is Stage.USABLE)
        if applicant.stage in (Stage.WITHDRAWN, Stage.REFUSED):
            assert applicant.steps[-1].reason


def test_the_round_finds_homes_and_leaves_children_waiting(fjordby):
    lines = fjordby.round.proposals
    assert sum(bool(line.strong) for line in lines) > 5
    reasons = {line.answers["waits"]["reason"] for line in lines if line.family_id is None}
    assert "no_offer_fits" in reasons


def test_recommendations_wait_and_others_are_decided_by_somebody_else(fjordby):
    decisions = every(Decision)
    assert {decision.outcome for decision in decisions} == {Outcome.ACCEPTED, Outcome.DECLINED}
    assert len(decisions) > 10
    for decision in decisions:
        assert decision.decided_by_id != decision.recommendation.recommended_by_id
    rows = every(Recommendation)
    assert sum(row.is_standing for row in rows) >= 3
    assert any(row.compromises for row in rows)
    assert {row.followed for row in rows} >= {True, False}
    entries = {entry.action for entry in every(audit.AuditEntry)}
    written = {"round.run", "recommendation.write", "recommendation.decide", "placement.start"}
    assert written <= entries
