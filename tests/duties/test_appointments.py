"""Planning, recording and cancelling."""

from datetime import timedelta
from decimal import Decimal

import pytest

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.duties.models import Appointment, Duty
from tests import factories

TODAY = factories.today
DAY = str(TODAY() + timedelta(7))


@pytest.fixture
def visit(family):
    return factories.appointment(family, planned_on=TODAY() - timedelta(2))


def only_row():
    db.session.expire_all()
    return db.session.query(Appointment).one()


def plan(family, duty="visit"):
    return f"/duties/families/{family.id}/{duty}/plan"


def record(family, duty="visit"):
    return f"/duties/families/{family.id}/{duty}/record"


def page(row, verb):
    return f"/duties/appointments/{row.id}/{verb}"


def test_a_visit_is_planned_in_three_fields(dorte, family, cast):
    form = dorte.get(plan(family)).text
    assert form.count("form-label") == 3
    facts = {"planned_on": DAY, "begins": "10:30", "consultant_id": cast["dorte"].id}
    assert dorte.post(plan(family), data=facts).location == f"/families/{family.id}"
    row = only_row()
    assert (row.duty, str(row.planned_on), str(row.begins)) == (Duty.VISIT, DAY, "10:30:00")
    assert row.families == [family]


@pytest.mark.parametrize(
    ("duty", "facts"),
    [
        ("supervision", {"begins": "9.30", "held_by": "Psykolog Lis Ørum"}),
        ("training", {"topic": "Konflikter", "days": "0.5"}),
    ],
)
def test_supervision_and_training_are_planned_in_three_fields_too(dorte, family, duty, facts):
    assert dorte.get(plan(family, duty)).text.count("form-label") == 3
    dorte.post(plan(family, duty), data={"planned_on": DAY} | facts)
    assert only_row().days == (Decimal("0.5") if duty == "training" else None)


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"planned_on": ""}, "Udfyld"),
        ({"planned_on": "i morgen"}, "dag/måned/år"),
        ({"planned_on": str(factories.days_ago(1))}, "Dagen er gået"),
        ({"begins": "halv ti"}, "timer og minutter"),
        ({"consultant_id": "987654"}, "Vælg en af mulighederne"),
    ],
)
def test_bad_facts_are_refused_and_kept(dorte, family, cast, change, complaint):
    facts = {"planned_on": DAY, "begins": "11:45", "consultant_id": cast["dorte"].id}
    answer = dorte.post(plan(family), data=facts | change)
    assert answer.status_code == 422
    assert complaint in answer.text
    assert "11:45" in answer.text or "halv ti" in answer.text
    assert db.session.query(Appointment).count() == 0


def test_an_unknown_duty_is_a_page_that_does_not_exist(dorte, family):
    assert dorte.get(plan(family, "kaffe")).status_code == 404


def test_two_of_a_kind_on_one_day_are_refused_on_the_form(dorte, family, cast):
    facts = {"planned_on": DAY, "begins": "10:30", "consultant_id": cast["dorte"].id}
    dorte.post(plan(family), data=facts)
    answer = dorte.post(plan(family), data=facts)
    assert answer.status_code == 409
    assert family.reference in answer.text
    assert "10:30" in answer.text


def test_a_form_pressed_twice_plans_one_visit(dorte, family, cast):
    facts = {"planned_on": DAY, "begins": "10:30", "consultant_id": cast["dorte"].id, "once": "k"}
    first, second = (dorte.post(plan(family), data=facts) for _ in range(2))
    assert first.location == second.location
    assert only_row()


def test_a_visit_is_recorded_as_held_by_one_press(dorte, family, visit):
    form = dorte.get(page(visit, "held")).text
    assert f'value="{visit.planned_on:%d/%m/%Y}"' in form
    facts = {"held_on": str(visit.planned_on), "version": str(visit.version)}
    assert dorte.post(page(visit, "held"), data=facts).location == f"/families/{family.id}"
    row = only_row()
    assert row.held_on == row.planned_on
    entry = db.session.query(AuditEntry).filter_by(action="appointment.hold").one()
    assert entry.details == {"duty": "visit", "families": [family.id]}


def test_what_was_never_planned_is_recorded_too(dorte, family):
    facts = {"held_on": str(TODAY()), "topic": "Autisme", "days": "1.5"}
    dorte.post(record(family, "training"), data=facts)
    row = only_row()
    assert (row.held_on, row.days, row.planned_on) == (TODAY(), Decimal("1.5"), None)


def test_nothing_is_held_tomorrow(dorte, family):
    answer = dorte.post(record(family), data={"held_on": DAY, "note": "God stemning"})
    assert answer.status_code == 422
    assert "God stemning" in answer.text


def test_the_later_of_two_sees_both_versions(dorte, bo, visit):
    version = str(visit.version)
    dorte.post(page(visit, "held"), data={"held_on": str(TODAY()), "version": version})
    facts = {"held_on": str(factories.days_ago(1)), "note": "Min", "version": version}
    answer = bo.post(page(visit, "held"), data=facts)
    assert answer.status_code == 409
    assert "Min" in answer.text
    assert only_row().held_on == TODAY()


