"""No family in use without approval, course and checklist, but for a leader's written reason."""

import pytest
from flask_babel import force_locale

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import Approval, Family
from fostermatch.recruitment.checklists.actions import own_lines
from fostermatch.recruitment.checklists.models import Tick
from fostermatch.recruitment.gates import missing
from fostermatch.recruitment.models import Applicant, Exemption, Interest
from fostermatch.recruitment.stages import Stage, Track
from tests import factories

APPROVAL = {
    "care": "full_time",
    "kind": "general",
    "authority": "silkeborg",
    "starts_on": "2026-01-01",
    "places": "1",
    "min_age": "0",
    "max_age": "12",
    "free": "1",
}
REASON = "Kurset holdes på mandag, og barnet kan ikke vente."


def gates_of(applicant, approval=None):
    with force_locale("da"):
        return {gap.gate for gap in missing(applicant, factories.today(), approval)}


def untick(applicant, *codes):
    for line in own_lines(applicant.municipality_id, applicant.track, factories.today()):
        if line.code in codes:
            db.session.query(Tick).filter_by(applicant_id=applicant.id, line_id=line.id).delete()
    db.session.commit()


def test_nothing_is_missing_when_all_is_in_order(aarhus):
    assert gates_of(factories.ready_applicant(aarhus)) == set()


@pytest.mark.parametrize(
    ("code", "gate"),
    [("course", "course"), ("tax", "checklist"), ("letter", "checklist"), ("contract", None)],
)
def test_each_line_that_must_be_there_holds_back(aarhus, code, gate):
    applicant = factories.ready_applicant(aarhus)
    untick(applicant, code)
    assert gates_of(applicant) == ({gate} if gate else set())


def test_the_last_course_days_behind_are_the_course_done(aarhus):
    applicant = factories.ready_applicant(aarhus)
    untick(applicant, "course")
    applicant.enter(Stage.COURSE_2, factories.today())
    assert "course" in gates_of(applicant)
    applicant.enter(Stage.APPROVED, factories.today())
    assert gates_of(applicant) == set()


def test_an_approval_to_come_is_not_in_force(aarhus):
    later = Approval(starts_on=factories.days_ago(-9))
    assert gates_of(factories.ready_applicant(aarhus), later) == {"approval"}
    assert "approval" in gates_of(factories.applicant(aarhus, stage=Stage.VISIT_2))


def test_a_network_family_is_for_one_child(aarhus, nord):
    applicant = factories.ready_applicant(aarhus, interest=Interest.NETWORK)
    assert applicant.track is Track.NETWORK
    assert gates_of(applicant) == {"child"}
    applicant.child = factories.child(nord)
    assert gates_of(applicant) == set()


def test_a_consultant_is_told_all_that_is_missing_and_keeps_what_was_typed(dorte, aarhus):
    applicant = factories.ready_applicant(aarhus)
    untick(applicant, "course", "tax")
    address = f"/recruitment/{applicant.id}/become-family"
    page = dorte.post(address, data=APPROVAL | {"conditions": "Eget værelse", "exemption": REASON})
    assert page.status_code == 409
    assert "Kurset er ikke gennemført." in page.text
    assert "rsopgørelse og budget" in page.text
    assert "Eget værelse" in page.text
    assert "exemption" not in page.text
    assert db.session.query(Family).count() == 0


def test_a_leader_makes_an_exception_with_a_written_reason(bo, dorte, aarhus):
    applicant = factories.ready_applicant(aarhus)
    untick(applicant, "course")
    address = f"/recruitment/{applicant.id}/become-family"
    assert bo.post(address, data=APPROVAL).status_code == 409
    assert bo.post(address, data=APPROVAL | {"exemption": "Ja"}).status_code == 422
    assert bo.post(address, data=APPROVAL | {"exemption": REASON}).status_code == 302
    [made] = db.session.query(Exemption)
    assert (made.gates, made.given_by.name) == ({"course"}, "Bo")
    [entry] = db.session.query(AuditEntry).filter_by(action="applicant.exempt")
    assert entry.details == {"gates": ["course"]}
    family = db.session.get(Applicant, applicant.id).family_id
    for page in (f"/recruitment/{applicant.id}", f"/families/{family}"):
        assert REASON in dorte.get(page).text


def test_who_has_left_does_not_become_a_family_by_exception(bo, aarhus):
    applicant = factories.applicant(aarhus, stage=Stage.REFUSED)
    address = f"/recruitment/{applicant.id}/become-family"
    assert bo.post(address, data=APPROVAL | {"exemption": REASON}).status_code == 409
    assert db.session.query(Family).count() == 0
