"""A network family is for one child, whom a consultant knows by initial and age only."""

import pytest

from fostermatch.database import db
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.requests.models import CareKind
from tests import factories


@pytest.fixture
def applicant(aarhus):
    return factories.applicant(aarhus, interest=Interest.NETWORK)


def choose(client, applicant, child):
    address = f"/recruitment/{applicant.id}/child"
    return client.post(address, data={"child_id": str(child), "version": "1"})


def test_the_child_is_chosen_from_the_waiting_list(dorte, nord, applicant):
    factories.request(nord)
    network = factories.request(nord, kind=CareKind.NETWORK)
    page = dorte.get(f"/recruitment/{applicant.id}/child").text
    assert page.index("Netværksplejefamilie ·") < page.index("Plejefamilie ·")
    assert "Bertil" not in page
    assert choose(dorte, applicant, network.child_id).status_code == 302
    assert db.session.get(Applicant, applicant.id).child_id == network.child_id


def test_the_name_is_behind_the_door_of_the_case(dorte, nord, applicant):
    request = factories.request(nord, kind=CareKind.NETWORK)
    choose(dorte, applicant, request.child_id)
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "Til B., 8 år" in page
    assert "Bertil" not in page
    assert "purpose" in dorte.get(f"/children/{request.child_id}").location


def test_only_a_child_on_our_own_waiting_list_can_be_chosen(dorte, nord, cast, applicant):
    elsewhere = factories.request(cast["carl"].team)
    not_waiting = factories.child(nord)
    for child in (elsewhere.child_id, not_waiting.id, "", "x"):
        assert choose(dorte, applicant, child).status_code == 422
    assert db.session.get(Applicant, applicant.id).child_id is None
