"""Another person decides: accept, decline or send back, all or nothing, with today's facts."""

import pytest
import sqlalchemy as sa

from fostermatch.asks.models import AskState, WithdrawnBecause
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.decisions.models import Decision, Recommendation
from fostermatch.families.models import TakenPlace
from fostermatch.needs import SupportLevel
from fostermatch.placements.models import Placement
from fostermatch.requests.models import State
from tests import factories
from tests.at_once import press_at_once
from tests.conftest import people
from tests.decisions.conftest import NO, YES, count, decide_at


def test_accepting_starts_a_placement_takes_the_place_and_closes_the_request(bo, row):
    assert bo.post(decide_at(row), data=YES).location == f"/decisions/{row.id}"
    [placement] = db.session.query(Placement)
    assert placement.taken_place.family_id == row.family_id
    assert placement.starts_on == row.starts_on
    assert str(placement.yearly_cost) == "439700.50"
    assert row.first.request.state is State.PLACED
    assert row.decision.reason == YES["reason"]


def test_the_child_has_left_the_waiting_list(bo, row):
    assert "B." in bo.get("/waiting-list").text
    bo.post(decide_at(row), data=YES)
    assert "B." not in bo.get("/waiting-list").text


def test_declining_changes_nothing_but_is_kept(bo, row):
    bo.post(decide_at(row), data=NO)
    assert row.decision.outcome == "declined"
    assert row.first.request.state is State.WAITING
    assert count(TakenPlace) == 0


def test_sending_back_says_what_is_missing_and_lets_another_be_written(bo, row, request_, cast):
    back = NO | {"outcome": "sent_back"}
    page = bo.post(decide_at(row), data=back)
    assert page.status_code == 422
    assert 'id="missing-error"' in page.text
    bo.post(decide_at(row), data=back | {"missing": "Barnets egne ord."})
    assert row.decision.missing == "Barnets egne ord."
    factories.recommendation(request_, row.family, cast["anna"])
    assert count(Recommendation) == 2


@pytest.mark.parametrize("missing", ["reason", "outcome"])
def test_a_decision_is_complete_or_none(bo, row, missing):
    page = bo.post(decide_at(row), data=YES | {missing: ""})
    assert page.status_code == 422
    assert f'id="{missing}-error"' in page.text
    assert count(Decision) == 0


def test_one_word_is_no_reason(bo, row):
    assert bo.post(decide_at(row), data=YES | {"reason": "ok"}).status_code == 422


def test_it_is_decided_once(bo, row):
    bo.post(decide_at(row), data=NO)
    assert bo.post(decide_at(row), data=NO).status_code == 409
    assert count(Decision) == 1


@pytest.mark.parametrize("name", ["anna", "hans", "dorte", "erik"])
def test_only_a_team_leader_decides(sign_in, row, name):
    assert sign_in(name).post(decide_at(row), data=YES).status_code in (302, 403, 404)
    assert count(Decision) == 0


def test_whoever_recommends_does_not_decide(bo, request_, home, cast):
    row = factories.recommendation(request_, home, cast["bo"])
    assert bo.post(decide_at(row), data=YES).status_code == 403
    assert f"{row.id}/decide" not in bo.get(f"/decisions/{row.id}").text


def test_whoever_ran_the_round_may_decide_what_another_recommends(bo, request_, home, run, cast):
    run(by="bo")
    row = factories.recommendation(request_, home, cast["anna"])
    assert bo.post(decide_at(row), data=YES).status_code == 302


def test_a_leader_of_another_team_states_a_purpose_first(sign_in, row):
    ida = sign_in("ida")
    assert "/purpose" in ida.post(decide_at(row), data=YES).location
    purpose = {"purpose": "Visitationsudvalget"}
    ida.post(f"/children/{row.child.id}/purpose", data=purpose)
    assert ida.post(decide_at(row), data=YES).location == f"/decisions/{row.id}"


def test_another_municipality_learns_nothing(carl, row):
    assert carl.post(decide_at(row), data=YES).status_code == 404


def refused(bo, row):
    page = bo.post(decide_at(row), data=YES)
    assert page.status_code == 409
    assert "Afvis indstillingen, eller send den tilbage" in page.text
    assert count(Placement) == 0
    assert count(Decision) == 0
    return page.text


def test_a_child_that_left_the_list_since_is_not_placed_again(bo, row):
    row.first.request.state = State.NOT_NEEDED
    row.first.request.closed_on = factories.today()
    db.session.commit()
    refused(bo, row)
    assert bo.post(decide_at(row), data=NO).status_code == 302


def test_a_place_that_is_gone_since_is_not_given_again(bo, row):
    factories.taken_place(row.family)
    assert "ledig plads" in refused(bo, row)
    assert row.first.request.state is State.WAITING


def test_a_family_that_paused_since_is_left_in_peace(bo, row):
    factories.pause(row.family)
    refused(bo, row)


def test_an_approval_that_has_run_out_is_no_approval(bo, row):
    row.family.approvals[0].ends_on = factories.days_ago(1)
    db.session.commit()
    refused(bo, row)


def test_an_age_outside_the_approval_is_refused_with_both_numbers(bo, row):
    row.family.approvals[0].max_age = 5
    db.session.commit()
    assert "0–5 år" in refused(bo, row)


def test_a_need_the_family_no_longer_meets_is_named(bo, row):
    factories.profile(row.child, support_level=SupportLevel.COMPLETE)
    assert "ikke godkendt til støttebehovet" in refused(bo, row)