def test_a_planned_visit_is_moved(dorte, visit, cast):
    facts = {"planned_on": DAY, "begins": "14:00", "consultant_id": cast["bo"].id}
    dorte.post(page(visit, "edit"), data=facts | {"version": str(visit.version)})
    row = only_row()
    assert (str(row.planned_on), row.consultant_id) == (DAY, cast["bo"].id)


def test_a_cancelled_visit_has_a_reason_and_is_over(dorte, visit):
    version = {"version": str(visit.version)}
    assert dorte.post(page(visit, "cancel"), data=version).status_code == 422
    dorte.post(page(visit, "cancel"), data=version | {"cancelled_because": "Familien er syg"})
    row = only_row()
    assert row.cancelled_because == "Familien er syg"
    facts = {"held_on": str(TODAY()), "version": str(row.version)}
    assert dorte.post(page(row, "held"), data=facts).status_code == 409
    assert "aflyst" in dorte.post(page(row, "cancel"), data=facts | {"cancelled_because": "x"}).text


def test_a_course_is_for_several_families_and_counts_for_those_who_came(dorte, aarhus, cast):
    came, stayed = (factories.ready_family(aarhus, name=name) for name in ("Bak", "Lund"))
    facts = {
        "topic": "Konflikter",
        "planned_on": str(TODAY()),
        "begins": "09:00",
        "days": "1.0",
        "consultant_id": cast["dorte"].id,
        "came": [came.id, stayed.id],
    }
    assert dorte.post("/duties/courses/new", data=facts).location == "/duties/planned"
    row = only_row()
    assert row.families == [came, stayed]
    held = {"held_on": str(TODAY()), "topic": "Konflikter", "days": "1.0", "came": [came.id]}
    dorte.post(page(row, "held"), data=held | {"version": str(row.version)})
    assert only_row().families == [came]
    assert "1 af 2 dage" in dorte.get(f"/families/{came.id}").text
    assert "0 af 2 dage" in dorte.get(f"/families/{stayed.id}").text


def test_a_course_needs_a_family_and_keeps_the_ticks(dorte, family, cast):
    facts = {"planned_on": DAY, "begins": "09:00", "days": "1.0", "topic": "x"}
    facts["consultant_id"] = cast["dorte"].id
    assert "Vælg en familie" in dorte.post("/duties/courses/new", data=facts).text
    answer = dorte.post("/duties/courses/new", data=facts | {"topic": "", "came": [family.id]})
    assert answer.status_code == 422
    assert f'value="{family.id}" class="form-checkbox" checked' in answer.text


def test_a_family_that_leaves_a_course_is_not_in_it(dorte, aarhus, cast):
    stays, leaves = (factories.ready_family(aarhus, name=name) for name in ("Bak", "Lund"))
    row = factories.appointment(
        stays,
        leaves,
        duty=Duty.TRAINING,
        planned_on=TODAY(),
        topic="Ro",
        consultant_id=cast["dorte"].id,
    )
    facts = {"topic": "Ro", "planned_on": DAY, "begins": "09:00", "days": "1.0"}
    facts |= {"came": [stays.id], "consultant_id": cast["dorte"].id, "version": str(row.version)}
    dorte.post(page(row, "edit"), data=facts)
    assert only_row().families == [stays]


@pytest.mark.parametrize("name", ["anna", "erik", "frida", "gert"])
def test_others_plan_and_record_nothing(sign_in, family, visit, name):
    client = sign_in(name)
    for address in (plan(family), record(family), page(visit, "held"), page(visit, "cancel")):
        assert client.post(address, data={"held_on": str(TODAY())}).status_code in (403, 404)
    assert only_row().held_on is None


def test_another_municipality_s_family_is_unknown_to_a_course(carl, family, cast):
    facts = {"topic": "x", "planned_on": DAY, "begins": "09:00", "days": "1.0"}
    facts |= {"came": [family.id], "consultant_id": cast["carl"].id}
    assert carl.post("/duties/courses/new", data=facts).status_code == 422
    assert db.session.query(Appointment).count() == 0


def test_notes_are_for_those_who_work_with_families(dorte, anna, family):
    factories.appointment(family, note="Familien er træt")
    assert "Familien er træt" in dorte.get(f"/families/{family.id}").text
    assert "Familien er træt" not in anna.get(f"/families/{family.id}").text


def test_what_has_been_held_is_not_planned_anew(dorte, family, cast):
    row = factories.appointment(family)
    facts = {"planned_on": DAY, "begins": "10:00", "consultant_id": cast["dorte"].id}
    answer = dorte.post(page(row, "edit"), data=facts | {"version": str(row.version)})
    assert answer.status_code == 409
    assert "allerede afholdt" in answer.text
