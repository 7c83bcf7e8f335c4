import pytest

from fostermatch import clock
from fostermatch.children.models import SiblingWish
from fostermatch.database import db
from fostermatch.families.models import ApprovalKind, Care
from fostermatch.matching import DEFAULT_WEIGHTS, match
from fostermatch.needs import Slot
from fostermatch.requests.models import CareKind, RespitePattern, State, Weekend, WhereNow
from fostermatch.rounds import actions
from fostermatch.rounds.models import Proposal, Round
from tests import factories

RESPITE = {
    "kind": CareKind.RESPITE,
    "respite_pattern": RespitePattern.EVERY_SECOND_WEEKEND,
    "weekend": Weekend.A,
}


@pytest.fixture
def run(aarhus):
    def run_it(**options):
        round_ = actions.run_round(aarhus, clock.today(), clock.now(), **options)
        db.session.commit()
        return round_

    return run_it


def suggested(round_):
    return {line.request_id: line.family_id for line in round_.proposals}


def test_a_waiting_child_is_suggested_a_family_with_a_fresh_place(run, aarhus, nord):
    family, request = factories.ready_family(aarhus), factories.request(nord)
    assert suggested(run()) == {request.id: family.id}


@pytest.mark.parametrize("state", [State.EXPECTED, State.MATCHED, State.PLACED, State.NOT_NEEDED])
def test_only_those_ready_or_waiting_are_in_the_round(run, aarhus, nord, state):
    factories.ready_family(aarhus)
    factories.request(nord, state=state)
    assert suggested(run()) == {}


def test_a_network_family_is_not_looked_for_among_strangers(run, aarhus, nord):
    factories.ready_family(aarhus)
    factories.request(nord, kind=CareKind.NETWORK)
    network = factories.family(aarhus)
    factories.approval(network, kind=ApprovalKind.NETWORK)
    assert suggested(run()) == {}


def test_a_stale_place_is_left_out_unless_it_is_included_on_purpose(run, aarhus, nord):
    family, request = factories.family(aarhus), factories.request(nord)
    factories.approval(family)
    factories.confirmation(family, days=90)
    left = run()
    assert left.proposals[0].result.waits.relaxation.requirement == "fresh"
    assert suggested(run(include_stale=True)) == {request.id: family.id}


def test_a_place_put_off_is_left_out_even_when_stale_ones_are_included(run, aarhus, nord):
    factories.request(nord)
    for later_from in (None, factories.days_ago(-30)):
        family = factories.family(aarhus)
        factories.approval(family)
        later = {"later_places": 1, "later_from": later_from}
        factories.confirmation(family, free_places=0, **later)
    assert set(suggested(run(include_stale=True)).values()) == {None}


def test_the_round_shows_which_stale_places_it_left_out(anna, run, aarhus, nord):
    factories.request(nord)
    family = factories.family(aarhus)
    factories.approval(family)
    factories.confirmation(family, days=90)
    page = anna.get(f"/rounds/{run().id}").text
    assert "Ikke med: 1 familie" in page
    assert "90 dage siden" in page


def test_a_family_takes_as_many_as_it_has_places(run, aarhus, nord):
    family = factories.ready_family(aarhus, places=2)
    for _ in range(3):
        factories.request(nord)
    assert list(suggested(run()).values()).count(family.id) == 2


def test_siblings_come_to_one_home_or_wait_together(run, aarhus, nord):
    one, two = factories.child(nord), factories.child(nord)
    factories.siblings(SiblingWish.TOGETHER, one, two)
    for child in (one, two):
        factories.request(nord, child)
    factories.ready_family(aarhus)
    factories.ready_family(aarhus)
    assert set(suggested(run()).values()) == {None}
    home = factories.ready_family(aarhus, places=2)
    assert set(suggested(run()).values()) == {home.id}


def test_respite_takes_a_weekend_and_not_a_bed_for_good(run, aarhus, nord):
    family = factories.family(aarhus)
    factories.approval(family, care=Care.RESPITE)
    for slot in (Slot.WEEKEND_A, Slot.WEEKEND_B):
        factories.confirmation(family, slot=slot)
    for _ in range(2):
        factories.request(nord, **RESPITE)
    factories.request(nord)
    lines = run().proposals
    assert [line.slot for line in lines].count(Slot.WEEKEND_A) == 1
    assert [line.family_id for line in lines].count(None) == 2


def test_a_round_without_families_says_so(run, nord):
    factories.request(nord)
    assert run().proposals[0].result.waits.reason == "no_offers"


def test_a_round_without_children_is_an_empty_page(anna, run, aarhus):
    factories.ready_family(aarhus)
    assert "Ingen ventede" in anna.get(f"/rounds/{run().id}").text


def test_a_round_run_again_from_what_it_kept_gives_the_same(run, aarhus, nord):
    factories.ready_family(aarhus)
    factories.request(nord)
    round_ = run()
    again = match(round_.needs(), round_.offers(), round_.weighting())
    assert [line.result for line in round_.proposals] == list(again.results)
    assert round_.weighting() == DEFAULT_WEIGHTS


