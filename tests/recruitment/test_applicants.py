import re

import pytest

from fostermatch.database import db
from fostermatch.families.models import Family
from fostermatch.families.places import register
from fostermatch.recruitment.models import Applicant
from fostermatch.recruitment.stages import Leaving, Stage
from tests import factories

ENQUIRY = {
    "name": "Vagn Bak",
    "phone": "20304050",
    "postcode": "8900",
    "interest": "foster",
    "source": "phone",
}
APPROVAL = {
    "care": "full_time",
    "kind": "general",
    "authority": "silkeborg",
    "starts_on": "2026-01-01",
    "places": "2",
    "min_age": "0",
    "max_age": "12",
    "free": "2",
}


def reread(applicant):
    db.session.rollback()
    return db.session.get(Applicant, applicant.id)


def step(stage, day=None, **more):
    return {
        "stage": stage,
        "entered_on": (day or factories.today()).isoformat(),
        "version": "1",
    } | more


def test_an_enquiry_is_logged_with_four_answers(dorte, cast):
    dorte.post("/recruitment/new", data=ENQUIRY)
    [applicant] = db.session.query(Applicant)
    assert applicant.stage is Stage.ENQUIRY
    assert applicant.consultant_id == cast["dorte"].id


@pytest.mark.parametrize("missing", ["name", "phone", "postcode", "interest"])
def test_what_is_missing_is_asked_for_and_the_rest_is_kept(dorte, missing):
    page = dorte.post("/recruitment/new", data=ENQUIRY | {missing: "", "note": "Ringer igen"})
    assert page.status_code == 422
    assert "Ringer igen" in page.text
    assert db.session.query(Applicant).count() == 0


def test_a_step_is_recorded_with_its_day(dorte, aarhus):
    applicant = factories.applicant(aarhus)
    dorte.post(f"/recruitment/{applicant.id}/move", data=step("information_meeting"))
    assert reread(applicant).stage is Stage.INFORMATION_MEETING
    assert reread(applicant).since == factories.today()


def test_a_step_before_the_last_one_is_refused(dorte, aarhus):
    applicant = factories.applicant(aarhus)
    too_early = step("information_meeting", factories.days_ago(30))
    page = dorte.post(f"/recruitment/{applicant.id}/move", data=too_early)
    assert page.status_code == 422
    assert "før det seneste trin" in page.text
    assert reread(applicant).stage is Stage.ENQUIRY


def test_a_day_to_come_is_refused(dorte, aarhus):
    applicant = factories.applicant(aarhus)
    tomorrow = step("information_meeting", factories.days_ago(-1))
    assert dorte.post(f"/recruitment/{applicant.id}/move", data=tomorrow).status_code == 422


def test_who_leaves_has_a_reason(dorte, aarhus):
    applicant = factories.applicant(aarhus)
    address = f"/recruitment/{applicant.id}/move"
    page = dorte.post(address, data=step("withdrawn", reason="Fik nyt job"))
    assert page.status_code == 422
    assert "Vælg, hvorfor" in page.text
    assert "Fik nyt job" in page.text
    reasons = {"leaving": "time", "reason": "Fik nyt job"}
    assert dorte.post(address, data=step("withdrawn", **reasons)).status_code == 302
    last = reread(applicant).steps[-1]
    assert (last.leaving, last.reason) == (Leaving.TIME, "Fik nyt job")


def test_two_who_move_one_applicant_do_not_pass_each_other_by(dorte, bo, aarhus):
    applicant = factories.applicant(aarhus)
    address = f"/recruitment/{applicant.id}/move"
    assert dorte.post(address, data=step("information_meeting")).status_code == 302
    assert bo.post(address, data=step("course_booked")).status_code == 409
    assert reread(applicant).stage is Stage.INFORMATION_MEETING


def test_an_approved_applicant_becomes_a_family_with_fresh_places(dorte, aarhus):
    applicant = factories.ready_applicant(aarhus)
    response = dorte.post(f"/recruitment/{applicant.id}/become-family", data=APPROVAL)
    [family] = db.session.query(Family)
    assert response.location == f"/families/{family.id}"
    assert (family.name, family.phone, family.postcode) == ("Vagn Bak", "20304050", "8920")
    [places] = register([family.id], factories.today(), 60).places(family.id)
    assert (places.approved, places.available, places.fresh) == (2, 2, 2)
    assert reread(applicant).stage is Stage.USABLE


def test_who_is_not_approved_does_not_become_a_family(dorte, aarhus):
    applicant = factories.applicant(aarhus, stage=Stage.VISIT_1)
    page = dorte.post(f"/recruitment/{applicant.id}/become-family", data=APPROVAL)
    assert page.status_code == 409
    assert db.session.query(Family).count() == 0


def test_nobody_becomes_a_family_twice(dorte, aarhus):
    applicant = factories.ready_applicant(aarhus)
    address = f"/recruitment/{applicant.id}/become-family"
    dorte.post(address, data=APPROVAL)
    assert dorte.post(address, data=APPROVAL).status_code == 409
    assert db.session.query(Family).count() == 1


def test_usable_is_not_reached_by_hand(dorte, aarhus):
    applicant = factories.applicant(aarhus, stage=Stage.APPROVED)
    page = dorte.post(f"/recruitment/{applicant.id}/move", data=step("usable"))
    assert page.status_code == 422


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("", True),
        ("q=vagn", True),
        ("q=2030", True),
        ("q=ingen", False),
        ("stage=visit_1", True),
        ("stage=enquiry", False),
        ("interest=respite", False),
    ],
)
def test_the_list_is_narrowed(dorte, aarhus, asked, found):
    factories.applicant(aarhus, stage=Stage.VISIT_1)
    words = asked.removeprefix("q=") if asked.startswith("q=") else ""
    page = dorte.post(f"/recruitment?{'' if words else asked}", data={"q": words})
    assert ("Vagn Bak" in page.text) is found


def test_those_at_the_end_of_the_way_are_not_under_way(dorte, aarhus):
    factories.applicant(aarhus, stage=Stage.WITHDRAWN)
    assert "Vagn Bak" not in dorte.get("/recruitment").text
    assert "Vagn Bak" in dorte.get("/recruitment?stage=withdrawn").text


def test_an_enquiry_asks_for_eight_things_at_most(dorte):
    page = dorte.get("/recruitment/new").text.partition("<main")[2]
    fields = set(re.findall(r'<(?:input|select|textarea)[^>]* name="(\w+)"', page))
    assert len(fields - {"once", "version", "csrf_token"}) <= 8
