import pytest

from fostermatch.database import db
from fostermatch.families.places import register
from fostermatch.placements.models import EndReason, Placement
from tests import factories


@pytest.fixture
def placement(aarhus, nord):
    family = factories.ready_family(aarhus)
    return factories.placement(factories.child(nord), family)


@pytest.fixture
def end():
    day = factories.today().isoformat()
    return {"ends_on": day, "reason": "return_home", "note": "Mor har fået bolig igen."}


def address(placement):
    return f"/placements/{placement.id}/end"


def test_a_stay_ends_with_a_reason_and_the_place_is_free_the_day_after(anna, placement, end):
    yesterday = end | {"ends_on": factories.days_ago(1).isoformat()}
    response = anna.post(address(placement), data=yesterday)
    assert response.location == f"/placements/{placement.id}"
    assert placement.end_reason is EndReason.RETURN_HOME
    [places] = register([placement.family_id], factories.today(), 60).places(placement.family_id)
    assert places.available == 1


@pytest.mark.parametrize("missing", ["ends_on", "reason", "note"])
def test_an_end_is_complete_or_none(anna, placement, end, missing):
    page = anna.post(address(placement), data=end | {missing: ""})
    assert page.status_code == 422
    assert db.session.get(Placement, placement.id).ends_on is None


def test_a_stay_does_not_end_before_it_began(anna, placement, end):
    page = anna.post(address(placement), data=end | {"ends_on": "2020-01-01"})
    assert page.status_code == 409
    assert db.session.get(Placement, placement.id).ends_on is None


def test_a_stay_ends_once(anna, placement, end):
    anna.post(address(placement), data=end)
    assert anna.post(address(placement), data=end).status_code == 409


def test_the_end_of_a_stay_is_shown_in_the_childs_story(anna, placement, end):
    anna.post(address(placement), data=end)
    assert "hjem" in anna.get(f"/children/{placement.child_id}").text.lower()


@pytest.mark.parametrize(
    ("name", "status"), [("dorte", 302), ("hans", 302), ("carl", 404), ("frida", 404)]
)
def test_who_may_not_does_not(sign_in, placement, end, name, status):
    assert sign_in(name).post(address(placement), data=end).status_code == status
    assert db.session.get(Placement, placement.id).ends_on is None
