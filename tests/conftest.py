"""The stage and the cast.

Anna is a caseworker in Team Nord of Aarhus, Bo her team leader, Dorte a family-care
consultant, Erik a manager, Frida a controller, Gert the administrator, Ida the leader of
Team Syd. Carl leads a team in Odense and must never see what belongs to Aarhus.
"""

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from flask_migrate import upgrade
from sqlalchemy import make_url

from config import Testing
from fostermatch import create_app
from fostermatch.accounts.models import Municipality, Role, Team, User
from fostermatch.database import db
from fostermatch.extensions import limiter
from tests import factories
from tests.checked_client import CheckedClient, remember_untranslated

pytest_plugins = ["tests.postgres"]

CAST = {
    "anna": (Role.CASEWORKER, "Team Nord"),
    "bo": (Role.TEAM_LEADER, "Team Nord"),
    "dorte": (Role.FAMILY_CONSULTANT, None),
    "erik": (Role.MANAGER, None),
    "frida": (Role.CONTROLLER, None),
    "gert": (Role.ADMINISTRATOR, None),
    "hans": (Role.CASEWORKER, "Team Syd"),
    "ida": (Role.TEAM_LEADER, "Team Syd"),
}


@pytest.fixture(scope="session")
def empty_database(tmp_path_factory) -> Path:
    """An SQLite file with every migration run, to be copied."""
    path = tmp_path_factory.mktemp("database") / "empty.db"
    app = create_app(Testing(f"sqlite:///{path}"))
    with app.app_context():
        upgrade()
        db.session.execute(db.text("PRAGMA wal_checkpoint(TRUNCATE)"))
        db.engine.dispose()
    return path


@pytest.fixture(scope="session")
def only_app(tmp_path_factory):
    """Made once for all the tests on SQLite: making it takes longer than most of them."""
    path = tmp_path_factory.mktemp("register") / "fostermatch.db"
    return checked(create_app(Testing(f"sqlite:///{path}")))


@pytest.fixture
def app(only_app, empty_database):
    """The app on a database of the test's own, and with the settings it came with."""
    path = Path(db_path(only_app))
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink()
    shutil.copy(empty_database, path)
    settings = dict(only_app.config)
    limiter.enabled = settings["RATELIMIT_ENABLED"]  # one limiter serves every app a test may make
    yield from staged(only_app)
    only_app.config.clear()
    only_app.config.update(settings)


def db_path(app) -> str:
    return make_url(app.config["SQLALCHEMY_DATABASE_URI"]).database


@pytest.fixture
def postgres_app(postgres_database):
    for app in staged(checked(create_app(Testing(postgres_database)))):
        upgrade()
        yield app


def checked(app):
    app.test_client_class = CheckedClient
    remember_untranslated(app)
    return app


def staged(app):
    with app.app_context(), TemporaryDirectory() as papers:
        app.config["PAPERS_FOLDER"] = papers
        yield app
        db.session.remove()
        db.engine.dispose()


@pytest.fixture
def cast(app):
    return people()


def people() -> dict[str, User]:
    aarhus, odense = Municipality(name="Aarhus"), Municipality(name="Odense")
    db.session.add_all([aarhus, odense])
    db.session.flush()
    teams = {name: Team(name=name, municipality_id=aarhus.id) for name in ("Team Nord", "Team Syd")}
    elsewhere = Team(name="Team Odense", municipality_id=odense.id)
    db.session.add_all([*teams.values(), elsewhere])
    db.session.flush()
    cast = {
        name: factories.user(name, role, aarhus, teams.get(team))
        for name, (role, team) in CAST.items()
    }
    cast["carl"] = factories.user("carl", Role.TEAM_LEADER, odense, elsewhere)
    db.session.add_all(cast.values())
    db.session.commit()
    return cast


@pytest.fixture
def sign_in(app, cast):
    return lambda name: app.test_client(user=cast[name])


@pytest.fixture
def anna(sign_in):
    return sign_in("anna")


@pytest.fixture
def bo(sign_in):
    return sign_in("bo")


@pytest.fixture
def carl(sign_in):
    return sign_in("carl")


@pytest.fixture
def dorte(sign_in):
    return sign_in("dorte")


@pytest.fixture
def nord(cast):
    return cast["anna"].team


@pytest.fixture
def aarhus(cast):
    return cast["anna"].municipality
