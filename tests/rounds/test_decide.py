import pytest

from fostermatch import clock
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.families.models import TakenPlace
from fostermatch.placements.models import Placement
from fostermatch.requests.models import State
from fostermatch.rounds import actions
from fostermatch.rounds.models import Decision
from tests import factories
from tests.at_once import press_at_once
from tests.conftest import people

REASONS = {
    "professional_reason": "Tæt på skole og bror.",
    "economic_reason": "439.700 kr. om året mod 1,1 mio. på institution.",
}
NO = REASONS | {"outcome": "declined"}


@pytest.fixture
def yes():
    return REASONS | {
        "outcome": "accepted",
        "starts_on": factories.today().isoformat(),
        "yearly_cost": "439.700,50",
    }


@pytest.fixture
def propose(cast, aarhus):
    def run(by="anna"):
        round_ = actions.run_round(aarhus, clock.today(), clock.now(), by=cast[by])
        db.session.commit()
        return round_.proposals

    return run


@pytest.fixture
def proposal(propose, aarhus, nord):
    factories.ready_family(aarhus)
    factories.request(nord)
    [only] = propose()
    return only


def address(proposal):
    return f"/rounds/proposals/{proposal.id}/decide"


def count(model):
    db.session.rollback()
    return db.session.query(model).count()


def test_accepting_starts_a_placement_takes_the_place_and_closes_the_request(bo, proposal, yes):
    response = bo.post(address(proposal), data=yes)
    assert response.location == f"/rounds/{proposal.round_id}"
    [placement] = db.session.query(Placement)
    assert placement.taken_place.family_id == proposal.family_id
    assert str(placement.yearly_cost) == "439700.50"
    assert proposal.request.state is State.PLACED
    assert proposal.decision.placement_id == placement.id


def test_the_child_has_left_the_waiting_list(bo, proposal, yes):
    assert "B." in bo.get("/waiting-list").text
    bo.post(address(proposal), data=yes)
    assert "B." not in bo.get("/waiting-list").text


def test_declining_changes_nothing_but_is_kept(bo, proposal):
    bo.post(address(proposal), data=NO)
    assert proposal.decision.outcome == "declined"
    assert proposal.request.state is State.WAITING
    assert count(TakenPlace) == 0


@pytest.mark.parametrize(
    "missing", ["professional_reason", "economic_reason", "outcome", "starts_on"]
)
def test_a_decision_is_complete_or_none(bo, proposal, yes, missing):
    page = bo.post(address(proposal), data=yes | {missing: ""})
    assert page.status_code == 422
    assert 'aria-invalid="true"' in page.text or f'id="{missing}-error"' in page.text
    assert count(Decision) == 0


def test_one_word_is_no_reason(bo, proposal, yes):
    assert bo.post(address(proposal), data=yes | {"professional_reason": "ok"}).status_code == 422


def test_a_proposal_is_decided_once(bo, proposal):
    bo.post(address(proposal), data=NO)
    assert bo.post(address(proposal), data=NO).status_code == 409
    assert count(Decision) == 1


@pytest.mark.parametrize("name", ["anna", "hans", "dorte", "erik"])
def test_only_a_team_leader_decides(sign_in, proposal, yes, name):
    assert sign_in(name).post(address(proposal), data=yes).status_code in (302, 403, 404)
    assert count(Decision) == 0


def test_whoever_ran_the_round_does_not_decide(bo, propose, aarhus, nord, yes):
    factories.ready_family(aarhus)
    factories.request(nord)
    [proposal] = propose(by="bo")
    assert bo.post(address(proposal), data=yes).status_code == 403


def test_a_leader_of_another_team_states_a_purpose_first(sign_in, proposal, yes):
    ida = sign_in("ida")
    assert "/purpose" in ida.post(address(proposal), data=yes).location
    ida.post(
        f"/children/{proposal.request.child_id}/purpose", data={"purpose": "Visitationsudvalget"}
    )
    assert ida.post(address(proposal), data=yes).location == f"/rounds/{proposal.round_id}"


def test_another_municipality_learns_nothing(carl, proposal, yes):
    assert carl.post(address(proposal), data=yes).status_code == 404


def test_a_child_that_left_the_list_since_is_not_placed_again(bo, proposal, yes):
    proposal.request.state = State.NOT_NEEDED
    proposal.request.closed_on = factories.today()
    db.session.commit()
    page = bo.post(address(proposal), data=yes)
    assert page.status_code == 409
    assert count(Placement) == 0


def test_a_place_that_is_gone_since_is_not_given_again(bo, proposal, yes):
    factories.taken_place(proposal.family)
    page = bo.post(address(proposal), data=yes)
    assert page.status_code == 409
    assert "ledig plads" in page.text
    assert proposal.request.state is State.WAITING
    assert count(Decision) == 0


def test_a_family_that_paused_since_is_left_in_peace(bo, proposal, yes):
    factories.pause(proposal.family)
    assert bo.post(address(proposal), data=yes).status_code == 409


