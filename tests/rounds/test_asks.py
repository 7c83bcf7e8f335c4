"""What families have answered, in rounds and on their pages."""

import pytest

from fostermatch import clock
from fostermatch.asks.models import AskState, WithdrawnBecause
from fostermatch.database import db
from fostermatch.matching import match
from fostermatch.rounds import actions
from tests import factories
from tests.rounds.test_decide import REASONS


@pytest.fixture
def run(aarhus, cast):
    def run_it(by="anna"):
        round_ = actions.run_round(aarhus, clock.today(), clock.now(), by=cast[by])
        db.session.commit()
        return round_

    return run_it


@pytest.fixture
def near(aarhus):
    return factories.ready_family(aarhus)


@pytest.fixture
def far(aarhus):
    return factories.ready_family(aarhus, name="Birk", postcode="8963")


@pytest.fixture
def request_(nord):
    child = factories.child(nord)
    factories.profile(child, school_postcode="8900")
    return factories.request(nord, child)


@pytest.fixture
def yes():
    today = factories.today().isoformat()
    return REASONS | {"outcome": "accepted", "starts_on": today}


def said_no(request, family, by):
    today = factories.today()
    return factories.ask(request, family, by, state=AskState.NO, said_on=today, answered_on=today)


def test_a_family_that_said_no_is_not_suggested_again_for_the_request(
    anna, run, request_, near, far, cast
):
    [line] = run().proposals
    assert line.family_id == near.id
    ask = said_no(request_, near, cast["anna"])
    [line] = run().proposals
    assert line.family_id == far.id
    page = anna.get(f"/rounds/proposals/{line.id}").text
    assert "har sagt nej: " in page
    assert f"Familie {near.reference} har sagt nej" in anna.get(f"/rounds/{line.round_id}").text
    ask.state = AskState.YES
    db.session.commit()
    assert run().proposals[0].family_id == near.id


def test_a_no_counts_for_that_request_only(run, request_, near, nord, cast):
    said_no(request_, near, cast["anna"])
    other = factories.request(nord)
    found = {line.request_id: line.family_id for line in run().proposals}
    assert found == {request_.id: None, other.id: near.id}


def test_a_newer_question_to_the_family_takes_the_place_of_its_no(run, request_, near, cast):
    said_no(request_, near, cast["anna"])
    factories.ask(request_, near, cast["anna"], days=0)
    assert run().proposals[0].family_id == near.id


def test_a_round_with_a_no_run_again_from_what_it_kept_gives_the_same(
    run, request_, near, far, cast
):
    said_no(request_, near, cast["anna"])
    round_ = run()
    again = match(round_.needs(), round_.offers(), round_.weighting(), vetoes=round_.vetoes())
    assert [line.result for line in round_.proposals] == list(again.results)


def test_the_page_asks_the_suggested_family_and_after_a_no_the_next(
    anna, run, request_, near, far, cast
):
    [line] = run().proposals
    address = f"/rounds/proposals/{line.id}"
    page = anna.get(address).text
    assert f"Spørg familie {near.reference}" in page
    assert f"/requests/{request_.id}/ask/{far.id}" in page
    ask = factories.ask(request_, near, cast["anna"], days=2)
    page = anna.get(address).text
    assert "Notér svaret" in page
    assert "spurgt for 2 dage siden" in page
    ask.state, ask.said_on = AskState.NO, factories.today()
    db.session.commit()
    page = anna.get(address).text
    assert f"Spørg familie {far.reference}" in page
    assert "nej, " in page
    assert "nej, " in anna.get("/waiting-list").text
    assert f"familie {near.reference}" not in anna.get("/").text


def test_a_decision_ends_what_was_asked_elsewhere(bo, run, request_, near, far, nord, cast, yes):
    elsewhere = factories.ask(request_, far, cast["anna"], state=AskState.YES)
    got_it = factories.ask(request_, near, cast["anna"])
    other_child = factories.ask(factories.request(nord), near, cast["anna"])
    line = next(line for line in run().proposals if line.request_id == request_.id)
    assert line.family_id == near.id
    assert bo.post(f"/rounds/proposals/{line.id}/decide", data=yes).status_code == 302
    assert elsewhere.withdrawn_because is WithdrawnBecause.OTHER_FAMILY
    assert other_child.withdrawn_because is WithdrawnBecause.PLACE_TAKEN
    assert got_it.state is AskState.YES
    assert elsewhere.is_to_be_told
    assert [reply.recorded_by_id for reply in elsewhere.replies] == [cast["bo"].id]


def test_a_decline_ends_nothing(bo, run, request_, near, cast):
    ask = factories.ask(request_, near, cast["anna"])
    [line] = run().proposals
    bo.post(f"/rounds/proposals/{line.id}/decide", data=REASONS | {"outcome": "declined"})
    assert ask.state is AskState.ASKED


def test_nobody_is_placed_with_a_family_whose_no_stands(bo, run, request_, near, cast, yes):
    [line] = run().proposals
    said_no(request_, near, cast["anna"])
    page = bo.post(f"/rounds/proposals/{line.id}/decide", data=yes)
    assert page.status_code == 409
    assert "har sagt nej" in page.text
