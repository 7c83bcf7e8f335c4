"""flask demo make"""

import pytest
import sqlalchemy as sa

from fostermatch.children.models import Child
from fostermatch.database import db
from fostermatch.demo import make
from fostermatch.families.models import Family
from fostermatch.requests.models import PlacementRequest
from tests.demo.conftest import DAY

SMALL = 0.1


def people():
    children = [
        (child.id, child.name, child.cpr, child.postcode, child.team.name)
        for child in db.session.scalars(sa.select(Child))
    ]
    families = [(family.id, family.name) for family in db.session.scalars(sa.select(Family))]
    waits = [
        (row.child_id, row.waiting_since, row.kind)
        for row in db.session.scalars(sa.select(PlacementRequest))
    ]
    return children, families, waits


def invented(seed):
    make.fill(DAY, SMALL, seed)
    found = people()
    db.session.rollback()
    return found


@pytest.fixture
def run(app):
    runner = app.test_cli_runner()
    return lambda *options: runner.invoke(args=["demo", "make", "--size", str(SMALL), *options])


def test_postgresql_takes_it_too(postgres_app):
    make.fill(DAY, SMALL)
    db.session.commit()
    assert people()[0]


def test_the_same_seed_gives_the_same_people(app):
    assert invented(seed=1) == invented(seed=1)


def test_another_seed_gives_other_people(app):
    assert invented(seed=1) != invented(seed=2)


@pytest.mark.parametrize("size", [0.05, 0.1, 0.3])
@pytest.mark.parametrize("seed", range(1, 6))
def test_small_municipalities_can_be_made(app, size, seed):
    make.fill(DAY, size, seed)
    db.session.commit()


@pytest.mark.parametrize("day", ["2024-02-29", "2025-12-31", "2026-01-01", "2026-10-25"])
def test_any_day_will_do(run, day):
    assert run("--on", day).exit_code == 0


def test_it_shows_who_can_sign_in(run):
    shown = run().output
    assert "anna@fjordby.example" in shown
    assert "Team Nord" in shown
    assert "sekunder" in shown


def test_a_second_time_it_only_shows_the_users(run):
    run()
    before = people()
    again = run()
    assert "anna@fjordby.example" in again.output
    assert "sekunder" not in again.output
    db.session.expire_all()
    assert people() == before


def test_an_interrupted_filling_leaves_nothing_and_can_be_repeated(app, run):
    make.fill(DAY, SMALL)
    db.session.rollback()
    assert people() == ([], [], [])
    assert run().exit_code == 0


def test_it_refuses_outside_the_demo(app, run):
    app.testing = False
    refused = run()
    assert refused.exit_code != 0
    assert "FOSTERMATCH_ENV=demo" in refused.output
    assert people() == ([], [], [])