def test_an_approval_that_has_run_out_is_no_approval(bo, proposal, yes):
    proposal.family.approvals[0].ends_on = factories.days_ago(1)
    db.session.commit()
    assert bo.post(address(proposal), data=yes).status_code == 409


def test_an_age_outside_the_approval_is_refused_with_both_numbers(bo, proposal, yes):
    proposal.family.approvals[0].max_age = 5
    db.session.commit()
    page = bo.post(address(proposal), data=yes)
    assert page.status_code == 409
    assert "0–5 år" in page.text


def test_siblings_are_decided_together_all_or_none(bo, propose, aarhus, nord, yes):
    one, two = factories.child(nord), factories.child(nord)
    factories.siblings(SiblingWish.TOGETHER, one, two)
    for child in (one, two):
        factories.request(nord, child)
    home = factories.ready_family(aarhus, places=2)
    first, second = propose()
    gone = factories.taken_place(home)
    assert bo.post(address(first), data=yes).status_code == 409
    assert count(Placement) == 0
    gone.ends_on = factories.days_ago(1)
    db.session.commit()
    assert bo.post(address(first), data=yes).status_code == 302
    assert count(Placement) == 2
    assert second.request.state is State.PLACED


@pytest.mark.parametrize("days", [40, -400])
def test_a_first_day_that_makes_no_sense_is_refused(bo, proposal, yes, days):
    page = bo.post(
        address(proposal), data=yes | {"starts_on": factories.days_ago(days).isoformat()}
    )
    assert page.status_code == 409
    assert count(Placement) == 0


def test_a_request_that_asks_for_something_else_since_is_not_met(bo, proposal, yes):
    proposal.request.kind, proposal.request.respite_pattern = "respite", "monthly"
    db.session.commit()
    assert bo.post(address(proposal), data=yes).status_code == 409


def test_a_need_the_family_no_longer_meets_is_named(bo, proposal, yes):
    factories.profile(proposal.request.child, support_level="complete")
    page = bo.post(address(proposal), data=yes)
    assert page.status_code == 409
    assert "ikke godkendt til støttebehovet" in page.text
    assert count(Placement) == 0


def test_a_suggestion_is_overtaken_by_a_newer_round(bo, propose, proposal, yes):
    propose()
    assert bo.post(address(proposal), data=yes).status_code == 409
    assert f"/proposals/{proposal.id}/decide" not in bo.get(f"/rounds/{proposal.round_id}").text


def test_a_decline_is_shown_when_the_same_family_comes_up_again(bo, propose, proposal):
    bo.post(address(proposal), data=NO)
    [again] = propose()
    assert NO["professional_reason"] in bo.get(f"/rounds/proposals/{again.id}").text


def test_nothing_is_suggested_so_nothing_is_decided(bo, propose, nord, yes):
    factories.request(nord)
    [proposal] = propose()
    assert bo.post(address(proposal), data=yes).status_code == 409


def test_a_double_click_decides_once_and_shows_the_round(bo, proposal, yes):
    twice = yes | {"once": "0123456789abcdef"}
    first, second = (bo.post(address(proposal), data=twice) for _ in range(2))
    assert first.location == second.location
    assert count(Placement) == 1


@pytest.fixture(params=["app", "postgres_app"])
def either(request):
    """The same on SQLite and on PostgreSQL."""
    return request.getfixturevalue(request.param)


def test_one_place_is_never_given_to_two_children(either, yes):
    cast = people()
    anna, bo = cast["anna"], cast["bo"]
    ida = cast["ida"]
    ida.team_id = bo.team_id
    family = factories.ready_family(anna.municipality)
    chosen = []
    for _ in range(2):
        factories.request(anna.team)
        round_ = actions.run_round(anna.municipality, clock.today(), clock.now(), by=anna)
        db.session.commit()
        chosen.append(next(line for line in round_.proposals if line.family_id))
        chosen[-1].request.state = State.EXPECTED
        db.session.commit()
    for proposal in chosen:
        proposal.request.state = State.WAITING
    db.session.commit()
    assert len({proposal.request_id for proposal in chosen}) == 2

    answers = press_at_once(either, [(bo, address(chosen[0])), (ida, address(chosen[1]))], yes)

    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert "ledig plads" in next(a for a in answers if a.status_code == 409).text
    assert count(Placement) == 1
    open_places = db.session.query(TakenPlace).filter_by(family_id=family.id, ends_on=None)
    assert open_places.count() == 1


def test_one_child_is_never_placed_twice(either, yes):
    cast = people()
    ida = cast["ida"]
    ida.team_id = cast["bo"].team_id
    factories.ready_family(ida.municipality, places=2)
    factories.request(cast["anna"].team)
    round_ = actions.run_round(ida.municipality, clock.today(), clock.now(), by=cast["anna"])
    db.session.commit()
    decide = address(round_.proposals[0])
    answers = press_at_once(either, [(cast["bo"], decide), (ida, decide)], yes)
    assert sorted(answer.status_code for answer in answers) == [302, 409]
    assert count(Placement) == 1
