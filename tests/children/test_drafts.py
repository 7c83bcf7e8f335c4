"""A long form is kept while it is written, for its writer only."""

from datetime import timedelta

import sqlalchemy as sa

from fostermatch.children.models import NeedProfile, ProfileDraft
from fostermatch.chores import do
from fostermatch.database import db
from fostermatch.saving import SavedForm
from tests import factories
from tests.children.test_children import NEED

HALF = {"version": "0", "health": "Astma", "contact_per_month": "to", "once": "key-of-the-form"}
AS_JSON = {"Accept": "application/json"}


def drafts() -> int:
    db.session.rollback()
    return db.session.query(ProfileDraft).count()


def test_a_draft_is_kept_unchecked_and_continued(anna, nord):
    child = factories.child(nord)
    kept = anna.post(f"/children/{child.id}/need/draft", data=HALF, headers=AS_JSON)
    assert kept.json["said"].startswith("Kladde gemt kl. ")
    page = anna.get(f"/children/{child.id}/need").text
    assert "Du fortsætter din kladde" in page
    assert "Astma" in page
    assert 'value="to"' in page
    assert "Fortsæt din kladde" in anna.get(f"/children/{child.id}").text
    assert db.session.query(NeedProfile).count() == 0


def test_there_is_one_draft_for_a_child_and_a_person(anna, bo, nord):
    child = factories.child(nord)
    for words in ("Astma", "Astma og eksem"):
        anna.post(f"/children/{child.id}/need/draft", data=HALF | {"health": words})
    assert drafts() == 1
    assert "eksem" not in bo.get(f"/children/{child.id}/need").text


def test_saving_uses_the_key_that_a_draft_left_alone(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need/draft", data=HALF, headers=AS_JSON)
    assert db.session.query(SavedForm).count() == 0
    form = NEED | {"once": HALF["once"]}
    assert anna.post(f"/children/{child.id}/need", data=form).status_code == 302
    assert db.session.query(NeedProfile).count() == 1
    assert drafts() == 0


def test_a_draft_that_comes_after_the_need_is_saved_is_not_kept(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need", data=NEED | {"once": HALF["once"]})
    late = anna.post(f"/children/{child.id}/need/draft", data=HALF, headers=AS_JSON)
    assert late.status_code == 302
    assert drafts() == 0


def test_without_javascript_the_button_leads_back_to_the_form(anna, nord):
    child = factories.child(nord)
    answer = anna.post(f"/children/{child.id}/need/draft", data=HALF)
    assert answer.location == f"/children/{child.id}/need"
    assert "Kladde gemt" in anna.get(answer.location).text


def test_a_draft_is_thrown_away(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need/draft", data=HALF)
    anna.post(f"/children/{child.id}/need/draft/discard")
    assert drafts() == 0
    assert "Astma" not in anna.get(f"/children/{child.id}/need").text


def test_who_saved_in_between_is_not_written_over(anna, bo, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need/draft", data=HALF)
    bo.post(f"/children/{child.id}/need", data=NEED | {"health": "Rask"})
    page = anna.get(f"/children/{child.id}/need").text
    assert 'name="version" type="hidden" value="0"' in page
    assert anna.post(f"/children/{child.id}/need", data=NEED).status_code == 409


def test_a_draft_cannot_be_read_in_the_database(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need/draft", data=HALF)
    assert b"Astma" not in bytes(db.session.scalar(sa.text("SELECT content FROM profile_draft")))


def test_another_team_keeps_no_draft(sign_in, nord):
    child, hans = factories.child(nord), sign_in("hans")
    assert "purpose" in hans.post(f"/children/{child.id}/need/draft", data=HALF).location
    assert drafts() == 0


def test_what_nobody_goes_on_with_is_forgotten(app, anna, nord):
    for days in (29, 31):
        child = factories.child(nord)
        anna.post(f"/children/{child.id}/need/draft", data=HALF)
        row = db.session.query(ProfileDraft).filter_by(child_id=child.id).one()
        row.saved_at -= timedelta(days=days)
        db.session.commit()
    do(app, "fostermatch.children.chores.forget_old_drafts")
    assert drafts() == 1
