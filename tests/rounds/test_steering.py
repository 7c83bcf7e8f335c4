"""Pinning, ruling out and holding from the page, and what is refused."""

from datetime import timedelta

import pytest

from fostermatch import chores, clock
from fostermatch.database import db
from fostermatch.rounds.standing.queries import standing_round
from fostermatch.rounds.steering.models import Kind, Steering
from tests import factories
from tests.at_once import press_at_once
from tests.conftest import people

WHY = {"reason": "Bror bor på samme vej."}


@pytest.fixture
def family(aarhus):
    return factories.ready_family(aarhus)


@pytest.fixture
def request_(nord):
    return factories.request(nord)


def address(request, family):
    return f"/requests/{request.id}/steer/{family.id}"


def rows():
    db.session.rollback()
    return db.session.query(Steering).order_by(Steering.id).all()


def test_a_leader_pins_and_sees_it_at_once(bo, cast, request_, family, aarhus):
    better = factories.ready_family(aarhus)
    response = bo.post(address(request_, better), data=WHY | {"kind": "pin"})
    assert response.location == f"/children/{request_.child_id}"
    [row] = rows()
    assert (row.kind, row.reason, row.set_by_id) == (Kind.PIN, WHY["reason"], cast["bo"].id)
    assert standing_round(aarhus.id).proposals[0].family_id == better.id
    page = bo.get(response.location).text
    assert "fastholdt" in page
    assert WHY["reason"] in page
    assert "fastholdt" in bo.get(f"/rounds/{standing_round(aarhus.id).id}").text


def test_a_caseworker_rules_out_but_does_not_pin(anna, request_, family):
    assert anna.post(address(request_, family), data=WHY | {"kind": "pin"}).status_code == 422
    assert anna.post(address(request_, family), data=WHY | {"kind": "veto"}).status_code == 302
    [row] = rows()
    assert row.kind is Kind.VETO


@pytest.mark.parametrize(("name", "status"), [("hans", 302), ("dorte", 302), ("carl", 404)])
def test_only_the_childs_team_steers(sign_in, request_, family, name, status):
    """Others are asked for a purpose first; a look-up is for reading."""
    assert sign_in(name).get(address(request_, family)).status_code == status
    assert rows() == []


def test_a_hold_lasts_two_weeks_unless_told_otherwise(bo, request_, family):
    bo.post(address(request_, family), data=WHY | {"kind": "hold"})
    [row] = rows()
    assert row.until == clock.today() + timedelta(14)


@pytest.mark.parametrize("days", [-1, 93])
def test_a_hold_has_a_last_day_in_reach(bo, request_, family, days):
    until = (clock.today() + timedelta(days)).isoformat()
    response = bo.post(address(request_, family), data=WHY | {"kind": "hold", "until": until})
    assert response.status_code == 422
    assert "tre måneder" in response.text


def test_a_sentence_is_needed(bo, request_, family):
    response = bo.post(address(request_, family), data={"kind": "veto", "reason": "nej"})
    assert response.status_code == 422
    assert "næste år" in response.text


def refused(client, request, family, kind):
    response = client.post(address(request, family), data=WHY | {"kind": kind})
    assert response.status_code == 409
    return response.text


@pytest.mark.parametrize(("first", "second"), [("veto", "pin"), ("pin", "veto"), ("hold", "veto")])
def test_a_pair_is_not_wanted_and_ruled_out(bo, request_, family, first, second):
    bo.post(address(request_, family), data=WHY | {"kind": first})
    text = refused(bo, request_, family, second)
    assert "fravalgt og tiltænkt" in text
    assert WHY["reason"] in text


def test_the_same_is_not_set_twice(bo, request_, family):
    bo.post(address(request_, family), data=WHY | {"kind": "veto"})
    assert "gælder allerede" in refused(bo, request_, family, "veto")


def test_a_child_is_pinned_to_one_family(bo, request_, family, aarhus):
    bo.post(address(request_, family), data=WHY | {"kind": "pin"})
    other = factories.ready_family(aarhus)
    assert f"Familie {family.reference} er fastholdt" in refused(bo, request_, other, "pin")


