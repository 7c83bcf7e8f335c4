"""A double click saves once, and its sender is taken to what the first press made."""

import pytest
import sqlalchemy as sa

from fostermatch.database import db
from fostermatch.recruitment.models import Applicant
from tests.at_once import press_at_once
from tests.conftest import people

ENQUIRY = {
    "once": "0123456789abcdef",
    "name": "Vagn Bak",
    "phone": "20304050",
    "postcode": "8900",
    "interest": "foster",
    "source": "phone",
}


def how_many(model):
    return db.session.scalar(sa.select(sa.func.count()).select_from(model))


def test_the_second_press_changes_nothing_and_leads_to_the_first(dorte):
    first = dorte.post("/recruitment/new", data=ENQUIRY)
    second = dorte.post("/recruitment/new", data=ENQUIRY)
    assert second.location == first.location
    assert how_many(Applicant) == 1


def test_the_same_form_opened_twice_saves_twice(dorte):
    dorte.post("/recruitment/new", data=ENQUIRY)
    dorte.post("/recruitment/new", data=ENQUIRY | {"once": "another"})
    assert how_many(Applicant) == 2


@pytest.fixture(params=["app", "postgres_app"])
def either(request):
    return request.getfixturevalue(request.param)


def test_two_presses_at_the_same_moment_save_once(either):
    dorte = people()["dorte"]
    answers = press_at_once(either, [(dorte, "/recruitment/new")] * 2, ENQUIRY)
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0].location == answers[1].location
    assert how_many(Applicant) == 1