def test_what_a_round_keeps_holds_no_name(run, aarhus, nord):
    factories.ready_family(aarhus, name="Vagtmester")
    factories.request(nord)
    kept = str(run().inputs) + str(run().proposals[0].answers)
    assert "Vagtmester" not in kept
    assert "Bertil" not in kept


def test_the_longest_wait_and_the_institution_come_first(run, aarhus, nord):
    factories.request(nord, waiting_since=factories.days_ago(10))
    institution = factories.request(nord, where_now=WhereNow.INSTITUTION)
    family = factories.ready_family(aarhus)
    found = suggested(run())
    assert found[institution.id] == family.id


def test_a_round_is_run_from_its_page_by_a_caseworker(anna, aarhus, nord, cast):
    factories.ready_family(aarhus)
    factories.request(nord)
    response = anna.post("/rounds/new", data={"note": "Ugemøde"})
    [round_] = db.session.query(Round).filter_by(standing=False)
    assert response.location == f"/rounds/{round_.id}"
    assert round_.run_by_id == cast["anna"].id
    page = anna.get(response.location).text
    assert "Ugemøde" in page
    assert f"H-{round_.proposals[0].family_id}" in page


def test_a_consultant_may_read_but_not_run(dorte):
    assert dorte.get("/rounds").status_code == 200
    assert dorte.post("/rounds/new", data={}).status_code == 403


def test_the_page_of_a_round_asks_few_questions_however_long_the_list(anna, run, aarhus, nord):
    factories.ready_family(aarhus)
    factories.request(nord)
    run()
    anna.get(f"/rounds/{run().id}")
    few = anna.queries
    for _ in range(15):
        factories.ready_family(aarhus)
        factories.request(nord)
    anna.get(f"/rounds/{run().id}")
    assert anna.queries == few


def test_the_reasons_stand_in_words(anna, run, aarhus, nord):
    child = factories.child(nord)
    factories.profile(child, school="Nordskolen", school_postcode="8920")
    factories.request(nord, child)
    factories.ready_family(aarhus)
    line = run().proposals[0]
    page = anna.get(f"/rounds/proposals/{line.id}").text
    assert "km til skolen" in page
    assert "ved ikke" in page


def test_who_waits_is_told_what_would_open_a_family(anna, run, aarhus, nord):
    factories.request(nord, km_limit=10)
    factories.ready_family(aarhus, postcode="8000")
    line = run().proposals[0]
    page = anna.get(f"/rounds/proposals/{line.id}").text
    assert "km i stedet for 10" in page


def test_a_child_from_another_municipality_is_a_child_in_the_home(run, aarhus, nord):
    child = factories.child(nord)
    factories.profile(child, only_child=True)
    factories.request(nord, child)
    family = factories.ready_family(aarhus, places=2)
    factories.taken_place(family, by_other_municipality=True)
    assert set(suggested(run()).values()) == {None}


def test_what_nobody_has_said_is_to_be_asked_first(anna, run, aarhus, nord):
    child = factories.child(nord)
    factories.profile(child, no_pets=True)
    factories.request(nord, child)
    factories.ready_family(aarhus)
    line = run().proposals[0]
    for page in (f"/rounds/{line.round_id}", f"/rounds/proposals/{line.id}"):
        assert "om der er dyr" in anna.get(page).text


def test_families_stand_side_by_side_with_where_their_places_go(anna, run, aarhus, nord):
    near, far = factories.ready_family(aarhus), factories.ready_family(aarhus, postcode="8963")
    for days in (10, 20):
        child = factories.child(nord)
        factories.profile(child, school_postcode="8900")
        factories.request(nord, child, waiting_since=factories.days_ago(days))
    line = next(line for line in run().proposals if line.family_id == far.id)
    page = anna.get(f"/rounds/proposals/{line.id}").text
    assert near.reference in page
    assert "Går til" in page


def test_a_round_says_next_year_what_it_said_today(anna, run, aarhus, nord):
    request = factories.request(nord, waiting_since=factories.days_ago(30))
    factories.ready_family(aarhus)
    round_ = run()
    request.state, request.closed_on = State.PLACED, factories.days_ago(-9)
    db.session.commit()
    assert "30 dage" in anna.get(f"/rounds/{round_.id}").text


def test_the_command_proposes_a_home(app, aarhus, nord):
    family, request = factories.ready_family(aarhus), factories.request(nord)
    result = app.test_cli_runner().invoke(args=["rounds", "run", "Aarhus"])
    assert result.output == f"request {request.id}: family {family.id}\n"
    lines = db.session.query(Proposal).join(Round)
    assert [line.round.standing for line in lines.order_by(Round.standing)] == [False, True]


def test_a_dry_run_keeps_nothing(app, aarhus, nord):
    factories.ready_family(aarhus)
    factories.request(nord)
    app.test_cli_runner().invoke(args=["rounds", "run", "Aarhus", "--dry-run"])
    assert db.session.query(Proposal).count() == 0


def test_an_unknown_municipality_is_named(app, cast):
    assert "Atlantis" in app.test_cli_runner().invoke(args=["rounds", "run", "Atlantis"]).output
