"""The page of a placement, and what is recorded from it."""

import pytest

from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.placements.models import (
    Breakdown,
    CheckUp,
    FollowUp,
    IntroductionStep,
    MoveOn,
    PayContract,
    Placement,
    PlacementKind,
    Result,
    StepState,
    SupervisionVisit,
    TaskAgreement,
    YouthStep,
)
from fostermatch.requests.models import PlacementRequest, WhereNow
from tests import factories

TODAY = factories.today()


@pytest.fixture
def stay(aarhus, nord, cast):
    child = factories.child(nord, caseworker_id=cast["anna"].id)
    return factories.placement(child, factories.ready_family(aarhus))


def at(stay, rest=""):
    return f"/placements/{stay.id}{rest}"


def day(days_ago=0):
    return factories.days_ago(days_ago).isoformat()


def test_the_page_says_where_since_when_and_what_is_due(anna, stay):
    text = anna.get(at(stay)).text
    assert stay.place_name in text
    assert "Tilsynsbesøg" in text
    assert "Tjek efter 3 måneder" in text
    assert "Overskredet" in text


def test_reading_it_is_logged_as_reading_the_case(anna, stay, cast):
    anna.get(at(stay))
    read = db.session.query(AuditEntry).filter_by(thing="child", action="read").one()
    assert (read.thing_id, read.user_id) == (stay.child_id, cast["anna"].id)


def test_it_is_reached_from_the_child_and_from_the_family_where_the_case_is_open(
    anna, sign_in, stay
):
    link = f'href="{at(stay)}"'
    assert link in anna.get(f"/children/{stay.child_id}").text
    assert link in anna.get(f"/families/{stay.family_id}").text
    assert link not in sign_in("hans").get(f"/families/{stay.family_id}").text
    assert sign_in("hans").get(at(stay)).status_code == 302


def test_an_institution_has_a_page_too(anna, nord):
    row = factories.saved(
        Placement(
            municipality_id=nord.municipality_id,
            child=factories.child(nord),
            kind=PlacementKind.INSTITUTION,
            site="Opholdsstedet Egen",
            starts_on=factories.days_ago(40),
        )
    )
    text = anna.get(at(row)).text
    assert "Opholdsstedet Egen" in text
    assert "Opgavebeskrivelse" not in text
    assert anna.get(at(row, "/checks/3")).status_code == 404


def test_as_many_questions_for_long_stays_as_for_short_ones(anna, stay, cast):
    anna.get(at(stay))
    few = anna.queries
    for days in range(1, 8):
        advisers = (cast["anna"], cast["bo"])
        held = {"held_on": factories.days_ago(days), "talked_with_child": True}
        factories.visit(stay, *advisers, **held)
        factories.step(stay)
    anna.get(at(stay))
    assert anna.queries <= few + 1


# Introduction


@pytest.fixture
def coming(aarhus, nord):
    family = factories.ready_family(aarhus)
    starts_on = factories.days_ago(-20)
    request = factories.request(nord, where_now=WhereNow.INSTITUTION)
    row = factories.placement(request.child, family, starts_on=starts_on, request=request)
    row.taken_place.starts_on = starts_on
    return factories.saved(row)


def test_the_usual_plan_is_a_start_that_can_be_changed(anna, coming):
    assert "Begynd med den sædvanlige plan" in anna.get(at(coming)).text
    assert anna.post(at(coming, "/introduction/propose")).location == at(coming)
    steps = db.session.query(IntroductionStep).order_by("planned_on").all()
    assert len(steps) == 8
    assert "personale" in steps[0].takes_part
    assert steps[-1].planned_on == coming.starts_on
    moved = {
        "version": "1",
        "kind": "weekend",
        "planned_on": day(-3),
        "state": "planned",
        "takes_part": "Mormor",
    }
    assert anna.post(f"/placements/introduction/{steps[0].id}", data=moved).status_code == 302
    step = db.session.get(IntroductionStep, steps[0].id)
    assert step.was_moved
    assert "flyttet fra" in anna.get(at(coming)).text


