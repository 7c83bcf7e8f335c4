import pytest

from config import Testing
from fostermatch import create_app
from fostermatch.accounts import passwords
from fostermatch.audit import AuditEntry
from fostermatch.database import db
from tests import factories

PASSWORD = factories.PASSWORD


@pytest.fixture
def known(cast):
    cast["anna"].set_password(PASSWORD)
    db.session.commit()
    return {"email": "anna@aarhus.example", "password": PASSWORD}


@pytest.fixture
def visitor(app):
    return app.test_client()


def test_who_signs_in_lands_on_today_and_it_is_logged(visitor, known):
    assert visitor.post("/sign-in", data=known).location == "/"
    assert visitor.get("/").status_code == 200
    assert db.session.query(AuditEntry).filter_by(action="sign_in").count() == 1


def test_the_address_may_be_typed_with_capitals(visitor, known):
    answer = visitor.post("/sign-in", data=known | {"email": " Anna@Aarhus.example "})
    assert answer.location == "/"


def test_one_is_taken_back_to_the_page_one_asked_for(visitor, known):
    assert visitor.post("/sign-in?next=/families", data=known).location == "/families"


@pytest.mark.parametrize(
    "elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"]
)
def test_nobody_is_led_to_another_site(visitor, known, elsewhere):
    assert visitor.post("/sign-in", data=known, query_string={"next": elsewhere}).location == "/"


@pytest.mark.parametrize("wrong", [{"password": "noget andet"}, {"email": "ukendt@aarhus.example"}])
def test_a_wrong_password_and_an_unknown_address_look_alike(visitor, known, wrong):
    page = visitor.post("/sign-in", data=known | wrong)
    assert page.status_code == 422
    assert "E-mailen eller adgangskoden er forkert" in page.text
    assert (known | wrong)["email"] in page.text


def test_a_user_who_has_left_cannot_sign_in(visitor, known, cast):
    cast["anna"].ends_on = factories.days_ago(1)
    db.session.commit()
    assert visitor.post("/sign-in", data=known).status_code == 422


def test_a_user_who_leaves_is_out_at_the_next_page(anna, cast):
    assert anna.get("/").status_code == 200
    cast["anna"].ends_on = factories.days_ago(1)
    db.session.commit()
    assert anna.get("/").location.startswith("/sign-in")


def test_one_signs_out(visitor, known):
    visitor.post("/sign-in", data=known)
    visitor.post("/sign-out")
    assert visitor.get("/").location.startswith("/sign-in")


def test_after_five_failures_one_has_to_wait(app, known):
    class Limited(Testing):
        RATELIMIT_ENABLED = True

    visitor = create_app(Limited(app.config["SQLALCHEMY_DATABASE_URI"])).test_client()
    wrong = known | {"password": "forkert"}
    answers = [visitor.post("/sign-in", data=wrong).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
    assert visitor.post("/sign-in", data=known).status_code == 429
    with visitor.application.app_context():
        db.engine.dispose()


def test_a_new_password_signs_out_everywhere_else(app, known):
    elsewhere = app.test_client()
    elsewhere.post("/sign-in", data=known)
    here = app.test_client()
    here.post("/sign-in", data=known)
    new = "en helt ny adgangskode"
    here.post("/password", data={"current": PASSWORD, "new": new, "again": new})
    assert here.get("/").status_code == 200
    assert elsewhere.get("/").location.startswith("/sign-in")


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"current": "forkert"}, "ikke din adgangskode"),
        ({"again": "noget helt andet"}, "ikke ens"),
        ({"new": "kort", "again": "kort"}, "mindst 12"),
    ],
)
def test_a_bad_new_password_is_refused(known, anna, change, complaint):
    form = {"current": PASSWORD, "new": "en helt ny kode", "again": "en helt ny kode"}
    page = anna.post("/password", data=form | change)
    assert page.status_code == 422
    assert complaint in page.text


def test_a_password_is_stored_as_argon2(known, cast):
    assert cast["anna"].password_hash.startswith("$argon2id$")
    assert not passwords.matches("nonsense", PASSWORD)


def test_a_given_password_must_be_changed_first(app, cast, known):
    cast["anna"].must_change_password = True
    db.session.commit()
    assert app.test_client(user=cast["anna"]).get("/families").location == "/password"


def test_the_language_is_remembered_with_the_user(anna, app, cast):
    anna.post("/language", data={"language": "en"})
    db.session.expire_all()
    assert "Waiting list" in app.test_client(user=cast["anna"]).get("/").text
