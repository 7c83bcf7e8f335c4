import pytest
from sqlalchemy.exc import IntegrityError

from fostermatch.database import db
from fostermatch.needs import Slot
from fostermatch.requests.models import PlacementRequest, RespitePattern, State, Weekend
from tests import factories

REQUEST = {
    "kind": "foster",
    "state": "waiting",
    "urgency": "planned",
    "where_now": "home",
    "waiting_since": "2026-01-05",
}


@pytest.fixture
def child(nord):
    child = factories.child(nord)
    factories.profile(child)
    factories.network(child)
    return child


def only_request():
    db.session.rollback()
    return db.session.query(PlacementRequest).one()


def test_a_child_comes_on_the_waiting_list(anna, child):
    response = anna.post(f"/children/{child.id}/requests/new", data=REQUEST)
    assert response.location == f"/children/{child.id}"
    assert only_request().waiting_since.isoformat() == "2026-01-05"


def test_a_child_whose_need_is_not_described_does_not(anna, nord):
    child = factories.child(nord)
    page = anna.post(f"/children/{child.id}/requests/new", data=REQUEST)
    assert page.status_code == 409
    assert "Beskriv" in page.text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"waiting_since": "2999-01-01"}, "waiting_since"),
        ({"wanted_on": "2026-01-01"}, "wanted_on"),
        ({"kind": "respite"}, "respite_pattern"),
        ({"km_limit": "0"}, "km_limit"),
        ({"state": "placed"}, "state"),
        ({"urgency": ""}, "urgency"),
    ],
)
def test_a_bad_request_is_refused_and_kept(anna, child, change, field):
    form = REQUEST | {"purpose": "Ro og en fast hverdag"} | change
    page = anna.post(f"/children/{child.id}/requests/new", data=form)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert "Ro og en fast hverdag" in page.text


def test_one_open_request_for_a_home_and_one_for_respite(anna, child):
    address = f"/children/{child.id}/requests/new"
    respite = {"kind": "respite", "respite_pattern": "every_second_weekend", "weekend": "a"}
    assert anna.post(address, data=REQUEST).status_code == 302
    assert anna.post(address, data=REQUEST | {"kind": "acute"}).status_code == 409
    assert anna.post(address, data=REQUEST | respite).status_code == 302


@pytest.mark.parametrize(
    ("pattern", "weekend", "slots"),
    [
        (None, None, (Slot.FULL_TIME,)),
        (RespitePattern.EVERY_SECOND_WEEKEND, Weekend.A, (Slot.WEEKEND_A,)),
        (RespitePattern.MONTHLY, Weekend.EITHER, (Slot.WEEKEND_A, Slot.WEEKEND_B)),
        (RespitePattern.MONTHLY, None, (Slot.WEEKEND_A, Slot.WEEKEND_B)),
        (RespitePattern.WEEKDAYS, None, (Slot.WEEKDAYS,)),
        (RespitePattern.HOLIDAYS, Weekend.A, (Slot.HOLIDAYS,)),
    ],
)
def test_a_pattern_says_which_places_will_do(pattern, weekend, slots):
    assert PlacementRequest(respite_pattern=pattern, weekend=weekend).slots == slots


def test_a_pattern_is_kept_for_respite_only(anna, child):
    form = REQUEST | {"respite_pattern": "monthly", "weekend": "a"}
    anna.post(f"/children/{child.id}/requests/new", data=form)
    assert only_request().respite_pattern is None


def test_two_who_edit_one_request_see_both_versions(anna, bo, nord):
    address = f"/requests/{factories.request(nord).id}/edit"
    anna.post(address, data=REQUEST | {"version": "1", "next_step": "Ring til mormor"})
    page = bo.post(address, data=REQUEST | {"version": "1", "next_step": "Spørg skolen"})
    assert page.status_code == 409
    assert "Ring til mormor" in page.text
    assert "Spørg skolen" in page.text


def test_respite_is_not_edited_into_a_second_request_for_a_home(anna, nord):
    home = factories.request(nord)
    factories.network(home.child)
    pattern = {"kind": "respite", "respite_pattern": "monthly", "weekend": "a"}
    anna.post(f"/children/{home.child_id}/requests/new", data=REQUEST | pattern)
    address = f"/requests/{home.id + 1}/edit"
    page = anna.post(address, data=REQUEST | {"version": "1"})
    assert page.status_code == 409
    assert db.session.query(PlacementRequest).filter_by(kind="respite").count() == 1


def test_the_database_refuses_a_second_open_request_for_a_home(nord):
    home = factories.request(nord)
    with pytest.raises(IntegrityError):
        factories.request(nord, home.child)
    db.session.rollback()


def test_a_child_does_not_wait_before_it_is_born(anna, child):
    form = REQUEST | {"waiting_since": "1950-01-01"}
    assert anna.post(f"/children/{child.id}/requests/new", data=form).status_code == 409


def test_a_request_is_closed_for_another_reason(anna, nord):
    request = factories.request(nord)
    form = {"state": "not_needed", "closed_on": "2026-11-01", "because": "Flyttet til sin far"}
    form["closed_on"] = factories.today().isoformat()
    address = f"/requests/{request.id}/close"
    assert anna.post(address, data=form).status_code == 302
    assert only_request().state is State.NOT_NEEDED
    assert anna.post(address, data=form).status_code == 409


def test_a_request_cannot_be_closed_before_it_began(anna, nord):
    request = factories.request(nord, waiting_since=factories.days_ago(10))
    form = {"state": "not_needed", "because": "Flyttet", "closed_on": "2020-01-01"}
    assert anna.post(f"/requests/{request.id}/close", data=form).status_code == 409
    assert only_request().closed_on is None