def test_a_plan_is_proposed_once_and_not_for_a_child_who_has_moved_in(anna, coming, stay):
    anna.post(at(coming, "/introduction/propose"))
    assert anna.post(at(coming, "/introduction/propose")).status_code == 409
    assert anna.post(at(stay, "/introduction/propose")).status_code == 409


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"planned_on": day(-21)}, "Barnet flytter ind"),
        ({"state": "held", "planned_on": day(-3)}, "ude i fremtiden"),
        ({"state": "cancelled"}, "hvorfor det er aflyst"),
    ],
)
def test_a_step_that_cannot_be_is_refused_beside_its_field(anna, coming, changes, says):
    step = factories.step(coming)
    sent = {"version": "1", "kind": "day_visit", "planned_on": day(), "state": "planned"}
    page = anna.post(f"/placements/introduction/{step.id}", data=sent | changes)
    assert page.status_code == 422
    assert says in page.text


def test_how_the_child_reacted_is_in_the_story(anna, coming):
    step = factories.step(coming)
    sent = {"version": "1", "kind": "day_visit", "planned_on": day(), "state": "held"}
    anna.post(f"/placements/introduction/{step.id}", data=sent | {"reaction": "Legede med hunden."})
    assert db.session.get(IntroductionStep, step.id).state is StepState.HELD
    assert anna.get(at(coming)).text.count("Legede med hunden.") == 2


# Supervision visits


@pytest.fixture
def held(cast):
    return {
        "held_on": day(1),
        "adviser_ids": [cast["anna"].id, cast["bo"].id],
        "talked_with_child": "yes",
        "seen": "Viste sit værelse.",
    }


def test_a_visit_is_made_by_two_advisers_with_a_talk_with_the_child(anna, stay, held):
    assert anna.post(at(stay, "/visits/record"), data=held).location == at(stay)
    visit = db.session.query(SupervisionVisit).one()
    assert {adviser.name for adviser in visit.advisers} == {"Anna", "Bo"}
    assert visit.talked_with_child
    assert "Talte med barnet" in anna.get(at(stay)).text
    assert "Tilsynsbesøg" in anna.get(f"/children/{stay.child_id}").text


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"adviser_ids": ["anna"]}, "2 rådgivere"),
        ({"adviser_ids": []}, "2 rådgivere"),
        ({"adviser_ids": ["anna", "anna"]}, "to gange"),
        ({"talked_with_child": "no"}, "hvorfor I ikke talte med barnet"),
        ({"talked_with_child": "maybe"}, "Udfyld feltet"),
        ({"held_on": day(101)}, "Opholdet begynder"),
        ({"held_on": day(-1)}, "ude i fremtiden"),
    ],
)
def test_a_visit_that_was_not_one_is_refused_beside_its_field(
    anna, stay, held, cast, changes, says
):
    if "adviser_ids" in changes:
        changes = {"adviser_ids": [cast[name].id for name in changes["adviser_ids"]]}
    page = anna.post(at(stay, "/visits/record"), data=held | changes)
    assert page.status_code == 422
    assert says in page.text
    assert "Viste sit værelse." in page.text
    assert db.session.query(SupervisionVisit).count() == 0


def test_a_visit_after_the_stay_has_ended_is_refused(anna, stay, held):
    stay.ends_on, stay.end_reason = factories.days_ago(10), "planned"
    db.session.commit()
    page = anna.post(at(stay, "/visits/record"), data=held)
    assert "Opholdet slutter" in page.text


def test_a_planned_visit_is_moved_and_then_recorded(anna, stay, held, cast):
    visit = factories.visit(stay, cast["anna"], cast["bo"])
    edit = {"version": "1", "planned_on": day(-5), "adviser_ids": held["adviser_ids"]}
    assert anna.post(f"/placements/visits/{visit.id}/edit", data=edit).status_code == 302
    sent = held | {"version": "2"}
    assert anna.post(f"/placements/visits/{visit.id}/held", data=sent).status_code == 302
    assert db.session.query(SupervisionVisit).one().held_on == factories.days_ago(1)
    assert anna.post(f"/placements/visits/{visit.id}/edit", data=edit).status_code == 409


def test_two_who_record_the_same_visit_are_told(anna, bo, stay, held, cast):
    visit = factories.visit(stay, cast["anna"], cast["bo"])
    anna.post(f"/placements/visits/{visit.id}/held", data=held | {"version": "1"})
    late = bo.post(f"/placements/visits/{visit.id}/held", data=held | {"version": "1"})
    assert late.status_code == 409


