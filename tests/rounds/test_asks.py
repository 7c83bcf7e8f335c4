"""What families have answered, in rounds and on their pages."""

import re

import pytest

from fostermatch import clock
from fostermatch.asks.models import AskState
from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.matching import match
from fostermatch.rounds import actions, queries
from tests import factories


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


OFFER = r'main-action" href="/requests/\d+/ask/(\d+)"'


def test_when_all_shown_have_said_no_the_next_best_is_offered(anna, aarhus, nord, cast):
    families = [factories.ready_family(aarhus) for _ in range(6)]
    request = factories.request(nord)
    actions.run_round(aarhus, clock.today(), clock.now(), by=cast["bo"])
    db.session.commit()
    page = f"/rounds/proposals/{queries.latest_line(request.id).id}"
    no = {"state": AskState.NO, "why_not": frozenset({"age"})}
    offered = set()
    for _ in families:
        [key] = re.findall(OFFER, anna.get(page).text)
        offered.add(int(key))
        factories.ask(request, db.session.get(Family, int(key)), cast["anna"], **no)
    assert offered == {family.id for family in families}
    assert not re.findall(OFFER, anna.get(page).text)
