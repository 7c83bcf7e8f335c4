import pytest
import sqlalchemy as sa

from fostermatch.audit import AuditEntry
from fostermatch.children.models import Child, LookUp, SiblingWish
from fostermatch.database import db
from tests import factories

CHILD = {
    "first_name": "Bertil",
    "last_name": "Prøve",
    "postcode": "8900",
    "caseworker_id": "",
    "cpr": "010115-4321",
}
NEED = {
    "version": "0",
    "support_level": "moderate",
}


@pytest.fixture
def form(nord):
    return CHILD | {"team_id": str(nord.id)}


def only_child():
    db.session.rollback()
    return db.session.query(Child).one()


def test_a_child_is_registered_and_the_need_is_next(anna, form):
    response = anna.post("/children/new", data=form)
    child = only_child()
    assert response.location == f"/children/{child.id}/need"
    assert child.born_on.isoformat() == "2015-01-01"


@pytest.mark.parametrize("cpr", ["", "123", "320115-1234", "010115-123x", "611015-1234"])
def test_a_wrong_cpr_number_is_refused_next_to_the_field(anna, form, cpr):
    page = anna.post("/children/new", data=form | {"cpr": cpr})
    assert page.status_code == 422
    assert 'id="cpr-error"' in page.text
    assert "Bertil" in page.text
    assert db.session.query(Child).count() == 0


def test_an_adult_is_not_a_child(anna, form):
    page = anna.post("/children/new", data=form | {"cpr": "010180-1234"})
    assert page.status_code == 422
    assert "23" in page.text


def test_the_same_child_is_not_registered_twice(anna, form):
    anna.post("/children/new", data=form)
    page = anna.post("/children/new", data=form | {"cpr": "0101154321"})
    assert "allerede" in page.text
    assert db.session.query(Child).count() == 1


def test_the_cpr_number_is_unreadable_in_the_database(anna, form):
    anna.post("/children/new", data=form)
    stored = db.session.scalar(sa.text("SELECT cpr FROM child"))
    assert b"0101154321" not in bytes(stored)
    assert only_child().cpr == "0101154321"


def test_the_cpr_number_is_masked_until_a_reason_is_given(anna, form):
    anna.post("/children/new", data=form)
    child = only_child()
    assert "4321" not in anna.get(f"/children/{child.id}").text
    reason = {"purpose": "Skal sende brev til folkeregistret"}
    page = anna.post(f"/children/{child.id}/cpr", data=reason)
    assert "010115-4321" in page.text
    [entry] = db.session.query(AuditEntry).filter_by(action="cpr.reveal")
    assert entry.purpose == reason["purpose"]


def test_the_log_holds_no_name_and_no_number(anna, form):
    anna.post("/children/new", data=form)
    child = only_child()
    anna.get(f"/children/{child.id}")
    rows = db.session.execute(sa.text("SELECT details, action FROM audit_entry")).all()
    assert not any("0101154321" in str(row) or "Bertil" in str(row) for row in rows)


def test_every_reading_of_a_case_is_logged(anna, nord, cast):
    child = factories.child(nord)
    anna.get(f"/children/{child.id}")
    anna.get(f"/children/{child.id}")
    reads = db.session.query(AuditEntry).filter_by(action="read", thing="child", thing_id=child.id)
    assert [entry.user_id for entry in reads] == [cast["anna"].id] * 2


@pytest.mark.parametrize("name", ["hans", "ida", "dorte", "erik"])
def test_who_is_outside_the_team_states_a_purpose_first(sign_in, nord, name):
    child, client = factories.child(nord), sign_in(name)
    asked = client.get(f"/children/{child.id}")
    assert asked.location == f"/children/{child.id}/purpose?next=/children/{child.id}?"
    opened = client.post(asked.location, data={"purpose": "Dækker for en kollega i dag"})
    assert opened.location.startswith(f"/children/{child.id}")
    assert client.get(f"/children/{child.id}").status_code == 200
    assert db.session.query(LookUp).one().purpose == "Dækker for en kollega i dag"


def test_a_purpose_holds_for_one_day(sign_in, nord, cast):
    child = factories.child(nord)
    row = LookUp(
        municipality_id=child.municipality_id,
        child_id=child.id,
        user_id=cast["hans"].id,
        purpose="I går",
        day=factories.days_ago(1),
        at=factories.clock.now(),
    )
    factories.saved(row)
    assert sign_in("hans").get(f"/children/{child.id}").status_code == 302


@pytest.mark.parametrize("name", ["frida", "gert"])
def test_a_controller_and_an_administrator_never_see_a_case(sign_in, nord, name):
    child = factories.child(nord)
    assert sign_in(name).get(f"/children/{child.id}").status_code == 404


def test_a_child_of_another_team_is_not_on_the_list(sign_in, nord):
    factories.child(nord)
    assert "Bertil" not in sign_in("hans").get("/children").text
    assert "Bertil" in sign_in("anna").get("/children").text


def test_a_manager_reads_but_does_not_write(sign_in, nord):
    child, erik = factories.child(nord), sign_in("erik")
    erik.post(f"/children/{child.id}/purpose", data={"purpose": "Klage fra en borger"})
    assert erik.get(f"/children/{child.id}").status_code == 200
    assert erik.post(f"/children/{child.id}/need", data=NEED).status_code == 403


