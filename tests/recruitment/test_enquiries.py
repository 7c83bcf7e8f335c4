"""Somebody who wants to become a family writes to us, without signing in."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from config import Testing
from fostermatch import clock, create_app
from fostermatch.database import db
from fostermatch.mail.models import Mail
from fostermatch.recruitment.enquiries.queries import slug
from fostermatch.recruitment.models import AnsweredHow, Applicant
from fostermatch.recruitment.stages import Stage
from tests import factories

ADDRESS = "/bliv-plejefamilie/aarhus"
FIRST = {"interest": "respite", "postcode": "8900", "source": "social_media"}
SECOND = {"name": "Vagn Bak", "phone": "20304050", "email": "vagn@post.example"}
THIRD = {"best_time": "evening", "message": "Vi har en hund", "consent": "y"}


@pytest.fixture
def visitor(app, cast):
    return app.test_client()


@pytest.fixture
def patience(monkeypatch):
    """A person takes some minutes over the three pages."""
    now = clock.now
    monkeypatch.setattr(clock, "now", lambda: now() + timedelta(minutes=3))


def sent_along(page):
    return dict(re.findall(r'type="hidden" name="([a-z_]+)" value="([^"]*)"', page.text))


def fill_in(visitor, address=ADDRESS, **changes):
    page = visitor.get(address)
    for answers in (FIRST, SECOND, THIRD):
        page = visitor.post(address, data=sent_along(page) | answers | changes)
    return page


def applicants():
    db.session.rollback()
    return list(db.session.scalars(sa.select(Applicant)))


def test_three_pages_become_an_enquiry_in_the_inbox(visitor, patience, dorte):
    assert fill_in(visitor).location == f"{ADDRESS}/tak"
    [applicant] = applicants()
    assert (applicant.name, applicant.stage) == ("Vagn Bak", Stage.ENQUIRY)
    assert applicant.consented_at is not None
    assert "Om aftenen" in applicant.note
    inbox = dorte.get("/recruitment/inbox").text
    assert "Vagn Bak" in inbox
    assert "Vi har en hund" in inbox
    assert "Vagn Bak" in dorte.get("/").text


def test_a_receipt_is_sent_by_mail_in_the_language_of_the_page(visitor, patience):
    visitor.post("/language", data={"language": "en", "next": ADDRESS})
    fill_in(visitor)
    [mail] = db.session.scalars(sa.select(Mail))
    assert mail.recipient == "vagn@post.example"
    assert mail.subject == "Thank you for your enquiry"


def test_a_page_asks_three_questions_at_most(visitor):
    page = visitor.get(ADDRESS)
    for answers in (FIRST, SECOND, THIRD):
        shown = set(
            re.findall(r'<(?:input|select|textarea)(?![^>]*hidden)[^>]* name="(\w+)"', page.text)
        )
        assert len(shown - {"homepage"}) <= 3
        page = visitor.post(ADDRESS, data=sent_along(page) | answers)


@pytest.mark.parametrize(
    ("answers", "missing"), [(FIRST, "interest"), (FIRST, "postcode"), (SECOND, "name")]
)
def test_what_is_missing_is_asked_for_before_the_next_page(visitor, answers, missing):
    page = visitor.get(ADDRESS)
    for page_answers in (FIRST, SECOND):
        changed = {missing: ""} if page_answers is answers else {}
        page = visitor.post(ADDRESS, data=sent_along(page) | page_answers | changed)
        if changed:
            break
    assert page.status_code == 422
    assert f'id="{missing}-error"' in page.text


@pytest.mark.parametrize(
    ("field", "value"),
    [("postcode", "0001"), ("email", "ikke en mail"), ("name", "x" * 300), ("phone", "1" * 60)],
)
def test_what_is_wrong_is_said_beside_the_field_and_kept(visitor, field, value):
    page = visitor.get(ADDRESS)
    for answers in (FIRST, SECOND):
        page = visitor.post(ADDRESS, data=sent_along(page) | answers | {field: value})
        if field in answers:
            break
    assert page.status_code == 422
    assert f'id="{field}-error"' in page.text
    assert value in page.text


def test_without_consent_nothing_is_kept(visitor, patience):
    page = fill_in(visitor, consent="")
    assert page.status_code == 422
    assert applicants() == []


def test_one_can_go_back_without_losing_anything(visitor):
    page = visitor.post(ADDRESS, data=sent_along(visitor.get(ADDRESS)) | FIRST)
    page = visitor.post(ADDRESS, data=sent_along(page) | SECOND | {"back": "1"})
    assert 'value="8900"' in page.text
    assert sent_along(page)["name"] == "Vagn Bak"


def test_a_made_up_later_page_without_the_earlier_answers_is_sent_back(visitor, patience):
    page = visitor.post(ADDRESS, data=sent_along(visitor.get(ADDRESS)) | {"page": "2"} | THIRD)
    assert page.status_code == 422
    assert 'name="postcode"' in page.text
    assert applicants() == []


@pytest.mark.parametrize("number", ["x", "-1", "99", "9" * 40])
def test_a_page_number_that_is_none_does_no_harm(visitor, number):
    page = visitor.post(ADDRESS, data=sent_along(visitor.get(ADDRESS)) | {"page": number})
    assert page.status_code == 422


def test_a_program_that_fills_in_everything_is_told_in_a_sentence(visitor, patience):
    page = fill_in(visitor, homepage="https://spam.example")
    assert page.status_code == 422
    assert "skulle stå tomt" in page.text
    assert applicants() == []


def test_a_program_that_is_too_fast_is_told_in_a_sentence(visitor):
    page = fill_in(visitor)
    assert page.status_code == 422
    assert "meget hurtigt" in page.text
    assert applicants() == []


def test_a_clock_that_was_tampered_with_counts_as_too_fast(visitor, patience):
    assert fill_in(visitor, opened="enquiry.abc.def").status_code == 422


def test_writing_twice_in_a_day_is_one_enquiry(visitor, patience):
    fill_in(visitor)
    fill_in(visitor)
    assert len(applicants()) == 1


def test_the_last_page_pressed_twice_is_one_enquiry(visitor, patience, monkeypatch):
    page = visitor.get(ADDRESS)
    for answers in (FIRST, SECOND):
        page = visitor.post(ADDRESS, data=sent_along(page) | answers)
    last = sent_along(page) | THIRD
    visitor.post(ADDRESS, data=last)
    assert visitor.post(ADDRESS, data=last | {"name": "Vagn B."}).location == f"{ADDRESS}/tak"
    assert len(applicants()) == 1


def test_ten_enquiries_an_hour_from_one_computer_are_enough(app, cast, patience):
    class Limited(Testing):
        RATELIMIT_ENABLED = True

    visitor = create_app(Limited(app.config["SQLALCHEMY_DATABASE_URI"])).test_client()
    codes = [fill_in(visitor, name=f"Vagn {n}").status_code for n in range(11)]
    assert codes == [302] * 10 + [429]
    with visitor.application.app_context():
        db.engine.dispose()


def test_an_enquiry_through_a_campaign_is_counted_there(visitor, patience, aarhus):
    campaign = factories.campaign(aarhus)
    fill_in(visitor, f"{ADDRESS}?k={campaign.id}")
    [applicant] = applicants()
    assert applicant.campaign_id == campaign.id


@pytest.mark.parametrize("key", ["999", "x", "9" * 30])
def test_a_link_to_no_campaign_still_works(visitor, patience, key):
    fill_in(visitor, f"{ADDRESS}?k={key}")
    [applicant] = applicants()
    assert applicant.campaign_id is None


def test_another_municipalitys_campaign_is_not_credited(visitor, patience, cast):
    campaign = factories.campaign(cast["carl"].municipality)
    fill_in(visitor, f"{ADDRESS}?k={campaign.id}")
    [applicant] = applicants()
    assert applicant.campaign_id is None


def test_a_municipality_we_do_not_know_has_no_page(visitor):
    assert visitor.get("/bliv-plejefamilie/atlantis").status_code == 404


@pytest.mark.parametrize(
    ("name", "address"),
    [("Aarhus", "aarhus"), ("Ærø Kommune", "aeroe-kommune"), ("Lyngby-Taarbæk", "lyngby-taarbaek")],
)
def test_a_municipality_has_an_address_that_can_be_read_aloud(name, address):
    assert slug(name) == address


def test_an_enquiry_is_taken_and_answered_and_the_time_is_known(visitor, patience, dorte, cast):
    fill_in(visitor)
    [applicant] = applicants()
    dorte.post(f"/recruitment/{applicant.id}/take")
    dorte.post(f"/recruitment/{applicant.id}/answer", data={"how": "mail"})
    [applicant] = applicants()
    assert applicant.consultant_id == cast["dorte"].id
    assert applicant.answered_how is AnsweredHow.MAIL
    inbox = dorte.get("/recruitment/inbox").text
    assert "Vagn Bak" not in inbox
    assert "inden for 0 timer" in inbox


def test_an_enquiry_is_answered_once(visitor, patience, dorte):
    fill_in(visitor)
    [applicant] = applicants()
    dorte.post(f"/recruitment/{applicant.id}/answer", data={"how": "phone"})
    again = dorte.post(f"/recruitment/{applicant.id}/answer", data={"how": "mail"})
    assert again.status_code == 409


def test_a_caseworker_does_not_answer_enquiries(visitor, patience, anna, carl):
    fill_in(visitor)
    [applicant] = applicants()
    assert anna.post(f"/recruitment/{applicant.id}/take").status_code == 403
    assert carl.post(f"/recruitment/{applicant.id}/take").status_code == 404
    assert "Vagn Bak" not in carl.get("/recruitment/inbox").text


def test_a_call_is_answered_as_it_comes(dorte):
    dorte.post("/recruitment/new", data={**FIRST, **SECOND, "source": "phone"})
    [applicant] = applicants()
    assert applicant.answered_at == applicant.arrived_at
