from fostermatch.accounts.models import Role, User
from fostermatch.database import db

NEW = ["accounts", "municipality", "Randers", "--administrator", " Anna@Randers.example"]


def test_a_municipality_begins_with_its_administrator(app):
    result = app.test_cli_runner().invoke(args=NEW)
    [user] = db.session.query(User)
    password = result.output.split(" signs in with ")[1].split()[0]
    assert user.role is Role.ADMINISTRATOR
    assert user.knows(password)
    assert user.must_change_password


def test_the_same_municipality_or_address_is_named_and_refused(app):
    app.test_cli_runner().invoke(args=NEW)
    assert "already a municipality called Randers" in app.test_cli_runner().invoke(args=NEW).output
    other = ["accounts", "municipality", "Hobro", *NEW[3:]]
    assert "Somebody already signs in" in app.test_cli_runner().invoke(args=other).output
    assert db.session.query(User).count() == 1
