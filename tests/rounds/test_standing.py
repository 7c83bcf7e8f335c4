"""Today's proposal: one a municipality, matched again when a fact changes."""

from datetime import timedelta

import pytest

from fostermatch import chores, clock
from fostermatch.accounts.models import Municipality
from fostermatch.asks.models import AskState
from fostermatch.database import db
from fostermatch.requests.models import State
from fostermatch.rounds import actions, told
from fostermatch.rounds.models import Proposal, Round
from fostermatch.rounds.standing.actions import refresh
from fostermatch.rounds.standing.queries import standing_round
from tests import factories

RENEW = "fostermatch.rounds.standing.chores.renew"


@pytest.fixture
def renew(aarhus):
    def renew_it(later=0):
        at = clock.now() + timedelta(minutes=later)
        round_ = refresh(aarhus, clock.today(), at)
        db.session.commit()
        return round_

    return renew_it


def suggested(round_):
    return {line.request_id: line.family_id for line in round_.proposals}


def test_the_list_is_matched_once_and_then_only_looked_at(renew, aarhus, nord):
    family, request = factories.ready_family(aarhus), factories.request(nord)
    first = renew()
    assert suggested(first) == {request.id: family.id}
    matched_at, [line] = first.run_at, first.proposals
    again = renew(later=1)
    assert again.id == first.id
    assert again.run_at == matched_at
    assert again.checked_at > matched_at
    assert again.proposals == [line]


def test_a_fact_that_changes_is_matched_again_in_the_same_row(renew, aarhus, nord):
    request, gone = factories.request(nord), factories.request(nord)
    [line, _gone] = renew().proposals
    family = factories.ready_family(aarhus)
    gone.state, gone.closed_on = State.NOT_NEEDED, clock.today()
    db.session.commit()
    assert suggested(renew(later=1)) == {request.id: family.id}
    [row] = db.session.query(Proposal)
    assert row.id == line.id
    assert row.family == family


def test_the_day_is_a_fact_too(renew, aarhus, nord):
    factories.request(nord)
    before = renew().fingerprint
    tomorrow = clock.today() + timedelta(1)
    assert refresh(aarhus, tomorrow, clock.now()).fingerprint != before


def test_the_order_rows_are_read_in_is_no_fact(renew, aarhus, nord):
    for _ in range(3):
        factories.ready_family(aarhus)
        factories.request(nord)
    one = told.told(aarhus, clock.today())
    again = told.told(aarhus, clock.today())
    assert one.fingerprint == again.fingerprint


def test_the_chore_renews_every_municipality(app, cast, nord):
    factories.request(nord)
    chores.do(app, RENEW)
    assert db.session.query(Round).filter_by(standing=True).count() == 2


def test_a_failure_keeps_the_earlier_proposal_and_the_next_minute_heals_it(
    app, renew, aarhus, nord, caplog
):
    family, request = factories.ready_family(aarhus), factories.request(nord)
    before = renew().checked_at
    approval = family.approvals[0]
    request.child.born_on = clock.today().replace(year=clock.today().year + 1)  # no such age
    db.session.commit()
    chores.do(app, RENEW)
    db.session.expire_all()
    kept = standing_round(aarhus.id)
    assert (kept.checked_at, suggested(kept)) == (before, {request.id: family.id})
    assert "municipality" in caplog.text
    for private in ("Bertil", "Holm", "SELECT"):
        assert private not in caplog.text
    elsewhere = standing_round(db.session.query(Municipality).filter_by(name="Odense").one().id)
    assert elsewhere is not None
    request.child.born_on, approval.places = factories.days_ago(3000), 1
    db.session.commit()
    chores.do(app, RENEW)
    db.session.expire_all()
    assert standing_round(aarhus.id).checked_at > before


def test_a_meetings_round_is_a_copy_that_stays(renew, aarhus, nord, cast):
    family, request = factories.ready_family(aarhus), factories.request(nord)
    kept = actions.run_round(aarhus, clock.today(), clock.now(), by=cast["anna"])
    db.session.commit()
    now = standing_round(aarhus.id)
    assert kept.id != now.id
    assert [line.result for line in kept.proposals] == [line.result for line in now.proposals]
    assert (kept.inputs, kept.weights, kept.value) == (now.inputs, now.weights, now.value)
    family.approvals[0].ends_on = factories.days_ago(1)
    db.session.commit()
    assert suggested(renew(later=1)) == {request.id: None}
    assert suggested(kept) == {request.id: family.id}


def test_stale_places_asked_in_on_purpose_change_the_snapshot_alone(renew, aarhus, nord):
    family, request = factories.family(aarhus), factories.request(nord)
    factories.approval(family)
    factories.confirmation(family, days=90)
    kept = actions.run_round(aarhus, clock.today(), clock.now(), include_stale=True)
    assert suggested(kept) == {request.id: family.id}
    assert suggested(standing_round(aarhus.id)) == {request.id: None}


def test_it_is_not_listed_among_the_rounds_but_stands_above_them(anna, renew, aarhus, nord):
    factories.request(nord)
    round_ = renew()
    page = anna.get("/rounds").text
    assert "Ingen runder" in page or "ikke kørt" in page
    assert f"/rounds/{round_.id}" in page
    assert "Dagens forslag" in page


def test_every_page_tells_of_which_minute_it_is(anna, renew, aarhus, nord):
    family, request = factories.ready_family(aarhus), factories.request(nord)
    round_ = renew()
    at = f"kl. {round_.checked_at.astimezone(clock.DENMARK):%-H.%M}"
    pages = ["/waiting-list", f"/children/{request.child_id}", f"/rounds/{round_.id}"]
    for page in [*pages, f"/rounds/proposals/{round_.proposals[0].id}"]:
        text = anna.get(page).text
        assert at in text, page
        assert family.reference in text
    round_.checked_at -= timedelta(days=2)
    db.session.commit()
    assert at in anna.get("/waiting-list").text
    assert str(factories.days_ago(2).year) in anna.get("/waiting-list").text


def test_the_pages_show_what_is_suggested_now_and_not_at_the_meeting(
    anna, renew, aarhus, nord, cast
):
    near, request = factories.ready_family(aarhus), factories.request(nord)
    actions.run_round(aarhus, clock.today(), clock.now(), by=cast["anna"])
    far = factories.ready_family(aarhus, postcode="8963")
    today = factories.today()
    factories.ask(request, near, cast["anna"], state=AskState.NO, answered_on=today)
    renew(later=1)
    line = anna.get(f"/children/{request.child_id}").text
    assert f"Familie {far.reference}" in line
    assert f"Familie {far.reference}" in anna.get(f"/requests/{request.id}/match").text