def test_a_held_place_may_then_be_pinned(bo, request_, family):
    bo.post(address(request_, family), data=WHY | {"kind": "hold"})
    assert bo.post(address(request_, family), data=WHY | {"kind": "pin"}).status_code == 302


def test_a_pin_names_the_requirement_it_breaks(bo, request_, family):
    family.approvals[0].max_age = 3
    db.session.commit()
    assert "godkendt til 0–3 år" in refused(bo, request_, family, "pin")


def test_a_family_that_said_no_is_not_pinned(bo, cast, request_, family):
    factories.ask(request_, family, cast["anna"], state="no", answered_on=clock.today())
    assert "har sagt nej" in refused(bo, request_, family, "pin")


def test_a_held_place_is_not_pinned_to_another(bo, request_, family, nord):
    bo.post(address(request_, family), data=WHY | {"kind": "hold"})
    text = refused(bo, factories.request(nord), family, "pin")
    assert "pladsen holdes til et andet barn" in text


def test_there_are_no_more_pins_than_places(bo, request_, family, nord):
    bo.post(address(request_, family), data=WHY | {"kind": "pin"})
    for kind in ("pin", "hold"):
        assert "besluttet før" in refused(bo, factories.request(nord), family, kind)


def test_who_does_not_wait_is_not_steered(bo, request_, family):
    request_.state, request_.closed_on = "not_needed", clock.today()
    db.session.commit()
    assert "klar eller venter" in refused(bo, request_, family, "veto")


def test_what_is_lifted_is_kept_with_its_reason(bo, cast, request_, family, aarhus):
    row = factories.steering(request_, family, by=cast["bo"])
    response = bo.post(f"/steerings/{row.id}/lift", data={"reason": "Familien har fået råd."})
    [row] = rows()
    assert (row.ended_by_id, row.ended_because) == (cast["bo"].id, "Familien har fået råd.")
    assert standing_round(aarhus.id).proposals[0].family_id == family.id
    assert "Familien har fået råd." in bo.get(response.location).text
    again = bo.post(f"/steerings/{row.id}/lift", data={"reason": "Familien har fået råd."})
    assert again.status_code == 409


def test_a_caseworker_does_not_lift_a_pin(anna, cast, request_, family):
    row = factories.steering(request_, family, Kind.PIN, by=cast["bo"])
    assert anna.get(f"/steerings/{row.id}/lift").status_code == 403
    assert f"/steerings/{row.id}/lift" not in anna.get(f"/children/{request_.child_id}").text


def test_a_pin_that_no_longer_fits_says_so_on_the_childs_page(app, bo, cast, request_, family):
    factories.steering(request_, family, Kind.PIN, by=cast["bo"])
    family.approvals[0].max_age = 3
    db.session.commit()
    chores.do(app, "fostermatch.rounds.standing.chores.renew")
    page = bo.get(f"/children/{request_.child_id}").text
    assert "Kan ikke gælde nu" in page
    assert "godkendt til 0–3 år" in page


def test_a_hold_past_its_day_ends_by_itself(app, cast, request_, family):
    yesterday = clock.today() - timedelta(1)
    factories.steering(request_, family, Kind.HOLD, by=cast["bo"], until=yesterday)
    chores.do(app, "fostermatch.rounds.standing.chores.renew")
    [row] = rows()
    assert row.ended_at
    assert row.ended_by_id is None


@pytest.mark.parametrize("kind", ["app", "postgres_app"])
def test_of_two_who_pin_the_last_place_at_once_one_is_refused(request, kind):
    app = request.getfixturevalue(kind)
    cast = people()
    family = factories.ready_family(cast["bo"].municipality)
    north, south = (factories.request(cast[name].team) for name in ("bo", "ida"))
    presses = [(cast["bo"], address(north, family)), (cast["ida"], address(south, family))]
    db.session.remove()
    answers = press_at_once(app, presses, WHY | {"kind": "pin"})
    assert sorted(answer.status_code for answer in answers) == [302, 409]