# Follow-ups


@pytest.fixture
def met():
    return {
        "held_on": day(1),
        "result": "change",
        "child_view": "Vil gerne blive.",
        "decided": "Supervision hver måned.",
        "next_on": day(-56),
    }


def test_a_follow_up_sets_the_day_of_the_next(anna, stay, met):
    anna.post(at(stay, "/follow-ups/note"), data={"note_on": day(20), "note": "Det går godt."})
    anna.post(at(stay, "/follow-ups/plan"), data={"planned_on": day(-2), "version": "1"})
    assert anna.post(at(stay, "/follow-ups/hold"), data=met | {"version": "2"}).status_code == 302
    row = db.session.query(FollowUp).one()
    assert (row.result, row.note_on) == (Result.CHANGE, factories.days_ago(20))
    text = anna.get(at(stay)).text
    assert "Vil gerne blive." in text
    assert "Det går godt." in text
    sent = met | {"version": "3", "child_view": "Vil hjem."}
    assert anna.post(at(stay, f"/follow-ups/{row.id}"), data=sent).status_code == 302
    assert db.session.query(FollowUp).one().child_view == "Vil hjem."


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"next_on": ""}, "hvornår I mødes igen"),
        ({"next_on": day(1)}, "efter denne"),
        ({"next_on": day(-500)}, "mere end et år frem"),
        ({"child_view": ""}, "Udfyld feltet"),
        ({"held_on": day(200)}, "Opholdet begynder"),
    ],
)
def test_a_follow_up_without_what_it_is_for_is_refused(anna, stay, met, changes, says):
    page = anna.post(at(stay, "/follow-ups/hold"), data=met | changes)
    assert page.status_code == 422
    assert says in page.text


def test_a_child_who_returns_home_needs_no_next_follow_up(anna, stay, met):
    sent = met | {"result": "return_home", "next_on": ""}
    assert anna.post(at(stay, "/follow-ups/hold"), data=sent).status_code == 302


# Checks and birthdays


def test_a_check_names_worries_and_who_acts(anna, stay):
    sent = {"held_on": day(), "how_child": "Godt.", "how_family": "Godt.", "worries": "Sover lidt."}
    page = anna.post(at(stay, "/checks/3"), data=sent)
    assert "hvem der handler" in page.text
    sent["who_acts"] = "Anna, i denne uge"
    assert anna.post(at(stay, "/checks/3"), data=sent).status_code == 302
    assert db.session.query(CheckUp).one().months == 3
    assert "Sover lidt." in anna.get(at(stay)).text


def test_a_check_is_not_made_long_before_its_day(anna, stay):
    sent = {"held_on": day(), "how_child": "Godt.", "how_family": "Godt."}
    page = anna.post(at(stay, "/checks/12"), data=sent)
    assert page.status_code == 422
    assert "Tjekket kan laves fra" in page.text
    assert anna.get(at(stay, "/checks/4")).status_code == 404


def test_the_youth_plan_is_recorded_once(anna, stay):
    sent = {"done_on": day(), "note": "Planen er lavet sammen med den unge."}
    assert anna.post(at(stay, "/youth/youth_plan"), data=sent).status_code == 302
    assert db.session.query(YouthStep).count() == 1
    assert anna.get(at(stay, "/youth/youth_plan")).status_code == 409
    assert anna.get(at(stay, "/youth/driving_licence")).status_code == 404


# Agreements


def agree(client, stay, starts_on, ends_on="", kind="agreement", **facts):
    return client.post(
        at(stay, f"/{kind}/new"), data={"starts_on": starts_on, "ends_on": ends_on} | facts
    )


def test_a_new_agreement_ends_the_old_one_and_keeps_it(anna, stay):
    agree(anna, stay, day(100), undertakes="Et trygt hjem.")
    agree(anna, stay, day(10), undertakes="Og kørsel til skole.")
    old, new = db.session.query(TaskAgreement).order_by("starts_on")
    assert (old.ends_on, new.ends_on) == (factories.days_ago(11), None)
    text = anna.get(at(stay, "/agreement")).text
    assert "Et trygt hjem." in text
    assert "Og kørsel til skole." in text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ((day(50), day(20)), (day(30), "")),
        ((day(50), ""), (day(50), "")),
        ((day(50), ""), (day(60), "")),
    ],
)
def test_two_agreements_do_not_share_a_day(anna, stay, first, second):
    agree(anna, stay, *first, undertakes="Et trygt hjem.")
    page = agree(anna, stay, *second, undertakes="Noget andet.")
    assert page.status_code == 409
    assert "allerede aftalt noget andet" in page.text
    assert "Noget andet." in page.text
    assert db.session.query(TaskAgreement).count() == 1


