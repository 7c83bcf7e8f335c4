import pytest

from fostermatch.accounts.models import User
from fostermatch.database import db
from tests import factories

NEW = {
    "name": "Jens Ny",
    "email": "jens@aarhus.example",
    "role": "manager",
    "team_id": "",
    "language": "da",
    "starts_on": "2026-01-01",
    "password": "en lang adgangskode",
}


@pytest.fixture
def gert(sign_in):
    return sign_in("gert")


def by_email(email):
    return db.session.query(User).filter_by(email=email).one_or_none()


def test_the_administrator_adds_a_user_who_must_choose_a_password(gert):
    assert gert.post("/users/new", data=NEW).location == "/users"
    jens = by_email("jens@aarhus.example")
    assert jens.knows("en lang adgangskode")
    assert jens.must_change_password


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"email": "anna@aarhus.example"}, "allerede"),
        ({"email": "ikke en adresse"}, "e-mailadresse"),
        ({"role": "caseworker"}, "skal høre til et team"),
        ({"role": "king"}, "Vælg en af mulighederne"),
        ({"ends_on": "2025-01-01"}, "før første dag"),
        ({"starts_on": "31/31/2026"}, "dag/måned/år"),
        ({"password": "kort"}, "mindst 12"),
    ],
)
def test_a_bad_user_is_refused_and_what_was_typed_is_kept(gert, change, complaint):
    page = gert.post("/users/new", data=NEW | change)
    assert page.status_code == 422
    assert complaint in page.text
    assert "Jens Ny" in page.text
    assert by_email("jens@aarhus.example") is None


def test_a_user_is_ended(gert, cast):
    anna = cast["anna"]
    form = NEW | {
        "name": "Anna",
        "email": anna.email,
        "role": "caseworker",
        "team_id": str(anna.team_id),
        "starts_on": "2020-01-01",
        "ends_on": factories.days_ago(1).isoformat(),
        "version": "1",
    }
    assert gert.post(f"/users/{anna.id}", data=form).location == "/users"
    assert not db.session.get(User, anna.id).covers(factories.today())


def test_the_administrator_cannot_lock_the_door_from_outside(gert, cast):
    me = cast["gert"]
    form = NEW | {"email": me.email, "role": "manager", "version": "1", "ends_on": "2030-01-01"}
    page = gert.post(f"/users/{me.id}", data=form)
    assert page.status_code == 422


def test_a_team_name_is_used_once(gert):
    assert gert.post("/teams/new", data={"name": "Team Vest"}).location == "/users"
    assert "allerede" in gert.post("/teams/new", data={"name": "Team Vest"}).text


def test_another_municipalitys_team_cannot_be_chosen(gert, cast):
    page = gert.post("/users/new", data=NEW | {"team_id": str(cast["carl"].team_id)})
    assert page.status_code == 422


def test_the_municipality_sets_its_own_rules(gert, aarhus):
    rules = {"fresh_for_days": "30", "km_limit": "40", "link_days": "7", "asks_by_mail": "y"}
    assert gert.post("/rules", data=rules).location == "/users"
    assert (aarhus.fresh_for_days, aarhus.km_limit, aarhus.link_days) == (30, 40, 7)
    assert aarhus.asks_by_mail


@pytest.mark.parametrize("days", ["0", "-1", "mange", ""])
def test_a_rule_that_makes_no_sense_is_refused(gert, aarhus, days):
    page = gert.post("/rules", data={"fresh_for_days": days, "km_limit": "40"})
    assert page.status_code == 422
    assert aarhus.fresh_for_days == 60


def test_a_forgotten_password_is_replaced_by_a_first_one(gert, cast):
    anna = cast["anna"]
    form = NEW | {
        "email": anna.email,
        "role": "caseworker",
        "team_id": str(anna.team_id),
        "version": "1",
        "new_password": "endnu en lang kode",
    }
    assert gert.post(f"/users/{anna.id}", data=form).location == "/users"
    assert db.session.get(User, anna.id).knows("endnu en lang kode")
    assert db.session.get(User, anna.id).must_change_password
