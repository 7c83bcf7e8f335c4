"""The page a family opens from its mail: no login, one question, nothing given away."""

from datetime import timedelta

import pytest
from itsdangerous import URLSafeSerializer

from config import Testing
from fostermatch import clock, create_app
from fostermatch.audit import AuditEntry
from fostermatch.database import db
from fostermatch.families.models import ConfirmedHow
from fostermatch.vacancies.models import Answer, PlacesLink
from tests import factories


def the_link():
    db.session.expire_all()
    return db.session.query(PlacesLink).one()


def test_the_page_asks_one_question_in_danish(visitor, link, family):
    page = visitor.get(link)
    assert page.status_code == 200
    assert "Er jeres plads stadig ledig?" in page.text
    assert "1 ledig plads til et plejebarn" in page.text
    assert family.reference in page.text
    assert family.name not in page.text
    assert "<nav" not in page.text


def test_opening_it_changes_nothing(visitor, link, family, latest):
    before = latest(family).id
    for asked in ("", "?answer=not_now"):
        visitor.get(link + asked)
    assert latest(family).id == before
    assert the_link().answer is None


@pytest.mark.parametrize(
    ("answer", "free", "later"), [("still_free", 1, 0), ("not_now", 0, 1), ("from_day", 0, 1)]
)
def test_an_answer_is_the_familys_own_word(visitor, link, family, latest, answer, free, later):
    day = factories.days_ago(-40)
    response = visitor.post(link, data={"answer": answer, "from_day": day.isoformat()})
    assert response.location == link
    word = latest(family)
    assert (word.free_places, word.later_places) == (free, later)
    assert word.later_from == (day if answer == "from_day" else None)
    assert (word.how, word.confirmed_by) == (ConfirmedHow.LINK, None)
    assert "Tak. I har svaret" in visitor.get(link).text
    entry = db.session.query(AuditEntry).filter_by(action="places.confirm").one()
    assert (entry.user_id, entry.thing_id) == (None, family.id)


def test_the_family_page_says_that_the_family_itself_confirmed(visitor, link, family, dorte):
    visitor.post(link, data={"answer": "still_free"})
    assert "af familien selv" in dorte.get(f"/families/{family.id}").text


def test_an_answer_can_be_changed_and_the_same_twice_is_once(visitor, link, family, latest):
    for _ in range(2):
        visitor.post(link, data={"answer": "still_free"})
    assert len(family.confirmations) == 2
    visitor.post(link, data={"answer": "not_now"})
    assert latest(family).free_places == 0
    assert the_link().answer is Answer.NOT_NOW


@pytest.mark.parametrize(
    ("form", "complaint"),
    [
        ({}, "et af de tre svar"),
        ({"answer": "sludder"}, "et af de tre svar"),
        ({"answer": "from_day"}, "Skriv den dag"),
        ({"answer": "from_day", "from_day": ""}, "Skriv den dag"),
        ({"answer": "from_day", "from_day": "2020-01-01"}, "fremme i tiden"),
        ({"answer": "from_day", "from_day": "2099-01-01"}, "mere end to år"),
    ],
)
def test_what_cannot_be_understood_is_said_beside_the_field(
    visitor, link, family, latest, form, complaint
):
    before = latest(family).id
    page = visitor.post(link, data=form)
    assert page.status_code == 422
    assert complaint in page.text
    assert latest(family).id == before


@pytest.mark.parametrize("change", [("/free/", "/free/1"), (".", ".x"), (".", "")])
def test_a_tampered_link_says_so_and_nothing_about_anybody(visitor, link, family, cast, change):
    page = visitor.get(link.replace(*change, 1))
    assert page.status_code == 404
    assert "Linket virker ikke" in page.text
    for secret in (family.reference, family.name, cast["dorte"].name, "Aarhus"):
        assert secret not in page.text


@pytest.mark.parametrize("key", [("test", "another.purpose"), ("stolen", "vacancies.places_link")])
def test_what_was_signed_for_another_purpose_opens_nothing(visitor, link, key):
    secret, salt = key
    signed = URLSafeSerializer(secret, salt=salt).dumps(the_link().id)
    assert visitor.post(f"/free/{signed}", data={"answer": "not_now"}).status_code == 404
    assert the_link().answer is None


def test_a_link_that_has_run_out_says_when_and_who_helps(visitor, link, cast, aarhus):
    the_link().last_day = factories.days_ago(1)
    aarhus.families_phone = "89 40 00 00"
    db.session.commit()
    for page in (visitor.get(link), visitor.post(link, data={"answer": "not_now"})):
        assert page.status_code == 410
        assert "Linket virkede til og med" in page.text
        assert f"Ring til {cast['dorte'].name} på 89 40 00 00" in page.text
    assert the_link().answer is None


def test_a_consultant_who_has_left_is_not_named(visitor, link, cast):
    cast["dorte"].ends_on = factories.days_ago(1)
    db.session.commit()
    assert cast["dorte"].name not in visitor.get(link).text


def test_a_link_from_before_a_newer_word_is_closed(visitor, link, family, latest):
    factories.confirmation(family, days=0, confirmed_at=clock.now() + timedelta(seconds=1))
    page = visitor.post(link, data={"answer": "not_now"})
    assert page.status_code == 410
    assert "på anden vis" in page.text
    assert latest(family).free_places == 1


def test_a_used_link_is_refused_once_something_newer_was_heard(visitor, link, family):
    visitor.post(link, data={"answer": "not_now"})
    factories.confirmation(family, days=0, confirmed_at=clock.now() + timedelta(seconds=1))
    page = visitor.get(link)
    assert page.status_code == 410
    assert "Linket er brugt" in page.text


def test_a_place_that_has_been_taken_leaves_nothing_to_answer(visitor, link, family):
    factories.taken_place(family)
    page = visitor.post(link, data={"answer": "still_free"})
    assert page.status_code == 410
    assert "ingen ledig plads" in page.text


def test_search_engines_and_caches_keep_nothing(visitor, link):
    page = visitor.get(link)
    assert page.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert 'content="noindex, nofollow"' in page.text
    assert page.headers["Cache-Control"] == "no-store"


def test_it_can_be_read_in_english(visitor, link):
    visitor.post("/language", data={"language": "en", "next": link})
    assert "Is your place still free?" in visitor.get(link).text


def test_who_guesses_is_stopped(app, link):
    class Limited(Testing):
        RATELIMIT_ENABLED = True

    guesser = create_app(Limited(app.config["SQLALCHEMY_DATABASE_URI"])).test_client()
    answers = [guesser.get(f"/free/guess{number}").status_code for number in range(22)]
    assert answers == [404] * 20 + [429] * 2
    with guesser.application.app_context():
        db.engine.dispose()