def test_an_agreement_lies_in_the_stay(anna, stay):
    page = agree(anna, stay, day(120), undertakes="Et trygt hjem.")
    assert "Opholdet begynder" in page.text


def test_pay_is_for_other_readers_than_the_task(anna, bo, dorte, sign_in, stay):
    sent = {"pay_model": "yearly", "fees": "5"}
    assert agree(dorte, stay, day(100), kind="pay", **sent).status_code == 302
    for client in (bo, dorte, sign_in("frida")):
        assert "vurderes hvert år" in client.get(at(stay, "/pay")).text
    assert "Vederlag" not in anna.get(at(stay)).text
    assert anna.get(at(stay, "/pay")).status_code == 403
    assert sign_in("frida").get(at(stay, "/agreement")).status_code == 404
    assert stay.child.first_name not in sign_in("frida").get(at(stay, "/pay")).text
    assert sign_in("erik").get("/placements/pay").status_code == 403


def test_a_contract_of_the_old_model_is_reviewed_every_year(dorte, stay):
    agree(dorte, stay, day(100), kind="pay", pay_model="yearly", fees="5")
    contract = db.session.query(PayContract).one()
    assert contract.review_on.year == contract.starts_on.year + 1
    agree(dorte, stay, day(10), kind="pay", pay_model="average", fees="5")
    assert db.session.query(PayContract).order_by(PayContract.id.desc()).first().review_on is None
    page = agree(dorte, stay, day(1), kind="pay", pay_model="average", fees="11")
    assert page.status_code == 422


# The end, and what comes after it


def test_a_breakdown_is_learnt_from(anna, stay):
    sent = {"ends_on": day(), "reason": "breakdown", "note": "Det gik ikke."}
    page = anna.post(at(stay, "/end"), data=sent)
    assert page.status_code == 422
    assert "så vi lærer af det" in page.text
    sent |= {"causes": ["school", "contact"], "in_words": "Uro.", "tried": "Støtte."}
    assert anna.post(at(stay, "/end"), data=sent).status_code == 302
    assert db.session.query(Breakdown).one().causes == {"school", "contact"}
    text = anna.get(at(stay)).text
    assert "Samvær og forældre; Skole eller dagtilbud" in text


def test_other_endings_say_nothing_of_causes(anna, stay):
    sent = {"ends_on": day(), "reason": "planned", "note": "Som aftalt.", "causes": ["school"]}
    assert anna.post(at(stay, "/end"), data=sent).status_code == 302
    assert db.session.query(Breakdown).count() == 0


def test_a_child_who_moves_on_keeps_its_history(anna, aarhus, stay):
    factories.profile(stay.child)
    factories.network(stay.child)
    assert 'value="family" class="form-radio" checked' in anna.get(at(stay, "/move-on")).text
    sent = {
        "kind": "foster",
        "state": "waiting",
        "urgency": "planned",
        "where_now": "family",
        "waiting_since": day(),
    }
    assert anna.post(at(stay, "/move-on"), data=sent).location == f"/children/{stay.child_id}"
    link = db.session.query(MoveOn).one()
    assert link.follows_id == stay.id
    assert "venter på at komme videre" in anna.get(at(stay)).text
    again = anna.post(at(stay, "/move-on"), data=sent)
    assert again.status_code == 409
    request = db.session.query(PlacementRequest).one()
    new = factories.placement(stay.child, factories.ready_family(aarhus), request=request)
    assert f"efter {stay.place_name}" in anna.get(at(new)).text


def test_nobody_outside_the_team_records_anything(sign_in, stay, held):
    for name, status in {"hans": 302, "dorte": 302, "carl": 404, "frida": 404}.items():
        assert sign_in(name).post(at(stay, "/visits/record"), data=held).status_code == status
    assert db.session.query(SupervisionVisit).count() == 0
