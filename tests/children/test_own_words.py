"""What the child and the parents said: dated, by whom it was heard, never written over."""

import pytest
import sqlalchemy as sa

from fostermatch.children.models import OwnWords
from fostermatch.database import db
from tests import factories
from tests.children.test_children import NEED

SAID = {
    "speaker": "child",
    "words": "Jeg vil gerne bo et sted med en hund.",
    "said_on": "2026-10-01",
    "heard_by": "Klasselæreren",
}


def every_word() -> list[str]:
    db.session.rollback()
    return [row.words for row in db.session.query(OwnWords).order_by(OwnWords.id)]


def test_words_are_added_and_shown_newest_first(anna, nord):
    child = factories.child(nord)
    address = f"/children/{child.id}/words/new"
    assert anna.post(address, data=SAID).status_code == 302
    later = {"words": "Nu vil jeg helst bo hos moster.", "said_on": "2026-11-01"}
    anna.post(address, data=SAID | later)
    page = anna.get(f"/children/{child.id}").text
    assert page.index("hos moster") < page.index("med en hund")
    assert "hørt af Klasselæreren" in page
    assert len(every_word()) == 2


def test_the_profile_may_add_words_and_never_takes_them_away(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/need", data=NEED | SAID)
    anna.post(f"/children/{child.id}/need", data=NEED | {"version": "1"})
    assert every_word() == [SAID["words"]]


@pytest.mark.parametrize("left_out", ["words", "said_on", "heard_by"])
def test_words_without_their_source_are_refused_and_kept(anna, nord, left_out):
    child = factories.child(nord)
    page = anna.post(f"/children/{child.id}/words/new", data=SAID | {left_out: ""})
    assert page.status_code == 422
    assert f'id="{left_out}-error"' in page.text
    assert every_word() == []


def test_nobody_spoke_of_a_child_before_it_was_born(anna, nord):
    child = factories.child(nord)
    form = SAID | {"said_on": "1990-01-01"}
    assert anna.post(f"/children/{child.id}/words/new", data=form).status_code == 409


def test_the_database_keeps_words_as_they_were_said(anna, nord):
    child = factories.child(nord)
    anna.post(f"/children/{child.id}/words/new", data=SAID)
    with pytest.raises(sa.exc.DBAPIError, match="written once"):
        db.session.execute(sa.text("UPDATE own_words SET words = 'andet'"))
    db.session.rollback()
