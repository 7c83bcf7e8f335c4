from datetime import timedelta

import pytest

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import Care, Family
from fostermatch.families.places import register
from fostermatch.leaving.models import Horizon, Leaving, LeavingReason, Outlook
from fostermatch.rounds.inputs import offers
from tests import factories

TODAY = factories.today()
SOON = TODAY + timedelta(60)


def form(last_day=TODAY, **changes):
    return {"last_day": last_day.isoformat(), "reason": "pay", "words": "For lidt"} | changes


@pytest.fixture
def family(aarhus):
    return factories.ready_family(aarhus, places=2, name="Holm")


def reread(family):
    db.session.expire_all()
    return db.session.get(Family, family.id)


def places(family, on=TODAY):
    return register([family.id], on, 60).places(family.id)


def test_a_family_that_stops_ends_its_approvals_and_places(dorte, cast, family):
    factories.approval(family, care=Care.RESPITE)
    response = dorte.post(f"/families/{family.id}/leaving", data=form())
    assert response.location == f"/families/{family.id}"
    assert {approval.ends_on for approval in reread(family).approvals} == {TODAY}
    assert places(family, TODAY + timedelta(1)) == []
    leaving = db.session.query(Leaving).one()
    assert (leaving.reason, leaving.recorded_by_id) == (LeavingReason.PAY, cast["dorte"].id)
    assert db.session.query(AuditEntry).filter_by(action="family.leave").count() == 1


def test_until_its_last_day_it_takes_no_new_child(dorte, aarhus, family):
    dorte.post(f"/families/{family.id}/leaving", data=form(SOON))
    [offer] = offers(aarhus, TODAY)
    assert offer.paused
    [place] = places(family)
    assert (place.available, place.coming) == (0, [])
    assert "Stopper" in dorte.get(f"/families/{family.id}").text


def test_it_is_out_of_the_list_and_found_by_who_looks(dorte, family):
    factories.leaving(family)
    family.approvals[0].ends_on = factories.days_ago(5)
    db.session.commit()
    assert ">Holm</a>" not in dorte.get("/families").text
    assert ">Holm</a>" in dorte.post("/families", data={"q": "holm"}).text
    assert "Stoppet" in dorte.get(f"/families/{family.id}").text


def test_a_place_of_another_municipality_is_freed_with_the_last_day(dorte, family):
    place = factories.taken_place(family, by_other_municipality=True)
    dorte.post(f"/families/{family.id}/leaving", data=form(SOON))
    db.session.refresh(place)
    assert place.ends_on == SOON


def test_who_has_our_children_does_not_just_stop(dorte, family):
    factories.taken_place(family)
    page = dorte.post(f"/families/{family.id}/leaving", data=form())
    assert page.status_code == 409
    assert "1 barn bor der efter den dag" in page.text
    assert "For lidt" in page.text
    assert reread(family).approvals[0].ends_on is None


def test_a_child_that_has_moved_out_by_then_is_no_hindrance(dorte, family):
    factories.taken_place(family, ends_on=TODAY)
    assert dorte.post(f"/families/{family.id}/leaving", data=form()).status_code == 302


def test_a_leader_may_write_what_happens_to_the_children(bo, dorte, family):
    place = factories.taken_place(family)
    note = {"children_note": "Flytter til aflastningsfamilien den 1."}
    assert dorte.post(f"/families/{family.id}/leaving", data=form() | note).status_code == 409
    assert bo.post(f"/families/{family.id}/leaving", data=form() | note).status_code == 302
    db.session.refresh(place)
    assert place.ends_on is None
    assert "Flytter til" in bo.get(f"/families/{family.id}").text


def test_a_promised_place_is_looked_at_first(dorte, family):
    factories.taken_place(family, starts_on=SOON)
    page = dorte.post(f"/families/{family.id}/leaving", data=form())
    assert page.status_code == 409
    assert "lovet en plads" in page.text


