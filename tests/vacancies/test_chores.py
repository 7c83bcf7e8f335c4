"""Every Monday, families are asked by mail where the municipality wants it."""

from datetime import timedelta

import pytest

from fostermatch import chores, clock
from fostermatch.database import db
from fostermatch.mail.models import Mail
from fostermatch.vacancies.models import PlacesLink
from tests import factories


@pytest.fixture
def monday(app):
    def run():
        chores.do(app, "fostermatch.vacancies.chores.ask_families")
        db.session.rollback()
        db.session.expire_all()
        return db.session.query(Mail).count()

    return run


def switch_on(municipality):
    municipality.asks_by_mail = True
    db.session.commit()


def test_nobody_is_asked_unless_the_municipality_wants_it(monday, family):
    assert monday() == 0


def test_each_family_is_asked_once_after_its_last_word(monday, aarhus, family):
    switch_on(aarhus)
    assert monday() == 1
    assert monday() == 1
    link = db.session.query(PlacesLink).one()
    link.last_day = factories.days_ago(1)
    db.session.commit()
    assert monday() == 1
    assert link.sent_by_id is None


def test_it_is_asked_again_when_its_next_word_runs_out(monday, aarhus, family):
    switch_on(aarhus)
    monday()
    link = db.session.query(PlacesLink).one()
    link.sent_at -= timedelta(days=70)
    link.last_day = factories.days_ago(56)
    factories.confirmation(family, days=56)
    assert monday() == 2


def test_those_confirmed_lately_and_those_without_mail_are_left_alone(monday, aarhus):
    switch_on(aarhus)
    factories.ready_family(aarhus, email="frisk@example.dk")
    factories.approval(factories.family(aarhus))
    paused = factories.family(aarhus, email="pause@example.dk")
    factories.approval(paused)
    factories.pause(paused)
    assert monday() == 0


def test_a_neighbour_that_did_not_ask_for_it_is_left_alone(monday, aarhus, cast, family):
    switch_on(cast["carl"].municipality)
    assert monday() == 0


def test_the_mail_has_the_public_address(monday, aarhus, family):
    switch_on(aarhus)
    monday()
    assert "http://127.0.0.1:5000/free/" in db.session.query(Mail).one().body
    assert clock.now() - db.session.query(PlacesLink).one().sent_at < timedelta(minutes=1)
