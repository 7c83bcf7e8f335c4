"""Who lives with an applicant is written once, and is the family's household later."""

from datetime import date

import pytest

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import Family, HouseholdMember
from fostermatch.recruitment.stages import Stage
from tests import factories
from tests.recruitment.test_applicants import APPROVAL

MEMBER = {"name": "Vagn Bak", "born_on": "1/3/1980", "relation": "carer"}


@pytest.fixture
def applicant(aarhus):
    return factories.applicant(aarhus, stage=Stage.APPROVED)


def add(client, applicant, **changes):
    return client.post(f"/recruitment/{applicant.id}/members/new", data=MEMBER | changes)


def test_a_member_of_the_household_is_added_and_shown(dorte, applicant):
    answer = add(dorte, applicant)
    assert answer.location == f"/recruitment/{applicant.id}"
    [member] = db.session.query(HouseholdMember)
    assert (member.born_on, member.applicant_id) == (date(1980, 3, 1), applicant.id)
    assert "Vagn Bak, " in dorte.get(answer.location).text
    assert db.session.query(AuditEntry).filter_by(action="member.add").count() == 1


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"name": ""}, "Udfyld"),
        ({"name": "x" * 300}, "200"),
        ({"born_on": "1/13/1980"}, "dag/måned/år"),
        ({"born_on": "1/1/2090"}, "ude i fremtiden"),
    ],
)
def test_bad_facts_are_refused_beside_the_field(dorte, applicant, change, complaint):
    page = add(dorte, applicant, **change)
    assert page.status_code == 422
    assert complaint in page.text
    assert db.session.query(HouseholdMember).count() == 0


def test_who_moves_out_is_no_longer_in_the_household(dorte, applicant):
    member = factories.member(applicant, name="Onkel Ib", starts_on=factories.days_ago(9))
    address = f"/recruitment/{applicant.id}/members/{member.id}/end"
    assert dorte.post(address, data={"ends_on": "1/1/2020"}).status_code == 409
    dorte.post(address, data={"ends_on": factories.days_ago(1).isoformat()})
    assert "Onkel Ib" not in dorte.get(f"/recruitment/{applicant.id}").text


def test_the_household_comes_along_when_the_applicant_becomes_a_family(dorte, aarhus):
    applicant = factories.ready_applicant(aarhus)
    dorte.post(f"/recruitment/{applicant.id}/become-family", data=APPROVAL)
    [family] = db.session.query(Family)
    assert [member.name for member in family.members] == ["Vagn Bak"]
    assert "Børneattest" in dorte.get(f"/families/{family.id}/papers").text


def test_nobody_becomes_a_family_without_a_household(dorte, applicant):
    page = dorte.post(f"/recruitment/{applicant.id}/become-family", data=APPROVAL)
    assert page.status_code == 409
    assert "Husstanden er ikke skrevet ind" in page.text


def test_everyone_of_15_or_over_needs_both_certificates(dorte, applicant):
    factories.household_in_order(applicant)
    factories.member(applicant, name="Lille Per", years=14)
    factories.member(applicant, name="Store Ib", years=16)
    page = dorte.post(f"/recruitment/{applicant.id}/become-family", data=APPROVAL)
    assert page.status_code == 409
    assert "Der mangler attester: Store Ib (straffeattest, børneattest)." in page.text
    assert db.session.query(Family).count() == 0


def test_a_member_of_another_household_is_not_found(dorte, aarhus, applicant):
    other = factories.member(factories.applicant(aarhus))
    address = f"/recruitment/{applicant.id}/members/{other.id}/end"
    assert dorte.get(address).status_code == 404
