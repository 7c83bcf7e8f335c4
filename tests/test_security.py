"""What the browser is told, and what a stranger's page or an old one cannot do."""

import pytest

from config import Testing
from fostermatch import create_app, security
from fostermatch.database import db


def test_pages_forbid_everything_from_outside_and_are_not_kept(anna):
    headers = anna.get("/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_the_design_system_is_served(anna):
    with anna.get("/static/dkfds/css/dkfds.min.css") as response:
        assert response.status_code == 200
        assert "max-age" in response.headers["Cache-Control"]


def test_robots_are_sent_away(anna):
    with anna.get("/robots.txt") as response:
        assert "Disallow: /" in response.text


def test_a_form_from_another_page_is_refused_with_a_sentence(empty_database, tmp_path):
    class Strict(Testing):
        WTF_CSRF_ENABLED = True

    app = create_app(Strict(f"sqlite:///{tmp_path}/empty.db"))
    response = app.test_client().post("/sign-in", data={"email": "a@b.dk", "password": "x"})
    assert response.status_code == 400
    assert "<h1>" in response.text
    with app.app_context():
        db.engine.dispose()


def test_a_sign_in_ends_after_idle_time(app, sign_in):
    client = sign_in("anna")
    cookie = client.get("/").headers["Set-Cookie"]
    assert "Expires" in cookie
    assert app.config["PERMANENT_SESSION_LIFETIME"].total_seconds() <= 3600


def test_an_idle_session_is_refused(app, sign_in, monkeypatch):
    client = sign_in("anna")
    assert client.get("/").status_code == 200
    app.config["PERMANENT_SESSION_LIFETIME"] = -1 * app.config["PERMANENT_SESSION_LIFETIME"]
    client.get("/")
    assert client.get("/").location.startswith("/sign-in")


def test_a_failure_shows_a_page_and_no_trace(empty_database, tmp_path, caplog, monkeypatch):
    class Live(Testing):
        TESTING = False

    app = create_app(Live(f"sqlite:///{tmp_path}/empty.db"))
    monkeypatch.setitem(app.view_functions, "today.accessibility", lambda: 1 / 0)
    response = app.test_client().get("/was")
    assert "ZeroDivisionError in today.accessibility" in caplog.text
    assert response.status_code == 500
    assert "Traceback" not in response.text
    assert "Intet blev gemt" in response.text
    with app.app_context():
        db.engine.dispose()


@pytest.mark.parametrize("header", security.HEADERS)
def test_the_sign_in_page_has_every_header_too(app, header):
    assert header in app.test_client().get("/sign-in").headers