def test_a_need_is_described_and_the_old_one_is_kept(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need", data=NEED)
    anna.post(f"/children/{child.id}/need", data=NEED | {"support_level": "high", "version": "1"})
    assert [profile.support_level for profile in only_child().profiles] == ["high", "moderate"]


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"support_level": ""}, "support_level"),
        ({"school_postcode": "99999"}, "school_postcode"),
        ({"contact_per_month": "-1"}, "contact_per_month"),
        ({"words": "Ro", "said_on": "2999-01-01", "heard_by": "Læreren"}, "said_on"),
        ({"words": "Ro", "said_on": "2026-01-05"}, "heard_by"),
        ({"words": "Ro", "said_on": "", "heard_by": "Læreren"}, "said_on"),
        ({"target_groups": "nonsense"}, "target_groups"),
    ],
)
def test_a_bad_description_is_refused_and_kept(anna, nord, change, field):
    child = factories.child(nord)
    form = NEED | {"health": "Får medicin hver aften"} | change
    page = anna.post(f"/children/{child.id}/need", data=form)
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert "Får medicin hver aften" in page.text
    assert only_child().profiles == []


def test_siblings_are_joined_by_cpr_and_share_one_rule(anna, nord):
    one, two, three = (factories.child(nord) for _ in range(3))
    for other, wish in ((two, "may_split"), (three, "together")):
        anna.post(f"/children/{one.id}/siblings", data={"cpr": other.cpr, "wish": wish})
    db.session.rollback()
    group = db.session.get(Child, one.id).sibling_group
    assert group.wish is SiblingWish.TOGETHER
    assert {child.id for child in group.children} == {one.id, two.id, three.id}


def test_a_group_of_one_is_no_group(anna, nord):
    one, two = factories.child(nord), factories.child(nord)
    factories.siblings(SiblingWish.TOGETHER, one, two)
    anna.post(f"/children/{one.id}/siblings/leave")
    db.session.rollback()
    assert db.session.get(Child, two.id).sibling_group is None


@pytest.mark.parametrize("which", ["itself", "unknown"])
def test_a_sibling_that_cannot_be_is_refused(anna, nord, which):
    child = factories.child(nord)
    cpr = child.cpr if which == "itself" else "0101159999"
    page = anna.post(f"/children/{child.id}/siblings", data={"cpr": cpr, "wish": "together"})
    assert page.status_code in (409, 422)


def test_a_look_up_opens_a_case_for_reading_only(sign_in, nord, cast):
    child, hans = factories.child(nord), sign_in("hans")
    hans.post(f"/children/{child.id}/purpose", data={"purpose": "Dækker for en kollega"})
    assert hans.get(f"/children/{child.id}").status_code == 200
    taken_over = CHILD | {"team_id": str(cast["hans"].team_id), "version": "1"}
    assert hans.post(f"/children/{child.id}/edit", data=taken_over).status_code == 403
    assert hans.post(f"/children/{child.id}/need", data=NEED).status_code == 403
    assert only_child().team_id == nord.id


def test_a_sibling_of_another_team_is_not_opened_by_its_number(anna, nord, cast):
    mine, other = factories.child(nord), factories.child(cast["ida"].team)
    page = anna.post(f"/children/{mine.id}/siblings", data={"cpr": other.cpr, "wish": "apart"})
    assert page.status_code == 422
    assert other.sibling_group_id is None


def test_a_number_that_turns_out_to_be_known_is_logged(anna, form):
    anna.post("/children/new", data=form)
    anna.post("/children/new", data=form)
    assert db.session.query(AuditEntry).filter_by(action="cpr.look_up").count() == 1


def test_two_who_describe_a_need_at_once_see_both(anna, bo, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need", data=NEED | {"health": "Astma"})
    page = bo.post(f"/children/{child.id}/need", data=NEED | {"health": "Rask"})
    assert page.status_code == 409
    assert "Astma" in page.text
    assert len(only_child().profiles) == 1


def test_another_municipalitys_team_and_caseworker_cannot_be_chosen(anna, form, cast):
    carl = cast["carl"]
    for change in ({"team_id": str(carl.team_id)}, {"caseworker_id": str(carl.id)}):
        assert anna.post("/children/new", data=form | change).status_code == 422


def test_who_holds_the_case_is_kept_though_they_leave(anna, form, cast):
    anna.post("/children/new", data=form | {"caseworker_id": str(cast["hans"].id)})
    cast["hans"].ends_on = factories.days_ago(1)
    db.session.commit()
    edit = form | {"caseworker_id": str(cast["hans"].id), "version": "1", "last_name": "Ny"}
    assert anna.post(f"/children/{only_child().id}/edit", data=edit).status_code == 302
    assert only_child().caseworker_id == cast["hans"].id


def test_two_who_edit_one_child_see_both_versions(anna, bo, form):
    anna.post("/children/new", data=form)
    address = f"/children/{only_child().id}/edit"
    anna.post(address, data=form | {"version": "1", "first_name": "Birk"})
    page = bo.post(address, data=form | {"version": "1", "first_name": "Bo"})
    assert page.status_code == 409
    assert "Birk" in page.text