def test_a_limit_overridden_with_a_reason_stays_overridden(bo, request_, home, cast):
    factories.profile(request_.child, support_level=SupportLevel.COMPLETE)
    reason = {"override_reason": "Familien får en behandler med hjem."}
    row = factories.recommendation(request_, home, cast["anna"], **reason)
    members = {"members": "Lis Bo, jurist\nKaj Lund, psykolog"}
    assert bo.post(decide_at(row), data=YES | members).status_code == 302


def test_a_request_that_asks_for_something_else_since_is_not_met(bo, row):
    row.first.request.kind, row.first.request.respite_pattern = "respite", "monthly"
    db.session.commit()
    refused(bo, row)


def test_nobody_is_placed_with_a_family_whose_no_stands(bo, row, cast):
    today = factories.today()
    no = {"state": AskState.NO, "said_on": today, "answered_on": today}
    factories.ask(row.first.request, row.family, cast["anna"], **no)
    assert "har sagt nej" in refused(bo, row)


def test_siblings_are_decided_together_all_or_none(bo, aarhus, nord, cast):
    one, two = factories.child(nord), factories.child(nord)
    factories.siblings(SiblingWish.TOGETHER, one, two)
    first, second = (factories.request(nord, child) for child in (one, two))
    home = factories.ready_family(aarhus, places=2)
    row = factories.recommendation(first, home, cast["anna"])
    assert [line.request_id for line in row.lines] == [first.id, second.id]
    gone = factories.taken_place(home)
    assert bo.post(decide_at(row), data=YES).status_code == 409
    assert count(Placement) == 0
    gone.ends_on = factories.days_ago(1)
    db.session.commit()
    assert bo.post(decide_at(row), data=YES).status_code == 302
    assert count(Placement) == 2
    assert second.state is State.PLACED


def test_a_decision_ends_what_was_asked_elsewhere(bo, row, nord, aarhus, cast):
    far = factories.ready_family(aarhus, name="Birk")
    elsewhere = factories.ask(row.first.request, far, cast["anna"], state=AskState.YES)
    got_it = factories.ask(row.first.request, row.family, cast["anna"])
    other_child = factories.ask(factories.request(nord), row.family, cast["anna"])
    assert bo.post(decide_at(row), data=YES).status_code == 302
    assert elsewhere.withdrawn_because is WithdrawnBecause.OTHER_FAMILY
    assert other_child.withdrawn_because is WithdrawnBecause.PLACE_TAKEN
    assert got_it.state is AskState.YES
    assert elsewhere.is_to_be_told
    assert [reply.recorded_by_id for reply in elsewhere.replies] == [cast["bo"].id]


def test_a_decline_ends_nothing(bo, row, cast):
    ask = factories.ask(row.first.request, row.family, cast["anna"])
    bo.post(decide_at(row), data=NO)
    assert ask.state is AskState.ASKED


@pytest.mark.parametrize("members", ["", "Anna, rådgiver\nLis Bo, jurist", "Lis Bo, jurist"])
def test_a_committee_is_two_beside_the_one_who_recommends(bo, request_, home, cast, members):
    row = factories.recommendation(request_, home, cast["anna"], parents_consent=False)
    page = bo.post(decide_at(row), data=YES | {"members": members})
    assert page.status_code == 422
    assert 'id="members-error"' in page.text
    two = {"members": "Anna, rådgiver\nLis Bo, jurist\nKaj Lund, psykolog"}
    assert bo.post(decide_at(row), data=YES | two).status_code == 302
    assert "Kaj Lund, psykolog" in bo.get(f"/decisions/{row.id}").text


def test_a_double_click_decides_once_and_shows_the_decision(bo, row):
    twice = YES | {"once": "0123456789abcdef"}
    first, second = (bo.post(decide_at(row), data=twice) for _ in range(2))
    assert first.location == second.location
    assert count(Placement) == 1


@pytest.fixture(params=["app", "postgres_app"])
def either(request):
    """The same on SQLite and on PostgreSQL."""
    return request.getfixturevalue(request.param)


@pytest.mark.parametrize("table", ["recommendation", "recommendation_line", "decision"])
@pytest.mark.parametrize("deed", ["UPDATE {} SET id = 99", "DELETE FROM {}"])
def test_what_was_written_cannot_be_changed_even_in_the_database(either, table, deed):
    cast = people()
    home = factories.ready_family(cast["bo"].municipality)
    row = factories.recommendation(factories.request(cast["anna"].team), home, cast["anna"])
    factories.decision(row, cast["bo"])
    with pytest.raises(sa.exc.DBAPIError, match="written once"):
        db.session.execute(sa.text(deed.format(table)))
    db.session.rollback()


def test_one_place_is_never_given_to_two_children(either):
    cast = people()
    anna, bo, ida = cast["anna"], cast["bo"], cast["ida"]
    ida.team_id = bo.team_id
    family = factories.ready_family(anna.municipality)
    chosen = [
        factories.recommendation(factories.request(anna.team), family, anna) for _ in range(2)
    ]
    presses = [(bo, decide_at(chosen[0])), (ida, decide_at(chosen[1]))]
    answers = press_at_once(either, presses, YES)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert "ledig plads" in next(a for a in answers if a.status_code == 409).text
    assert count(Placement) == 1
    open_places = db.session.query(TakenPlace).filter_by(family_id=family.id, ends_on=None)
    assert open_places.count() == 1


def test_one_child_is_never_placed_twice(either):
    cast = people()
    ida = cast["ida"]
    ida.team_id = cast["bo"].team_id
    home = factories.ready_family(ida.municipality, places=2)
    row = factories.recommendation(factories.request(cast["anna"].team), home, cast["anna"])
    answers = press_at_once(either, [(cast["bo"], decide_at(row)), (ida, decide_at(row))], YES)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert count(Placement) == 1
