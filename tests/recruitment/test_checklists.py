"""Checklists as data: ticked for an applicant, written by the team leader."""

import re

import pytest

from fostermatch.database import db
from fostermatch.recruitment.checklists.actions import own_lines
from fostermatch.recruitment.checklists.defaults import LINES
from fostermatch.recruitment.checklists.models import ChecklistLine, Tick
from fostermatch.recruitment.models import Applicant, Interest
from fostermatch.recruitment.stages import Stage, Track
from tests import factories

LINE = {"text_da": "Referencer indhentet", "given_by": "municipality", "required": "y"}
LIST = "/recruitment/checklists/general"


@pytest.fixture
def applicant(aarhus):
    return factories.applicant(aarhus)


def tick(client, applicant, code="tax", day=None):
    day = (day or factories.today()).isoformat()
    address = f"/recruitment/{applicant.id}/checklist/{code}"
    return client.post(address, data={"ticked_on": day})


def lines_of(page):
    """The lines in use, as the leader's page lists them."""
    return re.findall(r'<td data-title="Punkt">(.*?)</td>', page.text)


def test_the_usual_lists_are_there_from_the_start(dorte, bo, applicant):
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "0 af 9 klar" in page
    assert "CV og uddannelsesbeviser" in page
    assert db.session.query(ChecklistLine).count() == 0
    assert len(lines_of(bo.get(LIST))) == len(LINES[Track.GENERAL])


def test_a_line_is_ticked_with_day_and_name(dorte, applicant):
    assert tick(dorte, applicant, day=factories.days_ago(3)).status_code == 302
    [row] = db.session.query(Tick)
    assert (row.ticked_on, row.ticked_by.name) == (factories.days_ago(3), "Dorte")
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "1 af 9 klar" in page
    assert "Tjekliste 1/9 · mangler: Ansøgning +6" in dorte.get("/recruitment").text


def test_a_line_is_ticked_once(dorte, bo, applicant):
    tick(dorte, applicant)
    page = tick(bo, applicant)
    assert page.status_code == 409
    assert "allerede afkrydset" in page.text
    assert db.session.query(Tick).count() == 1


@pytest.mark.parametrize(("days", "status"), [(-1, 422), (21, 409)])
def test_a_tick_lies_between_the_enquiry_and_today(dorte, applicant, days, status):
    assert tick(dorte, applicant, day=factories.days_ago(days)).status_code == status
    assert db.session.query(Tick).count() == 0


def test_a_tick_is_taken_back_with_a_reason_that_stays(dorte, bo, applicant):
    tick(dorte, applicant)
    address = f"/recruitment/{applicant.id}/checklist/tax/untick"
    assert bo.post(address, data={"reason": " "}).status_code == 422
    assert bo.post(address, data={"reason": "Var fra i forfjor."}).status_code == 302
    assert bo.post(address, data={"reason": "Var fra i forfjor."}).status_code == 409
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "0 af 9 klar" in page
    assert "Var fra i forfjor." in page
    assert tick(dorte, applicant).status_code == 302


@pytest.mark.parametrize("code", ["nonsense", "heard"])
def test_a_line_that_is_not_on_the_list_does_not_exist(dorte, applicant, code):
    assert tick(dorte, applicant, code).status_code == 404


def test_each_track_has_its_own_list(dorte, aarhus):
    applicant = factories.applicant(aarhus, interest=Interest.NETWORK)
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "Barnets og forældrenes syn på sagen" in page
    assert "CV og uddannelsesbeviser" not in page


def test_a_new_line_concerns_all_who_are_under_way(dorte, bo, applicant):
    assert bo.post(LIST, data=LINE | {"text_da": ""}).status_code == 422
    assert bo.post(LIST, data=LINE).status_code == 302
    assert lines_of(bo.get(LIST))[-1] == "Referencer indhentet"
    assert "Referencer indhentet" in dorte.get(f"/recruitment/{applicant.id}").text


def test_an_ended_line_stays_with_those_under_way_and_leaves_newcomers_alone(dorte, bo, aarhus):
    old = factories.applicant(aarhus)
    line = own_lines(aarhus.id, Track.GENERAL, factories.days_ago(9))[2]
    db.session.commit()
    assert bo.post(f"{LIST}/{line.code}/end").status_code == 302
    assert bo.post(f"{LIST}/{line.code}/end").status_code == 409
    line = db.session.merge(line)
    line.ends_on = factories.days_ago(5)
    db.session.commit()
    new = factories.applicant(aarhus, enquired_on=factories.days_ago(1))
    gone = factories.applicant(aarhus, stage=Stage.REFUSED)
    gone.since = factories.days_ago(10)
    db.session.commit()
    assert line.text_da in dorte.get(f"/recruitment/{old.id}").text
    assert line.text_da not in dorte.get(f"/recruitment/{new.id}").text
    assert "ingen tjekliste dengang" in dorte.get(f"/recruitment/{gone.id}").text


def test_the_line_of_the_course_cannot_end(bo):
    page = bo.post(f"{LIST}/course/end")
    assert page.status_code == 409
    assert "uden kurset" in page.text


def test_the_lines_change_places(bo):
    first, second, *_rest = lines_of(bo.get(LIST))
    assert bo.post(f"{LIST}/application/move/down").status_code == 302
    assert lines_of(bo.get(LIST))[:2] == [second, first]
    bo.post(f"{LIST}/application/move/up")
    bo.post(f"{LIST}/application/move/up")
    assert lines_of(bo.get(LIST))[:2] == [first, second]
    assert bo.post(f"{LIST}/application/move/sideways").status_code == 404


@pytest.mark.parametrize("address", [LIST, f"{LIST}/tax/end", f"{LIST}/tax/move/up"])
def test_only_a_leader_writes_the_list(dorte, address):
    assert dorte.post(address, data=LINE).status_code == 403
    assert db.session.query(ChecklistLine).count() == 0


def test_one_municipality_does_not_write_anothers_list(carl, bo, applicant):
    carl.post(LIST, data=LINE)
    assert "Referencer indhentet" not in lines_of(bo.get(LIST))


def test_the_application_is_followed(dorte, applicant):
    sent = {
        "authority": "hjoerring",
        "applied_on": factories.days_ago(30).isoformat(),
        "decision_expected_on": factories.days_ago(2).isoformat(),
        "case_reference": "27.03-12",
        "version": "1",
    }
    address = f"/recruitment/{applicant.id}/application"
    backwards = sent | {"decision_expected_on": factories.days_ago(40).isoformat()}
    assert dorte.post(address, data=backwards).status_code == 422
    assert dorte.post(address, data=sent | {"authority": "municipality"}).status_code == 422
    assert dorte.post(address, data=sent).status_code == 302
    assert dorte.post(address, data=sent | {"case_reference": "x"}).status_code == 409
    page = dorte.get(f"/recruitment/{applicant.id}").text
    assert "Socialtilsyn Nord (Hjørring)" in page
    assert "27.03-12" in page
    assert "Overskredet" in page
    assert db.session.get(Applicant, applicant.id).authority == "hjoerring"
