"""What happens beside the pages: reminders, each once, and order in the folder."""

import os
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from fostermatch import chores, clock
from fostermatch.database import db
from fostermatch.demo.letters import letter
from fostermatch.mail.models import Mail
from fostermatch.papers import storage
from fostermatch.papers.models import FileType, PaperKind
from tests import factories

REMIND = "fostermatch.papers.chores.remind_of_expiry"
SETTLE = "fostermatch.papers.chores.settle_new_files"


def do(app, name):
    db.session.rollback()
    chores.do(app, name)
    db.session.expire_all()


@pytest.fixture
def family(aarhus, cast):
    return factories.ready_family(aarhus, consultant_id=cast["dorte"].id)


def expiring(family, days, **changes):
    facts = {"issued_on": factories.days_ago(400), "expires_on": factories.days_ago(-days)}
    return factories.paper(family, PaperKind.CHILD_CERTIFICATE, **facts | changes)


def mails():
    return list(db.session.scalars(sa.select(Mail).order_by(Mail.id)))


@pytest.mark.parametrize(
    ("days", "key"), [(61, None), (60, 60), (45, 60), (31, 60), (30, 30), (0, 30), (-1, None)]
)
def test_the_consultant_is_reminded_at_60_and_at_30_days(app, family, days, key):
    paper = expiring(family, days)
    do(app, REMIND)
    assert [mail.key for mail in mails()] == ([f"paper:{paper.id}:{key}"] if key else [])


def test_each_reminder_is_written_once(app, family):
    expiring(family, 30)
    for _day in range(3):
        do(app, REMIND)
    assert len(mails()) == 1


def test_a_reminder_names_the_paper_and_leads_to_it_without_naming_anybody(app, cast, family):
    member = factories.member(family, name="Vagn Hemmelig")
    expiring(family, 30, member_id=member.id)
    do(app, REMIND)
    [mail] = mails()
    assert mail.recipient == cast["dorte"].email
    assert mail.subject.startswith(f"Børneattest i familie H-{family.id} udløber ")
    assert f"http://127.0.0.1:5000/families/{family.id}/papers" in mail.body
    for name in ("Hemmelig", "Holm"):
        assert name not in mail.subject + mail.body


def test_what_is_replaced_withdrawn_or_nobodys_is_not_reminded_of(app, aarhus, cast, family):
    expiring(family, 20)
    expiring(family, 900, issued_on=factories.days_ago(3))
    expiring(family, 20, member_id=factories.member(family).id, withdrawn_on=factories.today())
    expiring(factories.ready_family(aarhus), 20)
    expiring(factories.family(aarhus, consultant_id=cast["dorte"].id), 20)
    do(app, REMIND)
    assert mails() == []


def test_a_consultant_who_has_left_is_not_written_to(app, cast, family):
    cast["dorte"].ends_on = factories.days_ago(1)
    db.session.commit()
    expiring(family, 20)
    do(app, REMIND)
    assert mails() == []


def left_behind(paper, content=b"x"):
    storage.put(paper, content)
    [path] = Path(storage.folder()).glob("*.new")
    an_hour_and_more = time.time() - 4000
    os.utime(path, (an_hour_and_more, an_hour_and_more))
    return path


def with_file(family, name="ab" * 16):
    facts = {"file_name": name, "file_type": FileType.PDF, "uploaded_at": clock.now()}
    return factories.paper(family, PaperKind.BUDGET, **facts)


def test_a_file_that_was_saved_but_not_settled_is_kept(app, family):
    paper, content = with_file(family), letter("Budget")
    left_behind(paper, content)
    assert storage.read(paper) == content
    do(app, SETTLE)
    assert [path.name for path in storage.folder().iterdir()] == [paper.file_name]
    assert storage.read(paper) == content


def test_a_file_without_a_paper_is_taken_away(app, family):
    paper = with_file(family)
    left_behind(paper)
    db.session.delete(paper)
    db.session.commit()
    do(app, SETTLE)
    assert list(storage.folder().iterdir()) == []


def test_a_file_that_is_being_written_and_a_settled_one_are_left_alone(app, family):
    """Even if the database knows neither, as one that was put back from a copy."""
    paper = with_file(family)
    storage.put(paper, b"x")
    (storage.folder() / ("cd" * 16)).write_bytes(b"x")
    db.session.delete(paper)
    db.session.commit()
    do(app, SETTLE)
    assert len(list(storage.folder().iterdir())) == 2