@pytest.mark.parametrize(
    "change", [{"last_day": ""}, {"reason": ""}, {"reason": "luck"}, {"words": "x" * 2001}]
)
def test_what_is_missing_is_said(dorte, family, change):
    assert dorte.post(f"/families/{family.id}/leaving", data=form() | change).status_code == 422


def test_it_is_recorded_once(dorte, family):
    dorte.post(f"/families/{family.id}/leaving", data=form())
    assert dorte.get(f"/families/{family.id}/leaving").status_code == 409


def test_a_family_that_returns_gets_a_new_approval_and_is_no_longer_stopped(dorte, family):
    factories.leaving(family, last_day=factories.days_ago(50))
    family.approvals[0].ends_on = factories.days_ago(50)
    factories.approval(family, starts_on=factories.days_ago(3))
    text = dorte.get(f"/families/{family.id}").text
    assert "Stoppet" not in text
    assert "Familien stopper" in text


def test_the_exit_talk_is_kept_with_three_answers(dorte, cast, family):
    dorte.post(f"/families/{family.id}/leaving", data=form())
    address = f"/families/{family.id}/leaving/talk"
    talk = {
        "talk_on": TODAY.isoformat(),
        "talk_by_id": str(cast["dorte"].id),
        "good": "Børnene",
        "would_have_stayed": "Aflastning",
        "version": "1",
    }
    assert dorte.post(address, data=talk).status_code == 302
    leaving = db.session.query(Leaving).one()
    assert (leaving.good, leaving.talk_by_id) == ("Børnene", cast["dorte"].id)
    page = dorte.post(address, data=talk | {"good": "Maden"})
    assert page.status_code == 409
    assert "Aflastning" in dorte.get(f"/families/{family.id}").text


def test_there_is_no_exit_talk_with_a_family_that_stays(dorte, family):
    assert dorte.get(f"/families/{family.id}/leaving/talk").status_code == 409


def test_the_exit_talk_is_not_for_everybody(dorte, anna, family):
    dorte.post(f"/families/{family.id}/leaving", data=form())
    assert "For lidt" not in anna.get(f"/families/{family.id}").text


def test_what_the_family_expects_is_a_band_with_a_date(dorte, family):
    said = {"said_on": TODAY.isoformat(), "horizon": "within_2_years"}
    dorte.post(f"/families/{family.id}/outlook", data=said)
    assert db.session.query(Outlook).one().horizon is Horizon.WITHIN_2_YEARS
    assert "Stopper inden for 2 år" in dorte.get(f"/families/{family.id}").text
    tomorrow = {"said_on": SOON.isoformat(), "horizon": "later"}
    assert dorte.post(f"/families/{family.id}/outlook", data=tomorrow).status_code == 422


@pytest.mark.parametrize("page", ["leaving", "leaving/talk", "outlook"])
def test_others_record_nothing(sign_in, carl, family, page):
    address = f"/families/{family.id}/{page}"
    assert carl.post(address, data=form()).status_code == 404
    assert sign_in("anna").post(address, data=form()).status_code == 403
    assert sign_in("erik").post(address, data=form()).status_code == 403
    assert db.session.query(Leaving).count() == 0


def test_a_lapsed_approval_with_a_child_is_shown_at_once(dorte, bo, anna, family):
    factories.taken_place(family)
    family.approvals[0].ends_on = factories.days_ago(1)
    db.session.commit()
    for client in (dorte, bo):
        assert family.reference in client.get("/").text
    assert family.reference not in anna.get("/").text
    assert "ingen godkendelse gælder" in dorte.get(f"/families/{family.id}").text


def test_an_approval_that_shrinks_below_its_children_is_shown_too(dorte, family):
    for number in (1, 2):
        factories.taken_place(family, number=number)
    assert "for mange" not in dorte.get(f"/families/{family.id}").text
    family.approvals[0].places = 1
    db.session.commit()
    assert "1 for mange" in dorte.get(f"/families/{family.id}").text
